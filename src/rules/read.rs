//! From resolved JSON to typed rules.
//!
//! What cannot be used is named by its path and what stands there (`thresholds.gold.total = "many"`): the same in every
//! language. Read by hand and not by serde's derive, which would name neither, and whose code is 13 KB of the page. For the
//! same reason a fault does not end the reading: it is put aside, and the first one is the answer (measured: a third of the
//! code was there to drop what had been read by then).

use super::{
    Programme, Tier, keys,
    layers::STATED,
    version::{
        CommissionRule, Crediting, CsrAverage, ExpiredCertification, ManagedSplit, Measure,
        MinimumTrack, ProgressOverTime, Promotion, Rates, Reevaluation, RetentionMetric,
        RetentionRule, Share, Threshold, Version,
    },
};
use crate::model::{
    choice::Choice,
    currency::{Country, Currency},
    exact::Exact,
    json::{Map, Value},
    number,
    period::{DayOfYear, parse_date},
    sale::DealType,
    table::Table,
    tier::TierId,
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::cell::RefCell;

/// What cannot be used: a path and, where something stands there, what.
type Unusable = String;

/// The first thing that cannot be used.
#[derive(Default)]
struct Faults(RefCell<Option<Unusable>>);

impl Faults {
    /// What was read, unless something could not be.
    fn judge<T>(self, read: T) -> Result<T, Unusable> {
        match self.0.into_inner() {
            Some(fault) => Err(fault),
            None => Ok(read),
        }
    }
}

/// A value with its path. Its readers give `None` where nothing stands there, and where it cannot be used, which is a fault.
struct Node<'a> {
    path: String,
    value: &'a Value,
    faults: &'a Faults,
}

pub(super) fn unusable(path: &str, value: &Value) -> Unusable {
    match value {
        Value::Null => path.to_owned(),
        value => format!("{path} = {value}"),
    }
}

impl<'a> Node<'a> {
    /// A key of an object; `null` where it is missing.
    #[inline(never)]
    fn of(object: &'a Map, key: &str, faults: &'a Faults) -> Self {
        Self {
            path: key.to_owned(),
            value: object.get(key).unwrap_or(&Value::Null),
            faults,
        }
    }

    #[inline(never)]
    fn key(&self, key: &str) -> Self {
        Self {
            path: format!("{}.{key}", self.path),
            value: self.value.get(key).unwrap_or(&Value::Null),
            faults: self.faults,
        }
    }

    /// Puts aside that this cannot be used.
    #[inline(never)]
    fn fault(&self) {
        let mut first = self.faults.0.borrow_mut();
        if first.is_none() {
            *first = Some(unusable(&self.path, self.value));
        }
    }

    /// What was read; a fault where something stands here that could not be.
    fn usable<T>(&self, read: Option<T>) -> Option<T> {
        if read.is_none() && !self.value.is_null() {
            self.fault();
        }
        read
    }

