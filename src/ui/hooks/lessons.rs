//! Chapters are fetched when they are opened, and the others once the page has nothing else to do,
//! so that all of them are there without a network.

use super::{breathe, window};
use crate::api::Name;
use crate::app::Action;
use crate::app::learn::{Failure, LearnAction, Need};
use crate::collections::Map;
use crate::lessons::{Catalog, Chapter, CheatSheet, Complaint, Glossary, Lesson, LessonText};
use crate::manifest::Mistake;
use crate::ui::fetch::fetch;
use crate::ui::store::Store;
use gloo_timers::callback::Timeout;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// The folder of the chapters, beside the page.
const FOLDER: &str = "lessons";
/// Milliseconds after which the page counts as having nothing else to do.
const IDLE_MS: u32 = 4_000;

/// Fetches what is needed, and later the rest.
#[hook]
pub fn use_lessons(store: &Store) {
    let language = store.state.speech.spoken.tag();
    let dispatch = store.clone();
    use_effect_with((store.state.learn.needs(), language), move |(need, language)| {
        let (need, language) = (need.clone(), *language);
        if let Some(need) = need {
            spawn_local(async move {
                let brought = bring(need, language).await;
                breathe().await;
                dispatch.dispatch(Action::Learn(brought));
            });
        }
    });
    let (dispatch, read_in) = (store.clone(), use_mut_ref(|| language));
    use_effect_with(language, move |language| {
        if read_in.replace(language) != *language {
            dispatch.dispatch(Action::Learn(LearnAction::Reread));
        }
    });
    let catalog = store.state.learn.catalog.ready().cloned();
    let is_there = store.state.learn.chapter().is_some();
    use_effect_with((is_there, language), move |(is_there, language)| {
        let (language, others) = (*language, catalog.filter(|_| *is_there));
        let timer = others
            .map(|catalog| Timeout::new(IDLE_MS, move || spawn_local(keep_all(catalog, language))));
        move || drop(timer)
    });
}

async fn bring(need: Need, language: &str) -> LearnAction {
    match need {
        Need::Catalog => {
            LearnAction::CatalogCame(read("index.yaml", Catalog::read).await.map(Rc::new))
        }
        Need::Glossary => {
            LearnAction::GlossaryCame(read("glossary.yaml", Glossary::read).await.map(Rc::new))
        }
        Need::CheatSheet => {
            let sheet = read("cheat-sheet.yaml", CheatSheet::read).await;
            LearnAction::CheatSheetCame(sheet.map(Rc::new))
        }
        Need::Chapter(id) => {
            let chapter = chapter(&id, language).await.map(Rc::new);
            if let Ok(chapter) = &chapter {
                breathe().await;
                chapter.opening();
            }
            LearnAction::ChapterCame(id, chapter)
        }
    }
}

/// Asks for every chapter once: the service worker keeps what comes by.
async fn keep_all(catalog: Rc<Catalog>, language: &'static str) {
    for need in [Need::Catalog, Need::Glossary, Need::CheatSheet] {
        let _ = bring(need, language).await;
    }
    for entry in &catalog.entries {
        let _ = chapter(&entry.id, entry.language(language)).await;
    }
}

/// What is known to be needed is asked for together: each file after the other would take as many
/// times as long.
async fn chapter(id: &Name, language: &str) -> Result<Chapter, Failure> {
    let [about, words] = ["lesson", language].map(|it| format!("{id}/{it}.yaml"));
    let (lesson, spoken) = (text_of(&about), text_of(&words));
    let lesson = understood(&about, &lesson.await?, Lesson::read)?;
    let read_text = |text: &str| LessonText::read(text, &lesson);
    let text = match spoken.await {
        Err(Failure::Missing) => read(&format!("{id}/en.yaml"), read_text).await?,
        spoken => understood(&words, &spoken?, read_text)?,
    };
    let files = lesson.files();
    let asked = files.iter().map(|file| (file, text_of(&format!("{id}/{file}"))));
    let mut texts = Map::new();
    for (file, asked) in asked.collect::<Vec<_>>() {
        texts.insert(file.clone(), asked.await?.into());
    }
    Ok(Chapter::new(id.clone(), lesson, text, texts))
}

/// A file, read.
async fn read<T>(
    file: &str,
    reader: impl Fn(&str) -> Result<T, Vec<Mistake>>,
) -> Result<T, Failure> {
    understood(file, &text_of(file).await?, reader)
}

fn understood<T>(
    file: &str,
    text: &str,
    reader: impl Fn(&str) -> Result<T, Vec<Mistake>>,
) -> Result<T, Failure> {
    reader(text).map_err(|mistakes| {
        let complaint = |mistake| Complaint { file: file.to_owned(), mistake }.to_string();
        Failure::Broken(mistakes.into_iter().next().map(complaint).unwrap_or_default())
    })
}

/// The text of a file of the folder; it is asked for at once.
fn text_of(file: &str) -> impl Future<Output = Result<String, Failure>> + use<> {
    let asked = fetch(&format!("{FOLDER}/{file}"));
    async move {
        let failure = || match window().navigator().on_line() {
            true => Failure::Missing,
            false => Failure::Offline,
        };
        asked.await.ok_or_else(failure)
    }
}
