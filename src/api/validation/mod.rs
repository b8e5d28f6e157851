//! The API server's validation, in its own words (rules A2 to A5, S33).

use super::{Kind, Object, Reason, Release, Status};

/// One thing wrong with one field, as the API words it: `spec.replicas: Invalid value: -1: …`.
pub type FieldError = String;

/// What is wrong with a new object.
pub fn create(_object: &Object, _release: Release) -> Vec<FieldError> {
    Vec::new()
}

/// What is wrong with a change of an object.
pub fn update(_object: &Object, _old: &Object, _release: Release) -> Vec<FieldError> {
    Vec::new()
}

/// The answer to an invalid object (rule A2).
pub fn invalid(kind: Kind, name: &str, errors: &[FieldError]) -> Status {
    let errors = match errors {
        [one] => one.clone(),
        many => format!("[{}]", many.join(", ")),
    };
    Status::new(Reason::Invalid, format!("{} \"{name}\" is invalid: {errors}", kind.qualified()))
}
