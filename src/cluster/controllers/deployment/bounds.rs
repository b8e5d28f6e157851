//! How many Pods there may be and how many must be available during a roll-out (rules D15 to D17).

use crate::api::int_or_percent::Round;
use crate::api::{Deployment, IntOrPercent};

/// `maxSurge` and `maxUnavailable` as numbers, for a wanted size (`ResolveFenceposts`, rule D15).
/// A missing side is 0; if both come to 0, one Pod may be missing, or nothing could ever move.
pub fn fenceposts(
    max_surge: Option<&IntOrPercent>,
    max_unavailable: Option<&IntOrPercent>,
    replicas: i32,
) -> Result<(i32, i32), String> {
    let surge = max_surge.map_or(Ok(0), |it| it.scaled(replicas, Round::Up))?;
    let unavailable = max_unavailable.map_or(Ok(0), |it| it.scaled(replicas, Round::Down))?;
    Ok((surge, if surge == 0 && unavailable == 0 { 1 } else { unavailable }))
}

/// Pods that a rolling update may have too many (rule D16); 0 for `Recreate`.
pub fn max_surge(deployment: &Deployment) -> i32 {
    if deployment.is_rolling_update() { resolved(deployment).0 } else { 0 }
}

/// Pods that may be missing (rule D16), at most all; 0 for `Recreate`.
pub fn max_unavailable(deployment: &Deployment) -> i32 {
    if !deployment.is_rolling_update() || deployment.replicas() == 0 {
        return 0;
    }
    resolved(deployment).1.min(deployment.replicas())
}

/// Pods that must be available before an old one may go (rule D16).
pub fn min_available(deployment: &Deployment) -> i32 {
    deployment.replicas() - max_unavailable(deployment)
}

/// The size of the new ReplicaSet, which has `size` now while all ReplicaSets together have `total`
/// (`NewRSNewReplicas`, rule D17).
pub fn new_size(deployment: &Deployment, total: i32, size: i32) -> i32 {
    let replicas = deployment.replicas();
    if !deployment.is_rolling_update() {
        return replicas;
    }
    let room = replicas + max_surge(deployment) - total;
    if room <= 0 { size } else { size + room.min(replicas - size) }
}

/// Validation lets no bound through that is neither a number nor a percentage.
fn resolved(deployment: &Deployment) -> (i32, i32) {
    let bounds = deployment.spec.strategy.rolling_update.as_ref();
    let max_surge = bounds.and_then(|bounds| bounds.max_surge.as_ref());
    let max_unavailable = bounds.and_then(|bounds| bounds.max_unavailable.as_ref());
    fenceposts(max_surge, max_unavailable, deployment.replicas()).unwrap_or((0, 0))
}
