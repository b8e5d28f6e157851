//! The inspector's strings.

use crate::cluster::Why;

/// The inspector's strings.
pub struct Text {
    /// The name of the tabs.
    pub name: &'static str,
    /// The tabs.
    pub tabs: [&'static str; 3],
    /// Before the object that is looked at closely.
    pub following: &'static str,
    /// Looks at everything again.
    pub stop_following: fn(object: &str) -> String,
    /// No step yet.
    pub at_start: &'static str,
    /// The person acted.
    pub you: &'static str,
    /// What the person did.
    pub you_asked: &'static str,
    /// What an actor looked at.
    pub looked_at: fn(object: &str) -> String,
    /// The table of numbers.
    pub numbers: &'static str,
    /// The turn failed.
    pub failed: &'static str,
    /// The heading over what was written.
    pub wrote: &'static str,
    /// Nothing was written.
    pub wrote_nothing: &'static str,
    /// Of a step's writes only the first are shown.
    pub writes_shown: fn(usize, usize) -> String,
    /// More writes than are shown.
    pub more_writes: fn(usize) -> String,
    /// A new object.
    pub created: &'static str,
    /// An object that is gone.
    pub removed: &'static str,
    /// An object whose deletion was asked for.
    pub marked: &'static str,
    /// Fields left out.
    pub noise: fn(&[&str]) -> String,
    /// The heading over the cause.
    pub because_of: &'static str,
    /// A step's number.
    pub step: fn(usize) -> String,
    /// Jumps to the cause.
    pub go_there: &'static str,
    /// Nobody caused it.
    pub no_cause: &'static str,
    /// Why an actor woke up, where it was no change.
    pub why: fn(Why) -> &'static str,
    /// The heading over the rule.
    pub rule: &'static str,
    /// The link to the docs.
    pub docs: &'static str,
    /// Before what differs between releases.
    pub changed_in: &'static str,
    /// The heading over what is due.
    pub next: &'static str,
    /// Nobody is due.
    pub settled: &'static str,
    /// When somebody is due.
    pub due: fn(ms: u64) -> String,
    /// More are due.
    pub more_due: fn(usize) -> String,
    /// The columns of the events.
    pub event_columns: [&'static str; 5],
    /// When an event was said last, and how often.
    pub last_seen: fn(last: &str, count: u32, first: &str) -> String,
    /// There are no events.
    pub no_events: &'static str,
    /// There are none of the object in focus.
    pub no_events_of: fn(object: &str) -> String,
    /// This step said it.
    pub just_said: &'static str,
    /// Shows all.
    pub show_all: fn(usize) -> String,
    /// All objects.
    pub all_objects: &'static str,
    /// The step changed it.
    pub just_changed: &'static str,
    /// Who manages it.
    pub owned_by: &'static str,
    /// The object does not exist at this moment.
    pub not_there: fn(object: &str) -> String,
    /// The step removed it.
    pub gone_now: &'static str,
    /// An object as YAML.
    pub yaml: fn(object: &str) -> String,
}

/// English.
pub const EN: Text = Text {
    name: "Inspector",
    tabs: ["Why", "Events", "Objects"],
    following: "Looking at",
    stop_following: |object| format!("Stop looking at {object}"),
    at_start: "The start. Nothing has happened yet.",
    you: "you",
    you_asked: "You asked for this.",
    looked_at: |object| format!("looked at {object}"),
    numbers: "What it was decided from",
    failed: "The turn failed and will be tried again.",
    wrote: "Wrote",
    wrote_nothing: "Nothing.",
    writes_shown: |shown, all| format!("{shown} of {all} so far"),
    more_writes: |count| format!("and {count} more"),
    created: "created",
    removed: "gone",
    marked: "marked for deletion",
    noise: |fields| format!("and {}", fields.join(", ")),
    because_of: "Because of",
    step: |number| format!("step {number}"),
    go_there: "go there",
    no_cause: "What was there at the start.",
    why: |why| match why {
        Why::Change => "",
        Why::Timer => "It had asked to look again at this time.",
        Why::Retry => "Its last turn failed: it tries again.",
    },
    rule: "The rule",
    docs: "Kubernetes docs",
    changed_in: "Releases",
    next: "Due next",
    settled: "Nobody is due: settled.",
    due: |ms| match ms {
        0 => "now".to_owned(),
        ms if ms < 1000 => format!("in {ms} ms"),
        ms if ms < 60_000 => format!("in {}.{} s", ms / 1000, ms % 1000 / 100),
        ms => format!("in {}", crate::kubectl::age::human_duration(ms as i64)),
    },
    more_due: |count| format!("and {count} more"),
    event_columns: ["Last seen", "Type", "Reason", "Object", "Message"],
    last_seen: |last, count, first| match count {
        1 => last.to_owned(),
        count => format!("{last} (x{count} over {first})"),
    },
    no_events: "No events yet.",
    no_events_of: |object| format!("No events of {object} yet."),
    just_said: "new",
    show_all: |count| format!("Show all {count}"),
    all_objects: "All objects",
    just_changed: "just changed",
    owned_by: "Owned by",
    not_there: |object| format!("{object} does not exist at this moment."),
    gone_now: "This step removed it. It was:",
    yaml: |object| format!("{object} as YAML"),
};
