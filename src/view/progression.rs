//! Tier progression: what a chosen tier asks for, what is there, what is missing.

use super::{Locale, figure::FigureView, format, format::rounded, tier_name};
use crate::{
    engine::{
        standing::Standing,
        tiers::{Gate, GateKind, TierVerdict, Verdict},
    },
    model::tier::TierId,
    rules::{
        Rules,
        version::{MinimumTrack, RetentionMetric},
    },
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
    /// The figure's key and value.
    pub figure: Option<(&'static str, String)>,
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
        .gates
        .iter()
        .filter(|gate| gate.verdict != Verdict::Passed)
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
        conditions: conditions(standing, verdict, locale),
        unconfirmed: (!version.confirmed(&verdict.tier))
            .then(|| words.thresholds_not_confirmed_of(&name)),
    })
}

/// A gate in words.
pub fn gate_name(words: &Words, kind: GateKind) -> String {
    match kind {
        GateKind::Total => words.total_points(),
        GateKind::Minimum(MinimumTrack::Sold) => words.minimum_sold(),
        GateKind::Minimum(MinimumTrack::Sourced) => words.minimum_sourced(),
        GateKind::Managed => words.minimum_managed(),
        GateKind::Retention(RetentionMetric::Csr) => words.retention_csr(),
        GateKind::Retention(RetentionMetric::Grr) => words.retention_grr(),
        GateKind::Certification => words.minimum_certification(),
    }
}

fn gates(
    standing: &Standing,
    rules: &Rules,
    verdict: &TierVerdict,
    locale: Locale,
) -> Vec<GateView> {
    let version = rules.on(standing.day);
    let track = version.minimum_track;
    let minimum_have = match track {
        MinimumTrack::Sold => standing.sold.value,
        MinimumTrack::Sourced => standing.sourced.value,
    };
    let total = ["goal.total.have", "goal.total.need", "goal.total.gap"];
    let minimum = ["goal.minimum.have", "goal.minimum.need", "goal.minimum.gap"];
    let managed = ["goal.managed.have", "goal.managed.need", "goal.managed.gap"];
    [
        (GateKind::Total, total, standing.total.value, "total"),
        (GateKind::Minimum(track), minimum, minimum_have, "sold"),
        (
            GateKind::Managed,
            managed,
            standing.managed.value,
            "managed",
        ),
    ]
    .into_iter()
    .map(|(kind, keys, have, class)| {
        let gate = verdict.gate(|other| other == kind);
        gate_view(kind, keys, have, gate, class, &version.id, locale)
    })
    .collect()
}

fn gate_view(
    kind: GateKind,
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
        name: gate_name(words, kind),
        have: FigureView::points(locale, have_key, have),
        need: need_figure,
        gap: gap_figure,
        met: gap.map(|gap| gap.is_zero()),
        percent: format!("{}%", rounded(percent, 2)),
        class,
        note: gate.is_none().then(|| words.no_minimum_why(version)),
    }
}

fn conditions(standing: &Standing, verdict: &TierVerdict, locale: Locale) -> Vec<ConditionView> {
    let words = locale.words;
    let met = |verdict: Verdict| match verdict {
        Verdict::Passed => Some(true),
        Verdict::Failed => Some(false),
        Verdict::NotInData => None,
    };
    verdict
        .gates
        .iter()
        .filter_map(|gate| match gate.kind {
            GateKind::Retention(_) => {
                let percent =
                    |fraction: Decimal| locale.format.percent(format::rounded(fraction, 3));
                let have = gate.have.map_or_else(|| words.not_in_data(), percent);
                Some(ConditionView {
                    name: gate_name(words, gate.kind),
                    state: words.at_least(have, gate.need.map(percent).unwrap_or_default()),
                    day: None,
                    figure: None,
                    met: met(gate.verdict),
                })
            }
            GateKind::Certification => {
                let certification = standing.certification.as_ref();
                let valid_until = certification.and_then(|certification| certification.valid_until);
                let state = match (standing.certified, valid_until) {
                    (None, _) => words.not_in_data(),
                    (Some(true), Some(until)) => {
                        words.certification_until(locale.format.date(until))
                    }
                    (Some(_), Some(until)) => {
                        words.certification_expired(locale.format.date(until))
                    }
                    (Some(_), None) => words.certification_none(),
                };
                let value = standing
                    .certified
                    .map_or_else(String::new, |certified| certified.to_string());
                Some(ConditionView {
                    name: gate_name(words, gate.kind),
                    state,
                    day: valid_until.map(|day| day.to_string()),
                    figure: Some(("account.certified", value)),
                    met: met(gate.verdict),
                })
            }
            GateKind::Total | GateKind::Minimum(_) | GateKind::Managed => None,
        })
        .collect()
}
