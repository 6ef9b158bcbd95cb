//! Asking an endpoint: with its token, again where that may help, and anew by button or by the clock.
//!
//! Problem: a book from an endpoint grows old on the screen, and asking for it may fail in passing, for good, or in ways that the
//! browser does not name. Idea: one way of asking for a first time and for a refresh. It tries again only what may pass by itself,
//! finds out what the browser hides, and sends the version that is already here, so that an unchanged book costs nothing. A
//! refresh changes the screen only when there is something new; when it fails, what is open stays, and its line says so.
//!
//! All of it is in the file of the Data page (`ui::part` says how the program is cut): most visits ask no endpoint.

use super::{
    opening::{Asked, Opening, failure},
    preferences,
};
use crate::{
    platform::{
        address::{self, Target},
        clock, document,
        fetch::{self, Answer, Ask, Cancel, FetchError, RetryAfter},
        file,
        storage::{self, Key, NotStored},
        timer,
    },
    view::{
        data::{Failure, Source},
        endpoint::{Times, Trouble, Wait},
    },
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use leptos::prelude::{
    Get, GetUntracked, GetValue, RwSignal, Set, SetValue, StoredValue, Update, With, WithUntracked,
    untrack,
};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    pin::Pin,
    sync::Arc,
};
use wasm_split_helpers::SplitLoaderError;
use web_sys::File;

/// Seconds before the second try and before the third: a server that restarts is back by then, and nobody waits long.
const WAITS: [u32; 2] = [1, 2];
/// The longest wait that a server may ask for and that is waited; a longer one is the user's to decide.
const LONGEST_WAIT: u32 = 30;
/// Seconds between looks at the clock: an age in minutes is right, and a refresh is late by no more than this.
const TICK: u32 = 15;

/// What is known of an endpoint whose data is open.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Link {
    /// Its address, as the user gave it.
    address: String,
    /// When it was asked.
    times: Times,
    /// The version that is open, as the endpoint names it.
    etag: Option<String>,
    /// The version that is open, as a hash of its bytes: for endpoints that name none.
    print: u64,
    /// The day for which it was read: what has no day of its own is another book on the next.
    day: NaiveDate,
}

/// Where a token is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// In this page, until it is closed.
    Page,
    /// In this browser's storage.
    Computer,
}

/// What of endpoints changes while the page is open.
#[derive(Clone, Copy)]
pub struct Endpoint {
    /// What is known of the endpoint that was last asked with success.
    link: RwSignal<Option<Link>>,
    /// What is known of an endpoint whose columns the user is asked for in this form.
    unanswered: StoredValue<Option<(Arc<Asked>, Link)>>,
    /// Why the last refresh failed, until the user closes that.
    pub failed: RwSignal<Option<(Source, Failure)>>,
    /// Whether the user has just asked for a refresh that brought nothing new.
    pub unchanged: RwSignal<bool>,
    /// Every how many minutes it is asked again by itself; 0 is never.
    pub every: RwSignal<u32>,
    /// The time, as the page was last told.
    pub now: RwSignal<DateTime<Utc>>,
    /// What was last begun. It is under way while nothing newer has begun.
    begun: RwSignal<Option<Begun>>,
    /// Addresses with their tokens, for as long as the page is open.
    tokens: RwSignal<Vec<(String, String)>>,
    /// Why it was last asked in vain; `None` since it answered.
    last: StoredValue<Option<Failure>>,
    /// When it was last asked, be it in vain.
    tried: StoredValue<DateTime<Utc>>,
    /// Whether somebody looks at the clock already.
    ticking: StoredValue<bool>,
}

/// Asking that has begun.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Begun {
    token: usize,
    /// Who wants a refresh; `None` where an endpoint is being opened.
    by: Option<By>,
    /// What is waited for before the next try.
    wait: Option<Wait>,
}

/// Who wants a refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The user, who is told what came of it.
    User,
    /// The clock: only what is new is told.
    Clock,
}

