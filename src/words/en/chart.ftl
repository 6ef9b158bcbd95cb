### Charts: what every one of them says.

# $title (String) - what the chart shows
# $from (String) - the first day or month
# $to (String) - the last one
chart-summary = { $title }, { $from } to { $to }.
# $name (String) - a series
# $largest (String) - its largest figure
# $day (String) - the day or month of that
# $last (String) - its last figure
chart-series = { $name }: largest { $largest } ({ $day }), last { $last }.
# $name (String) - a series without a figure
chart-series-missing = { $name }: not in this data.
# $name (String) - what a line across the chart stands for
# $value (String) - its height
chart-mark = { $name }: line at { $value }.
# $name (String) - what a line across the chart stands for
# $value (String) - its height
# $first (String) - where it begins
# $last (String) - where it ends
chart-mark-over = { $name }: line at { $value } from { $first } to { $last }.

chart-as-table = Show as table
chart-save-png = Save as PNG
chart-save-svg = Save as SVG
chart-loading = Drawing the chart…
chart-failed = The chart could not be drawn: a file of the program could not be loaded. The table has the same figures.
chart-not-saved = The image could not be made. The table has the same figures.
