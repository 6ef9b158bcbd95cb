//! The page's address: the hash says where the user is, `?data=` where the data comes from, `?rules=` whose programme it is.

use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Url, UrlSearchParams};

/// The parameter that names the endpoint.
const DATA: &str = "data";
/// The parameter that names another programme's rules.
const RULES: &str = "rules";

/// The hash, with its `#`; empty where there is none.
pub fn hash() -> String {
    web_sys::window()
        .and_then(|window| window.location().hash().ok())
        .unwrap_or_default()
}

/// Goes to a hash as a step of its own in the history; `hashchange` follows.
pub fn set_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        // Fails only for a detached window, which nobody looks at.
        let _ = window.location().set_hash(hash);
    }
}

/// Changes the hash without a step in the history, as for every letter that somebody types; `hashchange` follows.
pub fn replace_hash(hash: &str) {
    if let Some(window) = web_sys::window() {
        let _ = window.location().replace(hash);
    }
}

/// Calls back whenever the hash changes, for as long as the page lives.
pub fn on_hash_change(callback: impl FnMut() + 'static) {
    let closure = Closure::<dyn FnMut()>::new(callback);
    if let Some(window) = web_sys::window() {
        let _ =
            window.add_event_listener_with_callback("hashchange", closure.as_ref().unchecked_ref());
    }
    closure.forget();
}

/// The address of the page's folder, with its slash.
pub fn base() -> String {
    resolve("./").unwrap_or_default()
}

/// Where the page is from: scheme, host and port.
pub fn origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}

/// The address of the data in `?data=`, if there is one.
pub fn data_address() -> Option<String> {
    parameter(DATA)
}

/// The address of a programme's rules in `?rules=`, if there is one.
pub fn rules_address() -> Option<String> {
    parameter(RULES)
}

fn parameter(name: &str) -> Option<String> {
    let search = web_sys::window()?.location().search().ok()?;
    UrlSearchParams::new_with_str(&search)
        .ok()?
        .get(name)
        .filter(|address| !address.is_empty())
}

/// Writes `?data=`, or takes it away, without a step in the history, so that a reload opens the same data.
pub fn set_data_address(address: Option<&str>) {
    let replace = || -> Option<()> {
        let window = web_sys::window()?;
        let url = Url::new(&window.location().href().ok()?).ok()?;
        match address {
            Some(address) => url.search_params().set(DATA, address),
            None => url.search_params().delete(DATA),
        }
        window
            .history()
            .ok()?
            .replace_state_with_url(&JsValue::NULL, "", Some(&url.href()))
            .ok()
    };
    // Where the browser refuses (a file:// page), only the reload is poorer.
    let _ = replace();
}

/// An address as a whole URL, resolved against the page; `None` where it is none, or neither http nor https.
pub fn resolve(address: &str) -> Option<String> {
    let address = address.trim();
    // The browser would take any words for a path on this site.
    if address.is_empty() || address.contains(char::is_whitespace) {
        return None;
    }
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    let url = Url::new_with_base(address, &base).ok()?;
    let known = matches!(url.protocol().as_str(), "http:" | "https:");
    known.then(|| url.href())
}

/// Whether an address is one of the page's own site.
pub fn is_own(address: &str) -> bool {
    let origin = || {
        let own = web_sys::window()?.location().origin().ok()?;
        Some(Url::new(address).ok()?.origin() == own)
    };
    origin().unwrap_or(false)
}

/// What matters of an address before it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Target {
    /// Whether what is sent there is seen by nobody on the way: `https:`, or this very computer.
    pub safe: bool,
    /// Whether the page's own connection is encrypted, and the address's would not be: browsers refuse that.
    pub mixed: bool,
    /// Whether it is of the page's own site.
    pub own: bool,
    /// Whether a name or a password stands in it.
    pub credentials: bool,
}

impl Target {
    /// Of a whole address.
    pub fn of(address: &str) -> Option<Self> {
        let url = Url::new(address).ok()?;
        let local = matches!(url.hostname().as_str(), "localhost" | "127.0.0.1" | "[::1]");
        let safe = local || url.protocol() == "https:";
        Some(Self {
            safe,
            mixed: !safe && origin().starts_with("https:"),
            own: is_own(address),
            credentials: !url.username().is_empty() || !url.password().is_empty(),
        })
    }
}
