//! Reports: the rows behind a number, or a table of records, filtered and in order.
//!
//! Problem: a counter's dialog, a section's table, an export, a saved report and an active list all show rows of the same
//! records, and five ways to pick them would disagree. Idea: a [`ReportQuery`] is one plain value that fits into an address;
//! [`Report`] answers it from the book. The rows behind a figure are its parts as the engine takes it apart, so that their sum is
//! the number by construction. Cells are made only for what is asked for: a book has 100,000 rows.
//!
//! Example: `report=points.sold&where=market.is.growth&by=-points` is what growth markets add to the sold points.

mod columns;
mod filter;
mod record;

pub use columns::{Column, ColumnKind};
pub use filter::{Condition, Labels, Operator};
pub use record::{EXPECTED, Kind, Met, Row, State, Totals};

use filter::Filter;

use super::{
    address::{decode, encode},
    range::Range,
};
use crate::{
    engine::{
        commission,
        explain::{self, Answer, Behind, Explanation, How, Key, Question},
        ledger::Ledger,
    },
    model::{book::Book, choice::choice, period::Quarter, tier::TierId},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// Rows on one page of a report.
pub const PAGE: usize = 50;
/// How many quarters the schedule of coming commissions has.
pub const QUARTERS: usize = 12;

choice! {
    /// A table of records.
    Table {
        /// The clients and their points.
        Clients = "clients",
        /// The clients whose points changed in the range.
        Changes = "changes",
        /// The sales.
        Sales = "sales",
        /// The managed spells.
        Managed = "managed",
        /// The shared deals.
        Deals = "deals",
        /// The upcoming renewals.
        Renewals = "renewals",
        /// The commission statements.
        Statements = "statements",
        /// The lines of the statements.
        Lines = "statement-lines",
        /// What the sales will earn, by quarter and currency.
        Schedule = "schedule",
        /// The statements, and the quarters beyond them that the schedule expects.
        Payments = "payments",
    }
}

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A figure of the page: the rows are its parts.
    Figure(Key),
    /// A table of records.
    Table(Table),
}

impl Subject {
    /// Reads `points.sold` or `renewals`.
    pub fn parse(word: &str) -> Option<Self> {
        let figure = Key::parse(word).map(Self::Figure);
        figure.or_else(|| Table::parse(word).map(Self::Table))
    }

