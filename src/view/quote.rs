//! A quote: its lines in words, their sum, and what it would do to the tier.
//!
//! Example: two lines, "Sum: 135 points (120 sold, 15 managed)", "Reaches Gold, 12 points to spare."

use super::{
    Locale,
    calculator::{PointsView, Setting},
    deal_type_name,
    figure::FigureView,
    format,
    ladder::{self, LadderView},
    market_name,
    progression::gate_name,
    tier_name,
};
use crate::{
    engine::{
        calculator::{Customer, Offer},
        ledger::{Ledger, Points},
        quote::{self, Effect},
        standing::Standing,
        tiers::{Gate, Performing},
    },
    model::exact::{Exact, value_of},
    rules::Rules,
};
use chrono::NaiveDate;

/// A line of a quote.
#[derive(Debug, Clone, PartialEq)]
pub struct LineView {
    /// The amount.
    pub amount: String,
    /// Deal type, customer, and who manages it.
    pub about: String,
    /// Its points with their working; a sentence where the rules of the day have none.
    pub points: Result<PointsView, String>,
}

/// A quote.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteView {
    /// Its lines.
    pub lines: Vec<LineView>,
    /// Total, sold and managed points of all lines, and a sentence that says so; `None` where there is no line, or one without
    /// points.
    pub sum: Option<([FigureView; 3], String)>,
    /// What it would do to the tier, sentence by sentence; empty where no data is loaded.
    pub effect: Vec<String>,
    /// The same as a ladder; `None` where the points are not in the data.
    pub ladder: Option<LadderView>,
}

impl QuoteView {
    /// The same as text, to be pasted into a mail.
    pub fn text(&self, notes: &[String]) -> String {
        let mut text = String::new();
        let mut line = |words: &str| {
            text.push_str(words);
            text.push('\n');
        };
        for LineView {
            amount,
            about,
            points,
        } in &self.lines
        {
            match points {
                Ok(points) => {
                    line(&format!("{amount} · {about}"));
                    line(&format!(
                        "  = {} ({})",
                        points.total.figure.text, points.total.working
                    ));
                }
                Err(problem) => line(&format!("{amount} · {about}: {problem}")),
            }
        }
        let sum = self.sum.iter().map(|(_, sentence)| sentence);
        sum.chain(&self.effect).for_each(|sentence| line(sentence));
        notes.iter().for_each(|note| line(note));
        text
    }
}

/// A quote by the rules of a day; with the loaded book's standing, its effect on the tier too.
pub fn quote(
    setting: &Setting<'_>,
    offers: &[Offer],
    day: NaiveDate,
    book: Option<(&Standing, &Ledger)>,
) -> QuoteView {
    let locale = setting.locale;
    let lines = offers.iter().map(|offer| LineView {
        amount: locale
            .format
            .money(offer.amount.normalize(), offer.currency),
        about: about(offer, locale),
        points: setting
            .points_of(offer, day)
            .map_err(|problem| problem.text),
    });
    let points = quote::sum(setting.rules, day, offers).ok();
    let points = points.filter(|_| !offers.is_empty());
    let asked = points.as_ref().zip(book);
    let effect = asked.and_then(|(points, (standing, ledger))| {
        let effect = quote::effect(standing, ledger, points).ok()?;
        let next = effect.next.as_ref().map(|(tier, _)| tier);
        let quoted = value_of(&points.tracks()).ok();
        let ladder = ladder::ladder(standing, setting.rules, next, quoted, locale);
        Some((sentences(&effect, setting.rules, locale), ladder))
    });
    let (effect, ladder) = effect.unwrap_or_default();
    QuoteView {
        lines: lines.collect(),
        sum: points.as_ref().and_then(|points| sum(points, locale)),
        effect,
        ladder,
    }
}

fn about(offer: &Offer, locale: Locale) -> String {
    let words = locale.words;
    let customer = match offer.customer {
        Customer::In(country) => locale.format.country(country),
        Customer::Of(market) => market_name(words, market),
    };
    let managed = match (offer.managed, offer.other_partners) {
        (false, _) => words.calc_managed_none(),
        (true, 0) => words.calc_managed_alone(),
        (true, others) => words.calc_managed_with(others.to_string()),
    };
    words.calc_line_text(deal_type_name(words, offer.deal_type), customer, managed)
}

fn sum(points: &Points, locale: Locale) -> Option<([FigureView; 3], String)> {
    let figure = |key, tracks: &[&Exact]| {
        let value = value_of(tracks).ok()?;
        Some(FigureView::points(locale, key, Some(value)))
    };
    let total = figure("quote.total", &points.tracks())?;
    let sold = figure("quote.sold", &points.sold_tracks())?;
    let managed = figure("quote.managed", &[&points.managed])?;
    let text = locale
        .words
        .calc_quote_sum(&total.text, &sold.text, &managed.text);
    Some(([total, sold, managed], text))
}

fn sentences(effect: &Effect, rules: &Rules, locale: Locale) -> Vec<String> {
    let words = locale.words;
    let mut sentences = vec![match &effect.after {
        Performing::NotInData => words.calc_effect_unknown(),
        Performing::NoTier => words.calc_effect_none(),
        Performing::Tier(tier) => {
            let spare = effect.spare.unwrap_or_default();
            let (name, spare) = (tier_name(rules, tier), format::points(locale.format, spare));
            match effect.before == effect.after {
                true => words.calc_effect_stays(name, spare),
                false => words.calc_effect_reaches(name, spare),
            }
        }
    }];
    if let Some((tier, lacking)) = &effect.next
        && !lacking.is_empty()
    {
        let lacking: Vec<_> = lacking.iter().map(|gate| missing(gate, locale)).collect();
        sentences.push(words.calc_effect_next(tier_name(rules, tier), lacking.join(", ")));
    }
    sentences
}

fn missing(gate: &Gate, locale: Locale) -> String {
    let name = gate_name(locale.words, gate.measure);
    match gate.gap() {
        Some(gap) => locale
            .words
            .calc_missing(format::points(locale.format, gap), name),
        None => name,
    }
}
