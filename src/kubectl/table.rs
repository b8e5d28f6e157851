//! Text in columns, as kubectl lays it out (rule U5).

use crate::api::Kind;

/// Spaces between columns.
const PADDING: usize = 3;
/// The least width of a column, padding included.
const MIN_WIDTH: usize = 6;

/// A header and rows of as many cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The names of the columns, in capitals; the first is `NAME`.
    pub header: Vec<&'static str>,
    /// One row an object.
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// The cell below a column's name; `None` if there is no such row or column.
    pub fn cell(&self, row: usize, column: &str) -> Option<&str> {
        let index = self.header.iter().position(|name| *name == column)?;
        self.rows.get(row)?.get(index).map(String::as_str)
    }

    /// The same with the kind before each name, as where several kinds are printed together:
    /// `deployment.apps/web`.
    pub fn with_kind(mut self, kind: Kind) -> Self {
        let kind = kind.qualified_lowercase();
        for name in self.rows.iter_mut().filter_map(|row| row.first_mut()) {
            *name = format!("{kind}/{name}");
        }
        self
    }

    /// The text on the terminal, every line with its end. The last column is not padded.
    pub fn to_text(&self) -> String {
        let widths: Vec<usize> = (0..self.header.len()).map(|column| self.width(column)).collect();
        let mut text = String::new();
        line(&mut text, self.header.iter().copied(), &widths);
        for row in &self.rows {
            line(&mut text, row.iter().map(String::as_str), &widths);
        }
        text
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column)).map(String::as_str);
        let longest = cells.chain([self.header[column]]).map(|cell| cell.chars().count()).max();
        (longest.unwrap_or(0) + PADDING).max(MIN_WIDTH)
    }
}

fn line<'a>(text: &mut String, cells: impl ExactSizeIterator<Item = &'a str>, widths: &[usize]) {
    let last = cells.len().saturating_sub(1);
    for (index, (cell, width)) in cells.zip(widths).enumerate() {
        let width = if index == last { 0 } else { *width };
        text.push_str(&format!("{cell:width$}"));
    }
    text.push('\n');
}
