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
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Requirement {
    /// The label's key.
    pub key: String,
    /// `In`, `NotIn`, `Exists` or `DoesNotExist`.
    pub operator: String,
    /// For `In` and `NotIn`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
}

impl LabelSelector {
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
