//! Our figures beside the vendor's own, and why they are likely to differ.
//!
//! Problem: two dashboards with two numbers, and nobody knows which to believe. Idea: the ledger can count the same records
//! as they would stand on an earlier day, in another version's unit, with another split, or without one sale; where such a
//! count is the vendor's number to the digits that it shows, that is the likely cause, and the record has a name. What
//! nothing explains is said as what it would take: a sale that is missing.
//!
//! Example: the vendor reports 64 sold points for a client, we count 14. On 2025-02-20 we would have counted 64: a sale
//! of 50 points expired on the 21st, and the vendor's page is older than that.

use super::{
    explain::Key,
    ledger::{Ledger, Points, Source, Span},
    measuring::Measuring,
    standing::Standing,
    unusable::{sold_rate, unit},
    weights::split,
};
use crate::{
    model::{
        book::Book,
        exact::{Exact, Ratio, value_of},
        period::months_before,
        tier::TierId,
    },
    rules::{
        Rules,
        version::{CsrAverage, Version},
    },
};
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};

/// Months in which the vendor's page may be out of date.
const STALE_MONTHS: u32 = 12;
/// The most partners who are tried for another split.
const MOST_PARTNERS: u32 = 10;
/// Places that the vendor shows.
const PLACES: u32 = 2;
/// Places of a fraction that the vendor shows: 91.4 %.
const FRACTION_PLACES: u32 = 3;

/// Two figures that should be one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which figure.
    pub key: Key,
    /// Whose, by the index in the book; `None` for the whole.
    pub client: Option<usize>,
    /// Ours.
    pub computed: Decimal,
    /// The vendor's.
    pub reported: Decimal,
    /// What may be behind it, the likeliest first; never empty.
    pub causes: Vec<Likely>,
}

/// What may be behind a difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Likely {
    /// The vendor's figure is ours of an earlier day: these points have ended since.
    EndedSince {
        /// What ended.
        source: Source,
        /// The first day without it.
        on: NaiveDate,
    },
    /// The vendor's figure is ours of an earlier day: it does not count these points yet.
    BegunSince {
        /// What began.
        source: Source,
        /// Its first day.
        on: NaiveDate,
    },
    /// The vendor's figure is ours of an earlier day.
    Earlier(NaiveDate),
    /// The vendor counts in the unit of another rules version.
    OtherUnit {
        /// The version's id.
        version: String,
    },
    /// The vendor divides the managed points among another number of partners.
    OtherSplit {
        /// How many.
        partners: u32,
    },
    /// The vendor does not count this record.
    NotCounted(Source),
    /// The vendor counts points that the data does not have: a sale may be missing.
    MissingSale {
        /// How many points.
        points: Decimal,
    },
    /// The vendor counts managed points that the data does not have: a managed spell may be missing.
    MissingManaged {
        /// How many points.
        points: Decimal,
    },
    /// The vendor counts fewer points, and no single record explains it.
    FewerPoints {
        /// How many.
        points: Decimal,
    },
    /// The vendor's figure is the sum of these clients only.
    SomeClients(usize),
    /// The clients whose own figures differ.
    Clients(usize),
    /// The vendor averages the months in the other way.
    OtherAverage,
    /// Nothing known.
    Unknown,
}

/// The tier that the data says is credited, beside the one that it says the vendor reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierDifference {
    /// By `partner.credited_tier`.
    pub stated: Option<TierId>,
    /// By `reported.credited_tier`.
    pub reported: Option<TierId>,
}

/// Everything that differs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reconciliation {
    /// Of the whole.
    pub figures: Vec<Difference>,
    /// Of each client, in the order of the book.
    pub clients: Vec<Difference>,
    /// Of the credited tier.
    pub tier: Option<TierDifference>,
}

