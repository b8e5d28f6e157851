//! Which labels a selector selects.

use super::meta::{Name, StringMap};
use crate::value::fields::{self, fields, table, to_serde};
use crate::value::{Field, Mistake, Value};

/// A label selector: all of its parts must match.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LabelSelector {
    /// Labels that must be there with just these values.
    pub match_labels: StringMap,
    /// Conditions on single keys.
    pub match_expressions: Vec<Requirement>,
}

table!(LabelSelector {
    if_set: match_labels, match_expressions;
});

impl Field for LabelSelector {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        fields::read(self, value)
    }

    fn write(&self) -> Value {
        fields::write(self)
    }

    fn is_set(&self) -> bool {
        !self.is_missing()
    }

    fn miss(&mut self) {
        *self = Self::missing();
    }
}

to_serde!(LabelSelector);

/// One condition on one key.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Requirement {
    /// The label's key.
    pub key: Name,
    /// `In`, `NotIn`, `Exists` or `DoesNotExist`; of nodes `Gt` and `Lt`, too.
    pub operator: Name,
    /// For `In` and `NotIn`; one whole number for `Gt` and `Lt`.
    pub values: Vec<Name>,
}

fields!(Requirement {
    always: key, operator;
    if_set: values;
});

/// The operator of the one requirement of [`LabelSelector::missing`].
const NOTHING: &str = "Nothing";

impl LabelSelector {
    /// What a manifest without a selector has: it selects nothing, unlike the empty one, which
    /// selects everything (`LabelSelectorAsSelector` of a nil pointer). Validation refuses it.
    pub fn missing() -> Self {
        let nothing = Requirement { operator: NOTHING.into(), ..Requirement::default() };
        Self { match_labels: StringMap::new(), match_expressions: vec![nothing] }
    }

    /// Whether the manifest had no selector.
    pub fn is_missing(&self) -> bool {
        matches!(&self.match_expressions[..], [it] if &*it.operator == NOTHING && it.key.is_empty())
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
        self.holds(labels.get(&self.key))
    }

    /// Whether it holds of what stands under the key, if anything does.
    pub fn holds(&self, value: Option<&Name>) -> bool {
        let listed = value.is_some_and(|value| self.values.contains(value));
        match &*self.operator {
            "In" => listed,
            "NotIn" => !listed,
            "Exists" => value.is_some(),
            "DoesNotExist" => value.is_none(),
            "Gt" => self.compares(value, i64::gt),
            "Lt" => self.compares(value, i64::lt),
            _ => false,
        }
    }

    fn compares(&self, value: Option<&Name>, holds: fn(&i64, &i64) -> bool) -> bool {
        let number = |text: Option<&Name>| text.and_then(|it| it.parse::<i64>().ok());
        number(value).zip(number(self.values.first())).is_some_and(|(is, limit)| holds(&is, &limit))
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
