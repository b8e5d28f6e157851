//! The player: where on the run we are, and how to move.

use super::caption::caption;
use super::tracks::Tracks;
use super::transport::transport;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The player, anew in each language.
pub fn player(store: &Store) -> Html {
    let language = store.state.speech.spoken.tag();
    html! {
        <section key={language} class="player" data-part="player" aria-label={TEXT.player.name}>
            { caption(store) }
            { transport(store) }
            <Tracks />
        </section>
    }
}