impl Endpoint {
    /// Nothing is known, nothing under way.
    pub(super) fn idle() -> Self {
        Self {
            link: RwSignal::new(None),
            unanswered: StoredValue::new(None),
            last: StoredValue::new(None),
            failed: RwSignal::new(None),
            unchanged: RwSignal::new(false),
            every: RwSignal::new(0),
            now: RwSignal::new(DateTime::UNIX_EPOCH),
            begun: RwSignal::new(None),
            tokens: RwSignal::new(Vec::new()),
            tried: StoredValue::new(DateTime::UNIX_EPOCH),
            ticking: StoredValue::new(false),
        }
    }

    /// An answer came: nothing is under way, and no trouble is left.
    fn settle(self, now: DateTime<Utc>) {
        self.begun.set(None);
        self.failed.set(None);
        self.last.set_value(None);
        self.now.set(now);
    }

    /// What an endpoint gave is open now: for the first time, or anew.
    fn open(self, link: Link, anew: bool) {
        self.settle(link.times.checked);
        self.unanswered.set_value(None);
        if !anew {
            let url = address::resolve(&link.address);
            let every = url.and_then(|url| storage::read(Key::Refresh(&url))?.parse().ok());
            self.every.set(every.unwrap_or(0));
        }
        self.link.set(Some(link));
    }

    /// Where the token for an address is kept, if there is one.
    pub fn kept(self, url: &str) -> Option<Kept> {
        let held = self.tokens.with(|tokens| held(tokens, url).is_some());
        if storage::read(Key::Token(url)).is_some() {
            return Some(Kept::Computer);
        }
        held.then_some(Kept::Page)
    }

    /// Keeps the token that was typed for an address: in this page, and in the browser's storage if the user wants that. Where
    /// none was typed, the one that is kept stays, and may come to be stored.
    ///
    /// # Errors
    /// Where the browser stores nothing; the token is then kept until the page is closed.
    pub fn keep_token(self, url: &str, typed: &str, remember: bool) -> Result<(), NotStored> {
        if typed.is_empty() && !remember {
            return Ok(());
        }
        let typed = (!typed.is_empty()).then(|| typed.to_owned());
        let Some(token) = typed.or_else(|| self.token(url)) else {
            return Ok(());
        };
        let stored = storage::write(Key::Token(url), remember.then_some(&token));
        self.tokens.update(|tokens| {
            tokens.retain(|(address, _)| address != url);
            tokens.push((url.to_owned(), token));
        });
        // What was not to be stored need not have been.
        if remember { stored } else { Ok(()) }
    }

    /// Forgets the token for an address, in this page and in the browser's storage.
    pub fn forget_token(self, url: &str) {
        // Where the browser stores nothing, nothing is there to be forgotten.
        let _ = storage::write(Key::Token(url), None);
        self.tokens.update(|tokens| {
            tokens.retain(|(address, _)| address != url);
        });
    }

    fn token(self, url: &str) -> Option<String> {
        let held = self.tokens.with_untracked(|tokens| held(tokens, url));
        held.or_else(|| storage::read(Key::Token(url)))
    }

    fn learn(self, change: impl FnOnce(&mut Link)) {
        self.link.update(|link| {
            if let Some(link) = link {
                change(link);
            }
        });
    }
}

impl Opening {
    /// Opens an endpoint by the address that the user gave.
    pub fn open_endpoint(self, address: &str) {
        let address = address.trim().to_owned();
        let (token, cancel) = self.begin(Source::Endpoint(address.clone()));
        leptos::task::spawn_local(async move {
            match setup_endpoint(self, token, cancel, address).await {
                Ok(asking) => asking.await,
                Err(_) => self.finish(token, Err(Failure::Program)),
            }
        });
    }

    /// Asks the endpoint whose data is open whether there is something new. What is open stays until there is. Not while
    /// something else is being opened, which the user wants more.
    pub fn refresh(self, by: By) {
        let endpoint = self.endpoint();
        let busy = self.pending.with_untracked(Option::is_some) || untrack(|| self.refreshing());
        // What is new would take away the form that the user is filling in.
        let busy = busy || by == By::Clock && self.asked.with_untracked(Option::is_some);
        let address = untrack(|| self.endpoint_open());
        if let (Some(address), false) = (address, busy) {
            // Where nobody asked, what is told stays told until there is something else to tell.
            if by == By::User {
                endpoint.failed.set(None);
                self.announced.set(None);
            }
            endpoint.unchanged.set(false);
            let (token, cancel) = self.supersede();
            leptos::task::spawn_local(ask(self, token, cancel, address, Some(by)));
        }
    }

