//! Program progress: the tier that is credited, the one that today's points would give, and the figures beside them.

use super::{
    Locale,
    figure::FigureView,
    format::{self, PLACES, rounded},
    ladder::{self, LadderView},
    progression::requirement_name,
    tier_name,
};
use crate::{
    engine::{
        crediting::{Decision, Reason},
        standing::{Figure, Standing},
        tiers::{Performing, Verdict},
    },
    model::{currency::Currency, tier::TierId},
    rules::Rules,
};
use rust_decimal::Decimal;

/// A tier as a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierView {
    /// The figure: the tier's id, `none`, or empty.
    pub figure: FigureView,
    /// The tier, where there is one; decides the colour.
    pub tier: Option<TierId>,
    /// Since when: the day, and in words.
    pub since: Option<(String, String)>,
    /// What stands in the way of the tier above.
    pub note: Option<String>,
}

/// A figure with its label and what else is worth saying of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labelled {
    /// The figure.
    pub figure: FigureView,
    /// What it is.
    pub label: String,
    /// A remark: a short history, or the vendor's other figure.
    pub note: Option<String>,
}

/// The section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProgressView {
    /// The tier that the vendor credits.
    pub credited: TierView,
    /// The tier that today's points would give.
    pub performing: TierView,
    /// The tier that the data's history would credit; `None` where it cannot say.
    pub replayed: Option<TierView>,
    /// Total points, points to the next tier, sourced amount, sourced MRR, C$R.
    pub figures: Vec<Labelled>,
    /// Sold, managed and sourced points: the ladder's legend.
    pub sold: Labelled,
    /// Managed points.
    pub managed: Labelled,
    /// Sourced points, a part of the sold ones.
    pub sourced: Labelled,
    /// Sold points that expire within 90 days; `None` where sales are not in the data.
    pub expiring: Option<String>,
    /// Whether a threshold that the section shows is not confirmed.
    pub unconfirmed: bool,
    /// The ladder; `None` where the total is not in the data.
    pub ladder: Option<LadderView>,
}

/// The section for a standing.
pub fn progress(standing: &Standing, rules: &Rules, locale: Locale) -> ProgressView {
    let words = locale.words;
    let points = |number: Decimal| format::points(locale.format, number);
    let labelled =
        |figure: FigureView, label: String, source: &Figure, text: &dyn Fn(Decimal) -> String| {
            let note = vendor_note(source, standing.clients.len(), rules, locale, text);
            Labelled {
                figure,
                label,
                note,
            }
        };
    let usd = |amount: Decimal| locale.format.money(rounded(amount, PLACES), Currency::USD);
    let percent = |fraction: Decimal| locale.format.percent(rounded(fraction, 3));

    let mut csr = labelled(
        FigureView::fraction(locale, "program.csr_12m", standing.csr.value),
        words.csr(),
        &standing.csr,
        &percent,
    );
    if standing.csr.computed && standing.csr_months < 12 {
        let short = words.csr_short_history(standing.csr_months);
        csr.note = Some(
            csr.note
                .map_or_else(|| short.clone(), |note| format!("{short} · {note}")),
        );
    }
    let goal = standing.next.as_ref().map(|next| &next.tier);
    let ladder = ladder::ladder(standing, rules, goal, None, locale);
    ProgressView {
        credited: credited(standing, rules, locale),
        performing: performing(standing, rules, locale),
        replayed: replayed(standing, rules, locale),
        figures: vec![
            labelled(
                FigureView::points(locale, "program.total_points", standing.total.value),
                words.total_points(),
                &standing.total,
                &points,
            ),
            to_next(standing, rules, locale),
            labelled(
                FigureView::usd(
                    locale,
                    "program.sourced_amount_12m",
                    standing.sourced_amount.value,
                ),
                words.sourced_amount(),
                &standing.sourced_amount,
                &usd,
            ),
            labelled(
                FigureView::usd(
                    locale,
                    "program.sourced_mrr_12m",
                    standing.sourced_mrr.value,
                ),
                words.sourced_mrr(),
                &standing.sourced_mrr,
                &usd,
            ),
            csr,
        ],
        sold: labelled(
            FigureView::points(locale, "points.sold", standing.sold.value),
            words.sold_points(),
            &standing.sold,
            &points,
        ),
        managed: labelled(
            FigureView::points(locale, "points.managed", standing.managed.value),
            words.managed_points(),
            &standing.managed,
            &points,
        ),
        sourced: labelled(
            FigureView::points(locale, "points.sourced", standing.sourced.value),
            words.of_which_sourced(),
            &standing.sourced,
            &points,
        ),
        expiring: standing.expiring.map(points),
        unconfirmed: ladder
            .iter()
            .flat_map(|ladder| &ladder.notches)
            .any(|notch| {
                let version = rules.on(standing.day);
                !version.confirmed(&notch.tier)
            }),
        ladder,
    }
}

