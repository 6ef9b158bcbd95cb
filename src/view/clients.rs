//! The points breakdown of the tier page: every client, filtered and in order, with cells only for those in sight.
//!
//! Problem: 100,000 clients have a million cells, of which a screen shows two hundred. Idea: the table keeps the clients'
//! indices in their order ([`order`]); [`rows`] makes the cells of the few that are asked for, as markup that the browser reads in
//! one go: made node by node they took longer than a frame while the grid was scrolled.

use super::{
    Locale,
    format::{self, rounded},
    markup::Markup,
    report::{ReportHeading, heading, text, total, with_labels},
};
use crate::{
    engine::explain::{Key, Question},
    model::{
        choice::Choice,
        client::Market,
        exact::{Exact, Overflow},
        sale::DealType,
    },
    query::{
        cell::Cell,
        report::{Column, Condition, Operator, Report, ReportQuery, State},
    },
};
use rust_decimal::Decimal;
use std::sync::Arc;

/// The days within which points may end, to choose from.
pub const SOON: [u32; 3] = [30, 60, 90];

/// The table without its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientsTable {
    /// The clients that the filters leave, by their indices in the book.
    pub kept: Vec<usize>,
    /// The sum of each column that adds up, for the clients shown; empty texts for the others.
    pub totals: Vec<String>,
    /// "12 of 60 clients".
    pub shown: String,
    /// What to say where no client is shown.
    pub empty: Option<String>,
}

/// The table for a query about clients. Its order plays no part.
pub fn table(question: Question, query: &ReportQuery, locale: Locale) -> ClientsTable {
    let words = locale.words;
    let report = Report::new(question, query);
    let kept = with_labels(question.rules, locale, |labels| report.kept(labels));
    let all = question.book.clients.len();
    let number = |count: usize| locale.format.number(count.into());
    let points = |points: Result<Exact, Overflow>| {
        let sum = points.and_then(|points| points.value());
        sum.map_or_else(|_| String::new(), |sum| format::points(locale.format, sum))
    };
    // Of the points of the clients shown, as they are added up.
    let share = |total: Decimal| {
        let all = question.standing.total.value.filter(|all| !all.is_zero())?;
        Some(locale.format.percent(rounded(total.checked_div(all)?, 3)))
    };
    let sums = report.client_sums(&kept);
    let totals = query
        .shown()
        .into_iter()
        .map(|column| match (column, &sums) {
            (Column::Sold, Some(sums)) => points(sums.sold()),
            (Column::Managed, Some(sums)) => points(Ok(sums.managed.clone())),
            (Column::Total, Some(sums)) => points(sums.total()),
            (Column::Sourced, Some(sums)) => points(Ok(sums.sourced.clone())),
            (Column::Assisted, Some(sums)) => points(Ok(sums.assisted.clone())),
            (Column::PointsShare, Some(sums)) => {
                let total = sums.total().and_then(|total| total.value());
                total.ok().and_then(share).unwrap_or_default()
            }
            (Column::PointsShare, None) => {
                let totals = report.totals(&kept, Column::Total);
                let total = totals.first().map(|(_, total)| *total);
                total.and_then(share).unwrap_or_default()
            }
            _ => total(&report, &kept, column, locale),
        });
    ClientsTable {
        kept: kept.iter().filter_map(|row| row.client).collect(),
        totals: totals.collect(),
        shown: words.clients_shown(all, number(kept.len()), number(all)),
        empty: kept.is_empty().then(|| match all {
            0 => words.no_clients(),
            _ => words.no_clients_match(),
        }),
    }
}

/// The columns of a query.
pub fn headings(query: &ReportQuery, locale: Locale) -> Vec<ReportHeading> {
    let columns = query.shown().into_iter();
    columns
        .map(|column| heading(column, query, locale.words))
        .collect()
}

/// The clients that the filters left, in the order of the query.
pub fn order(
    question: Question,
    query: &ReportQuery,
    kept: &[usize],
    locale: Locale,
) -> Vec<usize> {
    let report = Report::of_clients(question, query, kept);
    let rows = report.rows().iter().collect();
    let sorted = with_labels(question.rules, locale, |labels| report.sorted(rows, labels));
    sorted.iter().filter_map(|row| row.client).collect()
}

