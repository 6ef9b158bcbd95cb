//! What the user made and this browser keeps: lists of clients, saved reports, notes, quotes, and the board of their own
//! dashboard.
//!
//! Problem: five kinds of things, each of which is stored, backed up, restored, and changed in two tabs at once, are five
//! times the same code and five ways to lose something. Idea: everything is an [`Entry`] with a key, and a library is one
//! table of entries. What was changed is then what differs from the entries that were kept ([`Library::changes_since`]),
//! whichever operation it was, and two tabs disagree about an entry at most and not about everything. An operation either
//! happens whole or says why not.
//!
//! Example: `library.create_list(&new, "Key clients", Members::Static(chosen))`, where `new` brings the id and the day:
//! randomness and clock are arguments.

mod backup;
mod entry;

pub use backup::{LARGEST, RestoreFailure, Restored};
pub use entry::{ChartKind, Entry, List, Member, Members, Note, Quote, SavedReport, Tile, Width};

use crate::{engine::calculator::Offer, model::table::Table};
use chrono::NaiveDate;
use entry::{BOARD, key, list_key, note_key, quote_key, report_key};
use std::collections::BTreeSet;

/// The longest name, in characters.
pub const LONGEST_NAME: usize = 120;
/// The longest note, description or query, in characters.
pub const LONGEST_TEXT: usize = 10_000;
/// The most clients of a static list.
pub const MOST_MEMBERS: usize = 100_000;
/// The most lines of a quote.
pub const MOST_LINES: usize = 200;
/// The most lists, reports, notes and quotes together.
pub const MOST_ENTRIES: usize = 5_000;

/// What a new entry begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct New {
    /// An id that no other entry has.
    pub id: String,
    /// The day.
    pub on: NaiveDate,
}

/// What the user says of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The name.
    pub name: String,
    /// The description; may be empty.
    pub description: String,
    /// How it is shown.
    pub chart: ChartKind,
    /// The query, as written in the page's address.
    pub query: String,
}

/// Why an operation was refused; nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No name.
    NameEmpty,
    /// Another list, or another report, has this name.
    NameTaken(String),
    /// A text of more than so many characters.
    TooLong(usize),
    /// More than so many entries, or clients in a list.
    TooMany(usize),
    /// The list of this name is active: its filter says who is in it.
    Active(String),
    /// The list or report is not there any more; another tab may have deleted it.
    Gone,
}

/// An entry that differs from the one that was kept: its key, and the entry, or `None` where it was deleted.
type Difference<'a> = (&'a String, Option<&'a Entry>);

/// A change to keep: a key, and the entry as JSON, or `None` where it was deleted.
pub type Change = (String, Option<String>);

/// Everything that the user made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Library {
    entries: Table<String, Entry>,
}

/// Reading.
impl Library {
    /// The lists, in the order of their ids.
    pub fn lists(&self) -> impl Iterator<Item = &List> {
        self.entries.iter().filter_map(|(_, entry)| match entry {
            Entry::List(list) => Some(list),
            _ => None,
        })
    }

    /// A list by its id.
    pub fn list(&self, id: &str) -> Option<&List> {
        match self.entries.get(&list_key(id)) {
            Some(Entry::List(list)) => Some(list),
            _ => None,
        }
    }

    /// The saved reports, in the order of their ids.
    pub fn reports(&self) -> impl Iterator<Item = &SavedReport> {
        self.entries.iter().filter_map(|(_, entry)| match entry {
            Entry::Report(report) => Some(report),
            _ => None,
        })
    }

    /// A saved report by its id.
    pub fn report(&self, id: &str) -> Option<&SavedReport> {
        match self.entries.get(&report_key(id)) {
            Some(Entry::Report(report)) => Some(report),
            _ => None,
        }
    }

    /// The note on a client.
    pub fn note(&self, client: &str) -> Option<&Note> {
        match self.entries.get(&note_key(client)) {
            Some(Entry::Note(note)) => Some(note),
            _ => None,
        }
    }

    /// The quotes, in the order of their ids.
    pub fn quotes(&self) -> impl Iterator<Item = &Quote> {
        self.entries.iter().filter_map(|(_, entry)| match entry {
            Entry::Quote(quote) => Some(quote),
            _ => None,
        })
    }

