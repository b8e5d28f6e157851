//! The player: where on the run we are, and how to move.

use super::caption::Caption;
use super::tracks::Tracks;
use super::transport::Transport;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The player, anew in each language.
pub fn player(language: &'static str) -> Html {
    html! {
        <section key={language} class="player" data-part="player" aria-label={TEXT.player.name}>
            <Caption />
            <Transport />
            <Tracks />
        </section>
    }
}