    /// The word that [`Subject::parse`] reads.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Figure(key) => key.as_str(),
            Self::Table(table) => table.as_str(),
        }
    }

    /// Whether the rows depend on a range of days.
    pub const fn has_range(self) -> bool {
        matches!(
            self,
            Self::Figure(
                Key::NewSold
                    | Key::LostSold
                    | Key::NewManaged
                    | Key::LostManaged
                    | Key::SharedCreated
                    | Key::SharedInFlight
                    | Key::SharedClosedWon
            ) | Self::Table(Table::Changes)
        )
    }

    /// The columns that it shows where nobody chose, and those that it can show besides.
    pub const fn columns(self) -> (&'static [Column], &'static [Column]) {
        use Column as C;
        match self {
            Self::Figure(Key::GoalTotalNeed | Key::GoalMinimumNeed | Key::GoalManagedNeed) => {
                (&[C::Tier, C::Requirement, C::Need], &[])
            }
            Self::Figure(Key::SourcedMrr) => (
                &[
                    C::Client,
                    C::Product,
                    C::Deal,
                    C::ClosedOn,
                    C::Mrr,
                    C::Unit,
                    C::Usd,
                ],
                &[
                    C::Id,
                    C::Kind,
                    C::Rules,
                    C::Domain,
                    C::Country,
                    C::Market,
                    C::Owner,
                ],
            ),
            Self::Figure(Key::SourcedAmount) => (
                &[C::Deal, C::Client, C::ClosedOn, C::Amount, C::Unit, C::Usd],
                &[
                    C::Id,
                    C::Mrr,
                    C::RegisteredOn,
                    C::Rules,
                    C::Country,
                    C::Market,
                    C::Owner,
                ],
            ),
            Self::Figure(Key::Csr) => (
                &[
                    C::Month,
                    C::OpeningMrr,
                    C::CancelledMrr,
                    C::Kept,
                    C::Annualised,
                ],
                &[C::DowngradedMrr],
            ),
            Self::Figure(Key::CreditedTier | Key::PerformingTier | Key::ReplayedTier) => {
                (&[C::Tier, C::Requirement, C::Need, C::Have, C::Met], &[])
            }
            Self::Figure(Key::NewSold | Key::LostSold) => (
                &[
                    C::Client,
                    C::Product,
                    C::DealType,
                    C::Day,
                    C::Cause,
                    C::Mrr,
                    C::Points,
                ],
                &[
                    C::Id,
                    C::Deal,
                    C::Kind,
                    C::From,
                    C::Until,
                    C::Unit,
                    C::Rate,
                    C::Multiplier,
                    C::Rules,
                    C::Domain,
                    C::Country,
                    C::Market,
                    C::Owner,
                ],
            ),
            Self::Figure(Key::NewManaged | Key::LostManaged) => (
                &[C::Client, C::Day, C::Cause, C::Mrr, C::Partners, C::Points],
                &[
                    C::From,
                    C::Until,
                    C::LastActivity,
                    C::Unit,
                    C::Rate,
                    C::Multiplier,
                    C::Rules,
                    C::Domain,
                    C::Country,
                    C::Market,
                    C::Owner,
                ],
            ),
            Self::Figure(Key::SharedCreated | Key::SharedInFlight | Key::SharedClosedWon)
            | Self::Table(Table::Deals) => (
                &[
                    C::Deal,
                    C::Client,
                    C::DealType,
                    C::Stage,
                    C::PartnerStage,
                    C::RegisteredOn,
                    C::ClosedOn,
                    C::Amount,
                    C::Mrr,
                ],
                &[
                    C::Id,
                    C::CreatedBy,
                    C::CreatedOn,
                    C::Probability,
                    C::Country,
                    C::Market,
                    C::Owner,
                ],
            ),
            Self::Figure(Key::CommissionPaid) | Self::Table(Table::Statements) => (
                &[C::Period, C::Status, C::DueOn, C::PaidOn, C::Amount],
                &[C::Id],
            ),
            Self::Figure(Key::CommissionNextDue) => (
                &[
                    C::Period,
                    C::Status,
                    C::DueOn,
                    C::Client,
                    C::Product,
                    C::Mrr,
                    C::Share,
                    C::Months,
                    C::Amount,
                ],
                &[C::Id, C::Deal, C::ClosedOn, C::DealType],
            ),
            Self::Figure(Key::MedianToolUsage | Key::Certified | Key::Certifications) => {
                (&[C::Record], &[])
            }
            // Everything in points.
            Self::Figure(_) => (
                &[
                    C::Client,
                    C::Record,
                    C::Product,
                    C::DealType,
                    C::Mrr,
                    C::From,
                    C::Until,
                    C::Points,
                ],
                &[
                    C::Id,
                    C::Deal,
                    C::Kind,
                    C::Unit,
                    C::Rate,
                    C::Multiplier,
                    C::Partners,
                    C::Rules,
                    C::Began,
                    C::Ended,
                    C::LastActivity,
                    C::Domain,
                    C::Country,
                    C::Market,
                    C::Owner,
                ],
            ),
            Self::Table(Table::Clients) => (
                &[
                    C::Client,
                    C::Sold,
                    C::Managed,
                    C::Total,
                    C::PointsShare,
                    C::Mrr,
                    C::NextExpiry,
                    C::State,
                    C::Market,
                ],
                &[
                    C::Sourced,
                    C::Assisted,
                    C::ExpiresIn,
                    C::Currency,
                    C::Product,
                    C::Id,
                    C::Domain,
                    C::Country,
                    C::Owner,
                    C::Usage,
                    C::Multiplier,
                ],
            ),
            Self::Table(Table::Changes) => (
                &[
                    C::Client,
                    C::NewSold,
                    C::LostSold,
                    C::NewManaged,
                    C::LostManaged,
                    C::Net,
                ],
                &[
                    C::Id,
                    C::Domain,
                    C::Country,
                    C::Market,
                    C::Owner,
                    C::Currency,
                ],
            ),
            Self::Table(Table::Sales) => (
                &[
                    C::Client,
                    C::Product,
                    C::DealType,
                    C::Kind,
                    C::ClosedOn,
                    C::Mrr,
                    C::Until,
                ],
                &[
                    C::Id,
                    C::Deal,
                    C::Ended,
                    C::Domain,
                    C::Country,
                    C::Market,
                    C::Owner,
                ],
            ),
            Self::Table(Table::Managed) => (
                &[
                    C::Client,
                    C::From,
                    C::Until,
                    C::Mrr,
                    C::Partners,
                    C::LastActivity,
                ],
                &[C::Ended, C::Domain, C::Country, C::Market, C::Owner],
            ),
            Self::Table(Table::Renewals) => (
                &[
                    C::Client,
                    C::Product,
                    C::MrrChange,
                    C::Employee,
                    C::Manager,
                    C::DaysLeft,
                ],
                &[
                    C::Mrr,
                    C::RenewsOn,
                    C::Usage,
                    C::Domain,
                    C::Country,
                    C::Market,
                    C::Owner,
                ],
            ),
            Self::Table(Table::Lines) => (
                &[
                    C::Period,
                    C::Client,
                    C::Deal,
                    C::NetRevenue,
                    C::Share,
                    C::Amount,
                ],
                &[
                    C::Id,
                    C::Status,
                    C::DueOn,
                    C::PaidOn,
                    C::Country,
                    C::Market,
                    C::Owner,
                ],
            ),
            Self::Table(Table::Schedule) => (&[C::Period, C::DueOn, C::Amount], &[]),
            Self::Table(Table::Payments) => (
                &[C::Period, C::Status, C::DueOn, C::PaidOn, C::Amount],
                &[C::Id],
            ),
        }
    }

    /// The order where nobody chose one: the column, and whether the largest comes first.
    pub const fn order(self) -> (Column, bool) {
        match self {
            Self::Figure(Key::GoalTotalNeed | Key::GoalMinimumNeed | Key::GoalManagedNeed) => {
                (Column::Need, false)
            }
            Self::Figure(Key::SourcedMrr | Key::SourcedAmount) => (Column::Usd, true),
            Self::Figure(Key::Csr) => (Column::Month, false),
            Self::Figure(Key::CommissionPaid | Key::CommissionNextDue) => (Column::Period, true),
            Self::Figure(Key::SharedCreated | Key::SharedInFlight) => (Column::RegisteredOn, true),
            Self::Figure(Key::SharedClosedWon) => (Column::ClosedOn, true),
            Self::Figure(
                Key::CreditedTier
                | Key::PerformingTier
                | Key::ReplayedTier
                | Key::Certified
                | Key::Certifications
                | Key::MedianToolUsage,
            ) => (Column::Record, false),
            Self::Figure(_) => (Column::Points, true),
            Self::Table(Table::Clients) => (Column::Total, true),
            Self::Table(Table::Changes) => (Column::Net, true),
            Self::Table(Table::Sales) => (Column::ClosedOn, true),
            Self::Table(Table::Managed) => (Column::From, true),
            Self::Table(Table::Deals) => (Column::RegisteredOn, true),
            Self::Table(Table::Renewals) => (Column::DaysLeft, false),
            Self::Table(Table::Statements | Table::Lines | Table::Payments) => {
                (Column::Period, true)
            }
            Self::Table(Table::Schedule) => (Column::Period, false),
        }
    }

    /// The column that says what a row weighs: what a chart of the report shows.
    pub const fn weight(self) -> Option<Column> {
        match self {
            Self::Figure(
                Key::GoalTotalNeed
                | Key::GoalMinimumNeed
                | Key::GoalManagedNeed
                | Key::CreditedTier
                | Key::PerformingTier
                | Key::ReplayedTier
                | Key::Certified
                | Key::Certifications
                | Key::MedianToolUsage,
            ) => None,
            Self::Figure(Key::SourcedMrr | Key::SourcedAmount) => Some(Column::Usd),
            Self::Figure(Key::Csr) => Some(Column::Annualised),
            Self::Figure(
                Key::SharedCreated
                | Key::SharedInFlight
                | Key::SharedClosedWon
                | Key::CommissionPaid
                | Key::CommissionNextDue,
            )
            | Self::Table(
                Table::Deals | Table::Statements | Table::Lines | Table::Schedule | Table::Payments,
            ) => Some(Column::Amount),
            Self::Figure(_) => Some(Column::Points),
            Self::Table(Table::Clients) => Some(Column::Total),
            Self::Table(Table::Changes) => Some(Column::Net),
            Self::Table(Table::Sales | Table::Managed) => Some(Column::Mrr),
            Self::Table(Table::Renewals) => Some(Column::MrrChange),
        }
    }
}

