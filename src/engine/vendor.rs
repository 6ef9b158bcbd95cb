//! The vendor's own points, as far as the data gives them: sums of its own, else sums over its clients; on earlier days what
//! its history says of the clients.

use crate::model::{
    book::Book,
    exact::{Exact, Overflow},
    reported::{Reported, ReportedClient, ReportedOn},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::borrow::Cow;

/// The vendor's figures of a day: all that it gives on the data's own day, its history on an earlier one, nothing on a later.
pub(super) fn reported_on(book: &Book, day: NaiveDate) -> Cow<'_, Reported> {
    match &book.reported {
        Some(reported) if day == book.as_of => Cow::Borrowed(reported),
        Some(reported) if day < book.as_of => {
            // No map and no order: both would be program of the first page for what few books have.
            let mut latest: Vec<Option<&ReportedOn>> = vec![None; book.clients.len()];
            for on in reported.history.iter().flatten() {
                if let Some(known) = latest.get_mut(on.points.client)
                    && on.day <= day
                    && known.is_none_or(|known| known.day <= on.day)
                {
                    *known = Some(on);
                }
            }
            let clients = latest.into_iter().flatten().map(|on| on.points.clone());
            let clients: Vec<ReportedClient> = clients.collect();
            Cow::Owned(Reported {
                clients: (!clients.is_empty()).then_some(clients),
                ..Reported::default()
            })
        }
        _ => Cow::Owned(Reported::default()),
    }
}

/// The vendor's sold, managed and total points on each of some days, which stand in their order; `None` of what it does not say.
/// The same as [`reported_on`] for each, in one go.
///
/// # Errors
/// [`Overflow`] where a sum has too many digits.
pub fn course(book: &Book, days: &[NaiveDate]) -> Result<Vec<[Option<Decimal>; 3]>, Overflow> {
    let history = book.reported.iter().flat_map(|reported| &reported.history);
    let mut history: Vec<&ReportedOn> = history.flatten().collect();
    history.sort_by_key(|on| on.day);
    let mut steps = history.into_iter().peekable();
    let mut now: Vec<Option<&ReportedClient>> = vec![None; book.clients.len()];
    // Sold, managed, both as far as they are known, and totals that the vendor states itself; and of how many clients.
    let mut sums: [Exact; 4] = Default::default();
    let mut counts = [0_usize; 4];
    let parts = |client: &ReportedClient| {
        [
            client.sold_points,
            client.managed_points,
            reported_total(client),
            client.total_points,
        ]
    };
    let mut course = Vec::with_capacity(days.len());
    for day in days {
        while let Some(on) = steps.next_if(|on| on.day <= *day) {
            let Some(place) = now.get_mut(on.points.client) else {
                continue;
            };
            let before = place.replace(&on.points).map(parts).unwrap_or_default();
            let after = parts(&on.points);
            for (((sum, count), before), after) in
                sums.iter_mut().zip(&mut counts).zip(before).zip(after)
            {
                if let Some(before) = before {
                    *sum = sum.minus(&Exact::of(before)?)?;
                    *count -= 1;
                }
                if let Some(after) = after {
                    *sum = sum.plus(&Exact::of(after)?)?;
                    *count += 1;
                }
            }
        }
        if *day >= book.as_of {
            let reported = reported_on(book, *day);
            course.push(points(&reported).map(|sum| sum.value));
            continue;
        }
        let [sold, managed, both, total] = counts;
        let totals = total > 0 || sold > 0 && managed > 0;
        let known = [sold > 0, managed > 0, both > 0 && totals];
        let mut values = [None; 3];
        for ((value, sum), known) in values.iter_mut().zip(&sums).zip(known) {
            *value = known.then(|| sum.value()).transpose()?;
        }
        course.push(values);
    }
    Ok(course)
}

/// The vendor's sold, managed and total points.
pub(super) fn points(reported: &Reported) -> [ReportedSum; 3] {
    let totals = speaks_of_totals(reported);
    [
        reported_points(reported, reported.sold_points, |c| c.sold_points),
        reported_points(reported, reported.managed_points, |c| c.managed_points),
        reported_points(reported, reported.total_points, |client| {
            reported_total(client).filter(|_| totals)
        }),
    ]
}

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
