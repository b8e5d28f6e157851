//! The names of a StatefulSet's Pods in the DNS, and whether each is published.

use super::flag;
use crate::scene::DnsName;
use crate::ui::shared::text;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// Up to so many names are written out in full.
const IN_FULL: usize = 3;

/// The names, in full if there are few, otherwise without what they have in common.
pub fn dns(names: &[DnsName]) -> Html {
    let in_full = names.len() <= IN_FULL;
    let common = names.first().and_then(|it| it.name.split_once('.')).map(|it| it.1);
    let name = |it: &DnsName| {
        let is_published = it.address.is_some();
        let address = match &it.address {
            Some(address) => html! { <span>{ "→ " }{ text(address) }</span> },
            None => html! { <span>{ TEXT.stage.unpublished }</span> },
        };
        html! {
            <li key={it.name.clone()} data-published={flag(is_published)}>
                <code>{ if in_full { it.name.clone().into() } else { text(&it.pod) } }</code>
                { address }
            </li>
        }
    };
    html! {
        <div class="dns" data-part="dns" data-short={flag(!in_full)}>
            if !in_full {
                <code>{ common.map(|common| format!("*.{common}")) }</code>
            }
            <ul aria-label={TEXT.stage.dns}>{ for names.iter().map(name) }</ul>
        </div>
    }
}
