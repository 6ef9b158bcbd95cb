//! A reading as the page takes it up from the file worker, part by part.

use tierwise::ingest::several::Reading;

/// What parts hold; `None` where they are no reading.
pub(crate) fn taken_up(parts: &[Vec<u8>]) -> Option<Reading> {
    let (first, others) = parts.split_first()?;
    let mut reading = Reading::begun(first)?;
    for part in others {
        reading.take_up(part)?;
    }
    Some(reading)
}
