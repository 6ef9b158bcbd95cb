//! The credited tier, derived: which tier the programme's own procedure would credit, from the data's history.
//!
//! Problem: the tier that a partner holds is not the tier that today's points give. It is won on a checkpoint, cannot be
//! lost for some months, and is lost only on one of two days a year, and then only where no checkpoint of the window met it
//! (domain.md 1.3). Idea: replay that procedure over the dated ledger, checkpoint by checkpoint, and keep every decision with
//! its reason, so that a tier that differs from the data's own explains itself.
//!
//! Example: Diamond on 2024-03-15; from then on no checkpoint meets more than Platinum. On 2024-07-15 it is held (won less
//! than 6 months before), on 2025-01-15 it falls to Platinum, the best of the window from 2024-08-15.
//!
//! What the data cannot show is unknown: a tier won before the data begins, and a certification that was valid in the past
//! and is not named any more. Certifications and tool usage are known of today only, and are taken for every day.

use super::{
    ledger::{Counting, Ledger, Points},
    measuring::Measuring,
    tiers::{Measured, Performing, judge, performing},
};
use crate::{
    model::{
        book::Book,
        period::{Month, months_after, months_before},
        tier::TierId,
    },
    rules::{
        Rules,
        version::{ExpiredCertification, Measure, Promotion, Reevaluation, Version},
    },
};
use chrono::{Datelike, NaiveDate};

/// How far back a replay goes: further than any re-evaluation reaches, and an end for a slip such as the year 9999.
const LONGEST_MONTHS: u32 = 240;

/// A day on which the performance is looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkpoint {
    /// The day.
    pub day: NaiveDate,
    /// The tier met; `None` for none.
    pub met: Option<TierId>,
}

/// Why the credited tier is what it is after a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// A checkpoint met a higher tier.
    Promoted,
    /// A re-evaluation found that a checkpoint of its window had met the tier.
    Kept {
        /// The latest one.
        met_on: NaiveDate,
    },
    /// A re-evaluation came too early to take the tier away.
    Held {
        /// The first day on which it may be lost.
        until: NaiveDate,
    },
    /// A re-evaluation found no checkpoint of its window that had met the tier: it falls to the best of them.
    Demoted {
        /// The first day of the window.
        window_from: NaiveDate,
    },
    /// The certification was not valid on the re-evaluation.
    CertificationExpired,
}

/// A decision of the replay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The day.
    pub day: NaiveDate,
    /// The tier after it.
    pub tier: Option<TierId>,
    /// Why.
    pub reason: Reason,
}

/// The credited tier that the data's history gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// The first day that was looked at: the data's first record, or the programme's first rules.
    pub from: NaiveDate,
    /// The tier; `None` for none.
    pub tier: Option<TierId>,
    /// Since when; `None` where no tier was ever won.
    pub since: Option<NaiveDate>,
    /// Every checkpoint, oldest first.
    pub checkpoints: Vec<Checkpoint>,
    /// Every decision, oldest first.
    pub decisions: Vec<Decision>,
}

impl Replay {
    /// The decision that made the tier what it is.
    pub fn last(&self) -> Option<&Decision> {
        self.decisions.last()
    }
}

/// A re-evaluation in a year: its day, and the first day of its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Review {
    /// The day.
    pub on: NaiveDate,
    /// The first day of the window.
    pub window_from: NaiveDate,
}

impl Review {
    /// The first re-evaluation after a day; `None` where the programme has none.
    pub fn after(rules: &Rules, day: NaiveDate) -> Option<Self> {
        let years = day.year()..=day.year().checked_add(1)?;
        let reviews = years.flat_map(|year| reviews_of(rules, year));
        reviews
            .filter(|review| day < review.on)
            .min_by_key(|review| review.on)
    }
}

/// The re-evaluations of a year, by the rules in force on each.
fn reviews_of(rules: &Rules, year: i32) -> Vec<Review> {
    let mut reviews = Vec::new();
    let review = |rule: &Reevaluation| {
        let begins = if rule.window_from <= rule.on {
            year
        } else {
            year - 1
        };
        Some(Review {
            on: rule.on.of(year)?,
            window_from: rule.window_from.of(begins)?,
        })
    };
    for version in rules.versions() {
        for review in version.crediting.reevaluations.iter().filter_map(review) {
            if rules.on(review.on).id == version.id {
                reviews.push(review);
            }
        }
    }
    reviews
}

/// What is known beforehand of a re-evaluation, for the tier that is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// It comes too early to take the tier away.
    Held {
        /// The first day on which the tier may be lost.
        until: NaiveDate,
    },
    /// The certification that the data names is not valid on the day: every tier is lost.
    Uncertified,
    /// A checkpoint of the window has met the tier: it stays.
    Kept {
        /// The latest one.
        met_on: NaiveDate,
    },
    /// It depends on checkpoints that lie ahead.
    Open,
}

