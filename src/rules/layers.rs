//! From a rules file and its overrides to whole versions.
//!
//! Problem: a version states only what changed, and an override states any part, in the same shape. Idea: work on the JSON
//! itself, where "any part" is a merge of objects, and read typed versions at the end.
//!
//! 1. The file's top level is what the first version inherits. A version replaces whole keys of the one before it
//!    (`"gate": {}` takes every gate away); only `verified` and `sources`, which speak of other keys, are merged.
//! 2. An override is merged deeply, over every version: `{"currency_unit": {"BRL": 550}}` adds one currency. Inside
//!    `versions` it is merged into the version of the same id only.
//!
//! An override is taken key by key, and a key that spoils the rules is left out, so that one bad number costs one key. A
//! file with a fault is refused.

use super::{
    Origin, Overrides, Programme, Rules, Tier, keys,
    read::{self, unusable},
    version::Version,
};
use crate::model::{
    diagnostic::{Code, Diagnostic, Effect},
    json::{self, Map, Value},
    period::parse_date,
    tier::TierId,
};

/// Our own key in a version's JSON: the thresholds that an override states, for what the partner states is confirmed.
pub(super) const STATED: &str = "stated";

/// How many versions a file may have, and how many of them an override may speak of: a century of yearly changes.
const MOST_VERSIONS: usize = 100;

/// How many faults of one override are named: nobody reads more, and a wrong file may have one in every key.
const MOST_NAMED: usize = 100;

/// A version with nothing inherited any more: as JSON, on which overrides are laid, and read.
struct Layered {
    json: Map,
    version: Version,
}

impl Layered {
    /// Reads a version. A tier that asks for no number would be everybody's, and a number for a tier that is none would
    /// be nobody's: either is a slip, not a rule.
    fn of(json: Map, programme: &Programme) -> Result<Self, String> {
        let version = read::version(&json)?;
        let unknown = |tier: &&TierId| !is_tier(programme, tier.as_str());
        if let Some(tier) = version.thresholds.keys().find(unknown) {
            return Err(format!("thresholds.{tier}"));
        }
        if let Some(tier) = version.retention.gate.keys().find(unknown) {
            return Err(format!("retention.gate.{tier}"));
        }
        let asks = |tier: &Tier| {
            let mut gates = version.gates(&tier.id).into_iter().flatten();
            gates.any(|(_, need)| need.is_some())
        };
        let idle = programme.tiers.iter().find(|tier| !asks(tier));
        match idle.map(|tier| format!("thresholds.{}", tier.id)) {
            Some(idle) => Err(idle),
            None => Ok(Self { json, version }),
        }
    }
}

fn is_tier(programme: &Programme, name: &str) -> bool {
    programme.tiers.iter().any(|tier| tier.id.as_str() == name)
}

