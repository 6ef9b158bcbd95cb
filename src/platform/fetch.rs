//! Bytes from an address.

use super::{
    clock, file,
    timer::{self, Later},
};
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use js_sys::{Array, Date, Function, Uint8Array};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, Blob, ReadableStreamDefaultReader, ReadableStreamReadResult,
    ReferrerPolicy, RequestCache, RequestCredentials, RequestMode, RequestRedirect, ResponseType,
};

/// How long an endpoint may be silent: before it answers, and between two pieces of its answer. A slow line that keeps sending
/// is waited for.
pub const TIMEOUT_SECONDS: u32 = 20;

/// Why there are no bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FetchError {
    /// The server answered with this status, and may have said when it wants to be asked again.
    Status(u16, Option<RetryAfter>),
    /// Nothing, or nothing more, came in time.
    Timeout,
    /// The network, the name, the certificate or CORS: the browser does not tell them apart.
    Unreachable,
    /// The answer began and broke off.
    Broken,
    /// The answer has so many bytes, more than are read at once.
    TooLarge(u64),
    /// The server sends elsewhere, and a token must not follow.
    Redirected,
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

/// What an endpoint is asked with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ask {
    /// The bearer token.
    pub token: Option<String>,
    /// The version that is already here: where it still is the latest, nothing is sent again.
    pub etag: Option<String>,
}

/// What an endpoint answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// What was asked for, and the version that it is.
    Content(Vec<u8>, Option<String>),
    /// The version that is already here is the latest.
    Unchanged,
}

/// Fetches an address. The browser sends cookies to this very site only, and no page address to anybody.
///
/// # Errors
/// [`FetchError`]; also after [`Cancel::cancel`], when nobody looks at it any more.
pub async fn fetch(address: &str, cancel: &Cancel) -> Result<Vec<u8>, FetchError> {
    let limit = Limit::new(cancel);
    let response = limit.send(Request::get(address)).await?;
    limit.content(response).await
}

/// Asks an endpoint.
///
/// The browser's own cache is left out: what the endpoint gives is nobody's to keep, and "unchanged" is the endpoint's to
/// say. With a token no redirect is followed: where it leads is not known before it is too late.
///
/// # Errors
/// As [`fetch`].
pub async fn ask(address: &str, ask: &Ask, cancel: &Cancel) -> Result<Answer, FetchError> {
    let limit = Limit::new(cancel);
    let mut request = Request::get(address).cache(RequestCache::NoStore);
    if let Some(token) = &ask.token {
        request = request
            .header("Authorization", &format!("Bearer {token}"))
            .redirect(RequestRedirect::Manual);
    }
    if let Some(etag) = &ask.etag {
        request = request.header("If-None-Match", etag);
    }
    let response = match limit.send(request).await {
        Err(FetchError::Status(304, _)) if ask.etag.is_some() => return Ok(Answer::Unchanged),
        response => response?,
    };
    let etag = response.headers().get("ETag");
    Ok(Answer::Content(limit.content(response).await?, etag))
}

/// Whether a server answers at an address, be it with something that this page may not read. It is asked for the head alone,
/// and without the token, which it is not shown to be entitled to.
pub async fn answers(address: &str, cancel: &Cancel) -> bool {
    let request = Request::get(address)
        .method(Method::HEAD)
        .mode(RequestMode::NoCors)
        .credentials(RequestCredentials::Omit)
        .cache(RequestCache::NoStore);
    let answer = Limit::new(cancel).ask(request).await;
    answer.is_ok()
}

/// How long one request may go on: until it has been silent for too long, or nobody waits any more.
struct Limit {
    silent: Rc<Cell<bool>>,
    own: Option<AbortController>,
    timer: RefCell<Option<Later>>,
    signal: AbortSignal,
}

impl Limit {
    fn new(cancel: &Cancel) -> Self {
        let own = AbortController::new().ok();
        let signals = Array::new();
        for controller in [&own, &cancel.0].into_iter().flatten() {
            signals.push(&controller.signal());
        }
        let limit = Self {
            silent: Rc::default(),
            own,
            timer: RefCell::default(),
            signal: AbortSignal::any(&signals),
        };
        limit.listen();
        limit
    }

    /// Something came, or is about to: from now on it may be silent for as long as it may be.
    fn listen(&self) {
        let (silent, own) = (self.silent.clone(), self.own.clone());
        let end = move || {
            silent.set(true);
            if let Some(controller) = own {
                controller.abort();
            }
        };
        *self.timer.borrow_mut() = Some(timer::later(TIMEOUT_SECONDS, end));
    }

    fn failed(&self, otherwise: FetchError) -> FetchError {
        if self.silent.get() {
            FetchError::Timeout
        } else {
            otherwise
        }
    }

    async fn ask(&self, request: RequestBuilder) -> Result<Response, FetchError> {
        let request = request
            .abort_signal(Some(&self.signal))
            .referrer_policy(ReferrerPolicy::NoReferrer);
        let response = request.send().await;
        response.map_err(|_| self.failed(FetchError::Unreachable))
    }

    /// The answer, where it is the one that was hoped for.
    async fn send(&self, request: RequestBuilder) -> Result<Response, FetchError> {
        let response = self.ask(request).await?;
        if response.type_() == ResponseType::Opaqueredirect {
            return Err(FetchError::Redirected);
        }
        if !response.ok() {
            let retry = response.headers().get("Retry-After").map(RetryAfter);
            return Err(FetchError::Status(response.status(), retry));
        }
        Ok(response)
    }

    /// All of an answer. The browser holds it at first: a few bytes may unpack to more than this program's memory.
    async fn content(&self, response: Response) -> Result<Vec<u8>, FetchError> {
        let response: web_sys::Response = response.into();
        let Some(body) = response.body() else {
            return Ok(Vec::new());
        };
        let broken = |_| self.failed(FetchError::Broken);
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        let (pieces, mut size) = (Array::new(), 0);
        loop {
            self.listen();
            let piece = JsFuture::from(reader.read()).await.map_err(broken)?;
            let piece: ReadableStreamReadResult = piece.unchecked_into();
            if piece.get_done().unwrap_or(true) {
                break;
            }
            let piece: Uint8Array = piece.get_value().unchecked_into();
            size += u64::from(piece.length());
            if size > file::MOST {
                // What else comes is not waited for.
                let _ = reader.cancel();
                return Err(FetchError::TooLarge(size));
            }
            pieces.push(&piece);
        }
        let blob = Blob::new_with_u8_array_sequence(&pieces).map_err(broken)?;
        let bytes = file::bytes(&blob).await;
        bytes.ok_or_else(|| self.failed(FetchError::Broken))
    }
}

/// When a server wants to be asked again, as it says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RetryAfter(String);

impl RetryAfter {
    /// After how many seconds that is, be it a number of them or a date; `None` where it is neither, or over.
    pub fn seconds(&self) -> Option<u32> {
        self.0.trim().parse().ok().or_else(|| {
            let date = Date::parse(&self.0) as i64;
            let wait = date - clock::now().timestamp_millis();
            u32::try_from(wait / 1000 + 1).ok()
        })
    }
}
