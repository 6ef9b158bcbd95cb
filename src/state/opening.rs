//! From a source to opened data.
//!
//! Problem: a slow endpoint may answer after the user has opened a file, a large file takes its time, and a hostile one may
//! break whatever reads it. Idea: every opening takes a token, and an answer whose token is not the latest is dropped. A short
//! book of our own format is read in place; everything else by the file worker, which can be stopped and whose end is a sentence. What is on the
//! screen stays until the next book is whole.

use super::{columns::Saying, endpoint::Endpoint};
use crate::{
    ingest::{
        self, Read,
        several::Reading,
        table::{Columns, Mapping},
    },
    model::diagnostic::{Code, Diagnostic, Effect},
    platform::{
        address, clock,
        fetch::{self, Cancel, FetchError},
        file, own, pause,
        worker::{self, WorkerError},
    },
    query::saved::About,
    state::{
        keeping::{Import, Keeping},
        preferences,
    },
    view::{
        data::{Failure, Source},
        endpoint::Trouble,
    },
};
use chrono::NaiveDate;
use leptos::prelude::{
    GetUntracked, GetValue, LocalStorage, Owner, RwSignal, Set, SetValue, StoredValue, Update,
    UpdateValue, WithUntracked, untrack,
};
use std::{pin::Pin, sync::Arc};
use wasm_split_helpers::SplitLoaderError;
use web_sys::File;

/// Where the sample book lies, beside the page.
const SAMPLE: &str = "data/sample.json";

/// A book of up to so many bytes is read in place: the browser hardly notices.
const IN_PLACE: u64 = 1024 * 1024;

/// Data that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Opened {
    /// Where it comes from.
    pub source: Source,
    /// What was read.
    pub read: Read,
    /// The tables that were read with it, or could not be.
    pub tables: Vec<Columns>,
}

impl Opened {
    /// What the columns of its tables are, so that they are read again in the same way, here and in another browser.
    pub fn columns(&self) -> String {
        let mappings: Vec<Mapping> = self.tables.iter().map(Columns::mapping).collect();
        match mappings.is_empty() {
            true => String::new(),
            false => Mapping::list(&mappings),
        }
    }
}

/// A book, and the files that it was read from, as they were.
pub(super) struct Loaded {
    pub(super) read: Read,
    pub(super) files: Vec<File>,
    pub(super) tables: Vec<Columns>,
}

/// Tables of which the user is asked what their columns are.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    /// Where they come from.
    pub source: Source,
    /// The tables.
    pub tables: Vec<Columns>,
}

/// What is open, what is being opened, and what could not be.
#[derive(Clone, Copy)]
pub struct Opening {
    /// What is open.
    pub opened: RwSignal<Option<Arc<Opened>>>,
    /// What is being opened.
    pub pending: RwSignal<Option<Source>>,
    /// How many bytes of how many are loaded of it, where that is known.
    pub progress: RwSignal<Option<(u64, u64)>>,
    /// What could not be opened, and why.
    pub failed: RwSignal<Option<(Source, Failure)>>,
    /// Whether the user's own data was just opened, and how many other books were in its files; says so once.
    pub announced: RwSignal<Option<usize>>,
    /// The tables of which nobody knows the columns.
    pub asked: RwSignal<Option<Arc<Asked>>>,
    /// The files of what is open, as they were: the browser holds their bytes, not this program.
    pub files: StoredValue<Vec<File>, LocalStorage>,
    /// What the user has said of them so far.
    pub(super) said: StoredValue<Option<(Arc<Asked>, Saying)>>,
    /// The files of the tables that are asked about.
    asked_files: StoredValue<Vec<File>, LocalStorage>,
    /// What is kept of what is opened.
    pub keeping: Keeping,
    /// Counts what begins: what is under way with an older one is nobody's any more.
    pub(super) token: RwSignal<usize>,
    endpoint: StoredValue<Option<Endpoint>>,
    root: StoredValue<Option<Owner>>,
    cancel: StoredValue<Option<Cancel>, LocalStorage>,
}

impl Opening {
    /// Nothing open yet.
    pub fn idle() -> Self {
        Self {
            opened: RwSignal::new(None),
            pending: RwSignal::new(None),
            progress: RwSignal::new(None),
            failed: RwSignal::new(None),
            announced: RwSignal::new(None),
            asked: RwSignal::new(None),
            said: StoredValue::new(None),
            files: StoredValue::new_local(Vec::new()),
            asked_files: StoredValue::new_local(Vec::new()),
            keeping: Keeping::start(),
            token: RwSignal::new(0),
            endpoint: StoredValue::new(None),
            root: StoredValue::new(Owner::current()),
            cancel: StoredValue::new_local(None),
        }
    }

