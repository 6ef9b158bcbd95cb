//! What the user prefers, remembered in this browser: language, theme, and their own thresholds.

use crate::{
    ingest::table::Mapping,
    model::json,
    platform::{
        document,
        storage::{self, Key},
    },
    rules::Overrides,
    words::Language,
};
use serde_json::Value;

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    Automatic,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Automatic, Self::Light, Self::Dark];

    /// The word in storage and styles; none for the automatic one.
    pub const fn word(self) -> Option<&'static str> {
        match self {
            Self::Automatic => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// The theme of a word; automatic for any other.
    pub fn parse(word: &str) -> Self {
        Self::ALL
            .into_iter()
            .find(|theme| theme.word() == Some(word))
            .unwrap_or(Self::Automatic)
    }
}

/// The remembered theme.
pub fn theme() -> Theme {
    storage::read(Key::Theme).map_or(Theme::Automatic, |word| Theme::parse(&word))
}

/// Shows a theme and remembers it as far as the browser lets us.
pub fn apply_theme(theme: Theme) {
    document::set_theme(theme.word());
    let _ = storage::write(Key::Theme, theme.word());
}

/// The remembered language, else the first preferred one that we speak, else English.
pub fn language() -> Language {
    let known = |tag: &str| tag.split('-').next().and_then(Language::parse);
    let remembered = storage::read(Key::Language).and_then(|language| known(&language));
    remembered
        .or_else(|| {
            document::preferred_languages()
                .iter()
                .find_map(|tag| known(tag))
        })
        .unwrap_or(Language::En)
}

/// Remembers a language that the user chose.
pub fn remember_language(language: Language) {
    let _ = storage::write(Key::Language, Some(language.as_str()));
}

/// The thresholds that the user typed for a programme (`None`: for the one that the page comes with); `None` where nothing is
/// kept, or what is kept is not readable.
pub fn rules(programme: Option<&str>) -> Option<Overrides> {
    let text = storage::read(Key::Rules(programme))?;
    match serde_json::from_str(&text) {
        Ok(Value::Object(rules)) => Some(rules),
        _ => None,
    }
}

/// Keeps the user's thresholds.
///
/// # Errors
/// Where the browser stores nothing; they then count until the page is closed.
pub fn keep_rules(programme: Option<&str>, rules: &Overrides) -> Result<(), storage::NotStored> {
    // Of another programme none are kept too: a saved copy would begin with its own ones again.
    let some = programme.is_some() || !rules.is_empty();
    let text = some.then(|| json::text(&Value::Object(rules.clone())));
    storage::write(Key::Rules(programme), text.as_deref())
}

/// What the user said of the columns of tables, as `Mapping::list` writes it.
pub fn columns() -> String {
    storage::read(Key::Columns).unwrap_or_default()
}

/// The same with what the user says now, which counts before what they said once.
pub fn with_columns(mappings: &[Mapping]) -> String {
    const MOST: usize = 100;
    let kept = Mapping::listed(&columns());
    let is_new = |known: &&Mapping| mappings.iter().all(|mapping| mapping.form != known.form);
    let mut all = mappings.to_vec();
    all.extend(kept.iter().filter(is_new).cloned());
    all.truncate(MOST);
    Mapping::list(&all)
}

/// Remembers what the user said of columns, as far as the browser lets us, and gives it as a list. That a table is left out is
/// said of this opening only: another of its form would be left out without a word.
pub fn keep_columns(mappings: &[Mapping]) -> String {
    let columns = with_columns(mappings);
    let kept: Vec<Mapping> = Mapping::listed(&columns)
        .into_iter()
        .filter(Mapping::is_used)
        .collect();
    let _ = storage::write(Key::Columns, Some(&Mapping::list(&kept)));
    columns
}
