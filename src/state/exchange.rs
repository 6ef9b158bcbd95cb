//! The exchange rates that the user loaded, on the screen and in the browser's storage.
//!
//! They are a small text (the month ends alone), so that `localStorage` holds them and nothing waits. Where the browser
//! refuses, they count until the page is closed, and the card says so.

use super::app::App;
use crate::{
    ingest::{self, exchange},
    model::{
        diagnostic::{Code, Diagnostic, Effect},
        exchange::{MonthEndRates, RateFile},
    },
    platform::{
        file, pause,
        storage::{self, Key},
    },
    view::{data::Failure, exchange::Told},
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_split_helpers::SplitLoaderError;

/// The rates. Read them with [`RatesState::ends`].
#[derive(Clone, Copy)]
pub struct RatesState {
    /// The files, in the order in which they were loaded.
    pub files: ReadSignal<Vec<RateFile>>,
    /// What counts of them.
    pub ends: Memo<Arc<MonthEndRates>>,
    /// What was done last.
    pub told: RwSignal<Option<Told>>,
    /// Whether the browser keeps them.
    pub kept: ReadSignal<bool>,
    set_files: WriteSignal<Vec<RateFile>>,
    set_kept: WriteSignal<bool>,
}

/// Loads rates that came where partner data was expected, with the code of the Data page's file (`ui::part` says how the
/// program is cut): the first page needs none of it.
///
/// # Errors
/// Where that file could not be loaded.
pub async fn take(app: App, bytes: Vec<u8>, name: String) -> Result<(), Failure> {
    let loaded = setup_rates(app, bytes, name).await;
    loaded.map_err(|_| Failure::Program)
}

#[cfg(not(debug_assertions))]
#[wasm_split_helpers::wasm_split(setup, fallible)]
fn setup_rates(app: App, bytes: Vec<u8>, name: String) -> Result<(), SplitLoaderError> {
    app.rates().add(&bytes, &name);
    Ok(())
}

#[cfg(debug_assertions)]
async fn setup_rates(app: App, bytes: Vec<u8>, name: String) -> Result<(), SplitLoaderError> {
    app.rates().add(&bytes, &name);
    Ok(())
}

impl RatesState {
    /// What was kept.
    pub fn start() -> Self {
        let kept = storage::read(Key::Rates);
        let (files, set_files) =
            signal(kept.map_or_else(Vec::new, |text| exchange::kept::read(&text)));
        let (kept, set_kept) = signal(true);
        Self {
            files,
            ends: Memo::new(move |_| Arc::new(files.with(|files| MonthEndRates::of(files)))),
            told: RwSignal::new(None),
            kept,
            set_files,
            set_kept,
        }
    }

    /// Loads files that the user chose or dropped, one after the other.
    pub fn load(self, files: Vec<web_sys::File>) {
        leptos::task::spawn_local(async move {
            for file in files {
                let size = file::size(&file);
                let bytes = match size > u64::try_from(ingest::LARGEST).unwrap_or(u64::MAX) {
                    true => Err(Failure::Refused(vec![Diagnostic::new(
                        Code::FileTooLarge,
                        Effect::Refused,
                        "",
                        size.to_string(),
                    )])),
                    false => file::bytes(&file).await.ok_or(Failure::Unreadable),
                };
                // All days since 1999 take their time.
                pause::until_painted().await;
                match bytes {
                    Ok(bytes) => self.add(&bytes, &file.name()),
                    Err(failure) => self.told.set(Some(Told::Failed(file.name(), failure))),
                }
            }
        });
    }

    /// Adds the rates of a file, by its content. It takes the place of files that it has whole.
    pub fn add(self, bytes: &[u8], name: &str) {
        self.told.set(Some(match exchange::read(bytes, name) {
            Ok(read) => {
                let mut files = self.files.get_untracked();
                files.retain(|file| !read.file.replaces(file));
                files.push(read.file.clone());
                self.keep(files);
                Told::Loaded(read)
            }
            Err(diagnostics) => Told::Failed(name.to_owned(), Failure::Refused(diagnostics)),
        }));
    }

    /// Removes a file by its place.
    pub fn remove(self, place: usize) {
        let mut files = self.files.get_untracked();
        if place < files.len() {
            let file = files.remove(place);
            self.keep(files);
            self.told.set(Some(Told::Removed(file.name)));
        }
    }

    /// Removes all of them.
    pub fn clear(self) {
        self.keep(Vec::new());
        self.told.set(Some(Told::RemovedAll));
    }

    fn keep(self, files: Vec<RateFile>) {
        let text = (!files.is_empty()).then(|| exchange::kept::write(&files));
        self.set_kept
            .set(storage::write(Key::Rates, text.as_deref()).is_ok());
        self.set_files.set(files);
    }
}
