//! The guide's strings.

/// The guide's strings.
pub struct Text {
    /// The heading.
    pub title: &'static str,
}

/// English.
pub const EN: Text = Text { title: "One cluster, two kinds of workload" };
