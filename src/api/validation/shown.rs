//! How the API shows the value that it refuses: as Go prints it, since 1.34 as JSON (rule A2).

use crate::api::deployment::DeploymentStrategy;
use crate::api::selector::Requirement;
use crate::api::stateful_set::{RollingUpdateStatefulSet, StatefulSetUpdateStrategy};
use crate::api::{IntOrPercent, LabelSelector, Release, StringMap};
use crate::value::text::quoted as json;
use crate::value::{Field, Value};
use std::fmt::Write as _;

/// A refused value.
pub(super) enum Shown<'a> {
    Number(i64),
    Text(&'a str),
    IntOrPercent(&'a IntOrPercent),
    Labels(&'a StringMap),
    Selector(&'a LabelSelector),
    Texts(&'a [&'a str]),
    DeploymentStrategy(&'a DeploymentStrategy),
    StatefulSetStrategy(&'a StatefulSetUpdateStrategy),
    StatefulSetRollingUpdate(&'a RollingUpdateStatefulSet),
    /// As Go prints it, and as JSON.
    Composite {
        go: String,
        json: String,
    },
}

/// What Go prints for a pointer inside a value: an address, which differs from run to run there.
pub(super) const ADDRESS: &str = "0xc000000000";

impl Shown<'_> {
    pub(super) fn text(&self, release: Release) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => quoted(text),
            _ if release.shows_refused_values_as_json() => self.json(),
            _ => self.go(),
        }
    }

    /// As JSON.
    fn json(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => json(text),
            Self::IntOrPercent(value) => json_of(*value),
            Self::Labels(labels) if labels.is_empty() => "null".to_owned(),
            Self::Labels(labels) => json_of(*labels),
            Self::Selector(selector) if selector.is_missing() => "null".to_owned(),
            Self::Selector(selector) => json_selector(selector),
            Self::Texts(texts) => {
                texts.iter().map(|text| Value::from(*text)).collect::<Value>().to_string()
            }
            Self::DeploymentStrategy(strategy) => {
                let zero = IntOrPercent::Int(0);
                let update = strategy.rolling_update.as_ref().map(|update| {
                    let max_unavailable = json_of(update.max_unavailable.as_ref().unwrap_or(&zero));
                    let max_surge = json_of(update.max_surge.as_ref().unwrap_or(&zero));
                    format!("{{\"MaxUnavailable\":{max_unavailable},\"MaxSurge\":{max_surge}}}")
                });
                json_strategy(&strategy.kind, update)
            }
            Self::StatefulSetStrategy(strategy) => {
                let update = strategy.rolling_update.as_ref();
                let update = update.map(|update| Self::StatefulSetRollingUpdate(update).json());
                json_strategy(&strategy.kind, update)
            }
            Self::StatefulSetRollingUpdate(update) => {
                let partition = update.partition.unwrap_or(0);
                let max_unavailable = json_of(&update.max_unavailable);
                format!("{{\"Partition\":{partition},\"MaxUnavailable\":{max_unavailable}}}")
            }
            Self::Composite { json, .. } => json.clone(),
        }
    }

    fn go(&self) -> String {
        match self {
            Self::Number(number) => number.to_string(),
            Self::Text(text) => quoted(text),
            Self::IntOrPercent(IntOrPercent::Int(number)) => {
                format!("intstr.IntOrString{{Type:0, IntVal:{number}, StrVal:\"\"}}")
            }
            Self::IntOrPercent(IntOrPercent::Text(text)) => {
                format!("intstr.IntOrString{{Type:1, IntVal:0, StrVal:{}}}", quoted(text))
            }
            Self::Labels(labels) => go_map(labels),
            // Go prints a pointer to nothing as this text.
            Self::Selector(selector) if selector.is_missing() => quoted("null"),
            Self::Selector(selector) => go_selector(selector),
            Self::Texts(texts) => go_texts(texts),
            Self::DeploymentStrategy(strategy) => format!(
                "apps.DeploymentStrategy{{Type:{}, \
                 RollingUpdate:(*apps.RollingUpdateDeployment)({})}}",
                quoted(&strategy.kind),
                go_pointer(strategy.rolling_update.is_some()),
            ),
            Self::StatefulSetStrategy(strategy) => format!(
                "apps.StatefulSetUpdateStrategy{{Type:{}, \
                 RollingUpdate:(*apps.RollingUpdateStatefulSetStrategy)({})}}",
                quoted(&strategy.kind),
                go_pointer(strategy.rolling_update.is_some()),
            ),
            Self::StatefulSetRollingUpdate(update) => {
                let partition = update.partition.unwrap_or(0);
                format!("apps.RollingUpdateStatefulSetStrategy{{Partition:{partition}}}")
            }
            Self::Composite { go, .. } => go.clone(),
        }
    }
}

/// Any value of ours as JSON.
pub(super) fn json_of(value: &dyn Field) -> String {
    value.write().to_string()
}

/// Its fields stand in the order in which Go declares them.
pub(super) fn json_selector(selector: &LabelSelector) -> String {
    let requirement = |it: &Requirement| {
        let [key, operator] = [&it.key, &it.operator].map(|text| json(text));
        let values = match it.values.is_empty() {
            true => String::new(),
            false => format!(",\"values\":{}", json_of(&it.values)),
        };
        format!("{{\"key\":{key},\"operator\":{operator}{values}}}")
    };
    let mut parts = Vec::new();
    if !selector.match_labels.is_empty() {
        parts.push(format!("\"matchLabels\":{}", json_of(&selector.match_labels)));
    }
    if !selector.match_expressions.is_empty() {
        let all: Vec<String> = selector.match_expressions.iter().map(requirement).collect();
        parts.push(format!("\"matchExpressions\":[{}]", all.join(",")));
    }
    format!("{{{}}}", parts.join(","))
}

fn json_strategy(kind: &str, update: Option<String>) -> String {
    let update = update.unwrap_or_else(|| "null".to_owned());
    format!("{{\"Type\":{},\"RollingUpdate\":{update}}}", json(kind))
}

fn go_pointer(is_set: bool) -> &'static str {
    if is_set { ADDRESS } else { "nil" }
}