/// Which rows, in which order, with which columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportQuery {
    /// What it is about.
    pub subject: Subject,
    /// Only rows of the client with this id; for a client's own figures, the client.
    pub client: Option<String>,
    /// The range, where the subject has one.
    pub range: Range,
    /// The tier chosen in "Get to", for the figures of a goal.
    pub goal: Option<TierId>,
    /// Only rows that hold these words.
    pub text: String,
    /// Only rows that meet all of these.
    pub conditions: Vec<Condition>,
    /// The order, where somebody chose one: the column, and whether the largest comes first.
    pub order: Option<(Column, bool)>,
    /// The columns, where somebody chose them.
    pub columns: Option<Vec<Column>>,
    /// The page, from 0.
    pub page: usize,
}

impl ReportQuery {
    /// Everything about a subject.
    pub fn of(subject: Subject) -> Self {
        Self {
            subject,
            client: None,
            range: Range::default(),
            goal: None,
            text: String::new(),
            conditions: Vec::new(),
            order: None,
            columns: None,
            page: 0,
        }
    }

    /// The columns that it shows.
    pub fn shown(&self) -> Vec<Column> {
        let (shown, _) = self.subject.columns();
        self.columns.clone().unwrap_or_else(|| shown.to_vec())
    }

    /// Every column that it can show.
    pub fn all(&self) -> Vec<Column> {
        let (shown, more) = self.subject.columns();
        [shown, more].concat()
    }

