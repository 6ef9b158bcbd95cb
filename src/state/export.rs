//! From a workbook to a file on the user's disk.

use crate::{
    platform::{
        download, pause,
        worker::{self, WorkerError},
    },
    query::{
        file_name::file_name,
        sheet::{self, MOST_ROWS, Workbook},
    },
    view::export::ExportFailure,
};

/// The kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text; the rows alone.
    Csv,
    /// A spreadsheet, with a second sheet that says what the rows are.
    Xlsx,
}

impl Format {
    const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    const fn mime(self) -> &'static str {
        match self {
            Self::Csv => "text/csv;charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Writes a file and gives it to the user under a name, made safe here and without its extension.
///
/// # Errors
/// [`ExportFailure`]; nothing was saved.
pub async fn export(workbook: Workbook, format: Format, name: &str) -> Result<(), ExportFailure> {
    pause::until_painted().await;
    let bytes = match format {
        Format::Csv => sheet::csv(&workbook.sheet),
        Format::Xlsx if workbook.sheet.rows.len() > MOST_ROWS => {
            return Err(ExportFailure::TooManyRows);
        }
        Format::Xlsx => worker::xlsx(&workbook.to_bytes())
            .await
            .map_err(|error| match error {
                WorkerError::NotStarted | WorkerError::Unreadable => ExportFailure::NotStarted,
                WorkerError::Stopped(cause) => ExportFailure::Stopped(cause),
            })?,
    };
    let name = file_name(name, format.extension());
    download::save(&name, format.mime(), &bytes).ok_or(ExportFailure::NotSaved)
}