    /// What is known of endpoints. It is made when it is first asked for: most visits need none of it, and none of its code.
    pub fn endpoint(self) -> Endpoint {
        if let Some(endpoint) = self.endpoint.get_value() {
            return endpoint;
        }
        let endpoint = self.in_root(Endpoint::idle);
        self.endpoint.set_value(Some(endpoint));
        endpoint
    }

    /// Makes what must outlive the component that asks first.
    pub(super) fn in_root<T>(self, make: impl FnOnce() -> T) -> T {
        match self.root.get_value() {
            Some(root) => root.with(make),
            None => make(),
        }
    }

    /// Opens the sample book.
    pub fn open_sample(self) {
        self.open_address(Source::Sample, SAMPLE.to_owned());
    }

    /// Opens files that the user chose or dropped.
    pub fn open_files(self, files: Vec<File>) {
        if files.is_empty() {
            return;
        }
        let names = files.iter().map(File::name).collect();
        let (token, cancel) = self.begin(Source::Files(names));
        leptos::task::spawn_local(async move {
            let columns = preferences::columns();
            let loaded = self.load(token, files, &columns, None, &cancel).await;
            self.finish(token, loaded);
        });
    }

    /// Opens the tables that were asked about, with what the user said of their columns, which is remembered for others of
    /// their forms.
    pub fn open_asked(self, mappings: &[Mapping]) {
        let Some(asked) = self.asked.get_untracked() else {
            return;
        };
        let columns = preferences::keep_columns(mappings);
        let files = self.asked_files.get_value();
        let (token, cancel) = self.begin(asked.source.clone());
        leptos::task::spawn_local(async move {
            let loaded = self.load(token, files, &columns, None, &cancel).await;
            if loaded.is_ok() && self.is_latest(token) {
                self.answered(&asked);
            }
            self.finish(token, loaded);
        });
    }

    /// What would be read of the tables that are asked about; nothing changes by it.
    ///
    /// # Errors
    /// As opening them would fail.
    pub async fn preview(self, mappings: &[Mapping]) -> Result<Vec<Read>, Failure> {
        let files = self.asked_files.get_value();
        let columns = preferences::with_columns(mappings);
        let token = self.token.get_untracked();
        let cancel = Cancel::new();
        let loaded = self.load(token, files, &columns, None, &cancel).await?;
        Ok(loaded.into_iter().map(|loaded| loaded.read).collect())
    }

    /// Asks about the columns of what is open.
    pub fn ask(self, opened: &Opened) {
        self.asked_files.set_value(self.files.get_value());
        self.asked.set(Some(Arc::new(Asked {
            source: opened.source.clone(),
            tables: opened.tables.clone(),
        })));
    }

    /// Opens what a saved copy brings along, as it was read when it was saved.
    pub fn open_copy(self, about: &About) {
        let (token, cancel) = self.begin(Source::Copy {
            name: about.source.clone(),
            saved_on: about.saved_on,
            hidden: about.hidden,
        });
        let about = about.clone();
        leptos::task::spawn_local(async move {
            let loaded = match copied(&about, &cancel).await {
                Ok(files) => {
                    self.load(token, files, &about.columns, Some(about.as_of), &cancel)
                        .await
                }
                Err(failure) => Err(failure),
            };
            self.finish(token, loaded);
        });
    }

    /// Opens again what could not be opened.
    pub fn retry(self, source: &Source) {
        match source {
            Source::Sample => self.open_sample(),
            Source::Endpoint(address) => self.open_endpoint(address),
            Source::Files(_) | Source::Snapshot(_) | Source::Copy { .. } => {}
        }
    }

    /// Waits no longer for what is being opened.
    pub fn cancel(self) {
        self.supersede();
        self.pending.set(None);
    }

    fn open_address(self, source: Source, url: String) {
        let (token, cancel) = self.begin(source);
        leptos::task::spawn_local(async move {
            // The sample is one of the page's own files.
            let loaded = match fetch::fetch(&own::address(&url).await, &cancel).await {
                Ok(bytes) => {
                    let files = file::of_bytes(&url, &bytes).into_iter().collect();
                    self.load(token, files, &preferences::columns(), None, &cancel)
                        .await
                }
                Err(error) => Err(failure(&error)),
            };
            self.finish(token, loaded);
        });
    }

