//! The virtual clock's two units: milliseconds that the engine counts in, and the whole seconds
//! that the API server writes down.

use crate::value::fields::to_serde;
use crate::value::{Field, Mistake, Value};

/// The Unix second at which every simulation starts: 2026-01-01T00:00:00Z.
pub const EPOCH_UNIX_SECONDS: i64 = 1_767_225_600;

/// A moment on the virtual clock, in milliseconds since the start of the run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(pub u64);

impl Time {
    /// The moment `ms` milliseconds later.
    pub const fn after_ms(self, ms: u64) -> Self {
        Self(self.0 + ms)
    }

    /// The moment `seconds` later.
    pub const fn after_seconds(self, seconds: u64) -> Self {
        self.after_ms(seconds * 1000)
    }

    /// Milliseconds from `earlier` to here, 0 if it is not earlier.
    pub const fn since_ms(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }

    /// What the API server would write down for this moment: the whole second it lies in.
    pub const fn timestamp(self) -> Timestamp {
        Timestamp((self.0 / 1000) as u32)
    }
}

/// A moment as an object carries it: whole seconds since the start of the run. Written as RFC 3339.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub u32);

impl Timestamp {
    /// The first moment of this second.
    pub const fn time(self) -> Time {
        Time(self.0 as u64 * 1000)
    }

    /// The moment `seconds` after this one.
    pub const fn after_seconds(self, seconds: u32) -> Time {
        Time((self.0 as u64 + seconds as u64) * 1000)
    }

    /// RFC 3339 in UTC with whole seconds, as the API writes it: `2026-01-01T00:00:00Z`.
    pub fn rfc3339(self) -> String {
        let unix = EPOCH_UNIX_SECONDS + i64::from(self.0);
        let (year, month, day) = civil_from_days(unix.div_euclid(86_400));
        let second = unix.rem_euclid(86_400);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }

    /// Reads what [`Timestamp::rfc3339`] writes; `None` for anything else or before the epoch.
    pub fn parse_rfc3339(text: &str) -> Option<Self> {
        let number = |from: usize, to: usize| text.get(from..to)?.parse::<i64>().ok();
        if text.len() != 20 || !text.ends_with('Z') {
            return None;
        }
        let days = days_from_civil(number(0, 4)?, number(5, 7)?, number(8, 10)?);
        let seconds = number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?;
        u32::try_from(days * 86_400 + seconds - EPOCH_UNIX_SECONDS).ok().map(Self)
    }
}

/// Howard Hinnant's `civil_from_days`: days since 1970-01-01 to year, month, day.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

/// The inverse of [`civil_from_days`].
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

impl Field for Timestamp {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        let time = value.as_str().and_then(Self::parse_rfc3339);
        *self = time.ok_or_else(|| Mistake::expected("an RFC 3339 time", value))?;
        Ok(())
    }

    fn write(&self) -> Value {
        self.rfc3339().into()
    }
}

to_serde!(Timestamp);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_timestamp_is_written_and_read_back() {
        for (seconds, text) in [
            (0, "2026-01-01T00:00:00Z"),
            (61, "2026-01-01T00:01:01Z"),
            (59 * 86_400, "2026-03-01T00:00:00Z"),
            (789 * 86_400 + 3600, "2028-02-29T01:00:00Z"),
        ] {
            assert_eq!(Timestamp(seconds).rfc3339(), text);
            assert_eq!(Timestamp::parse_rfc3339(text), Some(Timestamp(seconds)));
        }
    }
}
