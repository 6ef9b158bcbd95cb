//! A client: a customer of the vendor whom the partner sold to or manages.

use super::{
    choice::choice,
    currency::{Country, Currency},
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

choice! {
    /// The market that decides the points multiplier.
    Market {
        /// Multiplier 1.
        Standard = "standard",
        /// The programme's growth multiplier (domain.md 2.1: 2).
        Growth = "growth",
    }
}

/// One record of `clients`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Client {
    /// Unique in the book.
    pub id: String,
    /// What people call it; the id where the data gives no name.
    pub name: String,
    /// Web domain.
    pub domain: Option<String>,
    /// Where the client is.
    pub country: Option<Country>,
    /// The market as the data states it; wins over the country's.
    pub market: Option<Market>,
    /// The points multiplier as the data states it; wins over the market's.
    #[serde(with = "super::wire")]
    pub market_multiplier: Option<Decimal>,
    /// The currency of the client's subscriptions.
    pub currency: Option<Currency>,
    /// The vendor's products that the client has.
    pub products: Vec<String>,
    /// The client's record in the vendor's CRM.
    pub record_url: Option<String>,
    /// The vendor's usage score, 0 to 100.
    #[serde(with = "super::wire")]
    pub usage_score: Option<Decimal>,
    /// Who looks after the client at the partner.
    pub owner: Option<String>,
}

impl Client {
    /// A client of whom only the name is known, which is its id then.
    pub fn named(name: &str) -> Self {
        Self {
            id: name.to_owned(),
            name: name.to_owned(),
            domain: None,
            country: None,
            market: None,
            market_multiplier: None,
            currency: None,
            products: Vec::new(),
            record_url: None,
            usage_score: None,
            owner: None,
        }
    }
}
