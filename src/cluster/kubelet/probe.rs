//! When readiness probes ask, and when their answers change something (rule K5).

use crate::api::pod::Probe;
use crate::api::{Pod, Time};

/// Seconds between questions, unless the probe says otherwise.
const PERIOD_SECONDS: u64 = 10;
/// Noes in a row that make a container unready, unless the probe says otherwise.
const FAILURE_THRESHOLD: u64 = 3;

/// The readiness probes of a Pod, whose containers all started at `started`.
#[derive(Clone, Copy)]
pub struct Probes<'a> {
    pod: &'a Pod,
    started: Time,
}

impl<'a> Probes<'a> {
    /// The probes of a Pod.
    pub fn of(pod: &'a Pod, started: Time) -> Self {
        Self { pod, started }
    }

    /// Whether there are none: then a container is ready as soon as it runs.
    pub fn is_empty(&self) -> bool {
        self.all().next().is_none()
    }

    /// When the first question is asked.
    pub fn first_at(&self) -> Option<Time> {
        self.all().map(|probe| self.first(probe)).min()
    }

    /// When the next question at that time or later is asked.
    pub fn next_at(&self, time: Time) -> Option<Time> {
        self.all().map(|probe| self.next(probe, time)).min()
    }

    /// When all of them have said yes often enough, if the application answers from then on.
    pub fn ready_at(&self, answers_from: Time) -> Option<Time> {
        let ready = self.all().map(|probe| {
            let more = number(probe.success_threshold, 1).max(1) - 1;
            self.next(probe, answers_from).after_ms(more * period_ms(probe))
        });
        ready.max()
    }

    /// When one of them has said no often enough, if the application is silent from then on.
    pub fn unready_at(&self, silent_from: Time) -> Option<Time> {
        let unready = self.all().map(|probe| {
            let more = failure_threshold(probe) - 1;
            self.next(probe, silent_from).after_ms(more * period_ms(probe))
        });
        unready.min()
    }

    /// Noes in a row that it takes.
    pub fn failure_threshold(&self) -> u64 {
        self.all().map(failure_threshold).min().unwrap_or(FAILURE_THRESHOLD)
    }

    /// The event's message when the answer is no (rule K3).
    pub fn failure_text(&self) -> String {
        let said = match self.all().next().map(|probe| &probe.rest) {
            Some(rest) if rest.contains_key("httpGet") => {
                "HTTP probe failed with statuscode: 503".to_owned()
            }
            Some(rest) => match rest.get("tcpSocket").map(|tcp| &tcp["port"]) {
                Some(port) => {
                    let address = &self.pod.status.pod_ip;
                    format!("dial tcp {address}:{port}: connect: connection refused")
                }
                None => "command exited with 1".to_owned(),
            },
            None => String::new(),
        };
        format!("Readiness probe failed: {said}")
    }

    fn all(&self) -> impl Iterator<Item = &'a Probe> {
        self.pod.spec.containers.iter().filter_map(|it| it.readiness_probe.as_ref())
    }

    fn first(&self, probe: &Probe) -> Time {
        self.started.after_seconds(number(probe.initial_delay_seconds, 0))
    }

    /// The first question at that time or later.
    fn next(&self, probe: &Probe, time: Time) -> Time {
        let first = self.first(probe);
        let periods = time.since_ms(first).div_ceil(period_ms(probe));
        first.after_ms(periods * period_ms(probe))
    }
}

fn period_ms(probe: &Probe) -> u64 {
    number(probe.period_seconds, PERIOD_SECONDS).max(1) * 1000
}

fn failure_threshold(probe: &Probe) -> u64 {
    number(probe.failure_threshold, FAILURE_THRESHOLD).max(1)
}

/// What the probe says, or the default; validation lets nothing below 0 in.
fn number(said: Option<i32>, default: u64) -> u64 {
    said.map_or(default, |number| number.max(0).unsigned_abs().into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{fields, json};

    #[test]
    fn answers_count_only_when_asked() {
        let pod: Pod = fields::from_value(&json!({ "spec": { "containers": [{
            "name": "web", "image": "nginx", "readinessProbe": { "initialDelaySeconds": 2,
            "periodSeconds": 5, "successThreshold": 2 } }] } }))
        .expect("a Pod");
        let probes = Probes::of(&pod, Time(1000));
        assert_eq!(probes.first_at(), Some(Time(3000)));
        assert_eq!(probes.ready_at(Time(1000)), Some(Time(8000)), "asked at 3 s and at 8 s");
        assert_eq!(probes.ready_at(Time(3001)), Some(Time(13_000)));
        assert_eq!(probes.unready_at(Time(20_000)), Some(Time(33_000)), "23, 28 and 33 s");
        assert!(Probes::of(&Pod::default(), Time(0)).is_empty());
    }
}