/// What is known beforehand of a re-evaluation, as [`decide`] will judge it. `since` is the day from which a tier is held, and
/// `window` its checkpoints.
pub fn outlook(
    book: &Book,
    rules: &Rules,
    review: Review,
    (tier, since): (&TierId, Option<NaiveDate>),
    window: &[Milestone],
) -> Outlook {
    let version = rules.on(review.on);
    let until = since.map(|since| held_until(since, version.crediting.minimum_hold_months));
    if let Some(until) = until.filter(|until| review.on < *until) {
        return Outlook::Held { until };
    }
    if loses_uncertified(version) && Measuring::new(book).certified(review.on) == Some(false) {
        return Outlook::Uncertified;
    }
    let held = rank(rules, Some(tier));
    let known = window.iter().rev().filter(|look| !look.ahead);
    let mut met = known.map(|look| &look.checkpoint);
    met.find(|checkpoint| rank(rules, checkpoint.met.as_ref()) >= held)
        .map_or(Outlook::Open, |checkpoint| Outlook::Kept {
            met_on: checkpoint.day,
        })
}

/// A tier's place from the bottom; 0 for none.
pub fn rank(rules: &Rules, tier: Option<&TierId>) -> usize {
    let mut tiers = rules.programme.tiers.iter();
    let at = tier.and_then(|tier| tiers.position(|other| other.id == *tier));
    at.map_or(0, |at| at + 1)
}

/// The first day on which a tier may be lost. A hold that is longer than the calendar never ends.
fn held_until(since: NaiveDate, hold_months: u32) -> NaiveDate {
    months_after(since, hold_months).unwrap_or(NaiveDate::MAX)
}

/// Whether a re-evaluation takes every tier away where the certification is not valid.
fn loses_uncertified(version: &Version) -> bool {
    let mut asks = version.requirements.iter().flatten();
    version.crediting.expired_certification == ExpiredCertification::LosesTier
        && asks.any(|measure| *measure == Measure::Certification)
}

/// A checkpoint of a window, which may lie ahead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Milestone {
    /// What there was, or will be left, on the day.
    pub measured: Measured,
    /// The day and what it met, or will meet of the points that are there now, by expirations that are known.
    pub checkpoint: Checkpoint,
    /// Whether it lies ahead.
    pub ahead: bool,
}

/// The checkpoints from the first day of a re-evaluation's window to its day, as they were up to a day and as they will be after it
/// if nothing new is sold and no client is won. `None` where the data cannot say which tier one of them met.
pub fn window(
    ledger: &Ledger,
    book: &Book,
    rules: &Rules,
    day: NaiveDate,
    review: Review,
) -> Option<Vec<Milestone>> {
    let months = std::iter::successors(Some(Month::of(review.window_from)), |month| month.next());
    let months = months.take_while(|month| *month <= Month::of(review.on));
    let checkpoints = months.map(|month| checkpoint_of(rules, month));
    let days: Vec<NaiveDate> = checkpoints
        .filter(|day| review.window_from <= *day && *day <= review.on)
        .collect();
    let measuring = Measuring::new(book);
    let course = ledger.series(&days, Counting::BegunBy(day)).ok()?;
    let looks = days.iter().zip(&course).map(|(on, points)| {
        let (met, measured) = met_on(&measuring, rules, *on, points)?;
        Some(Milestone {
            measured,
            checkpoint: Checkpoint { day: *on, met },
            ahead: day < *on,
        })
    });
    looks.collect()
}

/// The checkpoint of a month.
fn checkpoint_of(rules: &Rules, month: Month) -> NaiveDate {
    month.day(rules.on(month.first_day()).crediting.checkpoint_day)
}

/// The tier that a day meets with so many points, and what was measured; `None` where the data cannot say.
fn met_on(
    measuring: &Measuring,
    rules: &Rules,
    day: NaiveDate,
    points: &Points,
) -> Option<(Option<TierId>, Measured)> {
    let version = rules.on(day);
    let measured = measuring.on(day, version, points);
    match performing(&judge(&rules.programme, version, &measured)) {
        Performing::Tier(tier) => Some((Some(tier), measured)),
        Performing::NoTier => Some((None, measured)),
        Performing::NotInData => None,
    }
}

