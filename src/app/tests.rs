//! What a person does, and what the page makes of it.

use super::*;
use crate::api::{Kind, ObjectRef, Release};
use crate::cluster::{Actor, Command, KubeletDriver, KubeletMove, Move, Why, WorkKey};

const DB: &str = "db";

fn scale(replicas: i32) -> Action {
    let object = ObjectRef::new(Kind::StatefulSet, DB);
    Action::Command(Place::Guide, vec![Command::Scale { object, replicas }])
}

fn both(state: &AppState, replicas: i32) -> Action {
    Action::Command(Place::Guide, scale_all(state.frame().cluster.store(), replicas))
}

/// The page after these actions, each with everything computed that can be.
fn after(actions: impl IntoIterator<Item = Action>) -> AppState {
    actions.into_iter().fold(computed(AppState::new()), then)
}

fn then(mut state: AppState, action: Action) -> AppState {
    update(&mut state, action);
    computed(state)
}

fn computed(mut state: AppState) -> AppState {
    for _ in 0..1000 {
        if state.ahead != Ahead::Computing {
            return state;
        }
        update(&mut state, Action::RunAhead(100));
    }
    panic!("more than 100,000 steps");
}

/// Ticks as long as time moves.
fn played(mut state: AppState) -> AppState {
    while wait_ms(&state).is_some() {
        update(&mut state, Action::Tick);
    }
    state
}

fn ready(state: &AppState) -> Vec<u32> {
    state.scene().lanes.iter().map(|lane| lane.head().ready).collect()
}

#[test]
fn the_demonstration_begins_with_nothing_running_and_nothing_due() {
    let state = after([]);
    let lanes = state.scene().lanes;
    let names: Vec<String> = lanes.iter().map(|lane| lane.workload().to_string()).collect();
    assert_eq!(names, ["Deployment/web", "StatefulSet/db"]);
    assert!(lanes.iter().all(|lane| lane.head().wanted == 0));
    assert_eq!((state.ahead, state.timeline.last()), (Ahead::Settled, 0));
}

#[test]
fn the_first_command_sets_time_going_until_nothing_more_happens() {
    let start = after([]);
    let state = then(start.clone(), both(&start, 3));
    assert_eq!((state.position, state.playing), (Position::whole(2), Playing::Yes));
    let end = played(state);
    assert_eq!(end.playing, Playing::Rests);
    assert!(end.is_at_end());
    assert_eq!((ready(&end), end.ahead), (vec![3, 3], Ahead::Settled));
}

#[test]
fn pods_appear_within_ten_seconds_of_the_first_command() {
    let start = after([]);
    let mut state = then(start.clone(), both(&start, 3));
    let mut waited_ms = 0;
    let has_pods = |state: &AppState| {
        let store = state.frame().cluster.store();
        let pods = store.list::<crate::api::Pod>();
        let kinds = pods.filter_map(|pod| pod.metadata.controller().map(|owner| owner.kind));
        let kinds: Vec<Kind> = kinds.collect();
        kinds.contains(&Kind::ReplicaSet) && kinds.contains(&Kind::StatefulSet)
    };
    while !has_pods(&state) {
        waited_ms += wait_ms(&state).expect("time moves");
        update(&mut state, Action::Tick);
    }
    assert!(waited_ms < 10_000, "{waited_ms} ms");
}

#[test]
fn waits_follow_virtual_time_within_limits_and_speed_divides_them() {
    let mut state = after([scale(2)]);
    let mut waits = Vec::new();
    while let Some(ms) = wait_ms(&state).filter(|ms| *ms > 0) {
        waits.push(ms);
        update(&mut state, Action::Tick);
    }
    assert!(waits.iter().all(|ms| (350..=1200).contains(ms)), "{waits:?}");
    assert!(waits.iter().any(|ms| *ms > 1000), "{waits:?}");
    let fast = after([scale(2), Action::SetSpeed(Speed { quarters: 8 })]);
    assert_eq!(wait_ms(&fast), Some(waits[0] / 2));
}

