//! Tierwise: a partner dashboard that runs whole in the browser.
//!
//! One way for the data: bytes → [`ingest`] → [`model::book::Book`] → [`engine`] → [`engine::standing::Standing`] →
//! [`query`] → [`view`] → the components of `ui`. The rooms below stand in the order of that way: each may use those above
//! it and none below (`tests/layers.rs`).

pub mod model;

pub mod rules;

pub mod ingest;

pub mod engine;

pub mod query;

pub mod words;

pub mod view;

pub mod route;

#[cfg(feature = "files")]
pub mod files;

#[cfg(feature = "ui")]
pub mod platform;

#[cfg(feature = "ui")]
pub mod state;

#[cfg(feature = "ui")]
pub mod ui;
