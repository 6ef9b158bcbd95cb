### The tier page: performance, insights, account, course, breakdown, and the points of one client.

chart-expected = expected
# $day (String) - the day of the data
chart-today = What is after { $day } is expected from expirations that are known, and drawn in dashes.
column-sourced = Sourced
column-assisted = Assisted
column-points-share = Share of points
column-next-expiry = Next expiry
column-expires-in = Days to next expiry
column-state = State
state-active = Active
state-expired = Expired
state-never = Without points

tier-title = Tier
nav-tier = Tier
tier-parts = Parts of the tier page
tab-performance = Performance
tab-breakdown = Points breakdown
tier-day = As it stood on
tier-today = Back to the day of the data
# $day (String) - a past day
tier-past = As it stood on { $day }. What the data knows of its own day only (tool usage, certifications, last activity, a tier credited later) is not of that day, and what it expects of the days after knows what came.
# $first (String)
# $last (String)
window = the checkpoints from { $first } to { $last }
tier-review = Next re-evaluation
# $window (String) - its checkpoints
# $tier (String) - the credited tier
review-looks = It looks at { $window }. If one of them meets { $tier }, { $tier } stays; if none does, the tier falls to the highest that one of them met.
# $tier (String) - the credited tier
# $day (String) - the first day on which it may be lost
review-held = { $tier } cannot be lost then: it is safe until { $day }.
# $window (String) - its checkpoints
review-no-tier = It looks at { $window }. Without a credited tier there is nothing to lose.
# $window (String) - its checkpoints
# $tier (String) - the tier by replay
review-derived = It looks at { $window }. Which tier is credited is not in this data; by the points of its past it is { $tier } (not confirmed). If one of them meets { $tier }, { $tier } stays; if none does, the tier falls to the highest that one of them met.
# $window (String) - its checkpoints
review-not-in-data = It looks at { $window }. Which tier is credited is not in this data.
# $window (String) - its checkpoints
# $state (String) - until when the certification is valid
# $tier (String) - the credited tier
review-uncertified = It looks at { $window }, but by this data there is no valid certification then ({ $state }): { $tier } would be lost, whatever they met.
tier-performance = Tier performance
performs-below = below the credited tier
performs-same = the same as the credited tier
performs-above = above the credited tier
# $tier (String) - the next tier
tracks-chart = Points, and what { $tier } asks for
tracks-axis = Track
track-combined = Combined
# $tier (String) - the next tier
track-asks = { $tier } asks for
sum-of = sold + managed = total
sum-of-rounded = sold + managed = total, each rounded by itself
checkpoints-title = Checkpoints of the window
# $tier (String) - a tier
checkpoint-met = met { $tier }
# $tier (String) - a tier
checkpoint-other = met { $tier } only
checkpoint-none-met = met no tier
# $tier (String) - a tier
checkpoint-ahead = { $tier } if nothing is added
# $total (String)
# $sold (String)
# $managed (String)
checkpoint-expected = Expected then, from known expirations alone: { $total } points, { $sold } sold and { $managed } managed.
# $tier (String) - the credited tier
# $missing (String) - points and their names
checkpoint-missing = { $tier } would then lack: { $missing }.
checkpoint-why = Why
checkpoints-none = Which tier the checkpoints met is not in this data.
insights-title = Tier insights
# $tier (String) - the credited tier
insight-keep = Keep { $tier }
# $tier (String) - the tier above
insight-reach = Reach { $tier }
# $tier (String) - the highest tier
insight-top = No tier is above { $tier }
# $count (Number) - how many points
insight-to-go = { $count ->
    [one] total point to go
   *[other] total points to go
}
insight-enough = The points are there.
# $met (String) - the day of a checkpoint
# $tier (String) - the credited tier
# $day (String) - the day of the re-evaluation
insight-kept = The checkpoint of { $met } met { $tier } already: it stays at the re-evaluation on { $day }, whatever today’s points are.
# $tier (String) - the credited tier
# $day (String) - the day of the re-evaluation
insight-uncertified = { $tier } would be lost at the re-evaluation on { $day }, whatever the points are: by this data there is no valid certification then.
# $tier (String) - the credited tier
# $day (String) - the day of the re-evaluation
insight-uncertified-not-confirmed = { $tier } would be lost at the re-evaluation on { $day }, whatever the points are (not confirmed): by this data there is no valid certification then.
# $day (String) - the day of the re-evaluation
# $until (String) - the first day on which it may be lost
insight-held = It cannot be lost at the re-evaluation on { $day }: it is safe until { $until }.
# $points (String) - points that sales have to bring
# $count (String) - how many deals
# $amount (String) - MRR of one
# $market (String) - its market
# $each (String) - points of one
insight-deals = { $points } points from sales: { $count } × your usual sourced deal of about { $amount } MRR, market { $market }, { $each } points each.
# $points (String) - points that sales have to bring
# $amounts (String) - MRR by market
insight-sold-mrr = In one sum: sourced MRR of { $amounts } brings { $points } points.
# $points (String) - points that managed clients have to bring
# $amounts (String) - MRR by market
insight-managed-mrr = { $points } managed points: clients with MRR of { $amounts } that you manage alone.
# $amount (String)
# $market (String)
insight-amount = { $amount } (market: { $market })
# $names (String) - requirements
insight-others = Besides: { $names }.
insight-note = A usual deal is the middle one of your sourced deals of the last 12 months, in the currency and market of most of them.
account-title = Account performance
# $least (String) - tool usage
usage-asked = at least { $least } is asked for
# $least (String) - tool usage
usage-shown = at least { $least } was asked for; today it is shown and not asked for (not confirmed)
certification-lacks = Every tier asks for a valid certification: without one no tier is met.
# $days (Number) - days left
certification-soon = { $days ->
    [0] It ends today: a tier needs a valid one.
    [one] It ends in { $days } day: a tier needs a valid one.
   *[other] It ends in { $days } days: a tier needs a valid one.
}
course-title = Progress over time
course-chart = Points by day
# $days (String) - from one place of the axis to the next
course-chart-steps = Points, every { $days } days
course-usual = As far back as usual
# $tier (String) - the chosen tier
course-lines = Lines across: what { $tier } asks for; down: the checkpoints.
# $tier (String) - the chosen tier
course-lines-unconfirmed = Lines across: what { $tier } asks for, not confirmed; down: the checkpoints.
# $tier (String) - the chosen tier
course-lines-across = Lines across: what { $tier } asks for.
# $tier (String) - the chosen tier
course-lines-across-unconfirmed = Lines across: what { $tier } asks for, not confirmed.
course-of-vendor = These are the vendor’s own points, as the history in your data gives them. A client is missing on the days before its history begins.
# $day (String) - the last day
course-ahead = Expected until { $day }, if nothing is sold and no client is won.
course-review = Re-evaluation

