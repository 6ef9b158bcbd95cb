//! `sales[]`

use super::super::{record::Record, value};
use super::{Clients, currency_of};
use crate::model::sale::Sale;

pub(super) fn read(record: &mut Record<'_>, clients: &Clients<'_>) -> Option<Sale> {
    let id = record.required("id", value::id);
    let client = record.required("client", |value| clients.named(value));
    let product_line = record.descriptive("product_line", value::text);
    let deal = record.descriptive("deal", value::id);
    let deal_type = record.required("deal_type", value::choice);
    let kind = record.descriptive("kind", value::choice);
    let mrr = record.required("mrr", value::decimal);
    let currency = currency_of(record, client);
    let closed_on = record.required("closed_on", value::date);
    let line_first_sold_on = record.decisive("line_first_sold_on", value::date);
    let ended_on = record.decisive("ended_on", value::date);
    Some(Sale {
        id: id?,
        client: client?.index,
        product_line,
        deal,
        deal_type: deal_type?,
        kind,
        mrr: mrr?,
        currency: currency?,
        closed_on: closed_on?,
        line_first_sold_on,
        ended_on,
    })
}
