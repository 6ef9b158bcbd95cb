### The History page: what was imported and is kept, what changed between two of it, accounts side by side.

nav-history = History
history-title = History
history-intro = Every file and answer that you opened, as it was. It is kept in this browser only.
history-latest = your latest import
history-unread = What this browser keeps could not be read.
history-unread-hint = Open the file again from your disk. Other snapshots may still open: see the History page.
history-newer = A newer version of this page has been here.
history-newer-hint = Reload the page to have the newest version.
history-not-kept-notice = It could not be kept in this browser: it stays until you close the page.
history-why = See why
history-not-kept-refused = This browser keeps nothing for this page, as in a private window. What is open stays until you close it.
history-not-kept-full = The browser has no room left for this page. What is open stays until you close it: delete snapshots that you do not need, then open the file again.
history-not-kept-blocked = Another tab with an older version of this page is in the way. Close it, then open the file again.
history-not-kept-newer = A newer version of this page has been here. Reload the page; what is kept is still there.
history-not-kept-unreadable = The browser could not read the file a second time, to keep it. It may have been moved or changed: open it again.
history-loading = Reading what is kept in this browser…
history-empty = Nothing was imported yet. Open a file or an endpoint on the Data page: it is kept here.
history-off = Imports are not kept: the switch below is off.
history-views = History
history-snapshots = Snapshots
history-caption = Snapshots
history-open = Open
history-is-open = On the screen
# $name (String) - the snapshot's name
history-open-named = Open “{ $name }”
# $name (String) - the snapshot's name
history-rename-named = Rename “{ $name }”
# $name (String) - the snapshot's name
history-delete-named = Delete “{ $name }”
history-name = Name of the snapshot
history-belongs = Belongs to the account
history-delete-hint = The file as it was is deleted from this browser. This cannot be undone; an archive with everything keeps it.
history-thin = Thin out
# $name (String) - the account's name
history-thin-named = Thin out “{ $name }”
# $count (Number) - how many
# $shown (String) - the same, written
# $size (String) - their size
history-thin-hint = { $count ->
    [one] { $shown } answer of an endpoint ({ $size }) is deleted from this browser, because a later one of the same day is there. What has a name of its own or is on the screen stays. This cannot be undone; an archive with everything keeps it.
   *[other] { $shown } answers of an endpoint ({ $size }) are deleted from this browser, because a later one of the same day is there. What has a name of its own or is on the screen stays. This cannot be undone; an archive with everything keeps them.
}
history-column-snapshot = Snapshot
history-column-day = Day of the data
history-column-records = Records
history-column-points = Points then
history-column-tier = Performing tier then
history-column-size = Size
history-actions = Actions
# $moment (String) - a day and a time
history-imported = Imported { $moment }
# $moment (String) - a day and a time
history-again = again { $moment }
# $date (String) - a day
# $time (String) - a time of day
history-moment = { $date }, { $time }
history-from-endpoint = endpoint
# $count (Number) - how many
# $shown (String) - the same, written
history-records = { $count ->
    [one] { $shown } record
   *[other] { $shown } records
}
# $count (Number) - how many
# $shown (String) - the same, written
history-left-out = { $count ->
    [one] { $shown } left out
   *[other] { $shown } left out
}
# $hash (String) - hexadecimal digits
history-fingerprint = SHA-256: { $hash }
# $size (String) - a number
history-kilobytes = { $size } KB
# $size (String) - a number
history-megabytes = { $size } MB
# $size (String) - a number
history-gigabytes = { $size } GB
# $day (String) - the day of the data
# $name (String) - the snapshot's name
history-choice = { $day } – { $name }