clients-caption = Clients and their points. Arrow keys move, Enter opens.
clients-search = Find a client
clients-search-label = Find
filter-state = State
# $days (String)
filter-expiring = Expires within { $days } days
clients-reset = Clear all filters
columns-pinned = Columns kept in sight
# $column (String)
column-earlier = Move { $column } forward
# $column (String)
column-later = Move { $column } back
mrr-note = MRR is of what you manage, or where you manage nothing of what you sold and still counts. Of a client with MRR in several currencies the sum has each, and its own cell none.
peek-none = There is no such client in this data.
peek-record = Open the record
peek-active-sold = Active sold points
peek-active-managed = Active managed points
peek-expired = Expired points
peek-ahead = Points to come
peek-earlier = Counted otherwise before
# $day (String)
peek-expires = expire on { $day }
# $day (String)
# $days (Number) - how many
# $day (String)
# $shown (String) - the same as a formatted number
peek-lapses = { $days ->
    [0] active: last activity leaves them until { $day }, that is today
    [one] active: last activity leaves them until { $day }, { $shown } day from now
   *[other] active: last activity leaves them until { $day }, { $shown } days from now
}
peek-lasts = active: no end is known
# $day (String)
peek-ends = active until the relation ends on { $day }
# $day (String)
# $cause (String)
peek-ended = ended on { $day }: { $cause }
# $day (String)
peek-begins = from { $day }
# $day (String)
# $cause (String) - why points change
peek-begins-otherwise = counted so from { $day }: { $cause }
# $state (String) - until when the points are active
# $day (String)
peek-counted-otherwise = { $state }; counted otherwise from { $day }
# $partners (Number)
peek-split = { $partners ->
    [one] not shared
   *[other] shared by { $partners } partners
}
peek-shared-deal = Shared deal
peek-shared-client = Shared
# $mrr (String)
# $unit (String)
# $rate (String)
# $multiplier (String)
# $points (String)
peek-working = { $mrr } / { $unit } × { $rate } × { $multiplier } = { $points }
# $mrr (String)
# $unit (String)
# $rate (String)
# $multiplier (String)
# $partners (String)
# $points (String)
peek-working-split = { $mrr } / { $unit } × { $rate } × { $multiplier } / { $partners } = { $points }
# $version (String)
peek-rules = rules { $version }
peek-none-of = none
peek-keys = Previous and next client: the left and right arrow keys.
# $day (String)
# $cause (String)
peek-changes = active until { $day }: { $cause }
# $name (String)
peek-of = Points of { $name }
# $day (String) - a past day
report-day = As it stood on { $day }
