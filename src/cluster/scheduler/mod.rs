//! The scheduler (rules P1 to P4): which node a Pod is bound to.

mod affinity;
mod claims;
mod filter;
mod score;

use crate::api::pod::{ConditionStatus, PodConditionType};
use crate::api::{Kind, Name, Node, ObjectRef, Pod, PodPhase, Release, Status};
use crate::cluster::Turn;
use crate::cluster::decision::{Explain, Number};
use crate::collections::sort;
use filter::Refusal;
use std::rc::Rc;

/// Why it did what it did.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// The Pod goes to this node.
    Assigned {
        /// The Pod.
        pod: Name,
        /// The node.
        node: Name,
        /// Nodes that would have done.
        fitting: u32,
        /// Nodes there are.
        nodes: u32,
        /// Pods of the same owner that are on the node already: nowhere are there fewer.
        same_owner: u32,
    },
    /// No node will do.
    Unschedulable {
        /// The Pod.
        pod: Name,
        /// Why not, as the event says it.
        message: Name,
        /// The claim that is not ready, if that is the reason.
        claim: Option<Name>,
    },
    /// The Pod was deleted before a node was found.
    DeletedMeanwhile {
        /// The Pod.
        pod: Name,
    },
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::Assigned { .. } => "P2",
            Self::Unschedulable { .. } => "P3",
            Self::DeletedMeanwhile { .. } => "P4",
        })
    }

    fn numbers(&self) -> Vec<Number> {
        match self {
            Self::Assigned { fitting, nodes, same_owner, .. } => vec![
                ("nodes", nodes.to_string()),
                ("nodes that fit", fitting.to_string()),
                ("Pods of the same owner there", same_owner.to_string()),
            ],
            Self::Unschedulable { .. } | Self::DeletedMeanwhile { .. } => Vec::new(),
        }
    }

    fn waits_for(&self) -> Option<ObjectRef> {
        match self {
            Self::Unschedulable { claim, .. } => {
                claim.clone().map(|claim| ObjectRef::new(Kind::PersistentVolumeClaim, claim))
            }
            Self::Assigned { .. } | Self::DeletedMeanwhile { .. } => None,
        }
    }
}

/// One scheduling cycle for one Pod.
pub fn schedule(turn: &mut Turn, name: &str) -> Result<(), Status> {
    let Some(pod) = turn.cache.get::<Pod>(name).cloned() else {
        report_deleted(turn, name);
        return Ok(());
    };
    if pod.is_scheduled() || pod.is_terminating() || pod.status.phase != PodPhase::Pending {
        return Ok(());
    }
    let nodes: Vec<Rc<Node>> = turn.cache.list::<Node>().cloned().collect();
    if nodes.is_empty() {
        return refuse(turn, &pod, "no nodes available to schedule pods".to_owned(), None);
    }
    if let Some(problem) = claims::problem(&turn.cache, &pod) {
        let message = problem.message(nodes.len(), turn.release());
        return refuse(turn, &pod, message, Some(problem.claim()));
    }
    let release = turn.release();
    let refusals = |node| filter::refusals(&turn.cache, &pod, node, release);
    let verdicts: Vec<Vec<Refusal>> = nodes.iter().map(|node| refusals(node)).collect();
    let fitting = nodes.iter().zip(&verdicts).filter(|(_, refusals)| refusals.is_empty());
    let scores: Vec<_> = fitting.map(|(node, _)| score::score(&turn.cache, &pod, node)).collect();
    match scores.iter().min() {
        Some(best) => {
            turn.decide(Decision::Assigned {
                pod: pod.metadata.name.clone(),
                node: best.node.clone(),
                fitting: scores.len() as u32,
                nodes: nodes.len() as u32,
                same_owner: best.same_owner,
            });
            bind(turn, &pod, &best.node)
        }
        None => {
            let message = unfit_message(&verdicts, release);
            refuse(turn, &pod, message, None)
        }
    }
}

fn bind(turn: &mut Turn, pod: &Pod, node: &Name) -> Result<(), Status> {
    let mut bound = pod.clone();
    Rc::make_mut(&mut bound.spec).node_name = node.clone();
    let (kind, now) = (PodConditionType::PodScheduled, turn.now());
    bound.status.set_condition(kind, ConditionStatus::True, None, None, now);
    turn.bind(bound)?;
    let meta = &pod.metadata;
    let message = format!("Successfully assigned {}/{} to {node}", meta.namespace, meta.name);
    turn.normal(ObjectRef::new(Kind::Pod, meta.name.clone()), "Scheduled", message);
    Ok(())
}

