//! The ladder: one track from nothing to the next tier, with what is there, what will expire, and the tiers as notches.
//!
//! The scale rule is the same wherever a ladder is drawn: it ends a little beyond the highest notch or the total, whichever
//! is more. Positions are percentages of the track. A text says the same in words.

use super::{
    Locale,
    format::{self, rounded},
    tier_name,
};
use crate::{
    engine::standing::Standing,
    model::tier::TierId,
    rules::{Rules, version::Measure},
};
use rust_decimal::Decimal;

/// What a part of the track stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Sold points that stay.
    Sold,
    /// Managed points that stay.
    Managed,
    /// Sold points that expire within 90 days.
    Expiring,
    /// Points whose kind is not in the data.
    Unknown,
    /// Points that a quote would bring.
    Quoted,
}

impl Part {
    /// The style's name for it.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Sold => "sold",
            Self::Managed => "managed",
            Self::Expiring => "expiring",
            Self::Unknown => "unknown",
            Self::Quoted => "quoted",
        }
    }
}

/// A tier on the ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notch {
    /// The tier; decides the colour.
    pub tier: TierId,
    /// Its name.
    pub name: String,
    /// Its total threshold.
    pub points: String,
    /// Where, in percent of the track.
    pub position: String,
    /// Whether there is room for its label on a wide track, and on a phone's.
    pub room: (bool, bool),
    /// Whether the label must end at the notch, because the track ends there.
    pub at_end: bool,
}

/// The ladder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LadderView {
    /// Parts of the track in their order, with widths in percent.
    pub parts: Vec<(Part, String)>,
    /// The tiers up to the next one, lowest first.
    pub notches: Vec<Notch>,
    /// The same in words.
    pub text: String,
}

/// The ladder of a standing up to a tier, with the points that a quote would add at its end; `None` where the total is not in the
/// data.
pub fn ladder(
    standing: &Standing,
    rules: &Rules,
    goal: Option<&TierId>,
    quoted: Option<Decimal>,
    locale: Locale,
) -> Option<LadderView> {
    let words = locale.words;
    let total = standing.total.value?;
    let reached = total.saturating_add(quoted.unwrap_or_default());
    let mut tiers: Vec<(&TierId, Decimal)> = Vec::new();
    for verdict in &standing.tiers {
        if let Some(need) = verdict.gate(Measure::Total).and_then(|gate| gate.need) {
            tiers.push((&verdict.tier, need));
        }
        if Some(&verdict.tier) == goal {
            break;
        }
    }
    let highest = tiers
        .iter()
        .map(|(_, need)| *need)
        .fold(reached, Decimal::max);
    let end = highest
        .checked_mul(Decimal::new(104, 2))
        .filter(|end| *end > Decimal::ZERO)
        .unwrap_or(Decimal::ONE);
    let percent = |points: Decimal| -> Decimal {
        let share = points
            .max(Decimal::ZERO)
            .checked_div(end)
            .unwrap_or_default();
        rounded(
            share.checked_mul(Decimal::ONE_HUNDRED).unwrap_or_default(),
            3,
        )
    };

    let mut parts = parts(standing, total);
    parts.extend(quoted.map(|points| (Part::Quoted, points)));
    let mut notches: Vec<Notch> = tiers
        .iter()
        .map(|(tier, need)| Notch {
            tier: (*tier).clone(),
            name: tier_name(rules, tier),
            points: format::points(locale.format, *need),
            position: format!("{}%", percent(*need)),
            room: (true, true),
            at_end: percent(*need) > Decimal::from(88),
        })
        .collect();
    // The highest tier has its label first; a lower one only where it does not run into the label above it.
    let positions: Vec<Decimal> = tiers.iter().map(|(_, need)| percent(*need)).collect();
    let roomy = |least: u32| {
        let mut free = Decimal::from(1000);
        let mut room: Vec<bool> = positions
            .iter()
            .rev()
            .map(|position| {
                let fits = free.saturating_sub(*position) >= Decimal::from(least);
                free = if fits { *position } else { free };
                fits
            })
            .collect();
        room.reverse();
        room
    };
    for ((notch, wide), narrow) in notches.iter_mut().zip(roomy(11)).zip(roomy(24)) {
        notch.room = (wide, narrow);
    }

    let points = |number| format::points(locale.format, number);
    let tier_texts: Vec<String> = notches
        .iter()
        .map(|notch| words.ladder_notch(&notch.name, &notch.points))
        .collect();
    let mut text = words.ladder_text(points(total), format!("{}.", tier_texts.join(", ")));
    if let (Some(sold), Some(managed), Some(expiring)) = (
        standing.sold.value,
        standing.managed.value,
        standing.expiring,
    ) {
        text = format!(
            "{} {text}",
            words.ladder_parts(points(sold), points(managed), points(expiring))
        );
    }
    if let Some(quoted) = quoted {
        text = format!("{text} {}", words.ladder_quoted(points(quoted)));
    }
    Some(LadderView {
        parts: parts
            .into_iter()
            .map(|(part, points)| (part, format!("{}%", percent(points))))
            .collect(),
        notches,
        text,
    })
}

/// What the track is made of: what stays, then what expires.
fn parts(standing: &Standing, total: Decimal) -> Vec<(Part, Decimal)> {
    match (standing.sold.value, standing.managed.value) {
        (Some(sold), Some(managed)) => {
            let expiring = standing.expiring.unwrap_or_default();
            vec![
                (Part::Sold, sold.saturating_sub(expiring)),
                (Part::Managed, managed),
                (Part::Expiring, expiring),
            ]
        }
        _ => vec![(Part::Unknown, total)],
    }
}
