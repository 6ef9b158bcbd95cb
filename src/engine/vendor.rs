//! The vendor's own points, as far as the data gives them: sums of its own, else sums over its clients.

use crate::model::reported::{Reported, ReportedClient};
use rust_decimal::Decimal;

/// A number of the vendor's, or the sum of what it gives by client.
#[derive(Clone, Copy, Default)]
pub(super) struct ReportedSum {
    /// The number.
    pub(super) value: Option<Decimal>,
    /// How many clients have a part in it.
    pub(super) clients: Option<usize>,
}

impl From<Option<Decimal>> for ReportedSum {
    fn from(value: Option<Decimal>) -> Self {
        Self {
            value,
            clients: None,
        }
    }
}

/// The vendor's points: its own sum, else the sum of its clients as far as it gives them.
pub(super) fn reported_points(
    reported: &Reported,
    own: Option<Decimal>,
    of_client: impl Fn(&ReportedClient) -> Option<Decimal>,
) -> ReportedSum {
    if own.is_some() {
        return own.into();
    }
    let mut sum: Option<Decimal> = None;
    let mut clients = 0;
    for points in reported.clients.iter().flatten().filter_map(of_client) {
        let Some(more) = sum.unwrap_or_default().checked_add(points) else {
            return ReportedSum::default();
        };
        sum = Some(more);
        clients += 1;
    }
    ReportedSum {
        value: sum,
        clients: Some(clients),
    }
}

/// Whether the vendor's data speaks of both tracks, or of totals. Only then is a client for whom it gives one track a
/// client without the other; in an export of sold points alone it says nothing of any total.
pub(super) fn speaks_of_totals(reported: &Reported) -> bool {
    let clients = || reported.clients.iter().flatten();
    clients().any(|client| client.total_points.is_some())
        || (clients().any(|client| client.sold_points.is_some())
            && clients().any(|client| client.managed_points.is_some()))
}

/// The vendor's points of a client: its own total, else what it gives of the two tracks.
pub(super) fn reported_total(client: &ReportedClient) -> Option<Decimal> {
    let tracks = match (client.sold_points, client.managed_points) {
        (Some(sold), Some(managed)) => sold.checked_add(managed),
        (sold, managed) => sold.or(managed),
    };
    client.total_points.or(tracks)
}
