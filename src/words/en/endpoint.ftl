### An endpoint: its token, its age, asking it again, and why it gave nothing.

endpoint-token = Bearer token, if the endpoint asks for one
endpoint-token-hint = It is sent to this address only, never over http to another computer, and never put into the page’s address. Without the tick it is forgotten when this page closes.
endpoint-token-remember = Remember the token on this computer
endpoint-token-held = A token for this address is kept until this page closes.
endpoint-token-remembered = A token for this address is remembered on this computer.
endpoint-token-forget = Forget it
endpoint-token-not-stored = This browser remembers nothing here; the token is kept until this page closes.

endpoint-refresh = Refresh
endpoint-refreshing = Refreshing…
endpoint-unchanged = Nothing has changed at the endpoint.
endpoint-every-label = Refresh by itself
endpoint-every-never = Never
# $count (Number) - minutes
endpoint-every = { $count ->
    [one] Every minute
   *[other] Every { $count } minutes
}
endpoint-every-hour = Every hour
endpoint-every-hint = Only while the page is in sight; what was missed is made up for when it is seen again.

endpoint-age = Age
# $time (String) - the time of day
# $age (String) - "3 minutes ago"
endpoint-fetched = Fetched { $time }, { $age }
endpoint-checked = Fetched { $time }, unchanged { $age }
# $line (String) - one of the two above
endpoint-failing = { $line }; the last refresh failed
endpoint-age-now = just now
# $count (Number) - minutes
endpoint-age-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
# $count (Number) - hours
endpoint-age-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
# $count (Number) - days
endpoint-age-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}

# $seconds (Number) - how long is waited
# $next (String) - which try comes next
# $tries (String) - how many there are
endpoint-waiting = { $seconds ->
    [one] It is asked again in { $seconds } second (try { $next } of { $tries }).
   *[other] It is asked again in { $seconds } seconds (try { $next } of { $tries }).
}
# $source (String) - the address
endpoint-not-refreshed = { $source } could not be refreshed
# $time (String) - when
endpoint-last = Its last answer: { $time }.

endpoint-cors = The endpoint answers, but does not allow this page to read it (CORS).
# $origin (String) - the page's origin
endpoint-cors-hint = Whoever runs it must add this header to every answer: Access-Control-Allow-Origin: { $origin }
endpoint-cors-hint-token = Whoever runs it must add these headers to every answer, also to an OPTIONS request, which comes without the token: Access-Control-Allow-Origin: { $origin } and Access-Control-Allow-Headers: Authorization, If-None-Match
endpoint-cors-hint-file = This page was opened from a file and has no origin of its own, so the endpoint must allow every page: Access-Control-Allow-Origin: *
endpoint-cors-hint-file-token = This page was opened from a file and has no origin of its own, so the endpoint must allow every page, also in its answer to an OPTIONS request: Access-Control-Allow-Origin: * and Access-Control-Allow-Headers: Authorization, If-None-Match
endpoint-mixed = This page came by https, so the browser lets it ask no http address (mixed content).
endpoint-mixed-hint = Give the address with https:// if the endpoint has one. Otherwise download the data and open it as a file.
endpoint-unsafe = The token was not sent: over http everybody on the way could read it.
endpoint-unsafe-hint = Give the address with https://, or open it without a token.
endpoint-token-bad = This is no bearer token: it has a space or a sign that cannot be sent.
endpoint-token-bad-hint = Copy it anew, as a whole and nothing else, without the word “Bearer”.
endpoint-redirected = The address sends on to another one, where the token must not follow.
endpoint-redirected-hint = Give the address that the endpoint really has.
endpoint-credentials = A name or a password stands in the address, and browsers ask no such address.
endpoint-credentials-hint = Take it out. If the endpoint asks for a sign-in, give a bearer token on the Data page.
endpoint-broken = The answer began and broke off.
endpoint-broken-hint = Check the address and your connection. If it happens again, tell whoever runs the endpoint.
endpoint-busy-hint = It was asked too often. Try again later, or refresh it less often.
