//! The Rules page: what is in force on the day, how sure it is, and the thresholds that the partner may type.

use super::{
    Locale,
    format::{Format, typed_number},
    progression::gate_name,
};
use crate::{
    model::tier::TierId,
    rules::{
        Overrides, Rules,
        version::{Certainty, Version},
    },
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

/// A rule and how sure it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownView {
    /// The rule.
    pub rule: String,
    /// How sure it is.
    pub state: String,
    /// Whether it was read in its source as it stands.
    pub sure: bool,
    /// Where it was read.
    pub source: String,
}

/// A tier's thresholds as form fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierFields {
    /// The tier's name.
    pub name: String,
    /// Whose numbers they are: yours, your data's, confirmed, not confirmed.
    pub state: String,
    /// Whether they count as confirmed.
    pub confirmed: bool,
    /// The fields.
    pub fields: Vec<ThresholdField>,
}

/// One number of a tier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThresholdField {
    /// Where it goes: the tier and the key in the rules' `thresholds`.
    pub slot: Slot,
    /// The column's heading.
    pub gate: String,
    /// The field's whole name, for those who hear the page.
    pub label: String,
    /// What the user typed for this version of the rules; empty where they typed nothing.
    pub value: String,
    /// What counts without it.
    pub placeholder: String,
}

/// A place in the rules' `thresholds`.
pub type Slot = (TierId, &'static str);

/// The page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesView {
    /// The programme.
    pub programme: String,
    /// The version in force.
    pub version: String,
    /// Its id.
    pub version_id: String,
    /// How sure each rule is.
    pub known: Vec<KnownView>,
    /// The threshold form, lowest tier first.
    pub tiers: Vec<TierFields>,
    /// Currency units.
    pub units: Vec<(String, String)>,
}

/// The page for a day.
pub fn rules(rules: &Rules, day: NaiveDate, yours: &Overrides, locale: Locale) -> RulesView {
    let words = locale.words;
    let version = rules.on(day);
    RulesView {
        programme: words.rules_programme(&rules.programme.vendor, &rules.programme.name),
        version: words.rules_version(&version.id, locale.format.date(version.from)),
        version_id: version.id.clone(),
        known: [
            ("rates", words.rule_rates()),
            ("thresholds", words.rule_thresholds()),
            ("currency_unit", words.rule_currency_unit()),
            ("growth_countries", words.rule_growth_countries()),
            ("sold_points_lifetime_months", words.rule_lifetime()),
            ("managed_inactivity_days", words.rule_inactivity()),
            ("csr_average", words.rule_average()),
            ("reevaluations", words.rule_reevaluations()),
            ("promotion", words.rule_promotion()),
            ("expired_certification", words.rule_expired_certification()),
            ("commission", words.rule_commission()),
        ]
        .into_iter()
        .map(|(key, rule)| known(version, key, rule, locale))
        .collect(),
        tiers: rules
            .programme
            .tiers
            .iter()
            .map(|tier| TierFields {
                name: tier.name.clone(),
                state: threshold_state(version, &tier.id, yours, locale),
                confirmed: version.confirmed(&tier.id),
                fields: fields(version, &tier.id, &tier.name, yours, locale),
            })
            .collect(),
        units: version
            .currency_unit
            .iter()
            .map(|(currency, unit)| (currency.to_string(), locale.format.number(unit.normalize())))
            .collect(),
    }
}

fn known(version: &Version, key: &str, rule: String, locale: Locale) -> KnownView {
    let words = locale.words;
    let state = match version.verified.get(key) {
        Some(Certainty::Verified) => words.rule_verified(),
        Some(Certainty::Approximate) => words.rule_approximate(),
        Some(Certainty::NotConfirmed) | None => words.not_confirmed(),
    };
    let source = version.sources.get(key).cloned().unwrap_or_default();
    KnownView {
        rule,
        state,
        sure: version.is_verified(key),
        source,
    }
}

fn threshold_state(version: &Version, tier: &TierId, yours: &Overrides, locale: Locale) -> String {
    let words = locale.words;
    let typed =
        thresholds_of(yours, &version.id).is_some_and(|tiers| tiers.get(tier.as_str()).is_some());
    match (typed, version.confirmed(tier)) {
        (true, true) => words.threshold_yours(),
        (false, true) if version.is_verified("thresholds") => words.threshold_verified(),
        (false, true) => words.threshold_in_data(),
        (_, false) => words.not_confirmed(),
    }
}

