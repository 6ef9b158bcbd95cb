//! What is in a ZIP archive, taken out by the browser's own streams: for what is too small to start the file worker, and for
//! archives that may be larger than the program's memory.

use crate::{
    platform::{blob, file},
    query::history::archive::{self, Found},
};
use web_sys::Blob;

/// What an archive says that is in it; `None` where it is none.
pub(super) async fn directory(file: &Blob) -> Option<Vec<Found>> {
    let size = file::size(file);
    let tail = blob::part(file, size.saturating_sub(archive::TAIL), size)?;
    let (at, length) = archive::find_directory(&file::bytes(&tail).await?)?;
    if length > archive::LARGEST_DIRECTORY {
        return None;
    }
    let directory = blob::part(file, at, at.checked_add(length)?)?;
    archive::read_directory(&file::bytes(&directory).await?)
}

/// A file of an archive, of exactly that size; `None` where it is another.
pub(super) async fn content(file: &Blob, found: &Found, size: u64) -> Option<Blob> {
    if size > file::MOST {
        return None;
    }
    let header = blob::part(file, found.at, found.at + archive::HEADER)?;
    let behind = archive::behind_header(&file::bytes(&header).await?)?;
    let from = found.at + behind;
    let packed = blob::part(file, from, from + found.packed)?;
    match found.deflated {
        true => blob::inflated(&packed, size).await,
        false => Some(packed).filter(|packed| file::size(packed) == size),
    }
}
