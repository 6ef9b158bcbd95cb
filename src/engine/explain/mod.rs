//! Why a figure is what it is: the records behind it, and for each of them the rule that made its part.
//!
//! Problem: "412.25 points" is believed by nobody who cannot take it apart, and an explanation that is computed beside the
//! figure soon explains another figure. Idea: an explanation is made of the same spans and exact ratios as the figure, and
//! says how its rows become the value; [`Explanation::recombined`] does that, and a test asks it of every figure of the
//! sample book.
//!
//! Example: `points.sold` is a sum; a row of it is "sale s-12, 1,000 EUR / 88 × 5 × 2, rules 2025-07, 2025-08-01 until
//! 2026-08-01".

mod parts;

use super::{
    ledger::{Cause, Ledger},
    retention::Kept,
    standing::Standing,
    tiers::Gate,
};
use crate::{
    model::{
        book::Book,
        choice::choice,
        currency::Currency,
        exact::{Exact, Overflow, Ratio},
        period::Month,
        table::Table,
        tier::TierId,
    },
    rules::{Rules, version::Measure},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

choice! {
    /// A figure of the page, by its key of partner-data.md.
    Key {
        /// Sold + managed points.
        TotalPoints = "program.total_points",
        /// Points missing for the total of the next tier.
        PointsToNextTier = "program.points_to_next_tier",
        /// Sourced amount of 12 months, in USD.
        SourcedAmount = "program.sourced_amount_12m",
        /// Sourced MRR of 12 months, in USD.
        SourcedMrr = "program.sourced_mrr_12m",
        /// 12-month average C$R, as a fraction.
        Csr = "program.csr_12m",
        /// The tier that the data says is credited.
        CreditedTier = "program.credited_tier",
        /// The tier that the day's points would give.
        PerformingTier = "program.performing_tier",
        /// The tier that the data's history would credit.
        ReplayedTier = "program.replayed_tier",
        /// Sold points.
        Sold = "points.sold",
        /// Managed points.
        Managed = "points.managed",
        /// Points of partner-sourced sales.
        Sourced = "points.sourced",
        /// Total points, for the chosen tier.
        GoalTotalHave = "goal.total.have",
        /// What the chosen tier asks for.
        GoalTotalNeed = "goal.total.need",
        /// What is missing.
        GoalTotalGap = "goal.total.gap",
        /// Sold or sourced points.
        GoalMinimumHave = "goal.minimum.have",
        /// What the chosen tier asks for.
        GoalMinimumNeed = "goal.minimum.need",
        /// What is missing.
        GoalMinimumGap = "goal.minimum.gap",
        /// Managed points.
        GoalManagedHave = "goal.managed.have",
        /// What the chosen tier asks for.
        GoalManagedNeed = "goal.managed.need",
        /// What is missing.
        GoalManagedGap = "goal.managed.gap",
        /// Points of sales that became active in the range.
        NewSold = "changes.new_sold",
        /// Points of sales that stopped being active in it.
        LostSold = "changes.lost_sold",
        /// Managed points won in it.
        NewManaged = "changes.new_managed",
        /// Managed points lost in it.
        LostManaged = "changes.lost_managed",
        /// Shared deals that came to exist in the vendor's CRM in the range.
        SharedCreated = "shared.created",
        /// Partner-sourced shared deals that were neither won nor lost.
        SharedInFlight = "shared.in_flight",
        /// Shared deals won in the range.
        SharedClosedWon = "shared.closed_won",
        /// Commission paid in 12 months, by currency.
        CommissionPaid = "commission.paid_12m",
        /// The next commission that is due, by currency.
        CommissionNextDue = "commission.next_due",
        /// Total points missing to keep the credited tier.
        KeepTierGap = "insight.keep_tier.gap",
        /// Total points missing for the tier above the credited one.
        NextTierGap = "insight.next_tier.gap",
        /// Median tool usage.
        MedianToolUsage = "account.median_tool_usage",
        /// Whether the certification is valid.
        Certified = "account.certified",
        /// How many certifications the partner's people hold.
        Certifications = "account.certifications",
        /// A client's sold points.
        ClientSold = "client.sold_points",
        /// A client's managed points.
        ClientManaged = "client.managed_points",
        /// A client's points.
        ClientTotal = "client.total_points",
    }
}

impl Key {
    /// Whether it is of managed points alone.
    pub const fn is_managed(self) -> bool {
        matches!(self, Self::Managed | Self::ClientManaged)
    }
}

/// What a figure says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Points, USD, a fraction or a count.
    Number(Decimal),
    /// Money, by currency.
    Money(Vec<(Currency, Decimal)>),
    /// A tier; `None` for none.
    Tier(Option<TierId>),
    /// Yes or no.
    Flag(bool),
}