    /// Whether rows are left out by words or conditions.
    pub const fn is_filtered(&self) -> bool {
        !self.text.is_empty() || !self.conditions.is_empty()
    }

    /// The parameters of an address that say all this, encoded; the subject comes first.
    pub fn parameters(&self) -> Vec<String> {
        let mut parameters = vec![format!("report={}", self.subject.word())];
        let mut add = |key: &str, value: String| parameters.push(format!("{key}={value}"));
        if let Some(client) = &self.client {
            add("of", encode(client));
        }
        if self.subject.has_range() {
            add("range", self.range.word());
        }
        if let Some(goal) = &self.goal {
            add("to", encode(goal.as_str()));
        }
        if !self.text.is_empty() {
            add("q", encode(&self.text));
        }
        for condition in &self.conditions {
            add("where", condition.word());
        }
        if let Some(order) = self.order {
            add("by", order_word(order));
        }
        if let Some(columns) = &self.columns {
            let words: Vec<_> = columns.iter().map(|column| column.as_str()).collect();
            add("columns", words.join(","));
        }
        if self.page != 0 {
            add("page", (self.page + 1).to_string());
        }
        parameters
    }

    /// Takes in one parameter; whether it was one of a report's. What cannot be read is left as it is.
    pub fn read(&mut self, key: &str, value: &str) -> bool {
        match key {
            "of" => self.client = Some(decode(value)).filter(|client| !client.is_empty()),
            "range" if self.subject.has_range() => {
                self.range = Range::parse(value).unwrap_or_default();
            }
            "to" => {
                self.goal = Some(TierId(decode(value))).filter(|goal| !goal.as_str().is_empty())
            }
            "q" => self.text = decode(value),
            "where" => self.conditions.extend(
                Condition::parse(value).filter(|condition| self.can_show(condition.column)),
            ),
            "by" => {
                self.order = parse_order(value).filter(|(column, _)| self.can_show(*column));
            }
            "columns" => {
                let mut columns: Vec<Column> = Vec::new();
                for column in value.split(',').filter_map(Column::parse) {
                    if self.can_show(column) && !columns.contains(&column) {
                        columns.push(column);
                    }
                }
                self.columns = Some(columns).filter(|columns| !columns.is_empty());
            }
            "page" => {
                let page: usize = value.parse().unwrap_or(1);
                self.page = page.clamp(1, 1_000_000) - 1;
            }
            _ => return false,
        }
        true
    }

