//! The ECB's XML: a `Cube` for each day, in it one for each currency.

use super::{
    sheet::{Quote, Sheet},
    unknown,
};
use crate::model::{
    currency::Currency,
    diagnostic::{Code, Diagnostic, Effect},
    exchange::RateSource,
    period::parse_date,
};
use chrono::NaiveDate;
use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};

/// What one of is worth so much of others.
const BASE: &str = "EUR";

/// Whether XML is the ECB's, by its names.
pub(super) fn is_known(beginning: &str) -> bool {
    beginning.contains("eurofxref") && beginning.contains("<gesmes:")
}

pub(super) fn read(text: &str) -> Result<Sheet, Diagnostic> {
    let base = Currency::parse(BASE).ok_or_else(|| unknown("", BASE))?;
    let mut sheet = Sheet::new(RateSource::Ecb);
    let mut reader = Reader::from_str(text);
    let mut day: Result<NaiveDate, String> = Err(String::new());
    let mut depth = 0_usize;
    let mut lines = Lines::of(text);
    loop {
        lines.go_to(reader.buffer_position());
        let event = reader.read_event().map_err(|error| {
            lines.go_to(reader.error_position());
            broken(&lines, &error.to_string())
        })?;
        match event {
            Event::Start(tag) => {
                depth += 1;
                cube(&tag, &mut day, base, &mut sheet, &|| lines.place())
                    .map_err(|why| broken(&lines, &why))?;
            }
            Event::Empty(tag) => cube(&tag, &mut day, base, &mut sheet, &|| lines.place())
                .map_err(|why| broken(&lines, &why))?,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth > 0 => {
                return Err(broken(&lines, "the file ends within an element"));
            }
            Event::Eof => return Ok(sheet),
            _ => {}
        }
    }
}

/// A day begins, or one of its rates is there.
///
/// # Errors
/// Where an attribute is not as XML has them.
fn cube(
    tag: &BytesStart<'_>,
    day: &mut Result<NaiveDate, String>,
    base: Currency,
    sheet: &mut Sheet,
    place: &dyn Fn() -> String,
) -> Result<(), String> {
    if tag.local_name().as_ref() != "Cube" {
        return Ok(());
    }
    let attribute = |name: &str| {
        let found = tag.try_get_attribute(name);
        let Some(found) = found.map_err(|error| error.to_string())? else {
            return Ok(None);
        };
        let value = found.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map_err(|error| error.to_string())?;
        Ok::<_, String>(Some(value.trim().to_owned()))
    };
    if let Some(time) = attribute("time")? {
        *day = parse_date(&time).ok_or(time);
    }
    let (currency, rate) = (attribute("currency")?, attribute("rate")?);
    match (currency, rate, &day) {
        (None, None, _) => {}
        (Some(currency), Some(rate), Ok(day)) => {
            let quote = Quote {
                day: *day,
                base,
                currency: &currency,
                rate: &rate,
            };
            sheet.add(&quote, place);
        }
        (Some(_), Some(_), Err(time)) => sheet.leave_out(Code::BadDate, place, time),
        (Some(_), None, _) => sheet.leave_out(Code::FieldMissing, place, "rate"),
        (None, Some(_), _) => sheet.leave_out(Code::FieldMissing, place, "currency"),
    }
    Ok(())
}

fn broken(lines: &Lines<'_>, why: &str) -> Diagnostic {
    Diagnostic::new(Code::XmlBroken, Effect::Refused, lines.place(), why)
}

/// Where the reader is, as people count; found out on the way, for a file may have a fault in each of its lines.
struct Lines<'a> {
    text: &'a str,
    /// In bytes.
    position: usize,
    line: usize,
    /// Where the line begins, in bytes.
    start: usize,
}

impl<'a> Lines<'a> {
    const fn of(text: &'a str) -> Self {
        Self {
            text,
            position: 0,
            line: 1,
            start: 0,
        }
    }

    /// Goes on to a later position.
    fn go_to(&mut self, position: u64) {
        let position = usize::try_from(position).unwrap_or(self.text.len());
        let passed = self.text.get(self.position..position).unwrap_or_default();
        self.line += passed.matches('\n').count();
        if let Some(last) = passed.rfind('\n') {
            self.start = self.position + last + 1;
        }
        self.position = position.max(self.position);
    }

    fn place(&self) -> String {
        let before = self.text.get(self.start..self.position);
        let column = before.map_or(0, |before| before.chars().count()) + 1;
        format!("line {}, column {column}", self.line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_names_line_and_column() {
        let head = "<gesmes:Envelope>\n <Cube>\n  ";
        for (rest, place) in [
            ("<Cube time='2025-01-31'", "line 3, column 3"),
            ("</Cub>", "line 3, column 3"),
            ("<!-- no end", "line 3, column 3"),
            ("é</Cube>", "line 3, column 11"),
            ("<Cube time=2025-02-28><Cube", "line 3, column 3"),
        ] {
            let Err(refusal) = read(&format!("{head}{rest}")) else {
                panic!("{rest}")
            };
            assert_eq!(refusal.code, Code::XmlBroken);
            assert_eq!(refusal.place, place, "{rest}: {}", refusal.found);
        }
    }
}
