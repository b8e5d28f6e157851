//! What comes over the network.

use crate::api::Name;

/// Something that comes over the network.
#[derive(Clone, Debug, Default)]
pub enum Fetched<T> {
    /// It was asked for.
    #[default]
    Coming,
    /// It did not come.
    Failed(Failure),
    /// It is there.
    Ready(T),
}

/// Why something did not come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// There is no network.
    Offline,
    /// The server does not have it, or did not answer.
    Missing,
    /// It came, but it is not what it should be; the text says why.
    Broken(String),
}

/// What is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// The list of chapters.
    Catalog,
    /// A chapter, by its name.
    Chapter(Name),
    /// What words mean.
    Glossary,
    /// Both kinds on one sheet.
    CheatSheet,
}

impl<T> Fetched<T> {
    /// It, if it is there.
    pub fn ready(&self) -> Option<&T> {
        match self {
            Self::Ready(it) => Some(it),
            _ => None,
        }
    }

    /// Why it is not there, if it will not come by itself.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Failed(failure) => Some(failure),
            _ => None,
        }
    }

    /// It is asked for once more, if it did not come.
    pub(in crate::app) fn retry(&mut self) {
        if self.failure().is_some() {
            *self = Self::Coming;
        }
    }
}

impl<T> From<Result<T, Failure>> for Fetched<T> {
    fn from(result: Result<T, Failure>) -> Self {
        match result {
            Ok(it) => Self::Ready(it),
            Err(failure) => Self::Failed(failure),
        }
    }
}