/// The file's versions, which stand in the order of their days, with what each inherits.
fn of_file(file: &Map, programme: &Programme) -> Result<Vec<Layered>, String> {
    let unknown = |key| format!("the rules file has a key that no rule has: {key}");
    let known = |key: &str| keys::OF_THE_FILE.contains(&key) || keys::may_be_stated(key);
    if let Some(key) = file.keys().find(|key| !known(key)) {
        return Err(unknown(key.clone()));
    }
    let stated = file.get("versions").unwrap_or(&Value::Null);
    let stated = stated
        .as_array()
        .ok_or_else(|| unusable("versions", stated))?;
    if stated.is_empty() || stated.len() > MOST_VERSIONS {
        let count = stated.len();
        return Err(format!(
            "the rules file has {count} versions, this page reads 1 to {MOST_VERSIONS}"
        ));
    }
    let mut current = file.clone();
    for key in keys::OF_THE_FILE {
        current.remove(key);
    }
    let mut versions: Vec<Layered> = Vec::new();
    for (index, value) in stated.iter().enumerate() {
        let version = value.as_object();
        let version = version.ok_or_else(|| unusable(&format!("versions[{index}]"), value))?;
        let place = match version.get("id").and_then(Value::as_str) {
            Some(id) => format!("versions[{id}]"),
            None => format!("versions[{index}]"),
        };
        let known = |key: &str| keys::OF_ONE_VERSION.contains(&key) || keys::may_be_stated(key);
        if let Some(key) = version.keys().find(|key| !known(key)) {
            return Err(unknown(format!("{place}.{key}")));
        }
        for key in keys::OF_ONE_VERSION {
            current.remove(key);
        }
        for (key, value) in version.iter() {
            if keys::ABOUT_RULES.contains(&key.as_str()) {
                merge(current.entry(key.clone()), value);
            } else {
                current.insert(key.clone(), value.clone());
            }
        }
        let layered = Layered::of(current.clone(), programme).map_err(|fault| {
            // What the version does not state it has from the top level: an earlier version would have been refused.
            let mut path = fault.split(['.', '[', ' ']);
            let (key, name) = (path.next().unwrap_or_default(), path.next());
            let states = match version.get(key) {
                Some(Value::Object(about)) if keys::ABOUT_RULES.contains(&key) => {
                    name.is_some_and(|name| about.contains_key(name))
                }
                stated => stated.is_some(),
            };
            if states || !file.contains_key(key) {
                format!("{place}.{fault}")
            } else {
                fault
            }
        })?;
        let Version { id, from, .. } = &layered.version;
        if versions.iter().any(|before| before.version.id == *id) {
            return Err(format!("{place}.id is that of an earlier version"));
        }
        if versions
            .last()
            .is_some_and(|before| *from <= before.version.from)
        {
            return Err(format!(
                "{place}.from = \"{from}\" is not later than that of the version before"
            ));
        }
        versions.push(layered);
    }
    Ok(versions)
}

/// What of an override cannot be used.
struct Faults {
    origin: Origin,
    named: Vec<Diagnostic>,
    unnamed: usize,
}

impl Faults {
    const fn of(origin: Origin) -> Self {
        Self {
            origin,
            named: Vec::new(),
            unnamed: 0,
        }
    }

    fn add(&mut self, path: &str, fault: String) {
        if self.named.len() < MOST_NAMED {
            let diagnostic = self.diagnostic(path, fault);
            self.named.push(diagnostic);
        } else {
            self.unnamed += 1;
        }
    }

    fn diagnostic(&self, path: &str, fault: String) -> Diagnostic {
        let place = format!("{}.{path}", self.origin.place());
        Diagnostic::new(Code::RuleUnusable, Effect::FieldIgnored, place, fault)
    }

    /// The faults; the last one says how many more there are.
    fn diagnostics(mut self) -> Vec<Diagnostic> {
        if self.unnamed > 0 {
            let more = self.diagnostic("…", format!("+ {}", self.unnamed));
            self.named.push(more);
        }
        self.named
    }
}

/// The versions, on which overrides are laid.
pub(super) struct Layers {
    programme: Programme,
    versions: Vec<Layered>,
}

impl Layers {
    /// Reads the versions of a file.
    pub(super) fn of(file: &Map, programme: Programme) -> Result<Self, String> {
        let versions = of_file(file, &programme)?;
        Ok(Self {
            programme,
            versions,
        })
    }

    /// Lays overrides over them, later ones over earlier ones.
    pub(super) fn lay_all(&mut self, overrides: &[(Origin, &Overrides)]) -> Vec<Diagnostic> {
        let mut diagnostics = Vec::new();
        for (origin, overrides) in overrides {
            let mut faults = Faults::of(*origin);
            self.lay(&json::object(overrides), &mut faults);
            diagnostics.extend(faults.diagnostics());
        }
        diagnostics
    }

    /// The rules.
    pub(super) fn rules(self) -> Rules {
        // Each to its place: there are few, and a sort of their own would be 4 KB of program.
        let mut versions: Vec<Version> = Vec::new();
        for Layered { version, .. } in self.versions {
            let place = versions.partition_point(|other| other.from <= version.from);
            versions.insert(place, version);
        }
        Rules {
            programme: self.programme,
            versions,
        }
    }

