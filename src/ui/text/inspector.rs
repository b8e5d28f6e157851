//! The inspector's strings.

use crate::api::Release;
use crate::cluster::Why;
use crate::language::{Phrase, say};
use crate::words;

/// The inspector's strings.
pub struct Text {
    /// The name of the tabs.
    pub name: Phrase,
    /// The tabs.
    pub tabs: [Phrase; 3],
    /// Before the object that is looked at closely.
    pub following: Phrase,
    /// Looks at everything again.
    pub stop_following: fn(object: &str) -> String,
    /// No step yet.
    pub at_start: Phrase,
    /// The person acted.
    pub you: Phrase,
    /// What the person did.
    pub you_asked: Phrase,
    /// What an actor looked at.
    pub looked_at: fn(object: &str) -> String,
    /// The table of numbers.
    pub numbers: Phrase,
    /// The turn failed.
    pub failed: Phrase,
    /// The heading over what was written.
    pub wrote: Phrase,
    /// Nothing was written.
    pub wrote_nothing: Phrase,
    /// Of a step's writes only the first are shown.
    pub writes_shown: fn(usize, usize) -> String,
    /// More writes than are shown.
    pub more_writes: fn(usize) -> String,
    /// A new object.
    pub created: Phrase,
    /// An object that is gone.
    pub removed: Phrase,
    /// An object whose deletion was asked for.
    pub marked: Phrase,
    /// Fields left out.
    pub noise: fn(&[&str]) -> String,
    /// The heading over the cause.
    pub because_of: Phrase,
    /// A step's number.
    pub step: fn(usize) -> String,
    /// Jumps to the cause.
    pub go_there: Phrase,
    /// Nobody caused it.
    pub no_cause: Phrase,
    /// Why an actor woke up, where it was no change.
    pub why: fn(Why) -> Option<Phrase>,
    /// The heading over the rule.
    pub rule: Phrase,
    /// The link to the docs.
    pub docs: Phrase,
    /// The releases that changed a rule.
    pub changed_in: fn(releases: &str) -> String,
    /// A change that a run's release does not have.
    pub not_in: fn(Release) -> String,
    /// The heading over what is due.
    pub next: Phrase,
    /// Nobody is due.
    pub settled: Phrase,
    /// When somebody is due.
    pub due: fn(ms: u64) -> String,
    /// More are due.
    pub more_due: fn(usize) -> String,
    /// The columns of the events.
    pub event_columns: [Phrase; 5],
    /// When an event was said last, and how often.
    pub last_seen: fn(last: &str, count: u32, first: &str) -> String,
    /// There are no events.
    pub no_events: Phrase,
    /// There are none of the object in focus.
    pub no_events_of: fn(object: &str) -> String,
    /// This step said it.
    pub just_said: Phrase,
    /// Shows all.
    pub show_all: fn(usize) -> String,
    /// All objects.
    pub all_objects: Phrase,
    /// The step changed it.
    pub just_changed: Phrase,
    /// Who manages it.
    pub owned_by: Phrase,
    /// The object does not exist at this moment.
    pub not_there: fn(object: &str) -> String,
    /// The step removed it.
    pub gone_now: Phrase,
    /// An object as YAML.
    pub yaml: fn(object: &str) -> String,
}

/// English.
pub const EN: Text = Text {
    name: Phrase("Inspector"),
    tabs: [Phrase("Why"), Phrase("Events"), Phrase("Objects")],
    following: Phrase("Looking at"),
    stop_following: |object| say!("Stop looking at {object}", object),
    at_start: Phrase("The start. Nothing has happened yet."),
    you: Phrase("you"),
    you_asked: Phrase("You asked for this."),
    looked_at: |object| say!("looked at {object}", object),
    numbers: Phrase("What it was decided from"),
    failed: Phrase("The turn failed and will be tried again."),
    wrote: Phrase("Wrote"),
    wrote_nothing: Phrase("Nothing."),
    writes_shown: |shown, all| say!("{shown} of {all} so far", shown, all),
    more_writes: |count| say!("and {count} more", count),
    created: Phrase("created"),
    removed: Phrase("gone"),
    marked: Phrase("marked for deletion"),
    noise: |fields| say!("and {fields}", fields = words::joined(fields)),
    because_of: Phrase("Because of"),
    step: |number| say!("step {number}", number),
    go_there: Phrase("go there"),
    no_cause: Phrase("What was there at the start."),
    why: |why| match why {
        Why::Change => None,
        Why::Timer => Some(Phrase("It had asked to look again at this time.")),
        Why::Retry => Some(Phrase("Its last turn failed: it tries again.")),
    },
    rule: Phrase("The rule"),
    docs: Phrase("Kubernetes docs"),
    changed_in: |releases| say!("Changed in {releases}", releases),
    not_in: |release| say!("Not in {release}.", release),
    next: Phrase("Due next"),
    settled: Phrase("Nobody is due: settled."),
    due: |ms| match ms {
        0 => say!("now"),
        ms if ms < 1000 => say!("in {ms} ms", ms),
        ms if ms < 60_000 => {
            say!("in {seconds}.{tenths} s", seconds = ms / 1000, tenths = ms % 1000 / 100)
        }
        ms => say!("in {span}", span = crate::kubectl::age::human_duration(ms as i64)),
    },
    more_due: |count| say!("and {count} more", count),
    event_columns: [
        Phrase("Last seen"),
        Phrase("Type"),
        Phrase("Reason"),
        Phrase("Object"),
        Phrase("Message"),
    ],
    last_seen: |last, count, first| match count {
        1 => last.to_owned(),
        // As kubectl prints it.
        count => format!("{last} (x{count} over {first})"),
    },
    no_events: Phrase("No events yet."),
    no_events_of: |object| say!("No events of {object} yet.", object),
    just_said: Phrase("new"),
    show_all: |count| say!("Show all {count}", count),
    all_objects: Phrase("All objects"),
    just_changed: Phrase("just changed"),
    owned_by: Phrase("Owned by"),
    not_there: |object| say!("{object} does not exist at this moment.", object),
    gone_now: Phrase("This step removed it. It was:"),
    yaml: |object| say!("{object} as YAML", object),
};
