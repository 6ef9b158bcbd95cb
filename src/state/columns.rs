//! What the user says of the columns of tables, before it takes effect.
//!
//! Problem: a wrong column would make wrong figures. Idea: what is said here changes nothing until the user has seen what
//! would be read, and any change takes that view away again.

use super::opening::{Asked, Opening};
use crate::{
    ingest::{
        Read,
        table::{Mapping, Target},
    },
    model::currency::Currency,
    view::{
        columns::{self, NOTHING},
        data::Failure,
    },
    words::Words,
};
use leptos::prelude::*;
use std::sync::Arc;

/// What is said so far.
#[derive(Clone, Copy)]
pub struct Saying {
    /// Of each table the mapping, and whether it is used.
    tables: RwSignal<Vec<(Mapping, bool)>>,
    /// What would be read by it, once the user has asked.
    pub seen: RwSignal<Option<Result<Vec<Read>, Failure>>>,
    guesses: StoredValue<Vec<crate::ingest::table::Columns>>,
}

impl Saying {
    /// What was said of these tables so far: another page in between takes nothing away.
    pub fn so_far(asked: &Arc<Asked>, opening: Opening) -> Self {
        let said = opening.said.get_value();
        if let Some((_, saying)) = said.filter(|(of, _)| Arc::ptr_eq(of, asked)) {
            return saying;
        }
        // What is kept for longer than the form belongs to the program.
        let saying = opening.in_root(|| Self::about(asked));
        opening.said.set_value(Some((Arc::clone(asked), saying)));
        saying
    }

    /// What the tables are read by now, else a guess.
    fn about(asked: &Asked) -> Self {
        let tables = asked.tables.iter();
        let said = tables.map(|table| {
            let mapping = table.mapping();
            let used = mapping.is_used() || table.mapped.is_none();
            (mapping, used)
        });
        Self {
            tables: RwSignal::new(said.collect()),
            seen: RwSignal::new(None),
            guesses: StoredValue::new(asked.tables.clone()),
        }
    }

    /// The mappings, also of the tables that are left out.
    pub fn mappings(self) -> Vec<Mapping> {
        self.tables.with_untracked(|tables| {
            let mappings = tables.iter().map(|(mapping, used)| match used {
                true => mapping.clone(),
                false => mapping.unused(),
            });
            mappings.collect()
        })
    }

    /// Whether something can be read by it: every table that is used has what it needs.
    pub fn is_enough(self) -> bool {
        self.tables.with(|tables| {
            let mut used = tables.iter().filter(|(_, used)| *used).peekable();
            used.peek().is_some() && used.all(|(mapping, _)| mapping.is_enough())
        })
    }

    /// Asks what would be read.
    pub fn look(self, opening: Opening) {
        let mappings = self.mappings();
        leptos::task::spawn_local(async move {
            let seen = opening.preview(&mappings).await;
            // Where something else was said meanwhile, it is out of date.
            if self.mappings() == mappings {
                self.seen.try_set(Some(seen));
            }
        });
    }

    fn of<T: Default>(self, index: usize, tell: impl FnOnce(&Mapping) -> T) -> T {
        self.tables.with(|tables| {
            let table = tables.get(index).filter(|(_, used)| *used);
            table.map(|(mapping, _)| tell(mapping)).unwrap_or_default()
        })
    }

    fn say(self, index: usize, change: impl FnOnce(&mut (Mapping, bool))) {
        self.seen.set(None);
        self.tables.update(|tables| {
            if let Some(table) = tables.get_mut(index) {
                change(table);
            }
        });
    }

    /// The word of what a row is; [`NOTHING`] where the table is left out.
    pub fn target(self, index: usize) -> String {
        self.of(index, |mapping| mapping.target.as_str().to_owned())
    }

