//! What the volume binder decides, in sentences.

use crate::cluster::volumes::Decision;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::Bound { claim, volume, .. } => {
            format!("`{claim}` gets the volume `{volume}`. The two belong together for good.")
        }
        Decision::WaitsForVolume { claim } => {
            format!("`{claim}` is Pending: somebody has to make a volume for it.")
        }
        Decision::NoStorageClass { claim } => format!(
            "`{claim}` stays Pending: its `storageClassName` is empty, so nobody makes a volume \
             for it."
        ),
        Decision::InUse { claim, pod, pods: 1 } => {
            format!("`{claim}` stays Terminating: `{pod}` still uses it.")
        }
        Decision::InUse { claim, pod, pods } => {
            format!("`{claim}` stays Terminating: {pods} Pods still use it, `{pod}` for one.")
        }
        Decision::Released { claim, volume: Some(volume) } => format!(
            "No Pod uses `{claim}`: it goes now, and its volume `{volume}` with all data goes too."
        ),
        Decision::Released { claim, volume: None } => {
            format!("No Pod uses `{claim}`: it goes now.")
        }
    }
}
