//! What the stage shows at moments that matter, and what holds at every moment.

use super::picture::{Run, check, text};
use super::{Detail, Lane, MAX_CARDS, MAX_FULL, Place, PodCard, Presence, Scene};
use crate::api::{Pod, Uid};
use std::collections::{BTreeMap, BTreeSet};

/// A run through all that can happen to Pods.
const LONG: &[&str] = &[
    "scale web 4",
    "scale db 3",
    "settle",
    "image web nginx:1.26",
    "image db mysql:8.1",
    "until 1 -> 2",
    "settle",
    "delete Pod/db-1",
    "scale web 2",
    "settle",
    "scale db 1",
    "settle",
    "broken web nginx:2",
    "until BackOff(",
    "image web nginx:1.26",
    "settle",
    "orphan Deployment/web",
    "delete StatefulSet/db",
    "settle",
];

fn cards(scene: &Scene) -> Vec<&PodCard> {
    let rest = scene.rest.groups.iter().flat_map(|group| &group.cards);
    scene.lanes.iter().flat_map(|lane| lane.cards()).chain(rest).collect()
}

/// Web and db with three Ready Pods each.
const THREE: &[&str] = &["scale web 3", "scale db 3", "settle"];

#[track_caller]
fn check_after_three(lines: &[&str], expected: &[&str]) {
    check(&[THREE, lines].concat(), expected);
}

#[test]
fn three_are_created_at_once_but_only_one_pet() {
    check(
        &["scale web 3", "scale db 3", "until +Pending +Pending"],
        &[
            "web 0/3 ready, 0 endpoints",
            "  rev 1 wants 3: +Pending +Pending +Pending",
            "  3..4 now 3, 0 available, 0 terminating",
            "db 0/3 ready, 0 published, 1 -> 1",
            "  db-0 Creating rev 1, Bound | shut",
            "  db-1 waits for db-0, no claim | shut",
            "  db-2 waits for db-0, no claim",
        ],
    );
}

#[test]
fn the_gate_is_shut_until_the_pet_is_ready() {
    check(
        &["scale db 3", "until db-1 *NotReady"],
        &[
            "web 0/0 ready, 0 endpoints",
            "  rev 1 wants 0:",
            "  0..0 now 0, 0 available, 0 terminating",
            "db 1/3 ready, 1 published, 1 -> 1",
            "  db-0 Ready rev 1, Bound | open",
            "  db-1 *NotReady rev 1, Bound | shut",
            "  db-2 waits for db-1, no claim",
        ],
    );
}

#[test]
fn terminating_pods_keep_their_place_and_leave_room_for_more() {
    check_after_three(
        &["image web nginx:1.26", "until *Terminating"],
        &[
            "web 3/3 ready, 4 endpoints",
            "  rev 1 wants 2: *Terminating Ready Ready",
            "  rev 2 wants 1: Ready room",
            "  3..4 now 3, 3 available, 1 terminating",
            "db 3/3 ready, 3 published, 1 -> 1",
            "  db-0 Ready rev 1, Bound | open",
            "  db-1 Ready rev 1, Bound | open",
            "  db-2 Ready rev 1, Bound",
        ],
    );
}

#[test]
fn an_old_set_is_kept_for_an_undo() {
    check_after_three(
        &["image web nginx:1.26", "settle"],
        &[
            "web 3/3 ready, 3 endpoints",
            "  rev 1 wants 0: kept",
            "  rev 2 wants 3: Ready Ready Ready",
            "  3..4 now 3, 3 available, 0 terminating",
            "db 3/3 ready, 3 published, 1 -> 1",
            "  db-0 Ready rev 1, Bound | open",
            "  db-1 Ready rev 1, Bound | open",
            "  db-2 Ready rev 1, Bound",
        ],
    );
}

#[test]
fn an_update_goes_from_the_highest_ordinal_down() {
    check_after_three(
        &["image db mysql:8.1", "until db-1 *?Terminating"],
        &[
            "web 3/3 ready, 3 endpoints",
            "  rev 1 wants 3: Ready Ready Ready",
            "  3..4 now 3, 3 available, 0 terminating",
            "db 2/3 ready, 2 published, 1 -> 2",
            "  db-0 Ready rev 1, Bound | open",
            "  db-1 *?Terminating rev 1, Bound | shut",
            "  db-2 Ready rev 2, Bound",
        ],
    );
}

