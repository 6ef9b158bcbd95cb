//! What a file is known by, read piece by piece.
//!
//! SHA-256 is the crate `sha2`: the browser's own digest wants all bytes at once, and is missing on a page served by plain http.
//! CRC-32, which a ZIP file wants, is by hand: the fast crate brings 16 KB of tables that do not compress, and packing takes
//! longer than this.

use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Takes a file's bytes in their order.
#[derive(Debug, Clone, Default)]
pub struct Fingerprint {
    sha256: Sha256,
    crc: u32,
}

impl Fingerprint {
    /// Takes the next bytes.
    pub fn take(&mut self, bytes: &[u8]) {
        self.sha256.update(bytes);
        let mut crc = !self.crc;
        for byte in bytes {
            crc ^= u32::from(*byte);
            for _ in 0..8 {
                let carried = crc & 1 == 1;
                crc >>= 1;
                if carried {
                    crc ^= 0xEDB8_8320;
                }
            }
        }
        self.crc = !crc;
    }

    /// The CRC-32 so far.
    pub const fn crc(&self) -> u32 {
        self.crc
    }

    /// The SHA-256, in hexadecimal digits.
    pub fn sha256(self) -> String {
        let mut digits = String::new();
        for byte in self.sha256.finalize() {
            let _ = write!(digits, "{byte:02x}");
        }
        digits
    }
}
