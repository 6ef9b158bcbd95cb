//! Readers of single values: from what stands in a field to what it means, or to the code of what is wrong with it.

use super::tree::{Fields, Value};
use crate::model::{
    choice::Choice,
    currency::{Country, Currency},
    diagnostic::Code,
    number,
    period::{Month, Quarter, parse_date},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Map;
use std::num::NonZeroU32;

/// `null`, "" and white space mean the same as no field.
pub(super) fn is_missing(value: &Value<'_>) -> bool {
    match value {
        Value::Null => true,
        Value::Text(text) => trimmed(text).is_empty(),
        _ => false,
    }
}

/// A text without the space around it. Most have none, which their first and last byte tell.
pub(super) fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// The value as it stands in the file, without the quotes of a text.
pub(super) fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Text(text) => text.as_ref().to_owned(),
        other => other.to_string(),
    }
}

pub(super) fn str_of<'a>(value: &'a Value<'_>, otherwise: Code) -> Result<&'a str, Code> {
    value.as_str().map(trimmed).ok_or(otherwise)
}

pub(super) fn text(value: &Value<'_>) -> Result<String, Code> {
    str_of(value, Code::BadText).map(str::to_owned)
}

/// An id; systems that number their records write numbers.
pub(super) fn id(value: &Value<'_>) -> Result<String, Code> {
    id_str(value).map(str::to_owned)
}

/// The same where it lies.
pub(super) fn id_str<'a>(value: &'a Value<'_>) -> Result<&'a str, Code> {
    match value {
        Value::Number(number) => Ok(number),
        other => str_of(other, Code::BadText),
    }
}

pub(super) fn date(value: &Value<'_>) -> Result<NaiveDate, Code> {
    parse_date(str_of(value, Code::BadDate)?).ok_or(Code::BadDate)
}

pub(super) fn month(value: &Value<'_>) -> Result<Month, Code> {
    Month::parse(str_of(value, Code::BadMonth)?).ok_or(Code::BadMonth)
}

pub(super) fn quarter(value: &Value<'_>) -> Result<Quarter, Code> {
    Quarter::parse(str_of(value, Code::BadQuarter)?).ok_or(Code::BadQuarter)
}

pub(super) fn currency(value: &Value<'_>) -> Result<Currency, Code> {
    Currency::parse(str_of(value, Code::BadCurrency)?).ok_or(Code::BadCurrency)
}

pub(super) fn country(value: &Value<'_>) -> Result<Country, Code> {
    Country::parse(str_of(value, Code::BadCountry)?).ok_or(Code::BadCountry)
}

pub(super) fn choice<T: Choice>(value: &Value<'_>) -> Result<T, Code> {
    let word = str_of(value, Code::BadChoice)?;
    T::ALL
        .iter()
        .copied()
        .find(|case| case.word() == word)
        .ok_or(Code::BadChoice)
}

pub(super) fn decimal(value: &Value<'_>) -> Result<Decimal, Code> {
    match value {
        Value::Text(text) => number::decimal(text),
        // The digits are those of the file.
        Value::Number(digits) => number::decimal(digits),
        _ => Err(Code::BadNumber),
    }
}

fn within(value: &Value<'_>, fits: impl Fn(Decimal) -> bool) -> Result<Decimal, Code> {
    let number = decimal(value)?;
    fits(number).then_some(number).ok_or(Code::BadRange)
}

/// A decimal that is not negative.
pub(super) fn amount(value: &Value<'_>) -> Result<Decimal, Code> {
    within(value, |number| number >= Decimal::ZERO)
}

/// A decimal from 0 to 1.
pub(super) fn fraction(value: &Value<'_>) -> Result<Decimal, Code> {
    within(value, |number| {
        (Decimal::ZERO..=Decimal::ONE).contains(&number)
    })
}

