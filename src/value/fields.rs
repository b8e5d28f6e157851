//! How the fields of a struct are read from a tree and written to one.

use super::Value;
use crate::collections::Map;
use std::fmt;
use std::rc::Rc;

/// A value that can stand in a field.
pub trait Field {
    /// Takes over what the tree says. An error tells what is wrong with it.
    fn read(&mut self, value: &Value) -> Result<(), Mistake>;

    /// The tree that says this.
    fn write(&self) -> Value;

    /// Whether it says anything: it is there, not empty, not `false`, not 0.
    fn is_set(&self) -> bool {
        true
    }

    /// What it means that the field is not there; mostly nothing.
    fn miss(&mut self) {}
}

/// When a field is written, and what it means if it is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// It must be there.
    Required,
    /// It is always written, and may be missing.
    Always,
    /// It is written if it says anything.
    IfSet,
}

/// A struct with fields that it can list. What it has no field for is ignored, or carried along.
pub trait Fields {
    /// Shows each field.
    fn each(&self, show: &mut dyn FnMut(&'static str, Rule, &dyn Field));

    /// Shows each field, to change.
    fn each_mut(&mut self, show: &mut dyn FnMut(&'static str, Rule, &mut dyn Field));

    /// The fields that it only carries along.
    fn rest(&self) -> Option<&Rest> {
        None
    }

    /// The fields that it only carries along, to change.
    fn rest_mut(&mut self) -> Option<&mut Rest> {
        None
    }
}

/// Fields by name that nothing is made of.
pub type Rest = Map<Rc<str>, Value>;

/// Reads all fields of a struct.
pub fn read(of: &mut dyn Fields, value: &Value) -> Result<(), Mistake> {
    let Value::Object(given) = value else { return Err(Mistake::expected("fields", value)) };
    let (mut others, mut result) = (given.clone(), Ok(()));
    of.each_mut(&mut |name, rule, field| {
        // What is wrong first is told, and nothing is read after it.
        if result.is_err() {
            return;
        }
        others.remove(name);
        let read = match given.get(name) {
            Some(value) => field.read(value),
            None if rule == Rule::Required => Err(Mistake::expected("something", &Value::Null)),
            None => {
                field.miss();
                Ok(())
            }
        };
        result = read.map_err(|mistake| mistake.within(name));
    });
    result?;
    if let Some(rest) = of.rest_mut() {
        *rest = others;
    }
    Ok(())
}

/// Writes all fields of a struct.
pub fn write(of: &dyn Fields) -> Value {
    let mut fields = of.rest().cloned().unwrap_or_default();
    of.each(&mut |name, rule, field| {
        if rule != Rule::IfSet || field.is_set() {
            fields.insert(name.into(), field.write());
        }
    });
    Value::Object(fields)
}

/// Whether any field says anything.
pub fn is_set(of: &dyn Fields) -> bool {
    let mut any = of.rest().is_some_and(|rest| !rest.is_empty());
    of.each(&mut |_, _, field| any |= field.is_set());
    any
}

/// Reads a value from a tree.
pub fn from_value<T: Field + Default>(value: &Value) -> Result<T, Mistake> {
    let mut read = T::default();
    read.read(value)?;
    Ok(read)
}

/// Reads each item of a list: what does not depend on the items' type.
fn items(
    value: &Value,
    read: &mut dyn FnMut(&Value) -> Result<(), Mistake>,
) -> Result<(), Mistake> {
    let items = value.as_array().ok_or_else(|| Mistake::expected("a list", value))?;
    for (index, item) in items.iter().enumerate() {
        read(item).map_err(|mistake| mistake.within(&format!("[{index}]")))?;
    }
    Ok(())
}

/// What is wrong with a tree, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    path: String,
    what: String,
}

impl Mistake {
    /// The tree says something else than was expected.
    pub fn expected(what: &str, found: &Value) -> Self {
        Self { path: String::new(), what: format!("expected {what}, found {found}") }
    }

    /// It is within the field or item of that name.
    fn within(mut self, name: &str) -> Self {
        let dot = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{name}{dot}{}", self.path);
        self
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { path, what } = self;
        if path.is_empty() { f.write_str(what) } else { write!(f, "{path}: {what}") }
    }
}

/// `someField` for `some_field`.
pub const fn camel_case<const N: usize>(snake: &str) -> [u8; N] {
    let (bytes, mut name) = (snake.as_bytes(), [0; N]);
    let (mut at, mut from) = (0, 0);
    while at < N {
        let is_new_word = bytes[from] == b'_';
        from += is_new_word as usize;
        name[at] = if is_new_word { bytes[from].to_ascii_uppercase() } else { bytes[from] };
        at += 1;
        from += 1;
    }
    name
}

/// How long [`camel_case`] is.
pub const fn camel_case_len(snake: &str) -> usize {
    let (bytes, mut at, mut len) = (snake.as_bytes(), 0, 0);
    while at < bytes.len() {
        len += (bytes[at] != b'_') as usize;
        at += 1;
    }
    len
}

/// The name of a field in a tree.
macro_rules! name {
    ($field:ident) => {
        const {
            const LEN: usize = $crate::value::fields::camel_case_len(stringify!($field));
            const NAME: [u8; LEN] = $crate::value::fields::camel_case(stringify!($field));
            match std::str::from_utf8(&NAME) {
                Ok(name) => name,
                Err(_) => panic!("a name of a field"),
            }
        }
    };
    ($field:ident $name:literal) => {
        $name
    };
}
pub(crate) use name;

/// The table of a struct's fields, named as in Kubernetes' API unless `as` says otherwise.
///
/// ```text
/// fields!(Volume {
///     always: name;
///     if_set: persistent_volume_claim;
///     rest: rest;
/// });
/// ```
macro_rules! table {
    ($type:ty {
        $(required: $($needed:ident $(as $needed_name:literal)?),+;)?
        $(always: $($always:ident $(as $always_name:literal)?),+;)?
        $(if_set: $($if_set:ident $(as $if_set_name:literal)?),+;)?
        $(rest: $rest:ident;)?
    }) => {
        impl $crate::value::Fields for $type {
            fn each(
                &self,
                show: &mut dyn FnMut(
                    &'static str,
                    $crate::value::fields::Rule,
                    &dyn $crate::value::Field,
                ),
            ) {
                use $crate::value::fields::{Rule, name};
                $($(show(name!($needed $($needed_name)?), Rule::Required, &self.$needed);)+)?
                $($(show(name!($always $($always_name)?), Rule::Always, &self.$always);)+)?
                $($(show(name!($if_set $($if_set_name)?), Rule::IfSet, &self.$if_set);)+)?
            }

            fn each_mut(
                &mut self,
                show: &mut dyn FnMut(
                    &'static str,
                    $crate::value::fields::Rule,
                    &mut dyn $crate::value::Field,
                ),
            ) {
                use $crate::value::fields::{Rule, name};
                $($(show(name!($needed $($needed_name)?), Rule::Required, &mut self.$needed);)+)?
                $($(show(name!($always $($always_name)?), Rule::Always, &mut self.$always);)+)?
                $($(show(name!($if_set $($if_set_name)?), Rule::IfSet, &mut self.$if_set);)+)?
            }

            $(
                fn rest(&self) -> Option<&$crate::value::fields::Rest> {
                    Some(&self.$rest)
                }

                fn rest_mut(&mut self) -> Option<&mut $crate::value::fields::Rest> {
                    Some(&mut self.$rest)
                }
            )?
        }
    };
}
pub(crate) use table;

/// The [`table`] of a struct, and that it is read and written by it.
macro_rules! fields {
    ($type:ident { $($rules:tt)* }) => {
        $crate::value::fields::table!($type { $($rules)* });

        impl $crate::value::Field for $type {
            fn read(&mut self, value: &$crate::value::Value) -> Result<(), $crate::value::Mistake> {
                $crate::value::fields::read(self, value)
            }

            fn write(&self) -> $crate::value::Value {
                $crate::value::fields::write(self)
            }

            fn is_set(&self) -> bool {
                $crate::value::fields::is_set(self)
            }
        }

        $crate::value::fields::to_serde!($type);
    };
}
pub(crate) use fields;

/// An enum whose variants are words, written as they are called.
macro_rules! words {
    ($type:ty { $($word:ident),+ $(,)? }) => {
        impl $type {
            /// As the API writes it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$word => stringify!($word),)+
                }
            }
        }

        impl $crate::value::Field for $type {
            fn read(&mut self, value: &$crate::value::Value) -> Result<(), $crate::value::Mistake> {
                *self = match value.as_str() {
                    $(Some(stringify!($word)) => Self::$word,)+
                    _ => {
                        let words = concat!("one of" $(, " ", stringify!($word))+);
                        return Err($crate::value::Mistake::expected(words, value));
                    }
                };
                Ok(())
            }

            fn write(&self) -> $crate::value::Value {
                self.as_str().into()
            }
        }

        $crate::value::fields::to_serde!($type);
    };
}
pub(crate) use words;

/// To serde it is the tree that it is written as.
macro_rules! to_serde {
    ($type:ty) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                serde::Serialize::serialize(&$crate::value::Field::write(self), to)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let value = serde::Deserialize::deserialize(from)?;
                $crate::value::fields::from_value(&value).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use to_serde;

impl Field for bool {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        *self = value.as_bool().ok_or_else(|| Mistake::expected("true or false", value))?;
        Ok(())
    }

    fn write(&self) -> Value {
        (*self).into()
    }

    fn is_set(&self) -> bool {
        *self
    }
}

macro_rules! numbers {
    ($($type:ty),+) => {
        $(
            impl Field for $type {
                fn read(&mut self, value: &Value) -> Result<(), Mistake> {
                    let number = value.as_i64().and_then(|number| number.try_into().ok());
                    *self = number.ok_or_else(|| Mistake::expected(stringify!($type), value))?;
                    Ok(())
                }

                fn write(&self) -> Value {
                    Value::from(*self as i64)
                }

                fn is_set(&self) -> bool {
                    *self != 0
                }
            }
        )+
    };
}

numbers!(i32, i64, u32, u64);

impl Field for Rc<str> {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        let Value::String(text) = value else { return Err(Mistake::expected("a text", value)) };
        *self = text.clone();
        Ok(())
    }