fn fields(
    version: &Version,
    tier: &TierId,
    name: &str,
    yours: &Overrides,
    locale: Locale,
) -> Vec<ThresholdField> {
    let yours = thresholds_of(yours, &version.id).and_then(|tiers| tiers.get(tier.as_str()));
    version
        .threshold_measures()
        .map(|measure| {
            let gate = gate_name(locale.words, measure);
            let key = measure.as_str();
            ThresholdField {
                slot: (tier.clone(), key),
                label: locale.words.threshold_field(name, &gate),
                gate,
                value: yours
                    .and_then(|numbers| numbers.get(key)?.as_str())
                    .map(|digits| with_mark(digits, locale.format))
                    .unwrap_or_default(),
                placeholder: version
                    .need(tier, measure)
                    .map(|number| with_mark(&number.normalize().to_string(), locale.format))
                    .unwrap_or_default(),
            }
        })
        .collect()
}

/// What the user typed for a version, by tier.
fn thresholds_of<'a>(yours: &'a Overrides, version: &str) -> Option<&'a Value> {
    let versions = yours.get("versions")?.as_array()?;
    let own = |stated: &&Value| stated.get("id").and_then(Value::as_str) == Some(version);
    versions.iter().find(own)?.get("thresholds")
}

/// Plain digits as people type them: no separators of thousands, the language's decimal mark.
fn with_mark(digits: &str, format: &dyn Format) -> String {
    digits.replace('.', &format.decimal_mark().to_string())
}

/// Reads a number as people type it. An English "1,950" could be either number and is refused rather than guessed.
pub fn parse_typed(text: &str, format: &dyn Format) -> Option<Decimal> {
    let is_signed = text.contains(['-', '−']);
    typed_number(text, format).filter(|_| !is_signed)
}

/// The user's overrides with the form's fields as what they state for one version of the rules; an empty field states
/// nothing, and what they typed for other versions stays. `Err` names the fields that are no numbers.
pub fn stated_thresholds(
    yours: &Overrides,
    version: &str,
    fields: &[(Slot, String)],
    format: &dyn Format,
) -> Result<Overrides, Vec<(Slot, String)>> {
    let mut tiers: Map<String, Value> = Map::new();
    let mut wrong = Vec::new();
    for ((tier, key), text) in fields.iter().filter(|(_, text)| !text.trim().is_empty()) {
        match parse_typed(text, format) {
            Some(number) => {
                let tier = tiers
                    .entry(tier.as_str())
                    .or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(threshold) = tier {
                    threshold.insert((*key).to_owned(), Value::String(number.to_string()));
                }
            }
            None => wrong.push(((tier.clone(), *key), text.clone())),
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let others = yours.get("versions").and_then(Value::as_array);
    let mut versions: Vec<Value> = others
        .into_iter()
        .flatten()
        .filter(|stated| stated.get("id").and_then(Value::as_str) != Some(version))
        .cloned()
        .collect();
    if !tiers.is_empty() {
        versions.push(json!({"id": version, "thresholds": tiers}));
    }
    let mut stated = Map::new();
    if !versions.is_empty() {
        stated.insert("versions".to_owned(), Value::Array(versions));
    }
    Ok(stated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::format::{Marks, Plain};

    /// French marks, with nothing else of the language.
    const COMMA: Marks = Marks {
        decimal: ',',
        group: '.',
    };

    #[test]
    fn numbers_are_read_as_typed_and_never_guessed() {
        let read =
            |text, format: &dyn Format| parse_typed(text, format).map(|number| number.to_string());
        assert_eq!(read("312.5", &Plain), Some("312.5".into()));
        assert_eq!(read(" 1 950 ", &Plain), Some("1950".into()));
        assert_eq!(read("312,5", &COMMA), Some("312.5".into()));
        assert_eq!(read("312.5", &COMMA), Some("312.5".into()));
        for (text, format) in [
            ("1,950", &Plain as &dyn Format),
            ("1.950,5", &COMMA),
            ("-3", &Plain),
            ("many", &Plain),
            ("1e3", &Plain),
        ] {
            assert_eq!(read(text, format), None, "{text}");
        }
    }

    #[test]
    fn empty_fields_state_nothing_and_wrong_ones_are_named() {
        let slot = |key| (TierId("gold".into()), key);
        let fields = |total: &str| {
            [
                (slot("total"), total.to_owned()),
                (slot("sold"), " ".to_owned()),
            ]
        };
        let stated = stated_thresholds(&Map::new(), "2024-02", &fields("140"), &Plain).unwrap();
        assert_eq!(
            Value::Object(stated.clone()),
            json!({"versions": [{"id": "2024-02", "thresholds": {"gold": {"total": "140"}}}]})
        );
        let two = stated_thresholds(&stated, "2025-07", &fields("150"), &Plain).unwrap();
        assert_eq!(
            two["versions"].as_array().unwrap().len(),
            2,
            "what was typed for another version stays"
        );
        assert!(
            stated_thresholds(&stated, "2024-02", &fields(""), &Plain)
                .unwrap()
                .is_empty()
        );
        let wrong = stated_thresholds(&stated, "2024-02", &fields("lots"), &Plain);
        assert_eq!(wrong, Err(vec![(slot("total"), "lots".to_owned())]));
    }
}
