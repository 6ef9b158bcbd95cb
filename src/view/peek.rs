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
    model::{book::Book, deal::Deal, sale::Sale},
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
    /// `sold`, `managed`, `expired` or `ahead`.
    pub key: &'static str,
    /// The heading.
    pub title: String,
    /// The parts; the one that ends first comes first, what has ended latest first.
    pub parts: Vec<PartView>,
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
    let spans = question.ledger.of_client(index);
    let mut groups: Vec<(&'static str, String, Vec<&Span>)> = vec![
        ("sold", words.peek_active_sold(), Vec::new()),
        ("managed", words.peek_active_managed(), Vec::new()),
        ("ahead", words.peek_ahead(), Vec::new()),
        ("expired", words.peek_expired(), Vec::new()),
    ];
    for span in spans {
        let key = match (span.covers(day), day < span.from) {
            (true, _) if span.is_sold() => "sold",
            (true, _) => "managed",
            (_, true) => "ahead",
            _ => "expired",
        };
        if let Some((_, _, spans)) = groups.iter_mut().find(|(other, ..)| *other == key) {
            spans.push(span);
        }
    }
    let groups = groups.into_iter().filter_map(|(key, title, mut spans)| {
        match key {
            "expired" => spans.sort_by_key(|span| std::cmp::Reverse(span.until)),
            "ahead" => spans.sort_by_key(|span| span.from),
            _ => spans.sort_by_key(|span| span.until),
        }
        // What may be missing says so; what is over or to come is only there where there is some.
        let always = key == "sold" || key == "managed";
        let parts = spans.iter().filter_map(|span| part(question, span, locale));
        let parts: Vec<PartView> = parts.collect();
        (always || !parts.is_empty()).then_some(GroupView { key, title, parts })
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

fn part(question: &Question, span: &Span, locale: Locale) -> Option<PartView> {
    let words = locale.words;
    let book = question.book;
    let day = question.standing.day;
    let date = |day: NaiveDate| locale.format.date(day);
    // Managed points are counted by the rules of the day: of what has ended or is to come, those of its own first day.
    let on = if span.covers(day) { day } else { span.from };
    let worked = question.working(span, on)?;
    let points = worked.points().ok()?;
    let points = crate::model::exact::Exact::from(points).value().ok()?;
    let (name, about, shared) = match span.source {
        Source::Sale(index, deal_type) => {
            let sale = book.sales.as_ref()?.get(index)?;
            let name = sale.product_line.clone().or_else(|| sale.deal.clone());
            let shared = shared_deal(book, sale).map(|_| words.peek_shared_deal());
            (
                name.unwrap_or_else(|| sale.id.clone()),
                deal_type_name(words, deal_type),
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
    let end = span.ends();
    let state = match (end, span.ended) {
        _ if day < span.from => words.peek_begins(date(span.from)),
        (Some(end), cause) if end <= day => words.peek_ended(date(end), cause_name(cause, words)),
        (Some(end), Cause::Expiry) => words.peek_expires(date(end)),
        (Some(end), Cause::ActivityLapse) => {
            // The last day with the points, and how many are left.
            let left = (end - day).num_days();
            let last = end.pred_opt().unwrap_or(end);
            words.peek_lapses(date(last), locale.format.number(left.into()))
        }
        (Some(end), Cause::Cancellation) => words.peek_ends(date(end)),
        (Some(end), cause) => words.peek_changes(date(end), cause_name(cause, words)),
        (None, _) => words.peek_lasts(),
    };
    let text = format::points(locale.format, points);
    Some(PartView {
        name,
        about,
        shared,
        points: (super::figure::exact(points), text.clone()),
        from: (span.from.to_string(), date(span.from)),
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
