//! Deployments.

use super::NODE;
use crate::situation::Ask::{Image, Pause, Resume, Scale, Undo};
use crate::situation::{BROKEN, FIRST, SECOND, Situation, THIRD};
use cattle_and_pets::api::{Kind, Release};

type List = (&'static str, Vec<Situation>);

/// Lists of situations, each with what they are about.
pub fn families() -> Vec<List> {
    vec![
        ("Deployment: every roll-out", roll_outs()),
        ("Deployment: made from nothing, and scaled", sizes()),
        ("Deployment: another roll-out in the middle of one", rollovers()),
        ("Deployment: a bad image, and back", bad_images()),
        ("Deployment: scaled, paused, delayed in the middle", in_the_middle()),
        ("Deployment: Recreate", recreated()),
        ("Deployment: other releases", releases()),
    ]
}

/// A Deployment of so many Pods; `more` are further lines of its spec.
pub fn deployment(replicas: i32, name: &str, strategy: &str, more: &str) -> Situation {
    let manifest = format!(
        "{NODE}\
apiVersion: apps/v1
kind: Deployment
metadata: {{name: web}}
spec:
  replicas: {replicas}
  strategy: {strategy}
{more}  selector: {{matchLabels: {{app: web}}}}
  template:
    metadata: {{labels: {{app: web}}}}
    spec: {{containers: [{{name: app, image: '{FIRST}'}}]}}
"
    );
    Situation::new(Kind::Deployment, format!("{replicas} replicas, {name}"), manifest)
}

/// Nobody looks at the clock.
const NO_DEADLINE: &str = "  progressDeadlineSeconds: 2147483647\n";

fn rolling(replicas: i32, surge: i32, unavailable: i32) -> Situation {
    let name = format!("maxSurge {surge}, maxUnavailable {unavailable}");
    let strategy =
        format!("{{rollingUpdate: {{maxSurge: {surge}, maxUnavailable: {unavailable}}}}}");
    deployment(replicas, &name, &strategy, NO_DEADLINE)
}

/// What differs: a surge or an unavailability beyond all Pods is no more than all of them.
fn bounds(replicas: i32) -> impl Iterator<Item = (i32, i32)> {
    let all = (0..=replicas).flat_map(move |surge| (0..=replicas).map(move |it| (surge, it)));
    all.filter(|bounds| *bounds != (0, 0))
}

fn roll_outs() -> Vec<Situation> {
    let mut all = Vec::new();
    for replicas in 1..=4 {
        for (surge, unavailable) in bounds(replicas) {
            let faults = match replicas {
                1 => 2,
                2 => 1,
                _ => 0,
            };
            let roll_out = rolling(replicas, surge, unavailable).settled().asked(&[Image(SECOND)]);
            all.push(roll_out.available(replicas - unavailable).faults(faults));
        }
    }
    all
}

/// The oldest, one that does not count terminating Pods, and what is still being tried.
fn releases() -> Vec<Situation> {
    let mut all = Vec::new();
    for release in [Release::V1_20, Release::V1_34] {
        for (replicas, surge, unavailable) in [(1, 0, 1), (1, 1, 0), (2, 1, 0), (3, 1, 1)] {
            let rolling = rolling(replicas, surge, unavailable).release(release).settled();
            let rolling = rolling.asked(&[Image(SECOND)]).available(replicas - unavailable);
            all.push(rolling.faults(u8::from(replicas < 3)));
        }
    }
    let more = format!("{NO_DEADLINE}  podReplacementPolicy: TerminationComplete\n");
    for replicas in 1..=3 {
        let strategy = "{rollingUpdate: {maxSurge: 1, maxUnavailable: 1}}";
        let waits = deployment(replicas, "TerminationComplete", strategy, &more);
        let waits = waits.release(Release::V1_37_ALPHA).settled().asked(&[Image(SECOND)]);
        all.push(waits.available(replicas - 1).faults(u8::from(replicas < 2)));
    }
    all
}

fn sizes() -> Vec<Situation> {
    let from_nothing = (1..=4).map(|replicas| rolling(replicas, 1, 1).faults(1));
    let scaled = [(0, 3), (1, 4), (4, 1), (3, 0)].map(|(from, to)| {
        rolling(from, 1, 1).settled().asked(&[Scale(to)]).faults(if from + to < 5 { 1 } else { 0 })
    });
    from_nothing.chain(scaled).collect()
}

/// With several ReplicaSets at once. Nothing is promised of going back: a ReplicaSet that is used
/// again says for a moment that it has what it had before (rule R10), and the Deployment takes the
/// others away that soon.
fn rollovers() -> Vec<Situation> {
    let mut all = Vec::new();
    for (replicas, surge, unavailable) in
        [(1, 1, 0), (1, 0, 1), (1, 1, 1), (2, 1, 0), (2, 0, 1), (2, 1, 1), (3, 1, 0)]
    {
        let settled = rolling(replicas, surge, unavailable).settled();
        let on = settled.clone().asked(&[Image(SECOND), Image(THIRD)]);
        let back = settled.asked(&[Image(SECOND), Undo]);
        for situation in [on.available(replicas - unavailable), back] {
            let is_large = replicas + surge + unavailable > 3;
            all.push(if is_large { situation.large() } else { situation });
        }
    }
    all.push(rolling(1, 1, 0).settled().asked(&[Image(SECOND), Image(THIRD)]).faults(1));
    all
}

/// The old Pods that are needed stay, and what is mended gets on: no trap, unlike a StatefulSet.
fn bad_images() -> Vec<Situation> {
    let mut all = Vec::new();
    for (replicas, surge, unavailable) in [(1, 1, 0), (1, 0, 1), (2, 1, 0), (2, 0, 1), (3, 1, 1)] {
        for mend in [Image(SECOND), Image(FIRST), Undo] {
            let bad = rolling(replicas, surge, unavailable).settled();
            all.push(bad.asked(&[Image(BROKEN), mend]).available(replicas - unavailable));
        }
    }
    all
}

fn in_the_middle() -> Vec<Situation> {
    let mut all = Vec::new();
    for (from, to) in [(2, 3), (3, 1), (2, 4)] {
        all.push(rolling(from, 1, 0).settled().asked(&[Image(SECOND), Scale(to)]));
    }
    let asks = [Image(SECOND), Pause, Resume];
    all.push(rolling(2, 1, 0).settled().asked(&asks).available(2));
    let slow = format!("{NO_DEADLINE}  minReadySeconds: 10\n");
    let strategy = "{rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}";
    for replicas in 1..=2 {
        let slow = deployment(replicas, "minReadySeconds 10", strategy, &slow);
        all.push(slow.settled().asked(&[Image(SECOND)]).faults(u8::from(replicas == 1)));
    }
    let watched = deployment(1, "progressDeadlineSeconds 600", strategy, "");
    all.push(watched.settled().asked(&[Image(BROKEN), Image(SECOND)]));
    all
}

fn recreated() -> Vec<Situation> {
    let recreated = |replicas| deployment(replicas, "Recreate", "{type: Recreate}", NO_DEADLINE);
    let mut all: Vec<Situation> = (1..=4)
        .map(|replicas| {
            let faults = if replicas < 3 { 1 } else { 0 };
            recreated(replicas).settled().asked(&[Image(SECOND)]).faults(faults)
        })
        .collect();
    all.push(recreated(2).settled().asked(&[Image(BROKEN), Image(SECOND)]));
    all
}
