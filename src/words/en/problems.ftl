### Diagnostics: one sentence for what is wrong, one for what to do (the codes are in src/model/diagnostic.rs).

problem-file-empty = The file is empty.
hint-file-empty = Export it again, and check that it was saved completely.
# $size (String) - the size
# $limit (String) - the largest size
problem-file-too-large = The file is too large: { $size } MB; this page reads up to { $limit } MB.
hint-file-too-large = Export fewer months, or split the clients over several files.
problem-not-text = The file is not text.
hint-not-text = Export it as JSON, CSV or XLSX.
# $encoding (String) - the code page
problem-not-unicode = The table is no Unicode text; it was read as { $encoding }.
hint-not-unicode = If accents look wrong, save it as “CSV UTF-8”.
problem-is-html = This is a web page, not data.
hint-is-html = The address may lead to a sign-in page. Give the address of the data itself, or save the data and open it as a file.
problem-is-archive = This is an archive in an archive, an old spreadsheet (.xls), or one with a password; or else a binary one (.xlsb), another document, or packed in an unusual way.
hint-is-archive = Save the spreadsheet as XLSX without a password, or unpack the archive, and open that.
# $found (String) - what is wrong with it
problem-archive-broken = The archive or spreadsheet is damaged, or not what it says of itself ({ $found }).
hint-archive-broken = Export it again; if it was made by hand, open it in your spreadsheet program and save it as XLSX.
# $found (String) - how large
problem-archive-too-large = The archive would become too large ({ $found }); up to 1,000 entries, 512 MB and 100 : 1 are opened.
hint-archive-too-large = Unpack it yourself, and open the files that you need.
# $found (String) - the sheet and its size
problem-table-too-large = The sheet is too large ({ $found }); up to 1,048,576 rows and 1,000 columns are read.
hint-table-too-large = Copy the rows that you need into a sheet of their own.
# $detail (String) - what the JSON reader says
problem-json-broken = The JSON is broken: { $detail }.
hint-json-broken = Correct the place, or export the file again.
problem-json-cut = The JSON ends in the middle.
hint-json-cut = The file was not saved or sent completely. Get it again.
# $found (String) - what the document begins with
problem-format-unknown = This is JSON, but no partner data ({ $found }).
hint-format-unknown = Expected is "format": "tierwise/1", or API pages with "results".
# $found (String) - the version
problem-format-newer = The file has the format { $found }, which is newer than this program.
hint-format-newer = Reload the page to get the newest program, or export the file as tierwise/1.
# $found (String) - the first column names
problem-columns-unknown = None of the columns is known ({ $found }).
hint-columns-unknown = Say under “Columns” what they are, or export the table with internal names such as hs_client_name.
problem-row-broken = The row does not have the cells of the header.
hint-row-broken = Look for a missing quote or a stray separator.
problem-row-above-headings = The row stands above the headings.
hint-row-above-headings = If it is a row of the table, give it the headings that it belongs to, or put it in a file of its own.
problem-row-of-sums = The row adds up others.
hint-row-of-sums = If a client has this name, give it an id, or its domain.
# $found (String) - the sheet’s name
problem-sheet-hidden = The sheet “{ $found }” is hidden and was not read.
hint-sheet-hidden = If it is meant, show it in the spreadsheet, save, and open the file again.
problem-nothing-usable = Not one record could be used.
problem-nothing-there = Not one record could be used: there is no row below the headings.
hint-nothing-usable = The first reasons are listed here. Correct them and open the file again.
problem-bad-section = The section has the wrong shape.
hint-bad-section = A list belongs here, or an object, as the data format says.
problem-bad-record = This is not a record.
hint-bad-record = Every entry of a section is an object with the fields of the data format.
# $field (String) - the field
problem-field-missing = The field { $field } is missing.
hint-field-missing = Add it; the record cannot be counted without it.
# $found (String) - what stands there
problem-bad-date = “{ $found }” is no day of the calendar.
hint-bad-date = Write days as 2025-02-28.
# $found (String) - what stands there
problem-bad-month = “{ $found }” is not a month.
hint-bad-month = Write months as 2025-02.
# $found (String) - what stands there
problem-bad-quarter = “{ $found }” is not a quarter.
hint-bad-quarter = Write quarters as 2025-Q1.
# $found (String) - what stands there
problem-bad-number = “{ $found }” is not a plain number.
hint-bad-number = Write numbers as 1234.50, without spaces or separators of thousands.
# $found (String) - what stands there
problem-bad-range = { $found } is out of range here.
hint-bad-range = Check the sign and the size.
# $found (String) - what stands there
problem-bad-count = “{ $found }” is not a possible number of these.
hint-bad-count = A whole number belongs here; of partners at least 1.
# $found (String) - what stands there
problem-bad-choice = “{ $found }” is not one of the words that may stand here.
hint-bad-choice = The data format lists them.
# $found (String) - what stands there
problem-bad-currency = “{ $found }” is not a currency code.
hint-bad-currency = Use ISO 4217 codes, such as EUR.
# $found (String) - what stands there
problem-bad-country = “{ $found }” is not a country code.
hint-bad-country = Use ISO 3166-1 codes of two letters, such as FR.
problem-bad-text = Text belongs here.
hint-bad-text = Put it in quotes.
# $found (String) - what stands there
problem-bad-address = “{ $found }” is not a web address.
hint-bad-address = Only addresses with https:// or http:// are kept.
problem-record-archived = The record is archived at the vendor.
hint-record-archived = Archived records do not count. Restore it there if it should.
# $found (String) - the id
problem-duplicate-id = “{ $found }” is there already.
hint-duplicate-id = The first one counts. Give each record an id of its own; of an exchange rate, keep one line a day.
# $found (String) - the client's id
problem-client-unknown = There is no client “{ $found }” in this data.
hint-client-unknown = Add the client, or correct the id. Where two clients have that name, write the id of the one that is meant.
# $found (String) - the tier
problem-tier-unknown = “{ $found }” is not a tier of this programme.
hint-tier-unknown = Use a tier’s id, such as gold.
# $found (String) - the field
problem-field-repeated = The field { $found } stands twice in this record; the last one counts.
hint-field-repeated = Keep one of them.
# $found (String) - the headings
problem-columns-unused = These columns were not read: { $found }.
hint-columns-unused = If one of them counts, say what it is with “Change what the columns are”.
# $column (String) - the heading
problem-day-first = Days in “{ $column }” were read with the day before the month: 03/04/2025 is 3 April.
hint-day-first = If that is wrong, choose the month first under “Columns”, or write days as 2025-04-03.
# $column (String) - the heading
problem-decimal-point = Numbers in “{ $column }” were read with a point before decimals: 1.234 is less than 2.
hint-decimal-point = If the point parts thousands, choose the decimal comma with “Change what the columns are”.
# $found (String) - where
problem-field-unknown = The format does not know this field ({ $found }).
hint-field-unknown = Nothing is lost; check the spelling if you expected it to count.
# $found (String) - what is wrong
problem-rule-unusable = This part of the rules cannot be used: { $found }.
hint-rule-unusable = The rules file’s own value counts instead.
# $found (String) - the currency
problem-currency-without-unit = The programme’s rules have no unit for { $found }.
hint-currency-without-unit = Its points are not guessed. Add the unit under "program_rules": "currency_unit".
problem-deal-type-without-rate = The programme’s rules have no rate for deals of the type { $found }.
hint-deal-type-without-rate = Its points are not guessed. Add the rate under "program_rules": "rates": "sold".
problem-ended-before-it-began = It ended on { $found }, before it began.
hint-ended-before-it-began = It gives no points on any day. Check both dates.
problem-too-many-digits = The number has more digits than can be computed exactly.
hint-too-many-digits = At most 28 digits can be used; of an exchange rate, 15.

effect-refused = Nothing of it was used.
effect-left-out = The record was left out.
effect-field-ignored = The field was ignored, the rest was used.
effect-not-counted = It counts for nothing in points and sums.
effect-noted = Nothing was lost.
