//! From what people and spreadsheets write in cells to the plain forms of the format.
//!
//! Problem: `1.234,50`, `1,234.50` and `1 234,50` are one number, and `03/04/2025` is two days; a table says nowhere which it
//! means. Idea: the cells of a column are of one hand. One that can only be read in one way tells how the others are to be
//! read; where no cell of the column tells, those of the table's other columns do. What is still open is read as the format
//! itself writes it (a point before decimals), or with the day first, and that is said.
//!
//! A cell that has no such reading stays as it is: the reader of the record then names it as it stands in the file.
//!
//! Example: in a column with `12,5` the cell `1.234` is 1234; in one with `12.5` it is 1.234.

use super::{super::value::trimmed, columns::Kind};
use crate::model::{currency::Currency, number, period::parse_date};
use chrono::{DateTime, NaiveDate};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// How the cells of a column are written; `None` where no cell tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Hand {
    /// Whether decimals have a comma.
    pub comma: Option<bool>,
    /// Whether the month comes before the day.
    pub month_first: Option<bool>,
}

/// What cells tell of the hand that wrote them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Signs {
    comma: bool,
    point: bool,
    day_first: bool,
    month_first: bool,
    /// There was a day that both ways read differently.
    open_day: bool,
    /// There was a number with one point before three digits.
    open_point: bool,
}

impl Signs {
    pub(super) fn look(&mut self, kind: Kind, cell: &str) {
        match kind {
            Kind::Number { .. } => {
                if let Some(point) = evident(cell) {
                    self.point |= point;
                    return;
                }
                match Digits::of(cell).map(|digits| digits.decimals()) {
                    Some(Decimals::Comma) => self.comma = true,
                    Some(Decimals::Point) => self.point = true,
                    Some(Decimals::Open) => self.open_point |= cell.contains('.'),
                    Some(Decimals::None) | None => {}
                }
            }
            Kind::Day => match parts_of_day(cell) {
                Some(Parts::Open(first, second, _)) if first > 12 => self.day_first |= second <= 12,
                Some(Parts::Open(_, second, _)) if second > 12 => self.month_first = true,
                Some(Parts::Open(first, second, _)) => self.open_day |= first != second,
                Some(Parts::Known(..)) | None => {}
            },
            _ => {}
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        self.comma |= other.comma;
        self.point |= other.point;
        self.day_first |= other.day_first;
        self.month_first |= other.month_first;
    }

    /// The hand, where the signs agree; what they leave open, others say.
    pub(super) fn hand(self, others: Hand) -> Hand {
        let agreed = |yes: bool, no: bool| (yes != no).then_some(yes);
        Hand {
            comma: agreed(self.comma, self.point).or(others.comma),
            month_first: agreed(self.month_first, self.day_first).or(others.month_first),
        }
    }

    /// Whether a point was read as that of decimals although nothing tells so.
    pub(super) const fn guesses_point(self, hand: Hand) -> bool {
        self.open_point && hand.comma.is_none()
    }

    /// Whether days were read with the day first although nothing tells so.
    pub(super) const fn guesses_day(self, hand: Hand) -> bool {
        self.open_day && hand.month_first.is_none()
    }
}

/// A cell in the plain form of its kind; as it is where it has none.
pub(super) fn plain<'a>(kind: Kind, hand: Hand, cell: &'a str) -> Cow<'a, str> {
    let cell = trimmed(cell);
    let plain = match kind {
        Kind::Text | Kind::Texts => None,
        // Most cells are in plain form already, and stay where they lie.
        Kind::Number { .. } if evident(cell).is_some() => None,
        Kind::Day if parse_date(cell).is_some() => None,
        Kind::Word(is_word) if is_word(cell) => None,
        Kind::Number { fraction } => plain_number(cell, hand.comma, fraction),
        Kind::Day => day(cell, hand.month_first).map(|day| day.to_string()),
        Kind::Month => month(cell, hand.month_first),
        Kind::Quarter => quarter(cell),
        Kind::Word(is_word) => word(cell, is_word),
    };
    plain.map_or(Cow::Borrowed(cell), Cow::Owned)
}

