//! A day that is lived through with a choice.

use super::*;

/// The first option is chosen, and its day is played as far as the question.
fn chosen() -> AppState {
    let state = learn(opened("#/learn/second"), LearnAction::Choose(1));
    assert_eq!(state.scene().lanes[0].head().wanted, 4, "what is chosen is on the stage");
    learn(learn(state, LearnAction::Choose(0)), LearnAction::Commit)
}

#[test]
fn a_day_stops_at_its_question_and_nothing_is_told_before() {
    let state = chosen();
    assert_eq!((state.learn.phase(), state.playing), (Phase::Run, Playing::Yes));
    let state = played(state);
    assert_eq!((state.learn.phase(), state.is_at_end()), (Phase::Ask, true));
    let attempt_here = attempt(&state);
    assert!(!attempt_here.is_judged() && attempt_here.answer.is_none());
    assert_eq!(state.scene().lanes[1].head().wanted, 1, "the hour before it was played");
    assert_eq!(state.scene().lanes[0].head().wanted, 3, "the hour that decides was not");
    assert_eq!(state.timeline.branches().count(), 0, "nor can it be looked up");
    let state = played(then(state, Action::ToEnd));
    assert_eq!(state.learn.phase(), Phase::Ask);
}

#[test]
fn every_option_of_a_choice_has_its_day() {
    let state = learn(played(chosen()), LearnAction::Choose(0));
    let state = learn(state, LearnAction::Commit);
    assert_eq!((state.learn.phase(), attempt(&state).is_judged()), (Phase::Run, false));
    let state = played(state);
    assert_eq!((attempt(&state).choice, attempt(&state).answer), (Some(0), Some(0)));
    assert_eq!(attempt(&state).right, Some(1), "with this choice");
    let days = attempt(&state).days.clone().expect("the days");
    let right: Vec<bool> =
        days.iter().map(|day| day.as_ref().is_some_and(|day| day.is_right())).collect();
    assert_eq!(right, [false, true]);
    assert!(attempt(&state).is_judged() && state.learn.phase() == Phase::Done);
    assert_eq!(state.learn.run_length(&state.timeline), Some(state.timeline.last()));
    let state = learn(state, LearnAction::LookAt(1));
    assert_eq!(state.scene().lanes[0].head().wanted, 4);
    assert_eq!(attempt(&state).choice, Some(0), "looking at it is no choice");
}

#[test]
fn the_answer_to_the_question_of_a_day_follows_from_the_choice() {
    let state = learn(learn(opened("#/learn/second"), LearnAction::Choose(1)), LearnAction::Commit);
    let state = learn(learn(played(state), LearnAction::Choose(0)), LearnAction::Commit);
    let state = played(state);
    assert_eq!(attempt(&state).right, Some(0));
    let again = learn(state, LearnAction::Again);
    assert_eq!((again.learn.phase(), attempt(&again).choice), (Phase::Ask, None));
}

#[test]
fn who_acts_at_the_question_of_a_day_sees_that_and_then_the_day() {
    let state = scale(played(chosen()), 2);
    assert_eq!(state.ahead, Ahead::Settled, "it is not called back");
    let state = learn(learn(state, LearnAction::Choose(1)), LearnAction::Commit);
    let state = played(state);
    assert_eq!((state.learn.phase(), attempt(&state).right), (Phase::Done, Some(1)));
}
