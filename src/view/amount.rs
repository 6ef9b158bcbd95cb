//! Amounts as people type them.
//!
//! Problem: `1.234,50`, `1 234,50` and `1,234.50` are the same amount, and `1.234` is a thousand for one reader and a bit
//! more than one for another. A page that guesses is wrong by a factor of a thousand, silently. Idea: whatever has one
//! reading only is read, whichever language the page speaks; where both are possible the language's own grouping decides;
//! and what is left is asked about.
//!
//! Example: in French, `1.234` is [`AmountFault::Ambiguous`] (1234 or 1.234), `1.234,5` is 1234.5, and `12k` is refused with
//! 12000 as a hint.

use super::format::Format;
use rust_decimal::Decimal;

/// The most digits of an amount: more are a slip of the keyboard.
pub const MOST_DIGITS: usize = 18;

/// Why a text is no amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AmountFault {
    /// Nothing was typed.
    Empty,
    /// It is below zero.
    Negative,
    /// It ends in "k" or "m"; what it may mean.
    Suffix(Decimal),
    /// It may mean thousands, or a number with three decimal places.
    Ambiguous {
        /// With the mark between thousands.
        thousands: Decimal,
        /// With the mark before decimals.
        decimals: Decimal,
    },
    /// More digits than [`MOST_DIGITS`].
    TooLong,
    /// Something else; the first character that does not belong.
    NotANumber(char),
}

/// Reads an amount.
///
/// # Errors
/// [`AmountFault`]; the sentence for it is `view::calculator`'s.
pub fn amount(text: &str, format: &dyn Format) -> Result<Decimal, AmountFault> {
    let text = text.trim();
    let Some(last) = text.chars().last() else {
        return Err(AmountFault::Empty);
    };
    if let Some(rest) = text.strip_prefix(['-', '−']) {
        return match amount(rest, format) {
            Ok(number) if number.is_zero() => Ok(number),
            Err(AmountFault::Empty | AmountFault::Negative) => Err(AmountFault::NotANumber('-')),
            Err(fault @ AmountFault::NotANumber(_)) => Err(fault),
            _ => Err(AmountFault::Negative),
        };
    }
    let thousands = match last {
        'k' | 'K' => Some(Decimal::ONE_THOUSAND),
        'm' | 'M' => Some(Decimal::from(1_000_000)),
        _ => None,
    };
    if let Some(times) = thousands {
        let meant = amount(text.trim_end_matches(last), format);
        let meant = meant.ok().and_then(|number| number.checked_mul(times));
        return Err(meant.map_or(AmountFault::NotANumber(last), |meant| {
            AmountFault::Suffix(meant.normalize())
        }));
    }
    read(text.strip_prefix('+').unwrap_or(text), format)
}

/// What people put between thousands, apart from a comma and a point.
fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\'' | '’' | '\u{202F}')
}