/// How the rows become the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The rows' sum; of money, by currency.
    Sum,
    /// The number of rows.
    Count,
    /// A need less the sum of the rows, never below 0.
    Shortfall(Decimal),
    /// The rows' mean.
    Mean,
    /// The rows' product.
    Product,
    /// The highest tier of which the rows have no failed requirement.
    Judgement,
    /// The last decision of a replay.
    Replay,
    /// As the data or the rules say it; the row, where there is one, says where.
    Stated,
}

/// What stands behind a part of a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Behind {
    /// `book.sales[i]`.
    Sale(usize),
    /// `book.managed[i]`.
    Managed(usize),
    /// `book.deals[i]`.
    Deal(usize),
    /// `book.commissions[i]`.
    Statement(usize),
    /// A month of `book.retention`.
    Retention(Month),
    /// The vendor's own figure, of a client or of all.
    Reported(Option<usize>),
    /// The section `partner`.
    Partner,
    /// A gate of a tier.
    Gate(TierId, Gate),
    /// A threshold of the rules version in force.
    Threshold(TierId, Measure),
}

/// How a part was worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Working {
    /// mrr / unit × rate × multiplier / partners.
    Points(PointsWorking),
    /// amount / unit × 100 USD.
    Usd(UsdWorking),
    /// MRR × share, for some months.
    Earned(EarnedWorking),
    /// Money as it stands, in its currency.
    Money(Currency),
    /// The part of its MRR that a month kept.
    Kept(Kept),
    /// It was not: it is as it stands.
    AsIs,
}

/// How the points of a record were worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsWorking {
    /// The id of the rules version: the one of the sale's closing day, or of the day asked about for managed points.
    pub version: String,
    /// MRR, in `currency`.
    pub mrr: Decimal,
    /// The currency.
    pub currency: Currency,
    /// The local amount worth 100 USD.
    pub unit: Decimal,
    /// Points per unit.
    pub rate: Decimal,
    /// The market's multiplier.
    pub multiplier: Decimal,
    /// By how much the points are divided; 1 for sold points.
    pub partners: Decimal,
    /// The first day of the points.
    pub from: NaiveDate,
    /// The first day without them; `None` where no end is known.
    pub until: Option<NaiveDate>,
    /// Why they came.
    pub began: Cause,
    /// Why they go; `None` where no end is known.
    pub ended: Option<Cause>,
}

impl PointsWorking {
    /// The points that the working gives.
    ///
    /// # Errors
    /// [`Overflow`] where they have too many digits.
    pub fn points(&self) -> Result<Ratio, Overflow> {
        let factors = [self.mrr, self.rate, self.multiplier];
        Ratio::new(&factors, &[self.unit, self.partners])
    }
}

/// How an amount became USD.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsdWorking {
    /// The id of the rules version: the one of the closing day.
    pub version: String,
    /// The amount, in `currency`.
    pub amount: Decimal,
    /// The currency.
    pub currency: Currency,
    /// The local amount worth 100 USD.
    pub unit: Decimal,
    /// The closing day.
    pub closed_on: NaiveDate,
}

/// How a sale's commission was worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarnedWorking {
    /// MRR, in `currency`.
    pub mrr: Decimal,
    /// The currency.
    pub currency: Currency,
    /// As a fraction.
    pub share: Decimal,
    /// The months at whose ends it earns.
    pub months: Vec<Month>,
    /// The first month that does not earn any more; `None` where no end is known.
    pub until: Option<Month>,
    /// Whether it earns for as long as the subscription lasts.
    pub lifetime: bool,
}

