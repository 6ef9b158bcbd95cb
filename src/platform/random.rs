//! Ids that nobody else has made: randomness, read in one place.

/// Sixteen hexadecimal digits. Where the browser refuses randomness they are zeros.
pub fn id() -> String {
    let mut bytes = [0_u8; 8];
    if let Some(crypto) = web_sys::window().and_then(|window| window.crypto().ok()) {
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    format!("{:016x}", u64::from_be_bytes(bytes))
}
