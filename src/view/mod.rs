//! View models: what each section of the page shows, as plain structs with the text already formatted.
//!
//! Problem: arithmetic, wording and formatting inside components cannot be tested without a browser. Idea: a section is a
//! pure function from a standing to a struct; the component only lays it out. What differs by language comes in as a
//! [`Locale`]: the words, and a [`format::Format`] (the browser's `Intl`, or a plain one in tests).

pub mod amount;
pub mod breakdown;
pub mod calculator;
pub mod changes;
pub mod chart;
pub mod client;
pub mod clients;
pub mod columns;
pub mod commission;
pub mod commissions;
pub mod compare;
pub mod copy;
pub mod course;
pub mod data;
pub mod embed;
pub mod endpoint;
pub mod exchange;
pub mod export;
pub mod figure;
pub mod format;
pub mod history;
pub mod insights;
pub mod ladder;
pub mod library;
pub mod lists;
pub mod markup;
pub mod peek;
pub mod problems;
pub mod progress;
pub mod progression;
pub mod quote;
pub mod range;
pub mod renewals;
pub mod report;
pub mod report_chart;
pub mod rules;
pub mod shared;
pub mod team;
pub mod tier;
pub mod widget;
pub mod workbook;

use crate::{
    model::{client::Market, sale::DealType, sorted::sort_by_key, tier::TierId},
    query::names::Ranks,
    rules::Rules,
    words::Words,
};
use format::Format;

/// A language: its words and its way to write numbers and dates.
#[derive(Clone, Copy)]
pub struct Locale<'a> {
    /// The words.
    pub words: &'a Words,
    /// Numbers, money and dates.
    pub format: &'a dyn Format,
}

impl Locale<'_> {
    /// Puts things in the order of their names.
    pub fn sort_by_name<T>(self, things: &mut [T], name: impl Fn(&T) -> &str) {
        let names = |names: &mut Vec<String>| self.format.sort(names);
        let ranks = Ranks::of(things.iter().map(&name), &names);
        sort_by_key(things, |thing| ranks.rank(name(thing)));
    }
}

/// A tier's name; its id where the rules do not know it.
pub fn tier_name(rules: &Rules, tier: &TierId) -> String {
    rules
        .tier(tier)
        .map_or_else(|| tier.to_string(), |tier| tier.name.clone())
}

/// A market in words.
pub fn market_name(words: &Words, market: Market) -> String {
    match market {
        Market::Standard => words.market_standard(),
        Market::Growth => words.market_growth(),
    }
}

/// A deal type in words.
pub fn deal_type_name(words: &Words, deal_type: DealType) -> String {
    match deal_type {
        DealType::PartnerSourced => words.deal_partner_sourced(),
        DealType::PartnerAssisted => words.deal_partner_assisted(),
    }
}
