//! A report in words: its title, how its rows become the number, one page of rows, and what may be filtered.

use super::{
    Locale, deal_type_name,
    figure::exact,
    format::{self, PLACES, rounded},
    market_name,
    progression::gate_name,
    renewals, tier_name,
};
use crate::{
    engine::{
        explain::{Answer, How, Key},
        ledger::Cause,
    },
    model::{
        book::Book,
        choice::Choice,
        client::Market,
        commission::CommissionStatus,
        currency::Currency,
        deal::{Creator, VendorStage},
        period::{Quarter, parse_date},
        sale::{DealType, SaleKind},
    },
    query::{
        cell::Cell,
        report::{
            Column, ColumnKind, Condition, EXPECTED, Kind, Labels, Met, Operator, PAGE, Report,
            ReportQuery, Row, State, Subject, Table,
        },
    },
    rules::{Rules, version::Measure},
    words::Words,
};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// A heading that sorts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportHeading {
    /// The column.
    pub column: Column,
    /// Its name.
    pub name: String,
    /// The order that it is in now: `ascending` or `descending`, for `aria-sort`.
    pub order: Option<&'static str>,
    /// Whether it holds numbers.
    pub numeric: bool,
}

/// A cell as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellView {
    /// What people read.
    pub text: String,
    /// The exact value, for machines; empty where it is missing.
    pub value: String,
    /// Whether it holds a number.
    pub numeric: bool,
    /// Whether it is below 0.
    pub negative: bool,
    /// Whether it is a change above 0.
    pub gain: bool,
    /// The day that it counts to, exact and in words.
    pub day: Option<Shown>,
    /// What deserves a look, in a word.
    pub mark: Option<String>,
}

/// A row as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// The client's id, where the row is of one.
    pub client: Option<String>,
    /// The commission statement's id, where the row is of one.
    pub statement: Option<String>,
    /// The cells, in the order of the headings.
    pub cells: Vec<CellView>,
}

/// A condition in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionChip {
    /// Its place among the query's conditions.
    pub index: usize,
    /// What it says.
    pub text: String,
}

/// A value: exact, and in words.
pub type Shown = (String, String);

/// A report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportView {
    /// What it is about.
    pub title: String,
    /// The range, in words; before it the day, where that is not the data's own.
    pub range: Option<String>,
    /// The figure that it explains; `None` for a table of records.
    pub value: Option<Shown>,
    /// What the rows shown come to; the same as `value` where nothing is filtered.
    pub sum: Option<Shown>,
    /// How the rows become the number.
    pub how: String,
    /// The columns shown.
    pub headings: Vec<ReportHeading>,
    /// One page of rows.
    pub rows: Vec<ReportRow>,
    /// The sum of each column that adds up; empty texts for the others.
    pub totals: Vec<String>,
    /// "12 of 60 rows".
    pub shown: String,
    /// How many rows the filters leave.
    pub count: usize,
    /// The page shown, from 0, and how many there are.
    pub page: (usize, usize),
    /// "Page 1 of 4".
    pub page_text: String,
    /// What to say where there is no row.
    pub empty: Option<String>,
    /// The conditions in force.
    pub conditions: Vec<ConditionChip>,
}

impl ReportView {
    /// The first rows alone, for a section that leads to all of them. Sums of all rows under some of them would not add up.
    #[must_use]
    pub fn first(mut self, most: usize) -> Self {
        self.rows.truncate(most);
        if self.count > most {
            self.totals.clear();
        }
        self
    }
}

