//! The tier page: which tier is credited and until when, how its tracks stand, what the checkpoints met, and the account.

use super::{
    Locale,
    chart::{Category, ChartView, Kind, Overlay, Pattern, Plot, Series, Unit, chart},
    figure::FigureView,
    format::{self, PLACES, rounded},
    progress::{self, TierView},
    progression::{certification_text, gate_name, track_name},
    report::Shown,
    tier_name,
};
use crate::{
    engine::{
        crediting::{self, Milestone, Outlook, Review, rank},
        explain::Question,
        standing::Standing,
        tiers::{self, Verdict},
    },
    model::tier::TierId,
    query::report::earliest,
    rules::{Rules, version::Measure},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// A certification that ends sooner deserves a look.
const SOON_DAYS: i64 = 60;

/// The day that the page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayView {
    /// The day, for a date field.
    pub day: String,
    /// The first day that the data speaks of, and its own.
    pub limits: (String, String),
    /// What is said of a past day; `None` on the day of the data.
    pub past: Option<String>,
    /// The rules in force, and since when.
    pub rules: String,
}

/// A checkpoint of the current window.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckpointView {
    /// The day.
    pub day: NaiveDate,
    /// The same in words.
    pub date: String,
    /// The tier that it met, or will meet; its id decides the colour.
    pub tier: Option<TierId>,
    /// What it says of the credited tier.
    pub text: String,
    /// Whether it keeps the credited tier.
    pub met: bool,
    /// Whether it lies ahead.
    pub ahead: bool,
    /// Of one ahead: what is expected on it, and what it lacks for the credited tier.
    pub expected: Option<ExpectedView>,
}

/// What expirations leave on a day ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExpectedView {
    /// Total points.
    pub total: FigureView,
    /// The same with its parts, in words.
    pub points: String,
    /// What is missing for the credited tier, where something is.
    pub missing: Option<String>,
}

/// A value of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// Its name.
    pub label: String,
    /// The figure.
    pub figure: FigureView,
    /// What is said of it.
    pub note: Option<String>,
    /// What deserves a look.
    pub warning: Option<String>,
}

/// The page but for insights, course and breakdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierPageView {
    /// The credited tier, and since when.
    pub credited: TierView,
    /// The next re-evaluation: its day, and what it will look at.
    pub review: Option<(Shown, String)>,
    /// Whether the rules of re-evaluations are not confirmed.
    pub unconfirmed: bool,
    /// What today's points would give.
    pub performing: TierView,
    /// Sold, managed, total.
    pub sum: [FigureView; 3],
    /// That the first two make the third, and that each is rounded where that can be seen.
    pub sum_of: String,
    /// The tracks; `None` where the data has none.
    pub tracks: Option<ChartView>,
    /// The window of the checkpoints, in words.
    pub window: Option<String>,
    /// The checkpoints of the window.
    pub checkpoints: Vec<CheckpointView>,
    /// Tool usage, certification, certifications.
    pub account: Vec<AccountView>,
}

/// The day that the page shows.
pub fn day(question: &Question, locale: Locale) -> DayView {
    let words = locale.words;
    let (day, own) = (question.standing.day, question.book.as_of);
    let version = question.rules.on(day);
    let first = earliest(question.book, question.ledger).min(own);
    DayView {
        day: day.to_string(),
        limits: (first.to_string(), own.to_string()),
        past: (day != own).then(|| words.tier_past(locale.format.date(day))),
        rules: words.rules_version(&version.id, locale.format.date(version.from)),
    }
}

