### Upcoming renewals, the client's record, the vendor's people.

# $vendor (String) - who runs the programme
renewals-title = Upcoming { $vendor } renewals
renewals-by = Prioritise by
renewals-soonest = Soonest
renewals-loss = Largest loss of MRR
renewals-gain = Largest gain of MRR
renewals-by-column = A column of the table
renewals-none = This data names no upcoming renewal.
renewals-units = Amounts in several currencies are compared in the programme’s fixed units.
renewal-soon = soon
renewal-overdue = overdue

client-neighbours = Clients in the order of the breakdown
# $client (String) - its name
client-before = Previous: { $client }
# $client (String) - its name
client-after = Next: { $client }
client-about = About
# $score (String) - 0 to 100
client-usage = { $score } of 100
client-relation = Relation
relation-both = Sold and managed
relation-sold = Sold
relation-managed = Managed
relation-none = No active points
# $vendor (String) - who runs the programme
client-record = Open in { $vendor }
client-points = Points
client-ended = Expired and ended sales
client-lines = Commission
# $sections (String) - names of sections
client-absent = Not in this data: { $sections }.
client-unknown = This client is not in the data
# $id (String) - the client's id
client-unknown-id = No client here has the id “{ $id }”. The address may belong to other data.
client-unknown-none = The address names no client.
client-all = All clients
note-title = Notes
note-label = Your notes on this client
note-reading = Reading what this browser keeps…
note-keeping = Being kept…
note-kept = Kept in this browser. An empty note is deleted.
# $reason (String) - a sentence
note-not-kept = Not kept: { $reason }

role-development = Partner Development Manager
role-growth = Growth Specialist
role-success = Customer Success Manager
role-contract = Contract Manager
role-support = Partner Support Specialist
about-development = Your first contact for strategic planning, training, performance monitoring, issues, growth opportunities and onboarding.
about-growth = Your partner in sales from day to day.
team-mail = Send email
# $name (String) - a person
team-mail-to = to { $name }
# $vendor (String) - who runs the programme
team-none = This data names nobody at { $vendor }.
# $vendor (String) - who runs the programme
team-not-in-data = Your people at { $vendor } are not in this data.