/// The name of a figure.
pub fn figure_name(key: Key, client: Option<&str>, rules: &Rules, words: &Words) -> String {
    let vendor = &rules.programme.vendor;
    let client = client.unwrap_or_default();
    match key {
        Key::TotalPoints => words.total_points(),
        Key::PointsToNextTier => words.points_to_next_none(),
        Key::SourcedAmount => words.sourced_amount(),
        Key::SourcedMrr => words.sourced_mrr(),
        Key::Csr => words.csr(),
        Key::CreditedTier => words.tier_credited(),
        Key::PerformingTier => words.tier_performing(),
        Key::ReplayedTier => words.tier_replayed(),
        Key::Sold => words.sold_points(),
        Key::Managed | Key::GoalManagedHave => words.managed_points(),
        Key::Sourced | Key::GoalMinimumHave => words.figure_sourced(),
        Key::GoalTotalHave => words.figure_goal_total_have(),
        Key::GoalTotalNeed | Key::GoalMinimumNeed | Key::GoalManagedNeed => {
            words.figure_goal_need()
        }
        Key::GoalTotalGap | Key::GoalMinimumGap | Key::GoalManagedGap => words.figure_goal_gap(),
        Key::NewSold => words.figure_new_sold(),
        Key::LostSold => words.figure_lost_sold(),
        Key::NewManaged => words.figure_new_managed(),
        Key::LostManaged => words.figure_lost_managed(),
        Key::SharedCreated => words.figure_shared_created(vendor),
        Key::SharedInFlight => words.figure_shared_in_flight(),
        Key::SharedClosedWon => words.figure_shared_closed_won(vendor),
        Key::CommissionPaid => words.figure_commission_paid(),
        Key::CommissionNextDue => words.figure_commission_next(),
        Key::KeepTierGap => words.figure_keep_tier(),
        Key::NextTierGap => words.figure_next_tier(),
        Key::MedianToolUsage => words.minimum_tool_usage(),
        Key::Certified => words.figure_certified(),
        Key::Certifications => words.minimum_certifications(),
        Key::ClientSold => words.figure_client_sold(client),
        Key::ClientManaged => words.figure_client_managed(client),
        Key::ClientTotal => words.figure_client_total(client),
    }
}

/// The name of a table of records.
pub fn table_name(table: Table, words: &Words) -> String {
    match table {
        Table::Clients => words.table_clients(),
        Table::Changes => words.table_changes(),
        Table::Sales => words.table_sales(),
        Table::Managed => words.table_managed(),
        Table::Deals => words.table_deals(),
        Table::Renewals => words.table_renewals(),
        Table::Statements => words.table_statements(),
        Table::Lines => words.table_lines(),
        Table::Schedule => words.table_schedule(),
        Table::Payments => words.table_payments(),
    }
}

/// What a query is about, in words; with the client's name where it is of one.
pub fn title(query: &ReportQuery, book: &Book, rules: &Rules, words: &Words) -> String {
    let id = query.client.as_deref();
    let client = book
        .clients
        .iter()
        .find(|client| Some(client.id.as_str()) == id);
    let name = client.map(|client| client.name.as_str()).or(id);
    match (query.subject, name) {
        (Subject::Figure(Key::GoalMinimumHave), _)
            if rules.on(book.as_of).minimum_track.measure() == Measure::Sold =>
        {
            words.sold_points()
        }
        (Subject::Figure(key), _) => figure_name(key, name, rules, words),
        (Subject::Table(table), Some(name)) => format!("{} · {name}", table_name(table, words)),
        (Subject::Table(table), None) => table_name(table, words),
    }
}

