//! The page's frame: which panel stands where.

use super::hooks::{
    linked, saved, spoken, use_address, use_jump, use_keys, use_playback, use_run_ahead,
    use_settings, use_speech,
};
use super::inspector::Inspector;
use super::panels::{Dialogs, Futures, Header, Intro, LanguageMissing, More, Player};
use super::shared::Shared;
use super::stage::Stage;
use super::store::{use_action, use_new_store};
use super::text::TEXT;
use crate::app::{Action, AppState, Place};
use std::rc::Rc;
use yew::prelude::*;

/// The whole page.
#[component]
pub fn Root() -> Html {
    let store = use_new_store(|| spoken(saved(linked(AppState::new()))));
    use_run_ahead(&store);
    use_playback(&store);
    use_keys(&store);
    use_settings(&store);
    use_speech(&store);
    use_address(&store);
    let state = &*store.state;
    let frames = (Shared(state.frame_before().clone()), Shared(state.frame().clone()));
    let moment = (frames.clone(), state.position, state.rests_here());
    let scene = use_memo(moment, |_| state.scene());
    // What comes after the moment shown does not concern the inspector: it need not be drawn anew
    // with every piece of the run that is computed.
    let seen = use_memo((frames, state.position), |_| Shared(Rc::clone(&state.timeline)));
    let on_stage = use_action(&store, |it| Action::Command(Place::Stage, vec![it]));
    let on_inspector = use_action(&store, |it| Action::Command(Place::Inspector, vec![it]));
    let on_focus = use_action(&store, Action::Focus);
    let on_jump = use_action(&store, Action::Seek);
    let jumped = use_jump(state.position.frame);
    // What is drawn only when it changes is drawn anew in another language.
    let language = state.speech.spoken.tag();
    let refusal = |place: Place| state.refusal.clone().filter(|it| it.place == place);
    html! {
        <ContextProvider<super::store::Store> context={store.clone()}>
            <div class="root">
                <Header />
                <LanguageMissing />
                <main key={language}>
                    <Intro />
                    <div class="stage-area">
                        <Stage
                            scene={Shared(scene)}
                            playing={state.is_playing()}
                            {jumped}
                            on_command={on_stage}
                            focus={state.focus.clone()}
                            on_focus={on_focus.clone()}
                            refusal={refusal(Place::Stage)}
                        />
                    </div>
                    <More />
                    <div class="inspector-area" data-open={state.sheet.then_some("")}>
                        <button
                            type="button"
                            class="button sheet-close"
                            onclick={store.on(Action::ShowSheet(false))}
                        >
                            { TEXT.close }
                        </button>
                        <Inspector
                            timeline={(*seen).clone()}
                            position={state.position}
                            focus={state.focus.clone()}
                            {on_focus}
                            {on_jump}
                            on_command={on_inspector}
                            refusal={refusal(Place::Inspector)}
                        />
                    </div>
                    <Futures />
                </main>
                <Player key={language} />
                <Dialogs />
            </div>
        </ContextProvider<super::store::Store>>
    }
}
