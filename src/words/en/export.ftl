### What an export says about itself, or why it failed.

export-too-many-rows = A spreadsheet holds 1,048,575 rows at most. Filter the report, or export CSV.
export-not-started = The part of Tierwise that writes spreadsheets could not be loaded. Check your connection and try again, or export CSV.
export-stopped = Writing the spreadsheet failed. Try again, or export CSV. ({ $cause })
export-not-saved = The browser refused to save the file. Allow downloads for this page, then try again.
export-precision = Precision
export-precision-note = A spreadsheet keeps 15 digits of a number. Some numbers here have more; the CSV export has all of them.