/// What the vendor says otherwise, as far as it shows: a difference beyond the shown digits is none.
fn vendor_note(
    figure: &Figure,
    clients: usize,
    rules: &Rules,
    locale: Locale,
    text: &dyn Fn(Decimal) -> String,
) -> Option<String> {
    let vendor = &rules.programme.vendor;
    let reported = text(figure.reported?);
    if !figure.computed && figure.value == figure.reported {
        return Some(match figure.reported_clients {
            Some(some) if some < clients => locale.words.reported_partial(vendor, some, clients),
            _ => locale.words.reported_only(vendor),
        });
    }
    let differs = figure.value.map(text).as_ref() != Some(&reported);
    differs.then(|| locale.words.reported_differs(vendor, reported))
}

fn to_next(standing: &Standing, rules: &Rules, locale: Locale) -> Labelled {
    const KEY: &str = "program.points_to_next_tier";
    let words = locale.words;
    match &standing.next {
        Some(next) => Labelled {
            figure: FigureView::points(locale, KEY, next.points),
            label: words.points_to_next(tier_name(rules, &next.tier)),
            note: None,
        },
        None if !standing.at_the_top() => Labelled {
            figure: FigureView::points(locale, KEY, None),
            label: words.points_to_next_none(),
            note: None,
        },
        // The top is reached: nothing is missing, which is a known 0.
        None => Labelled {
            figure: FigureView::points(locale, KEY, standing.total.value.map(|_| Decimal::ZERO)),
            label: words.points_to_next_none(),
            note: standing.total.value.map(|_| words.points_to_next_top()),
        },
    }
}

fn tier_view(
    key: &'static str,
    tier: Option<TierId>,
    known: bool,
    rules: &Rules,
    locale: Locale,
) -> TierView {
    let shown = match &tier {
        Some(tier) => Some((tier.to_string(), tier_name(rules, tier))),
        None if known => Some(("none".to_owned(), locale.words.no_tier())),
        None => None,
    };
    TierView {
        figure: FigureView::new(locale, key, shown),
        tier,
        since: None,
        note: None,
    }
}

pub(super) fn credited(standing: &Standing, rules: &Rules, locale: Locale) -> TierView {
    let credited = standing.credited.clone();
    let known = credited.is_some();
    let since = credited.as_ref().and_then(|credited| credited.since);
    let tier = credited.and_then(|credited| credited.tier);
    TierView {
        since: since.map(|since| {
            let words = locale.words.tier_since(locale.format.date(since));
            (since.to_string(), words)
        }),
        ..tier_view("program.credited_tier", tier, known, rules, locale)
    }
}

/// The tier by replay; where it is not what the data says, with the decision that made it so.
fn replayed(standing: &Standing, rules: &Rules, locale: Locale) -> Option<TierView> {
    let words = locale.words;
    let replay = standing.replay.as_ref()?;
    let tier = replay.tier.clone();
    let agrees = standing.credited.as_ref().map(|credited| &credited.tier) == Some(&tier);
    let date = |day| locale.format.date(day);
    let why = match replay.last() {
        _ if agrees => words.replay_agrees(),
        None => words.replay_none(date(replay.from)),
        Some(Decision { day, reason, .. }) => match reason {
            Reason::Promoted => words.replay_promoted(date(*day)),
            Reason::Kept { met_on } => words.replay_kept(date(*day), date(*met_on)),
            Reason::Held { until } => words.replay_held(date(*day), date(*until)),
            Reason::Demoted { window_from } => words.replay_demoted(date(*day), date(*window_from)),
            Reason::CertificationExpired => words.replay_certification(date(*day)),
        },
    };
    // When a tier is promoted, and what an expired certification does, the programme does not say.
    let version = rules.on(standing.day);
    let sure = version.is_verified("promotion") && version.is_verified("expired_certification");
    let note = if sure || agrees {
        why
    } else {
        format!("{why} · {}", words.not_confirmed())
    };
    Some(TierView {
        note: Some(note),
        ..tier_view("program.replayed_tier", tier, true, rules, locale)
    })
}

pub(super) fn performing(standing: &Standing, rules: &Rules, locale: Locale) -> TierView {
    let (tier, known) = match &standing.performing {
        Performing::Tier(tier) => (Some(tier.clone()), true),
        Performing::NoTier => (None, true),
        Performing::NotInData => (None, false),
    };
    // What stands in the way of the tier above, by name.
    let blocked = standing.next.as_ref().and_then(|next| {
        let verdict = standing
            .tiers
            .iter()
            .find(|verdict| verdict.tier == next.tier)?;
        let missing: Vec<String> = verdict
            .requirements
            .iter()
            .filter_map(|requirement| {
                let name = requirement_name(locale.words, requirement);
                match requirement.verdict() {
                    Verdict::Passed => None,
                    Verdict::Failed => Some(name),
                    Verdict::NotInData => Some(format!("{name} ({})", locale.words.not_in_data())),
                }
            })
            .collect();
        Some(
            locale
                .words
                .tier_blocked(tier_name(rules, &next.tier), missing.join(", ")),
        )
    });
    TierView {
        note: blocked,
        ..tier_view("program.performing_tier", tier, known, rules, locale)
    }
}
