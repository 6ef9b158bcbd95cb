//! What is imported is kept, and comes back on the next visit: what the first page needs to know of that.
//!
//! Problem: the history of imports is code that the first page can do without, and yet every import goes there, and a visit
//! may begin with one. Idea: here are a few signals and one way in, [`ask`]; everything else (`super::history`) comes with
//! the file of the Data page. Whether there is anything to open at the start is a word in `localStorage`, so that a first
//! visit neither loads that file nor asks the database.

use super::{app::App, history, opening::Opened};
use crate::{
    platform::{
        fetch::Cancel,
        storage::{self, Key},
    },
    query::history::Account,
    view::{
        data::{Failure, Source},
        library::NotKept,
    },
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_split_helpers::SplitLoaderError;
use web_sys::File;

/// A snapshot, where it is what the screen shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// The id of its account.
    pub account: String,
}

/// A book that was just read.
#[derive(Clone)]
pub struct Import {
    /// The book.
    pub opened: Arc<Opened>,
    /// Its files as they were.
    pub files: Vec<File>,
    /// Which of several books of the same files, day and format it is.
    pub part: usize,
}

/// What the first page knows of the history.
#[derive(Clone, Copy)]
pub struct Keeping {
    /// Whether imports are kept.
    pub on: RwSignal<bool>,
    /// The snapshot that what is open is kept as; `None` where it is not.
    pub shown: RwSignal<Option<Shown>>,
    /// Every account of the history, once that was read.
    pub accounts: RwSignal<Vec<Account>>,
    /// Why the last import could not be kept.
    pub failed: RwSignal<Option<NotKept>>,
    /// What was imported and is not kept yet.
    imports: StoredValue<Vec<Import>, LocalStorage>,
}

/// What the history is asked to do.
pub enum Task {
    /// Keep what was imported.
    Keep(Vec<Import>),
    /// Open the latest snapshot of an account, by its id, at the start of a visit: the sample where there is none. It is being
    /// opened already, by [`super::opening::Opening::begin`]: what the user opens before the history is there goes before it.
    Begin(String, usize, Cancel),
    /// Open the latest snapshot of an account, by its id.
    Switch(String),
}

impl Keeping {
    /// As this browser remembers it.
    pub fn start() -> Self {
        Self {
            on: RwSignal::new(storage::read(Key::Keep).is_none()),
            shown: RwSignal::new(None),
            accounts: RwSignal::new(Vec::new()),
            failed: RwSignal::new(None),
            imports: StoredValue::new_local(Vec::new()),
        }
    }

    /// Keeps imports from now on, or no longer; what is kept stays.
    pub fn turn(self, on: bool) {
        self.on.set(on);
        // Where the browser stores nothing it keeps no import either.
        let _ = storage::write(Key::Keep, (!on).then_some("off"));
    }

    /// The account that was shown last, by its id, where something of it was kept.
    pub fn last_account(self) -> Option<String> {
        storage::read(Key::Account)
    }

    /// Remembers the account that is shown; forgets it with `None`.
    pub fn remember_account(self, account: Option<&str>) {
        let _ = storage::write(Key::Account, account);
    }

    /// Something was opened, and these books are to be kept.
    pub fn imported(self, imports: Vec<Import>) {
        self.shown.set(None);
        self.failed.set(None);
        self.imports.update_value(|waiting| waiting.extend(imports));
    }

    /// What could not be kept waits until it is tried again. Of an endpoint only the latest does: the memory of a browser that
    /// keeps nothing must not fill up by itself.
    pub fn put_back(self, imports: Vec<Import>) {
        self.imports.update_value(|waiting| {
            let newer = std::mem::take(waiting);
            for import in imports.into_iter().chain(newer) {
                if let source @ Source::Endpoint(_) = &import.opened.source {
                    // Several books of one answer have the very same files.
                    waiting.retain(|other: &Import| {
                        other.opened.source != *source || other.files == import.files
                    });
                }
                waiting.push(import);
            }
        });
    }

    /// What is open is kept as this snapshot.
    pub fn show(self, shown: Shown) {
        self.remember_account(Some(&shown.account));
        self.shown.set(Some(shown));
    }

    /// What is to be kept, once.
    pub fn take(self) -> Vec<Import> {
        let taken = self.imports.try_update_value(std::mem::take);
        let taken = taken.unwrap_or_default();
        match self.on.get_untracked() {
            true => taken,
            false => Vec::new(),
        }
    }
}

/// Asks the history to do something, once it is there.
pub fn ask(app: App, task: Task) {
    leptos::task::spawn_local(async move {
        match setup_history().await {
            Ok(act) => act(app, task),
            Err(_) => match task {
                Task::Keep(imports) => {
                    app.opening.keeping.put_back(imports);
                    app.opening.keeping.failed.set(Some(NotKept::Refused));
                }
                Task::Begin(_, token, _) => {
                    if !app.opening.is_latest(token) {
                        return;
                    }
                    app.opening.open_sample();
                    let source = Source::Snapshot(None);
                    app.opening.failed.set(Some((source, Failure::Program)));
                }
                Task::Switch(_) => {
                    let source = Source::Snapshot(None);
                    app.opening.failed.set(Some((source, Failure::Program)));
                }
            },
        }
    });
}

/// The history once it is there: it does a task.
type Act = fn(App, Task);

/// In the file of the Data page (`ui::part` says how the program is cut).
#[cfg(cut)]
#[wasm_split_helpers::wasm_split(setup, fallible)]
fn setup_history() -> Result<Act, SplitLoaderError> {
    Ok(history::act)
}

#[cfg(not(cut))]
async fn setup_history() -> Result<Act, SplitLoaderError> {
    Ok(history::act)
}
