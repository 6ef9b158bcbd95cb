//! How long the engine takes for a book of 10,000 clients and 100,000 sales. `make bench` runs this and the same in a browser.

#![allow(clippy::expect_used, reason = "a bench fails by panicking")]

#[path = "support/large_book.rs"]
mod large_book;
#[path = "support/measured.rs"]
mod measured;
#[path = "support/points.rs"]
mod points;

use divan::Bencher;
use large_book::Size;
use measured::{MEASURES, Prepared};
use std::sync::LazyLock;

static LARGE: LazyLock<Prepared> =
    LazyLock::new(|| Prepared::new(Size::LARGE).expect("the large book is read whole"));

fn main() {
    LazyLock::force(&LARGE);
    divan::main();
}

#[divan::bench(args = MEASURES.map(|(name, _)| name), sample_count = 15, sample_size = 1)]
fn engine(bencher: Bencher<'_, '_>, name: &str) {
    let measure = MEASURES.iter().find(|(known, _)| *known == name);
    let (_, call) = measure.expect("a measure by its name");
    bencher.bench(|| call(&LARGE));
}
