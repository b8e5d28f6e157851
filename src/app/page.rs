//! The pages of the application.

/// What the page shows. Lessons and the laboratory share stage, player and inspector; only what
/// stands beside them differs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The chapters.
    #[default]
    Learn,
    /// One's own experiments.
    Lab,
    /// Both kinds on one sheet, to print.
    CheatSheet,
}

impl Page {
    /// Those that the header leads to, in its order.
    pub const ALL: &'static [Self] = &[Self::Learn, Self::Lab, Self::CheatSheet];

    /// The address that leads there.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Learn => "#/learn",
            Self::Lab => "#/lab",
            Self::CheatSheet => "#/cheat-sheet",
        }
    }

    /// Whether it has the stage with all that belongs to it.
    pub const fn has_stage(self) -> bool {
        !matches!(self, Self::CheatSheet)
    }
}
