//! The points of one client, beside the page: what is active and until when, what has ended, and how each part was worked out.

use super::{
    Locale,
    breakdown::figures,
    client::{Neighbour, neighbours},
    deal_type_name,
    figure::FigureView,
    format::{self, PLACES, rounded},
    report::{Shown, cause_name},
};
use crate::{
    engine::{
        explain::{PointsWorking, Question},
        ledger::{Cause, Source, Span},
    },
    model::{book::Book, deal::Deal, sale::Sale, sorted::sort_by},
    query::breakdown::BreakdownQuery,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A part of a client's points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartView {
    /// What was sold, or that the client is managed.
    pub name: String,
    /// What it was: the deal type, or among how many partners the points are divided.
    pub about: String,
    /// That it comes from a shared deal, or that the client is shared.
    pub shared: Option<String>,
    /// The points, exact and in words.
    pub points: Shown,
    /// The first day, exact and in words.
    pub from: Shown,
    /// Until when it is active and why, or when it ended and why.
    pub state: String,
    /// The day that the state speaks of.
    pub until: Option<String>,
    /// How the points were worked out.
    pub working: String,
    /// The rules that counted them.
    pub rules: String,
}

/// Parts under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupView {
    /// `sold`, `managed`, `ahead`, `earlier` or `expired`.
    pub key: &'static str,
    /// The heading.
    pub title: String,
    /// The parts; the one that ends first comes first, what has ended latest first.
    pub parts: Vec<PartView>,
    /// Where there is no part: that there is none, or that the data does not say.
    pub none: Option<String>,
}

/// The flyout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeekView {
    /// The client's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Sold, managed and total points, each with its name.
    pub points: Vec<(String, FigureView)>,
    /// Its parts, under their headings.
    pub groups: Vec<GroupView>,
    /// The clients before and after it.
    pub neighbours: (Neighbour, Neighbour),
}

/// The points of the client with an id, on the day of the question; `None` where the data has no such client. `order` gives the
/// clients before and after it, by their indices in the book; without one those of the dashboard's list.
pub fn peek(
    question: &Question,
    id: &str,
    order: Option<&[usize]>,
    list: &BreakdownQuery,
    locale: Locale,
) -> Option<PeekView> {
    let words = locale.words;
    let (book, standing) = (question.book, question.standing);
    let index = book.clients.iter().position(|client| client.id == id)?;
    let client = book.clients.get(index)?;
    let points = standing.clients.get(index)?;
    let day = standing.day;
    let all = question.ledger.of_client(index);
    let mut groups: Vec<(&'static str, String, Vec<&Span>)> = vec![
        ("sold", words.peek_active_sold(), Vec::new()),
        ("managed", words.peek_active_managed(), Vec::new()),
        ("ahead", words.peek_ahead(), Vec::new()),
        ("earlier", words.peek_earlier(), Vec::new()),
        ("expired", words.peek_expired(), Vec::new()),
    ];
    for span in all {
        let is_over = |span: &Span| span.ends().is_some_and(|end| end <= day);
        let key = match (span.covers(day), day < span.from) {
            (true, _) if span.is_sold() => "sold",
            (true, _) => "managed",
            (_, true) => "ahead",
            _ if is_over(last_part(span, all)) => "expired",
            _ => "earlier",
        };
        if let Some((_, _, spans)) = groups.iter_mut().find(|(other, ..)| *other == key) {
            spans.push(span);
        }
    }
    let groups = groups.into_iter().filter_map(|(key, title, mut spans)| {
        sort_by(&mut spans, |a, b| match key {
            "expired" | "earlier" => b.until.cmp(&a.until),
            "ahead" => a.from.cmp(&b.from),
            _ => last_part(a, all).until.cmp(&last_part(b, all).until),
        });
        // What may be missing says so; what is over or to come is only there where there is some.
        let known = match key {
            "sold" => Some(book.sales.is_some()),
            "managed" => Some(book.managed.is_some()),
            _ => None,
        };
        let parts = spans
            .iter()
            .filter_map(|span| part(question, span, all, locale));
        let parts: Vec<PartView> = parts.collect();
        let none = known.filter(|_| parts.is_empty()).map(|known| match known {
            true => words.peek_none_of(),
            false => words.not_in_data(),
        });
        (known.is_some() || !parts.is_empty()).then_some(GroupView {
            key,
            title,
            parts,
            none,
        })
    });
    let beside = |at: Option<usize>| {
        let client = book.clients.get(*order?.get(at?)?)?;
        Some((client.id.clone(), client.name.clone()))
    };
    let place = order.and_then(|order| order.iter().position(|other| *other == index));
    let neighbours = match place {
        Some(at) => (beside(at.checked_sub(1)), beside(at.checked_add(1))),
        None => neighbours(book, standing, id, list, locale),
    };
    let names = [
        words.sold_points(),
        words.managed_points(),
        words.total_points(),
    ];
    Some(PeekView {
        id: client.id.clone(),
        name: client.name.clone(),
        points: names
            .into_iter()
            .zip(figures(client, points, locale))
            .collect(),
        groups: groups.collect(),
        neighbours,
    })
}

