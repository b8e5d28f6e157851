//! What the scheduler counts with (rule P1).

use crate::api::meta::StringMap;
use crate::api::quantity;

/// What the scheduler sets aside on a node, for one Pod or for several.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Requests {
    /// How many Pods.
    pub pods: i64,
    /// Thousandths of a core.
    pub cpu_milli: i64,
    /// Bytes.
    pub memory_bytes: i64,
}

impl Requests {
    /// Both together.
    pub fn plus(self, other: Self) -> Self {
        self.merge(other, i64::saturating_add)
    }

    /// What is left without the other.
    pub fn minus(self, other: Self) -> Self {
        self.merge(other, i64::saturating_sub)
    }

    fn merge(self, other: Self, with: fn(i64, i64) -> i64) -> Self {
        Self {
            pods: with(self.pods, other.pods),
            cpu_milli: with(self.cpu_milli, other.cpu_milli),
            memory_bytes: with(self.memory_bytes, other.memory_bytes),
        }
    }

    pub(super) fn of_container(requests: &StringMap) -> Self {
        let cpu = requests.get("cpu").and_then(|text| quantity::milli(text));
        let memory = requests.get("memory").and_then(|text| quantity::whole(text));
        Self { pods: 0, cpu_milli: cpu.unwrap_or(0), memory_bytes: memory.unwrap_or(0) }
    }
}
