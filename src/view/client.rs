//! A client's record: who it is, its points, and the tables of everything that the data says of it.
//!
//! The tables are reports on that client, so that they agree with every other list of the same records.

use super::{
    Locale,
    breakdown::{figures, market_text, record_url},
    figure::FigureView,
};
use crate::{
    engine::{
        explain::Key,
        standing::{ClientStanding, Standing},
    },
    model::{book::Book, client::Client},
    query::{
        breakdown::{self, BreakdownQuery},
        report::{Column, Condition, Operator, ReportQuery, Subject, Table},
    },
    rules::Rules,
    words::Words,
};
use rust_decimal::Decimal;

/// What is said of a client: a name, and the value where the data gives one.
pub type Fact = (String, Option<String>);

/// Another client: its id and its name.
pub type Neighbour = Option<(String, String)>;

/// The record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientView {
    /// The client's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its record in the vendor's CRM, and the name of that.
    pub record: Option<(String, String)>,
    /// Who it is.
    pub facts: Vec<Fact>,
    /// Sold, managed and total points, each with its name.
    pub points: Vec<(String, FigureView)>,
    /// The records that the points of today are made of.
    pub active: ReportQuery,
    /// What else there is, each with its heading.
    pub tables: Vec<(String, ReportQuery)>,
    /// Which sections are not in the data.
    pub absent: Option<String>,
    /// The clients before and after it in the points breakdown.
    pub neighbours: (Neighbour, Neighbour),
}

/// The record of the client with an id; `None` where the data has no such client. The breakdown's query says who comes before
/// and after it.
pub fn client(
    book: &Book,
    standing: &Standing,
    rules: &Rules,
    (id, order): (&str, &BreakdownQuery),
    locale: Locale,
) -> Option<ClientView> {
    let index = book.clients.iter().position(|client| client.id == id)?;
    let client = book.clients.get(index)?;
    let points = standing.clients.get(index)?;
    let words = locale.words;
    let names = [
        words.sold_points(),
        words.managed_points(),
        words.total_points(),
    ];
    let record = record_url(client);
    Some(ClientView {
        id: client.id.clone(),
        name: client.name.clone(),
        record: record.map(|url| (url, words.client_record(&rules.programme.vendor))),
        facts: facts(client, points, locale),
        points: names
            .into_iter()
            .zip(figures(client, points, locale))
            .collect(),
        active: of_client(id, Subject::Figure(Key::ClientTotal)),
        tables: tables(book, id, words),
        absent: absent(book, words),
        neighbours: neighbours(book, standing, id, order, locale),
    })
}

/// The name of the client with an id.
pub fn name(book: &Book, id: &str) -> Option<String> {
    let mut clients = book.clients.iter();
    clients
        .find(|client| client.id == id)
        .map(|client| client.name.clone())
}

fn facts(client: &Client, points: &ClientStanding, locale: Locale) -> Vec<Fact> {
    let words = locale.words;
    let products = client.products.join(", ");
    vec![
        (words.column_domain(), client.domain.clone()),
        (
            words.column_country(),
            client.country.map(|country| country.to_string()),
        ),
        (
            words.column_market(),
            points.market.map(|_| market_text(points, locale)),
        ),
        (
            words.column_currency(),
            client.currency.map(|currency| currency.to_string()),
        ),
        (
            words.column_product(),
            Some(products).filter(|products| !products.is_empty()),
        ),
        (words.column_owner(), client.owner.clone()),
        (
            words.column_usage(),
            client
                .usage_score
                .map(|score| words.client_usage(locale.format.number(score.normalize()))),
        ),
        (words.client_relation(), relation(points, words)),
    ]
}

/// Whether the client was sold to or is managed, by the points that count today; `None` where neither is in the data.
fn relation(points: &ClientStanding, words: &Words) -> Option<String> {
    let some = |points: Option<Decimal>| points.is_some_and(|points| points > Decimal::ZERO);
    match (some(points.sold), some(points.managed)) {
        (true, true) => Some(words.relation_both()),
        (true, false) => Some(words.relation_sold()),
        (false, true) => Some(words.relation_managed()),
        (false, false) if points.sold.or(points.managed).is_none() => None,
        (false, false) => Some(words.relation_none()),
    }
}

fn tables(book: &Book, id: &str, words: &Words) -> Vec<(String, ReportQuery)> {
    let table = |table| of_client(id, Subject::Table(table));
    // `until` is the first day without the points.
    let ended = Condition {
        column: Column::Until,
        operator: Operator::AtMost,
        value: book.as_of.to_string(),
    };
    let sales = ReportQuery {
        conditions: vec![ended],
        ..table(Table::Sales)
    };
    vec![
        (words.client_ended(), sales),
        (words.section_managed(), table(Table::Managed)),
        (words.section_deals(), table(Table::Deals)),
        (words.section_renewals(), table(Table::Renewals)),
        (words.client_lines(), table(Table::Lines)),
    ]
}

/// Everything about a subject that is of one client. Its name is in no column; why points end is in one where they may.
fn of_client(id: &str, subject: Subject) -> ReportQuery {
    let (usual, more) = subject.columns();
    let mut columns = Vec::new();
    for column in usual.iter().filter(|column| **column != Column::Client) {
        columns.push(*column);
        if *column == Column::Until && more.contains(&Column::Ended) {
            columns.push(Column::Ended);
        }
    }
    ReportQuery {
        client: Some(id.to_owned()),
        columns: Some(columns),
        ..ReportQuery::of(subject)
    }
}

fn absent(book: &Book, words: &Words) -> Option<String> {
    let sections = [
        (book.sales.is_none(), words.section_sales()),
        (book.managed.is_none(), words.section_managed()),
        (book.deals.is_none(), words.section_deals()),
        (book.renewals.is_none(), words.section_renewals()),
        (book.commissions.is_none(), words.section_commissions()),
    ];
    let missing = sections.into_iter().filter(|(missing, _)| *missing);
    let names: Vec<String> = missing.map(|(_, name)| name).collect();
    (!names.is_empty()).then(|| words.client_absent(names.join(", ")))
}

/// The neighbours in the breakdown as it is filtered; as it is sorted, where its filters leave the client out.
pub(super) fn neighbours(
    book: &Book,
    standing: &Standing,
    id: &str,
    order: &BreakdownQuery,
    locale: Locale,
) -> (Neighbour, Neighbour) {
    let everybody = BreakdownQuery {
        deal_type: None,
        market: None,
        ..*order
    };
    for query in [order, &everybody] {
        let rows = breakdown::rows(book, standing, query, &|names| locale.format.sort(names));
        if let Some(place) = rows.iter().position(|(client, _)| client.id == id) {
            let at = |place: Option<usize>| {
                let (client, _) = rows.get(place?)?;
                Some((client.id.clone(), client.name.clone()))
            };
            return (at(place.checked_sub(1)), at(place.checked_add(1)));
        }
    }
    (None, None)
}
