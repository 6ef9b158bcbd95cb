### The dashboard's sections. The terms are the programme's own (domain.md 7).

dashboard-title = Partner dashboard

progress-title = Program progress
tier-credited = Credited tier
tier-performing = Current performance
tier-replayed = Derived from your data
replay-agrees = the same as your data says
# $day (String) - the day of the decision
replay-promoted = met on the checkpoint of { $day }
# $day (String) - the day of the re-evaluation
# $met (String) - the checkpoint that met it
replay-kept = kept on { $day }, met on { $met }
# $day (String) - the day of the re-evaluation
# $until (String) - the first day on which it may be lost
replay-held = held on { $day }, safe until { $until }
# $day (String) - the day of the re-evaluation
# $from (String) - the first day of its window
replay-demoted = fell on { $day }: no checkpoint since { $from } met more
# $day (String) - the day of the re-evaluation
replay-certification = lost on { $day }: the certification was not valid
# $from (String) - the first day looked at
replay-none = no checkpoint since { $from } met a tier
no-tier = No tier
# $date (String) - the first day of the tier
tier-since = since { $date }
# $tier (String) - a tier's name
# $gates (String) - the gates that fail
tier-blocked = { $tier } still asks for: { $gates }
total-points = Total points
sold-points = Sold points
managed-points = Managed points
of-which-sourced = of which sourced
expiring = Sold, expire within 90 days
# $tier (String) - the next tier's name
points-to-next = Points to { $tier }
points-to-next-none = Points to the next tier
points-to-next-top = the highest tier is reached
sourced-amount = Sourced amount, 12 months
sourced-mrr = Sourced MRR, 12 months
csr = C$R, 12-month average
# $months (Number) - how many months the average is made of
csr-short-history = { $months ->
    [one] from { $months } month only
   *[other] from { $months } months only
}
# $vendor (String) - who runs the programme
# $value (String) - the vendor's figure
reported-differs = { $vendor } reports { $value }
# $vendor (String) - who runs the programme
reported-only = as { $vendor } reports it
# $vendor (String) - who runs the programme
# $some (Number) - of how many clients it is known
# $all (Number) - how many there are
reported-partial = as { $vendor } reports it, for { $some } of { $all } clients

# $total (String) - total points
# $tiers (String) - the tiers with their thresholds
ladder-text = { $total } points. { $tiers }
# $sold (String) - sold points
# $managed (String) - managed points
# $expiring (String) - points that expire
ladder-parts = { $sold } sold, { $managed } managed; { $expiring } of the sold ones expire within 90 days.
# $tier (String) - a tier's name
# $points (String) - its total
ladder-notch = { $tier } at { $points }
ladder-empty = The total is not in this data, so the ladder cannot be drawn.

progression-title = Tier progression
get-to = Get to
minimum-sold = Sold minimum
minimum-sourced = Sourced minimum
minimum-managed = Managed minimum
minimum-certification = Certification
minimum-certifications = Certifications
minimum-tool-usage = Median tool usage
# $a (String), $b (String) - requirements of which one is enough
either = { $a } or { $b }
retention-csr = C$R, 12-month average
retention-grr = GRR, 12-month average
# The small word between what is there and what is needed: "412.25 of 800".
of = of
# $points (String) - what is missing
to-go = { $points } to go
# $points (String) - what is needed
needs = needs { $points }
# $have (String) - what is there
# $need (String) - the least that is needed
at-least = { $have }, at least { $need }
met = met
no-minimum = no minimum
# $version (String) - the rules version
no-minimum-why = The rules of { $version } ask for none.
# $date (String) - the last valid day
certification-until = valid until { $date }
# $date (String) - the last valid day
certification-expired = expired on { $date }
certification-none = none
# $tier (String) - a tier's name
# $count (Number) - how many gates fail
goal-summary = { $count ->
    [0] Every requirement of { $tier } is met.
    [one] { $count } requirement of { $tier } is missing.
   *[other] { $count } requirements of { $tier } are missing.
}
# $tier (String) - a tier's name
thresholds-not-confirmed-of = The thresholds of { $tier } are not confirmed by the programme.
type-thresholds = Type the real ones

breakdown-title = Points breakdown
breakdown-caption = Points of each client on the day of the data. The column headings sort.
column-client = Client
column-sold = Sold
column-managed = Managed
column-total = Total
column-market = Market
column-currency = Currency
filter-deal-type = Deal type
filter-market = Market type
filter-all = All
deal-partner-sourced = Partner sourced
deal-partner-assisted = Partner assisted
deal-filter-note = Clients with active points from deals of this type.
market-standard = Standard
market-growth = Growth
# $multiplier (String) - the points multiplier
market-multiplier = ×{ $multiplier }
# $count (Number) - how many clients there are
# $shown (String) - how many are shown
# $all (String) - how many there are
clients-shown = { $count ->
    [one] { $shown } of { $all } client
   *[other] { $shown } of { $all } clients
}
clients-total = Sum of the clients shown
no-clients = This data has no clients.
no-clients-match = No client matches these filters.
clear-filters = Clear the filters
opens-record = opens the CRM record in a new tab
# $count (String) - how many
breakdown-more-rows = All { $count } clients, every column and filter
breakdown-more = Every column and filter
