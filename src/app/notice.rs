//! Why something else is shown than was asked for.

use crate::api::Name;

/// Why an address led elsewhere than it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// There is no such page.
    NoPage,
    /// There is no chapter of that name.
    NoChapter(Name),
    /// The chapter has no task of that name.
    NoTask(Name),
    /// The run does not come to that moment any more, or the address is not understood.
    NoMoment,
}
