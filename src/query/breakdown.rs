//! The points breakdown: which clients, in which order.
//!
//! Filters choose clients; a client's figures are the same under every filter, so that one figure has one meaning.

use super::names::{NameOrder, Ranks};
use crate::{
    engine::standing::{ClientStanding, Standing},
    model::{book::Book, choice::choice, client::Client, client::Market, sale::DealType},
};
use std::cmp::Ordering;

choice! {
    /// A column that the breakdown can be sorted by.
    Column {
        /// The client's name.
        Client = "client",
        /// Sold points.
        Sold = "sold",
        /// Managed points.
        Managed = "managed",
        /// Total points.
        Total = "total",
        /// The market.
        Market = "market",
        /// The currency.
        Currency = "currency",
    }
}

/// Which clients, in which order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BreakdownQuery {
    /// Only clients with active points from sales of this deal type.
    pub deal_type: Option<DealType>,
    /// Only clients of this market.
    pub market: Option<Market>,
    /// The column to sort by.
    pub sort: Column,
    /// Whether the largest comes first.
    pub descending: bool,
}

impl Default for BreakdownQuery {
    /// Everybody, those with the most points first.
    fn default() -> Self {
        Self {
            deal_type: None,
            market: None,
            sort: Column::Total,
            descending: true,
        }
    }
}

/// A client of the book with its figures.
pub type Row<'a> = (&'a Client, &'a ClientStanding);

/// The clients that the query asks for. Where a value is not in the data the row comes last in both directions; equals
/// are in the order of names.
pub fn rows<'a>(
    book: &'a Book,
    standing: &'a Standing,
    query: &BreakdownQuery,
    names: NameOrder,
) -> Vec<Row<'a>> {
    let mut rows: Vec<Row<'a>> = standing
        .clients
        .iter()
        .filter_map(|points| Some((book.clients.get(points.client)?, points)))
        .filter(|(_, points)| {
            // Data without sales has no deal types to choose by, whatever the address says.
            query
                .deal_type
                .filter(|_| book.sales.is_some())
                .is_none_or(|deal_type| points.deal_types.contains(&deal_type))
        })
        .filter(|(_, points)| {
            query
                .market
                .is_none_or(|market| points.market == Some(market))
        })
        .collect();
    let ranks = Ranks::of(rows.iter().map(|(client, _)| client.name.as_str()), names);
    let name = |row: &Row| ranks.rank(&row.0.name);
    rows.sort_by(|a, b| {
        by_column(a, b, query, &ranks)
            .then_with(|| name(a).cmp(&name(b)))
            .then_with(|| a.0.id.cmp(&b.0.id))
    });
    rows
}

fn by_column(a: &Row, b: &Row, query: &BreakdownQuery, ranks: &Ranks) -> Ordering {
    let down = query.descending;
    match query.sort {
        Column::Client => {
            let rank = |row: &Row| Some(ranks.rank(&row.0.name));
            directed(rank(a), rank(b), down)
        }
        Column::Sold => directed(a.1.sold, b.1.sold, down),
        Column::Managed => directed(a.1.managed, b.1.managed, down),
        Column::Total => directed(a.1.total, b.1.total, down),
        Column::Market => directed(a.1.market, b.1.market, down),
        Column::Currency => directed(a.0.currency, b.0.currency, down),
    }
}

/// The order of two values that may be missing: missing ones last, whichever the direction.
fn directed<T: Ord>(a: Option<T>, b: Option<T>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(&a),
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