    /// The board's tiles from the first to the last. A tile whose report is gone, deleted in another tab, is none.
    pub fn board(&self) -> Vec<Tile> {
        let tiles = match self.entries.get(BOARD) {
            Some(Entry::Board(tiles)) => tiles.as_slice(),
            _ => &[],
        };
        let there = |tile: &&Tile| self.report(&tile.report).is_some();
        tiles.iter().filter(there).cloned().collect()
    }

    /// How many entries there are.
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// Lists.
impl Library {
    /// Makes a list.
    ///
    /// # Errors
    /// A name that cannot be, too many clients, too long a query.
    pub fn create_list(&mut self, new: &New, name: &str, members: Members) -> Result<(), Refusal> {
        let name = free_name(&self.list_names(&[]), name)?;
        let members = match members {
            Members::Static(members) => {
                let mut own = Vec::new();
                add(&mut own, members)?;
                Members::Static(own)
            }
            Members::Active(query) => Members::Active(fitting(&query, LONGEST_TEXT)?),
        };
        self.add(Entry::List(List {
            id: new.id.clone(),
            name,
            members,
            created_on: new.on,
        }))
    }

    /// Adds clients to a static list, each once; says how many were new.
    ///
    /// # Errors
    /// A list that is active or gone, too many clients.
    pub fn add_members(&mut self, list: &str, members: Vec<Member>) -> Result<usize, Refusal> {
        let mut list = self.list(list).ok_or(Refusal::Gone)?.clone();
        let Members::Static(own) = &mut list.members else {
            return Err(Refusal::Active(list.name));
        };
        let new = add(own, members)?;
        self.put(Entry::List(list));
        Ok(new)
    }

    /// Names a list anew.
    ///
    /// # Errors
    /// A name that cannot be, a list that is gone.
    pub fn rename_list(&mut self, id: &str, name: &str) -> Result<(), Refusal> {
        let mut list = self.list(id).ok_or(Refusal::Gone)?.clone();
        list.name = free_name(&self.list_names(&[id.to_owned()]), name)?;
        self.put(Entry::List(list));
        Ok(())
    }

    /// Makes one static list of several: a new one, or, where one of them has the name, that one. Each client once; the
    /// others go. Says the id of the list.
    ///
    /// # Errors
    /// A list that is active or gone, a name that cannot be, too many clients.
    pub fn merge_lists(
        &mut self,
        new: &New,
        ids: &[String],
        name: &str,
    ) -> Result<String, Refusal> {
        let name = free_name(&self.list_names(ids), name)?;
        let mut merged = List {
            id: new.id.clone(),
            name: name.clone(),
            members: Members::Static(Vec::new()),
            created_on: new.on,
        };
        let mut members = Vec::new();
        for id in ids {
            let list = self.list(id).ok_or(Refusal::Gone)?;
            let Members::Static(own) = &list.members else {
                return Err(Refusal::Active(list.name.clone()));
            };
            add(&mut members, own.clone())?;
            if folded(&list.name) == folded(&name) {
                merged.id = list.id.clone();
                merged.created_on = list.created_on;
            }
        }
        merged.members = Members::Static(members);
        for id in ids {
            self.delete_list(id);
        }
        let id = merged.id.clone();
        self.put(Entry::List(merged));
        Ok(id)
    }

    /// Deletes a list.
    pub fn delete_list(&mut self, id: &str) {
        self.entries.remove(&list_key(id));
    }
}

/// Saved reports.
impl Library {
    /// Saves a report.
    ///
    /// # Errors
    /// A name that cannot be, a text that is too long.
    pub fn create_report(&mut self, new: &New, draft: Draft) -> Result<(), Refusal> {
        let report = self.drafted(&new.id, new.on, draft)?;
        self.add(Entry::Report(report))
    }

    /// Says everything of a report anew.
    ///
    /// # Errors
    /// A name that cannot be, a text that is too long, a report that is gone.
    pub fn edit_report(&mut self, id: &str, draft: Draft) -> Result<(), Refusal> {
        let created_on = self.report(id).ok_or(Refusal::Gone)?.created_on;
        let report = self.drafted(id, created_on, draft)?;
        self.put(Entry::Report(report));
        Ok(())
    }

    /// Makes another report like this one, "Name (2)".
    ///
    /// # Errors
    /// A report that is gone.
    pub fn duplicate_report(&mut self, new: &New, id: &str) -> Result<(), Refusal> {
        let mut report = self.report(id).ok_or(Refusal::Gone)?.clone();
        report.name = next_name(&report.name, self.report_names(""));
        report.id.clone_from(&new.id);
        report.created_on = new.on;
        self.add(Entry::Report(report))
    }

