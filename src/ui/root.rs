//! The page's frame: which panel stands where.

use super::hooks::{
    use_address, use_jump, use_keys, use_later, use_lessons, use_playback, use_progress,
    use_run_ahead, use_settings, use_speech, use_title,
};
use super::inspector::Inspector;
use super::panels::{
    Lesson, More, Parts, cheat_sheet, dialogs, futures, header, intro, language_missing, player,
};
use super::shared::Shared;
use super::stage::Stage;
use super::store::{use_action, use_new_store};
use super::text::TEXT;
use crate::app::{Action, AppState, Page, Place};
use std::rc::Rc;
use yew::prelude::*;

/// What the page begins with.
#[derive(PartialEq, Properties)]
pub struct RootProps {
    /// The state in the beginning.
    pub first: Shared<AppState>,
}

/// The whole page.
#[component]
pub fn Root(props: &RootProps) -> Html {
    let store = use_new_store(|| props.first.0.clone());
    use_run_ahead(&store);
    use_playback(&store);
    use_keys(&store);
    use_settings(&store);
    use_speech(&store);
    use_address(&store);
    use_title(&store);
    use_lessons(&store);
    use_progress(&store);
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
    let jumped = use_jump(state.timeline.frame(0), state.position.frame);
    // What is drawn only when it changes is drawn anew in another language.
    let language = state.speech.spoken.tag();
    // Until the chapter has come there is nothing of it to show.
    let is_there = state.page != Page::Learn || state.learn.chapter().is_some();
    let has_stage = use_later(is_there);
    if !state.page.has_stage() {
        return html! {
            <ContextProvider<super::store::Store> context={store.clone()}>
                <div class="root" data-sheet="">
                    { header(&store) }
                    { language_missing(&store) }
                    <main key="sheet" class="sheet-page">{ cheat_sheet(&store) }</main>
                    { dialogs(&store) }
                </div>
            </ContextProvider<super::store::Store>>
        };
    }
    let in_chapter = state.page == Page::Learn && is_there;
    let phase = in_chapter.then(|| format!("{:?}", state.learn.phase()));
    let refusal = |place: Place| state.refusal.clone().filter(|it| it.place == place);
    html! {
        <ContextProvider<super::store::Store> context={store.clone()}>
            <div class="root" data-phase={phase}>
                { header(&store) }
                { language_missing(&store) }
                <main key={language}>
                    if state.page == Page::Learn {
                        <Lesson />
                    } else {
                        { intro(&store) }
                    }
                    <div class="stage-area">
                        if state.page == Page::Learn && has_stage {
                            <Parts />
                        }
                        if has_stage {
                        <Stage
                            scene={Shared(scene)}
                            playing={state.is_playing()}
                            {jumped}
                            on_command={on_stage}
                            focus={state.focus.clone()}
                            on_focus={on_focus.clone()}
                            refusal={refusal(Place::Stage)}
                        />
                        } else {
                            <div class="stage-skeleton"><i></i><i></i></div>
                        }
                    </div>
                    if state.page == Page::Lab {
                        <More />
                    }
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
                    { futures(&store) }
                </main>
                { player(&store) }
                { dialogs(&store) }
            </div>
        </ContextProvider<super::store::Store>>
    }
}