    /// What was read; a fault where it could not be, or where nothing stands here.
    fn needed<T>(&self, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.fault();
        }
        read
    }

    /// The node, where it is an object of known keys or nothing stands there: a misspelt key would be a rule that nobody
    /// follows.
    #[inline(never)]
    fn of_keys(self, known: &[&str]) -> Self {
        let object = self.usable(self.value.as_object());
        let mut keys = object.into_iter().flat_map(Map::keys);
        if let Some(key) = keys.find(|key| !known.contains(&key.as_str())) {
            self.key(key).fault();
        }
        self
    }

    /// A number of at least 0, from its own digits; not one with more of them than can be computed with.
    #[inline(never)]
    fn decimal(&self) -> Option<Decimal> {
        let read = match self.value {
            Value::String(text) => number::decimal(text).ok(),
            Value::Number(digits) => number::decimal(&digits.to_string()).ok(),
            _ => None,
        };
        let fits = |number: &Decimal| *number >= Decimal::ZERO && Exact::of(*number).is_ok();
        self.usable(read.filter(fits))
    }

    /// A number from 0 to 1: 85 for 85 % would be a gate that nobody passes.
    #[inline(never)]
    fn fraction(&self) -> Option<Decimal> {
        let fraction = self.decimal()?;
        self.usable((fraction <= Decimal::ONE).then_some(fraction))
    }

    /// A number of days, months or things; more than a hundred years of days is a slip, and an endless calendar.
    #[inline(never)]
    fn whole(&self) -> Option<u32> {
        const MOST: u32 = 36_525;
        let whole = self.value.as_u64();
        let whole = whole.and_then(|whole| u32::try_from(whole).ok());
        self.usable(whole.filter(|whole| *whole <= MOST))
    }

    #[inline(never)]
    fn flag(&self) -> Option<bool> {
        self.usable(self.value.as_bool())
    }

    #[inline(never)]
    fn text(&self) -> Option<String> {
        let text = self.value.as_str().filter(|text| !text.is_empty());
        self.usable(text.map(str::to_owned))
    }

    #[inline(never)]
    fn day(&self) -> Option<NaiveDate> {
        self.usable(self.value.as_str().and_then(parse_date))
    }

    /// A word of a choice; `true` and `false` are words too.
    fn choice<T: Choice>(&self) -> Option<T> {
        let word = match self.value {
            Value::Bool(true) => Some("true"),
            Value::Bool(false) => Some("false"),
            other => other.as_str(),
        };
        let mut choices = T::ALL.iter().copied();
        self.usable(choices.find(|choice| Some(choice.word()) == word))
    }

    #[inline(never)]
    fn items(&self) -> Vec<Self> {
        let items = self.usable(self.value.as_array());
        let items = items.into_iter().flatten().enumerate();
        let item = |(index, value)| Self {
            path: format!("{}[{index}]", self.path),
            value,
            faults: self.faults,
        };
        items.map(item).collect()
    }

    /// At least one item.
    fn some(&self) -> Vec<Self> {
        let items = self.items();
        if items.is_empty() {
            self.fault();
        }
        items
    }

    /// An object as a table, each key and value read; none where nothing stands there.
    fn table<K: Ord, V>(
        &self,
        key: impl Fn(&str) -> Option<K>,
        value: impl Fn(&Self) -> Option<V>,
    ) -> Table<K, V> {
        let mut table = Table::default();
        let object = self.usable(self.value.as_object());
        for name in object.into_iter().flat_map(Map::keys) {
            let node = self.key(name);
            let (key, value) = (node.needed(key(name)), node.needed(value(&node)));
            if let (Some(key), Some(value)) = (key, value) {
                table.insert(key, value);
            }
        }
        table
    }

    /// A table that must be there, be it empty.
    fn needed_table<K: Ord, V>(
        &self,
        key: impl Fn(&str) -> Option<K>,
        value: impl Fn(&Self) -> Option<V>,
    ) -> Table<K, V> {
        self.needed(self.value.as_object());
        self.table(key, value)
    }
}

fn tier(name: &str) -> Option<TierId> {
    Some(TierId(name.to_owned()))
}

fn rule(name: &str) -> Option<String> {
    keys::is_rule(name).then(|| name.to_owned())
}

/// Whose rules the file has, and the tiers.
pub(super) fn programme(file: &Map) -> Result<Programme, Unusable> {
    let faults = Faults::default();
    let programme = Node::of(file, "programme", &faults);
    let programme = programme.of_keys(&["id", "vendor", "name", "tiers"]);
    let text = |node: &Node, key: &str| {
        let node = node.key(key);
        node.needed(node.text()).unwrap_or_default()
    };
    let mut tiers: Vec<Tier> = Vec::new();
    for node in programme.key("tiers").some() {
        let node = node.of_keys(&["id", "name"]);
        let id = TierId(text(&node, "id"));
        // Data says "none" of a partner who has no tier.
        if id.as_str() == "none" || tiers.iter().any(|tier| tier.id == id) {
            node.key("id").fault();
        }
        let name = text(&node, "name");
        tiers.push(Tier { id, name });
    }
    let programme = Programme {
        id: text(&programme, "id"),
        vendor: text(&programme, "vendor"),
        name: text(&programme, "name"),
        tiers,
    };
    faults.judge(programme)
}

