//! Progress over time: sold, managed and all points over some months back, and what is left of them in the months ahead.
//!
//! Where no points can be computed the course is the vendor's own, as far back as its history goes, and nothing lies ahead.
//!
//! The course is drawn by day; where that is too much to draw, by every so many days, and its title says so. The first day, today
//! and the last one always have places of their own. What lies ahead is what the expirations leave that are known, and is drawn in
//! dashes.

use super::{
    Locale,
    chart::{Category, ChartView, Kind, Mark, Moment, Overlay, Pattern, Plot, Series, Unit, chart},
    progression::gate_name,
    range::days_of,
    report::range_days,
    tier_name,
};
use crate::{
    engine::{
        explain::Question,
        ledger::{Counting, Points},
        projection::MONTHS,
        standing::Standing,
        vendor,
    },
    model::{
        book::Book,
        exact::{Exact, Overflow},
        period::{Month, months_after, months_before},
    },
    query::{range::Range, report::earliest},
    rules::{
        Rules,
        version::{Measure, Version},
    },
};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

/// The most places of the time axis: some eleven years of days.
const MOST: i64 = 4_000;

/// The most months whose checkpoints are drawn.
const MOST_MOMENTS: usize = 24;

/// The section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourseView {
    /// The range: its first and last day as ISO dates, and in words; what lies ahead is not in it.
    pub range: (String, String, String),
    /// The course; `None` where the data has neither track.
    pub chart: Option<ChartView>,
    /// What the lines across are, and that they are not confirmed where they are not.
    pub note: String,
    /// How many months ahead are expected, in words; `None` where the range ends before today.
    pub ahead: Option<String>,
}

/// The section for a range, or for as many months back as the rules say.
pub fn course(question: &Question, range: Option<Range>, locale: Locale) -> CourseView {
    let words = locale.words;
    let standing = question.standing;
    let today = standing.day;
    let rule = question.rules.on(today).progress_over_time;
    let (first, last) = match range {
        Some(range) => days_of(range, question),
        None => (
            months_before(today, rule.history_months).unwrap_or(today),
            today,
        ),
    };
    // What has not happened is expected, whatever range was asked for.
    let last = last.min(today);
    let first = first
        .max(earliest(question.book, question.ledger))
        .min(last);
    let months = rule.projection_months.min(MONTHS);
    // What will expire is known of computed points alone.
    let known = is_computed(standing) && last == today && months != 0;
    let ahead = months_after(today, months).filter(|_| known);
    let goal = question.goal;
    let shown = [first, ahead.unwrap_or(last)];
    let confirmed = goal.is_none_or(|goal| {
        versions(question.rules, &shown).all(|(_, version, _)| version.confirmed(goal))
    });
    // Of many years the checkpoints are a hedge, and not drawn.
    let [begin, end] = shown;
    let drawn = Month::ends(begin, end).len() <= MOST_MOMENTS;
    let lines = goal.map(|goal| {
        let name = tier_name(question.rules, goal);
        match (drawn, confirmed) {
            (true, true) => words.course_lines(name),
            (true, false) => words.course_lines_unconfirmed(name),
            (false, true) => words.course_lines_across(name),
            (false, false) => words.course_lines_across_unconfirmed(name),
        }
    });
    let reported = question.book.reported.as_ref();
    let history = reported.and_then(|reported| reported.history.as_ref());
    let of_vendor = history.filter(|_| !is_computed(standing));
    let of_vendor = of_vendor.map(|_| words.course_of_vendor());
    let notes: Vec<String> = lines.into_iter().chain(of_vendor).collect();
    CourseView {
        range: (
            first.to_string(),
            last.to_string(),
            range_days((first, last), locale),
        ),
        chart: plot(question, (first, last, ahead), locale).and_then(|plot| chart(&plot, locale)),
        note: notes.join(" "),
        ahead: ahead.map(|day| words.course_ahead(locale.format.date(day))),
    }
}

/// The days of the axis, the place of the last known one, and how many days are from one to the next.
fn days(
    first: NaiveDate,
    last: NaiveDate,
    ahead: Option<NaiveDate>,
) -> (Vec<NaiveDate>, usize, u64) {
    let until = ahead.unwrap_or(last);
    let all = (until - first).num_days();
    let step = u64::try_from(all / MOST + 1).unwrap_or(1);
    let steps = |from: NaiveDate, step: fn(NaiveDate, Days) -> Option<NaiveDate>, by: u64| {
        std::iter::successors(Some(from), move |day| step(*day, Days::new(by)))
    };
    let back = steps(last, NaiveDate::checked_sub_days, step);
    let mut days: Vec<NaiveDate> = back.take_while(|day| first <= *day).collect();
    days.extend((days.last() != Some(&first)).then_some(first));
    days.reverse();
    let today = days.len().saturating_sub(1);
    let forth = steps(last, NaiveDate::checked_add_days, step).skip(1);
    days.extend(forth.take_while(|day| *day <= until));
    days.extend((days.last() != Some(&until)).then_some(until));
    (days, today, step)
}

