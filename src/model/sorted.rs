//! Putting a few things in order.
//!
//! Problem: the sort of the standard library is made anew for each kind of thing, 4 KB of program every time, and the program
//! sorts two dozen kinds of which there are ten. Idea: sort their places by one sort for all, then put the things there. For
//! a hundred thousand rows the library's own is the right one.
//!
//! Example: `sort_by_key(&mut accounts, |account| account.name.to_lowercase())`.

use std::cmp::Ordering;

/// Puts things in the order of a comparison; equal ones stay as they stood.
pub fn sort_by<T>(things: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let mut order: Vec<usize> = (0..things.len()).collect();
    sort_places(&mut order, &|a, b| match (things.get(a), things.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    for place in 0..things.len() {
        // What stood there before may have been put elsewhere meanwhile: its entry says where.
        let of = |place: usize| order.get(place).copied().unwrap_or(place);
        let mut from = of(place);
        while from < place {
            from = of(from);
        }
        things.swap(place, from);
        if let Some(entry) = order.get_mut(place) {
            *entry = from;
        }
    }
}

/// Puts things in the order of their keys; of equal keys they stay as they stood.
pub fn sort_by_key<T, K: Ord>(things: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(things, |a, b| key(a).cmp(&key(b)));
}

fn sort_places(places: &mut [usize], compare: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|a, b| compare(*a, *b));
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_is_the_order_of_the_standard_sort(mut things in prop::collection::vec((0..9_u8, any::<u16>()), 0..60)) {
            let mut expected = things.clone();
            expected.sort_by_key(|(key, _)| *key);
            sort_by_key(&mut things, |(key, _)| *key);
            prop_assert_eq!(things, expected);
        }
    }
}
