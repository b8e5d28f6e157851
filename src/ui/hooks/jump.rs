//! Whether the moment shown was reached by a jump.

use yew::prelude::*;

/// Whether the frame of that index was reached from one that is not its neighbour: then everything
/// changes at once, and motion would only show what never happened.
#[hook]
pub fn use_jump(frame: usize) -> bool {
    let known = use_mut_ref(|| (frame, frame));
    let (before, shown) = *known.borrow();
    // The answer stays the same until another frame is shown, however often this is drawn.
    let before = if shown == frame { before } else { shown };
    *known.borrow_mut() = (before, frame);
    before.abs_diff(frame) > 1
}
