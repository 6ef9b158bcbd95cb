//! A map for few entries.
//!
//! Problem: the standard maps are made for millions of entries, and each pair of types that they hold is several kilobytes of
//! the page (measured: a tenth of the program). Idea: a list in the order of its keys. Looking something up among twenty
//! entries is as quick as in a tree; whoever may have thousands takes a tree.

use std::borrow::Borrow;

/// Entries in the order of their keys, each key once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<K, V>(Vec<(K, V)>);

impl<K, V> Default for Table<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: Ord, V> Table<K, V> {
    fn place<Q: Ord + ?Sized>(&self, key: &Q) -> Result<usize, usize>
    where
        K: Borrow<Q>,
    {
        let place = self.0.partition_point(|(other, _)| other.borrow() < key);
        match self.0.get(place) {
            Some((other, _)) if other.borrow() == key => Ok(place),
            _ => Err(place),
        }
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        let place = self.place(key).ok()?;
        self.0.get(place).map(|(_, value)| value)
    }

    /// Sets the value of a key.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(&key) {
            Ok(place) => {
                if let Some((_, old)) = self.0.get_mut(place) {
                    *old = value;
                }
            }
            Err(place) => self.0.insert(place, (key, value)),
        }
    }

    /// Takes a key away, where it is there.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q)
    where
        K: Borrow<Q>,
    {
        if let Ok(place) = self.place(key) {
            self.0.remove(place);
        }
    }

    /// The value of a key, made where it is missing.
    pub fn entry(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let place = self.place(&key).unwrap_or_else(|place| {
            self.0.insert(place, (key, V::default()));
            place
        });
        #[allow(clippy::indexing_slicing, reason = "the line above made it")]
        &mut self.0[place].1
    }

    /// Whether there is such a key.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.place(key).is_ok()
    }
}

impl<K, V> Table<K, V> {
    /// The entries in the order of their keys.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&K, &V)> {
        self.0.iter().map(|(key, value)| (key, value))
    }

    /// The keys in their order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.0.iter().map(|(key, _)| key)
    }

    /// Keeps the entries of which it is so.
    pub fn retain(&mut self, mut keep: impl FnMut(&K, &V) -> bool) {
        self.0.retain(|(key, value)| keep(key, value));
    }

    /// How many entries there are.
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<K, V> IntoIterator for Table<K, V> {
    type Item = (K, V);
    type IntoIter = std::vec::IntoIter<(K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_in_order_and_each_there_once() {
        let mut table: Table<String, u32> = Table::default();
        for (key, value) in [("b", 1), ("a", 2), ("c", 3), ("b", 4)] {
            table.insert(key.to_owned(), value);
        }
        *table.entry("d".to_owned()) += 5;
        let entries: Vec<_> = table.iter().map(|(k, v)| (k.as_str(), *v)).collect();
        assert_eq!(entries, [("a", 2), ("b", 4), ("c", 3), ("d", 5)]);
        assert_eq!((table.get("c"), table.get("x")), (Some(&3), None));
        table.remove("c");
        table.remove("x");
        assert_eq!((table.get("c"), table.len()), (None, 3));
    }
}
