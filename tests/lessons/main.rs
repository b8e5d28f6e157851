//! Every chapter of the catalogue: it is read strictly in all its languages, each task is played
//! from a start where its goals are unmet to where they hold, and each prediction has exactly one
//! right answer in its run.
//!
//! `cargo test --no-default-features --test lessons -- names` looks at chapters with that in their
//! name; with `--show` it prints what happens in them, step by step.

mod folder;
mod play;
mod targets;
mod words;

use cattle_and_pets::lessons::{Catalog, Glossary};
use folder::Folder;
use play::Played;
use serde_json::json;
use std::path::PathBuf;
use std::process::ExitCode;
use std::{env, fs};

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let show = arguments.iter().any(|it| it == "--show");
    let wanted = arguments.iter().find(|it| !it.starts_with('-'));
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/lessons/catalog");
    let mut complaints = Vec::new();
    let catalog = folder::read(&root, "index.yaml", Catalog::read, &mut complaints);
    let glossary = folder::read(&root, "glossary.yaml", Glossary::read, &mut complaints);
    let (catalog, glossary) = (catalog.unwrap_or_default(), glossary.unwrap_or_default());
    folder::orphans(&root, &catalog, &mut complaints);
    targets::of_glossary(&glossary, &mut complaints);

    let mut played = Vec::new();
    for entry in &catalog.entries {
        if wanted.is_some_and(|it| !entry.id.contains(it.as_str())) {
            continue;
        }
        let Some(folder) = Folder::read(&root, entry, &mut complaints) else { continue };
        words::check(&folder, &mut complaints);
        played.push(play::chapter(&folder, &glossary, show, &mut complaints));
    }
    write_proof(&played);
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

/// What the page "How true is this?" says of the chapters, if a folder is named for it.
fn write_proof(played: &[Played]) {
    let Ok(folder) = env::var("PROOF") else { return };
    let chapters = played.iter().map(|it| {
        json!({
            "id": it.id,
            "tasks": it.tasks,
            "predictions": it.predictions,
            "choices": it.choices,
            "languages": it.languages,
        })
    });
    let proof = json!({ "chapters": chapters.collect::<Vec<_>>() });
    fs::create_dir_all(&folder).expect("the folder can be made");
    fs::write(PathBuf::from(folder).join("lessons.json"), proof.to_string())
        .expect("the file can be written");
}