/// The name of a column.
pub fn column_name(column: Column, words: &Words) -> String {
    match column {
        Column::Client => words.column_client(),
        Column::Domain => words.column_domain(),
        Column::Country => words.column_country(),
        Column::Market => words.column_market(),
        Column::Owner => words.column_owner(),
        Column::Currency => words.column_currency(),
        Column::Usage => words.column_usage(),
        Column::Record => words.column_record(),
        Column::Id => words.column_id(),
        Column::Product => words.column_product(),
        Column::Deal => words.column_deal(),
        Column::DealType => words.column_deal_type(),
        Column::Kind => words.column_kind(),
        Column::Mrr => words.column_mrr(),
        Column::Unit => words.column_unit(),
        Column::Rate => words.column_rate(),
        Column::Multiplier => words.column_multiplier(),
        Column::Partners => words.column_partners(),
        Column::Rules => words.column_rules(),
        Column::From => words.column_from(),
        Column::Until => words.column_until(),
        Column::Began => words.column_began(),
        Column::Ended => words.column_ended(),
        Column::LastActivity => words.column_last_activity(),
        Column::Day => words.column_day(),
        Column::Cause => words.column_cause(),
        Column::Points => words.column_points(),
        Column::Usd => words.column_usd(),
        Column::Amount => words.column_amount(),
        Column::Stage => words.column_stage(),
        Column::PartnerStage => words.column_partner_stage(),
        Column::CreatedBy => words.column_created_by(),
        Column::CreatedOn => words.column_created_on(),
        Column::RegisteredOn => words.column_registered_on(),
        Column::ClosedOn => words.column_closed_on(),
        Column::Probability => words.column_probability(),
        Column::Period => words.column_period(),
        Column::DueOn => words.column_due_on(),
        Column::PaidOn => words.column_paid_on(),
        Column::Status => words.column_status(),
        Column::NetRevenue => words.column_net_revenue(),
        Column::Share => words.column_share(),
        Column::Months => words.column_months(),
        Column::Month => words.column_month(),
        Column::OpeningMrr => words.column_opening_mrr(),
        Column::CancelledMrr => words.column_cancelled_mrr(),
        Column::DowngradedMrr => words.column_downgraded_mrr(),
        Column::Kept => words.column_kept(),
        Column::Annualised => words.column_annualised(),
        Column::Tier => words.column_tier(),
        Column::Requirement => words.column_requirement(),
        Column::Need => words.column_need(),
        Column::Have => words.column_have(),
        Column::Met => words.column_met(),
        Column::RenewsOn => words.column_renews_on(),
        Column::DaysLeft => words.column_days_left(),
        Column::MrrChange => words.column_mrr_change(),
        Column::Employee => words.column_employee(),
        Column::Manager => words.column_manager(),
        Column::Sold => words.column_sold(),
        Column::Managed => words.column_managed(),
        Column::Total => words.column_total(),
        Column::Sourced => words.column_sourced(),
        Column::Assisted => words.column_assisted(),
        Column::PointsShare => words.column_points_share(),
        Column::NextExpiry => words.column_next_expiry(),
        Column::ExpiresIn => words.column_expires_in(),
        Column::State => words.column_state(),
        Column::NewSold => words.column_new_sold(),
        Column::LostSold => words.column_lost_sold(),
        Column::NewManaged => words.column_new_managed(),
        Column::LostManaged => words.column_lost_managed(),
        Column::Net => words.column_net(),
    }
}

/// The name of an operator.
pub fn operator_name(operator: Operator, words: &Words) -> String {
    match operator {
        Operator::Is => words.operator_is(),
        Operator::Not => words.operator_not(),
        Operator::Has => words.operator_has(),
        Operator::AtLeast => words.operator_at_least(),
        Operator::AtMost => words.operator_at_most(),
    }
}

/// The name of a choice's word in a column; the word itself where it is none of the column's.
pub fn word_name(column: Column, word: &str, rules: &Rules, words: &Words) -> String {
    let vendor = &rules.programme.vendor;
    let named = match column {
        Column::Market => Market::parse(word).map(|market| market_name(words, market)),
        Column::DealType => DealType::parse(word).map(|deal_type| deal_type_name(words, deal_type)),
        Column::Kind => SaleKind::parse(word).map(|kind| match kind {
            SaleKind::New => words.kind_new(),
            SaleKind::CrossSell => words.kind_cross_sell(),
            SaleKind::Upsell => words.kind_upsell(),
            SaleKind::Adjustment => words.kind_adjustment(),
        }),
        Column::Began | Column::Ended | Column::Cause => {
            Cause::parse(word).map(|cause| cause_name(cause, words))
        }
        Column::Stage => VendorStage::parse(word).map(|stage| match stage {
            VendorStage::Open => words.stage_open(),
            VendorStage::ClosedWon => words.stage_closed_won(),
            VendorStage::ClosedLost => words.stage_closed_lost(),
        }),
        Column::CreatedBy => Creator::parse(word).map(|creator| match creator {
            Creator::Partner => words.creator_partner(),
            Creator::Vendor => words.creator_vendor(vendor),
        }),
        Column::Status if word == EXPECTED => Some(words.status_expected()),
        Column::Status => CommissionStatus::parse(word).map(|status| status_name(status, words)),
        Column::Record => Kind::parse(word).map(|kind| match kind {
            Kind::Sale => words.record_sale(),
            Kind::Managed => words.record_managed(),
            Kind::Deal => words.record_deal(),
            Kind::Statement => words.record_statement(),
            Kind::Month => words.record_month(),
            Kind::Reported => words.record_reported(),
            Kind::Partner => words.record_partner(),
            Kind::Gate => words.record_gate(),
        }),
        Column::Requirement => Measure::parse(word).map(|measure| gate_name(words, measure)),
        Column::State => State::parse(word).map(|state| match state {
            State::Active => words.state_active(),
            State::Expired => words.state_expired(),
            State::Never => words.state_never(),
        }),
        Column::Met => Met::parse(word).map(|met| match met {
            Met::Passed => words.met_passed(),
            Met::Failed => words.met_failed(),
            Met::NotInData => words.not_in_data(),
        }),
        _ => None,
    };
    named.unwrap_or_else(|| word.to_owned())
}