/// A number's digits with what stands between them, without sign, currency and percent sign.
struct Digits<'a> {
    negative: bool,
    percent: bool,
    body: &'a str,
}

/// What stands before the decimals of a number.
enum Decimals {
    Comma,
    Point,
    /// One sign before three digits: thousands or decimals.
    Open,
    /// Nothing.
    None,
}

const SPACES: [char; 6] = [' ', '\u{A0}', '\u{202F}', '\u{2009}', '\'', '’'];
/// How often what stands around the digits is taken away: `US$ (-1.5) EUR` takes two turns.
const MOST_AROUND: usize = 4;
const MINUS: [char; 2] = ['-', '−'];

/// What may stand before or after an amount, the longer ones first, and the currency where it can be no other.
const SIGNS_OF_CURRENCIES: [(&str, Option<&str>); 31] = [
    ("US$", Some("USD")),
    ("$US", Some("USD")),
    ("CA$", Some("CAD")),
    ("$CA", Some("CAD")),
    ("AU$", Some("AUD")),
    ("$AU", Some("AUD")),
    ("NZ$", Some("NZD")),
    ("$NZ", Some("NZD")),
    ("HK$", Some("HKD")),
    ("$HK", Some("HKD")),
    ("SG$", Some("SGD")),
    ("$SG", Some("SGD")),
    ("MX$", Some("MXN")),
    ("$MX", Some("MXN")),
    ("R$", Some("BRL")),
    ("A$", Some("AUD")),
    ("C$", None),
    ("S$", None),
    ("kr.", None),
    ("kr", None),
    ("zł", Some("PLN")),
    ("Kč", Some("CZK")),
    ("Ft", Some("HUF")),
    ("€", Some("EUR")),
    ("£", Some("GBP")),
    ("₹", Some("INR")),
    ("₩", Some("KRW")),
    ("₺", Some("TRY")),
    ("₪", Some("ILS")),
    ("¥", None),
    ("$", None),
];

impl<'a> Digits<'a> {
    fn of(cell: &'a str) -> Option<Self> {
        let mut body = cell.trim();
        let (mut bracketed, mut signed) = (false, false);
        // Around the digits stand a currency, a minus and brackets, in whatever order, each of the two at most once.
        let is_bare = |text: &str| {
            text.starts_with(|c: char| c.is_ascii_digit())
                && text.ends_with(|c: char| c.is_ascii_digit())
        };
        for _ in 0..MOST_AROUND {
            if is_bare(body) {
                break;
            }
            body = without_currency(body);
            let inner = body
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'));
            if let Some(inner) = inner.filter(|_| !bracketed && !signed) {
                (bracketed, body) = (true, inner);
            }
            let unsigned = body
                .strip_prefix(MINUS)
                .or_else(|| body.strip_suffix(MINUS));
            if let Some(unsigned) = unsigned.filter(|_| !signed) {
                (signed, body) = (true, unsigned);
            }
        }
        let negative = bracketed != signed;
        let percent = body.strip_suffix('%');
        body = percent.unwrap_or(body).trim_end_matches(SPACES);
        let begins = body.starts_with(|c: char| c.is_ascii_digit());
        let ends = body.ends_with(|c: char| c.is_ascii_digit());
        let known = |c: char| c.is_ascii_digit() || c == ',' || c == '.' || SPACES.contains(&c);
        (begins && ends && body.chars().all(known)).then_some(Self {
            negative,
            percent: percent.is_some(),
            body,
        })
    }