/// Those of all clients that the filters left, in the order of all: what [`order`] makes of them.
pub fn left(everybody: Arc<Vec<usize>>, kept: &[usize]) -> Arc<Vec<usize>> {
    if kept.len() == everybody.len() {
        return everybody;
    }
    let mut is_left = vec![false; everybody.len()];
    for client in kept {
        if let Some(is_left) = is_left.get_mut(*client) {
            *is_left = true;
        }
    }
    let left = everybody.iter().copied();
    let left = left.filter(|client| is_left.get(*client).is_some_and(|is_left| *is_left));
    Arc::new(left.collect())
}

/// The id of a cell by its row and column; row 0 is the headings.
pub fn cell_id(row: usize, column: usize) -> String {
    format!("cell-{row}-{column}")
}

/// The rows of some clients as markup, of which the first is row `first` of the grid. The first so many columns stay in sight: the
/// style knows them by `p0`, `p1`, ….
pub fn rows(
    question: Question,
    query: &ReportQuery,
    (clients, first): (&[usize], usize),
    pinned: usize,
    locale: Locale,
) -> Markup {
    let report = Report::of_clients(question, query, clients);
    let columns = query.shown();
    let mut markup = Markup::default();
    for (row, at) in report.rows().iter().zip(first..) {
        let client = row
            .client
            .and_then(|client| question.book.clients.get(client));
        let Some(client) = client else { continue };
        let index = (at + 1).to_string();
        markup.open(
            "div",
            &[
                ("class", "grid-row"),
                ("role", "row"),
                ("aria-rowindex", &index),
                ("data-client", &client.id),
            ],
        );
        for (place, column) in columns.iter().enumerate() {
            let cell = report.cell(row, *column);
            let text = text(*column, cell.clone(), question.rules, locale);
            let role = match column {
                Column::Client => "rowheader",
                _ => "gridcell",
            };
            let (class, id) = (class(*column, &cell, place, pinned), cell_id(at, place));
            markup.open("div", &[("class", &class), ("role", role), ("id", &id)]);
            content(*column, &cell, &text, locale, &mut markup);
            markup.close("div");
        }
        markup.close("div");
    }
    markup
}

fn class(column: Column, cell: &Cell, place: usize, pinned: usize) -> String {
    let mut class = "grid-cell".to_owned();
    if column.kind().is_numeric() {
        class.push_str(" n");
    }
    if matches!(cell, Cell::Number(n) | Cell::Money(n, _) if n.is_sign_negative() && !n.is_zero()) {
        class.push_str(" negative");
    }
    if place < pinned {
        class.push_str(" stuck p");
        class.push_str(&place.to_string());
    }
    class
}

fn content(column: Column, cell: &Cell, text: &str, locale: Locale, markup: &mut Markup) {
    let missing = matches!(cell, Cell::Missing);
    // The grid is one stop of the Tab key: its buttons are none.
    let button = |class, text: &str, markup: &mut Markup| {
        let attributes = [
            ("class", class),
            ("type", "button"),
            ("tabindex", "-1"),
            ("aria-haspopup", "dialog"),
        ];
        markup
            .open("button", &attributes)
            .text(text)
            .close("button");
    };
    match figure(column) {
        _ if column == Column::Client => button("peek", text, markup),
        Some(key) => {
            let class = if missing { "figure missing" } else { "figure" };
            let value = cell.plain();
            let attributes = [
                ("class", class),
                ("data-figure", key.as_str()),
                ("value", value.as_str()),
            ];
            markup.open("data", &attributes);
            match missing {
                true => button("explain", &locale.words.not_in_data(), markup),
                false => button("explain", text, markup),
            }
            markup.close("data");
        }
        None if missing => {
            // A dash, for a cell that looks forgotten; it says nothing to a screen reader.
            markup.open("span", &[("class", "none"), ("aria-hidden", "true")]);
            markup.text("–").close("span");
        }
        None if column.kind().is_numeric() => {
            markup.open("data", &[("value", &cell.plain()), ("title", text)]);
            markup.text(text).close("data");
        }
        None => {
            markup.open("span", &[("title", text)]);
            markup.text(text).close("span");
        }
    }
}

