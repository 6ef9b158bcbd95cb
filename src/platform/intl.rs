//! Numbers, money and dates as the user's language writes them: the browser's `Intl`, fed decimal strings so that no digit
//! passes through a float.

use crate::{
    model::currency::{Country, Currency},
    view::format::{Format, Plain},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use js_sys::{
    Array, Date, Function,
    Intl::{Collator, DateTimeFormat, NumberFormat},
    Object, Reflect,
};
use rust_decimal::Decimal;
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};

/// A language's formats.
#[derive(Debug)]
pub struct Intl {
    locales: Array,
    number: Function,
    percent: Function,
    /// The formats of money that were asked for: to make one takes the browser longer than to write a row of a table with it.
    money: RefCell<Vec<(Currency, Function)>>,
    date: Function,
    short_day: Function,
    month: Function,
    compare: Function,
    /// Compares without capitals and accents.
    alike: Function,
    decimal_mark: char,
    group_mark: char,
    countries: Names,
    currencies: Names,
}

impl Intl {
    /// The formats of a language, in the user's own region where they prefer one: `en-GB` writes dates otherwise than
    /// `en-US`.
    pub fn new(language: &str, preferred: &[String]) -> Self {
        // Only plain tags: a browser may list `en-US@posix`, which `Intl` refuses with an exception.
        let plain = |tag: &str| tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        let own = |tag: &&String| tag.split('-').next() == Some(language) && plain(tag);
        let tag = preferred.iter().find(own).map_or(language, String::as_str);
        let locales = Array::of1(&tag.into());
        let numbers =
            |options: &[(&str, JsValue)]| NumberFormat::new(&locales, &object(options)).format();
        let number = numbers(&[("maximumFractionDigits", 20.into())]);
        let percent = numbers(&[
            ("style", "percent".into()),
            ("maximumFractionDigits", 1.into()),
        ]);
        let dates = |parts: &[(&str, &str)]| {
            let utc = ("timeZone", "UTC");
            let parts = parts.iter().chain([&utc]);
            let options: Vec<_> = parts.map(|(key, value)| (*key, (*value).into())).collect();
            DateTimeFormat::new(&locales, &object(&options)).format()
        };
        let (day, month, year) = (("day", "numeric"), ("month", "short"), ("year", "numeric"));
        let date = dates(&[day, month, year]);
        let short_day = dates(&[day, month]);
        let month = dates(&[month, year]);
        let compare = Collator::new(&locales, &Object::new()).compare();
        let mark = |number_with_one: &str| {
            let text = call(&number, &number_with_one.into())?;
            text.chars().find(|c| !c.is_ascii_digit())
        };
        let (decimal_mark, group_mark) = (mark("1.5"), mark("1234567"));
        Self {
            number,
            percent,
            money: RefCell::default(),
            date,
            short_day,
            month,
            compare,
            alike: Collator::new(&locales, &object(&[("sensitivity", "base".into())])).compare(),
            decimal_mark: decimal_mark.unwrap_or('.'),
            group_mark: group_mark.unwrap_or(' '),
            countries: Names::of(&locales, "region"),
            currencies: Names::of(&locales, "currency"),
            locales,
        }
    }
}

impl Intl {
    /// A moment in the user's own time zone: the time of day; longer ago than half a day, with its day.
    pub fn moment(&self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let mut options = vec![("timeStyle", "short".into())];
        if now - at >= TimeDelta::hours(12) {
            options.push(("dateStyle", "medium".into()));
        }
        let format = DateTimeFormat::new(&self.locales, &object(&options)).format();
        // A date of JavaScript reads a moment with its zone as everybody writes it.
        let moment = Date::new(&at.to_rfc3339().into());
        call(&format, &moment).unwrap_or_else(|| at.to_string())
    }

