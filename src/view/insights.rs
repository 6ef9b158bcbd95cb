//! Tier insights: what keeps the credited tier and what reaches the one above it, in points and in deals.

use super::{
    Locale,
    figure::FigureView,
    format,
    format::{PLACES, rounded},
    market_name,
    progression::requirement_name,
    tier, tier_name,
};
use crate::{
    engine::{
        crediting::Outlook,
        explain::{Answer, Key, Question, explain},
        insight::{self, Deal, Missing},
    },
    model::{currency::Currency, sale::DealType, tier::TierId, track::Track},
    rules::Rules,
};
use rust_decimal::Decimal;

/// One insight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InsightView {
    /// "Keep Platinum".
    pub title: String,
    /// The tier, for its colour.
    pub tier: Option<TierId>,
    /// Total points that are missing.
    pub figure: FigureView,
    /// What the figure is; `None` where it is not known.
    pub to_go: Option<String>,
    /// What that means, a sentence each.
    pub texts: Vec<String>,
    /// Whether nothing is missing, or it is kept all the same.
    pub met: bool,
    /// Whether a sentence speaks of a usual deal.
    pub usual: bool,
}

/// Keeping the credited tier, and reaching the one above it.
pub fn insights(question: &Question, locale: Locale) -> Vec<InsightView> {
    let words = locale.words;
    let standing = question.standing;
    let tiers = &question.rules.programme.tiers;
    let name = |tier: &TierId| tier_name(question.rules, tier);
    let credited = standing
        .credited
        .as_ref()
        .map(|credited| credited.tier.as_ref());
    let mut keeps = InsightView {
        title: match credited {
            Some(Some(tier)) => words.insight_keep(name(tier)),
            _ => words.figure_keep_tier(),
        },
        ..insight(Key::KeepTierGap, credited.flatten(), question, locale)
    };
    if credited.flatten().is_some() {
        foresee(&mut keeps, question, locale);
    }
    let above = credited.map(|credited| {
        let at = credited.and_then(|tier| tiers.iter().position(|other| other.id == *tier));
        tiers.get(at.map_or(0, |at| at + 1)).map(|tier| &tier.id)
    });
    let reaches = match above {
        // Nothing is above the top.
        Some(None) => {
            let top = insight(Key::NextTierGap, None, question, locale);
            let figure = FigureView {
                text: "–".to_owned(),
                ..top.figure
            };
            let highest = tiers.last().map(|tier| name(&tier.id));
            InsightView {
                title: words.insight_top(highest.unwrap_or_default()),
                met: true,
                figure,
                ..top
            }
        }
        Some(Some(tier)) => InsightView {
            title: words.insight_reach(name(tier)),
            ..insight(Key::NextTierGap, Some(tier), question, locale)
        },
        None => InsightView {
            title: words.figure_next_tier(),
            ..insight(Key::NextTierGap, None, question, locale)
        },
    };
    // Without a tier there is nothing to keep.
    let nothing_to_keep = credited == Some(None);
    let all = [keeps, reaches].into_iter();
    all.skip(usize::from(nothing_to_keep)).collect()
}

/// Adds what is known of the next re-evaluation already: then today's points are not what decides.
fn foresee(keeps: &mut InsightView, question: &Question, locale: Locale) {
    let words = locale.words;
    let Some((review, tier, outlook)) = tier::outlook(question) else {
        return;
    };
    let date = |day| locale.format.date(day);
    let (name, on) = (tier_name(question.rules, tier), date(review.on));
    let text = match outlook {
        Outlook::Uncertified => {
            let version = question.rules.on(review.on);
            match version.is_verified("expired_certification") {
                true => words.insight_uncertified(name, on),
                false => words.insight_uncertified_not_confirmed(name, on),
            }
        }
        _ if keeps.met => return,
        Outlook::Held { until } => words.insight_held(on, date(until)),
        Outlook::Kept { met_on } => words.insight_kept(date(met_on), name, on),
        Outlook::Open => return,
    };
    keeps.met = outlook != Outlook::Uncertified;
    keeps.texts.insert(0, text);
}

