//! Whether the moment shown was reached by a jump.

use crate::timeline::Frame;
use crate::ui::shared::Shared;
use std::rc::Rc;
use yew::prelude::*;

/// Whether the frame of that index was reached from one that is not its neighbour, or is the first
/// that is shown of a run (a run is known by its start): then everything changes at once, and
/// motion would only show what never happened.
#[hook]
pub fn use_jump(start: &Rc<Frame>, frame: usize) -> bool {
    let known = use_mut_ref(|| None::<(Shared<Frame>, usize, bool)>);
    let now = Shared(start.clone());
    let jumped = match &*known.borrow() {
        // The answer stays the same until another frame is shown, however often this is drawn.
        Some((start, shown, jumped)) if *start == now && *shown == frame => *jumped,
        Some((start, shown, _)) => *start != now || shown.abs_diff(frame) > 1,
        None => true,
    };
    *known.borrow_mut() = Some((now, frame, jumped));
    jumped
}