    /// Lays an override over every version, and what it says of single versions over those.
    fn lay(&mut self, overrides: &Map, faults: &mut Faults) {
        for (key, value) in in_turn(overrides) {
            if key == "versions" {
                self.lay_versions(value, faults);
            } else {
                self.lay_key(None, key, value, faults);
            }
        }
    }

    fn lay_versions(&mut self, value: &Value, faults: &mut Faults) {
        if says_nothing(value) {
            return;
        }
        let Some(stated) = value.as_array() else {
            return faults.add("versions", unusable("versions", value));
        };
        for (index, value) in stated.iter().enumerate().take(MOST_VERSIONS) {
            let place = format!("versions[{index}]");
            let Some(version) = value.as_object() else {
                faults.add(&place, unusable(&place, value));
                continue;
            };
            match self.version_of(version) {
                Ok(index) => {
                    for (key, value) in in_turn(version) {
                        if key != "id" {
                            self.lay_key(Some(index), key, value, faults);
                        }
                    }
                }
                Err(fault) => faults.add(&place, format!("{place}.{fault}")),
            }
        }
        if stated.len() > MOST_VERSIONS {
            let place = format!("versions[{MOST_VERSIONS}]");
            faults.add(&place, format!("{place} … [{}]", stated.len() - 1));
        }
    }

    /// The version of the same id, or a new one that inherits from the one in force on its first day.
    fn version_of(&mut self, stated: &Map) -> Result<usize, String> {
        let id = stated.get("id").unwrap_or(&Value::Null);
        let name = id.as_str().ok_or_else(|| unusable("id", id))?;
        let mut versions = self.versions.iter();
        if let Some(index) = versions.position(|layered| layered.version.id == name) {
            return Ok(index);
        }
        let from = stated.get("from").unwrap_or(&Value::Null);
        let day = from.as_str().and_then(parse_date);
        let day = day.ok_or_else(|| unusable("from", from))?;
        let begins = |layered: &&Layered| layered.version.from;
        let earlier = self
            .versions
            .iter()
            .filter(|version| begins(version) <= day);
        let inherited = earlier
            .max_by_key(begins)
            .or_else(|| self.versions.iter().min_by_key(begins));
        let mut json = inherited.map_or_else(Map::default, |layered| layered.json.clone());
        json.insert("id".to_owned(), id.clone());
        json.insert("from".to_owned(), from.clone());
        self.versions.push(Layered::of(json, &self.programme)?);
        Ok(self.versions.len() - 1)
    }

    /// Lays a key over one version, or over all of them, in the smallest parts that can be judged alone.
    fn lay_key(&mut self, index: Option<usize>, key: &str, value: &Value, faults: &mut Faults) {
        let own = |layered: &Layered| format!("versions[{}].", layered.version.id);
        let versions = match index {
            None => self.versions.as_mut_slice(),
            Some(index) => self.versions.get_mut(index..=index).unwrap_or_default(),
        };
        let place = match (index, &*versions) {
            (Some(_), [version]) => own(version),
            _ => String::new(),
        };
        let may_be_stated = keys::may_be_stated(key) || (index.is_some() && key == "from");
        let parts = match value {
            // Judged first: laying a part costs a copy of every version.
            _ if !may_be_stated => vec![(key.to_owned(), None)],
            Value::Object(tiers) if key == "thresholds" => threshold_parts(tiers, &self.programme),
            value => vec![(key.to_owned(), Some(value.clone()))],
        };
        for (path, part) in parts {
            let laid = match part {
                Some(part) => overlay(versions, &self.programme, key, &part),
                None => Err(path.clone()),
            };
            if let Err(fault) = laid {
                faults.add(&format!("{place}{path}"), fault);
            }
        }
    }
}

