//! The nodes: how many Pods each has, and whether it is heard.

use super::flag;
use super::hands::Hands;
use crate::api::{Kind, ObjectRef};
use crate::scene::NodeTile;
use crate::ui::shared::{text, token};
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The nodes as a strip.
pub fn nodes(tiles: &[NodeTile], hands: &Hands) -> Html {
    html! {
        <section class="nodes" aria-label={TEXT.stage.nodes}>
            <ul>{ for tiles.iter().map(|tile| view(tile, hands)) }</ul>
        </section>
    }
}

fn view(tile: &NodeTile, hands: &Hands) -> Html {
    let object = ObjectRef::new(Kind::Node, tile.name.clone());
    let (state, word) = match (tile.is_ready, tile.is_alive) {
        (false, _) => ("lost", TEXT.stage.node_not_ready),
        (true, false) => ("silent", TEXT.stage.node_silent),
        (true, true) => ("ready", TEXT.stage.node_ready),
    };
    html! {
        <li
            key={tile.name.to_string()}
            class="node"
            aria-label={format!("{}, {word}", (TEXT.stage.node)(&tile.name))}
            data-state={state}
            data-changed={flag(tile.touched)}
            data-waited={flag(tile.pointed)}
            data-focus={flag(hands.is_on(&object))}
            data-ref={token(&object)}
            data-part="node"
        >
            <button type="button" aria-haspopup="menu" onclick={hands.opener(object)}>
                <b>{ text(&tile.name) }</b>
                <span class="node-state">{ word }</span>
                if tile.is_cordoned {
                    <span class="node-cordoned">{ TEXT.stage.cordoned }</span>
                }
                <span class="node-pods">{ (TEXT.stage.pods)(tile.pods) }</span>
            </button>
        </li>
    }
}
