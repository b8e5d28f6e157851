//! `podReplacementPolicy` (rule X13, KEP 5882): whether Pods that still end take room.
//!
//! An alpha feature: where it is off, the API server drops the field.

use super::{Rollout, bounds};
use crate::api::{Reason, ReplicaSet, Status};

/// Pods that are to go and have not ended yet, as far as they take the room of new ones: none,
/// unless the policy is `TerminationComplete`.
///
/// A ReplicaSet that has more Pods than it should is about to end some, so these count, too.
///
/// # Errors
/// A ReplicaSet that was looked at, and does not say how many of its Pods are terminating.
pub fn leaving(rollout: &Rollout) -> Result<i32, Status> {
    if !rollout.deployment.replaces_after_termination() {
        return Ok(0);
    }
    rollout.all().map(|set| leaving_of(set)).sum()
}

fn leaving_of(set: &ReplicaSet) -> Result<i32, Status> {
    let surplus = (set.status.replicas - set.replicas()).max(0);
    match set.status.terminating_replicas {
        Some(terminating) => Ok(terminating + surplus),
        None if set.status.observed_generation == 0 => Ok(surplus),
        None => {
            let name = &set.metadata.name;
            let message = format!("replica set \"{name}\" does not count its terminating Pods");
            Err(Status::new(Reason::InternalError, message))
        }
    }
}

/// How many Pods may be added while so many are leaving.
pub fn room(rollout: &Rollout, leaving: i32) -> i32 {
    let deployment = &rollout.deployment;
    let allowed = deployment.replicas() + bounds::max_surge(deployment);
    (allowed - rollout.size() - leaving).max(0)
}

#[cfg(test)]
mod tests {
    use crate::api::deployment::RollingUpdateDeployment;
    use crate::api::{
        Deployment, IntOrPercent, Kind, Object, ObjectMeta, ObjectRef, Pod, Release, ReplicaSet,
        Timestamp,
    };
    use crate::cluster::controllers::deployment::revision::{self, BEFORE_SCALE};
    use crate::cluster::controllers::deployment::{Rollout, scaling};
    use crate::cluster::staging::{self, create, run_for_ms, tell};
    use crate::cluster::{Actor, Cluster, Command, Config, KubeletDriver, KubeletMove, WorkKey};
    use crate::value::{Value, json};
    use std::rc::Rc;

    /// Sizes of three ReplicaSets, largest and newest first, and what is terminating of each.
    type Sets = [(i32, Option<i32>); 3];

    /// Scales a Deployment that had 100 Pods to 120, at most 10 more, and returns the new sizes and
    /// which of them are not whole yet.
    fn scale(sets: Sets, whole: [bool; 3]) -> [(i32, bool); 3] {
        let release = Release::V1_37_ALPHA;
        let mut cluster = Cluster::new(Config { release, ..Config::default() });
        let mut web = Deployment { metadata: ObjectMeta::named("web"), ..Deployment::default() };
        web.spec.replicas = Some(120);
        web.spec.pod_replacement_policy = Some("TerminationComplete".into());
        let max_surge = Some(IntOrPercent::Int(10));
        web.spec.strategy.rolling_update =
            Some(RollingUpdateDeployment { max_surge, ..RollingUpdateDeployment::default() });
        let names = ["v3", "v2", "v1"];
        let before_scale = [50, 30, 20];
        let placed = std::array::from_fn::<_, 3, _>(|index| {
            let (size, terminating) = sets[index];
            let metadata = ObjectMeta::named(names[index]);
            let mut set = ReplicaSet { metadata, ..ReplicaSet::default() };
            set.metadata.creation_timestamp = Some(Timestamp(3 - index as u32));
            let (desired, max) = if whole[index] { (120, 130) } else { (100, 110) };
            let annotations = Rc::make_mut(&mut set.metadata.annotations);
            revision::set_replicas(annotations, desired, max);
            if !whole[index] && size != before_scale[index] {
                revision::set_before_scale(annotations, before_scale[index]);
            }
            set.spec.replicas = Some(size);
            set.status.terminating_replicas = terminating;
            match cluster.place(Object::ReplicaSet(Rc::new(set))) {
                Object::ReplicaSet(set) => set,
                other => panic!("{other:?}"),
            }
        });
        let [new, middle, oldest] = placed;
        let rollout = Rollout { deployment: web, new: Some(new), old: vec![oldest, middle] };
        let key = WorkKey::new(Actor::Deployment, ObjectRef::new(Kind::Deployment, "web"));
        let (outcome, _) = cluster.hold_turn(key, |turn| scaling::scale_all(turn, &rollout));
        outcome.expect("nothing is refused");
        names.map(|name| {
            let set = cluster.store().get::<ReplicaSet>(name).expect("it is there");
            (set.replicas(), set.metadata.annotation(BEFORE_SCALE).is_some())
        })
    }