/// Compares a day's figures with what the data says the vendor reports.
pub fn reconcile(
    book: &Book,
    rules: &Rules,
    ledger: &Ledger,
    standing: &Standing,
) -> Reconciliation {
    let Some(reported) = &book.reported else {
        return Reconciliation::default();
    };
    let desk = Desk {
        book,
        rules,
        ledger,
        day: standing.day,
    };
    let mut clients = Vec::new();
    for vendor in reported.clients.iter().flatten() {
        let Some(ours) = standing.clients.get(vendor.client) else {
            continue;
        };
        if standing.sold.computed {
            let pair = ours.sold.zip(vendor.sold_points);
            clients.extend(desk.of_client(Key::ClientSold, vendor.client, pair));
        }
        if standing.managed.computed {
            let pair = ours.managed.zip(vendor.managed_points);
            clients.extend(desk.of_client(Key::ClientManaged, vendor.client, pair));
        }
    }
    clients.sort_by_key(|difference| difference.client);

    let mut figures = Vec::new();
    for (key, figure, tracks) in [
        (Key::Sold, standing.sold, Tracks::Sold),
        (Key::Managed, standing.managed, Tracks::Managed),
        (Key::TotalPoints, standing.total, Tracks::Both),
    ] {
        let pair = figure.value.zip(figure.reported);
        let pair = pair.filter(|_| figure.computed);
        figures.extend(difference(key, None, pair, PLACES, |difference| {
            // Where our points of those clients are the vendor's sum, the others make the difference.
            let ours = reported
                .clients
                .iter()
                .flatten()
                .try_fold(Decimal::ZERO, |sum, vendor| {
                    let client = standing.clients.get(vendor.client)?;
                    let points = match tracks {
                        Tracks::Sold => client.sold,
                        Tracks::Managed => client.managed,
                        Tracks::Both => client.total,
                    };
                    sum.checked_add(points?)
                });
            let explains = ours.is_some_and(|ours| same(ours, difference.reported, PLACES));
            let some = figure.reported_clients.filter(|_| explains);
            desk.of_whole(difference, tracks, some, &clients)
        }));
    }
    let csr = standing.csr;
    let pair = csr.value.zip(csr.reported).filter(|_| csr.computed);
    figures.extend(difference(
        Key::Csr,
        None,
        pair,
        FRACTION_PLACES,
        |difference| desk.of_csr(difference),
    ));
    for (key, figure) in [
        (Key::SourcedMrr, standing.sourced_mrr),
        (Key::SourcedAmount, standing.sourced_amount),
    ] {
        let pair = figure
            .value
            .zip(figure.reported)
            .filter(|_| figure.computed);
        figures.extend(difference(key, None, pair, PLACES, |_| {
            vec![Likely::Unknown]
        }));
    }

    let stated = book.partner.as_ref().and_then(|p| p.credited_tier.as_ref());
    let tier = stated.zip(reported.credited_tier.as_ref());
    let tier = tier.filter(|(stated, reported)| stated.tier != reported.tier);
    Reconciliation {
        figures,
        clients,
        tier: tier.map(|(stated, reported)| TierDifference {
            stated: stated.tier.clone(),
            reported: reported.tier.clone(),
        }),
    }
}

/// A difference, where there is one in the digits that the vendor shows.
fn difference(
    key: Key,
    client: Option<usize>,
    pair: Option<(Decimal, Decimal)>,
    places: u32,
    causes: impl FnOnce(&Difference) -> Vec<Likely>,
) -> Option<Difference> {
    let (computed, reported) = pair?;
    if same(computed, reported, places) {
        return None;
    }
    let mut difference = Difference {
        key,
        client,
        computed,
        reported,
        causes: Vec::new(),
    };
    difference.causes = causes(&difference);
    if difference.causes.is_empty() {
        difference.causes.push(Likely::Unknown);
    }
    Some(difference)
}

/// Whether two numbers are the same in the digits that the vendor shows.
fn same(a: Decimal, b: Decimal, places: u32) -> bool {
    let shown =
        |n: Decimal| n.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero);
    shown(a) == shown(b)
}

/// Which points a figure of the whole counts.
#[derive(Debug, Clone, Copy)]
enum Tracks {
    Sold,
    Managed,
    Both,
}

impl Tracks {
    fn value(self, points: &Points) -> Option<Decimal> {
        match self {
            Self::Sold => value_of(&points.sold_tracks()).ok(),
            Self::Managed => points.managed.value().ok(),
            Self::Both => value_of(&points.tracks()).ok(),
        }
    }
}

