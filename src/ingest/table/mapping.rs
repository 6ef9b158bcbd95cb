//! Which field each column of a table is.
//!
//! Problem: a heading may be known for certain, may only suggest something, or be nonsense; and what the user decided for one
//! file should hold for the next one of the same form. Idea: what is certain is read at once ([`Mapping::certain`]); else the
//! table is shown with a guess ([`Columns`]), and what the user chose is a [`Mapping`] too, known again by its
//! [form](Mapping::form), the headings.
//!
//! Example: `clients:hs_client_name,,hs_sold_tier_points;comma` is a mapping as the browser remembers it.

use super::super::portal::property;
use super::{
    Table,
    cells::{Hand, day, is_number},
    columns::{Field, Likeness, Target, folded},
};
use crate::model::currency::Currency;
use serde::{Deserialize, Serialize};

/// Lines among which the headings are looked for: above them may stand a title.
pub(super) const LOOKED_AT: usize = 20;
/// Columns that are looked at: no table that anybody means has more.
const MOST_COLUMNS: usize = 1_000;
/// Columns that the user may be asked about.
const MOST_ASKED: usize = 300;
/// Samples of each column that the user sees.
const SAMPLES: usize = 4;

/// Which field each column is, and how its cells are written.
#[derive(Debug, Clone, PartialEq)]
pub struct Mapping {
    /// What a row is.
    pub target: Target,
    /// The field of each column, in the order of the table.
    pub fields: Vec<Option<&'static Field>>,
    /// What the user said of numbers and days; the cells themselves tell otherwise.
    pub hand: Hand,
    /// The currency of amounts where no column says it, as the user said.
    pub currency: Option<Currency>,
    /// Whether it has no headings, as the user said: what was taken for them is a row.
    pub headless: bool,
    /// The headings, to know the form again.
    pub form: String,
    /// Whether the user said so: then what is not read is not wanted.
    pub(super) chosen: bool,
    /// The line where the headings stand.
    pub(super) line: usize,
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

/// The columns of a table, for the user to say what they are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Columns {
    /// The file, where there are several.
    pub file: String,
    /// The sheet, where it is one.
    pub sheet: Option<String>,
    /// The headings, to know the form again.
    pub form: String,
    /// The number of the row where they stand.
    pub line: usize,
    /// Rows below them.
    pub rows: usize,
    /// What its rows are, or seem to be.
    pub target: Target,
    /// The columns.
    pub columns: Vec<Column>,
    /// The mapping by which it was read, as [`Mapping::to_text`]; `None` where nobody knows one.
    pub mapped: Option<String>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// What stands in its first rows.
    pub samples: Vec<String>,
}

impl Mapping {
    /// The mapping that names and labels give for certain: every column that a row of the target needs is one of them.
    ///
    /// None where words suggest more than is certain: that the rows are something else, or that there are points. To read the
    /// table without them would lose them without a word.
    pub(in crate::ingest) fn certain(table: &Table) -> Option<Self> {
        let certain = best(Self::candidates(table, Likeness::Certain).filter(Self::is_enough))?;
        let guess = best(Self::candidates(table, Likeness::Suggested).filter(Self::is_enough))?;
        let suggests_more = if guess.target == certain.target {
            let has = |mapping: &Self, name: &str| {
                let mut fields = mapping.fields.iter().flatten();
                fields.any(|field| field.name == name)
            };
            let mut points = Target::POINTS.iter();
            points.any(|point| has(&guess, point) && !has(&certain, point))
        } else {
            certain.target == Target::Clients && guess.count() > certain.count()
        };
        (!suggests_more).then_some(certain)
    }

    /// The mapping that the user chose for a table of this form.
    pub(in crate::ingest) fn chosen(table: &Table, chosen: &[Self]) -> Option<Self> {
        let lines = table.lines.iter().take(LOOKED_AT).enumerate();
        let mut found = lines.filter_map(|(line, cells)| {
            let form = form(&cells.cells().collect::<Vec<_>>());
            let mapping = chosen.iter().find(|mapping| mapping.form == form)?;
            Some(Self {
                line,
                chosen: true,
                ..mapping.clone()
            })
        });
        found.next()
    }

    /// The best guess, certain or not. A word such as "Total" stands in rows too: in a line that is not where headings are to be
    /// expected, it takes more to be believed.
    fn guessed(table: &Table) -> Option<Self> {
        let expected = table.headings_expected();
        let believed = |mapping: &Self| {
            let Some(line) = table.lines.get(mapping.line) else {
                return false;
            };
            let fields = mapping.count();
            let says_much = fields > 1 && fields * 2 >= line.filled();
            mapping.line == expected || says_much && line.cells().all(|cell| !is_number(cell))
        };
        let guesses = || Self::candidates(table, Likeness::Suggested).filter(believed);
        best(guesses().filter(Self::is_enough)).or_else(|| best(guesses()))
    }