    #[test]
    fn a_scaling_that_terminating_pods_hold_up_keeps_its_proportions() {
        let sizes = scale([(50, Some(6)), (30, Some(4)), (20, Some(5))], [false; 3]);
        assert_eq!(sizes, [(59, true), (35, false), (21, true)]);
        let sizes = scale([(59, Some(2)), (35, Some(3)), (21, None)], [false, true, false]);
        assert_eq!(sizes, [(66, true), (35, false), (24, false)]);
        let sizes = scale([(66, None), (35, None), (24, None)], [false, true, true]);
        assert_eq!(sizes, [(71, false), (35, false), (24, false)]);
    }

    fn web(release: Release, policy: &str, strategy: Value) -> Cluster {
        let kubelet = KubeletDriver::Manual;
        let mut cluster = staging::cluster(Config { release, kubelet, ..Config::default() }, 1);
        create(
            &mut cluster,
            Kind::Deployment,
            json!({ "metadata": { "name": "web" }, "spec": {
                "replicas": 3, "podReplacementPolicy": policy, "strategy": strategy,
                "selector": { "matchLabels": { "app": "web" } },
                "template": { "metadata": { "labels": { "app": "web" } },
                    "spec": { "containers": [{ "name": "web", "image": "nginx:1" }] } } } }),
        );
        ready(&mut cluster);
        cluster
    }

    fn set_image(cluster: &mut Cluster) {
        let object = ObjectRef::new(Kind::Deployment, "web");
        let command =
            Command::SetImage { object, container: "web".into(), image: "nginx:2".into() };
        cluster.command(&command).expect("the image may be set");
        run_for_ms(cluster, 2_000);
    }

    /// All Pods that are not terminating become ready.
    fn ready(cluster: &mut Cluster) {
        run_for_ms(cluster, 2_000);
        tell_all(cluster, KubeletMove::Ready, |pod| !pod.is_terminating());
    }

    fn tell_all(cluster: &mut Cluster, a_move: KubeletMove, which: fn(&Pod) -> bool) {
        let pods = cluster.store().list::<Pod>().filter(|pod| which(pod));
        let names: Vec<_> = pods.map(|pod| pod.metadata.name.clone()).collect();
        names.iter().for_each(|name| drop(tell(cluster, name, a_move.clone())));
        run_for_ms(cluster, 2_000);
    }

    fn count(cluster: &Cluster) -> (usize, usize) {
        let pods = || cluster.store().list::<Pod>();
        (pods().count(), pods().filter(|pod| pod.is_terminating()).count())
    }

    fn is_complete(cluster: &Cluster) -> bool {
        let web = cluster.store().get::<Deployment>("web").expect("it is there");
        web.status.conditions.iter().any(|it| &*it.reason == "NewReplicaSetAvailable")
    }

    #[test]
    fn a_roll_out_counts_terminating_pods_until_they_have_ended() {
        let strategy = json!({ "rollingUpdate": { "maxSurge": 1, "maxUnavailable": 0 } });
        let mut most = [0, 0];
        let policies = ["TerminationComplete", "TerminationStarted"];
        for (policy, most) in policies.into_iter().zip(&mut most) {
            let mut cluster = web(Release::V1_37_ALPHA, policy, strategy.clone());
            set_image(&mut cluster);
            for _ in 0..6 {
                *most = count(&cluster).0.max(*most);
                ready(&mut cluster);
            }
            *most = count(&cluster).0.max(*most);
            assert_eq!(is_complete(&cluster), policy == "TerminationStarted");
            for _ in 0..6 {
                tell_all(&mut cluster, KubeletMove::Terminated, |pod| pod.is_terminating());
                ready(&mut cluster);
            }
            assert_eq!((count(&cluster), is_complete(&cluster)), ((3, 0), true));
        }
        assert_eq!(most, [4, 6]);
    }

    #[test]
    fn recreate_may_begin_as_soon_as_the_old_pods_are_going() {
        for (release, policy, pods) in [
            (Release::V1_37_ALPHA, "TerminationStarted", 6),
            (Release::V1_37_ALPHA, "TerminationComplete", 3),
            (Release::V1_37, "TerminationStarted", 3),
        ] {
            let mut cluster = web(release, policy, json!({ "type": "Recreate" }));
            set_image(&mut cluster);
            assert_eq!(count(&cluster), (pods, 3), "{release} {policy}");
        }
    }
}