    fn can_show(&self, column: Column) -> bool {
        let (shown, more) = self.subject.columns();
        shown.contains(&column) || more.contains(&column)
    }

    /// As a text: what a saved report and an active list keep.
    pub fn word(&self) -> String {
        self.parameters().join("&")
    }

    /// Reads [`ReportQuery::word`]; `None` where no subject is named.
    pub fn parse(word: &str) -> Option<Self> {
        let mut pairs = word.split('&').filter_map(|pair| pair.split_once('='));
        let subject =
            pairs.find_map(|(key, value)| (key == "report").then(|| Subject::parse(value)));
        let mut query = Self::of(subject.flatten()?);
        for (key, value) in word.split('&').filter_map(|pair| pair.split_once('=')) {
            query.read(key, value);
        }
        Some(query)
    }
}

/// Reads an order: `points`, or `-points` for the largest first.
pub fn parse_order(word: &str) -> Option<(Column, bool)> {
    let column = Column::parse(word.strip_prefix('-').unwrap_or(word))?;
    Some((column, word.starts_with('-')))
}

/// The word that [`parse_order`] reads.
pub fn order_word((column, descending): (Column, bool)) -> String {
    format!("{}{}", if descending { "-" } else { "" }, column.as_str())
}

/// The first day that the data speaks of: of points, be they the vendor's own, of shared deals and commissions.
pub fn earliest(book: &Book, ledger: &Ledger) -> NaiveDate {
    let deals = book.deals.iter().flatten();
    let deals = deals.filter_map(|deal| deal.registered_on).min();
    let reported = book.reported.iter().flat_map(|reported| &reported.history);
    let reported = reported.flatten().map(|on| on.day).min();
    let days = [ledger.days().first().copied(), deals, reported];
    days.into_iter().flatten().min().unwrap_or(book.as_of)
}

/// The answer to a query, before filters.
#[derive(Debug)]
pub struct Report<'a> {
    question: Question<'a>,
    query: &'a ReportQuery,
    /// The figure, where the report is about one: what it says and how the rows become that.
    figure: Option<(Option<Answer>, How)>,
    rows: Vec<Row>,
    schedule: Option<commission::Schedule>,
    in_data: bool,
}

