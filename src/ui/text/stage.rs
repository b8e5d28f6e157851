//! The stage's strings.

use crate::language::{Phrase, say};
use crate::scene::ask::Ask;
use crate::scene::{PodState, SlotNote};

/// The stage's strings.
pub struct Text {
    /// The stage's name.
    pub name: Phrase,
    /// Nothing to show.
    pub empty: Phrase,
    /// What kind of thing a Deployment is.
    pub cattle: Phrase,
    /// What kind of thing a StatefulSet is.
    pub pets: Phrase,
    /// Ready of wanted, behind the number of ready ones.
    pub of_ready: fn(wanted: i32) -> String,
    /// The same for a screen reader.
    pub ready_of: fn(ready: u32, wanted: i32) -> String,
    /// The workload is being deleted.
    pub deleting: Phrase,
    /// Looks at the workload closely.
    pub look_at: fn(workload: &str) -> String,
    /// Roll-outs rest.
    pub paused: Phrase,
    /// The next image cannot be pulled.
    pub next_image_broken: Phrase,
    /// The number of Pods wanted.
    pub replicas: fn(workload: &str) -> String,
    /// One Pod less.
    pub fewer: Phrase,
    /// What was typed as a number of Pods is none.
    pub no_number: fn(typed: &str) -> String,
    /// One Pod more.
    pub more: Phrase,
    /// Opens what is asked for more rarely.
    pub more_asks: fn(workload: &str) -> String,
    /// What a press asks for.
    pub ask: fn(Ask) -> Phrase,
    /// Opens the choice of images.
    pub update_image: Phrase,
    /// The title of the choice of images.
    pub update_image_of: fn(workload: &str) -> String,
    /// The image at the moment.
    pub image_now: fn(image: &str) -> String,
    /// The next version.
    pub next_version: Phrase,
    /// An image that cannot be pulled.
    pub missing_image: Phrase,
    /// An image of one's own.
    pub own_image: Phrase,
    /// Does what the form says.
    pub set: Phrase,
    /// Opens a setting.
    pub change_setting: fn(setting: &str, value: &str) -> String,
    /// What a setting that cannot be changed says.
    pub fixed_setting: fn(setting: &str) -> String,
    /// The Service in front of interchangeable Pods.
    pub service: Phrase,
    /// The Service that publishes names.
    pub headless_service: Phrase,
    /// What a Service promises.
    pub any_pod: Phrase,
    /// What a headless Service promises.
    pub own_address: Phrase,
    /// There is no Service.
    pub no_service: Phrase,
    /// The Service that `serviceName` names does not exist.
    pub no_headless_service: fn(name: &str) -> String,
    /// How many Pods get traffic.
    pub endpoints: fn(u32) -> String,
    /// How many names are published.
    pub published: fn(usize, usize) -> String,
    /// A revision's badge.
    pub revision: fn(i64) -> String,
    /// The badge of what has no revision yet.
    pub no_revision: Phrase,
    /// What a client sends to: a Service, or a Pod by name.
    pub requests_to: fn(&str) -> String,
    /// What a client has seen, in one line for a screen reader.
    pub requests: fn(target: &str, answered: u64, failed: u64) -> String,
    /// Requests answered.
    pub answered: fn(u64) -> String,
    /// Requests that failed.
    pub failed: fn(u64) -> String,
    /// Nothing failed so far.
    pub none_failed: Phrase,
    /// What failed last.
    pub failed_last: fn(&str) -> String,
    /// Nobody to send to so far.
    pub nobody_yet: Phrase,
    /// How much of its history is shown.
    pub last_seconds: Phrase,
    /// A ReplicaSet's group.
    pub replica_set: fn(name: &str, revision: i64) -> String,
    /// Before the wanted size.
    pub wants: Phrase,
    /// A ReplicaSet's list of Pods.
    pub pods_of: fn(owner: &str) -> String,
    /// An old ReplicaSet without Pods.
    pub kept_for_undo: Phrase,
    /// A ReplicaSet that is cleaned up.
    pub removed: Phrase,
    /// Nobody at this place.
    pub place_empty: Phrase,
    /// A Pod is wanted here.
    pub place_wanted: Phrase,
    /// Room within maxSurge.
    pub place_surge: Phrase,
    /// The bounds of a rolling update.
    pub bounds: fn(min_available: i32, wanted: i32, max_total: i32) -> String,
    /// There are no bounds.
    pub bounds_recreate: Phrase,
    /// Terminating Pods, which nobody counts.
    pub not_counted: fn(i32) -> String,
    /// Pods now, and available ones.
    pub bounds_now: fn(total: i32, available: i32) -> String,
    /// The progress deadline has passed.
    pub deadline_exceeded: Phrase,
    /// The name of a claim that all share.
    pub shared_claims: Phrase,
    /// A Pod, for a screen reader.
    pub pod: fn(name: &str, state: &str) -> String,
    /// A slot without a Pod, for a screen reader.
    pub slot: fn(name: &str, note: &str) -> String,
    /// The state of a Pod. It may be broken at a soft hyphen.
    pub state: fn(&PodState) -> String,
    /// Ready, but not for long enough.
    pub not_available: Phrase,
    /// The node does not answer.
    pub node_lost: fn(node: &str) -> String,
    /// Container restarts.
    pub restarts: fn(u32) -> String,
    /// What this step changed.
    pub changed: Phrase,
    /// What the actor waits for.
    pub waited_for: Phrase,
    /// Why a slot is empty.
    pub note: fn(&SlotNote) -> [String; 2],
    /// A slot's name does not change.
    pub name_stays: Phrase,
    /// The list of slots.
    pub slots: fn(set: &str) -> String,
    /// The gate behind a Pod that is Ready.
    pub gate_open: fn(pod: &str) -> String,
    /// The gate behind a Pod that is not.
    pub gate_shut: fn(pod: &str) -> String,
    /// The word under an open gate.
    pub open: Phrase,
    /// The word under a shut gate.
    pub shut: Phrase,
    /// There is no claim of that name yet.
    pub no_claim: Phrase,
    /// The claim's state, for a screen reader.
    pub claim: fn(name: &str) -> String,
    /// A claim whose deletion was asked for.
    pub claim_terminating: Phrase,
    /// The list of DNS names.
    pub dns: Phrase,
    /// A name that is not published.
    pub unpublished: Phrase,
    /// Current and update revision are the same.
    pub one_revision: Phrase,
    /// Current and update revision.
    pub two_revisions: [Phrase; 2],
    /// The strip of nodes.
    pub nodes: Phrase,
    /// A node, for a screen reader.
    pub node: fn(name: &str) -> String,
    /// How many Pods.
    pub pods: fn(u32) -> String,
    /// A node that is heard.
    pub node_ready: Phrase,
    /// A node that is not heard any more.
    pub node_not_ready: Phrase,
    /// A node that fell silent, which nobody noticed yet.
    pub node_silent: Phrase,
    /// A node that takes no new Pods.
    pub cordoned: Phrase,
    /// Pods without a living workload.
    pub pods_of_no_workload: Phrase,
    /// Pods that nobody manages.
    pub managed_by_nobody: Phrase,
    /// Claims of no slot.
    pub claims_left: Phrase,
    /// What many Pods are, state by state.
    pub cells: fn(&str) -> String,
    /// How to look at one of many.
    pub cells_hint: Phrase,
}

