//! Which labels a selector selects.

use super::meta::StringMap;
use serde::{Deserialize, Serialize};

/// A label selector: all of its parts must match.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct LabelSelector {
    /// Labels that must be there with just these values.
    #[serde(skip_serializing_if = "StringMap::is_empty")]
    pub match_labels: StringMap,
    /// Conditions on single keys.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub match_expressions: Vec<Requirement>,
}

/// One condition on one key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Requirement {
    /// The label's key.
    pub key: String,
    /// `In`, `NotIn`, `Exists` or `DoesNotExist`.
    pub operator: String,
    /// For `In` and `NotIn`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

/// The operator of the one requirement of [`LabelSelector::missing`].
const NOTHING: &str = "Nothing";

impl LabelSelector {
    /// What a manifest without a selector has: it selects nothing, unlike the empty one, which
    /// selects everything (`LabelSelectorAsSelector` of a nil pointer). Validation refuses it.
    pub fn missing() -> Self {
        let nothing = Requirement { operator: NOTHING.to_owned(), ..Requirement::default() };
        Self { match_labels: StringMap::new(), match_expressions: vec![nothing] }
    }

    /// Whether the manifest had no selector.
    pub fn is_missing(&self) -> bool {
        matches!(&self.match_expressions[..], [it] if it.operator == NOTHING && it.key.is_empty())
    }

    /// A selector of exact labels.
    pub fn of(labels: &StringMap) -> Self {
        Self { match_labels: labels.clone(), match_expressions: Vec::new() }
    }

    /// Whether nothing is asked for (which selects everything).
    pub fn is_empty(&self) -> bool {
        self.match_labels.is_empty() && self.match_expressions.is_empty()
    }

    /// Whether `labels` meet every part.
    pub fn matches(&self, labels: &StringMap) -> bool {
        self.match_labels.iter().all(|(key, value)| labels.get(key) == Some(value))
            && self.match_expressions.iter().all(|requirement| requirement.matches(labels))
    }
}

impl Requirement {
    fn matches(&self, labels: &StringMap) -> bool {
        let value = labels.get(self.key.as_str());
        let listed = value.is_some_and(|value| self.values.iter().any(|v| **v == **value));
        match self.operator.as_str() {
            "In" => listed,
            "NotIn" => !listed,
            "Exists" => value.is_some(),
            "DoesNotExist" => value.is_none(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Deployment;

    #[test]
    fn no_selector_is_not_the_empty_selector() {
        let read = |text: &str| serde_json::from_str::<Deployment>(text).expect("a Deployment");
        let without = read(r#"{"spec": {}}"#).spec.selector;
        assert!(without.is_missing() && !without.matches(&StringMap::new()));
        let empty = read(r#"{"spec": {"selector": {}}}"#).spec.selector;
        assert!(!empty.is_missing() && empty.matches(&StringMap::new()));
        assert_eq!(empty, LabelSelector::default());
    }
}
