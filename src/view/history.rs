//! The History page: what is kept, by account, the room that it takes, and the accounts side by side.

use super::{
    Locale,
    compare::Computed,
    figure::FigureView,
    format::{megabytes, rounded},
    report::money,
};
use crate::{
    engine::{commission, tiers::Performing},
    ingest::Kind,
    model::{currency::Currency, tier::TierId},
    query::history::{
        Account, History, Origin, Snapshot,
        archive::{ArchiveFailure, Returned},
    },
    rules::Rules,
    view::{library::NotKept, tier_name},
    words::Words,
};
use chrono::{NaiveDateTime, Timelike};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// A snapshot in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SnapshotView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The day of the data: ISO, and in words.
    pub day: (String, String),
    /// When it was imported, and when again.
    pub imported: String,
    /// The endpoint's address or the files' names, where that is not the name; the format.
    pub source: String,
    /// How many records it has.
    pub records: String,
    /// Total points, as they were.
    pub points: FigureView,
    /// The tier of then.
    pub tier: String,
    /// The size of its files.
    pub size: String,
    /// What its first file is known by.
    pub fingerprint: String,
}

/// The snapshots of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountSnapshots {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its snapshots, the newest data first.
    pub snapshots: Vec<SnapshotView>,
}

/// Every snapshot, by account.
pub fn by_account(
    history: &History,
    rules: Option<&Rules>,
    locale: Locale,
) -> Vec<AccountSnapshots> {
    let accounts = history.accounts().into_iter();
    accounts
        .map(|account| AccountSnapshots {
            id: account.id.clone(),
            name: account.name.clone(),
            snapshots: history
                .of(&account.id)
                .map(|snapshot| row(snapshot, rules, locale))
                .collect(),
        })
        .collect()
}

fn row(snapshot: &Snapshot, rules: Option<&Rules>, locale: Locale) -> SnapshotView {
    let words = locale.words;
    let number = |count: usize| locale.format.number(count.into());
    let imported = words.history_imported(moment(snapshot.imported_at, locale));
    let again = snapshot
        .again_at
        .map(|at| words.history_again(moment(at, locale)));
    let names: Vec<&str> = snapshot
        .files
        .iter()
        .map(|file| file.name.as_str())
        .collect();
    let names = Some(names.join(", ")).filter(|names| *names != snapshot.name);
    let from = match snapshot.origin {
        Origin::Endpoint => Some(words.history_from_endpoint()),
        Origin::File => names,
    };
    let kind = kind_name(&snapshot.kind, words);
    let left_out = (snapshot.left_out > 0)
        .then(|| words.history_left_out(snapshot.left_out, number(snapshot.left_out)));
    let used = words.history_records(snapshot.used, number(snapshot.used));
    let join = |texts: Vec<String>| texts.join(" · ");
    SnapshotView {
        id: snapshot.id.clone(),
        name: snapshot.name.clone(),
        day: (
            snapshot.as_of.to_string(),
            locale.format.date(snapshot.as_of),
        ),
        imported: join(std::iter::once(imported).chain(again).collect()),
        source: join(from.into_iter().chain([kind]).collect()),
        records: join(std::iter::once(used).chain(left_out).collect()),
        points: FigureView::points(locale, "snapshot.total_points", snapshot.points.total),
        tier: match snapshot.points.performing.as_deref() {
            None => words.not_in_data(),
            Some("") => words.no_tier(),
            Some(tier) => {
                let tier = TierId(tier.to_owned());
                rules.map_or_else(|| tier.to_string(), |rules| tier_name(rules, &tier))
            }
        },
        size: bytes(snapshot.size(), locale),
        fingerprint: snapshot
            .files
            .first()
            .map_or_else(String::new, |file| words.history_fingerprint(&file.sha256)),
    }
}

/// A moment: the day and the time by the user's clock.
fn moment(at: NaiveDateTime, locale: Locale) -> String {
    let time = format!("{:02}:{:02}", at.hour(), at.minute());
    locale
        .words
        .history_moment(locale.format.date(at.date()), time)
}

fn kind_name(kind: &str, words: &Words) -> String {
    match Kind::parse(kind) {
        Some(kind) => super::data::kind_name(kind, words),
        None => kind.to_owned(),
    }
}

/// A megabyte, as everywhere on the page.
const MEGA: u64 = 1024 * 1024;
/// A gigabyte.
const GIGA: u64 = 1024 * MEGA;

/// A size as people say it.
pub fn bytes(bytes: u64, locale: Locale) -> String {
    let per = |unit: u64| {
        let size = Decimal::from(bytes).checked_div(Decimal::from(unit));
        locale.format.number(rounded(size.unwrap_or_default(), 1))
    };
    match bytes {
        0..MEGA => locale.words.history_kilobytes(per(1024)),
        MEGA..GIGA => locale
            .words
            .history_megabytes(megabytes(locale.format, bytes)),
        _ => locale.words.history_gigabytes(per(GIGA)),
    }
}

/// What becomes of snapshots that a later one of their day followed.
pub fn thinned(spare: &[&Snapshot], locale: Locale) -> String {
    let size = spare.iter().map(|snapshot| snapshot.size());
    let size = bytes(size.fold(0, u64::saturating_add), locale);
    let count = spare.len();
    let shown = locale.format.number(count.into());
    locale.words.history_thin_hint(count, shown, size)
}

/// What a snapshot is called in a menu: the day of its data and its name.
pub fn snapshot_choice(snapshot: &Snapshot, locale: Locale) -> String {
    let day = locale.format.date(snapshot.as_of);
    locale.words.history_choice(day, &snapshot.name)
}