    /// Begins to open something; the token is for [`Opening::finish`].
    pub(super) fn begin(self, source: Source) -> (usize, Cancel) {
        let begun = self.supersede();
        self.failed.set(None);
        self.announced.set(None);
        self.progress.set(None);
        self.pending.set(Some(source));
        begun
    }

    /// Calls what is being opened by another name: of a snapshot it is not known at once.
    pub(super) fn call(self, token: usize, source: Source) {
        if self.is_latest(token) {
            self.pending.set(Some(source));
        }
    }

    /// Ends what is under way; what begins now has this token, and can be ended.
    pub(super) fn supersede(self) -> (usize, Cancel) {
        let cancel = Cancel::new();
        self.cancel.update_value(|current| {
            if let Some(current) = current.replace(cancel.clone()) {
                current.cancel();
            }
        });
        self.token.update(|token| *token += 1);
        (self.token.get_untracked(), cancel)
    }

    /// Whether nothing newer has begun.
    pub(super) fn is_latest(self, token: usize) -> bool {
        token == self.token.get_untracked()
    }

    /// Reads files: a short book once the browser has painted that it is being opened, everything else beside the page. Files
    /// that were read before are read as of the `day` of then: a table without a day of its own was taken for it.
    pub(super) async fn load(
        self,
        token: usize,
        files: Vec<File>,
        columns: &str,
        day: Option<NaiveDate>,
        cancel: &Cancel,
    ) -> Result<Vec<Loaded>, Failure> {
        let size: u64 = files.iter().map(|file| file::size(file)).sum();
        if size > file::MOST {
            return Err(too_large(size));
        }
        let today = day.unwrap_or_else(clock::today);
        if let [file] = files.as_slice()
            && size <= IN_PLACE
        {
            let bytes = file::bytes(file).await.ok_or(Failure::Unreadable)?;
            pause::until_painted().await;
            if let Some(read) = ingest::read_own(&bytes) {
                let read = read.map_err(Failure::Refused)?;
                let tables = Vec::new();
                return Ok(vec![Loaded {
                    read,
                    files,
                    tables,
                }]);
            }
        }
        let by_worker = setup_worker().await.map_err(|_| Failure::Program)?;
        let question = Question {
            token,
            files,
            today,
            columns: columns.to_owned(),
            cancel: cancel.clone(),
        };
        by_worker(self, question).await
    }

    /// Reads files beside the page.
    async fn read_beside(self, question: Question) -> Result<Vec<Loaded>, Failure> {
        let Question {
            token,
            files,
            today,
            columns,
            cancel,
        } = question;
        let progress = move |done, all| {
            if self.is_latest(token) {
                self.progress.set(Some((done, all)));
            }
        };
        let today = today.to_string();
        let answer = worker::read(&files, &today, &columns, &cancel, Box::new(progress)).await;
        let parts = answer.map_err(|error| match error {
            WorkerError::NotStarted => Failure::Program,
            WorkerError::Stopped(cause) => Failure::Stopped(cause),
            WorkerError::Unreadable => Failure::Unreadable,
        })?;
        let (first, others) = parts.split_first().ok_or(Failure::Program)?;
        let mut reading = Reading::begun(&first.to_vec()).ok_or(Failure::Program)?;
        for part in others {
            reading.take_up(&part.to_vec()).ok_or(Failure::Program)?;
            pause::a_moment().await;
        }
        self.sorted(token, files, reading)
    }

    /// The books of a reading, each with its files. Where there is none, but tables of which nobody knows the columns, the
    /// user is asked.
    fn sorted(
        self,
        token: usize,
        files: Vec<File>,
        reading: Reading,
    ) -> Result<Vec<Loaded>, Failure> {
        if reading.books.is_empty() {
            let unknown = reading.unmapped().count();
            if unknown == 0 {
                return Err(Failure::Refused(reading.refused));
            }
            // A refresh is not pending: it is of the endpoint whose data is open, and takes away no form that is being filled.
            let refreshed = || {
                let free = self.asked.with_untracked(Option::is_none);
                let address = free.then(|| untrack(|| self.endpoint_open()));
                address.flatten().map(Source::Endpoint)
            };
            if self.is_latest(token)
                && let Some(source) = self.pending.get_untracked().or_else(refreshed)
            {
                self.asked_files.set_value(files);
                let tables = reading.tables;
                self.asked.set(Some(Arc::new(Asked { source, tables })));
            }
            return Err(Failure::Columns(unknown));
        }
        let tables = reading.tables;
        let books = reading.books.into_iter().map(|found| {
            let of_book = found.files.iter().filter_map(|index| files.get(*index));
            Loaded {
                read: found.read,
                files: of_book.cloned().collect(),
                tables: tables.clone(),
            }
        });
        Ok(books.collect())
    }

