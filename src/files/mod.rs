//! What the file worker (`src/bin/files.rs`) does, for tests to call natively: it reads and writes the files that need more
//! than the page can do without waiting.
//!
//! The page must stay small and answer while 100,000 rows are packed or a spreadsheet is taken apart: so that is a program of
//! its own, which runs beside the page and comes when it is first needed. A hostile file can end the worker, and nothing else.

pub mod open;
mod sheets;
pub mod xlsx;
