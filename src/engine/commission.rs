//! Commission: what was paid, what the vendor's statements announce, and what the sales will still earn (domain.md 4).
//!
//! Problem: a partner wants to know what money comes when. The data's statements say it for a quarter or two; beyond them
//! it follows from the sales, in several currencies, each for its own term, and nobody knows the exchange rates of months
//! to come. Idea: a sale becomes an [`Earning`], a share of its MRR at each month's end from one month until another. A
//! quarter is the sum of its months, by currency, and can name the earnings it is made of. Nothing is converted but a month at
//! the rate of its own end ([`MonthEndRates`]), never at the programme's fixed units; each [`Conversion`] keeps its rate.
//!
//! ```text
//! a sale earns MRR × share at month end E while closed_on <= E < closed_on + term and E < ended_on
//! ```
//!
//! Example: 800 USD a month, partner-sourced, closed on 2025-01-10 → 800 × 20 % × 3 = 480 USD for 2025-Q1, due 45 days after
//! it on 2025-05-15; the last of its 36 months is December 2027. (The vendor pays on what the client has actually paid;
//! that is known only once its statement comes.)

use crate::{
    model::{
        book::Book,
        commission::{Commission, CommissionStatus},
        currency::Currency,
        diagnostic::{Code, Diagnostic, Effect},
        exact::{Exact, Overflow, Ratio},
        exchange::{MonthEndRates, Rate},
        partner::Level,
        period::{Month, Quarter, months_after, months_before},
        sale::{DealType, Sale},
        sorted::sort_by_key,
        table::Table,
    },
    rules::{
        Rules,
        version::{CommissionRule, Share},
    },
};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use std::{
    collections::{BTreeMap, BTreeSet},
    iter::successors,
};

/// Money by currency. A currency that is not here has no amount at all, which is not an amount of 0.
pub type Amounts = BTreeMap<Currency, Exact>;

/// The data's own statements on a day, each by its index in `book.commissions`.
#[derive(Debug, Clone, Default)]
pub struct Statements {
    /// Paid in (day − 12 months, day], by currency; nothing in it where nothing was paid.
    pub paid_12m: Amounts,
    /// The statements of that sum.
    pub paid: Vec<usize>,
    /// Estimated or pending, the earliest due first, those that are overdue included.
    pub coming: Vec<ComingStatement>,
    /// Held back by the vendor.
    pub withheld: Vec<usize>,
    /// Paid statements that do not say when: they are in no sum.
    pub problems: Vec<Diagnostic>,
}

/// A statement that is not paid yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ComingStatement {
    /// Index in `book.commissions`.
    pub statement: usize,
    /// The day on which it is due: its own, else the rule's; `NaiveDate::MAX` where that is past the end of the calendar.
    pub due: NaiveDate,
}

/// What a sale earns: a share of its MRR at every month's end from one month until another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earning {
    /// `book.sales[i]`.
    pub sale: usize,
    /// The sale's MRR, in `currency`.
    pub mrr: Decimal,
    /// The currency of the MRR and of what it earns.
    pub currency: Currency,
    /// As a fraction: 0.20.
    pub share: Decimal,
    /// MRR × share.
    pub monthly: Ratio,
    /// The first month that earns, in which the sale closed.
    pub from: Month,
    /// The first month that does not earn any more; `None` where no end is known.
    pub until: Option<Month>,
    /// Whether the sale closed early enough to earn for as long as the subscription lasts. The programme adds "and the
    /// partner services the client" (domain.md 4), of which a sale says nothing.
    pub lifetime: bool,
}

impl Earning {
    /// Whether the sale earns at the end of a month.
    pub fn covers(&self, month: Month) -> bool {
        self.from <= month && self.until.is_none_or(|until| month < until)
    }
}

/// What comes for a quarter.
#[derive(Debug, Clone)]
pub struct Payout {
    /// The quarter.
    pub quarter: Quarter,
    /// The day on which it is due.
    pub due: NaiveDate,
    /// By currency; nothing in it where no sale earns.
    pub amounts: Amounts,
    /// The same for each of its months: a rate is a month's.
    pub months: Vec<(Month, Amounts)>,
    /// What the data already says of this quarter, by index in `book.commissions`: a statement, not yet paid, is closer to
    /// the truth than `amounts`, and never comes on top of it.
    pub statements: Vec<usize>,
}

/// A sale's part in a quarter.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    /// The sale, its share and its MRR.
    pub earning: &'a Earning,
    /// The months at whose ends it earns.
    pub months: Vec<Month>,
    /// Months × MRR × share, in the sale's currency.
    pub amount: Exact,
}

