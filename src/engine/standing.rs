//! Where a partner stands on a day: every figure of the dashboard.

use super::{
    ledger::{Ledger, Points},
    retention::{self, Average},
    sourced,
    tiers::{self, Measured, Performing, TierVerdict},
};
use crate::{
    model::{
        book::Book,
        client::Market,
        diagnostic::{Code, Diagnostic, Effect},
        exact::{Exact, Overflow},
        partner::{Certification, CreditedTier},
        reported::{Reported, ReportedClient},
        sale::DealType,
        tier::TierId,
    },
    rules::{Rules, version::RetentionMetric},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::{BTreeMap, BTreeSet};

/// Days of the nearest expirations that the ladder shows.
pub const EXPIRING_DAYS: u64 = 90;

/// A number and where it comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figure {
    /// The number; `None` where the data cannot give it.
    pub value: Option<Decimal>,
    /// The vendor's own number. Where we have nothing to compute from, `value` is this one.
    pub reported: Option<Decimal>,
    /// Whether `value` is computed from records rather than taken from the vendor.
    pub computed: bool,
    /// Of how many clients `reported` is the sum, where the vendor gives no sum of its own.
    pub reported_clients: Option<usize>,
}

impl Figure {
    fn new(computed: Option<Decimal>, reported: impl Into<ReportedSum>) -> Self {
        let reported = reported.into();
        Self {
            value: computed.or(reported.value),
            reported: reported.value,
            computed: computed.is_some(),
            reported_clients: reported.clients,
        }
    }
}

/// A client's points on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientStanding {
    /// Index of the client in the book.
    pub client: usize,
    /// Sold points.
    pub sold: Option<Decimal>,
    /// Managed points.
    pub managed: Option<Decimal>,
    /// Their sum.
    pub total: Option<Decimal>,
    /// The market that decides the multiplier; `None` where the data says neither market nor country.
    pub market: Option<Market>,
    /// The points multiplier.
    pub multiplier: Decimal,
    /// The deal types of the client's sales whose points are active.
    pub deal_types: BTreeSet<DealType>,
}

/// The next tier up and what its total asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextTier {
    /// The tier.
    pub tier: TierId,
    /// Total points that are missing, never below 0; `None` where the total is not in the data.
    pub points: Option<Decimal>,
}

/// Everything about one day.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    /// The day.
    pub day: NaiveDate,
    /// The id of the rules version in force.
    pub version: String,
    /// Sold points.
    pub sold: Figure,
    /// Points of partner-sourced sales.
    pub sourced: Figure,
    /// Managed points.
    pub managed: Figure,
    /// Sold + managed.
    pub total: Figure,
    /// Sold points active today that will have expired in [`EXPIRING_DAYS`].
    pub expiring: Option<Decimal>,
    /// Every client, in the order of the book.
    pub clients: Vec<ClientStanding>,
    /// Every tier's gates, lowest tier first.
    pub tiers: Vec<TierVerdict>,
    /// The tier that today's points would give.
    pub performing: Performing,
    /// The tier above it; `None` at the top.
    pub next: Option<NextTier>,
    /// The tier that the vendor credits, as the data says; a tier unknown to the rules is left out.
    pub credited: Option<CreditedTier>,
    /// The certification, valid or not.
    pub certification: Option<Certification>,
    /// Whether it is valid on the day; `None` where the data says nothing of the partner.
    pub certified: Option<bool>,
    /// 12-month average of the metric of the rules in force, as a fraction.
    pub retention_metric: RetentionMetric,
    /// C$R, 12-month average, as a fraction.
    pub csr: Figure,
    /// How many months it is made of, where computed.
    pub csr_months: usize,
    /// Sourced MRR of 12 months, in USD.
    pub sourced_mrr: Figure,
    /// Sourced amount of 12 months, in USD.
    pub sourced_amount: Figure,
    /// Records that do not count, and why.
    pub problems: Vec<Diagnostic>,
}

/// Computes the standing on a day; with the book's `as_of`, the dashboard of its own day.
pub fn run(book: &Book, rules: &Rules, day: NaiveDate) -> Standing {
    run_with(&Ledger::new(book, rules), book, rules, day)
}