    fn decimals(&self) -> Decimals {
        let count = |sign| self.body.matches(sign).count();
        let (last, times) = match (count(','), count('.')) {
            (0, 0) => return Decimals::None,
            (0, points) => ('.', points),
            (commas, 0) => (',', commas),
            _ => {
                let comma_last = self.body.rfind(',') > self.body.rfind('.');
                return if comma_last {
                    Decimals::Comma
                } else {
                    Decimals::Point
                };
            }
        };
        let (is, other) = if last == ',' {
            (Decimals::Comma, Decimals::Point)
        } else {
            (Decimals::Point, Decimals::Comma)
        };
        if times > 1 {
            return other; // thousands come several times, decimals once
        }
        let (before, after) = self.body.split_once(last).unwrap_or_default();
        match may_be_thousands(before, after) {
            true => Decimals::Open,
            false => is,
        }
    }

    /// The digits with a point before the decimals; `None` where what stands between them does not part thousands.
    fn plain(&self, comma: bool) -> Option<String> {
        let (decimal, other) = if comma { (',', '.') } else { ('.', ',') };
        let (whole, fraction) = match self.body.split_once(decimal) {
            Some((whole, fraction)) => (whole, Some(fraction)),
            None => (self.body, None),
        };
        let is_separator = |c: char| c == other || SPACES.contains(&c);
        let groups: Vec<&str> = whole.split(is_separator).collect();
        let (first, rest) = groups.split_first()?;
        let parted = rest.is_empty() || first.len() <= 3;
        if !parted || first.is_empty() || rest.iter().any(|group| group.len() != 3) {
            return None;
        }
        let mut separators = whole.chars().filter(|c| is_separator(*c));
        if let Some(one) = separators.next()
            && separators.any(|another| another != one)
        {
            return None;
        }
        let mut plain = String::from(if self.negative { "-" } else { "" });
        plain.extend(groups);
        if let Some(fraction) = fraction {
            if !fraction.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            plain.push('.');
            plain.push_str(fraction);
        }
        Some(plain)
    }
}

fn without_currency(text: &str) -> &str {
    let is_code = |part: &str| part.len() == 3 && part.bytes().all(|b| b.is_ascii_uppercase());
    let signs = || SIGNS_OF_CURRENCIES.iter().map(|(sign, _)| *sign);
    let text = text.trim_matches(SPACES);
    let text = match text.split_at_checked(3) {
        Some((code, rest)) if is_code(code) => rest,
        _ => { signs() }
            .find_map(|sign| text.strip_prefix(sign))
            .unwrap_or(text),
    };
    let end = text.len().checked_sub(3);
    let text = match end.and_then(|at| text.split_at_checked(at)) {
        Some((rest, code)) if is_code(code) => rest,
        _ => { signs() }
            .find_map(|sign| text.strip_suffix(sign))
            .unwrap_or(text),
    };
    text.trim_matches(SPACES)
}

/// The currency that stands in a cell beside its number, where its sign has no other meaning.
pub(super) fn currency(cell: &str) -> Option<Currency> {
    let cell = cell.trim_matches(|c: char| SPACES.contains(&c) || "()-−".contains(c));
    let mut signs = SIGNS_OF_CURRENCIES.iter();
    let sign = signs.find(|(sign, _)| cell.starts_with(*sign) || cell.ends_with(*sign));
    let ends = [cell.get(..3), cell.get(cell.len().saturating_sub(3)..)];
    let codes = ends.into_iter().flatten();
    let mut codes = codes.filter(|code| code.bytes().all(|b| b.is_ascii_uppercase()));
    let code = sign.and_then(|(_, code)| *code).or_else(|| codes.next());
    Currency::parse(code?)
}

/// Whether what stands before and after one sign may be thousands as well as decimals.
fn may_be_thousands(before: &str, after: &str) -> bool {
    after.len() == 3 && before.len() <= 3 && !before.starts_with('0')
}

