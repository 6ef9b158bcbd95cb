//! Replays what once broke a fuzz target, and nasty inputs written by hand, through the functions that are fuzzed.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "support/fuzzed.rs"]
mod fuzzed;

#[path = "support/replay.rs"]
mod replay;

use replay::replay;

#[test]
fn data_that_once_broke_or_might() {
    replay("data", fuzzed::data);
}

#[test]
fn rules_that_once_broke_or_might() {
    replay("rules", fuzzed::rules);
}

#[test]
fn rates_that_once_broke_or_might() {
    replay("rates", fuzzed::rates);
}

#[test]
fn tables_that_once_broke_or_might() {
    replay("csv", fuzzed::csv);
}

#[test]
fn json_that_once_broke_or_might() {
    replay("json", fuzzed::json);
}

#[test]
fn addresses_that_once_broke_or_might() {
    replay("route", fuzzed::route);
}

#[test]
fn backups_that_once_broke_or_might() {
    replay("backup", fuzzed::backup);
}

#[test]
fn archives_of_the_history_that_once_broke_or_might() {
    replay("archive", fuzzed::archive);
}

#[test]
fn what_a_page_keeps_that_once_broke_or_might() {
    replay("kept", fuzzed::kept);
}

#[test]
fn amounts_that_once_broke_or_might() {
    replay("typed", fuzzed::typed);
}