/// The same from a ledger already written: it does not depend on the day.
pub fn run_with(ledger: &Ledger, book: &Book, rules: &Rules, day: NaiveDate) -> Standing {
    let mut problems = ledger.problems().to_vec();
    let version = rules.on(day);
    let reported = book.reported.clone().unwrap_or_default();
    let points = noted(ledger.on(day), "points", &mut problems);
    let by_client = noted(ledger.by_client_on(day), "points", &mut problems).unwrap_or_default();
    let expiring = noted(
        ledger.sold_expiring_within(day, EXPIRING_DAYS),
        "points",
        &mut problems,
    );

    let clients = clients(ledger, book, rules, day, &by_client, &reported);
    let figure = |exact: Option<&Exact>, reported: ReportedSum| {
        Figure::new(exact.and_then(|exact| exact.value().ok()), reported)
    };
    let points_of =
        |present: bool, pick: fn(&Points) -> &Exact| points.as_ref().filter(|_| present).map(pick);
    let (has_sales, has_managed) = (book.sales.is_some(), book.managed.is_some());
    let sold = figure(
        points_of(has_sales, |p| &p.sold),
        reported_points(&reported, reported.sold_points, |c| c.sold_points),
    );
    let sourced = figure(points_of(has_sales, |p| &p.sourced), ReportedSum::default());
    let managed = figure(
        points_of(has_managed, |p| &p.managed),
        reported_points(&reported, reported.managed_points, |c| c.managed_points),
    );
    let totals = speaks_of_totals(&reported);
    let total_reported = reported_points(&reported, reported.total_points, |client| {
        reported_total(client).filter(|_| totals)
    });
    let total = match (
        points_of(has_sales, |p| &p.sold),
        points_of(has_managed, |p| &p.managed),
    ) {
        (Some(sold), Some(managed)) => {
            let mut both = sold.clone();
            let value = both.add_all(managed).and_then(|()| both.value());
            Figure::new(value.ok(), total_reported)
        }
        _ => {
            let both = sold.value.and_then(|sold| sold.checked_add(managed.value?));
            // The vendor's own total beats a sum of its parts, which may leave out clients; a computed part beats both.
            let value = if sold.computed || managed.computed {
                both.or(total_reported.value)
            } else {
                total_reported.value.or(both)
            };
            Figure {
                value,
                reported: total_reported.value,
                computed: false,
                reported_clients: total_reported.clients,
            }
        }
    };

    let average = |metric| {
        retention::average(
            book.retention.as_deref().unwrap_or_default(),
            day,
            metric,
            version.csr_average,
        )
    };
    let csr_average: Option<Average> = average(RetentionMetric::Csr);
    let csr = Figure::new(csr_average.map(|average| average.value), reported.csr_12m);
    let partner = book.partner.as_ref();
    let certification = partner.and_then(|partner| partner.certification.clone());
    // A partner without a certification has none; one without a usable day may have one.
    let certified = partner.and_then(|_| match &certification {
        None => Some(false),
        Some(certification) => certification.valid_until.map(|until| day <= until),
    });
    let measured = Measured {
        total: total.value,
        sold: sold.value,
        sourced: sourced.value,
        managed: managed.value,
        retention: match version.retention.metric {
            RetentionMetric::Csr => csr.value,
            RetentionMetric::Grr => average(RetentionMetric::Grr).map(|average| average.value),
        },
        certified,
    };
    let tiers = tiers::judge(&rules.programme, version, &measured);
    let performing = tiers::performing(&tiers);
    let next = next_tier(&tiers, &performing, total.value);

    let sourced_mrr = sourced::mrr(book, rules, day);
    let sourced_amount = sourced::amount(book, rules, day);
    problems.extend(sourced_amount.iter().flat_map(|sum| sum.problems.clone()));
    // What a sale's currency or digits spoil in the sourced sum they spoil in its points too: named once, by the ledger.
    Standing {
        day,
        version: version.id.clone(),
        sold,
        sourced,
        managed,
        total,
        expiring: expiring
            .filter(|_| has_sales)
            .and_then(|points| points.value().ok()),
        clients,
        tiers,
        performing,
        next,
        credited: credited(book, &reported, rules, &mut problems),
        certification,
        certified,
        retention_metric: version.retention.metric,
        csr,
        csr_months: csr_average.map_or(0, |average| average.months),
        sourced_mrr: figure(
            sourced_mrr.as_ref().map(|sum| &sum.usd),
            reported.sourced_mrr_12m.into(),
        ),
        sourced_amount: figure(
            sourced_amount.as_ref().map(|sum| &sum.usd),
            reported.sourced_amount_12m.into(),
        ),
        problems,
    }
}

/// An answer, or `None` and a problem where a sum had too many digits.
fn noted<T>(answer: Result<T, Overflow>, place: &str, problems: &mut Vec<Diagnostic>) -> Option<T> {
    if answer.is_err() {
        problems.push(Diagnostic::new(
            Code::TooManyDigits,
            Effect::NotCounted,
            place,
            "",
        ));
    }
    answer.ok()
}

