//! The order of names, which is a matter of the language.
//!
//! Problem: a language's comparison of two names is slow, and a sort of 10,000 rows asks for it 130,000 times. Idea: the
//! language puts the names themselves in order, each once and all in one go; rows are then sorted by their names' ranks.

/// Puts names in the order of a language.
pub type NameOrder<'a> = &'a dyn Fn(&mut Vec<String>);

/// The rank of each name.
#[derive(Debug, Default)]
pub struct Ranks {
    /// Each name once, in the order of its letters' codes, to be found in.
    names: Vec<String>,
    /// The rank of each of them.
    ranks: Vec<usize>,
}

impl Ranks {
    /// The ranks of some names.
    pub fn of<'n>(names: impl Iterator<Item = &'n str>, order: NameOrder) -> Self {
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        names.sort();
        names.dedup();
        let mut ordered = names.clone();
        order(&mut ordered);
        let mut ranks = Self {
            ranks: vec![0; names.len()],
            names,
        };
        for (rank, name) in ordered.iter().enumerate() {
            if let Ok(place) = ranks.names.binary_search(name)
                && let Some(slot) = ranks.ranks.get_mut(place)
            {
                *slot = rank;
            }
        }
        ranks
    }

    /// A name's rank; the last for a name that was not among them.
    pub fn rank(&self, name: &str) -> usize {
        let place = self
            .names
            .binary_search_by(|other| other.as_str().cmp(name));
        let rank = place.ok().and_then(|place| self.ranks.get(place));
        rank.copied().unwrap_or(usize::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_ranks_of_the_language() {
        let backwards = |names: &mut Vec<String>| names.sort_by(|a, b| b.cmp(a));
        let ranks = Ranks::of(["b", "a", "c", "a"].into_iter(), &backwards);
        let all: Vec<usize> = ["c", "b", "a", "x"]
            .iter()
            .map(|name| ranks.rank(name))
            .collect();
        assert_eq!(all, [0, 1, 2, usize::MAX]);
    }
}
