//! Facts as they are written, and when they hold.

use super::{Fact, Present, State, Watch};
use crate::cluster::Command;
use crate::manifest::DEMO;
use crate::timeline::{Scenario, Source, Timeline};

/// The demonstration at rest, with all its Pods.
fn demo() -> Timeline {
    let source = Source::Settled(DEMO.into());
    Timeline::new(Scenario { source, ..Scenario::default() }.cluster())
}

fn fact(text: &str) -> Fact {
    Fact::parse(text).unwrap_or_else(|flaw| panic!("{text}: {flaw:?}"))
}

/// Carries out commands one after the other, at once, and lets the run come to rest.
fn after(commands: &[&str]) -> Timeline {
    let mut timeline = demo();
    let mut index = 0;
    for command in commands {
        let words: Vec<&str> = command.split(' ').collect();
        let command = Command::from_words(&words).expect("a command");
        index = timeline.command(index, command).expect("it is not refused");
    }
    while timeline.run_ahead(100) > 0 {}
    timeline
}

/// Which of the facts hold at the end.
fn holding<'a>(timeline: &Timeline, facts: &[&'a str]) -> Vec<&'a str> {
    let mut watch = Watch::new(facts.iter().map(|it| fact(it)), timeline, 0);
    watch.look(timeline, timeline.last());
    let held = facts.iter().enumerate().filter(|(at, _)| watch.holds(*at, timeline.last()));
    held.map(|(_, fact)| *fact).collect()
}

fn all_hold(timeline: &Timeline, facts: &[&str]) {
    assert_eq!(holding(timeline, facts), facts);
}

fn none_hold(timeline: &Timeline, facts: &[&str]) {
    assert_eq!(holding(timeline, facts), Vec::<&str>::new());
}

#[test]
fn a_settled_cluster_has_what_its_manifest_asks_for() {
    let timeline = after(&[]);
    all_hold(
        &timeline,
        &[
            "pods web = 3 and ready web = 3 and available web >= 3 and existing web = 3",
            "ready db = 3",
            "replicas db = 3",
            "restarts db = 0",
            "replicasets web = 1",
            "claims db = 3",
            "endpoints web = 3 and endpoints db = 3",
            "published db = 3",
            "image web nginx:1.25",
            "image web nginx:1.25 > 2",
            "exists pvc/data-db-2",
            "gone pod/db-3",
            "same pod/db-1",
            "same pod/{web:newest}",
            "state db-1 ready",
            "on db-1 {node:db-1}",
            "condition web Available True MinimumReplicasAvailable",
            "field sts/db spec.podManagementPolicy OrderedReady",
            "field deployment/web spec.template.spec.containers.0.image nginx:1.25",
            "field deployment/web spec.paused absent",
            "settled",
            "elapsed = 0",
            "next-created db none and next-deleted web none",
            "created web = 0",
            "not pods web = 2",
            "pods web = 9 or pods db = 3",
            "always ready db = 3",
            "never not ready db = 3",
        ],
    );
    none_hold(
        &timeline,
        &[
            "new pod/db-1",
            "state db-1 running",
            "state db-7 ready",
            "pods web = 3 and pods db = 2",
            "once pods db = 2",
            "elapsed > 0",
            "image web nginx:1.26",
            "order-created db db-0",
            "condition db Available True",
        ],
    );
}

#[test]
fn what_happened_since_the_beginning_is_remembered() {
    let timeline = after(&["delete pod/db-1", "scale deployment/web 1"]);
    all_hold(
        &timeline,
        &[
            "new pod/db-1 and same pod/db-0",
            "field pod/db-0 status.podIP unchanged and not field pod/db-1 status.podIP unchanged",
            "created db = 1 and deleted db = 1",
            "next-created db db-1",
            "order-deleted db db-1",
            "deleted web = 2",
            "created web = 0",
            "never pods db < 2",
            "once terminating web = 2",
            "not always ready db = 3",
            "gone pod/{web:1} or gone pod/{web:0}",
            "elapsed > 3",
        ],
    );
    let timeline = after(&["restart statefulset/db"]);
    all_hold(&timeline, &["order-created db db-2 db-1 db-0", "order-deleted db db-2 db-1 db-0"]);
}

#[test]
fn pods_belong_to_a_workload_that_is_gone() {
    let mut timeline = demo();
    let delete = Command::from_words(&["delete", "sts/db"]).expect("a command");
    timeline.command(0, delete).expect("it is not refused");
    while timeline.run_ahead(1) > 0 {
        if !holding(&timeline, &["terminating db > 0"]).is_empty() {
            break;
        }
    }
    all_hold(&timeline, &["existing db = 3", "replicas db = 0"]);
}

#[test]
fn going_back_and_elsewhere_changes_what_holds() {
    let mut timeline = after(&["delete pod/db-1"]);
    let mut watch =
        Watch::new([fact("once terminating db = 1"), fact("pods db = 3")], &timeline, 0);
    let end = timeline.last();
    watch.look(&timeline, end);
    assert_eq!((watch.holds(0, 0), watch.holds(0, 1), watch.holds(0, end)), (false, true, true));
    assert_eq!(watch.first(0), Some(1));
    let words = ["scale", "deployment/web", "1"];
    timeline.command(0, Command::from_words(&words).expect("a command")).expect("not refused");
    watch.look(&timeline, timeline.last());
    assert!(!watch.holds(0, timeline.last()), "that was on another branch");
}

#[test]
fn what_is_so_instead_is_known() {
    let timeline = after(&["scale statefulset/db 2"]);
    for (text, present) in [
        ("ready db = 3", Present::Number(2)),
        ("ready db = 3 and pods web = 3", Present::Number(2)),
        ("exists pod/db-2", Present::Otherwise),
        ("same pod/db-2", Present::Absent),
        ("state db-1 terminating", Present::State(State::Ready)),
        ("image web nginx:2", Present::Share(0, 3)),
        ("on db-1 node-z", Present::Value("node-b".to_owned())),
        ("field sts/db spec.replicas 3", Present::Value("2".to_owned())),
        ("next-deleted db db-0", Present::Pods(vec!["db-2".into()])),
    ] {
        let mut watch = Watch::new([fact(text)], &timeline, 0);
        watch.look(&timeline, timeline.last());
        let missing = watch.missing(0, timeline.last());
        let found: Vec<&Present> = missing.iter().map(|it| &it.present).collect();
        assert_eq!(found, [&present], "{text}");
    }
}

#[test]
fn a_mistake_is_told_where_it_is() {
    for (text, at) in [
        ("", 0),
        ("readi db = 3", 0),
        ("ready = 3", 6),
        ("ready db 3", 9),
        ("ready db = three", 11),
        ("ready db =", 10),
        ("ready db = 3 pods db = 3", 13),
        ("ready db = 3 and", 16),
        ("ready db = 3 or not", 19),
        ("exists db-2", 7),
        ("exists podd/db-2", 7),
        ("state db-1 fine", 11),
        ("always created db = 1", 7),
        ("gone pod/{web", 9),
        ("condition web Progressing Maybe", 26),
        ("order-created db", 16),
    ] {
        assert_eq!(Fact::parse(text).map(|_| ()).map_err(|flaw| flaw.at), Err(at), "{text}");
    }
}