/// What the sales that are active on a day will bring.
#[derive(Debug, Clone, Default)]
pub struct Schedule {
    /// The quarters due after the day, without gaps but for those that are paid already, the earliest first.
    pub payouts: Vec<Payout>,
    /// What each sale earns, in the order of the book; sales that earn nothing in these quarters are left out.
    pub earnings: Vec<Earning>,
    /// Sales whose share cannot be computed.
    pub problems: Vec<Diagnostic>,
}

impl Schedule {
    /// The sales that a quarter's amounts are made of, in the order of the book.
    ///
    /// # Errors
    /// [`Overflow`] where an amount has too many digits.
    pub fn lines(&self, quarter: Quarter) -> Result<Vec<Line<'_>>, Overflow> {
        let all = months(quarter);
        let mut lines = Vec::new();
        for earning in &self.earnings {
            let months = all.iter().copied().filter(|month| earning.covers(*month));
            let months: Vec<Month> = months.collect();
            let mut amount = Exact::default();
            months
                .iter()
                .try_for_each(|_| amount.add(earning.monthly))?;
            if !months.is_empty() {
                lines.push(Line {
                    earning,
                    months,
                    amount,
                });
            }
        }
        Ok(lines)
    }
}

impl Payout {
    /// The quarter in another currency, as far as the rates of its months are known.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has too many digits.
    pub fn converted(&self, rates: &MonthEndRates, to: Currency) -> Result<Converted, Overflow> {
        let mut converted = Converted::default();
        for (month, amounts) in &self.months {
            for (currency, amount) in amounts {
                let rate = rates.rate(*month, *currency, to);
                // An amount that has too many digits at its rate is not converted, as one that has no rate.
                let at = rate.and_then(|rate| Some((amount.at(rate.to, rate.from).ok()?, rate)));
                let (currency, amount) = match at {
                    Some((result, rate)) => {
                        converted.conversions.push(Conversion {
                            month: *month,
                            currency: *currency,
                            amount: amount.clone(),
                            rate,
                            result: result.clone(),
                        });
                        (to, result)
                    }
                    None => (*currency, amount.clone()),
                };
                converted
                    .amounts
                    .entry(currency)
                    .or_default()
                    .add_all(&amount)?;
            }
        }
        Ok(converted)
    }
}

/// A quarter in the payout currency.
#[derive(Debug, Clone, Default)]
pub struct Converted {
    /// By currency: the payout currency, and the others of which a month has no rate.
    pub amounts: Amounts,
    /// How each month was converted, in their order; nothing in it where there is nothing to convert, or no rate.
    pub conversions: Vec<Conversion>,
}

/// What a month brings in one currency, at its month-end rate.
#[derive(Debug, Clone)]
pub struct Conversion {
    /// The month.
    pub month: Month,
    /// The currency of the amount.
    pub currency: Currency,
    /// In that currency.
    pub amount: Exact,
    /// The rate.
    pub rate: Rate,
    /// In the currency wanted.
    pub result: Exact,
}

/// The next money.
#[derive(Debug, Clone)]
pub struct NextDue {
    /// The day on which it is due.
    pub due: NaiveDate,
    /// How much, by currency.
    pub amounts: Amounts,
    /// Who says so.
    pub source: NextSource,
}

/// Who says what is due next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NextSource {
    /// The data's statements due on that day, by index in `book.commissions`.
    Statements(Vec<usize>),
    /// The schedule: a quarter of which the data has no statement.
    Schedule(Quarter),
}

/// How sure a payment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sureness {
    /// It was paid, as its statement says.
    Paid,
    /// A statement says that it comes.
    Stated,
    /// The schedule expects it for a quarter of which the data has no statement.
    Expected,
}

/// Money that came or comes for a quarter, in one currency.
#[derive(Debug, Clone)]
pub struct Payment {
    /// How sure it is.
    pub sureness: Sureness,
    /// The quarter that it is for.
    pub quarter: Quarter,
    /// The day on which it was paid, else the one on which it is due; `None` where nobody knows.
    pub day: Option<NaiveDate>,
    /// The currency of the amount.
    pub currency: Currency,
    /// How much.
    pub amount: Exact,
}

/// What was paid, is stated and is expected together, each as one sum; empty where there is none.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// Paid.
    pub paid: Exact,
    /// Stated by statements, not paid.
    pub stated: Exact,
    /// Expected by the schedule.
    pub expected: Exact,
}

