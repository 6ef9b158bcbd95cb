//! A library as a file, and back.
//!
//! A backup is restored into what is there: nothing is deleted, and where both have an entry the file's wins. So an old
//! backup never costs what was made since, and restoring it twice changes nothing the second time.
//!
//! Example: `{"format": "tierwise-library/1", "entries": [{"kind": "note", …}]}`.

use super::{Entry, Library, MOST_ENTRIES, Tile, folded, key, next_name, place};
use crate::model::json;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The name of the format, before the version's number.
const NAME: &str = "tierwise-library/";
/// The version that is written and read here.
const VERSION: &str = "1";
/// The largest backup that is read, in bytes.
pub const LARGEST: usize = 16 * 1024 * 1024;

/// What a backup brought, in entries.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Restored {
    /// Were not there.
    pub added: usize,
    /// Were there and said something else.
    pub replaced: usize,
    /// Were there as they are in the backup.
    pub unchanged: usize,
    /// Could not be read, stood there twice, or found no room.
    pub left_out: usize,
}

/// Why nothing of a backup was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RestoreFailure {
    /// It has this many bytes.
    TooLarge(usize),
    /// It is something else, or cut off.
    NoBackup,
    /// A newer page wrote it, in this format.
    Newer(String),
}

impl Library {
    /// The whole library as a file.
    pub fn backup(&self) -> String {
        let entries = self.entries.iter().map(|(_, entry)| entry.to_json());
        let mut file = Map::new();
        let format = format!("{NAME}{VERSION}");
        file.insert("format".to_owned(), Value::String(format));
        file.insert("entries".to_owned(), Value::Array(entries.collect()));
        json::text(&Value::Object(file))
    }

    /// Restores a backup into this library.
    ///
    /// # Errors
    /// [`RestoreFailure`] where the text is no backup that can be read here; a damaged entry costs itself only.
    pub fn restore(&mut self, text: &str) -> Result<Restored, RestoreFailure> {
        if text.len() > LARGEST {
            return Err(RestoreFailure::TooLarge(text.len()));
        }
        let file: Value = serde_json::from_str(text).map_err(|_| RestoreFailure::NoBackup)?;
        let format = file.get("format").and_then(Value::as_str);
        let version = format.and_then(|format| format.strip_prefix(NAME));
        match version.ok_or(RestoreFailure::NoBackup)? {
            VERSION => {}
            newer if newer.starts_with(|c: char| c.is_ascii_digit()) => {
                return Err(RestoreFailure::Newer(format!("{NAME}{newer}")));
            }
            _ => return Err(RestoreFailure::NoBackup),
        }
        let entries = file.get("entries").and_then(Value::as_array);
        let mut restored = Restored::default();
        let mut brought = BTreeSet::new();
        for json in entries.ok_or(RestoreFailure::NoBackup)? {
            let entry = Entry::from_json(json).filter(|entry| !brought.contains(&key(entry)));
            let Some(entry) = entry.map(|entry| self.fitted(entry)) else {
                restored.left_out += 1;
                continue;
            };
            let key = key(&entry);
            match self.entries.get(&key) {
                Some(own) if *own == entry => restored.unchanged += 1,
                Some(_) => restored.replaced += 1,
                None if self.entries.len() < MOST_ENTRIES => restored.added += 1,
                None => {
                    restored.left_out += 1;
                    continue;
                }
            }
            self.entries.insert(key.clone(), entry);
            brought.insert(key);
        }
        Ok(restored)
    }

    /// An entry of a backup as it fits into this library: a name that another one has gets a number, and a board goes on
    /// with the reports that are only here.
    fn fitted(&self, entry: Entry) -> Entry {
        match entry {
            Entry::List(mut list) => {
                let names = self.list_names(std::slice::from_ref(&list.id));
                list.name = free(list.name, names);
                Entry::List(list)
            }
            Entry::Report(mut report) => {
                report.name = free(report.name, self.report_names(&report.id));
                Entry::Report(report)
            }
            Entry::Quote(mut quote) => {
                quote.name = free(quote.name, self.quote_names(&quote.id));
                Entry::Quote(quote)
            }
            Entry::Board(mut tiles) => {
                let only_here = |tile: &Tile| place(&tiles, &tile.report).is_none();
                let mut rest = self.board();
                rest.retain(only_here);
                tiles.append(&mut rest);
                Entry::Board(tiles)
            }
            Entry::Note(note) => Entry::Note(note),
        }
    }
}

/// The name, or the next one like it where somebody has it.
fn free(name: String, taken: Vec<String>) -> String {
    match taken.contains(&folded(&name)) {
        true => next_name(&name, taken),
        false => name,
    }
}
