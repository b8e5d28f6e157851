//! Clients that send requests, and what becomes of each: the part of a cluster that its users see.
//!
//! It follows from the run and never changes it: no actor knows of it, and a run with clients has
//! the same steps as one without. It is a fold over states and steps, so that going back computes
//! nothing; and it costs a look-up for each request, nothing where no time passes.
//!
//! What stands for what:
//! - A client of a Service: connections to its `clusterIP`, each led to one of its endpoints by
//!   chance (rules E2, E5); of a headless Service, to one of the addresses in the DNS (rule E3).
//! - A client of a Pod: connections to the Pod's own name under its headless Service, looked up
//!   anew for each (rule E3).
//! - A [`Route`], heard of a while after it was written: what kube-proxy has programmed on the
//!   client's node, or what CoreDNS answers, some time after the EndpointSlice changed.
//! - [`Serving`](super::kubelet::Serving): whether a process listens behind the address, from when
//!   it is up until SIGTERM.
//! - A request in flight: an open connection. It is lost when its container ends, not when SIGTERM
//!   comes.
//!
//! Not modelled: retries, connections that are kept, resolvers that remember on their own, more
//! than one client node, and the load that requests are.

mod failure;
mod pace;
mod route;
mod stream;
#[cfg(test)]
mod tests;

pub use failure::{Failure, Why};
pub use pace::Pace;
pub use route::Route;
pub use stream::{SLOT_MS, Slot, Stream};

use super::{Actor, Cluster, Step};
use crate::api::{Kind, ObjectRef};
use std::rc::Rc;

/// All clients at one moment. A clone shares everything.
#[derive(Clone, Default)]
pub struct Traffic {
    streams: Rc<[Rc<Stream>]>,
}

/// Reads a target as it is written: `service/web` or `pod/db-0`.
pub fn target(text: &str) -> Option<ObjectRef> {
    let (kind, name) = text.split_once('/')?;
    let kind = [Kind::Service, Kind::Pod].into_iter().find(|it| word(*it) == Some(kind))?;
    (!name.is_empty()).then(|| ObjectRef::new(kind, name))
}

/// Writes what [`target`] reads; `None` for what no client can send to.
pub fn target_text(target: &ObjectRef) -> Option<String> {
    Some(format!("{}/{}", word(target.kind)?, target.name))
}

fn word(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::Service => Some("service"),
        Kind::Pod => Some("pod"),
        _ => None,
    }
}

impl Traffic {
    /// One client for each target, as the run begins. A client sends its first request when there
    /// is somebody to send it to: before that, it would only count the waiting.
    pub fn begin(targets: &[ObjectRef], cluster: &Cluster) -> Self {
        let targets = targets.iter().filter(|target| word(target.kind).is_some());
        let streams = targets
            .enumerate()
            .map(|(index, target)| Rc::new(Stream::begin(target.clone(), index as u64, cluster)));
        Self { streams: streams.collect() }
    }

    /// After the step that led from `before` to `after`.
    pub fn after(&self, before: &Cluster, after: &Cluster, step: &Step) -> Self {
        if self.streams.is_empty() {
            return self.clone();
        }
        // Somebody acts after a rest, in which clients have gone on.
        let has_rested = step.actor == Actor::You && before.is_at_rest();
        let rested = has_rested.then(|| self.at_rest(before));
        let streams = rested.as_ref().unwrap_or(self).streams.iter();
        Self { streams: streams.map(|stream| Stream::after(stream, before, after, step)).collect() }
    }

    /// Where nothing happens any more, clients go on: until all that was written has been heard of
    /// and answered, and a little longer. The cluster's clock stands still meanwhile; theirs does
    /// not, and stays ahead of it.
    pub fn at_rest(&self, cluster: &Cluster) -> Self {
        let streams = self.streams.iter();
        Self { streams: streams.map(|stream| Rc::new(stream.at_rest(cluster))).collect() }
    }

    /// Whether there are no clients at all.
    pub fn is_off(&self) -> bool {
        self.streams.is_empty()
    }

    /// What the clients send to, in the order in which it was asked for.
    pub fn targets(&self) -> impl Iterator<Item = &ObjectRef> {
        self.streams().map(|stream| &stream.target)
    }

    /// The clients, in that order.
    pub fn streams(&self) -> impl Iterator<Item = &Stream> {
        self.streams.iter().map(|stream| &**stream)
    }

    /// The client of that target.
    pub fn of(&self, target: &ObjectRef) -> Option<&Stream> {
        self.streams().find(|stream| stream.target == *target)
    }

    /// Failures of all clients together.
    pub fn failed(&self) -> u64 {
        self.streams().map(|stream| stream.failed).sum()
    }
}
