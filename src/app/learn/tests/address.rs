//! Ways into a chapter and through it: addresses, the laboratory, a presenter.

use super::*;

#[test]
fn what_does_not_exist_leads_to_the_nearest_place_and_says_so() {
    let state = opened("#/learn/nothing");
    assert_eq!(state.notice, Some(Notice::NoChapter("nothing".into())));
    assert_eq!(id(&state).0, "first");
    let state = opened("#/learn/second/nothing");
    assert_eq!(state.notice, Some(Notice::NoTask("nothing".into())));
    assert_eq!(id(&state), ("second".into(), "kind".into()));
    let state = opened("#/nowhere");
    assert_eq!((state.notice, state.page), (Some(Notice::NoPage), Page::Learn));
    for moment in ["at=9999", "do=0,delete,pod/nobody&at=1", "do=nonsense", "from=999999999999"] {
        let state = opened(&format!("#/learn/first/delete?{moment}"));
        assert_eq!(state.notice, Some(Notice::NoMoment), "{moment}");
        assert_eq!(id(&state), ("first".into(), "delete".into()), "{moment}");
    }
}

#[test]
fn an_address_leads_to_the_very_moment() {
    let state = then(learn(first_done(), LearnAction::Next), Action::SetGrain(Grain::Change));
    let state = then(then(scale(state, 4), Action::Step), Action::Step);
    let moment = Moment::of(&state.timeline, attempt(&state).began, state.position);
    let address = Spot { moment: Some(moment), ..state.learn.spot() }.write();
    let followed = opened(&address);
    assert_eq!((followed.notice.clone(), followed.position), (None, state.position), "{address}");
    assert_eq!(followed.scene(), state.scene());
    assert_eq!(attempt(&followed).began, attempt(&state).began);
    assert_eq!(then(followed, Action::ToEnd).learn.phase(), Phase::Done);
}

#[test]
fn the_run_goes_on_in_the_laboratory_and_the_lesson_stays() {
    let lab = scale(visit(AppState::new(), "#/lab"), 1);
    assert_eq!(lab.playing, Playing::Yes, "a visit holds nothing up");
    let state = fed(visit(lab.clone(), "#/learn/first"));
    assert_eq!(state.position, Position::default());
    let back = visit(state.clone(), "#/lab");
    assert_eq!(back.timeline.last(), lab.timeline.last(), "each keeps its run");
    let state = played(learn(learn(state, LearnAction::Choose(0)), LearnAction::Commit));
    let taken = then(state.clone(), Action::TakeToLab);
    assert_eq!((taken.page, taken.position), (Page::Lab, state.position));
    let text = Link::of(&taken).write();
    let followed = visit(AppState::new(), &text);
    assert_eq!(followed.scene(), state.scene(), "{text}");
    let lesson = visit(scale(taken, 1), "#/learn");
    assert_eq!(lesson.timeline.last(), state.timeline.last());
    assert_eq!(lesson.learn.phase(), Phase::Explain);
    let moment = Moment::of(&state.timeline, attempt(&state).began, state.position);
    let address = Spot { moment: Some(moment), ..state.learn.spot() }.write();
    let back = visit(visit(lesson, "#/lab"), &address);
    assert_eq!((back.position, back.learn.phase()), (state.position, Phase::Explain));
}

#[test]
fn a_presenter_needs_one_key() {
    let on = |state: AppState| then(state, Action::Onwards);
    let mut state = learn(opened("#/learn/first"), LearnAction::Choose(1));
    for _ in 0..3 {
        state = on(state);
    }
    assert_eq!(state.learn.phase(), Phase::Run);
    while id(&state).1 == "delete" {
        state = on(state);
    }
    assert_eq!((id(&state).1, state.learn.phase()), ("scale".into(), Phase::Reach));
    let waits = on(state.clone());
    assert_eq!((waits.position, id(&waits).1), (state.position, "scale".into()));
}
