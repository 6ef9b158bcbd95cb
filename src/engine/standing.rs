//! Where a partner stands on a day: every figure of the dashboard.

use super::{
    crediting::{self, Replay, Review},
    ledger::{Counting, Ledger, Points},
    measuring::Measuring,
    sourced::{self, SourcedSum},
    tiers::{self, Measured, Performing, TierVerdict},
    vendor::{self, ReportedSum, reported_on, reported_total, speaks_of_totals},
};
use crate::{
    model::{
        book::Book,
        client::Market,
        diagnostic::{Code, Diagnostic, Effect},
        exact::{Exact, Overflow, value_of},
        partner::{Certification, CreditedTier},
        reported::{Reported, ReportedClient},
        sale::DealType,
        tier::TierId,
    },
    rules::{
        Rules,
        version::{Measure, RetentionMetric},
    },
};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

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
    pub deal_types: Vec<DealType>,
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
    /// The tier that the vendor credits, as the data says; a tier unknown to the rules is left out. On a day before the tier was
    /// won the data does not say what was credited.
    pub credited: Option<CreditedTier>,
    /// The tier that the data's history would credit; `None` where it cannot say.
    pub replay: Option<Replay>,
    /// The next re-evaluation.
    pub review: Option<Review>,
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

impl Standing {
    /// Whether the highest tier performs; without a next tier that alone means that nothing is missing.
    pub fn at_the_top(&self) -> bool {
        let top = self.tiers.last().map(|verdict| &verdict.tier);
        matches!(&self.performing, Performing::Tier(tier) if Some(tier) == top)
    }
}

/// Computes the standing on a day; with the book's `as_of`, the dashboard of its own day.
pub fn run(book: &Book, rules: &Rules, day: NaiveDate) -> Standing {
    run_with(&Ledger::new(book, rules), book, rules, day)
}

/// The same from a ledger already written: it does not depend on the day, nor on thresholds.
pub fn run_with(ledger: &Ledger, book: &Book, rules: &Rules, day: NaiveDate) -> Standing {
    let mut problems = ledger.problems().to_vec();
    let version = rules.on(day);
    let reported = reported_on(book, day);
    // A history may lack clients: it stands in for what cannot be computed, and corrects nothing.
    let past = day != book.as_of;
    let told = |computed: Option<Decimal>, told: ReportedSum| match past && computed.is_some() {
        true => ReportedSum::default(),
        false => told,
    };
    let [sold_reported, managed_reported, total_reported] = vendor::points(&reported);
    let measuring = Measuring::new(book);
    let points = noted(ledger.on(day), "points", &mut problems);
    let computed = points.as_ref().map_or_else(Measured::default, |points| {
        measuring.on(day, version, points)
    });

    let sold = Figure::new(computed.sold, told(computed.sold, sold_reported));
    let sourced = Figure::new(computed.sourced, None);
    let managed = Figure::new(computed.managed, told(computed.managed, managed_reported));
    let total_reported = told(computed.total, total_reported);
    let mut total = Figure::new(computed.total, total_reported);
    if !total.computed {
        let points = points.unwrap_or_default();
        let both = both(
            &points,
            (sold.computed, sold.value),
            (managed.computed, managed.value),
        );
        // The vendor's own total beats a sum of its parts, which may leave out clients; a computed part beats both.
        total.value = if sold.computed || managed.computed && version.has_managed_track() {
            both.or(total_reported.value)
        } else {
            total_reported.value.or(both)
        };
    }
    let csr = Figure::new(computed.csr, reported.csr_12m);
    let tiers = tiers::judge(
        &rules.programme,
        version,
        &Measured {
            total: total.value,
            sold: sold.value,
            managed: managed.value,
            csr: csr.value,
            ..computed
        },
    );
    let performing = tiers::performing(&tiers);
    let next = next_tier(&tiers, &performing, total.value);

    let sourced_mrr = sourced::mrr(book, rules, day);
    let sourced_amount = sourced::amount(book, rules, day);
    problems.extend(sourced_amount.iter().flat_map(|sum| sum.problems.clone()));
    // What a sale's currency spoils in the sourced sum it spoils in its points too, and the ledger has named it.
    let unnamed = |problem: &&Diagnostic| {
        let mut named = ledger.problems().iter();
        !named.any(|other| other.place == problem.place)
    };
    let sourced_problems = sourced_mrr.iter().flat_map(|sum| &sum.problems);
    problems.extend(sourced_problems.filter(unnamed).cloned());
    let usd = |sum: Option<SourcedSum>| sum.and_then(|sum| sum.usd.value().ok());
    let csr_months = measuring.csr.average(day, version.csr_average);
    Standing {
        day,
        version: version.id.clone(),
        sold,
        sourced,
        managed,
        total,
        expiring: book.sales.as_ref().and_then(|_| expiring(ledger, day).ok()),
        clients: clients(ledger, &measuring, book, rules, day, &reported),
        tiers,
        performing,
        next,
        credited: credited(book, &reported, rules, &mut problems).filter(|credited| {
            day == book.as_of || credited.since.is_some_and(|since| since <= day)
        }),
        replay: crediting::replay(ledger, book, rules, day),
        review: Review::after(rules, day),
        certification: book.partner.as_ref().and_then(|p| p.certification.clone()),
        certified: computed.certified.or_else(|| measuring.certified(day)),
        retention_metric: version.retention.metric,
        csr,
        csr_months: csr_months.map_or(0, |average| average.months),
        sourced_mrr: Figure::new(usd(sourced_mrr), reported.sourced_mrr_12m),
        sourced_amount: Figure::new(usd(sourced_amount), reported.sourced_amount_12m),
        problems,
    }
}

