//! How far reading is.
//!
//! Problem: whoever waits for a file of 200 MB wants to see that it goes on, and a file is one piece. Idea: each byte is gone over
//! twice, once when a text or sheet is taken apart and once when records are made of what was in it. Both are a [`Leg`] of the
//! way, as long as the bytes are many, and what walks it says which of its steps it has reached: a byte of a text, a record.
//!
//! A step is told where it is a hundredth of the way from the last one that was: to ask for more of them would take longer than
//! reading.
//!
//! Example: in the middle of the text of a file of 10 MB a quarter of the way is behind, which is told as 2.5 of 10 MB.

use std::{cell::Cell, fmt, rc::Rc};

/// How often a byte is gone over.
const TIMES: u64 = 2;

/// The way through some files.
#[derive(Clone, Debug, Default)]
pub struct Headway(Option<Rc<Way>>);

struct Way {
    hear: Box<dyn Fn(u64, u64)>,
    /// The length of all legs, in bytes.
    all: u64,
    /// Of those that have begun.
    begun: Cell<u64>,
    told: Cell<u64>,
}

impl fmt::Debug for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.told.get(), self.all)
    }
}

impl Headway {
    /// The way through so many bytes; `hear` is told how many of them are behind, and all. The default one tells nobody.
    pub fn new(bytes: u64, hear: impl Fn(u64, u64) + 'static) -> Self {
        Self(Some(Rc::new(Way {
            hear: Box::new(hear),
            all: bytes.saturating_mul(TIMES),
            begun: Cell::new(0),
            told: Cell::new(0),
        })))
    }

    /// The next part of the way, in so many steps.
    pub(crate) fn leg(&self, bytes: u64, steps: usize) -> Leg {
        let Some(way) = &self.0 else {
            return Leg::default();
        };
        let before = way.begun.get();
        way.begun.set(before.saturating_add(bytes));
        let leg = Leg {
            way: Some(Rc::clone(way)),
            before,
            bytes,
            steps: u64::try_from(steps).unwrap_or(u64::MAX).max(1),
            next: Cell::new(0),
        };
        leg.tell(0);
        leg
    }
}

/// A part of the way; the default one is walked in silence.
#[derive(Debug)]
pub(crate) struct Leg {
    way: Option<Rc<Way>>,
    before: u64,
    bytes: u64,
    steps: u64,
    /// The step from which on there may be something to tell.
    next: Cell<usize>,
}

impl Default for Leg {
    fn default() -> Self {
        Self {
            way: None,
            before: 0,
            bytes: 0,
            steps: 1,
            next: Cell::new(usize::MAX),
        }
    }
}

impl Leg {
    /// A step is reached.
    pub(crate) fn reach(&self, step: usize) {
        if step >= self.next.get() {
            self.tell(step);
        }
    }

    #[cold]
    fn tell(&self, step: usize) {
        let Some(way) = &self.way else {
            return;
        };
        let step = u64::try_from(step).unwrap_or(u64::MAX).min(self.steps);
        let part = self.bytes.saturating_mul(step) / self.steps;
        let behind = self.before.saturating_add(part).min(way.all);
        let hundredth = way.all / 100;
        if behind > way.told.get().saturating_add(hundredth) {
            way.told.set(behind);
            (way.hear)(behind / TIMES, way.all / TIMES);
        }
        let steps = self.steps.saturating_mul(hundredth) / self.bytes.max(1);
        let next = step.saturating_add(steps).saturating_add(1);
        self.next.set(usize::try_from(next).unwrap_or(usize::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    #[test]
    fn a_quarter_of_the_way_is_behind_in_the_middle_of_the_text() {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let headway = Headway::new(10_000, {
            let heard = Rc::clone(&heard);
            move |done, all| heard.borrow_mut().push((done, all))
        });
        let text = headway.leg(10_000, 10_000);
        for byte in 0..=10_000 {
            text.reach(byte);
            if byte == 5_000 {
                let heard = heard.borrow();
                assert!(
                    matches!(heard.last(), Some((2_400..=2_500, 10_000))),
                    "{heard:?}"
                );
            }
        }
        let records = headway.leg(10_000, 7);
        for record in 0..=7 {
            records.reach(record);
        }
        let heard = heard.take();
        assert!(heard.is_sorted_by(|(a, _), (b, _)| a < b), "never back");
        assert!((50..=100).contains(&heard.len()), "{}", heard.len());
        assert_eq!(heard.last(), Some(&(10_000, 10_000)));
    }

    #[test]
    fn whoever_walks_too_far_is_at_the_end() {
        let heard = Rc::new(Cell::new(0));
        let headway = Headway::new(10, {
            let heard = Rc::clone(&heard);
            move |done, _| heard.set(done)
        });
        let leg = headway.leg(u64::MAX, 3);
        leg.reach(usize::MAX);
        assert_eq!(heard.get(), 10);
        headway.leg(10, 0).reach(9);
        assert_eq!(heard.get(), 10);
    }
}
