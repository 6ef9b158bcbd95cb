//! What changed between two snapshots, as the History page shows and exports it.

use super::{
    Locale,
    export::precision,
    figure::FigureView,
    format::{PLACES, rounded},
    market_name,
    report::column_name,
    tier_name,
};
use crate::{
    engine::{
        ledger::Ledger,
        standing::{self, Standing},
        tiers::Performing,
    },
    model::{book::Book, client::Market, tier::TierId},
    query::{
        cell::Cell,
        compare::{
            By, Change, ClientChange, CompareQuery, Course, Fate, Field, Only, Pair, Side, clients,
            course,
        },
        history::Snapshot,
        report::Column,
        sheet::{Sheet, Workbook},
    },
    rules::Rules,
    words::Words,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A book that is not the open one, and what the engine makes of it.
#[derive(Debug)]
pub struct Computed {
    /// The book.
    pub book: Book,
    /// The rules, with the book's own overrides and the user's.
    pub rules: Rules,
    /// Its ledger.
    pub ledger: Ledger,
    /// Where the partner stands on the book's own day.
    pub standing: Standing,
}

impl Computed {
    /// Computes a book as of its own day.
    pub fn new(book: Book, rules: Rules) -> Self {
        let ledger = Ledger::new(&book, &rules);
        let standing = standing::run_with(&ledger, &book, &rules, book.as_of);
        Self {
            book,
            rules,
            ledger,
            standing,
        }
    }

    const fn side(&self) -> Side<'_> {
        Side {
            book: &self.book,
            ledger: &self.ledger,
            standing: &self.standing,
        }
    }
}

/// Two snapshots, compared once; filters and orders ask it again and again.
#[derive(Debug)]
pub struct Comparison {
    clients: Vec<ClientChange>,
    course: Option<Course>,
    days: Pair<NaiveDate>,
    totals: [(Measure, Change); 3],
    tiers: [(Held, Pair<Tier>); 2],
}

/// What of the totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Measure {
    Sold,
    Managed,
    Total,
}

/// Which tier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    Credited,
    Performing,
}

/// A tier that is held, by its id and name; `Some(None)` for none, `None` where the data does not say.
type Tier = Option<Option<(TierId, String)>>;

/// A line of the table of totals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TotalRow {
    /// What it is.
    pub name: String,
    /// Before and after.
    pub figures: [FigureView; 2],
    /// The difference of points.
    pub difference: Option<FigureView>,
}

/// What the two snapshots come to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Sold, managed, total; credited and performing tier.
    pub rows: Vec<TotalRow>,
    /// How the difference of the totals came about: figures with their names, and what they mean.
    pub course: Vec<(String, FigureView)>,
    /// What the second of them is about.
    pub course_note: String,
    /// How many clients are new, lost, have other points, other fields.
    pub counts: String,
}

/// A client's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeRow {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// "New" or "Lost".
    pub fate: Option<String>,
    /// Sold and managed points, "from → to".
    pub tracks: [String; 2],
    /// Total before, after, and the difference.
    pub totals: [FigureView; 3],
    /// What of its fields is not as it was, "Owner: Ana → Ben".
    pub fields: Vec<String>,
}

/// The clients that are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangesTable {
    /// Their lines, the first so many.
    pub rows: Vec<ChangeRow>,
    /// How many they are: "12 of 300 clients".
    pub count: String,
    /// Whether there are more.
    pub more: bool,
}