/// The page for the day of the question.
pub fn tier(question: &Question, locale: Locale) -> TierPageView {
    let Question {
        standing, rules, ..
    } = *question;
    let version = rules.on(standing.day);
    let outlook = outlook(question);
    let sure = version.is_verified("reevaluations")
        && version.is_verified("checkpoint_day")
        && (version.is_verified("expired_certification")
            || !matches!(outlook, Some((.., Outlook::Uncertified))));
    TierPageView {
        credited: progress::credited(standing, rules, locale),
        review: standing.review.map(|review| {
            let day = (review.on.to_string(), locale.format.date(review.on));
            (day, review_text(question, review, outlook, locale))
        }),
        unconfirmed: standing.review.is_some() && !sure,
        performing: performing(standing, rules, locale),
        sum: [
            FigureView::points(locale, "points.sold", standing.sold.value),
            FigureView::points(locale, "points.managed", standing.managed.value),
            FigureView::points(locale, "program.total_points", standing.total.value),
        ],
        sum_of: match adds_up(standing) {
            true => locale.words.sum_of(),
            false => locale.words.sum_of_rounded(),
        },
        tracks: tracks(question, locale),
        window: standing.review.map(|review| {
            let date = |day| locale.format.date(day);
            locale
                .words
                .window(date(review.window_from), date(review.on))
        }),
        checkpoints: checkpoints(question, locale),
        account: account(question, locale),
    }
}

/// Whether the tracks as they are shown make the total as it is shown.
fn adds_up(standing: &Standing) -> bool {
    let shown = |points: Option<Decimal>| points.map(|points| rounded(points, PLACES));
    let tracks = shown(standing.sold.value).zip(shown(standing.managed.value));
    let sum = tracks.and_then(|(sold, managed)| sold.checked_add(managed));
    sum.is_none_or(|sum| Some(sum) == shown(standing.total.value))
}

/// The tier that the re-evaluation is about, and since when it is held: the credited one, or where the data does not name it
/// the one by replay.
fn held(standing: &Standing) -> Option<(&TierId, Option<NaiveDate>)> {
    match (&standing.credited, &standing.replay) {
        (Some(credited), _) => Some((credited.tier.as_ref()?, credited.since)),
        (None, Some(replay)) => Some((replay.tier.as_ref()?, replay.since)),
        (None, None) => None,
    }
}

/// What is known of the next re-evaluation, and the tier that it is about; `None` where there is no such tier.
pub(super) fn outlook<'a>(question: &Question<'a>) -> Option<(Review, &'a TierId, Outlook)> {
    let Question {
        book,
        rules,
        standing,
        ..
    } = *question;
    let review = standing.review?;
    let (tier, since) = held(standing)?;
    let window = window(question).unwrap_or_default();
    let outlook = crediting::outlook(book, rules, review, (tier, since), &window);
    Some((review, tier, outlook))
}

/// The checkpoints of the next re-evaluation; `None` where the data cannot say what they met.
fn window(question: &Question) -> Option<Vec<Milestone>> {
    let Question {
        book,
        rules,
        ledger,
        standing,
        ..
    } = *question;
    crediting::window(ledger, book, rules, standing.day, standing.review?)
}

fn review_text(
    question: &Question,
    review: Review,
    outlook: Option<(Review, &TierId, Outlook)>,
    locale: Locale,
) -> String {
    let words = locale.words;
    let standing = question.standing;
    let date = |day| locale.format.date(day);
    let window = words.window(date(review.window_from), date(review.on));
    let Some((_, tier, outlook)) = outlook else {
        return match (&standing.credited, &standing.replay) {
            (None, None) => words.review_not_in_data(window),
            _ => words.review_no_tier(window),
        };
    };
    let name = tier_name(question.rules, tier);
    match outlook {
        Outlook::Held { until } => words.review_held(name, date(until)),
        Outlook::Uncertified => {
            words.review_uncertified(window, certification_text(standing, locale), name)
        }
        Outlook::Kept { .. } | Outlook::Open => match standing.credited {
            Some(_) => words.review_looks(window, name),
            None => words.review_derived(window, name),
        },
    }
}

/// What today's points would give, how that is to the credited tier, and what stands in the way of the tier above.
fn performing(standing: &Standing, rules: &Rules, locale: Locale) -> TierView {
    let view = progress::performing(standing, rules, locale);
    let compared = compared(standing, rules, locale);
    let notes: Vec<String> = compared.into_iter().chain(view.note).collect();
    TierView {
        note: Some(notes.join(" · ")).filter(|note| !note.is_empty()),
        ..view
    }
}

