//! A chapter played: answers, goals, forks, and what is kept.

mod address;
mod day;

use super::*;
use crate::api::{Kind, ObjectRef};
use crate::app::{
    Action, Ahead, Grain, Link, Moment, Notice, Page, Place, Playing, Position, Route, update,
    wait_ms,
};
use crate::cluster::Command;
use crate::collections::Map;
use crate::lessons::{Lesson, LessonText};

const START: &str = include_str!("../../../manifest/demo.yaml");

const LESSON: &str = "\
start: start.yaml
tasks:
- id: delete
  predict:
    options:
    - {id: same, when: new pod/db-1}
    - {id: other, when: gone pod/db-1}
  give: [delete pod/db-1]
  explain: true
- id: scale
  goals: [ready db = 4, claims db = 4]
  solution: [scale statefulset/db 4]
- id: early
  give: [scale statefulset/db 2]
  until: terminating db = 1
markers:
- {id: gone, when: terminating db = 1}
";

const CHOICE: &str = "\
start: start.yaml
tasks:
- id: kind
  choose:
    options: [{id: few, start: start.yaml}, {id: many, start: many.yaml}]
  predict:
    options: [{id: one, when: created web = 0}, {id: four, when: created web >= 1}]
  give: [scale statefulset/db 1, wait, ask, scale deployment/web 4]
  goals: [never ready web < 4]
";

const TEXT: &str = "\
intro: Hello.
tasks:
  delete:
    title: Take one away
    text: Delete it.
    button: Delete
    question: Who comes back?
    options:
      same: {label: The same, feedback: Yes.}
      other: {label: Another, feedback: No.}
    explain: {question: Why?, answer: Because.}
    after: It came back.
  scale: {title: Scale, text: Scale it., hints: [Up., Four.], after: Done.}
  early: {title: Early, text: Watch., button: Scale down, after: Gone.}
markers: {gone: It goes}
remember: All of it.
sources: []
";

const CHOICE_TEXT: &str = "\
intro: Hello.
tasks:
  kind:
    title: Choose
    text: Choose one.
    question: Which?
    options:
      few: {label: Few, feedback: Too few.}
      many: {label: Many, feedback: Enough.}
    predict:
      question: And then?
      options:
        one: {label: None comes, feedback: No., right: Yes.}
        four: {label: One comes, feedback: No., right: Yes.}
    after: That was it.
remember: All of it.
sources: []
";

const INDEX: &str = "\
- {id: first, en: {title: First, lead: A chapter.}}
- {id: second, en: {title: Second, lead: Another one.}}
";

fn chapter(id: &str, lesson: &str, text: &str) -> Rc<Chapter> {
    let lesson = Lesson::read(lesson).expect("a lesson");
    let text = LessonText::read(text, &lesson).expect("its text");
    let many = START.replacen("replicas: 3", "replicas: 4", 1);
    let files = [("start.yaml", START), ("many.yaml", &many)];
    let files: Map<Name, Rc<str>> =
        files.into_iter().map(|(name, text)| (name.into(), text.into())).collect();
    Rc::new(Chapter::new(id.into(), lesson, text, files))
}

pub(super) fn then(mut state: AppState, action: Action) -> AppState {
    update(&mut state, action);
    for _ in 0..1000 {
        if state.ahead != Ahead::Computing {
            break;
        }
        update(&mut state, Action::RunAhead(100));
    }
    state
}

pub(super) fn learn(state: AppState, action: LearnAction) -> AppState {
    then(state, Action::Learn(action))
}

pub(super) fn visit(state: AppState, hash: &str) -> AppState {
    then(state, Action::Visit(Box::new(Route::parse(hash))))
}

/// Ticks as long as time moves.
pub(super) fn played(mut state: AppState) -> AppState {
    while wait_ms(&state).is_some() {
        update(&mut state, Action::Tick);
    }
    state
}

/// The page at that address, with all that it asks for.
fn opened(hash: &str) -> AppState {
    fed(visit(AppState::new(), hash))
}

