//! The stage's strings.

use crate::scene::ask::Ask;
use crate::scene::{PodState, SlotNote};

/// The stage's strings.
pub struct Text {
    /// The stage's name.
    pub name: &'static str,
    /// Nothing to show.
    pub empty: &'static str,
    /// What kind of thing a Deployment is.
    pub cattle: &'static str,
    /// What kind of thing a StatefulSet is.
    pub pets: &'static str,
    /// Ready of wanted, behind the number of ready ones.
    pub of_ready: fn(wanted: i32) -> String,
    /// The same for a screen reader.
    pub ready_of: fn(ready: u32, wanted: i32) -> String,
    /// The workload is being deleted.
    pub deleting: &'static str,
    /// Looks at the workload closely.
    pub look_at: fn(workload: &str) -> String,
    /// Roll-outs rest.
    pub paused: &'static str,
    /// The next image cannot be pulled.
    pub next_image_broken: &'static str,
    /// The number of Pods wanted.
    pub replicas: fn(workload: &str) -> String,
    /// One Pod less.
    pub fewer: &'static str,
    /// One Pod more.
    pub more: &'static str,
    /// Opens what is asked for more rarely.
    pub more_asks: fn(workload: &str) -> String,
    /// What a press asks for.
    pub ask: fn(Ask) -> &'static str,
    /// Opens the choice of images.
    pub update_image: &'static str,
    /// The title of the choice of images.
    pub update_image_of: fn(workload: &str) -> String,
    /// The image at the moment.
    pub image_now: fn(image: &str) -> String,
    /// The next version.
    pub next_version: &'static str,
    /// An image that cannot be pulled.
    pub missing_image: &'static str,
    /// An image of one's own.
    pub own_image: &'static str,
    /// Does what the form says.
    pub set: &'static str,
    /// Opens a setting.
    pub change_setting: fn(setting: &str, value: &str) -> String,
    /// What a setting that cannot be changed says.
    pub fixed_setting: fn(setting: &str) -> String,
    /// The Service in front of interchangeable Pods.
    pub service: &'static str,
    /// The Service that publishes names.
    pub headless_service: &'static str,
    /// What a Service promises.
    pub any_pod: &'static str,
    /// What a headless Service promises.
    pub own_address: &'static str,
    /// There is no Service.
    pub no_service: &'static str,
    /// The Service that `serviceName` names does not exist.
    pub no_headless_service: fn(name: &str) -> String,
    /// How many Pods get traffic.
    pub endpoints: fn(u32) -> String,
    /// How many names are published.
    pub published: fn(usize, usize) -> String,
    /// A revision's badge.
    pub revision: fn(i64) -> String,
    /// The badge of what has no revision yet.
    pub no_revision: &'static str,
    /// A ReplicaSet's group.
    pub replica_set: fn(name: &str, revision: i64) -> String,
    /// Before the wanted size.
    pub wants: &'static str,
    /// A ReplicaSet's list of Pods.
    pub pods_of: fn(owner: &str) -> String,
    /// An old ReplicaSet without Pods.
    pub kept_for_undo: &'static str,
    /// A ReplicaSet that is cleaned up.
    pub removed: &'static str,
    /// Nobody at this place.
    pub place_empty: &'static str,
    /// A Pod is wanted here.
    pub place_wanted: &'static str,
    /// Room within maxSurge.
    pub place_surge: &'static str,
    /// The bounds of a rolling update.
    pub bounds: fn(min_available: i32, wanted: i32, max_total: i32) -> [String; 3],
    /// There are no bounds.
    pub bounds_recreate: &'static str,
    /// Terminating Pods, which nobody counts.
    pub not_counted: fn(i32) -> String,
    /// Pods now, and available ones.
    pub bounds_now: fn(total: i32, available: i32) -> String,
    /// The progress deadline has passed.
    pub deadline_exceeded: &'static str,
    /// The name of a claim that all share.
    pub shared_claims: &'static str,
    /// A Pod, for a screen reader.
    pub pod: fn(name: &str, state: &str) -> String,
    /// A slot without a Pod, for a screen reader.
    pub slot: fn(name: &str, note: &str) -> String,
    /// The state of a Pod. It may be broken at a soft hyphen.
    pub state: fn(&PodState) -> String,
    /// Ready, but not for long enough.
    pub not_available: &'static str,
    /// The node does not answer.
    pub node_lost: fn(node: &str) -> String,
    /// Container restarts.
    pub restarts: fn(u32) -> String,
    /// What this step changed.
    pub changed: &'static str,
    /// What the actor waits for.
    pub waited_for: &'static str,
    /// Why a slot is empty.
    pub note: fn(&SlotNote) -> [String; 2],
    /// A slot's name does not change.
    pub name_stays: &'static str,
    /// The list of slots.
    pub slots: fn(set: &str) -> String,
    /// The gate behind a Pod that is Ready.
    pub gate_open: fn(pod: &str) -> String,
    /// The gate behind a Pod that is not.
    pub gate_shut: fn(pod: &str) -> String,
    /// The word under an open gate.
    pub open: &'static str,
    /// The word under a shut gate.
    pub shut: &'static str,
    /// There is no claim of that name yet.
    pub no_claim: &'static str,
    /// The claim's state, for a screen reader.
    pub claim: fn(name: &str) -> String,
    /// A claim whose deletion was asked for.
    pub claim_terminating: &'static str,
    /// The list of DNS names.
    pub dns: &'static str,
    /// A name that is not published.
    pub unpublished: &'static str,
    /// Current and update revision are the same.
    pub one_revision: &'static str,
    /// Current and update revision.
    pub two_revisions: [&'static str; 2],
    /// The strip of nodes.
    pub nodes: &'static str,
    /// A node, for a screen reader.
    pub node: fn(name: &str) -> String,
    /// How many Pods.
    pub pods: fn(u32) -> String,
    /// A node that is heard.
    pub node_ready: &'static str,
    /// A node that is not heard any more.
    pub node_not_ready: &'static str,
    /// A node that fell silent, which nobody noticed yet.
    pub node_silent: &'static str,
    /// A node that takes no new Pods.
    pub cordoned: &'static str,
    /// Pods without a living workload.
    pub pods_of_no_workload: &'static str,
    /// Pods that nobody manages.
    pub managed_by_nobody: &'static str,
    /// Claims of no slot.
    pub claims_left: &'static str,
    /// What many Pods are, state by state.
    pub cells: fn(&str) -> String,
    /// How to look at one of many.
    pub cells_hint: &'static str,
}

/// English.
pub const EN: Text = Text {
    name: "Cluster",
    empty: "No Deployment and no StatefulSet at this moment.",
    cattle: "cattle",
    pets: "pets",
    of_ready: |wanted| format!("/{wanted} ready"),
    ready_of: |ready, wanted| format!("{ready} of {wanted} Pods ready"),
    deleting: "Being deleted",
    look_at: |workload| format!("Look at {workload}"),
    paused: "Paused: a new template waits until you resume.",
    next_image_broken: "The next image will not be pullable.",
    replicas: |workload| format!("Replicas of {workload}"),
    fewer: "One Pod fewer",
    more: "One Pod more",
    more_asks: |workload| format!("More for {workload}"),
    ask,
    update_image: "Update image…",
    update_image_of: |workload| format!("Update the image of {workload}"),
    image_now: |image| format!("now {image}"),
    next_version: "the next version",
    missing_image: "a tag that cannot be pulled",
    own_image: "Another image",
    set: "Set",
    change_setting: |setting, value| format!("{setting} {value}: change"),
    fixed_setting: |setting| format!("{setting} is fixed, or is changed under ⋯"),
    service: "Service",
    headless_service: "Headless Service",
    any_pod: "any Ready Pod answers",
    own_address: "each Pod by name",
    no_service: "No Service selects these Pods.",
    no_headless_service: |name| {
        format!("No Service `{name}`: these Pods have no names in the DNS.")
    },
    endpoints: |count| match count {
        1 => "1 endpoint".to_owned(),
        many => format!("{many} endpoints"),
    },
    published: |published, all| format!("{published} of {all} published"),
    revision: |number| format!("rev {number}"),
    no_revision: "rev –",
    replica_set: |name, revision| format!("ReplicaSet {name}, revision {revision}"),
    wants: "wants",
    pods_of: |owner| format!("Pods of {owner}"),
    kept_for_undo: "0 Pods, kept for undo",
    removed: "removed: beyond revisionHistoryLimit",
    place_empty: "empty",
    place_wanted: "wanted, not created yet",
    place_surge: "room for one more (maxSurge)",
    bounds: |min_available, wanted, max_total| {
        let pods = match wanted == max_total {
            true => format!("{wanted}"),
            false => format!("{wanted} … {max_total}"),
        };
        ["Pods ".to_owned(), pods, format!(", at least {min_available} available")]
    },
    bounds_recreate: "Recreate: all old Pods go before new ones come",
    not_counted: |terminating| match terminating {
        0 => String::new(),
        count => format!("; {count} terminating, not counted"),
    },
    bounds_now: |total, available| format!("now {total}, {available} available"),
    deadline_exceeded: "The progress deadline has passed. The controller goes on trying.",
    shared_claims: "Claim that all Pods share",
    pod: |name, state| format!("Pod {name}, {state}"),
    slot: |name, note| format!("Slot {name}, {note}"),
    state,
    not_available: "not available yet",
    node_lost: |node| format!("{node} is silent"),
    restarts: |count| match count {
        1 => "1 restart".to_owned(),
        many => format!("{many} restarts"),
    },
    changed: "just changed",
    waited_for: "waited for",
    note,
    name_stays: "The name stays",
    slots: |set| format!("Slots of {set}"),
    gate_open: |pod| format!("{pod} is Ready: the gate is open"),
    gate_shut: |pod| format!("{pod} is not Ready: the gate is shut"),
    open: "open",
    shut: "shut",
    no_claim: "no claim yet",
    claim: |name| format!("Claim {name}"),
    claim_terminating: "Terminating",
    dns: "Names in the DNS",
    unpublished: "not published",
    one_revision: "current and update",
    two_revisions: ["current", "update"],
    nodes: "Nodes",
    node: |name| format!("Node {name}"),
    pods: |count| match count {
        1 => "1 Pod".to_owned(),
        many => format!("{many} Pods"),
    },
    node_ready: "Ready",
    node_not_ready: "NotReady",
    node_silent: "silent, not noticed yet",
    cordoned: "cordoned",
    pods_of_no_workload: "Pods without a workload",
    managed_by_nobody: "managed by nobody",
    claims_left: "Claims left behind, with their data",
    cells: |owner| format!("Pods of {owner}, one by one: arrow keys move, Enter opens"),
    cells_hint: "Point at a cell, or move with the arrow keys.",
};

fn ask(ask: Ask) -> &'static str {
    match ask {
        Ask::Restart => "Restart",
        Ask::Undo => "Undo",
        Ask::Pause => "Pause roll-outs",
        Ask::Resume => "Resume",
        Ask::UseRecreate => "Use Recreate",
        Ask::UseRollingUpdate => "Use RollingUpdate",
        Ask::UseOnDelete => "Use OnDelete",
        Ask::BreakNextImage => "Break its next image",
        Ask::MendNextImage => "Do not break its next image",
        Ask::Delete => "Delete",
        Ask::DeleteOrphaning => "Delete, but leave its Pods",
        Ask::DeleteByForce => "Delete by force",
        Ask::Crash => "Crash its container",
        Ask::MakeUnready => "Make it unready",
        Ask::MakeReady => "Make it ready again",
        Ask::Evict => "Evict",
        Ask::Cordon => "Cordon",
        Ask::Uncordon => "Uncordon",
        Ask::StopHeartbeats => "Stop its heartbeats",
        Ask::StartHeartbeats => "Bring it back",
    }
}

fn state(state: &PodState) -> String {
    match state {
        PodState::Ready => "Ready".to_owned(),
        PodState::NotReady => "Not ready".to_owned(),
        PodState::Creating => "Starting".to_owned(),
        PodState::Pending => "Pending".to_owned(),
        PodState::BackOff(word) | PodState::Failed(word) => word.to_string(),
        PodState::Succeeded => "Succeeded".to_owned(),
        PodState::NodeLost => "Node lost".to_owned(),
        PodState::Terminating => "Termi\u{ad}nating".to_owned(),
    }
}

fn note(note: &SlotNote) -> [String; 2] {
    match note {
        SlotNote::None => Default::default(),
        SlotNote::NotWanted => ["not wanted".to_owned(), String::new()],
        SlotNote::WaitsFor(pod) => ["not created yet".to_owned(), format!("waits for {pod}")],
        SlotNote::Next => ["not created yet".to_owned(), "next".to_owned()],
    }
}
