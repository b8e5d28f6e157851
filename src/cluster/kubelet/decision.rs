//! Why a kubelet did what it did.

use super::durations::go_text;
use crate::api::{Kind, Name, ObjectRef};
use crate::cluster::KubeletMove;
use crate::cluster::decision::{Explain, Number};

/// Why it did what it did. Spans are milliseconds; `None` means that time alone does not bring it.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// Another node has a volume of the Pod.
    WaitsForVolume {
        /// The Pod.
        pod: Name,
        /// The claim whose volume it is.
        claim: Name,
        /// The node that has it.
        node: Name,
        /// The Pod that uses it there; `None` if that is gone and the node does not answer.
        holder: Option<Name>,
        /// Until it is over.
        wait_ms: Option<u64>,
    },
    /// The node fetches the image.
    Pulling {
        /// The Pod.
        pod: Name,
        /// The image.
        image: Name,
        /// The node.
        node: Name,
        /// How long it takes.
        ms: Option<u64>,
    },
    /// The image did not come.
    PullFailed {
        /// The Pod.
        pod: Name,
        /// The image.
        image: Name,
        /// Until the next try.
        retry_ms: u64,
    },
    /// The next try is some time off.
    PullBacksOff {
        /// The Pod.
        pod: Name,
        /// The image.
        image: Name,
        /// Until the next try.
        retry_ms: u64,
    },
    /// The containers are created; the image was just pulled, or was there already.
    Creating {
        /// The Pod.
        pod: Name,
        /// The image that was just pulled; `None` if it was there already.
        pulled: Option<Name>,
        /// How long it takes.
        ms: Option<u64>,
    },
    /// The containers run; with a probe it is ready only when that says so.
    Started {
        /// The Pod.
        pod: Name,
        /// Whether it has a readiness probe.
        probed: bool,
        /// Until the probe says yes.
        ready_ms: Option<u64>,
    },
    /// The readiness probe has failed for the first time, which changes nothing yet.
    ProbeFailed {
        /// The Pod.
        pod: Name,
        /// Failures in a row that would end its readiness; `None` if it is not ready anyway.
        threshold: Option<u64>,
    },
    /// The application looks for another Pod by its name, and does not answer its probe before.
    LooksFor {
        /// The Pod.
        pod: Name,
        /// The Pod whose name is not in the DNS.
        peer: Name,
    },
    /// The application has found all that it looked for.
    FoundPeers {
        /// The Pod.
        pod: Name,
    },
    /// The readiness probe has said yes.
    Ready {
        /// The Pod.
        pod: Name,
    },
    /// The readiness probe has said no so many times in a row.
    NotReady {
        /// The Pod.
        pod: Name,
        /// So many times.
        failures: u64,
    },
    /// The status is put right after somebody else had changed it.
    ReportsAgain {
        /// The Pod.
        pod: Name,
        /// Whether it is ready.
        ready: bool,
    },
    /// A container has ended.
    Exited {
        /// The Pod.
        pod: Name,
        /// 0 is well.
        exit_code: i32,
        /// Whether its kubelet will start it again.
        restarts: bool,
    },
    /// It was started again.
    Restarted {
        /// The Pod.
        pod: Name,
        /// How often, this time included.
        restarts: u32,
        /// Whether it has a readiness probe.
        probed: bool,
        /// Until the probe says yes.
        ready_ms: Option<u64>,
    },
    /// It is started again only after a while.
    BacksOff {
        /// The Pod.
        pod: Name,
        /// The back-off, counted from the exit.
        delay_ms: u64,
        /// Until it is over.
        wait_ms: u64,
        /// How often it was started again so far.
        restarts: u32,
    },
    /// It is going to end, and its `preStop` hooks run first.
    PreStop {
        /// The Pod.
        pod: Name,
        /// How long they take; `None` for ever.
        ms: Option<u64>,
        /// How long it is given in all.
        grace_seconds: u32,
    },
    /// SIGTERM was sent.
    Stopping {
        /// The Pod.
        pod: Name,
        /// How long the application takes to end.
        wanted_ms: Option<u64>,
        /// What is left of its time.
        left_ms: u64,
        /// How long it was given in all.
        grace_seconds: u32,
    },
    /// Nothing runs any more.
    Stopped {
        /// The Pod.
        pod: Name,
        /// Whether it had to be killed.
        killed: bool,
    },
    /// The application stops, or goes on, answering its probes, because somebody said so.
    Silenced {
        /// The Pod.
        pod: Name,
        /// Whether it stops.
        silent: bool,
    },
    /// The image cannot be pulled, or can again, because somebody said so.
    ImageBroken {
        /// The image.
        image: Name,
        /// Whether it cannot be pulled.
        broken: bool,
    },
    /// The next image of the workload is going to be broken, or is not after all.
    NextImageBroken {
        /// The workload.
        object: ObjectRef,
        /// Whether it is going to be.
        broken: bool,
    },
    /// The hand that drives it said so.
    Told {
        /// The Pod.
        pod: Name,
        /// What becomes of it.
        to: KubeletMove,
    },
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        Some(match self {
            Self::WaitsForVolume { .. } => "V3",
            Self::Pulling { .. }
            | Self::PullFailed { .. }
            | Self::PullBacksOff { .. }
            | Self::Creating { .. } => "K2",
            Self::Started { .. }
            | Self::ProbeFailed { .. }
            | Self::LooksFor { .. }
            | Self::FoundPeers { .. }
            | Self::Ready { .. }
            | Self::NotReady { .. }
            | Self::Silenced { .. } => "K5",
            Self::ReportsAgain { .. } => "K4",
            Self::Exited { .. } | Self::BacksOff { .. } => "K8",
            Self::Restarted { .. } => "K7",
            Self::PreStop { .. } | Self::Stopping { .. } | Self::Stopped { .. } => "K6",
            Self::ImageBroken { .. } | Self::NextImageBroken { .. } => return None,
            Self::Told { to, .. } => match to {
                KubeletMove::Running | KubeletMove::ImageError => "K2",
                KubeletMove::Ready | KubeletMove::Unready => "K5",
                KubeletMove::Restart(_) => "K7",
                KubeletMove::Finished { .. } => "K1",
                KubeletMove::Terminated => "K6",
            },
        })
    }

    fn numbers(&self) -> Vec<Number> {
        let for_ever = |ms: &Option<u64>| ms.map_or_else(|| "for ever".to_owned(), go_text);
        let span =
            |label, ms: &Option<u64>| vec![(label, ms.map_or_else(|| "never".to_owned(), go_text))];
        match self {
            Self::WaitsForVolume { wait_ms: Some(ms), .. } => span("detached in", &Some(*ms)),
            Self::Pulling { ms, .. } => span("pull takes", ms),
            Self::PullFailed { retry_ms, .. } | Self::PullBacksOff { retry_ms, .. } => {
                span("tried again in", &Some(*retry_ms))
            }
            Self::Creating { ms, .. } => span("start takes", ms),
            Self::Started { probed: true, ready_ms, .. } => span("ready in", ready_ms),
            Self::ProbeFailed { threshold: Some(threshold), .. } => {
                vec![("failureThreshold", threshold.to_string())]
            }
            Self::NotReady { failures, .. } => vec![("failureThreshold", failures.to_string())],
            Self::Exited { exit_code, .. } => vec![("exitCode", exit_code.to_string())],
            Self::Restarted { restarts, .. } => vec![("restartCount", restarts.to_string())],
            Self::BacksOff { delay_ms, wait_ms, restarts, .. } => vec![
                ("restartCount", restarts.to_string()),
                ("back-off", go_text(*delay_ms)),
                ("started again in", go_text(*wait_ms)),
            ],
            Self::PreStop { ms, grace_seconds, .. } => vec![
                ("preStop takes", for_ever(ms)),
                ("terminationGracePeriodSeconds", grace_seconds.to_string()),
            ],
            Self::Stopping { wanted_ms, left_ms, grace_seconds, .. } => vec![
                ("application takes", for_ever(wanted_ms)),
                ("time left", go_text(*left_ms)),
                ("terminationGracePeriodSeconds", grace_seconds.to_string()),
            ],
            _ => Vec::new(),
        }
    }

    fn waits_for(&self) -> Option<ObjectRef> {
        match self {
            Self::WaitsForVolume { holder: Some(pod), .. } => {
                Some(ObjectRef::new(Kind::Pod, pod.clone()))
            }
            Self::WaitsForVolume { node, .. } => Some(ObjectRef::new(Kind::Node, node.clone())),
            Self::LooksFor { peer, .. } => Some(ObjectRef::new(Kind::Pod, peer.clone())),
            _ => None,
        }
    }
}
