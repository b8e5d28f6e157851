//! How long each stage takes: the run's own durations, what annotations say instead, and a little
//! chance that belongs to the Pod.

use crate::api::{Object, ObjectRef, Pod};
use crate::cluster::{Config, Store, rng};

/// What takes time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duration {
    /// Pull an image that the node does not have.
    Pull,
    /// Create and start the containers.
    Start,
    /// From the start until the application answers its readiness probe.
    Ready,
    /// From SIGTERM until the application has ended.
    Stop,
    /// From the start until the application crashes.
    Crash,
    /// A `preStop` hook of which its manifest does not say how long it takes.
    PreStop,
    /// From SIGTERM until the application takes no new requests.
    Accept,
}

/// How long a `preStop` hook takes unless something says otherwise, in milliseconds.
const PRE_STOP_MS: u64 = 1000;

impl Duration {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Pull,
        Self::Start,
        Self::Ready,
        Self::Stop,
        Self::Crash,
        Self::PreStop,
        Self::Accept,
    ];

    /// What an annotation's text says, in milliseconds; `Some(None)` is `never`, `None` is not
    /// understood.
    pub fn read(text: &str) -> Option<Option<u64>> {
        parse(text)
    }

    /// The annotation that says otherwise, on the Pod or on what manages it: `3s`, `800ms`,
    /// `1m30s` or `never`.
    pub const fn annotation(self) -> &'static str {
        match self {
            Self::Pull => "sim/pull",
            Self::Start => "sim/start",
            Self::Ready => "sim/ready",
            Self::Stop => "sim/stop",
            Self::Crash => "sim/crash",
            Self::PreStop => "sim/prestop",
            Self::Accept => "sim/accept",
        }
    }

    const fn default_ms(self, config: &Config) -> Option<u64> {
        let durations = &config.durations;
        match self {
            Self::Pull => Some(durations.pull_ms),
            Self::Start => Some(durations.start_ms),
            Self::Ready => Some(durations.ready_ms),
            Self::Stop => Some(durations.stop_ms),
            Self::Crash => None,
            Self::PreStop => Some(PRE_STOP_MS),
            // Most applications close their door at once.
            Self::Accept => Some(0),
        }
    }
}

/// How long this takes for this Pod, in milliseconds; `None` for ever.
pub fn duration_ms(store: &Store, config: &Config, pod: &Pod, what: Duration) -> Option<u64> {
    let ms = said_ms(store, pod, what).unwrap_or(what.default_ms(config))?;
    let spread = config.durations.jitter_percent.min(100);
    let chance = rng::mix(pod.metadata.uid.0 ^ (what as u64 + 1)) % (2 * spread + 1);
    Some(ms * (100 - spread + chance) / 100)
}

/// What an annotation says; `Some(None)` is `never`.
pub fn said_ms(store: &Store, pod: &Pod, what: Duration) -> Option<Option<u64>> {
    knob(store, pod, what.annotation()).and_then(parse)
}

/// What an annotation of the Pod says, or else of what manages it.
pub fn knob<'a>(store: &'a Store, pod: &'a Pod, annotation: &str) -> Option<&'a str> {
    let owner = || {
        let owner = pod.metadata.controller()?;
        let stored = store.object(&ObjectRef::new(owner.kind, owner.name.clone()))?;
        Object::meta(stored).annotation(annotation)
    };
    pod.metadata.annotation(annotation).or_else(owner)
}

/// Reads `1m30s`; `Some(None)` is `never`, `None` is not understood.
fn parse(text: &str) -> Option<Option<u64>> {
    if text == "never" {
        return Some(None);
    }
    let (mut rest, mut total) = (text, 0_u64);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let (number, unit) = rest.split_at(digits);
        let letters = unit.find(|c: char| c.is_ascii_digit()).unwrap_or(unit.len());
        let (unit, next) = unit.split_at(letters);
        let factor = match unit {
            "ms" => 1,
            "s" => 1000,
            "m" => 60_000,
            "h" => 3_600_000,
            _ => return None,
        };
        total = total.checked_add(number.parse::<u32>().map(u64::from).ok()? * factor)?;
        rest = next;
    }
    (!text.is_empty()).then_some(Some(total))
}

/// A span as Go writes it: `1.5s`, `800ms`, `1m0s`.
pub fn go_text(ms: u64) -> String {
    let (minutes, seconds, rest) = (ms / 60_000, ms / 1000 % 60, ms % 1000);
    let fraction = match rest {
        0 => String::new(),
        _ => format!(".{rest:03}").trim_end_matches('0').to_owned(),
    };
    match (minutes, ms) {
        (0, 1..1000) => format!("{ms}ms"),
        (0, _) => format!("{seconds}{fraction}s"),
        _ => format!("{minutes}m{seconds}{fraction}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_read_and_written() {
        for (text, ms) in [("800ms", 800), ("3s", 3000), ("1m30s", 90_000), ("1m500ms", 60_500)] {
            assert_eq!(parse(text), Some(Some(ms)), "{text}");
        }
        assert_eq!(parse("never"), Some(None));
        for text in ["", "3", "s", "3 s", "99999999999s"] {
            assert_eq!(parse(text), None, "{text}");
        }
        for (ms, text) in [(0, "0s"), (800, "800ms"), (1500, "1.5s"), (60_000, "1m0s")] {
            assert_eq!(go_text(ms), text);
        }
    }

    #[test]
    fn chance_stays_within_its_bounds_and_belongs_to_the_pod() {
        let (store, config) = (Store::default(), Config::default());
        let spans: Vec<u64> = (1..200)
            .map(|uid| {
                let mut pod = Pod::default();
                pod.metadata.uid = crate::api::Uid(uid);
                duration_ms(&store, &config, &pod, Duration::Ready).expect("it ends")
            })
            .collect();
        assert!(spans.iter().all(|ms| (1500..=2500).contains(ms)), "{spans:?}");
        assert!(spans.iter().any(|ms| *ms < 1700) && spans.iter().any(|ms| *ms > 2300));
    }
}
