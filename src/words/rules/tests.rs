//! Every rule has a text, and every difference between releases a note.

use super::*;
use crate::api::Release;

#[test]
fn every_rule_of_the_reference_has_a_text_and_a_page() {
    let numbered = [
        ("C", 12),
        ("D", 38),
        ("R", 13),
        ("S", 33),
        ("P", 4),
        ("K", 10),
        ("V", 4),
        ("E", 6),
        ("G", 3),
        ("N", 6),
        ("B", 3),
        ("A", 6),
    ];
    for (letter, last) in numbered {
        for number in 1..=last {
            let id = format!("{letter}{number}");
            let rule = of(&id).unwrap_or_else(|| panic!("{id} has no text"));
            assert!(rule.text.ends_with(['.', ')']), "{id}: {}", rule.text);
            assert!(!rule.docs.starts_with('/') && !rule.docs.is_empty(), "{id}");
            assert_eq!(rule.text.matches('`').count() % 2, 0, "{id}");
        }
    }
}

#[test]
fn a_part_is_looked_up_as_its_whole() {
    assert_eq!(of("S15.5").map(|rule| rule.id), Some("S15"));
    assert_eq!(of("D19a").map(|rule| rule.id), Some("D19"));
    assert_eq!(of("S22b").map(|rule| rule.id), Some("S22b"));
    assert_eq!(of("Z1"), None);
    assert_eq!(of(""), None);
}

/// One difference between releases: its name, the rule whose notes tell of it, and what it is.
type Knob = (&'static str, &'static str, fn(Release) -> String);

macro_rules! knobs {
    ($($name:ident($($given:expr),*) $rule:literal,)*) => {
        &[$((stringify!($name), $rule, |it: Release| format!("{:?}", it.$name($($given),*)))),*]
    };
}

/// All of them. The last ones are of what kubectl prints and of the list of events, where no rule
/// is shown.
const KNOBS: &[Knob] = knobs![
    stateful_set_max_unavailable() "S22b",
    stateful_set_max_unavailable_two_phase() "S22b",
    stateful_set_recreate() "S29",
    pod_replacement_policy() "X13",
    stateful_set_min_ready_seconds() "S24",
    stateful_set_counts_at_once() "S24",
    stateful_set_slow_start() "S16",
    stateful_set_status_despite_errors() "S11",
    taken_generated_names_are_timeouts() "S30",
    stateful_set_start_ordinal() "S1",
    stateful_set_claim_retention() "S21",
    stateful_set_replaces_succeeded() "S15",
    stateful_set_replaces_later() "S15",
    stateful_set_creates_missing_claims() "S15",
    pod_index_label() "S3",
    service_internal_traffic_policy() "A1",
    logarithmic_scale_down() "R5",
    pod_deletion_cost() "R5",
    scaling_event() "D13",
    scaling_event_tells_own_direction() "D13",
    cleans_history_by_revision() "D23",
    terminating_replicas() "R10",
    terminating_replicas() "D33",
    node_monitor_grace_period_seconds() "N1",
    scheduler_reports_deleted_pods() "P4",
    scheduler_explains_preemption() "P3",
    scheduler_names_affinity_twice() "P3",
    preemption_text() "P3",
    merges_match_label_keys() "P3",
    node_selector_mismatch_text() "P3",
    untolerated_taint_text("key", "value") "P3",
    endpoints_hold_finished_pods() "E1",
    endpoints_hold_terminating_pods() "E1",
    proxies_fall_back_to_terminating_endpoints() "E2",
    container_created_text("web") "K3",
    image_pulled_text("nginx", "2s") "K3",
    restart_back_off_text("web", "pod") "K3",
    taint_manager_component() "N2",
    reduced_crash_loop_back_off() "K8",
    node_out_of_service() "N3",
    budgets_leave_out_unmanaged_pods() "B1",
    empty_budget_selects_all() "B1",
    evicts_unready_pods_within_budget() "B2",
    unhealthy_pod_eviction_policy() "B2",
    limits_events_by_type() "EV1",
    restarts_column_tells_age() "",
    status_column_calls_finished_pods_terminating() "",
    deletion_names_namespace() "",
    claims_have_attributes_class_column() "",
];