fn plot(
    question: &Question,
    (first, last, ahead): (NaiveDate, NaiveDate, Option<NaiveDate>),
    locale: Locale,
) -> Option<Plot> {
    let words = locale.words;
    let standing = question.standing;
    let (days, today, step) = days(first, last, ahead);
    let [combined, sold, managed] = match is_computed(standing) {
        true => computed(question, &days)?,
        false => reported(question.book, &days)?,
    };
    let series = |name, colour, pattern, values| Series {
        name,
        colour,
        pattern,
        values,
        projected: false,
    };
    let category = |day: &NaiveDate| Category {
        label: locale.format.date(*day),
        iso: day.to_string(),
    };
    Some(Plot {
        title: match step {
            1 => words.course_chart(),
            step => words.course_chart_steps(locale.format.number(step.into())),
        },
        stem: "progress-over-time",
        kind: Kind::Steps,
        axis: words.column_day(),
        categories: days.iter().map(category).collect(),
        series: vec![
            series(words.track_combined(), "--ink", Pattern::Plain, combined),
            series(words.sold_points(), "--sold", Pattern::Plain, sold),
            series(words.managed_points(), "--managed", Pattern::Dots, managed),
        ],
        overlay: Overlay {
            marks: marks(question, &days, locale),
            moments: moments(question, &days, locale),
            today: Some(today).filter(|_| ahead.is_some()),
            levels: None,
        },
        unit: Unit::Points,
    })
}

fn is_computed(standing: &Standing) -> bool {
    standing.sold.computed || standing.managed.computed
}

/// The values of a series, one for each day.
type Values = Vec<Option<Decimal>>;

/// All, sold and managed points as the records give them.
fn computed(question: &Question, days: &[NaiveDate]) -> Option<[Values; 3]> {
    let standing = question.standing;
    let counting = Counting::BegunBy(standing.day);
    let course = question.ledger.series(days, counting).ok()?;
    let values = |present: bool, value: fn(&Points) -> Result<Exact, Overflow>| {
        let value = |points| value(points).and_then(|exact| exact.value()).ok();
        let course = course
            .iter()
            .map(|points| value(points).filter(|_| present));
        course.collect::<Values>()
    };
    let (has_sold, has_managed) = (standing.sold.computed, standing.managed.computed);
    Some([
        values(has_sold && has_managed, Points::total),
        values(has_sold, Points::sold),
        values(has_managed, |points| Ok(points.managed.clone())),
    ])
}

/// The same as the vendor's history gives them; `None` where the data has none.
fn reported(book: &Book, days: &[NaiveDate]) -> Option<[Values; 3]> {
    book.reported.as_ref()?.history.as_ref()?;
    let course = vendor::course(book, days).ok()?;
    let values = |track: fn([Option<Decimal>; 3]) -> Option<Decimal>| {
        course.iter().map(|points| track(*points)).collect()
    };
    Some([
        values(|[_, _, all]| all),
        values(|[sold, _, _]| sold),
        values(|[_, managed, _]| managed),
    ])
}

/// What the chosen tier asks for, by the rules of each day.
fn marks(question: &Question, days: &[NaiveDate], locale: Locale) -> Vec<Mark> {
    let Some(goal) = question.goal else {
        return Vec::new();
    };
    let mut lines: Vec<(Measure, Decimal, (usize, usize))> = Vec::new();
    for (first, version, last) in versions(question.rules, days) {
        let minimum = version.minimum_track.measure();
        let gates: Vec<_> = version.gates(goal).into_iter().flatten().collect();
        for measure in [Measure::Total, minimum, Measure::Managed] {
            let gate = gates.iter().find(|(other, _)| *other == measure);
            let Some(need) = gate.and_then(|(_, need)| *need) else {
                continue;
            };
            let goes_on = |line: &&mut (Measure, Decimal, (usize, usize))| {
                (line.0, line.1, line.2.1) == (measure, need, first)
            };
            match lines.iter_mut().find(goes_on) {
                Some((.., (_, end))) => *end = last,
                None => lines.push((measure, need, (first, last))),
            }
        }
    }
    let all = (0, days.len().saturating_sub(1));
    let lines = lines.into_iter().map(|(measure, value, over)| Mark {
        name: gate_name(locale.words, measure),
        value,
        over: Some(over).filter(|over| *over != all),
    });
    lines.collect()
}

/// The rules versions of some days, each with the places where it begins and where the next one does, or of the last day.
fn versions<'a>(
    rules: &'a Rules,
    days: &[NaiveDate],
) -> impl Iterator<Item = (usize, &'a Version, usize)> {
    let end = days.len().saturating_sub(1);
    let place = move |day: NaiveDate| days.partition_point(|other| *other < day).min(end);
    rules.spells().filter_map(move |(begins, version, ends)| {
        let is_shown = days.first()? < &ends && begins <= *days.last()?;
        is_shown.then(|| (place(begins), version, place(ends)))
    })
}

/// The checkpoints of the days shown; those of a re-evaluation say so.
fn moments(question: &Question, days: &[NaiveDate], locale: Locale) -> Vec<Moment> {
    use crate::engine::crediting::Review;
    let rules = question.rules;
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let months = Month::ends(*first, *last);
    if months.len() > MOST_MOMENTS {
        return Vec::new();
    }
    let mut moments = Vec::new();
    for month in months {
        let day = Month::of(month).day(rules.on(month).crediting.checkpoint_day);
        if day < *first || *last < day {
            continue;
        }
        let before = day
            .pred_opt()
            .and_then(|before| Review::after(rules, before));
        let is_review = before.is_some_and(|review| review.on == day);
        moments.push(Moment {
            at: days.partition_point(|other| *other < day),
            name: match is_review {
                true => locale.words.course_review(),
                false => String::new(),
            },
        });
    }
    moments
}