fn compared(standing: &Standing, rules: &Rules, locale: Locale) -> Option<String> {
    use crate::engine::tiers::Performing;
    let words = locale.words;
    let credited = standing.credited.as_ref()?.tier.as_ref();
    let performing = match &standing.performing {
        Performing::Tier(tier) => Some(tier),
        Performing::NoTier => None,
        Performing::NotInData => return None,
    };
    let (now, then) = (rank(rules, performing), rank(rules, credited));
    Some(match now.cmp(&then) {
        std::cmp::Ordering::Less => words.performs_below(),
        std::cmp::Ordering::Equal => words.performs_same(),
        std::cmp::Ordering::Greater => words.performs_above(),
    })
}

/// Combined, the minimum's track and managed, each with what the next tier asks for.
fn tracks(question: &Question, locale: Locale) -> Option<ChartView> {
    let words = locale.words;
    let standing = question.standing;
    let minimum = question.rules.on(standing.day).minimum_track.measure();
    let own = match minimum {
        Measure::Sourced => standing.sourced.value,
        _ => standing.sold.value,
    };
    let (sold, managed) = (standing.sold.value, standing.managed.value);
    if sold.is_none() && managed.is_none() {
        return None;
    }
    let goal = question.goal?;
    let verdict = standing
        .tiers
        .iter()
        .find(|verdict| verdict.tier == *goal)?;
    let need = |measure| verdict.gate(measure)?.need;
    let name = |measure| track_name(words, verdict, measure);
    let category = |label: String| Category {
        label,
        iso: String::new(),
    };
    let series = |name, colour, pattern, values| Series {
        name,
        colour,
        pattern,
        values,
        projected: false,
    };
    let plot = Plot {
        title: words.tracks_chart(tier_name(question.rules, goal)),
        stem: "tier-performance",
        kind: Kind::Stacked,
        axis: words.tracks_axis(),
        categories: vec![
            category(words.track_combined()),
            category(name(minimum)),
            category(name(Measure::Managed)),
        ],
        series: vec![
            series(
                words.sold_points(),
                "--sold",
                Pattern::Plain,
                vec![sold, own, None],
            ),
            series(
                words.managed_points(),
                "--managed",
                Pattern::Dots,
                vec![managed, None, managed],
            ),
        ],
        overlay: Overlay {
            levels: Some(series(
                words.track_asks(tier_name(question.rules, goal)),
                "--ink",
                Pattern::Plain,
                vec![need(Measure::Total), need(minimum), need(Measure::Managed)],
            )),
            ..Overlay::default()
        },
        unit: Unit::Points,
    };
    chart(&plot, locale)
}

fn checkpoints(question: &Question, locale: Locale) -> Vec<CheckpointView> {
    let words = locale.words;
    let rules = question.rules;
    let held = held(question.standing).map(|(tier, _)| tier);
    let looks = window(question).into_iter().flatten();
    looks
        .map(|look| {
            let day = look.checkpoint.day;
            let tier = look.checkpoint.met.clone();
            let met = held.is_some() && rank(rules, tier.as_ref()) >= rank(rules, held);
            let name = tier
                .as_ref()
                .map_or_else(|| words.no_tier(), |tier| tier_name(rules, tier));
            CheckpointView {
                day,
                date: locale.format.date(day),
                text: match (look.ahead, met) {
                    (true, _) => words.checkpoint_ahead(name),
                    (false, true) => words.checkpoint_met(name),
                    (false, false) if held.is_none() && tier.is_some() => {
                        words.checkpoint_met(name)
                    }
                    (false, false) if tier.is_none() => words.checkpoint_none_met(),
                    (false, false) => words.checkpoint_other(name),
                },
                tier,
                met,
                ahead: look.ahead,
                expected: look.ahead.then(|| expected(&look, rules, held, locale)),
            }
        })
        .collect()
}