#[test]
fn stepping_pauses_and_back_undoes_forwards() {
    let start = after([scale(1)]);
    let on = then(start.clone(), Action::Step);
    assert_eq!((on.position, on.playing), (Position::whole(2), Playing::No));
    let back = then(on, Action::StepBack);
    assert_eq!(back.position, start.position);
    let first = then(then(back, Action::ToStart), Action::StepBack);
    assert_eq!(first.position, Position::default());
    let end = then(first, Action::ToEnd);
    let beyond = then(end.clone(), Action::Step);
    assert_eq!(beyond.position, end.position);
}

#[test]
fn the_grain_of_changes_shows_each_write_by_itself() {
    let mut state = after([scale(2), Action::SetGrain(Grain::Change), Action::ToStart]);
    let mut shown = vec![state.position];
    while !state.is_at_end() {
        update(&mut state, Action::Step);
        shown.push(state.position);
    }
    let writes: usize = (0..=state.timeline.last())
        .filter_map(|index| state.timeline.frame(index).step.clone())
        .map(|step| step.writes.len().max(1))
        .sum();
    assert_eq!(shown.len(), writes + 1);
    assert!(shown.iter().any(|position| position.writes.is_some()));
    let forwards = shown.clone();
    let mut backwards = vec![state.position];
    while state.position != Position::default() {
        update(&mut state, Action::StepBack);
        backwards.push(state.position);
    }
    backwards.reverse();
    assert_eq!(forwards, backwards);
}

#[test]
fn a_reconcile_step_out_of_the_middle_of_one_completes_it() {
    let mut state = after([scale(2), Action::SetGrain(Grain::Change), Action::ToStart]);
    while state.position.writes.is_none() {
        update(&mut state, Action::Step);
    }
    let frame = state.position.frame;
    state = then(state, Action::SetGrain(Grain::Reconcile));
    assert_eq!(then(state.clone(), Action::Step).position, Position::whole(frame));
    assert_eq!(then(state, Action::StepBack).position, Position::whole(frame - 1));
}

#[test]
fn the_grain_of_settling_rests_only_before_commands_and_at_the_end() {
    let state = after([scale(1), Action::ToEnd, scale(2), Action::SetGrain(Grain::Settle)]);
    let second = state.position.frame;
    let end = then(state, Action::Step);
    assert!(end.is_at_end());
    let between = then(end, Action::StepBack);
    assert_eq!(between.position, Position::whole(second - 1));
    let start = then(between, Action::StepBack);
    assert_eq!(start.position, Position::default());
    assert_eq!(then(start, Action::Step).position, Position::whole(second - 1));
}

#[test]
fn markers_are_your_commands() {
    let state = after([scale(1), Action::ToEnd, scale(2), Action::ToEnd]);
    let second = then(state, Action::PreviousMarker);
    assert!(second.frame().command.is_some());
    let first = then(second.clone(), Action::PreviousMarker);
    assert_eq!(first.position, Position::whole(1));
    assert_eq!(then(first.clone(), Action::PreviousMarker).position, first.position);
    assert_eq!(then(first, Action::NextMarker).position, second.position);
}

#[test]
fn steps_of_the_object_in_focus_are_found_in_both_directions() {
    let focus = ObjectRef::new(Kind::Pod, "db-1");
    let mut state = after([scale(2), Action::ToStart, Action::Focus(Some(focus.clone()))]);
    let mut found = Vec::new();
    loop {
        let next = then(state.clone(), Action::NextOfFocus);
        if next.position == state.position {
            break;
        }
        assert!(next.frame().step.as_ref().is_some_and(|step| step.touches(&focus)));
        found.push(next.position);
        state = next;
    }
    assert!(found.len() > 2, "{found:?}");
    found.pop();
    while let Some(position) = found.pop() {
        state = then(state, Action::PreviousOfFocus);
        assert_eq!(state.position, position);
    }
    let nowhere = then(state.clone(), Action::Focus(None));
    assert_eq!(then(nowhere, Action::NextOfFocus).position, state.position);
}

