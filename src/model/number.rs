//! Decimals from their own digits.
//!
//! Problem: a float has no 0.1, a spreadsheet writes 1E+3, people write "1,234.50" and "12k", and `Decimal`'s own readers
//! round what is too long. Idea: one narrow form, `-1234.50` with an optional exponent; what fits in 28 digits is kept
//! exactly, and anything else is said to be wrong.

use super::diagnostic::Code;
use rust_decimal::Decimal;

/// Reads a plain decimal; trailing zeros are dropped (`1140.000000` is 1140).
///
/// # Errors
/// [`Code::BadNumber`] where it is none, [`Code::TooManyDigits`] where 28 digits do not suffice.
pub fn decimal(text: &str) -> Result<Decimal, Code> {
    let text = text.trim();
    short(text).map_or_else(|| long(text), Ok)
}

/// A number of at most 18 digits and no exponent, which nearly all are, in one pass; `None` of any other.
fn short(text: &str) -> Option<Decimal> {
    const LONGEST: usize = 18;
    let (negative, unsigned) = match text.as_bytes() {
        [b'-', unsigned @ ..] => (true, unsigned),
        unsigned => (false, unsigned),
    };
    let is_digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    if unsigned.len() > LONGEST || !is_digit(unsigned.first()) || !is_digit(unsigned.last()) {
        return None;
    }
    let (mut mantissa, mut decimals) = (0_i64, None);
    for byte in unsigned {
        match (byte, decimals) {
            (b'0'..=b'9', _) => {
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                decimals = decimals.map(|decimals| decimals + 1);
            }
            (b'.', None) => decimals = Some(0),
            _ => return None,
        }
    }
    let mut decimals = decimals.unwrap_or_default();
    while decimals > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        decimals -= 1;
    }
    Some(Decimal::new(
        if negative { -mantissa } else { mantissa },
        decimals,
    ))
}

/// Any number that the form allows.
fn long(text: &str) -> Result<Decimal, Code> {
    let (plain, exponent) = match text.split_once(['e', 'E']) {
        Some((plain, exponent)) => (plain, whole(exponent)?),
        None => (text, 0),
    };
    if !is_plain(plain) {
        return Err(Code::BadNumber);
    }
    let significant = if plain.contains('.') {
        plain.trim_end_matches('0').trim_end_matches('.')
    } else {
        plain
    };
    Decimal::from_str_exact(significant)
        .ok()
        .and_then(|mantissa| shifted(mantissa, exponent))
        .map(|decimal| decimal.normalize())
        .ok_or(Code::TooManyDigits)
}

/// Digits, with a minus before and a point between them at most.
fn is_plain(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match unsigned.split_once('.') {
        Some((whole, fraction)) => digits(whole) && digits(fraction),
        None => digits(unsigned),
    }
}

/// An exponent: digits with a sign before them at most.
fn whole(text: &str) -> Result<i32, Code> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Code::BadNumber);
    }
    text.parse().map_err(|_| Code::TooManyDigits)
}

/// `mantissa × 10^exponent`, exactly; `None` where 28 digits do not suffice.
///
/// Not `Decimal::from_scientific`, which rounds a mantissa that is too long.
fn shifted(mantissa: Decimal, exponent: i32) -> Option<Decimal> {
    let scale = i32::try_from(mantissa.scale())
        .ok()?
        .checked_sub(exponent)?;
    match u32::try_from(scale) {
        Ok(scale) => Decimal::try_from_i128_with_scale(mantissa.mantissa(), scale).ok(),
        Err(_) => {
            let factor = 10_i128.checked_pow(scale.unsigned_abs())?;
            let whole = mantissa.mantissa().checked_mul(factor)?;
            Decimal::try_from_i128_with_scale(whole, 0).ok()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn decimals_keep_every_digit() {
        for (text, exact) in [
            ("1234.50", "1234.5"),
            (" -80 ", "-80"),
            ("0.1", "0.1"),
            ("1140.000000", "1140"),
            ("100", "100"),
            ("-0.00", "0"),
            ("0.00000000000000000000000000000000000", "0"),
            (
                "7922816251426433759354395033.5",
                "7922816251426433759354395033.5",
            ),
            ("1e3", "1000"),
            ("1.25E+1", "12.5"),
            ("-25e-4", "-0.0025"),
        ] {
            assert_eq!(
                decimal(text).map(|d| d.to_string()),
                Ok(exact.to_owned()),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_short_number_is_what_the_long_way_makes_of_it(text in "-?[0-9]{0,12}[.]?[0-9]{0,12}[-.e]?") {
            if let Some(number) = short(&text) {
                prop_assert_eq!(long(&text).map(|long| long.unpack()), Ok(number.unpack()), "{}", text);
            }
        }
    }

    #[test]
    fn what_is_no_plain_number_is_refused() {
        for text in [
            "", "1,234.50", "12k", "NaN", "inf", "+5", "1_000", ".5", "5.", "1 000", "--1", "0x10",
            "e3", "1e", "1e1.5", "1e+-3", "1.2.3", "١٢",
        ] {
            assert_eq!(decimal(text), Err(Code::BadNumber), "{text}");
        }
    }

    #[test]
    fn what_28_digits_cannot_hold_is_refused_not_rounded() {
        for text in [
            "123456789012345678901234567890",
            "0.12345678901234567890123456789",
            "1.2345678901234567890123456789012e3",
            "1e29",
            "1e-29",
            "1e99999999999",
            "1e-2147483648",
        ] {
            assert_eq!(decimal(text), Err(Code::TooManyDigits), "{text}");
        }
    }
}
