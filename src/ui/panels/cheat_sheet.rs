//! Both kinds of workload on one sheet, to look at and to print.

use super::learn::{Voice, failed, skeleton};
use crate::lessons::{Sheet, SheetRow, SheetSection};
use crate::ui::store::Store;
use crate::ui::text::TEXT;
use yew::prelude::*;

/// The sheet.
pub fn cheat_sheet(store: &Store) -> Html {
    let sheet = store.state.learn.sheet.as_ref();
    let voice = Voice { store, began: store.state.timeline.frame(0) };
    let language = store.state.speech.spoken.tag();
    let ready = sheet.and_then(|it| it.ready()).and_then(|it| it.get(language));
    html! {
        <article class="cheat-sheet">
            { match (ready, sheet.and_then(|it| it.failure())) {
                (Some(sheet), _) => view(&voice, sheet),
                (None, Some(failure)) => failed(store, failure),
                (None, None) => skeleton(),
            } }
        </article>
    }
}

fn view(voice: &Voice, sheet: &Sheet) -> Html {
    let print = |_: MouseEvent| {
        // A browser that cannot print does nothing.
        let _ = web_sys::window().map(|window| window.print());
    };
    html! {
        <>
            <header>
                <h1>{ sheet.title.clone() }</h1>
                { voice.say(&sheet.lead) }
                <button type="button" class="button" onclick={print}>{ TEXT.learn.print }</button>
            </header>
            <table>
                <thead>
                    <tr>
                        <td></td>
                        <th scope="col" data-kind="Deployment">{ "Deployment" }</th>
                        <th scope="col" data-kind="StatefulSet">{ "StatefulSet" }</th>
                    </tr>
                </thead>
                { for sheet.sections.iter().map(|it| section(voice, it)) }
            </table>
            <footer>{ voice.say(&sheet.choose) }</footer>
        </>
    }
}

fn section(voice: &Voice, section: &SheetSection) -> Html {
    let row = |row: &SheetRow| {
        html! {
            <tr>
                <th scope="row">{ voice.line(&row.what) }</th>
                <td data-kind="Deployment">{ voice.line(&row.deployment) }</td>
                <td data-kind="StatefulSet">{ voice.line(&row.statefulset) }</td>
            </tr>
        }
    };
    html! {
        <tbody>
            <tr><th scope="rowgroup" colspan="3">{ section.title.clone() }</th></tr>
            { for section.rows.iter().map(row) }
        </tbody>
    }
}
