//! Tables of the Deployment controller.

mod objects;
mod progress;
mod roll;
mod sync;
mod templates;

use crate::Check;

/// The tables checked here.
pub fn tables() -> Vec<(&'static str, Check)> {
    vec![
        ("ResolveFenceposts", roll::fenceposts),
        ("NewRSNewReplicas", roll::new_size),
        ("MaxUnavailable", roll::max_unavailable),
        ("reconcileNewReplicaSet", roll::scale_new),
        ("reconcileOldReplicaSets", roll::scale_old),
        ("cleanupUnhealthyReplicas", roll::remove_unhealthy),
        ("scaleDownOldReplicaSetsForRollingUpdate", roll::remove_spare),
        ("TestScale", roll::scale),
        ("scalePodReplacementPolicy", roll::scale_in_part),
        ("scaleDownOldReplicaSetsForRecreate", roll::scale_down_for_recreate),
        ("oldPodsRunning", roll::old_pods_running),
        ("cleanupDeployment", roll::clean_up),
        ("DeploymentComplete", progress::complete),
        ("DeploymentProgressing", progress::progressing),
        ("DeploymentTimedOut", progress::timed_out),
        ("requeueStuckDeployment", progress::check_later),
        ("syncRolloutStatus", progress::rollout_status),
        ("SetCondition", progress::edit_conditions),
        ("RemoveCondition", progress::edit_conditions),
        ("equalIgnoreHash", templates::equal),
        ("FindNewReplicaSet", templates::find_new),
        ("FindOldReplicaSets", templates::find_old),
        ("ReplicasAnnotationsNeedUpdate", templates::replicas_annotations),
        ("SetNewReplicaSetAnnotations", templates::annotations),
        ("templateHashExamples", templates::hash),
        ("oracleDeploymentSync", sync::whole),
    ]
}