/// The keys of an override in the order in which they are laid: requirements after the thresholds that they ask for, and
/// single versions after what is said of all.
fn in_turn(overrides: &Map) -> Vec<(&String, &Value)> {
    let turn = |key: &str| match key {
        "versions" => 2,
        "requirements" => 1,
        _ => 0,
    };
    let turns = (0..=2).flat_map(|now| overrides.iter().filter(move |(key, _)| turn(key) == now));
    turns.collect()
}

/// Thresholds by tier, each with its path. What is no tier, and in a tier what is no measure, is a part of its own that
/// cannot be used, and costs itself only.
fn threshold_parts(tiers: &Map, programme: &Programme) -> Vec<(String, Option<Value>)> {
    let mut parts = Vec::new();
    for (tier, threshold) in tiers.iter() {
        let path = format!("thresholds.{tier}");
        if !is_tier(programme, tier) {
            parts.push((path, None));
            continue;
        }
        let mut threshold = threshold.clone();
        if let Value::Object(numbers) = &mut threshold {
            numbers.retain(|name, _| {
                let known = read::numbered(name).is_some();
                if !known {
                    parts.push((format!("{path}.{name}"), None));
                }
                known
            });
        }
        let mut part = Map::default();
        part.insert(tier.clone(), threshold);
        parts.push((path, Some(Value::Object(part))));
    }
    parts
}

/// Lays a part over versions: over each of them, or over none where it spoils one.
fn overlay(
    versions: &mut [Layered],
    programme: &Programme,
    key: &str,
    part: &Value,
) -> Result<(), String> {
    let laid = |layered: &Layered| {
        let mut json = layered.json.clone();
        merge(json.entry(key.to_owned()), part);
        if key == "thresholds" {
            merge(json.entry(STATED.to_owned()), part);
        }
        Layered::of(json, programme)
    };
    let laid = versions.iter().map(laid).collect::<Result<Vec<_>, _>>()?;
    for (version, laid) in versions.iter_mut().zip(laid) {
        *version = laid;
    }
    Ok(())
}

/// Whether somebody left the field empty: in data `null` and `""` are the same as missing.
fn says_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str() == Some("")
}

