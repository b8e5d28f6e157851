//! The player's strings.

use crate::app::{Grain, Speed};
use crate::cluster::Actor;

/// The player's strings.
pub struct Text {
    /// The player's name.
    pub name: &'static str,
    /// Time moves.
    pub play: &'static str,
    /// Time stands still.
    pub pause: &'static str,
    /// One step on.
    pub step: &'static str,
    /// One step back.
    pub step_back: &'static str,
    /// To the start.
    pub to_start: &'static str,
    /// To the end.
    pub to_end: &'static str,
    /// A name with its key.
    pub with_key: fn(&str, &str) -> String,
    /// Of the choice of speeds.
    pub speed: &'static str,
    /// One speed.
    pub times: fn(Speed) -> String,
    /// Of the choice of grains.
    pub grain: &'static str,
    /// One grain.
    pub by: fn(Grain) -> &'static str,
    /// Where on the run: the step, and how many there are.
    pub step_of: fn(usize, usize) -> (String, String),
    /// While a part of a step is shown: how many of its writes.
    pub writes: fn(usize, usize) -> String,
    /// While more is computed.
    pub computing: &'static str,
    /// When nothing more happens.
    pub settled: &'static str,
    /// The same where there is little room.
    pub settled_short: &'static str,
    /// When the horizon is reached.
    pub horizon: &'static str,
    /// Computes on.
    pub look_further: &'static str,
    /// Virtual milliseconds since the start.
    pub time: fn(u64) -> String,
    /// What the scrubber is called.
    pub position: &'static str,
    /// The tracks' name.
    pub tracks: &'static str,
    /// The line of an actor; `None` for all that have none of their own.
    pub actor: fn(Option<Actor>) -> &'static str,
    /// The lines of Ready Pods.
    pub ready: &'static str,
    /// Opens the list of all steps.
    pub steps: &'static str,
    /// The same where there is little room.
    pub all_steps: &'static str,
    /// Before any step.
    pub start: &'static str,
    /// What a person did: its command line.
    pub you: fn(&str) -> String,
    /// Opens the reason of the step.
    pub reason: &'static str,
    /// Beside the keys shown: what they do.
    pub keys: [(&'static [&'static str], &'static str); 3],
}

/// English.
pub const EN: Text = Text {
    name: "Player",
    play: "Play",
    pause: "Pause",
    step: "Step",
    step_back: "Step back",
    to_start: "To the start",
    to_end: "To the end",
    with_key: |name, key| format!("{name} ({key})"),
    speed: "Speed",
    times: |speed| match speed.quarters {
        1 => "¼×".to_owned(),
        2 => "½×".to_owned(),
        quarters => format!("{}×", quarters / 4),
    },
    grain: "What counts as a step",
    by: |grain| match grain {
        Grain::Change => "by change",
        Grain::Reconcile => "by reconcile",
        Grain::Settle => "until settled",
    },
    step_of: |step, last| (format!("step {step}"), format!("of {last}")),
    writes: |shown, all| format!("change {shown} of {all}"),
    computing: "computing …",
    settled: "Settled: nothing more happens.",
    settled_short: "settled",
    horizon: "Goes on for more than 20 minutes.",
    look_further: "Look further",
    time,
    position: "Position",
    tracks: "Who acted when",
    actor: |actor| match actor {
        Some(Actor::You) => "you",
        Some(Actor::Deployment) => "deployment",
        Some(Actor::ReplicaSet) => "replicaset",
        Some(Actor::StatefulSet) => "statefulset",
        Some(Actor::Scheduler) => "scheduler",
        Some(Actor::Kubelet) => "kubelet",
        _ => "others",
    },
    ready: "Ready Pods",
    steps: "All steps as a list",
    all_steps: "all steps",
    start: "The start: nothing has happened yet.",
    you: |line| format!("You: `{line}`"),
    reason: "Why?",
    keys: [(&["Space"], "play"), (&["←", "→"], "step"), (&["?"], "all keys")],
};

fn time(ms: u64) -> String {
    let (minutes, seconds, tenths) = (ms / 60_000, ms / 1000 % 60, ms / 100 % 10);
    match minutes {
        0 => format!("{seconds}.{tenths} s"),
        _ => format!("{minutes}:{seconds:02}.{tenths}"),
    }
}
