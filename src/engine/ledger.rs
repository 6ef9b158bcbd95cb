//! The ledger of points: which sale or managed spell gives how many points from which day until which day, and why.
//!
//! Problem: a total, its parts per client, its change over a range, its course over the months and its future after
//! expirations are five ways to count the same points, and five counts disagree. Idea: every record becomes spans with a
//! constant number of points. A span is two dated events, the points it brings and the points it takes, each with its
//! cause; a total is the sum of the spans that cover the day, a change is the events of the range. So
//! `opening + new − lost = closing` holds by construction, and exactly (partner-data.md, definitions).
//!
//! Example: 1,000 USD, partner-sourced, closed on 2024-03-01 → one span of 50 points from 2024-03-01 (new) until, not on,
//! 2025-03-01 (expiry). A managed spell gets a span per rules version that counts it otherwise, because its unit may
//! change with the version.

use super::{
    closings::{Closing, Closings},
    weights::Weights,
};
use crate::{
    model::{
        book::Book,
        choice::choice,
        client::Client,
        diagnostic::{Code, Diagnostic, Effect},
        exact::{Exact, Overflow, Ratio},
        managed::Managed,
        period::known_end,
        sale::{DealType, Sale, SaleKind},
        track::Track,
    },
    rules::{Rules, version::Version},
};
use chrono::{Datelike, Days, NaiveDate};
use std::collections::BTreeMap;

choice! {
    /// Why points come or go.
    Cause {
        /// A first subscription, a further product line, or a client that the partner begins to manage.
        New = "new",
        /// More of a product line.
        Upsell = "upsell",
        /// A change without a deal, such as another discount at renewal.
        Adjustment = "adjustment",
        /// Sold points at the end of their lifetime.
        Expiry = "expiry",
        /// The subscription, or the managed relation, ended.
        Cancellation = "cancellation",
        /// The partner was not active in the client's account for too many days.
        ActivityLapse = "activity_lapse",
        /// The client is managed by more or fewer partners than before.
        SplitChange = "split_change",
        /// The managed MRR, or its currency, changed.
        MrrChange = "mrr_change",
        /// A new version of the rules counts the same work otherwise.
        RulesChange = "rules_change",
    }
}

/// The record that a span comes from, by its index in the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// `book.sales[i]`.
    Sale(usize),
    /// `book.managed[i]`.
    Managed(usize),
}

/// Points that are active from a day until another.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    /// Index of the client in the book.
    pub client: usize,
    /// What they are given for.
    pub track: Track,
    /// The index of the record behind it, see [`Span::source`].
    record: usize,
    /// The first day with these points.
    pub from: NaiveDate,
    /// The first day without them; `NaiveDate::MAX` where no end is known.
    pub until: NaiveDate,
    /// The first day of the whole record, of which this span may be a later part.
    pub record_from: NaiveDate,
    /// Why the points come.
    pub began: Cause,
    /// Why they go.
    pub ended: Cause,
    /// How many.
    pub points: Ratio,
}

impl Span {
    /// Whether the points count on a day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && self.ends().is_none_or(|end| day < end)
    }

    /// The first day without the points, where one is known.
    pub fn ends(&self) -> Option<NaiveDate> {
        (self.until != NaiveDate::MAX).then_some(self.until)
    }

    /// Whether the points are sold ones.
    pub const fn is_sold(&self) -> bool {
        matches!(self.track, Track::Sold(_))
    }

    /// The record behind it.
    pub const fn source(&self) -> Source {
        match self.track {
            Track::Sold(_) => Source::Sale(self.record),
            Track::Managed => Source::Managed(self.record),
        }
    }
}

/// Points that come or go on a day.
#[derive(Debug, Clone, Copy)]
pub struct Event<'a> {
    /// The day.
    pub day: NaiveDate,
    /// Why.
    pub cause: Cause,
    /// Whether the span's points come; otherwise they go.
    pub gain: bool,
    /// Whose points.
    pub span: &'a Span,
}

impl Event<'_> {
    /// The points, negative where they go.
    pub const fn points(&self) -> Ratio {
        if self.gain {
            self.span.points
        } else {
            self.span.points.negated()
        }
    }
}

/// Points of one day, of one client or of all.
#[derive(Debug, Clone, Default)]
pub struct Points {
    /// Points of partner-sourced sales.
    pub sourced: Exact,
    /// Points of partner-assisted sales.
    pub assisted: Exact,
    /// Points of managed clients.
    pub managed: Exact,
}