/// Lays `over` on `under`: objects key by key, anything else replaces; what is empty says nothing.
fn merge(under: &mut Value, over: &Value) {
    let Value::Object(over) = over else {
        if !says_nothing(over) {
            *under = over.clone();
        }
        return;
    };
    if under.as_object().is_none() {
        *under = Value::Object(Map::default());
    }
    if let Value::Object(under) = under {
        for (key, value) in over.iter().filter(|(_, value)| !says_nothing(value)) {
            merge(under.entry(key.clone()), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{period::parse_date, tier::TierId};
    use crate::rules::{
        Origin, Overrides, Rules, load,
        version::{Measure, MinimumTrack},
    };
    use rust_decimal::Decimal;
    use serde_json::{Value, json};

    const FILE: &[u8] = include_bytes!("../../public/rules/hubspot-solutions.json");

    fn rules(overrides: &Value) -> (Rules, Vec<String>) {
        let layer: Overrides = overrides.as_object().unwrap().clone();
        let (rules, diagnostics) = load(FILE, &[(Origin::Data, &layer)]).unwrap();
        (
            rules,
            diagnostics
                .into_iter()
                .map(|d| format!("{}: {}", d.place, d.found))
                .collect(),
        )
    }

    fn id_on(day: &str) -> String {
        rules(&json!({})).0.on(parse_date(day).unwrap()).id.clone()
    }

    fn decimal(text: &str) -> Option<Decimal> {
        Some(Decimal::from_str_exact(text).unwrap())
    }

    #[test]
    fn the_version_is_the_latest_that_has_begun() {
        assert_eq!(id_on("2021-10-01"), "2022-07");
        assert_eq!(id_on("2024-02-26"), "2022-07");
        assert_eq!(id_on("2024-02-27"), "2024-02");
        assert_eq!(id_on("2025-07-15"), "2025-07");
        assert_eq!(id_on("2026-01-14"), "2025-07");
        assert_eq!(id_on("2026-01-15"), "2026-01");
        assert_eq!(id_on("2099-01-01"), "2026-07");
    }

    #[test]
    fn a_version_inherits_what_it_omits_and_replaces_what_it_states() {
        let (rules, _) = rules(&json!({}));
        let need = |day, tier: &str, measure| {
            let version = rules.on(parse_date(day).unwrap());
            let gates = version.gates(&TierId(tier.to_owned()));
            gates
                .into_iter()
                .flatten()
                .find(|gate| gate.0 == measure)?
                .1
        };
        let on = |day| rules.on(parse_date(day).unwrap());
        assert_eq!(need("2024-03-01", "gold", Measure::Total), decimal("123"));
        assert_eq!(
            need("2025-08-01", "gold", Measure::Total),
            decimal("129.15")
        );
        assert_eq!(on("2025-08-01").minimum_track, MinimumTrack::Sourced);
        assert_eq!(need("2025-08-01", "gold", Measure::Sold), None);
        assert_eq!(need("2025-08-01", "gold", Measure::Sourced), decimal("63"));
        assert_eq!(need("2025-08-01", "gold", Measure::Managed), decimal("60"));
        assert_eq!(need("2026-02-01", "gold", Measure::Managed), None);
        assert_eq!(need("2025-08-01", "elite", Measure::Csr), decimal("0.85"));
        assert_eq!(need("2026-02-01", "elite", Measure::Csr), None);
        assert_eq!(need("2026-02-01", "elite", Measure::Grr), None);
        assert!(on("2024-03-01").is_verified("currency_unit"));
        assert!(on("2026-02-01").sources.contains_key("rates"));
    }

    #[test]
    fn an_override_adds_to_what_is_there() {
        let (rules, problems) =
            rules(&json!({"currency_unit": {"BRL": "550"}, "growth_multiplier": 3}));
        let version = rules.on(parse_date("2025-02-25").unwrap());
        assert_eq!(version.currency_unit.len(), 10);
        assert_eq!(version.growth_multiplier, Decimal::from(3));
        assert!(problems.is_empty(), "{problems:?}");
    }

    #[test]
    fn thresholds_are_confirmed_by_who_states_all_of_them() {
        let thresholds = json!({"thresholds": {"gold": {"total": 140, "sold": 70, "managed": "65.5"}, "elite": {"total": 4000}}});
        let (rules, problems) = rules(&thresholds);
        let version = rules.on(parse_date("2025-02-25").unwrap());
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(
            version.need(&TierId("gold".into()), Measure::Managed),
            decimal("65.5")
        );
        assert!(version.confirmed(&TierId("gold".into())));
        assert!(!version.confirmed(&TierId("elite".into())));
        assert_eq!(
            version.need(&TierId("elite".into()), Measure::Sold),
            decimal("1950")
        );
    }

    #[test]
    fn a_bad_part_costs_that_part_only() {
        let (rules, problems) = rules(&json!({
            "thresholds": {"gold": {"total": "many", "sold": 1, "managed": 1}, "silver": {"total": 1}, "diamond": {"total": 900}, "elite": {"total": -1}},
            "currency_unit": {"EUR": 0},
            "tresholds": {},
            "rates": 5,
        }));
        let version = rules.on(parse_date("2025-02-25").unwrap());
        assert_eq!(
            version.need(&TierId("gold".into()), Measure::Total),
            decimal("123")
        );
        assert_eq!(
            version.need(&TierId("diamond".into()), Measure::Total),
            decimal("900")
        );
        let places: Vec<&str> = problems
            .iter()
            .filter_map(|p| p.split(':').next())
            .collect();
        assert_eq!(
            places,
            [
                "program_rules.currency_unit",
                "program_rules.rates",
                "program_rules.thresholds.elite",
                "program_rules.thresholds.gold",
                "program_rules.thresholds.silver",
                "program_rules.tresholds"
            ]
        );
    }

    #[test]
    fn a_version_can_be_overridden_or_added() {
        let (rules, problems) = rules(&json!({"versions": [
            {"id": "2026-07", "thresholds": {"gold": {"total": 200, "sourced": 70}}},
            {"id": "2027-01", "from": "2027-01-01", "rates": {"managed": 2}},
        ]}));
        assert!(problems.is_empty(), "{problems:?}");
        let gold = TierId("gold".into());
        assert_eq!(
            rules
                .on(parse_date("2026-06-01").unwrap())
                .need(&gold, Measure::Total),
            decimal("129.15")
        );
        assert_eq!(
            rules
                .on(parse_date("2026-08-01").unwrap())
                .need(&gold, Measure::Total),
            decimal("200")
        );
        assert_eq!(
            rules.on(parse_date("2027-01-01").unwrap()).rates.managed,
            Some(Decimal::TWO)
        );
        assert_eq!(
            rules
                .on(parse_date("2027-01-01").unwrap())
                .need(&gold, Measure::Total),
            decimal("200")
        );
    }

    #[test]
    fn a_bad_part_of_one_version_costs_that_part_only() {
        let (rules, problems) = rules(&json!({"versions": [
            {"id": "2024-02", "tresholds": {}, "growth_multiplier": 3, "rates": {"manged": 2}, "from": "soon"},
            {"id": "2027-01", "growth_multiplier": 4},
            "2028-01",
        ]}));
        let version = rules.on(parse_date("2025-02-25").unwrap());
        assert_eq!(
            (version.id.as_str(), version.growth_multiplier),
            ("2024-02", Decimal::from(3))
        );
        assert_eq!(
            problems,
            [
                "program_rules.versions[2024-02].from: from = \"soon\"",
                "program_rules.versions[2024-02].rates: rates.manged = 2",
                "program_rules.versions[2024-02].tresholds: tresholds",
                "program_rules.versions[1]: versions[1].from",
                "program_rules.versions[2]: versions[2] = \"2028-01\"",
            ]
        );
    }

    #[test]
    fn requirements_may_ask_for_thresholds_of_the_same_override() {
        let tiers = ["gold", "platinum", "diamond", "elite"];
        let thresholds = tiers.map(|tier| (tier.to_owned(), json!({"certifications": 3})));
        let thresholds: Overrides = thresholds.into_iter().collect();
        let (rules, problems) = rules(&json!({
            "requirements": [["certifications"]],
            "thresholds": thresholds,
        }));
        assert_eq!(problems, Vec::<String>::new());
        let version = rules.on(parse_date("2025-02-25").unwrap());
        assert_eq!(
            version.gates(&TierId("gold".into())),
            [[(Measure::Certifications, decimal("3"))]]
        );
    }

    #[test]
    fn what_is_empty_says_nothing() {
        let (_, problems) = rules(&json!({
            "thresholds": {"gold": {"total": "140", "sourced": ""}, "platinum": "", "elite": null},
            "rates": null,
            "currency_unit": "",
            "versions": null,
        }));
        assert_eq!(problems, Vec::<String>::new());
    }

    #[test]
    fn a_hundred_faults_are_named_and_the_others_counted() {
        let unknown = (0..16_000).map(|index| (format!("key-{index}"), json!({})));
        let mut overrides = Overrides::from_iter(unknown);
        overrides.insert("growth_multiplier".to_owned(), json!(3));
        let (rules, problems) = rules(&Value::Object(overrides));
        assert_eq!(problems.len(), 101);
        assert_eq!(
            problems.last().map(String::as_str),
            Some("program_rules.…: + 15900")
        );
        let version = rules.on(parse_date("2025-02-25").unwrap());
        assert_eq!(version.growth_multiplier, Decimal::from(3));
    }

    #[test]
    fn a_threshold_changes_no_point_and_a_unit_does() {
        let (plain, _) = rules(&json!({}));
        let (thresholds, _) =
            rules(&json!({"thresholds": {"gold": {"total": 140}}, "promotion": "immediate"}));
        let (units, _) = rules(&json!({"currency_unit": {"BRL": 550}}));
        assert!(plain != thresholds && thresholds.counts_like(&plain));
        assert!(!units.counts_like(&plain));
    }
}
