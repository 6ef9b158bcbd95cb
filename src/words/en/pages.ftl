### Lists, reports, the user's own dashboard, and their backup.

lists-empty = There is no list yet. Open the rows behind any number and choose “Use in lists”.
lists-caption = Your lists of clients
column-name = Name
column-clients = Clients
column-created = Created
list-kind-static = Static
list-kind-active = Active
rename = Rename
merge = Merge
delete = Delete
edit = Edit
duplicate = Duplicate
pin = Add to my dashboard
pinned = On my dashboard
list-back = All lists
reports-back = All reports
list-members = Clients of the list
list-more = Show more
list-no-members = No client is in this list.
list-not-in-data-now = not in the data that is open
list-active-note = An active list follows its filters: { $filters }.
list-static-note = A static list stays as it was, whatever data is open.
list-gone = There is no such list in this browser.
report-gone = There is no such report in this browser.
# $name (String) - a list's name
merge-title = Merge “{ $name }” with other lists
merge-name = Name of the merged list
merge-with = With
merge-none = There is no other static list to merge with.
merge-hint = The lists that go into it are deleted. Clients that are in several of them are in it once.
# $name (String)
rename-title = Rename “{ $name }”
# $name (String)
delete-title = Delete “{ $name }”?
delete-hint = This cannot be undone. A backup on the Data page keeps it.
# $name (String)
edit-title = Edit “{ $name }”
keep-changes = Save changes

reports-empty = There is no saved report yet. Open the rows behind any number and choose “Save as report”.
reports-caption = Your saved reports
column-shown-as = Shown as
report-unreadable = This report was made by another version of this page and cannot be shown.

board-empty = Your dashboard is empty. Save a report with “Save & add”, or add one on the Reports page.
board-to-reports = To the reports
tile-earlier = Move { $name } forward
tile-later = Move { $name } back
tile-wider = Make { $name } wider
tile-narrower = Make { $name } narrower
tile-remove = Take { $name } off the dashboard

backup-title = Lists, reports and notes
# $count (Number) - how many
# $shown (String) - the same as a formatted number
backup-count = { $count ->
    [0] You have made no list, report or note yet.
    [one] { $shown } entry is kept in this browser only, never sent anywhere.
   *[other] { $shown } entries are kept in this browser only, never sent anywhere.
}
backup-save = Save a backup
backup-restore = Restore a backup
kept-loading = Reading what is kept in this browser…
