//! What is inside the user's files: texts as they are, the entries of archives, the sheets of spreadsheets.
//!
//! Problem: a spreadsheet is an archive, an archive may hold spreadsheets, and either may be made to harm: a few bytes that
//! become gigabytes, sizes that are lies, a sheet of a billion rows. Idea: an archive is judged by what it says of itself
//! before anything of it is inflated, and no entry may become more than it said. Only then is it read, and sheets cell by
//! cell (`sheets`), so that an empty cell costs nothing.
//!
//! Example: `exports.zip` with `clients.csv` and `sales.xlsx` gives three pieces where the spreadsheet has two sheets.

use super::sheets;
use crate::{
    ingest::{LARGEST, headway::Headway, several::Piece},
    model::diagnostic::Code,
};
use std::io::{Cursor, Read};
use zip::{ZipArchive, read::ZipFile, result::ZipError};

/// The most entries of an archive.
const MOST_ENTRIES: usize = 1_000;
/// The most bytes that all entries of an archive may become.
const MOST_BYTES: u64 = 512 * 1024 * 1024;
/// The most bytes that a byte of an archive may become; small entries may be anything.
const MOST_TIMES: u64 = 100;
const SMALL: u64 = 64 * 1024;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What is wrong, and what was found.
type Refusal = (Code, String);

/// The bytes that a file may still become: one purse for an archive and all spreadsheets in it, so that layers do not multiply.
struct Room(u64);

/// The pieces of a file. `index` is its place among the user's files; `headway` is told how far it is.
pub fn open<'a>(index: usize, name: &str, bytes: &'a [u8], headway: &Headway) -> Vec<Piece<'a>> {
    if !is_archive(bytes) {
        return vec![Piece::of_bytes(index, name, bytes)];
    }
    let mut room = Room(MOST_BYTES);
    match judged(bytes, &mut room) {
        Err((code, found)) => vec![Piece::refused(index, name, code, found)],
        Ok(archive) if is_workbook(&archive) => {
            let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
            workbook(index, (name, size), bytes, archive, headway)
        }
        Ok(archive) => entries(index, archive, &mut room, headway),
    }
}

fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// An archive that keeps to the limits, by what it says of itself.
fn judged<'a>(bytes: &'a [u8], room: &mut Room) -> Result<Archive<'a>, Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    let count = archive.len();
    let listed = listed(bytes, &archive);
    if listed > count {
        // Two of one name, or a count that is a lie: some would be lost without a word.
        return Err((
            Code::ArchiveBroken,
            format!("{listed} entries, {count} names"),
        ));
    }
    if count > MOST_ENTRIES {
        return Err((Code::ArchiveTooLarge, format!("{count} entries")));
    }
    if archive.has_overlapping_entries().map_err(broken)? {
        return Err((Code::ArchiveBroken, "overlapping entries".to_owned()));
    }
    let mut all: u64 = 0;
    for index in 0..count {
        let entry = archive.by_index_raw(index).map_err(broken)?;
        let (packed, size) = (entry.compressed_size(), entry.size());
        all = all.saturating_add(size);
        if size > SMALL && size > packed.saturating_mul(MOST_TIMES) {
            let times = size.div_ceil(packed.max(1));
            return Err((Code::ArchiveTooLarge, format!("{times} : 1")));
        }
    }
    room.0 = room
        .0
        .checked_sub(all)
        .ok_or_else(|| (Code::ArchiveTooLarge, format!("{all} bytes")))?;
    Ok(archive)
}

/// What is wrong with an archive or an entry that its reader refuses.
fn broken(error: ZipError) -> Refusal {
    let code = match error {
        // A password, or a way of packing that is not read here.
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            Code::IsArchive
        }
        _ => Code::ArchiveBroken,
    };
    (code, error.to_string())
}

/// How many entries an archive's directory lists; its reader stops at the count that it says, and takes the last of one name.
fn listed(bytes: &[u8], archive: &Archive<'_>) -> usize {
    let start = usize::try_from(archive.central_directory_start()).unwrap_or(usize::MAX);
    let mut rest = bytes.get(start..).unwrap_or_default();
    let mut count = 0;
    while let Some((head, more)) = rest.split_first_chunk::<46>()
        && head.starts_with(b"PK\x01\x02")
    {
        // Of the name, of the extra fields, of the comment.
        let length = |at: usize| {
            let digits = head.get(at..).and_then(|rest| rest.first_chunk());
            digits.map_or(0, |digits| usize::from(u16::from_le_bytes(*digits)))
        };
        let behind = length(28) + length(30) + length(32);
        rest = more.get(behind..).unwrap_or_default();
        count += 1;
    }
    count
}

fn is_workbook(archive: &Archive<'_>) -> bool {
    archive.index_for_name("xl/workbook.xml").is_some()
        || (archive.index_for_name("[Content_Types].xml").is_some()
            && archive.index_for_name("_rels/.rels").is_some())
}

