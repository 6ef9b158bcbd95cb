//! The programme's rules, by date.
//!
//! Problem: rates, currency units and minimums changed four times since 2022, some of the numbers are known only to the
//! partner, and none of them may be a guess in the code. Idea: the rules are data (`public/rules/*.json`). A version states
//! only what changed and inherits every other key from the version before; a partner's data or the user may override any
//! part. [`load`] resolves all of it once into whole [`version::Version`]s; the engine then asks [`Rules::on`] a date.
//!
//! Example: `rules.on(2025-02-25)` is the version of 2024-02-27, with the thresholds inherited from 2022-07-18 and, where
//! the partner typed the true ones, those instead.

mod keys;
mod layers;
mod read;
pub mod version;

pub use keys::RULES as KEYS;

use crate::model::{diagnostic::Diagnostic, json, tier::TierId};
use chrono::NaiveDate;
use serde_json::{Map, Value};
use version::Version;

/// A part of the rules that somebody states otherwise, in the shape of the rules file.
pub type Overrides = Map<String, Value>;

/// Where an override comes from; its diagnostics name their place with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// `program_rules` of the partner's data.
    Data,
    /// Typed by the user and kept in the browser; wins over the data's.
    User,
}

impl Origin {
    /// The root of a diagnostic's place.
    pub const fn place(self) -> &'static str {
        match self {
            Self::Data => "program_rules",
            Self::User => "your_rules",
        }
    }
}

/// A programme: whose it is, and its tiers from the lowest to the highest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Programme {
    /// The programme's id.
    pub id: String,
    /// Who runs it, such as "HubSpot".
    pub vendor: String,
    /// The programme's name.
    pub name: String,
    /// The tiers, lowest first.
    pub tiers: Vec<Tier>,
}

/// A tier of a programme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// The id in thresholds and data.
    pub id: TierId,
    /// The name, the same in every language.
    pub name: String,
}

/// All rules of a programme, resolved.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// Whose rules they are.
    pub programme: Programme,
    /// By date, oldest first; never empty.
    versions: Vec<Version>,
}

/// The schema of the rules file that is read here: `public/schema/rules-1.schema.json`.
const SCHEMA: u64 = 1;

/// Why a rules file cannot be used at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RulesError(pub String);

/// Reads a rules file and lays the overrides over it, later ones over earlier ones.
///
/// A part of an override that cannot be used is named in a diagnostic; the rest of it counts. The file itself must be
/// right to the last key: it is written once, for everybody who opens the page.
///
/// # Errors
/// [`RulesError`] where the file itself is no rules file; the text says what is wrong.
pub fn load(
    file: &[u8],
    overrides: &[(Origin, &Overrides)],
) -> Result<(Rules, Vec<Diagnostic>), RulesError> {
    let text = std::str::from_utf8(file).map_err(|error| RulesError(error.to_string()))?;
    let file: Value = serde_json::from_str(text).map_err(|error| RulesError(error.to_string()))?;
    let mut resolved = resolve(&json::Value::from(&file))?;
    let diagnostics = resolved.lay_all(overrides);
    Ok((resolved.rules(), diagnostics))
}

/// Reads a rules file that somebody parsed, with nothing over it.
///
/// # Errors
/// As [`load`].
pub fn of_json(file: &json::Value) -> Result<Rules, RulesError> {
    Ok(resolve(file)?.rules())
}

fn resolve(file: &json::Value) -> Result<layers::Layers, RulesError> {
    let Some(file) = file.as_object() else {
        return Err(RulesError("the rules file is not an object".to_owned()));
    };
    let schema = file.get("schema").unwrap_or(&json::Value::Null);
    if schema.as_u64() != Some(SCHEMA) {
        let stated = match schema {
            json::Value::Null => "no schema".to_owned(),
            schema => format!("schema {schema}"),
        };
        return Err(RulesError(format!(
            "the rules file has {stated}, this page reads schema {SCHEMA}"
        )));
    }
    let programme = read::programme(file).map_err(RulesError)?;
    layers::Layers::of(file, programme).map_err(RulesError)
}

impl Rules {
    /// The version in force on a day: the latest that began on or before it. The time before the first version, in which
    /// the programme had no points yet, is read by the first version's rules (domain.md 2.1: a sale of 2021 counts 3).
    pub fn on(&self, day: NaiveDate) -> &Version {
        self.numbered_on(day).1
    }

    /// The same, and its place among [`Rules::versions`].
    #[allow(
        clippy::expect_used,
        reason = "layers::resolve refuses a file without versions"
    )]
    pub fn numbered_on(&self, day: NaiveDate) -> (usize, &Version) {
        let mut versions = self.versions.iter().enumerate();
        versions
            .rfind(|(_, version)| version.from <= day)
            .or(self.versions.first().map(|first| (0, first)))
            .expect("rules have at least one version")
    }

    /// Whether points count by these rules as they do by others; thresholds and all that is no matter of points apart.
    pub fn counts_like(&self, other: &Self) -> bool {
        let pairs = self.versions.iter().zip(&other.versions);
        self.versions.len() == other.versions.len() && { pairs }.all(|(a, b)| a.counts_like(b))
    }

    /// Every version with its first day and the first day without it. The first one is in force since ever, see
    /// [`Rules::on`].
    pub fn spells(&self) -> impl Iterator<Item = (NaiveDate, &Version, NaiveDate)> {
        let begins = |index: usize, version: &Version| match index {
            0 => NaiveDate::MIN,
            _ => version.from,
        };
        self.versions
            .iter()
            .enumerate()
            .map(move |(index, version)| {
                let next = self.versions.get(index + 1);
                let ends = next.map_or(NaiveDate::MAX, |next| next.from);
                (begins(index, version), version, ends)
            })
    }

    /// Every version, oldest first.
    pub fn versions(&self) -> &[Version] {
        &self.versions
    }

    /// Whether the thresholds of every tier are known to be true on a day.
    pub fn all_confirmed_on(&self, day: NaiveDate) -> bool {
        let version = self.on(day);
        self.programme
            .tiers
            .iter()
            .all(|tier| version.confirmed(&tier.id))
    }

    /// A tier by its id.
    pub fn tier(&self, id: &TierId) -> Option<&Tier> {
        self.programme.tiers.iter().find(|tier| &tier.id == id)
    }
}
