//! Where something stands in the user's own file.
//!
//! Problem: every field of every record has a place, but only the few bad ones need it in words. Idea: a place is a chain
//! of borrowed links, and becomes text when a diagnostic asks for it.
//!
//! Examples: `sales[12].closed_on` in JSON, `row 7, column hs_sold_tier_points` in a table, `sheet “Sales”, cell C7` in a
//! spreadsheet; and where several files were opened at once, the file's name before it.

use super::table::Heading;
use std::fmt;

/// A row of a table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Row<'a> {
    /// What its columns are.
    pub(super) heading: &'a Heading,
    /// Its number as a spreadsheet counts.
    pub(super) number: usize,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// The whole document; its name, where there are several.
    Document(&'a str),
    /// A row of a table.
    Row(Row<'a>),
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
            Self::Document("") => Ok(()),
            // A name in a hostile file may be megabytes long.
            Self::Document(name) => write!(out, "{name:.80}: "),
            Self::Row(row) => row.write(out, None, numbered),
            Self::Item(list, index) => {
                list.write(out, numbered)?;
                if numbered {
                    write!(out, "[{index}]")
                } else {
                    out.write_str("[]")
                }
            }
            Self::Field(Self::Row(row), name) => row.write(out, Some(name), numbered),
            Self::Field(parent, name) => {
                parent.write(out, numbered)?;
                match parent {
                    Self::Document(_) => write!(out, "{name:.80}"),
                    Self::Row(_) | Self::Field(..) | Self::Item(..) => write!(out, ".{name:.80}"),
                }
            }
        }
    }
}

impl Row<'_> {
    /// An id for a record in which none stands; `table` is that of its table, where there are several.
    pub(super) fn id(&self, table: &str) -> String {
        match table {
            "" => format!("row-{}", self.number),
            table => format!("{table}-row-{}", self.number),
        }
    }

    fn write(&self, out: &mut impl fmt::Write, field: Option<&str>, numbered: bool) -> fmt::Result {
        let Heading { file, sheet, .. } = self.heading;
        if !file.is_empty() {
            write!(out, "{file:.80}: ")?;
        }
        let column = field.and_then(|field| self.heading.column(field));
        if let Some(sheet) = sheet {
            write!(out, "sheet “{sheet:.80}”, ")?;
            if let (Some((index, _)), true) = (column, numbered) {
                return write!(out, "cell {}{}", letters(index), self.number);
            }
        }
        out.write_str("row")?;
        if numbered {
            write!(out, " {}", self.number)?;
        }
        match (column, field) {
            (Some((_, label)), _) => write!(out, ", column {label:.80}"),
            (None, Some(field)) => write!(out, ", column {field:.80}"),
            (None, None) => Ok(()),
        }
    }
}

/// The letters that a spreadsheet gives to a column, which is counted from 0: A, …, Z, AA, …
fn letters(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        rest /= 26;
    }
    letters.iter().rev().collect()
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
        let document = Place::Document("");
        let sales = document.field("sales");
        let sale = sales.item(12);
        assert_eq!(sale.field("mrr").to_string(), "sales[12].mrr");
        assert_eq!(sale.field("mrr").shape(), "sales[].mrr");
        assert_eq!(document.item(3).field("id").to_string(), "[3].id");
        let named = Place::Document("book.json");
        let sales = named.field("sales");
        assert_eq!(sales.item(1).to_string(), "book.json: sales[1]");

        let mut heading = Heading::default();
        heading
            .columns
            .push(("hs_country".into(), 27, "Country".into()));
        let row = Row {
            heading: &heading,
            number: 7,
        };
        let row = Place::Row(row);
        assert_eq!(row.field("hs_country").to_string(), "row 7, column Country");
        assert_eq!(row.field("client").to_string(), "row 7, column client");
        assert_eq!(row.field("hs_country").shape(), "row, column Country");
        assert_eq!(row.to_string(), "row 7");

        heading.sheet = Some("Clients".to_owned());
        let row = Row {
            heading: &heading,
            number: 7,
        };
        let row = Place::Row(row);
        assert_eq!(
            row.field("hs_country").to_string(),
            "sheet “Clients”, cell AB7"
        );
        assert_eq!(row.to_string(), "sheet “Clients”, row 7");
    }

    #[test]
    fn columns_have_letters() {
        for (index, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")] {
            assert_eq!(letters(index), expected);
        }
    }
}
