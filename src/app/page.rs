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
}

impl Page {
    /// Those that the header leads to, in its order.
    pub const ALL: &'static [Self] = &[Self::Learn, Self::Lab];

    /// The address that leads there.
    pub const fn address(self) -> &'static str {
        match self {
            Self::Learn => "#/learn",
            Self::Lab => "#/lab",
        }
    }
}
