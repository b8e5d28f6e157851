//! Which fields Kubernetes knows for the kinds that are simulated: as data, in `schema.txt`.

use crate::collections::Map;

/// All structs and their fields.
pub(super) struct Schema {
    structs: Map<&'static str, Vec<Field>>,
}

/// One field of a struct.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Type,
    pub(super) fate: Fate,
}

/// What may stand in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Type {
    /// A list of values that one of the others names.
    List(&'static str),
    Text,
    /// 32 bits.
    Int,
    /// 64 bits.
    Long,
    /// Not below zero.
    Natural,
    Bool,
    Quantity,
    IntOrText,
    /// Text to text.
    Map,
    /// Text to quantity.
    Quantities,
    /// Text to quantity, of which `pods` is simulated.
    Quota,
    /// Anything.
    Any,
    Struct(&'static str),
}

/// What becomes of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It counts.
    Kept,
    /// It stays in the object, and nothing looks at it.
    Unsimulated,
    /// The engine has no place for it.
    LeftOut,
    /// Nobody writes it but the API server.
    ServerOnly,
}

impl Schema {
    pub(super) fn new() -> Self {
        let mut structs: Map<&'static str, Vec<Field>> = Map::new();
        let mut current = "";
        let lines = include_str!("schema.txt").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            match line.split_once(' ') {
                None => current = line,
                Some((kind, names)) => {
                    let fields = names.split(' ').map(|name| Field::new(name, Type::parse(kind)));
                    structs.get_or_default(current).extend(fields);
                }
            }
        }
        Self { structs }
    }

    /// The fields of a struct; every name that the data mentions has some.
    pub(super) fn fields(&self, of: &str) -> &[Field] {
        self.structs.get(of).map_or(&[], Vec::as_slice)
    }

    /// The field of that name.
    pub(super) fn field(&self, of: &str, name: &str) -> Option<Field> {
        self.fields(of).iter().copied().find(|field| field.name == name)
    }
}

impl Field {
    fn new(text: &'static str, kind: Type) -> Self {
        let (name, fate) = match text.as_bytes().last() {
            Some(b'~') => (&text[..text.len() - 1], Fate::Unsimulated),
            Some(b'!') => (&text[..text.len() - 1], Fate::LeftOut),
            Some(b'-') => (&text[..text.len() - 1], Fate::ServerOnly),
            _ => (text, Fate::Kept),
        };
        Self { name, kind, fate }
    }
}

impl Type {
    pub(super) fn parse(text: &'static str) -> Self {
        match text {
            "text" => Self::Text,
            "int" => Self::Int,
            "long" => Self::Long,
            "natural" => Self::Natural,
            "bool" => Self::Bool,
            "quantity" => Self::Quantity,
            "intOrText" => Self::IntOrText,
            "map" => Self::Map,
            "quantities" => Self::Quantities,
            "quota" => Self::Quota,
            "any" => Self::Any,
            _ => text.strip_prefix('[').map_or(Self::Struct(text), Self::List),
        }
    }

    /// The struct that it is, or is a list of.
    pub(super) fn structure(self) -> Option<&'static str> {
        match self {
            Self::Struct(name) => Some(name),
            Self::List(item) => Self::parse(item).structure(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_struct_that_is_mentioned_is_described_and_every_described_one_mentioned() {
        let schema = Schema::new();
        let fields = || schema.structs.values().flatten();
        for name in fields().filter_map(|field| field.kind.structure()) {
            assert!(!schema.fields(name).is_empty(), "{name} has no fields");
        }
        for name in schema.structs.keys() {
            let is_mentioned = fields().any(|field| field.kind.structure() == Some(name));
            let is_kind = crate::api::Kind::parse(name).is_some();
            assert!(is_mentioned || is_kind, "nothing mentions {name}");
        }
    }

    #[test]
    fn no_field_stands_twice() {
        for (of, fields) in &Schema::new().structs {
            let mut names: Vec<&str> = fields.iter().map(|field| field.name).collect();
            names.sort_unstable();
            let count = names.len();
            names.dedup();
            assert_eq!(names.len(), count, "{of}");
        }
    }
}
