//! What a kubelet decides, in sentences.

use super::grammar::span;
use crate::cluster::KubeletMove;
use crate::cluster::kubelet::Decision;
use crate::language::say;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::WaitsForVolume { pod, claim, node, holder: Some(holder), .. } => say!(
            "`{pod}` cannot start: `{holder}` still uses `{claim}` on `{node}`, and only one node \
             at a time may have that volume.",
            pod,
            holder,
            claim,
            node
        ),
        Decision::WaitsForVolume { pod, claim, node, wait_ms, .. } => say!(
            "`{pod}` cannot start: the volume of `{claim}` is still attached to `{node}`, which \
             does not answer. It is taken from it {when}.",
            pod,
            claim,
            node,
            when = when(*wait_ms)
        ),
        Decision::Pulling { image, node, ms, .. } => {
            say!("`{node}` pulls `{image}`. The pull ends {when}.", node, image, when = when(*ms))
        }
        Decision::PullFailed { image, retry_ms, .. } => say!(
            "The image `{image}` cannot be pulled. The next try is in {time}.",
            image,
            time = span(*retry_ms)
        ),
        Decision::PullBacksOff { pod, image, retry_ms } => say!(
            "`{pod}` waits before `{image}` is pulled again, in {time}: longer after each failure, \
             up to 5 minutes.",
            pod,
            image,
            time = span(*retry_ms)
        ),
        Decision::Creating { pod, pulled: Some(image), ms } => say!(
            "`{image}` is there. The containers of `{pod}` start {when}.",
            image,
            pod,
            when = when(*ms)
        ),
        Decision::Creating { pod, pulled: None, ms } => say!(
            "The node has the image already. The containers of `{pod}` start {when}.",
            pod,
            when = when(*ms)
        ),
        Decision::Started { pod, probed: false, .. } => {
            say!("`{pod}` runs. It has no `readinessProbe`, so it counts as Ready at once.", pod)
        }
        Decision::Started { pod, ready_ms, .. } => say!(
            "`{pod}` runs, but is not Ready before its readiness probe says so. That will be \
             {when}.",
            pod,
            when = when(*ready_ms)
        ),
        Decision::ProbeFailed { pod, threshold: None } => {
            say!("The readiness probe of `{pod}` fails: the application does not answer yet.", pod)
        }
        Decision::ProbeFailed { pod, threshold: Some(threshold) } => say!(
            "The readiness probe of `{pod}` fails. Only {threshold} failures in a row make it not \
             Ready.",
            pod,
            threshold
        ),
        Decision::LooksFor { pod, peer } => say!(
            "`{pod}` looks for `{peer}` by its name and does not find it. Before it does, it does \
             not answer its readiness probe.",
            pod,
            peer
        ),
        Decision::FoundPeers { pod } => {
            say!("`{pod}` has found the names of all others that it was looking for.", pod)
        }
        Decision::Ready { pod } => {
            say!("The readiness probe of `{pod}` succeeds: `{pod}` is Ready.", pod)
        }
        Decision::NotReady { pod, failures } => say!(
            "The readiness probe of `{pod}` has failed {failures} times in a row: it is not Ready \
             any more. Nothing is restarted for that.",
            pod,
            failures
        ),
        Decision::ReportsAgain { pod, ready: true } => {
            say!("The node answers again: `{pod}` has run all the time and is Ready.", pod)
        }
        Decision::ReportsAgain { pod, ready: false } => {
            say!("The kubelet puts the status of `{pod}` right: it is not Ready.", pod)
        }
        Decision::Exited { pod, exit_code, restarts: true } => say!(
            "The container of `{pod}` ended with exit code {exit_code}. The Pod stays: its kubelet \
             will start the container again.",
            pod,
            exit_code
        ),
        Decision::Exited { pod, exit_code, restarts: false } => say!(
            "The container of `{pod}` ended with exit code {exit_code}, and its `restartPolicy` is \
             `Never`: the Pod has Failed.",
            pod,
            exit_code
        ),
        Decision::Restarted { pod, restarts, .. } => say!(
            "The container of `{pod}` starts again (restart {restarts}): same Pod, same name, same \
             address.",
            pod,
            restarts
        ),
        Decision::BacksOff { pod, wait_ms, .. } => say!(
            "`{pod}` has crashed before, so the kubelet waits {time} before it starts the \
             container again: longer after each crash, up to 5 minutes.",
            pod,
            time = span(*wait_ms)
        ),
        Decision::PreStop { pod, ms, grace_seconds } => {
            pre_stop(pod, *ms, u64::from(*grace_seconds) * 1000)
        }
        Decision::Stopping { pod, wanted_ms, left_ms, .. } => stopping(pod, *wanted_ms, *left_ms),
        Decision::Stopped { pod, killed: false } => {
            say!("Nothing of `{pod}` runs any more: the object is removed.", pod)
        }
        Decision::Stopped { pod, killed: true } => say!(
            "The grace period of `{pod}` is over: it was killed (SIGKILL), and the object is \
             removed.",
            pod
        ),
        Decision::Silenced { pod, silent: true } => {
            say!("The application of `{pod}` stops answering its readiness probe.", pod)
        }
        Decision::Silenced { pod, silent: false } => {
            say!("The application of `{pod}` answers its readiness probe again.", pod)
        }
        Decision::ImageBroken { image, broken: true } => {
            say!("No node can pull `{image}` from now on.", image)
        }
        Decision::ImageBroken { image, broken: false } => {
            say!("`{image}` can be pulled again.", image)
        }
        Decision::NextImageBroken { object, broken: true } => say!(
            "The next image of {kind} `{name}` will not exist.",
            kind = object.kind,
            name = object.name
        ),
        Decision::NextImageBroken { object, broken: false } => say!(
            "The next image of {kind} `{name}` will be fine.",
            kind = object.kind,
            name = object.name
        ),
        Decision::Told { pod, to } => told(pod, to),
    }
}