history-storage-title = What this browser keeps
history-keep = Keep imported files in this browser
history-keep-hint = When this is off, nothing new is kept; the snapshots that are here stay until you delete them.
# $used (String) - a size
# $quota (String) - a size
history-room = { $used } used of the { $quota } that the browser gives this page.
history-room-unknown = This browser does not say how much room there is.
history-persistent = The browser has promised to delete nothing by itself.
history-not-persistent = The browser may delete what is kept when the disk is full.
history-persist = Ask the browser to keep it
history-persist-refused = The browser did not promise it. It decides by how often you use the page; an archive is safe in any case.
history-export = Save all as an archive
# $count (Number) - how many
# $shown (String) - the same, written
history-exported = { $count ->
    [one] { $shown } snapshot is in the archive, with its file as it was.
   *[other] { $shown } snapshots are in the archive, with their files as they were.
}
# $count (Number) - how many
# $shown (String) - the same, written
history-export-unreadable = { $count ->
    [one] { $shown } snapshot could not be read and is not in it.
   *[other] { $shown } snapshots could not be read and are not in it.
}
history-not-packed = This browser could not pack the archive. Nothing was saved; try again with more room on the disk.
# $why (String) - a sentence
history-not-deleted = It could not be deleted and is still there. { $why }
history-too-large = All snapshots together are larger than the 4 GB that an archive may have. Delete those that you no longer need, then save the archive again.
history-restore = Restore an archive
history-restoring = Reading the archive…
# $count (Number) - how many
# $shown (String) - the same, written
history-added = { $count ->
    [one] { $shown } snapshot came back.
   *[other] { $shown } snapshots came back.
}
# $count (Number) - how many
# $shown (String) - the same, written
history-unchanged = { $count ->
    [one] { $shown } was here already.
   *[other] { $shown } were here already.
}
# $count (Number) - how many
# $shown (String) - the same, written
history-damaged = { $count ->
    [one] { $shown } is not as it was saved and was left out.
   *[other] { $shown } are not as they were saved and were left out.
}
history-nothing-in-archive = There is no snapshot in this archive.
history-no-archive = This is no archive of this page, or it is damaged. Nothing was changed. Partner data is opened on the Data page.
# $format (String) - the format
history-archive-newer = A newer version of this page saved this archive ({ $format }). Nothing was changed. Reload the page to have the newest version, then restore it again.

account-switch = Account
accounts-title = Accounts side by side
accounts-column = Account
accounts-sourced = Sourced MRR, 12 months
accounts-paid = Commission paid, 12 months
accounts-all = All accounts
accounts-not-added = not added: a tier is of one account
accounts-note = Each account’s latest snapshot, by the rules in force now. Money is added by currency; points are not.
accounts-loading = Computing…

compare-title = What changed since
compare-tab = What changed since
compare-none = There is nothing to compare yet: it takes two snapshots of one account.
compare-before = Before
compare-after = After
compare-difference = Difference
compare-loading = Comparing…
compare-totals = Totals and tiers
compare-total-name = Figure
compare-course = How the difference came about
# $first (String) - the first day
# $last (String) - the last day
compare-changes = Began and ended after { $first }, up to { $last }
# $day (String) - the first snapshot's day
compare-restated = Said otherwise about { $day }
compare-same-past = The later snapshot gives the same points for the earlier day: the whole difference is in Tier point changes of these days.
compare-other-past = The later snapshot gives other points for the earlier day: records were added, corrected or left out since.
compare-backwards = The second snapshot is of an earlier day than the first: the difference cannot be followed day by day.
compare-not-computed = The points of one of the two snapshots are not computed from sales and months: the difference cannot be followed day by day.
# $count (Number) - how many
# $shown (String) - the same, written
compare-new-count = { $count ->
    [one] { $shown } new client
   *[other] { $shown } new clients
}
# $count (Number) - how many
# $shown (String) - the same, written
compare-lost-count = { $count ->
    [one] { $shown } lost client
   *[other] { $shown } lost clients
}
# $shown (String) - how many, written
compare-points-count = { $shown } with other points
# $shown (String) - how many, written
compare-fields-count = { $shown } with other fields
compare-clients = Clients
compare-only = Show
compare-only-changed = Everything that changed
compare-only-points = Other points
compare-only-new = New clients
compare-only-lost = Lost clients
compare-only-fields = Other fields
compare-only-all = All clients
compare-search = Search clients and changes
compare-nothing = No client matches.
# $count (Number) - how many clients there are in all
# $chosen (String) - how many are shown, written
# $all (String) - how many there are in all, written
compare-count = { $count ->
    [one] { $chosen } of { $all } client
   *[other] { $chosen } of { $all } clients
}
compare-more = Show more
compare-new = New
compare-lost = Lost
compare-what = New or lost
compare-fields = Other fields
# $before (String) - a value
# $after (String) - a value
compare-from-to = { $before } → { $after }
# $field (String) - a field's name
# $before (String) - a value
# $after (String) - a value
compare-field = { $field }: { $before } → { $after }
# $name (String) - a figure's name
compare-heading-before = { $name } before
# $name (String) - a figure's name
compare-heading-after = { $name } after
# $name (String) - a figure's name
compare-heading-difference = { $name } difference