    fn write(&self) -> Value {
        self.clone().into()
    }

    fn is_set(&self) -> bool {
        !self.is_empty()
    }
}

impl Field for Value {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        *self = value.clone();
        Ok(())
    }

    fn write(&self) -> Value {
        self.clone()
    }
}

impl<T: Field + Default> Field for Option<T> {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        *self = if value.is_null() { None } else { Some(from_value(value)?) };
        Ok(())
    }

    fn write(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::write)
    }

    fn is_set(&self) -> bool {
        self.is_some()
    }
}

impl<T: Field + Default> Field for Vec<T> {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        self.clear();
        items(value, &mut |item| {
            self.push(from_value(item)?);
            Ok(())
        })
    }

    fn write(&self) -> Value {
        self.iter().map(T::write).collect()
    }

    fn is_set(&self) -> bool {
        !self.is_empty()
    }
}

impl<T: Field + Default> Field for Rc<T> {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        *self = Rc::new(from_value(value)?);
        Ok(())
    }

    fn write(&self) -> Value {
        (**self).write()
    }

    fn is_set(&self) -> bool {
        (**self).is_set()
    }
}

impl<T: Field + Default + Clone> Field for Map<Rc<str>, T> {
    fn read(&mut self, value: &Value) -> Result<(), Mistake> {
        *self = Map::new();
        for (name, value) in value.as_object().ok_or_else(|| Mistake::expected("fields", value))? {
            let value = from_value(value).map_err(|mistake| mistake.within(name))?;
            self.insert(name.clone(), value);
        }
        Ok(())
    }

    fn write(&self) -> Value {
        self.iter().map(|(name, value)| (name.clone(), value.write())).collect()
    }

    fn is_set(&self) -> bool {
        !self.is_empty()
    }
}