impl Points {
    /// The tracks of all sales.
    pub const fn sold_tracks(&self) -> [&Exact; 2] {
        [&self.sourced, &self.assisted]
    }

    /// Every track.
    pub const fn tracks(&self) -> [&Exact; 3] {
        [&self.sourced, &self.assisted, &self.managed]
    }

    /// Points of all sales.
    ///
    /// # Errors
    /// [`Overflow`] where the sum has too many digits.
    pub fn sold(&self) -> Result<Exact, Overflow> {
        self.sourced.plus(&self.assisted)
    }

    /// Sold + managed points.
    ///
    /// # Errors
    /// [`Overflow`] where the sum has too many digits.
    pub fn total(&self) -> Result<Exact, Overflow> {
        self.sold()?.plus(&self.managed)
    }

    /// Whether there is an active sale of a deal type.
    pub const fn has(&self, deal_type: DealType) -> bool {
        match deal_type {
            DealType::PartnerSourced => !self.sourced.is_empty(),
            DealType::PartnerAssisted => !self.assisted.is_empty(),
        }
    }

    /// Whether nothing was ever added.
    fn is_empty(&self) -> bool {
        self.tracks().into_iter().all(Exact::is_empty)
    }

    fn add(&mut self, track: Track, points: Ratio) -> Result<(), Overflow> {
        match track {
            Track::Sold(DealType::PartnerSourced) => self.sourced.add(points),
            Track::Sold(DealType::PartnerAssisted) => self.assisted.add(points),
            Track::Managed => self.managed.add(points),
        }
    }

    /// Adds another client's or day's points.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has too many digits.
    pub fn add_all(&mut self, other: &Self) -> Result<(), Overflow> {
        self.sourced.add_all(&other.sourced)?;
        self.assisted.add_all(&other.assisted)?;
        self.managed.add_all(&other.managed)
    }
}

/// What began and what ended in a range of days, both ends included.
#[derive(Debug, Clone, Default)]
pub struct Changes {
    /// Points of sales that became active.
    pub new_sold: Exact,
    /// Points of sales that stopped being active, as a positive number.
    pub lost_sold: Exact,
    /// Managed points won, netted per client and day.
    pub new_managed: Exact,
    /// Managed points lost, netted per client and day, as a positive number.
    pub lost_managed: Exact,
}

/// Which spans a series counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counting {
    /// All of them.
    Everything,
    /// Those of records that have begun by a day: what is left of them later is the course from expirations alone.
    BegunBy(NaiveDate),
}

/// What comes less what goes, by day: the sums of all clients, so that a total of a day or a hundred need not ask every span.
#[derive(Debug, Clone, Default)]
struct Course {
    /// The days on which something comes or goes, in their order.
    days: Vec<NaiveDate>,
    /// What each of them adds to the points; negative where it takes.
    nets: Vec<Points>,
}

/// The longest calendar with a place for every day: a century. What is further apart is a slip, but must be right.
const CENTURY: usize = 36_600;

/// The days between which spans lie.
#[derive(Debug, Clone, Copy)]
struct Reach {
    /// The first day with points.
    first: NaiveDate,
    /// The last day on which points come or go.
    last: NaiveDate,
    /// The last day on which a record begins.
    last_record: NaiveDate,
}

impl Reach {
    fn of(span: &Span) -> Self {
        Self {
            first: span.from,
            last: span.ends().unwrap_or(span.from),
            last_record: span.record_from,
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            first: self.first.min(other.first),
            last: self.last.max(other.last),
            last_record: self.last_record.max(other.last_record),
        }
    }
}

