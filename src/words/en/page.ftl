### The page: what frames every section.

language-name = English

skip-to-content = Skip to the content
nav-label = Main
nav-dashboard = Dashboard
nav-data = Data
nav-rules = Rules
language-label = Language
theme-label = Theme
theme-auto = System theme
theme-light = Light theme
theme-dark = Dark theme

# $date (String) - a day
as-of = Data as of { $date }
# $date (String) - a day
points-refreshed = Points last refreshed on { $date }
thresholds-not-confirmed = Thresholds not confirmed
not-confirmed = not confirmed
not-in-data = not in this data
# $count (Number) - how many
problems-chip = { $count ->
    [one] { $count } thing to look at
   *[other] { $count } things to look at
}

# $name (String) - the agency's name
sample-note = Sample data: { $name } is a fictional agency.
sample-use-own = Use your own data

loading = Loading…
# $source (String) - what is being opened
loading-source = Opening { $source }…
cancel = Cancel
close = Close
try-again = Try again
drop-here = Drop the file to open it
unnamed-partner = Partner

# $source (String) - what was opened
# $clients (Number) - how many clients it has
# $shown (String) - the same as a formatted number
opened = { $clients ->
    [one] { $source } is open: { $shown } client.
   *[other] { $source } is open: { $shown } clients.
}
# $left (Number) - how many records were left out
opened-left-out = { $left ->
    [one] { $left } record was left out.
   *[other] { $left } records were left out.
}
# $others (Number) - how many other books were in the files
opened-others = { $others ->
    [one] { $others } other book was in the files: find it under
   *[other] { $others } other books were in the files: find them under
}
# $others (Number) - how many other books were in the files
opened-others-alone = { $others ->
    [one] { $others } other book was in the files and is not kept: open it by itself to see it.
   *[other] { $others } other books were in the files and are not kept: open them by themselves to see them.
}
see-details = See the details

stopped = Tierwise stopped by a fault of its own. Your data was not changed. Reload the page; if it happens again, report it with the text in the browser’s console.
part-missing = This part of the page could not be loaded. Check your connection and try again; if it happens again, reload Tierwise, which may have been updated meanwhile.