    /// The format of a currency's money.
    fn money_of(&self, currency: Currency) -> Function {
        let mut known = self.money.borrow_mut();
        if let Some((_, format)) = known.iter().find(|(other, _)| *other == currency) {
            return format.clone();
        }
        let options = object(&[
            ("style", "currency".into()),
            ("currency", currency.as_str().into()),
            ("trailingZeroDisplay", "stripIfInteger".into()),
        ]);
        let format = NumberFormat::new(&self.locales, &options).format();
        known.push((currency, format.clone()));
        format
    }
}

impl Format for Intl {
    fn number(&self, number: Decimal) -> String {
        call(&self.number, &number.to_string().into()).unwrap_or_else(|| Plain.number(number))
    }

    fn money(&self, amount: Decimal, currency: Currency) -> String {
        let format = self.money_of(currency);
        call(&format, &amount.to_string().into()).unwrap_or_else(|| Plain.money(amount, currency))
    }

    fn percent(&self, fraction: Decimal) -> String {
        call(&self.percent, &fraction.to_string().into()).unwrap_or_else(|| Plain.percent(fraction))
    }

    fn date(&self, day: NaiveDate) -> String {
        call(&self.date, &midnight(day)).unwrap_or_else(|| Plain.date(day))
    }

    fn short_day(&self, day: NaiveDate) -> String {
        call(&self.short_day, &midnight(day)).unwrap_or_else(|| Plain.short_day(day))
    }

    fn month(&self, day: NaiveDate) -> String {
        call(&self.month, &midnight(day)).unwrap_or_else(|| Plain.month(day))
    }

    fn sort(&self, names: &mut Vec<String>) {
        // In one go on the browser's side: a call for every comparison would be many times slower.
        let array: Array = names
            .iter()
            .map(|name| JsValue::from(name.as_str()))
            .collect();
        let sort = Reflect::get(&array, &"sort".into());
        let sorted = sort.ok().and_then(|sort| {
            sort.dyn_into::<Function>()
                .ok()?
                .call1(&array, &self.compare)
                .ok()
        });
        // Texts can always be compared; would a browser refuse, they stayed as they are.
        if sorted.is_some() {
            *names = array.iter().filter_map(|name| name.as_string()).collect();
        }
    }

    fn decimal_mark(&self) -> char {
        self.decimal_mark
    }

    fn group_mark(&self) -> char {
        self.group_mark
    }

    fn same(&self, name: &str, typed: &str) -> bool {
        let order = self
            .alike
            .call2(&JsValue::UNDEFINED, &name.into(), &typed.into());
        order.is_ok_and(|order| order == 0)
    }

    fn country(&self, country: Country) -> String {
        self.countries.name(country.as_str())
    }

    fn currency(&self, currency: Currency) -> String {
        self.currencies.name(currency.as_str())
    }
}

/// The browser's names of countries or currencies, where it has them.
#[derive(Debug)]
struct Names(Option<(JsValue, Function)>);

impl Names {
    fn of(locales: &Array, kind: &str) -> Self {
        let make = || {
            let options = object(&[("type", kind.into())]);
            let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
            let class = Reflect::get(&intl, &"DisplayNames".into()).ok()?;
            let arguments = Array::of2(locales, &options);
            let names = Reflect::construct(class.dyn_ref::<Function>()?, &arguments).ok()?;
            let of = Reflect::get(&names, &"of".into()).ok()?;
            Some((names, of.dyn_into().ok()?))
        };
        Self(make())
    }

    /// The name; the code where the browser has none.
    fn name(&self, code: &str) -> String {
        let name = self
            .0
            .as_ref()
            .and_then(|(names, of)| of.call1(names, &code.into()).ok());
        name.and_then(|name| name.as_string())
            .unwrap_or_else(|| code.to_owned())
    }
}

/// An ISO date without a time is midnight UTC in JavaScript.
fn midnight(day: NaiveDate) -> JsValue {
    Date::new(&day.to_string().into()).into()
}

fn call(format: &Function, value: &JsValue) -> Option<String> {
    format.call1(&JsValue::UNDEFINED, value).ok()?.as_string()
}

fn object(entries: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (key, value) in entries {
        // A plain object takes every property.
        let _ = Reflect::set(&object, &(*key).into(), value);
    }
    object
}
