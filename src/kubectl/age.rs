//! How long ago, as kubectl writes it (rule U1).

use crate::api::{Time, Timestamp};

/// A unit: seconds in one, and its letter.
type Unit = (i64, char);

const SECOND: Unit = (1, 's');
const MINUTE: Unit = (60, 'm');
const HOUR: Unit = (60 * MINUTE.0, 'h');
const DAY: Unit = (24 * HOUR.0, 'd');
const YEAR: Unit = (365 * DAY.0, 'y');

/// Below how many seconds which unit is used, and which one for the rest.
type Step = (i64, Unit, Option<Unit>);

/// The column AGE: two units where one would be too coarse.
const HUMAN: [Step; 9] = [
    (2 * MINUTE.0, SECOND, None),
    (10 * MINUTE.0, MINUTE, Some(SECOND)),
    (3 * HOUR.0, MINUTE, None),
    (8 * HOUR.0, HOUR, Some(MINUTE)),
    (2 * DAY.0, HOUR, None),
    (8 * DAY.0, DAY, Some(HOUR)),
    (2 * YEAR.0, DAY, None),
    (8 * YEAR.0, YEAR, Some(DAY)),
    (i64::MAX, YEAR, None),
];

/// One unit, always.
const SHORT: [Step; 5] = [
    (MINUTE.0, SECOND, None),
    (HOUR.0, MINUTE, None),
    (DAY.0, HOUR, None),
    (YEAR.0, DAY, None),
    (i64::MAX, YEAR, None),
];

/// A duration of `ms` milliseconds as in the column AGE: `5s`, `2m30s`, `47h`, `2y30d`. Cut off,
/// not rounded; `<invalid>` from two seconds in the future on (`duration.HumanDuration`).
pub fn human_duration(ms: i64) -> String {
    written(ms, &HUMAN)
}

/// The same in one unit: `90s` is `1m` (`duration.ShortHumanDuration`).
pub fn short_human_duration(ms: i64) -> String {
    written(ms, &SHORT)
}

/// How long ago `then` was, as in the column AGE; `<unknown>` if nobody knows.
pub fn since(then: Option<Timestamp>, now: Time) -> String {
    match then {
        Some(then) => human_duration(now.0 as i64 - then.time().0 as i64),
        None => "<unknown>".to_owned(),
    }
}

fn written(ms: i64, steps: &[Step]) -> String {
    let seconds = ms / 1000;
    if seconds < -1 {
        return "<invalid>".to_owned();
    }
    let seconds = seconds.max(0);
    let step = steps.iter().find(|(below, ..)| seconds < *below);
    let (_, (length, letter), rest) = step.expect("the last step has no end");
    let whole = format!("{}{letter}", seconds / length);
    match rest.map(|(small, letter)| (seconds % length / small, letter)) {
        Some((rest, letter)) if rest > 0 => format!("{whole}{rest}{letter}"),
        _ => whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_changes_where_a_coarser_one_will_do() {
        let (minutes, hours) = (60_000, 3_600_000);
        for (ms, human, short) in [
            (-1999, "0s", "0s"),
            (2 * minutes - 1, "119s", "1m"),
            (10 * minutes - 1, "9m59s", "9m"),
            (3 * hours - 1, "179m", "2h"),
            (8 * hours - 1, "7h59m", "7h"),
            (48 * hours - 1, "47h", "1d"),
            (8 * 24 * hours - 1, "7d23h", "7d"),
            (2 * 365 * 24 * hours - 1, "729d", "1y"),
        ] {
            let written = (human_duration(ms), short_human_duration(ms));
            assert_eq!(written, (human.to_owned(), short.to_owned()), "{ms} ms");
        }
    }

    #[test]
    fn an_age_is_counted_from_a_whole_second() {
        assert_eq!(since(Some(Timestamp(3)), Time(5999)), "2s");
        assert_eq!(since(Some(Timestamp(3)), Time(2500)), "0s");
        assert_eq!(since(None, Time(2500)), "<unknown>");
    }
}
