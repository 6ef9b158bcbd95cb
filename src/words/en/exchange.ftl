### Exchange rates of month ends: the card on the Data page, and commission in the payout currency.

rates-title = Exchange rates
rates-intro = Expected commission is shown in the currencies of your sales. With exchange rates it is shown in your payout currency too, month by month, at the rate of the month’s last day. The rates stay in this browser.
rates-load = Load exchange rates
rates-load-hint = XML or CSV of the European Central Bank, JSON of Open Exchange Rates or Frankfurter, or a CSV of your own with the columns month, from, to, rate. Several at once are fine.
rates-none = No exchange rates are loaded.
rates-remove = Remove
# $name (String) - a file's name
rates-remove-name = Remove { $name }
rates-remove-all = Remove all exchange rates
rates-source-ecb = European Central Bank
rates-source-open = Open Exchange Rates
rates-source-frankfurter = Frankfurter
rates-source-list = Your own list
rates-files-title = Loaded files
rates-source = Source
rates-days = Days
rates-currencies = Currencies
rates-count = Rates
# $first (String), $last (String) - days
# $days (Number) - how many days
# $shown (String) - the same, formatted
rates-days-range = { $days ->
    [one] { $first }
   *[other] { $shown } days, { $first } to { $last }
}
# $base (String) - the base currency
# $count (Number) - how many others
# $other (String) - the one
# $shown (String) - how many, formatted
rates-base = { $count ->
    [one] { $base } to { $other }
   *[other] { $base } to { $shown } others
}
# $all (String), $used (String), $left (String) - how many, formatted
rates-in = { $all } in = { $used } read + { $left } left out
rates-months-title = Month ends that count
rates-month = Month
rates-day = Rates of
rates-rates = Rates
# $from (String), $to (String) - currencies
# $rate (String) - the rate
rates-pair = 1 { $from } = { $rate } { $to }
rates-rule = A month’s rate is that of the last day in it on which the source published. A month that is still running has none, unless your own list states it.
# $month (String) - a month
# $day (String) - the last day there is
# $source (String) - whose rates
rates-open = { $month } has no rate: { $source } reaches only { $day } of it.
# $count (Number) - how many are not listed
# $shown (String) - the same, formatted
rates-months-more = { $count ->
    [one] and { $shown } earlier month
   *[other] and { $shown } earlier months
}
# $count (Number) - how many months
# $shown (String) - the same, formatted
# $name (String) - a file's name
rates-loaded = { $count ->
    [0] { $name } was loaded. It reaches the end of no month, so that nothing can be converted with it alone.
    [one] { $name } was loaded: the rates of { $shown } month’s end.
   *[other] { $name } was loaded: the rates of { $shown } months’ ends.
}
# $name (String) - a file's name
rates-removed = { $name } was removed.
rates-removed-all = All exchange rates were removed.
rates-not-kept = This browser does not keep the rates: they count until the page is closed.
# $name (String) - a file's name
rates-failed = { $name } could not be loaded
rates-failed-kept = The rates that were loaded before still count.

problem-rates-unknown = These are no exchange rates in a known form ({ $found }).
hint-rates-unknown = Load the XML or CSV of the European Central Bank, JSON of Open Exchange Rates or Frankfurter, or a CSV with the columns month, from, to, rate.
problem-rates-zipped = This is a spreadsheet, or an archive with other things in it than exchange rates.
hint-rates-zipped = Unpack the archive and load the exchange rates in it, or save the sheet as CSV.
# $detail (String) - what the XML reader says
problem-xml-broken = The XML is broken: { $detail }.
hint-xml-broken = Get the file again: it may not have been saved completely.
# $found (String) - the period
problem-rate-average = This is an average over { $found }, not the rate of a day.
hint-rate-average = Commission is converted at the rate of the month’s last day. Load daily rates, or the series of the period’s end (E).

# $currency (String) - the payout currency
converted-title = Expected commission in { $currency }
converted-intro = At the month-end rates that you loaded. What has no rate yet stays in its own currency.
converted-quarter = Quarter
converted-due = Due
converted-own = From the sales
# $currency (String) - the payout currency
converted-in = In { $currency }
converted-how = How it is converted
# $amount (String) - amounts in their own currencies
converted-rest = and { $amount } without a rate yet
# $amount (String) - the sum in the payout currency
converted-next = { $amount } at your month-end rates
# $month (String) - a month
# $step (String) - how its amount is converted
# $source (String) - whose rates
# $day (String) - the day that they are of
converted-step = { $month }: { $step } ({ $source }, { $day })
# $amount (String), $result (String) - amounts
# $rate (String) - a rate
converted-stated = { $amount } × { $rate } = { $result }
# $one (String), $other (String) - what one of the base is worth in each of the two currencies
# $base (String) - the base currency
converted-through = { $amount } ÷ { $one } × { $other } = { $result } through { $base }
# $pair (String) - the rate as it is published
converted-turned = { $amount } ÷ { $one } = { $result } with { $pair }
# $currencies (String) - codes of currencies
# $currency (String) - the payout currency
converted-missing = What is expected in { $currencies } can be shown in { $currency } too, once you have loaded the month-end exchange rates.
converted-load = Load exchange rates
# $currency (String) - the payout currency
converted-chart = Expected amounts in other currencies are converted to { $currency } as far as there are month-end rates.