#[test]
fn acting_in_the_past_keeps_the_future_that_was_seen() {
    let left = after([scale(2), Action::ToEnd]);
    let state = then(then(left.clone(), Action::Seek(3)), scale(1));
    assert_eq!(state.position, Position::whole(4));
    let branches: Vec<_> = state.timeline.branches().collect();
    let [branch] = branches[..] else { panic!("{} branches", branches.len()) };
    assert_eq!((branch.fork, branch.last()), (3, left.timeline.last()));
    let returned = then(state.clone(), Action::Switch(branch.id));
    assert_eq!(returned.position, Position::whole(3));
    assert_eq!(returned.timeline.last(), left.timeline.last());
    assert_eq!(ready(&then(returned, Action::ToEnd)), [0, 2]);
}

#[test]
fn a_refused_command_says_so_at_its_place_and_changes_nothing() {
    let state = after([scale(1), Action::ToEnd]);
    let nothing = ObjectRef::new(Kind::Pod, "nobody");
    let wrong = Command::Delete { object: nothing.clone(), options: Default::default() };
    let right = scale_all(state.frame().cluster.store(), 2);
    let commands = right.into_iter().chain([wrong]).collect();
    let refused = then(state.clone(), Action::Command(Place::Stage, commands));
    assert_eq!(refused.position, state.position);
    assert_eq!(refused.timeline.last(), state.timeline.last());
    let refusal = refused.refusal.clone().expect("a refusal");
    assert_eq!((refusal.place, refusal.object), (Place::Stage, nothing));
    assert_eq!(refusal.status.message, "pods \"nobody\" not found");
    assert_eq!(refusal.line, "kubectl delete pod/nobody");
    assert_eq!(then(refused, Action::StepBack).refusal, None);
}

#[test]
fn acting_while_paused_stays_paused_and_while_playing_goes_on() {
    let paused = after([scale(1), Action::Pause, scale(2)]);
    assert_eq!(paused.playing, Playing::No);
    let playing = after([scale(1), Action::Play, scale(2)]);
    assert_eq!(playing.playing, Playing::Yes);
    let at_the_end = after([scale(1), Action::ToEnd, scale(2)]);
    assert_eq!(at_the_end.playing, Playing::Yes);
}

#[test]
fn an_experiment_begins_its_second_phase_when_the_first_has_come_to_rest() {
    let state = after([scale(3), Action::ToEnd]);
    let phases = Experiment::ScaleDownAndUp.phases(&state.frame().cluster);
    assert_eq!(phases.len(), 2);
    let from = state.timeline.last();
    let state = then(state, Action::Experiment(Place::Guide, phases));
    assert_eq!(state.position, Position::whole(from + 2));
    let before_second = then(
        then(then(state, Action::SetGrain(Grain::Settle)), Action::Step),
        Action::SetGrain(Grain::Reconcile),
    );
    assert_eq!(ready(&before_second)[1], 1);
    assert_eq!(ready(&then(before_second, Action::ToEnd)), [3, 3]);
}

#[test]
fn every_experiment_is_possible_once_something_runs() {
    let start = after([]);
    let running = then(then(start.clone(), both(&start, 3)), Action::ToEnd);
    let store = running.frame().cluster.store();
    let updated = then(running.clone(), Action::Command(Place::Guide, update_all(store)));
    let updated = then(updated, Action::ToEnd);
    let lost = Experiment::LoseNode.phases(&running.frame().cluster);
    let lost = then(then(running.clone(), Action::Experiment(Place::Guide, lost)), Action::ToEnd);
    for experiment in Experiment::ALL {
        let state = match experiment {
            Experiment::Undo => &updated,
            Experiment::RestoreNode => &lost,
            _ => &running,
        };
        let phases = experiment.phases(&state.frame().cluster);
        assert!(!phases.is_empty(), "{experiment:?}");
        let done = then(state.clone(), Action::Experiment(Place::Guide, phases));
        assert_eq!(done.refusal, None, "{experiment:?}");
        assert!(done.timeline.last() > state.position.frame, "{experiment:?}");
    }
    assert!(Experiment::DeletePods.phases(&start.frame().cluster).is_empty());
}

