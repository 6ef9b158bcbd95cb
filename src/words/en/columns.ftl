### What the columns of a table are (src/view/columns.rs): the form in which the user says it.

columns-title = Columns
columns-intro = Say what the columns are; then see what would be read before anything changes. Tables with the same headings are read like this from then on.
# $sheet (String) - the sheet's name
# $file (String) - the file's name
columns-sheet = { $sheet } ({ $file })
# $count (Number) - rows
# $number (String) - the same in words
columns-rows = { $count ->
    [one] { $number } row
   *[other] { $number } rows
}
columns-target = Each row is
columns-clients = A client, with its points
columns-leave-out = Leave this table out
columns-nothing = Not used
# $field (String) - the field
columns-needed = { $field } (needed)
# $fields (String) - the fields
columns-missing = Still needed: { $fields }.
columns-heading = Heading
columns-samples = First rows
columns-field = Is
# $heading (String) - the heading
columns-field-of = What “{ $heading }” is
columns-first = First row
columns-first-headings = Headings
columns-first-row = A row of the table
columns-numbers = Numbers
columns-numbers-auto = As the cells tell
columns-numbers-comma = 1.234,50
columns-numbers-point = 1,234.50
columns-days = Days
columns-days-auto = As the cells tell
columns-days-day = Day first: 31/12/2025
columns-days-month = Month first: 12/31/2025
columns-currency = Currency of the amounts
columns-preview = Preview
columns-preview-title = What would be read
columns-use = Use this data
columns-close = Close
columns-change = Change what the columns are
columns-choose = Say what the columns are
field-id = Id
field-client = Client
field-account-name = Account name
field-domain = Domain
field-country = Country (two letters)
field-link = Address of the record
field-market = Market
field-multiplier = Multiplier of the market
field-currency = Currency
field-products = Products
field-usage = Usage score
field-sold-points = Sold points
field-managed-points = Managed points
field-total-points = Total points
field-refreshed = Day of the points
field-renews-on = Renewal date
field-mrr-change = Change of MRR at renewal
field-renewal-manager = Renewal manager
field-owner = Owner
field-product-line = Product line
field-deal = Deal
field-deal-type = Deal type
field-kind = Kind of sale
field-mrr = MRR
field-closed-on = Day of the sale
field-line-first-sold-on = First sale of the product line
field-ended-on = Day of the cancellation
field-from = From
field-to = To
field-partners = Partners who manage it
field-last-activity-on = Last activity
field-client-name = Client’s name, where it is no client yet
field-amount = Amount
field-created-on = Created
field-registered-on = Registered
field-created-by = Created by
field-partner-stage = Stage at the partner
field-vendor-stage = Stage at the vendor
field-close-on = Close date
field-probability = Probability
field-last-active-employee = Last active employee
field-period = Quarter
field-due-on = Due
field-paid-on = Paid
field-status = Status
field-month = Month
field-opening-mrr = Opening MRR
field-cancelled-mrr = Cancelled MRR
field-downgraded-mrr = Downgraded MRR
field-role = Role
field-name = Name
field-email = E-mail
field-about = About
field-photo = Address of a photo