fn pre_stop(pod: &str, ms: Option<u64>, given_ms: u64) -> String {
    match ms.filter(|ms| *ms < given_ms) {
        Some(ms) => say!(
            "`{pod}` is going to end. Its `preStop` hook comes first and takes {time}: until then \
             it goes on as before, and is not asked to end. That counts against its grace period \
             of {given}.",
            pod,
            time = span(ms),
            given = span(given_ms)
        ),
        None => say!(
            "`{pod}` is going to end. Its `preStop` hook comes first, and takes the whole grace \
             period of {given}: the application itself then has 2 seconds.",
            pod,
            given = span(given_ms)
        ),
    }
}

fn stopping(pod: &str, wanted_ms: Option<u64>, given_ms: u64) -> String {
    let given = span(given_ms);
    match wanted_ms.filter(|ms| *ms <= given_ms) {
        Some(ms) => say!(
            "`{pod}` is asked to end (SIGTERM) and needs {time} for it; it is given up to {given}.",
            pod,
            time = span(ms),
            given
        ),
        None => say!(
            "`{pod}` is asked to end (SIGTERM). It would take too long, so it is killed after its \
             grace period, in {given}.",
            pod,
            given
        ),
    }
}

/// Within a sentence: when it happens, or that time alone will not do it.
fn when(ms: Option<u64>) -> String {
    match ms {
        Some(ms) => say!("in {time}", time = span(ms)),
        None => say!("only if something changes"),
    }
}

fn told(pod: &str, to: &KubeletMove) -> String {
    match to {
        KubeletMove::Running => say!("`{pod}` runs now, but is not Ready yet.", pod),
        KubeletMove::Ready => say!("`{pod}` is Running and Ready now.", pod),
        KubeletMove::Unready => say!("`{pod}` still runs, but is not Ready any more.", pod),
        KubeletMove::Restart(None) => {
            say!("The container of `{pod}` ended and was started again, in the same Pod.", pod)
        }
        KubeletMove::Restart(Some(reason)) => say!(
            "The container of `{pod}` ended and waits to be started again: `{reason}`.",
            pod,
            reason
        ),
        KubeletMove::ImageError => say!("The image of `{pod}` cannot be pulled.", pod),
        KubeletMove::Finished { failed: true, reason, .. } if !reason.is_empty() => say!(
            "`{pod}` has Failed: `{reason}`. Its object stays until somebody deletes it.",
            pod,
            reason
        ),
        KubeletMove::Finished { failed: true, .. } => {
            say!("`{pod}` has Failed. Its object stays until somebody deletes it.", pod)
        }
        KubeletMove::Finished { failed: false, .. } => say!("`{pod}` has Succeeded.", pod),
        KubeletMove::Terminated => {
            say!("All containers of `{pod}` have ended: the object is removed.", pod)
        }
    }
}