/// The figure of a column, where it is one of the page's figures.
pub const fn figure(column: Column) -> Option<Key> {
    match column {
        Column::Sold => Some(Key::ClientSold),
        Column::Managed => Some(Key::ClientManaged),
        Column::Total => Some(Key::ClientTotal),
        _ => None,
    }
}

/// A filter of the breakdown: a menu that stands for a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Who brought the deals that the client has points from.
    DealType,
    /// The market.
    Market,
    /// Whether the client has points, and how soon some end.
    State,
}

impl Filter {
    /// Its choices: word and name; the first one is "all".
    pub fn choices(self, locale: Locale) -> Vec<(String, String)> {
        let words = locale.words;
        let mut choices = vec![(String::new(), words.filter_all())];
        match self {
            Self::DealType => choices.extend(DealType::ALL.iter().map(|deal_type| {
                let name = super::deal_type_name(words, *deal_type);
                (deal_type.word().to_owned(), name)
            })),
            Self::Market => choices.extend(
                Market::ALL
                    .iter()
                    .map(|market| (market.word().to_owned(), super::market_name(words, *market))),
            ),
            Self::State => {
                choices.push((State::Active.word().to_owned(), words.state_active()));
                choices.extend(
                    SOON.map(|days| (days.to_string(), words.filter_expiring(days.to_string()))),
                );
                choices.push((State::Expired.word().to_owned(), words.state_expired()));
            }
        }
        choices
    }

    /// The word of the choice that a query has in force; empty for "all".
    pub fn chosen(self, query: &ReportQuery) -> String {
        let mut conditions = query.conditions.iter();
        let word = match self {
            Self::DealType => conditions.find_map(|condition| match condition.column {
                Column::Sourced if is_some(condition) => {
                    Some(DealType::PartnerSourced.word().to_owned())
                }
                Column::Assisted if is_some(condition) => {
                    Some(DealType::PartnerAssisted.word().to_owned())
                }
                _ => None,
            }),
            Self::Market => conditions
                .find(|condition| {
                    condition.column == Column::Market && condition.operator == Operator::Is
                })
                .map(|condition| condition.value.clone()),
            Self::State => {
                conditions.find_map(|condition| match (condition.column, condition.operator) {
                    (Column::State, Operator::Is) | (Column::ExpiresIn, Operator::AtMost) => {
                        Some(condition.value.clone())
                    }
                    _ => None,
                })
            }
        };
        word.unwrap_or_default()
    }

    /// Puts another choice in force.
    pub fn choose(self, query: &mut ReportQuery, word: &str) {
        let own: &[Column] = match self {
            Self::DealType => &[Column::Sourced, Column::Assisted],
            Self::Market => &[Column::Market],
            Self::State => &[Column::State, Column::ExpiresIn],
        };
        query
            .conditions
            .retain(|condition| !own.contains(&condition.column));
        if word.is_empty() {
            return;
        }
        let (column, operator, value) = match self {
            Self::DealType if DealType::parse(word) == Some(DealType::PartnerAssisted) => {
                (Column::Assisted, Operator::Not, "0")
            }
            Self::DealType => (Column::Sourced, Operator::Not, "0"),
            Self::Market => (Column::Market, Operator::Is, word),
            Self::State if word.parse::<Decimal>().is_ok() => {
                (Column::ExpiresIn, Operator::AtMost, word)
            }
            Self::State => (Column::State, Operator::Is, word),
        };
        query.conditions.push(Condition {
            column,
            operator,
            value: value.to_owned(),
        });
    }
}

/// Whether a condition asks for some points.
fn is_some(condition: &Condition) -> bool {
    condition.operator == Operator::Not && condition.value == "0"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::report::{Subject, Table};

    #[test]
    fn a_filter_says_what_it_was_told() {
        let mut query = ReportQuery::of(Subject::Table(Table::Clients));
        for (filter, words) in [
            (
                Filter::DealType,
                ["partner_sourced", "partner_assisted", ""],
            ),
            (Filter::Market, ["growth", "standard", ""]),
            (Filter::State, ["active", "60", "expired"]),
        ] {
            for word in words {
                filter.choose(&mut query, word);
                assert_eq!(filter.chosen(&query), word);
            }
        }
        assert_eq!(query.conditions.len(), 1, "the last one alone is left");
    }
}
