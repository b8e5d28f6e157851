//! Waiting longer after each failure (rule K8).
//! Models `client-go/util/flowcontrol/backoff.go`.

use crate::api::{Release, Time};

/// How long the first wait is, and the longest; in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackOff {
    /// The first wait.
    pub initial_ms: u64,
    /// The longest wait.
    pub max_ms: u64,
    /// How long nothing may fail until all is forgotten.
    pub calm_ms: u64,
}

impl BackOff {
    /// The kubelet's, for crashed containers and for images: 10 s, 20 s … 300 s.
    pub const KUBELET: Self = Self { initial_ms: 10_000, max_ms: 300_000, calm_ms: 600_000 };
    /// The same with `ReduceDefaultCrashLoopBackOffDecay`, for containers: 1 s, 2 s … 60 s.
    pub const REDUCED: Self = Self { initial_ms: 1_000, max_ms: 60_000, calm_ms: 600_000 };

    /// That of crashed containers.
    pub const fn of_containers(release: Release) -> Self {
        if release.reduced_crash_loop_back_off() { Self::REDUCED } else { Self::KUBELET }
    }
}

/// What is remembered of one key: its wait, and when that was set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failures {
    delay_ms: u64,
    updated: Time,
}

impl Failures {
    /// The wait that counts now, in milliseconds; 0 before the first failure.
    pub fn delay_ms(&self) -> u64 {
        self.delay_ms
    }

    /// Counts one more failure: the wait doubles, or starts over after a long calm.
    pub fn next(&mut self, back_off: BackOff, now: Time) {
        self.delay_ms = if self.delay_ms == 0 || self.is_expired(back_off, now) {
            back_off.initial_ms
        } else {
            (self.delay_ms * 2).min(back_off.max_ms)
        };
        self.updated = now;
    }

    /// Until when to wait after a failure at `failed`; `None` if there is no need to.
    pub fn wait_until(&self, back_off: BackOff, failed: Time) -> Option<Time> {
        let waits = self.delay_ms > 0 && !self.is_expired(back_off, failed);
        waits.then(|| failed.after_ms(self.delay_ms))
    }

    /// Whether so much time went by without a failure that all is forgotten.
    pub fn is_expired(&self, back_off: BackOff, now: Time) -> bool {
        now.since_ms(self.updated) > back_off.calm_ms
    }
}
