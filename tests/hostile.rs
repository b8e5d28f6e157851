//! Texts from outside, broken by chance: addresses, what was kept on the device, manifests, files
//! of lessons. Nothing panics, nothing takes long, nothing makes more than the page can bear; and
//! what is understood is written and read again as it was.
//!
//! The same seeds each time, from the engine's own generator: a failure is there again, and no
//! crate is compiled for it.

#![cfg(not(target_arch = "wasm32"))]

use cattle_and_pets::api::validation::MAX_PODS;
use cattle_and_pets::api::{Kind, Release};
use cattle_and_pets::app::learn::Progress;
use cattle_and_pets::app::{Action, AppState, Link, Route, Scenario, update};
use cattle_and_pets::cluster::rng::Rng;
use cattle_and_pets::lessons::{Catalog, CheatSheet, Glossary, Lesson, LessonText};
use cattle_and_pets::manifest::{DEMO, read};
use std::fs;
use std::path::Path;

/// What is put into a text: signs that mean something somewhere, and numbers that are too large.
const SPLINTERS: &[&str] = &[
    "%",
    "%zz",
    "%00",
    "&",
    "=",
    ";",
    ",",
    "/",
    "?",
    "#",
    ".",
    "-",
    ":",
    "{",
    "}",
    "[",
    "]",
    "\n",
    "\n---\n",
    " ",
    "\"",
    "'",
    "|",
    ">",
    "*a",
    "&a ",
    "<<: ",
    "~",
    "ü",
    "😀",
    "\u{0}",
    "\u{feff}",
    "0",
    "-1",
    "2147483647",
    "2147483648",
    "1000000000",
    "18446744073709551615",
    "1e999",
];

/// So many bytes may be cut out, doubled or moved at once.
const LONGEST_PIECE: u64 = 60;

/// Steps that are computed of a run that an address leads to.
const STEPS: usize = 150;

/// A text with a few things wrong.
fn broken(text: &str, rng: &mut Rng) -> String {
    let mut text: Vec<char> = text.chars().collect();
    for _ in 0..=rng.below(4) {
        let at = rng.below(text.len() as u64 + 1) as usize;
        let end = (at + rng.below(LONGEST_PIECE) as usize).min(text.len());
        match rng.below(6) {
            0 => drop(text.drain(at..end)),
            1 => {
                let piece = text[at..end].to_vec();
                let to = rng.below(text.len() as u64 + 1) as usize;
                text.splice(to..to, piece);
            }
            2 => text.truncate(at),
            3 if at < text.len() => {
                text[at] = char::from_u32(rng.below(0x300) as u32).unwrap_or('x');
            }
            4 => number(&mut text, at, rng),
            _ => {
                let splinter = SPLINTERS[rng.below(SPLINTERS.len() as u64) as usize];
                text.splice(at..at, splinter.chars());
            }
        }
    }
    text.into_iter().collect()
}

/// Another number in place of the next one.
fn number(text: &mut Vec<char>, from: usize, rng: &mut Rng) {
    let is_digit = |it: &char| it.is_ascii_digit();
    let Some(start) = text[from..].iter().position(is_digit).map(|it| from + it) else { return };
    let digits = text[start..].iter().take_while(|it| is_digit(it)).count();
    let numbers = ["0", "5001", "2147483647", "99999999999", "-3", "0x7f", "1e9", "NaN"];
    let other = numbers[rng.below(numbers.len() as u64) as usize];
    text.splice(start..start + digits, other.chars());
}