/// Why imports are not kept, or cannot be read, and what to do.
pub fn not_kept(reason: NotKept, words: &Words) -> String {
    match reason {
        NotKept::Refused => words.history_not_kept_refused(),
        NotKept::Full => words.history_not_kept_full(),
        NotKept::Blocked => words.history_not_kept_blocked(),
        NotKept::Newer => words.history_not_kept_newer(),
        NotKept::Unreadable => words.history_not_kept_unreadable(),
    }
}

/// What an archive brought, a sentence for each count.
pub fn returned(returned: &Returned, locale: Locale) -> String {
    let words = locale.words;
    let number = |count: usize| locale.format.number(count.into());
    let Returned {
        added,
        unchanged,
        damaged,
    } = *returned;
    let sentences = [
        (added, words.history_added(added, number(added))),
        (
            unchanged,
            words.history_unchanged(unchanged, number(unchanged)),
        ),
        (damaged, words.history_damaged(damaged, number(damaged))),
    ];
    let said = sentences.into_iter().filter(|(count, _)| *count != 0);
    let said: Vec<String> = said.map(|(_, sentence)| sentence).collect();
    match said.is_empty() {
        true => words.history_nothing_in_archive(),
        false => said.join(" "),
    }
}

/// Why nothing of an archive was restored, and what to do.
pub fn archive_failure(failure: &ArchiveFailure, words: &Words) -> String {
    match failure {
        ArchiveFailure::NoArchive => words.history_no_archive(),
        ArchiveFailure::Newer(format) => words.history_archive_newer(format),
    }
}

/// An account beside the others: the figures of its latest snapshot, by the rules in force now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountView {
    /// The account's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The day of the data.
    pub day: String,
    /// Credited tier, performing tier; sold, managed, total points.
    pub figures: [FigureView; 5],
    /// Sourced MRR of 12 months; commission paid in 12 months, by currency.
    pub money: [FigureView; 2],
    /// The same as amounts, to be added up by currency; `None` where the data does not say.
    amounts: [Option<Amounts>; 2],
}

/// Amounts by currency.
type Amounts = BTreeMap<Currency, Decimal>;

/// An account's figures.
pub fn account(account: &Account, computed: &Computed, locale: Locale) -> AccountView {
    let Computed {
        book,
        rules,
        standing,
        ..
    } = computed;
    let words = locale.words;
    let tier = |tier: Option<&TierId>| match tier {
        Some(tier) => (tier.to_string(), tier_name(rules, tier)),
        None => ("none".to_owned(), words.no_tier()),
    };
    let credited = standing.credited.as_ref();
    let performing = match &standing.performing {
        Performing::Tier(reached) => Some(tier(Some(reached))),
        Performing::NoTier => Some(tier(None)),
        Performing::NotInData => None,
    };
    let points = |key, number| FigureView::points(locale, key, number);
    let sourced = standing.sourced_mrr.value;
    let sourced = sourced.map(|amount| Amounts::from([(Currency::USD, amount)]));
    let statements = commission::statements(book, rules, book.as_of)
        .ok()
        .flatten();
    let paid = statements.map(|statements| {
        let paid = statements.paid_12m.iter();
        let amounts = paid.map(|(currency, sum)| Some((*currency, sum.value().ok()?)));
        amounts.collect::<Option<Amounts>>()
    });
    let paid = paid.flatten();
    AccountView {
        id: account.id.clone(),
        name: account.name.clone(),
        day: locale.format.date(book.as_of),
        figures: [
            FigureView::new(
                locale,
                "account.credited_tier",
                credited.map(|held| tier(held.tier.as_ref())),
            ),
            FigureView::new(locale, "account.performing_tier", performing),
            points("account.sold", standing.sold.value),
            points("account.managed", standing.managed.value),
            points("account.total_points", standing.total.value),
        ],
        money: [
            amounts_view("account.sourced_mrr_12m", sourced.as_ref(), locale),
            amounts_view("account.commission_paid_12m", paid.as_ref(), locale),
        ],
        amounts: [sourced, paid],
    }
}

/// What the accounts come to: money alone, by currency; nothing where one of them does not say it. Points are not added, for a
/// tier is of one account.
pub fn all_accounts(accounts: &[AccountView], locale: Locale) -> [FigureView; 2] {
    let keys = ["accounts.sourced_mrr_12m", "accounts.commission_paid_12m"];
    [0, 1].map(|column: usize| {
        let mut amounts = accounts
            .iter()
            .map(|account| account.amounts.get(column).and_then(Option::as_ref));
        let sum = amounts.try_fold(Amounts::new(), |mut sum, amounts| {
            for (currency, amount) in amounts? {
                let sum = sum.entry(*currency).or_default();
                *sum = sum.checked_add(*amount)?;
            }
            Some(sum)
        });
        let sum = sum.filter(|_| !accounts.is_empty());
        let key = keys.get(column).copied().unwrap_or_default();
        amounts_view(key, sum.as_ref(), locale)
    })
}

fn amounts_view(key: &'static str, amounts: Option<&Amounts>, locale: Locale) -> FigureView {
    let amounts = amounts.map(|amounts| {
        let amounts: Vec<(Currency, Decimal)> = amounts
            .iter()
            .map(|(currency, amount)| (*currency, *amount))
            .collect();
        money(&amounts, locale)
    });
    FigureView::new(locale, key, amounts)
}
