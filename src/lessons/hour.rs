//! What a day brought, hour by hour, as far as it has been played.

use super::names::active_pods;
use crate::cluster::Command;
use crate::timeline::{Frame, Timeline};
use std::rc::Rc;

/// What came of one command of a day, up to the next one or to the moment that is looked at.
#[derive(Clone, Debug)]
pub struct Hour {
    /// What was done.
    pub command: Rc<Command>,
    /// So many Pods are Ready at its end.
    pub ready: usize,
    /// So many were when it was worst.
    pub least: usize,
}

/// The hours of a day that have begun by that moment.
pub fn hours(timeline: &Timeline, began: usize, at: usize, workload: &str) -> Vec<Hour> {
    let mut hours: Vec<Hour> = Vec::new();
    for index in began + 1..=at.min(timeline.last()) {
        let frame = timeline.frame(index);
        let ready = ready(frame, workload);
        if let Some(command) = &frame.command {
            hours.push(Hour { command: command.clone(), ready, least: ready });
        }
        if let Some(hour) = hours.last_mut() {
            hour.ready = ready;
            hour.least = hour.least.min(ready);
        }
    }
    hours
}

fn ready(frame: &Frame, workload: &str) -> usize {
    let pods = active_pods(frame.cluster.store(), workload);
    pods.iter().filter(|pod| pod.is_ready()).count()
}
