//! From resolved JSON to typed rules.
//!
//! What cannot be used is named by its path and what stands there (`thresholds.gold.total = "many"`): the same in every
//! language. Read by hand and not by serde's derive, which would name neither, and whose code is 13 KB of the page.

use super::{
    Programme, Tier, keys,
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

    /// The node, where it is an object of known keys or nothing stands there: a misspelt key would be a rule that nobody
    /// follows.
    fn of_keys(self, known: &[&str]) -> Result<Self, Unusable> {
        if !self.value.is_null() {
            let object = self.or_unusable(self.value.as_object())?;
            if let Some(key) = object.keys().find(|key| !known.contains(&key.as_str())) {
                return self.key(key).or_unusable(None);
            }
        }
        Ok(self)
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

    /// A number from 0 to 1: 85 for 85 % would be a gate that nobody passes.
    fn fraction(&self) -> Result<Decimal, Unusable> {
        let fraction = self.decimal()?;
        self.or_unusable((fraction <= Decimal::ONE).then_some(fraction))
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
        let text = self.value.as_str().filter(|text| !text.is_empty());
        self.or_unusable(text.map(str::to_owned))
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

    /// At least one item.
    fn some(&self) -> Result<Vec<Self>, Unusable> {
        let items = self.items()?;
        self.or_unusable((!items.is_empty()).then_some(items))
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

fn rule(name: &str) -> Option<String> {
    keys::is_rule(name).then(|| name.to_owned())
}

/// Whose rules the file has, and the tiers.
pub(super) fn programme(file: &Map<String, Value>) -> Result<Programme, Unusable> {
    let programme = Node::of(file, "programme").of_keys(&["id", "vendor", "name", "tiers"])?;
    let listed = programme.key("tiers");
    let mut tiers: Vec<Tier> = Vec::new();
    for node in listed.items()? {
        let node = node.of_keys(&["id", "name"])?;
        let id = TierId(node.key("id").text()?);
        // Data says "none" of a partner who has no tier.
        if id.as_str() == "none" || tiers.iter().any(|tier| tier.id == id) {
            return node.key("id").or_unusable(None);
        }
        let name = node.key("name").text()?;
        tiers.push(Tier { id, name });
    }
    Ok(Programme {
        id: programme.key("id").text()?,
        vendor: programme.key("vendor").text()?,
        name: programme.key("name").text()?,
        tiers: listed.or_unusable((!tiers.is_empty()).then_some(tiers))?,
    })
}

/// A version of which nothing is inherited any more. What a programme may do without is optional; what it says must be
/// usable.
pub(super) fn version(json: &Map<String, Value>) -> Result<Version, Unusable> {
    noted(json)?;
    let key = |key: &str| Node::of(json, key);
    let flag = |name: &str| key(name).or(false, Node::flag);
    let minimum_track = key("minimum_track").or(MinimumTrack::Sold, Node::choice)?;
    let retention = key("retention").of_keys(&["metric", "gate"])?;
    let retention = RetentionRule {
        metric: retention
            .key("metric")
            .or(RetentionMetric::Csr, Node::choice)?,
        gate: retention
            .key("gate")
            .or(BTreeMap::new(), |gate| gate.map(tier, Node::fraction))?,
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
            let group = |group: &Node| group.some()?.iter().map(Node::choice).collect();
            groups.some()?.iter().map(group).collect()
        })?,
        retention,
        rates: rates(key("rates"))?,
        currency_unit: key("currency_unit").map(Currency::parse, |unit| {
            let amount = unit.decimal()?;
            unit.or_unusable((!amount.is_zero()).then_some(amount))
        })?,
        thresholds: key("thresholds").map(tier, threshold)?,
        median_tool_usage_min: key("median_tool_usage_min").maybe(Node::decimal)?,
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
                days.items()?.into_iter().map(reevaluation).collect()
            })?,
            minimum_hold_months: key("tier_minimum_hold_months").or(0, Node::whole)?,
            promotion: key("promotion").or(Promotion::MonthlyCheckpoint, Node::choice)?,
            expired_certification: key("expired_certification")
                .or(ExpiredCertification::LosesTier, Node::choice)?,
        },
        commission: commission(key("commission"))?,
        verified: key("verified")
            .or(BTreeMap::new(), |verified| verified.map(rule, Node::choice))?,
        sources: key("sources").or(BTreeMap::new(), |sources| sources.map(rule, Node::text))?,
        stated: key(STATED).or(BTreeMap::new(), |tiers| tiers.map(tier, stated))?,
    })
}