impl Working {
    /// The currency of a part that is money.
    pub const fn currency(&self) -> Option<Currency> {
        match self {
            Self::Earned(earned) => Some(earned.currency),
            Self::Money(currency) => Some(*currency),
            _ => None,
        }
    }
}

/// One part of a figure.
#[derive(Debug, Clone)]
pub struct Row {
    /// What stands behind it.
    pub behind: Behind,
    /// Its client, by the index in the book.
    pub client: Option<usize>,
    /// What it adds; nothing for a gate.
    pub amount: Exact,
    /// How it was worked out.
    pub working: Working,
    /// When and why it came or went, where the figure is about that.
    pub event: Option<(NaiveDate, Cause)>,
}

/// A figure taken apart.
#[derive(Debug, Clone)]
pub struct Explanation {
    /// The figure.
    pub key: Key,
    /// What it says; `None` where the data cannot give it.
    pub value: Option<Answer>,
    /// How the rows become the value.
    pub how: How,
    /// Its parts.
    pub rows: Vec<Row>,
}

impl Explanation {
    /// The number that the rows give; `None` for what is no number, and where there is no row to give one.
    ///
    /// # Errors
    /// [`Overflow`] where it has too many digits.
    pub fn recombined(&self) -> Result<Option<Decimal>, Overflow> {
        recombine(&self.how, &self.rows)
    }

    /// The money that the rows give, by currency.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has too many digits.
    pub fn recombined_money(&self) -> Result<Vec<(Currency, Decimal)>, Overflow> {
        let mut sums: Table<Currency, Exact> = Table::default();
        for row in &self.rows {
            if let Some(currency) = row.working.currency() {
                sums.entry(currency).add_all(&row.amount)?;
            }
        }
        let sums = sums.iter();
        sums.map(|(currency, sum)| Ok((*currency, sum.value()?)))
            .collect()
    }
}

fn recombine(how: &How, rows: &[Row]) -> Result<Option<Decimal>, Overflow> {
    let sum = || {
        let mut sum = Exact::default();
        for row in rows {
            // What has no amount here had too many digits for one.
            if row.amount.is_empty() {
                return Err(Overflow);
            }
            sum.add_all(&row.amount)?;
        }
        Ok(sum)
    };
    // A month keeps a fraction of 28 digits: means and products begin with those.
    let kept = || {
        rows.iter().filter_map(|row| match row.working {
            Working::Kept(kept) => Some(kept),
            _ => None,
        })
    };
    Ok(match how {
        How::Sum => Some(sum()?.value()?),
        How::Count => Some(Decimal::from(rows.len())),
        How::Shortfall(need) => {
            let gap = Exact::of(*need)?.minus(&sum()?)?.value()?;
            Some(gap.max(Decimal::ZERO))
        }
        How::Mean | How::Product if rows.is_empty() => None,
        How::Mean => {
            let mut annualised = kept().map(|kept| kept.annualised);
            let sum = annualised.try_fold(Decimal::ZERO, Decimal::checked_add);
            sum.and_then(|sum| sum.checked_div(Decimal::from(rows.len())))
        }
        How::Product => {
            let mut parts = kept().map(|kept| kept.part);
            parts.try_fold(Decimal::ONE, Decimal::checked_mul)
        }
        How::Stated => match rows {
            [row] if !row.amount.is_empty() => Some(row.amount.value()?),
            _ => None,
        },
        How::Judgement | How::Replay => None,
    })
}

/// Everything that a figure may depend on.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The data.
    pub book: &'a Book,
    /// The rules.
    pub rules: &'a Rules,
    /// The ledger of both.
    pub ledger: &'a Ledger,
    /// The standing of the day asked about.
    pub standing: &'a Standing,
    /// The tier chosen in "Get to".
    pub goal: Option<&'a TierId>,
    /// The first and last day of the range, for changes.
    pub range: (NaiveDate, NaiveDate),
    /// The client, for its own figures.
    pub client: Option<usize>,
}

