//! Apache ECharts: drawing on a canvas, and the images of it.
//!
//! Problem: ECharts is half as large as the whole program, and most visits look at figures first. Idea: `echarts.js` beside
//! this file is bundled with the parts of ECharts that we use (Trunk.toml), and loaded when the first chart asks for it. It is
//! a plain script that leaves its functions in one name of the window, because no module can be imported from here: a
//! wasm-bindgen snippet would be part of the first load. Sizes, theme and colours are its own business; every call may fail.

use super::own;
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlScriptElement};

/// The script, one of the page's own files.
const SCRIPT: &str = "charts/echarts.js";
/// The name that it leaves in the window.
const NAME: &str = "tierwiseCharts";

thread_local! {
    /// The script on its way, or arrived: all charts of a page wait for the same one.
    static LOADING: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// A chart in an element.
#[derive(Debug, Clone)]
pub struct Chart(JsValue);

impl Chart {
    /// A chart in an element, as large as that, once ECharts is there. `None` where it cannot be loaded or cannot draw.
    pub async fn create(host: &Element) -> Option<Self> {
        let library = load().await?;
        call(&library, "create", host).map(Self)
    }

    /// Draws an option of [`crate::view::chart`], now and whenever the theme changes.
    pub fn draw(&self, option: &str) -> Option<()> {
        call(&self.0, "draw", &option.into()).map(drop)
    }

    /// The chart as a PNG image under its title.
    pub async fn png(&self, title: &str) -> Option<Vec<u8>> {
        let promise: Promise = call(&self.0, "png", &title.into())?.dyn_into().ok()?;
        let bytes = JsFuture::from(promise).await.ok()?;
        Some(Uint8Array::new(&bytes).to_vec())
    }

    /// The chart as an SVG image under its title.
    pub fn svg(&self, title: &str) -> Option<Vec<u8>> {
        let text = call(&self.0, "svg", &title.into())?.as_string()?;
        Some(text.into_bytes())
    }

    /// Lets go of the element.
    pub fn dispose(&self) {
        // A chart that cannot be let go is gone with the page.
        let _ = call(&self.0, "dispose", &JsValue::UNDEFINED);
    }
}

/// The script's functions; loaded once, and anew after a failure.
async fn load() -> Option<JsValue> {
    let window = web_sys::window()?;
    // Unpacked first, so that charts which come together still share one script.
    let address = own::address(SCRIPT).await;
    let loading = LOADING.take().unwrap_or_else(|| add_script(&address));
    LOADING.set(Some(loading.clone()));
    if JsFuture::from(loading).await.is_err() {
        LOADING.take();
        return None;
    }
    Reflect::get(&window, &NAME.into())
        .ok()
        .filter(JsValue::is_object)
}

fn add_script(address: &str) -> Promise {
    Promise::new(&mut |resolve: Function, reject: Function| {
        let add = || -> Option<()> {
            let document = web_sys::window()?.document()?;
            let script: HtmlScriptElement =
                document.create_element("script").ok()?.dyn_into().ok()?;
            script.set_onload(Some(&resolve));
            script.set_onerror(Some(&reject));
            // The page's own address is the base, not the program's.
            script.set_src(address);
            document.head()?.append_child(&script).ok().map(drop)
        };
        if add().is_none() {
            let _ = reject.call0(&JsValue::UNDEFINED);
        }
    })
}

fn call(object: &JsValue, method: &str, argument: &JsValue) -> Option<JsValue> {
    let function: Function = Reflect::get(object, &method.into()).ok()?.dyn_into().ok()?;
    function.apply(object, &Array::of1(argument)).ok()
}
