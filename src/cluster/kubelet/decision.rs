//! Why a kubelet did what it did.

use crate::api::Name;
use crate::cluster::KubeletMove;
use crate::cluster::decision::Explain;

/// Why it did what it did.
#[derive(Clone, Debug, PartialEq)]
pub enum Decision {
    /// The hand that drives it said so.
    Told {
        /// Which Pod.
        pod: Name,
        /// What becomes of it.
        to: KubeletMove,
    },
}

impl Explain for Decision {
    fn rule(&self) -> Option<&'static str> {
        match self {
            Self::Told { to, .. } => Some(match to {
                KubeletMove::Running => "K2",
                KubeletMove::Ready | KubeletMove::Unready => "K5",
                KubeletMove::Restart(_) => "K7",
                KubeletMove::ImageError => "K2",
                KubeletMove::Finished { .. } => "K1",
                KubeletMove::Terminated => "K6",
            }),
        }
    }
}
