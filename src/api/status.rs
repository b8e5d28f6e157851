//! What the API server answers when it says no (rules A2, A6).

use super::Release;
use std::fmt;

/// A refused request: the HTTP code, Kubernetes' reason and message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// 404, 409, 422, 429 …
    pub code: u16,
    /// `NotFound`, `Invalid` …
    pub reason: Reason,
    /// The message as the API gives it.
    pub message: String,
    /// The details' causes, where the API names them: the fields that are invalid, the budget that
    /// refused an eviction.
    pub causes: Vec<String>,
}

/// Why a request was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// 404.
    NotFound,
    /// 409: an object of that name exists.
    AlreadyExists,
    /// 409: changed meanwhile, or the precondition failed.
    Conflict,
    /// 422: validation refused it.
    Invalid,
    /// 403: a quota, for example.
    Forbidden,
    /// 400: not understood.
    BadRequest,
    /// 429: a disruption budget refused an eviction.
    TooManyRequests,
    /// 500.
    InternalError,
    /// 500: to be tried again.
    ServerTimeout,
}

impl Status {
    /// A refusal without causes.
    pub fn new(reason: Reason, message: impl Into<String>) -> Self {
        let code = match reason {
            Reason::NotFound => 404,
            Reason::AlreadyExists | Reason::Conflict => 409,
            Reason::Invalid => 422,
            Reason::Forbidden => 403,
            Reason::BadRequest => 400,
            Reason::TooManyRequests => 429,
            Reason::InternalError | Reason::ServerTimeout => 500,
        };
        Self { code, reason, message: message.into(), causes: Vec::new() }
    }

    /// `deployments.apps "web" not found`.
    pub fn not_found(reference: &super::ObjectRef) -> Self {
        let message =
            format!("{} \"{}\" not found", reference.kind.qualified_plural(), reference.name);
        Self::new(Reason::NotFound, message)
    }

    /// `pods "db-0" already exists`, and whether it is going.
    pub fn already_exists(reference: &super::ObjectRef, is_terminating: bool) -> Self {
        let going = if is_terminating { "object is being deleted: " } else { "" };
        let (plural, name) = (reference.kind.qualified_plural(), &reference.name);
        Self::new(Reason::AlreadyExists, format!("{going}{plural} \"{name}\" already exists"))
    }

    /// The same of a name that comes with a `generateName`, so that the API server takes it for one
    /// that it made up itself. Until 1.26 it asked to try again (recording sts-history).
    pub fn generated_name_exists(reference: &super::ObjectRef, release: Release) -> Self {
        if release.taken_generated_names_are_timeouts() {
            let message = format!(
                "The POST operation against {} could not be completed at this time, please try \
                 again.",
                reference.kind
            );
            return Self::new(Reason::ServerTimeout, message);
        }
        let mut status = Self::already_exists(reference, false);
        status.message += ", the server was not able to generate a unique name for the object";
        status
    }

    /// `Operation cannot be fulfilled on deployments.apps "web": the object has been modified`:
    /// somebody wrote it since it was read.
    pub fn modified(reference: &super::ObjectRef) -> Self {
        let message = format!(
            "Operation cannot be fulfilled on {} \"{}\": the object has been modified; please \
             apply your changes to the latest version and try again",
            reference.kind.qualified_plural(),
            reference.name
        );
        Self::new(Reason::Conflict, message)
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Status {}
