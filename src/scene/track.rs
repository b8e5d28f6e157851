//! The run as marks on lines: who acted when, and how many Pods were Ready.

use crate::api::{Deployment, ObjectRef, StatefulSet};
use crate::cluster::Actor;
use crate::timeline::Frame;

/// One step on the line of its actor.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The index of the frame that the step led to.
    pub index: usize,
    /// Who acted.
    pub actor: Actor,
}

/// The run as marks on lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    /// All steps in order.
    pub marks: Vec<Mark>,
    /// For each workload the changes of `status.readyReplicas`: from which index on, how many.
    pub ready: Vec<(ObjectRef, Vec<(usize, i32)>)>,
    /// From which frames on requests had failed that had not before; `None` without clients.
    pub failed: Option<Vec<usize>>,
    failures: u64,
}

impl Track {
    /// Takes in the frames from `from` on; the ones before are known already.
    pub fn extend<'a>(&mut self, from: usize, frames: impl Iterator<Item = &'a Frame>) {
        for (offset, frame) in frames.enumerate() {
            let index = from + offset;
            self.marks.extend(frame.actor().map(|actor| Mark { index, actor }));
            self.count_ready(index, frame);
            self.count_failures(index, frame);
        }
    }

    fn count_failures(&mut self, index: usize, frame: &Frame) {
        if frame.traffic.is_off() {
            return;
        }
        let marks = self.failed.get_or_insert_default();
        let failures = frame.traffic.failed();
        if failures > self.failures {
            marks.push(index);
        }
        self.failures = failures;
    }

    /// The highest number of Ready Pods of any workload.
    pub fn most_ready(&self) -> i32 {
        let all = self.ready.iter().flat_map(|(_, changes)| changes);
        all.map(|(_, ready)| *ready).max().unwrap_or(0)
    }

    fn count_ready(&mut self, index: usize, frame: &Frame) {
        let store = frame.cluster.store();
        let deployments = store.list::<Deployment>();
        let sets = store.list::<StatefulSet>();
        let cattle = deployments.map(|it| (&it.metadata.name, it.status.ready_replicas));
        let pets = sets.map(|it| (&it.metadata.name, it.status.ready_replicas));
        for (name, ready) in cattle {
            self.note_ready(
                ObjectRef::new(crate::api::Kind::Deployment, name.clone()),
                index,
                ready,
            );
        }
        for (name, ready) in pets {
            self.note_ready(
                ObjectRef::new(crate::api::Kind::StatefulSet, name.clone()),
                index,
                ready,
            );
        }
    }

    fn note_ready(&mut self, workload: ObjectRef, index: usize, ready: i32) {
        let at = self.ready.iter().position(|(known, _)| *known == workload);
        let at = at.unwrap_or_else(|| {
            self.ready.push((workload, Vec::new()));
            self.ready.len() - 1
        });
        let changes = &mut self.ready[at].1;
        if changes.last().map(|(_, last)| *last) != Some(ready) {
            changes.push((index, ready));
        }
    }
}