/// The span in which the record of a span ends: a new version of the rules may count the same work otherwise, from one span to
/// the next.
fn last_part<'a>(span: &'a Span, all: &'a [Span]) -> &'a Span {
    let parts = all.iter().filter(|other| other.source() == span.source());
    parts.fold(span, |last, next| match next.from == last.until {
        true => next,
        false => last,
    })
}

fn part(question: &Question, span: &Span, all: &[Span], locale: Locale) -> Option<PartView> {
    let words = locale.words;
    let book = question.book;
    let day = question.standing.day;
    let date = |day: NaiveDate| locale.format.date(day);
    // Managed points are counted by the rules of the day: of what has ended or is to come, those of its own first day.
    let on = if span.covers(day) { day } else { span.from };
    let worked = question.working(span, on)?;
    let points = worked.points().ok()?;
    let points = crate::model::exact::Exact::from(points).value().ok()?;
    let (name, about, shared) = match span.source() {
        Source::Sale(index) => {
            let sale = book.sales.as_ref()?.get(index)?;
            let name = sale.product_line.clone().or_else(|| sale.deal.clone());
            let shared = shared_deal(book, sale).map(|_| words.peek_shared_deal());
            (
                name.unwrap_or_else(|| sale.id.clone()),
                deal_type_name(words, sale.deal_type),
                shared,
            )
        }
        Source::Managed(index) => {
            let spell = book.managed.as_ref()?.get(index)?;
            let partners = usize::try_from(spell.partners.get()).unwrap_or_default();
            let shared = (partners > 1).then(|| words.peek_shared_client());
            (words.record_managed(), words.peek_split(partners), shared)
        }
    };
    // Of what is active the whole record is told: since when, and until when.
    let is_active = span.covers(day);
    let last = match is_active {
        true => last_part(span, all),
        false => span,
    };
    let from = match is_active {
        true => span.record_from,
        false => span.from,
    };
    let end = last.ends();
    let state = match (end, last.ended) {
        _ if day < from && span.began == Cause::RulesChange => {
            words.peek_begins_otherwise(date(from), cause_name(span.began, words))
        }
        _ if day < from => words.peek_begins(date(from)),
        (Some(end), cause) if end <= day => words.peek_ended(date(end), cause_name(cause, words)),
        (Some(end), Cause::Expiry) => words.peek_expires(date(end)),
        (Some(end), Cause::ActivityLapse) => {
            // The last day with the points, and how many lead to it.
            let last = end.pred_opt().unwrap_or(end);
            let left = (last - day).num_days();
            let shown = locale.format.number(left.into());
            words.peek_lapses(usize::try_from(left).unwrap_or_default(), date(last), shown)
        }
        (Some(end), Cause::Cancellation) => words.peek_ends(date(end)),
        (Some(end), cause) => words.peek_changes(date(end), cause_name(cause, words)),
        (None, _) => words.peek_lasts(),
    };
    let state = match span.until == last.until {
        true => state,
        false => words.peek_counted_otherwise(state, date(span.until)),
    };
    let text = format::points(locale.format, points);
    Some(PartView {
        name,
        about,
        shared,
        points: (super::figure::exact(points), text.clone()),
        from: (from.to_string(), date(from)),
        state,
        until: end.map(|end| end.to_string()),
        working: working_text(&worked, &text, locale),
        rules: words.peek_rules(&worked.version),
    })
}

/// How the points were worked out; without a division where there is none.
fn working_text(worked: &PointsWorking, points: &str, locale: Locale) -> String {
    let words = locale.words;
    let number = |number: Decimal| locale.format.number(number.normalize());
    let mrr = locale
        .format
        .money(rounded(worked.mrr, PLACES), worked.currency);
    let (unit, rate) = (number(worked.unit), number(worked.rate));
    let multiplier = number(worked.multiplier);
    match worked.partners == Decimal::ONE {
        true => words.peek_working(mrr, unit, rate, multiplier, points),
        false => {
            let partners = number(worked.partners);
            words.peek_working_split(mrr, unit, rate, multiplier, partners, points)
        }
    }
}

/// The shared deal that a sale comes from.
fn shared_deal<'a>(book: &'a Book, sale: &Sale) -> Option<&'a Deal> {
    let id = sale.deal.as_ref()?;
    book.deals.iter().flatten().find(|deal| deal.id == *id)
}
