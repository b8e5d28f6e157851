//! What differs between Kubernetes releases, as data (REFERENCE section 10).

use std::fmt;

/// A Kubernetes release, ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release {
    /// 1.`minor`.
    pub minor: u16,
    /// 1.minor.`patch`.
    pub patch: u16,
    /// Whether its alpha features are on, as with `--feature-gates=AllAlpha=true`.
    pub alpha: bool,
}

impl Release {
    /// The release the recordings were made with.
    pub const V1_20: Self = Self::of(20, 2);
    /// The first with composite values as JSON in errors; maxUnavailable off.
    pub const V1_34: Self = Self::of(34, 0);
    /// maxUnavailable on, with the deadlock that 1.35.4 turned it off for.
    pub const V1_35: Self = Self::of(35, 0);
    /// maxUnavailable off again.
    pub const V1_36: Self = Self::of(36, 0);
    /// The newest that the reference describes; maxUnavailable on, mended.
    pub const V1_37: Self = Self::of(37, 0);
    /// The same with what is still being tried: `podReplacementPolicy` of Deployments, the strategy
    /// `Recreate` of StatefulSets, quicker restarts of what crashes.
    pub const V1_37_ALPHA: Self = Self { alpha: true, ..Self::V1_37 };
    /// Those a person can choose, oldest first.
    pub const ALL: &'static [Self] =
        &[Self::V1_20, Self::V1_34, Self::V1_35, Self::V1_36, Self::V1_37, Self::V1_37_ALPHA];

    /// 1.`minor`.`patch` as it comes, alpha features off.
    pub const fn of(minor: u16, patch: u16) -> Self {
        Self { minor, patch, alpha: false }
    }

    /// Whether this is 1.`minor` or newer.
    pub const fn at_least(self, minor: u16) -> bool {
        self.minor >= minor
    }

    /// Whether `StatefulSet.spec.updateStrategy.rollingUpdate.maxUnavailable` is on (rule S22b).
    pub const fn stateful_set_max_unavailable(self) -> bool {
        match self.minor {
            0..=23 => false,
            24..=34 => self.alpha,
            35 => self.patch < 4,
            36 => false,
            _ => true,
        }
    }

    /// Whether the two-phase update of unavailable Pods is in (rule S22b, issue 137409).
    pub const fn stateful_set_max_unavailable_two_phase(self) -> bool {
        self.minor >= 37
    }

    /// Whether a StatefulSet's strategy may be `Recreate` (rule S29, KEP 3541).
    pub const fn stateful_set_recreate(self) -> bool {
        self.minor >= 37 && self.alpha
    }

    /// Whether a Deployment's `podReplacementPolicy` counts (rule X13, KEP 5882).
    pub const fn pod_replacement_policy(self) -> bool {
        self.minor >= 36 && self.alpha
    }

    /// Whether a StatefulSet's `minReadySeconds` counts, and so `availableReplicas` (rule S24).
    pub const fn stateful_set_min_ready_seconds(self) -> bool {
        self.minor >= 23
    }

    /// Whether a StatefulSet counts the Pods it creates and deletes within the sync that does it,
    /// rather than in the next (rule S24).
    pub const fn stateful_set_counts_at_once(self) -> bool {
        self.minor <= 25
    }

    /// Whether a `Parallel` StatefulSet creates and deletes in batches of 1, 2, 4 … instead of one
    /// Pod after the other (rule S15).
    pub const fn stateful_set_slow_start(self) -> bool {
        self.minor >= 26
    }

    /// Whether a StatefulSet writes its status even if the sync failed (table
    /// `stsStatusUpdateErrors`).
    pub const fn stateful_set_status_despite_errors(self) -> bool {
        self.minor >= 26
    }

    /// Whether the API server asks to try again where a name that comes with a `generateName` is
    /// taken, as those of a StatefulSet's Pods do: not what the controller passes over in silence
    /// (rule S30).
    pub const fn taken_generated_names_are_timeouts(self) -> bool {
        self.minor < 27
    }

    /// Whether `StatefulSet.spec.ordinals.start` is on (rule S1).
    pub const fn stateful_set_start_ordinal(self) -> bool {
        self.minor >= 27
    }

    /// Whether `persistentVolumeClaimRetentionPolicy` is on (rule S21).
    pub const fn stateful_set_claim_retention(self) -> bool {
        self.minor >= 27
    }

    /// Whether a StatefulSet replaces Pods that Succeeded as it does those that Failed (rule S15).
    pub const fn stateful_set_replaces_succeeded(self) -> bool {
        self.minor >= 27
    }

