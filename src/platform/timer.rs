//! What happens later, and again and again.

use gloo_timers::{
    callback::{Interval, Timeout},
    future::TimeoutFuture,
};

/// What happens later, unless this is dropped before.
pub type Later = Timeout;

/// Calls back once, after so many seconds.
pub fn later(seconds: u32, callback: impl FnOnce() + 'static) -> Later {
    Timeout::new(seconds.saturating_mul(1000), callback)
}

/// Waits so many seconds.
pub async fn sleep(seconds: u32) {
    TimeoutFuture::new(seconds.saturating_mul(1000)).await;
}

/// Calls back every so many seconds, for as long as the page lives. A page that nobody looks at is called less often.
pub fn every(seconds: u32, callback: impl FnMut() + 'static) {
    Interval::new(seconds.saturating_mul(1000), callback).forget();
}
