### The points calculator: drawer, page, quotes, and the widget for other sites.

calc-title = Points calculator
nav-calculator = Calculator
calc-open = Open the points calculator
calc-whole = Calculator with quotes
calc-tab-points = Points
calc-tab-currency = Currency
calc-tabs = Parts of the calculator
calc-amount = Sold amount (MRR)
calc-market = Customer market
calc-market-hint = Standard; or a country
calc-currency = Customer currency
calc-manages = Will you also manage this client?
calc-partners = How many other partners will manage this client?
calc-deal = Deal type
# $deal (String) - the default
calc-deal-hint = { $deal } unless you choose otherwise
calc-fix = Correct the marked field to see the result.
calc-day = Rules of
# $day (String) - the default day
calc-day-hint = { $day } unless you choose another day
calc-method = Conversion method
calc-points-to-currency = Points to currency
calc-currency-to-points = Currency to points
calc-sold-points = Sold points
calc-managed-points = Managed points
calc-sold-value = Sold value (MRR)
calc-managed-value = Managed value (MRR)
calc-total-points = Total points
calc-results = Results
calc-reset = Start again
calc-yes = Yes
calc-no = No
# $id (String) - the version of the rules
# $from (String) - its first day
calc-rules = By the rules { $id }, in force from { $from }.
calc-rates = Rates
calc-units = Currency units
# $name (String) - rates or currency units
calc-approximate = { $name }: published as approximate.
# $name (String) - rates or currency units
calc-not-confirmed = { $name }: not confirmed.
calc-amount-empty = Type an amount to see its points.
calc-number-empty = Type points or an amount to convert it.
calc-amount-negative = Amounts below zero give no points: type a positive number.
# $typed (String) - what was typed
# $meant (String) - what it may mean
calc-amount-suffix = “{ $typed }” is not read: type the whole number, such as { $meant }.
# $most (String) - how many digits
calc-amount-long = That is more than { $most } digits: check the amount.
# $character (String) - the first one that does not belong
calc-amount-wrong = “{ $character }” does not belong into a number here: type digits, such as 1234.50.
# $typed (String)
calc-amount-ambiguous = “{ $typed }” has two readings. Which one do you mean?
calc-digits = This needs more decimal places than can be computed exactly: round the amount.
# $typed (String)
calc-market-wrong = “{ $typed }” is no country or market of the list: choose one, or type its two-letter code.
# $typed (String)
# $known (String) - the codes
calc-currency-wrong = The rules have no unit for “{ $typed }”, so it gives no points. Known: { $known }.
# $most (String)
calc-partners-wrong = Type how many other partners: a whole number from 0 to { $most }.
# $typed (String)
calc-day-wrong = “{ $typed }” is no day: use the form 2025-02-25.
# $typed (String)
# $known (String) - the words
calc-deal-wrong = “{ $typed }” is no deal type: use { $known }.
# $deal (String) - a deal type
calc-no-rate = The rules have no rate for { $deal } on this day.
calc-no-managed = The programme gives no points for managed clients on this day.
calc-no-way-back = The rate is 0 there: no amount gives these points.

calc-quote = Quote
calc-add = Add to the quote
calc-lines = Lines of the quote
calc-line-remove = Remove this line
# $number (String) - its place
calc-line = Line { $number }
# $count (String) - other partners
calc-managed-with = managed by you and { $count } more
calc-managed-alone = managed by you alone
calc-managed-none = not managed by you
calc-quote-empty = Fill in the form and add it as a line; several lines are summed up.
calc-copy = Copy as text
calc-copied = Copied.
calc-copy-failed = The browser allows no copying here. Select the text below and copy it.
calc-copy-text = The quote as text
calc-save = Save quote
calc-saved = Saved in this browser.
calc-quote-name = Name of the quote
calc-quotes = Saved quotes
calc-quotes-none = No quote is saved in this browser.
calc-quote-load = Open
calc-clear = Empty the quote
# $total (String)
# $sold (String)
# $managed (String)
calc-quote-sum = Sum: { $total } points ({ $sold } sold, { $managed } managed)
# $points (String)
ladder-quoted = The quote adds { $points }.
calc-effect = What it would do to the tier
# $tier (String)
# $spare (String) - points
calc-effect-reaches = Reaches { $tier }, { $spare } points to spare.
# $tier (String)
# $spare (String) - points
calc-effect-stays = Performing stays { $tier }, { $spare } points to spare.
calc-effect-none = Reaches no tier yet.
calc-effect-unknown = The data does not say enough to tell the tier.
# $tier (String)
# $missing (String) - what is missing
calc-effect-next = For { $tier } then still missing: { $missing }.
calc-effect-day = With the points of the loaded book on its day, at the thresholds of the rules in force then.
# $points (String)
# $measure (String)
calc-missing = { $points } ({ $measure })
# $deal (String)
# $market (String)
# $managed (String)
calc-line-text = { $deal }, { $market }, { $managed }

calc-embed = Copy embed code
calc-embed-title = The calculator on your own site
calc-embed-how = Way
calc-embed-element = Custom element
calc-embed-frame = Iframe
calc-embed-locale = Language
calc-embed-tab = Opens on
calc-embed-theme = Colours
calc-embed-theme-host = As on the site
calc-embed-accent = Accent colour
calc-embed-snippet = Code to paste
calc-embed-csp = For a site with a Content-Security-Policy
calc-embed-csp-hint = Add these sources to what the site has already. Without 'wasm-unsafe-eval' the element shows the iframe by itself. Styles in the element’s own code need 'unsafe-inline', or go into the site’s style sheet.
calc-embed-preview = Preview
calc-embed-host = The address below is that of this copy of Tierwise: its host must send Access-Control-Allow-Origin for embed/v1/ (see the README).