impl Comparison {
    /// Compares two snapshots.
    pub fn of(before: &Computed, after: &Computed) -> Self {
        let sides = Pair {
            before: before.side(),
            after: after.side(),
        };
        let total = |pick: fn(&Standing) -> Option<Decimal>| Pair {
            before: pick(&before.standing),
            after: pick(&after.standing),
        };
        let held = |pick: fn(&Standing) -> Option<Option<&TierId>>| Pair {
            before: named(pick(&before.standing), &before.rules),
            after: named(pick(&after.standing), &after.rules),
        };
        Self {
            clients: clients(sides),
            course: course(sides),
            days: Pair {
                before: before.book.as_of,
                after: after.book.as_of,
            },
            totals: [
                (Measure::Sold, total(|standing| standing.sold.value)),
                (Measure::Managed, total(|standing| standing.managed.value)),
                (Measure::Total, total(|standing| standing.total.value)),
            ],
            tiers: [
                (
                    Held::Credited,
                    held(|standing| Some(standing.credited.as_ref()?.tier.as_ref())),
                ),
                (
                    Held::Performing,
                    held(|standing| match &standing.performing {
                        Performing::Tier(tier) => Some(Some(tier)),
                        Performing::NoTier => Some(None),
                        Performing::NotInData => None,
                    }),
                ),
            ],
        }
    }

    /// The totals, the tiers, and how the difference came about.
    pub fn summary(&self, locale: Locale) -> Summary {
        let words = locale.words;
        let course = self.course.as_ref();
        let totals = self
            .totals
            .iter()
            .map(|row| total_row(*row, course, locale));
        let mut rows: Vec<TotalRow> = totals.collect();
        rows.extend(self.tiers.iter().map(|row| tier_row(row, locale)));
        let date = |day| locale.format.date(day);
        let course = self.course.iter().flat_map(|course| {
            [
                (
                    words.compare_changes(date(self.days.before), date(self.days.after)),
                    signed("compare.changes", Some(course.changes), locale),
                ),
                (
                    words.compare_restated(date(self.days.before)),
                    signed("compare.restated", Some(course.restated), locale),
                ),
            ]
        });
        let number = |count: usize| locale.format.number(count.into());
        let count = |only: Only| {
            let query = CompareQuery {
                only,
                ..CompareQuery::default()
            };
            query.count(&self.clients)
        };
        let (new, lost) = (count(Only::New), count(Only::Lost));
        let (points, fields) = (count(Only::Points), count(Only::Fields));
        Summary {
            rows,
            course: course.collect(),
            course_note: match &self.course {
                Some(course) if course.restated.is_zero() => words.compare_same_past(),
                Some(_) => words.compare_other_past(),
                None if self.days.after < self.days.before => words.compare_backwards(),
                None => words.compare_not_computed(),
            },
            counts: [
                words.compare_new_count(new, number(new)),
                words.compare_lost_count(lost, number(lost)),
                words.compare_points_count(number(points)),
                words.compare_fields_count(number(fields)),
            ]
            .join(" · "),
        }
    }

    /// The first `most` of the clients that a query asks for.
    pub fn table(&self, query: &CompareQuery, most: usize, locale: Locale) -> ChangesTable {
        let chosen = query.chosen(&self.clients, &|names| locale.format.sort(names));
        let number = |count: usize| locale.format.number(count.into());
        ChangesTable {
            rows: chosen
                .iter()
                .take(most)
                .map(|client| row(client, locale))
                .collect(),
            count: locale.words.compare_count(
                self.clients.len(),
                number(chosen.len()),
                number(self.clients.len()),
            ),
            more: chosen.len() > most,
        }
    }

