//! A number, or a percentage of one (rule C5).

use crate::value::fields::{self, to_serde};
use crate::value::{Field, Mistake, Value};
use std::fmt;
use std::rc::Rc;

/// `maxSurge: 1` or `maxSurge: 25%`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IntOrPercent {
    /// As it stands.
    Int(i32),
    /// Digits and `%`; anything else is refused by validation and by [`IntOrPercent::scaled`].
    Text(Rc<str>),
}

/// Which way a percentage that is no whole number goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Round {
    /// `maxSurge`.
    Up,
    /// `maxUnavailable`.
    Down,
}

impl IntOrPercent {
    /// This value for a total: a percentage of it, rounded. An error names what is wrong.
    pub fn scaled(&self, total: i32, round: Round) -> Result<i32, String> {
        let percent = match self {
            Self::Int(number) => return Ok(*number),
            Self::Text(_) => self.percent()?,
        };
        let hundredfold = i64::from(percent) * i64::from(total);
        let rounded = match round {
            Round::Up => (hundredfold + 99).div_euclid(100),
            Round::Down => hundredfold.div_euclid(100),
        };
        Ok(rounded.clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }

    /// The number before the `%`.
    pub fn percent(&self) -> Result<i32, String> {
        let invalid = || {
            format!(
                "invalid value for IntOrString: invalid type: string is not a percentage: {self}"
            )
        };
        let Self::Text(text) = self else { return Err(invalid()) };
        let digits = text.strip_suffix('%').ok_or_else(invalid)?;
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(invalid());
        }
        digits.parse().map_err(|_| invalid())
    }
}

impl fmt::Display for IntOrPercent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl From<i32> for IntOrPercent {
    fn from(number: i32) -> Self {
        Self::Int(number)
    }
}

impl From<&str> for IntOrPercent {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

impl Default for IntOrPercent {
    fn default() -> Self {
        Self::Int(0)
    }
}

impl Field for IntOrPercent {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        *self = match value {
            Value::String(text) => Self::Text(text.clone()),
            _ => Self::Int(fields::from_value(value)?),
        };
        Ok(())
    }

    fn write(&self) -> Value {
        match self {
            Self::Int(number) => (*number).into(),
            Self::Text(text) => text.clone().into(),
        }
    }
}

to_serde!(IntOrPercent);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn surge_rounds_up_and_unavailable_down() {
        let quarter = IntOrPercent::from("25%");
        assert_eq!(quarter.scaled(3, Round::Up), Ok(1));
        assert_eq!(quarter.scaled(3, Round::Down), Ok(0));
        assert_eq!(IntOrPercent::from(2).scaled(3, Round::Up), Ok(2));
        for text in ["40", "%", "40%%", "a%", ""] {
            assert!(IntOrPercent::from(text).scaled(10, Round::Up).is_err(), "{text}");
        }
    }
}
