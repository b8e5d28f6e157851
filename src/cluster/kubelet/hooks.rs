//! What containers do before they are asked to end: their `preStop` hooks (rule K6).
//!
//! The hooks of a Pod's containers run side by side, and SIGTERM comes when the longest has ended.
//! `postStart` hooks are not modelled.

use super::durations::{Duration, said_ms};
use super::images::stage_ms;
use super::reference;
use crate::api::Pod;
use crate::api::pod::Hook;
use crate::cluster::Turn;

/// Whether any container has one.
pub fn has_pre_stop(pod: &Pod) -> bool {
    pod.spec.containers.iter().any(|container| container.pre_stop().is_some())
}

/// How long they take, in milliseconds; `None` for ever. Those that fail say so, and take no time.
pub fn pre_stop_ms(turn: &mut Turn, pod: &Pod) -> Option<u64> {
    let hooks = || pod.spec.containers.iter().filter_map(|container| container.pre_stop());
    for _ in hooks().filter(|hook| *hook == Hook::Unsupported) {
        turn.warning(reference(pod), "FailedPreStopHook", "PreStopHook failed");
    }
    hooks().try_fold(0, |longest, hook| Some(longest.max(ms(turn, pod, hook)?)))
}

/// The manifest's own time, unless an annotation knows better; and it is exact.
fn ms(turn: &Turn, pod: &Pod, hook: Hook) -> Option<u64> {
    match hook {
        Hook::Sleep { seconds } => Some(seconds.saturating_mul(1000)),
        Hook::Unsupported => Some(0),
        Hook::Runs { sleeps_seconds } => match sleeps_seconds {
            Some(seconds) if said_ms(&turn.cache, pod, Duration::PreStop).is_none() => {
                Some(seconds.saturating_mul(1000))
            }
            _ => stage_ms(turn, pod, Duration::PreStop),
        },
    }
}
