//! What an object looks like from outside: a tree of fields, as JSON and YAML have it.
//!
//! Three things meet here, each in one place: a tree ([`Value`]), its JSON text ([`text`]), and how
//! the fields of a struct are read from a tree and written to one ([`fields`]). The last is a table
//! for each struct and two functions for all of them, since what serde derives for each struct
//! anew is the better part of a megabyte. To serde every struct is such a tree.

mod bridge;
pub mod fields;
mod number;
pub mod text;

pub use fields::{Field, Fields, Mistake};
pub use number::Number;

use crate::collections::Map;
use std::ops::{Index, IndexMut};
use std::rc::Rc;

/// A tree of fields.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Value {
    /// Nothing.
    #[default]
    Null,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(Rc<str>),
    /// A list.
    Array(Vec<Value>),
    /// Fields by name.
    Object(Map<Rc<str>, Value>),
}

/// Fields with these values.
macro_rules! object {
    ($($name:expr => $value:expr),* $(,)?) => {
        $crate::value::Value::object([$(($name, $crate::value::Value::from($value))),*])
    };
}
pub(crate) use object;

/// A tree written as JSON, for tests: what reads it is too large to be downloaded.
#[cfg(test)]
macro_rules! json {
    ($($json:tt)+) => {
        $crate::value::Value::from(serde_json::json!($($json)+))
    };
}
#[cfg(test)]
pub(crate) use json;

impl Value {
    /// Fields with these values.
    pub fn object<const N: usize>(fields: [(&str, Self); N]) -> Self {
        Self::Object(fields.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }

    /// Nothing but this value at the end of a path: what a patch says.
    pub fn at(path: &[&str], value: impl Into<Self>) -> Self {
        path.iter().rev().fold(value.into(), |inner, name| Self::object([(*name, inner)]))
    }

    /// Whether it is nothing.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether it has fields.
    pub fn is_object(&self) -> bool {
        self.as_object().is_some()
    }

    /// Whether it is a list.
    pub fn is_array(&self) -> bool {
        self.as_array().is_some()
    }

    /// Whether it is a text.
    pub fn is_string(&self) -> bool {
        self.as_str().is_some()
    }

    /// What it is, if it is yes or no.
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Bool(yes) = self { Some(*yes) } else { None }
    }

    /// The number, if it is a whole one.
    pub fn as_i64(&self) -> Option<i64> {
        if let Self::Number(Number::Whole(number)) = self { Some(*number) } else { None }
    }

    /// The number, if it is a whole one and not below zero.
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i64().and_then(|number| number.try_into().ok())
    }

    /// The text, if it is one.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The items, if it is a list.
    pub fn as_array(&self) -> Option<&Vec<Self>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The items, to change, if it is a list.
    pub fn as_array_mut(&mut self) -> Option<&mut Vec<Self>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The fields, if it has any.
    pub fn as_object(&self) -> Option<&Map<Rc<str>, Self>> {
        if let Self::Object(fields) = self { Some(fields) } else { None }
    }

    /// The fields, to change, if it has any.
    pub fn as_object_mut(&mut self) -> Option<&mut Map<Rc<str>, Self>> {
        if let Self::Object(fields) = self { Some(fields) } else { None }
    }

    /// The field of that name.
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }

    /// The field of that name, to change.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Self> {
        self.as_object_mut()?.get_mut(name)
    }
}

impl Index<&str> for Value {
    type Output = Self;

    fn index(&self, name: &str) -> &Self {
        self.get(name).unwrap_or(&Self::Null)
    }
}

impl IndexMut<&str> for Value {
    /// The field of that name; nothing is put there first if there is none. What has no fields
    /// becomes something that has.
    fn index_mut(&mut self, name: &str) -> &mut Self {
        if !self.is_object() {
            *self = Self::Object(Map::new());
        }
        match self {
            Self::Object(fields) => fields.get_or_default(name.into()),
            other => other,
        }
    }
}

impl Index<usize> for Value {
    type Output = Self;

    fn index(&self, index: usize) -> &Self {
        self.as_array().and_then(|items| items.get(index)).unwrap_or(&Self::Null)
    }
}

impl PartialEq<str> for Value {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == Some(other)
    }
}

impl PartialEq<&str> for Value {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

macro_rules! from {
    ($($type:ty: $it:ident => $value:expr;)*) => {
        $(
            impl From<$type> for Value {
                fn from($it: $type) -> Self {
                    $value
                }
            }
        )*
    };
}

from! {
    bool: yes => Self::Bool(yes);
    i32: number => i64::from(number).into();
    u32: number => i64::from(number).into();
    i64: number => Self::Number(Number::Whole(number));
    &str: text => Self::String(text.into());
    String: text => Self::String(text.into());
    Rc<str>: text => Self::String(text);
    Vec<Self>: items => Self::Array(items);
    Map<Rc<str>, Self>: fields => Self::Object(fields);
}

impl FromIterator<Self> for Value {
    fn from_iter<I: IntoIterator<Item = Self>>(items: I) -> Self {
        Self::Array(items.into_iter().collect())
    }
}

impl FromIterator<(Rc<str>, Self)> for Value {
    fn from_iter<I: IntoIterator<Item = (Rc<str>, Self)>>(fields: I) -> Self {
        Self::Object(fields.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_made_where_they_are_missing() {
        let mut value = object! { "a" => 1 };
        value["b"]["c"] = "text".into();
        assert_eq!(value, object! { "a" => 1, "b" => object! { "c" => "text" } });
        assert_eq!(
            (&value["b"]["x"], &value["a"]["x"], &value[0]),
            (&Value::Null, &Value::Null, &Value::Null)
        );
        assert!(value["b"]["c"] == "text");
    }
}
