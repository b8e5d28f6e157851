//! The settings that decide a roll-out, as chips that can be changed.

use super::Moment;
use super::deployment::Bounds;
use crate::api::{Deployment, IntOrPercent, ObjectRef, StatefulSet};
use crate::cluster::Command;
use crate::value::Value;

/// One setting of a workload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its field's name in the API.
    pub name: &'static str,
    /// Its value as it stands in the object.
    pub value: String,
    /// What the value comes to, where that is not the same.
    pub resolved: Option<i32>,
    /// Where it stands in the object; empty if it cannot be changed.
    path: &'static [&'static str],
}

const MAX_SURGE: &[&str] = &["spec", "strategy", "rollingUpdate", "maxSurge"];
const MAX_UNAVAILABLE: &[&str] = &["spec", "strategy", "rollingUpdate", "maxUnavailable"];
const SET_MAX_UNAVAILABLE: &[&str] = &["spec", "updateStrategy", "rollingUpdate", "maxUnavailable"];
const PARTITION: &[&str] = &["spec", "updateStrategy", "rollingUpdate", "partition"];
const MIN_READY: &[&str] = &["spec", "minReadySeconds"];
/// A setting without a path can only be looked at.
const FIXED: &[&str] = &[];

impl Setting {
    fn new(name: &'static str, value: impl ToString, path: &'static [&'static str]) -> Self {
        Self { name, value: value.to_string(), resolved: None, path }
    }

    fn scaled(
        name: &'static str,
        value: Option<&IntOrPercent>,
        resolved: i32,
        path: &'static [&'static str],
    ) -> Self {
        let text = value.map_or_else(|| resolved.to_string(), IntOrPercent::to_string);
        let resolved = (text != resolved.to_string()).then_some(resolved);
        Self { resolved, ..Self::new(name, text, path) }
    }

    /// Whether it can be changed.
    pub fn is_editable(&self) -> bool {
        !self.path.is_empty()
    }

    /// The patch that gives it this value; a whole number is written as one, all else as text, and
    /// the API server says what is wrong with it.
    pub fn change(&self, workload: &ObjectRef, to: &str) -> Command {
        let to = to.trim();
        let value = to.parse::<i32>().map_or_else(|_| Value::from(to), Value::from);
        let patch = Value::at(self.path, value);
        Command::Patch { object: workload.clone(), patch, strategic: false }
    }
}

/// What decides a Deployment's roll-out.
pub(super) fn of_deployment(deployment: &Deployment, bounds: &Bounds) -> Vec<Setting> {
    let mut settings = Vec::new();
    if bounds.rolling {
        let update = deployment.spec.strategy.rolling_update.clone().unwrap_or_default();
        let (surge, unavailable) = (update.max_surge.as_ref(), update.max_unavailable.as_ref());
        settings.push(Setting::scaled("maxSurge", surge, bounds.surge, MAX_SURGE));
        let (name, path) = ("maxUnavailable", MAX_UNAVAILABLE);
        settings.push(Setting::scaled(name, unavailable, bounds.unavailable, path));
    } else {
        settings.push(Setting::new("strategy", "Recreate", FIXED));
    }
    settings.extend(min_ready_seconds(deployment.spec.min_ready_seconds));
    settings
}

/// What decides a StatefulSet's roll-out.
pub(super) fn of_stateful_set(moment: &Moment, set: &StatefulSet) -> Vec<Setting> {
    let policy = &set.spec.pod_management_policy;
    let mut settings = vec![Setting::new("podManagementPolicy", policy, FIXED)];
    if set.is_on_delete() || set.is_recreate() {
        settings.push(Setting::new("updateStrategy", &*set.spec.update_strategy.kind, FIXED));
    } else {
        settings.push(Setting::new("partition", set.partition(), PARTITION));
        let update = set.spec.update_strategy.rolling_update.as_ref();
        let max = update.and_then(|update| update.max_unavailable.as_ref());
        let enabled = moment.frame.cluster.config().release.stateful_set_max_unavailable();
        let max = max.filter(|_| enabled);
        settings.extend(max.map(|max| Setting::new("maxUnavailable", max, SET_MAX_UNAVAILABLE)));
    }
    settings.extend(min_ready_seconds(set.spec.min_ready_seconds));
    settings
}

fn min_ready_seconds(seconds: Option<i32>) -> Option<Setting> {
    let seconds = seconds.filter(|seconds| *seconds > 0)?;
    Some(Setting::new("minReadySeconds", seconds, MIN_READY))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Kind;
    use crate::value::json;

    #[test]
    fn a_number_is_patched_as_a_number_and_a_percentage_as_text() {
        let web = ObjectRef::new(Kind::Deployment, "web");
        let setting = Setting::scaled("maxSurge", Some(&"25%".into()), 1, MAX_SURGE);
        assert_eq!((setting.value.as_str(), setting.resolved), ("25%", Some(1)));
        let patched = |to: &str| match setting.change(&web, to) {
            Command::Patch { patch, .. } => patch,
            other => panic!("{other:?}"),
        };
        let in_update = |value: Value| json!({ "rollingUpdate": { "maxSurge": value } });
        let at = |value: Value| json!({ "spec": { "strategy": in_update(value) } });
        assert_eq!(patched(" 2 "), at(json!(2)));
        assert_eq!(patched("50%"), at(json!("50%")));
    }
}