/// Every payment: the statements but those that are withheld, then the quarters that only the schedule speaks of, in the
/// currencies of the sales or, as far as there are rates, in another one.
///
/// # Errors
/// [`Overflow`] where an amount has too many digits.
pub fn payments(
    book: &Book,
    rules: &Rules,
    schedule: Option<&Schedule>,
    rates: Option<(&MonthEndRates, Currency)>,
) -> Result<Vec<Payment>, Overflow> {
    let mut payments = Vec::new();
    for statement in book.commissions.iter().flatten() {
        let (sureness, day) = match statement.status {
            CommissionStatus::Paid => (Sureness::Paid, statement.paid_on),
            CommissionStatus::Withheld => continue,
            _ => (Sureness::Stated, due_on(rules, statement)),
        };
        payments.push(Payment {
            sureness,
            quarter: statement.period,
            day,
            currency: statement.currency,
            amount: Exact::of(statement.amount)?,
        });
    }
    let payouts = schedule.iter().flat_map(|schedule| &schedule.payouts);
    for payout in payouts.filter(|payout| payout.statements.is_empty()) {
        let amounts = match rates {
            Some((rates, to)) => payout.converted(rates, to)?.amounts,
            None => payout.amounts.clone(),
        };
        for (currency, amount) in amounts {
            payments.push(Payment {
                sureness: Sureness::Expected,
                quarter: payout.quarter,
                day: Some(payout.due),
                currency,
                amount,
            });
        }
    }
    Ok(payments)
}

/// The sums of payments by place in time (a year, a quarter's [`Quarter::ordinal`]) and currency; those without a place are in
/// none.
///
/// # Errors
/// [`Overflow`] where a sum has too many digits.
pub fn sums(
    payments: &[Payment],
    place: fn(&Payment) -> Option<i32>,
) -> Result<Table<(i32, Currency), Sums>, Overflow> {
    let mut sums: Table<(i32, Currency), Sums> = Table::default();
    for payment in payments {
        if let Some(place) = place(payment) {
            let sums = sums.entry((place, payment.currency));
            let sum = match payment.sureness {
                Sureness::Paid => &mut sums.paid,
                Sureness::Stated => &mut sums.stated,
                Sureness::Expected => &mut sums.expected,
            };
            sum.add_all(&payment.amount)?;
        }
    }
    Ok(sums)
}

/// What a statement's lines come to, in its currency; empty where it has none.
///
/// # Errors
/// [`Overflow`] where the sum has too many digits.
pub fn of_lines(statement: &Commission) -> Result<Exact, Overflow> {
    let mut sum = Exact::default();
    for line in &statement.lines {
        sum.add_all(&Exact::of(line.amount)?)?;
    }
    Ok(sum)
}

/// The statements of the data; `None` where it has none.
///
/// # Errors
/// [`Overflow`] where the sum of those paid has too many digits.
pub fn statements(
    book: &Book,
    rules: &Rules,
    day: NaiveDate,
) -> Result<Option<Statements>, Overflow> {
    let Some(commissions) = &book.commissions else {
        return Ok(None);
    };
    let mut statements = Statements::default();
    let start = months_before(day, 12);
    let in_year = |paid: NaiveDate| paid <= day && start.is_none_or(|start| start < paid);
    for (index, statement) in commissions.iter().enumerate() {
        match (statement.status, statement.paid_on) {
            (CommissionStatus::Paid, Some(paid)) if in_year(paid) => {
                let amount = Ratio::new(&[statement.amount], &[])?;
                let paid = &mut statements.paid_12m;
                paid.entry(statement.currency).or_default().add(amount)?;
                statements.paid.push(index);
            }
            (CommissionStatus::Paid, Some(_)) => {}
            (CommissionStatus::Paid, None) => {
                let place = format!("commissions, id {}, paid_on", statement.id);
                let (code, effect) = (Code::FieldMissing, Effect::NotCounted);
                let problem = Diagnostic::new(code, effect, place, "paid_on");
                statements.problems.push(problem);
            }
            (CommissionStatus::Withheld, _) => statements.withheld.push(index),
            (CommissionStatus::Estimated | CommissionStatus::Pending, _) => {
                let due = due_on(rules, statement);
                statements.coming.push(ComingStatement {
                    statement: index,
                    due: due.unwrap_or(NaiveDate::MAX),
                });
            }
        }
    }
    sort_by_key(&mut statements.coming, |coming| coming.due);
    Ok(Some(statements))
}