/// Sold points active on `day` that will have expired [`EXPIRING_DAYS`] later, new sales apart. Managed points are not in it:
/// they last for as long as the partner works for the client.
fn expiring(ledger: &Ledger, day: NaiveDate) -> Result<Decimal, Overflow> {
    let later = day.checked_add_days(Days::new(EXPIRING_DAYS));
    let days = [day, later.unwrap_or(NaiveDate::MAX)];
    let mut sold = Vec::new();
    for points in ledger.series(&days, Counting::BegunBy(day))? {
        sold.push(points.sold()?);
    }
    match sold.as_slice() {
        [today, later] => today.minus(later)?.value(),
        _ => Err(Overflow),
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

/// Sold + managed points where one of them is the vendor's: the computed one is added exactly.
fn both(
    points: &Points,
    sold: (bool, Option<Decimal>),
    managed: (bool, Option<Decimal>),
) -> Option<Decimal> {
    let track = |computed: Exact, (is_computed, value): (bool, Option<Decimal>)| {
        if is_computed {
            Some(computed)
        } else {
            Exact::of(value?).ok()
        }
    };
    let sold = track(points.sold().ok()?, sold)?;
    let managed = track(points.managed.clone(), managed)?;
    value_of(&[&sold, &managed]).ok()
}

fn clients(
    ledger: &Ledger,
    measuring: &Measuring,
    book: &Book,
    rules: &Rules,
    day: NaiveDate,
    reported: &Reported,
) -> Vec<ClientStanding> {
    let version = rules.on(day);
    let totals = speaks_of_totals(reported);
    let mut by_client: Vec<Option<&ReportedClient>> = vec![None; book.clients.len()];
    for client in reported.clients.iter().flatten() {
        if let Some(slot) = by_client.get_mut(client.client) {
            *slot = Some(client);
        }
    }
    let (has_sales, has_managed) = (book.sales.is_some(), measuring.has_managed(version));
    // A sum of all that overflows is named; a client's part of it may still be known.
    let none = Points::default();
    let clients = book.clients.iter().zip(by_client).enumerate();
    clients
        .map(|(index, (client, reported))| {
            // Nothing is known of a client whose points have too many digits.
            let points = ledger.of_client_on(index, day).ok();
            let value = |present: bool, tracks: &[&Exact]| {
                if present && points.is_some() {
                    value_of(tracks).ok()
                } else {
                    None
                }
            };
            let points = points.as_ref().unwrap_or(&none);
            let sold =
                value(has_sales, &points.sold_tracks()).or(reported.and_then(|r| r.sold_points));
            let managed =
                value(has_managed, &[&points.managed]).or(reported.and_then(|r| r.managed_points));
            let total = value(has_sales && has_managed, &points.tracks()).or_else(|| {
                let both = both(points, (has_sales, sold), (has_managed, managed));
                let vendors = reported.and_then(|client| reported_total(client).filter(|_| totals));
                // As for the whole: the vendor's own total beats a sum of its parts, and a computed part beats both.
                if has_sales || has_managed {
                    both.or(vendors)
                } else {
                    vendors.or(both)
                }
            });
            ClientStanding {
                client: index,
                sold,
                managed,
                total,
                market: version.market(client),
                multiplier: version.multiplier(client),
                deal_types: DealType::ALL
                    .iter()
                    .copied()
                    .filter(|deal_type| points.has(*deal_type))
                    .collect(),
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
    let total_gate = |verdict: &TierVerdict| verdict.gate(Measure::Total).copied();
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