/// Of a number that is in plain form whoever wrote it, whether it has a point; `None` of anything else.
fn evident(cell: &str) -> Option<bool> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let Some(point) = cell.bytes().position(|byte| byte == b'.') else {
        return digits(cell).then_some(false);
    };
    let (before, after) = (cell.get(..point)?, cell.get(point + 1..)?);
    let plain = digits(before) && digits(after) && !may_be_thousands(before, after);
    plain.then_some(true)
}

/// Whether a cell is a number, whoever wrote it.
pub(super) fn is_number(cell: &str) -> bool {
    Digits::of(cell).is_some()
}

fn plain_number(cell: &str, comma: Option<bool>, fraction: bool) -> Option<String> {
    let digits = Digits::of(cell)?;
    let comma = match digits.decimals() {
        Decimals::Comma => true,
        Decimals::Point | Decimals::None => false,
        // "1,234" with nothing to tell what it is has no plain reading.
        Decimals::Open => comma.or_else(|| cell.contains('.').then_some(false))?,
    };
    let plain = digits.plain(comma)?;
    if digits.percent && fraction {
        let number = number::decimal(&plain).ok()?;
        let hundredth = number.checked_div(Decimal::ONE_HUNDRED)?;
        return Some(hundredth.normalize().to_string());
    }
    Some(plain)
}

/// What a day is made of.
enum Parts {
    Known(NaiveDate),
    /// Two numbers of which one is the month, and the year.
    Open(u32, u32, i32),
}

/// A day as people and programs write it.
pub(in crate::ingest) fn day(cell: &str, month_first: Option<bool>) -> Option<NaiveDate> {
    match parts_of_day(cell.trim())? {
        Parts::Known(day) => Some(day),
        Parts::Open(first, second, year) => {
            let (day, month) = match (first > 12, second > 12) {
                (true, _) => (first, second),
                (_, true) => (second, first),
                _ if month_first == Some(true) => (second, first),
                _ => (first, second),
            };
            NaiveDate::from_ymd_opt(year, month, day)
        }
    }
}

fn parts_of_day(cell: &str) -> Option<Parts> {
    if let Some(day) = parse_date(cell) {
        return Some(Parts::Known(day));
    }
    if let Ok(moment) = DateTime::parse_from_rfc3339(cell) {
        return Some(Parts::Known(moment.to_utc().date_naive()));
    }
    // Beside the day may stand a time of day and the name of the day of the week; after the T of ISO 8601 a time.
    let words = cell
        .split([' ', '\u{A0}', '\u{202F}', ',', '\t'])
        .filter(|word| !word.is_empty() && !is_time(word));
    let words: Vec<&str> = words
        .map(|word| match word.split_once('T') {
            Some((date, _)) if date.len() == 10 => date,
            _ => word,
        })
        .collect();
    let numbers = words.iter().find_map(|word| in_numbers(word));
    match numbers {
        Some(parts) => {
            let others = words.iter().filter(|word| in_numbers(word).is_none());
            { others }.all(|word| is_weekday(word)).then_some(parts)
        }
        None => in_words(&words),
    }
}

/// A time of day, or what belongs to one.
fn is_time(word: &str) -> bool {
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let signs = ["AM", "PM", "am", "pm", "a.m.", "p.m.", "UTC", "GMT", "Z"];
    word.contains(':') && word.split(':').all(digits) || signs.contains(&word)
}

/// `26/11/2025`, `11-26-25`, `2025.11.26`.
fn in_numbers(word: &str) -> Option<Parts> {
    let numbers: Vec<&str> = word.split(['/', '.', '-']).collect();
    let [a, b, c] = numbers.as_slice() else {
        return None;
    };
    let number = |text: &str| -> Option<u32> {
        let fits = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        fits.then(|| text.parse().ok()).flatten()
    };
    match (number(a)?, number(b)?, number(c)?) {
        (_, month, day) if a.len() == 4 => {
            NaiveDate::from_ymd_opt(year(a)?, month, day).map(Parts::Known)
        }
        (first, second, _) if a.len() <= 2 && b.len() <= 2 => {
            Some(Parts::Open(first, second, year(c)?))
        }
        _ => None,
    }
}

