### What can be done with the rows of a report.

panel-lists = Use in lists
panel-export = Export unsummarized data
panel-save = Save as report
# $count (Number) - how many clients
# $shown (String) - the same as a formatted number
lists-clients = { $count ->
    [one] { $shown } client in these rows.
   *[other] { $shown } clients in these rows.
}
lists-create = Create a new list
lists-add = Add to an existing static list
lists-none = There is no static list yet.
list-name = Name of the list
list-kind = Kind
list-static = Static: these clients, as they are now
list-active = Active: follows these filters
list-choose = List
submit = Submit
# $name (String) - the list's name
list-created = The list “{ $name }” was created.
# $name (String) - the list's name
# $count (Number) - how many clients were new in it
# $shown (String) - the same as a formatted number
list-added = { $count ->
    [0] They were all in “{ $name }” already.
    [one] { $shown } client was added to “{ $name }”.
   *[other] { $shown } clients were added to “{ $name }”.
}
list-open = Open the lists

export-name = File name
export-format = Format
export-csv = CSV (text)
export-xlsx = XLSX (spreadsheet)
export-columns = Columns
export-shown = As shown
export-all = All
# $count (Number) - how many rows
# $shown (String) - the same as a formatted number
export-rows = { $count ->
    [one] { $shown } row: the one that the filters leave.
   *[other] { $shown } rows: all that the filters leave, in the order shown.
}
export-filters = The filters are written into the file’s second sheet (XLSX) or its name (CSV).
export-go = Export
export-busy = Writing the file…
export-done = The file was saved.
export-about = About
about-report = Report
about-partner = Partner
about-as-of = Data as of
about-range = Date range
about-search = Search
about-filter = Filter
about-order = Order
about-rows = Rows
about-value = Number
about-sum = Sum of the rows
# $column (String) - a column's name
order-ascending = { $column }, smallest first
# $column (String) - a column's name
order-descending = { $column }, largest first

save-name = Name
save-description = Description
save-chart = Shown as
chart-kind-table = Table
chart-kind-bars = Bars
chart-kind-line = Line by month
save-go = Save
save-and-add = Save & add
save-hint = A saved report keeps its question, not its rows: it follows your data.
# $name (String) - the report's name
report-saved = “{ $name }” is among your reports.
# $name (String) - the report's name
report-pinned = “{ $name }” is on your dashboard.
reports-open = Open the reports
board-open = Open my dashboard
