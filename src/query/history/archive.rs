//! All snapshots as one ZIP file, and back.
//!
//! Problem: a history may be larger than the program's memory, and every ZIP library wants the contents in it. Idea: the
//! contents stay blobs of the browser, packed and unpacked by its own streams; what is written here is what stands between
//! them, some hundred bytes each. Any other tool opens the file: each snapshot is a folder with its files as they were, and
//! `manifest.json` has the records.
//!
//! Restoring deletes nothing. A file whose fingerprint is not the one in its record costs its snapshot; a snapshot that is
//! there already stays as it is; restoring twice changes nothing the second time.
//!
//! Example: `manifest.json` is `{"format": "tierwise-history/1", "snapshots": [{"id": "0f…", …}]}`, and the file of that
//! snapshot is `0f…/1-may.json`.

use super::Snapshot;
use crate::{model::json, query::file_name::file_name};
use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// The manifest's path in the archive.
pub const MANIFEST: &str = "manifest.json";
/// The largest manifest that is read, in bytes.
pub const LARGEST_MANIFEST: u64 = 16 * 1024 * 1024;
/// The largest directory that is read, in bytes: it goes through the program's memory at once.
pub const LARGEST_DIRECTORY: u64 = 32 * 1024 * 1024;
/// How much of the archive's end is needed to find its directory: the end record and the longest comment.
pub const TAIL: u64 = 22 + 65_535;
/// How much of a file's place is its own header, before its name.
pub const HEADER: u64 = 30;

/// The name of the format, before the version's number.
const NAME: &str = "tierwise-history/";
/// The version that is written and read here.
const VERSION: &str = "1";

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
/// The version of ZIP that is needed to unpack: 2.0, for folders and deflate.
const NEEDED: u16 = 20;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

/// Why nothing of an archive was restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ArchiveFailure {
    /// It is something else, or cut off.
    NoArchive,
    /// A newer page wrote it, in this format.
    Newer(String),
}

/// What an archive brought, in snapshots.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Returned {
    /// Were not there.
    pub added: usize,
    /// Were there.
    pub unchanged: usize,
    /// Have a file that is missing or is not as it was, or a record that cannot be read.
    pub damaged: usize,
}

/// A file of an archive that is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// Its path.
    pub path: String,
    /// The day that tools show.
    pub day: NaiveDate,
    /// The CRC-32 of its bytes as they were.
    pub crc: u32,
    /// Its size in the archive, deflated.
    pub packed: u64,
    /// Its size as it was.
    pub size: u64,
}

/// A file of an archive that is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// Its path.
    pub path: String,
    /// Where its header begins.
    pub at: u64,
    /// Its size in the archive.
    pub packed: u64,
    /// Its size as it was, as the directory says.
    pub size: u64,
    /// Whether it is deflated rather than stored as it is.
    pub deflated: bool,
}

/// The path of a snapshot's file, by its place among them. The name is for people; the place finds it again.
pub fn path(snapshot: &Snapshot, index: usize) -> String {
    let name = snapshot.files.get(index).map_or("", |file| &file.name);
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "bin"));
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
    let extension = if plain(extension) { extension } else { "bin" };
    format!(
        "{}{}",
        prefix(&snapshot.id, index),
        file_name(stem, extension)
    )
}

/// What the path of a snapshot's file begins with.
pub fn prefix(id: &str, index: usize) -> String {
    format!("{id}/{}-", index + 1)
}

/// The manifest of some snapshots.
pub fn manifest(snapshots: &[Snapshot]) -> String {
    let records: Vec<Value> = snapshots.iter().map(Snapshot::to_json).collect();
    json::text(&json!({"format": format!("{NAME}{VERSION}"), "snapshots": records}))
}

/// Reads a manifest: its snapshots, each once, and how many records cannot be read.
///
/// # Errors
/// [`ArchiveFailure`] where it is none, or of a newer version.
pub fn read_manifest(text: &str) -> Result<(Vec<Snapshot>, usize), ArchiveFailure> {
    let manifest: Value = serde_json::from_str(text).map_err(|_| ArchiveFailure::NoArchive)?;
    let format = manifest.get("format").and_then(Value::as_str);
    let version = format.and_then(|format| format.strip_prefix(NAME));
    match version.ok_or(ArchiveFailure::NoArchive)? {
        VERSION => {}
        newer if newer.starts_with(|c: char| c.is_ascii_digit()) => {
            return Err(ArchiveFailure::Newer(format!("{NAME}{newer}")));
        }
        _ => return Err(ArchiveFailure::NoArchive),
    }
    let records = manifest.get("snapshots").and_then(Value::as_array);
    let records = records.ok_or(ArchiveFailure::NoArchive)?;
    let mut ids = BTreeSet::new();
    let mut snapshots: Vec<Snapshot> = records.iter().filter_map(Snapshot::from_json).collect();
    snapshots.retain(|snapshot| ids.insert(snapshot.id.clone()));
    let unreadable = records.len() - snapshots.len();
    Ok((snapshots, unreadable))
}