fn insight(key: Key, tier: Option<&TierId>, question: &Question, locale: Locale) -> InsightView {
    let words = locale.words;
    let gap = match explain(key, question).value {
        Some(Answer::Number(gap)) => Some(gap),
        _ => None,
    };
    let verdict = question
        .standing
        .tiers
        .iter()
        .find(|verdict| Some(&verdict.tier) == tier);
    let missing = verdict.map(Missing::of).filter(|_| gap.is_some());
    let met = missing
        .as_ref()
        .is_some_and(|missing| missing.is_nothing() && missing.others.is_empty());
    let mut texts = Vec::new();
    let mut usual = false;
    if let Some(missing) = &missing {
        if missing.is_nothing() {
            texts.push(words.insight_enough());
        }
        if missing.sold > Decimal::ZERO {
            let [deals, amounts] = sold(missing.sold, question, locale);
            usual = deals.is_some();
            texts.extend(deals.into_iter().chain(amounts));
        }
        if missing.managed > Decimal::ZERO {
            texts.extend(managed(missing.managed, question, locale));
        }
        if !missing.others.is_empty() {
            let names = missing.others.iter();
            let names: Vec<_> = names.map(|other| requirement_name(words, other)).collect();
            texts.push(words.insight_others(names.join(", ")));
        }
    }
    InsightView {
        title: String::new(),
        tier: tier.cloned(),
        figure: FigureView::points(locale, key.as_str(), gap),
        to_go: gap.map(|gap| {
            // "1 point", and in French "0 point" too.
            let whole = usize::try_from(gap).ok().filter(|_| gap.is_integer());
            words.insight_to_go(whole.unwrap_or(2))
        }),
        texts,
        met,
        usual,
    }
}

/// What sales have to bring: in usual deals, and in one sum.
fn sold(points: Decimal, question: &Question, locale: Locale) -> [Option<String>; 2] {
    let words = locale.words;
    let (rules, day) = (question.rules, question.standing.day);
    let version = rules.on(day);
    let usual = insight::usual_deal(question.book, rules, day);
    let text = |number| format::points(locale.format, number);
    let deals = usual.and_then(|deal| insight::deals(version, day, deal, points).ok());
    // Deals that bring nothing that can be shown are no plan.
    let deals = deals.filter(|deals| !rounded(deals.points, PLACES).is_zero());
    let deals = deals.map(|deals| {
        words.insight_deals(
            text(points),
            text(deals.count),
            money(deals.deal.amount, deals.deal.currency, locale),
            market_name(words, deals.deal.market),
            text(deals.points),
        )
    });
    let track = Track::Sold(DealType::PartnerSourced);
    let amounts = amounts(points, track, usual, question, locale);
    let amounts = amounts.map(|amounts| words.insight_sold_mrr(amounts, text(points)));
    [deals, amounts]
}

/// What managed clients have to bring.
fn managed(points: Decimal, question: &Question, locale: Locale) -> Option<String> {
    let usual = insight::usual_deal(question.book, question.rules, question.standing.day);
    let amounts = amounts(points, Track::Managed, usual, question, locale)?;
    let points = format::points(locale.format, points);
    Some(locale.words.insight_managed_mrr(points, amounts))
}

/// "900 EUR in a standard market or 450 EUR in a growth market": in the currency of the usual deal, or of the payouts, or USD.
fn amounts(
    points: Decimal,
    track: Track,
    usual: Option<Deal>,
    question: &Question,
    locale: Locale,
) -> Option<String> {
    let version = question.rules.on(question.standing.day);
    let partner = question.book.partner.as_ref();
    let payout = partner.and_then(|partner| partner.payout_currency);
    let payout = payout.filter(|currency| version.currency_unit.contains_key(currency));
    let currency = usual.map(|deal| deal.currency).or(payout);
    let currency = currency.unwrap_or(Currency::USD);
    let day = question.standing.day;
    let amounts = insight::amounts(version, day, points, track, currency).into_iter();
    let texts = amounts.map(|(market, amount)| {
        let market = market_name(locale.words, market);
        locale
            .words
            .insight_amount(money(amount, currency, locale), market)
    });
    texts.reduce(|all, next| locale.words.either(all, next))
}

fn money(amount: Decimal, currency: Currency, locale: Locale) -> String {
    locale.format.money(rounded(amount, PLACES), currency)
}

/// Whether the thresholds of a tier that the section speaks of are not confirmed.
pub fn unconfirmed(insights: &[InsightView], question: &Question) -> bool {
    let rules: &Rules = question.rules;
    let version = rules.on(question.standing.day);
    let mut tiers = insights.iter().filter_map(|insight| insight.tier.as_ref());
    tiers.any(|tier| !version.confirmed(tier))
}
