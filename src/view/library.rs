//! What the user made, where something of it could not be done, kept or restored: in words, with what to do.

use super::{Locale, format::megabytes};
use crate::{
    query::library::{LARGEST, Refusal, RestoreFailure, Restored},
    words::Words,
};

/// Why the browser does not keep what the user makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotKept {
    /// It gives this page no database: a private window, a policy.
    Refused,
    /// There is no room.
    Full,
    /// Another tab, with an older version of the page, is in the way.
    Blocked,
    /// A newer version of the page has changed the database.
    Newer,
    /// A file that was to be kept, or was, cannot be read any more.
    Unreadable,
}

/// Why what is on the screen is not kept, and what to do.
pub fn not_kept(reason: NotKept, words: &Words) -> String {
    match reason {
        NotKept::Refused => words.library_not_kept_refused(),
        NotKept::Full => words.library_not_kept_full(),
        NotKept::Blocked => words.library_not_kept_blocked(),
        NotKept::Newer => words.library_not_kept_newer(),
        NotKept::Unreadable => words.failed_unreadable(),
    }
}

/// Why an operation was refused.
pub fn refusal(refusal: &Refusal, locale: Locale) -> String {
    let words = locale.words;
    let number = |count: usize| locale.format.number(count.into());
    match refusal {
        Refusal::NameEmpty => words.library_name_empty(),
        Refusal::NameTaken(name) => words.library_name_taken(name),
        Refusal::TooLong(most) => words.library_too_long(number(*most)),
        Refusal::TooMany(most) => words.library_too_many(number(*most)),
        Refusal::Active(name) => words.library_list_active(name),
        Refusal::Gone => words.library_gone(),
    }
}

/// What a backup brought, a sentence for each count.
pub fn restored(restored: &Restored, locale: Locale) -> Vec<String> {
    let words = locale.words;
    let number = |count: usize| locale.format.number(count.into());
    let Restored {
        added,
        replaced,
        unchanged,
        left_out,
    } = *restored;
    let sentences = [
        (added, words.restored_added(added, number(added))),
        (
            replaced,
            words.restored_replaced(replaced, number(replaced)),
        ),
        (
            unchanged,
            words.restored_unchanged(unchanged, number(unchanged)),
        ),
        (
            left_out,
            words.restored_left_out(left_out, number(left_out)),
        ),
    ];
    let said: Vec<String> = sentences
        .into_iter()
        .filter_map(|(count, sentence)| (count != 0).then_some(sentence))
        .collect();
    match said.is_empty() {
        true => vec![words.restored_nothing()],
        false => said,
    }
}

/// Why nothing of a backup was restored, and what to do.
pub fn restore_failure(failure: &RestoreFailure, locale: Locale) -> (String, String) {
    let words = locale.words;
    let size = |bytes: usize| megabytes(locale.format, u64::try_from(bytes).unwrap_or(u64::MAX));
    match failure {
        RestoreFailure::TooLarge(bytes) => (
            words.restore_too_large(size(*bytes), size(LARGEST)),
            words.restore_no_backup_hint(),
        ),
        RestoreFailure::NoBackup => (words.restore_no_backup(), words.restore_no_backup_hint()),
        RestoreFailure::Newer(format) => (words.restore_newer(format), words.restore_newer_hint()),
    }
}
