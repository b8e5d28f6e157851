//! The player's strings.

use crate::app::{Grain, Speed};
use crate::cluster::Actor;
use crate::language::{Phrase, say};

/// The player's strings.
pub struct Text {
    /// The player's name.
    pub name: Phrase,
    /// Time moves.
    pub play: Phrase,
    /// Time stands still.
    pub pause: Phrase,
    /// One step on.
    pub step: Phrase,
    /// One step back.
    pub step_back: Phrase,
    /// To the start.
    pub to_start: Phrase,
    /// To the end.
    pub to_end: Phrase,
    /// A name with its key.
    pub with_key: fn(&str, &str) -> String,
    /// Of the choice of speeds.
    pub speed: Phrase,
    /// One speed.
    pub times: fn(Speed) -> String,
    /// Of the choice of grains.
    pub grain: Phrase,
    /// One grain.
    pub by: fn(Grain) -> Phrase,
    /// Where on the run: the step, and how many there are.
    pub step_of: fn(usize, usize) -> (String, String),
    /// The same, with the time and what happened, for a screen reader.
    pub moment: fn(step: usize, last: usize, time: &str, said: &str) -> String,
    /// While a part of a step is shown: how many of its writes.
    pub writes: fn(usize, usize) -> String,
    /// While more is computed.
    pub computing: Phrase,
    /// When nothing more happens.
    pub settled: Phrase,
    /// The same in a run that moves the kubelets itself.
    pub settled_by_hand: Phrase,
    /// A question about what comes next is open.
    pub held: Phrase,
    /// "Settled" where there is little room.
    pub settled_short: Phrase,
    /// When the horizon is reached.
    pub horizon: Phrase,
    /// Computes on.
    pub look_further: Phrase,
    /// Virtual milliseconds since the start.
    pub time: fn(u64) -> String,
    /// What the scrubber is called.
    pub position: Phrase,
    /// The tracks' name.
    pub tracks: Phrase,
    /// The line of an actor; `None` for all that have none of their own.
    pub actor: fn(Option<Actor>) -> Phrase,
    /// The lines of Ready Pods.
    pub ready: Phrase,
    /// Of the line of failed requests.
    pub failed_requests: Phrase,
    /// Opens the list of all steps.
    pub steps: Phrase,
    /// The same where there is little room.
    pub all_steps: Phrase,
    /// Before any step.
    pub start: Phrase,
    /// What a person did: its command line.
    pub you: fn(&str) -> String,
    /// Opens the reason of the step.
    pub reason: Phrase,
    /// Beside the keys shown: what they do.
    pub keys: [(&'static [&'static str], Phrase); 3],
}

/// English.
pub const EN: Text = Text {
    name: Phrase("Player"),
    play: Phrase("Play"),
    pause: Phrase("Pause"),
    step: Phrase("Step"),
    step_back: Phrase("Step back"),
    to_start: Phrase("To the start"),
    to_end: Phrase("To the end"),
    with_key: |name, key| format!("{name} ({key})"),
    speed: Phrase("Speed"),
    times: |speed| match speed.quarters {
        1 => "¼×".to_owned(),
        2 => "½×".to_owned(),
        quarters => format!("{}×", quarters / 4),
    },
    grain: Phrase("What counts as a step"),
    by: |grain| match grain {
        Grain::Change => Phrase("by change"),
        Grain::Reconcile => Phrase("by reconcile"),
        Grain::Settle => Phrase("until settled"),
    },
    step_of: |step, last| (say!("step {step}", step), say!("of {last}", last)),
    moment: |step, last, time, said| {
        say!("step {step} of {last}, {time}: {said}", step, last, time, said)
    },
    writes: |shown, all| say!("change {shown} of {all}", shown, all),
    computing: Phrase("computing …"),
    settled: Phrase("Settled: nothing more happens."),
    settled_by_hand: Phrase(
        "Nothing more happens: here the link moves the kubelets, not the clock.",
    ),
    held: Phrase("What comes next is computed when you go on in the lesson."),
    settled_short: Phrase("settled"),
    horizon: Phrase("Goes on for more than 20 minutes."),
    look_further: Phrase("Look further"),
    time,
    position: Phrase("Position"),
    tracks: Phrase("Who acted when"),
    actor: |actor| match actor {
        Some(Actor::You) => Phrase("you"),
        Some(Actor::Deployment) => Phrase("deployment"),
        Some(Actor::ReplicaSet) => Phrase("replicaset"),
        Some(Actor::StatefulSet) => Phrase("statefulset"),
        Some(Actor::Scheduler) => Phrase("scheduler"),
        Some(Actor::Kubelet) => Phrase("kubelet"),
        _ => Phrase("others"),
    },
    ready: Phrase("Ready Pods"),
    failed_requests: Phrase("failed requests"),
    steps: Phrase("All steps as a list"),
    all_steps: Phrase("all steps"),
    start: Phrase("The start: nothing has happened yet."),
    you: |line| say!("You: `{line}`", line),
    reason: Phrase("Why?"),
    keys: [
        (&["Space"], Phrase("play")),
        (&["←", "→"], Phrase("step")),
        (&["?"], Phrase("all keys")),
    ],
};

fn time(ms: u64) -> String {
    let (minutes, seconds, tenths) = (ms / 60_000, ms / 1000 % 60, ms / 100 % 10);
    match minutes {
        0 => say!("{seconds}.{tenths} s", seconds, tenths),
        _ => format!("{minutes}:{seconds:02}.{tenths}"),
    }
}