/// The words that a column of choices may hold, with their names; nothing for other columns.
pub fn choices(column: Column, rules: &Rules, words: &Words) -> Vec<(String, String)> {
    fn all<T: Choice>() -> Vec<&'static str> {
        T::ALL.iter().map(|choice| choice.word()).collect()
    }
    let all = match column {
        Column::Market => all::<Market>(),
        Column::DealType => all::<DealType>(),
        Column::Kind => all::<SaleKind>(),
        Column::Began | Column::Ended | Column::Cause => all::<Cause>(),
        Column::Stage => all::<VendorStage>(),
        Column::CreatedBy => all::<Creator>(),
        Column::Status => {
            let mut all = all::<CommissionStatus>();
            all.push(EXPECTED);
            all
        }
        Column::Record => all::<Kind>(),
        Column::Requirement => all::<Measure>(),
        Column::Met => all::<Met>(),
        Column::State => all::<State>(),
        _ => Vec::new(),
    };
    let named = all.into_iter();
    named
        .map(|word| (word.to_owned(), word_name(column, word, rules, words)))
        .collect()
}

/// Why points come or go, in words.
pub fn cause_name(cause: Cause, words: &Words) -> String {
    match cause {
        Cause::New => words.cause_new(),
        Cause::Upsell => words.cause_upsell(),
        Cause::Adjustment => words.cause_adjustment(),
        Cause::Expiry => words.cause_expiry(),
        Cause::Cancellation => words.cause_cancellation(),
        Cause::ActivityLapse => words.cause_activity_lapse(),
        Cause::SplitChange => words.cause_split_change(),
        Cause::MrrChange => words.cause_mrr_change(),
        Cause::RulesChange => words.cause_rules_change(),
    }
}

/// Where a statement stands, in words.
pub fn status_name(status: CommissionStatus, words: &Words) -> String {
    match status {
        CommissionStatus::Estimated => words.status_estimated(),
        CommissionStatus::Pending => words.status_pending(),
        CommissionStatus::Paid => words.status_paid(),
        CommissionStatus::Withheld => words.status_withheld(),
    }
}

/// A cell in words; nothing where it is missing.
pub fn text(column: Column, cell: Cell, rules: &Rules, locale: Locale) -> String {
    let number = |number: Decimal| format::points(locale.format, number);
    match cell {
        Cell::Missing => String::new(),
        Cell::Text(text) if column == Column::Tier => {
            let mut tiers = rules.programme.tiers.iter();
            let tier = tiers.find(|tier| tier.id.as_str() == text);
            tier.map_or(text, |tier| tier.name.clone())
        }
        Cell::Text(text) if column == Column::Period => match Quarter::parse(&text) {
            Some(quarter) => quarter_name(quarter, locale.words),
            None => text,
        },
        Cell::Text(text) => text,
        Cell::Word(word) => word_name(column, word, rules, locale.words),
        Cell::Number(days) if column == Column::DaysLeft => days_left(days, locale),
        Cell::Number(points) => number(points),
        Cell::Money(amount, currency) => amount_text(column, amount, currency, locale),
        Cell::Fraction(fraction) => locale.format.percent(rounded(fraction, 3)),
        Cell::Day(day) => locale.format.date(day),
    }
}

