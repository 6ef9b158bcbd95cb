//! The vendor's `partner_clients`: raw API pages and CSV exports with internal names (domain.md 9).
//!
//! Problem: one raw record is a client, its points and its next renewal in one, among 172 properties; all values are
//! texts, dates come in three forms, "" means no data, and neither form says for which day it is true. Idea: API records
//! and table rows become the same property map and go through [`Portal::add`]; each of the three is counted by itself,
//! so that bad points cost the points and not the client.
//!
//! What this data cannot say (who brought a deal, when, what was lost) stays `None`: "not in this data".

mod client;
mod history;
mod moment;
pub(super) mod pages;

use super::{
    Section,
    place::Place,
    record::{Record, Seen},
    report::Report,
    table::is_of_sums,
    tree::{Fields, TableRow, Value},
    value,
};
use crate::model::{
    book::Book,
    client::Client,
    diagnostic::{Code, Effect},
    renewal::Renewal,
    reported::{Reported, ReportedClient, ReportedOn},
};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The internal names of the properties that are read; all others are passed over.
pub(super) mod property {
    pub(in crate::ingest) const ID: &str = "hs_object_id";
    pub(in crate::ingest) const NAME: &str = "hs_client_name";
    pub(in crate::ingest) const ACCOUNT_NAME: &str = "hs_client_account_name";
    pub(in crate::ingest) const DOMAIN: &str = "hs_client_domain_name";
    pub(in crate::ingest) const COUNTRY: &str = "hs_country";
    pub(in crate::ingest) const ACCOUNT_LINK: &str = "hs_account_link";
    pub(in crate::ingest) const MARKET: &str = "hs_market_name";
    pub(in crate::ingest) const MULTIPLIER: &str = "hs_market_multiplier";
    pub(in crate::ingest) const CURRENCY: &str = "hs_managed_local_mrr_currency";
    pub(in crate::ingest) const PRODUCTS: &str = "hs_all_active_products";
    pub(in crate::ingest) const USAGE_SCORE: &str = "hs_unified_usage_score";
    pub(in crate::ingest) const SOLD_POINTS: &str = "hs_sold_tier_points";
    pub(in crate::ingest) const MANAGED_POINTS: &str = "hs_managed_tier_points";
    pub(in crate::ingest) const TOTAL_POINTS: &str = "hs_total_tier_points";
    pub(in crate::ingest) const REFRESHED_AT: &str = "hs_tiering_properties_updated_at";
    pub(in crate::ingest) const RENEWS_AT: &str = "hs_next_renewal_date";
    pub(in crate::ingest) const RENEWAL_CHANGE: &str = "hs_renewal_mrr_change";
    pub(in crate::ingest) const RENEWAL_MANAGER: &str = "hs_contract_manager_name";
    /// Who looks after the client: no property of the vendor's, but a column that many add.
    pub(in crate::ingest) const OWNER: &str = "owner";
}

/// What the records of a portal have given so far.
pub(super) struct Portal<'r> {
    pub(super) report: &'r mut Report,
    clients: Vec<Client>,
    ids: Seen,
    /// The names of those that stood in tables before this one, and how many clients there were.
    names: BTreeSet<String>,
    named: usize,
    points: Vec<ReportedClient>,
    history: Vec<ReportedOn>,
    renewals: Vec<Renewal>,
    refreshed_on: Option<NaiveDate>,
}

impl<'r> Portal<'r> {
    pub(super) fn new(report: &'r mut Report) -> Self {
        // The section is in the data, be it without a record.
        report.count(Section::Clients, 0, 0);
        Self {
            report,
            clients: Vec::new(),
            ids: Seen::default(),
            names: BTreeSet::new(),
            named: 0,
            points: Vec::new(),
            history: Vec::new(),
            renewals: Vec::new(),
            refreshed_on: None,
        }
    }