/// Every release in which something may begin or end, oldest first.
fn releases() -> impl Iterator<Item = Release> {
    let minors = (20..=37).map(|minor| Release::of(minor, 0));
    let mut all: Vec<Release> = minors.chain([Release::of(35, 4)]).collect();
    all.sort();
    all.into_iter()
}

#[test]
fn every_difference_between_releases_has_a_note_of_just_that_release() {
    let with_alpha = |it: Release| Release { alpha: true, ..it };
    for (name, rule, value) in KNOBS.iter().filter(|(_, rule, _)| !rule.is_empty()) {
        let since: Vec<Release> =
            of(rule).expect("a rule").changes.iter().map(|it| it.since).collect();
        for (before, after) in releases().zip(releases().skip(1)) {
            let is_told = value(before) == value(after) || since.contains(&after);
            assert!(is_told, "{rule} does not tell what {after} changes: {name}");
        }
        let alpha = releases().find(|it| value(*it) != value(with_alpha(*it)));
        let is_told = alpha.is_none_or(|first| since.contains(&with_alpha(first)));
        assert!(is_told, "{rule} does not tell of the alpha feature: {name}");
    }
}

#[test]
fn no_difference_between_releases_is_left_out() {
    let code = include_str!("../../api/release.rs");
    let functions = code.split("fn ").skip(1).filter(|it| it.contains("(self"));
    let names = functions.filter_map(|it| it.split("(self").next());
    let names: Vec<&str> =
        names.filter(|it| !it.contains(['(', ' ']) && *it != "at_least").collect();
    assert!(names.len() > 30, "{names:?}");
    for name in names {
        assert!(KNOBS.iter().any(|knob| knob.0 == name), "{name} has no rule here");
    }
}

#[test]
fn changes_are_told_in_order_and_hold_from_then_on() {
    for rule in all() {
        assert!(rule.changes.is_sorted_by_key(|it| it.since), "{}", rule.id);
        for change in rule.changes {
            assert!(change.text.ends_with('.'), "{}: {}", rule.id, change.text);
            assert!(change.is_in(change.since) && !change.is_in(Release::V1_20), "{}", rule.id);
        }
    }
    let changes = of("S22b").expect("a rule").changes;
    let told: Vec<String> = changes.iter().map(Change::release).collect();
    assert_eq!(told, ["1.24 alpha", "1.35", "1.35.4", "1.37"]);
    let holds = |release| changes.iter().map(|it| it.is_in(release)).collect::<Vec<bool>>();
    assert_eq!(holds(Release::V1_35), [false, true, false, false]);
    assert_eq!(holds(Release::V1_37_ALPHA), [true; 4]);
}

/// Where a rule with a note is not shown, nobody reads the note.
#[test]
fn rules_with_notes_are_shown_by_some_step() {
    let shown = include_str!("shown.rs");
    let decisions = [
        include_str!("../../cluster/controllers/deployment/decision.rs"),
        include_str!("../../cluster/controllers/replica_set/decision.rs"),
        include_str!("../../cluster/controllers/stateful_set/decision.rs"),
        include_str!("../../cluster/kubelet/decision.rs"),
        include_str!("../../cluster/nodes/decision.rs"),
        include_str!("../../cluster/scheduler/mod.rs"),
        include_str!("../../cluster/endpoints/mod.rs"),
    ];
    let is_shown = |id: &str| {
        shown.contains(&format!("(\"{id}\", "))
            || decisions.iter().any(|code| {
                code.contains(&format!("=> \"{id}\"")) || code.contains(&format!("Some(\"{id}\")"))
            })
    };
    let with_notes = KNOBS.iter().map(|knob| knob.1).filter(|rule| !["", "EV1"].contains(rule));
    for rule in with_notes {
        assert!(is_shown(rule), "no step shows {rule}");
    }
}
