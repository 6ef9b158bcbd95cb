//! From a source to opened data.
//!
//! Problem: a slow endpoint may answer after the user has opened a file. Idea: every opening takes a token, and an answer
//! whose token is not the latest is dropped. What is on the screen stays until the next book is whole.

use crate::{
    ingest::{self, Read},
    model::diagnostic::{Code, Diagnostic, Effect},
    platform::{
        address, clock,
        fetch::{self, Cancel, FetchError},
        file, own, pause,
    },
    query::saved::About,
    view::data::{Failure, Source},
};
use chrono::NaiveDate;
use leptos::prelude::{GetValue, LocalStorage, RwSignal, Set, SetValue, StoredValue, UpdateValue};
use std::sync::Arc;
use wasm_split_helpers::SplitLoaderError;
use web_sys::File;

/// Where the sample book lies, beside the page.
const SAMPLE: &str = "data/sample.json";

/// Data that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Where it comes from.
    pub source: Source,
    /// What was read.
    pub read: Read,
}

/// A book, and the files that it was read from, as they were.
struct Loaded {
    read: Read,
    files: Vec<File>,
}

/// What is open, what is being opened, and what could not be.
#[derive(Clone, Copy)]
pub struct Opening {
    /// What is open.
    pub opened: RwSignal<Option<Arc<Opened>>>,
    /// What is being opened.
    pub pending: RwSignal<Option<Source>>,
    /// What could not be opened, and why.
    pub failed: RwSignal<Option<(Source, Failure)>>,
    /// Whether the user's own data was just opened; says so once.
    pub announced: RwSignal<bool>,
    /// The files of what is open, as they were: the browser holds their bytes, not this program.
    pub files: StoredValue<Vec<File>, LocalStorage>,
    token: StoredValue<u64>,
    cancel: StoredValue<Option<Cancel>, LocalStorage>,
}

impl Opening {
    /// Nothing open yet.
    pub fn idle() -> Self {
        Self {
            opened: RwSignal::new(None),
            pending: RwSignal::new(None),
            failed: RwSignal::new(None),
            announced: RwSignal::new(false),
            files: StoredValue::new_local(Vec::new()),
            token: StoredValue::new(0),
            cancel: StoredValue::new_local(None),
        }
    }

    /// Opens the sample book.
    pub fn open_sample(self) {
        self.open_address(Source::Sample, SAMPLE.to_owned());
    }

    /// Opens an endpoint by the address that the user gave.
    pub fn open_endpoint(self, address: &str) {
        let source = Source::Endpoint(address.trim().to_owned());
        match address::resolve(address) {
            Some(url) => self.open_address(source, url),
            None => {
                let failure = Failure::Address(address.trim().to_owned());
                self.begin(source);
                self.finish(self.token.get_value(), Err(failure));
            }
        }
    }

    /// Opens a file that the user chose or dropped.
    pub fn open_file(self, file: File) {
        let token = self.begin(Source::File(file.name()));
        leptos::task::spawn_local(async move {
            let size = file::size(&file);
            let read = if size > u64::try_from(ingest::LARGEST).unwrap_or(u64::MAX) {
                let too_large =
                    Diagnostic::new(Code::FileTooLarge, Effect::Refused, "", size.to_string());
                Err(Failure::Refused(vec![too_large]))
            } else {
                match file::bytes(&file).await {
                    Some(bytes) => read(bytes, clock::today()).await,
                    None => Err(Failure::Unreadable),
                }
            };
            let files = vec![file];
            self.finish(token, read.map(|read| vec![Loaded { read, files }]));
        });
    }

    /// Opens what a saved copy brings along.
    pub fn open_copy(self, about: &About) {
        let token = self.begin(Source::Copy {
            name: about.source.clone(),
            saved_on: about.saved_on,
            hidden: about.hidden,
        });
        let (names, day) = (about.files.clone(), about.as_of);
        leptos::task::spawn_local(async move {
            let mut loaded = Vec::new();
            for (index, name) in names.iter().enumerate() {
                loaded.push(load_copied(index, name, day).await);
            }
            self.finish(token, loaded.into_iter().collect());
        });
    }

    /// Opens the file of a drop; several at once are refused rather than opened in part.
    pub fn open_dropped(self, files: Vec<File>) {
        let count = files.len();
        let Some(file) = files.into_iter().next() else {
            return;
        };
        if count == 1 {
            self.open_file(file);
        } else {
            let token = self.begin(Source::File(file.name()));
            self.finish(token, Err(Failure::Several(count)));
        }
    }

    /// Opens again what could not be opened.
    pub fn retry(self, source: &Source) {
        match source {
            Source::Sample => self.open_sample(),
            Source::Endpoint(address) => self.open_endpoint(address),
            Source::File(_) | Source::Copy { .. } => {}
        }
    }

