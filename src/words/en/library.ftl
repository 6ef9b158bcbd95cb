### Lists, saved reports, notes and the user's own dashboard: what could not be done, kept or restored.

library-not-kept-refused = This browser keeps nothing for this page, as in a private window. What you make stays until you close it: save a backup.
library-not-kept-full = The browser has no room left for this page. What you changed stays until you close it: save a backup, then delete what you do not need.
library-not-kept-blocked = Another tab with an older version of this page is in the way. Close it; your next change is kept, with what is waiting.
library-not-kept-newer = A newer version of this page has been here. Reload the page; save a backup before, if you have changed something.

library-name-empty = Give it a name.
# $name (String) - the name
library-name-taken = “{ $name }” is taken. Choose another name.
# $most (String) - how many characters
library-too-long = This is too long: at most { $most } characters can be kept.
# $most (String) - how many
library-too-many = This is too much: at most { $most } can be kept.
# $name (String) - the list
library-list-active = “{ $name }” is an active list: its filter says who is in it.
library-gone = This is not there any more; it may have been deleted in another tab.

# $count (Number) - how many
# $shown (String) - the same, written
restored-added = { $count ->
    [one] { $shown } entry was added.
   *[other] { $shown } entries were added.
}
# $count (Number) - how many
# $shown (String) - the same, written
restored-replaced = { $count ->
    [one] { $shown } entry was replaced by the one in the backup.
   *[other] { $shown } entries were replaced by those in the backup.
}
# $count (Number) - how many
# $shown (String) - the same, written
restored-unchanged = { $count ->
    [one] { $shown } entry was here already.
   *[other] { $shown } entries were here already.
}
# $count (Number) - how many
# $shown (String) - the same, written
restored-left-out = { $count ->
    [one] { $shown } entry could not be used and was left out.
   *[other] { $shown } entries could not be used and were left out.
}
restored-nothing = There is nothing in this backup.
# $size (String) - its size in MB
# $largest (String) - the largest size in MB
restore-too-large = The file has { $size } MB, more than the { $largest } MB that a backup may have.
restore-no-backup = This is no backup of lists, reports and notes, or it is damaged. Nothing was changed.
restore-no-backup-hint = Choose a file that this page saved as a backup. Partner data is opened on the Data page.
# $format (String) - the format
restore-newer = A newer version of this page saved this backup ({ $format }). Nothing was changed.
restore-newer-hint = Reload the page to have the newest version, then restore it again.
