//! What people count on, of the Pods themselves, in every state on the way.
//!
//! The invariants say what a controller does with what it knows, which may be old. This is what it
//! comes to: so many Pods are available, less one for each fault.

use crate::situation::Situation;
use crate::state::State;
use cattle_and_pets::api::Pod;

/// What is promised and not kept.
pub fn check(situation: &Situation, state: &State) -> Result<(), String> {
    let Some(least) = situation.least_available else { return Ok(()) };
    let pods = state.cluster.store().list::<Pod>();
    let available = pods.filter(|pod| pod.is_running_and_ready() && pod.is_active()).count();
    let least = least - i32::from(state.faults);
    if available as i32 >= least {
        return Ok(());
    }
    let faults = state.faults;
    Err(format!("{available} Pods are available after {faults} faults, {least} are promised"))
}
