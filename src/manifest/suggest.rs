//! What a person may have meant.

/// Differences that still count as a slip, by the length of the word.
const fn tolerance(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// The word that is most like this one, if any is like it at all.
pub(super) fn closest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (lower, length) = (word.to_ascii_lowercase(), word.chars().count());
    let tolerance = tolerance(length);
    let near = known.filter(|it| it.len().abs_diff(length) <= tolerance).filter_map(|it| {
        let distance = distance(&lower, &it.to_ascii_lowercase());
        (distance <= tolerance).then_some((distance, it))
    });
    near.min_by_key(|(distance, _)| *distance).map(|(_, it)| it)
}

/// Remarks after which nobody asks what was meant any more.
pub(super) const MAX_SUGGESTIONS: usize = 50;

/// How many letters must be put in, taken out, replaced or swapped with their neighbour.
fn distance(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) = (from.chars().collect(), to.chars().collect());
    let width = to.len() + 1;
    let mut table: Vec<usize> = (0..(from.len() + 1) * width).map(|cell| cell % width).collect();
    for row in 1..=from.len() {
        table[row * width] = row;
        for column in 1..=to.len() {
            let at = row * width + column;
            let changed = usize::from(from[row - 1] != to[column - 1]);
            let mut best = table[at - width - 1] + changed;
            best = best.min(table[at - width] + 1).min(table[at - 1] + 1);
            let is_swap = row > 1
                && column > 1
                && from[row - 1] == to[column - 2]
                && from[row - 2] == to[column - 1];
            if is_swap {
                best = best.min(table[at - 2 * width - 2] + 1);
            }
            table[at] = best;
        }
    }
    table[table.len() - 1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_other_words_are_not() {
        let known = ["replicas", "selector", "serviceName", "imagePullPolicy", "env", "image"];
        for (word, expected) in [
            ("replica", Some("replicas")),
            ("relpicas", Some("replicas")),
            ("ServiceName", Some("serviceName")),
            ("imagepullpolicy", Some("imagePullPolicy")),
            ("envs", Some("env")),
            ("imag", Some("image")),
            ("strategy", None),
            ("x", None),
            ("", None),
        ] {
            assert_eq!(closest(word, known.into_iter()), expected, "{word}");
        }
        assert_eq!(closest(&"x".repeat(1_000_000), known.into_iter()), None);
    }
}
