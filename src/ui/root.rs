//! The page's frame: which panel stands where.

use super::hooks::{use_playback, use_run_ahead};
use super::inspector::Inspector;
use super::panels::{Guide, Header, Player};
use super::shared::Shared;
use super::stage::Stage;
use super::store::use_new_store;
use crate::app::{Action, AppState, Place};
use crate::cluster::Command;
use std::rc::Rc;
use yew::prelude::*;

/// The whole page.
#[component]
pub fn Root() -> Html {
    let store = use_new_store(AppState::new);
    use_run_ahead(&store);
    use_playback(&store);
    let state = &*store.state;
    let frames = (Shared(state.frame_before().clone()), Shared(state.frame().clone()));
    let scene = use_memo((frames, state.position), |_| state.scene());
    let on_command = |place: Place| {
        store.callback(move |command: Command| Action::Command(place.clone(), vec![command]))
    };
    let on_focus = store.callback(Action::Focus);
    let refusal = |place: Place| state.refusal.clone().filter(|it| it.place == place);
    html! {
        <ContextProvider<super::store::Store> context={store.clone()}>
            <div class="root">
                <Header />
                <main>
                    <Guide />
                    <div class="stage-area">
                        <Stage
                            scene={Shared(scene)}
                            playing={state.is_playing()}
                            on_command={on_command(Place::Stage)}
                            focus={state.focus.clone()}
                            on_focus={on_focus.clone()}
                            refusal={refusal(Place::Stage)}
                        />
                    </div>
                    <div class="inspector-area">
                        <Inspector
                            timeline={Shared(Rc::clone(&state.timeline))}
                            position={state.position}
                            focus={state.focus.clone()}
                            on_focus={on_focus}
                            on_jump={store.callback(Action::Seek)}
                            on_command={on_command(Place::Inspector)}
                            refusal={refusal(Place::Inspector)}
                        />
                    </div>
                </main>
                <Player />
            </div>
        </ContextProvider<super::store::Store>>
    }
}
