//! Spreadsheet files; what the file worker (`src/bin/files.rs`) does, for tests to call natively.
//!
//! The page must stay small and answer while 100,000 rows are packed: so the writer of XLSX is in a program of its own, which
//! runs beside the page and comes with the first export.

pub mod xlsx;
