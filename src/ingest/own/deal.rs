//! `deals[]`

use super::super::{record::Record, value};
use super::Clients;
use crate::model::deal::Deal;

pub(super) fn read(record: &mut Record<'_>, clients: &Clients<'_>) -> Option<Deal> {
    let id = record.required("id", value::id);
    let name = record.descriptive("name", value::text);
    // A deal may well be for somebody who is no client yet.
    let client = record.descriptive("client", |value| clients.named(value));
    let client_name = record.descriptive("client_name", value::text);
    let deal_type = record.required("deal_type", value::choice);
    let amount = record.decisive("amount", value::decimal);
    let mrr = record.decisive("mrr", value::decimal);
    let currency = record.decisive("currency", value::currency);
    let currency = currency.or(client.and_then(|client| client.currency));
    let created_on = record.decisive("created_on", value::date);
    let registered_on = record.decisive("registered_on", value::date);
    let created_by = record.descriptive("created_by", value::choice);
    let partner_stage = record.descriptive("partner_stage", value::text);
    let vendor_stage = record.required("vendor_stage", value::choice);
    let close_on = record.decisive("close_on", value::date);
    let probability = record.descriptive("probability", value::fraction);
    Some(Deal {
        id: id?,
        name,
        client: client.map(|client| client.index),
        client_name,
        deal_type: deal_type?,
        amount,
        mrr,
        currency,
        created_on,
        registered_on,
        created_by,
        partner_stage,
        vendor_stage: vendor_stage?,
        close_on,
        probability,
    })
}