impl<'a> Report<'a> {
    /// Everything that a query is about. The question's range, goal and client are the query's.
    pub fn new(question: Question<'a>, query: &'a ReportQuery) -> Self {
        let book = question.book;
        let question = Question {
            range: query
                .range
                .days(question.standing.day, earliest(book, question.ledger)),
            goal: query
                .goal
                .as_ref()
                .filter(|goal| question.rules.tier(goal).is_some())
                .or(question.goal),
            client: query
                .client
                .as_ref()
                .and_then(|id| book.clients.iter().position(|client| client.id == *id)),
            ..question
        };
        let mut report = Self {
            question,
            query,
            figure: None,
            rows: Vec::new(),
            schedule: None,
            in_data: true,
        };
        match query.subject {
            Subject::Figure(key) => report.explain(key),
            Subject::Table(table) => report.list(table),
        }
        // A client that the book does not have has no rows, rather than everybody's.
        if query.client.is_some() {
            let client = question.client;
            report
                .rows
                .retain(|row| client.is_some() && row.client == client);
        }
        report
    }

    /// The rows of some clients alone, by their indices in the book, of a query about clients: what is in sight of a long table.
    pub fn of_clients(question: Question<'a>, query: &'a ReportQuery, clients: &[usize]) -> Self {
        Self {
            question,
            query,
            figure: None,
            rows: clients.iter().copied().map(Row::client).collect(),
            schedule: None,
            in_data: true,
        }
    }

    fn explain(&mut self, key: Key) {
        let Explanation {
            value, how, rows, ..
        } = explain::explain(key, &self.question);
        self.in_data = value.is_some();
        self.figure = Some((value, how));
        self.rows = rows.into_iter().map(Row::part).collect();
    }

    fn list(&mut self, table: Table) {
        let book = self.question.book;
        match table {
            Table::Clients => self.rows = (0..book.clients.len()).map(Row::client).collect(),
            Table::Changes => {
                let (first, last) = self.question.range;
                let changes = (0..book.clients.len()).filter_map(|client| {
                    let changes = self.question.ledger.of_client_changes(client, first, last);
                    Some(Row::changes(client, changes.ok()??))
                });
                self.rows = changes.collect();
                self.in_data = book.sales.is_some() || book.managed.is_some();
            }
            Table::Sales => self.section(&book.sales, Behind::Sale, |sale| Some(sale.client)),
            Table::Managed => {
                self.section(&book.managed, Behind::Managed, |spell| Some(spell.client));
            }
            Table::Deals => self.section(&book.deals, Behind::Deal, |deal| deal.client),
            Table::Renewals => {
                let renewals = book.renewals.iter().flatten().enumerate();
                self.rows = renewals
                    .map(|(index, renewal)| Row::renewal(index, renewal.client))
                    .collect();
                self.in_data = book.renewals.is_some();
            }
            Table::Statements => self.section(&book.commissions, Behind::Statement, |_| None),
            Table::Lines => {
                for (index, statement) in book.commissions.iter().flatten().enumerate() {
                    for (at, line) in statement.lines.iter().enumerate() {
                        self.rows.push(Row::line(index, at, line.client));
                    }
                }
                self.in_data = book.commissions.is_some();
            }
            Table::Schedule => {
                self.expect(false);
                self.in_data = self.schedule.is_some();
            }
            Table::Payments => {
                self.list(Table::Statements);
                self.expect(true);
                self.in_data |= self.schedule.is_some();
            }
        }
    }

    /// A row for each record of a section.
    fn section<T>(
        &mut self,
        section: &Option<Vec<T>>,
        behind: fn(usize) -> Behind,
        client: fn(&T) -> Option<usize>,
    ) {
        let records = section.iter().flatten().enumerate();
        self.rows = records
            .map(|(index, record)| Row::record(behind(index), client(record)))
            .collect();
        self.in_data = section.is_some();
    }

    /// Adds what the sales will earn; only for quarters of which the data has no statement, where that is asked.
    fn expect(&mut self, beyond_statements: bool) {
        let Question {
            book,
            rules,
            standing,
            ..
        } = self.question;
        let schedule = commission::schedule(book, rules, standing.day, QUARTERS);
        self.schedule = schedule.ok().flatten();
        let payouts = self.schedule.iter().flat_map(|schedule| &schedule.payouts);
        for (index, payout) in payouts.enumerate() {
            if !beyond_statements || payout.statements.is_empty() {
                let currencies = payout.amounts.keys();
                self.rows
                    .extend(currencies.map(|currency| Row::payout(index, *currency)));
            }
        }
    }

