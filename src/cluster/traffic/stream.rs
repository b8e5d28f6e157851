//! One client: what it has sent, and what became of it.

use super::failure::{Failure, Why};
use super::pace::Pace;
use super::route::{Backend, Route};
use crate::api::{ObjectRef, Pod, Time};
use crate::cluster::kubelet::{Serving, serving};
use crate::cluster::{Cluster, Step, rng};
use crate::collections::List;
use std::rc::Rc;

/// Failures within so many milliseconds are kept as one, and history is told in slots of them.
pub const SLOT_MS: u64 = 500;
/// How long a client goes on once nothing more can change, in milliseconds.
const CALM_MS: u64 = 2000;

/// One client and all that it has seen. What is sent is answered, failed, or in flight.
#[derive(Clone, Debug)]
pub struct Stream {
    /// What it sends to: a Service, or a Pod by its own name.
    pub target: ObjectRef,
    /// Requests sent.
    pub sent: u64,
    /// Requests answered.
    pub answered: u64,
    /// Requests that failed.
    pub failed: u64,
    /// When it sent the first; `None` while there has been nobody to send it to.
    pub since: Option<Time>,
    /// The moment up to which it has sent, by its own clock.
    pub now: Time,
    /// So far its clock is ahead of the cluster's, which stands still at rest.
    rested_ms: u64,
    next: Option<Time>,
    every_ms: u64,
    /// Decides which endpoint a request is led to.
    salt: u64,
    /// What its node knows.
    route: Route,
    /// What is written but not heard of yet, each with the time at which it will be.
    news: Vec<(Time, Route)>,
    flying: Vec<Flight>,
    failures: List<Failure>,
}

/// A request that was taken and is not answered yet.
#[derive(Clone, Debug)]
struct Flight {
    to: Backend,
    /// Another container of the same Pod knows nothing of it.
    restarts: u32,
    done: Time,
}

/// A short piece of a client's history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// When it begins.
    pub at: Time,
    /// Requests sent in it.
    pub sent: u32,
    /// Requests that failed in it.
    pub failed: u32,
}

impl Stream {
    pub(super) fn begin(target: ObjectRef, index: u64, cluster: &Cluster) -> Self {
        let mut stream = Self {
            route: Route { to: Err(Why::NotResolved), pace: Pace::default() },
            target,
            sent: 0,
            answered: 0,
            failed: 0,
            since: None,
            now: cluster.now(),
            rested_ms: 0,
            next: None,
            every_ms: Pace::default().every_ms,
            salt: rng::mix(cluster.config().seed ^ (index << 32)),
            news: Vec::new(),
            flying: Vec::new(),
            failures: List::new(),
        };
        let route = Route::of(&stream.target, cluster);
        stream.learn(cluster.now(), route);
        stream
    }

    pub(super) fn after(
        this: &Rc<Self>,
        before: &Cluster,
        after: &Cluster,
        step: &Step,
    ) -> Rc<Self> {
        let is_news = step.writes.iter().any(|it| Route::may_change(&this.target, it));
        let is_cut = |flight: &Flight| !flight.goes_on(after);
        let now = this.by_own_clock(after.now());
        if now == this.now && !is_news && !this.flying.iter().any(is_cut) {
            return this.clone();
        }
        let mut stream = Self::clone(this);
        stream.run_until(before, now);
        if is_news {
            stream.hear(after);
        }
        stream.cut(after);
        Rc::new(stream)
    }

    pub(super) fn at_rest(&self, cluster: &Cluster) -> Self {
        let mut stream = self.clone();
        let newest = self.news.last().map_or(&self.route, |(_, route)| route);
        let silent_until = newest.backends().iter().filter_map(|backend| {
            match serving(cluster, backend.find(cluster)?, self.by_cluster_clock(self.now)) {
                Serving::Silent { until } => Some(self.by_own_clock(until?)),
                _ => None,
            }
        });
        let heard = self.news.last().map(|(due, _)| *due);
        let last = silent_until.chain(heard).max().unwrap_or(self.now).max(self.now);
        stream.run_until(cluster, last.after_ms(CALM_MS.max(newest.pace.answer_ms)));
        stream.rested_ms = stream.now.since_ms(cluster.now());
        stream
    }

    /// Requests that are neither answered nor failed yet.
    pub fn in_flight(&self) -> u64 {
        self.flying.len() as u64
    }

    /// What failed, oldest first.
    pub fn failures(&self) -> impl DoubleEndedIterator<Item = &Failure> {
        self.failures.iter()
    }

    /// What failed after another moment of the same run: between the two.
    pub fn failed_since(&self, earlier: &Self) -> u64 {
        self.failed.saturating_sub(earlier.failed)
    }

    /// What was answered after another moment of the same run: between the two.
    pub fn answered_since(&self, earlier: &Self) -> u64 {
        self.answered.saturating_sub(earlier.answered)
    }

    /// Where its requests are led, as far as its node has heard.
    pub fn route(&self) -> &Route {
        &self.route
    }

