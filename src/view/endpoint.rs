//! An endpoint in words: how old what it gave is, and why it gave nothing.
//!
//! Problem: a browser says "failed to fetch" for a dozen causes, and a figure does not show its age. Idea: what was found out
//! about a failure is a [`Trouble`], each with a sentence that says what to do; and the moments at which the endpoint was asked
//! are [`Times`], which become a line that is always on the screen.

use super::{
    Locale,
    data::{self, Failure, FailureView, Source},
};
use chrono::{DateTime, Utc};

/// Why an endpoint gave nothing, beyond what may happen to any file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// It answers, but lets no page of this origin read it. With a token the browser asks first whether it may send that.
    Cors {
        /// The origin that the endpoint must allow; `None` for a page from a file, which has none.
        origin: Option<String>,
        /// Whether a token was to be sent.
        token: bool,
    },
    /// A page that came by https cannot ask an http address.
    Mixed,
    /// Everybody on the way could read the token.
    Unsafe,
    /// No header can hold the token.
    Token,
    /// The address leads elsewhere, and a token must not follow.
    Redirected,
    /// A name or a password stands in the address.
    Credentials,
    /// The answer broke off.
    Broken,
}

/// Whether trying again may help: somebody else may have put it right.
const fn may_pass(trouble: &Trouble) -> bool {
    matches!(
        trouble,
        Trouble::Cors { .. } | Trouble::Broken | Trouble::Redirected
    )
}

/// What is wrong and what to do.
fn trouble(trouble: &Trouble, locale: Locale) -> (String, String) {
    let words = locale.words;
    match trouble {
        Trouble::Cors { origin, token } => {
            let hint = match (origin, token) {
                (Some(origin), false) => words.endpoint_cors_hint(origin),
                (Some(origin), true) => words.endpoint_cors_hint_token(origin),
                (None, false) => words.endpoint_cors_hint_file(),
                (None, true) => words.endpoint_cors_hint_file_token(),
            };
            (words.endpoint_cors(), hint)
        }
        Trouble::Mixed => (words.endpoint_mixed(), words.endpoint_mixed_hint()),
        Trouble::Unsafe => (words.endpoint_unsafe(), words.endpoint_unsafe_hint()),
        Trouble::Token => (words.endpoint_token_bad(), words.endpoint_token_bad_hint()),
        Trouble::Redirected => (
            words.endpoint_redirected(),
            words.endpoint_redirected_hint(),
        ),
        Trouble::Credentials => (
            words.endpoint_credentials(),
            words.endpoint_credentials_hint(),
        ),
        Trouble::Broken => (words.endpoint_broken(), words.endpoint_broken_hint()),
    }
}

/// A failure in words.
pub fn failure(source: &Source, failure: &Failure, locale: Locale) -> FailureView {
    let mut view = data::failure(source, failure, locale);
    match failure {
        Failure::Endpoint(why) => {
            view.lines.push(trouble(why, locale));
            view.retry = may_pass(why);
        }
        // What `ui::problems::Refusal` says of an opening stands in the same place.
        Failure::Refused(diagnostics) => {
            view.lines = data::refused(diagnostics, locale);
            view.refused = false;
        }
        _ => {}
    }
    view
}

/// What is waited for before the endpoint is asked again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wait {
    /// Why the last try gave nothing.
    pub failure: Failure,
    /// For how many seconds.
    pub seconds: u32,
    /// Which try comes next, counted from one.
    pub next: usize,
    /// How many there are.
    pub tries: usize,
}

/// A wait, in words.
pub fn waiting(wait: &Wait, locale: Locale) -> String {
    let words = locale.words;
    let why = match &wait.failure {
        Failure::Endpoint(why) => vec![trouble(why, locale)],
        failure => data::reasons(failure, locale),
    };
    let why = why.into_iter().next().map(|(what, _)| what);
    let why = why.unwrap_or_default();
    let seconds = usize::try_from(wait.seconds).unwrap_or(usize::MAX);
    let number = |number: usize| locale.format.number(number.into());
    let again = words.endpoint_waiting(seconds, number(wait.next), number(wait.tries));
    format!("{why} {again}")
}

/// When an endpoint was asked for what is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Times {
    /// When it gave it.
    pub fetched: DateTime<Utc>,
    /// When it last said that this is still the latest; as `fetched` before it is asked again.
    pub checked: DateTime<Utc>,
    /// Whether it was asked since, in vain.
    pub failing: bool,
}

/// How old what is open is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Freshness {
    /// In a line.
    pub text: String,
    /// Whether it may be older than the endpoint's own.
    pub stale: bool,
}

