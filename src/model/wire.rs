//! How days and decimals travel from the file worker to the page.
//!
//! Problem: a book of 100,000 sales comes back from the worker as bytes, and the page must not stand still while it takes it
//! up; the usual forms of days and decimals are texts, which it would have to read a second time. Idea: a day is its number,
//! and a decimal its digits and their places. Everything else is serde's own, packed by `postcard`, which writes short numbers
//! in few bytes.
//!
//! Example: `#[serde(with = "super::wire")] pub closed_on: NaiveDate`.

use chrono::{Datelike, NaiveDate};
use rust_decimal::Decimal;
use serde::{
    Deserialize, Deserializer, Serialize, Serializer,
    de::{DeserializeOwned, Error},
};

/// What travels in another form than its own.
pub(super) trait Wire: Copy {
    type Form: Serialize + DeserializeOwned;
    fn form(self) -> Self::Form;
    fn of(form: Self::Form) -> Option<Self>;
}

impl Wire for NaiveDate {
    type Form = i32;
    fn form(self) -> i32 {
        self.num_days_from_ce()
    }
    fn of(form: i32) -> Option<Self> {
        Self::from_num_days_from_ce_opt(form)
    }
}

/// So many bits hold the places of a decimal, which has 28 at most.
const PLACES: u32 = 5;

/// Of the digits, with the sign as their last bit, the lower 64 bits, and the upper ones before the places: both are small for
/// most numbers, and neither is one of 128 bits, which take a browser long.
impl Wire for Decimal {
    type Form = (u64, u64);
    fn form(self) -> Self::Form {
        let digits = self.mantissa();
        let digits = (digits << 1 ^ digits >> (i128::BITS - 1)).cast_unsigned();
        let upper = (digits >> u64::BITS) as u64;
        (digits as u64, upper << PLACES | u64::from(self.scale()))
    }
    fn of((lower, upper): Self::Form) -> Option<Self> {
        let digits = u128::from(upper >> PLACES) << u64::BITS | u128::from(lower);
        let digits = (digits >> 1).cast_signed() ^ -(digits & 1).cast_signed();
        let places = u32::try_from(upper & ((1 << PLACES) - 1)).ok()?;
        Self::try_from_i128_with_scale(digits, places).ok()
    }
}

impl<T: Wire> Wire for Option<T> {
    type Form = Option<T::Form>;
    fn form(self) -> Self::Form {
        self.map(T::form)
    }
    fn of(form: Self::Form) -> Option<Self> {
        match form {
            None => Some(None),
            Some(form) => T::of(form).map(Some),
        }
    }
}

pub(super) fn serialize<T: Wire, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    value.form().serialize(to)
}

pub(super) fn deserialize<'de, T: Wire, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let form = T::Form::deserialize(from)?;
    T::of(form).ok_or_else(|| D::Error::custom("no such day or number"))
}

/// JSON travels as its text.
pub(super) mod json {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use serde_json::{Map, Value};

    pub(in crate::model) fn serialize<S: Serializer>(
        value: &Map<String, Value>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        crate::model::json::text(&Value::Object(value.clone())).serialize(to)
    }

    pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Map<String, Value>, D::Error> {
        let text = <&str>::deserialize(from)?;
        serde_json::from_str(text).map_err(|_| D::Error::custom("no JSON"))
    }
}
