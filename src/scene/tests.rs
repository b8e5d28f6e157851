//! What the stage shows at moments that matter, and what holds at every moment.

use super::picture::{Run, check, text};
use super::{Lane, MAX_CARDS, Place, PodCard, Presence, Scene};
use crate::api::{Pod, Uid};
use std::collections::{BTreeMap, BTreeSet};

/// A run through all that can happen to Pods.
const LONG: &[&str] = &[
    "scale web 4",
    "scale db 3",
    "settle",
    "image web nginx:1.26",
    "image db mysql:8.1",
    "until 2 -> 2",
    "settle",
    "delete Pod/db-1",
    "scale web 2",
    "settle",
    "scale db 1",
    "settle",
    "broken web nginx:2",
    "until BackOff",
    "image web nginx:1.26",
    "settle",
    "orphan Deployment/web",
    "delete StatefulSet/db",
    "settle",
];

fn cards(scene: &Scene) -> Vec<&PodCard> {
    let rest = scene.rest.groups.iter().flat_map(|group| &group.cards);
    scene.lanes.iter().flat_map(Lane::cards).chain(rest).collect()
}

#[test]
fn three_at_once_or_one_at_a_time() {
    check(&["scale web 3", "scale db 3", "until db-0 +"], &[]);
}

#[test]
fn every_pod_is_drawn_once_and_the_one_that_leaves_once_more() {
    let run = Run::of(LONG);
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

#[test]
fn nobody_changes_place_and_no_two_stand_at_the_same() {
    let run = Run::of(LONG);
    let mut places: BTreeMap<Uid, u32> = BTreeMap::new();
    for index in 1..=run.timeline.last() {
        let scene = run.scene(index);
        for card in cards(&scene) {
            let first = *places.entry(card.uid).or_insert(card.place);
            assert_eq!(first, card.place, "frame {index}: {}", card.name);
        }
        for set in scene.lanes.iter().filter_map(as_deployment).flat_map(|lane| &lane.sets) {
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

#[test]
fn back_shows_what_forwards_showed() {
    let run = Run::of(LONG);
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
fn many_pods_are_drawn_as_cells() {
    let dense = |size: usize| {
        let run = Run::of(&[&format!("scale web {size}")]);
        run.scene(run.at).lanes[0].is_dense()
    };
    assert_eq!([dense(MAX_CARDS), dense(MAX_CARDS + 1)], [false, true]);
}