/// An amount; a change of one has a sign, whichever way it goes.
fn amount_text(column: Column, amount: Decimal, currency: Currency, locale: Locale) -> String {
    let text = locale.format.money(rounded(amount, PLACES), currency);
    match column == Column::MrrChange && amount > Decimal::ZERO {
        true => format!("+{text}"),
        false => text,
    }
}

/// "Q4 2024".
pub fn quarter_name(quarter: Quarter, words: &Words) -> String {
    words.quarter(quarter.number.to_string(), quarter.year.to_string())
}

/// "12 days", "today", "3 days ago".
fn days_left(days: Decimal, locale: Locale) -> String {
    let shown = locale.format.number(days.abs());
    let count = days.abs().to_string().parse().unwrap_or(usize::MAX);
    if days.is_sign_negative() && !days.is_zero() {
        locale.words.days_ago(count, shown)
    } else {
        locale.words.days_left(count, shown)
    }
}

/// Answers the report's questions about the language.
pub fn with_labels<T>(rules: &Rules, locale: Locale, answer: impl FnOnce(&Labels) -> T) -> T {
    answer(&Labels {
        text: &|column, cell| text(column, cell, rules, locale),
        names: &|names| locale.format.sort(names),
    })
}

/// The clients of a report in the order of its rows, each where it comes first.
pub fn clients(report: &Report, rules: &Rules, locale: Locale) -> Vec<usize> {
    let rows = with_labels(rules, locale, |labels| report.chosen(labels));
    let mut before = BTreeSet::new();
    let clients = rows.iter().filter_map(|row| row.client);
    clients.filter(|client| before.insert(*client)).collect()
}

/// Money by currency, in words and exact: "1,200 USD · 300 EUR".
pub fn money(amounts: &[(Currency, Decimal)], locale: Locale) -> Shown {
    if amounts.is_empty() {
        return (exact(Decimal::ZERO), locale.format.number(Decimal::ZERO));
    }
    let text = |(currency, amount): &(Currency, Decimal)| {
        locale.format.money(rounded(*amount, PLACES), *currency)
    };
    let value = |(currency, amount): &(Currency, Decimal)| format!("{} {currency}", exact(*amount));
    let join = |texts: Vec<String>| texts.join(" · ");
    (
        join(amounts.iter().map(value).collect()),
        join(amounts.iter().map(text).collect()),
    )
}

/// What a figure says.
fn answer(key: Key, answer: &Answer, rules: &Rules, locale: Locale) -> Shown {
    let words = locale.words;
    match answer {
        Answer::Number(number) => {
            let text = match key {
                Key::Csr => locale.format.percent(rounded(*number, 3)),
                Key::SourcedAmount | Key::SourcedMrr => {
                    locale.format.money(rounded(*number, PLACES), Currency::USD)
                }
                _ => format::points(locale.format, *number),
            };
            (exact(*number), text)
        }
        Answer::Money(amounts) => money(amounts, locale),
        Answer::Tier(Some(tier)) => (tier.to_string(), tier_name(rules, tier)),
        Answer::Tier(None) => ("none".to_owned(), words.no_tier()),
        Answer::Flag(true) => ("true".to_owned(), words.met()),
        Answer::Flag(false) => ("false".to_owned(), words.met_failed()),
    }
}

/// One page of a report's rows, and everything around them.
pub fn view(report: &Report, book: &Book, rules: &Rules, locale: Locale) -> ReportView {
    pages_of(PAGE, report, book, rules, locale)
}