/// What stands before a file's bytes.
pub fn header(file: &Packed) -> Vec<u8> {
    let mut bytes = Vec::new();
    put4(&mut bytes, LOCAL);
    common(&mut bytes, file);
    bytes.extend_from_slice(file.path.as_bytes());
    bytes
}

/// What stands behind all files: where each of them is. `None` where there are more files, or more bytes, than it can say.
pub fn directory(files: &[Packed]) -> Option<Vec<u8>> {
    let count = u16::try_from(files.len()).ok()?;
    let mut bytes = Vec::new();
    let mut at: u64 = 0;
    for file in files {
        put4(&mut bytes, CENTRAL);
        put2(&mut bytes, NEEDED);
        common(&mut bytes, file);
        // No comment, the first disk, no attributes.
        bytes.extend_from_slice(&[0; 10]);
        put4(&mut bytes, u32::try_from(at).ok()?);
        bytes.extend_from_slice(file.path.as_bytes());
        let header = HEADER + u64::try_from(file.path.len()).ok()?;
        at = at.checked_add(header)?.checked_add(file.packed)?;
        u32::try_from(file.size).ok()?;
    }
    let length = u32::try_from(bytes.len()).ok()?;
    put4(&mut bytes, END);
    put4(&mut bytes, 0);
    put2(&mut bytes, count);
    put2(&mut bytes, count);
    put4(&mut bytes, length);
    put4(&mut bytes, u32::try_from(at).ok()?);
    put2(&mut bytes, 0);
    Some(bytes)
}

/// What the header of a file and its entry in the directory have in common.
fn common(bytes: &mut Vec<u8>, file: &Packed) {
    let size = |size: u64| u32::try_from(size).unwrap_or(u32::MAX);
    let year = u16::try_from(file.day.year().clamp(1980, 2107) - 1980).unwrap_or(0);
    let day = year << 9 | two(file.day.month()) << 5 | two(file.day.day());
    for word in [NEEDED, UTF8, DEFLATED, 0, day] {
        put2(bytes, word);
    }
    for word in [file.crc, size(file.packed), size(file.size)] {
        put4(bytes, word);
    }
    put2(bytes, u16::try_from(file.path.len()).unwrap_or(u16::MAX));
    put2(bytes, 0);
}

fn two(number: u32) -> u16 {
    u16::try_from(number).unwrap_or(0)
}

fn put2(bytes: &mut Vec<u8>, word: u16) {
    bytes.extend_from_slice(&word.to_le_bytes());
}

fn put4(bytes: &mut Vec<u8>, word: u32) {
    bytes.extend_from_slice(&word.to_le_bytes());
}

/// Where the directory is, from the archive's last bytes ([`TAIL`] of them, or all): its first byte and its length.
pub fn find_directory(tail: &[u8]) -> Option<(u64, u64)> {
    let last = tail.len().checked_sub(22)?;
    // Its comment, which may hold anything, reaches to the archive's end.
    let is_end = |at: &usize| {
        let comment = get2(tail, *at + 20).map(usize::from);
        get4(tail, *at) == Some(END) && comment == last.checked_sub(*at)
    };
    let at = (0..=last).rev().find(is_end)?;
    let (length, first) = (get4(tail, at + 12)?, get4(tail, at + 16)?);
    Some((first.into(), length.into()))
}

/// Reads the directory; `None` where it is none.
pub fn read_directory(bytes: &[u8]) -> Option<Vec<Found>> {
    let mut files = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if get4(bytes, at)? != CENTRAL {
            return None;
        }
        let flags = get2(bytes, at + 8)?;
        let method = get2(bytes, at + 10)?;
        let [name, extra, comment] = [28, 30, 32].map(|field| get2(bytes, at + field));
        let (name, rest) = (
            usize::from(name?),
            usize::from(extra?) + usize::from(comment?),
        );
        let path = bytes.get(at + 46..at + 46 + name)?;
        // An encrypted file, or one packed in another way, is as good as missing.
        if flags & 1 == 0 && matches!(method, STORED | DEFLATED) {
            files.push(Found {
                path: String::from_utf8_lossy(path).into_owned(),
                at: get4(bytes, at + 42)?.into(),
                packed: get4(bytes, at + 20)?.into(),
                size: get4(bytes, at + 24)?.into(),
                deflated: method == DEFLATED,
            });
        }
        at += 46 + name + rest;
    }
    Some(files)
}

/// Where a file's bytes begin behind its header, from that header's first [`HEADER`] bytes.
pub fn behind_header(header: &[u8]) -> Option<u64> {
    if get4(header, 0)? != LOCAL {
        return None;
    }
    let (name, extra) = (get2(header, 26)?, get2(header, 28)?);
    Some(HEADER + u64::from(name) + u64::from(extra))
}

fn get2(bytes: &[u8], at: usize) -> Option<u16> {
    let field = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(field.try_into().ok()?))
}

fn get4(bytes: &[u8], at: usize) -> Option<u32> {
    let field = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(field.try_into().ok()?))
}
