//! The guide's strings.

use crate::app::Experiment;

/// The guide's strings.
pub struct Text {
    /// The column's name.
    pub name: &'static str,
    /// The heading.
    pub title: &'static str,
    /// What there is to see; names stand between backticks.
    pub intro: &'static [&'static str],
    /// Of the first thing to press: how many workloads, how many Pods.
    pub scale_to: fn(usize, i32) -> String,
    /// Of what is asked of all workloads: how many there are.
    pub all: fn(usize) -> &'static str,
    /// Of the number of replicas of all workloads.
    pub replicas: &'static str,
    /// One replica less for each.
    pub fewer: &'static str,
    /// One replica more for each.
    pub more: &'static str,
    /// Updates all images.
    pub update: &'static str,
    /// Restarts all workloads.
    pub restart: &'static str,
    /// Of the lines that a button stands for.
    pub stands_for: &'static str,
    /// Of the tabs.
    pub tabs: &'static str,
    /// The tab with experiments.
    pub try_this: &'static str,
    /// The tab with what was done.
    pub done: fn(usize) -> String,
    /// An experiment's title.
    pub experiment: fn(Experiment) -> &'static str,
    /// The question that an experiment answers.
    pub question: fn(Experiment) -> &'static str,
    /// Between the phases of an experiment.
    pub then: &'static str,
    /// Over experiments that are not possible now.
    pub later: &'static str,
    /// What an experiment needs that is not there.
    pub needs: fn(Experiment) -> &'static str,
    /// When nothing was done yet.
    pub nothing_done: &'static str,
    /// A command's step.
    pub at_step: fn(usize) -> String,
    /// The same start once more.
    pub again: &'static str,
    /// Of the seed.
    pub seed: &'static str,
    /// What the seed does.
    pub seed_hint: &'static str,
    /// After another start.
    pub left: &'static str,
    /// Back to the run that was left.
    pub go_back: &'static str,
    /// Of the futures that were left.
    pub futures: &'static str,
    /// When there is none.
    pub no_futures: &'static str,
    /// Where a future parts and how long it is.
    pub parts: fn(usize, usize) -> String,
    /// A future that nobody acted in.
    pub untouched: &'static str,
    /// Looks at a future.
    pub switch: &'static str,
    /// The name of the button that looks at a future: its command.
    pub switch_to: fn(&str) -> String,
}

/// English.
pub const EN: Text = Text {
    name: "Guide",
    title: "One order, two answers",
    intro: &[
        "A Deployment's Pods are cattle: any of them will do. A StatefulSet's Pods are pets: each \
         has its own name, its own storage and its turn.",
        "Give both the same order, and watch what each makes of it.",
    ],
    scale_to: |workloads, replicas| format!("Scale {} to {replicas}", all_words(workloads).1),
    all: |workloads| all_words(workloads).0,
    replicas: "Replicas of each",
    fewer: "One replica less for each",
    more: "One replica more for each",
    update: "Update images",
    restart: "Restart",
    stands_for: "What it stands for",
    tabs: "More to do",
    try_this: "Try this",
    done: |commands| format!("Done ({commands})"),
    experiment: |experiment| match experiment {
        Experiment::DeletePods => "Delete a Pod on both sides",
        Experiment::CrashContainers => "Crash a container on both sides",
        Experiment::FailReadiness => "Fail a readiness probe on both sides",
        Experiment::BreakImages => "Ship a broken image to both",
        Experiment::Undo => "Undo the last update of both",
        Experiment::ScaleDownAndUp => "Scale both to 1 and back",
        Experiment::LoseNode => "Lose a node",
        Experiment::RestoreNode => "Bring the node back",
        Experiment::DrainNode => "Drain a node",
    },
    question: |experiment| match experiment {
        Experiment::DeletePods => "Which of the two comes back under its old name?",
        Experiment::CrashContainers => "Is a restarted container a new Pod?",
        Experiment::FailReadiness => "Who still gets requests, and who still gets an address?",
        Experiment::BreakImages => "Who goes on serving, and how many Pods are at risk?",
        Experiment::Undo => "After a broken image: is undoing it enough for both?",
        Experiment::ScaleDownAndUp => "Who goes first, and what is left of the storage?",
        Experiment::LoseNode => "Who is replaced elsewhere, and who must wait?",
        Experiment::RestoreNode => "What becomes of the Pods that were given up?",
        Experiment::DrainNode => "In which order do the Pods find a new place?",
    },
    then: "# and when that has come to rest:",
    later: "Not possible at this moment",
    needs: |experiment| match experiment {
        Experiment::Undo => "There is no earlier revision to go back to.",
        Experiment::RestoreNode => "All nodes are there.",
        Experiment::ScaleDownAndUp => "Scale up to 2 or more first.",
        Experiment::BreakImages => "Scale up first, or the image is broken already.",
        Experiment::LoseNode | Experiment::DrainNode => "There is no node with Pods. Scale up.",
        _ => "There are no Pods. Scale up first.",
    },
    nothing_done: "Nothing yet. Each order that you give is noted here with the command line that \
                   it stands for.",
    at_step: |step| format!("step {step}"),
    again: "Start again",
    seed: "Seed",
    seed_hint: "The same seed gives the same names, nodes and timings.",
    left: "The run begins anew. The one before is kept until you act.",
    go_back: "Back to the run before",
    futures: "Futures you left",
    no_futures: "Go back and act differently: the future you leave is kept here, and you can \
                 return to it at any time.",
    parts: |fork, steps| format!("parts at step {fork}, {steps} steps"),
    untouched: "# going on as it was",
    switch: "Return",
    switch_to: |command| format!("Return to: {command}"),
};

/// How the workloads are called together: as a heading, and within a sentence.
fn all_words(workloads: usize) -> (&'static str, &'static str) {
    match workloads {
        0 | 1 => ("The workload", "it"),
        2 => ("Both at once", "both"),
        _ => ("All at once", "all"),
    }
}
