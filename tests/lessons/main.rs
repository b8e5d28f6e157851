//! Every chapter of the catalogue: it is read strictly in all its languages, each task is played
//! from a start where its goals are unmet to where they hold, and each prediction has exactly one
//! right answer in its run.
//!
//! `cargo test --no-default-features --test lessons -- names` looks at chapters with that in their
//! name; with `--show` it prints what happens in them, step by step.

mod broken;
mod folder;
mod play;
#[path = "../proof/mod.rs"]
mod proof;
mod targets;
mod words;

use cattle_and_pets::lessons::{Catalog, Glossary};
use folder::{Files, Folder};
use play::Played;
use serde_json::json;
use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let show = arguments.iter().any(|it| it == "--show");
    let wanted = arguments.iter().find(|it| !it.starts_with('-'));
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/lessons/catalog");
    let files = Files::load(&root);
    let mut complaints = Vec::new();
    let is_wanted = |id: &str| wanted.is_none_or(|it| id.contains(it.as_str()));
    let played = chapters(&files, is_wanted, show, &mut complaints);
    if wanted.is_none() && complaints.is_empty() {
        let judge = |files: &Files, chapter: &str| {
            let mut complaints = Vec::new();
            chapters(files, |id| id == chapter, false, &mut complaints);
            complaints
        };
        broken::check(&files, judge, &mut complaints);
        broken::torture(&files);
    }
    if wanted.is_none() && complaints.is_empty() {
        write_proof(&played);
    }
    for complaint in &complaints {
        println!("{complaint}");
    }
    let sum = |count: fn(&Played) -> usize| played.iter().map(count).sum::<usize>();
    let verdict = match complaints.len() {
        0 => "all hold".to_owned(),
        1 => "1 complaint".to_owned(),
        many => format!("{many} complaints"),
    };
    println!(
        "lessons: {} chapters, {} tasks, {} predictions: {verdict}",
        played.len(),
        sum(|it| it.tasks),
        sum(|it| it.predictions)
    );
    if complaints.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Reads and plays the chapters that are wanted.
fn chapters(
    files: &Files,
    is_wanted: impl Fn(&str) -> bool,
    show: bool,
    complaints: &mut Vec<String>,
) -> Vec<Played> {
    let catalog = files.read("index.yaml", Catalog::read, complaints).unwrap_or_default();
    let glossary = files.read("glossary.yaml", Glossary::read, complaints).unwrap_or_default();
    files.orphans(&catalog, complaints);
    targets::of_glossary(&glossary, complaints);
    let mut played = Vec::new();
    for entry in catalog.entries.iter().filter(|entry| is_wanted(&entry.id)) {
        let Some(folder) = Folder::read(files, entry, complaints) else { continue };
        words::check(&folder, complaints);
        played.push(play::chapter(&folder, &glossary, show, complaints));
    }
    played
}

/// What the page "How true is this?" says of the chapters.
fn write_proof(played: &[Played]) {
    let chapters = played.iter().map(|it| {
        json!({
            "id": it.id,
            "tasks": it.tasks,
            "predictions": it.predictions,
            "choices": it.choices,
            "languages": it.languages,
        })
    });
    proof::write("lessons", &json!({ "chapters": chapters.collect::<Vec<_>>() }));
}
