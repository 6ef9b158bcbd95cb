//! A breath for the browser: what was just put on the page is painted before a long computation begins, and a computation in
//! many parts leaves the page free between them.

use gloo_timers::future::TimeoutFuture;
use js_sys::Promise;
use wasm_bindgen_futures::JsFuture;

/// Waits until the browser has painted.
pub async fn until_painted() {
    // Two frames: the first callback runs before the paint that shows what was set, the second after it.
    for _ in 0..2 {
        let frame = Promise::new(&mut |resolve, _| {
            let asked = web_sys::window().map(|window| window.request_animation_frame(&resolve));
            if !matches!(asked, Some(Ok(_))) {
                let _ = resolve.call0(&wasm_bindgen::JsValue::NULL);
            }
        });
        let _ = JsFuture::from(frame).await;
    }
}

/// Lets the page do what waits: input, a frame. A page that nobody looks at is let on once a second.
pub async fn a_moment() {
    TimeoutFuture::new(0).await;
}
