//! The header: the name, the release, the settings.

use super::language::language_choice;
use crate::api::Release;
use crate::app::{Action, Dialog, Page, Theme};
use crate::ui::hooks::link_to;
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use crate::ui::widgets::{Copy, IconButton, Shape, icon, icon_button, select};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// Names what is folded away in a narrow header.
const MENU: &str = "menu";

/// The header.
pub fn header(store: &Store) -> Html {
    let text = &TEXT.header;
    let state = &store.state;
    // The newest first: that is what people look for.
    let releases: Vec<Release> = Release::ALL.iter().rev().copied().collect();
    let names: Vec<AttrValue> = releases.iter().map(|it| it.to_string().into()).collect();
    let chosen = releases.iter().position(|release| *release == state.scenario.release);
    let choose = store.callback(move |index: usize| Action::SetRelease(releases[index]));
    let change_theme = store.on(Action::SetTheme(next(state.theme)));
    let theme = IconButton::new(Shape::Theme, (text.theme)(state.theme), change_theme);
    let show_help = store.on(Action::Show(Some(Dialog::Help)));
    let help = IconButton::new(Shape::Help, text.help, show_help);
    html! {
        <header class="header">
            <p class="brand">
                { logo() }
                { text.name }
            </p>
            <button
                type="button"
                class="button menu-button"
                data-kind="quiet"
                popovertarget={MENU}
                aria-label={text.menu}
            >
                { icon(Shape::Menu) }
            </button>
            <div id={MENU} class="header-menu" popover="auto">
                { pages(state.page) }
                if state.page.has_stage() {
                    <span class="release">
                        <span aria-hidden="true">{ text.kubernetes }</span>
                        { select(text.release, &names, chosen.unwrap_or(0), choose) }
                    </span>
                }
                if state.page == Page::Lab {
                    <button
                        type="button"
                        class="button"
                        onclick={store.on(Action::Show(Some(Dialog::Manifest)))}
                    >
                        { text.manifest }
                    </button>
                }
                if state.page.has_stage() {
                    <Copy
                        label={text.share}
                        hint={text.share_hint}
                        text={link(store)}
                        copied={text.shared}
                        not_copied={text.not_shared}
                    />
                }
                { language_choice(store) }
                { icon_button(theme) }
                { icon_button(help) }
            </div>
        </header>
    }
}

/// The link to the moment that is shown.
fn link(store: &Store) -> Callback<(), String> {
    let state = store.state.clone();
    Callback::from(move |()| link_to(&state))
}

/// The way to the other pages. Where the header is narrow it closes behind the person.
fn pages(shown: Page) -> Html {
    let link = |page: &Page| {
        let current = (*page == shown).then_some("page");
        html! {
            <a href={page.address()} aria-current={current}>{ (TEXT.header.page)(*page) }</a>
        }
    };
    html! {
        <nav class="pages" aria-label={TEXT.header.pages} onclick={close}>
            { for Page::ALL.iter().map(link) }
            <a href="truth.html">{ TEXT.header.truth }</a>
        </nav>
    }
}

fn close(event: MouseEvent) {
    let menu = event.target_dyn_into::<Element>().and_then(|it| it.closest("[popover]").ok());
    if let Some(menu) = menu.flatten().and_then(|it| it.dyn_into::<HtmlElement>().ok()) {
        // Where the header is wide it is not open.
        let _ = menu.hide_popover();
    }
}

fn next(theme: Theme) -> Theme {
    let at = Theme::ALL.iter().position(|it| *it == theme).unwrap_or(0);
    Theme::ALL[(at + 1) % Theme::ALL.len()]
}

/// An ear tag and a kennel.
fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
            <path data-kind="cattle" d="M3 4.5h8.5V13L7.2 17.5 3 13z" />
            <circle data-kind="hole" cx="7.2" cy="7.6" r="1.4" />
            <path data-kind="pets" d="M13 10.5 17 6l4.5 4.5V20H13z" />
            <rect data-kind="hole" x="16" y="14.2" width="2.6" height="5.8" />
        </svg>
    }
}
