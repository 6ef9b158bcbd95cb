//! The clients that other records name.

use super::super::{tree::Value, value};
use crate::model::{client::Client, currency::Currency, diagnostic::Code};

/// The clients by id: what the field `client` of other records may name. Every record of a book asks, so that an id is looked for
/// only among those of its drawer, by what is compared without a look at the id itself.
pub(super) struct Clients<'a> {
    /// In the order of their drawers, and of their keys in each.
    named: Vec<(Key<'a>, Named)>,
    /// Where each drawer begins, and where the last one ends.
    begin: Vec<usize>,
}

/// As many drawers as this many bits tell apart.
const BITS: u32 = 14;

/// An id: its last eight letters as one number, its length, and the letters before them. Ids of one book differ at their end.
type Key<'a> = (u64, usize, &'a [u8]);

fn key(id: &str) -> Key<'_> {
    match id.as_bytes().split_last_chunk::<8>() {
        Some((before, last)) => (u64::from_be_bytes(*last), id.len(), before),
        None => {
            let letters = id.bytes();
            let letters = letters.fold(0, |letters, letter| letters << 8 | u64::from(letter));
            (letters, id.len(), &[])
        }
    }
}

/// The drawer of a key: by a product whose first bits each letter changes.
fn drawer((letters, ..): Key<'_>) -> usize {
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    (letters.wrapping_mul(ODD) >> (u64::BITS - BITS)) as usize
}

/// A client that a record names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Named {
    /// Its index in the book.
    pub(super) index: usize,
    pub(super) currency: Option<Currency>,
}

impl<'a> Clients<'a> {
    pub(super) fn of(clients: &'a [Client]) -> Self {
        let clients = clients.iter().enumerate();
        let mut named: Vec<_> = clients
            .map(|(index, client)| {
                let currency = client.currency;
                (key(&client.id), Named { index, currency })
            })
            .collect();
        named.sort_unstable_by_key(|(key, _)| (drawer(*key), *key));
        let begin = |of: usize| named.partition_point(|(key, _)| drawer(*key) < of);
        let begin = (0..=1 << BITS).map(begin).collect();
        Self { named, begin }
    }

    /// Reads a reference to a client.
    pub(super) fn named(&self, value: &Value<'_>) -> Result<Named, Code> {
        let key = key(value::id_str(value)?);
        let drawer = drawer(key);
        let drawer = match self.begin.get(drawer..=drawer + 1) {
            Some([begin, end]) => self.named.get(*begin..*end),
            _ => None,
        };
        let drawer = drawer.unwrap_or_default();
        // Most drawers have one or two.
        let named = match drawer {
            [first, ..] if first.0 == key => Some(first),
            [_, second, ..] if second.0 == key => Some(second),
            _ => {
                let place = drawer.binary_search_by_key(&key, |(key, _)| *key);
                place.ok().and_then(|place| drawer.get(place))
            }
        };
        named.map(|(_, named)| *named).ok_or(Code::ClientUnknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_client_is_found_by_its_own_id_however_alike_the_others_are() {
        let tail = "12345678";
        let mut ids: Vec<String> = (0..20_000).map(|n| format!("c{n}")).collect();
        // One drawer for all of these.
        ids.extend((0..2_000).map(|n| format!("{n}-{tail}")));
        ids.extend(["", "\0", "\0\0", "a", "\0a", "é", tail, "x12345678"].map(str::to_owned));
        let clients: Vec<Client> = ids.iter().map(|id| Client::named(id)).collect();
        let named = Clients::of(&clients);
        let find = |id: &str| {
            named
                .named(&Value::Text(id.into()))
                .map(|named| named.index)
        };
        for (index, id) in ids.iter().enumerate() {
            assert_eq!(find(id), Ok(index), "{id:?}");
        }
        for id in [
            "c20000",
            "2000-12345678",
            "b",
            "\0\0\0",
            "y12345678",
            "2345678",
        ] {
            assert_eq!(find(id), Err(Code::ClientUnknown), "{id:?}");
        }
        assert!(Clients::of(&[]).named(&Value::Text("a".into())).is_err());
    }
}
