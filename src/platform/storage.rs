//! What stays in this browser from one visit to the next: small preferences, in `localStorage`.

use web_sys::Storage;

/// What is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// The language, if the user chose one. `public/boot.js` reads it too.
    Language,
    /// The theme, if the user chose one. `public/boot.js` reads it too.
    Theme,
    /// Whether imports are kept: something where they are not.
    Keep,
    /// The account that was shown last, where something of it is kept.
    Account,
    /// Overrides of the rules that the user typed, as JSON; of another programme, by the address of its rules.
    Rules(Option<&'a str>),
    /// Exchange rates that the user loaded, as `ingest::exchange::kept` writes them; those of a saved copy, by its id.
    Rates(Option<&'a str>),
    /// The bearer token of an endpoint, if the user asked for that.
    Token(&'a str),
    /// Every how many minutes an endpoint is asked again by itself.
    Refresh(&'a str),
    /// What the columns of tables are, as the user said.
    Columns,
}

impl Key<'_> {
    fn name(self) -> String {
        match self {
            Self::Language => "tierwise.lang".to_owned(),
            Self::Theme => "tierwise.theme".to_owned(),
            Self::Rates(None) => "tierwise.rates".to_owned(),
            Self::Rates(Some(copy)) => format!("tierwise.rates {copy}"),
            Self::Keep => "tierwise.keep".to_owned(),
            Self::Account => "tierwise.account".to_owned(),
            Self::Columns => "tierwise.columns".to_owned(),
            Self::Rules(None) => "tierwise.rules".to_owned(),
            Self::Rules(Some(address)) => format!("tierwise.rules {address}"),
            Self::Token(address) => format!("tierwise.token {address}"),
            Self::Refresh(address) => format!("tierwise.refresh {address}"),
        }
    }
}

/// The browser gave no storage, or no room in it: a private window, a full quota, a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotStored;

fn storage() -> Result<Storage, NotStored> {
    web_sys::window()
        .and_then(|window| window.local_storage().ok().flatten())
        .ok_or(NotStored)
}

/// What was kept, if anything was.
pub fn read(key: Key<'_>) -> Option<String> {
    storage().ok()?.get_item(&key.name()).ok().flatten()
}

/// Keeps a text, or forgets it with `None`.
///
/// # Errors
/// [`NotStored`] where the browser refuses; what is on the page stays right.
pub fn write(key: Key<'_>, text: Option<&str>) -> Result<(), NotStored> {
    let storage = storage()?;
    match text {
        Some(text) => storage.set_item(&key.name(), text),
        None => storage.remove_item(&key.name()),
    }
    .map_err(|_| NotStored)
}
