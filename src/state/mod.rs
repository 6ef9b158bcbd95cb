//! The reactive layer: what is open, where the user is, what they prefer, and everything derived from it.
//!
//! Problem: figures on the page must never be out of step with the data, the rules or the language. Idea: five things are
//! set (the opened data, the typed rules, the route, the language, what is kept); everything else is a memo of them.
//! Nothing derived is ever stored.

pub mod app;
pub mod columns;
pub mod copy;
pub mod endpoint;
pub mod exchange;
pub mod export;
pub mod history;
pub mod keeping;
pub mod library;
pub mod opening;
pub mod preferences;
mod unpack;
