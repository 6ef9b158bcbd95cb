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
//! An override is taken key by key, and a key that spoils the rules is left out, so that one bad number costs one key.

use super::{
    Origin, Overrides, Programme, RulesError, Tier,
    read::{self, unusable},
    version::{Measure, Version},
};
use crate::model::diagnostic::{Code, Diagnostic, Effect};
use serde_json::{Map, Value};

type Json = Map<String, Value>;

/// Keys of the file that are no rules.
const NOT_RULES: [&str; 3] = ["schema", "programme", "versions"];
/// Keys of one version that an override of all versions must not touch.
const OF_ONE_VERSION: [&str; 2] = ["id", "from"];
/// Our own key in a version's JSON: the thresholds that an override states, for what the partner states is confirmed.
pub(super) const STATED: &str = "stated";

pub(super) fn resolve(
    file: &Json,
    programme: &Programme,
    overrides: &[(Origin, &Overrides)],
) -> Result<(Vec<Version>, Vec<Diagnostic>), RulesError> {
    let mut resolved = inherit(file);
    let mut versions = typed(&resolved, programme)?;
    if versions.is_empty() {
        return Err(RulesError("the rules file has no versions".to_owned()));
    }
    let mut diagnostics = Vec::new();
    for &(origin, layer) in overrides {
        for (key, value) in steps(layer) {
            let place = format!("{}.{key}", origin.place());
            match overlay(&resolved, programme, &key, &value) {
                Ok((next, next_versions)) => (resolved, versions) = (next, next_versions),
                Err(problem) => {
                    diagnostics.push(Diagnostic::new(
                        Code::RuleUnusable,
                        Effect::FieldIgnored,
                        place,
                        problem,
                    ));
                }
            }
        }
    }
    versions.sort_by_key(|version| version.from);
    Ok((versions, diagnostics))
}

/// The file's versions, which stand in the order of their days, with what each inherits.
fn inherit(file: &Json) -> Vec<Json> {
    let mut current = file.clone();
    for key in NOT_RULES {
        current.remove(key);
    }
    let versions = file.get("versions").and_then(Value::as_array);
    versions
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .map(|version| {
            for (key, value) in version {
                match key.as_str() {
                    "verified" | "sources" => {
                        merge(current.entry(key).or_insert(Value::Null), value)
                    }
                    _ => drop(current.insert(key.clone(), value.clone())),
                }
            }
            current.clone()
        })
        .collect()
}

/// An override in the smallest steps that can be judged alone: a key each, a tier each inside `thresholds`.
fn steps(layer: &Overrides) -> Vec<(String, Value)> {
    let mut steps = Vec::new();
    for (key, value) in layer {
        match (key.as_str(), value) {
            ("thresholds", Value::Object(tiers)) => {
                let step = |tier: &String, threshold: Value| {
                    let mut step = Map::new();
                    step.insert(tier.clone(), threshold);
                    Value::Object(step)
                };
                for (tier, threshold) in tiers {
                    let mut threshold = threshold.clone();
                    if let Value::Object(numbers) = &mut threshold {
                        // A name that is no measure costs itself only.
                        for name in numbers.keys().cloned().collect::<Vec<_>>() {
                            if Measure::parse(&name).is_none() {
                                let number = numbers.remove(&name).unwrap_or_default();
                                steps.push((format!("thresholds.{tier}.{name}"), number));
                            }
                        }
                    }
                    steps.push((format!("thresholds.{tier}"), step(tier, threshold)));
                }
            }
            _ => steps.push((key.clone(), value.clone())),
        }
    }
    steps
}

/// The versions with one step of an override laid over them, or what is wrong with it.
fn overlay(
    versions: &[Json],
    programme: &Programme,
    path: &str,
    value: &Value,
) -> Result<(Vec<Json>, Vec<Version>), String> {
    let mut next = versions.to_vec();
    let key = path.split('.').next().unwrap_or(path);
    if let Some(tier) = path.strip_prefix("thresholds.")
        && !programme
            .tiers
            .iter()
            .any(|known| known.id.as_str() == tier)
    {
        return Err(path.to_owned());
    }
    if key == "versions" {
        for version in value.as_array().ok_or_else(|| unusable(key, value))? {
            overlay_version(
                &mut next,
                version.as_object().ok_or_else(|| unusable(key, version))?,
            )?;
        }
    } else if NOT_RULES.contains(&key)
        || OF_ONE_VERSION.contains(&key)
        || key == STATED
        || (key != "requirements" && !versions.iter().any(|version| version.contains_key(key)))
    {
        return Err(path.to_owned());
    } else {
        for version in &mut next {
            lay(version, key, value);
        }
    }
    let typed = typed(&next, programme).map_err(|error| error.0)?;
    Ok((next, typed))
}

/// Merges a version of an override into the one of the same id, or adds a new one that inherits from the one before it.
fn overlay_version(versions: &mut Vec<Json>, stated: &Json) -> Result<(), String> {
    let text = |json: &Json, key: &str| json.get(key).and_then(Value::as_str).map(str::to_owned);
    let id = text(stated, "id").ok_or("versions[].id")?;
    let index = match versions
        .iter()
        .position(|version| text(version, "id").as_deref() == Some(&id))
    {
        Some(index) => index,
        None => {
            let from = text(stated, "from").ok_or_else(|| format!("versions[{id}].from"))?;
            let index = versions
                .iter()
                .filter(|version| text(version, "from") <= Some(from.clone()))
                .count();
            let inherited = versions
                .get(index.saturating_sub(1))
                .cloned()
                .unwrap_or_default();
            versions.insert(index, inherited);
            index
        }
    };
    if let Some(version) = versions.get_mut(index) {
        for (key, value) in stated {
            lay(version, key, value);
        }
    }
    Ok(())
}

/// Lays one key of an override over a version.
fn lay(version: &mut Json, key: &str, value: &Value) {
    merge(version.entry(key).or_insert(Value::Null), value);
    if key == "thresholds" {
        merge(version.entry(STATED).or_insert(Value::Null), value);
    }
}

/// Typed versions. A tier that asks for no number would be everybody's: that is a slip, not a rule.
fn typed(versions: &[Json], programme: &Programme) -> Result<Vec<Version>, RulesError> {
    let version = |json| {
        let version = read::version(json)?;
        let asks = |tier: &Tier| {
            let mut gates = version.gates(&tier.id).into_iter().flatten();
            gates.any(|(_, need)| need.is_some())
        };
        match programme.tiers.iter().find(|tier| !asks(tier)) {
            Some(tier) => Err(format!("versions[{}].thresholds.{}", version.id, tier.id)),
            None => Ok(version),
        }
    };
    versions
        .iter()
        .map(|json| version(json).map_err(RulesError))
        .collect()
}

/// Lays `over` on `under`: objects key by key, anything else replaces; `null` says nothing.
fn merge(under: &mut Value, over: &Value) {
    match (under, over) {
        (Value::Object(under), Value::Object(over)) => {
            for (key, value) in over {
                merge(under.entry(key).or_insert(Value::Null), value);
            }
        }
        (_, Value::Null) => {}
        (under, over) => *under = over.clone(),
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
}
