### Tier point changes and shared selling.

figure-lost = Lost points
axis-week = Week
axis-year = Year
shared-all = All shared deals
shared-note = The data knows today’s stage of a deal only: a range in the past counts those of its sourced deals that are still open as in flight.
# $count (Number) - how many deals
shared-left-out = { $count ->
    [one] { $count } deal lacks the day that decides where it counts.
   *[other] { $count } deals lack the day that decides where they count.
}
chart-others = Others
changes-chart = New and lost points
shared-chart = The pipeline by month
shared-created = Created
shared-in-flight = In flight
shared-won = Won