struct Desk<'a> {
    book: &'a Book,
    rules: &'a Rules,
    ledger: &'a Ledger,
    day: NaiveDate,
}

impl Desk<'_> {
    fn oldest(&self) -> NaiveDate {
        months_before(self.day, STALE_MONTHS).unwrap_or(NaiveDate::MIN)
    }

    fn of_client(
        &self,
        key: Key,
        client: usize,
        pair: Option<(Decimal, Decimal)>,
    ) -> Option<Difference> {
        difference(key, Some(client), pair, PLACES, |difference| {
            let sold = key == Key::ClientSold;
            let spans: Vec<&Span> = self
                .ledger
                .of_client(client)
                .iter()
                .filter(|span| span.is_sold() == sold)
                .collect();
            let fits = |count: &dyn Fn(&Span) -> Option<Ratio>| {
                let mut sum = Exact::default();
                for span in &spans {
                    if let Some(points) = count(span)
                        && sum.add(points).is_err()
                    {
                        return false;
                    }
                }
                let value = sum.value();
                value.is_ok_and(|value| same(value, difference.reported, PLACES))
            };
            let active = |span: &Span, day| span.covers(day).then_some(span.points);

            let mut causes = self.earlier(&spans, &|day| fits(&|span| active(span, day)));
            let mut tables = Vec::new();
            for version in self.rules.versions() {
                // A record without a unit in that version would fall out of the sum, and the rest fit by chance.
                let mut covered = spans.iter().filter(|span| span.covers(self.day));
                let counts = covered.all(|span| self.in_unit_of(span, version).is_some());
                if counts
                    && !tables.contains(&&version.currency_unit)
                    && fits(&|span| active(span, self.day).and(self.in_unit_of(span, version)))
                {
                    tables.push(&version.currency_unit);
                    let version = version.id.clone();
                    causes.push(Likely::OtherUnit { version });
                }
            }
            let managed = spans.iter().filter(|span| !sold && span.covers(self.day));
            for partners in 1..=MOST_PARTNERS {
                if managed.clone().count() == 1
                    && fits(&|span| active(span, self.day).and(self.split_by(span, partners)))
                {
                    causes.push(Likely::OtherSplit { partners });
                }
            }
            for left_out in spans.iter().filter(|span| span.covers(self.day)) {
                let points = Exact::from(left_out.points).value().ok();
                let rest = points.and_then(|points| difference.computed.checked_sub(points));
                if rest.is_some_and(|rest| same(rest, difference.reported, PLACES)) {
                    causes.push(Likely::NotCounted(left_out.source()));
                }
            }
            if causes.is_empty() {
                causes.extend(unexplained(difference));
            }
            causes
        })
    }

    /// The latest earlier day on which the count fits, and what has come and gone since: tried on the days on which
    /// something did.
    fn earlier(&self, spans: &[&Span], fits: &dyn Fn(NaiveDate) -> bool) -> Vec<Likely> {
        let changed = |day: NaiveDate| self.oldest() < day && day <= self.day;
        let mut days: Vec<NaiveDate> = spans
            .iter()
            .flat_map(|span| [span.from, span.until])
            .filter(|day| changed(*day))
            .collect();
        days.sort_unstable();
        days.dedup();
        let Some(since) = days
            .into_iter()
            .rev()
            .find(|day| day.pred_opt().is_some_and(fits))
        else {
            return Vec::new();
        };
        let mut causes = Vec::new();
        for span in spans {
            let source = span.source();
            if since <= span.until && span.until <= self.day {
                let on = span.until;
                causes.push(Likely::EndedSince { source, on });
            }
            if since <= span.from && span.from <= self.day {
                let on = span.from;
                causes.push(Likely::BegunSince { source, on });
            }
        }
        causes
    }

    /// A span's points in the unit of another rules version.
    fn in_unit_of(&self, span: &Span, version: &Version) -> Option<Ratio> {
        let client = self.book.clients.get(span.client)?;
        match span.source() {
            Source::Sale(sale) => {
                let sale = self.book.sales.as_ref()?.get(sale)?;
                let rate = sold_rate(self.rules, sale).ok()?;
                let multiplier = self.rules.on(sale.closed_on).multiplier(client);
                let unit = unit(version, sale.currency).ok()?;
                Ratio::new(&[sale.mrr, rate, multiplier], &[unit]).ok()
            }
            Source::Managed(managed) => {
                let managed = self.book.managed.as_ref()?.get(managed)?;
                let now = self.rules.on(self.day);
                let unit = unit(version, managed.currency).ok()?;
                let factors = [managed.mrr, now.rates.managed?, now.multiplier(client)];
                let partners = split(now, managed);
                Ratio::new(&factors, &[unit, partners]).ok()
            }
        }
    }

    /// A managed span's points divided among so many partners.
    fn split_by(&self, span: &Span, partners: u32) -> Option<Ratio> {
        let Source::Managed(managed) = span.source() else {
            return None;
        };
        let managed = self.book.managed.as_ref()?.get(managed)?;
        let client = self.book.clients.get(span.client)?;
        let version = self.rules.on(self.day);
        let unit = unit(version, managed.currency).ok()?;
        let factors = [
            managed.mrr,
            version.rates.managed?,
            version.multiplier(client),
        ];
        Ratio::new(&factors, &[unit, Decimal::from(partners)]).ok()
    }

    fn of_whole(
        &self,
        difference: &Difference,
        tracks: Tracks,
        some_clients: Option<usize>,
        clients: &[Difference],
    ) -> Vec<Likely> {
        let mut causes: Vec<Likely> = some_clients.map(Likely::SomeClients).into_iter().collect();
        let days: Vec<NaiveDate> = self
            .oldest()
            .iter_days()
            .take_while(|day| *day < self.day)
            .collect();
        let course = self
            .ledger
            .series(&days, super::ledger::Counting::Everything)
            .unwrap_or_default();
        let mut earlier = days.iter().zip(&course).rev();
        let fits = |(_, points): &(&NaiveDate, &Points)| {
            let value = tracks.value(points);
            value.is_some_and(|value| same(value, difference.reported, PLACES))
        };
        causes.extend(earlier.find(fits).map(|(day, _)| Likely::Earlier(*day)));
        let of_track = clients.iter().filter(|other| match tracks {
            Tracks::Sold => other.key == Key::ClientSold,
            Tracks::Managed => other.key == Key::ClientManaged,
            Tracks::Both => true,
        });
        let mut differing: Vec<usize> = of_track.filter_map(|other| other.client).collect();
        differing.dedup();
        if !differing.is_empty() {
            causes.push(Likely::Clients(differing.len()));
        }
        if causes.is_empty() {
            causes.extend(unexplained(difference));
        }
        causes
    }

    fn of_csr(&self, difference: &Difference) -> Vec<Likely> {
        let history = Measuring::new(self.book).csr;
        let fits = |day, how| {
            let average = history.average(day, how);
            average.is_some_and(|average| same(average.value, difference.reported, FRACTION_PLACES))
        };
        let ours = self.rules.on(self.day).csr_average;
        let other = match ours {
            CsrAverage::MeanAnnualised => CsrAverage::Compounded,
            CsrAverage::Compounded => CsrAverage::MeanAnnualised,
        };
        let mut causes = Vec::new();
        if fits(self.day, other) {
            causes.push(Likely::OtherAverage);
        }
        let months = (1..=STALE_MONTHS).filter_map(|months| months_before(self.day, months));
        let earlier = months.into_iter().find(|day| fits(*day, ours));
        causes.extend(earlier.map(Likely::Earlier));
        causes
    }
}

fn unexplained(difference: &Difference) -> Option<Likely> {
    let points = difference.reported.checked_sub(difference.computed)?;
    Some(if points > Decimal::ZERO && difference.key.is_managed() {
        Likely::MissingManaged { points }
    } else if points > Decimal::ZERO {
        Likely::MissingSale { points }
    } else {
        let points = -points;
        Likely::FewerPoints { points }
    })
}
