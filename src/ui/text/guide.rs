//! The guide's strings.

use crate::app::Experiment;
use crate::language::{Phrase, say};

/// The guide's strings.
pub struct Text {
    /// The column's name.
    pub name: Phrase,
    /// Of the demonstration.
    pub demo: Intro,
    /// Of the person's own manifest.
    pub own: Intro,
    /// Of what was taken along from a lesson.
    pub taken: Intro,
    /// Of the first thing to press: how many workloads, how many Pods.
    pub scale_to: fn(usize, i32) -> String,
    /// Of what is asked of all workloads: how many there are.
    pub all: fn(usize) -> Phrase,
    /// Of the number of replicas of all workloads.
    pub replicas: Phrase,
    /// One replica less for each.
    pub fewer: Phrase,
    /// One replica more for each.
    pub more: Phrase,
    /// Updates all images.
    pub update: Phrase,
    /// Restarts all workloads.
    pub restart: Phrase,
    /// Lets clients come.
    pub send: Phrase,
    /// What clients do.
    pub send_hint: fn(&str) -> String,
    /// Of the lines that a button stands for.
    pub stands_for: Phrase,
    /// Of the tabs.
    pub tabs: Phrase,
    /// The tab with experiments.
    pub try_this: Phrase,
    /// The tab with what was done.
    pub done: fn(usize) -> String,
    /// An experiment's title.
    pub experiment: fn(Experiment) -> Phrase,
    /// The question that an experiment answers.
    pub question: fn(Experiment) -> Phrase,
    /// Between the phases of an experiment.
    pub then: Phrase,
    /// Over experiments that are not possible now.
    pub later: Phrase,
    /// What an experiment needs that is not there.
    pub needs: fn(Experiment) -> Phrase,
    /// When nothing was done yet.
    pub nothing_done: Phrase,
    /// A command's step.
    pub at_step: fn(usize) -> String,
    /// The same start once more.
    pub again: Phrase,
    /// Of the seed.
    pub seed: Phrase,
    /// What the seed does.
    pub seed_hint: Phrase,
    /// After another start.
    pub left: Phrase,
    /// Back to the run that was left.
    pub go_back: Phrase,
    /// Of the futures that were left.
    pub futures: Phrase,
    /// When there is none.
    pub no_futures: Phrase,
    /// Where a future parts and how long it is.
    pub parts: fn(usize, usize) -> String,
    /// A future that nobody acted in.
    pub untouched: Phrase,
    /// Looks at a future.
    pub switch: Phrase,
    /// The name of the button that looks at a future: its command.
    pub switch_to: fn(&str) -> String,
}

/// What there is to see.
#[derive(Clone, Copy)]
pub struct Intro {
    /// The heading.
    pub title: Phrase,
    /// Paragraphs; names stand between backticks.
    pub text: &'static [Phrase],
}

/// English.
pub const EN: Text = Text {
    name: Phrase("Guide"),
    demo: Intro {
        title: Phrase("One order, two answers"),
        text: &[
            Phrase(
                "A Deployment's Pods are cattle: any of them will do. A StatefulSet's Pods are \
                 pets: each has its own name, its own storage and its turn.",
            ),
            Phrase("Give both the same order, and watch what each makes of it."),
        ],
    },
    own: Intro {
        title: Phrase("Your manifest"),
        text: &[
            Phrase("It was just applied; what follows is what the controllers make of it."),
            Phrase(
                "Break something before it breaks by itself: go back at any time and try it \
                 otherwise.",
            ),
        ],
    },
    taken: Intro {
        title: Phrase("From the lesson"),
        text: &[
            Phrase("The same cluster, and nobody asks anything."),
            Phrase("Try what the lesson did not: what you leave is kept."),
        ],
    },
    scale_to: |workloads, replicas| match workloads {
        0 | 1 => say!("Scale it to {replicas}", replicas),
        2 => say!("Scale both to {replicas}", replicas),
        _ => say!("Scale all to {replicas}", replicas),
    },
    all: |workloads| match workloads {
        0 | 1 => Phrase("The workload"),
        2 => Phrase("Both at once"),
        _ => Phrase("All at once"),
    },
    replicas: Phrase("Replicas of each"),
    fewer: Phrase("One replica less for each"),
    more: Phrase("One replica more for each"),
    update: Phrase("Update images"),
    restart: Phrase("Restart"),
    send: Phrase("Send requests"),
    send_hint: |targets| say!("Ten a second to {targets}.", targets),
    stands_for: Phrase("What it stands for"),
    tabs: Phrase("More to do"),
    try_this: Phrase("Try this"),
    done: |commands| say!("Done ({commands})", commands),
    experiment: |experiment| match experiment {
        Experiment::DeletePods => Phrase("Delete a Pod of each workload"),
        Experiment::CrashContainers => Phrase("Crash a container of each workload"),
        Experiment::FailReadiness => Phrase("Fail a readiness probe of each workload"),
        Experiment::BreakImages => Phrase("Ship a broken image"),
        Experiment::Undo => Phrase("Undo the last update"),
        Experiment::ScaleDownAndUp => Phrase("Scale to 1 and back"),
        Experiment::LoseNode => Phrase("Lose a node"),
        Experiment::RestoreNode => Phrase("Bring the node back"),
        Experiment::DrainNode => Phrase("Drain a node"),
    },
    question: |experiment| match experiment {
        Experiment::DeletePods => Phrase("Who comes back under the old name?"),
        Experiment::CrashContainers => Phrase("Is a restarted container a new Pod?"),
        Experiment::FailReadiness => {
            Phrase("Who still gets requests, and who still gets an address?")
        }
        Experiment::BreakImages => Phrase("Who goes on serving, and how many Pods are at risk?"),
        Experiment::Undo => Phrase("After a broken image: is undoing it enough?"),
        Experiment::ScaleDownAndUp => Phrase("Who goes first, and what is left of the storage?"),
        Experiment::LoseNode => Phrase("Who is replaced elsewhere, and who must wait?"),
        Experiment::RestoreNode => Phrase("What becomes of the Pods that were given up?"),
        Experiment::DrainNode => Phrase("In which order do the Pods find a new place?"),
    },
    then: Phrase("# and when that has come to rest:"),
    later: Phrase("Not possible at this moment"),
    needs: |experiment| match experiment {
        Experiment::Undo => Phrase("There is no earlier revision to go back to."),
        Experiment::RestoreNode => Phrase("All nodes are there."),
        Experiment::ScaleDownAndUp => Phrase("Scale up to 2 or more first."),
        Experiment::BreakImages => Phrase("Scale up first, or the image is broken already."),
        Experiment::LoseNode | Experiment::DrainNode => {
            Phrase("There is no node with Pods. Scale up.")
        }
        _ => Phrase("There are no Pods. Scale up first."),
    },
    nothing_done: Phrase(
        "Nothing yet. Each order that you give is noted here with the command line that it stands \
         for.",
    ),
    at_step: |step| say!("step {step}", step),
    again: Phrase("Start again"),
    seed: Phrase("Seed"),
    seed_hint: Phrase("The same seed gives the same names, nodes and timings."),
    left: Phrase("The run begins anew. The one before is kept until you act."),
    go_back: Phrase("Back to the run before"),
    futures: Phrase("Futures you left"),
    no_futures: Phrase(
        "Go back and act differently: the future you leave is kept here, and you can return to it \
         at any time.",
    ),
    parts: |fork, steps| say!("parts at step {fork}, {steps} {steps|step|steps}", fork, steps),
    untouched: Phrase("# going on as it was"),
    switch: Phrase("Return"),
    switch_to: |command| say!("Return to: {command}", command),
};
