//! Nodes whose heartbeats stop (rule N1), and the taints that say in which state a node is.

use super::{Decision, pod_gc};
use crate::api::node::Taint;
use crate::api::pod::{ConditionStatus, PodConditionType};
use crate::api::{Kind, Name, Node, ObjectRef, Pod, Status, Time};
use crate::cluster::{Actor, Turn, WorkKey};
use std::rc::Rc;

const NOT_READY: &str = "node.kubernetes.io/not-ready";
const UNREACHABLE: &str = "node.kubernetes.io/unreachable";
const UNSCHEDULABLE: &str = "node.kubernetes.io/unschedulable";
/// What this controller puts on and takes off; all other taints are somebody else's.
const MANAGED: [&str; 3] = [NOT_READY, UNREACHABLE, UNSCHEDULABLE];

/// Seconds from one node that is given up to the next (`--node-eviction-rate`).
const GIVEN_UP_EVERY_SECONDS: u32 = 10;
/// So many lost nodes are never most of them.
const MOST_LOST: usize = 2;
/// The share of lost nodes that makes them most (`--unhealthy-zone-threshold`).
const MOST_LOST_PERCENT: usize = 55;

/// One look at one node.
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let Some(node) = turn.cache.get::<Node>(name).cloned() else {
        return pod_gc::collect_from_gone(turn, &name.into());
    };
    turn.cluster.nodes.forget_gone(name);
    let lost = is_lost(turn, &node.metadata.name);
    if lost && node.status.ready != ConditionStatus::Unknown {
        mark_lost(turn, &node)?;
    }
    refresh_taints(turn, name)?;
    pod_gc::collect_out_of_service(turn, &node.metadata.name)
}

/// Heartbeats of a node stop or come again.
pub fn heartbeats(turn: &mut Turn, node: &str, alive: bool) -> Result<(), Status> {
    let reference = ObjectRef::new(Kind::Node, node);
    let Some(stored) = turn.cache.get::<Node>(node).cloned() else {
        return Err(Status::not_found(&reference));
    };
    let name = stored.metadata.name.clone();
    if turn.cluster.nodes.is_silent(node) != alive {
        return Ok(());
    }
    let now = turn.now();
    if !alive {
        let grace_ms = grace_ms(turn);
        turn.decide(Decision::HeartbeatsStopped { node: name.clone(), grace_ms });
        turn.cluster.nodes.silence(&name, now);
        turn.wake_after_ms(WorkKey::new(Actor::NodeLifecycle, reference), grace_ms);
        return Ok(());
    }
    turn.decide(Decision::HeartbeatsBack { node: name.clone() });
    turn.cluster.nodes.hear(node);
    wake_kubelet(turn, node);
    if stored.status.ready == ConditionStatus::True {
        return Ok(());
    }
    set_ready(turn, &stored, ConditionStatus::True)
}

/// Its kubelet goes on with all that it left undone.
fn wake_kubelet(turn: &mut Turn, node: &str) {
    let on_node = turn.cache.pods_on(node).map(|pod| pod.metadata.name.clone());
    let mut pods: Vec<Name> = on_node.collect();
    pods.extend(turn.cluster.kubelet.attaching().cloned());
    for pod in pods {
        turn.wake_after_ms(WorkKey::new(Actor::Kubelet, ObjectRef::new(Kind::Pod, pod)), 0);
    }
}

fn grace_ms(turn: &Turn) -> u64 {
    let of_release = u64::from(turn.release().node_monitor_grace_period_seconds()) * 1000;
    turn.cluster.config.node_grace_ms.unwrap_or(of_release)
}

/// Whether the grace period is over; if it still runs, this looks again when it is.
fn is_lost(turn: &mut Turn, node: &str) -> bool {
    let Some(since) = turn.cluster.nodes.silent_since(node) else { return false };
    let due = since.after_ms(grace_ms(turn));
    let left_ms = due.since_ms(turn.now());
    if left_ms > 0 {
        turn.look_again_after_ms(left_ms);
    }
    left_ms == 0
}

/// Says that nobody knows how the node is, and that its Pods are not ready.
fn mark_lost(turn: &mut Turn, node: &Node) -> Result<(), Status> {
    let on_node = turn.cache.pods_on(&node.metadata.name);
    let ready: Vec<Rc<Pod>> = on_node.filter(|pod| pod.is_ready()).cloned().collect();
    turn.decide(Decision::NodeLost {
        node: node.metadata.name.clone(),
        grace_ms: grace_ms(turn),
        pods: ready.len() as u32,
    });
    set_ready(turn, node, ConditionStatus::Unknown)?;
    let now = turn.now();
    for pod in ready {
        let mut unready = (*pod).clone();
        let (kind, status) = (PodConditionType::Ready, ConditionStatus::False);
        unready.status.set_condition(kind, status, None, None, now);
        turn.update_status(unready)?;
        let reference = ObjectRef::new(Kind::Pod, pod.metadata.name.clone());
        turn.warning(reference, "NodeNotReady", "Node is not ready");
    }
    Ok(())
}