    /// All clients that a query asks for, as a file.
    pub fn workbook(
        &self,
        query: &CompareQuery,
        snapshots: (&Snapshot, &Snapshot),
        written: NaiveDate,
        locale: Locale,
    ) -> Workbook {
        let words = locale.words;
        let chosen = query.chosen(&self.clients, &|names| locale.format.sort(names));
        let mut headings = vec![
            column_name(Column::Id, words),
            column_name(Column::Client, words),
            words.compare_what(),
        ];
        for measure in [Measure::Sold, Measure::Managed, Measure::Total] {
            let name = measure_name(measure, words);
            headings.push(words.compare_heading_before(&name));
            headings.push(words.compare_heading_after(&name));
            headings.push(words.compare_heading_difference(&name));
        }
        headings.push(words.compare_fields());
        let cells = |client: &&ClientChange| {
            let mut cells = vec![
                Cell::Text(client.id.clone()),
                Cell::Text(client.name.clone()),
                Cell::text(fate_name(client.fate, words)),
            ];
            for change in [client.sold, client.managed, client.total] {
                cells.push(Cell::number(change.before));
                cells.push(Cell::number(change.after));
                cells.push(Cell::number(client.difference(change)));
            }
            let fields = field_changes(client, locale).join("; ");
            cells.push(Cell::text(Some(fields).filter(|fields| !fields.is_empty())));
            cells
        };
        let sheet = Sheet {
            name: words.compare_title(),
            headings,
            currency: words.column_currency(),
            rows: chosen.iter().map(cells).collect(),
        };
        let (before, after) = snapshots;
        let mut about = vec![
            (
                words.compare_before(),
                super::history::snapshot_choice(before, locale),
            ),
            (
                words.compare_after(),
                super::history::snapshot_choice(after, locale),
            ),
            (words.compare_only(), only_name(query.only, words)),
        ];
        if !query.text.trim().is_empty() {
            about.push((words.about_search(), query.text.clone()));
        }
        about.push((words.about_rows(), chosen.len().to_string()));
        about.extend(precision(&sheet, words));
        Workbook {
            sheet,
            about_name: words.export_about(),
            about,
            written,
        }
    }
}

fn named(tier: Option<Option<&TierId>>, rules: &Rules) -> Tier {
    tier.map(|tier| tier.map(|tier| (tier.clone(), tier_name(rules, tier))))
}

fn total_row(
    (measure, change): (Measure, Change),
    course: Option<&Course>,
    locale: Locale,
) -> TotalRow {
    let [before, after, difference] = match measure {
        Measure::Sold => [
            "compare.sold.before",
            "compare.sold.after",
            "compare.sold.difference",
        ],
        Measure::Managed => [
            "compare.managed.before",
            "compare.managed.after",
            "compare.managed.difference",
        ],
        Measure::Total => [
            "compare.total.before",
            "compare.total.after",
            "compare.total.difference",
        ],
    };
    let points = |key, number| FigureView::points(locale, key, number);
    let both = change.before.zip(change.after);
    let number = match course {
        // From whole sums, not from rounded ones.
        Some(course) if measure == Measure::Total => Some(course.difference),
        _ => both.and_then(|(before, after)| after.checked_sub(before)),
    };
    TotalRow {
        name: measure_name(measure, locale.words),
        figures: [points(before, change.before), points(after, change.after)],
        difference: Some(signed(difference, number, locale)),
    }
}

fn tier_row((held, tiers): &(Held, Pair<Tier>), locale: Locale) -> TotalRow {
    let words = locale.words;
    let figure = |key, tier: &Tier| {
        let shown = tier.as_ref().map(|tier| match tier {
            Some((id, name)) => (id.to_string(), name.clone()),
            None => ("none".to_owned(), words.no_tier()),
        });
        FigureView::new(locale, key, shown)
    };
    let (name, [before, after]) = match held {
        Held::Credited => (
            words.tier_credited(),
            ["compare.credited.before", "compare.credited.after"],
        ),
        Held::Performing => (
            words.tier_performing(),
            ["compare.performing.before", "compare.performing.after"],
        ),
    };
    TotalRow {
        name,
        figures: [figure(before, &tiers.before), figure(after, &tiers.after)],
        difference: None,
    }
}

fn measure_name(measure: Measure, words: &Words) -> String {
    match measure {
        Measure::Sold => words.column_sold(),
        Measure::Managed => words.column_managed(),
        Measure::Total => words.column_total(),
    }
}

/// Points with their sign: what came, or went.
fn signed(key: &'static str, number: Option<Decimal>, locale: Locale) -> FigureView {
    let mut figure = FigureView::points(locale, key, number);
    if number.is_some_and(|number| rounded(number, PLACES) > Decimal::ZERO) {
        figure.text = format!("+{}", figure.text);
    }
    figure
}