/// English.
pub const EN: Text = Text {
    name: Phrase("Cluster"),
    empty: Phrase("No Deployment and no StatefulSet at this moment."),
    cattle: Phrase("cattle"),
    pets: Phrase("pets"),
    of_ready: |wanted| say!("/{wanted} ready", wanted),
    ready_of: |ready, wanted| say!("{ready} of {wanted} Pods ready", ready, wanted),
    deleting: Phrase("Being deleted"),
    look_at: |workload| say!("Look at {workload}", workload),
    paused: Phrase("Paused: a new template waits until you resume."),
    next_image_broken: Phrase("The next image will not be pullable."),
    replicas: |workload| say!("Replicas of {workload}", workload),
    no_number: |typed| say!("`{typed}` is no whole number up to {most}.", typed, most = i32::MAX),
    fewer: Phrase("One Pod fewer"),
    more: Phrase("One Pod more"),
    more_asks: |workload| say!("More for {workload}", workload),
    ask,
    update_image: Phrase("Update image…"),
    update_image_of: |workload| say!("Update the image of {workload}", workload),
    image_now: |image| say!("now {image}", image),
    next_version: Phrase("the next version"),
    missing_image: Phrase("a tag that cannot be pulled"),
    own_image: Phrase("Another image"),
    set: Phrase("Set"),
    change_setting: |setting, value| say!("{setting} {value}: change", setting, value),
    fixed_setting: |setting| say!("{setting} is fixed, or is changed under ⋯", setting),
    service: Phrase("Service"),
    headless_service: Phrase("Headless Service"),
    any_pod: Phrase("any Ready Pod answers"),
    own_address: Phrase("each Pod by name"),
    no_service: Phrase("No Service selects these Pods."),
    no_headless_service: |name| {
        say!("No Service `{name}`: these Pods have no names in the DNS.", name)
    },
    endpoints: |count| say!("{count} {count|endpoint|endpoints}", count),
    published: |published, all| say!("{published} of {all} published", published, all),
    requests_to: |target| say!("Requests to `{target}`", target),
    requests: |target, answered, failed| {
        say!("Requests to {target}: {answered} answered, {failed} failed", target, answered, failed)
    },
    answered: |count| say!("{count} answered", count = grouped(count)),
    failed: |count| say!("{count} failed", count = grouped(count)),
    none_failed: Phrase("Every request so far was answered."),
    failed_last: |why| say!("Last failure: {why}", why),
    nobody_yet: Phrase("The client waits: there is nobody to send to yet."),
    last_seconds: Phrase("the last 20 seconds"),
    revision: |number| say!("rev {number}", number),
    no_revision: Phrase("rev –"),
    replica_set: |name, revision| say!("ReplicaSet {name}, revision {revision}", name, revision),
    wants: Phrase("wants"),
    pods_of: |owner| say!("Pods of {owner}", owner),
    kept_for_undo: Phrase("0 Pods, kept for undo"),
    removed: Phrase("removed: beyond revisionHistoryLimit"),
    place_empty: Phrase("empty"),
    place_wanted: Phrase("wanted, not created yet"),
    place_surge: Phrase("room for one more (maxSurge)"),
    bounds: |min_available, wanted, max_total| {
        let pods = match wanted == max_total {
            true => format!("{wanted}"),
            false => format!("{wanted} … {max_total}"),
        };
        say!("Pods `{pods}`, at least {min_available} available", pods, min_available)
    },
    bounds_recreate: Phrase("Recreate: all old Pods go before new ones come"),
    not_counted: |terminating| match terminating {
        0 => String::new(),
        count => say!("; {count} terminating, not counted", count),
    },
    bounds_now: |total, available| say!("now {total}, {available} available", total, available),
    deadline_exceeded: Phrase("The progress deadline has passed. The controller goes on trying."),
    shared_claims: Phrase("Claim that all Pods share"),
    pod: |name, state| say!("Pod {name}, {state}", name, state),
    slot: |name, note| say!("Slot {name}, {note}", name, note),
    state,
    not_available: Phrase("not available yet"),
    node_lost: |node| say!("{node} is silent", node),
    restarts: |count| say!("{count} {count|restart|restarts}", count),
    changed: Phrase("just changed"),
    waited_for: Phrase("waited for"),
    note,
    name_stays: Phrase("The name stays"),
    slots: |set| say!("Slots of {set}", set),
    gate_open: |pod| say!("{pod} is Ready: the gate is open", pod),
    gate_shut: |pod| say!("{pod} is not Ready: the gate is shut", pod),
    open: Phrase("open"),
    shut: Phrase("shut"),
    no_claim: Phrase("no claim yet"),
    claim: |name| say!("Claim {name}", name),
    claim_terminating: Phrase("Terminating"),
    dns: Phrase("Names in the DNS"),
    unpublished: Phrase("not published"),
    one_revision: Phrase("current and update"),
    two_revisions: [Phrase("current"), Phrase("update")],
    nodes: Phrase("Nodes"),
    node: |name| say!("Node {name}", name),
    pods: |count| say!("{count} {count|Pod|Pods}", count),
    node_ready: Phrase("Ready"),
    node_not_ready: Phrase("NotReady"),
    node_silent: Phrase("silent, not noticed yet"),
    cordoned: Phrase("cordoned"),
    pods_of_no_workload: Phrase("Pods without a workload"),
    managed_by_nobody: Phrase("managed by nobody"),
    claims_left: Phrase("Claims left behind, with their data"),
    cells: |owner| say!("Pods of {owner}, one by one: arrow keys move, Enter opens", owner),
    cells_hint: Phrase("Point at a cell, or move with the arrow keys."),
};