#[test]
fn another_release_begins_anew_and_there_is_a_way_back() {
    let run = after([scale(2), Action::Seek(5)]);
    let old = then(run.clone(), Action::SetRelease(Release::V1_20));
    assert_eq!((old.scenario.release, old.timeline.last()), (Release::V1_20, 0));
    let again = then(old.clone(), Action::GoBack);
    assert_eq!(again.scenario.release, Release::default());
    assert_eq!((again.position, again.timeline.last()), (run.position, run.timeline.last()));
    let acted = then(old, scale(1));
    assert!(acted.left.is_none());
}

#[test]
fn a_link_leads_to_the_very_same_moment() {
    let start = after([]);
    let state = then(then(start.clone(), both(&start, 3)), Action::Seek(30));
    let state = then(then(state, scale(1)), Action::Seek(40));
    let state = then(then(state, Action::SetGrain(Grain::Change)), Action::StepBack);
    let text = Link::of(&state).write();
    let link = Link::parse(&text).expect("a link");
    let followed = then(start, Action::Follow(Box::new(link)));
    assert_eq!(followed.position, state.position);
    assert_eq!(followed.scene(), state.scene());
    assert_eq!(Link::of(&followed).write(), text);
}

#[test]
fn a_link_can_make_every_move_itself() {
    let key = |actor, kind, name: &str| {
        let key = WorkKey::new(actor, ObjectRef::new(kind, name));
        Act::Move(Move::Wake(key, Why::Change))
    };
    let kubelet = |pod: &str, to| Act::Move(Move::Kubelet(pod.into(), to));
    let object = ObjectRef::new(Kind::StatefulSet, DB);
    let acts = [
        Act::Command(Command::Scale { object, replicas: 2 }),
        key(Actor::StatefulSet, Kind::StatefulSet, DB),
        key(Actor::StatefulSet, Kind::StatefulSet, DB),
        key(Actor::StatefulSet, Kind::StatefulSet, DB),
        key(Actor::VolumeBinder, Kind::PersistentVolumeClaim, "data-db-0"),
        key(Actor::Scheduler, Kind::Pod, "db-0"),
        kubelet("db-0", KubeletMove::Running),
        kubelet("db-0", KubeletMove::Terminated),
    ];
    let link = Link {
        acts: acts.into_iter().enumerate().collect(),
        kubelet: KubeletDriver::Manual,
        at: Position::whole(7),
        ..Link::of(&after([]))
    };
    let state = then(after([]), Action::Follow(Box::new(link.clone())));
    let actors: Vec<Option<Actor>> =
        (1..=7).map(|index| state.timeline.frame(index).actor()).collect();
    let set = Some(Actor::StatefulSet);
    let others = [Actor::VolumeBinder, Actor::Scheduler, Actor::Kubelet].map(Some);
    assert_eq!(actors, [&[Some(Actor::You), set, set, set][..], &others].concat());
    let idle = state.timeline.frame(4).step.clone().expect("it looked");
    assert!(idle.is_silent(), "a turn that somebody chose is a step, even if it finds nothing");
    assert_eq!(state.timeline.index_of_step(idle.number), 4);
    assert_eq!((ready(&state), state.ahead), (vec![0, 0], Ahead::Settled), "nobody moves db-0 on");
    let again = Link::of(&state);
    assert_eq!(again.acts, link.acts[..7], "the last one did nothing");
    assert_eq!(Link::parse(&again.write()), Some(again));
}

#[test]
fn a_link_beyond_the_end_leads_to_the_end() {
    let link =
        Link::parse("#/lab?do=0,scale,statefulset/db,1;9999,restart,statefulset/db&at=99999");
    let state = then(after([]), Action::Follow(Box::new(link.expect("a link"))));
    assert!(state.is_at_end());
    assert_eq!(ready(&state), [0, 1]);
}