/// Rules that people may want to read and that no figure is computed from: checked like the others, and passed over.
fn noted(json: &Map<String, Value>) -> Result<(), Unusable> {
    const ELITE: [&str; 3] = [
        "invitation_only",
        "certifications_min",
        "customer_retention_min",
    ];
    const PROGRESS: [&str; 2] = ["history_months", "projection_months"];
    let elite = Node::of(json, "elite").of_keys(&ELITE)?;
    let [invitation_only, certifications, retention] = ELITE.map(|name| elite.key(name));
    invitation_only.maybe(Node::flag)?;
    certifications.maybe(Node::whole)?;
    retention.maybe(Node::fraction)?;
    let progress = Node::of(json, "progress_over_time").of_keys(&PROGRESS)?;
    for months in PROGRESS.map(|name| progress.key(name)) {
        months.maybe(Node::whole)?;
    }
    Ok(())
}

/// The thresholds of a tier that an override states.
fn stated(node: &Node) -> Result<BTreeSet<Measure>, Unusable> {
    let threshold = node.or(Threshold::new(), threshold)?;
    Ok(threshold.into_keys().collect())
}

fn rates(node: Node) -> Result<Rates, Unusable> {
    let node = node.of_keys(&["sold", "managed", "legacy_line_before", "legacy_line_rate"])?;
    Ok(Rates {
        sold: node.key("sold").map(DealType::parse, Node::decimal)?,
        managed: node.key("managed").maybe(Node::decimal)?,
        legacy_line_before: node.key("legacy_line_before").maybe(Node::day)?,
        legacy_line_rate: node.key("legacy_line_rate").maybe(Node::decimal)?,
    })
}

fn reevaluation(node: Node) -> Result<Reevaluation, Unusable> {
    let node = node.of_keys(&["on", "window_from"])?;
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
fn commission(node: Node) -> Result<CommissionRule, Unusable> {
    let node = node.of_keys(&[
        "partner",
        "provider",
        "lifetime_before",
        "assisted_rate",
        "upmarket_referral",
        "payout",
        "payout_days_after_quarter",
        "fx",
        "deal_based_from",
    ])?;
    let share = |name: &str| -> Result<Share, Unusable> {
        let share = node.key(name).of_keys(&["rate", "months"])?;
        if share.value.is_null() {
            return Ok(Share {
                rate: Decimal::ZERO,
                months: 0,
            });
        }
        Ok(Share {
            rate: share.key("rate").fraction()?,
            months: share.key("months").whole()?,
        })
    };
    // No figure is computed from these.
    share("upmarket_referral")?;
    node.key("payout").maybe(Node::text)?;
    node.key("fx").maybe(Node::text)?;
    node.key("deal_based_from").maybe(Node::day)?;
    Ok(CommissionRule {
        partner: share("partner")?,
        provider: share("provider")?,
        lifetime_before: node.key("lifetime_before").maybe(Node::day)?,
        assisted_rate: node
            .key("assisted_rate")
            .or(Decimal::ZERO, Node::fraction)?,
        payout_days_after_quarter: node.key("payout_days_after_quarter").or(0, Node::whole)?,
    })
}

/// A measure that a threshold may have; the certification has no number.
pub(super) fn numbered(name: &str) -> Option<Measure> {
    Measure::parse(name).filter(|measure| *measure != Measure::Certification)
}

fn threshold(node: &Node) -> Result<Threshold, Unusable> {
    let mut threshold = Threshold::new();
    for name in node.or_unusable(node.value.as_object())?.keys() {
        let node = node.key(name);
        let measure = node.or_unusable(numbered(name))?;
        let number = match measure {
            Measure::Csr | Measure::Grr => node.maybe(Node::fraction),
            _ => node.maybe(Node::decimal),
        };
        if let Some(number) = number? {
            threshold.insert(measure, number);
        }
    }
    Ok(threshold)
}
