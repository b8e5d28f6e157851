//! Going back on the controller's own side, as very old clients ask for it (rule D36).

use super::Rollout;
use super::decision::Decision;
use super::new_replica_set::{self, has_template, reference};
use super::revision::{self, POD_TEMPLATE_HASH, ROLLBACK_TO};
use crate::api::{Deployment, PodTemplateSpec, ReplicaSet, Status};
use crate::cluster::Turn;
use crate::collections::sort;
use std::rc::Rc;

/// The revision to go back to, if that was asked for; 0 is the last one.
pub fn revision(deployment: &Deployment) -> Option<i64> {
    deployment.metadata.annotation(ROLLBACK_TO)?.parse().ok()
}

/// Puts the old template back and takes the request away. The next sync rolls it out.
pub fn roll_back(turn: &mut Turn, rollout: &mut Rollout, revision: i64) -> Result<(), Status> {
    if rollout.new.is_none() {
        new_replica_set::create(turn, rollout)?;
    }
    let wanted = if revision == 0 { second_highest(rollout) } else { revision };
    let found = rollout.all().find(|set| revision::of(&set.metadata) == wanted);
    let mut deployment = rollout.deployment.clone();
    match found.filter(|_| wanted > 0) {
        None => {
            let message = match revision {
                0 => "Unable to find last revision.",
                _ => "Unable to find the revision to rollback to.",
            };
            give_up(turn, &deployment, "DeploymentRollbackRevisionNotFound", message);
        }
        Some(set) if has_template(set, &deployment.spec.template) => {
            let message = format!(
                "The rollback revision contains the same template as current deployment \"{}\"",
                deployment.metadata.name
            );
            give_up(turn, &deployment, "DeploymentRollbackTemplateUnchanged", &message);
        }
        Some(set) => {
            restore(&mut deployment, set);
            let name = &deployment.metadata.name;
            let message = format!("Rolled back deployment \"{name}\" to revision {wanted}");
            turn.decide(Decision::RolledBack { revision: wanted });
            turn.normal(reference(&deployment), "DeploymentRollback", message);
        }
    }
    Rc::make_mut(&mut deployment.metadata.annotations).remove(ROLLBACK_TO);
    turn.update(deployment).map(drop)
}

/// Gives the Deployment the template and annotations of one of its ReplicaSets.
fn restore(deployment: &mut Deployment, set: &ReplicaSet) {
    let mut template = PodTemplateSpec::clone(&set.spec.template);
    Rc::make_mut(&mut template.metadata.labels).remove(POD_TEMPLATE_HASH);
    deployment.spec.template = Rc::new(template);
    let annotations = revision::annotations_after_undo(&deployment.metadata, &set.metadata);
    deployment.metadata.annotations = Rc::new(annotations);
}

fn second_highest(rollout: &Rollout) -> i64 {
    let mut numbers: Vec<i64> = rollout.all().map(|set| revision::of(&set.metadata)).collect();
    sort(&mut numbers);
    numbers.iter().rev().nth(1).copied().unwrap_or(0)
}

fn give_up(turn: &mut Turn, deployment: &Deployment, reason: &'static str, message: &str) {
    turn.decide(Decision::RollbackRefused { message: message.into() });
    turn.warning(reference(deployment), reason, message);
}
