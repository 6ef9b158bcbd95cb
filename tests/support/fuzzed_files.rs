//! What the fuzz target `files` does with arbitrary bytes, as the file worker does with a file; `tests/open.rs` replays what
//! once broke it. Apart from the other targets (`fuzzed.rs`), which need no reader of archives.

#[path = "packed.rs"]
mod packed;

use chrono::NaiveDate;
use packed::taken_up;
use tierwise::{
    files::open::open,
    ingest::{
        headway::Headway,
        several::{self, Piece},
    },
};

/// A file of any kind: pieces, a reading, and the bytes by which the page takes it up.
pub(crate) fn files(bytes: &[u8]) {
    let pieces: Vec<Piece<'_>> = open(0, "a file", bytes, &Headway::default());
    assert!(!pieces.is_empty(), "a file is something, or refused");
    let reading = several::read(pieces, &[], NaiveDate::default(), &Headway::default());
    let parts = reading.clone().into_parts().unwrap();
    assert_eq!(taken_up(&parts), Some(reading));
}