/// A year of four digits, or of this century.
fn year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok().filter(|year| *year >= 0)?;
    match text.len() {
        4 => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

/// The months in English, Spanish and French, without accents.
const MONTHS: [[&str; 3]; 12] = [
    ["january", "enero", "janvier"],
    ["february", "febrero", "fevrier"],
    ["march", "marzo", "mars"],
    ["april", "abril", "avril"],
    ["may", "mayo", "mai"],
    ["june", "junio", "juin"],
    ["july", "julio", "juillet"],
    ["august", "agosto", "aout"],
    ["september", "septiembre", "septembre"],
    ["october", "octubre", "octobre"],
    ["november", "noviembre", "novembre"],
    ["december", "diciembre", "decembre"],
];

/// The days of the week in the same languages.
const WEEKDAYS: [&str; 21] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lunes",
    "martes",
    "miercoles",
    "jueves",
    "viernes",
    "sabado",
    "domingo",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
];

/// Whether a word is a name or its first letters, three at least. Some write four letters of a name that has more: `sept`.
fn abbreviates(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.starts_with(word)
}

/// The number of a month by its name: `nov`, `Nov.`, `noviembre`.
fn month_number(word: &str) -> Option<u32> {
    let word = super::columns::folded(word);
    let names = |names: &[&str; 3]| names.iter().any(|name| abbreviates(&word, name));
    let month = MONTHS.iter().position(names)?;
    u32::try_from(month + 1).ok()
}

fn is_weekday(word: &str) -> bool {
    let word = super::columns::folded(word);
    WEEKDAYS.iter().any(|name| abbreviates(&word, name))
}

/// `26 Nov 2025`, `Nov 26, 2025`, `mercredi 26 novembre 2025`, `26-nov-25`.
fn in_words(words: &[&str]) -> Option<Parts> {
    let words = words.iter().flat_map(|word| word.split(['-', '/', '.']));
    let words = words.filter(|word| !["", "de", "del", "le", "of", "the"].contains(word));
    let words: Vec<&str> = words.collect();
    let months = || words.iter().filter(|word| month_number(word).is_some());
    // "mar" begins March as well as Tuesday.
    let several = months().count() > 1;
    let is_no_part = |word: &str| is_weekday(word) && (several || month_number(word).is_none());
    let rest: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !is_no_part(word))
        .collect();
    // Behind the year may stand more of the time: "à 14h30".
    let (day, month, last) = match rest.as_slice() {
        [day, month, year, ..] | [month, day, year, ..] if month_number(month).is_some() => {
            (*day, *month, *year)
        }
        _ => return None,
    };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let month = month_number(month)?;
    NaiveDate::from_ymd_opt(year(last)?, month, day.parse().ok()?).map(Parts::Known)
}

fn month(cell: &str, month_first: Option<bool>) -> Option<String> {
    let numbers: Vec<&str> = cell.split(['/', '.', '-']).collect();
    let is_month = |text: &str| matches!(text.parse(), Ok(1..=12_u8));
    match numbers.as_slice() {
        [month, year] | [year, month] if year.len() == 4 && is_month(month) => {
            Some(format!("{year}-{month:0>2}"))
        }
        _ => {
            let of_day = || day(cell, month_first).map(|day| day.format("%Y-%m").to_string());
            named_month(cell).or_else(of_day)
        }
    }
}

/// `Apr 2025`, `junio de 2025`, `Jul-25`.
fn named_month(cell: &str) -> Option<String> {
    let words = cell.split([' ', '-', '/', '.', ',']);
    let words = words.filter(|word| !["", "de"].contains(word));
    let [month, last] = words.collect::<Vec<_>>().try_into().ok()?;
    Some(format!("{:04}-{:02}", year(last)?, month_number(month)?))
}

