//! Which parts of the page are loaded when they are first shown, and in which file each is.
//!
//! Everything that shows rows is one file: the report, its table and the charts are most of it, and each of them needs
//! those. The dashboard asks for it as soon as its first figures are painted.

use super::{
    board::BoardPage, changes::Changes, client::ClientPage, commission::Commission,
    commissions::CommissionsPage, data::DataPage, lists::ListsPage, part::part, renewals::Renewals,
    report::Dialog, reports::ReportsPage, rules::RulesPage, shared::SharedSelling, team::Team,
};
use leptos::prelude::*;

part! { setup: data => DataPage, rules => RulesPage }
part! {
    rows: dialog => Dialog,
    changes => Changes,
    shared => SharedSelling,
    commission => Commission,
    renewals => Renewals,
    team => Team,
    commissions => CommissionsPage,
    client => ClientPage,
    board => BoardPage,
    reports => ReportsPage,
    lists => ListsPage
}
