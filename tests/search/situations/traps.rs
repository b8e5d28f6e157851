//! The known traps, and what gets out of the same.

use super::deployment::deployment;
use super::stateful_set::{POLICIES, cut_claims, stateful_set};
use crate::situation::Ask::{Image, Scale};
use crate::situation::{BROKEN, FIRST, Fault, SECOND, Situation};
use crate::trap::Trap;
use cattle_and_pets::api::Release;

type List = (&'static str, Vec<Situation>);

/// Lists of situations, each with what they are about.
pub fn families() -> Vec<List> {
    vec![
        ("Trap: a bad revision", bad_revisions()),
        ("Trap: names that are not published yet", unpublished_names()),
        ("Trap: a claim that goes", stale_claims()),
        ("Trap: a dead node", dead_nodes()),
    ]
}

fn bad_revisions() -> Vec<Situation> {
    let bad = |replicas, policy, mend| {
        stateful_set(replicas, policy, "", "").settled().asked(&[Image(BROKEN), Image(mend)])
    };
    let mut all = Vec::new();
    for release in [Release::V1_20, Release::V1_34, Release::V1_37] {
        for (replicas, mend) in (1..=3).flat_map(|it| [(it, FIRST), (it, SECOND)]) {
            let bad = bad(replicas, "OrderedReady", mend).release(release);
            all.push(bad.trapped(Trap::BadRevision));
        }
    }
    for replicas in 1..=3 {
        let bad = bad(replicas, "Parallel", FIRST).release(Release::V1_35);
        all.push(bad.trapped(Trap::SpentBudget));
    }
    all
}

/// A StatefulSet whose Pods look for one another before they are Ready.
fn unpublished_names() -> Vec<Situation> {
    let mut all = Vec::new();
    for policy in POLICIES {
        for publishes in [false, true] {
            let service = format!(
                "apiVersion: v1
kind: Service
metadata: {{name: db}}
spec: {{clusterIP: None, publishNotReadyAddresses: {publishes}, selector: {{app: db}}}}
---
"
            );
            let name = if publishes { ", names published at once" } else { "" };
            let set = stateful_set(2, policy, name, "");
            let manifest = service + &set.manifest;
            let set = Situation { manifest, needs_names: true, ..set };
            let is_trap = policy == "OrderedReady" || !publishes;
            all.push(if is_trap { set.trapped(Trap::UnpublishedNames) } else { set });
        }
    }
    all
}

/// Scaled down and up again before the claim is gone.
fn stale_claims() -> Vec<Situation> {
    let cut = |policy| cut_claims(policy).asked(&[Scale(1), Scale(2)]);
    POLICIES.map(|policy| cut(policy).trapped(Trap::StaleClaim)).into()
}

/// A second node, where Pods can go.
const ANOTHER: &str = "\
apiVersion: v1
kind: Node
metadata: {name: node-b}
---
";

/// Cattle is replaced, a pet is waited for.
fn dead_nodes() -> Vec<Situation> {
    let dying = |situation: Situation| {
        let manifest = format!("{ANOTHER}{}", situation.manifest);
        let faults = &[Fault::NodeDown];
        Situation { manifest, faults, most_faults: 1, ..situation }.settled()
    };
    let strategy = "{rollingUpdate: {maxSurge: 1, maxUnavailable: 0}}";
    let cattle = deployment(2, "a node dies", strategy, "  progressDeadlineSeconds: 2147483647\n");
    let mut all = vec![dying(cattle)];
    for policy in POLICIES {
        let pets = dying(stateful_set(2, policy, ", a node dies", "")).trapped(Trap::DeadNode);
        all.push(pets.clone());
        all.push(pets.asked(&[Scale(1)]));
    }
    all.push(
        dying(stateful_set(1, "OrderedReady", ", a node dies", ""))
            .asked(&[Image(SECOND)])
            .trapped(Trap::DeadNode),
    );
    all
}
