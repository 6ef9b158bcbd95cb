### The list of what was wrong with the data: how grave, filters, counts, export.

severity-refused = Refused
severity-left-out = Left out
severity-field-ignored = Field ignored
severity-not-counted = Not counted
severity-noted = Noted

findings-severity = What became of it
findings-any = All
findings-place = Part
findings-text = Search
# $count (Number) - how many
# $shown (String), $all (String) - the same and how many there are, formatted
findings-shown = { $count ->
    [0] Nothing of { $all } fits.
   *[other] { $shown } of { $all }
}
findings-export = Export as CSV
findings-copy = Copy as text
findings-copied = Copied.
findings-not-copied = The browser does not let this page copy. Export them as CSV instead.
# $count (String) - the most that is listed
findings-cut = Only the { $count } gravest are listed; the counts below are of all records.
findings-name = What to look at
findings-code = Code
findings-where = Place
findings-found = Found
findings-what = What is wrong
findings-hint = What to do
# $all (String), $used (String), $left (String) - how many, formatted
records-in = { $all } records in = { $used } used + { $left } left out
records-all = All sections
records-column = In
