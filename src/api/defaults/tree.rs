//! Defaults inside JSON trees: fields that the engine carries along without a type of their own.
//!
//! Every function answers `None` when nothing was missing, so that nothing is copied for it.

use crate::api::Rest;
use crate::value::Value;

/// Whether a field counts as not given: absent, `null`, or Go's zero value.
pub(super) fn is_unset(value: Option<&Value>) -> bool {
    match value {
        None | Some(Value::Null) => true,
        Some(Value::String(text)) => text.is_empty(),
        Some(Value::Number(number)) => number.as_i64() == Some(0),
        Some(Value::Bool(_) | Value::Array(_) | Value::Object(_)) => false,
    }
}

/// Fields whose zero value says something: pointers in Go.
const POINTERS: [&str; 18] = [
    "activeDeadlineSeconds",
    "allowPrivilegeEscalation",
    "automountServiceAccountToken",
    "defaultMode",
    "enableServiceLinks",
    "hostUsers",
    "hostnameOverride",
    "minDomains",
    "mode",
    "optional",
    "preemptionPolicy",
    "priority",
    "restartPolicy",
    "runtimeClassName",
    "setHostnameAsFQDN",
    "shareProcessNamespace",
    "terminationGracePeriodSeconds",
    "tolerationSeconds",
];

/// The fields without those that say nothing: to Go they are the same as missing ones, so that
/// writing them changes nothing (rule D2).
pub(super) fn said(fields: &Rest) -> Option<Rest> {
    let says_nothing = |name: &str, value: &Value| match value {
        Value::Array(items) => items.is_empty(),
        Value::Bool(is) => !is,
        value => is_unset(Some(value)),
    } && (value.is_null() || !POINTERS.contains(&name));
    let has_any = fields.iter().any(|(name, value)| says_nothing(name, value));
    has_any.then(|| {
        let said = fields.iter().filter(|(name, value)| !says_nothing(name, value));
        said.map(|(name, value)| (name.clone(), value.clone())).collect()
    })
}

/// The items, of which some were filled in.
pub(super) fn each<T: Clone>(items: &[T], mut fill: impl FnMut(&T) -> Option<T>) -> Option<Vec<T>> {
    let mut filled: Option<Vec<T>> = None;
    for (index, item) in items.iter().enumerate() {
        if let Some(item) = fill(item) {
            filled.get_or_insert_with(|| items.to_vec())[index] = item;
        }
    }
    filled
}

/// A list, of whose items some were filled in.
pub(super) fn items(list: &Value, fill: impl FnMut(&Value) -> Option<Value>) -> Option<Value> {
    each(list.as_array()?, fill).map(Value::Array)
}

/// An object with the fields that it lacks.
pub(super) fn with(object: &Value, defaults: &[(&str, Value)]) -> Option<Value> {
    let fields = object.as_object()?;
    let mut filled = None;
    for (name, default) in defaults.iter().filter(|(name, _)| is_unset(fields.get(*name))) {
        filled.get_or_insert_with(|| fields.clone()).insert((*name).into(), default.clone());
    }
    filled.map(Value::Object)
}

/// An object with one of its fields filled in.
pub(super) fn field(
    object: &Value,
    name: &str,
    fill: impl FnOnce(&Value) -> Option<Value>,
) -> Option<Value> {
    let value = fill(object.as_object()?.get(name)?)?;
    let mut copy = object.clone();
    copy[name] = value;
    Some(copy)
}

/// First the one, then the other, over what the first left.
pub(super) fn then(
    first: Option<Value>,
    object: &Value,
    second: impl FnOnce(&Value) -> Option<Value>,
) -> Option<Value> {
    second(first.as_ref().unwrap_or(object)).or(first)
}