    /// The newest `count` slots of its history, oldest first, the last one perhaps not full yet.
    pub fn history(&self, count: u64) -> Vec<Slot> {
        let newest = self.now.0.saturating_sub(1) / SLOT_MS;
        let oldest = (newest + 1).saturating_sub(count);
        let mut slots: Vec<Slot> = (oldest..=newest)
            .map(|slot| Slot { at: Time(slot * SLOT_MS), sent: self.sent_in(slot), failed: 0 })
            .collect();
        let recent = self.failures.iter().rev().take_while(|it| slot_of(it.at) >= oldest);
        for failure in recent {
            // What fails at the very end of a slot that is not over yet belongs to the next one.
            let index = (slot_of(failure.at) - oldest).min(slots.len() as u64 - 1);
            slots[index as usize].failed += failure.count;
        }
        slots
    }

    fn sent_in(&self, slot: u64) -> u32 {
        let Some(since) = self.since else { return 0 };
        let sent_before =
            |time: u64| time.min(self.now.0).saturating_sub(since.0).div_ceil(self.every_ms);
        (sent_before((slot + 1) * SLOT_MS) - sent_before(slot * SLOT_MS)) as u32
    }

    fn by_own_clock(&self, time: Time) -> Time {
        time.after_ms(self.rested_ms)
    }

    fn by_cluster_clock(&self, time: Time) -> Time {
        Time(time.0.saturating_sub(self.rested_ms))
    }

    /// Sends all that is due before `end`, while the cluster stands as it does.
    fn run_until(&mut self, cluster: &Cluster, end: Time) {
        loop {
            let heard = self.news.first().map(|(due, _)| *due).filter(|due| *due <= end);
            let next = self.next.filter(|at| *at < end);
            match (heard, next) {
                (Some(due), next) if next.is_none_or(|next| due <= next) => {
                    let (due, route) = self.news.remove(0);
                    self.learn(due, route);
                }
                (_, Some(at)) => self.send(cluster, at),
                _ => break,
            }
        }
        self.now = end;
        let flying = self.flying.len();
        self.flying.retain(|flight| flight.done > end);
        self.answered += (flying - self.flying.len()) as u64;
    }

    fn send(&mut self, cluster: &Cluster, at: Time) {
        let chance = rng::mix(self.salt ^ self.sent);
        self.sent += 1;
        self.next = Some(at.after_ms(self.every_ms));
        let done = at.after_ms(self.route.pace.answer_ms);
        let taken = self.route.to.clone().and_then(|backends| {
            let to = &backends[(chance % backends.len() as u64) as usize];
            let restarts = to.take(cluster, self.by_cluster_clock(at))?;
            Ok(Flight { to: to.clone(), restarts, done })
        });
        match taken {
            Ok(flight) => self.flying.push(flight),
            Err(why) => self.fail(at, why),
        }
    }

    /// A change was written; it is heard of later.
    fn hear(&mut self, cluster: &Cluster) {
        let route = Route::of(&self.target, cluster);
        let (newest_due, newest) =
            self.news.last().map_or((self.now, &self.route), |(due, route)| (*due, route));
        if route != *newest {
            let due = self.now.after_ms(route.pace.news_ms).max(newest_due);
            self.news.push((due, route));
        }
    }

    /// News has arrived; the first endpoint ever sets the client going.
    fn learn(&mut self, at: Time, route: Route) {
        if self.since.is_none() && !route.backends().is_empty() {
            self.every_ms = route.pace.every_ms;
            self.since = Some(Time(at.0.next_multiple_of(self.every_ms)));
            self.next = self.since;
        }
        self.route = route;
    }

    /// What was in flight to a container that runs no more is lost.
    fn cut(&mut self, cluster: &Cluster) {
        let (kept, lost) = std::mem::take(&mut self.flying)
            .into_iter()
            .partition::<Vec<_>, _>(|flight| flight.goes_on(cluster));
        self.flying = kept;
        lost.into_iter().for_each(|flight| self.fail(self.now, Why::Cut(flight.to.pod)));
    }

    fn fail(&mut self, at: Time, why: Why) {
        self.failed += 1;
        let recent = |it: &&Failure| slot_of(it.at) == slot_of(at);
        let back =
            self.failures.iter().rev().take_while(recent).position(|failure| failure.why == why);
        let index = back.map_or(self.failures.len(), |back| self.failures.len() - 1 - back);
        match self.failures.get_mut(index) {
            Some(failure) => failure.count += 1,
            None => self.failures.push(Failure { at, count: 1, why }),
        }
    }
}

impl Flight {
    fn goes_on(&self, cluster: &Cluster) -> bool {
        self.to.find(cluster).is_some_and(|pod| {
            pod.restarts() == self.restarts && serving(cluster, pod, cluster.now()).runs()
        })
    }
}

impl Backend {
    fn find<'a>(&self, cluster: &'a Cluster) -> Option<&'a Rc<Pod>> {
        let pod = cluster.store().get::<Pod>(&self.pod);
        pod.filter(|pod| pod.metadata.uid == self.uid)
    }

    /// A request arrives. How often the container that takes it was restarted, or why none does.
    fn take(&self, cluster: &Cluster, at: Time) -> Result<u32, Why> {
        let name = || self.pod.clone();
        let pod = self.find(cluster).ok_or_else(|| Why::Unreachable(name()))?;
        match serving(cluster, pod, at) {
            Serving::Answers => Ok(pod.restarts()),
            Serving::Silent { .. } => Err(Why::Silent(name())),
            Serving::Closed => Err(Why::Stopping(name())),
            Serving::Down => Err(Why::Down(name())),
            Serving::Away => Err(Why::Unreachable(name())),
        }
    }
}

fn slot_of(time: Time) -> u64 {
    time.0 / SLOT_MS
}
