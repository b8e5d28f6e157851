//! Evicts Pods from tainted nodes (rule N2).

use super::Decision;
use crate::api::node::Taint;
use crate::api::pod::Toleration;
use crate::api::{Kind, Name, Node, ObjectRef, Pod, Status};
use crate::cluster::{DeleteOptions, Turn};

/// What a Pod's tolerations make of its node's `NoExecute` taints.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bearing {
    /// It stays as long as it likes.
    ForEver,
    /// It stays for so many seconds.
    Seconds(u32),
    /// It goes at once.
    NotAtAll,
}

/// One look at one Pod.
pub fn sync(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let pod = turn.cache.get::<Pod>(name).cloned();
    let Some(pod) = pod.filter(|pod| pod.is_scheduled()) else {
        turn.cluster.nodes.drop_eviction(name);
        return Ok(());
    };
    let node = turn.cache.get::<Node>(&pod.spec.node_name).cloned();
    let Some(node) = node else { return Ok(()) };
    match bearing(&pod, &node.spec.taints) {
        Bearing::ForEver => {
            cancel(turn, &pod);
            Ok(())
        }
        // Once only, as long as it has those taints. Even one that is going already is told so.
        _ if turn.cluster.nodes.is_evicted(&pod) => Ok(()),
        Bearing::NotAtAll => evict(turn, &pod),
        Bearing::Seconds(seconds) => plan_or_evict(turn, &pod, seconds),
    }
}

fn plan_or_evict(turn: &mut Turn, pod: &Pod, seconds: u32) -> Result<(), Status> {
    let now = turn.now();
    match turn.cluster.nodes.eviction_due(pod) {
        Some(due) if due <= now => evict(turn, pod),
        Some(due) => {
            turn.look_again_after_ms(due.since_ms(now));
            Ok(())
        }
        None => {
            turn.decide(Decision::EvictionPlanned {
                pod: pod.metadata.name.clone(),
                node: pod.spec.node_name.clone(),
                toleration_seconds: seconds,
            });
            let due = now.after_seconds(seconds.into());
            turn.cluster.nodes.plan_eviction(pod, due);
            turn.look_again_after_ms(due.since_ms(now));
            Ok(())
        }
    }
}

fn cancel(turn: &mut Turn, pod: &Pod) {
    let planned = turn.cluster.nodes.eviction_due(pod).is_some();
    if turn.cluster.nodes.drop_eviction(&pod.metadata.name) && planned {
        turn.decide(Decision::EvictionCancelled { pod: pod.metadata.name.clone() });
        let text = format!("Cancelling deletion of Pod {}", whole_name(pod));
        turn.normal(reference(pod), "TaintManagerEviction", text);
    }
}

fn evict(turn: &mut Turn, pod: &Pod) -> Result<(), Status> {
    turn.cluster.nodes.mark_evicted(pod);
    turn.decide(Decision::Evicted {
        pod: pod.metadata.name.clone(),
        node: pod.spec.node_name.clone(),
    });
    let text = format!("Marking for deletion Pod {}", whole_name(pod));
    turn.normal(reference(pod), "TaintManagerEviction", text);
    turn.delete(&reference(pod), DeleteOptions::default())
}

/// The shortest time that the tolerations which bear the taints allow.
fn bearing(pod: &Pod, taints: &[Taint]) -> Bearing {
    let mut shortest: Option<u32> = None;
    for taint in taints.iter().filter(|taint| &*taint.effect == "NoExecute") {
        let bears = |toleration: &&Toleration| toleration.tolerates(taint);
        let Some(toleration) = pod.spec.tolerations.iter().find(bears) else {
            return Bearing::NotAtAll;
        };
        let seconds = toleration.toleration_seconds;
        shortest = shortest.into_iter().chain(seconds).min();
    }
    shortest.map_or(Bearing::ForEver, Bearing::Seconds)
}

fn whole_name(pod: &Pod) -> String {
    format!("{}/{}", pod.metadata.namespace, pod.metadata.name)
}

fn reference(pod: &Pod) -> ObjectRef {
    ObjectRef::new(Kind::Pod, Name::clone(&pod.metadata.name))
}
