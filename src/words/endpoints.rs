//! What the EndpointSlice controller decides, in sentences.

use crate::cluster::endpoints::Decision;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    let Decision::Published { service, ready, added, removed, .. } = decision;
    let now = match ready {
        0 => format!("Service `{service}` now leads nowhere: no Pod behind it is Ready."),
        1 => format!("Service `{service}` now leads to one Pod."),
        _ => format!("Service `{service}` now leads to {ready} Pods."),
    };
    match (added.as_slice(), removed.as_slice()) {
        ([], []) => now,
        ([one], []) => format!("{now} `{one}` is Ready and gets traffic."),
        ([], [one]) => format!("{now} `{one}` gets no more traffic."),
        (added, []) => format!("{now} {} more are Ready and get traffic.", added.len()),
        ([], removed) => format!("{now} {} get no more traffic.", removed.len()),
        (added, removed) => {
            format!("{now} {} came, {} went.", added.len(), removed.len())
        }
    }
}
