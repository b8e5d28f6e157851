//! The header's strings.

use crate::app::Theme;

/// The header's strings.
pub struct Text {
    /// The product's name.
    pub name: &'static str,
    /// Of the choice of releases.
    pub release: &'static str,
    /// Before the release.
    pub kubernetes: &'static str,
    /// Of the button that changes the colours.
    pub theme: fn(Theme) -> &'static str,
    /// Of the button that opens help.
    pub help: &'static str,
    /// Of the button that opens the dialog for one's own manifest.
    pub manifest: &'static str,
}

/// English.
pub const EN: Text = Text {
    name: "Cattle & Pets",
    release: "Kubernetes release",
    kubernetes: "Kubernetes",
    theme: |theme| match theme {
        Theme::System => "Colours: as the system",
        Theme::Light => "Colours: light",
        Theme::Dark => "Colours: dark",
    },
    help: "Help and settings",
    manifest: "Your own manifest",
};
