//! The exchange rates that the user loaded, on the screen and in the browser's storage.
//!
//! They are a small text (the month ends alone), so that `localStorage` holds them and nothing waits. Where the browser
//! refuses, they count until the page is closed, and the card says so.

use super::{app::App, unpack};
use crate::{
    ingest::{self, exchange},
    model::{
        diagnostic::{Code, Diagnostic, Effect},
        exchange::{MonthEndRates, RateFile},
    },
    platform::{
        blob, file, own, pause,
        storage::{self, Key},
    },
    query::saved::About,
    route::Page,
    view::{data::Failure, exchange::Told},
};
use leptos::prelude::*;
use std::sync::Arc;
use wasm_split_helpers::SplitLoaderError;
use web_sys::File;

/// The largest archive that is looked into for exchange rates, in bytes: that of all days since 1999 has 0.6 MB.
const LARGEST_ARCHIVE: u64 = 8 * 1024 * 1024;
/// The most files that such an archive has.
const MOST_IN_ARCHIVE: usize = 8;
/// The largest of them, in bytes.
const LARGEST_IN_ARCHIVE: u64 = 32 * 1024 * 1024;

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
    /// The id of the saved copy whose rates these are.
    copy: StoredValue<Option<String>>,
}

/// The bytes of a file, once the browser has taken away what was told of the last ones: all days since 1999 take their time.
async fn bytes(file: &File) -> Result<Vec<u8>, Failure> {
    let size = file::size(file);
    if size > u64::try_from(ingest::LARGEST).unwrap_or(u64::MAX) {
        let (code, effect) = (Code::FileTooLarge, Effect::Refused);
        let too_large = Diagnostic::new(code, effect, "", size.to_string());
        return Err(Failure::Refused(vec![too_large]));
    }
    let bytes = file::bytes(file).await.ok_or(Failure::Unreadable)?;
    pause::until_painted().await;
    Ok(bytes)
}

/// Opens files that the user chose or dropped: those of exchange rates are loaded as such, and shown; the others are data.
/// With the code of the Data page's file (`ui::part` says how the program is cut): the first page needs none of it.
pub fn open_files(app: App, files: Vec<File>) {
    leptos::task::spawn_local(async move {
        // Where that part of the program cannot be loaded, they are opened as data, and that says why it is none.
        if setup_files(app, files.clone()).await.is_err() {
            app.opening.open_files(files);
        }
    });
}

#[cfg(cut)]
#[wasm_split_helpers::wasm_split(setup, fallible)]
fn setup_files(app: App, files: Vec<File>) -> Result<(), SplitLoaderError> {
    sort(app, files);
    Ok(())
}

#[cfg(not(cut))]
async fn setup_files(app: App, files: Vec<File>) -> Result<(), SplitLoaderError> {
    sort(app, files);
    Ok(())
}

fn sort(app: App, files: Vec<File>) {
    leptos::task::spawn_local(async move {
        let (mut rates, mut data) = (Vec::new(), Vec::new());
        for file in files {
            let inside = rates_in(&file).await;
            if inside.is_empty() {
                data.push(file);
            }
            rates.extend(inside);
        }
        app.opening.open_files(data);
        if !rates.is_empty() {
            app.change(|route| *route = route.on(Page::Data));
            app.rates().load(rates);
        }
    });
}

/// The files of exchange rates in a file: itself, or those of an archive that has nothing else, as the European Central Bank
/// serves its tables; none where it is something else.
async fn rates_in(file: &File) -> Vec<File> {
    let beginning = file::beginning(file, exchange::BEGINNING).await;
    if exchange::is_known(&beginning) {
        return vec![file.clone()];
    }
    let may_be = beginning.starts_with(b"PK") && file::size(file) <= LARGEST_ARCHIVE;
    let found = match may_be {
        true => unpack::directory(file).await.unwrap_or_default(),
        false => Vec::new(),
    };
    if found.len() > MOST_IN_ARCHIVE {
        return Vec::new();
    }
    let mut files = Vec::new();
    for found in found {
        let content = match found.size <= LARGEST_IN_ARCHIVE {
            true => unpack::content(file, &found, found.size).await,
            false => None,
        };
        let name = found.path.rsplit('/').next().unwrap_or_default();
        let inside = content.and_then(|content| blob::named(&content, name));
        let Some(inside) = inside else {
            return Vec::new();
        };
        let beginning = file::beginning(&inside, exchange::BEGINNING).await;
        if !exchange::is_known(&beginning) {
            return Vec::new();
        }
        files.push(inside);
    }
    files
}

impl RatesState {
    /// What was kept. A saved copy has rates of its own, until its reader loads others into it.
    pub fn start() -> Self {
        let copy = own::saved().and_then(|about| About::parse(&about));
        let (copy, saved) = copy.map(|about| (about.id, about.rates)).unzip();
        let kept = storage::read(Key::Rates(copy.as_deref())).or(saved);
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
            copy: StoredValue::new(copy),
        }
    }

    /// Loads files that the user chose or dropped, one after the other.
    pub fn load(self, files: Vec<File>) {
        self.told.set(Vec::new());
        leptos::task::spawn_local(async move {
            for file in files {
                let mut inside = rates_in(&file).await;
                if inside.is_empty() {
                    // Reading it says why it is none.
                    inside.push(file);
                }
                for file in inside {
                    let name = file.name();
                    match bytes(&file).await {
                        Ok(bytes) => self.add(&bytes, &name),
                        Err(failure) => self.tell(Told::Failed(name, failure)),
                    }
                }
            }
        });
    }

    fn tell(self, told: Told) {
        self.told.update(|all| all.push(told));
    }

    /// Adds the rates of a file, by its content. It takes the place of files that it has whole.
    fn add(self, bytes: &[u8], name: &str) {
        self.tell(match exchange::read(bytes, name) {
            Ok(read) => {
                let mut files = self.current();
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
        let shown = self.files.get_untracked();
        if let Some(file) = shown.get(place) {
            let mut files = self.current();
            files.retain(|other| other != file);
            self.keep(files);
            self.told.set(vec![Told::Removed(file.name.clone())]);
        }
    }

    /// Removes all of them.
    pub fn clear(self) {
        self.keep(Vec::new());
        self.told.set(vec![Told::RemovedAll]);
    }

    /// The files as they are now: another tab may have loaded some meanwhile.
    fn current(self) -> Vec<RateFile> {
        let kept = self
            .copy
            .with_value(|copy| storage::read(Key::Rates(copy.as_deref())));
        match kept {
            Some(text) if self.kept.get_untracked() => exchange::kept::read(&text),
            _ => self.files.get_untracked(),
        }
    }

    fn keep(self, files: Vec<RateFile>) {
        let kept = self.copy.with_value(|copy| {
            // In a copy that none are left is kept too: it would begin with its own ones again.
            let some = copy.is_some() || !files.is_empty();
            let text = some.then(|| exchange::kept::write(&files));
            storage::write(Key::Rates(copy.as_deref()), text.as_deref())
        });
        self.set_kept.set(kept.is_ok());
        self.set_files.set(files);
    }
}