fn fed(mut state: AppState) -> AppState {
    while let Some(need) = state.learn.needs() {
        let action = match need {
            Need::Catalog => {
                LearnAction::CatalogCame(Ok(Rc::new(Catalog::read(INDEX).expect("a list"))))
            }
            Need::Chapter(id) => {
                let chapter = match &*id {
                    "first" => chapter("first", LESSON, TEXT),
                    _ => chapter("second", CHOICE, CHOICE_TEXT),
                };
                LearnAction::ChapterCame(id, Ok(chapter))
            }
            Need::Glossary => LearnAction::GlossaryCame(Ok(Rc::default())),
            Need::CheatSheet => LearnAction::CheatSheetCame(Ok(Rc::default())),
        };
        state = learn(state, action);
    }
    state
}

fn attempt(state: &AppState) -> &Attempt {
    &state.learn.open.as_ref().expect("a chapter is open").attempt
}

pub(super) fn scale(state: AppState, replicas: i32) -> AppState {
    let object = ObjectRef::new(Kind::StatefulSet, "db");
    let commands = vec![Command::Scale { object, replicas }];
    then(state, Action::Command(Place::Stage, commands))
}

fn id(state: &AppState) -> (String, String) {
    let spot = state.learn.spot();
    let text = |name: Option<Name>| name.unwrap_or_else(|| "".into()).to_string();
    (text(spot.chapter), text(spot.task))
}

/// The first chapter, if it were this one.
pub(super) fn begun(lesson: &str, text: &str) -> AppState {
    let state = visit(AppState::new(), "#/learn/first");
    let state = learn(state, LearnAction::CatalogCame(Ok(Rc::new(Catalog::read(INDEX).unwrap()))));
    learn(state, LearnAction::ChapterCame("first".into(), Ok(chapter("first", lesson, text))))
}

/// The first task done: its question answered right, "why?" passed over.
fn first_done() -> AppState {
    let state = learn(opened("#/learn/first"), LearnAction::Choose(0));
    let state = played(learn(state, LearnAction::Commit));
    learn(state, LearnAction::PassOver)
}

#[test]
fn the_first_chapter_opens_by_itself() {
    let state = visit(AppState::new(), "");
    assert_eq!((state.page, state.learn.needs()), (Page::Learn, Some(Need::Catalog)));
    let state = fed(state);
    assert_eq!(id(&state), ("first".into(), "delete".into()));
    assert_eq!(state.learn.phase(), Phase::Ask);
    let ready: Vec<u32> = state.scene().lanes.iter().map(|lane| lane.head().ready).collect();
    assert_eq!((ready, state.position), (vec![3, 3], Position::default()));
    assert_eq!(state.learn.progress.last(), Some(&("first".into(), "delete".into())));
}

#[test]
fn an_answer_is_judged_when_the_run_rests() {
    let state = opened("#/learn/first");
    let state = learn(state, LearnAction::Commit);
    assert_eq!(state.learn.phase(), Phase::Ask, "nothing is chosen");
    let state = learn(learn(state, LearnAction::Choose(0)), LearnAction::Choose(1));
    let state = learn(state, LearnAction::Commit);
    assert_eq!((state.learn.phase(), state.playing), (Phase::Run, Playing::Yes));
    assert_eq!((attempt(&state).answer, attempt(&state).right), (Some(1), Some(0)));
    assert!(!attempt(&state).is_judged());
    let state = learn(state, LearnAction::Choose(0));
    assert_eq!(attempt(&state).answer, Some(1), "it is too late for another answer");
    let state = played(state);
    assert!(attempt(&state).is_judged() && state.is_at_end());
    assert_eq!(state.learn.phase(), Phase::Explain);
    let (chapter, task) = ("first".into(), "delete".into());
    assert_eq!(state.learn.progress.first_answer(&chapter, &task), Some(&"other".into()));
    assert!(!state.learn.progress.is_done(&chapter, &task));
    let state = learn(state, LearnAction::Explain("because".into()));
    let state = learn(state, LearnAction::Compare);
    assert_eq!(state.learn.phase(), Phase::Done);
    assert!(state.learn.progress.is_done(&chapter, &task));
}