    /// Whether the endpoint whose data is open is being asked again.
    pub fn refreshing(self) -> bool {
        self.under_way().is_some_and(|begun| begun.by.is_some())
    }

    /// What is waited for before an endpoint is asked once more.
    pub fn waiting(self) -> Option<Wait> {
        self.under_way()?.wait
    }

    fn under_way(self) -> Option<Begun> {
        let latest = self.token.get();
        let begun = self.endpoint().begun.get();
        begun.filter(|begun| begun.token == latest)
    }

    /// Asks the endpoint whose data is open again by itself from now on, every so many minutes, here and on the next visit.
    pub fn refresh_every(self, minutes: u32) {
        self.endpoint().every.set(minutes);
        let address = untrack(|| self.endpoint_open());
        if let Some(url) = address.and_then(|address| address::resolve(&address)) {
            let text = (minutes != 0).then(|| minutes.to_string());
            // Where the browser stores nothing, the choice holds until the page is closed.
            let _ = storage::write(Key::Refresh(&url), text.as_deref());
        }
    }

    /// The user has said in this form what columns are, and their tables are open now.
    pub(super) fn answered(self, asked: &Arc<Asked>) {
        let endpoint = self.endpoint();
        let unanswered = endpoint.unanswered.get_value();
        if let Some((_, link)) = unanswered.filter(|(form, _)| Arc::ptr_eq(form, asked)) {
            let open = untrack(|| self.endpoint_open());
            let anew = open.as_ref() == Some(&link.address);
            endpoint.open(link, anew);
        }
    }

    /// What an endpoint gave on an earlier visit is about to be open again: it is as old as it is, and can be asked anew.
    pub(super) async fn reopened(
        self,
        token: usize,
        address: String,
        fetched: NaiveDateTime,
        files: &[File],
    ) {
        let bytes = match files {
            [file] => file::bytes(file).await,
            _ => None,
        };
        if !self.is_latest(token) {
            return;
        }
        let at = clock::moment(fetched);
        let link = Link {
            address,
            times: Times {
                fetched: at,
                checked: at,
                failing: false,
            },
            etag: None,
            print: print(&bytes.unwrap_or_default()),
            day: fetched.date(),
        };
        keep_time(self);
        self.endpoint().open(link, false);
        self.endpoint().now.set(clock::now());
    }

    /// When the endpoint was asked for what is open; `None` where that is not known any more.
    pub fn times(self) -> Option<Times> {
        Some(self.link()?.times)
    }

    fn link(self) -> Option<Link> {
        let open = self.endpoint_open()?;
        let link = self.endpoint().link.get()?;
        (link.address == open).then_some(link)
    }

    /// The address of the endpoint whose data is open, as the user gave it.
    pub fn endpoint_open(self) -> Option<String> {
        self.opened.with(|opened| opened.as_ref()?.source.address())
    }

    /// Tells why there is nothing, or nothing new.
    fn not_asked(self, token: usize, by: Option<By>, failure: Failure) {
        if !self.is_latest(token) {
            return;
        }
        let endpoint = self.endpoint();
        endpoint.begun.set(None);
        let Some(by) = by else {
            return self.finish(token, Err(failure));
        };
        // By the clock, the same trouble every few minutes is told once.
        let last = endpoint.last.get_value();
        endpoint.last.set_value(Some(failure.clone()));
        let told = by == By::Clock && last.as_ref() == Some(&failure);
        endpoint.learn(|link| link.times.failing = true);
        let address = untrack(|| self.endpoint_open());
        if let (Some(address), false) = (address, told) {
            let source = Source::Endpoint(address);
            endpoint.failed.set(Some((source, failure)));
        }
    }
}

/// Asking that has yet to be waited for.
type Asking = Pin<Box<dyn Future<Output = ()>>>;

