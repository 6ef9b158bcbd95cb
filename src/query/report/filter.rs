//! Which rows, and in which order.

use super::{Column, ColumnKind, Report, Row};
use crate::{
    model::choice::choice,
    query::{
        address::{decode, encode},
        cell::Cell,
        names::{NameOrder, Ranks},
    },
};
use rust_decimal::Decimal;
use std::{cell::RefCell, cmp::Ordering};

choice! {
    /// How a cell is held against a value.
    Operator {
        /// It is the value.
        Is = "is",
        /// It is another one, or missing.
        Not = "not",
        /// Its words contain the value.
        Has = "has",
        /// It is the value or more; of days, or later.
        AtLeast = "ge",
        /// It is the value or less; of days, or earlier.
        AtMost = "le",
    }
}

/// A condition that a row must meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The column.
    pub column: Column,
    /// How it is compared.
    pub operator: Operator,
    /// With what: a choice's word, a number or a day as the data format writes it, or words.
    pub value: String,
}

impl Condition {
    /// Reads `market.is.growth`.
    pub fn parse(word: &str) -> Option<Self> {
        let (column, rest) = word.split_once('.')?;
        let (operator, value) = rest.split_once('.')?;
        Some(Self {
            column: Column::parse(column)?,
            operator: Operator::parse(operator)?,
            value: decode(value),
        })
    }

    /// The word that [`Condition::parse`] reads.
    pub fn word(&self) -> String {
        let (column, operator) = (self.column.as_str(), self.operator.as_str());
        format!("{column}.{operator}.{}", encode(&self.value))
    }

    /// The operators that mean something for a column; the first one is the usual one.
    pub const fn operators(kind: ColumnKind) -> &'static [Operator] {
        match kind {
            ColumnKind::Text => &[Operator::Has, Operator::Is, Operator::Not],
            ColumnKind::Choice => &[Operator::Is, Operator::Not],
            ColumnKind::Number | ColumnKind::Money | ColumnKind::Fraction | ColumnKind::Day => {
                &[Operator::AtLeast, Operator::AtMost, Operator::Is]
            }
        }
    }
}

/// What only a language knows: how a cell reads, and how two names are ordered.
pub struct Labels<'a> {
    /// The text of a cell of a column; of a choice, its name.
    pub text: &'a dyn Fn(Column, Cell) -> String,
    /// The order of names.
    pub names: NameOrder<'a>,
}

/// The words and conditions of a query, made ready for many rows.
pub(super) struct Filter<'a> {
    report: &'a Report<'a>,
    labels: &'a Labels<'a>,
    /// In small letters.
    words: Vec<String>,
    /// Where they are looked for: names first, which say most.
    columns: Vec<Column>,
    /// The names of choices that were met so far, in small letters: there are few, and each is in thousands of rows.
    named: RefCell<Vec<(Column, &'static str, String)>>,
}

impl<'a> Filter<'a> {
    pub(super) fn new(report: &'a Report<'a>, labels: &'a Labels<'a>) -> Self {
        let query = report.query();
        let shown = query.shown();
        let of = |kind: ColumnKind| shown.iter().filter(move |column| column.kind() == kind);
        Self {
            report,
            labels,
            words: query
                .text
                .split_whitespace()
                .map(str::to_lowercase)
                .collect(),
            columns: of(ColumnKind::Text)
                .chain(of(ColumnKind::Choice))
                .copied()
                .collect(),
            named: RefCell::default(),
        }
    }

    /// Whether the words and conditions leave a row.
    pub(super) fn keeps(&self, row: &Row) -> bool {
        let met = |condition: &Condition| {
            let cell = self.report.cell(row, condition.column);
            meets(&cell, condition, self.labels)
        };
        self.report.query().conditions.iter().all(met)
            && self.words.iter().all(|word| self.has(row, word))
    }

    fn has(&self, row: &Row, word: &str) -> bool {
        self.columns
            .iter()
            .any(|column| match self.report.cell(row, *column) {
                Cell::Word(choice) => self.name_has(*column, choice, word),
                cell => small((self.labels.text)(*column, cell)).contains(word),
            })
    }

    fn name_has(&self, column: Column, choice: &'static str, word: &str) -> bool {
        let mut named = self.named.borrow_mut();
        let known = named
            .iter()
            .find(|known| (known.0, known.1) == (column, choice));
        if let Some((.., name)) = known {
            return name.contains(word);
        }
        let name = small((self.labels.text)(column, Cell::Word(choice)));
        let has = name.contains(word);
        named.push((column, choice, name));
        has
    }
}

/// In small letters. Most names have letters of ASCII alone, and stay where they are.
fn small(mut text: String) -> String {
    if !text.is_ascii() {
        return text.to_lowercase();
    }
    text.make_ascii_lowercase();
    text
}

fn meets(cell: &Cell, condition: &Condition, labels: &Labels) -> bool {
    let value = condition.value.trim();
    let equal = || match cell {
        // Two ids may differ by a capital or a space alone.
        Cell::Text(id) if condition.column == Column::Id => *id == condition.value,
        Cell::Text(text) => text.to_lowercase() == value.to_lowercase(),
        Cell::Word(word) => *word == value,
        _ => cell.against(value) == Some(Ordering::Equal),
    };
    match condition.operator {
        Operator::Is => equal(),
        Operator::Not => !equal(),
        Operator::Has => {
            let text = (labels.text)(condition.column, cell.clone());
            small(text).contains(&value.to_lowercase())
        }
        Operator::AtLeast => cell.against(value).is_some_and(Ordering::is_ge),
        Operator::AtMost => cell.against(value).is_some_and(Ordering::is_le),
    }
}

/// What a row is sorted by. Names are ranked once, for a language's order of names is slow.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum SortKey {
    Rank(usize),
    Number(Decimal),
    Day(chrono::NaiveDate),
}

/// Puts rows in the order of a column. What is missing comes last in both directions; equals keep the order of the data.
pub(super) fn sort(
    report: &Report,
    rows: &mut Vec<&Row>,
    column: Column,
    descending: bool,
    labels: &Labels,
) {
    let cells = rows.iter().map(|row| report.cell(row, column));
    let cells: Vec<Cell> = cells.collect();
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => Some(text.clone()),
        Cell::Word(word) => Some((labels.text)(column, Cell::Word(word))),
        _ => None,
    };
    let texts: Vec<String> = cells.iter().filter_map(text).collect();
    let ranks = Ranks::of(texts.iter().map(String::as_str), labels.names);
    let key = |cell: &Cell| match cell {
        Cell::Missing => None,
        Cell::Text(_) | Cell::Word(_) => Some(SortKey::Rank(ranks.rank(&text(cell)?))),
        Cell::Number(number) | Cell::Fraction(number) => Some(SortKey::Number(*number)),
        Cell::Money(amount, currency) => report.comparable(*amount, *currency).map(SortKey::Number),
        Cell::Day(day) => Some(SortKey::Day(*day)),
    };
    let mut keyed: Vec<(Option<SortKey>, &Row)> =
        cells.iter().map(key).zip(rows.drain(..)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    rows.extend(keyed.into_iter().map(|(_, row)| row));
}
