//! The history of imports, in the browser's storage.
//!
//! Problem: storage is slow, may refuse, and is shared with other tabs. Idea: what is kept is the truth, and it is read again
//! before every change and whenever another tab tells; what the screen shows never depends on it. An import that could not
//! be kept stays open, and the page says why.

use super::{
    app::App,
    keeping::{Import, Shown, Task},
    library::StorageState,
    opening::{Loaded, Opened},
    unpack,
};
use crate::{
    engine::standing,
    ingest::SectionCount,
    platform::{blob, clock, database, fetch::Cancel, file, random, tabs::Tabs},
    query::{
        history::{
            Account, Fingerprint, History, KeptFile, Origin, Points, Snapshot,
            archive::{self, ArchiveFailure, Found, Packed, Returned},
        },
        library::LONGEST_NAME,
    },
    view::{
        compare::Computed,
        data::{Failure, Source},
        library::NotKept,
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;
use std::sync::Arc;
use web_sys::{Blob, File};

/// The channel on which tabs tell each other of a change.
const CHANNEL: &str = "tierwise.history";

/// The history.
#[derive(Clone, Copy)]
pub struct HistoryState {
    /// Every snapshot that is kept.
    pub history: ReadSignal<Arc<History>>,
    /// Whether it could be read.
    pub stored: ReadSignal<StorageState>,
    set_history: WriteSignal<Arc<History>>,
    set_stored: WriteSignal<StorageState>,
    app: App,
    tabs: StoredValue<Option<Tabs>, LocalStorage>,
}

/// All snapshots as one file.
pub struct Archive {
    /// The file.
    pub file: Blob,
    /// How many snapshots are in it.
    pub count: usize,
    /// How many are not, because the browser could not read them.
    pub unreadable: usize,
}

/// Why there is no archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NoArchive {
    /// The browser does not give what it keeps.
    NotKept(NotKept),
    /// The browser cannot pack it.
    NotPacked,
    /// It would be larger than an archive can be.
    TooLarge,
}

/// What became of an archive that was to be restored.
pub enum Restored {
    /// These snapshots came back; and why the browser took no more of them, if it did not.
    Some(Returned, Option<NotKept>),
    /// Nothing could be read of it.
    None(ArchiveFailure),
}

/// Does a task of the first page.
pub fn act(app: App, task: Task) {
    let state = app.history();
    leptos::task::spawn_local(async move {
        match task {
            Task::Keep(imports) => state.keep_all(imports).await,
            Task::Begin(account, token, cancel) => state.begin(&account, token, &cancel).await,
            Task::Switch(account) => state.switch(&account).await,
        }
    });
}

impl HistoryState {
    /// Nothing yet; what is kept is on its way.
    pub fn start(app: App) -> Self {
        let (history, set_history) = signal(Arc::default());
        let (stored, set_stored) = signal(StorageState::Loading);
        let state = Self {
            history,
            stored,
            set_history,
            set_stored,
            app,
            tabs: StoredValue::new_local(None),
        };
        let read = move || {
            leptos::task::spawn_local(async move {
                // The signal has what became of it.
                let _ = state.load().await;
            });
        };
        state.tabs.set_value(Some(Tabs::listen(CHANNEL, read)));
        read();
        state
    }

    /// Reads what is kept now.
    ///
    /// # Errors
    /// [`NotKept`] where the browser does not give it; what was known stays.
    pub async fn load(self) -> Result<Arc<History>, NotKept> {
        let texts = database::snapshots().await;
        self.set_stored.set(match &texts {
            Ok(_) => StorageState::Kept,
            Err(reason) => StorageState::NotKept(*reason),
        });
        let history = History::from_kept(texts?.iter().map(String::as_str));
        let history = Arc::new(history);
        let accounts: Vec<Account> = history.accounts().into_iter().cloned().collect();
        let keeping = self.app.opening.keeping;
        if accounts.is_empty() {
            keeping.remember_account(None);
        }
        if keeping.accounts.with_untracked(|known| *known != accounts) {
            keeping.accounts.set(accounts);
        }
        // What is on the screen may have been given to another account since, or deleted, in another tab too.
        if let Some(shown) = keeping.shown.get_untracked() {
            match history.get(&shown.id) {
                Some(snapshot) if snapshot.account.id != shown.account => keeping.show(Shown {
                    account: snapshot.account.id.clone(),
                    ..shown
                }),
                Some(_) => {}
                None => keeping.shown.set(None),
            }
        }
        if self.history.with_untracked(|known| *known != history) {
            self.set_history.set(history.clone());
        }
        Ok(history)
    }

    /// Something was changed: here it is read again, and other tabs are told.
    async fn changed(self) {
        // The signal has what became of it.
        let _ = self.load().await;
        self.tabs.with_value(|tabs| {
            if let Some(tabs) = tabs {
                tabs.tell();
            }
        });
    }

    async fn keep_all(self, imports: Vec<Import>) {
        let mut failed = Vec::new();
        for import in imports {
            let opened = &import.opened;
            let kept = self.keep(&import).await;
            let keeping = self.app.opening.keeping;
            match kept {
                // Meanwhile something else may be open.
                Ok(snapshot) if self.is_shown(opened) => {
                    keeping.show(Shown {
                        id: snapshot.id,
                        account: snapshot.account.id,
                    });
                }
                Ok(_) => {}
                Err(reason) => {
                    self.set_stored.set(StorageState::NotKept(reason));
                    keeping.failed.set(Some(reason));
                    failed.push(import);
                }
            }
        }
        self.app.opening.keeping.put_back(failed);
    }

    /// Reads what is kept once more, and keeps what could not be kept before.
    pub async fn try_again(self) {
        // The page says what became of it.
        if self.load().await.is_ok() {
            self.app.opening.keeping.failed.set(None);
            untrack(|| self.app.keep_imports());
        }
    }

    fn is_shown(self, opened: &Arc<Opened>) -> bool {
        let shown = self.app.opening.opened.get_untracked();
        shown.is_some_and(|shown| Arc::ptr_eq(&shown, opened))
    }

    async fn keep(self, import: &Import) -> Result<Snapshot, NotKept> {
        let Import {
            opened,
            files,
            part,
        } = import;
        let part = *part;
        let mut kept = Vec::new();
        for file in files {
            let print = fingerprint(file).await.ok_or(NotKept::Unreadable)?;
            kept.push(KeptFile {
                name: file.name(),
                size: file::size(file),
                sha256: print.sha256(),
            });
        }
        if kept.is_empty() {
            return Err(NotKept::Unreadable);
        }
        let history = self.load().await?;
        let read = &opened.read;
        let known = history.known(&kept, read.kind.as_str(), read.book.as_of, part);
        let snapshot = match known {
            Some(known) => known.again(
                clock::local_now(),
                opened.columns(),
                opened.source.address(),
            ),
            None => self.snapshot(opened, kept, part),
        };
        // The files of a known one too: a browser may have lost them, and here they are.
        let blobs: Vec<Blob> = files.iter().map(|file| file.clone().into()).collect();
        database::keep(&snapshot.id, &snapshot.to_text(), Some(&blobs)).await?;
        self.changed().await;
        Ok(snapshot)
    }

    fn snapshot(self, opened: &Arc<Opened>, files: Vec<KeptFile>, part: usize) -> Snapshot {
        let Opened { source, read, .. } = opened.as_ref();
        let book = &read.book;
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        let (origin, name) = match source {
            Source::Endpoint(address) => (Origin::Endpoint, address.clone()),
            _ => (Origin::File, names.join(", ")),
        };
        let count = |count: fn(&SectionCount) -> usize| read.sections.iter().map(count).sum();
        // What the screen shows was computed already, unless it is a past day.
        let shown = self.app.standing.get_untracked();
        let shown = shown.filter(|shown| self.is_shown(opened) && shown.day == book.as_of);
        let points = match shown {
            Some(standing) => Some(Points::of(&standing)),
            None => {
                let rules = self.app.rules_for(book);
                rules.map(|rules| Points::of(&standing::run(book, &rules, book.as_of)))
            }
        };
        Snapshot {
            id: random::id(),
            account: Account::of(book.partner.as_ref(), &name),
            name: name.chars().take(LONGEST_NAME).collect(),
            imported_at: clock::local_now(),
            again_at: None,
            origin,
            address: source.address(),
            kind: read.kind.as_str().to_owned(),
            as_of: book.as_of,
            used: count(|section| section.used),
            left_out: count(|section| section.left_out),
            points: points.unwrap_or_default(),
            part,
            columns: opened.columns(),
            files,
        }
    }

    /// Keeps a snapshot's record as it is now.
    ///
    /// # Errors
    /// [`NotKept`] where the browser refuses; nothing was changed then.
    pub async fn put(self, snapshot: &Snapshot) -> Result<(), NotKept> {
        database::keep(&snapshot.id, &snapshot.to_text(), None).await?;
        self.changed().await;
        Ok(())
    }

    /// Deletes snapshots.
    ///
    /// # Errors
    /// [`NotKept`] where the browser refuses; those that are left are there still.
    pub async fn delete(self, ids: &[String]) -> Result<(), NotKept> {
        for id in ids {
            database::forget(id).await?;
        }
        self.changed().await;
        Ok(())
    }

    async fn begin(self, account: &str, token: usize, cancel: &Cancel) {
        let opening = self.app.opening;
        match self.load().await {
            Ok(history) => {
                let latest = history.latest(account).or(history.snapshots().first());
                match latest {
                    Some(snapshot) => {
                        let address = snapshot.address.clone();
                        self.show(token, snapshot, cancel, address).await;
                    }
                    None if opening.is_latest(token) => opening.open_sample(),
                    None => {}
                }
            }
            Err(reason) => opening.finish(token, Err(Failure::NotKept(reason))),
        }
        // Nothing is on the screen yet: the page is never empty.
        let failed = opening.failed.get_untracked();
        if failed.is_some() && opening.opened.with_untracked(Option::is_none) {
            opening.open_sample();
            opening.failed.set(failed);
        }
    }

    async fn switch(self, account: &str) {
        let failed = match self.load().await {
            Ok(history) => match history.latest(account) {
                Some(snapshot) => return self.open_as(snapshot, snapshot.address.clone()).await,
                None => NotKept::Unreadable,
            },
            Err(reason) => reason,
        };
        let source = Source::Snapshot(None);
        let opening = self.app.opening;
        opening.failed.set(Some((source, Failure::NotKept(failed))));
    }

    /// Opens a snapshot.
    pub async fn open(self, snapshot: &Snapshot) {
        self.open_as(snapshot, None).await;
    }

    async fn open_as(self, snapshot: &Snapshot, address: Option<String>) {
        let source = Source::Snapshot(Some(snapshot.name.clone()));
        let opening = self.app.opening;
        let (token, cancel) = opening.begin(source);
        self.show(token, snapshot, &cancel, address).await;
        let opened = opening.failed.with_untracked(Option::is_none);
        if opening.is_latest(token) && opened {
            opening.announced.set(Some(0));
        }
    }

    /// Shows a snapshot: as what it is, or as what an endpoint gave at last, to be asked again at this address.
    async fn show(
        self,
        token: usize,
        snapshot: &Snapshot,
        cancel: &Cancel,
        address: Option<String>,
    ) {
        let shown = Shown {
            id: snapshot.id.clone(),
            account: snapshot.account.id.clone(),
        };
        let opening = self.app.opening;
        opening.call(
            token,
            match &address {
                Some(address) => Source::Endpoint(address.clone()),
                None => Source::Snapshot(Some(snapshot.name.clone())),
            },
        );
        match self.read(token, snapshot, cancel).await {
            Ok(loaded) => {
                if let Some(address) = address {
                    let fetched = snapshot.imported();
                    opening
                        .reopened(token, address, fetched, &loaded.files)
                        .await;
                }
                opening.finish_kept(token, loaded);
                if opening.is_latest(token) {
                    opening.keeping.show(shown);
                }
            }
            Err(failure) => opening.finish(token, Err(failure)),
        }
    }

    /// The book of a snapshot, read again as of the day on which it was read first.
    async fn read(
        self,
        token: usize,
        snapshot: &Snapshot,
        cancel: &Cancel,
    ) -> Result<Loaded, Failure> {
        let blobs = database::contents(&snapshot.id).await;
        let blobs = blobs.map_err(Failure::NotKept)?;
        let files = snapshot.files.iter().enumerate();
        let files: Option<Vec<File>> = files
            .map(|(index, file)| blob::named(blobs.get(index)?, &file.name))
            .collect();
        let files = files.ok_or(Failure::NotKept(NotKept::Unreadable))?;
        let day = Some(snapshot.as_of);
        let opening = self.app.opening;
        let loaded = opening.load(token, files, &snapshot.columns, day, cancel);
        let is_it = |loaded: &Loaded| {
            let read = &loaded.read;
            (read.book.as_of, read.kind.as_str()) == (snapshot.as_of, snapshot.kind.as_str())
        };
        // A later page may read more of the files than this one did.
        let (same, others): (Vec<Loaded>, Vec<Loaded>) = loaded.await?.into_iter().partition(is_it);
        let found = same.into_iter().nth(snapshot.part);
        let found = found.or_else(|| others.into_iter().next());
        found.ok_or(Failure::NotKept(NotKept::Unreadable))
    }

    /// What the engine makes of a snapshot, by the rules in force now.
    ///
    /// # Errors
    /// [`Failure`] where the browser does not give it, or it cannot be read any more.
    pub async fn computed(self, snapshot: &Snapshot) -> Result<Arc<Computed>, Failure> {
        // Of no opening: the token of none is ever 0.
        let book = self.read(0, snapshot, &Cancel::new()).await?.read.book;
        let rules = self.app.rules_for(&book).ok_or(Failure::Program)?;
        Ok(Arc::new(Computed::new(book, rules)))
    }

    /// Every snapshot in one file.
    ///
    /// # Errors
    /// [`NoArchive`].
    pub async fn archive(self) -> Result<Archive, NoArchive> {
        let history = self.load().await.map_err(NoArchive::NotKept)?;
        let (mut packed, mut parts) = (Vec::new(), Vec::new());
        let mut whole = Vec::new();
        for snapshot in history.snapshots() {
            let blobs = database::contents(&snapshot.id).await;
            let blobs = blobs.map_err(NoArchive::NotKept)?;
            if let Some(files) = pack(snapshot, &blobs).await {
                whole.push(snapshot.clone());
                for (file, content) in files {
                    parts
                        .push(blob::of_bytes(&archive::header(&file)).ok_or(NoArchive::NotPacked)?);
                    parts.push(content);
                    packed.push(file);
                }
            }
        }
        let manifest = blob::of_bytes(archive::manifest(&whole).as_bytes());
        let manifest = manifest.ok_or(NoArchive::NotPacked)?;
        let path = archive::MANIFEST.to_owned();
        let (file, content) = pack_file(path, clock::today(), &manifest, None)
            .await
            .ok_or(NoArchive::NotPacked)?;
        parts.push(blob::of_bytes(&archive::header(&file)).ok_or(NoArchive::NotPacked)?);
        parts.push(content);
        packed.push(file);
        let directory = archive::directory(&packed).ok_or(NoArchive::TooLarge)?;
        parts.push(blob::of_bytes(&directory).ok_or(NoArchive::NotPacked)?);
        Ok(Archive {
            file: blob::joined(&parts).ok_or(NoArchive::NotPacked)?,
            count: whole.len(),
            unreadable: history.snapshots().len() - whole.len(),
        })
    }

    /// Restores an archive into what is there.
    pub async fn restore(self, file: &Blob) -> Restored {
        let Some(found) = unpack::directory(file).await else {
            return Restored::None(ArchiveFailure::NoArchive);
        };
        let manifest = found.iter().find(|found| found.path == archive::MANIFEST);
        let text = match manifest {
            Some(manifest) if manifest.size <= archive::LARGEST_MANIFEST => {
                text(file, manifest).await
            }
            _ => None,
        };
        let read = text.ok_or(ArchiveFailure::NoArchive);
        let (snapshots, unreadable) = match read.and_then(|text| archive::read_manifest(&text)) {
            Ok(read) => read,
            Err(failure) => return Restored::None(failure),
        };
        let mut returned = Returned {
            damaged: unreadable,
            ..Returned::default()
        };
        let refused = self.restore_all(file, &found, snapshots, &mut returned);
        let refused = refused.await.err();
        self.changed().await;
        Restored::Some(returned, refused)
    }

    async fn restore_all(
        self,
        file: &Blob,
        found: &[Found],
        snapshots: Vec<Snapshot>,
        returned: &mut Returned,
    ) -> Result<(), NotKept> {
        let mut history = History::clone(&*self.load().await?);
        for mut snapshot in snapshots {
            let Snapshot { files, kind, .. } = &snapshot;
            let known = history.known(files, kind, snapshot.as_of, snapshot.part);
            // One whose files this browser has lost gets them back.
            let kept = known.cloned();
            if let Some(kept) = &kept
                && is_whole(kept).await?
            {
                returned.unchanged += 1;
                continue;
            }
            let Some(blobs) = files_of(file, found, &snapshot).await else {
                returned.damaged += 1;
                continue;
            };
            match kept {
                Some(kept) => snapshot = kept,
                None if history.get(&snapshot.id).is_some() => snapshot.id = random::id(),
                None => {}
            }
            database::keep(&snapshot.id, &snapshot.to_text(), Some(&blobs)).await?;
            returned.added += 1;
            if history.get(&snapshot.id).is_none() {
                history.add(snapshot);
            }
        }
        Ok(())
    }
}

/// What a blob is known by; `None` where the browser cannot read it any more.
async fn fingerprint(blob: &Blob) -> Option<Fingerprint> {
    let mut print = Fingerprint::default();
    blob::read(blob, |piece| print.take(piece)).await?;
    Some(print)
}

/// Whether the files of a snapshot are all there, as they were.
async fn is_whole(snapshot: &Snapshot) -> Result<bool, NotKept> {
    let blobs = database::contents(&snapshot.id).await?;
    if blobs.len() != snapshot.files.len() {
        return Ok(false);
    }
    let files = snapshot.files.iter().zip(&blobs);
    for (kept, blob) in files {
        let print = fingerprint(blob).await;
        if print.is_none_or(|print| print.sha256() != kept.sha256) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// The files of a snapshot, each packed; `None` where one of them is not as it was.
async fn pack(snapshot: &Snapshot, blobs: &[Blob]) -> Option<Vec<(Packed, Blob)>> {
    let mut files = Vec::new();
    for (index, kept) in snapshot.files.iter().enumerate() {
        let path = archive::path(snapshot, index);
        let day = snapshot.imported_at.date();
        let blob = blobs.get(index)?;
        files.push(pack_file(path, day, blob, Some(&kept.sha256)).await?);
    }
    Some(files)
}

/// A file, packed; `None` where it cannot be, or where it is not the expected one.
async fn pack_file(
    path: String,
    day: NaiveDate,
    content: &Blob,
    expected: Option<&str>,
) -> Option<(Packed, Blob)> {
    let print = fingerprint(content).await?;
    let crc = print.crc();
    if expected.is_some_and(|expected| print.sha256() != expected) {
        return None;
    }
    let deflated = blob::deflated(content).await?;
    let packed = Packed {
        path,
        day,
        crc,
        packed: file::size(&deflated),
        size: file::size(content),
    };
    Some((packed, deflated))
}

async fn text(file: &Blob, found: &Found) -> Option<String> {
    let content = unpack::content(file, found, found.size).await?;
    String::from_utf8(file::bytes(&content).await?).ok()
}

/// The files of a snapshot out of an archive; `None` where one is missing or not as it was.
async fn files_of(file: &Blob, found: &[Found], snapshot: &Snapshot) -> Option<Vec<Blob>> {
    let mut blobs = Vec::new();
    for (index, kept) in snapshot.files.iter().enumerate() {
        let prefix = archive::prefix(&snapshot.id, index);
        let found = found.iter().find(|found| found.path.starts_with(&prefix))?;
        let content = unpack::content(file, found, kept.size).await?;
        let print = fingerprint(&content).await?;
        blobs.push((print.sha256() == kept.sha256).then_some(content)?);
    }
    Some(blobs)
}
