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
}