    /// Says what a row is: the guess for that.
    pub fn say_target(self, index: usize, word: &str) {
        let guess = Target::parse(word).and_then(|target| {
            self.guesses
                .with_value(|tables| tables.get(index).map(|table| table.guess(target)))
        });
        self.say(index, |(mapping, used)| {
            *used = guess.is_some();
            if let Some(mut guess) = guess {
                guess.hand = mapping.hand;
                guess.currency = mapping.currency;
                guess.headless = mapping.headless;
                *mapping = guess;
            }
        });
    }

    /// The fields that a column may be.
    pub fn fields(self, index: usize, words: &Words) -> Vec<(String, String)> {
        self.of(index, |mapping| columns::fields(mapping.target, words))
    }

    /// The field that a column is.
    pub fn field(self, index: usize, column: usize) -> String {
        self.of(index, |mapping| {
            let field = mapping.fields.get(column).copied().flatten();
            field.map_or(NOTHING, |field| field.name).to_owned()
        })
    }

    /// Says which field a column is; no other column is it then.
    pub fn say_field(self, index: usize, column: usize, name: &str) {
        self.say(index, |(mapping, _)| {
            let field = mapping.target.field(name);
            for (at, other) in mapping.fields.iter_mut().enumerate() {
                if at == column {
                    *other = field;
                } else if *other == field {
                    *other = None;
                }
            }
        });
    }

    /// What is still missing, in words.
    pub fn missing(self, index: usize, words: &Words) -> Option<String> {
        self.of(index, |mapping| columns::missing(mapping, words))
    }

    /// How numbers are written: the word of the choice.
    pub fn numbers(self, index: usize) -> String {
        self.of(index, |mapping| match mapping.hand.comma {
            None => String::new(),
            Some(true) => "comma".to_owned(),
            Some(false) => "point".to_owned(),
        })
    }

    /// Says how numbers are written.
    pub fn say_numbers(self, index: usize, word: &str) {
        let comma = match word {
            "comma" => Some(true),
            "point" => Some(false),
            _ => None,
        };
        self.say(index, |(mapping, _)| mapping.hand.comma = comma);
    }

    /// How many rows it has: those below its headings, and what was taken for headings where it has none.
    pub fn rows(self, index: usize) -> usize {
        let headless = self.tables.with(|tables| {
            let table = tables.get(index);
            table.is_some_and(|(mapping, _)| mapping.headless)
        });
        self.guesses.with_value(|tables| {
            let below = tables.get(index).map_or(0, |table| table.rows);
            below + usize::from(headless)
        })
    }

    /// Whether the first row is headings or a row: the word of the choice.
    pub fn first(self, index: usize) -> String {
        self.of(index, |mapping| match mapping.headless {
            true => "row".to_owned(),
            false => String::new(),
        })
    }

    /// Says what the first row is.
    pub fn say_first(self, index: usize, word: &str) {
        self.say(index, |(mapping, _)| mapping.headless = word == "row");
    }

    /// Whether no column says the currency of its amounts.
    pub fn lacks_currency(self, index: usize) -> bool {
        self.of(index, Mapping::lacks_currency)
    }

    /// Says the currency of the amounts; anything but three letters says nothing.
    pub fn say_currency(self, index: usize, code: &str) {
        let currency = Currency::parse(code.trim());
        self.say(index, |(mapping, _)| mapping.currency = currency);
    }

    /// The currency of the amounts, as it was said.
    pub fn currency(self, index: usize) -> String {
        self.of(index, |mapping| {
            let currency = mapping.currency;
            currency
                .map(|currency| currency.as_str().to_owned())
                .unwrap_or_default()
        })
    }

    /// How days are written: the word of the choice.
    pub fn days(self, index: usize) -> String {
        self.of(index, |mapping| match mapping.hand.month_first {
            None => String::new(),
            Some(true) => "month-first".to_owned(),
            Some(false) => "day-first".to_owned(),
        })
    }

    /// Says how days are written.
    pub fn say_days(self, index: usize, word: &str) {
        let month_first = match word {
            "month-first" => Some(true),
            "day-first" => Some(false),
            _ => None,
        };
        self.say(index, |(mapping, _)| mapping.hand.month_first = month_first);
    }
}
