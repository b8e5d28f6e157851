//! What a kubelet decides, in sentences.

use crate::cluster::KubeletMove;
use crate::cluster::kubelet::Decision;

/// One decision as one sentence.
pub fn sentence(decision: &Decision) -> String {
    match decision {
        Decision::Told { pod, to } => told(pod, to),
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