fn ask(ask: Ask) -> Phrase {
    match ask {
        Ask::Restart => Phrase("Restart"),
        Ask::Undo => Phrase("Undo"),
        Ask::Pause => Phrase("Pause roll-outs"),
        Ask::Resume => Phrase("Resume"),
        Ask::UseRecreate => Phrase("Use Recreate"),
        Ask::UseRollingUpdate => Phrase("Use RollingUpdate"),
        Ask::UseOnDelete => Phrase("Use OnDelete"),
        Ask::BreakNextImage => Phrase("Break its next image"),
        Ask::MendNextImage => Phrase("Do not break its next image"),
        Ask::Delete => Phrase("Delete"),
        Ask::DeleteOrphaning => Phrase("Delete, but leave its Pods"),
        Ask::DeleteByForce => Phrase("Delete by force"),
        Ask::Crash => Phrase("Crash its container"),
        Ask::MakeUnready => Phrase("Make it unready"),
        Ask::MakeReady => Phrase("Make it ready again"),
        Ask::Evict => Phrase("Evict"),
        Ask::Cordon => Phrase("Cordon"),
        Ask::Uncordon => Phrase("Uncordon"),
        Ask::StopHeartbeats => Phrase("Stop its heartbeats"),
        Ask::StartHeartbeats => Phrase("Bring it back"),
    }
}

fn state(state: &PodState) -> String {
    match state {
        PodState::Ready => say!("Ready"),
        PodState::NotReady => say!("Not ready"),
        PodState::Creating => say!("Starting"),
        PodState::Pending => say!("Pending"),
        PodState::BackOff(word) | PodState::Failed(word) => word.to_string(),
        PodState::Succeeded => say!("Succeeded"),
        PodState::NodeLost => say!("Node lost"),
        PodState::Terminating => say!("Termi\u{ad}nating"),
    }
}

fn note(note: &SlotNote) -> [String; 2] {
    match note {
        SlotNote::None => Default::default(),
        SlotNote::NotWanted => [say!("not wanted"), String::new()],
        SlotNote::WaitsFor(pod) => [say!("not created yet"), say!("waits for {pod}", pod)],
        SlotNote::Next => [say!("not created yet"), say!("next")],
    }
}

/// Digits in groups of three, with a narrow space between, as every language reads them.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}
