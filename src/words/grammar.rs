//! The few rules of English that sentences share.

use crate::api::Name;

/// `1 Pod`, `3 Pods`.
pub fn counted(count: i32, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// `` `a` ``, `` `a` and `b` ``, `` `a`, `b` and `c` ``.
pub fn listed(names: &[Name]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match &quoted[..] {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// A span of milliseconds: `800 ms`, `1.5 s`, `2 min`, `1 min 30 s`.
pub fn span(ms: u64) -> String {
    let (minutes, seconds, rest) = (ms / 60_000, ms / 1000 % 60, ms % 1000);
    match (minutes, seconds, rest) {
        (0, 0, 1..) => format!("{ms} ms"),
        (0, _, 0..100) => format!("{seconds} s"),
        (0, _, _) => format!("{seconds}.{} s", rest / 100),
        (_, 0, _) => format!("{minutes} min"),
        _ => format!("{minutes} min {seconds} s"),
    }
}

/// The pronoun for that many things.
pub fn it_or_them<T>(things: &[T]) -> &'static str {
    if things.len() == 1 { "it" } else { "them" }
}
