//! The domain's nouns, one per file: what a partner's data says, before anything is computed.
//!
//! Problem: data comes in many shapes and half of it may be missing. Idea: each noun is a plain struct whose field types
//! cannot hold nonsense (a [`currency::Currency`] is three capital letters, a number of partners is never 0), and an
//! absent section is `None`, never an empty list, so that "not in this data" and "none" stay two things.
//!
//! This room knows no file format, no rule and no browser.

pub mod book;
pub mod choice;
pub mod client;
pub mod commission;
pub mod countries;
pub mod currency;
pub mod deal;
pub mod diagnostic;
pub mod exact;
pub mod exchange;
pub mod formula;
pub mod json;
pub mod managed;
pub mod number;
pub mod partner;
pub mod period;
pub mod renewal;
pub mod reported;
pub mod retention;
pub mod sale;
pub mod sorted;
pub mod table;
pub mod team;
pub mod tier;
pub mod track;
mod wire;
