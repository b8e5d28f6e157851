//! Texts that were made to hurt, and texts that were broken by chance.

use super::check;
use crate::api::Release;
use crate::cluster::rng::Rng;
use crate::manifest::{DEMO, read};

#[test]
fn a_text_that_is_too_long_is_refused_at_once() {
    let message = "Error 1:1  | This text has 5000 kilobytes, and more than 1000 are not read. \
                   Paste the objects you want to watch.";
    check(&"a".repeat(5_000_000), &[], &[message]);
}

#[test]
fn hostile_texts_neither_panic_nor_hang() {
    let laughs = (1..30).fold("a0: &a0 [x]\n".to_owned(), |text, level| {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        text + &format!("a{level}: &a{level} [{aliases}]\n")
    });
    let stairs = (1..400).fold("a0: &a0 [x]\n".to_owned(), |text, level| {
        text + &format!("a{level}: &a{level} [*a{}]\n", level - 1)
    });
    let keys: String = (0..5_000).map(|key| format!("k{key}: 1\n")).collect();
    let merges = format!("a: &a\n{}b:\n  <<: [*a, *a, *a]\n", keys.replace('k', "  k"));
    for text in [laughs, stairs, keys.clone(), merges, format!("kind: Pod\napiVersion: v1\n{keys}")]
    {
        read(&text, Release::V1_37);
    }
    for part in
        ["[", "{a: ", "- ", "? ", "a:\n", "---\n", "&a ", "!x ", "\"", "|\n", "*a ", "a: b: "]
    {
        read(&part.repeat(100_000 / part.len()), Release::V1_37);
    }
    let nested: String = (0..900).map(|level| format!("{}a:\n", " ".repeat(level))).collect();
    read(&nested, Release::V1_37);
}

#[test]
fn broken_pieces_of_the_demonstration_never_panic() {
    for end in (0..DEMO.len()).step_by(31) {
        read(&DEMO[..end], Release::V1_37);
    }
    let mut rng = Rng::from_seed(7);
    for _ in 0..80 {
        let mut bytes = DEMO.as_bytes().to_vec();
        for _ in 0..=rng.below(8) {
            let at = rng.below(bytes.len() as u64) as usize;
            match rng.below(3) {
                0 => bytes[at] = rng.below(256) as u8,
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, b"-:{}[]&*!|>'\"%@`#,?\t\n "[rng.below(22) as usize]),
            }
        }
        read(&String::from_utf8_lossy(&bytes), Release::V1_37);
        let noise: Vec<u8> = (0..rng.below(400)).map(|_| rng.below(256) as u8).collect();
        read(&String::from_utf8_lossy(&noise), Release::V1_37);
    }
}