impl Course {
    fn of(spans: &[Span], reach: Option<Reach>) -> Result<Self, Overflow> {
        let Some(Reach { first, last, .. }) = reach else {
            return Ok(Self::default());
        };
        // A place for each day of the calendar between the first and the last, looked up and not searched: every span asks
        // twice.
        let first = first.num_days_from_ce();
        let place = |day: NaiveDate| usize::try_from(day.num_days_from_ce() - first);
        let places = place(last).map_or(usize::MAX, |last| last.saturating_add(1));
        if places > CENTURY {
            return Self::of_far_apart(spans);
        }
        let mut calendar = vec![Points::default(); places];
        let mut add = |day, track, points| {
            let net = place(day).ok().and_then(|place| calendar.get_mut(place));
            net.map_or(Ok(()), |net: &mut Points| net.add(track, points))
        };
        for span in spans {
            add(span.from, span.track, span.points)?;
            if let Some(end) = span.ends() {
                add(end, span.track, span.points.negated())?;
            }
        }
        let days = (first..).map_while(NaiveDate::from_num_days_from_ce_opt);
        let touched = { days.zip(calendar) }.filter(|(_, net)| !net.is_empty());
        let (days, nets) = touched.unzip();
        Ok(Self { days, nets })
    }

    /// The same without a place for every day between.
    fn of_far_apart(spans: &[Span]) -> Result<Self, Overflow> {
        let mut nets: BTreeMap<NaiveDate, Points> = BTreeMap::new();
        for span in spans {
            nets.entry(span.from)
                .or_default()
                .add(span.track, span.points)?;
            if let Some(end) = span.ends() {
                let net = nets.entry(end).or_default();
                net.add(span.track, span.points.negated())?;
            }
        }
        let (days, nets) = nets.into_iter().unzip();
        Ok(Self { days, nets })
    }

    /// The points on each of some days, which stand in their order.
    fn on(&self, days: &[NaiveDate]) -> Result<Vec<Points>, Overflow> {
        let mut steps = self.days.iter().zip(&self.nets).peekable();
        let mut sum = Points::default();
        let mut course = Vec::with_capacity(days.len());
        for day in days {
            while let Some((_, net)) = steps.next_if(|(step, _)| *step <= day) {
                sum.add_all(net)?;
            }
            course.push(sum.clone());
        }
        Ok(course)
    }
}

/// Every span of a book under the rules.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// By client, and of a client in the order of the book.
    spans: Vec<Span>,
    /// Where each client's spans end, and the next one's begin.
    ends: Vec<usize>,
    /// `None` where there are none.
    reach: Option<Reach>,
    /// The course of all of them; it has too many digits where the points of a day have.
    course: Option<Course>,
    problems: Vec<Diagnostic>,
}

impl Ledger {
    /// Writes the ledger. A record whose points cannot be computed (no unit for its currency, no rate for its deal type, too
    /// many digits) gives none and is named in [`Ledger::problems`]. Thresholds play no part in it.
    pub fn new(book: &Book, rules: &Rules) -> Self {
        let sales = book.sales.as_deref().unwrap_or_default();
        let managed = book.managed.as_deref().unwrap_or_default();
        let mut ledger = Self {
            spans: Vec::with_capacity(sales.len() + managed.len()),
            ends: Vec::new(),
            reach: None,
            course: None,
            problems: Vec::new(),
        };
        let mut weights = Weights::new(rules, &book.clients);
        let mut closings = Closings::new(rules);
        for (index, sale) in sales.iter().enumerate() {
            if let Some(client) = book.clients.get(sale.client) {
                ledger.write_sale(index, sale, client, &mut closings, &mut weights);
            }
        }
        let neighbours = Neighbours::of(managed, rules);
        for (index, managed) in managed.iter().enumerate() {
            if let Some(client) = book.clients.get(managed.client) {
                ledger.write_managed(index, managed, client, rules, &neighbours, &mut weights);
            }
        }
        ledger.sort_by_client(book.clients.len());
        ledger.course = Course::of(&ledger.spans, ledger.reach).ok();
        ledger
    }

    /// Puts the spans in the order of their clients, of which the number is known; those of a client stay in the order of the book.
    /// Notes their reach on the way: to go through all of them once more would take longer.
    fn sort_by_client(&mut self, clients: usize) {
        // How many spans each client has say where its first one goes. The order is known before a span is moved, for they lie all
        // over the memory, and a processor fetches the next ones only while nothing hangs on the one before.
        let mut places = vec![0_usize; clients];
        for span in &self.spans {
            let reach = Reach::of(span);
            self.reach = Some(self.reach.map_or(reach, |known| known.and(reach)));
            if let Some(count) = places.get_mut(span.client) {
                *count += 1;
            }
        }
        let mut before = 0;
        for place in &mut places {
            before += std::mem::replace(place, before);
        }
        let mut order = vec![0_usize; before];
        for (at, span) in self.spans.iter().enumerate() {
            if let Some(place) = places.get_mut(span.client) {
                if let Some(slot) = order.get_mut(*place) {
                    *slot = at;
                }
                *place += 1;
            }
        }
        let mut sorted = Vec::with_capacity(before);
        sorted.extend(order.iter().filter_map(|at| self.spans.get(*at)));
        self.spans = sorted;
        // Behind the last one of a client the next one's begin.
        self.ends = places;
    }

