//! Rates in JSON: what Open Exchange Rates and Frankfurter answer.
//!
//! ```text
//! { "base": "EUR", "date": "2025-01-31", "rates": { "USD": 1.0393 } }                        a day (Frankfurter, Fixer)
//! { "timestamp": 1738367999, "base": "USD", "rates": { "EUR": 0.9622 } }                     a day (Open Exchange Rates)
//! { "base": "EUR", "start_date": …, "rates": { "2025-01-31": { "USD": 1.0393 } } }           a time series, of both
//! [ { "date": "2025-01-31", "base": "EUR", "quote": "USD", "rate": 1.0393 } ]                Frankfurter, version 2
//! ```

use super::{
    super::{
        headway::Leg,
        json::parsed,
        place::Place,
        tree::{Fields, Value},
        value::shown,
    },
    sheet::{Quote, Sheet},
    unknown,
};
use crate::model::{
    currency::Currency,
    diagnostic::{Code, Diagnostic, Effect},
    exchange::RateSource,
    period::parse_date,
};
use chrono::{DateTime, Datelike, NaiveDate};

/// Whether JSON begins as one of the answers: rates of a base currency.
pub(super) fn is_known(beginning: &str) -> bool {
    let after = |key: &str| {
        let (_, rest) = beginning.split_once(key)?;
        Some(rest.trim_start().strip_prefix(':')?.trim_start())
    };
    let of_base = after("\"base\"").is_some_and(|rest| {
        let code = rest.strip_prefix('"').and_then(|rest| rest.get(..4));
        code.and_then(|code| Currency::parse(code.strip_suffix('"')?))
            .is_some()
    });
    let rates = after("\"rates\"").is_some_and(|rest| rest.starts_with('{'));
    of_base && (rates || (after("\"quote\"").is_some() && after("\"rate\"").is_some()))
}

pub(super) fn read(text: &str) -> Result<Sheet, Diagnostic> {
    let document = parsed(text, &Leg::default())?;
    match &document {
        Value::List(quotes) if quotes.iter().any(|quote| quote.get("quote").is_some()) => {
            Ok(list(quotes))
        }
        Value::Record(answer) => tables(answer),
        other => Err(unknown("", shown(other))),
    }
}

/// An answer that is one object.
fn tables(answer: &Fields<'_>) -> Result<Sheet, Diagnostic> {
    let document = Place::Document("");
    let (Some(base), Some(rates)) = (answer.get("base"), answer.get("rates")) else {
        let names: Vec<&str> = answer.names().collect();
        return Err(unknown("", names.join(", ")));
    };
    let refused = |code, field: &str, value: &Value<'_>| {
        let place = document.field(field).to_string();
        Diagnostic::new(code, Effect::Refused, place, shown(value))
    };
    let base = currency(base).ok_or_else(|| refused(Code::BadCurrency, "base", base))?;
    let rates = rates
        .as_record()
        .ok_or_else(|| refused(Code::BadSection, "rates", rates))?;
    // Frankfurter converts an amount where it is asked to, and rounds it: those are no rates.
    if let Some(amount) = answer.get("amount")
        && crate::model::number::decimal(&shown(amount)) != Ok(rust_decimal::Decimal::ONE)
    {
        return Err(refused(Code::BadRange, "amount", amount));
    }
    let own_words = ["disclaimer", "license", "timestamp"];
    let is_open =
        own_words.iter().any(|word| answer.get(word).is_some()) && answer.get("date").is_none();
    let mut sheet = Sheet::new(match is_open {
        true => RateSource::OpenExchangeRates,
        false => RateSource::Frankfurter,
    });
    let place = document.field("rates");
    if rates.pairs().any(|(_, rate)| rate.as_record().is_some()) {
        for (key, value) in rates.pairs() {
            let place = place.field(key);
            match (parse_date(key), value.as_record()) {
                (Some(day), Some(rates)) => table(&mut sheet, day, base, rates, place),
                (None, _) => sheet.leave_out(Code::BadDate, &|| place.to_string(), key),
                (_, None) => {
                    sheet.leave_out(Code::BadSection, &|| place.to_string(), &shown(value));
                }
            }
        }
        return Ok(sheet);
    }
    let day = match (answer.get("date"), answer.get("timestamp")) {
        (Some(date), _) => date
            .as_str()
            .and_then(parse_date)
            .ok_or_else(|| refused(Code::BadDate, "date", date)),
        (None, Some(seconds)) => {
            moment(seconds).ok_or_else(|| refused(Code::BadDate, "timestamp", seconds))
        }
        (None, None) => {
            let field = Value::Text("date".into());
            Err(refused(Code::FieldMissing, "date", &field))
        }
    }?;
    table(&mut sheet, day, base, rates, place);
    Ok(sheet)
}

/// The rates of a day.
fn table(sheet: &mut Sheet, day: NaiveDate, base: Currency, rates: &Fields<'_>, place: Place<'_>) {
    for (code, rate) in rates.pairs() {
        let quote = Quote {
            day,
            base,
            currency: code,
            // The digits are those of the file.
            rate: &shown(rate),
        };
        sheet.add(&quote, &|| place.field(code).to_string());
    }
}

/// An answer that is a list of quotes.
fn list(quotes: &[Value<'_>]) -> Sheet {
    let mut sheet = Sheet::new(RateSource::Frankfurter);
    for (index, quote) in quotes.iter().enumerate() {
        let place = Place::Document("").item(index);
        let field = |name: &str| quote.get(name).map(shown).unwrap_or_default();
        let fault = |name: &str| place.field(name).to_string();
        let (date, base) = (field("date"), field("base"));
        match (parse_date(&date), Currency::parse(&base)) {
            (None, _) => sheet.leave_out(Code::BadDate, &|| fault("date"), &date),
            (_, None) => sheet.leave_out(Code::BadCurrency, &|| fault("base"), &base),
            (Some(day), Some(base)) => {
                let (currency, rate) = (field("quote"), field("rate"));
                let at = Currency::parse(&currency).map_or("quote", |_| "rate");
                let quote = Quote {
                    day,
                    base,
                    currency: &currency,
                    rate: &rate,
                };
                sheet.add(&quote, &|| fault(at));
            }
        }
    }
    sheet
}

fn currency(value: &Value<'_>) -> Option<Currency> {
    Currency::parse(value.as_str()?)
}

/// The day of a moment in seconds since 1970, in UTC.
fn moment(value: &Value<'_>) -> Option<NaiveDate> {
    let seconds = shown(value).parse().ok()?;
    let day = DateTime::from_timestamp(seconds, 0)?.date_naive();
    (0..=9999).contains(&day.year()).then_some(day)
}