    /// Deletes a report, on the board too.
    pub fn delete_report(&mut self, id: &str) {
        self.unpin(id);
        self.entries.remove(&report_key(id));
    }

    fn drafted(
        &self,
        id: &str,
        created_on: NaiveDate,
        draft: Draft,
    ) -> Result<SavedReport, Refusal> {
        Ok(SavedReport {
            id: id.to_owned(),
            name: free_name(&self.report_names(id), &draft.name)?,
            description: fitting(&draft.description, LONGEST_TEXT)?,
            chart: draft.chart,
            query: fitting(&draft.query, LONGEST_TEXT)?,
            created_on,
        })
    }
}

/// Quotes.
impl Library {
    /// Saves a quote.
    ///
    /// # Errors
    /// A name that cannot be, too many lines.
    pub fn create_quote(
        &mut self,
        new: &New,
        name: &str,
        lines: Vec<Offer>,
        day: Option<NaiveDate>,
    ) -> Result<(), Refusal> {
        let name = free_name(&self.quote_names(""), name)?;
        if lines.len() > MOST_LINES {
            return Err(Refusal::TooMany(MOST_LINES));
        }
        self.add(Entry::Quote(Quote {
            id: new.id.clone(),
            name,
            lines,
            day,
            created_on: new.on,
        }))
    }

    /// Deletes a quote.
    pub fn delete_quote(&mut self, id: &str) {
        self.entries.remove(&quote_key(id));
    }
}

/// Notes.
impl Library {
    /// Notes something on a client; nothing written deletes the note.
    ///
    /// # Errors
    /// A text that is too long.
    pub fn set_note(&mut self, client: &str, text: &str, today: NaiveDate) -> Result<(), Refusal> {
        let text = fitting(text, LONGEST_TEXT)?;
        if text.is_empty() {
            self.entries.remove(&note_key(client));
            return Ok(());
        }
        self.add(Entry::Note(Note {
            client: client.to_owned(),
            text,
            changed_on: today,
        }))
    }
}

/// The board.
impl Library {
    /// Puts a report on the board, last; where it is there already, nothing.
    ///
    /// # Errors
    /// A report that is gone.
    pub fn pin(&mut self, report: &str) -> Result<(), Refusal> {
        self.report(report).ok_or(Refusal::Gone)?;
        let mut tiles = self.board();
        if place(&tiles, report).is_none() {
            tiles.push(Tile {
                report: report.to_owned(),
                width: Width::Half,
            });
            self.put(Entry::Board(tiles));
        }
        Ok(())
    }

    /// Takes a report from the board.
    pub fn unpin(&mut self, report: &str) {
        let mut tiles = self.board();
        if let Some(place) = place(&tiles, report) {
            tiles.remove(place);
            self.put(Entry::Board(tiles));
        }
    }

    /// Moves a report of the board one place towards the beginning, or towards the end; at the end of the board, nowhere.
    pub fn move_tile(&mut self, report: &str, to_beginning: bool) {
        let mut tiles = self.board();
        let from = place(&tiles, report);
        let to = from.and_then(|from| match to_beginning {
            true => from.checked_sub(1),
            false => Some(from + 1).filter(|to| *to < tiles.len()),
        });
        if let (Some(from), Some(to)) = (from, to) {
            tiles.swap(from, to);
            self.put(Entry::Board(tiles));
        }
    }

    /// Makes a report of the board half as wide as it, or as wide as it again.
    pub fn toggle_width(&mut self, report: &str) {
        let mut tiles = self.board();
        let place = place(&tiles, report);
        if let Some(tile) = place.and_then(|place| tiles.get_mut(place)) {
            tile.width = match tile.width {
                Width::Half => Width::Whole,
                Width::Whole => Width::Half,
            };
            self.put(Entry::Board(tiles));
        }
    }
}

/// Keeping.
impl Library {
    /// The library of the entries that were kept, as JSON. One that cannot be read, of a newer page perhaps, is not shown,
    /// and not deleted either.
    pub fn from_kept<'a>(kept: impl Iterator<Item = &'a str>) -> Self {
        let mut library = Self::default();
        for entry in kept.filter_map(Entry::from_text) {
            library.put(entry);
        }
        library
    }

