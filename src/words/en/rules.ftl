### The Rules page: what is in force, what is known of it, and the partner's own thresholds.

rules-title = Rules
# $vendor (String) - who runs the programme
# $programme (String) - its name
rules-programme = { $vendor } { $programme }
# $version (String) - the version's id
# $date (String) - its first day
rules-version = Version { $version }, in force since { $date }
rules-known-title = How sure this is
rule-rates = Points per 100 USD
rule-thresholds = Tier thresholds
rule-currency-unit = Currency units
rule-growth-countries = Growth markets
rule-lifetime = How long sold points last
rule-inactivity = When managed points lapse
rule-average = How C$R months are averaged
rule-reevaluations = Re-evaluations
rule-promotion = When a higher tier is credited
rule-expired-certification = Expired certification at a re-evaluation
rule-commission = Commission
rule-verified = read in the source
rule-approximate = approximate in the source
rule-column = Rule
rule-state = State
thresholds-title = Your thresholds
thresholds-intro = The programme does not publish its thresholds; your own dashboard at the vendor shows them. What you type here stays in this browser and counts everywhere on this page.
# $tier (String) - the tier's name
# $gate (String) - the gate's name
threshold-field = { $tier }: { $gate }
threshold-tier = Tier
threshold-yours = yours
threshold-in-data = from your data
threshold-verified = confirmed
thresholds-save = Use these thresholds
thresholds-reset = Back to the rules file
thresholds-saved = Your thresholds are in use.
thresholds-removed = The thresholds of the rules file are in use again.
thresholds-not-stored = Your browser does not let this page store anything: the thresholds count until you close it.
# $found (String) - what was typed
threshold-invalid = “{ $found }” is not a number of points. Write for example 312.5
units-title = Currency units
units-intro = The local amount that counts as 100 USD. A currency that is not here gives no points until your data names its unit.