    fn candidates(table: &Table, least: Likeness) -> impl Iterator<Item = Self> {
        let lines = table.lines.iter().take(LOOKED_AT).enumerate();
        lines.flat_map(move |(line, cells)| {
            let targets = Target::ALL.iter();
            let cells: Vec<&str> = cells.cells().collect();
            targets.map(move |target| Self::of(*target, &cells, line, least))
        })
    }

    /// What the headings of a line mean for a target; of two columns that could be one field the surer, then the first.
    fn of(target: Target, cells: &[&str], line: usize, least: Likeness) -> Self {
        let headings: Vec<(&str, String)> = cells
            .iter()
            .take(MOST_COLUMNS)
            .map(|cell| heading(cell))
            .map(|heading| (heading, folded(heading)))
            .collect();
        let mut fields: Vec<Option<&'static Field>> = vec![None; headings.len()];
        for likeness in [Likeness::Certain, Likeness::Suggested] {
            if likeness < least {
                break;
            }
            for field in target.fields() {
                if fields.contains(&Some(field)) {
                    continue;
                }
                let column = headings
                    .iter()
                    .zip(&mut fields)
                    .find(|((heading, folded), taken)| {
                        taken.is_none() && field.likeness(heading, folded) >= likeness
                    });
                if let Some((_, taken)) = column {
                    *taken = Some(field);
                }
            }
        }
        Self {
            target,
            fields,
            hand: Hand::default(),
            currency: None,
            headless: false,
            chosen: false,
            form: form(cells),
            line,
        }
    }

    /// Whether rows have a currency that no column says.
    pub fn lacks_currency(&self) -> bool {
        let name = self.currency_field();
        let is_said = self.fields.iter().flatten().any(|field| field.name == name);
        self.target.field(name).is_some() && !is_said
    }

    /// The field for the currency of its rows.
    pub(super) fn currency_field(&self) -> &'static str {
        match self.target {
            Target::Clients => property::CURRENCY,
            _ => "currency",
        }
    }

    /// The line with the first row.
    pub(super) fn first_row(&self) -> usize {
        self.line + usize::from(!self.headless)
    }

    /// The mapping of a table that the user leaves out.
    pub fn unused(&self) -> Self {
        Self {
            fields: vec![None; self.fields.len()],
            ..self.clone()
        }
    }

    /// Whether any column is used.
    pub fn is_used(&self) -> bool {
        self.count() > 0
    }

    fn count(&self) -> usize {
        self.fields.iter().flatten().count()
    }

    /// Whether rows of it say something. Of a client its id, its name or its points will do.
    pub fn is_enough(&self) -> bool {
        self.missing().is_empty()
    }

    /// The fields without which its rows say nothing.
    pub fn missing(&self) -> Vec<&'static Field> {
        let has = |name: &str| self.fields.iter().flatten().any(|field| field.name == name);
        if self.target == Target::Clients && Target::CLIENT.iter().any(|name| has(name)) {
            return Vec::new();
        }
        let fields = self.target.fields().iter();
        fields
            .filter(|field| field.required && !has(field.name))
            .collect()
    }

    /// The mapping as a text to remember, without the form.
    pub fn to_text(&self) -> String {
        let names: Vec<&str> = self
            .fields
            .iter()
            .map(|field| field.map_or("", |field| field.name))
            .collect();
        let mut text = format!("{}:{}", self.target.as_str(), names.join(","));
        for (said, word) in [
            (self.hand.comma == Some(true), "comma"),
            (self.hand.comma == Some(false), "point"),
            (self.hand.month_first == Some(true), "month-first"),
            (self.hand.month_first == Some(false), "day-first"),
        ] {
            if said {
                text.push(';');
                text.push_str(word);
            }
        }
        if self.headless {
            text.push_str(";headless");
        }
        if let Some(currency) = self.currency {
            text.push(';');
            text.push_str(currency.as_str());
        }
        text
    }

    /// The mappings of a list in which each form is followed by its mapping, line by line; what is none is passed over.
    pub fn listed(list: &str) -> Vec<Self> {
        let lines: Vec<&str> = list.lines().collect();
        let (pairs, _) = lines.as_chunks::<2>();
        pairs
            .iter()
            .filter_map(|[form, text]| Self::parse(form, text))
            .collect()
    }

    /// The list of mappings as [`Mapping::listed`] reads it.
    pub fn list(mappings: &[Self]) -> String {
        let lines = mappings
            .iter()
            .map(|mapping| format!("{}\n{}\n", mapping.form, mapping.to_text()));
        lines.collect()
    }

    /// The mapping of a form that was remembered as a text; `None` where it is none.
    pub fn parse(form: &str, text: &str) -> Option<Self> {
        let mut parts = text.split(';');
        let (target, names) = parts.next()?.split_once(':')?;
        let target = Target::parse(target)?;
        let mut fields: Vec<Option<&Field>> = Vec::new();
        for name in names.split(',') {
            // Of two columns the first one is the field.
            let field = target.field(name);
            fields.push(field.filter(|_| !fields.contains(&field)));
        }
        let mut hand = Hand::default();
        let (mut currency, mut headless) = (None, false);
        for word in parts {
            match word {
                "headless" => headless = true,
                "comma" => hand.comma = Some(true),
                "point" => hand.comma = Some(false),
                "month-first" => hand.month_first = Some(true),
                "day-first" => hand.month_first = Some(false),
                // A currency is three capital letters, as no other word is.
                other => currency = currency.or(Currency::parse(other)),
            }
        }
        Some(Self {
            target,
            fields,
            hand,
            currency,
            headless,
            chosen: false,
            form: form.to_owned(),
            line: 0,
        })
    }
}