    /// The days on which points come or go, in their order.
    pub fn days(&self) -> &[NaiveDate] {
        self.course.as_ref().map_or(&[], |course| &course.days)
    }

    /// Every span: by client, and of a client sales before managed spells, each in the order of the book.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// The spans of a client, by its index in the book.
    pub fn of_client(&self, client: usize) -> &[Span] {
        let before = client
            .checked_sub(1)
            .and_then(|before| self.ends.get(before));
        let begin = before.copied().unwrap_or_default();
        let end = self.ends.get(client).copied().unwrap_or(begin);
        self.spans.get(begin..end).unwrap_or_default()
    }

    /// Records that give no points, and why.
    pub fn problems(&self) -> &[Diagnostic] {
        &self.problems
    }

    /// The events from `first` to `last`, both included, by day; those of a day in the order of the spans.
    pub fn events(&self, first: NaiveDate, last: NaiveDate) -> Vec<Event<'_>> {
        let range = first..=last;
        let mut events: Vec<Event<'_>> = self
            .spans
            .iter()
            .flat_map(|span| {
                let event = |day, cause, gain| Event {
                    day,
                    cause,
                    gain,
                    span,
                };
                let ends = span.ends().map(|day| event(day, span.ended, false));
                [Some(event(span.from, span.began, true)), ends]
            })
            .flatten()
            .filter(|event| range.contains(&event.day))
            .collect();
        events.sort_by_key(|event| event.day);
        events
    }

    /// All points on a day.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has too many digits.
    pub fn on(&self, day: NaiveDate) -> Result<Points, Overflow> {
        let points = self.series(&[day], Counting::Everything)?;
        points.into_iter().next().ok_or(Overflow)
    }

    /// A client's points on a day.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has too many digits.
    pub fn of_client_on(&self, client: usize, day: NaiveDate) -> Result<Points, Overflow> {
        let mut points = Points::default();
        for span in self.of_client(client) {
            if span.covers(day) {
                points.add(span.track, span.points)?;
            }
        }
        Ok(points)
    }

    /// A client's points on each of some days.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has too many digits.
    pub fn of_client_series(
        &self,
        client: usize,
        days: &[NaiveDate],
    ) -> Result<Vec<Points>, Overflow> {
        let days = days.iter();
        days.map(|day| self.of_client_on(client, *day)).collect()
    }

    /// The points on each of some days, which stand in their order; with [`Month::ends`] a monthly series.
    ///
    /// [`Month::ends`]: crate::model::period::Month::ends
    ///
    /// # Errors
    /// [`Overflow`] where a sum has too many digits.
    pub fn series(&self, days: &[NaiveDate], counting: Counting) -> Result<Vec<Points>, Overflow> {
        let mut course = self.course.as_ref().ok_or(Overflow)?.on(days)?;
        if let Counting::BegunBy(begun) = counting
            && self.reach.is_some_and(|reach| begun < reach.last_record)
        {
            let later = self.spans.iter().filter(|span| begun < span.record_from);
            for span in later {
                for (day, points) in days.iter().zip(&mut course) {
                    if span.covers(*day) {
                        points.add(span.track, span.points.negated())?;
                    }
                }
            }
        }
        Ok(course)
    }

    /// What began and what ended from `first` to `last`, both included. Always: points on the day before `first`
    /// + new − lost = points on `last`.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has too many digits.
    pub fn changes(&self, first: NaiveDate, last: NaiveDate) -> Result<Changes, Overflow> {
        let all = self.course_of_changes(&[(first, last)])?;
        all.into_iter().next().ok_or(Overflow)
    }

    /// The same for each of some ranges of days, which follow one another in their order: the bars of a chart.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has too many digits.
    pub fn course_of_changes(
        &self,
        ranges: &[(NaiveDate, NaiveDate)],
    ) -> Result<Vec<Changes>, Overflow> {
        let mut all = vec![Changes::default(); ranges.len()];
        for client in 0..self.ends.len() {
            self.add_changes(client, ranges, &mut all)?;
        }
        Ok(all)
    }

    /// The same of one client and one range; `None` where nothing began or ended.
    ///
    /// # Errors
    /// [`Overflow`] where a sum has too many digits.
    pub fn of_client_changes(
        &self,
        client: usize,
        first: NaiveDate,
        last: NaiveDate,
    ) -> Result<Option<Changes>, Overflow> {
        let mut changes = [Changes::default()];
        let any = self.add_changes(client, &[(first, last)], &mut changes)?;
        let [changes] = changes;
        Ok(any.then_some(changes))
    }

    /// Adds what of a client began and ended in each range; whether anything did.
    fn add_changes(
        &self,
        client: usize,
        ranges: &[(NaiveDate, NaiveDate)],
        all: &mut [Changes],
    ) -> Result<bool, Overflow> {
        let place = |day: NaiveDate| {
            let place = ranges.partition_point(|(_, last)| *last < day);
            let (first, _) = ranges.get(place)?;
            (*first <= day).then_some(place)
        };
        let mut any = false;
        let mut managed: BTreeMap<NaiveDate, Exact> = BTreeMap::new();
        for span in self.of_client(client) {
            let comes = place(span.from).map(|place| (place, span.from, true));
            let goes = span.ends().and_then(|end| Some((place(end)?, end, false)));
            for (place, day, gain) in comes.into_iter().chain(goes) {
                any = true;
                match all.get_mut(place) {
                    Some(changes) if span.is_sold() && gain => changes.new_sold.add(span.points)?,
                    Some(changes) if span.is_sold() => changes.lost_sold.add(span.points)?,
                    _ => {
                        let net = managed.entry(day).or_default();
                        if gain {
                            net.add(span.points)?;
                        } else {
                            net.subtract(span.points)?;
                        }
                    }
                }
            }
        }
        for (day, net) in &managed {
            let Some(changes) = place(*day).and_then(|place| all.get_mut(place)) else {
                continue;
            };
            if net.value()?.is_sign_negative() {
                changes.lost_managed.add_all(&net.negated())?;
            } else {
                changes.new_managed.add_all(net)?;
            }
        }
        Ok(any)
    }

    /// A sale's points: units × rate × multiplier, from the day it closed for the programme's lifetime of sold points or
    /// until it ended. A sale that ended on its first day gives nothing on any day.
    fn write_sale(
        &mut self,
        index: usize,
        sale: &Sale,
        client: &Client,
        closings: &mut Closings<'_>,
        weights: &mut Weights,
    ) {
        let from = sale.closed_on;
        let place = || format!("sales, id {}", sale.id);
        let Closing {
            version, expiry, ..
        } = closings.on(from);
        let points = match weights.sold(version, sale, client) {
            Ok(points) => points,
            Err(unusable) => return self.problems.push(unusable.diagnostic(place())),
        };
        let (until, ended) = match sale.ended_on {
            Some(ended_on) if ended_on < expiry => (ended_on, Cause::Cancellation),
            _ => (expiry, Cause::Expiry),
        };
        if until < from {
            self.problems.push(ended_before(place(), until));
        }
        if from < until {
            self.spans.push(Span {
                client: sale.client,
                track: Track::Sold(sale.deal_type),
                record: index,
                from,
                until,
                record_from: from,
                began: match sale.kind {
                    Some(SaleKind::Upsell) => Cause::Upsell,
                    Some(SaleKind::Adjustment) => Cause::Adjustment,
                    Some(SaleKind::New | SaleKind::CrossSell) | None => Cause::New,
                },
                ended,
                points,
            });
        }
    }

    /// A managed spell's points, a span per rules version that counts it otherwise: units × rate × multiplier / partners,
    /// while it lasts and the partner was active in the client's account not too many days ago.
    fn write_managed(
        &mut self,
        index: usize,
        managed: &Managed,
        client: &Client,
        rules: &Rules,
        neighbours: &Neighbours,
        weights: &mut Weights,
    ) {
        let place = || format!("managed, client {}, from {}", client.id, managed.from);
        let mut last: Option<Span> = None;
        let mut problem = None;
        for (number, (begins, version, ends)) in rules.spells().enumerate() {
            let Some(rate) = version.rates.managed else {
                continue;
            };
            let from = managed.from.max(begins);
            // Most versions are of another time: for those no lapse is worked out.
            if from >= managed.to.map_or(ends, |to| to.min(ends)) {
                continue;
            }
            let (end, lapses) = managed_end(managed, version);
            let until = end.min(ends);
            if from >= until {
                continue;
            }
            let points = match weights.managed((number, version), rate, managed, client) {
                Ok(points) => points,
                // The time under other rules still counts.
                Err(unusable) => {
                    problem = Some(unusable);
                    continue;
                }
            };
            let ended = match managed.to {
                _ if end > ends => Cause::RulesChange,
                _ if lapses => Cause::ActivityLapse,
                Some(to) => neighbours.after(managed, to),
                None => Cause::Cancellation,
            };
            if let Some(last) = last.as_mut()
                && last.until == from
                && last.points == points
            {
                // The new rules count it as the old ones did.
                (last.until, last.ended) = (until, ended);
                continue;
            }
            let began = if from == managed.from {
                neighbours.before(managed)
            } else {
                Cause::RulesChange
            };
            self.spans.extend(last.replace(Span {
                client: managed.client,
                track: Track::Managed,
                record: index,
                from,
                until,
                record_from: managed.from,
                began,
                ended,
                points,
            }));
        }
        self.spans.extend(last);
        if let Some(to) = managed.to.filter(|to| *to < managed.from) {
            self.problems.push(ended_before(place(), to));
        }
        self.problems
            .extend(problem.map(|unusable| unusable.diagnostic(place())));
    }
}

