//! The list of what is wrong, each in the API's form (`field.Error` in apimachinery).

use super::FieldError;
use super::path::Path;
use super::shown::{Shown, quoted};
use crate::api::Release;

/// What is wrong with one object, in the order in which the API finds it.
pub(super) struct Errors {
    list: Vec<FieldError>,
    pub(super) release: Release,
}

impl Errors {
    pub(super) fn new(release: Release) -> Self {
        Self { list: Vec::new(), release }
    }

    pub(super) fn into_list(self) -> Vec<FieldError> {
        self.list
    }

    /// How many were found so far.
    pub(super) fn count(&self) -> usize {
        self.list.len()
    }

    pub(super) fn required(&mut self, path: &Path, detail: &str) {
        self.push(path, "Required value", detail);
    }

    pub(super) fn forbidden(&mut self, path: &Path, detail: &str) {
        self.push(path, "Forbidden", detail);
    }

    pub(super) fn invalid<'v>(&mut self, path: &Path, value: impl Into<Shown<'v>>, detail: &str) {
        let value = value.into().text(self.release);
        self.push(path, &format!("Invalid value: {value}"), detail);
    }

    pub(super) fn duplicate<'v>(&mut self, path: &Path, value: impl Into<Shown<'v>>) {
        let value = value.into().text(self.release);
        self.push(path, &format!("Duplicate value: {value}"), "");
    }

    pub(super) fn not_found(&mut self, path: &Path, value: &str) {
        self.push(path, &format!("Not found: {}", quoted(value)), "");
    }

    pub(super) fn not_supported<'v>(
        &mut self,
        path: &Path,
        value: impl Into<Shown<'v>>,
        supported: &[&str],
    ) {
        let value = value.into().text(self.release);
        let supported: Vec<String> = supported.iter().map(|value| quoted(value)).collect();
        let detail = format!("supported values: {}", supported.join(", "));
        self.push(path, &format!("Unsupported value: {value}"), &detail);
    }

    pub(super) fn too_long(&mut self, path: &Path, max_bytes: usize) {
        let detail = match self.release.newer_name_messages() {
            true => format!("may not be more than {max_bytes} bytes"),
            false => format!("must have at most {max_bytes} bytes"),
        };
        self.push(path, "Too long", &detail);
    }

    /// One error for each complaint about the text.
    pub(super) fn complaints(&mut self, path: &Path, value: &str, complaints: Vec<String>) {
        for complaint in complaints {
            self.invalid(path, value, &complaint);
        }
    }

    /// `ValidateNonnegativeField`.
    pub(super) fn non_negative(&mut self, path: &Path, value: i64) {
        if value < 0 {
            self.invalid(path, value, "must be greater than or equal to 0");
        }
    }

    /// A text that must be one of a few; an empty one is missing.
    pub(super) fn one_of(&mut self, path: &Path, value: &str, supported: &[&str]) {
        if value.is_empty() {
            self.required(path, "");
        } else if !supported.contains(&value) {
            self.not_supported(path, value, supported);
        }
    }

    fn push(&mut self, path: &Path, body: &str, detail: &str) {
        let error = match detail {
            "" => format!("{path}: {body}"),
            detail => format!("{path}: {body}: {detail}"),
        };
        if !self.list.contains(&error) {
            self.list.push(error);
        }
    }
}