/// What the sales that are active on a day will bring (closed, and not ended by then: as the contract says, what a sale
/// earned in the quarter in which it ended is left to the vendor's statement; a partner where the data names no level) in the next quarters that are due
/// after it; `None` where sales are not in the data. A quarter that has a paid statement is not coming.
///
/// # Errors
/// [`Overflow`] where the amount of a quarter has too many digits.
pub fn schedule(
    book: &Book,
    rules: &Rules,
    day: NaiveDate,
    quarters: usize,
) -> Result<Option<Schedule>, Overflow> {
    let Some(sales) = &book.sales else {
        return Ok(None);
    };
    let due: Vec<_> = due_after(rules, day).take(quarters).collect();
    let begin = due.first().map(|(quarter, _)| months(*quarter));
    let Some(begin) = begin.and_then(|months| months.first().copied()) else {
        return Ok(Some(Schedule::default()));
    };
    let partner = book.partner.as_ref();
    let level = partner.and_then(|partner| partner.level);
    let mut schedule = Schedule::default();
    for (index, sale) in sales.iter().enumerate() {
        let active = sale.closed_on <= day && sale.ended_on.is_none_or(|ended_on| day < ended_on);
        if !active {
            continue;
        }
        match earning(index, sale, level.unwrap_or(Level::Partner), rules) {
            Ok(Some(earning)) if earning.until.is_none_or(|until| begin < until) => {
                schedule.earnings.push(earning);
            }
            Ok(_) => {}
            Err(Overflow) => schedule.problems.push(Diagnostic::new(
                Code::TooManyDigits,
                Effect::NotCounted,
                format!("sales, id {}", sale.id),
                "",
            )),
        }
    }
    let statements = book.commissions.iter().flatten();
    let paid = statements.filter(|statement| statement.status == CommissionStatus::Paid);
    let paid: BTreeSet<Quarter> = paid.map(|statement| statement.period).collect();
    let place = |month: Month| usize::try_from(month.months_since(begin)).unwrap_or_default();
    let last = due.iter().flat_map(|(quarter, _)| months(*quarter)).max();
    let course = course(&schedule.earnings, begin, place(last.unwrap_or(begin)) + 1)?;
    for (quarter, due) in due {
        if paid.contains(&quarter) {
            continue;
        }
        let months = months(quarter).into_iter();
        let months =
            months.map(|month| (month, course.get(place(month)).cloned().unwrap_or_default()));
        let months: Vec<(Month, Amounts)> = months.collect();
        let statements = book.commissions.iter().flatten().enumerate();
        let statements = statements.filter(|(_, statement)| statement.period == quarter);
        let mut amounts = Amounts::new();
        for (currency, amount) in months.iter().flat_map(|(_, amounts)| amounts) {
            amounts.entry(*currency).or_default().add_all(amount)?;
        }
        schedule.payouts.push(Payout {
            quarter,
            due,
            amounts,
            months,
            statements: statements.map(|(index, _)| index).collect(),
        });
    }
    Ok(Some(schedule))
}

/// What all sales earn in each of so many months, by currency: a sale is two steps, one up and one down, and not a walk
/// through its months.
fn course(earnings: &[Earning], begin: Month, months: usize) -> Result<Vec<Amounts>, Overflow> {
    let place = |month: Month| usize::try_from(month.months_since(begin)).unwrap_or_default();
    let mut steps: Vec<Table<Currency, (Exact, i64)>> = vec![Table::default(); months + 1];
    for earning in earnings {
        let from = place(earning.from);
        let until = earning
            .until
            .map_or(months, |until| place(until).min(months));
        for (place, amount, count) in [
            (from, earning.monthly, 1),
            (until, earning.monthly.negated(), -1),
        ] {
            if from < until
                && let Some(step) = steps.get_mut(place)
            {
                let (sum, earning_sales) = step.entry(earning.currency);
                sum.add(amount)?;
                *earning_sales += count;
            }
        }
    }
    let mut now: Table<Currency, (Exact, i64)> = Table::default();
    let mut course = Vec::with_capacity(months);
    for step in steps.into_iter().take(months) {
        for (currency, (change, count)) in step {
            let (sum, earning_sales) = now.entry(currency);
            sum.add_all(&change)?;
            *earning_sales += count;
        }
        // A currency in which no sale earns has no amount, which is not an amount of 0.
        let mut amounts = Amounts::new();
        for (currency, (sum, earning_sales)) in now.iter() {
            if *earning_sales > 0 {
                amounts.insert(*currency, sum.clone());
            }
        }
        course.push(amounts);
    }
    Ok(course)
}

