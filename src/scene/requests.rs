//! What clients see, as a line of the last seconds and a few numbers.

use super::Lane;
use crate::api::{Kind, ObjectRef};
use crate::cluster::traffic::{Failure, SLOT_MS, Slot, Stream, Traffic};

/// Slots of history that are shown: 20 seconds.
const SLOTS: u64 = 20_000 / SLOT_MS;

/// One client.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestLine {
    /// What it sends to: a Service, or a Pod by its own name.
    pub target: ObjectRef,
    /// The workload in whose lane it stands; `None` if none is behind it.
    pub workload: Option<ObjectRef>,
    /// Whether there was ever anybody to send to.
    pub begun: bool,
    /// Requests answered.
    pub answered: u64,
    /// Requests that failed.
    pub failed: u64,
    /// The last seconds, oldest first.
    pub slots: Vec<Slot>,
    /// What failed last.
    pub latest: Option<Failure>,
}

/// A line for each client.
pub(super) fn lines<'a>(
    traffic: &Traffic,
    lanes: impl Iterator<Item = &'a Lane> + Clone,
) -> Vec<RequestLine> {
    let line = |stream: &Stream| RequestLine {
        target: stream.target.clone(),
        workload: lanes.clone().find(|lane| is_behind(lane, &stream.target)).map(Lane::workload),
        begun: stream.since.is_some(),
        answered: stream.answered,
        failed: stream.failed,
        slots: stream.history(SLOTS),
        latest: stream.failures().next_back().cloned(),
    };
    traffic.streams().map(line).collect()
}

fn is_behind(lane: &Lane, target: &ObjectRef) -> bool {
    let service = match lane {
        Lane::Deployment(lane) => lane.service.as_ref().map(|bar| &bar.name),
        Lane::StatefulSet(lane) => Some(&lane.service_name),
    };
    match (target.kind, lane) {
        (Kind::Pod, Lane::StatefulSet(lane)) => {
            let ordinal = target.name.strip_prefix(&*lane.head.name);
            let ordinal = ordinal.and_then(|rest| rest.strip_prefix('-'));
            ordinal.is_some_and(|it| it.parse::<u32>().is_ok())
        }
        (Kind::Pod, Lane::Deployment(_)) => lane.cards().any(|card| card.name == target.name),
        _ => service == Some(&target.name),
    }
}