/// Replays the procedure up to a day. `None` where the data cannot say which tier a checkpoint met: without sales or managed
/// spells, without a word on the certification.
pub fn replay(ledger: &Ledger, book: &Book, rules: &Rules, day: NaiveDate) -> Option<Replay> {
    let first_rules = rules.versions().first()?.from;
    let first_record = ledger.spans().iter().map(|span| span.from).min();
    let earliest = months_before(day, LONGEST_MONTHS).unwrap_or(NaiveDate::MIN);
    let from = first_record
        .unwrap_or(first_rules)
        .max(first_rules)
        .max(earliest);
    if day < from {
        return None;
    }
    let last = Month::of(day);
    let months = std::iter::successors(Some(Month::of(from)), |month| month.next());
    let months: Vec<Month> = months.take_while(|month| *month <= last).collect();

    let checkpoints = months.iter().map(|month| checkpoint_of(rules, *month));
    let checkpoints: Vec<NaiveDate> = checkpoints.collect();
    let immediate = |day: NaiveDate| rules.on(day).crediting.promotion == Promotion::Immediate;
    let years = from.year()..=day.year();
    let reviews: Vec<Review> = years.flat_map(|year| reviews_of(rules, year)).collect();
    let mut days = checkpoints.clone();
    days.extend(reviews.iter().map(|review| review.on));
    if rules
        .versions()
        .iter()
        .any(|version| immediate(version.from))
    {
        // A tier may be met on any day on which something changes.
        days.extend(ledger.days());
        days.extend(rules.versions().iter().map(|version| version.from));
        days.extend(months.iter().map(|month| month.last_day()));
    }
    days.retain(|other| from <= *other && *other <= day);
    days.sort_unstable();
    days.dedup();

    let measuring = Measuring::new(book);
    let course = ledger.series(&days, Counting::Everything).ok()?;
    let mut looks = Vec::new();
    for (&day, points) in days.iter().zip(&course) {
        let version = rules.on(day);
        let (met, measured) = met_on(&measuring, rules, day, points)?;
        let is_checkpoint = checkpoints.binary_search(&day).is_ok();
        looks.push(Look {
            checkpoint: Checkpoint { day, met },
            is_checkpoint,
            promotes: is_checkpoint || immediate(day),
            review: reviews.iter().copied().find(|review| review.on == day),
            uncertified: loses_uncertified(version) && measured.certified == Some(false),
            hold_months: version.crediting.minimum_hold_months,
        });
    }
    Some(decide(rules, from, looks))
}

/// Everything about one day that the procedure looks at.
#[derive(Debug, Clone)]
pub struct Look {
    /// The day and what it met.
    pub checkpoint: Checkpoint,
    /// Whether it counts as a checkpoint of a window.
    pub is_checkpoint: bool,
    /// Whether a higher tier is credited on it.
    pub promotes: bool,
    /// The re-evaluation of the day.
    pub review: Option<Review>,
    /// Whether a re-evaluation takes every tier away for want of the certification.
    pub uncertified: bool,
    /// How many months a tier that was won before cannot be lost.
    pub hold_months: u32,
}

/// The procedure itself, over days in their order.
pub fn decide(rules: &Rules, from: NaiveDate, looks: Vec<Look>) -> Replay {
    let mut replay = Replay {
        from,
        tier: None,
        since: None,
        checkpoints: Vec::new(),
        decisions: Vec::new(),
    };
    let rank = |tier: &Option<TierId>| rank(rules, tier.as_ref());
    for look in looks {
        let day = look.checkpoint.day;
        let met = look.checkpoint.met.clone();
        if look.is_checkpoint {
            replay.checkpoints.push(look.checkpoint);
        }
        if look.promotes && rank(&met) > rank(&replay.tier) {
            replay.credit(day, met, Reason::Promoted);
        }
        let Some(review) = look.review.filter(|_| replay.tier.is_some()) else {
            continue;
        };
        let until = replay
            .since
            .map(|since| held_until(since, look.hold_months));
        if let Some(until) = until.filter(|until| day < *until) {
            replay.note(day, Reason::Held { until });
            continue;
        }
        if look.uncertified {
            replay.credit(day, None, Reason::CertificationExpired);
            continue;
        }
        let window = replay.checkpoints.iter().rev();
        let window = window.take_while(|checkpoint| review.window_from <= checkpoint.day);
        let mut best: Option<TierId> = None;
        let mut met_on = None;
        for checkpoint in window {
            if rank(&checkpoint.met) > rank(&best) {
                best.clone_from(&checkpoint.met);
            }
            if met_on.is_none() && rank(&checkpoint.met) >= rank(&replay.tier) {
                met_on = Some(checkpoint.day);
            }
        }
        match met_on {
            Some(met_on) => replay.note(day, Reason::Kept { met_on }),
            None => {
                let window_from = review.window_from;
                replay.credit(day, best, Reason::Demoted { window_from });
            }
        }
    }
    replay
}

impl Replay {
    fn credit(&mut self, day: NaiveDate, tier: Option<TierId>, reason: Reason) {
        self.tier = tier;
        self.since = Some(day);
        self.note(day, reason);
    }

    fn note(&mut self, day: NaiveDate, reason: Reason) {
        self.decisions.push(Decision {
            day,
            tier: self.tier.clone(),
            reason,
        });
    }
}
