### Commission: the section of the dashboard, and the page of statements and payments.

# $number (String), $year (String) - a quarter
quarter = Q{ $number } { $year }
table-payments = Payments and expected commissions
status-expected = Expected

commission-paid = Paid in the last 12 months
commission-next = Next payment
# $day (String) - a day
commission-due = due { $day }
# $statements (String) - quarters, each with its status
commission-by-statement = By the statement for { $statements }
# $quarter (String) - a quarter
# $vendor (String) - who runs the programme
commission-by-schedule = { $quarter }, estimated from your sales, not confirmed by { $vendor }
commission-nothing-due = No statement is open, and no sale earns commission.
# $vendor (String) - who runs the programme
commission-withheld = Withheld by { $vendor }:
commission-overdue = Due by now and not paid:
# $count (Number) - how many
# $shown (String) - the same as a formatted number
commission-undated = { $count ->
    [one] { $shown } paid statement does not say when it was paid: it is in no sum.
   *[other] { $shown } paid statements do not say when they were paid: they are in no sum.
}
# $currency (String) - the currency
commission-chart = Payments by quarter, in { $currency }
# $currencies (String) - codes of currencies
commission-chart-others = What is expected in { $currencies } is in the table: nobody knows its rates to { $currency } yet.
commission-recent = Recent and coming payments
commission-recent-none = No payment in these quarters.
commission-expected-note = “Expected” is what your sales will earn if nothing changes, in the currencies of the sales.
# $vendor (String) - who runs the programme
commission-labels-note = Estimated, Pending, Paid and Withheld are our names, not confirmed by { $vendor }.
commission-go = Go to commissions
commission-missing = This data has neither commission statements nor sales.
commission-missing-how = They can be added to a tierwise/1 file, in the sections “commissions” and “sales”.

commissions-parts = Parts of the commissions page
tab-statements = Statements
tab-payments = Payments
# $quarter (String) - a quarter
statement-title = Statement for { $quarter }
statement-lines-title = What it is made of
statement-no-lines = This data has no lines of this statement.
statement-lines-equal = The lines add up to the statement’s amount.
# $sum (String), $difference (String) - amounts
statement-lines-less = The lines come to { $sum }: { $difference } less than the statement’s amount.
statement-lines-more = The lines come to { $sum }: { $difference } more than the statement’s amount.
statement-lines-too-long = The lines have more digits than can be added up.
# $id (String) - the statement's id
statement-unknown = This data has no statement “{ $id }”.
statement-export = Export to CSV
statement-print = Print
statement-close = Close the statement
statement-choose = Choose a quarter to see what its statement is made of.
statements-none = There is no statement yet.

payments-years = By calendar year
payments-years-note = Paid: by the day of payment. Due and expected: by the day on which it is due; expected for the next 12 quarters.
payments-year = Year
payments-currency = Currency
payments-paid = Paid
payments-stated = Due by statements
payments-expected = Expected from sales
payments-coming = Due and expected
payments-none = Nothing was paid, and nothing is due or expected.
payments-paid-none = Nothing was paid yet.
payments-coming-none = Nothing is due, and nothing is expected.