impl Columns {
    /// The columns of a table that is read by a mapping, or by none; `None` where it has no two columns and a row.
    pub(in crate::ingest) fn of(table: &Table, mapping: Option<&Mapping>) -> Option<Self> {
        let guess = Mapping::guessed(table)?;
        let read_by = mapping.unwrap_or(&guess);
        let line = match read_by.count() {
            0 => table.headings_expected(),
            _ => read_by.line,
        };
        let headings = table.lines.get(line)?;
        let labels: Vec<&str> = headings.cells().collect();
        let rows = table.lines.len().saturating_sub(line + 1);
        let asked = 2..=MOST_ASKED;
        if mapping.is_none() && (!asked.contains(&labels.len()) || rows == 0) {
            return None;
        }
        let columns = labels.iter().take(MOST_COLUMNS).enumerate();
        let columns = columns.map(|(index, label)| Column {
            label: short(label),
            samples: table
                .lines
                .behind(line + 1)
                .map(|line| line.cell(index))
                .filter(|cell| !cell.trim().is_empty())
                .take(SAMPLES)
                .map(short)
                .collect(),
        });
        Some(Self {
            file: table.file.clone(),
            sheet: table.sheet.clone(),
            form: form(&labels),
            line: headings.number,
            rows,
            target: read_by.target,
            columns: columns.collect(),
            mapped: mapping.map(Mapping::to_text),
        })
    }

    /// Where it is, for a diagnostic.
    pub(in crate::ingest) fn place(&self) -> String {
        match (&self.sheet, self.file.as_str()) {
            (None, "") => format!("row {}", self.line),
            (None, file) => format!("{file}: row {}", self.line),
            (Some(sheet), "") => format!("sheet “{sheet}”, row {}", self.line),
            (Some(sheet), file) => format!("{file}: sheet “{sheet}”, row {}", self.line),
        }
    }

    /// The mapping by which it was read, else a guess.
    pub fn mapping(&self) -> Mapping {
        let mapped = self.mapped.as_deref();
        mapped
            .and_then(|text| Mapping::parse(&self.form, text))
            .unwrap_or_else(|| self.guess(self.target))
    }

    /// What its columns seem to be, if its rows are of a target.
    pub fn guess(&self, target: Target) -> Mapping {
        let headings: Vec<&str> = self
            .columns
            .iter()
            .map(|column| column.label.as_str())
            .collect();
        let mapping = Mapping::of(target, &headings, 0, Likeness::Suggested);
        // A heading may be a year, but no other number and no day.
        let is_year = |cell: &str| cell.len() == 4 && matches!(cell.parse(), Ok(1900..=2100_u16));
        let is_of_row = |cell: &str| is_number(cell) && !is_year(cell) || day(cell, None).is_some();
        Mapping {
            headless: mapping.count() == 0 && headings.iter().any(|cell| is_of_row(cell)),
            form: self.form.clone(),
            ..mapping
        }
    }
}

/// The one with the most columns; of equals that of the first line, and of that the first target.
fn best(mappings: impl Iterator<Item = Mapping>) -> Option<Mapping> {
    mappings.reduce(|best, next| {
        if next.count() > best.count() {
            next
        } else {
            best
        }
    })
}

/// A cell as a heading: no heading is longer, but a file without a single separator is one cell.
fn heading(cell: &str) -> &str {
    const LONGEST: usize = 200;
    let cell = cell.trim();
    let end = cell.char_indices().nth(LONGEST);
    end.and_then(|(end, _)| cell.get(..end)).unwrap_or(cell)
}

/// The headings as one text, by which a form is known again. `MRR (€)` is another one than `MRR ($)`.
fn form(cells: &[&str]) -> String {
    let is_sign = |sign: &char| "€$£¥%".contains(*sign);
    let headings = cells.iter().take(MOST_COLUMNS).map(|cell| heading(cell));
    let headings = headings.map(|heading| {
        let signs: String = heading.chars().filter(is_sign).collect();
        folded(heading) + &signs
    });
    headings.collect::<Vec<_>>().join("|")
}

/// A text that fits a cell of the page.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = text.trim();
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", text.get(..cut).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// How many cells of a row are headings that are known for certain.
pub(in crate::ingest) fn known(cells: &[&str]) -> usize {
    let best = Target::ALL.iter().map(|target| {
        let mapping = Mapping::of(*target, cells, 0, Likeness::Certain);
        mapping.count()
    });
    best.max().unwrap_or_default()
}