/// A decimal from 0 to 100.
pub(super) fn score(value: &Value<'_>) -> Result<Decimal, Code> {
    within(value, |number| {
        (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(&number)
    })
}

/// A whole number from 0.
pub(super) fn count(value: &Value<'_>) -> Result<u32, Code> {
    let number = decimal(value).map_err(|_| Code::BadCount)?;
    if !number.is_integer() {
        return Err(Code::BadCount);
    }
    u32::try_from(number).map_err(|_| Code::BadCount)
}

/// A whole number from 1.
pub(super) fn partners(value: &Value<'_>) -> Result<NonZeroU32, Code> {
    NonZeroU32::new(count(value)?).ok_or(Code::BadCount)
}

/// An address that a link or a picture may have: http or https and nothing else, above all no `javascript:`.
pub(super) fn address(value: &Value<'_>) -> Result<String, Code> {
    let address = str_of(value, Code::BadAddress)?;
    let rest = address.split_once("://").and_then(|(scheme, rest)| {
        let known = ["http", "https"].map(|known| scheme.eq_ignore_ascii_case(known));
        known.contains(&true).then_some(rest)
    });
    match rest {
        Some(rest) if !rest.is_empty() && !address.contains(char::is_whitespace) => {
            Ok(address.to_owned())
        }
        _ => Err(Code::BadAddress),
    }
}

pub(super) fn object(value: &Value<'_>) -> Result<Map<String, serde_json::Value>, Code> {
    value
        .as_record()
        .map(Fields::to_json)
        .ok_or(Code::BadSection)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::tree::tests::tree;
    use crate::model::sale::DealType;

    /// What a JSON value is in a file.
    macro_rules! json {
        ($($value:tt)+) => {
            tree(&serde_json::json!($($value)+).to_string()).into_owned()
        };
    }

    #[test]
    fn missing_is_null_or_blank() {
        for missing in [json!(null), json!(""), json!("  \n")] {
            assert!(is_missing(&missing), "{missing}");
        }
        for there in [json!(0), json!(false), json!([]), json!({}), json!("0")] {
            assert!(!is_missing(&there), "{there}");
        }
    }

    #[test]
    fn texts_and_ids_are_trimmed() {
        assert_eq!(text(&json!(" Acme ")), Ok("Acme".to_owned()));
        assert_eq!(text(&json!(7)), Err(Code::BadText));
        assert_eq!(id(&json!(" c1 ")), Ok("c1".to_owned()));
        assert_eq!(
            id(&json!(12345678901234567890123_i128)),
            Ok("12345678901234567890123".to_owned())
        );
        assert_eq!(id(&json!(["c1"])), Err(Code::BadText));
    }

    #[test]
    fn numbers_are_read_from_their_own_digits() {
        let number = tree("0.1000000000000000000000001");
        assert_eq!(
            decimal(&number).map(|d| d.to_string()),
            Ok("0.1000000000000000000000001".to_owned())
        );
        assert_eq!(decimal(&json!(true)), Err(Code::BadNumber));
        assert_eq!(amount(&json!("-1")), Err(Code::BadRange));
        assert_eq!(fraction(&json!("1.01")), Err(Code::BadRange));
        assert_eq!(score(&json!(100)), Ok(Decimal::ONE_HUNDRED));
        assert_eq!(score(&json!("ten")), Err(Code::BadNumber));
    }

    #[test]
    fn counts_are_whole() {
        assert_eq!(count(&json!("2")), Ok(2));
        assert_eq!(count(&json!("2.0")), Ok(2));
        assert_eq!(partners(&json!(2)).map(NonZeroU32::get), Ok(2));
        for bad in [
            json!(0),
            json!(-1),
            json!("1.5"),
            json!("two"),
            json!("99999999999"),
            json!([2]),
        ] {
            assert_eq!(partners(&bad), Err(Code::BadCount), "{bad}");
        }
    }

    #[test]
    fn words_are_taken_as_they_are() {
        assert_eq!(
            choice(&json!(" partner_sourced ")),
            Ok(DealType::PartnerSourced)
        );
        for bad in [json!("Partner_Sourced"), json!(1)] {
            assert_eq!(choice::<DealType>(&bad), Err(Code::BadChoice), "{bad}");
        }
    }

    #[test]
    fn only_web_addresses_are_kept() {
        for good in ["https://example.test/a?b=c", "HTTP://example.test"] {
            assert_eq!(address(&json!(good)), Ok(good.to_owned()));
        }
        for bad in [
            "javascript:alert(1)",
            "java\nscript://alert(1)",
            "data:text/html,x",
            "//example.test",
            "ftp://example.test",
            "https://",
            "https://example.test/ a",
        ] {
            assert_eq!(address(&json!(bad)), Err(Code::BadAddress), "{bad}");
        }
    }
}