fn noise(rng: &mut Rng) -> String {
    let bytes: Vec<u8> = (0..rng.below(300)).map(|_| rng.below(256) as u8).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Addresses that lead somewhere, with commands and moves of every sort.
fn addresses() -> Vec<String> {
    let runs = include_str!("digests/runs.txt").lines().filter_map(|line| line.split_once(' '));
    let runs = runs.filter(|(_, link)| link.starts_with("#/")).map(|(_, link)| link.to_owned());
    let own = "#/lab?yaml=kind:%20Pod%0AapiVersion:%20v1%0Ametadata:%20%7Bname:%20a%7D%0A&at=3.1";
    let acts = "#/lab?release=1.36&seed=9&requests=service/web,pod/db-0&\
                do=0,scale,deployment/web,3;9,delete,pod/db-0,background,0;9,crash,db-0;\
                9,evict,db-0;9,unready,db-0;\
                9,down,node-a;9,cordon,node-b;9,restart,statefulset/db;\
                9,undo,deployment/web,1&at=40";
    let by_hand = "#/lab?kubelet=byhand&do=0,scale,statefulset/db,2;\
                   1,wake,statefulset-controller,statefulset/db,change;2,next;\
                   3,kubelet,db-0,ready;4,bind,data-db-0;5,heartbeats,node-a,off&at=6";
    let learn = "#/learn/names/delete?from=3&do=4,restart,deployment/web&at=9.2";
    let others = [own, acts, by_hand, learn, "#/learn/scale-up", "#/cheat-sheet"];
    runs.chain(others.map(str::to_owned)).collect()
}

/// What an address leads to, as far as a few hundred steps go.
fn follow(address: &str) -> AppState {
    let mut state = AppState::start(Scenario::default());
    update(&mut state, Action::Visit(Box::new(Route::parse(address))));
    for _ in 0..3 {
        update(&mut state, Action::RunAhead(STEPS));
    }
    state
}

#[test]
fn any_address_leads_somewhere_and_what_is_understood_is_written_again() {
    let (addresses, mut rng) = (addresses(), Rng::from_seed(1));
    let mut understood = 0;
    for round in 0..6_000 {
        let address = match round % 10 {
            0 => format!("#/lab?{}", noise(&mut rng)),
            1 => noise(&mut rng),
            _ => broken(&addresses[round % addresses.len()], &mut rng),
        };
        Route::parse(&address);
        let Some(link) = Link::parse(&address) else { continue };
        let written = link.write();
        let again = Link::parse(&written).expect("what was written is a link");
        assert_eq!(Link { is_broken: false, ..link }, again, "{address}");
        understood += 1;
    }
    assert!(understood > 2_000, "only {understood} were links");
}

#[test]
fn any_run_that_an_address_asks_for_can_be_computed() {
    let (addresses, mut rng) = (addresses(), Rng::from_seed(2));
    for round in 0..150 {
        let state = follow(&broken(&addresses[round % addresses.len()], &mut rng));
        let pods = state.timeline.frame(state.timeline.last()).cluster.store().count(Kind::Pod);
        assert!(pods as i64 <= 2 * MAX_PODS, "{pods} Pods");
    }
}

#[test]
fn nobody_gets_more_pods_than_the_page_can_bear() {
    for replicas in ["5001", "1000000000", "2147483647"] {
        for workload in ["deployment/web", "statefulset/db"] {
            let state = follow(&format!("#/lab?do=0,scale,{workload},{replicas}&at=9"));
            let frame = state.timeline.frame(state.timeline.last());
            assert_eq!(frame.cluster.store().count(Kind::Pod), 0, "{workload} {replicas}");
            assert!(state.notice.is_some(), "somebody has to say so");
        }
        let manifest = DEMO.replace("replicas: 3", &format!("replicas: {replicas}"));
        assert_ne!(manifest, DEMO, "the demonstration has 3 replicas");
        assert!(read(&manifest, Release::default()).has_errors(), "{replicas}");
    }
}

#[test]
fn any_manifest_is_read_or_told_what_is_wrong() {
    let mut rng = Rng::from_seed(3);
    for _ in 0..600 {
        let manifest = read(&broken(DEMO, &mut rng), Release::default());
        assert!(manifest.diagnostics.iter().all(|it| it.line > 0 && !it.message.is_empty()));
    }
}

#[test]
fn any_text_that_was_kept_is_read_and_kept_again() {
    let good = "progress 1 4\nat names delete\ndone names delete\nfirst names delete same\n\
                finished names\n";
    let mut rng = Rng::from_seed(4);
    let mut understood = 0;
    for round in 0..5_000 {
        let text = if round % 8 == 0 { noise(&mut rng) } else { broken(good, &mut rng) };
        Progress::is_foreign(&text);
        let Some(progress) = Progress::read(&text) else { continue };
        assert_eq!(Progress::read(&progress.write()), Some(progress), "{text:?}");
        understood += 1;
    }
    assert!(understood > 1_000, "only {understood} were understood");
}

#[test]
fn any_file_of_a_lesson_is_read_or_told_what_is_wrong() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lessons/catalog");
    let file = |name: &str| fs::read_to_string(folder.join(name)).expect("a file of the catalog");
    let whole = file("names/lesson.yaml");
    let lesson = Lesson::read(&whole).expect("a lesson");
    let (text, index) = (file("names/en.yaml"), file("index.yaml"));
    let (glossary, sheet) = (file("glossary.yaml"), file("cheat-sheet.yaml"));
    let mut rng = Rng::from_seed(5);
    for _ in 0..250 {
        let _ = Lesson::read(&broken(&whole, &mut rng)).map(|it| it.files());
        let _ = LessonText::read(&broken(&text, &mut rng), &lesson);
        let _ = Catalog::read(&broken(&index, &mut rng));
        let _ = Glossary::read(&broken(&glossary, &mut rng));
        let _ = CheatSheet::read(&broken(&sheet, &mut rng));
        let noise = noise(&mut rng);
        let _ = (Lesson::read(&noise), LessonText::read(&noise, &lesson), Catalog::read(&noise));
    }
    for garbage in ["", "<!doctype html><title>404</title>", "[]", "{}", "- - -", "tasks: 7"] {
        assert!(Lesson::read(garbage).is_err(), "{garbage}");
    }
}