/// A version of which nothing is inherited any more. What a programme may do without is optional; what it says must be
/// usable.
pub(super) fn version(json: &Map) -> Result<Version, Unusable> {
    let faults = Faults::default();
    let key = |key: &str| Node::of(json, key, &faults);
    let flag = |name: &str| key(name).flag().unwrap_or_default();
    noted(&key);
    let minimum_track = key("minimum_track").choice().unwrap_or(MinimumTrack::Sold);
    let retention = key("retention").of_keys(&["metric", "gate"]);
    let metric = retention.key("metric").choice();
    let retention = RetentionRule {
        metric: metric.unwrap_or(RetentionMetric::Csr),
        gate: retention.key("gate").table(tier, Node::fraction),
    };
    let usage_gates = flag("median_tool_usage_gates");
    let requirements = key("requirements");
    let requirements = if requirements.value.is_null() {
        // The programme's own switches, for a file that does not write its requirements out.
        let switches = [
            (true, Measure::Total),
            (true, minimum_track.measure()),
            (flag("managed_minimum"), Measure::Managed),
            (true, retention.metric.measure()),
            (usage_gates, Measure::MedianToolUsage),
            (flag("certification_required"), Measure::Certification),
        ];
        let on = switches.iter().filter(|(on, _)| *on);
        on.map(|(_, measure)| vec![*measure]).collect()
    } else {
        let group = |group: &Node| {
            let measures = group.some();
            let measure = |node: &Node| node.needed(node.choice());
            measures.iter().filter_map(measure).collect()
        };
        requirements.some().iter().map(group).collect()
    };
    let (id, from, lifetime) = (key("id"), key("from"), key("sold_points_lifetime_months"));
    let version = Version {
        id: id.needed(id.text()).unwrap_or_default(),
        from: from.needed(from.day()).unwrap_or_default(),
        minimum_track,
        requirements,
        retention,
        rates: rates(key("rates")),
        currency_unit: key("currency_unit").needed_table(Currency::parse, |unit| {
            unit.decimal().filter(|amount| !amount.is_zero())
        }),
        thresholds: key("thresholds").needed_table(tier, threshold),
        median_tool_usage_min: key("median_tool_usage_min").decimal(),
        growth_multiplier: key("growth_multiplier").decimal().unwrap_or(Decimal::ONE),
        growth_countries: {
            let mut countries = Table::default();
            for node in key("growth_countries").items() {
                let country = node.value.as_str().and_then(Country::parse);
                if let Some(country) = node.needed(country) {
                    countries.insert(country, ());
                }
            }
            countries
        },
        sold_points_lifetime_months: lifetime.needed(lifetime.whole()).unwrap_or_default(),
        managed_inactivity_days: key("managed_inactivity_days").whole(),
        managed_split: key("managed_split").choice().unwrap_or(ManagedSplit::Even),
        csr_average: key("csr_average")
            .choice()
            .unwrap_or(CsrAverage::MeanAnnualised),
        crediting: crediting(&key),
        commission: commission(key("commission")),
        progress_over_time: progress_over_time(key("progress_over_time")),
        verified: key("verified").table(rule, Node::choice),
        sources: key("sources").table(rule, Node::text),
        stated: key(STATED).table(tier, stated),
    };
    faults.judge(version)
}

fn crediting<'a>(key: &impl Fn(&str) -> Node<'a>) -> Crediting {
    let day = key("checkpoint_day");
    let whole = day.whole();
    Crediting {
        checkpoint_day: day
            .usable(whole.filter(|day| (1..=31).contains(day)))
            .unwrap_or(1),
        reevaluations: {
            let days = key("reevaluations").items();
            days.into_iter().filter_map(reevaluation).collect()
        },
        minimum_hold_months: key("tier_minimum_hold_months").whole().unwrap_or_default(),
        promotion: key("promotion")
            .choice()
            .unwrap_or(Promotion::MonthlyCheckpoint),
        expired_certification: key("expired_certification")
            .choice()
            .unwrap_or(ExpiredCertification::LosesTier),
    }
}

