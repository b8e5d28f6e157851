//! A shared value, to change.

use std::rc::Rc;

/// The value, to change: a copy of its own if others have it too. `Rc::make_mut` is twice as long,
/// for what is shared weakly, and nothing here is.
pub(super) fn own<T: Clone>(shared: &mut Rc<T>) -> &mut T {
    if Rc::strong_count(shared) > 1 {
        *shared = Rc::new(T::clone(shared));
    }
    Rc::get_mut(shared).expect("nobody else has it")
}