    /// Whether a finished Pod is created anew only by a later sync than the one that deletes it
    /// (rule S15).
    pub const fn stateful_set_replaces_later(self) -> bool {
        self.minor >= 31
    }

    /// Whether the missing claims of Pending Pods are created (rule S15).
    pub const fn stateful_set_creates_missing_claims(self) -> bool {
        self.minor >= 30
    }

    /// Whether Pods of a StatefulSet carry their ordinal as a label (rule S3).
    pub const fn pod_index_label(self) -> bool {
        self.minor >= 28
    }

    /// Whether Services have `internalTrafficPolicy` and `allocateLoadBalancerNodePorts`.
    pub const fn service_internal_traffic_policy(self) -> bool {
        self.minor >= 22
    }

    /// Whether the ages of victims are compared on a logarithmic scale (rule R5).
    pub const fn logarithmic_scale_down(self) -> bool {
        self.minor >= 22
    }

    /// Whether the annotation `controller.kubernetes.io/pod-deletion-cost` counts (rule R5).
    pub const fn pod_deletion_cost(self) -> bool {
        self.minor >= 22
    }

    /// How the event `ScalingReplicaSet` names sizes (rule D13).
    pub const fn scaling_event(self) -> ScalingEvent {
        match self.minor {
            0..=24 => ScalingEvent::To,
            25..=30 => ScalingEvent::ToFrom,
            _ => ScalingEvent::FromTo,
        }
    }

    /// Whether that event says "up" or "down" by the ReplicaSet's own sizes even when the whole
    /// Deployment is scaled proportionally (rule D13).
    pub const fn scaling_event_tells_own_direction(self) -> bool {
        self.minor >= 31
    }

    /// Whether old ReplicaSets are deleted by revision, rather than by age (rule D23, pull request
    /// 97407).
    pub const fn cleans_history_by_revision(self) -> bool {
        self.minor >= 21
    }

    /// Whether status counts terminating replicas (rules R10, D33).
    pub const fn terminating_replicas(self) -> bool {
        self.minor >= 35
    }

    /// Seconds without a heartbeat after which a node counts as lost (rule N1).
    pub const fn node_monitor_grace_period_seconds(self) -> u32 {
        if self.minor >= 32 { 50 } else { 40 }
    }

    /// Whether the scheduler still says that a Pod was deleted while it looked for a node: until
    /// queueing hints, a Pod marked for deletion was tried once more (rule P4).
    pub const fn scheduler_reports_deleted_pods(self) -> bool {
        self.minor < 32
    }

    /// Whether the scheduler also says why evicting others would not help (rule P3).
    pub const fn scheduler_explains_preemption(self) -> bool {
        self.minor >= 24
    }

