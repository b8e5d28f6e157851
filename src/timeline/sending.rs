//! Clients of a run, switched on and off at any time: they change nothing, so that every frame
//! can be told anew what its clients had seen by then.

use super::{Frame, Timeline};
use crate::api::ObjectRef;
use crate::cluster::Cluster;
use crate::cluster::traffic::{self, Traffic};
use crate::collections::List;
use std::rc::Rc;

impl Timeline {
    /// A run that starts at this state, with clients from the start.
    pub fn with_clients(cluster: Cluster, targets: &[ObjectRef]) -> Self {
        let mut timeline = Self::new(cluster);
        timeline.send(targets);
        timeline
    }

    /// From the start on, clients send requests to these targets, and to no others.
    pub fn send(&mut self, targets: &[ObjectRef]) {
        let known = targets.iter().filter(|target| traffic::target_text(target).is_some());
        self.targets = known.cloned().collect();
        self.send_on();
    }

    /// Clients as they should be, in every frame of the run that is looked at.
    pub(super) fn send_on(&mut self) {
        let start = &self.frames[0];
        if start.traffic.targets().eq(self.targets.iter()) {
            return;
        }
        let mut traffic = Traffic::begin(&self.targets, &start.cluster);
        let mut before = start.clone();
        let mut frames = List::new();
        for frame in self.frames.iter() {
            if let Some(step) = &frame.step {
                traffic = traffic.after(&before.cluster, &frame.cluster, step);
            }
            before = frame.clone();
            frames.push(Rc::new(Frame { traffic: traffic.clone(), ..Frame::clone(frame) }));
        }
        self.frames = frames;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{Kind, Object};
    use crate::cluster::{Command, Config};
    use crate::manifest;

    fn start() -> Cluster {
        let config = Config::default();
        let objects = manifest::read(manifest::DEMO, config.release).objects;
        let mut cluster = Cluster::new(config);
        for object in objects {
            cluster.command(&Command::Create(object)).expect("the demonstration is valid");
        }
        while cluster.step().is_some() {}
        cluster
    }

    fn targets() -> Vec<ObjectRef> {
        ["service/web", "pod/db-0"].into_iter().filter_map(traffic::target).collect()
    }

    fn run_on(timeline: &mut Timeline) {
        while timeline.run_ahead(1000) > 0 {}
    }

    fn restart(timeline: &mut Timeline, at: usize, kind: Kind, name: &str) {
        let restart = Command::Restart(ObjectRef::new(kind, name));
        timeline.command(at, restart).expect("not refused");
        run_on(timeline);
    }

    /// What all clients had seen, frame by frame.
    fn seen(timeline: &Timeline) -> Vec<Vec<(u64, u64, u64)>> {
        let of = |traffic: &Traffic| {
            let streams = traffic.streams();
            streams.map(|it| (it.sent, it.answered, it.failed)).collect::<Vec<_>>()
        };
        let mut frames: Vec<_> = timeline.frames().map(|frame| of(&frame.traffic)).collect();
        let last = timeline.frame(timeline.last());
        frames.push(of(&last.traffic.at_rest(&last.cluster)));
        frames
    }

    #[test]
    fn clients_see_the_same_whenever_they_are_asked_for() {
        let mut live = Timeline::with_clients(start(), &targets());
        restart(&mut live, 0, Kind::Deployment, "web");
        let mut late = Timeline::new(start());
        restart(&mut late, 0, Kind::Deployment, "web");
        assert!(late.frames().all(|frame| frame.traffic.is_off()));
        late.send(&targets());
        let seen_live = seen(&live);
        assert_eq!(seen_live, seen(&late));
        let counts = |frame: &[(u64, u64, u64)]| frame[0].1 > 0 && frame[0].2 > 0;
        assert!(counts(seen_live.last().expect("frames")), "there is something to see");
        assert!(
            seen_live.is_sorted_by(|one, next| one.iter().zip(next).all(|(a, b)| a.0 <= b.0)),
            "what was sent stays sent"
        );
        late.send(&[]);
        assert!(late.frames().all(|frame| frame.traffic.is_off()));
    }

    #[test]
    fn what_was_seen_at_rest_has_happened_when_somebody_acts() {
        let mut timeline = Timeline::with_clients(start(), &targets());
        for (kind, name) in [(Kind::Deployment, "web"), (Kind::StatefulSet, "db")] {
            let at_rest = seen(&timeline).pop().expect("frames");
            let last = timeline.last();
            restart(&mut timeline, last, kind, name);
            let acted = &seen(&timeline)[last + 1];
            let goes_on = acted.iter().zip(&at_rest).all(|(now, then)| {
                now.0 >= then.0 && now.1 >= then.1 && now.2 >= then.2 && now.0 > 0
            });
            assert!(goes_on, "{acted:?} after {at_rest:?}");
        }
    }

    #[test]
    fn each_future_has_its_own_requests() {
        let mut timeline = Timeline::with_clients(start(), &targets());
        restart(&mut timeline, 0, Kind::Deployment, "web");
        timeline.mark_seen(timeline.last());
        let first = seen(&timeline);
        restart(&mut timeline, 0, Kind::StatefulSet, "db");
        let second = seen(&timeline);
        assert_ne!(first, second);
        let left = timeline.branches().next().expect("a branch").id;
        timeline.send(&[]);
        timeline.switch(left);
        assert!(timeline.frames().all(|frame| frame.traffic.is_off()), "it hears of it");
        timeline.send(&targets());
        assert_eq!(seen(&timeline), first);
    }

    #[test]
    fn what_nobody_can_send_to_is_left_out() {
        let mut timeline = Timeline::new(start());
        timeline.send(&[ObjectRef::new(Kind::Deployment, "web")]);
        assert!(timeline.frame(0).traffic.is_off());
        let nowhere = ObjectRef::new(Kind::Service, "nowhere");
        timeline.send(&[nowhere]);
        let sent: Vec<u64> = timeline.frame(0).traffic.streams().map(|it| it.sent).collect();
        assert_eq!(sent, [0], "a client that has nobody to send to waits");
    }

    /// The start state is what the other tests believe it to be.
    #[test]
    fn the_demonstration_stands() {
        let pods = start().store().objects(Kind::Pod).map(Object::name).count();
        assert_eq!(pods, 6);
    }
}
