//! Mistakes that must be found: one chapter, broken in each way, and what is said of it.

use crate::folder::Files;
use cattle_and_pets::lessons::{Catalog, Glossary, Lesson, LessonText};

/// The chapters that are broken here.
const CHAPTERS: [&str; 2] = ["names", "scale-up"];

/// A file, what stands in it, what stands there instead, and the complaint, in which `{line}` is
/// the line of the change.
type Case = (&'static str, &'static str, &'static str, &'static str);

const CASES: &[Case] = &[
    (
        "lesson.yaml",
        "  explain: true",
        "  explian: true",
        "lesson.yaml:{line}:3: unknown field `explian`: `explain`?",
    ),
    (
        "lesson.yaml",
        "- id: survived\n  predict",
        "- predict",
        "lesson.yaml:{line}:3: `id` is missing",
    ),
    ("lesson.yaml", "- id: survived", "- id: delete", "`delete` stands here twice"),
    (
        "lesson.yaml",
        "new pod/db-1\n",
        "new pod/\n",
        "lesson.yaml:{line}:9: `kind/name` is expected here",
    ),
    ("lesson.yaml", "ready db = 3", "ready db 3", "`!=` is expected here"),
    (
        "lesson.yaml",
        "- delete pod/db-2",
        "- destroy pod/db-2",
        "`destroy` is no command of a chapter",
    ),
    (
        "lesson.yaml",
        "start: ordinals.yaml",
        "start: odd.yaml",
        "names/odd.yaml: this file is missing",
    ),
    ("lesson.yaml", "  start: ordinals.yaml\n", "", "names/ordinals.yaml: nothing names this file"),
    ("lesson.yaml", "pod/db-2, pvc", "pod/db-7, pvc", "task `survived` points at"),
    (
        "lesson.yaml",
        "  - delete pod/db-2\n",
        "  - delete pod/db-9\n",
        "`delete pod/db-9` is refused",
    ),
    ("lesson.yaml", "  - restart deployment/web\n", "", "the solution of `all` leaves `web-"),
    (
        "lesson.yaml",
        "  - ready web = 3 and ready db = 3\n",
        "  - ready db = 4\n",
        "`db`: 4 Ready (now 3)",
    ),
    (
        "lesson.yaml",
        "  - new pod/db-2\n  - same",
        "  - new pod/db-1\n  - same",
        "does not end with `db-1`",
    ),
    (
        "lesson.yaml",
        "exists pod/{web} and exists pod/db-1",
        "exists pod/db-1",
        "the prediction of `delete`: more than one option comes true: both, pet",
    ),
    (
        "lesson.yaml",
        "gone pod/{web} and exists pod/db-1",
        "gone pod/db-0",
        "the prediction of `delete`: no option comes true",
    ),
    (
        "lesson.yaml",
        "  - new pod/db-2\n  - same pvc/data-db-2\n  - ready db = 3",
        "  - ready db = 3",
        "task `survived`: all goals hold before anything is done",
    ),
    (
        "lesson.yaml",
        "created web >= 1",
        "created web >= 99",
        "the marker `new-name` is never reached",
    ),
    ("lesson.yaml", "give: [delete pod/db-6]", "give: [delete pod/db-0]", "variation `ordinals`"),
    ("start.yaml", "replicas: 3", "replicas: three", "names/start.yaml:{line}:3: `replicas` takes"),
    ("start.yaml", "sim/ready: 1s", "sim/ready: never", "not Ready when all is at rest: web-"),
    ("en.yaml", "    button: Delete db-2\n", "", "`button` is missing"),
    ("en.yaml", "      neither:\n", "      niether:\n", "unknown field `niether`: `neither`?"),
    ("en.yaml", "  ordinals: Names", "  names: Names", "`ordinals` is missing"),
    ("en.yaml", "(part:name)", "(part:nome)", "`nome` is no part"),
    ("en.yaml", "(pvc/data-db-2)", "(pvc/data-db-9)", "the text of `survived` points at"),
    ("en.yaml", "One press", "`One press", "en.yaml:{line}:1: a ` is not closed"),
    ("en.yaml", "intro: |\n", INTRO, " words of introduction, more than 60"),
    ("zh.yaml", "remember: |", "remembered: |", "names/zh.yaml"),
    (
        "scale-up/lesson.yaml",
        "until: exists pod/db-1",
        "until: exists pod/db-9",
        "`until` is never reached: `db-9`",
    ),
    (
        "scale-up/lesson.yaml",
        "  give:\n  - scale deployment/web 3\n  - scale statefulset/db 3\n  until: state db-0 \
         running\n",
        "",
        "`predict` needs `give` or `until`",
    ),
];

const INTRO: &str = "intro: |\n  These are words, far too many of them, that nobody wants to read \
                     before there is anything at all to be done, or to be seen, or to be touched, \
                     or to be thought about.\n";

/// Reads what is left of every file when pieces of it are lost or swapped: whatever comes of it,
/// nothing panics.
pub fn torture(files: &Files) {
    let mut chance = 1_u64;
    let mut random = |below: usize| {
        chance =
            chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) as usize % below.max(1)
    };
    let lesson = files.0.get("names/lesson.yaml").and_then(|text| Lesson::read(text).ok());
    for text in files.0.values() {
        for _ in 0..40 {
            let mut chars: Vec<char> = text.chars().collect();
            for _ in 0..=random(3) {
                let at = random(chars.len());
                match random(3) {
                    0 => chars.truncate(at),
                    1 => drop(chars.drain(at..(at + random(9)).min(chars.len()))),
                    _ => chars.insert(at, ['{', '}', '[', '`', '*', ':', '\n', 'é'][random(8)]),
                }
            }
            let text: String = chars.into_iter().collect();
            drop((Lesson::read(&text), Catalog::read(&text), Glossary::read(&text)));
            drop(lesson.as_ref().map(|lesson| LessonText::read(&text, lesson)));
        }
    }
}

/// Complains about every mistake that is not found, or not told as it should be.
pub fn check(
    files: &Files,
    judge: impl Fn(&Files, &str) -> Vec<String>,
    complaints: &mut Vec<String>,
) {
    for (file, from, to, expected) in CASES {
        let path = if file.contains('/') { (*file).to_owned() } else { format!("names/{file}") };
        let chapter = CHAPTERS.iter().find(|it| path.starts_with(**it)).unwrap_or(&"");
        let mut broken = files.clone();
        let Some(text) = broken.0.get_mut(&path).filter(|text| text.contains(from)) else {
            complaints.push(format!("tests/lessons/broken.rs: {path} has no {from:?}"));
            continue;
        };
        let before = text.split(from).next().unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        *text = text.replacen(from, to, 1);
        let (found, expected) =
            (judge(&broken, chapter), expected.replace("{line}", &line.to_string()));
        if !found.iter().any(|it| it.contains(&expected)) {
            complaints.push(format!(
                "{path} with {to:?} in place of {from:?}: nobody says {expected:?}, but {found:#?}"
            ));
        }
    }
}