fn set_ready(turn: &mut Turn, node: &Node, ready: ConditionStatus) -> Result<(), Status> {
    let mut changed = node.clone();
    changed.status.ready = ready;
    changed.status.last_transition_time = Some(turn.now().timestamp());
    turn.update_status(changed).map(drop)
}

fn refresh_taints(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let Some(node) = turn.live().get::<Node>(name).cloned() else { return Ok(()) };
    let evicts = gives_up(turn, &node);
    let taints = taints_of(&node, evicts, turn.now());
    if taints == node.spec.taints {
        return Ok(());
    }
    turn.decide(Decision::TaintsChanged {
        node: node.metadata.name.clone(),
        ready: node.status.ready == ConditionStatus::True,
        cordoned: node.spec.unschedulable,
    });
    let mut changed = (*node).clone();
    changed.spec.taints = taints;
    turn.update(changed).map(drop)
}

fn is_ready(node: &Node) -> bool {
    node.status.ready == ConditionStatus::True
}

/// Whether a node that is lost is given up, so that its Pods are evicted. If no node is left, it is
/// rather the network that is at fault, and nobody is; if most are lost, no further one is given up
/// (rule N5). Otherwise they are given up one after the other (rule N6); if it is not this one's
/// turn yet, this looks again when it is.
fn gives_up(turn: &mut Turn, node: &Node) -> bool {
    let nodes: Vec<Rc<Node>> = turn.live().list::<Node>().cloned().collect();
    // Those that fall silent together are lost together.
    let (now, grace_ms) = (turn.now(), grace_ms(turn));
    let is_due = |since: Time| since.after_ms(grace_ms) <= now;
    let is_silent = |node: &str| turn.cluster.nodes.silent_since(node).is_some_and(is_due);
    let lost = nodes.iter().filter(|it| !is_ready(it) || is_silent(&it.metadata.name)).count();
    if lost == nodes.len() {
        return false;
    }
    if is_ready(node) || eviction_taint(node).is_some() {
        return true;
    }
    if lost > MOST_LOST && lost * 100 >= nodes.len() * MOST_LOST_PERCENT {
        return false;
    }
    let last = nodes.iter().filter_map(|it| eviction_taint(it)?.time_added).max();
    let due = last.map(|last| last.after_seconds(GIVEN_UP_EVERY_SECONDS));
    let left_ms = due.map_or(0, |due| due.since_ms(now));
    if left_ms > 0 {
        turn.look_again_after_ms(left_ms);
    }
    left_ms == 0
}

/// The taint of a node that was given up.
fn eviction_taint(node: &Node) -> Option<&Taint> {
    let evicts = |taint: &&Taint| MANAGED.contains(&&*taint.key) && &*taint.effect == "NoExecute";
    node.spec.taints.iter().find(evicts)
}

