//! `kubectl rollout status` (rules U6, U7): one line about how far a roll-out is.

use crate::api::deployment::DeploymentConditionType;
use crate::api::{Deployment, StatefulSet};

/// What `kubectl rollout status` prints, without the end of the line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RolloutStatus {
    /// Still on its way: kubectl goes on watching.
    Waiting(String),
    /// Done: kubectl ends.
    Done(String),
    /// kubectl prints this behind `error: ` and ends with exit code 1.
    Failed(String),
}

impl RolloutStatus {
    /// The line on the terminal.
    pub fn to_text(&self) -> String {
        match self {
            Self::Waiting(text) | Self::Done(text) => text.clone(),
            Self::Failed(text) => format!("error: {text}"),
        }
    }
}

/// How far the roll-out of a Deployment is (rule U6, `DeploymentStatusViewer`).
pub fn deployment(deployment: &Deployment) -> RolloutStatus {
    let (name, status) = (&deployment.metadata.name, &deployment.status);
    if deployment.metadata.generation > status.observed_generation {
        let text = "Waiting for deployment spec update to be observed...";
        return RolloutStatus::Waiting(text.to_owned());
    }
    let progressing = status.condition(DeploymentConditionType::Progressing);
    if progressing.is_some_and(|condition| &*condition.reason == "ProgressDeadlineExceeded") {
        let text = format!("deployment \"{name}\" exceeded its progress deadline");
        return RolloutStatus::Failed(text);
    }
    let (updated, available) = (status.updated_replicas, status.available_replicas);
    let what = if updated < deployment.replicas() {
        format!("{updated} out of {} new replicas have been updated", deployment.replicas())
    } else if status.replicas > updated {
        format!("{} old replicas are pending termination", status.replicas - updated)
    } else if available < updated {
        format!("{available} of {updated} updated replicas are available")
    } else {
        return RolloutStatus::Done(format!("deployment \"{name}\" successfully rolled out"));
    };
    RolloutStatus::Waiting(format!(
        "Waiting for deployment \"{name}\" rollout to finish: {what}..."
    ))
}

/// How far the roll-out of a StatefulSet is (rule U7, `StatefulSetStatusViewer`). It believes the
/// status even where that is older than the newest revision.
pub fn stateful_set(set: &StatefulSet) -> RolloutStatus {
    let status = &set.status;
    if &*set.spec.update_strategy.kind != "RollingUpdate" {
        let text = "rollout status is only available for RollingUpdate strategy type";
        return RolloutStatus::Failed(text.to_owned());
    }
    if status.observed_generation == 0 || set.metadata.generation > status.observed_generation {
        let text = "Waiting for statefulset spec update to be observed...";
        return RolloutStatus::Waiting(text.to_owned());
    }
    if status.ready_replicas < set.replicas() {
        let missing = set.replicas() - status.ready_replicas;
        return RolloutStatus::Waiting(format!("Waiting for {missing} pods to be ready..."));
    }
    match &set.spec.update_strategy.rolling_update {
        Some(_) => partitioned(set),
        None => to_one_revision(set),
    }
}

/// With a partition, which every set has after defaulting.
fn partitioned(set: &StatefulSet) -> RolloutStatus {
    let updated = set.status.updated_replicas;
    let wanted = set.replicas() - set.partition();
    if updated < wanted {
        return RolloutStatus::Waiting(format!(
            "Waiting for partitioned roll out to finish: {updated} out of {wanted} new pods have \
             been updated..."
        ));
    }
    RolloutStatus::Done(format!(
        "partitioned roll out complete: {updated} new pods have been updated..."
    ))
}

fn to_one_revision(set: &StatefulSet) -> RolloutStatus {
    let status = &set.status;
    if status.update_revision != status.current_revision {
        return RolloutStatus::Waiting(format!(
            "waiting for statefulset rolling update to complete {} pods at revision {}...",
            status.updated_replicas, status.update_revision
        ));
    }
    RolloutStatus::Done(format!(
        "statefulset rolling update complete {} pods at revision {}...",
        status.current_replicas, status.current_revision
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::deployment::DeploymentCondition;
    use crate::api::pod::ConditionStatus;
    use crate::api::{ObjectMeta, Time};

    #[test]
    fn an_expired_deadline_is_an_error_until_the_spec_changes() {
        let mut web = Deployment { metadata: ObjectMeta::named("web"), ..Deployment::default() };
        web.status.conditions.push(DeploymentCondition::new(
            DeploymentConditionType::Progressing,
            ConditionStatus::False,
            "ProgressDeadlineExceeded",
            "",
            Time(0),
        ));
        let expired = "error: deployment \"web\" exceeded its progress deadline";
        assert_eq!(deployment(&web).to_text(), expired);
        web.metadata.generation = 1;
        let changed = "Waiting for deployment spec update to be observed...";
        assert_eq!(deployment(&web).to_text(), changed);
    }
}