fn ended_before(place: String, day: NaiveDate) -> Diagnostic {
    let (code, effect) = (Code::EndedBeforeItBegan, Effect::NotCounted);
    Diagnostic::new(code, effect, place, day.to_string())
}

/// The first day on which a managed spell has lapsed for want of activity.
fn lapse(managed: &Managed, version: &Version) -> Option<NaiveDate> {
    let days = version.managed_inactivity_days?;
    let lapse = |last: NaiveDate| last.checked_add_days(Days::new(u64::from(days) + 1));
    managed.last_activity_on.map(|last| known_end(lapse(last)))
}

/// The first day without a managed spell, and whether it is a lapse for want of activity.
fn managed_end(managed: &Managed, version: &Version) -> (NaiveDate, bool) {
    let to = managed.to.unwrap_or(NaiveDate::MAX);
    match lapse(managed, version) {
        Some(lapse) if lapse < to => (lapse, true),
        _ => (to, false),
    }
}

/// The managed spells by client and the day on which they begin or end: one that follows another without a gap is not new,
/// but a change.
#[derive(Default)]
struct Neighbours<'a> {
    beginning: BTreeMap<(usize, NaiveDate), &'a Managed>,
    ending: BTreeMap<(usize, NaiveDate), &'a Managed>,
}

