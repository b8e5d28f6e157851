//! What a kubelet decides, in sentences.

use super::grammar::span;
use crate::cluster::KubeletMove;
use crate::cluster::kubelet::Decision;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::WaitsForVolume { pod, claim, node, holder: Some(holder), .. } => format!(
            "`{pod}` cannot start: `{holder}` still uses `{claim}` on `{node}`, and only one node \
             at a time may have that volume."
        ),
        Decision::WaitsForVolume { pod, claim, node, wait_ms, .. } => format!(
            "`{pod}` cannot start: the volume of `{claim}` is still attached to `{node}`, which \
             does not answer. {}",
            in_time("It is taken from it", *wait_ms)
        ),
        Decision::Pulling { image, node, ms, .. } => {
            in_time(&format!("`{node}` pulls `{image}`: it is there"), *ms)
        }
        Decision::PullFailed { image, retry_ms, .. } => {
            format!("The image `{image}` cannot be pulled. The next try is in {}.", span(*retry_ms))
        }
        Decision::PullBacksOff { pod, image, retry_ms } => format!(
            "`{pod}` waits before `{image}` is pulled again, in {}: longer after each failure, up \
             to 5 minutes.",
            span(*retry_ms)
        ),
        Decision::Creating { pod, pulled: Some(image), ms } => {
            in_time(&format!("`{image}` is there. The containers of `{pod}` start"), *ms)
        }
        Decision::Creating { pod, pulled: None, ms } => in_time(
            &format!("The node has the image already. The containers of `{pod}` start"),
            *ms,
        ),
        Decision::Started { pod, probed: false, .. } => {
            format!("`{pod}` runs. It has no `readinessProbe`, so it counts as Ready at once.")
        }
        Decision::Started { pod, ready_ms, .. } => format!(
            "`{pod}` runs, but is not Ready before its readiness probe says so. {}",
            in_time("That will be", *ready_ms)
        ),
        Decision::ProbeFailed { pod, threshold: None } => {
            format!("The readiness probe of `{pod}` fails: the application does not answer yet.")
        }
        Decision::ProbeFailed { pod, threshold: Some(threshold) } => format!(
            "The readiness probe of `{pod}` fails. Only {threshold} failures in a row make it not \
             Ready."
        ),
        Decision::Ready { pod } => {
            format!("The readiness probe of `{pod}` succeeds: `{pod}` is Ready.")
        }
        Decision::NotReady { pod, failures } => format!(
            "The readiness probe of `{pod}` has failed {failures} times in a row: it is not Ready \
             any more. Nothing is restarted for that."
        ),
        Decision::ReportsAgain { pod, ready: true } => {
            format!("The node answers again: `{pod}` has run all the time and is Ready.")
        }
        Decision::ReportsAgain { pod, ready: false } => {
            format!("The kubelet puts the status of `{pod}` right: it is not Ready.")
        }
        Decision::Exited { pod, exit_code, restarts: true } => format!(
            "The container of `{pod}` ended with exit code {exit_code}. The Pod stays: its kubelet \
             will start the container again."
        ),
        Decision::Exited { pod, exit_code, restarts: false } => format!(
            "The container of `{pod}` ended with exit code {exit_code}, and its `restartPolicy` is \
             `Never`: the Pod has Failed."
        ),
        Decision::Restarted { pod, restarts, .. } => format!(
            "The container of `{pod}` starts again (restart {restarts}): same Pod, same name, same \
             address."
        ),
        Decision::BacksOff { pod, wait_ms, .. } => format!(
            "`{pod}` has crashed before, so the kubelet waits {} before it starts the container \
             again: longer after each crash, up to 5 minutes.",
            span(*wait_ms)
        ),
        Decision::PreStop { pod, ms, grace_seconds } => {
            pre_stop(pod, *ms, u64::from(*grace_seconds) * 1000)
        }
        Decision::Stopping { pod, wanted_ms, left_ms, .. } => stopping(pod, *wanted_ms, *left_ms),
        Decision::Stopped { pod, killed: false } => {
            format!("Nothing of `{pod}` runs any more: the object is removed.")
        }
        Decision::Stopped { pod, killed: true } => format!(
            "The grace period of `{pod}` is over: it was killed (SIGKILL), and the object is \
             removed."
        ),
        Decision::Silenced { pod, silent: true } => {
            format!("The application of `{pod}` stops answering its readiness probe.")
        }
        Decision::Silenced { pod, silent: false } => {
            format!("The application of `{pod}` answers its readiness probe again.")
        }
        Decision::ImageBroken { image, broken: true } => {
            format!("No node can pull `{image}` from now on.")
        }
        Decision::ImageBroken { image, broken: false } => {
            format!("`{image}` can be pulled again.")
        }
        Decision::NextImageBroken { object, broken: true } => {
            format!("The next image of {} `{}` will not exist.", object.kind, object.name)
        }
        Decision::NextImageBroken { object, broken: false } => {
            format!("The next image of {} `{}` will be fine.", object.kind, object.name)
        }
        Decision::Told { pod, to } => told(pod, to),
    }
}

