//! A row of a report, and what stands in its cells.
//!
//! A row names its records by their place in the book; a cell looks for its value in them, the most particular first.

use super::{self as report, Column, Report, Subject};
use crate::{
    engine::{
        explain::{self, Behind, Working},
        ledger::{self, Cause, Changes, Points, Span},
        tiers::Verdict,
    },
    model::{
        choice::{Choice, choice},
        client::Client,
        commission::{Commission, CommissionLine},
        currency::Currency,
        deal::Deal,
        exact::{Exact, Overflow},
        managed::Managed,
        renewal::Renewal,
        retention::RetentionMonth,
        sale::Sale,
        table::Table,
    },
    query::cell::Cell,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The status of a payment that no statement speaks of yet.
pub const EXPECTED: &str = "expected";

choice! {
    /// What kind of record a row is.
    Kind {
        /// A sale.
        Sale = "sale",
        /// A managed spell.
        Managed = "managed",
        /// A shared deal.
        Deal = "deal",
        /// A commission statement.
        Statement = "statement",
        /// A month of retention.
        Month = "month",
        /// The vendor's own figure.
        Reported = "reported",
        /// What the data says of the partner.
        Partner = "partner",
        /// What a tier asks for.
        Gate = "gate",
    }
}

choice! {
    /// Whether a requirement is met.
    Met {
        /// It is.
        Passed = "met",
        /// It is not.
        Failed = "missing",
        /// The data cannot say.
        NotInData = "not_in_data",
    }
}

choice! {
    /// Whether a client has points.
    State {
        /// It has.
        Active = "active",
        /// It had some, and all of them have ended.
        Expired = "expired",
        /// It never had any.
        Never = "never",
    }
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its client, by the index in the book.
    pub client: Option<usize>,
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    /// A part of a figure; apart, for it is much larger than the others, of which there are 100,000.
    Part(Box<explain::Row>),
    /// A record by itself.
    Record(Behind),
    /// A client.
    Client,
    /// What a client won and lost in the range.
    Changes(Box<Changes>),
    /// `book.renewals[i]`.
    Renewal(usize),
    /// A line of `book.commissions[i]`.
    Line(usize, usize),
    /// An expected payout in one of its currencies.
    Payout(usize, Currency),
}

/// Sums by currency; plain numbers have none.
pub type Totals = Vec<(Option<Currency>, Decimal)>;

impl Row {
    pub(super) fn part(part: explain::Row) -> Self {
        Self {
            client: part.client,
            source: Source::Part(Box::new(part)),
        }
    }

    pub(super) const fn record(behind: Behind, client: Option<usize>) -> Self {
        let source = Source::Record(behind);
        Self { client, source }
    }

    pub(super) const fn client(client: usize) -> Self {
        Self {
            client: Some(client),
            source: Source::Client,
        }
    }

    pub(super) fn changes(client: usize, changes: Changes) -> Self {
        Self {
            client: Some(client),
            source: Source::Changes(Box::new(changes)),
        }
    }

    pub(super) const fn renewal(index: usize, client: usize) -> Self {
        Self {
            client: Some(client),
            source: Source::Renewal(index),
        }
    }

    pub(super) const fn line(statement: usize, line: usize, client: Option<usize>) -> Self {
        let source = Source::Line(statement, line);
        Self { client, source }
    }

    pub(super) const fn payout(index: usize, currency: Currency) -> Self {
        Self {
            client: None,
            source: Source::Payout(index, currency),
        }
    }

    pub(super) fn as_part(&self) -> Option<&explain::Row> {
        match &self.source {
            Source::Part(part) => Some(part),
            _ => None,
        }
    }

    fn behind(&self) -> Option<&Behind> {
        match &self.source {
            Source::Part(part) => Some(&part.behind),
            Source::Record(behind) => Some(behind),
            _ => None,
        }
    }
}

/// The records of a row.
#[derive(Default)]
struct Records<'a> {
    client: Option<&'a Client>,
    sale: Option<&'a Sale>,
    managed: Option<&'a Managed>,
    deal: Option<&'a Deal>,
    statement: Option<&'a Commission>,
    line: Option<&'a CommissionLine>,
    renewal: Option<&'a Renewal>,
    month: Option<&'a RetentionMonth>,
}