impl<'a> Neighbours<'a> {
    fn of(spells: &'a [Managed], rules: &Rules) -> Self {
        let mut neighbours = Self::default();
        // Only a spell that lasted until its end can have one after it, and only one that is active on its first day follows.
        let lively = |spell: &Managed, day: NaiveDate| {
            let first = rules.on(spell.from.max(day));
            let lapse = lapse(spell, first);
            spell.to.is_none_or(|to| spell.from < to) && lapse.is_none_or(|lapse| day < lapse)
        };
        for spell in spells {
            if let Some((to, last)) = spell.to.and_then(|to| Some((to, to.pred_opt()?)))
                && lively(spell, last)
            {
                neighbours.ending.insert((spell.client, to), spell);
            }
        }
        for spell in spells {
            let begin = (spell.client, spell.from);
            if neighbours.ending.contains_key(&begin) && lively(spell, spell.from) {
                neighbours.beginning.insert(begin, spell);
            }
        }
        neighbours
    }

    fn before(&self, spell: &Managed) -> Cause {
        let before = self.ending.get(&(spell.client, spell.from));
        before.map_or(Cause::New, |before| change(before, spell))
    }

    fn after(&self, spell: &Managed, to: NaiveDate) -> Cause {
        let after = self.beginning.get(&(spell.client, to));
        after.map_or(Cause::Cancellation, |after| change(spell, after))
    }
}

fn change(before: &Managed, after: &Managed) -> Cause {
    if before.partners == after.partners {
        Cause::MrrChange
    } else {
        Cause::SplitChange
    }
}
