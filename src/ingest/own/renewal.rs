//! `renewals[]`

use super::super::{record::Record, value};
use super::Clients;
use crate::model::renewal::Renewal;

pub(super) fn read(record: &mut Record<'_>, clients: &Clients<'_>) -> Option<Renewal> {
    let client = record.required("client", |value| clients.named(value));
    let products = record.texts("products");
    let renews_on = record.required("renews_on", value::date);
    let mrr = record.descriptive("mrr", value::amount);
    let currency = record.descriptive("currency", value::currency);
    let mrr_change = record.descriptive("mrr_change", value::decimal);
    let last_active_employee = record.descriptive("last_active_employee", value::text);
    let renewal_manager = record.descriptive("renewal_manager", value::text);
    Some(Renewal {
        client: client?.index,
        products,
        renews_on: renews_on?,
        mrr,
        currency,
        mrr_change,
        last_active_employee,
        renewal_manager,
    })
}