fn value(exact: &Exact) -> Option<Decimal> {
    exact.value().ok().filter(|_| !exact.is_empty())
}

/// A record of a section that may be missing.
fn at<T>(section: &Option<Vec<T>>, index: usize) -> Option<&T> {
    section.as_ref()?.get(index)
}

fn joined(texts: &[String]) -> Cell {
    Cell::text((!texts.is_empty()).then(|| texts.join(", ")))
}

impl Report<'_> {
    fn records(&self, row: &Row) -> Records<'_> {
        let book = self.question.book;
        let mut records = Records {
            client: row.client.and_then(|client| book.clients.get(client)),
            ..Records::default()
        };
        match row.behind() {
            Some(Behind::Sale(index)) => records.sale = at(&book.sales, *index),
            Some(Behind::Managed(index)) => records.managed = at(&book.managed, *index),
            Some(Behind::Deal(index)) => records.deal = at(&book.deals, *index),
            Some(Behind::Statement(index)) => {
                records.statement = at(&book.commissions, *index);
            }
            Some(Behind::Retention(month)) => {
                let mut months = book.retention.iter().flatten();
                records.month = months.find(|other| other.month == *month);
            }
            _ => {}
        }
        match row.source {
            Source::Renewal(index) => records.renewal = at(&book.renewals, index),
            Source::Line(index, line) => {
                records.statement = at(&book.commissions, index);
                records.line = records
                    .statement
                    .and_then(|statement| statement.lines.get(line));
            }
            _ => {}
        }
        records
    }

    /// The id of the statement that a row is of.
    pub fn statement(&self, row: &Row) -> Option<&str> {
        let statement = self.records(row).statement;
        statement.map(|statement| statement.id.as_str())
    }

    /// A row's value in a column.
    pub fn cell(&self, row: &Row, column: Column) -> Cell {
        let of = self.records(row);
        let part = row.as_part();
        let (client, sale, managed, deal) = (of.client, of.sale, of.managed, of.deal);
        let (statement, line, renewal, month) = (of.statement, of.line, of.renewal, of.month);
        let working = part.map(|part| &part.working);
        let points = match working {
            Some(Working::Points(points)) => Some(points),
            _ => None,
        };
        let usd = match working {
            Some(Working::Usd(usd)) => Some(usd),
            _ => None,
        };
        let earned = match working {
            Some(Working::Earned(earned)) => Some(earned),
            _ => None,
        };
        let kept = match working {
            Some(Working::Kept(kept)) => Some(kept),
            _ => None,
        };
        let event = part.and_then(|part| part.event);
        let payout = match row.source {
            Source::Payout(index, currency) => self.payout(index).map(|payout| (payout, currency)),
            _ => None,
        };
        let standing = || {
            let client = self.question.standing.clients.get(row.client?)?;
            matches!(row.source, Source::Client).then_some(client)
        };
        let changes = |pick: fn(&Changes) -> &Exact| match &row.source {
            Source::Changes(changes) => Cell::number(pick(changes).value().ok()),
            _ => Cell::Missing,
        };
        match column {
            Column::Client => {
                let name = client.map(|client| client.name.clone());
                Cell::text(name.or_else(|| deal?.client_name.clone()))
            }
            Column::Domain => Cell::text(client.and_then(|client| client.domain.clone())),
            Column::Country => Cell::text(
                client
                    .and_then(|client| client.country)
                    .map(|c| c.to_string()),
            ),
            Column::Market => {
                let clients = &self.question.standing.clients;
                let standing = row.client.and_then(|client| clients.get(client));
                Cell::word(standing.and_then(|client| client.market))
            }
            Column::Owner => Cell::text(client.and_then(|client| client.owner.clone())),
            Column::Currency => Cell::text(
                client
                    .and_then(|client| client.currency)
                    .map(|c| c.to_string()),
            ),
            Column::Usage => Cell::number(client.and_then(|client| client.usage_score)),
            Column::Record => row
                .behind()
                .map_or(Cell::Missing, |behind| Cell::Word(kind(behind).word())),
            Column::Id => Cell::text(
                sale.map(|sale| &sale.id)
                    .or_else(|| deal.map(|deal| &deal.id))
                    .or_else(|| statement.map(|statement| &statement.id))
                    .or_else(|| client.map(|client| &client.id)),
            ),
            Column::Product => match (sale, renewal, client, &row.source) {
                (Some(sale), ..) => Cell::text(sale.product_line.clone()),
                (_, Some(renewal), ..) => joined(&renewal.products),
                (_, _, Some(client), Source::Client) => joined(&client.products),
                _ => Cell::Missing,
            },
            Column::Deal => Cell::text(
                deal.map(|deal| deal.name.clone().unwrap_or_else(|| deal.id.clone()))
                    .or_else(|| sale?.deal.clone())
                    .or_else(|| line?.deal.clone()),
            ),
            Column::DealType => Cell::word(
                sale.map(|sale| sale.deal_type)
                    .or_else(|| Some(deal?.deal_type)),
            ),
            Column::Kind => Cell::word(sale.and_then(|sale| sale.kind)),
            Column::Mrr => match (sale, managed, deal, renewal) {
                (Some(sale), ..) => Cell::Money(sale.mrr, sale.currency),
                (_, Some(managed), ..) => Cell::Money(managed.mrr, managed.currency),
                (_, _, Some(deal), _) => Cell::money(deal.mrr, deal.currency),
                (.., Some(renewal)) => Cell::money(renewal.mrr, renewal.currency),
                _ => self.client_mrr(row),
            },
            Column::Unit => {
                Cell::number(points.map(|points| points.unit).or_else(|| Some(usd?.unit)))
            }
            Column::Rate => Cell::number(points.map(|points| points.rate)),
            Column::Multiplier => Cell::number(
                points
                    .map(|points| points.multiplier)
                    .or_else(|| Some(standing()?.multiplier)),
            ),
            Column::Partners => Cell::number(managed.map(|managed| managed.partners.get().into())),
            Column::Rules => Cell::text(
                points
                    .map(|points| &points.version)
                    .or_else(|| Some(&usd?.version)),
            ),
            Column::From => Cell::day(
                points
                    .map(|points| points.from)
                    .or_else(|| Some(managed?.from)),
            ),
            Column::Until => Cell::day(match (points, self.last_span(row)) {
                (Some(points), _) => points.until,
                (None, Some(span)) => span.ends(),
                (None, None) => managed
                    .and_then(|managed| managed.to)
                    .or_else(|| sale?.ended_on),
            }),
            Column::Began => Cell::word(points.map(|points| points.began)),
            Column::Ended => Cell::word(match (points, self.last_span(row)) {
                (Some(points), _) => points.ended,
                (None, Some(span)) => span.ends().map(|_| span.ended),
                (None, None) => None,
            }),
            Column::LastActivity => Cell::day(managed.and_then(|managed| managed.last_activity_on)),
            Column::Day => Cell::day(event.map(|(day, _)| day)),
            Column::Cause => Cell::word(event.map(|(_, cause)| cause)),
            Column::Points => Cell::number(part.and_then(|part| value(&part.amount))),
            Column::Usd => {
                let usd = part.and_then(|part| value(&part.amount));
                Cell::money(usd, Some(Currency::USD))
            }
            Column::Amount => match (part, deal, line, statement, payout) {
                // What a figure in USD is made of was in another currency before.
                (_, Some(deal), ..) => Cell::money(deal.amount, deal.currency),
                (Some(part), ..) => Cell::money(value(&part.amount), part.working.currency()),
                (_, _, Some(line), Some(statement), _) => {
                    Cell::Money(line.amount, statement.currency)
                }
                (_, _, _, Some(statement), _) => Cell::Money(statement.amount, statement.currency),
                (.., Some(((_, _, amounts), currency))) => {
                    Cell::money(amounts.get(&currency).and_then(value), Some(currency))
                }
                _ => Cell::Missing,
            },
            Column::Stage => Cell::word(deal.map(|deal| deal.vendor_stage)),
            Column::PartnerStage => Cell::text(deal.and_then(|deal| deal.partner_stage.clone())),
            Column::CreatedBy => Cell::word(deal.and_then(|deal| deal.created_by)),
            Column::CreatedOn => Cell::day(deal.and_then(|deal| deal.created_on)),
            Column::RegisteredOn => Cell::day(deal.and_then(|deal| deal.registered_on)),
            Column::ClosedOn => {
                Cell::day(sale.map(|sale| sale.closed_on).or_else(|| deal?.close_on))
            }
            Column::Probability => Cell::fraction(deal.and_then(|deal| deal.probability)),
            Column::Period => Cell::text(
                statement
                    .map(|statement| statement.period)
                    .or_else(|| payout.map(|((quarter, ..), _)| quarter))
                    .map(|quarter| quarter.to_string()),
            ),
            Column::DueOn => Cell::day(match (statement, payout) {
                (Some(statement), _) => statement.due_on,
                (None, payout) => payout.map(|((_, due, _), _)| due),
            }),
            Column::PaidOn => Cell::day(statement.and_then(|statement| statement.paid_on)),
            Column::Status => match payout {
                Some(_) => Cell::Word(EXPECTED),
                None => Cell::word(statement.map(|statement| statement.status)),
            },
            Column::NetRevenue => Cell::money(
                line.and_then(|line| line.net_revenue),
                statement.map(|statement| statement.currency),
            ),
            Column::Share => Cell::fraction(
                line.and_then(|line| line.rate)
                    .or_else(|| Some(earned?.share)),
            ),
            Column::Months => Cell::number(earned.map(|earned| earned.months.len().into())),
            Column::Month => Cell::text(month.map(|month| month.month.to_string())),
            Column::OpeningMrr => {
                Cell::money(month.map(|m| m.opening_mrr), month.and_then(|m| m.currency))
            }
            Column::CancelledMrr => Cell::money(
                month.map(|m| m.cancelled_mrr),
                month.and_then(|m| m.currency),
            ),
            Column::DowngradedMrr => Cell::money(
                month.and_then(|m| m.downgraded_mrr),
                month.and_then(|m| m.currency),
            ),
            Column::Kept => Cell::fraction(kept.map(|kept| kept.part)),
            Column::Annualised => Cell::fraction(kept.map(|kept| kept.annualised)),
            Column::Tier => match row.behind() {
                Some(Behind::Gate(tier, _) | Behind::Threshold(tier, _)) => {
                    Cell::Text(tier.to_string())
                }
                _ => Cell::Missing,
            },
            Column::Requirement => match row.behind() {
                Some(Behind::Gate(_, gate)) => Cell::Word(gate.measure.as_str()),
                Some(Behind::Threshold(_, measure)) => Cell::Word(measure.as_str()),
                _ => Cell::Missing,
            },
            Column::Need => match row.behind() {
                Some(Behind::Gate(_, gate)) => Cell::number(gate.need),
                Some(Behind::Threshold(..)) => {
                    Cell::number(part.and_then(|part| value(&part.amount)))
                }
                _ => Cell::Missing,
            },
            Column::Have => match row.behind() {
                Some(Behind::Gate(_, gate)) => Cell::number(gate.have),
                _ => Cell::Missing,
            },
            Column::Met => match row.behind() {
                Some(Behind::Gate(_, gate)) => Cell::word(Some(match gate.verdict {
                    Verdict::Passed => Met::Passed,
                    Verdict::Failed => Met::Failed,
                    Verdict::NotInData => Met::NotInData,
                })),
                _ => Cell::Missing,
            },
            Column::RenewsOn => Cell::day(renewal.map(|renewal| renewal.renews_on)),
            Column::DaysLeft => Cell::number(renewal.map(|renewal| {
                (renewal.renews_on - self.question.standing.day)
                    .num_days()
                    .into()
            })),
            Column::MrrChange => {
                renewal.map_or(Cell::Missing, |r| Cell::money(r.mrr_change, r.currency))
            }
            Column::Employee => {
                Cell::text(renewal.and_then(|renewal| renewal.last_active_employee.clone()))
            }
            Column::Manager => {
                Cell::text(renewal.and_then(|renewal| renewal.renewal_manager.clone()))
            }
            Column::Sold => Cell::number(standing().and_then(|client| client.sold)),
            Column::Managed => Cell::number(standing().and_then(|client| client.managed)),
            Column::Total => Cell::number(standing().and_then(|client| client.total)),
            Column::Sourced => Cell::number(self.of_deal_type(row, |points| &points.sourced)),
            Column::Assisted => Cell::number(self.of_deal_type(row, |points| &points.assisted)),
            Column::PointsShare => Cell::fraction(standing().and_then(|client| {
                let all = self
                    .question
                    .standing
                    .total
                    .value
                    .filter(|all| !all.is_zero());
                client.total?.checked_div(all?)
            })),
            Column::NextExpiry => Cell::day(self.next_expiry(row)),
            Column::ExpiresIn => Cell::number(self.next_expiry(row).map(|day| {
                let left = day - self.question.standing.day;
                left.num_days().into()
            })),
            Column::State => Cell::word(self.state(row)),
            Column::NewSold => changes(|changes| &changes.new_sold),
            Column::LostSold => changes(|changes| &changes.lost_sold),
            Column::NewManaged => changes(|changes| &changes.new_managed),
            Column::LostManaged => changes(|changes| &changes.lost_managed),
            Column::Net => match &row.source {
                Source::Changes(changes) => {
                    Cell::number(net(changes).and_then(|net| net.value()).ok())
                }
                _ => Cell::Missing,
            },
        }
    }

    /// What the ledger has of a row that is a client.
    fn client_spans(&self, row: &Row) -> &[Span] {
        match (&row.source, row.client) {
            (Source::Client, Some(client)) => self.question.ledger.of_client(client),
            _ => &[],
        }
    }

    /// A client's MRR; nothing where it is in several currencies.
    fn client_mrr(&self, row: &Row) -> Cell {
        let mrr = self.client_mrrs(row).ok();
        let mut amounts = mrr.iter().flat_map(Table::iter);
        match (amounts.next(), amounts.next()) {
            (Some((currency, mrr)), None) => Cell::Money(*mrr, *currency),
            _ => Cell::Missing,
        }
    }

    /// A client's MRR by currency: of what the partner manages, or where it manages nothing of what it sold and still counts. The
    /// two would count a subscription twice.
    fn client_mrrs(&self, row: &Row) -> Result<Table<Currency, Decimal>, Overflow> {
        let (book, day) = (self.question.book, self.question.standing.day);
        let (mut sold, mut managed) = (Table::default(), Table::default());
        let add = |to: &mut Table<Currency, Decimal>, mrr: Decimal, currency: Currency| {
            let sum = to.entry(currency);
            *sum = sum.checked_add(mrr).ok_or(Overflow)?;
            Ok(())
        };
        let spans = self.client_spans(row).iter();
        for span in spans.filter(|span| span.covers(day)) {
            match span.source() {
                ledger::Source::Sale(index) => {
                    if let Some(sale) = at(&book.sales, index) {
                        add(&mut sold, sale.mrr, sale.currency)?;
                    }
                }
                ledger::Source::Managed(index) => {
                    if let Some(spell) = at(&book.managed, index) {
                        add(&mut managed, spell.mrr, spell.currency)?;
                    }
                }
            }
        }
        Ok(if managed.is_empty() { sold } else { managed })
    }

    /// The points of the clients of some rows, exact and in one go, where all of them are computed.
    pub fn client_sums(&self, rows: &[&Row]) -> Option<Points> {
        let standing = self.question.standing;
        let computed = standing.sold.computed && standing.managed.computed;
        let mut sum = Points::default();
        for row in rows {
            let client = row
                .client
                .filter(|_| matches!(row.source, Source::Client))?;
            let points = self.question.ledger.of_client_on(client, standing.day);
            sum.add_all(&points.ok()?).ok()?;
        }
        computed.then_some(sum)
    }

    /// A part of a client's sold points; nothing where they are the vendor's, which does not take them apart.
    fn of_deal_type(&self, row: &Row, part: fn(&Points) -> &Exact) -> Option<Decimal> {
        self.client_points(row)
            .and_then(|points| part(&points).value().ok())
    }

    fn client_points(&self, row: &Row) -> Option<Points> {
        let standing = self.question.standing;
        let client = row
            .client
            .filter(|_| matches!(row.source, Source::Client))?;
        let points = self.question.ledger.of_client_on(client, standing.day).ok();
        points.filter(|_| standing.sold.computed)
    }

    /// The next day on which points of a client's records end for good: a new version of the rules only counts them otherwise.
    fn next_expiry(&self, row: &Row) -> Option<NaiveDate> {
        let day = self.question.standing.day;
        let ends = self.client_spans(row).iter().filter(|span| {
            let is_last = matches!(
                span.ended,
                Cause::Expiry | Cause::Cancellation | Cause::ActivityLapse
            );
            is_last && span.record_from <= day
        });
        ends.filter_map(Span::ends).filter(|end| day < *end).min()
    }

    fn state(&self, row: &Row) -> Option<State> {
        let day = self.question.standing.day;
        let spans = self.client_spans(row);
        let total = self.question.standing.clients.get(row.client?)?.total;
        let book = self.question.book;
        if spans.iter().any(|span| span.covers(day)) {
            Some(State::Active)
        } else if total.is_none() && (book.sales.is_none() || book.managed.is_none()) {
            // What is not in the data may be what is active.
            None
        } else if spans
            .iter()
            .any(|span| span.ends().is_some_and(|end| end <= day))
        {
            Some(State::Expired)
        } else {
            // The vendor's own points have no dates.
            let some = total?.is_sign_positive() && !total?.is_zero();
            Some(if some { State::Active } else { State::Never })
        }
    }

    /// The last points of a sale or a managed spell; `None` where it makes none.
    fn last_span(&self, row: &Row) -> Option<&Span> {
        let behind = row.behind()?;
        let is_of = |span: &&Span| match (behind, span.source()) {
            (Behind::Sale(index), ledger::Source::Sale(other))
            | (Behind::Managed(index), ledger::Source::Managed(other)) => *index == other,
            _ => false,
        };
        let spans = self.question.ledger.of_client(row.client?).iter();
        spans.filter(is_of).max_by_key(|span| span.until)
    }

    /// A row's value as it is added up: points that are divided have endless digits, and a cell only some of them.
    fn exact(&self, row: &Row, column: Column, number: Decimal) -> Result<Exact, Overflow> {
        let standing = self.question.standing;
        match (&row.source, column) {
            (Source::Part(part), Column::Points | Column::Usd) => Ok(part.amount.clone()),
            (Source::Changes(changes), Column::NewSold) => Ok(changes.new_sold.clone()),
            (Source::Changes(changes), Column::LostSold) => Ok(changes.lost_sold.clone()),
            (Source::Changes(changes), Column::NewManaged) => Ok(changes.new_managed.clone()),
            (Source::Changes(changes), Column::LostManaged) => Ok(changes.lost_managed.clone()),
            (Source::Changes(changes), Column::Net) => net(changes),
            (Source::Client, Column::Sold | Column::Managed | Column::Total)
                if standing.sold.computed && standing.managed.computed =>
            {
                let client = row.client.unwrap_or(usize::MAX);
                let points = self.question.ledger.of_client_on(client, standing.day)?;
                match column {
                    Column::Sold => points.sold(),
                    Column::Managed => Ok(points.managed),
                    _ => points.total(),
                }
            }
            (Source::Client, Column::Sourced | Column::Assisted) => {
                let points = self.client_points(row).ok_or(Overflow)?;
                Ok(match column {
                    Column::Sourced => points.sourced,
                    _ => points.assisted,
                })
            }
            _ => Exact::of(number),
        }
    }

    /// The sum of a column over some rows, by currency; exact where the rows are. Nothing where the column does not add up, no
    /// row has a value, or a sum has too many digits.
    pub fn totals(&self, rows: &[&Row], column: Column) -> Totals {
        // What was paid and what is only expected have no sum.
        let mixed = self.query.subject == Subject::Table(report::Table::Payments);
        if mixed || !column.adds_up() {
            return Totals::new();
        }
        // The MRR of a sale is in that of the managed client already.
        let has = |kind: Kind| {
            let mut kinds = rows.iter().filter_map(|row| row.behind());
            kinds.any(|behind| self::kind(behind) == kind)
        };
        if column == Column::Mrr && has(Kind::Sale) && has(Kind::Managed) {
            return Totals::new();
        }
        let mut sums: Table<Option<Currency>, Exact> = Table::default();
        for row in rows {
            // A client's own may be in several currencies, of which its cell has none.
            if column == Column::Mrr && matches!(row.source, Source::Client) {
                let Ok(mrr) = self.client_mrrs(row) else {
                    return Totals::new();
                };
                for (currency, mrr) in mrr.iter() {
                    let added =
                        Exact::of(*mrr).and_then(|mrr| sums.entry(Some(*currency)).add_all(&mrr));
                    if added.is_err() {
                        return Totals::new();
                    }
                }
                continue;
            }
            let cell = self.cell(row, column);
            let (currency, number) = match cell {
                Cell::Number(number) => (None, number),
                Cell::Money(amount, currency) => (Some(currency), amount),
                _ => continue,
            };
            let added = self
                .exact(row, column, number)
                .and_then(|exact| sums.entry(currency).add_all(&exact));
            if added.is_err() {
                return Totals::new();
            }
        }
        let sums = sums.iter();
        let sums: Result<Totals, Overflow> = sums
            .map(|(currency, sum)| Ok((*currency, sum.value()?)))
            .collect();
        sums.unwrap_or_default()
    }
}

fn net(changes: &Changes) -> Result<Exact, Overflow> {
    let new = changes.new_sold.plus(&changes.new_managed)?;
    new.minus(&changes.lost_sold)?.minus(&changes.lost_managed)
}

const fn kind(behind: &Behind) -> Kind {
    match behind {
        Behind::Sale(_) => Kind::Sale,
        Behind::Managed(_) => Kind::Managed,
        Behind::Deal(_) => Kind::Deal,
        Behind::Statement(_) => Kind::Statement,
        Behind::Retention(_) => Kind::Month,
        Behind::Reported(_) => Kind::Reported,
        Behind::Partner => Kind::Partner,
        Behind::Gate(..) | Behind::Threshold(..) => Kind::Gate,
    }
}