/// A number of the vendor's, or the sum of what it gives by client.
#[derive(Clone, Copy, Default)]
struct ReportedSum {
    value: Option<Decimal>,
    /// How many clients have a part in it.
    clients: Option<usize>,
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
fn reported_points(
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
fn speaks_of_totals(reported: &Reported) -> bool {
    let clients = || reported.clients.iter().flatten();
    clients().any(|client| client.total_points.is_some())
        || (clients().any(|client| client.sold_points.is_some())
            && clients().any(|client| client.managed_points.is_some()))
}

/// The vendor's points of a client: its own total, else what it gives of the two tracks.
fn reported_total(client: &ReportedClient) -> Option<Decimal> {
    let tracks = match (client.sold_points, client.managed_points) {
        (Some(sold), Some(managed)) => sold.checked_add(managed),
        (sold, managed) => sold.or(managed),
    };
    client.total_points.or(tracks)
}

fn clients(
    ledger: &Ledger,
    book: &Book,
    rules: &Rules,
    day: NaiveDate,
    points: &BTreeMap<usize, Points>,
    reported: &Reported,
) -> Vec<ClientStanding> {
    let version = rules.on(day);
    let totals = speaks_of_totals(reported);
    let mut by_id: BTreeMap<&str, &ReportedClient> = BTreeMap::new();
    for client in reported.clients.iter().flatten() {
        by_id.insert(&client.client, client);
    }
    let mut deal_types: BTreeMap<usize, BTreeSet<DealType>> = BTreeMap::new();
    for span in ledger.spans().iter().filter(|span| span.covers(day)) {
        if let super::ledger::Source::Sale(_, deal_type) = span.source {
            deal_types.entry(span.client).or_default().insert(deal_type);
        }
    }
    let none = Points::default();
    book.clients
        .iter()
        .enumerate()
        .map(|(index, client)| {
            let points = points.get(&index).unwrap_or(&none);
            let reported = by_id.get(client.id.as_str());
            let computed =
                |present: bool, exact: &Exact| if present { exact.value().ok() } else { None };
            let sold = computed(book.sales.is_some(), &points.sold)
                .or(reported.and_then(|r| r.sold_points));
            let managed = computed(book.managed.is_some(), &points.managed)
                .or(reported.and_then(|r| r.managed_points));
            let mut both = points.sold.clone();
            let total = if book.sales.is_some() && book.managed.is_some() {
                both.add_all(&points.managed)
                    .and_then(|()| both.value())
                    .ok()
            } else if let (Some(sold), Some(managed)) = (sold, managed) {
                sold.checked_add(managed)
            } else {
                reported.and_then(|client| reported_total(client).filter(|_| totals))
            };
            ClientStanding {
                client: index,
                sold,
                managed,
                total,
                market: version.market(client),
                multiplier: version.multiplier(client),
                deal_types: deal_types.remove(&index).unwrap_or_default(),
            }
        })
        .collect()
}

/// The tier above the performing one. Where the data cannot say which tier performs, the lowest tier whose total is not
/// reached.
fn next_tier(
    tiers: &[TierVerdict],
    performing: &Performing,
    total: Option<Decimal>,
) -> Option<NextTier> {
    let total_gate =
        |verdict: &TierVerdict| verdict.gate(|kind| kind == tiers::GateKind::Total).copied();
    let next = match performing {
        Performing::Tier(tier) => tiers
            .iter()
            .skip_while(|verdict| &verdict.tier != tier)
            .nth(1),
        Performing::NoTier => tiers.first(),
        Performing::NotInData => tiers
            .iter()
            .find(|verdict| total_gate(verdict).and_then(|gate| gate.need) > total),
    }?;
    Some(NextTier {
        tier: next.tier.clone(),
        points: total_gate(next).and_then(|gate| gate.gap()),
    })
}

fn credited(
    book: &Book,
    reported: &Reported,
    rules: &Rules,
    problems: &mut Vec<Diagnostic>,
) -> Option<CreditedTier> {
    let (place, credited) = match (
        book.partner.as_ref().and_then(|p| p.credited_tier.clone()),
        &reported.credited_tier,
    ) {
        (Some(credited), _) => ("partner.credited_tier", credited),
        (None, Some(credited)) => ("reported.credited_tier", credited.clone()),
        (None, None) => return None,
    };
    if let Some(tier) = &credited.tier
        && rules.tier(tier).is_none()
    {
        problems.push(Diagnostic::new(
            Code::TierUnknown,
            Effect::FieldIgnored,
            place,
            tier.as_str(),
        ));
        return None;
    }
    Some(credited)
}
