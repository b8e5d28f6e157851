//! Where in an object something is wrong: `spec.containers[0].name`.

use std::fmt;

/// One field, by way of those around it. Costs nothing until it is written.
#[derive(Clone, Copy)]
pub(super) struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    part: Part<'a>,
}

#[derive(Clone, Copy)]
enum Part<'a> {
    Field(&'a str),
    Index(usize),
    Key(&'a str),
}

impl<'a> Path<'a> {
    /// A field of the object itself.
    pub(super) const fn root(field: &'a str) -> Self {
        Self { parent: None, part: Part::Field(field) }
    }

    /// A field of what is here.
    pub(super) const fn child<'b>(&'b self, field: &'b str) -> Path<'b> {
        Path { parent: Some(self), part: Part::Field(field) }
    }

    /// An item of the list that is here.
    pub(super) const fn index(&self, index: usize) -> Path<'_> {
        Path { parent: Some(self), part: Part::Index(index) }
    }

    /// An entry of the map that is here.
    pub(super) const fn key<'b>(&'b self, key: &'b str) -> Path<'b> {
        Path { parent: Some(self), part: Part::Key(key) }
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            write!(f, "{parent}")?;
        }
        match self.part {
            Part::Field(field) if self.parent.is_some() => write!(f, ".{field}"),
            Part::Field(field) => f.write_str(field),
            Part::Index(index) => write!(f, "[{index}]"),
            Part::Key(key) => write!(f, "[{key}]"),
        }
    }
}
