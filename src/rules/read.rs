//! From resolved JSON to typed rules.
//!
//! What cannot be used is named by its path and what stands there (`thresholds.gold.total = "many"`): the same in every
//! language. Read by hand and not by serde's derive, which would name neither, and whose code is 13 KB of the page.

use super::{
    Programme, Tier,
    layers::STATED,
    version::{Rates, RetentionRule, Threshold, Version},
};
use crate::model::{
    choice::Choice,
    currency::{Country, Currency},
    number,
    period::parse_date,
    sale::DealType,
    tier::TierId,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What cannot be used: a path and, where something stands there, what.
type Unusable = String;

/// A value with its path.
struct Node<'a> {
    path: String,
    value: &'a Value,
}

pub(super) fn unusable(path: &str, value: &Value) -> Unusable {
    match value {
        Value::Null => path.to_owned(),
        value => format!("{path} = {value}"),
    }
}

impl<'a> Node<'a> {
    /// A key of an object; `null` where it is missing.
    fn of(object: &'a Map<String, Value>, key: &str) -> Self {
        let value = object.get(key).unwrap_or(&Value::Null);
        Self {
            path: key.to_owned(),
            value,
        }
    }

    fn key(&self, key: &str) -> Self {
        let value = self.value.get(key).unwrap_or(&Value::Null);
        Self {
            path: format!("{}.{key}", self.path),
            value,
        }
    }

    /// The node, where there is something.
    fn given(self) -> Option<Self> {
        (!self.value.is_null()).then_some(self)
    }

    fn or_unusable<T>(&self, read: Option<T>) -> Result<T, Unusable> {
        read.ok_or_else(|| unusable(&self.path, self.value))
    }

    /// A number of at least 0, from its own digits.
    fn decimal(&self) -> Result<Decimal, Unusable> {
        let read = match self.value {
            Value::String(text) => number::decimal(text).ok(),
            Value::Number(digits) => number::decimal(&digits.to_string()).ok(),
            _ => None,
        };
        self.or_unusable(read.filter(|number| *number >= Decimal::ZERO))
    }

    fn whole(&self) -> Result<u32, Unusable> {
        self.or_unusable(
            self.value
                .as_u64()
                .and_then(|whole| u32::try_from(whole).ok()),
        )
    }

    fn flag(&self) -> Result<bool, Unusable> {
        self.or_unusable(self.value.as_bool())
    }

    fn text(&self) -> Result<String, Unusable> {
        self.or_unusable(self.value.as_str().map(str::to_owned))
    }

    fn day(&self) -> Result<NaiveDate, Unusable> {
        self.or_unusable(self.value.as_str().and_then(parse_date))
    }

    /// A word of a choice; `true` and `false` are words too.
    fn choice<T: Choice>(&self) -> Result<T, Unusable> {
        let word = match self.value {
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            other => other.as_str(),
        };
        self.or_unusable(
            T::ALL
                .iter()
                .copied()
                .find(|choice| Some(choice.word()) == word),
        )
    }

    fn items(&self) -> Result<Vec<Self>, Unusable> {
        let items = self.or_unusable(self.value.as_array())?.iter().enumerate();
        Ok(items
            .map(|(index, value)| Self {
                path: format!("{}[{index}]", self.path),
                value,
            })
            .collect())
    }

    /// An object as a map, each key and value read.
    fn map<K: Ord, V>(
        &self,
        key: impl Fn(&str) -> Option<K>,
        value: impl Fn(&Self) -> Result<V, Unusable>,
    ) -> Result<BTreeMap<K, V>, Unusable> {
        let mut map = BTreeMap::new();
        for name in self.or_unusable(self.value.as_object())?.keys() {
            let node = self.key(name);
            map.insert(node.or_unusable(key(name))?, value(&node)?);
        }
        Ok(map)
    }
}

fn tier(name: &str) -> Option<TierId> {
    Some(TierId(name.to_owned()))
}

/// Whose rules the file has, and the tiers.
pub(super) fn programme(file: &Map<String, Value>) -> Result<Programme, Unusable> {
    let programme = Node::of(file, "programme");
    let tiers = programme.key("tiers").items()?;
    let tier = |node: &Node| {
        Ok(Tier {
            id: TierId(node.key("id").text()?),
            name: node.key("name").text()?,
        })
    };
    Ok(Programme {
        id: programme.key("id").text()?,
        vendor: programme.key("vendor").text()?,
        name: programme.key("name").text()?,
        tiers: tiers.iter().map(tier).collect::<Result<_, Unusable>>()?,
    })
}

/// A version of which nothing is inherited any more.
pub(super) fn version(json: &Map<String, Value>) -> Result<Version, Unusable> {
    let key = |key: &str| Node::of(json, key);
    let countries = key("growth_countries").items()?;
    Ok(Version {
        id: key("id").text()?,
        from: key("from").day()?,
        minimum_track: key("minimum_track").choice()?,
        managed_minimum: key("managed_minimum").flag()?,
        certification_required: key("certification_required").flag()?,
        retention: RetentionRule {
            metric: key("retention").key("metric").choice()?,
            gate: key("retention").key("gate").map(tier, Node::decimal)?,
        },
        rates: rates(&key("rates"))?,
        currency_unit: key("currency_unit").map(Currency::parse, |unit| {
            let amount = unit.decimal()?;
            unit.or_unusable((!amount.is_zero()).then_some(amount))
        })?,
        thresholds: key("thresholds").map(tier, threshold)?,
        growth_multiplier: key("growth_multiplier").decimal()?,
        growth_countries: countries
            .iter()
            .map(|node| node.or_unusable(node.value.as_str().and_then(Country::parse)))
            .collect::<Result<_, Unusable>>()?,
        sold_points_lifetime_months: key("sold_points_lifetime_months").whole()?,
        managed_inactivity_days: key("managed_inactivity_days").whole()?,
        csr_average: key("csr_average").choice()?,
        verified: key("verified").map(|name| Some(name.to_owned()), Node::choice)?,
        sources: key("sources").map(|name| Some(name.to_owned()), Node::text)?,
        stated: match key(STATED).given() {
            Some(tiers) => tiers.map(tier, stated)?,
            None => BTreeMap::new(),
        },
    })
}

/// The thresholds of a tier that an override states.
fn stated(node: &Node) -> Result<BTreeSet<String>, Unusable> {
    let numbers = node.or_unusable(node.value.as_object())?.iter();
    Ok(numbers
        .filter(|(_, number)| !number.is_null())
        .map(|(key, _)| key.clone())
        .collect())
}

fn rates(node: &Node) -> Result<Rates, Unusable> {
    Ok(Rates {
        sold: node.key("sold").map(DealType::parse, Node::decimal)?,
        managed: node.key("managed").decimal()?,
        legacy_line_before: node
            .key("legacy_line_before")
            .given()
            .map(|day| day.day())
            .transpose()?,
        legacy_line_rate: node
            .key("legacy_line_rate")
            .given()
            .map(|rate| rate.decimal())
            .transpose()?,
    })
}

fn threshold(node: &Node) -> Result<Threshold, Unusable> {
    let number = |key: &str| {
        node.key(key)
            .given()
            .map(|number| number.decimal())
            .transpose()
    };
    node.or_unusable(node.value.as_object())?;
    Ok(Threshold {
        total: number("total")?,
        sold: number("sold")?,
        sourced: number("sourced")?,
        managed: number("managed")?,
    })
}
