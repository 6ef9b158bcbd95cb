### The page without a connection, its newer versions, and saved copies of it.

update-ready = A new version of Tierwise is ready. Reload when it suits you; what you are typing would be lost.
update-reload = Reload now

copy-title = Save this dashboard as a file
copy-text = One HTML file with the whole program and the data that is open. It opens with a double-click on any computer, without a connection, and shows the same figures. The thresholds that you typed and the exchange rates that you loaded go with it; your lists, reports, notes and quotes do not.
copy-hide = Hide client names
copy-hide-hint = Clients become “Client 1”, people “Person 1” and deals “Deal 1”, the same one everywhere. Domains, record addresses, e-mails and texts about people are left out. Every figure stays as it is, and so does your agency’s own name.
copy-save = Save as a file
copy-busy = The file is being made…
copy-saved = The file was saved.
copy-source-hidden = Data without client names
copy-failed-nothing = No data is open yet: open some first, then save it.
# $status (String) - the HTTP status
copy-failed-status = The file that a copy is made of, tierwise.html, is not beside this page (status { $status }). Tell whoever runs this page: its copy of Tierwise is incomplete.
copy-failed-page = The file that a copy is made of, tierwise.html, could not be loaded. It needs a connection: check yours and try again.
copy-failed-no-page = What is beside this page as tierwise.html is something else. Tell whoever runs this page: its copy of Tierwise is incomplete.
copy-failed-pack = The browser could not read the data that is open. If its file was moved or changed, open it again, then save.

# $day (String) - the day on which it was saved
copy-note = This is a copy, saved on { $day }. Everything in it stays as it was then.
# $day (String) - the day on which it was saved
copy-note-hidden = This is a copy without client names, saved on { $day }. Everything in it stays as it was then.
# $source (String) - what the data is called
# $day (String) - the day on which it was saved
copy-source = { $source }, in a copy saved on { $day }

alias-client = Client
alias-person = Person
alias-deal = Deal