#[cfg(cut)]
#[wasm_split_helpers::wasm_split(setup, fallible)]
fn setup_endpoint(
    opening: Opening,
    token: usize,
    cancel: Cancel,
    address: String,
) -> Result<Asking, SplitLoaderError> {
    Ok(Box::pin(ask(opening, token, cancel, address, None)))
}

#[cfg(not(cut))]
async fn setup_endpoint(
    opening: Opening,
    token: usize,
    cancel: Cancel,
    address: String,
) -> Result<Asking, SplitLoaderError> {
    Ok(Box::pin(ask(opening, token, cancel, address, None)))
}

/// Asks an endpoint, and shows what it gave.
async fn ask(opening: Opening, token: usize, cancel: Cancel, address: String, by: Option<By>) {
    let endpoint = opening.endpoint();
    let Some(url) = address::resolve(&address) else {
        return opening.not_asked(token, by, Failure::Address(address));
    };
    keep_time(opening);
    let day = clock::today();
    let known = by.and_then(|_| untrack(|| opening.link()));
    let known = known.filter(|link| link.day == day);
    let request = Ask {
        token: endpoint.token(&url),
        etag: known.as_ref().and_then(|link| link.etag.clone()),
    };
    endpoint.tried.set_value(clock::now());
    // Whether somebody still waits; if so, what for.
    let wait = move |wait: Option<Wait>| {
        let waits = opening.is_latest(token);
        if waits {
            endpoint.begun.set(Some(Begun { token, by, wait }));
        }
        waits
    };
    wait(None);
    let answer = persist(&url, request, by.is_some(), &cancel, &wait).await;
    if !opening.is_latest(token) {
        return;
    }
    let now = clock::now();
    let known = known.as_ref();
    let (fresh, etag) = match answer {
        Ok(Answer::Content(bytes, etag)) => {
            let print = print(&bytes);
            let same = known.is_some_and(|link| link.print == print);
            ((!same).then_some((bytes, print)), etag)
        }
        Ok(Answer::Unchanged) => (None, known.and_then(|link| link.etag.clone())),
        Err(failure) => return opening.not_asked(token, by, failure),
    };
    let Some((bytes, print)) = fresh else {
        endpoint.settle(now);
        endpoint.learn(|link| {
            link.times.checked = now;
            link.times.failing = false;
            link.etag = etag;
        });
        endpoint.unchanged.set(by == Some(By::User));
        return;
    };
    let link = Link {
        address: address.clone(),
        times: Times {
            fetched: now,
            checked: now,
            failing: false,
        },
        etag,
        print,
        day,
    };
    let before = opening.asked.get_untracked();
    let files = file::of_bytes(&url, &bytes).into_iter().collect();
    let loaded = opening
        .load(token, files, &preferences::columns(), None, &cancel)
        .await;
    match loaded {
        Ok(loaded) if opening.is_latest(token) => {
            endpoint.open(link, by.is_some());
            // A refresh that brought something is an opening of which only the end shows.
            opening.pending.set(Some(Source::Endpoint(address)));
            opening.finish(token, Ok(loaded));
        }
        Ok(_) => {}
        Err(failure) => {
            // Where another form was open it still is, and is of other bytes.
            let is_before = |asked: &Arc<Asked>| {
                before
                    .as_ref()
                    .is_some_and(|before| Arc::ptr_eq(before, asked))
            };
            let asked = opening.asked.get_untracked();
            if let (Failure::Columns(_), Some(asked)) =
                (&failure, asked.filter(|asked| !is_before(asked)))
            {
                endpoint.unanswered.set_value(Some((asked, link)));
            }
            opening.not_asked(token, by, failure);
        }
    }
}

