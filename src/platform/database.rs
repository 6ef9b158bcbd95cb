//! What this browser keeps: an IndexedDB with a store of texts that the user made, and two of what was imported, the records
//! and beside them the files as they were, so that the list of snapshots comes without their bytes.
//!
//! A connection lives for one operation only. So this page never holds up the upgrade that a newer version of it needs in
//! another tab, and a browser that refused once is simply asked again the next time. Plain `web-sys`, because a request is a
//! promise in three lines here, and because the wrappers wait forever where an upgrade is blocked.

use crate::view::library::NotKept;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Event, IdbDatabase, IdbRequest, IdbTransactionMode};

/// The database.
const NAME: &str = "tierwise";
/// Its version: 1 had the library alone. A higher one adds stores in [`open`] and leaves those that are there as they are.
const VERSION: u32 = 2;
/// What the user made.
const LIBRARY: &str = "library";
/// The records of what was imported.
const SNAPSHOTS: &str = "snapshots";
/// The files of it: a list of blobs for each snapshot.
const CONTENTS: &str = "contents";

/// Every text of the library.
///
/// # Errors
/// [`NotKept`] where the browser gives no database.
pub async fn read() -> Result<Vec<String>, NotKept> {
    texts(LIBRARY).await
}

/// Keeps texts of the library under their keys, and forgets those that are `None`; all of them or none.
///
/// # Errors
/// [`NotKept`] where the browser refuses; what was kept before still is.
pub async fn write(changes: &[(String, Option<String>)]) -> Result<(), NotKept> {
    let changes = changes.iter().map(|(key, text)| {
        let text = text.as_deref().map(JsValue::from_str);
        (LIBRARY, key.as_str(), text)
    });
    put(&changes.collect::<Vec<_>>()).await
}

/// The record of every snapshot.
///
/// # Errors
/// [`NotKept`] where the browser gives no database.
pub async fn snapshots() -> Result<Vec<String>, NotKept> {
    texts(SNAPSHOTS).await
}

/// The files of a snapshot; none where it is not there.
///
/// # Errors
/// [`NotKept`] where the browser gives no database.
pub async fn contents(id: &str) -> Result<Vec<Blob>, NotKept> {
    let database = open().await?;
    let read = async {
        let store = database.transaction_with_str(CONTENTS)?;
        let store = store.object_store(CONTENTS)?;
        answer(store.get(&JsValue::from_str(id))?).await
    };
    let found = read.await;
    database.close();
    let found = found.map_err(reason)?;
    if !Array::is_array(&found) {
        return Ok(Vec::new());
    }
    let blobs = Array::from(&found);
    Ok(blobs
        .iter()
        .filter_map(|blob| blob.dyn_into().ok())
        .collect())
}

/// Keeps a snapshot's record, and with `files` its files too; both or nothing.
///
/// # Errors
/// [`NotKept`] where the browser refuses; what was kept before still is.
pub async fn keep(id: &str, record: &str, files: Option<&[Blob]>) -> Result<(), NotKept> {
    // The files come first: a private window of WebKit stores none, and where something was asked for before them it never says
    // so, and never ends.
    let files = files.map(|files| {
        let files: Array = files.iter().collect();
        (CONTENTS, id, Some(files.into()))
    });
    let record = (SNAPSHOTS, id, Some(JsValue::from_str(record)));
    let changes: Vec<_> = files.into_iter().chain([record]).collect();
    put(&changes).await
}

/// Forgets a snapshot.
///
/// # Errors
/// [`NotKept`] where the browser refuses; it is still there then.
pub async fn forget(id: &str) -> Result<(), NotKept> {
    put(&[(SNAPSHOTS, id, None), (CONTENTS, id, None)]).await
}

async fn texts(store: &str) -> Result<Vec<String>, NotKept> {
    let database = open().await?;
    let read = async {
        let texts = database.transaction_with_str(store)?.object_store(store)?;
        answer(texts.get_all()?).await
    };
    let found = read.await;
    database.close();
    let texts = Array::from(&found.map_err(reason)?);
    Ok(texts.iter().filter_map(|text| text.as_string()).collect())
}

/// What is to stand in a store under a key; `None` for nothing.
type Change<'a> = (&'static str, &'a str, Option<JsValue>);

async fn put(changes: &[Change<'_>]) -> Result<(), NotKept> {
    let database = open().await?;
    let written = put_into(&database, changes).await;
    database.close();
    written.map_err(reason)
}

async fn open() -> Result<IdbDatabase, NotKept> {
    let factory = web_sys::window().and_then(|window| window.indexed_db().ok().flatten());
    let request = factory.ok_or(NotKept::Refused)?;
    let request = request.open_with_u32(NAME, VERSION).map_err(reason)?;
    let upgrade = {
        let request = request.clone();
        Closure::once(move || {
            let Ok(database) = request.result() else {
                return;
            };
            let database: IdbDatabase = database.unchecked_into();
            let there = database.object_store_names();
            for store in [LIBRARY, SNAPSHOTS, CONTENTS] {
                if !there.contains(store) {
                    // Where this fails there is no store, and the operation that follows says so.
                    let _ = database.create_object_store(store);
                }
            }
        })
    };
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let opened = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        request.set_onblocked(Some(&reject));
    });
    JsFuture::from(opened).await.map_err(reason)?;
    let database = request.result().map_err(reason)?;
    Ok(database.unchecked_into())
}

/// What a request gives.
async fn answer(request: IdbRequest) -> Result<JsValue, JsValue> {
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(done).await?;
    request.result()
}

async fn put_into(database: &IdbDatabase, changes: &[Change<'_>]) -> Result<(), JsValue> {
    let stores: Array = changes
        .iter()
        .map(|(store, ..)| JsValue::from_str(store))
        .collect();
    let transaction =
        database.transaction_with_str_sequence_and_mode(&stores, IdbTransactionMode::Readwrite)?;
    let mut asked = changes.iter().map(|(store, key, value)| {
        let store = transaction.object_store(store)?;
        let key = JsValue::from_str(key);
        match value {
            Some(value) => store.put_with_key(value, &key),
            None => store.delete(&key),
        }
    });
    if let Some(failed) = asked.find_map(Result::err) {
        // A value that cannot be stored throws at once, and what was asked before it would be done alone.
        transaction.abort()?;
        return Err(failed);
    }
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
        transaction.set_onerror(Some(&reject));
    });
    JsFuture::from(done).await.map(drop)
}

/// Why an operation failed: the exception that it threw, or the event that it ended with.
fn reason(failed: JsValue) -> NotKept {
    let name = match failed.dyn_into::<Event>() {
        Ok(event) if event.type_() == "blocked" => return NotKept::Blocked,
        Ok(event) => property(&event, "target").and_then(|target| property(&target, "error")),
        Err(exception) => Some(exception),
    };
    let name = name.and_then(|error| property(&error, "name")?.as_string());
    match name.as_deref() {
        Some("QuotaExceededError") => NotKept::Full,
        Some("VersionError") => NotKept::Newer,
        _ => NotKept::Refused,
    }
}

/// A property of an object; `None` of what is none.
fn property(object: &JsValue, name: &str) -> Option<JsValue> {
    Reflect::get(object, &name.into()).ok()
}