    /// Waits no longer for what is being opened.
    pub fn cancel(self) {
        self.token.update_value(|token| *token += 1);
        self.drop_fetch();
        self.pending.set(None);
    }

    fn open_address(self, source: Source, url: String) {
        let token = self.begin(source);
        let cancel = Cancel::new();
        self.cancel
            .update_value(|current| *current = Some(cancel.clone()));
        leptos::task::spawn_local(async move {
            // The sample is one of the page's own files.
            let loaded = match fetch::fetch(&own::address(&url).await, &cancel).await {
                Ok(bytes) => {
                    let files: Vec<File> = file::of_bytes(&url, &bytes).into_iter().collect();
                    let read = read(bytes, clock::today()).await;
                    read.map(|read| vec![Loaded { read, files }])
                }
                Err(error) => Err(failure(error)),
            };
            self.finish(token, loaded);
        });
    }

    fn begin(self, source: Source) -> u64 {
        self.drop_fetch();
        self.token.update_value(|token| *token += 1);
        self.failed.set(None);
        self.announced.set(false);
        self.pending.set(Some(source));
        self.token.get_value()
    }

    fn drop_fetch(self) {
        self.cancel.update_value(|cancel| {
            if let Some(cancel) = cancel.take() {
                cancel.cancel();
            }
        });
    }

    /// Shows what was read. Of several books, which a drop of several files may hold, the latest is shown.
    fn finish(self, token: u64, loaded: Result<Vec<Loaded>, Failure>) {
        use leptos::prelude::GetUntracked;
        if token != self.token.get_value() {
            return;
        }
        let Some(source) = self.pending.get_untracked() else {
            return;
        };
        self.pending.set(None);
        let latest = |loaded: Vec<Loaded>| {
            let books = loaded.into_iter();
            books
                .max_by_key(|loaded| loaded.read.book.as_of)
                .ok_or(Failure::Unreadable)
        };
        match loaded.and_then(latest) {
            Ok(Loaded { read, files }) => {
                address::set_data_address(match &source {
                    Source::Endpoint(address) => Some(address),
                    Source::Sample | Source::File(_) | Source::Copy { .. } => None,
                });
                let own = matches!(source, Source::Sample | Source::Copy { .. });
                self.announced.set(!own);
                self.files.set_value(files);
                self.opened.set(Some(Arc::new(Opened { source, read })));
            }
            Err(failure) => self.failed.set(Some((source, failure))),
        }
    }
}

/// Why a fetch gave nothing, as the page says it.
pub(super) const fn failure(error: FetchError) -> Failure {
    match error {
        FetchError::Status(status) => Failure::Status(status),
        FetchError::Timeout => Failure::Timeout(fetch::TIMEOUT_SECONDS),
        FetchError::Unreachable => Failure::Unreachable,
    }
}

/// Reads one of the files that a saved copy brings along, as of the day on which they were read before.
async fn load_copied(index: usize, name: &str, day: NaiveDate) -> Result<Loaded, Failure> {
    let address = own::address(&About::file(index)).await;
    let bytes = fetch::fetch(&address, &Cancel::new()).await;
    let bytes = bytes.map_err(failure)?;
    let files = file::of_bytes(name, &bytes).into_iter().collect();
    let read = read(bytes, day).await?;
    Ok(Loaded { read, files })
}

/// Reads bytes once the browser has painted that something is being opened: a large file takes its time.
async fn read(bytes: Vec<u8>, today: NaiveDate) -> Result<Read, Failure> {
    pause::until_painted().await;
    if !ingest::is_table(&bytes) {
        return ingest::read_document(&bytes, today).map_err(Failure::Refused);
    }
    match setup_table(bytes, today).await {
        Ok(read) => read.map_err(Failure::Refused),
        Err(_) => Err(Failure::Program),
    }
}

/// What reading a table gives, where its part of the program could be loaded.
type ReadTable = Result<Result<Read, Vec<Diagnostic>>, SplitLoaderError>;

/// Reads a table, in the file of the Data page: the sample book and most endpoints are JSON, and the first page needs no
/// reader of tables (`ui::part` says how the program is cut).
#[cfg(cut)]
#[wasm_split_helpers::wasm_split(setup, fallible)]
fn setup_table(bytes: Vec<u8>, today: NaiveDate) -> ReadTable {
    Ok(ingest::read(&bytes, today))
}

#[cfg(not(cut))]
async fn setup_table(bytes: Vec<u8>, today: NaiveDate) -> ReadTable {
    Ok(ingest::read(&bytes, today))
}