#[test]
fn claims_stay_when_pets_go() {
    check_after_three(
        &["scale db 1", "settle"],
        &[
            "web 3/3 ready, 3 endpoints",
            "  rev 1 wants 3: Ready Ready Ready",
            "  3..4 now 3, 3 available, 0 terminating",
            "db 1/1 ready, 1 published, 1 -> 1",
            "  db-0 Ready rev 1, Bound",
            "  db-1 not wanted, Bound",
            "  db-2 not wanted, Bound",
        ],
    );
}

#[test]
fn what_no_workload_owns_is_shown_below() {
    check_after_three(
        &["orphan Deployment/web", "delete StatefulSet/db", "settle"],
        &["rest 3 pods: Ready Ready Ready", "rest data-db-0", "rest data-db-1", "rest data-db-2"],
    );
}

#[test]
fn what_holds_at_every_moment() {
    let run = Run::of(LONG);
    every_pod_is_drawn_once_and_the_one_that_leaves_once_more(&run);
    nobody_changes_place_and_no_two_stand_at_the_same(&run);
    back_shows_what_forwards_showed(&run);
}

fn every_pod_is_drawn_once_and_the_one_that_leaves_once_more(run: &Run) {
    for index in 1..=run.timeline.last() {
        let scene = run.scene(index);
        let drawn: Vec<Uid> = cards(&scene).iter().map(|card| card.uid).collect();
        let pods = |index: usize| {
            let store = run.timeline.frame(index).cluster.store();
            store.list::<Pod>().map(|pod| pod.metadata.uid).collect::<BTreeSet<_>>()
        };
        let (before, now) = (pods(index - 1), pods(index));
        assert_eq!(drawn.len(), drawn.iter().collect::<BTreeSet<_>>().len(), "frame {index}");
        assert_eq!(drawn.into_iter().collect::<BTreeSet<_>>(), &before | &now, "frame {index}");
        for card in cards(&scene) {
            let expected = match (before.contains(&card.uid), now.contains(&card.uid)) {
                (true, true) => Presence::Stays,
                (false, _) => Presence::Enters,
                (true, false) => Presence::Leaves,
            };
            assert_eq!(card.presence, expected, "frame {index}: {}", card.name);
        }
    }
}

fn nobody_changes_place_and_no_two_stand_at_the_same(run: &Run) {
    let mut places: BTreeMap<Uid, u32> = BTreeMap::new();
    for index in 1..=run.timeline.last() {
        let scene = run.scene(index);
        for card in cards(&scene) {
            let first = *places.entry(card.uid).or_insert(card.place);
            assert_eq!(first, card.place, "frame {index}: {}", card.name);
        }
        for set in
            scene.lanes.iter().filter_map(|lane| as_deployment(lane)).flat_map(|lane| &lane.sets)
        {
            for (at, place) in set.places.iter().enumerate() {
                if let Place::Pod(card) = place {
                    assert_eq!(at, card.place as usize, "frame {index}: {}", card.name);
                }
            }
        }
    }
}

fn as_deployment(lane: &Lane) -> Option<&super::DeploymentLane> {
    match lane {
        Lane::Deployment(lane) => Some(lane),
        Lane::StatefulSet(_) => None,
    }
}

fn back_shows_what_forwards_showed(run: &Run) {
    let there: Vec<String> = (0..=run.timeline.last()).map(|it| text(&run.scene(it))).collect();
    for index in (0..=run.timeline.last()).rev() {
        assert_eq!(text(&run.scene(index)), there[index]);
    }
}

#[test]
fn a_part_of_a_step_shows_only_what_it_wrote_so_far() {
    let run = Run::of(&["scale web 3", "until +"]);
    let (before, frame) = (run.timeline.frame(run.at - 1), run.timeline.frame(run.at));
    let drawn = |writes: usize| cards(&Scene::up_to(before, frame, writes)).len();
    assert_eq!([drawn(0), drawn(1), drawn(2), drawn(3)], [0, 1, 2, 3]);
}

#[test]
fn the_more_pods_there_are_the_less_is_drawn_of_each() {
    let detail = |size: usize| {
        let run = Run::of(&[&format!("scale web {size}")]);
        run.scene(run.at).lanes[0].detail()
    };
    let [full, brief] = [MAX_FULL, MAX_CARDS].map(|most| [detail(most), detail(most + 1)]);
    assert_eq!([full, brief], [[Detail::Full, Detail::Brief], [Detail::Brief, Detail::Cell]]);
}