fn go_map(map: &StringMap) -> String {
    if map.is_empty() {
        return "map[string]string(nil)".to_owned();
    }
    let pair = |(key, value): (_, _)| format!("{}:{}", quoted(key), quoted(value));
    let pairs: Vec<String> = map.iter().map(|(key, value)| pair((&**key, &**value))).collect();
    format!("map[string]string{{{}}}", pairs.join(", "))
}

fn go_texts(texts: &[&str]) -> String {
    if texts.is_empty() {
        return "[]string(nil)".to_owned();
    }
    let texts: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
    format!("[]string{{{}}}", texts.join(", "))
}

fn go_selector(selector: &LabelSelector) -> String {
    let requirement = |it: &Requirement| {
        let values: Vec<&str> = it.values.iter().map(|value| &**value).collect();
        let (key, operator) = (quoted(&it.key), quoted(&it.operator));
        let values = go_texts(&values);
        format!("v1.LabelSelectorRequirement{{Key:{key}, Operator:{operator}, Values:{values}}}")
    };
    let expressions: Vec<String> = selector.match_expressions.iter().map(requirement).collect();
    let expressions = match expressions.is_empty() {
        true => "(nil)".to_owned(),
        false => format!("{{{}}}", expressions.join(", ")),
    };
    let labels = go_map(&selector.match_labels);
    format!(
        "v1.LabelSelector{{MatchLabels:{labels}, \
         MatchExpressions:[]v1.LabelSelectorRequirement{expressions}}}"
    )
}

/// A text as Go's `%q` writes it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for char in text.chars() {
        match char {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            char if (char as u32) < 0x20 || char == '\u{7f}' => {
                // Writing to a string cannot fail.
                let _ = write!(quoted, "\\x{:02x}", char as u32);
            }
            char => quoted.push(char),
        }
    }
    quoted.push('"');
    quoted
}

impl From<i64> for Shown<'_> {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<i32> for Shown<'_> {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

impl<'a> From<&'a str> for Shown<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a IntOrPercent> for Shown<'a> {
    fn from(value: &'a IntOrPercent) -> Self {
        Self::IntOrPercent(value)
    }
}

impl<'a> From<&'a StringMap> for Shown<'a> {
    fn from(labels: &'a StringMap) -> Self {
        Self::Labels(labels)
    }
}

impl<'a> From<&'a LabelSelector> for Shown<'a> {
    fn from(selector: &'a LabelSelector) -> Self {
        Self::Selector(selector)
    }
}
