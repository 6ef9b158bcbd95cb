//! The book: everything one file or endpoint says about a partner on one day.

use super::{
    client::Client, commission::Commission, deal::Deal, managed::Managed, partner::Partner,
    renewal::Renewal, reported::Reported, retention::RetentionMonth, sale::Sale, team::TeamMember,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A partner's data, read and validated. It never changes: a new file makes a new book.
///
/// A section that is `None` is not in the data, which is not the same as an empty one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Book {
    /// The day for which the data is true: the engine's "today".
    #[serde(with = "super::wire")]
    pub as_of: NaiveDate,
    /// The partner.
    pub partner: Option<Partner>,
    /// The clients, each with an id of its own.
    pub clients: Vec<Client>,
    /// Sales, of clients in `clients` only.
    pub sales: Option<Vec<Sale>>,
    /// Managed spells, of clients in `clients` only.
    pub managed: Option<Vec<Managed>>,
    /// Shared deals.
    pub deals: Option<Vec<Deal>>,
    /// Upcoming renewals, of clients in `clients` only.
    pub renewals: Option<Vec<Renewal>>,
    /// Commission statements.
    pub commissions: Option<Vec<Commission>>,
    /// MRR and what of it was lost, by month.
    pub retention: Option<Vec<RetentionMonth>>,
    /// The vendor's people.
    pub team: Option<Vec<TeamMember>>,
    /// The vendor's own figures.
    pub reported: Option<Reported>,
    /// Overrides of the rules, as the data gives them; the rules room reads them.
    #[serde(with = "super::wire::json")]
    pub program_rules: Map<String, Value>,
    /// When the vendor last refreshed the points of an API page or export; older than `as_of` more often than not.
    #[serde(with = "super::wire")]
    pub points_refreshed_on: Option<NaiveDate>,
}

impl Book {
    /// A book of that day with nothing in it.
    pub fn empty(as_of: NaiveDate) -> Self {
        Self {
            as_of,
            partner: None,
            clients: Vec::new(),
            sales: None,
            managed: None,
            deals: None,
            renewals: None,
            commissions: None,
            retention: None,
            team: None,
            reported: None,
            program_rules: Map::new(),
            points_refreshed_on: None,
        }
    }

    /// Takes out the clients from an index on that no record names, where one names any of them; gives how many are left.
    pub fn forget_unnamed(&mut self, first: usize) -> usize {
        let mut named = vec![false; self.clients.len()];
        for client in self.named() {
            if let Some(named) = named.get_mut(*client) {
                *named = true;
            }
        }
        if !named.iter().skip(first).any(|named| *named) {
            return named.len().saturating_sub(first);
        }
        let is_kept = |index: usize| index < first || named.get(index) == Some(&true);
        let mut kept = 0;
        let mut places = Vec::with_capacity(named.len());
        for index in 0..named.len() {
            places.push(kept);
            kept += usize::from(is_kept(index));
        }
        for client in self.named() {
            if let Some(place) = places.get(*client) {
                *client = *place;
            }
        }
        let mut indices = 0..;
        self.clients.retain(|_| indices.next().is_some_and(is_kept));
        kept.saturating_sub(first)
    }

    /// The index of a client in every record that names one.
    fn named(&mut self) -> impl Iterator<Item = &mut usize> {
        let sales = self.sales.iter_mut().flatten();
        let managed = self.managed.iter_mut().flatten();
        let deals = self.deals.iter_mut().flatten();
        let renewals = self.renewals.iter_mut().flatten();
        let commissions = self.commissions.iter_mut().flatten();
        let lines = commissions.flat_map(|commission| &mut commission.lines);
        let (mut points, mut history) = (None, None);
        if let Some(reported) = &mut self.reported {
            points = reported.clients.as_mut();
            history = reported.history.as_mut();
        }
        let history = history.into_iter().flatten().map(|on| &mut on.points);
        sales
            .map(|sale| &mut sale.client)
            .chain(managed.map(|spell| &mut spell.client))
            .chain(deals.filter_map(|deal| deal.client.as_mut()))
            .chain(renewals.map(|renewal| &mut renewal.client))
            .chain(lines.filter_map(|line| line.client.as_mut()))
            .chain({ points.into_iter().flatten() }.map(|points| &mut points.client))
            .chain(history.map(|points| &mut points.client))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;
    use serde_json::json;

    #[test]
    fn clients_that_no_record_names_go_and_the_others_keep_their_records() {
        let ids = ["first", "a", "b", "c", "d", "e", "f", "g", "h"];
        let document = json!({
            "format": "tierwise/1", "as_of": "2025-01-01",
            "clients": ids.map(|id| json!({"id": id})),
            "sales": [{"id": "s", "client": "b", "deal_type": "partner_sourced", "mrr": "1", "currency": "USD", "closed_on": "2024-07-01"}],
            "managed": [{"client": "c", "mrr": "1", "currency": "USD", "from": "2024-07-01"}],
            "deals": [{"id": "d", "client": "d", "deal_type": "partner_sourced", "vendor_stage": "open"}],
            "renewals": [{"client": "e", "renews_on": "2025-06-01"}],
            "commissions": [{"id": "k", "period": "2024-Q4", "amount": "1", "currency": "USD", "status": "pending", "lines": [{"client": "f", "amount": "1"}]}],
            "reported": {"clients": [{"client": "h", "sold_points": "1"}]},
        });
        let today = NaiveDate::default();
        let read = ingest::read(document.to_string().as_bytes(), today).unwrap();
        let mut book = read.book;
        let of = |book: &mut Book| -> Vec<String> {
            let named: Vec<usize> = book.named().map(|client| *client).collect();
            let ids = named.iter().map(|client| book.clients[*client].id.clone());
            ids.collect()
        };
        let before = of(&mut book);
        assert_eq!(
            before,
            ["b", "c", "d", "e", "f", "h"],
            "{:?}",
            read.diagnostics
        );
        assert_eq!(book.forget_unnamed(1), 6);
        let left: Vec<_> = book
            .clients
            .iter()
            .map(|client| client.id.clone())
            .collect();
        assert_eq!(left, ["first", "b", "c", "d", "e", "f", "h"]);
        assert_eq!(of(&mut book), before);
    }
}