/// Takes a figure apart.
pub fn explain(key: Key, question: &Question) -> Explanation {
    let standing = question.standing;
    let number = |value: Option<Decimal>| value.map(Answer::Number);
    let client = question
        .client
        .and_then(|client| standing.clients.get(client));
    let track = |value, measure| {
        let (how, rows) = question.have(measure);
        (number(value), how, rows)
    };
    let (value, how, rows) = match key {
        Key::TotalPoints | Key::GoalTotalHave => track(standing.total.value, Measure::Total),
        Key::Sold => track(standing.sold.value, Measure::Sold),
        Key::Managed | Key::GoalManagedHave => track(standing.managed.value, Measure::Managed),
        Key::Sourced => track(standing.sourced.value, Measure::Sourced),
        Key::GoalMinimumHave => {
            let measure = question.minimum();
            track(question.standing_value(measure), measure)
        }
        Key::PointsToNextTier => match &standing.next {
            Some(next) => question.gap(Some(&next.tier), Measure::Total),
            // Nothing is above the top, and nothing is missing for it.
            None => (
                number(
                    standing
                        .total
                        .value
                        .filter(|_| standing.at_the_top())
                        .map(|_| Decimal::ZERO),
                ),
                How::Sum,
                vec![],
            ),
        },
        Key::GoalTotalNeed => question.need(question.goal, Measure::Total),
        Key::GoalTotalGap => question.gap(question.goal, Measure::Total),
        Key::GoalMinimumNeed => question.need(question.goal, question.minimum()),
        Key::GoalMinimumGap => question.gap(question.goal, question.minimum()),
        Key::GoalManagedNeed => question.need(question.goal, Measure::Managed),
        Key::GoalManagedGap => question.gap(question.goal, Measure::Managed),
        Key::KeepTierGap => question.gap(question.credited(), Measure::Total),
        Key::NextTierGap => question.gap(question.above_credited(), Measure::Total),
        Key::SourcedMrr => (
            number(standing.sourced_mrr.value),
            How::Sum,
            question.sourced_mrr(),
        ),
        Key::SourcedAmount => (
            number(standing.sourced_amount.value),
            How::Sum,
            question.sourced_amount(),
        ),
        Key::Csr => {
            let (how, rows) = question.csr();
            (number(standing.csr.value), how, rows)
        }
        Key::CreditedTier => (
            standing
                .credited
                .as_ref()
                .map(|credited| Answer::Tier(credited.tier.clone())),
            How::Stated,
            vec![Row::stated(question.credited_by())],
        ),
        Key::PerformingTier => question.performing(),
        Key::ReplayedTier => (
            standing
                .replay
                .as_ref()
                .map(|replay| Answer::Tier(replay.tier.clone())),
            How::Replay,
            vec![],
        ),
        Key::NewSold => question.change(true, true),
        Key::LostSold => question.change(true, false),
        Key::NewManaged => question.change(false, true),
        Key::LostManaged => question.change(false, false),
        Key::SharedCreated | Key::SharedInFlight | Key::SharedClosedWon => question.shared(key),
        Key::CommissionPaid => question.commission_paid(),
        Key::CommissionNextDue => question.commission_next(),
        Key::MedianToolUsage => question.of_partner(|partner| partner.median_tool_usage),
        Key::Certifications => {
            question.of_partner(|partner| partner.certifications.map(Decimal::from))
        }
        Key::Certified => (
            standing.certified.map(Answer::Flag),
            How::Stated,
            vec![Row::stated(Behind::Partner)],
        ),
        Key::ClientSold => question.of_client(client.and_then(|c| c.sold), Measure::Sold),
        Key::ClientManaged => question.of_client(client.and_then(|c| c.managed), Measure::Managed),
        Key::ClientTotal => question.of_client(client.and_then(|c| c.total), Measure::Total),
    };
    Explanation {
        key,
        value,
        how,
        rows,
    }
}