    /// Shows what was read. Of several books, which several files at once may hold, the latest is shown, and all are kept.
    pub(super) fn finish(self, token: usize, loaded: Result<Vec<Loaded>, Failure>) {
        self.end(token, loaded, false);
    }

    /// Shows what is kept already. The page's address stays as it is: where it named an endpoint, that was asked.
    pub(super) fn finish_kept(self, token: usize, loaded: Loaded) {
        self.end(token, Ok(vec![loaded]), true);
    }

    fn end(self, token: usize, loaded: Result<Vec<Loaded>, Failure>, is_kept: bool) {
        if !self.is_latest(token) {
            return;
        }
        let Some(source) = self.pending.get_untracked() else {
            return;
        };
        self.pending.set(None);
        let imported = |loaded: Vec<Loaded>| {
            let mut books: Vec<Import> = Vec::new();
            for loaded in loaded {
                let Loaded {
                    read,
                    files,
                    tables,
                } = loaded;
                let of = |read: &Read| (read.kind, read.book.as_of);
                let same =
                    |other: &&Import| of(&other.opened.read) == of(&read) && other.files == files;
                let part = books.iter().filter(same).count();
                let source = source.clone();
                let opened = Arc::new(Opened {
                    source,
                    read,
                    tables,
                });
                books.push(Import {
                    opened,
                    files,
                    part,
                });
            }
            let latest = books
                .iter()
                .max_by_key(|import| import.opened.read.book.as_of);
            let latest = latest.cloned().ok_or(Failure::Unreadable)?;
            Ok((latest, books))
        };
        match loaded.and_then(imported) {
            Ok((Import { opened, files, .. }, books)) => {
                // A copy is a file of its own, and whoever opens it may be anybody.
                let is_own = !is_kept && !matches!(source, Source::Sample | Source::Copy { .. });
                let address = source.address().filter(|_| is_own);
                address::set_data_address(address.as_deref());
                self.announced.set(is_own.then_some(books.len() - 1));
                self.files.set_value(files);
                self.asked.set(None);
                self.keeping
                    .imported(if is_own { books } else { Vec::new() });
                self.opened.set(Some(opened));
            }
            Err(failure) => self.failed.set(Some((source, failure))),
        }
    }
}

/// The files that a saved copy brings along.
async fn copied(about: &About, cancel: &Cancel) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    for (index, name) in about.files.iter().enumerate() {
        let address = own::address(&About::file(index)).await;
        let bytes = fetch::fetch(&address, cancel)
            .await
            .map_err(|error| failure(&error))?;
        files.push(file::named(name, &bytes).ok_or(Failure::Unreadable)?);
    }
    Ok(files)
}

/// Why a fetch gave nothing, as the page says it.
pub(super) fn failure(error: &FetchError) -> Failure {
    match error {
        FetchError::Status(status, _) => Failure::Status(*status),
        FetchError::Timeout => Failure::Timeout(fetch::TIMEOUT_SECONDS),
        FetchError::Unreachable => Failure::Unreachable,
        FetchError::Broken => Failure::Endpoint(Trouble::Broken),
        FetchError::TooLarge(size) => too_large(*size),
        FetchError::Redirected => Failure::Endpoint(Trouble::Redirected),
    }
}

/// So many bytes are not opened.
fn too_large(size: u64) -> Failure {
    let refusal = Diagnostic::new(Code::FileTooLarge, Effect::Refused, "", size.to_string());
    Failure::Refused(vec![refusal])
}

/// What the file worker is asked.
struct Question {
    token: usize,
    files: Vec<File>,
    today: NaiveDate,
    columns: String,
    cancel: Cancel,
}

/// What the file worker answers, once it does.
type Answer = Pin<Box<dyn Future<Output = Result<Vec<Loaded>, Failure>>>>;

/// What asks the file worker.
type ByWorker = fn(Opening, Question) -> Answer;

/// Asks the file worker, in the file of the Data page: the sample book and most endpoints give short books, and the first page
/// needs none of it (`ui::part` says how the program is cut).
#[cfg(cut)]
#[wasm_split_helpers::wasm_split(setup, fallible)]
fn setup_worker() -> Result<ByWorker, SplitLoaderError> {
    Ok(|opening, question| Box::pin(opening.read_beside(question)))
}

#[cfg(not(cut))]
async fn setup_worker() -> Result<ByWorker, SplitLoaderError> {
    Ok(|opening, question| Box::pin(opening.read_beside(question)))
}
