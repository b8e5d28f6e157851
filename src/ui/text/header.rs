//! The header's strings.

/// The header's strings.
pub struct Text {
    /// The product's name.
    pub name: &'static str,
}

/// English.
pub const EN: Text = Text { name: "Cattle & Pets" };
