//! Tier progression: what a chosen tier asks for, what is there, what is missing.

use super::{Locale, figure::FigureView, format, format::rounded, tier_name};
use crate::{
    engine::{
        standing::Standing,
        tiers::{Gate, Requirement, TierVerdict, Verdict},
    },
    model::tier::TierId,
    rules::{Rules, version::Measure},
    words::Words,
};
use rust_decimal::Decimal;

/// One requirement as a line with a bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateView {
    /// What it asks for.
    pub name: String,
    /// What is there.
    pub have: FigureView,
    /// What is needed; `None` where the rules ask for nothing.
    pub need: FigureView,
    /// What is missing.
    pub gap: FigureView,
    /// Whether it is met; `None` where the data cannot say.
    pub met: Option<bool>,
    /// The bar's width in percent.
    pub percent: String,
    /// The style's name for the bar's colour.
    pub class: &'static str,
    /// Why there is nothing to meet.
    pub note: Option<String>,
}

/// A requirement without points: the certification, or retention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionView {
    /// What it asks for.
    pub name: String,
    /// How it stands, in words; a machine-readable figure where there is a key for it.
    pub state: String,
    /// The day that it speaks of.
    pub day: Option<String>,
    /// The figure, where there is a key for it; its text is the state.
    pub figure: Option<FigureView>,
    /// Whether it is met; `None` where the data cannot say.
    pub met: Option<bool>,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressionView {
    /// The tiers to choose from, lowest first: id and name.
    pub tiers: Vec<(TierId, String)>,
    /// The chosen one.
    pub goal: TierId,
    /// One sentence: how many requirements are missing.
    pub summary: String,
    /// Total, minimum, managed.
    pub gates: Vec<GateView>,
    /// Retention, certification.
    pub conditions: Vec<ConditionView>,
    /// "The thresholds of … are not confirmed", where they are not.
    pub unconfirmed: Option<String>,
}

/// The section for a standing and a chosen tier; the next tier up where none is chosen. `None` in a programme without tiers.
pub fn progression(
    standing: &Standing,
    rules: &Rules,
    goal: Option<&TierId>,
    locale: Locale,
) -> Option<ProgressionView> {
    let words = locale.words;
    let chosen = |id: &TierId| standing.tiers.iter().find(|verdict| &verdict.tier == id);
    let verdict = goal
        .and_then(chosen)
        .or_else(|| standing.next.as_ref().and_then(|next| chosen(&next.tier)))
        .or(standing.tiers.last())?;
    let name = tier_name(rules, &verdict.tier);
    let version = rules.on(standing.day);
    let failing = verdict
        .requirements
        .iter()
        .filter(|requirement| requirement.verdict() != Verdict::Passed)
        .count();
    Some(ProgressionView {
        tiers: rules
            .programme
            .tiers
            .iter()
            .map(|tier| (tier.id.clone(), tier.name.clone()))
            .collect(),
        goal: verdict.tier.clone(),
        summary: words.goal_summary(failing, &name),
        gates: gates(standing, rules, verdict, locale),
        conditions: conditions(standing, rules, verdict, locale),
        unconfirmed: (!version.confirmed(&verdict.tier))
            .then(|| words.thresholds_not_confirmed_of(&name)),
    })
}

/// A gate in words.
pub fn gate_name(words: &Words, measure: Measure) -> String {
    match measure {
        Measure::Total => words.total_points(),
        Measure::Sold => words.minimum_sold(),
        Measure::Sourced => words.minimum_sourced(),
        Measure::Managed => words.minimum_managed(),
        Measure::Csr => words.retention_csr(),
        Measure::Grr => words.retention_grr(),
        Measure::Certification => words.minimum_certification(),
        Measure::Certifications => words.minimum_certifications(),
        Measure::MedianToolUsage => words.minimum_tool_usage(),
    }
}

/// What a tier is measured by, in words: its minimum, or the points alone where it asks for none.
pub fn track_name(words: &Words, verdict: &TierVerdict, measure: Measure) -> String {
    match (verdict.gate(measure), measure) {
        (None, Measure::Sold) => words.sold_points(),
        (None, Measure::Sourced) => words.column_sourced(),
        (None, Measure::Managed) => words.managed_points(),
        _ => gate_name(words, measure),
    }
}

/// A requirement in words: its gate, or its alternatives.
pub fn requirement_name(words: &Words, requirement: &Requirement) -> String {
    let names = requirement.alternatives.iter();
    names
        .map(|gate| gate_name(words, gate.measure))
        .reduce(|names, name| words.either(names, name))
        .unwrap_or_default()
}

/// What has a line with a bar: total, minimum, managed.
fn lines(standing: &Standing, rules: &Rules) -> [(Measure, Option<Decimal>); 3] {
    let minimum = rules.on(standing.day).minimum_track.measure();
    let minimum_have = match minimum {
        Measure::Sourced => standing.sourced.value,
        _ => standing.sold.value,
    };
    [
        (Measure::Total, standing.total.value),
        (minimum, minimum_have),
        (Measure::Managed, standing.managed.value),
    ]
}

