//! What the EndpointSlice controller decides, in sentences.

use crate::cluster::endpoints::Decision;
use crate::language::say;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    let Decision::Published { service, ready, added, removed, .. } = decision;
    let now = match ready {
        0 => say!("Service `{service}` now leads nowhere: no Pod behind it is Ready.", service),
        1 => say!("Service `{service}` now leads to one Pod.", service),
        _ => say!("Service `{service}` now leads to {ready} Pods.", service, ready),
    };
    match (added.as_slice(), removed.as_slice()) {
        ([], []) => now,
        ([pod], []) => say!("{now} `{pod}` is Ready and gets traffic.", now, pod),
        ([], [pod]) => say!("{now} `{pod}` gets no more traffic.", now, pod),
        (added, []) => {
            say!("{now} {pods} more are Ready and get traffic.", now, pods = added.len())
        }
        ([], removed) => say!("{now} {pods} get no more traffic.", now, pods = removed.len()),
        (added, removed) => {
            say!("{now} {came} came, {went} went.", now, came = added.len(), went = removed.len())
        }
    }
}
