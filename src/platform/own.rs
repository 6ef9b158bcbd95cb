//! The page's own files: rules, sample book, charts, file worker.
//!
//! Problem: a hosted page has them beside it; the single file (`make single-file`) is opened from a disk, where a page may
//! read nothing but itself. Idea: whoever needs one asks here for its address. It is the path itself on a hosted page; in
//! the single file it is one that `src/single/own.js` makes of what lies packed in the document.
//!
//! Example: `fetch(&own::address("data/sample.json").await, …)`.

/// Where the page that becomes a single file lies, beside a hosted page.
#[cfg(not(feature = "whole"))]
const PAGE: &str = "tierwise.html";

/// Whether this is the single file.
pub const IS_WHOLE: bool = cfg!(feature = "whole");

/// Where the browser finds one of the page's own files.
pub async fn address(path: &str) -> String {
    inside(path).await.unwrap_or_else(|| path.to_owned())
}

#[cfg(not(feature = "whole"))]
pub use beside::{inside, page, saved};

#[cfg(feature = "whole")]
pub use within::{inside, page, saved};

/// The hosted page.
#[cfg(not(feature = "whole"))]
mod beside {
    use super::PAGE;
    use crate::platform::fetch::{self, Cancel, FetchError};

    /// The address of a file that lies in the document itself: none does.
    pub async fn inside(_path: &str) -> Option<String> {
        None
    }

    /// What a saved copy says of itself: this is none.
    pub const fn saved() -> Option<String> {
        None
    }

    /// The text of the single file.
    ///
    /// # Errors
    /// Where it cannot be fetched.
    pub async fn page() -> Result<String, FetchError> {
        let bytes = fetch::fetch(PAGE, &Cancel::new()).await?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The single file.
#[cfg(feature = "whole")]
mod within {
    use crate::platform::fetch::FetchError;
    use js_sys::{Function, Promise, Reflect};
    use wasm_bindgen::{JsCast, JsValue};
    use wasm_bindgen_futures::JsFuture;

    /// A function that `src/single/own.js` left in the window, called.
    fn call(name: &str, argument: &JsValue) -> Option<JsValue> {
        let window = web_sys::window()?;
        let function: Function = Reflect::get(&window, &name.into()).ok()?.dyn_into().ok()?;
        function.call1(&JsValue::UNDEFINED, argument).ok()
    }

    /// The address of a file that lies in the document itself; `None` where it does not.
    pub async fn inside(path: &str) -> Option<String> {
        let promise: Promise = call("tierwiseFile", &path.into())?.dyn_into().ok()?;
        JsFuture::from(promise).await.ok()?.as_string()
    }

    /// What a saved copy says of itself; `None` where this is none.
    pub fn saved() -> Option<String> {
        call("tierwiseSaved", &JsValue::UNDEFINED)?.as_string()
    }

    /// The text of this very file, as it was before the program began to change it.
    ///
    /// # Errors
    /// Where the browser no longer has it.
    pub async fn page() -> Result<String, FetchError> {
        let text = call("tierwisePage", &JsValue::UNDEFINED).and_then(|text| text.as_string());
        text.ok_or(FetchError::Unreachable)
    }
}
