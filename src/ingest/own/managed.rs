//! `managed[]`

use super::super::{record::Record, value};
use super::{Clients, currency_of};
use crate::model::managed::Managed;
use std::num::NonZeroU32;

pub(super) fn read(record: &mut Record<'_>, clients: &Clients<'_>) -> Option<Managed> {
    let client = record.required("client", |value| clients.named(value));
    let mrr = record.required("mrr", value::amount);
    let currency = currency_of(record, client);
    let from = record.required("from", value::date);
    let to = record.decisive("to", value::date);
    let partners = record.decisive("partners", value::partners);
    let last_activity_on = record.decisive("last_activity_on", value::date);
    Some(Managed {
        client: client?.index,
        mrr: mrr?,
        currency: currency?,
        from: from?,
        to,
        partners: partners.unwrap_or(NonZeroU32::MIN),
        last_activity_on,
    })
}
