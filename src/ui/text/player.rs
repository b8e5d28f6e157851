//! The player's strings.

/// The player's strings.
pub struct Text {
    /// One step on.
    pub step: &'static str,
    /// One step back.
    pub step_back: &'static str,
}

/// English.
pub const EN: Text = Text { step: "Step", step_back: "Step back" };