fn quarter(cell: &str) -> Option<String> {
    let folded = super::columns::folded(cell);
    let mut year = None;
    let mut number = None;
    for word in folded.split(' ') {
        match word.strip_prefix(['q', 't']) {
            Some("1" | "2" | "3" | "4") => number = word.get(1..),
            None if word.len() == 4 => year = Some(word),
            _ => return None,
        }
    }
    Some(format!("{}-Q{}", year?, number?))
}

/// "Partner sourced", "Partner-Sourced": the word `partner_sourced`.
fn word(cell: &str, is_word: fn(&str) -> bool) -> Option<String> {
    let word = super::columns::folded(cell).replace(' ', "_");
    is_word(&word).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NUMBER: Kind = Kind::Number { fraction: false };

    /// The cells of one column in their plain form.
    fn column(kind: Kind, cells: &[&str]) -> Vec<String> {
        let mut signs = Signs::default();
        for cell in cells {
            signs.look(kind, cell);
        }
        let hand = signs.hand(Hand::default());
        cells
            .iter()
            .map(|cell| plain(kind, hand, cell).into_owned())
            .collect()
    }

    #[test]
    fn a_number_that_can_only_be_read_in_one_way_tells_how_the_others_are_read() {
        for (cells, expected) in [
            (&["12,5", "1.234"][..], &["12.5", "1234"][..]),
            (&["12.5", "1,234"], &["12.5", "1234"]),
            (&["1.234,50", "1.234", "7"], &["1234.50", "1234", "7"]),
            (&["1,234,567", "1.5"], &["1234567", "1.5"]),
            (&["0,125", "1.000"], &["0.125", "1000"]),
            (&["1 234,5", "-1\u{202f}000"], &["1234.5", "-1000"]),
            (
                &["€ 1.234,50", "1.000 EUR", "USD 2,5"],
                &["1234.50", "1000", "2.5"],
            ),
            (&["(1,234.50)", "−3.25"], &["-1234.50", "-3.25"]),
            (
                &["1.234,50-", "(1.234,50) €", "- 2,5 €", "€ -3,5", "7,5- EUR"],
                &["-1234.50", "-1234.50", "-2.5", "-3.5", "-7.5"],
            ),
            (
                &["US$ 1,234.50", "1.5 $US", "CA$2.5", "2.5 kr", "3.5 zł"],
                &["1234.50", "1.5", "2.5", "2.5", "3.5"],
            ),
            (&["1'234.50"], &["1234.50"]),
            (&["1140.000000", "62.00"], &["1140.000000", "62.00"]),
            // Nothing tells: a point is that of the format, a comma has no plain reading.
            (&["1.234"], &["1.234"]),
            (&["1,234"], &["1,234"]),
        ] {
            assert_eq!(column(NUMBER, cells), expected, "{cells:?}");
        }
        // Not numbers, and no thousands: they stay as they are.
        let others = [
            "12k",
            "1.2.3,4",
            "1,23,456.7",
            "12..5",
            "",
            "1e3",
            "--1",
            "-1-",
            "((1))",
            "(1",
            "€",
        ];
        assert_eq!(column(NUMBER, &others), others);
    }

    #[test]
    fn a_cell_names_its_currency_where_its_sign_says_one() {
        for (cell, named) in [
            ("€ 1.234,50", Some("EUR")),
            ("(1,234.50 €)", Some("EUR")),
            ("1.000 CHF", Some("CHF")),
            ("USD 2,5", Some("USD")),
            ("$12", None),
            ("US$ 12", Some("USD")),
            ("12 $CA", Some("CAD")),
            ("12 zł", Some("PLN")),
            ("C$ 12", None),
            ("12 kr", None),
            ("(12,50) €", Some("EUR")),
            ("12", None),
            ("", None),
            ("-", None),
        ] {
            let currency = currency(cell);
            assert_eq!(currency.map(|c| c.to_string()).as_deref(), named, "{cell}");
        }
    }

    #[test]
    fn a_percentage_is_its_hundredth_where_one_is_the_whole() {
        let fraction = Kind::Number { fraction: true };
        assert_eq!(column(fraction, &["91,4 %", "0,5"]), ["0.914", "0.5"]);
        assert_eq!(column(NUMBER, &["91.4%"]), ["91.4"]);
    }

    #[test]
    fn a_day_that_can_only_be_read_in_one_way_tells_how_the_others_are_read() {
        for (cells, expected) in [
            (
                &["26/11/2025", "03/04/2025"][..],
                &["2025-11-26", "2025-04-03"][..],
            ),
            (&["11/26/2025", "03/04/2025"], &["2025-11-26", "2025-03-04"]),
            (&["03.04.25"], &["2025-04-03"]),
            (
                &["3-4-2025 09:30", "2025/4/3"],
                &["2025-04-03", "2025-04-03"],
            ),
            (
                &["2025-11-26T23:30:00-05:00", "2025-11-26T09:30:00"],
                &["2025-11-27", "2025-11-26"],
            ),
            (
                &[
                    "26 Nov 2025",
                    "Nov 26, 2025",
                    "26 de noviembre de 2025",
                    "26-nov-25",
                ],
                &["2025-11-26"; 4],
            ),
            (
                &[
                    "1er août 2025",
                    "14 juillet 2025",
                    "14 juin 2025",
                    "3 févr. 2025",
                ],
                &["2025-08-01", "2025-07-14", "2025-06-14", "2025-02-03"],
            ),
            (
                &[
                    "mar. 04/06/2025",
                    "martes 04/06/2025",
                    "mardi 10/06/2025 14:30",
                    "Jun 04 10:30:00 2025",
                ],
                &["2025-06-04", "2025-06-04", "2025-06-10", "2025-06-04"],
            ),
            (
                &[
                    "mardi 10 juin 2025",
                    "mar 10 juin 2025",
                    "Tuesday, June 10, 2025",
                    "martes, 10 de junio de 2025 09:30",
                    "10 sept. 2025",
                    "10 juin 2025 à 14h30",
                ],
                &[
                    "2025-06-10",
                    "2025-06-10",
                    "2025-06-10",
                    "2025-06-10",
                    "2025-09-10",
                    "2025-06-10",
                ],
            ),
            // A time is no year, and a word that is no day of the week has a meaning that is not known.
            (
                &[
                    "Jun 4, 12:30",
                    "4 Jun 14:30",
                    "before 04/06/2025",
                    "juice 4 2025",
                ],
                &[
                    "Jun 4, 12:30",
                    "4 Jun 14:30",
                    "before 04/06/2025",
                    "juice 4 2025",
                ],
            ),
            (
                &["30/02/2025", "2025-02-30", "soon", "45987"],
                &["30/02/2025", "2025-02-30", "soon", "45987"],
            ),
        ] {
            assert_eq!(column(Kind::Day, cells), expected, "{cells:?}");
        }
    }

    #[test]
    fn months_quarters_and_words_have_one_form() {
        assert_eq!(
            column(
                Kind::Month,
                &[
                    "11/2025",
                    "2025-1",
                    "2025-11-30",
                    "x",
                    "13/2025",
                    "Apr 2025",
                    "Jul-25",
                    "junio de 2025"
                ]
            ),
            [
                "2025-11", "2025-01", "2025-11", "x", "13/2025", "2025-04", "2025-07", "2025-06"
            ]
        );
        assert_eq!(
            column(
                Kind::Quarter,
                &["Q4 2025", "2025-Q4", "T1 2025", "2025", "Q5 2025"]
            ),
            ["2025-Q4", "2025-Q4", "2025-Q1", "2025", "Q5 2025"]
        );
        let market = Kind::Word(|word| word == "growth_market");
        assert_eq!(
            column(market, &["Growth market", "GROWTH-MARKET", "other"]),
            ["growth_market", "growth_market", "other"]
        );
    }
}