/// The same in pages of so many rows.
pub fn pages_of(
    size: usize,
    report: &Report,
    book: &Book,
    rules: &Rules,
    locale: Locale,
) -> ReportView {
    let words = locale.words;
    let query = report.query();
    let chosen = with_labels(rules, locale, |labels| report.chosen(labels));
    let columns = query.shown();
    let pages = chosen.len().div_ceil(size).max(1);
    let page = query.page.min(pages - 1);
    let rows = chosen.iter().skip(page * size).take(size);
    let rows = rows
        .map(|row| row_view(report, row, &columns, book, rules, locale))
        .collect();
    let number = |count: usize| locale.format.number(count.into());
    let (value, sum) = numbers(report, &chosen, rules, locale);
    let empty = if !report.is_in_data() {
        Some(words.report_not_in_data())
    } else if !chosen.is_empty() {
        None
    } else if query.is_filtered() {
        Some(words.report_empty_filtered())
    } else {
        Some(words.report_empty())
    };
    let has_range = query.subject.has_range();
    let day = report.past_day();
    let day = day.map(|day| words.report_day(locale.format.date(day)));
    let range = has_range.then(|| range_days(report.range(), locale));
    ReportView {
        title: title(query, book, rules, words),
        range: day
            .into_iter()
            .chain(range)
            .reduce(|day, range| format!("{day} · {range}")),
        value,
        sum,
        how: how(report, rules, locale),
        headings: columns
            .iter()
            .map(|column| heading(*column, query, words))
            .collect(),
        rows,
        totals: columns
            .iter()
            .map(|column| total(report, &chosen, *column, locale))
            .collect(),
        shown: words.report_rows(
            report.rows().len(),
            number(chosen.len()),
            number(report.rows().len()),
        ),
        count: chosen.len(),
        page: (page, pages),
        page_text: words.report_page(number(page + 1), number(pages)),
        empty,
        conditions: conditions(query, rules, locale),
    }
}

/// Two days in words.
pub fn range_days((first, last): (chrono::NaiveDate, chrono::NaiveDate), locale: Locale) -> String {
    let date = |day| locale.format.date(day);
    locale.words.range_days(date(first), date(last))
}

/// The conditions of a query in words.
pub fn conditions(query: &ReportQuery, rules: &Rules, locale: Locale) -> Vec<ConditionChip> {
    let conditions = query.conditions.iter().enumerate();
    conditions
        .map(|(index, condition)| ConditionChip {
            index,
            text: condition_text(condition, rules, locale),
        })
        .collect()
}

fn condition_text(condition: &Condition, rules: &Rules, locale: Locale) -> String {
    let words = locale.words;
    let column = condition.column;
    let number = Decimal::from_str_exact(&condition.value).ok();
    let value = match (column.kind(), number, parse_date(&condition.value)) {
        (ColumnKind::Choice, ..) => word_name(column, &condition.value, rules, words),
        (ColumnKind::Number | ColumnKind::Money, Some(number), _) => locale.format.number(number),
        (ColumnKind::Fraction, Some(fraction), _) => locale.format.percent(fraction),
        (ColumnKind::Day, _, Some(day)) => locale.format.date(day),
        _ => condition.value.clone(),
    };
    let operator = operator_name(condition.operator, words);
    format!("{} {operator} {value}", column_name(column, words))
}

/// The value of a condition as an address holds it, from what somebody typed or chose; `None` where it is no value of the
/// column: a word among numbers.
pub fn typed(column: Column, text: &str, locale: Locale) -> Option<String> {
    let text = text.trim();
    let number = |text: &str| format::typed_number(text, locale.format);
    match column.kind() {
        _ if text.is_empty() => None,
        ColumnKind::Text | ColumnKind::Choice => Some(text.to_owned()),
        ColumnKind::Number | ColumnKind::Money => Some(number(text)?.normalize().to_string()),
        ColumnKind::Fraction => {
            let percent = number(text.trim_end_matches('%'))?;
            let fraction = percent.checked_div(Decimal::ONE_HUNDRED)?;
            Some(fraction.normalize().to_string())
        }
        ColumnKind::Day => parse_date(text).map(|day| day.to_string()),
    }
}

pub(super) fn heading(column: Column, query: &ReportQuery, words: &Words) -> ReportHeading {
    let (by, descending) = query.order.unwrap_or_else(|| query.subject.order());
    let order = if descending {
        "descending"
    } else {
        "ascending"
    };
    ReportHeading {
        column,
        name: column_name(column, words),
        order: (by == column).then_some(order),
        numeric: column.kind().is_numeric(),
    }
}

