//! The clipboard.

use wasm_bindgen_futures::JsFuture;

/// The browser does not let the page copy: no permission, or no secure address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotCopied;

/// Copies text.
///
/// # Errors
/// [`NotCopied`]; the text can still be shown to be copied by hand.
pub async fn copy(text: &str) -> Result<(), NotCopied> {
    let window = web_sys::window().ok_or(NotCopied)?;
    // Away from secure addresses there is no clipboard at all, and the call below would be one on nothing.
    if !window.is_secure_context() {
        return Err(NotCopied);
    }
    let copying = window.navigator().clipboard().write_text(text);
    JsFuture::from(copying)
        .await
        .map(drop)
        .map_err(|_| NotCopied)
}