/// The sheets of a spreadsheet, which stands for so many bytes of the user's file; `archive` is the same bytes, judged.
fn workbook<'a>(
    index: usize,
    (name, size): (&str, u64),
    bytes: &[u8],
    archive: Archive<'_>,
    headway: &Headway,
) -> Vec<Piece<'a>> {
    let has_book = archive.index_for_name("xl/workbook.xml").is_some();
    let leg = headway.leg(size, bytes.len());
    match keeps_its_word(archive).and_then(|()| sheets::read(bytes, &leg)) {
        Ok(sheets) => {
            let share = u64::try_from(sheets.len()).map_or(0, |count| size / count.max(1));
            let sheets = sheets.into_iter();
            sheets
                .map(|sheet| match sheet {
                    Ok(table) => Piece::of_sheet(index, name, table).standing_for(share),
                    Err((code, found)) => Piece::refused(index, name, code, found),
                })
                .collect()
        }
        // A document of another kind is packed as a spreadsheet is.
        Err((Code::ArchiveBroken, found)) if !has_book => {
            vec![Piece::refused(index, name, Code::IsArchive, found)]
        }
        Err((code, found)) => vec![Piece::refused(index, name, code, found)],
    }
}

/// Whether every entry of a spreadsheet becomes what the archive says. Its reader inflates them by itself, and without a limit.
fn keeps_its_word(mut archive: Archive<'_>) -> Result<(), Refusal> {
    for index in 0..archive.len() {
        let content = archive.by_index(index).map_err(broken).and_then(inflated)?;
        sheets::keeps_its_word(&content)?;
    }
    Ok(())
}

/// The bytes of an entry: no more than it said.
fn inflated<R: Read>(mut entry: ZipFile<'_, R>) -> Result<Vec<u8>, Refusal> {
    let size = entry.size();
    let mut bytes = Vec::new();
    let read = entry
        .by_ref()
        .take(size.saturating_add(1))
        .read_to_end(&mut bytes);
    let name = || {
        entry
            .name()
            .map(|name| name.into_owned())
            .unwrap_or_default()
    };
    match read {
        Ok(read) if u64::try_from(read) == Ok(size) => Ok(bytes),
        Ok(_) => Err((Code::ArchiveBroken, format!("{}: {size} bytes", name()))),
        Err(error) => Err((Code::ArchiveBroken, format!("{}: {error}", name()))),
    }
}

/// The entries of an archive, but for those that systems put there for themselves.
fn entries<'a>(
    index: usize,
    mut archive: Archive<'_>,
    room: &mut Room,
    headway: &Headway,
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    for at in 0..archive.len() {
        let name = archive.name_for_index(at).and_then(Result::ok);
        let name = name.unwrap_or_default().into_owned();
        let entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(error) => {
                let (code, found) = broken(error);
                pieces.push(Piece::refused(index, &name, code, found));
                continue;
            }
        };
        if entry.is_dir() || is_of_the_system(&name) {
            continue;
        }
        if entry.size() > u64::try_from(LARGEST).unwrap_or(u64::MAX) {
            let found = entry.size().to_string();
            pieces.push(Piece::refused(index, &name, Code::FileTooLarge, found));
            continue;
        }
        let size = entry.compressed_size();
        match inflated(entry) {
            Err((code, found)) => pieces.push(Piece::refused(index, &name, code, found)),
            Ok(bytes) if !is_archive(&bytes) => {
                pieces.push(Piece::of_bytes(index, &name, bytes).standing_for(size));
            }
            Ok(bytes) => match judged(&bytes, room) {
                Ok(inner) if is_workbook(&inner) => {
                    pieces.extend(workbook(index, (&name, size), &bytes, inner, headway));
                }
                Ok(_) => pieces.push(Piece::refused(index, &name, Code::IsArchive, "zip")),
                Err((code, found)) => pieces.push(Piece::refused(index, &name, code, found)),
            },
        }
    }
    if pieces.is_empty() {
        pieces.push(Piece::refused(index, "", Code::FileEmpty, ""));
    }
    pieces
}

fn is_of_the_system(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.starts_with("__MACOSX/") || file.starts_with('.') || file == "Thumbs.db"
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    #[test]
    fn layers_of_archives_share_one_room() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer
            .start_file("a.csv", SimpleFileOptions::default())
            .unwrap();
        writer.write_all(b"hs_client_name\nA\n").unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        let mut room = Room(40);
        assert!(judged(&bytes, &mut room).is_ok());
        assert!(judged(&bytes, &mut room).is_ok());
        let refusal = judged(&bytes, &mut room).map(|_| ()).unwrap_err();
        assert_eq!(refusal, (Code::ArchiveTooLarge, "17 bytes".to_owned()));
    }
}
