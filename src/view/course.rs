//! Progress over time: sold, managed and all points over some months back, and what is left of them in the months ahead.
//!
//! Where no points can be computed the course is the vendor's own, as far back as its history goes, and nothing lies ahead.
//!
//! The course is drawn by day where that fits, else by week or month; today's place is always one of its own. What lies ahead is
//! what the expirations leave that are known, and is drawn in dashes.

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
        period::{months_after, months_before},
        tier::TierId,
    },
    query::{range::Range, report::earliest},
    rules::version::Measure,
};
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;

/// The most places of the time axis: more cannot be told apart.
const MOST: i64 = 500;

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
    let confirmed = goal.is_none_or(|goal| question.rules.on(today).confirmed(goal));
    let lines = goal.map(|goal| {
        let name = tier_name(question.rules, goal);
        match confirmed {
            true => words.course_lines(name),
            false => words.course_lines_unconfirmed(name),
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

/// The days of the axis, and the place of the last known one.
fn days(first: NaiveDate, last: NaiveDate, ahead: Option<NaiveDate>) -> (Vec<NaiveDate>, usize) {
    let until = ahead.unwrap_or(last);
    let all = (until - first).num_days();
    let step = match all / MOST {
        0 => 1,
        1..7 => 7,
        _ => u64::try_from(all / MOST + 1).unwrap_or(1),
    };
    let steps = |from: NaiveDate, step: fn(NaiveDate, Days) -> Option<NaiveDate>, by: u64| {
        std::iter::successors(Some(from), move |day| step(*day, Days::new(by)))
    };
    let back = steps(last, NaiveDate::checked_sub_days, step);
    let mut days: Vec<NaiveDate> = back.take_while(|day| first <= *day).collect();
    days.reverse();
    let today = days.len().saturating_sub(1);
    let forth = steps(last, NaiveDate::checked_add_days, step).skip(1);
    days.extend(forth.take_while(|day| *day <= until));
    (days, today)
}

fn plot(
    question: &Question,
    (first, last, ahead): (NaiveDate, NaiveDate, Option<NaiveDate>),
    locale: Locale,
) -> Option<Plot> {
    let words = locale.words;
    let standing = question.standing;
    let (days, today) = days(first, last, ahead);
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
        title: words.course_chart(),
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
            marks: marks(question, locale),
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

/// What the chosen tier asks for.
fn marks(question: &Question, locale: Locale) -> Vec<Mark> {
    let standing = question.standing;
    let minimum = question.rules.on(standing.day).minimum_track.measure();
    let verdict = |goal: &TierId| standing.tiers.iter().find(|verdict| verdict.tier == *goal);
    let Some(verdict) = question.goal.and_then(verdict) else {
        return Vec::new();
    };
    let measures = [Measure::Total, minimum, Measure::Managed].into_iter();
    let marks = measures.filter_map(|measure| {
        let value = verdict.gate(measure)?.need?;
        Some(Mark {
            name: gate_name(locale.words, measure),
            value,
        })
    });
    marks.collect()
}

/// The checkpoints of the days shown; those of a re-evaluation say so.
fn moments(question: &Question, days: &[NaiveDate], locale: Locale) -> Vec<Moment> {
    use crate::{engine::crediting::Review, model::period::Month};
    let rules = question.rules;
    let (Some(first), Some(last)) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let months = Month::ends(*first, *last);
    // Of many years the checkpoints are a hedge.
    if months.len() > 24 {
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
