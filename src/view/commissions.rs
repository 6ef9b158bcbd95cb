//! The commissions page: one statement with its lines, and the payments of each calendar year.

use super::{
    Locale,
    commission::payout_currency,
    exchange::{self, ExpectedView},
    report::{Shown, money, quarter_name, status_name},
};
use crate::{
    engine::commission::{self, Payment, Sums},
    model::{
        book::Book,
        choice::Choice,
        commission::{Commission, CommissionStatus},
        currency::Currency,
        exact::Exact,
        exchange::MonthEndRates,
        sorted::sort_by_key,
    },
    query::report::{Column, Condition, Operator, QUARTERS, ReportQuery, Subject, Table},
    rules::Rules,
};
use chrono::{Datelike, NaiveDate};

/// Whether a statement's lines are its amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Check {
    /// The data has no lines of it.
    NoLines(String),
    /// They add up to it.
    Equal(String),
    /// They do not: by how much.
    Different(String),
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementView {
    /// Its id in the data.
    pub id: String,
    /// "Statement for Q4 2024".
    pub title: String,
    /// Where it stands.
    pub status: CommissionStatus,
    /// The same in words.
    pub status_name: String,
    /// When it is due and was paid: a label, an ISO date, and its text.
    pub days: Vec<(String, String, String)>,
    /// Its amount, exact and in words.
    pub amount: Shown,
    /// Its currency.
    pub currency: Currency,
    /// Whether its lines are its amount.
    pub check: Check,
}

/// What a calendar year brought and brings in one currency. Texts are empty where there is nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearView {
    /// The year.
    pub year: String,
    /// The currency.
    pub currency: Currency,
    /// Paid, stated and expected: exact and in words.
    pub sums: [Option<Shown>; 3],
}

/// The statement with an id; `None` where the data has none.
pub fn statement(id: &str, book: &Book, locale: Locale) -> Option<StatementView> {
    let words = locale.words;
    let mut statements = book.commissions.iter().flatten();
    let statement = statements.find(|statement| statement.id == id)?;
    let days = [
        (words.column_due_on(), statement.due_on),
        (words.column_paid_on(), statement.paid_on),
    ];
    let days = days.into_iter().filter_map(|(label, day)| {
        let day = day?;
        Some((label, day.to_string(), locale.format.date(day)))
    });
    Some(StatementView {
        id: statement.id.clone(),
        title: words.statement_title(quarter_name(statement.period, words)),
        status: statement.status,
        status_name: status_name(statement.status, words),
        days: days.collect(),
        amount: one(statement.amount, statement.currency, locale),
        currency: statement.currency,
        check: check(statement, locale),
    })
}

fn one(amount: rust_decimal::Decimal, currency: Currency, locale: Locale) -> Shown {
    let (_, text) = money(&[(currency, amount)], locale);
    (super::figure::exact(amount), text)
}

fn check(statement: &Commission, locale: Locale) -> Check {
    let words = locale.words;
    if statement.lines.is_empty() {
        return Check::NoLines(words.statement_no_lines());
    }
    let lines = commission::of_lines(statement);
    let difference = lines.and_then(|sum| {
        let amount = Exact::of(statement.amount)?;
        Ok((sum.value()?, sum.minus(&amount)?.value()?))
    });
    let text = |amount| one(amount, statement.currency, locale).1;
    match difference {
        Ok((_, difference)) if difference.is_zero() => Check::Equal(words.statement_lines_equal()),
        Ok((sum, difference)) if difference.is_sign_negative() => {
            Check::Different(words.statement_lines_less(text(sum), text(difference.abs())))
        }
        Ok((sum, difference)) => {
            Check::Different(words.statement_lines_more(text(sum), text(difference)))
        }
        Err(_) => Check::Different(words.statement_lines_too_long()),
    }
}

/// The lines of a statement. Its quarter is not repeated in each of them.
pub fn lines(statement: &str) -> ReportQuery {
    let columns = [
        Column::Client,
        Column::Deal,
        Column::NetRevenue,
        Column::Share,
        Column::Amount,
    ];
    ReportQuery {
        conditions: vec![Condition {
            column: Column::Id,
            operator: Operator::Is,
            value: statement.to_owned(),
        }],
        columns: Some(columns.to_vec()),
        order: Some((Column::Amount, true)),
        ..ReportQuery::of(Subject::Table(Table::Lines))
    }
}

/// The statements, the latest first.
pub fn statements() -> ReportQuery {
    ReportQuery::of(Subject::Table(Table::Statements))
}

/// What was paid, the latest day first.
pub fn paid() -> ReportQuery {
    let columns = [
        Column::Period,
        Column::PaidOn,
        Column::DueOn,
        Column::Amount,
    ];
    ReportQuery {
        conditions: vec![of_status(Operator::Is, CommissionStatus::Paid.word())],
        columns: Some(columns.to_vec()),
        order: Some((Column::PaidOn, true)),
        ..statements()
    }
}

/// What is due or expected, the nearest first. Withheld statements are not coming.
pub fn coming() -> ReportQuery {
    let columns = [
        Column::Period,
        Column::Status,
        Column::DueOn,
        Column::Amount,
    ];
    let not = |word| of_status(Operator::Not, word);
    ReportQuery {
        conditions: vec![
            not(CommissionStatus::Paid.word()),
            not(CommissionStatus::Withheld.word()),
        ],
        columns: Some(columns.to_vec()),
        order: Some((Column::Period, false)),
        ..ReportQuery::of(Subject::Table(Table::Payments))
    }
}

fn of_status(operator: Operator, word: &str) -> Condition {
    Condition {
        column: Column::Status,
        operator,
        value: word.to_owned(),
    }
}

/// What the sales are expected to bring by quarter, in the payout currency; `None` where there is nothing to convert.
pub fn expected(
    book: &Book,
    rules: &Rules,
    day: NaiveDate,
    rates: &MonthEndRates,
    locale: Locale,
) -> Option<ExpectedView> {
    let schedule = commission::schedule(book, rules, day, QUARTERS).ok()??;
    exchange::expected(&schedule.payouts, rates, payout_currency(book)?, locale)
}

/// The sums of each calendar year and currency, the payout currency first: of what was paid by the day of payment, of what is due
/// or expected by the day on which it is due. `None` where a sum has too many digits.
pub fn years(book: &Book, rules: &Rules, day: NaiveDate, locale: Locale) -> Option<Vec<YearView>> {
    let schedule = commission::schedule(book, rules, day, QUARTERS).ok()?;
    let payments = commission::payments(book, rules, schedule.as_ref(), None).ok()?;
    let year = |payment: &Payment| payment.day.map(|day| day.year());
    let sums = commission::sums(&payments, year).ok()?;
    let payout = payout_currency(book);
    let mut years = Vec::new();
    for (
        (year, currency),
        Sums {
            paid,
            stated,
            expected,
        },
    ) in sums.iter()
    {
        let shown = |sum: &Exact| {
            let value = sum.value().ok().filter(|_| !sum.is_empty())?;
            Some(one(value, *currency, locale))
        };
        let rank = (*year, Some(*currency) != payout);
        let view = YearView {
            year: year.to_string(),
            currency: *currency,
            sums: [shown(paid), shown(stated), shown(expected)],
        };
        years.push((rank, view));
    }
    sort_by_key(&mut years, |(rank, _)| *rank);
    Some(years.into_iter().map(|(_, view)| view).collect())
}