/// The taints that a node of this state has; those that it has already keep their time. If it is
/// lost, `evicts` says whether its Pods have to go.
fn taints_of(node: &Node, evicts: bool, now: Time) -> Vec<Taint> {
    let key = match node.status.ready {
        ConditionStatus::True => None,
        ConditionStatus::False => Some(NOT_READY),
        ConditionStatus::Unknown if node.status.last_transition_time.is_none() => None,
        ConditionStatus::Unknown => Some(UNREACHABLE),
    };
    let mut wanted: Vec<(&str, &str)> = Vec::new();
    wanted.extend(key.map(|key| (key, "NoSchedule")));
    wanted.extend(key.filter(|_| evicts).map(|key| (key, "NoExecute")));
    if node.spec.unschedulable {
        wanted.push((UNSCHEDULABLE, "NoSchedule"));
    }
    let is =
        |taint: &Taint, (key, effect): (&str, &str)| *taint.key == *key && *taint.effect == *effect;
    let stays = |taint: &&Taint| {
        !MANAGED.contains(&&*taint.key) || wanted.iter().any(|want| is(taint, *want))
    };
    let mut taints: Vec<Taint> = node.spec.taints.iter().filter(stays).cloned().collect();
    for (key, effect) in wanted {
        if !taints.iter().any(|taint| is(taint, (key, effect))) {
            let time_added = Some(now.timestamp());
            let (key, effect) = (key.into(), effect.into());
            taints.push(Taint { key, effect, time_added, ..Taint::default() });
        }
    }
    taints
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Release;
    use crate::cluster::staging::{
        cluster, create_pod, delete, pod, run_for_ms, said, settle, tell,
    };
    use crate::cluster::{Cluster, Command, Config, DeleteOptions, KubeletMove};
    use crate::value::{Field, json};

    /// Two nodes under the clock, and a ready Pod on the first.
    fn with_a_pod() -> Cluster {
        let mut cluster = cluster(Config { release: Release::V1_20, ..Config::default() }, 2);
        create_pod(&mut cluster, "web", json!({ "nodeName": "node-1" }));
        settle(&mut cluster);
        cluster
    }

    fn heartbeats(cluster: &mut Cluster, alive: bool) {
        cluster.command(&Command::Heartbeats("node-1".into(), alive)).expect("it is there");
    }

    fn taints(cluster: &Cluster) -> Vec<String> {
        let node = cluster.store().get::<Node>("node-1").expect("it is there");
        node.spec.taints.iter().map(|taint| format!("{}:{}", taint.key, taint.effect)).collect()
    }

    #[test]
    fn a_node_is_lost_after_its_grace_and_its_pods_go_after_five_minutes_but_not_for_good() {
        let mut cluster = with_a_pod();
        heartbeats(&mut cluster, false);
        run_for_ms(&mut cluster, 39_999);
        assert!(pod(&cluster, "web").is_ready(), "nobody knows yet");
        run_for_ms(&mut cluster, 1);
        assert!(!pod(&cluster, "web").is_ready());
        let unreachable = ["NoSchedule", "NoExecute"].map(|it| format!("{UNREACHABLE}:{it}"));
        assert_eq!(taints(&cluster), unreachable);
        assert_eq!(said(&cluster, "NodeNotReady"), [("web".into(), "Node is not ready".into())]);
        run_for_ms(&mut cluster, 300_000);
        assert!(!pod(&cluster, "web").is_terminating());
        run_for_ms(&mut cluster, 100);
        let marked = said(&cluster, "TaintManagerEviction");
        assert_eq!(marked, [("web".into(), "Marking for deletion Pod default/web".into())]);
        run_for_ms(&mut cluster, 3_600_000);
        assert!(pod(&cluster, "web").is_terminating(), "nobody confirms its end");
        heartbeats(&mut cluster, true);
        run_for_ms(&mut cluster, 3000);
        assert!(cluster.store().get::<Pod>("web").is_none());
        assert_eq!(taints(&cluster), [] as [String; 0]);
    }

    #[test]
    fn a_pod_that_is_going_already_is_evicted_all_the_same_but_once() {
        let mut cluster = with_a_pod();
        heartbeats(&mut cluster, false);
        run_for_ms(&mut cluster, 60_000);
        delete(&mut cluster, Kind::Pod, "web", DeleteOptions::default());
        run_for_ms(&mut cluster, 300_000);
        assert_eq!(said(&cluster, "TaintManagerEviction").len(), 1);
        assert_eq!(cluster.nodes().eviction_due(pod(&cluster, "web")), None);
        cluster.command(&Command::Cordon("node-1".into(), true)).expect("it is there");
        run_for_ms(&mut cluster, 3_600_000);
        assert_eq!(said(&cluster, "TaintManagerEviction").len(), 1, "not again");
    }

    #[test]
    fn a_node_that_comes_back_in_time_keeps_its_pods() {
        let mut cluster = with_a_pod();
        heartbeats(&mut cluster, false);
        run_for_ms(&mut cluster, 60_000);
        heartbeats(&mut cluster, true);
        settle(&mut cluster);
        assert!(pod(&cluster, "web").is_ready());
        let said = said(&cluster, "TaintManagerEviction");
        assert_eq!(said, [("web".into(), "Cancelling deletion of Pod default/web".into())]);
        assert_eq!(cluster.nodes().eviction_due(pod(&cluster, "web")), None);
        run_for_ms(&mut cluster, 3_600_000);
        assert!(!pod(&cluster, "web").is_terminating());
        heartbeats(&mut cluster, false);
        run_for_ms(&mut cluster, 10_000);
        heartbeats(&mut cluster, true);
        assert_eq!(settle(&mut cluster).len(), 0, "so short a silence has no effect");
    }

    /// How many taints each of so many nodes has, so long after `lost` of them fell silent.
    fn taints_after(nodes: usize, lost: usize, ms: &[u64]) -> Vec<Vec<usize>> {
        let mut cluster = cluster(Config { release: Release::V1_20, ..Config::default() }, nodes);
        for number in 1..=lost {
            let command = Command::Heartbeats(format!("node-{number}").into(), false);
            cluster.command(&command).expect("it is there");
        }
        let count = |ms: &u64| {
            run_for_ms(&mut cluster, *ms);
            cluster.store().list::<Node>().map(|node| node.spec.taints.len()).collect()
        };
        ms.iter().map(count).collect()
    }

    #[test]
    fn nodes_are_given_up_one_after_the_other_and_not_if_most_are_lost() {
        let told = taints_after(3, 2, &[49_000, 2_000]);
        assert_eq!(told, [[2, 1, 0], [2, 2, 0]], "the second ten seconds later");
        assert_eq!(taints_after(5, 3, &[3_600_000]), [[1, 1, 1, 0, 0]], "60 % are too many");
        assert_eq!(taints_after(6, 3, &[3_600_000]), [[2, 2, 2, 0, 0, 0]], "50 % are not");
    }

    #[test]
    fn when_no_node_is_left_nobody_is_evicted() {
        let mut cluster = with_a_pod();
        let silence = |cluster: &mut Cluster, node: &str, alive| {
            let command = Command::Heartbeats(node.into(), alive);
            cluster.command(&command).expect("it is there");
            run_for_ms(cluster, 60_000);
        };
        silence(&mut cluster, "node-1", false);
        assert_eq!(taints(&cluster).len(), 2);
        silence(&mut cluster, "node-2", false);
        assert_eq!(taints(&cluster), [format!("{UNREACHABLE}:NoSchedule")]);
        let said = said(&cluster, "TaintManagerEviction");
        assert_eq!(said, [("web".into(), "Cancelling deletion of Pod default/web".into())]);
        run_for_ms(&mut cluster, 3_600_000);
        assert!(!pod(&cluster, "web").is_terminating());
        silence(&mut cluster, "node-2", true);
        assert_eq!(taints(&cluster).len(), 2);
        run_for_ms(&mut cluster, 300_000);
        assert!(pod(&cluster, "web").is_terminating());
    }

    #[test]
    fn pods_of_a_deleted_node_are_removed_after_a_while() {
        let mut cluster = with_a_pod();
        delete(&mut cluster, Kind::Node, "node-1", DeleteOptions::default());
        run_for_ms(&mut cluster, 40_000);
        assert!(cluster.store().get::<Pod>("web").is_some());
        run_for_ms(&mut cluster, 100);
        assert!(cluster.store().get::<Pod>("web").is_none());
    }

    #[test]
    fn pods_and_volumes_of_a_node_out_of_service_are_freed() {
        let mut cluster = cluster(Config::default(), 2);
        create_pod(&mut cluster, "web", json!({ "nodeName": "node-1" }));
        settle(&mut cluster);
        heartbeats(&mut cluster, false);
        run_for_ms(&mut cluster, 60_000);
        let taint = json!({ "key": "node.kubernetes.io/out-of-service", "value": "nodeshutdown",
            "effect": "NoExecute" });
        let node = cluster.store().get::<Node>("node-1").expect("it is there");
        let mut taints = Field::write(&node.spec.taints);
        taints.as_array_mut().expect("a list").push(taint);
        let object = ObjectRef::new(Kind::Node, "node-1");
        let patch = json!({ "spec": { "taints": taints } });
        cluster.command(&Command::Patch { object, patch, strategic: false }).expect("it is there");
        run_for_ms(&mut cluster, 30_000);
        assert!(cluster.store().get::<Pod>("web").is_none());
    }

    #[test]
    fn a_cordon_is_a_taint_and_evicts_nobody() {
        let mut cluster = with_a_pod();
        for (on, expected) in [(true, 1), (false, 0)] {
            cluster.command(&Command::Cordon("node-1".into(), on)).expect("it is there");
            settle(&mut cluster);
            assert_eq!(taints(&cluster).len(), expected);
        }
        assert!(pod(&cluster, "web").is_ready());
    }

    #[test]
    fn by_hand_a_pod_of_a_node_that_came_back_is_not_ready_by_itself() {
        let mut cluster = crate::cluster::staging::manual(1);
        create_pod(&mut cluster, "web", json!({}));
        settle(&mut cluster);
        tell(&mut cluster, "web", KubeletMove::Ready);
        heartbeats(&mut cluster, false);
        run_for_ms(&mut cluster, 60_000);
        heartbeats(&mut cluster, true);
        settle(&mut cluster);
        assert!(!pod(&cluster, "web").is_ready(), "its kubelet was not told");
    }
}