fn row(client: &ClientChange, locale: Locale) -> ChangeRow {
    let words = locale.words;
    let points = |number: Option<Decimal>| match number {
        Some(number) => super::format::points(locale.format, number),
        None => "–".to_owned(),
    };
    let track = |change: Change| match change.before == change.after {
        true => points(change.after),
        false => words.compare_from_to(points(change.before), points(change.after)),
    };
    // A client that is not there has no points, which is not the same as no data.
    let there = |key, number: Option<Decimal>, is_there: bool| {
        let mut figure = FigureView::points(locale, key, number);
        if !is_there {
            "–".clone_into(&mut figure.text);
        }
        figure
    };
    ChangeRow {
        id: client.id.clone(),
        name: client.name.clone(),
        fate: fate_name(client.fate, words),
        tracks: [track(client.sold), track(client.managed)],
        totals: [
            there(
                "change.before",
                client.total.before,
                client.fate != Fate::New,
            ),
            there(
                "change.after",
                client.total.after,
                client.fate != Fate::Lost,
            ),
            signed("change.difference", client.difference(client.total), locale),
        ],
        fields: field_changes(client, locale),
    }
}

fn fate_name(fate: Fate, words: &Words) -> Option<String> {
    match fate {
        Fate::New => Some(words.compare_new()),
        Fate::Lost => Some(words.compare_lost()),
        Fate::Stayed => None,
    }
}

/// What of a client's fields is not as it was, in words.
fn field_changes(client: &ClientChange, locale: Locale) -> Vec<String> {
    let words = locale.words;
    let text = |field: Field, cell: &Cell| match (field, cell) {
        (_, Cell::Missing) => "–".to_owned(),
        (Field::Market, Cell::Word(word)) => {
            Market::parse(word).map_or_else(String::new, |market| market_name(words, market))
        }
        (_, Cell::Number(number)) => locale.format.number(*number),
        (_, cell) => cell.plain(),
    };
    let fields = client.fields.iter();
    fields
        .map(|(field, pair)| {
            words.compare_field(
                field_name(*field, words),
                text(*field, &pair.before),
                text(*field, &pair.after),
            )
        })
        .collect()
}

fn field_name(field: Field, words: &Words) -> String {
    match field {
        Field::Name => words.column_name(),
        Field::Domain => column_name(Column::Domain, words),
        Field::Country => column_name(Column::Country, words),
        Field::Market => words.column_market(),
        Field::Multiplier => column_name(Column::Multiplier, words),
        Field::Currency => words.column_currency(),
        Field::Products => column_name(Column::Product, words),
        Field::Record => column_name(Column::Record, words),
        Field::Usage => column_name(Column::Usage, words),
        Field::Owner => column_name(Column::Owner, words),
    }
}

/// The choices of which clients are shown, each with its word.
pub fn only_choices(words: &Words) -> Vec<(String, String)> {
    let all = Only::ALL.iter();
    all.map(|only| (only.as_str().to_owned(), only_name(*only, words)))
        .collect()
}

fn only_name(only: Only, words: &Words) -> String {
    match only {
        Only::Changed => words.compare_only_changed(),
        Only::Points => words.compare_only_points(),
        Only::New => words.compare_only_new(),
        Only::Lost => words.compare_only_lost(),
        Only::Fields => words.compare_only_fields(),
        Only::All => words.compare_only_all(),
    }
}

/// The headings of the table: what they are called, what they sort by, and whether they head numbers.
pub fn headings(words: &Words) -> Vec<(String, Option<By>, bool)> {
    vec![
        (words.column_client(), Some(By::Client), false),
        (words.column_sold(), Some(By::Sold), true),
        (words.column_managed(), Some(By::Managed), true),
        (words.compare_before(), Some(By::Before), true),
        (words.compare_after(), Some(By::After), true),
        (words.compare_difference(), Some(By::Difference), true),
        (words.compare_fields(), None, false),
    ]
}