/// What is due next after the day: the data's statements, or a quarter of the schedule that is due before them. A quarter of
/// which the data has a statement, one that is withheld for example, is never next by the schedule: the vendor's word stands.
///
/// # Errors
/// [`Overflow`] where the sum of the statements due on that day has too many digits.
pub fn next_due(
    book: &Book,
    statements: Option<&Statements>,
    schedule: Option<&Schedule>,
    day: NaiveDate,
) -> Result<Option<NextDue>, Overflow> {
    let coming = statements.iter().flat_map(|statements| &statements.coming);
    let coming = coming.filter(|coming| day < coming.due);
    let mut payouts = schedule.iter().flat_map(|schedule| &schedule.payouts);
    let next = payouts.find(|payout| payout.statements.is_empty() && !payout.amounts.is_empty());
    let by_schedule = next.map_or(NaiveDate::MAX, |payout| payout.due);
    let first = coming.clone().map(|coming| coming.due).min();
    if let Some(due) = first.filter(|due| *due <= by_schedule) {
        let on_that_day = coming.filter(|coming| coming.due == due);
        let indices: Vec<usize> = on_that_day.map(|coming| coming.statement).collect();
        let commissions = book.commissions.as_deref().unwrap_or_default();
        let mut amounts = Amounts::new();
        for statement in indices.iter().filter_map(|index| commissions.get(*index)) {
            let amount = Ratio::new(&[statement.amount], &[])?;
            amounts.entry(statement.currency).or_default().add(amount)?;
        }
        let source = NextSource::Statements(indices);
        return Ok(Some(NextDue {
            due,
            amounts,
            source,
        }));
    }
    Ok(next.map(|payout| NextDue {
        due: payout.due,
        amounts: payout.amounts.clone(),
        source: NextSource::Schedule(payout.quarter),
    }))
}

/// What a sale earns; `None` where that is nothing.
fn earning(
    index: usize,
    sale: &Sale,
    level: Level,
    rules: &Rules,
) -> Result<Option<Earning>, Overflow> {
    let rule = &rules.on(sale.closed_on).commission;
    let share = share(rule, level, sale.deal_type);
    let lifetime = rule
        .lifetime_before
        .is_some_and(|before| sale.closed_on < before);
    let term = match lifetime {
        true => None,
        false => months_after(sale.closed_on, share.months),
    };
    // The month of the day on which the term or the subscription ends is the first one whose end is not before that day.
    let end = [term, sale.ended_on].into_iter().flatten().min();
    let from = Month::of(sale.closed_on);
    let until = end.map(Month::of);
    if share.rate.is_zero() || until.is_some_and(|until| until <= from) {
        return Ok(None);
    }
    Ok(Some(Earning {
        sale: index,
        mrr: sale.mrr,
        currency: sale.currency,
        share: share.rate,
        monthly: Ratio::new(&[sale.mrr, share.rate], &[])?,
        from,
        until,
        lifetime,
    }))
}

/// The share of net revenue, by the partner's level and by who brought the deal.
const fn share(rule: &CommissionRule, level: Level, deal_type: DealType) -> Share {
    let share = match level {
        Level::Partner => rule.partner,
        Level::Provider => rule.provider,
    };
    match deal_type {
        DealType::PartnerSourced => share,
        DealType::PartnerAssisted => Share {
            rate: rule.assisted_rate,
            ..share
        },
    }
}

/// When a statement is due: as it says, else by the rules; `None` past the end of the calendar.
fn due_on(rules: &Rules, statement: &Commission) -> Option<NaiveDate> {
    let stated = statement.due_on;
    stated.or_else(|| due(rules, statement.period))
}

/// When a quarter is due by the rules in force at its end; `None` past the end of the calendar.
fn due(rules: &Rules, quarter: Quarter) -> Option<NaiveDate> {
    let last = quarter.last_day()?;
    let days = rules.on(last).commission.payout_days_after_quarter;
    last.checked_add_days(Days::new(days.into()))
}

/// The quarters that are due after a day, and when.
fn due_after(rules: &Rules, day: NaiveDate) -> impl Iterator<Item = (Quarter, NaiveDate)> {
    let versions = rules.versions().iter();
    let longest = versions.map(|version| version.commission.payout_days_after_quarter);
    let days = Days::new(longest.max().unwrap_or_default().into());
    // What ended earlier than that is due by now.
    let first = day.checked_sub_days(days).map(Quarter::of);
    successors(first, |quarter| quarter.next()).filter_map(move |quarter| {
        let due = due(rules, quarter)?;
        (day < due).then_some((quarter, due))
    })
}

/// The three months of a quarter.
fn months(quarter: Quarter) -> Vec<Month> {
    let last = quarter.last_day();
    let first = last.and_then(|last| months_before(last, 2)).map(Month::of);
    successors(first, |month| month.next()).take(3).collect()
}
