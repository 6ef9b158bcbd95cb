### The names of pages and sections of the partner dashboard.

nav-commissions = Commissions
nav-reports = Reports
nav-lists = Lists
nav-board = My dashboard
nav-more = More
dashboard-parts = Parts of the dashboard
# $vendor (String) - who runs the programme
tab-team = { $vendor } team
tab-overview = Overview
changes-title = Tier point changes
shared-title = Shared selling
commission-title = Commission
commissions-title = Commissions
team-title = Your team
client-title = Client
lists-title = Lists
reports-title = Reports
board-title = My dashboard
