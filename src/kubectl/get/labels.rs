//! Labels and selectors as text (`labels.FormatLabels`, `metav1.FormatLabelSelector`).

use super::NONE;
use crate::api::selector::Requirement;
use crate::api::{LabelSelector, StringMap};
use crate::collections::{sort, sort_by_key};

/// `app=web,tier=front`; `<none>` if there are none.
pub(super) fn labels(labels: &StringMap) -> String {
    let pairs: Vec<String> = labels.iter().map(|(key, value)| format!("{key}={value}")).collect();
    or_none(pairs.join(","))
}

/// `app=web,!canary,tier in (back,front)` in the order of the keys; `<none>` if nothing is asked.
pub(super) fn selector(selector: &LabelSelector) -> String {
    if selector.is_missing() {
        return NONE.to_owned();
    }
    let exact = selector.match_labels.iter().map(|(key, value)| (&**key, format!("{key}={value}")));
    let others = selector.match_expressions.iter().map(|it| (&*it.key, requirement(it)));
    let mut parts: Vec<(&str, String)> = exact.chain(others).collect();
    sort_by_key(&mut parts, |(key, _)| *key);
    let parts: Vec<String> = parts.into_iter().map(|(_, part)| part).collect();
    or_none(parts.join(","))
}

fn requirement(requirement: &Requirement) -> String {
    let key = &requirement.key;
    let values = || {
        let mut values: Vec<&str> = requirement.values.iter().map(|value| &**value).collect();
        sort(&mut values);
        values.join(",")
    };
    match &*requirement.operator {
        "In" => format!("{key} in ({})", values()),
        "NotIn" => format!("{key} notin ({})", values()),
        "DoesNotExist" => format!("!{key}"),
        _ => key.to_string(),
    }
}

fn or_none(text: String) -> String {
    if text.is_empty() { NONE.to_owned() } else { text }
}