fn expected(
    look: &Milestone,
    rules: &Rules,
    held: Option<&TierId>,
    locale: Locale,
) -> ExpectedView {
    let words = locale.words;
    let points = |points: Option<Decimal>| {
        points.map_or_else(
            || words.not_in_data(),
            |points| format::points(locale.format, points),
        )
    };
    let measured = &look.measured;
    let verdicts = tiers::judge(&rules.programme, rules.on(look.checkpoint.day), measured);
    let verdict = verdicts.iter().find(|verdict| Some(&verdict.tier) == held);
    let failing = verdict.iter().flat_map(|verdict| &verdict.requirements);
    // What is not in the data is not lacking.
    let failing = failing.filter(|requirement| requirement.verdict() == Verdict::Failed);
    let missing: Vec<String> = failing
        .filter_map(|requirement| requirement.alternatives.first())
        .map(|gate| {
            let name = gate_name(words, gate.measure);
            match gate.gap() {
                Some(gap) => words.calc_missing(gap_text(gate.measure, gap, locale), name),
                None => name,
            }
        })
        .collect();
    let total = FigureView::points(locale, "checkpoint.total", measured.total);
    ExpectedView {
        points: match measured.total {
            Some(_) => words.checkpoint_expected(
                &total.text,
                points(measured.sold),
                points(measured.managed),
            ),
            None => words.report_not_in_data(),
        },
        total,
        missing: held
            .filter(|_| !missing.is_empty())
            .map(|tier| words.checkpoint_missing(tier_name(rules, tier), missing.join(", "))),
    }
}

/// What is missing of a measure: points, or a part of the whole.
fn gap_text(measure: Measure, gap: Decimal, locale: Locale) -> String {
    match measure {
        Measure::Csr | Measure::Grr => locale.format.percent(rounded(gap, 4)),
        _ => format::points(locale.format, gap),
    }
}

fn account(question: &Question, locale: Locale) -> Vec<AccountView> {
    let words = locale.words;
    let Question {
        book,
        rules,
        standing,
        ..
    } = *question;
    let version = rules.on(standing.day);
    let partner = book.partner.as_ref();
    let usage = partner.and_then(|partner| partner.median_tool_usage);
    let number = |number: Decimal| format::points(locale.format, number);
    let asks = |measure| {
        let mut gates = standing
            .tiers
            .iter()
            .flat_map(|verdict| &verdict.requirements)
            .flat_map(|requirement| &requirement.alternatives);
        gates.any(|gate| gate.measure == measure)
    };
    let certified = standing.certified.map(|certified| certified.to_string());
    let certifications = partner.and_then(|partner| partner.certifications);
    vec![
        AccountView {
            label: words.minimum_tool_usage(),
            figure: FigureView::points(locale, "account.median_tool_usage", usage),
            note: version.median_tool_usage_min.map(|least| {
                let least = number(least);
                match asks(Measure::MedianToolUsage) {
                    true => words.usage_asked(least),
                    false => words.usage_shown(least),
                }
            }),
            warning: None,
        },
        AccountView {
            label: words.figure_certified(),
            figure: FigureView::new(
                locale,
                "account.certified",
                certified.map(|value| (value, certification_text(standing, locale))),
            ),
            note: standing
                .certification
                .as_ref()
                .and_then(|certification| certification.name.clone()),
            warning: certification_warning(standing, asks(Measure::Certification), locale),
        },
        AccountView {
            label: words.minimum_certifications(),
            figure: FigureView::points(
                locale,
                "account.certifications",
                certifications.map(Decimal::from),
            ),
            note: None,
            warning: None,
        },
    ]
}

fn certification_warning(standing: &Standing, asked: bool, locale: Locale) -> Option<String> {
    let words = locale.words;
    let until = standing
        .certification
        .as_ref()
        .and_then(|certification| certification.valid_until);
    match (standing.certified, until) {
        (Some(false), _) if asked => Some(words.certification_lacks()),
        (Some(true), Some(until)) => {
            let left = (until - standing.day).num_days();
            (left <= SOON_DAYS)
                .then(|| words.certification_soon(usize::try_from(left).unwrap_or_default()))
        }
        _ => None,
    }
}
