//! The points breakdown of the tier page: every client, filtered and in order, with cells only for those in sight.
//!
//! Problem: 100,000 clients have a million cells, of which a screen shows two hundred. Idea: the table keeps the clients'
//! indices in their order ([`table`]); [`rows`] makes the cells of the few that are asked for.

use super::{
    Locale,
    format::rounded,
    report::{CellView, ReportHeading, heading, text, total, with_labels},
};
use crate::{
    engine::explain::{Key, Question},
    model::{choice::Choice, client::Market, sale::DealType},
    query::{
        cell::Cell,
        report::{Column, Condition, Operator, Report, ReportQuery, State},
    },
};
use rust_decimal::Decimal;

/// The days within which points may end, to choose from.
pub const SOON: [u32; 3] = [30, 60, 90];

/// The table without its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientsTable {
    /// The columns shown.
    pub headings: Vec<ReportHeading>,
    /// The clients in their order, by their indices in the book.
    pub clients: Vec<usize>,
    /// The sum of each column that adds up, for the clients shown; empty texts for the others.
    pub totals: Vec<String>,
    /// "12 of 60 clients".
    pub shown: String,
    /// What to say where no client is shown.
    pub empty: Option<String>,
}

/// A client's row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientRow {
    /// The client's id.
    pub id: String,
    /// The cells, in the order of the headings.
    pub cells: Vec<CellView>,
}

/// The table for a query about clients.
pub fn table(question: Question, query: &ReportQuery, locale: Locale) -> ClientsTable {
    let words = locale.words;
    let report = Report::new(question, query);
    let chosen = with_labels(question.rules, locale, |labels| report.chosen(labels));
    let all = question.book.clients.len();
    let number = |count: usize| locale.format.number(count.into());
    let columns = query.shown();
    let share = || {
        // Of the points of the clients shown, as they are added up.
        let totals = report.totals(&chosen, Column::Total);
        let (_, sum) = totals.first()?;
        let all = question.standing.total.value.filter(|all| !all.is_zero())?;
        Some(locale.format.percent(rounded(sum.checked_div(all)?, 3)))
    };
    ClientsTable {
        totals: columns
            .iter()
            .map(|column| match column {
                Column::PointsShare => share().unwrap_or_default(),
                _ => total(&report, &chosen, *column, locale),
            })
            .collect(),
        headings: columns
            .iter()
            .map(|column| heading(*column, query, words))
            .collect(),
        shown: words.clients_shown(all, number(chosen.len()), number(all)),
        empty: chosen.is_empty().then(|| match all {
            0 => words.no_clients(),
            _ => words.no_clients_match(),
        }),
        clients: chosen.iter().filter_map(|row| row.client).collect(),
    }
}

/// The rows of some clients.
pub fn rows(
    question: Question,
    query: &ReportQuery,
    clients: &[usize],
    locale: Locale,
) -> Vec<ClientRow> {
    let report = Report::of_clients(question, query, clients);
    let columns = query.shown();
    let rows = report.rows().iter();
    rows.filter_map(|row| {
        let client = question.book.clients.get(row.client?)?;
        let cell = |column: &Column| {
            let cell = report.cell(row, *column);
            CellView {
                text: text(*column, &cell, question.rules, locale),
                value: cell.plain(),
                numeric: column.kind().is_numeric(),
                negative: matches!(&cell, Cell::Number(n) | Cell::Money(n, _) if n.is_sign_negative() && !n.is_zero()),
                gain: false,
                day: None,
                mark: None,
            }
        };
        Some(ClientRow {
            id: client.id.clone(),
            cells: columns.iter().map(cell).collect(),
        })
    })
    .collect()
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
