//! The points engine: pure computation from a book and the rules to everything a partner wants to know.
//!
//! Problem: figures shown side by side must agree with each other, on any date, to the last digit. Idea: all points come
//! from one [`ledger::Ledger`] of dated spans, all sums are exact ([`crate::model::exact`]), and one function,
//! [`standing::run`], answers for one day. What the data cannot give is `None` and never 0.
//!
//! Example: `run(&book, &rules, book.as_of)` is the dashboard of the day for which the data is true; any other day gives
//! the dashboard as it was or, from expirations alone, will be.

pub mod calculator;
mod closings;
pub mod commission;
pub mod crediting;
pub mod explain;
pub mod insight;
pub mod ledger;
pub mod measuring;
pub mod projection;
pub mod quote;
pub mod reconcile;
pub mod retention;
pub mod shared_selling;
pub mod sourced;
pub mod standing;
pub mod tiers;
pub mod unusable;
pub mod vendor;
mod weights;
