//! `commissions[]` and their `lines[]`

use super::super::{record::Record, value};
use super::Clients;
use crate::model::{
    commission::{Commission, CommissionLine},
    currency::Currency,
};

/// A bad line is left out by itself: the statement's own amount is what was paid.
pub(super) fn read(
    record: &mut Record<'_>,
    clients: &Clients<'_>,
    payout_currency: Option<Currency>,
) -> Option<Commission> {
    let id = record.required("id", value::id);
    let period = record.required("period", value::quarter);
    let due_on = record.decisive("due_on", value::date);
    let paid_on = record.decisive("paid_on", value::date);
    let amount = record.required("amount", value::decimal);
    let currency = record.required_or("currency", value::currency, payout_currency);
    let status = record.required("status", value::choice);
    let lines = record.records("lines", |line| read_line(line, clients));
    Some(Commission {
        id: id?,
        period: period?,
        due_on,
        paid_on,
        amount: amount?,
        currency: currency?,
        status: status?,
        lines: lines.unwrap_or_default(),
    })
}

fn read_line(line: &mut Record<'_>, clients: &Clients<'_>) -> Option<CommissionLine> {
    let client = line.descriptive("client", |value| clients.named(value));
    let deal = line.descriptive("deal", value::id);
    let net_revenue = line.decisive("net_revenue", value::decimal);
    let rate = line.decisive("rate", value::fraction);
    let amount = line.required("amount", value::decimal);
    Some(CommissionLine {
        client: client.map(|client| client.index),
        deal,
        net_revenue,
        rate,
        amount: amount?,
    })
}