fn pre_stop(pod: &str, ms: Option<u64>, given_ms: u64) -> String {
    match ms.filter(|ms| *ms < given_ms) {
        Some(ms) => format!(
            "`{pod}` is going to end. Its `preStop` hook comes first and takes {}: until then it \
             goes on as before, and is not asked to end. That counts against its grace period of \
             {}.",
            span(ms),
            span(given_ms)
        ),
        None => format!(
            "`{pod}` is going to end. Its `preStop` hook comes first, and takes the whole grace \
             period of {}: the application itself then has 2 seconds.",
            span(given_ms)
        ),
    }
}

fn stopping(pod: &str, wanted_ms: Option<u64>, given_ms: u64) -> String {
    match wanted_ms.filter(|ms| *ms <= given_ms) {
        Some(ms) => format!(
            "`{pod}` is asked to end (SIGTERM) and needs {} for it; it is given up to {}.",
            span(ms),
            span(given_ms)
        ),
        None => format!(
            "`{pod}` is asked to end (SIGTERM). It would take too long, so it is killed after its \
             grace period, in {}.",
            span(given_ms)
        ),
    }
}

/// `… in 3 s.`, or that time alone will not do it.
fn in_time(what: &str, ms: Option<u64>) -> String {
    match ms {
        Some(ms) => format!("{what} in {}.", span(ms)),
        None => format!("{what} only if something changes."),
    }
}

fn told(pod: &str, to: &KubeletMove) -> String {
    match to {
        KubeletMove::Running => format!("`{pod}` runs now, but is not Ready yet."),
        KubeletMove::Ready => format!("`{pod}` is Running and Ready now."),
        KubeletMove::Unready => format!("`{pod}` still runs, but is not Ready any more."),
        KubeletMove::Restart(None) => {
            format!("The container of `{pod}` ended and was started again, in the same Pod.")
        }
        KubeletMove::Restart(Some(reason)) => {
            format!("The container of `{pod}` ended and waits to be started again: `{reason}`.")
        }
        KubeletMove::ImageError => format!("The image of `{pod}` cannot be pulled."),
        KubeletMove::Finished { failed: true, reason, .. } if !reason.is_empty() => {
            format!("`{pod}` has Failed: `{reason}`. Its object stays until somebody deletes it.")
        }
        KubeletMove::Finished { failed: true, .. } => {
            format!("`{pod}` has Failed. Its object stays until somebody deletes it.")
        }
        KubeletMove::Finished { failed: false, .. } => format!("`{pod}` has Succeeded."),
        KubeletMove::Terminated => {
            format!("All containers of `{pod}` have ended: the object is removed.")
        }
    }
}