    /// Reads one record's properties, and gives the index of its client where it could be used. `other_id` names it where the
    /// properties do not, and stands in a place of its own.
    pub(super) fn add(
        &mut self,
        place: Place<'_>,
        properties: &Fields<'_>,
        other_id: Option<(String, Place<'_>)>,
    ) -> Option<usize> {
        self.report.begin();
        let Some(client) = self.add_client(place, properties, other_id) else {
            self.report.count(Section::Clients, 0, 1);
            return None;
        };
        self.add_points(place, properties);
        self.add_renewal(place, properties, &client);
        let index = self.clients.len();
        self.clients.push(client);
        Some(index)
    }

    /// Adds a row of a table. Where no column names the record, the client's name does; that stays the same from one export to
    /// the next, as the number of a row does not.
    ///
    /// `table` is the name of its table, where there are several.
    pub(super) fn add_row(&mut self, table: &str, record: &TableRow<'_>) {
        let (row, properties) = (record.row, &record.fields);
        let place = Place::Row(row);
        if has_id(properties) {
            self.add(place, properties, None);
            return;
        }
        let names = [property::NAME, property::ACCOUNT_NAME].into_iter();
        let names = names
            .filter_map(|name| Some((properties.get(name)?.as_str()?.trim(), place.field(name))));
        let names: Vec<_> = names.filter(|(name, _)| !name.is_empty()).collect();
        let has_domain = properties
            .get(property::DOMAIN)
            .is_some_and(|domain| !value::is_missing(domain));
        if let [(name, _)] = names.as_slice()
            && is_of_sums(name)
            && !has_domain
        {
            return self.leave_out(Code::RowOfSums, Effect::LeftOut, place, (*name).to_owned());
        }
        // Within a table two clients may have one name; in another one it is the same client.
        if let Some((name, place)) = names.first()
            && self.names.contains(*name)
        {
            return self.leave_out(
                Code::DuplicateId,
                Effect::LeftOut,
                *place,
                (*name).to_owned(),
            );
        }
        let other_id = match names.iter().find(|(name, _)| !self.ids.has(name)) {
            Some((name, place)) => ((*name).to_owned(), *place),
            None => (row.id(table), place),
        };
        self.add(place, properties, Some(other_id));
    }

    /// Begins with another table.
    pub(super) fn next_table(&mut self) {
        let clients = self.clients.get(self.named..).unwrap_or_default();
        let names = clients.iter().map(|client| client.name.clone());
        self.names.extend(names);
        self.named = self.clients.len();
    }

    /// Does without something that should be a list or an object, where it is not missing.
    fn misshapen(&mut self, place: Place<'_>, value: &Value<'_>) {
        if !value::is_missing(value) {
            let found = value::shown(value);
            self.report
                .add(Code::BadSection, Effect::FieldIgnored, place, found);
        }
    }

    /// Leaves out something that has no properties to read.
    fn leave_out(&mut self, code: Code, effect: Effect, place: Place<'_>, found: String) {
        self.report.add(code, effect, place, found);
        self.report.count(Section::Clients, 0, 1);
    }

    fn add_client(
        &mut self,
        place: Place<'_>,
        properties: &Fields<'_>,
        other_id: Option<(String, Place<'_>)>,
    ) -> Option<Client> {
        let mut record = Record::open(place, properties, self.report);
        let (other_id, of_id) = match other_id.filter(|_| !has_id(properties)) {
            Some((id, place)) => (Some(id), place),
            None => (None, place.field(property::ID)),
        };
        let client = client::read(&mut record, other_id)?;
        if self.ids.insert(&client.id) {
            return Some(client);
        }
        self.report
            .add(Code::DuplicateId, Effect::LeftOut, of_id, client.id);
        None
    }

    /// The points of the client that comes next, all or none: one bad track would make the sum too small without a sign.
    fn add_points(&mut self, place: Place<'_>, properties: &Fields<'_>) {
        let mut record = Record::open(place, properties, self.report);
        let refreshed_on = record.descriptive(property::REFRESHED_AT, moment::day);
        let sold_points = record.decisive(property::SOLD_POINTS, value::decimal);
        let managed_points = record.decisive(property::MANAGED_POINTS, value::decimal);
        let total_points = record.decisive(property::TOTAL_POINTS, value::decimal);
        let points = record.judged(Some(ReportedClient {
            client: self.clients.len(),
            sold_points,
            managed_points,
            total_points,
        }));
        self.refreshed_on = self.refreshed_on.max(refreshed_on);
        match points {
            None => self.report.count(Section::ReportedClients, 0, 1),
            Some(points) => self.points.extend(Some(points).filter(says_points)),
        }
    }

    fn add_renewal(&mut self, place: Place<'_>, properties: &Fields<'_>, client: &Client) {
        let mut record = Record::open(place, properties, self.report);
        if record.value(property::RENEWS_AT).is_none() {
            return;
        }
        let renews_on = record.required(property::RENEWS_AT, moment::day);
        let mrr_change = record.descriptive(property::RENEWAL_CHANGE, value::decimal);
        let renewal_manager = record.descriptive(property::RENEWAL_MANAGER, value::text);
        let Some(renews_on) = renews_on else {
            self.report.count(Section::Renewals, 0, 1);
            return;
        };
        self.renewals.push(Renewal {
            client: self.clients.len(),
            products: client.products.clone(),
            renews_on,
            // `hs_renewal_mrr` is known to contradict the total MRR (domain.md 9.2).
            mrr: None,
            currency: client.currency,
            mrr_change,
            last_active_employee: None,
            renewal_manager,
        });
    }

    pub(super) fn into_book(self, as_of: NaiveDate) -> Book {
        // Counted at the end: a section that nobody speaks of is not in the data.
        for (section, used) in [
            (Section::Clients, self.clients.len()),
            (Section::ReportedClients, self.points.len()),
            (Section::Renewals, self.renewals.len()),
        ] {
            if used > 0 {
                self.report.count(section, used, 0);
            }
        }
        let reported = Reported {
            clients: (!self.points.is_empty()).then_some(self.points),
            history: (!self.history.is_empty()).then_some(self.history),
            ..Reported::default()
        };
        let reported = (reported != Reported::default()).then_some(reported);
        Book {
            clients: self.clients,
            renewals: (!self.renewals.is_empty()).then_some(self.renewals),
            reported,
            points_refreshed_on: self.refreshed_on,
            ..Book::empty(as_of)
        }
    }
}

/// Whether the properties name their record.
fn has_id(properties: &Fields<'_>) -> bool {
    let id = properties.get(property::ID);
    id.is_some_and(|id| !value::is_missing(id))
}

fn says_points(points: &ReportedClient) -> bool {
    [
        points.sold_points,
        points.managed_points,
        points.total_points,
    ]
    .iter()
    .any(Option::is_some)
}
