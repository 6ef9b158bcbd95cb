//! The points breakdown: a table of clients.

use super::{Locale, deal_type_name, figure::FigureView, format, market_name};
use crate::{
    engine::standing::{ClientStanding, Standing},
    model::{
        book::Book,
        choice::Choice,
        client::{Client, Market},
        sale::DealType,
    },
    query::breakdown::{BreakdownQuery, Column, Row, rows},
    words::Words,
};
use rust_decimal::Decimal;

/// One client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowView {
    /// The client's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its record in the vendor's CRM.
    pub record_url: Option<String>,
    /// Sold points.
    pub sold: FigureView,
    /// Managed points.
    pub managed: FigureView,
    /// Their sum.
    pub total: FigureView,
    /// The market, with the multiplier where it is not 1.
    pub market: String,
    /// The currency.
    pub currency: String,
}

/// A heading that sorts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingView {
    /// The column.
    pub column: Column,
    /// Its name.
    pub name: String,
    /// The order that it is in now: `ascending` or `descending`, for `aria-sort`.
    pub order: Option<&'static str>,
    /// Whether it holds numbers.
    pub numeric: bool,
}

/// A choice in a filter; the first one is "all".
pub type FilterChoice<T> = (Option<T>, String);

/// The section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BreakdownView {
    /// The columns.
    pub headings: Vec<HeadingView>,
    /// The clients shown, as many as were asked for.
    pub rows: Vec<RowView>,
    /// What the tier page has besides: more clients, where these are not all, or more columns.
    pub more: String,
    /// Sums of the clients shown: sold, managed, total.
    pub sums: [String; 3],
    /// "12 of 60 clients".
    pub shown: String,
    /// What to say where no client is shown, and whether filters are the reason.
    pub empty: Option<(String, bool)>,
    /// Choices of the deal-type filter; `None` where sales are not in the data.
    pub deal_types: Option<Vec<FilterChoice<DealType>>>,
    /// Choices of the market filter.
    pub markets: Vec<FilterChoice<Market>>,
}

/// The section for a standing and a query, with at most so many rows.
pub fn breakdown(
    book: &Book,
    standing: &Standing,
    query: &BreakdownQuery,
    most: usize,
    locale: Locale,
) -> BreakdownView {
    let words = locale.words;
    let rows = rows(book, standing, query, &|names| locale.format.sort(names));
    let all = book.clients.len();
    let number = |count: usize| locale.format.number(count.into());
    let empty = rows.is_empty().then(|| match all {
        0 => (words.no_clients(), false),
        _ => (words.no_clients_match(), true),
    });
    BreakdownView {
        headings: Column::ALL
            .iter()
            .map(|&column| heading(column, query, words))
            .collect(),
        sums: [
            sum(rows.iter().map(|(_, points)| points.sold), locale),
            sum(rows.iter().map(|(_, points)| points.managed), locale),
            sum(rows.iter().map(|(_, points)| points.total), locale),
        ],
        shown: words.clients_shown(all, number(rows.len()), number(all)),
        empty,
        more: match rows.len() > most {
            true => words.breakdown_more_rows(number(rows.len())),
            false => words.breakdown_more(),
        },
        rows: rows
            .into_iter()
            .take(most)
            .map(|row| row_view(row, locale))
            .collect(),
        deal_types: book
            .sales
            .as_ref()
            .map(|_| choices(words, |deal_type| deal_type_name(words, deal_type))),
        markets: choices(words, |market| market_name(words, market)),
    }
}

fn heading(column: Column, query: &BreakdownQuery, words: &Words) -> HeadingView {
    let (name, numeric) = match column {
        Column::Client => (words.column_client(), false),
        Column::Sold => (words.column_sold(), true),
        Column::Managed => (words.column_managed(), true),
        Column::Total => (words.column_total(), true),
        Column::Market => (words.column_market(), false),
        Column::Currency => (words.column_currency(), false),
    };
    HeadingView {
        column,
        name,
        order: order(query, column),
        numeric,
    }
}

/// The order that a column is in, for `aria-sort`; `None` where another one decides.
pub fn order(query: &BreakdownQuery, column: Column) -> Option<&'static str> {
    let order = match query.descending {
        true => "descending",
        false => "ascending",
    };
    (column == query.sort).then_some(order)
}

fn choices<T: Choice>(words: &Words, name: impl Fn(T) -> String) -> Vec<FilterChoice<T>> {
    std::iter::once((None, words.filter_all()))
        .chain(T::ALL.iter().map(|&choice| (Some(choice), name(choice))))
        .collect()
}

fn row_view((client, points): Row, locale: Locale) -> RowView {
    let words = locale.words;
    let [sold, managed, total] = figures(client, points, locale);
    RowView {
        id: client.id.clone(),
        name: client.name.clone(),
        record_url: record_url(client),
        sold,
        managed,
        total,
        market: market_text(points, locale),
        currency: client
            .currency
            .map_or_else(|| words.not_in_data(), |currency| currency.to_string()),
    }
}

/// A client's sold, managed and total points.
pub fn figures(client: &Client, points: &ClientStanding, locale: Locale) -> [FigureView; 3] {
    [
        ("client.sold_points", points.sold),
        ("client.managed_points", points.managed),
        ("client.total_points", points.total),
    ]
    .map(|(key, points)| FigureView::points(locale, key, points).of(&client.id))
}

/// A client's market, with the multiplier where it is not 1.
pub fn market_text(points: &ClientStanding, locale: Locale) -> String {
    let words = locale.words;
    let market = points
        .market
        .map_or_else(|| words.not_in_data(), |market| market_name(words, market));
    if points.multiplier == Decimal::ONE {
        return market;
    }
    let multiplier = locale.format.number(points.multiplier.normalize());
    format!("{market} {}", words.market_multiplier(multiplier))
}

/// A client's record in the vendor's CRM, where the data has a web address for it. Nothing is put together from ids: the host
/// differs by account, and a book's ids need not be the vendor's.
pub fn record_url(client: &Client) -> Option<String> {
    let url = client.record_url.as_deref()?;
    let (scheme, _) = url.split_once("://")?;
    let is_web = ["http", "https"].map(|web| scheme.eq_ignore_ascii_case(web));
    is_web.contains(&true).then(|| url.to_owned())
}

/// The sum of what is there; the words "not in this data" where nothing is.
fn sum(points: impl Iterator<Item = Option<Decimal>>, locale: Locale) -> String {
    let sum = points
        .flatten()
        .try_fold(None, |sum: Option<Decimal>, points| {
            sum.unwrap_or_default().checked_add(points).map(Some)
        })
        .flatten();
    sum.map_or_else(
        || locale.words.not_in_data(),
        |sum| format::points(locale.format, sum),
    )
}