fn gates(
    standing: &Standing,
    rules: &Rules,
    verdict: &TierVerdict,
    locale: Locale,
) -> Vec<GateView> {
    let looks = [
        (
            ["goal.total.have", "goal.total.need", "goal.total.gap"],
            "total",
        ),
        (
            ["goal.minimum.have", "goal.minimum.need", "goal.minimum.gap"],
            "sold",
        ),
        (
            ["goal.managed.have", "goal.managed.need", "goal.managed.gap"],
            "managed",
        ),
    ];
    lines(standing, rules)
        .into_iter()
        .zip(looks)
        .map(|((measure, have), (keys, class))| {
            let gate = verdict.gate(measure);
            gate_view(measure, keys, have, gate, class, &standing.version, locale)
        })
        .collect()
}

fn gate_view(
    measure: Measure,
    [have_key, need_key, gap_key]: [&'static str; 3],
    have: Option<Decimal>,
    gate: Option<&Gate>,
    class: &'static str,
    version: &str,
    locale: Locale,
) -> GateView {
    let words = locale.words;
    let need = gate.and_then(|gate| gate.need);
    // Rules without this gate ask for nothing: a need of 0 and nothing missing, whatever is there.
    let gap = gate.map_or(Some(Decimal::ZERO), Gate::gap);
    let mut need_figure = FigureView::points(locale, need_key, Some(need.unwrap_or_default()));
    if need.is_none() {
        need_figure.text = words.no_minimum();
    } else if have.is_none() {
        need_figure.text = words.needs(&need_figure.text);
    }
    let mut gap_figure = FigureView::points(locale, gap_key, gap);
    match gap {
        Some(gap) if gap.is_zero() => gap_figure.text = words.met(),
        Some(_) => gap_figure.text = words.to_go(&gap_figure.text),
        None => {}
    }
    let share = have.and_then(|have| match need {
        Some(need) if need > Decimal::ZERO => have.max(Decimal::ZERO).checked_div(need),
        _ => Some(Decimal::ONE),
    });
    let percent = share
        .unwrap_or_default()
        .min(Decimal::ONE)
        .checked_mul(Decimal::ONE_HUNDRED)
        .unwrap_or_default();
    GateView {
        name: gate_name(words, measure),
        have: FigureView::points(locale, have_key, have),
        need: need_figure,
        gap: gap_figure,
        met: gap.map(|gap| gap.is_zero()),
        percent: format!("{}%", rounded(percent, 2)),
        class,
        note: gate.is_none().then(|| words.no_minimum_why(version)),
    }
}

/// The requirements that have no line of their own.
fn conditions(
    standing: &Standing,
    rules: &Rules,
    verdict: &TierVerdict,
    locale: Locale,
) -> Vec<ConditionView> {
    let lines = lines(standing, rules);
    let requirements = verdict.requirements.iter().filter(|requirement| {
        let [gate] = requirement.alternatives.as_slice() else {
            return true;
        };
        lines.iter().all(|(measure, _)| *measure != gate.measure)
    });
    let mut views = Vec::new();
    for requirement in requirements {
        let mut states = Vec::new();
        let (mut day, mut figure) = (None, None);
        for gate in &requirement.alternatives {
            states.push(condition_state(standing, gate, locale));
            if gate.measure == Measure::Certification {
                let certified = standing.certified.map(|certified| certified.to_string());
                figure = Some(certified.unwrap_or_default());
                let certification = standing.certification.as_ref();
                day = certification
                    .and_then(|certification| certification.valid_until)
                    .map(|day| day.to_string());
            }
        }
        let state = states.join(" · ");
        let figure = figure.map(|value| {
            FigureView::new(locale, "account.certified", Some((value, state.clone())))
        });
        views.push(ConditionView {
            name: requirement_name(locale.words, requirement),
            state,
            day,
            figure,
            met: match requirement.verdict() {
                Verdict::Passed => Some(true),
                Verdict::Failed => Some(false),
                Verdict::NotInData => None,
            },
        });
    }
    views
}

/// Whether the certification is valid, and until when.
pub(super) fn certification_text(standing: &Standing, locale: Locale) -> String {
    let words = locale.words;
    let certification = standing.certification.as_ref();
    let valid_until = certification.and_then(|certification| certification.valid_until);
    let day = |day| locale.format.date(day);
    match (standing.certified, valid_until) {
        (None, _) => words.not_in_data(),
        (Some(true), Some(until)) => words.certification_until(day(until)),
        (Some(_), Some(until)) => words.certification_expired(day(until)),
        (Some(_), None) => words.certification_none(),
    }
}

/// How a gate without a line stands.
fn condition_state(standing: &Standing, gate: &Gate, locale: Locale) -> String {
    let words = locale.words;
    if gate.measure == Measure::Certification {
        return certification_text(standing, locale);
    }
    let number = |number: Decimal| match gate.measure {
        Measure::Csr | Measure::Grr => locale.format.percent(rounded(number, 3)),
        _ => format::points(locale.format, number),
    };
    let have = gate.have.map_or_else(|| words.not_in_data(), number);
    words.at_least(have, gate.need.map(number).unwrap_or_default())
}
