//! What the user made, kept in this browser: one IndexedDB store of texts by key.
//!
//! A connection lives for one operation only. So this page never holds up the upgrade that a newer version of it needs in
//! another tab, and a browser that refused once is simply asked again the next time. Plain `web-sys`, because a request is a
//! promise in three lines here, and because the wrappers wait forever where an upgrade is blocked.

use crate::view::library::NotKept;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, IdbDatabase, IdbTransactionMode};

/// The database.
const NAME: &str = "tierwise";
/// Its version; a higher one needs an upgrade in [`open`].
const VERSION: u32 = 1;
/// The store in it.
const STORE: &str = "library";

/// Every text that is kept.
///
/// # Errors
/// [`NotKept`] where the browser gives no database.
pub async fn read() -> Result<Vec<String>, NotKept> {
    let database = open().await?;
    let texts = read_from(&database).await;
    database.close();
    texts.map_err(reason)
}

/// Keeps texts under their keys, and forgets those that are `None`; all of them or none.
///
/// # Errors
/// [`NotKept`] where the browser refuses; what was kept before still is.
pub async fn write(changes: &[(String, Option<String>)]) -> Result<(), NotKept> {
    let database = open().await?;
    let written = write_to(&database, changes).await;
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
            if let Ok(database) = request.result() {
                // Where this fails there is no store, and the operation that follows says so.
                let _ = database
                    .unchecked_into::<IdbDatabase>()
                    .create_object_store(STORE);
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

async fn read_from(database: &IdbDatabase) -> Result<Vec<String>, JsValue> {
    let request = database
        .transaction_with_str(STORE)?
        .object_store(STORE)?
        .get_all()?;
    let done = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    JsFuture::from(done).await?;
    let texts = Array::from(&request.result()?);
    Ok(texts.iter().filter_map(|text| text.as_string()).collect())
}

async fn write_to(
    database: &IdbDatabase,
    changes: &[(String, Option<String>)],
) -> Result<(), JsValue> {
    let transaction =
        database.transaction_with_str_and_mode(STORE, IdbTransactionMode::Readwrite)?;
    let store = transaction.object_store(STORE)?;
    for (key, text) in changes {
        let key = JsValue::from_str(key);
        match text {
            Some(text) => store.put_with_key(&JsValue::from_str(text), &key)?,
            None => store.delete(&key)?,
        };
    }
    let done = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
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