/// Says why the Pod stays where it is; silent if that was said before.
fn refuse(turn: &mut Turn, pod: &Pod, message: String, claim: Option<Name>) -> Result<(), Status> {
    let kind = PodConditionType::PodScheduled;
    let known = pod.status.condition(kind).and_then(|condition| condition.message.as_deref());
    if known == Some(message.as_str()) {
        return Ok(());
    }
    let name = pod.metadata.name.clone();
    turn.decide(Decision::Unschedulable {
        pod: name.clone(),
        message: message.as_str().into(),
        claim,
    });
    turn.warning(ObjectRef::new(Kind::Pod, name), "FailedScheduling", &message);
    let (mut waiting, now) = (pod.clone(), turn.now());
    let (status, reason) = (ConditionStatus::False, Some("Unschedulable"));
    waiting.status.set_condition(kind, status, reason, Some(&message), now);
    turn.update_status(waiting).map(drop)
}

/// What the queue holds of a Pod that is gone by now.
fn report_deleted(turn: &mut Turn, name: &str) {
    if !turn.release().scheduler_reports_deleted_pods() {
        return;
    }
    turn.decide(Decision::DeletedMeanwhile { pod: name.into() });
    let namespace = turn.cluster.config.namespace.clone();
    let message = format!("skip schedule deleting pod: {namespace}/{name}");
    turn.warning(ObjectRef::new(Kind::Pod, name), "FailedScheduling", message);
}

/// `0/3 nodes are available: 1 Insufficient cpu, 2 node(s) were unschedulable.` (rule P3)
fn unfit_message(verdicts: &[Vec<Refusal>], release: Release) -> String {
    let nodes = verdicts.len();
    let texts = verdicts.iter().flatten().map(|refusal| refusal.text(release));
    let mut message = format!("0/{nodes} nodes are available: {}.", counted(texts));
    if release.scheduler_explains_preemption() {
        let outlooks = verdicts.iter().map(|refusals| {
            let helps = refusals.iter().all(Refusal::goes_with_other_pods);
            if helps { NO_VICTIMS.to_owned() } else { NOT_HELPFUL.to_owned() }
        });
        message += &outlook(nodes, &counted(outlooks), release);
    }
    message
}

/// Whether it helps to evict others, as the end of a message.
fn outlook(nodes: usize, counts: &str, release: Release) -> String {
    format!(" {}: 0/{nodes} nodes are available: {counts}.", release.preemption_text())
}

const NO_VICTIMS: &str = "No preemption victims found for incoming pod";
const NOT_HELPFUL: &str = "Preemption is not helpful for scheduling";

