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
    route::Page,
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
    /// What was done last, file by file.
    pub told: RwSignal<Vec<Told>>,
    /// Whether the browser keeps them.
    pub kept: ReadSignal<bool>,
    set_files: WriteSignal<Vec<RateFile>>,
    set_kept: WriteSignal<bool>,
}

async fn load(app: App, file: &web_sys::File) -> Result<(), Failure> {
    let size = file::size(file);
    if size > u64::try_from(ingest::LARGEST).unwrap_or(u64::MAX) {
        let (code, effect) = (Code::FileTooLarge, Effect::Refused);
        let too_large = Diagnostic::new(code, effect, "", size.to_string());
        return Err(Failure::Refused(vec![too_large]));
    }
    let bytes = file::bytes(file).await.ok_or(Failure::Unreadable)?;
    // All days since 1999 take their time.
    pause::until_painted().await;
    take(app, bytes, file.name()).await
}

/// Opens files that the user chose or dropped: those of exchange rates are loaded as such, and shown; the others are data.
pub fn open_files(app: App, files: Vec<web_sys::File>) {
    leptos::task::spawn_local(async move {
        let mut beginnings = Vec::new();
        for file in &files {
            beginnings.push(file::beginning(file, exchange::BEGINNING).await);
        }
        // Where that part of the program cannot be loaded, they are opened as data, and that says why it is none.
        let known = setup_known(beginnings).await.unwrap_or_default();
        let mut known = known.into_iter();
        let (rates, data) = files
            .into_iter()
            .partition::<Vec<_>, _>(|_| known.next().unwrap_or_default());
        if !data.is_empty() {
            app.opening.open_files(data);
        }
        if !rates.is_empty() {
            app.change(|route| *route = route.on(Page::Data));
            app.rates().load(app, rates);
        }
    });
}

/// Loads the rates of a file with the code of the Data page's file (`ui::part` says how the program is cut): the first page
/// needs none of it.
async fn take(app: App, bytes: Vec<u8>, name: String) -> Result<(), Failure> {
    let loaded = setup_rates(app, bytes, name).await;
    loaded.map_err(|_| Failure::Program)
}

#[cfg(cut)]
#[wasm_split_helpers::wasm_split(setup, fallible)]
fn setup_rates(app: App, bytes: Vec<u8>, name: String) -> Result<(), SplitLoaderError> {
    app.rates().add(&bytes, &name);
    Ok(())
}

#[cfg(not(cut))]
async fn setup_rates(app: App, bytes: Vec<u8>, name: String) -> Result<(), SplitLoaderError> {
    app.rates().add(&bytes, &name);
    Ok(())
}

/// Which files are of exchange rates, by their beginnings.
#[cfg(cut)]
#[wasm_split_helpers::wasm_split(setup, fallible)]
fn setup_known(beginnings: Vec<Vec<u8>>) -> Result<Vec<bool>, SplitLoaderError> {
    Ok(beginnings
        .iter()
        .map(|bytes| exchange::is_known(bytes))
        .collect())
}

#[cfg(not(cut))]
async fn setup_known(beginnings: Vec<Vec<u8>>) -> Result<Vec<bool>, SplitLoaderError> {
    Ok(beginnings
        .iter()
        .map(|bytes| exchange::is_known(bytes))
        .collect())
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
            told: RwSignal::new(Vec::new()),
            kept,
            set_files,
            set_kept,
        }
    }

    /// Loads files that the user chose or dropped, one after the other.
    pub fn load(self, app: App, files: Vec<web_sys::File>) {
        self.told.set(Vec::new());
        leptos::task::spawn_local(async move {
            for file in files {
                let name = file.name();
                if let Err(failure) = load(app, &file).await {
                    self.tell(Told::Failed(name, failure));
                }
            }
        });
    }

    fn tell(self, told: Told) {
        self.told.update(|all| all.push(told));
    }

    /// Adds the rates of a file, by its content. It takes the place of files that it has whole.
    pub fn add(self, bytes: &[u8], name: &str) {
        self.tell(match exchange::read(bytes, name) {
            Ok(read) => {
                let mut files = self.files.get_untracked();
                files.retain(|file| !read.file.replaces(file));
                files.push(read.file.clone());
                self.keep(files);
                Told::Loaded(read)
            }
            Err(diagnostics) => Told::Failed(name.to_owned(), Failure::Refused(diagnostics)),
        });
    }

    /// Removes a file by its place.
    pub fn remove(self, place: usize) {
        let mut files = self.files.get_untracked();
        if place < files.len() {
            let file = files.remove(place);
            self.keep(files);
            self.told.set(vec![Told::Removed(file.name)]);
        }
    }

    /// Removes all of them.
    pub fn clear(self) {
        self.keep(Vec::new());
        self.told.set(vec![Told::RemovedAll]);
    }

    fn keep(self, files: Vec<RateFile>) {
        let text = (!files.is_empty()).then(|| exchange::kept::write(&files));
        self.set_kept
            .set(storage::write(Key::Rates, text.as_deref()).is_ok());
        self.set_files.set(files);
    }
}
