//! The components: they lay out view models and pass on what the user does. No arithmetic, no words of their own.

#![allow(
    unreachable_pub,
    reason = "#[component] makes every component and its props pub"
)]

mod accounts;
mod app;
mod backup;
mod board;
mod breakdown;
mod calculator;
mod changes;
mod chart;
mod client;
mod clients;
mod columns;
mod commission;
mod commissions;
mod compare;
mod copy;
mod dashboard;
mod data;
mod embed;
mod endpoint;
mod exchange;
mod figure;
mod form;
mod history;
mod icons;
mod kept;
mod ladder;
mod lists;
mod menu;
mod modal;
mod notice;
mod part;
mod peek;
mod problems;
mod progress;
mod progression;
mod quote;
mod range;
mod renewals;
mod report;
mod reports;
mod rules;
mod select;
mod shared;
mod shell;
mod tabs;
mod team;
mod tier;
mod tile;

pub use app::mount;
