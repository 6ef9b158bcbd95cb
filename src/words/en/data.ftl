### The Data page: where the data comes from, what was read, what was wrong with it.

data-title = Data
data-privacy = Your data stays in this browser. Nothing is sent anywhere; only the address that you give is asked.
data-open-title = Open your own data
data-file-choose = Choose a file
data-file-hint = or drop them anywhere on the page. Tierwise JSON, API pages of partner_clients, CSV, XLSX, or a ZIP of these.
data-endpoint-label = Address of a JSON endpoint
data-endpoint-hint = It must allow this page to read it (CORS), or be on the same site.
data-endpoint-open = Open
data-sample-open = Open the sample
data-sample = Sample book
data-current-title = What is open
data-source = Source
data-kind = Format
kind-own = Tierwise data, version 1
kind-api-pages = API pages of partner_clients
kind-csv = CSV
kind-spreadsheet = Spreadsheet (XLSX)
kind-several = Several files or tables
data-day = Day of the data
data-sections = Records
data-section = Section
data-used = Used
data-left-out = Left out
data-not-in-data-title = Not in this data
section-clients = Clients
section-sales = Sales
section-managed = Managed spells
section-deals = Shared deals
section-renewals = Renewals
section-commissions = Commission statements
section-retention = Retention by month
section-team = Team
section-reported-clients = Reported points by client
section-reported-history = Reported points on earlier days
section-partner = Partner
section-reported = Reported figures
data-problems-title = What to look at
data-problems-none = Everything could be read and counted.
# $count (Number) - how many are not listed
data-problems-more = { $count ->
    [one] and { $count } more like this
   *[other] and { $count } more like this
}
# $count (Number) - how many more files
# $first (String) - the name of the first file
data-files = { $count ->
    [one] { $first } and { $count } more file
   *[other] { $first } and { $count } more files
}
# $done (String) - megabytes
# $all (String) - megabytes
data-progress = { $done } of { $all } MB
data-checking = checking the records
data-nothing = No data is open yet.

failed-title = This could not be opened
# $source (String) - a file's name or an address
failed-source = { $source } could not be opened
failed-kept = What you see below is still what was open before.

# $status (String) - the HTTP status
failed-status = The address answered with status { $status }.
failed-status-hint-404 = Nothing is at this address. Check it for a typing mistake, or ask whoever runs the endpoint where the data is.
failed-status-hint-401 = The endpoint asks for a sign-in. Give its bearer token on the Data page; if you did, ask whoever runs it whether the token is still valid.
failed-status-hint-500 = The fault is on the endpoint’s side. Try again later, or tell whoever runs it.
failed-status-hint = Ask whoever runs the endpoint what this status means there.
# $seconds (Number) - how long was waited
failed-timeout = { $seconds ->
    [one] The address did not answer within { $seconds } second.
   *[other] The address did not answer within { $seconds } seconds.
}
failed-timeout-hint = Try again; if it stays silent, download the data and open it as a file.
failed-unreachable = The address could not be reached.
failed-unreachable-hint = Check the address and your connection. If both are right, its certificate may not be valid, or whoever hosts this page allows no such address (connect-src in the Content-Security-Policy).
# $address (String) - what was typed
failed-address = “{ $address }” is not an address.
failed-address-hint = Give a whole address that begins with https:// (or http:// on this computer), or a path on this site.
failed-unreadable = The browser could not read the file.
failed-unreadable-hint = It may have been moved or changed since you chose it, or be a folder. Choose it again.
# $count (Number) - how many files
# $cause (String) - what it said last, in English
failed-stopped = The program that reads files stopped: { $cause }
failed-stopped-hint = Nothing else is lost. The file may be damaged or made to harm, or too large for this browser’s memory.
# $count (Number) - tables
failed-columns = { $count ->
    [one] The headings of the table are not known.
   *[other] The headings of { $count } tables are not known.
}
failed-columns-hint = Say on the Data page what its columns are; nothing changes before you have seen what would be read.
# $detail (String) - what is wrong
failed-rules = The rules of the programme could not be loaded: { $detail }
failed-rules-hint = Reload the page. If it stays, the rules file is missing or broken: look in the folder rules/ where this page is hosted, or at the address after ?rules= .
failed-program = A file of this page’s program could not be loaded.
failed-program-hint = Check your connection and open it again. If it happens again, reload the page: there may be a newer version.
