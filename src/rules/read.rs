//! From resolved JSON to typed rules.
//!
//! What cannot be used is named by its path and what stands there (`thresholds.gold.total = "many"`): the same in every
//! language. Read by hand and not by serde's derive, which would name neither, and whose code is 13 KB of the page.

use super::{
    Programme, Tier,
    layers::STATED,
    version::{
        CommissionRule, Crediting, CsrAverage, ExpiredCertification, ManagedSplit, Measure,
        MinimumTrack, Promotion, Rates, Reevaluation, RetentionMetric, RetentionRule, Share,
        Threshold, Version,
    },
};
use crate::model::{
    choice::Choice,
    currency::{Country, Currency},
    number,
    period::{DayOfYear, parse_date},
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

    /// What the node says, or a default where nothing stands there.
    fn or<T>(
        &self,
        default: T,
        read: impl Fn(&Self) -> Result<T, Unusable>,
    ) -> Result<T, Unusable> {
        if self.value.is_null() {
            Ok(default)
        } else {
            read(self)
        }
    }

    /// What the node says, where something stands there.
    fn maybe<T>(&self, read: impl Fn(&Self) -> Result<T, Unusable>) -> Result<Option<T>, Unusable> {
        self.or(None, |node| read(node).map(Some))
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

/// A version of which nothing is inherited any more. What a programme may do without is optional; what it says must be
/// usable.
pub(super) fn version(json: &Map<String, Value>) -> Result<Version, Unusable> {
    let key = |key: &str| Node::of(json, key);
    let flag = |name: &str| key(name).or(false, Node::flag);
    let minimum_track = key("minimum_track").or(MinimumTrack::Sold, Node::choice)?;
    let retention = key("retention");
    let retention = RetentionRule {
        metric: retention
            .key("metric")
            .or(RetentionMetric::Csr, Node::choice)?,
        gate: retention
            .key("gate")
            .or(BTreeMap::new(), |gate| gate.map(tier, Node::decimal))?,
    };
    let usage_gates = flag("median_tool_usage_gates")?;
    // The programme's own switches, for a file that does not write its requirements out.
    let mut switched = vec![Measure::Total, minimum_track.measure()];
    for (on, measure) in [
        (flag("managed_minimum")?, Measure::Managed),
        (true, retention.metric.measure()),
        (usage_gates, Measure::MedianToolUsage),
        (flag("certification_required")?, Measure::Certification),
    ] {
        switched.extend(on.then_some(measure));
    }
    let switched = switched.into_iter().map(|measure| vec![measure]).collect();
    Ok(Version {
        id: key("id").text()?,
        from: key("from").day()?,
        minimum_track,
        requirements: key("requirements").or(switched, |groups| {
            let groups = groups.items()?;
            let group = |group: &Node| group.items()?.iter().map(Node::choice).collect();
            groups.iter().map(group).collect()
        })?,
        retention,
        rates: rates(&key("rates"))?,
        currency_unit: key("currency_unit").map(Currency::parse, |unit| {
            let amount = unit.decimal()?;
            unit.or_unusable((!amount.is_zero()).then_some(amount))
        })?,
        thresholds: key("thresholds").map(tier, threshold)?,
        median_tool_usage_min: key("median_tool_usage_min")
            .maybe(Node::decimal)?
            .filter(|_| usage_gates),
        growth_multiplier: key("growth_multiplier").or(Decimal::ONE, Node::decimal)?,
        growth_countries: key("growth_countries").or(BTreeSet::new(), |countries| {
            let country =
                |node: &Node| node.or_unusable(node.value.as_str().and_then(Country::parse));
            countries.items()?.iter().map(country).collect()
        })?,
        sold_points_lifetime_months: key("sold_points_lifetime_months").whole()?,
        managed_inactivity_days: key("managed_inactivity_days").maybe(Node::whole)?,
        managed_split: key("managed_split").or(ManagedSplit::Even, Node::choice)?,
        csr_average: key("csr_average").or(CsrAverage::MeanAnnualised, Node::choice)?,
        crediting: Crediting {
            checkpoint_day: key("checkpoint_day").or(1, |node| {
                let day = node.whole()?;
                node.or_unusable((1..=31).contains(&day).then_some(day))
            })?,
            reevaluations: key("reevaluations").or(Vec::new(), |days| {
                days.items()?.iter().map(reevaluation).collect()
            })?,
            minimum_hold_months: key("tier_minimum_hold_months").or(0, Node::whole)?,
            promotion: key("promotion").or(Promotion::MonthlyCheckpoint, Node::choice)?,
            expired_certification: key("expired_certification")
                .or(ExpiredCertification::LosesTier, Node::choice)?,
        },
        commission: commission(&key("commission"))?,
        verified: key("verified").or(BTreeMap::new(), |verified| {
            verified.map(|name| Some(name.to_owned()), Node::choice)
        })?,
        sources: key("sources").or(BTreeMap::new(), |sources| {
            sources.map(|name| Some(name.to_owned()), Node::text)
        })?,
        stated: key(STATED).or(BTreeMap::new(), |tiers| tiers.map(tier, stated))?,
    })
}

/// The thresholds of a tier that an override states.
fn stated(node: &Node) -> Result<BTreeSet<Measure>, Unusable> {
    Ok(threshold(node)?.into_keys().collect())
}

fn rates(node: &Node) -> Result<Rates, Unusable> {
    Ok(Rates {
        sold: node.key("sold").map(DealType::parse, Node::decimal)?,
        managed: node.key("managed").maybe(Node::decimal)?,
        legacy_line_before: node.key("legacy_line_before").maybe(Node::day)?,
        legacy_line_rate: node.key("legacy_line_rate").maybe(Node::decimal)?,
    })
}

fn reevaluation(node: &Node) -> Result<Reevaluation, Unusable> {
    let day = |name: &str| {
        let node = node.key(name);
        node.or_unusable(node.value.as_str().and_then(DayOfYear::parse))
    };
    Ok(Reevaluation {
        on: day("on")?,
        window_from: day("window_from")?,
    })
}

/// A programme without a revenue share says nothing of it: a share of 0.
fn commission(node: &Node) -> Result<CommissionRule, Unusable> {
    let none = Share {
        rate: Decimal::ZERO,
        months: 0,
    };
    let share = |share: &Node| {
        Ok(Share {
            rate: share.key("rate").decimal()?,
            months: share.key("months").whole()?,
        })
    };
    Ok(CommissionRule {
        partner: node.key("partner").or(none, share)?,
        provider: node.key("provider").or(none, share)?,
        lifetime_before: node.key("lifetime_before").maybe(Node::day)?,
        assisted_rate: node.key("assisted_rate").or(Decimal::ZERO, Node::decimal)?,
        payout_days_after_quarter: node.key("payout_days_after_quarter").or(0, Node::whole)?,
    })
}

fn threshold(node: &Node) -> Result<Threshold, Unusable> {
    let mut threshold = Threshold::new();
    for name in node.or_unusable(node.value.as_object())?.keys() {
        let number = node.key(name);
        let measure = number.or_unusable(Measure::parse(name))?;
        if let Some(number) = number.maybe(Node::decimal)? {
            threshold.insert(measure, number);
        }
    }
    Ok(threshold)
}