#[test]
fn going_back_in_time_takes_nothing_away() {
    let state = then(first_done(), Action::ToStart);
    assert_eq!(state.learn.phase(), Phase::Done);
    let state = learn(state, LearnAction::Next);
    assert_eq!(id(&state).1, "scale");
    assert!(state.is_at_end(), "the next task begins where this one ended");
    let state = played(scale(state, 4));
    assert_eq!(attempt(&state).goals[..], [true, true]);
    let state = then(state, Action::ToStart);
    assert_eq!(attempt(&state).goals[..], [false, false]);
    assert_eq!(state.learn.phase(), Phase::Done);
}

#[test]
fn goals_tick_live_and_any_way_counts() {
    let state = learn(first_done(), LearnAction::Next);
    assert_eq!(state.learn.phase(), Phase::Reach);
    let state = scale(state, 4);
    let claims = |state: &AppState| attempt(state).goals[1];
    assert!(!claims(&state));
    let mut state = state;
    while !claims(&state) {
        state = then(state, Action::Step);
    }
    assert!(!attempt(&state).goals[0], "the claim comes before the Pod is Ready");
    let state = then(state, Action::ToEnd);
    assert_eq!(state.learn.phase(), Phase::Done);
}

#[test]
fn acting_before_the_task_moves_its_beginning_and_returning_moves_it_back() {
    let state = learn(first_done(), LearnAction::Next);
    let began = attempt(&state).began;
    assert!(began > 3);
    let state = scale(then(state, Action::Seek(3)), 4);
    assert_eq!(attempt(&state).began, 3);
    let state = then(state, Action::ToEnd);
    assert_eq!(state.learn.phase(), Phase::Done);
    let left = state.timeline.branches().next().expect("a future that was left").id;
    let state = then(state, Action::Switch(left));
    assert_eq!((attempt(&state).began, state.learn.phase()), (began, Phase::Done));
}

#[test]
fn hints_come_one_by_one_and_show_me_plays_the_solution() {
    let state = learn(first_done(), LearnAction::Next);
    let state = learn(learn(state, LearnAction::Hint), LearnAction::Hint);
    assert_eq!(attempt(&state).hints, 2);
    // Something else was done meanwhile: the solution begins where the task did.
    let state = then(scale(state, 1), Action::ToEnd);
    let state = learn(state, LearnAction::ShowMe);
    assert_eq!(state.playing, Playing::Yes);
    assert_eq!(played(state).learn.phase(), Phase::Done);
}

#[test]
fn a_task_begins_again_and_a_command_is_undone() {
    let state = learn(first_done(), LearnAction::Next);
    let began = state.position;
    let state = then(scale(scale(state, 5), 4), Action::ToEnd);
    let undone = learn(state.clone(), LearnAction::Undo);
    assert_eq!(undone.position, Position::whole(began.frame + 1));
    let undone = learn(learn(undone, LearnAction::Undo), LearnAction::Undo);
    assert_eq!(undone.position, began);
    let again = learn(state, LearnAction::Again);
    assert_eq!((again.position, again.learn.phase()), (began, Phase::Reach));
}

#[test]
fn time_rests_where_the_task_says_and_the_button_can_be_pressed_anew_after_an_undo() {
    let state = opened("#/learn/first/early");
    assert_eq!((id(&state).1, state.learn.phase()), ("early".into(), Phase::Press));
    assert!(state.position.frame > 0, "the tasks before are done");
    let state = played(learn(state, LearnAction::Give));
    assert!(!state.is_at_end());
    assert_eq!((state.learn.phase(), state.playing), (Phase::Done, Playing::Rests));
    let undone = learn(state, LearnAction::Undo);
    assert_eq!(undone.learn.phase(), Phase::Press);
}