fn row_view(
    report: &Report,
    row: &Row,
    columns: &[Column],
    book: &Book,
    rules: &Rules,
    locale: Locale,
) -> ReportRow {
    let client = row.client.and_then(|client| book.clients.get(client));
    let cell = |column: &Column| {
        let cell = report.cell(row, *column);
        let (day, mark) = match (column, &cell) {
            (Column::DaysLeft, Cell::Number(days)) => (
                renewal_day(report, row, locale),
                renewals::mark(*days, locale.words),
            ),
            _ => (None, None),
        };
        CellView {
            day,
            mark,
            gain: *column == Column::MrrChange
                && matches!(&cell, Cell::Money(n, _) if *n > Decimal::ZERO),
            value: cell.plain(),
            numeric: column.kind().is_numeric(),
            negative: matches!(&cell, Cell::Number(n) | Cell::Money(n, _) if n.is_sign_negative() && !n.is_zero()),
            text: text(*column, cell, rules, locale),
        }
    };
    ReportRow {
        client: client.map(|client| client.id.clone()),
        statement: report.statement(row).map(str::to_owned),
        cells: columns.iter().map(cell).collect(),
    }
}

fn renewal_day(report: &Report, row: &Row, locale: Locale) -> Option<Shown> {
    match report.cell(row, Column::RenewsOn) {
        Cell::Day(day) => Some((day.to_string(), locale.format.date(day))),
        _ => None,
    }
}

/// The figure, and what the rows shown come to; nothing for a table of records.
pub fn numbers(
    report: &Report,
    chosen: &[&Row],
    rules: &Rules,
    locale: Locale,
) -> (Option<Shown>, Option<Shown>) {
    let Subject::Figure(key) = report.query().subject else {
        return (None, None);
    };
    let value = report.figure().and_then(|(value, _)| value.as_ref());
    let value = value.map(|value| answer(key, value, rules, locale));
    // A figure that the data cannot give has no rows, which are not a sum of 0.
    let sum = report.recombined(chosen).filter(|_| value.is_some());
    let sum = sum.map(|sum| answer(key, &sum, rules, locale));
    (value, sum)
}

fn how(report: &Report, rules: &Rules, locale: Locale) -> String {
    let words = locale.words;
    let Some((_, how)) = report.figure() else {
        return words.how_table();
    };
    let reported = Cell::Word(Kind::Reported.as_str());
    let is_reported = |row: &Row| report.cell(row, Column::Record) == reported;
    if !report.rows().is_empty() && report.rows().iter().all(is_reported) {
        return words.how_reported(&rules.programme.vendor);
    }
    match how {
        How::Sum => words.how_sum(),
        How::Count => words.how_count(),
        How::Shortfall(need) => words.how_shortfall(format::points(locale.format, *need)),
        How::Mean => words.how_mean(),
        How::Product => words.how_product(),
        How::Judgement => words.how_judgement(),
        How::Replay => words.how_replay(),
        How::Stated => words.how_stated(),
    }
}

/// The sum of a column, in words: by currency where it is money.
pub fn total(report: &Report, rows: &[&Row], column: Column, locale: Locale) -> String {
    let totals = report.totals(rows, column);
    // More than two would not fit under a column; a filter by currency shows each.
    if totals.len() > 2 {
        return locale.words.totals_currencies(totals.len());
    }
    let texts = totals.into_iter().map(|(currency, sum)| match currency {
        Some(currency) => amount_text(column, sum, currency, locale),
        None => format::points(locale.format, sum),
    });
    texts.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{view::format::Plain, words::Language};

    #[test]
    fn what_is_typed_becomes_the_value_of_its_column() {
        let locale = Locale {
            words: &Words::new(Language::En),
            format: &Plain,
        };
        for (column, text, value) in [
            (Column::Points, " 10.50 ", Some("10.5")),
            (Column::DaysLeft, "-5", Some("-5")),
            (Column::MrrChange, "−191.6", Some("-191.6")),
            (Column::Points, "1,234", None),
            (Column::Points, "many", None),
            (Column::Points, "", None),
            (Column::Share, "20 %", Some("0.2")),
            (Column::Share, "12.5", Some("0.125")),
            (Column::DueOn, "2025-02-28", Some("2025-02-28")),
            (Column::DueOn, "2025-02-30", None),
            (Column::Client, "=1+1", Some("=1+1")),
        ] {
            assert_eq!(typed(column, text, locale).as_deref(), value, "{text}");
        }
    }
}
