//! Where something stands in the user's own file.
//!
//! Problem: every field of every record has a place, but only the few bad ones need it in words. Idea: a place is a chain
//! of borrowed links, and becomes text when a diagnostic asks for it.
//!
//! Example: `sales[12].closed_on` in JSON, `row 7, column hs_sold_tier_points` in a table.

use std::fmt;

#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// The whole document.
    Document,
    /// A row of a table.
    Row(usize),
    /// A field of an object, or a cell of a row.
    Field(&'a Place<'a>, &'a str),
    /// An entry of a list, counted from 0.
    Item(&'a Place<'a>, usize),
}

impl<'a> Place<'a> {
    pub(super) fn field(&'a self, name: &'a str) -> Self {
        Self::Field(self, name)
    }

    pub(super) fn item(&'a self, index: usize) -> Self {
        Self::Item(self, index)
    }

    /// The place without its numbers, the same for every record of a list: `sales[].closed_on`.
    pub(super) fn shape(&self) -> String {
        let mut shape = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut shape, false);
        shape
    }

    fn write(&self, out: &mut impl fmt::Write, numbered: bool) -> fmt::Result {
        match self {
            Self::Document => Ok(()),
            Self::Row(number) if numbered => write!(out, "row {number}"),
            Self::Row(_) => out.write_str("row"),
            Self::Item(list, index) => {
                list.write(out, numbered)?;
                if numbered {
                    write!(out, "[{index}]")
                } else {
                    out.write_str("[]")
                }
            }
            // A name in a hostile file may be megabytes long.
            Self::Field(parent, name) => {
                parent.write(out, numbered)?;
                match parent {
                    Self::Document => write!(out, "{name:.80}"),
                    Self::Row(_) => write!(out, ", column {name:.80}"),
                    Self::Field(..) | Self::Item(..) => write!(out, ".{name:.80}"),
                }
            }
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_read_as_paths_or_cells() {
        let document = Place::Document;
        let sales = document.field("sales");
        let sale = sales.item(12);
        assert_eq!(sale.field("mrr").to_string(), "sales[12].mrr");
        assert_eq!(sale.field("mrr").shape(), "sales[].mrr");
        assert_eq!(document.item(3).field("id").to_string(), "[3].id");
        let row = Place::Row(7);
        assert_eq!(
            row.field("hs_country").to_string(),
            "row 7, column hs_country"
        );
        assert_eq!(row.to_string(), "row 7");
    }
}
