//! The order of names, which is a matter of the language.
//!
//! Problem: a language's comparison of two names is slow, and a sort of 10,000 rows asks for it 130,000 times. Idea: the
//! language puts the names themselves in order, each once and all in one go; rows are then sorted by their names' ranks.

use std::collections::BTreeMap;

/// Puts names in the order of a language.
pub type NameOrder<'a> = &'a dyn Fn(&mut Vec<String>);

/// The rank of each name.
#[derive(Debug, Default)]
pub struct Ranks(BTreeMap<String, usize>);

impl Ranks {
    /// The ranks of some names.
    pub fn of<'n>(names: impl Iterator<Item = &'n str>, order: NameOrder) -> Self {
        // One by one: collecting them would sort them first, which is more program.
        let mut ranks = BTreeMap::new();
        for name in names {
            ranks.insert(name.to_owned(), 0);
        }
        let mut names: Vec<String> = ranks.keys().cloned().collect();
        order(&mut names);
        for (rank, name) in names.iter().enumerate() {
            if let Some(slot) = ranks.get_mut(name) {
                *slot = rank;
            }
        }
        Self(ranks)
    }

    /// A name's rank; the last for a name that was not among them.
    pub fn rank(&self, name: &str) -> usize {
        self.0.get(name).copied().unwrap_or(usize::MAX)
    }
}
