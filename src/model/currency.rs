//! Codes of currencies and countries.

use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt};

/// An ISO 4217 currency code: three capital letters. Whether the programme gives points for it is a question for the rules.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Currency([u8; 3]);

/// An ISO 3166-1 alpha-2 country code: two capital letters.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Country([u8; 2]);

impl Currency {
    /// The currency of the programme's thresholds and sourced sums.
    pub const USD: Self = Self(*b"USD");

    /// Reads a code, in capitals or not; `None` where it is not three letters.
    pub fn parse(text: &str) -> Option<Self> {
        letters(text).map(Self)
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Its three letters, in ASCII.
    pub(crate) const fn letters(self) -> [u8; 3] {
        self.0
    }
}

impl Country {
    /// Reads a code, in capitals or not; `None` where it is not two letters.
    pub fn parse(text: &str) -> Option<Self> {
        letters(text).map(Self)
    }

    /// The code in capitals.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

// The derived order compares byte by byte in a loop, for every sale of a book; one number is compared at once.
impl Ord for Currency {
    fn cmp(&self, other: &Self) -> Ordering {
        let number = |Self([a, b, c]): &Self| u32::from_be_bytes([0, *a, *b, *c]);
        number(self).cmp(&number(other))
    }
}

impl Ord for Country {
    fn cmp(&self, other: &Self) -> Ordering {
        let number = |country: &Self| u16::from_be_bytes(country.0);
        number(self).cmp(&number(other))
    }
}

fn letters<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes: [u8; N] = text.as_bytes().try_into().ok()?;
    if !bytes.iter().all(u8::is_ascii_alphabetic) {
        return None;
    }
    bytes.make_ascii_uppercase();
    Some(bytes)
}

macro_rules! code_traits {
    ($($name:ident)+) => {$(
        impl PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
                Some(self.cmp(other))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    )+};
}
code_traits!(Currency Country);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_letters_in_any_case() {
        assert_eq!(
            Currency::parse("eur").map(|c| c.to_string()),
            Some("EUR".to_owned())
        );
        assert_eq!(
            Country::parse("CO").map(|c| c.to_string()),
            Some("CO".to_owned())
        );
        for bad in ["", "EU", "EURO", "E1R", "é€"] {
            assert_eq!(Currency::parse(bad), None, "{bad}");
        }
    }
}
