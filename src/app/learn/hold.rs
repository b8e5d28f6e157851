//! While a question is open there is no future: what it asks about is computed once it is answered,
//! so nothing on the page can tell it before. A run that rests before such a question ends there.

use super::{Phase, is_shown};
use crate::app::{Ahead, AppState};
use crate::lessons::Task;
use std::rc::Rc;

/// Lets the run end where a question is open, or will be when the person goes on; and go on where
/// none is.
pub(super) fn hold(state: &mut AppState) {
    match end(state) {
        Some(end) => cut(state, end),
        None if state.ahead == Ahead::Held => state.ahead = Ahead::Computing,
        None => {}
    }
}

/// The run ends at this frame. What was seen of the rest is kept beside it.
pub(super) fn cut(state: &mut AppState, at: usize) {
    if state.timeline.last() > at {
        Rc::make_mut(&mut state.timeline).cut(at);
        state.ahead = Ahead::Computing;
    }
    if state.ahead == Ahead::Computing {
        let is_settled = state.timeline.is_settled();
        state.ahead = if is_settled { Ahead::Settled } else { Ahead::Held };
    }
}

/// Whether a task asks about what comes after the moment at which it begins.
pub(super) fn asks(task: &Task) -> bool {
    task.predict.is_some() || task.choose.is_some()
}

/// The frame at which the run ends for the present. Whoever has gone on, by a deed on the stage or
/// by an address, is not called back.
fn end(state: &AppState) -> Option<usize> {
    let (open, chapter) = state.learn.chapter().filter(|_| is_shown(state))?;
    let (tasks, timeline) = (&chapter.lesson.tasks, &state.timeline);
    let next = tasks.get(open.task + 1);
    let is_asked_next = next.is_some_and(|next| next.goes_on() && next.predict.is_some());
    let task = tasks.get(open.task)?;
    let end = match open.attempt.phase(task) {
        Phase::Ask if !open.attempt.is_given => open.attempt.began,
        Phase::Ask | Phase::Run if open.attempt.is_before_question(task) => {
            open.attempt.rest(timeline)?
        }
        Phase::Run | Phase::Explain | Phase::Done if is_asked_next => {
            open.attempt.rest(timeline)?
        }
        _ => return None,
    };
    let is_left =
        state.position.frame > end || (timeline.last() > end && timeline.frame(end + 1).is_deed());
    (!is_left).then_some(end)
}

#[cfg(test)]
mod tests {
    use crate::app::learn::tests::{begun, learn, played, scale, then, visit};
    use crate::app::learn::{LearnAction, Phase};
    use crate::app::{Action, Ahead, AppState};

    const LESSON: &str = "\
start: start.yaml
tasks:
- id: early
  give: [scale statefulset/db 1]
  until: terminating db = 1
- id: later
  predict:
    options: [{id: one, when: ready db = 1}, {id: three, when: ready db = 3}]
  until: settled
- id: free
  goals: [ready db = 2]
  solution: [scale statefulset/db 2]
";

    const TEXT: &str = "\
intro: Hello.
tasks:
  early: {title: Early, text: Watch., button: Scale down, after: It goes.}
  later:
    title: Later
    text: Look.
    question: How many stay?
    options: {one: {label: One, feedback: Yes.}, three: {label: Three, feedback: No.}}
    button: Go on
    after: One stays.
  free: {title: Free, text: Two., hints: [Scale.], after: Done.}
remember: All of it.
sources: []
";

    /// The first task done: the run rests in the middle of a scale-down.
    fn rested() -> AppState {
        played(learn(begun(LESSON, TEXT), LearnAction::Give))
    }

    /// The question is open.
    fn asked() -> AppState {
        learn(rested(), LearnAction::Next)
    }

    fn answered() -> AppState {
        learn(learn(asked(), LearnAction::Choose(0)), LearnAction::Commit)
    }

    fn is_held(state: &AppState) -> bool {
        state.ahead == Ahead::Held && state.is_at_end()
    }

    #[test]
    fn a_run_ends_where_it_rests_before_a_question() {
        let state = rested();
        assert!(is_held(&state) && state.learn.phase() == Phase::Done);
        let at = state.position;
        for action in [Action::ToEnd, Action::Step, Action::NextMarker, Action::Play] {
            let state = played(then(state.clone(), action));
            assert!(is_held(&state) && state.position == at);
        }
    }

    #[test]
    fn nothing_comes_after_an_open_question_until_it_is_answered() {
        let state = asked();
        assert!(is_held(&state) && state.learn.phase() == Phase::Ask);
        let state = learn(then(state, Action::StepBack), LearnAction::Choose(0));
        assert_eq!(state.timeline.last(), state.position.frame + 1);
        let returned = visit(visit(state.clone(), "#/lab"), "#/learn");
        assert_eq!(
            (returned.ahead, returned.timeline.last()),
            (Ahead::Held, state.timeline.last())
        );
        let state = learn(returned, LearnAction::Commit);
        assert_eq!((state.learn.phase(), state.ahead), (Phase::Run, Ahead::Settled));
        let state = played(state);
        let attempt = &state.learn.open.as_ref().expect("a chapter").attempt;
        assert_eq!((attempt.right, state.rests_here()), (Some(0), true));
    }

    #[test]
    fn a_question_that_is_asked_again_has_no_future_either() {
        let again = learn(played(answered()), LearnAction::Again);
        assert!(is_held(&again) && again.learn.phase() == Phase::Ask);
        let kept = again.timeline.branches().next().expect("what was seen is kept");
        assert!(kept.last() > again.timeline.last());
    }

    #[test]
    fn in_the_laboratory_the_run_goes_on() {
        for state in [rested(), asked()] {
            let began = state.timeline.last();
            let taken = then(state, Action::TakeToLab);
            assert_eq!((taken.ahead, taken.timeline.last() > began), (Ahead::Settled, true));
        }
    }

    #[test]
    fn who_acts_during_a_question_sees_what_comes_of_it() {
        let state = scale(asked(), 2);
        assert_eq!((state.learn.phase(), state.ahead), (Phase::Ask, Ahead::Settled));
        assert!(played(state).rests_here());
    }

    #[test]
    fn a_task_without_a_question_holds_nothing_up() {
        let state = learn(played(answered()), LearnAction::Next);
        assert_eq!((state.learn.phase(), state.ahead), (Phase::Reach, Ahead::Settled));
        let skipped = learn(asked(), LearnAction::Next);
        assert_eq!((skipped.learn.phase(), skipped.ahead), (Phase::Reach, Ahead::Settled));
    }
}