fn read(text: &str, format: &dyn Format) -> Result<Decimal, AmountFault> {
    let foreign = |c: &char| !(c.is_ascii_digit() || is_gap(*c) || matches!(c, ',' | '.'));
    if let Some(c) = text.chars().find(foreign) {
        return Err(AmountFault::NotANumber(c));
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    if digits == 0 {
        return Err(AmountFault::NotANumber(text.chars().next().unwrap_or(' ')));
    }
    // ".5" and "0.5" are one number, and equally long.
    let leading = text.chars().take_while(|c| *c == '0').count();
    if digits - leading > MOST_DIGITS {
        return Err(AmountFault::TooLong);
    }
    let last = text.rfind([',', '.']);
    let Some(at) = last else {
        return whole(text, None);
    };
    let (head, tail) = text.split_at(at);
    let mark = tail.chars().next().unwrap_or('.');
    let tail = tail.trim_start_matches(mark);
    let other = if mark == ',' { '.' } else { ',' };
    if head.contains(mark) {
        // Twice the same: it parts thousands, and nothing else can be there.
        return whole(text, Some(mark));
    }
    if !tail.bytes().all(|b| b.is_ascii_digit()) {
        return Err(AmountFault::NotANumber(mark));
    }
    let decimals = || with_decimals(head, other, tail);
    let plain = head.bytes().all(|b| b.is_ascii_digit());
    let grouped =
        plain && tail.len() == 3 && (1..=3).contains(&head.len()) && !head.starts_with('0');
    if !grouped {
        return decimals();
    }
    let thousands = whole(text, Some(mark))?;
    if mark == format.group_mark() {
        return Ok(thousands);
    }
    Err(AmountFault::Ambiguous {
        thousands,
        decimals: decimals()?,
    })
}

fn with_decimals(head: &str, group: char, tail: &str) -> Result<Decimal, AmountFault> {
    let head = match head.trim() {
        "" => Decimal::ZERO,
        head => whole(head, Some(group))?,
    };
    let text = format!("{head}.{tail}0");
    Decimal::from_str_exact(&text)
        .map(|number| number.normalize())
        .map_err(|_| AmountFault::TooLong)
}

/// A number without decimals, its thousands parted by a mark, by gaps, or not at all.
fn whole(text: &str, mark: Option<char>) -> Result<Decimal, AmountFault> {
    let parts = |c: char| is_gap(c) || Some(c) == mark;
    let groups: Vec<&str> = text.trim().split(parts).collect();
    let stray = text.chars().find(|c| !c.is_ascii_digit() && !parts(*c));
    if let Some(c) = stray {
        return Err(AmountFault::NotANumber(c));
    }
    let wrong = || AmountFault::NotANumber(text.trim().chars().find(|c| parts(*c)).unwrap_or(' '));
    if let [first, middle @ .., last] = groups.as_slice() {
        // Thousands; or as in India, hundreds from the thousand on: 12,34,567.
        let by = |size: usize| middle.iter().all(|group| group.len() == size);
        let first_fits = |most: usize| (1..=most).contains(&first.len());
        if last.len() != 3 || !(by(3) && first_fits(3) || by(2) && first_fits(2)) {
            return Err(wrong());
        }
    }
    Decimal::from_str_exact(&groups.concat()).map_err(|_| AmountFault::TooLong)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::format::Marks;
    use AmountFault::*;
    use proptest::prelude::*;

    const fn marks(decimal: char, group: char) -> Marks {
        Marks { decimal, group }
    }

    const ENGLISH: Marks = marks('.', ',');
    const FRENCH: Marks = marks(',', '\u{202F}');
    const GERMAN: Marks = marks(',', '.');

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    #[test]
    fn what_has_one_reading_is_read_in_every_language() {
        for (typed, meant) in [
            ("1000", "1000"),
            ("1.234,50", "1234.5"),
            ("1 234,50", "1234.5"),
            ("1\u{202F}234,50", "1234.5"),
            ("1\u{A0}234\u{A0}567", "1234567"),
            ("1,234.50", "1234.5"),
            ("1'234.50", "1234.5"),
            ("1’234’567.5", "1234567.5"),
            ("1.234.567", "1234567"),
            ("1,234,567", "1234567"),
            ("12,34,567.5", "1234567.5"),
            ("1,23,456", "123456"),
            ("1,5", "1.5"),
            ("1.50", "1.5"),
            ("1234,567", "1234.567"),
            ("0.500", "0.5"),
            ("0,125", "0.125"),
            ("1 234.567", "1234.567"),
            (".5", "0.5"),
            ("12.", "12"),
            (" +7 ", "7"),
            ("-0", "0"),
            ("007", "7"),
        ] {
            for format in [&ENGLISH, &FRENCH, &GERMAN] {
                assert_eq!(amount(typed, format), Ok(decimal(meant)), "{typed}");
            }
        }
    }

    #[test]
    fn the_language_decides_by_its_own_thousands_and_the_rest_is_asked() {
        let asked = Err(Ambiguous {
            thousands: decimal("1234"),
            decimals: decimal("1.234"),
        });
        assert_eq!(amount("1,234", &ENGLISH), Ok(decimal("1234")));
        assert_eq!(amount("1.234", &GERMAN), Ok(decimal("1234")));
        assert_eq!(amount("1.234", &ENGLISH), asked);
        assert_eq!(amount("1,234", &GERMAN), asked);
        assert_eq!(amount("1.234", &FRENCH), asked);
        assert_eq!(amount("1,234", &FRENCH), asked);
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for (typed, fault) in [
            ("", Empty),
            ("  ", Empty),
            ("-5", Negative),
            ("−1.234,5", Negative),
            ("12k", Suffix(decimal("12000"))),
            ("1.5 K", Suffix(decimal("1500"))),
            ("2m", Suffix(decimal("2000000"))),
            ("k", NotANumber('k')),
            ("twelve", NotANumber('t')),
            ("1e5", NotANumber('e')),
            ("€5", NotANumber('€')),
            ("5%", NotANumber('%')),
            ("12 34", NotANumber(' ')),
            ("1.2.345", NotANumber('.')),
            ("1,2345,678", NotANumber(',')),
            ("1.234,567.8", NotANumber(',')),
            (",", NotANumber(',')),
            ("1..5", NotANumber('.')),
            ("--5", NotANumber('-')),
            ("٣", NotANumber('٣')),
            ("123456789012345678901234567890", TooLong),
        ] {
            assert_eq!(amount(typed, &ENGLISH), Err(fault), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_a_panic_and_digits_are_what_they_are(text in "[0-9.,' km-]{0,24}", number in 0u64..999_999_999_999, cents in 0u32..100) {
            let _ = amount(&text, &FRENCH);
            let plain = format!("{number}.{cents:02}");
            prop_assert_eq!(amount(&plain, &GERMAN), Ok(decimal(&plain).normalize()));
        }
    }
}
