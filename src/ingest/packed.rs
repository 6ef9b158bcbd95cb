//! How a reading travels from the file worker to the page.
//!
//! Problem: a page that takes 100,000 sales up at once stands still meanwhile. Idea: first comes the reading with its long
//! lists empty, then each list in parts of so many records, and between two of them the page is free for its user.
//!
//! Example: 100,000 sales of 10,000 clients are 23 parts: `Reading::begun(first)?`, and `reading.take_up(part)?` for each of the others.

use super::several::Reading;
use crate::model::{
    book::Book, client::Client, deal::Deal, managed::Managed, renewal::Renewal, sale::Sale,
};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, mem::take};

/// Records of a part: a few milliseconds' work.
const RECORDS: usize = 5_000;

/// A part of a long list of a book.
#[derive(Serialize, Deserialize)]
enum Part<'a> {
    Clients(Cow<'a, [Client]>),
    Sales(Cow<'a, [Sale]>),
    Managed(Cow<'a, [Managed]>),
    Deals(Cow<'a, [Deal]>),
    Renewals(Cow<'a, [Renewal]>),
}

impl Part<'_> {
    fn add_to(self, book: &mut Book) {
        fn add<T: Clone>(list: &mut Option<Vec<T>>, part: Cow<'_, [T]>) {
            list.get_or_insert_default().append(&mut part.into_owned());
        }
        match self {
            Self::Clients(part) => book.clients.append(&mut part.into_owned()),
            Self::Sales(part) => add(&mut book.sales, part),
            Self::Managed(part) => add(&mut book.managed, part),
            Self::Deals(part) => add(&mut book.deals, part),
            Self::Renewals(part) => add(&mut book.renewals, part),
        }
    }
}

/// The long lists of a book.
struct Lists {
    clients: Vec<Client>,
    sales: Vec<Sale>,
    managed: Vec<Managed>,
    deals: Vec<Deal>,
    renewals: Vec<Renewal>,
}

impl Lists {
    /// Takes them out of a book, in which they are empty then.
    fn out_of(book: &mut Book) -> Self {
        fn all<T>(list: &mut Option<Vec<T>>) -> Vec<T> {
            list.as_mut().map(take).unwrap_or_default()
        }
        Self {
            clients: take(&mut book.clients),
            sales: all(&mut book.sales),
            managed: all(&mut book.managed),
            deals: all(&mut book.deals),
            renewals: all(&mut book.renewals),
        }
    }

    fn parts(&self) -> impl Iterator<Item = Part<'_>> {
        fn parts<'a, T: Clone>(
            list: &'a [T],
            part: fn(Cow<'a, [T]>) -> Part<'a>,
        ) -> impl Iterator<Item = Part<'a>> {
            list.chunks(RECORDS).map(Cow::Borrowed).map(part)
        }
        parts(&self.clients, Part::Clients)
            .chain(parts(&self.sales, Part::Sales))
            .chain(parts(&self.managed, Part::Managed))
            .chain(parts(&self.deals, Part::Deals))
            .chain(parts(&self.renewals, Part::Renewals))
    }
}

impl Reading {
    /// The reading as parts of bytes, for the page to take up from the file worker: the first is its beginning.
    pub fn into_parts(mut self) -> Option<Vec<Vec<u8>>> {
        let books = self.books.iter_mut();
        let lists: Vec<Lists> = books
            .map(|found| Lists::out_of(&mut found.read.book))
            .collect();
        let mut all = vec![postcard::to_allocvec(&self).ok()?];
        for (book, lists) in lists.iter().enumerate() {
            for part in lists.parts() {
                all.push(postcard::to_allocvec(&(book, part)).ok()?);
            }
        }
        Some(all)
    }

    /// The first of the parts that [`Reading::into_parts`] made; `None` for any other bytes.
    pub fn begun(part: &[u8]) -> Option<Self> {
        postcard::from_bytes(part).ok()
    }

    /// Takes up the next of its parts, a few thousand records; `None` for any other bytes.
    pub fn take_up(&mut self, part: &[u8]) -> Option<()> {
        let (book, part): (usize, Part<'_>) = postcard::from_bytes(part).ok()?;
        part.add_to(&mut self.books.get_mut(book)?.read.book);
        Some(())
    }
}