/// Equal texts with their number in front, sorted as the real one sorts them.
fn counted(texts: impl Iterator<Item = String>) -> String {
    let mut texts: Vec<String> = texts.collect();
    sort(&mut texts);
    let groups = texts.chunk_by(|a, b| a == b);
    let mut lines: Vec<String> =
        groups.map(|group| format!("{} {}", group.len(), group[0])).collect();
    sort(&mut lines);
    lines.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cluster::staging::{
        cluster, create, create_claim, create_pod, delete, manual, pod, refusal, said, settle,
    };
    use crate::cluster::{Command, Config, DeleteOptions, Provisioner};
    use crate::value::json;

    fn nodes(names: &[&str], cluster: &crate::cluster::Cluster) -> Vec<String> {
        names.iter().map(|name| pod(cluster, name).spec.node_name.to_string()).collect()
    }

    #[test]
    fn pods_go_where_few_of_their_owner_are_and_to_the_lowest_name_on_a_tie() {
        let mut cluster = manual(3);
        let owner = json!({ "apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "web",
            "uid": "00000000-0000-4000-a000-000000000007", "controller": true });
        for name in ["a", "b", "c", "d"] {
            create(
                &mut cluster,
                Kind::Pod,
                json!({ "metadata": { "name": name, "ownerReferences": [owner] },
                    "spec": { "containers": [{ "name": "web", "image": "nginx" }] } }),
            );
            settle_scheduler(&mut cluster);
        }
        assert_eq!(
            nodes(&["a", "b", "c", "d"], &cluster),
            ["node-1", "node-2", "node-3", "node-1"]
        );
    }

    /// The owner does not exist, so the collector must not have its turn.
    fn settle_scheduler(cluster: &mut crate::cluster::Cluster) {
        let names: Vec<Name> =
            cluster.store().pods_on("").map(|pod| pod.metadata.name.clone()).collect();
        for name in names {
            let key = ObjectRef::new(Kind::Pod, name);
            cluster.run(crate::cluster::WorkKey::new(crate::cluster::Actor::Scheduler, key));
        }
    }

    #[test]
    fn what_pods_ask_for_is_set_aside_until_they_are_gone() {
        let mut cluster = manual(0);
        create(
            &mut cluster,
            Kind::Node,
            json!({ "metadata": { "name": "node-1" },
                "status": { "allocatable": { "cpu": "1", "pods": "3" } } }),
        );
        let half = json!({ "containers": [{ "name": "web", "image": "nginx",
            "resources": { "requests": { "cpu": "600m" } } }] });
        create_pod(&mut cluster, "first", half.clone());
        settle(&mut cluster);
        create_pod(&mut cluster, "second", half);
        settle(&mut cluster);
        assert_eq!(nodes(&["first", "second"], &cluster), ["node-1", ""]);
        let expected = "0/1 nodes are available: 1 Insufficient cpu. preemption: 0/1 nodes are \
                        available: 1 No preemption victims found for incoming pod.";
        assert_eq!(said(&cluster, "FailedScheduling"), [("second".into(), expected.into())]);
        delete(&mut cluster, Kind::Pod, "first", DeleteOptions::now());
        settle(&mut cluster);
        assert_eq!(nodes(&["second"], &cluster), ["node-1"]);
    }

    #[test]
    fn every_reason_is_counted_and_worded_as_in_the_release() {
        for (release, expected) in [
            (
                Release::V1_20,
                "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity, 1 node(s) \
                 had taint {gpu: yes}, that the pod didn't tolerate, 1 node(s) were unschedulable.",
            ),
            (
                Release::V1_34,
                "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 \
                 node(s) had untolerated taint {gpu: yes}, 1 node(s) were unschedulable. no new \
                 claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not \
                 helpful for scheduling.",
            ),
            (
                Release::V1_37,
                "0/3 nodes are available: 1 node(s) didn't match Pod's node affinity/selector, 1 \
                 node(s) had untolerated taint(s), 1 node(s) were unschedulable. preemption: 0/3 \
                 nodes are available: 3 Preemption is not helpful for scheduling.",
            ),
        ] {
            let mut cluster = cluster(Config { release, ..Config::default() }, 1);
            create(
                &mut cluster,
                Kind::Node,
                json!({ "metadata": { "name": "node-2" }, "spec": { "taints":
                    [{ "key": "gpu", "value": "yes", "effect": "NoSchedule" }] } }),
            );
            create(
                &mut cluster,
                Kind::Node,
                json!({ "metadata": { "name": "node-3" }, "spec": { "unschedulable": true } }),
            );
            create_pod(&mut cluster, "web", json!({ "nodeSelector": { "disk": "ssd" } }));
            settle(&mut cluster);
            assert_eq!(said(&cluster, "FailedScheduling"), [("web".into(), expected.into())]);
        }
    }

    #[test]
    fn a_pod_waits_for_its_claims() {
        let config = Config {
            release: Release::V1_20,
            provisioner: Provisioner::Manual,
            kubelet: crate::cluster::KubeletDriver::Manual,
            ..Config::default()
        };
        let mut cluster = cluster(config, 3);
        let volumes = json!({ "volumes":
            [{ "name": "data", "persistentVolumeClaim": { "claimName": "data" } }] });
        create_pod(&mut cluster, "db", volumes);
        settle(&mut cluster);
        create_claim(&mut cluster, "data");
        settle(&mut cluster);
        delete(&mut cluster, Kind::PersistentVolumeClaim, "data", DeleteOptions::default());
        settle(&mut cluster);
        create_claim(&mut cluster, "data");
        settle(&mut cluster);
        assert_eq!(nodes(&["db"], &cluster), [""]);
        cluster.apply(&crate::cluster::Move::BindClaim("data".into()));
        settle(&mut cluster);
        assert_eq!(nodes(&["db"], &cluster), ["node-1"]);
        let messages: Vec<String> =
            said(&cluster, "FailedScheduling").into_iter().map(|(_, message)| message).collect();
        assert_eq!(
            messages,
            [
                "persistentvolumeclaim \"data\" not found",
                "0/3 nodes are available: 3 pod has unbound immediate PersistentVolumeClaims.",
                "persistentvolumeclaim \"data\" is being deleted",
                "0/3 nodes are available: 3 pod has unbound immediate PersistentVolumeClaims.",
            ],
            "that it is gone nobody tells the scheduler"
        );
    }

    #[test]
    fn a_pod_deleted_in_the_queue_is_gone_at_once_and_old_releases_say_so() {
        let config = Config { release: Release::V1_20, ..Config::default() };
        let mut cluster = cluster(config, 0);
        create_pod(&mut cluster, "web", json!({}));
        settle(&mut cluster);
        delete(&mut cluster, Kind::Pod, "web", DeleteOptions::default());
        assert!(cluster.store().get::<Pod>("web").is_none());
        settle(&mut cluster);
        let messages: Vec<String> =
            said(&cluster, "FailedScheduling").into_iter().map(|(_, message)| message).collect();
        assert_eq!(
            messages,
            ["no nodes available to schedule pods", "skip schedule deleting pod: default/web"]
        );
        let twice = cluster.command(&Command::Delete {
            object: ObjectRef::new(Kind::Pod, "web"),
            options: DeleteOptions::default(),
        });
        assert_eq!(refusal(twice), "pods \"web\" not found");
    }
}
