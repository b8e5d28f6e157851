//! What the volume binder decides, in sentences.

use crate::cluster::volumes::Decision;
use crate::language::say;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::Bound { claim, volume, .. } => say!(
            "`{claim}` gets the volume `{volume}`. The two belong together for good.",
            claim,
            volume
        ),
        Decision::WaitsForVolume { claim } => {
            say!("`{claim}` is Pending: somebody has to make a volume for it.", claim)
        }
        Decision::NoStorageClass { claim } => say!(
            "`{claim}` stays Pending: its `storageClassName` is empty, so nobody makes a volume \
             for it.",
            claim
        ),
        Decision::InUse { claim, pod, pods: 1 } => {
            say!("`{claim}` stays Terminating: `{pod}` still uses it.", claim, pod)
        }
        Decision::InUse { claim, pod, pods } => say!(
            "`{claim}` stays Terminating: {pods} Pods still use it, `{pod}` for one.",
            claim,
            pod,
            pods
        ),
        Decision::Released { claim, volume: Some(volume) } => say!(
            "No Pod uses `{claim}`: it goes now, and its volume `{volume}` with all data goes too.",
            claim,
            volume
        ),
        Decision::Released { claim, volume: None } => {
            say!("No Pod uses `{claim}`: it goes now.", claim)
        }
    }
}
