//! What was imported: every file as it was, one snapshot each, by the account that it is of.
//!
//! Problem: next month's file replaces this month's on the screen, and what changed between them is lost. Idea: the bytes are
//! kept as they came, and beside them a small record that the list can be made of without reading them. A snapshot is known
//! by the fingerprints of its files, so that the same file is never kept twice; nothing is ever overwritten.
//!
//! Example: `history.latest("hub:4711")` is the snapshot that the page opens when that account is chosen.

pub mod archive;
mod fingerprint;
mod snapshot;

pub use fingerprint::Fingerprint;
pub use snapshot::{Account, KeptFile, Origin, Points, Snapshot};

use super::library::{LONGEST_NAME, Refusal};
use crate::model::sorted::{sort_by, sort_by_key};
use chrono::{NaiveDate, NaiveDateTime};
use std::collections::BTreeMap;

/// Every snapshot that is kept, the newest data first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct History {
    snapshots: Vec<Snapshot>,
}

impl History {
    /// The history of the records that were kept. One that cannot be read, of a newer page perhaps, is not shown, and not
    /// deleted either.
    pub fn from_kept<'a>(kept: impl Iterator<Item = &'a str>) -> Self {
        let mut snapshots: Vec<Snapshot> = kept.filter_map(Snapshot::from_text).collect();
        sort_by(&mut snapshots, |a: &Snapshot, b| b.age().cmp(&a.age()));
        Self { snapshots }
    }

    /// One more.
    pub fn add(&mut self, snapshot: Snapshot) {
        let place = |other: &Snapshot| other.age() > snapshot.age();
        let at = self.snapshots.partition_point(place);
        self.snapshots.insert(at, snapshot);
    }

    /// Every snapshot, the newest data first.
    pub fn snapshots(&self) -> &[Snapshot] {
        &self.snapshots
    }

    /// A snapshot by its id.
    pub fn get(&self, id: &str) -> Option<&Snapshot> {
        self.snapshots.iter().find(|snapshot| snapshot.id == id)
    }

    /// The snapshot of exactly this book, as [`Snapshot::is_of`].
    pub fn known(
        &self,
        files: &[KeptFile],
        kind: &str,
        as_of: NaiveDate,
        part: usize,
    ) -> Option<&Snapshot> {
        let mut all = self.snapshots.iter();
        all.find(|snapshot| snapshot.is_of(files, kind, as_of, part))
    }

    /// The accounts, each once and called as its newest snapshot calls it, by name.
    pub fn accounts(&self) -> Vec<&Account> {
        let mut accounts: Vec<&Account> = Vec::new();
        for snapshot in &self.snapshots {
            if !accounts.iter().any(|known| known.id == snapshot.account.id) {
                accounts.push(&snapshot.account);
            }
        }
        sort_by(&mut accounts, |a, b| {
            let key = |account: &Account| (account.name.to_lowercase(), account.id.clone());
            key(a).cmp(&key(b))
        });
        accounts
    }

    /// The snapshots of an account, the newest data first.
    pub fn of<'a>(&'a self, account: &'a str) -> impl Iterator<Item = &'a Snapshot> {
        let snapshots = self.snapshots.iter();
        snapshots.filter(move |snapshot| snapshot.account.id == account)
    }

    /// Of an account, the answers of an endpoint that a later one followed on the same day, with data of the same day: what
    /// fills the browser where an endpoint says something else all day. What the user gave a name of its own is none, nor what
    /// is `shown`.
    pub fn spare<'a>(&'a self, account: &'a str, shown: Option<&str>) -> Vec<&'a Snapshot> {
        let answers = self.of(account);
        let mut answers: Vec<&Snapshot> = answers
            .filter(|snapshot| snapshot.origin == Origin::Endpoint)
            .collect();
        let day = |answer: &'a Snapshot| {
            let imported = answer.imported().date();
            (&answer.name, answer.part, answer.as_of, imported)
        };
        sort_by_key(&mut answers, |answer| (day(answer), answer.imported()));
        let days = answers.chunk_by(|a, b| day(a) == day(b));
        days.filter_map(|of_day| of_day.split_last())
            .flat_map(|(_, earlier)| earlier.iter().copied())
            .filter(|answer| Some(answer.id.as_str()) != shown)
            .collect()
    }

    /// The newest snapshot of an account.
    pub fn latest<'a>(&'a self, account: &'a str) -> Option<&'a Snapshot> {
        self.of(account).next()
    }

    /// The snapshot of the same account before this one.
    pub fn before(&self, snapshot: &Snapshot) -> Option<&Snapshot> {
        let same = self.snapshots.iter();
        let mut same = same.filter(|other| other.account.id == snapshot.account.id);
        same.find(|other| other.age() < snapshot.age())
    }
}

impl History {
    /// The snapshots that have another one of their account beside them, the newest data first.
    pub fn comparable(&self) -> impl Iterator<Item = &Snapshot> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for snapshot in &self.snapshots {
            *counts.entry(&snapshot.account.id).or_default() += 1;
        }
        let several = move |snapshot: &&Snapshot| counts.get(&*snapshot.account.id) > Some(&1);
        self.snapshots.iter().filter(several)
    }

    /// The two snapshots that are compared, the first one first: those that are asked for, else the one on the screen, or the
    /// latest, and the one before it. Where nothing is before it, it is the first one and the latest comes after it. Two of
    /// different accounts are never compared.
    pub fn pair(
        &self,
        asked: Option<&str>,
        with: Option<&str>,
        shown: Option<&str>,
    ) -> Option<(&Snapshot, &Snapshot)> {
        let known = |id: Option<&str>| {
            let id = id?;
            self.comparable().find(|snapshot| snapshot.id == id)
        };
        let second = known(asked).or_else(|| known(shown));
        let second = second.or_else(|| self.comparable().next())?;
        let first = known(with)
            .filter(|first| first.id != second.id && first.account.id == second.account.id);
        if let Some(first) = first.or_else(|| self.before(second)) {
            return Some((first, second));
        }
        let latest = self.latest(&second.account.id)?;
        (latest.id != second.id).then_some((second, latest))
    }
}

impl Snapshot {
    /// The same snapshot with another name.
    ///
    /// # Errors
    /// No name, or one that is too long.
    pub fn renamed(&self, name: &str) -> Result<Self, Refusal> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Refusal::NameEmpty);
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(Refusal::TooLong(LONGEST_NAME));
        }
        Ok(Self {
            name: name.to_owned(),
            ..self.clone()
        })
    }

    /// The same snapshot, imported once more, with what is said of its columns now and the endpoint that it came from.
    #[must_use]
    pub fn again(&self, at: NaiveDateTime, columns: String, address: Option<String>) -> Self {
        Self {
            again_at: Some(at),
            columns,
            address,
            ..self.clone()
        }
    }
}
