//! The components: they lay out view models and pass on what the user does. No arithmetic, no words of their own.

#![allow(
    unreachable_pub,
    reason = "#[component] makes every component and its props pub"
)]

mod app;
mod breakdown;
#[allow(dead_code, reason = "the sections that draw charts come next")]
mod chart;
mod dashboard;
mod data;
mod figure;
mod icons;
mod ladder;
mod notice;
mod problems;
mod progress;
mod progression;
mod rules;
mod select;
mod shell;

pub use app::mount;
