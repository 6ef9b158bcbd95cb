//! `clients[]`

use super::super::{record::Record, value};
use crate::model::client::Client;

/// Only the id is needed: a client with a bad country is still one whose sales count.
pub(super) fn read(record: &mut Record<'_>) -> Option<Client> {
    let id = record.required("id", value::id);
    let name = record.descriptive("name", value::text);
    let domain = record.descriptive("domain", value::text);
    let country = record.descriptive("country", value::country);
    let market = record.descriptive("market", value::choice);
    let market_multiplier = record.descriptive("market_multiplier", value::amount);
    let currency = record.descriptive("currency", value::currency);
    let products = record.texts("products");
    let record_url = record.descriptive("record_url", value::address);
    let usage_score = record.descriptive("usage_score", value::score);
    let owner = record.descriptive("owner", value::text);
    let id = id?;
    Some(Client {
        name: name.unwrap_or_else(|| id.clone()),
        id,
        domain,
        country,
        market,
        market_multiplier,
        currency,
        products,
        record_url,
        usage_score,
        owner,
    })
}
