//! `reported`, its `clients[]` and its `history[]`

use super::super::{
    Section,
    record::{Record, unique},
    value,
};
use super::{Clients, credited};
use crate::model::reported::{Reported, ReportedClient, ReportedOn};

pub(super) fn read(record: &mut Record<'_>, clients: &Clients<'_>) -> Option<Reported> {
    Some(Reported {
        credited_tier: credited::read(record),
        total_points: record.descriptive("total_points", value::decimal),
        sold_points: record.descriptive("sold_points", value::decimal),
        managed_points: record.descriptive("managed_points", value::decimal),
        csr_12m: record.descriptive("csr_12m", value::decimal),
        sourced_amount_12m: record.descriptive("sourced_amount_12m", value::decimal),
        sourced_mrr_12m: record.descriptive("sourced_mrr_12m", value::decimal),
        clients: record.section(
            Section::ReportedClients,
            "clients",
            // One record per client: a second one would count its points twice.
            unique(
                "client",
                |c: &ReportedClient| c.client.to_string().into(),
                |record| read_client(record, clients),
            ),
        ),
        history: record.section(Section::ReportedHistory, "history", |record| {
            let day = record.required("on", value::date);
            let points = read_client(record, clients);
            Some(ReportedOn {
                day: day?,
                points: points?,
            })
        }),
    })
}

fn read_client(record: &mut Record<'_>, clients: &Clients<'_>) -> Option<ReportedClient> {
    let client = record.required("client", |value| clients.named(value));
    let sold_points = record.decisive("sold_points", value::decimal);
    let managed_points = record.decisive("managed_points", value::decimal);
    let total_points = record.decisive("total_points", value::decimal);
    Some(ReportedClient {
        client: client?.index,
        sold_points,
        managed_points,
        total_points,
    })
}