#[test]
fn keys_that_write_a_character_can_be_switched_off() {
    for key in ["[", "]", ".", "?"] {
        assert!(action_for(key, false, true).is_some());
        assert!(action_for(key, false, false).is_none());
    }
    for key in [" ", "ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"] {
        assert!(action_for(key, false, false).is_some());
    }
    assert!(action_for("a", false, true).is_none());
}

fn own(text: &str) -> Action {
    let source = Source::Own(text.into());
    Action::Open(Box::new(Scenario { source, ..Scenario::default() }))
}

const OWN: &str = "\
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  replicas: 2
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: api, image: 'api:1'}]}
";

const TOO_MUCH: &str = "\
apiVersion: v1
kind: ResourceQuota
metadata: {name: none}
spec: {hard: {pods: '0'}}
---
apiVersion: v1
kind: Pod
metadata: {name: one}
spec: {containers: [{name: api, image: 'api:1'}]}
";

#[test]
fn ones_own_manifest_is_applied_and_played_at_once() {
    let state = after([Action::Show(Some(Dialog::Manifest)), own(OWN)]);
    assert_eq!((state.position, state.dialog), (Position::default(), None));
    let nodes = state.frame().cluster.store().count(Kind::Node);
    assert_eq!((nodes, ready(&state)), (3, vec![0]));
    let end = played(state);
    assert_eq!((ready(&end), end.playing), (vec![2], Playing::Rests));
    let text = Link::of(&end).write();
    let followed = then(after([]), Action::Follow(Box::new(Link::parse(&text).expect("a link"))));
    assert_eq!(followed.scene(), end.scene());
}

#[test]
fn a_manifest_that_the_api_server_refuses_is_refused_where_it_was_written() {
    let before = after([scale(1), Action::ToEnd, Action::Show(Some(Dialog::Manifest))]);
    let state = then(then(before.clone(), Action::Draft(TOO_MUCH.into())), own(TOO_MUCH));
    let refusal = state.refusal.clone().expect("a refusal");
    assert_eq!(refusal.place, Place::Manifest);
    assert!(refusal.status.message.contains("exceeded quota: none"), "{refusal:?}");
    assert_eq!(state.draft.as_deref(), Some(TOO_MUCH));
    assert_eq!((state.dialog, state.position), (before.dialog, before.position));
    assert_eq!(state.timeline.last(), before.timeline.last());
}

#[test]
fn clients_come_and_go_without_another_run() {
    let start = after([]);
    let scaled = then(start.clone(), both(&start, 3));
    let at_end = then(scaled, Action::ToEnd);
    assert_eq!(at_end.scene().requests, []);
    let wanted = clients(at_end.frame().cluster.store());
    let sending = then(at_end.clone(), Action::Send(wanted));
    assert_eq!(sending.timeline.last(), at_end.timeline.last());
    let lines = sending.scene().requests;
    let places: Vec<_> = lines.iter().map(|line| line.workload.clone()).collect();
    let lanes = sending.scene().lanes;
    assert_eq!(places, lanes.iter().map(|lane| Some(lane.workload())).collect::<Vec<_>>());
    assert!(lines.iter().all(|line| line.begun && line.answered > 0 && line.failed == 0));

    let restart = vec![Command::Restart(ObjectRef::new(Kind::StatefulSet, DB))];
    let end = then(then(sending, Action::Command(Place::Stage, restart)), Action::ToEnd);
    let seen = |state: &AppState| {
        let lines = state.scene().requests.into_iter();
        lines.map(|line| (line.answered, line.failed)).collect::<Vec<_>>()
    };
    let last = seen(&end);
    assert!(last[0].1 == 0 && last[1].1 > 10, "only the one who wants db-0 itself: {last:?}");
    let back = then(then(end.clone(), Action::ToStart), Action::ToEnd);
    assert_eq!(seen(&back), last, "there and back again");
    let followed = AppState::start(Scenario::default());
    let link = Link::parse(&Link::of(&end).write()).expect("a link");
    let followed = then(followed, Action::Follow(Box::new(link)));
    assert_eq!(seen(&followed), last, "whoever follows the link sees the same");
    assert_eq!(then(end, Action::Send(Vec::new())).scene().requests, []);
}
