//! The book that the engine is measured on is whole: made small, every record of it is read and counted.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../benches/support/large_book.rs"]
mod large_book;
#[path = "../benches/support/measured.rs"]
mod measured;
#[path = "../benches/support/points.rs"]
mod points;

use large_book::Size;
use measured::{MEASURES, Prepared};
use rust_decimal::Decimal;
use tierwise::engine::ledger::Span;

#[test]
fn every_record_of_the_measured_book_is_used() {
    let size = Size {
        clients: 100,
        sales: 1_000,
        managed: 60,
        deals: 20,
        ..Size::LARGE
    };
    let prepared = Prepared::new(size).unwrap();
    let book = prepared.read().unwrap();
    let used = [
        book.clients.len(),
        book.sales.unwrap().len(),
        book.managed.unwrap().len(),
        book.deals.unwrap().len(),
        book.retention.unwrap().len(),
        book.commissions.unwrap().len(),
    ];
    assert_eq!(used, [100, 1_000, 60, 20, 36, 12]);

    let everything = prepared.everything();
    let standing = everything.standing;
    let figures = [
        &standing.sold,
        &standing.sourced,
        &standing.managed,
        &standing.total,
    ];
    let figures = figures.map(|figure| figure.value.unwrap().normalize().to_string());
    let lines = prepared.points().unwrap().lines();
    assert_eq!(
        lines.lines().next().unwrap(),
        format!("day {}", figures.join(" "))
    );
    assert!(standing.total.computed && standing.problems.is_empty());
    assert_eq!(prepared.change_of_day(), standing);
    let left = everything.projection.unwrap();
    assert_eq!(
        left[0].points.total().unwrap().value().ok(),
        standing.total.value
    );
    MEASURES.iter().for_each(|(_, measure)| measure(&prepared));
    let changes = everything.changes.unwrap();
    assert!(changes.lost_sold.value().unwrap() > Decimal::ZERO);

    // An event is a half of a span; what the ledger keeps by day is shared by all of a day. Where indices have 32 bits, 48 bytes.
    assert!(size_of::<Span>() <= 56, "{}", size_of::<Span>());
}