/// Rules that people may want to read and that no figure is computed from: checked like the others, and passed over.
fn noted<'a>(key: &impl Fn(&str) -> Node<'a>) {
    const ELITE: [&str; 3] = [
        "invitation_only",
        "certifications_min",
        "customer_retention_min",
    ];
    let elite = key("elite").of_keys(&ELITE);
    let [invitation_only, certifications, retention] = ELITE.map(|name| elite.key(name));
    invitation_only.flag();
    certifications.whole();
    retention.fraction();
}

/// A programme that says nothing of it looks as far as most do.
fn progress_over_time(node: Node) -> ProgressOverTime {
    let node = node.of_keys(&["history_months", "projection_months"]);
    let months = |name: &str| node.key(name).whole();
    ProgressOverTime {
        history_months: months("history_months").unwrap_or(6),
        projection_months: months("projection_months").unwrap_or(3),
    }
}

/// The thresholds of a tier that an override states.
fn stated(node: &Node) -> Option<Vec<Measure>> {
    let threshold = threshold(node).unwrap_or_default();
    Some(threshold.into_iter().map(|(measure, _)| measure).collect())
}

fn rates(node: Node) -> Rates {
    let node = node.of_keys(&["sold", "managed", "legacy_line_before", "legacy_line_rate"]);
    Rates {
        sold: node
            .key("sold")
            .needed_table(DealType::parse, Node::decimal),
        managed: node.key("managed").decimal(),
        legacy_line_before: node.key("legacy_line_before").day(),
        legacy_line_rate: node.key("legacy_line_rate").decimal(),
    }
}

fn reevaluation(node: Node) -> Option<Reevaluation> {
    let node = node.of_keys(&["on", "window_from"]);
    let day = |name: &str| {
        let node = node.key(name);
        node.needed(node.value.as_str().and_then(DayOfYear::parse))
    };
    let (on, window_from) = (day("on"), day("window_from"));
    Some(Reevaluation {
        on: on?,
        window_from: window_from?,
    })
}

/// A programme without a revenue share says nothing of it: a share of 0.
fn commission(node: Node) -> CommissionRule {
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
    ]);
    let share = |name: &str| {
        let share = node.key(name).of_keys(&["rate", "months"]);
        let (rate, months) = (share.key("rate"), share.key("months"));
        let whole = !share.value.is_null();
        if whole {
            rate.needed(rate.fraction());
            months.needed(months.whole());
        }
        Share {
            rate: rate.fraction().unwrap_or_default(),
            months: months.whole().unwrap_or_default(),
        }
    };
    // No figure is computed from these.
    share("upmarket_referral");
    node.key("payout").text();
    node.key("fx").text();
    node.key("deal_based_from").day();
    CommissionRule {
        partner: share("partner"),
        provider: share("provider"),
        lifetime_before: node.key("lifetime_before").day(),
        assisted_rate: node.key("assisted_rate").fraction().unwrap_or_default(),
        payout_days_after_quarter: node
            .key("payout_days_after_quarter")
            .whole()
            .unwrap_or_default(),
    }
}

/// A measure that a threshold may have; the certification has no number.
pub(super) fn numbered(name: &str) -> Option<Measure> {
    Measure::parse(name).filter(|measure| *measure != Measure::Certification)
}

fn threshold(node: &Node) -> Option<Threshold> {
    let mut threshold = Threshold::default();
    for name in node.usable(node.value.as_object())?.keys() {
        let node = node.key(name);
        let measure = node.needed(numbered(name));
        let number = match measure {
            Some(Measure::Csr | Measure::Grr) => node.fraction(),
            _ => node.decimal(),
        };
        if let (Some(measure), Some(number)) = (measure, number) {
            threshold.insert(measure, number);
        }
    }
    Some(threshold)
}
