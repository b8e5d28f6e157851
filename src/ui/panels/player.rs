//! The player: where on the run we are, and how to move.

use super::caption::Caption;
use super::tracks::Tracks;
use super::transport::Transport;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The player.
#[component]
pub fn Player() -> Html {
    html! {
        <section class="player" data-part="player" aria-label={TEXT.player.name}>
            <Caption />
            <Transport />
            <Tracks />
        </section>
    }
}