    /// What must be written where `kept` is kept, so that this library is.
    pub fn changes_since(&self, kept: &Self) -> Vec<Change> {
        let differences = self.differences(kept).into_iter();
        let change = |(key, entry): Difference| (key.clone(), entry.map(Entry::to_text));
        differences.map(change).collect()
    }

    /// The same changes since `kept`, made to what is kept now: another tab has changed it.
    #[must_use]
    pub fn rebased(&self, kept: &Self, now: Self) -> Self {
        let mut rebased = now;
        for (key, entry) in self.differences(kept) {
            match entry {
                Some(entry) => rebased.entries.insert(key.clone(), entry.clone()),
                None => rebased.entries.remove(key),
            }
        }
        rebased
    }

    fn differences<'a>(&'a self, kept: &'a Self) -> Vec<Difference<'a>> {
        let changed = self.entries.iter().map(|(key, entry)| (key, Some(entry)));
        let changed = changed.filter(|(key, entry)| kept.entries.get(*key) != *entry);
        let deleted = kept
            .entries
            .keys()
            .filter(|key| !self.entries.contains_key(*key));
        changed.chain(deleted.map(|key| (key, None))).collect()
    }
}

/// Parts.
impl Library {
    /// An entry in the place of the one with its key, if there is one.
    fn put(&mut self, entry: Entry) {
        self.entries.insert(key(&entry), entry);
    }

    /// As [`Library::put`], where there is room for one more.
    fn add(&mut self, entry: Entry) -> Result<(), Refusal> {
        if self.entries.len() >= MOST_ENTRIES && !self.entries.contains_key(&key(&entry)) {
            return Err(Refusal::TooMany(MOST_ENTRIES));
        }
        self.put(entry);
        Ok(())
    }

    /// The names of all lists but some, as [`folded`].
    fn list_names(&self, but: &[String]) -> Vec<String> {
        let others = self.lists().filter(|list| !but.contains(&list.id));
        others.map(|list| folded(&list.name)).collect()
    }

    /// The names of all reports but one, as [`folded`].
    fn quote_names(&self, but: &str) -> Vec<String> {
        let others = self.quotes().filter(|quote| quote.id != but);
        others.map(|quote| folded(&quote.name)).collect()
    }

    fn report_names(&self, but: &str) -> Vec<String> {
        let others = self.reports().filter(|report| report.id != but);
        others.map(|report| folded(&report.name)).collect()
    }
}

/// A name as it is kept, where nobody else has it; the names of others come as [`folded`].
fn free_name(taken: &[String], name: &str) -> Result<String, Refusal> {
    let name = fitting(name, LONGEST_NAME)?;
    if name.is_empty() {
        return Err(Refusal::NameEmpty);
    }
    match taken.contains(&folded(&name)) {
        true => Err(Refusal::NameTaken(name)),
        false => Ok(name),
    }
}

/// A text as it is kept: without the space around it, and not longer than so many characters.
fn fitting(text: &str, most: usize) -> Result<String, Refusal> {
    let text = text.trim();
    match text.chars().nth(most) {
        Some(_) => Err(Refusal::TooLong(most)),
        None => Ok(text.to_owned()),
    }
}

/// A name as names are compared: capitals make no other name.
fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// The first of "Name (2)", "Name (3)", … that nobody has; the names come as [`folded`].
fn next_name(name: &str, mut taken: Vec<String>) -> String {
    taken.sort_unstable();
    let stem = match name
        .strip_suffix(')')
        .and_then(|name| name.rsplit_once(" ("))
    {
        Some((stem, number)) if number.bytes().all(|b| b.is_ascii_digit()) => stem,
        _ => name,
    };
    // Room for the number in a name of the greatest length.
    let stem: String = stem.chars().take(LONGEST_NAME - 10).collect();
    let mut number = 2;
    loop {
        let name = format!("{stem} ({number})");
        if taken.binary_search(&folded(&name)).is_err() {
            return name;
        }
        number += 1;
    }
}

/// Adds clients that are not there yet; says how many were new.
fn add(own: &mut Vec<Member>, members: Vec<Member>) -> Result<usize, Refusal> {
    let before = own.len();
    own.extend(members);
    let mut seen = BTreeSet::new();
    own.retain(|member| seen.insert(member.id.clone()));
    match own.len() > MOST_MEMBERS {
        true => Err(Refusal::TooMany(MOST_MEMBERS)),
        false => Ok(own.len() - before),
    }
}

fn place(tiles: &[Tile], report: &str) -> Option<usize> {
    tiles.iter().position(|tile| tile.report == report)
}
