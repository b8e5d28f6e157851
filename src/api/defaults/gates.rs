//! Fields of features that a release has switched off: the API server drops them without a word
//! (`dropDisabledFields` of each kind).

use crate::api::deployment::DeploymentSpec;
use crate::api::stateful_set::StatefulSetSpec;
use crate::api::{Object, Release};

/// The fields of this object that the release drops, by path.
pub fn dropped(object: &Object, release: Release) -> Vec<&'static str> {
    match object {
        Object::Deployment(it) => drop_from_deployment(&mut it.spec.clone(), release),
        Object::StatefulSet(it) => drop_from_stateful_set(&mut it.spec.clone(), release),
        _ => Vec::new(),
    }
}

pub(super) fn drop_from_deployment(
    spec: &mut DeploymentSpec,
    release: Release,
) -> Vec<&'static str> {
    let mut gates = Gates::default();
    let policy = &mut spec.pod_replacement_policy;
    gates.check(release.pod_replacement_policy(), policy, "spec.podReplacementPolicy");
    gates.dropped
}

pub(super) fn drop_from_stateful_set(
    spec: &mut StatefulSetSpec,
    release: Release,
) -> Vec<&'static str> {
    let mut gates = Gates::default();
    if let Some(update) = &mut spec.update_strategy.rolling_update {
        const PATH: &str = "spec.updateStrategy.rollingUpdate.maxUnavailable";
        gates.check(release.stateful_set_max_unavailable(), &mut update.max_unavailable, PATH);
    }
    let policy = &mut spec.persistent_volume_claim_retention_policy;
    const POLICY: &str = "spec.persistentVolumeClaimRetentionPolicy";
    gates.check(release.stateful_set_claim_retention(), policy, POLICY);
    gates.check(release.stateful_set_start_ordinal(), &mut spec.ordinals, "spec.ordinals");
    let seconds = &mut spec.min_ready_seconds;
    gates.check(release.stateful_set_min_ready_seconds(), seconds, "spec.minReadySeconds");
    gates.dropped
}

/// Drops fields whose gate is off.
#[derive(Default)]
struct Gates {
    dropped: Vec<&'static str>,
}

impl Gates {
    fn check<T>(&mut self, is_on: bool, field: &mut Option<T>, path: &'static str) {
        if !is_on && field.take().is_some() {
            self.dropped.push(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, defaults};
    use crate::value::json;

    #[test]
    fn fields_of_features_that_are_off_are_dropped_and_named() {
        let set = json!({ "spec": {
            "minReadySeconds": 3,
            "ordinals": { "start": 2 },
            "persistentVolumeClaimRetentionPolicy": { "whenDeleted": "Delete" },
            "updateStrategy": { "rollingUpdate": { "maxUnavailable": 2 } },
        } });
        let set = Object::from_value(Kind::StatefulSet, set).expect("a StatefulSet");
        let counts = Release::ALL.iter().map(|release| dropped(&set, *release).len());
        assert_eq!(counts.collect::<Vec<_>>(), [4, 1, 0, 1, 0, 0]);
        let stored = defaults::apply(set.clone(), Release::V1_34).to_value();
        assert_eq!(stored["spec"]["updateStrategy"]["rollingUpdate"], json!({ "partition": 0 }));
        assert_eq!(stored["spec"]["ordinals"]["start"], json!(2));
        let web = json!({ "spec": { "podReplacementPolicy": "TerminationComplete" } });
        let web = Object::from_value(Kind::Deployment, web).expect("a Deployment");
        assert_eq!(dropped(&web, Release::V1_37), ["spec.podReplacementPolicy"]);
        assert!(dropped(&web, Release::V1_37_ALPHA).is_empty());
    }
}