    /// What the scheduler says of a node that lacks a label of the Pod's nodeSelector (rule P3).
    pub const fn node_selector_mismatch_text(self) -> &'static str {
        if self.minor >= 21 {
            "node(s) didn't match Pod's node affinity/selector"
        } else {
            "node(s) didn't match Pod's node affinity"
        }
    }

    /// Whether the scheduler names a node that affinity rules out twice, in general and in
    /// particular (rule P3).
    pub const fn scheduler_names_affinity_twice(self) -> bool {
        self.minor < 22
    }

    /// Whether a budget with the empty selector guards all Pods: since `policy/v1` (rule B1).
    pub const fn empty_budget_selects_all(self) -> bool {
        self.minor >= 21
    }

    /// Whether a term of affinity may take the values of some labels from the Pod itself
    /// (`matchLabelKeys`, rule P1).
    pub const fn merges_match_label_keys(self) -> bool {
        self.minor >= 31
    }

    /// What stands before the scheduler's word on evicting others: a plugin for devices spoke of
    /// Pods that ask for none, too (rule P3; seen in 1.34 and 1.35, not any more in 1.37).
    pub const fn preemption_text(self) -> &'static str {
        if self.minor >= 34 && self.minor < 37 {
            "no new claims to deallocate, preemption"
        } else {
            "preemption"
        }
    }

    /// What the scheduler says of a node with a taint that the Pod does not bear (rule P3).
    pub fn untolerated_taint_text(self, key: &str, value: &str) -> String {
        if self.minor >= 35 {
            "node(s) had untolerated taint(s)".to_owned()
        } else if self.minor >= 23 {
            format!("node(s) had untolerated taint {{{key}: {value}}}")
        } else {
            format!("node(s) had taint {{{key}: {value}}}, that the pod didn't tolerate")
        }
    }

    /// Whether endpoints keep Pods that have Failed or Succeeded, as not ready (rule E1).
    pub const fn endpoints_hold_finished_pods(self) -> bool {
        self.minor < 22
    }

    /// Whether endpoints keep Pods that are terminating, as such (rule E1).
    pub const fn endpoints_hold_terminating_pods(self) -> bool {
        self.minor >= 22
    }

    /// Whether kube-proxy leads to endpoints that are terminating but still serve, if a Service has
    /// no others (rule E2).
    pub const fn proxies_fall_back_to_terminating_endpoints(self) -> bool {
        self.minor >= 26
    }

    /// What a kubelet says when it has created a container (rule K3).
    pub fn container_created_text(self, container: &str) -> String {
        if self.minor >= 31 {
            format!("Created container: {container}")
        } else {
            format!("Created container {container}")
        }
    }

    /// What a kubelet says when it has pulled an image (rule K3).
    pub fn image_pulled_text(self, image: &str, took: &str) -> String {
        let waiting =
            if self.minor >= 27 { format!(" ({took} including waiting)") } else { String::new() };
        format!("Successfully pulled image \"{image}\" in {took}{waiting}")
    }

    /// What a kubelet says of a container that crashes again and again; `pod` is
    /// `name_namespace(uid)` (rule K3).
    pub fn restart_back_off_text(self, container: &str, pod: &str) -> String {
        let which =
            if self.minor >= 27 { format!(" {container} in pod {pod}") } else { String::new() };
        format!("Back-off restarting failed container{which}")
    }

    /// Whether too many Normal events leave room for Warnings about the same object (rule EV1).
    /// Known of 1.34; some release after 1.20 began it.
    pub const fn limits_events_by_type(self) -> bool {
        self.minor >= 34
    }

    /// How the taint manager calls itself in events (recording node-down-3, rule N2).
    pub const fn taint_manager_component(self) -> &'static str {
        if self.minor >= 29 { "taint-eviction-controller" } else { "taint-controller" }
    }

    /// Whether crashed containers are started again after 1 s … 60 s rather than 10 s … 300 s
    /// (`ReduceDefaultCrashLoopBackOffDecay`, rule K8).
    pub const fn reduced_crash_loop_back_off(self) -> bool {
        self.minor >= 33 && self.alpha
    }

    /// Whether the taint `node.kubernetes.io/out-of-service` frees Pods and volumes (rule N3).
    pub const fn node_out_of_service(self) -> bool {
        self.minor >= 26
    }

    /// Whether Pods that are not ready may be evicted as long as enough others are healthy
    /// (rule B2).
    pub const fn evicts_unready_pods_within_budget(self) -> bool {
        self.minor >= 22
    }

    /// Whether a budget that asks what controllers are scaled to leaves out Pods that have none,
    /// rather than to give up (rule B1).
    pub const fn budgets_leave_out_unmanaged_pods(self) -> bool {
        self.minor >= 22
    }

    /// Whether `PodDisruptionBudget.spec.unhealthyPodEvictionPolicy` counts (rule B2).
    pub const fn unhealthy_pod_eviction_policy(self) -> bool {
        self.minor >= 27
    }

    /// Whether `kubectl get pods` says how long ago a container was restarted last (rule U2).
    pub const fn restarts_column_tells_age(self) -> bool {
        self.minor >= 22
    }

    /// Whether `kubectl get pods` calls a Pod Terminating even if it has finished (rule U3).
    pub const fn status_column_calls_finished_pods_terminating(self) -> bool {
        self.minor < 31
    }

    /// Whether `kubectl delete` names the namespace that it deleted from (rule U10).
    pub const fn deletion_names_namespace(self) -> bool {
        self.minor >= 34
    }

    /// Whether `kubectl get persistentvolumeclaims` has the column VOLUMEATTRIBUTESCLASS (rule U4).
    pub const fn claims_have_attributes_class_column(self) -> bool {
        self.minor >= 31
    }
}

/// The wordings of the event `ScalingReplicaSet`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScalingEvent {
    /// `… to 3`.
    To,
    /// `… to 3 from 1`, at creation `… to 3`.
    ToFrom,
    /// `… from 1 to 3`.
    FromTo,
}

impl Default for Release {
    fn default() -> Self {
        Self::V1_37
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "1.{}", self.minor)?;
        if self.patch > 0 {
            write!(f, ".{}", self.patch)?;
        }
        if self.alpha { f.write_str(" AllAlpha") } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn max_unavailable_came_went_and_came_back() {
        let on = |minor, patch| Release::of(minor, patch).stateful_set_max_unavailable();
        assert_eq!(
            [on(34, 0), on(35, 0), on(35, 3), on(35, 4), on(36, 0), on(37, 0)],
            [false, true, true, false, false, true]
        );
    }
}
