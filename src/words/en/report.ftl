### Reports: the rows behind a number, and tables of records.

# The figures that other sections do not name.
figure-goal-total-have = Total points
figure-goal-need = What the tier asks for
figure-goal-gap = What is missing
figure-sourced = Sourced points
figure-new-sold = New sold points
figure-lost-sold = Lost sold points
figure-new-managed = New managed points
figure-lost-managed = Lost managed points
# $vendor (String) - who runs the programme
figure-shared-created = { $vendor } created deals
figure-shared-in-flight = Sourced deals in flight
# $vendor (String) - who runs the programme
figure-shared-closed-won = { $vendor } closed won deals
figure-commission-paid = Paid in 12 months
figure-commission-next = Next payment
figure-keep-tier = Points missing to keep the tier
figure-next-tier = Points missing for the next tier
figure-certified = Certification
figure-client-sold = Sold points of { $client }
figure-client-managed = Managed points of { $client }
# $client (String) - the client's name
figure-client-total = Points of { $client }

table-clients = Clients
table-changes = Clients behind the changes
table-sales = Sales
table-managed = Managed clients
table-deals = Shared deals
table-renewals = Upcoming renewals
table-statements = Commission statements
table-lines = Lines of the statements
table-schedule = Expected commissions

# How the rows become the number.
how-sum = The sum of these rows.
how-count = The number of these rows.
# $need (String) - what is asked for
how-shortfall = { $need } less the sum of these rows, never below 0.
how-mean = The mean of the annualised months.
how-product = The product of what the months kept.
how-judgement = The highest tier of which no requirement is missing.
how-replay = The tier that the monthly checkpoints and the re-evaluations of your data’s history lead to.
how-stated = As the data states it.
how-table = One row for each record.
# $vendor (String) - who runs the programme
how-reported = As { $vendor } reports it: there is nothing in this data to compute it from.

report-value = The number
report-sum = Sum of the rows shown
# $shown (String) - how many rows
# $all (String) - how many there are
# $count (Number) - how many there are
report-rows = { $count ->
    [one] { $shown } of { $all } row
   *[other] { $shown } of { $all } rows
}
# $page (String), $pages (String) - numbers
report-page = Page { $page } of { $pages }
page-before = Previous page
page-after = Next page
report-empty = There is no row.
report-empty-filtered = No row matches these filters.
report-not-in-data = This is not in this data.
report-search = Search these rows
report-filter-add = Add a filter
report-filter-column = Column
report-filter-operator = Comparison
report-filter-value = Value
report-filter-nothing = Type a value to compare with.
# $text (String) - what was typed
report-filter-no-number = “{ $text }” is not a number. Write it without groups, like 1234.5.
# $text (String) - what was typed
report-filter-no-day = “{ $text }” is not a day.
report-filter-remove = Remove the filter { $filter }
report-columns = Columns
report-columns-reset = Usual columns
report-open = All rows
report-loading = Reading the rows…
totals = Sum
# $count (Number) - how many
totals-currencies = { $count } currencies
open-figure = show the rows behind it

operator-is = is
operator-not = is not
operator-has = contains
operator-at-least = at least
operator-at-most = at most

column-domain = Domain
column-country = Country
column-owner = Owner
column-usage = Usage score
column-record = Record
column-id = Id
column-product = Products
column-deal = Deal
column-deal-type = Deal type
column-kind = Kind
column-mrr = MRR
column-unit = Amount worth 100 USD
column-rate = Points per unit
column-multiplier = Multiplier
column-partners = Partners
column-rules = Rules
column-from = From
column-until = Until
column-began = Came by
column-ended = Go by
column-last-activity = Last activity
column-day = Day
column-cause = Cause
column-points = Points
column-usd = In USD
column-amount = Amount
column-stage = Stage
column-partner-stage = Your stage
column-created-by = Created by
column-created-on = Created
column-registered-on = Registered
column-closed-on = Closes
column-probability = Probability
column-period = Quarter
column-due-on = Due
column-paid-on = Paid
column-status = Status
column-net-revenue = Net revenue
column-share = Share
column-months = Months
column-month = Month
column-opening-mrr = Opening MRR
column-cancelled-mrr = Cancelled MRR
column-downgraded-mrr = Downgraded MRR
column-kept = Kept
column-annualised = Annualised
column-tier = Tier
column-requirement = Requirement
column-need = Needed
column-have = There
column-met = Met
column-renews-on = Renews on
column-days-left = Time to renewal
column-mrr-change = MRR change
column-employee = Last active employee
column-manager = Renewal manager
column-new-sold = New sold
column-lost-sold = Lost sold
column-new-managed = New managed
column-lost-managed = Lost managed
column-net = Net

# $days (Number) - how many
# $shown (String) - the same as a formatted number
days-left = { $days ->
    [0] today
    [one] { $shown } day
   *[other] { $shown } days
}
# $days (Number) - how many
# $shown (String) - the same as a formatted number
days-ago = { $days ->
    [one] { $shown } day ago
   *[other] { $shown } days ago
}

kind-new = New
kind-cross-sell = Cross-sell
kind-upsell = Upsell
kind-adjustment = Adjustment
cause-new = New
cause-upsell = Upsell
cause-adjustment = Adjustment
cause-expiry = Expiry
cause-cancellation = Cancellation
cause-activity-lapse = No activity
cause-split-change = Other number of partners
cause-mrr-change = Other MRR
cause-rules-change = Other rules
stage-open = Open
stage-closed-won = Closed won
stage-closed-lost = Closed lost
creator-partner = You
creator-vendor = { $vendor }
status-estimated = Estimated
status-pending = Pending
status-paid = Paid
status-withheld = Withheld
record-sale = Sale
record-managed = Managed
record-deal = Shared deal
record-statement = Statement
record-month = Month
record-reported = Reported
record-partner = Partner
record-gate = Requirement
met-passed = met
met-failed = missing

range-label = Date range
range-today = Today
range-yesterday = Yesterday
range-this-week = This week
range-last-week = Last week
range-this-month = This month
range-last-month = Last month
range-this-quarter = This quarter
range-last-quarter = Last quarter
range-this-year = This year
range-last-year = Last year
range-last-7-days = Last 7 days
range-last-30-days = Last 30 days
range-last-60-days = Last 60 days
range-last-90-days = Last 90 days
range-last-180-days = Last 180 days
range-last-365-days = Last 365 days
range-all = All time
range-custom = Custom
range-first = From
range-last = To
# $first (String), $last (String) - days
range-days = { $first } to { $last }
