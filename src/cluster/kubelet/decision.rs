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
        pod: Name,
        claim: Name,
        /// The node that has it.
        node: Name,
        /// The Pod that uses it there; `None` if that is gone and the node does not answer.
        holder: Option<Name>,
        wait_ms: Option<u64>,
    },
    /// The node fetches the image.
    Pulling { pod: Name, image: Name, node: Name, ms: Option<u64> },
    /// The image did not come.
    PullFailed { pod: Name, image: Name, retry_ms: u64 },
    /// The next try is some time off.
    PullBacksOff { pod: Name, image: Name, retry_ms: u64 },
    /// The containers are created; the image was just pulled, or was there already.
    Creating { pod: Name, pulled: Option<Name>, ms: Option<u64> },
    /// The containers run; with a probe it is ready only when that says so.
    Started { pod: Name, probed: bool, ready_ms: Option<u64> },
    /// The readiness probe has failed for the first time.
    ProbeFailed { pod: Name },
    /// The readiness probe has said yes.
    Ready { pod: Name },
    /// The readiness probe has said no so many times in a row.
    NotReady { pod: Name, failures: u32 },
    /// The status is put right after somebody else had changed it.
    ReportsAgain { pod: Name, ready: bool },
    /// A container has ended.
    Exited { pod: Name, exit_code: i32, restarts: bool },
    /// It was started again.
    Restarted { pod: Name, restarts: u32, probed: bool, ready_ms: Option<u64> },
    /// It is started again only after a while.
    BacksOff { pod: Name, delay_ms: u64, wait_ms: u64, restarts: u32 },
    /// SIGTERM was sent.
    Stopping { pod: Name, wanted_ms: Option<u64>, grace_seconds: u32 },
    /// Nothing runs any more.
    Stopped { pod: Name, killed: bool },
    /// The application stops, or goes on, answering its probes, because somebody said so.
    Silenced { pod: Name, silent: bool },
    /// The image cannot be pulled, or can again, because somebody said so.
    ImageBroken { image: Name, broken: bool },
    /// The next image of the workload is going to be broken, or is not after all.
    NextImageBroken { object: ObjectRef, broken: bool },
    /// The hand that drives it said so.
    Told { pod: Name, to: KubeletMove },
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
            | Self::Ready { .. }
            | Self::NotReady { .. }
            | Self::Silenced { .. } => "K5",
            Self::ReportsAgain { .. } => "K4",
            Self::Exited { .. } | Self::BacksOff { .. } => "K8",
            Self::Restarted { .. } => "K7",
            Self::Stopping { .. } | Self::Stopped { .. } => "K6",
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
        let span = |label, ms: &Option<u64>| {
            vec![(label, ms.map_or_else(|| "never".to_owned(), go_text))]
        };
        match self {
            Self::WaitsForVolume { wait_ms: Some(ms), .. } => span("detached in", &Some(*ms)),
            Self::Pulling { ms, .. } => span("pull takes", ms),
            Self::PullFailed { retry_ms, .. } | Self::PullBacksOff { retry_ms, .. } => {
                span("tried again in", &Some(*retry_ms))
            }
            Self::Creating { ms, .. } => span("start takes", ms),
            Self::Started { probed: true, ready_ms, .. } => span("ready in", ready_ms),
            Self::NotReady { failures, .. } => vec![("failureThreshold", failures.to_string())],
            Self::Exited { exit_code, .. } => vec![("exitCode", exit_code.to_string())],
            Self::Restarted { restarts, .. } => vec![("restartCount", restarts.to_string())],
            Self::BacksOff { delay_ms, wait_ms, restarts, .. } => vec![
                ("restartCount", restarts.to_string()),
                ("back-off", go_text(*delay_ms)),
                ("started again in", go_text(*wait_ms)),
            ],
            Self::Stopping { wanted_ms, grace_seconds, .. } => vec![
                ("application takes", wanted_ms.map_or_else(|| "for ever".to_owned(), go_text)),
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
            _ => None,
        }
    }
}
