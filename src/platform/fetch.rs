//! Bytes from an address.

use gloo_net::http::Request;
use js_sys::Function;
use web_sys::{AbortController, AbortSignal, ReferrerPolicy};

/// How long an endpoint may take, headers and content together.
pub const TIMEOUT_SECONDS: u32 = 20;

/// Why there are no bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchError {
    /// The server answered with this status.
    Status(u16),
    /// Nothing, or not everything, came in time.
    Timeout,
    /// The network, the name, the certificate or CORS: the browser does not tell them apart.
    Unreachable,
}

/// Ends a fetch, or a question to the file worker, that nobody waits for any more.
#[derive(Debug, Clone)]
pub struct Cancel(Option<AbortController>);

impl Cancel {
    /// A new one.
    pub fn new() -> Self {
        Self(AbortController::new().ok())
    }

    /// Calls a function when it ends.
    pub(super) fn on_cancel(&self, function: &Function) {
        if let Some(controller) = &self.0 {
            controller.signal().set_onabort(Some(function));
        }
    }

    /// Ends the fetch.
    pub fn cancel(&self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

impl Default for Cancel {
    fn default() -> Self {
        Self::new()
    }
}

/// Fetches an address. The browser sends cookies to this very site only, and no page address to anybody.
///
/// # Errors
/// [`FetchError`]; also after [`Cancel::cancel`], when nobody looks at it any more.
pub async fn fetch(address: &str, cancel: &Cancel) -> Result<Vec<u8>, FetchError> {
    let timeout = AbortSignal::timeout_with_u32(TIMEOUT_SECONDS * 1000);
    let signals = js_sys::Array::of1(&timeout);
    if let Some(controller) = &cancel.0 {
        signals.push(&controller.signal());
    }
    let signal = AbortSignal::any(&signals);
    let failed = |_| {
        if timeout.aborted() {
            FetchError::Timeout
        } else {
            FetchError::Unreachable
        }
    };
    let response = Request::get(address)
        .abort_signal(Some(&signal))
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .send()
        .await
        .map_err(failed)?;
    if !response.ok() {
        return Err(FetchError::Status(response.status()));
    }
    response.binary().await.map_err(failed)
}