#[test]
fn a_chapter_is_finished_when_all_its_tasks_are_done() {
    let state = learn(first_done(), LearnAction::Next);
    let state = then(scale(state, 4), Action::ToEnd);
    let state = learn(learn(state, LearnAction::Next), LearnAction::Give);
    let state = learn(played(state), LearnAction::Next);
    assert!(state.learn.task().is_none());
    assert!(state.learn.progress.is_finished("first"));
    let skipped = learn(opened("#/learn/first/early"), LearnAction::Next);
    assert!(skipped.learn.task().is_none());
    assert!(!skipped.learn.progress.is_finished("first"));
}

#[test]
fn named_moments_are_found() {
    let state = opened("#/learn/first");
    let state = played(learn(learn(state, LearnAction::Choose(0)), LearnAction::Commit));
    let open = state.learn.open.as_ref().expect("a chapter");
    let all: Vec<MarkKind> = open.moments.all(&state.timeline).iter().map(|it| it.kind).collect();
    assert_eq!(all, [MarkKind::Task(0), MarkKind::Answer(0), MarkKind::Marker(0)]);
    let state = then(then(state, Action::ToStart), Action::NextMarker);
    assert_eq!(state.position, Position::whole(1));
}

#[test]
fn what_is_tried_and_refused_is_said() {
    let lesson = "\
start: start.yaml
tasks:
- id: grow
  give: [\"try merge statefulset/db {\\\"spec\\\":{\\\"serviceName\\\":\\\"other\\\"}}\"]
";
    let text = "\
intro: Hello.
tasks:
  grow: {title: Change, text: Try it., button: Try, after: It is refused.}
remember: All of it.
sources: []
";
    let state = played(learn(begun(lesson, text), LearnAction::Give));
    let refusal = state.refusal.as_ref().expect("it is refused");
    assert!(refusal.status.message.contains("spec: Forbidden"), "{}", refusal.status.message);
    assert_eq!((state.learn.phase(), state.position), (Phase::Done, Position::default()));
}

#[test]
fn nobody_waits_minutes_for_an_answer() {
    let lesson = "\
start: start.yaml
tasks:
- id: grow
  give: [scale statefulset/db 30]
";
    let text = "\
intro: Hello.
tasks:
  grow: {title: Grow, text: Look., button: Scale up, after: They are there.}
remember: All of it.
sources: []
";
    let mut state = learn(begun(lesson, text), LearnAction::Give);
    let at_once = learn(state.clone(), LearnAction::ToRest);
    assert_eq!((at_once.learn.phase(), at_once.rests_here()), (Phase::Done, true));
    let steps = state.learn.run_length(&state.timeline).expect("it is played");
    let mut waited_ms = 0;
    while let Some(wait_ms) = wait_ms(&state) {
        waited_ms += wait_ms;
        update(&mut state, Action::Tick);
    }
    assert!(steps > 150 && waited_ms < 40_000, "{steps} steps, {waited_ms} ms");
    assert_eq!(state.learn.run_length(&state.timeline), None);
}

#[test]
fn what_did_not_come_is_asked_for_again() {
    let state = visit(AppState::new(), "#/learn/first");
    let failed = learn(state, LearnAction::CatalogCame(Err(Failure::Offline)));
    assert_eq!(
        (failed.learn.needs(), failed.learn.catalog.failure()),
        (None, Some(&Failure::Offline))
    );
    let state = learn(failed, LearnAction::Retry);
    assert_eq!(state.learn.needs(), Some(Need::Catalog));
    let state = learn(state, LearnAction::CatalogCame(Ok(Rc::new(Catalog::read(INDEX).unwrap()))));
    let broken = Err(Failure::Broken("lesson.yaml:1:1: no".into()));
    let state = learn(state, LearnAction::ChapterCame("first".into(), broken));
    assert!(state.learn.chapter().is_none());
    let state = fed(visit(state, "#/learn/second"));
    assert_eq!(id(&state).0, "second");
}

#[test]
fn another_release_begins_the_task_anew() {
    let state = first_done();
    let old = then(state, Action::SetRelease(Release::V1_20));
    assert_eq!((old.scenario.release, old.position), (Release::V1_20, Position::default()));
    assert_eq!(old.learn.phase(), Phase::Ask);
    assert!(old.left.is_none());
}
