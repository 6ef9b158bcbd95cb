//! What the user made, on the screen and in the browser's storage.
//!
//! Problem: storage is slow, may refuse, and is shared with other tabs; what the user sees must not wait for it, and must
//! not be lost by it. Idea: an operation changes the screen at once. Beside it stands what is known to be kept, and one
//! task at a time writes the difference until there is none. A write that failed leaves the difference, so the next
//! operation tries again; when another tab has changed something, the difference is made to what is kept now.

use crate::{
    platform::{clock, database, pause, random, tabs::Tabs},
    query::library::{Library, New, RestoreFailure, Restored},
    view::library::NotKept,
};
use leptos::prelude::*;
use std::sync::Arc;

/// Whether what is on the screen is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageState {
    /// What was kept is being read.
    Loading,
    /// It is being written.
    Keeping,
    /// It is kept.
    Kept,
    /// It is on the screen only.
    NotKept(NotKept),
}

/// What the user made. Read it with [`LibraryState::library`], change it with [`LibraryState::change`].
#[derive(Clone, Copy)]
pub struct LibraryState {
    /// What is on the screen.
    pub library: ReadSignal<Arc<Library>>,
    /// Whether it is kept.
    pub stored: ReadSignal<StorageState>,
    set_library: WriteSignal<Arc<Library>>,
    set_stored: WriteSignal<StorageState>,
    /// What is known to be kept.
    kept: StoredValue<Arc<Library>>,
    /// Whether something else may be kept by now: at the start, and when another tab has told.
    stale: StoredValue<bool>,
    /// Whether a task is writing.
    busy: StoredValue<bool>,
    tabs: StoredValue<Option<Tabs>, LocalStorage>,
}

impl LibraryState {
    /// Nothing yet; what was kept is on its way.
    pub fn start() -> Self {
        let (library, set_library) = signal(Arc::default());
        let (stored, set_stored) = signal(StorageState::Loading);
        let state = Self {
            library,
            stored,
            set_library,
            set_stored,
            kept: StoredValue::new(Arc::default()),
            stale: StoredValue::new(true),
            busy: StoredValue::new(false),
            tabs: StoredValue::new_local(None),
        };
        let tabs = Tabs::listen("tierwise.library", move || {
            state.stale.set_value(true);
            state.keep();
        });
        state.tabs.set_value(Some(tabs));
        state.keep();
        state
    }

    /// Does something to the library, here and on the next visit; `New` is for an entry that it makes.
    ///
    /// # Errors
    /// The operation's own; nothing was changed then.
    pub fn change<T, E>(
        self,
        operation: impl FnOnce(&mut Library, New) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut library = Library::clone(&self.library.get_untracked());
        let done = operation(&mut library, fresh())?;
        self.show(library);
        Ok(done)
    }

    /// Everything as a file.
    pub fn backup(self) -> Vec<u8> {
        self.library
            .with_untracked(|library| library.backup())
            .into_bytes()
    }

    /// Restores a backup into what is there.
    ///
    /// # Errors
    /// Where the text is no backup; nothing was changed then.
    pub fn restore(self, text: &str) -> Result<Restored, RestoreFailure> {
        self.change(|library, _| library.restore(text))
    }

    fn show(self, library: Library) {
        self.set_library.set(Arc::new(library));
        self.keep();
    }

    /// Writes what is not kept yet, unless a task is at it already; to be asked for where that failed.
    pub fn keep(self) {
        // A reason why it could not be kept stands until it can.
        if self.stored.get_untracked() == StorageState::Kept {
            self.set_stored.set(StorageState::Keeping);
        }
        if self.busy.get_value() {
            return;
        }
        self.busy.set_value(true);
        leptos::task::spawn_local(async move {
            let stored = match self.keep_all().await {
                Ok(()) => StorageState::Kept,
                Err(reason) => StorageState::NotKept(reason),
            };
            self.busy.set_value(false);
            if self.stored.get_untracked() != stored {
                self.set_stored.set(stored);
            }
        });
    }

    /// Waits until everything is kept, or cannot be: only then is it true that something was saved.
    pub async fn settled(self) {
        while self.busy.get_value() {
            pause::until_painted().await;
        }
    }

    async fn keep_all(self) -> Result<(), NotKept> {
        loop {
            if self.stale.get_value() {
                self.load().await?;
            }
            let library = self.library.get_untracked();
            let changes = library.changes_since(&self.kept.get_value());
            if changes.is_empty() {
                return Ok(());
            }
            database::write(&changes).await?;
            self.kept.set_value(library);
            self.tabs.with_value(|tabs| {
                if let Some(tabs) = tabs {
                    tabs.tell();
                }
            });
        }
    }

    /// Shows what is kept now, with what was changed here since.
    async fn load(self) -> Result<(), NotKept> {
        self.stale.set_value(false);
        let texts = database::read()
            .await
            .inspect_err(|_| self.stale.set_value(true))?;
        let now = Library::from_kept(texts.iter().map(String::as_str));
        let library = self.library.get_untracked();
        let rebased = library.rebased(&self.kept.get_value(), now.clone());
        self.kept.set_value(Arc::new(now));
        if rebased != *library {
            self.set_library.set(Arc::new(rebased));
        }
        Ok(())
    }
}

/// What a new entry begins with.
fn fresh() -> New {
    New {
        id: random::id(),
        on: clock::today(),
    }
}
