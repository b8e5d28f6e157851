//! The header's strings.

use crate::app::{Page, Theme};
use crate::language::Phrase;

/// The header's strings.
pub struct Text {
    /// The product's name.
    pub name: &'static str,
    /// Of the list of pages.
    pub pages: Phrase,
    /// A page's name.
    pub page: fn(Page) -> Phrase,
    /// Of the page with what the tests found.
    pub truth: Phrase,
    /// Opens what has no room in a narrow header.
    pub menu: Phrase,
    /// Of the choice of releases.
    pub release: Phrase,
    /// Before the release.
    pub kubernetes: &'static str,
    /// Of the button that changes the colours.
    pub theme: fn(Theme) -> Phrase,
    /// Of the button that opens help.
    pub help: Phrase,
    /// Of the button that opens the dialog for one's own manifest.
    pub manifest: Phrase,
    /// Of the button that copies a link.
    pub share: Phrase,
    /// What it copies.
    pub share_hint: Phrase,
    /// The link was copied.
    pub shared: Phrase,
    /// It could not be copied.
    pub not_shared: Phrase,
}

/// English.
pub const EN: Text = Text {
    name: "Cattle & Pets",
    pages: Phrase("Pages"),
    page: |page| match page {
        Page::Learn => Phrase("Learn"),
        Page::Lab => Phrase("Lab"),
        Page::CheatSheet => Phrase("Cheat sheet"),
    },
    truth: Phrase("How true is this?"),
    menu: Phrase("Menu"),
    release: Phrase("Kubernetes release"),
    kubernetes: "Kubernetes",
    theme: |theme| match theme {
        Theme::System => Phrase("Colours: as the system"),
        Theme::Light => Phrase("Colours: light"),
        Theme::Dark => Phrase("Colours: dark"),
    },
    help: Phrase("Help and settings"),
    manifest: Phrase("Your own manifest"),
    share: Phrase("Share"),
    share_hint: Phrase("Copy a link to this very moment"),
    shared: Phrase("The link to this moment is copied."),
    not_shared: Phrase("This browser does not let us copy: the address bar has the link."),
};
