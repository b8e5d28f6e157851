//! StatefulSets.

use super::NODE;
use crate::situation::Ask::{Image, Scale};
use crate::situation::{BROKEN, FIRST, SECOND, Situation, THIRD};
use cattle_and_pets::api::{Kind, Release};

type List = (&'static str, Vec<Situation>);

/// Lists of situations, each with what they are about.
pub fn families() -> Vec<List> {
    vec![
        ("StatefulSet: every update", updates()),
        ("StatefulSet: maxUnavailable", budgets()),
        ("StatefulSet: made from nothing, and scaled", sizes()),
        ("StatefulSet: another update in the middle of one", rollovers()),
        ("StatefulSet: claims", claims()),
        ("StatefulSet: minReadySeconds", delays()),
        ("StatefulSet: Parallel, a bad image, and back", bad_images()),
    ]
}

pub const POLICIES: [&str; 2] = ["OrderedReady", "Parallel"];
/// Those in which a StatefulSet does different things.
const RELEASES: [Release; 3] = [Release::V1_20, Release::V1_34, Release::V1_37];

/// A StatefulSet of so many Pods; `more` are further lines of its spec.
pub fn stateful_set(replicas: i32, policy: &str, name: &str, more: &str) -> Situation {
    let manifest = format!(
        "{NODE}\
apiVersion: apps/v1
kind: StatefulSet
metadata: {{name: db}}
spec:
  replicas: {replicas}
  serviceName: db
  podManagementPolicy: {policy}
{more}  selector: {{matchLabels: {{app: db}}}}
  template:
    metadata: {{labels: {{app: db}}}}
    spec: {{containers: [{{name: app, image: '{FIRST}'}}]}}
"
    );
    Situation::new(Kind::StatefulSet, format!("{replicas} replicas, {policy}{name}"), manifest)
}

fn plain(replicas: i32, policy: &str) -> Situation {
    stateful_set(replicas, policy, "", "")
}

/// Each partition that differs, and `OnDelete`.
fn updates() -> Vec<Situation> {
    let mut all = Vec::new();
    for release in RELEASES {
        for (replicas, policy) in (1..=4).flat_map(|it| POLICIES.map(|policy| (it, policy))) {
            let faults = if replicas < 4 || release == Release::V1_37 { 2 } else { 1 };
            let mut add = |name: &str, strategy: &str| {
                let line = format!("  updateStrategy: {strategy}\n");
                let set = stateful_set(replicas, policy, name, &line);
                let set = set.settled().release(release).asked(&[Image(SECOND)]);
                all.push(set.faults(faults).available(replicas - 1));
            };
            for partition in 0..=replicas {
                let strategy = format!("{{rollingUpdate: {{partition: {partition}}}}}");
                add(&format!(", partition {partition}"), &strategy);
            }
            add(", OnDelete", "{type: OnDelete}");
        }
    }
    all
}

/// Where the release knows it.
fn budgets() -> Vec<Situation> {
    let mut all = Vec::new();
    for release in [Release::V1_35, Release::V1_37] {
        for (replicas, policy) in (2..=4).flat_map(|it| POLICIES.map(|policy| (it, policy))) {
            for most in 2..=replicas {
                let line =
                    format!("  updateStrategy: {{rollingUpdate: {{maxUnavailable: {most}}}}}\n");
                let name = format!(", maxUnavailable {most}");
                let set = stateful_set(replicas, policy, &name, &line);
                let set = set.settled().release(release).asked(&[Image(SECOND)]);
                let faults = if replicas < 4 { 2 } else { 1 };
                all.push(set.faults(faults).available(replicas - most));
            }
        }
    }
    all
}

fn sizes() -> Vec<Situation> {
    let mut all = Vec::new();
    for (release, policy) in RELEASES.into_iter().flat_map(|it| POLICIES.map(|to| (it, to))) {
        for replicas in 1..=4 {
            let faults = if replicas < 4 { 2 } else { 1 };
            all.push(plain(replicas, policy).release(release).faults(faults));
        }
        for (from, to) in [(0, 4), (1, 3), (4, 1), (3, 0)] {
            let set = plain(from, policy).settled().release(release);
            all.push(set.asked(&[Scale(to)]).faults(1));
        }
        let back = plain(3, policy).settled().release(release);
        all.push(back.asked(&[Scale(1), Scale(3)]).faults(1));
        let start = stateful_set(2, policy, ", ordinals from 5", "  ordinals: {start: 5}\n");
        all.push(start.settled().release(release).asked(&[Image(SECOND)]).faults(1));
    }
    all
}

fn rollovers() -> Vec<Situation> {
    let mut all = Vec::new();
    for (release, policy) in RELEASES.into_iter().flat_map(|it| POLICIES.map(|to| (it, to))) {
        for replicas in 1..=3 {
            for second in [Image(THIRD), Image(FIRST), Scale(replicas + 1)] {
                let set = plain(replicas, policy).settled().release(release);
                all.push(set.asked(&[Image(SECOND), second]).faults(1));
            }
        }
    }
    all
}

const CLAIMS: &str = "  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
";

/// Kept, and deleted on scale-down.
fn claims() -> Vec<Situation> {
    let mut all = Vec::new();
    for policy in POLICIES {
        all.push(stateful_set(2, policy, ", claims", CLAIMS).faults(1));
        for asks in [&[Scale(1)][..], &[Scale(1), Scale(2)]] {
            let set = stateful_set(2, policy, ", claims", CLAIMS).settled();
            all.push(set.asked(asks).faults(1));
        }
        all.push(cut_claims(policy).asked(&[Scale(1)]).faults(1));
    }
    all
}

/// Two Pods whose claims are deleted with them when they are scaled away.
pub fn cut_claims(policy: &str) -> Situation {
    let retention = "{whenScaled: Delete, whenDeleted: Retain}";
    let more = format!("{CLAIMS}  persistentVolumeClaimRetentionPolicy: {retention}\n");
    stateful_set(2, policy, ", whenScaled Delete", &more).settled()
}

fn delays() -> Vec<Situation> {
    let mut all = Vec::new();
    for (replicas, policy) in (1..=3).flat_map(|it| POLICIES.map(|policy| (it, policy))) {
        let set = stateful_set(replicas, policy, ", minReadySeconds 10", "  minReadySeconds: 10\n");
        all.push(set.settled().asked(&[Image(SECOND)]).faults(1));
    }
    all
}

/// What `OrderedReady` gets stuck in, `Parallel` does not.
fn bad_images() -> Vec<Situation> {
    let mut all = Vec::new();
    for release in RELEASES {
        for replicas in 1..=3 {
            for mend in [FIRST, SECOND] {
                let set = plain(replicas, "Parallel").settled().release(release);
                all.push(set.asked(&[Image(BROKEN), Image(mend)]).faults(u8::from(replicas < 3)));
            }
        }
    }
    all
}