    /// What the query asks for.
    pub const fn query(&self) -> &ReportQuery {
        self.query
    }

    /// The day that it is of, where that is not the data's own.
    pub fn past_day(&self) -> Option<NaiveDate> {
        let day = self.question.standing.day;
        (day != self.question.book.as_of).then_some(day)
    }

    /// The range in days.
    pub const fn range(&self) -> (NaiveDate, NaiveDate) {
        self.question.range
    }

    /// The client that it is about, by its index in the book.
    pub const fn client(&self) -> Option<usize> {
        self.question.client
    }

    /// Whether the data has what the report is about.
    pub const fn is_in_data(&self) -> bool {
        self.in_data
    }

    /// The figure that it is about: what it says, and how its rows become that.
    pub const fn figure(&self) -> Option<&(Option<Answer>, How)> {
        self.figure.as_ref()
    }

    /// Every row, before filters.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What some of the rows come to, for a figure: their sum, or as it is made of them. `None` where that is no number, or
    /// has too many digits.
    pub fn recombined(&self, rows: &[&Row]) -> Option<Answer> {
        let (value, how) = self.figure.as_ref()?;
        let parts = rows.iter().filter_map(|row| row.as_part()).cloned();
        let some = Explanation {
            // Plays no part in the sum.
            key: Key::TotalPoints,
            value: None,
            how: *how,
            rows: parts.collect(),
        };
        match value {
            Some(Answer::Money(_)) => some.recombined_money().ok().map(Answer::Money),
            _ if matches!(how, How::Shortfall(_)) => {
                let sum = Explanation {
                    how: How::Sum,
                    ..some
                };
                sum.recombined().ok().flatten().map(Answer::Number)
            }
            _ => some.recombined().ok().flatten().map(Answer::Number),
        }
    }

    /// The rows that the filters leave, in the order of the data.
    pub fn kept(&self, labels: &Labels) -> Vec<&Row> {
        let filter = Filter::new(self, labels);
        self.rows.iter().filter(|row| filter.keeps(row)).collect()
    }

    /// Some of the rows, in the order that the query asks for.
    pub fn sorted<'r>(&'r self, mut rows: Vec<&'r Row>, labels: &Labels) -> Vec<&'r Row> {
        let (column, descending) = self
            .query
            .order
            .unwrap_or_else(|| self.query.subject.order());
        filter::sort(self, &mut rows, column, descending, labels);
        rows
    }

    /// The rows that the filters leave, in the order that the query asks for.
    pub fn chosen(&self, labels: &Labels) -> Vec<&Row> {
        self.sorted(self.kept(labels), labels)
    }

    /// The clients of the rows that the filters leave, each once, in the order of the book.
    pub fn clients(&self, labels: &Labels) -> Vec<usize> {
        let rows = self.kept(labels).into_iter();
        let mut clients: Vec<usize> = rows.filter_map(|row| row.client).collect();
        clients.sort_unstable();
        clients.dedup();
        clients
    }

    /// The quarter of a payout that the schedule expects, and when it is due.
    pub(crate) fn payout(
        &self,
        index: usize,
    ) -> Option<(Quarter, NaiveDate, &commission::Amounts)> {
        let payout = self.schedule.as_ref()?.payouts.get(index)?;
        Some((payout.quarter, payout.due, &payout.amounts))
    }

    /// How an amount compares with those of other currencies: in units of 100 USD by the rules of the day.
    fn comparable(
        &self,
        amount: Decimal,
        currency: crate::model::currency::Currency,
    ) -> Option<Decimal> {
        let version = self.question.rules.on(self.question.standing.day);
        amount.checked_div(*version.currency_unit.get(&currency)?)
    }
}