/// Asks until there is an answer, or no more hope of one, or nobody who waits for it. `again` is of an endpoint that has
/// answered before.
async fn persist(
    url: &str,
    mut request: Ask,
    again: bool,
    cancel: &Cancel,
    wait: &dyn Fn(Option<Wait>) -> bool,
) -> Result<Answer, Failure> {
    let target = Target::of(url).ok_or_else(|| Failure::Address(url.to_owned()))?;
    if let Some(trouble) = refusal(target, request.token.as_deref()) {
        return Err(Failure::Endpoint(trouble));
    }
    let mut waits = WAITS.iter().enumerate();
    loop {
        let error = match fetch::ask(url, &request, cancel).await {
            Ok(answer) => return Ok(answer),
            Err(error) => error,
        };
        // An endpoint may name its versions and yet not allow to ask by them; it is asked as at first.
        if error == FetchError::Unreachable && request.etag.take().is_some() {
            continue;
        }
        let why = explain(&error, url, target, request.token.is_some(), cancel).await;
        let Some((before, seconds)) = waits
            .next()
            .and_then(|(before, wait)| Some((before, delay(&error, &why, again, *wait)?)))
        else {
            return Err(why);
        };
        let waited = Wait {
            failure: why.clone(),
            seconds,
            next: before + 2,
            tries: WAITS.len() + 1,
        };
        if !wait(Some(waited)) {
            return Err(why);
        }
        timer::sleep(seconds).await;
        if !wait(None) {
            return Err(why);
        }
    }
}

/// What need not be asked, for it would fail or do harm.
fn refusal(target: Target, token: Option<&str>) -> Option<Trouble> {
    // What a header may hold, without spaces: RFC 6750 allows a part of it.
    let sound = |token: &str| token.bytes().all(|byte| byte.is_ascii_graphic());
    if target.credentials {
        Some(Trouble::Credentials)
    } else if target.mixed {
        Some(Trouble::Mixed)
    } else if token.is_some_and(|token| !sound(token)) {
        Some(Trouble::Token)
    } else if token.is_some() && !target.safe {
        Some(Trouble::Unsafe)
    } else {
        None
    }
}

/// After how many seconds trying again may help; `None` where it will not.
fn delay(error: &FetchError, why: &Failure, again: bool, usual: u32) -> Option<u32> {
    match error {
        FetchError::Status(429 | 500..=599, wish) => {
            let wish = wish.as_ref().and_then(RetryAfter::seconds);
            let wait = wish.map_or(usual, |wish| wish.max(usual));
            (wait <= LONGEST_WAIT).then_some(wait)
        }
        // What could be read a while ago is not forbidden: the network has just come back, or is about to.
        FetchError::Unreachable => (again || *why == Failure::Unreachable).then_some(usual),
        FetchError::Broken => Some(usual),
        // Three times as long is too long for whoever waits.
        FetchError::Timeout
        | FetchError::Status(..)
        | FetchError::TooLarge(_)
        | FetchError::Redirected => None,
    }
}

/// Finds out what the browser does not say: whether there is a server at all.
async fn explain(
    error: &FetchError,
    url: &str,
    target: Target,
    token: bool,
    cancel: &Cancel,
) -> Failure {
    let forbidden =
        *error == FetchError::Unreachable && !target.own && fetch::answers(url, cancel).await;
    if forbidden {
        let origin = address::origin();
        let origin = origin.starts_with("http").then_some(origin);
        return Failure::Endpoint(Trouble::Cors { origin, token });
    }
    failure(error)
}

/// The token of an address among those that are held.
fn held(tokens: &[(String, String)], url: &str) -> Option<String> {
    let found = tokens.iter().find(|(address, _)| address == url);
    found.map(|(_, token)| token.clone())
}

/// A hash that tells versions of a book apart.
fn print(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// Looks at the clock from now on: the age that is shown grows, and a refresh that is due begins. A page that nobody sees
/// waits until it is seen.
fn keep_time(opening: Opening) {
    let endpoint = opening.endpoint();
    if endpoint.ticking.get_value() {
        return;
    }
    endpoint.ticking.set_value(true);
    let look = move || {
        if document::is_hidden() || untrack(|| opening.endpoint_open()).is_none() {
            return;
        }
        let now = clock::now();
        endpoint.now.set(now);
        let every = endpoint.every.get_untracked();
        let due = endpoint.tried.get_value() + TimeDelta::minutes(every.into());
        if every != 0 && due <= now {
            opening.refresh(By::Clock);
        }
    };
    timer::every(TICK, look);
    document::on_visibility_change(look);
}