/// The age of what is open. `clock` writes a moment in the user's own time zone.
pub fn freshness(
    times: Times,
    now: DateTime<Utc>,
    clock: &dyn Fn(DateTime<Utc>) -> String,
    locale: Locale,
) -> Freshness {
    let words = locale.words;
    let fetched = clock(times.fetched);
    let text = if times.checked == times.fetched {
        words.endpoint_fetched(fetched, age(times.fetched, now, locale))
    } else {
        words.endpoint_checked(fetched, age(times.checked, now, locale))
    };
    let text = if times.failing {
        words.endpoint_failing(text)
    } else {
        text
    };
    Freshness {
        text,
        stale: times.failing,
    }
}

/// How long ago something was, in the largest unit that fits. A clock that was set back makes nothing younger than now.
pub fn age(then: DateTime<Utc>, now: DateTime<Utc>, locale: Locale) -> String {
    let words = locale.words;
    let age = now - then;
    let count = |number: i64| usize::try_from(number).unwrap_or(0);
    let (minutes, hours, days) = (
        count(age.num_minutes()),
        count(age.num_hours()),
        count(age.num_days()),
    );
    match (days, hours, minutes) {
        (0, 0, 0) => words.endpoint_age_now(),
        (0, 0, minutes) => words.endpoint_age_minutes(minutes),
        (0, hours, _) => words.endpoint_age_hours(hours),
        (days, ..) => words.endpoint_age_days(days),
    }
}

/// A refresh that failed, in words; `last` is when the endpoint last answered.
pub fn not_refreshed(
    source: &Source,
    failure: &Failure,
    last: Option<String>,
    locale: Locale,
) -> FailureView {
    let mut view = self::failure(source, failure, locale);
    view.title = locale
        .words
        .endpoint_not_refreshed(source.name(locale.words));
    if let Some(last) = last {
        view.lines
            .push((locale.words.endpoint_last(last), String::new()));
    }
    view
}

/// Every how many minutes an endpoint may be asked again by itself; 0 is never.
pub const INTERVALS: [u32; 4] = [0, 5, 15, 60];

/// What one may choose from: each number of minutes with its name.
pub fn intervals(locale: Locale) -> Vec<(String, String)> {
    let named = INTERVALS.iter().map(|minutes| {
        let count = usize::try_from(*minutes).unwrap_or(usize::MAX);
        let name = match minutes {
            0 => locale.words.endpoint_every_never(),
            60 => locale.words.endpoint_every_hour(),
            _ => locale.words.endpoint_every(count),
        };
        (minutes.to_string(), name)
    });
    named.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        view::format::Plain,
        words::{Language, Words},
    };
    use chrono::TimeDelta;

    fn in_english<T>(make: impl FnOnce(Locale) -> T) -> T {
        make(Locale {
            words: &Words::new(Language::En),
            format: &Plain,
        })
    }

    fn at(minutes: i64) -> DateTime<Utc> {
        DateTime::<Utc>::UNIX_EPOCH + TimeDelta::minutes(minutes)
    }

    #[test]
    fn an_age_is_in_the_largest_unit_that_fits() {
        for (minutes, expected) in [
            (-5, "just now"),
            (0, "just now"),
            (1, "1 minute ago"),
            (59, "59 minutes ago"),
            (60, "1 hour ago"),
            (23 * 60 + 59, "23 hours ago"),
            (24 * 60, "1 day ago"),
            (50 * 60, "2 days ago"),
        ] {
            let age = in_english(|locale| age(at(0), at(minutes), locale));
            assert_eq!(age, expected, "{minutes}");
        }
    }

    #[test]
    fn the_line_tells_fetched_checked_and_failing_apart() {
        let clock = |moment: DateTime<Utc>| moment.format("%H:%M").to_string();
        let line = |checked, failing| {
            let times = Times {
                fetched: at(845),
                checked: at(checked),
                failing,
            };
            in_english(|locale| freshness(times, at(893), &clock, locale))
        };
        assert_eq!(line(845, false).text, "Fetched 14:05, 48 minutes ago");
        assert_eq!(
            line(890, false).text,
            "Fetched 14:05, unchanged 3 minutes ago"
        );
        let failing = line(845, true);
        assert!(failing.stale);
        assert_eq!(
            failing.text,
            "Fetched 14:05, 48 minutes ago; the last refresh failed"
        );
    }

    #[test]
    fn cors_names_the_very_header_that_is_missing() {
        let hint = |origin: Option<&str>, token| {
            let origin = origin.map(str::to_owned);
            in_english(|locale| trouble(&Trouble::Cors { origin, token }, locale).1)
        };
        let origin = "https://partners.example.com";
        let header = format!("Access-Control-Allow-Origin: {origin}");
        assert!(hint(Some(origin), false).contains(&header));
        assert!(!hint(Some(origin), false).contains("Authorization"));
        assert!(hint(Some(origin), true).contains(&header));
        assert!(hint(Some(origin), true).contains("Access-Control-Allow-Headers: Authorization"));
        assert!(hint(None, false).contains("Access-Control-Allow-Origin: *"));
        assert!(hint(None, true).contains("Access-Control-Allow-Headers: Authorization"));
    }
}
