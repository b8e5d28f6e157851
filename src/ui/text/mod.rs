//! Every string of the interface, apart from the code that shows it. What is said about the cluster
//! stands in `words`.

pub mod guide;
pub mod header;
pub mod inspector;
pub mod player;
pub mod stage;

/// The strings of one language. Kubernetes' nouns stay as in its API.
pub struct Text {
    /// The header.
    pub header: header::Text,
    /// The column that guides.
    pub guide: guide::Text,
    /// The player.
    pub player: player::Text,
    /// The stage.
    pub stage: stage::Text,
    /// The inspector.
    pub inspector: inspector::Text,
}

/// English.
pub static TEXT: Text = Text {
    header: header::EN,
    guide: guide::EN,
    player: player::EN,
    stage: stage::EN,
    inspector: inspector::EN,
};
