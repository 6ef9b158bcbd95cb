#!/usr/bin/env bash
# Runs the checks one after the other, stops at the first that fails, and closes with a summary.
#   check.sh lint   format and Clippy
#   check.sh test   everything; the last line is "N passed, N failed" (native and browser tests; a check that fails
#                   without a test of its own counts as one)
set -uo pipefail
cd "$(dirname "$0")/../.."
. tests/support/env.sh
logs=target/checks
mkdir -p "$logs" target/e2e
rm -f "$logs"/* target/e2e/report.json
table='' failed=''

step() { # step NAME LOG COMMAND...
    local name=$1 log=$logs/$2.log start=$SECONDS
    shift 2
    if [ -n "$failed" ]; then
        table+=$(printf '  %-34s not run' "$name")$'\n'
        return
    fi
    printf '\n== %s: %s\n' "$name" "$*"
    if "$@" 2>&1 | tee "$log"; then
        table+=$(printf '  %-34s passed %6d s' "$name" $((SECONDS - start)))$'\n'
    else
        table+=$(printf '  %-34s FAILED %6d s' "$name" $((SECONDS - start)))$'\n'
        failed=$name
    fi
}

step 'Format' format cargo fmt --check
step 'Clippy, pure rooms' clippy-pure cargo clippy --locked --all-targets -- -D warnings
step 'Clippy, all features' clippy-all cargo clippy --locked --all-targets --all-features -- -D warnings
step 'Clippy, in the browser' clippy-wasm cargo clippy --locked --target wasm32-unknown-unknown --features dashboard,files,calculator -- -D warnings
if [ "${1-}" = test ]; then
    step 'Native tests' native cargo test --locked --no-fail-fast --features files
    step 'Release build' build make --no-print-directory build
    step 'Sizes' sizes node tests/support/sizes.mjs dist
    step 'Browser tests' browser env CHROMIUM="$(find_chromium)" playwright test -c tests/e2e
fi

# cargo prints "test result: ok. 12 passed; 0 failed; …" per program, Playwright writes JSON.
count() { # count WORD
    cat "$logs/native.log" 2>/dev/null | awk -v word="$1;" '/^test result:/ { for (i = 2; i <= NF; i++) if ($i == word) n += $(i - 1) } END { print n + 0 }'
}
native_passed=$(count passed) native_failed=$(count failed)
read -r browser_passed browser_failed browser_skipped < <(node -e '
  let stats = { expected: 0, unexpected: 0, flaky: 0, skipped: 0 };
  try { stats = JSON.parse(require("fs").readFileSync("target/e2e/report.json", "utf8")).stats; } catch {}
  console.log(stats.expected + stats.flaky, stats.unexpected, stats.skipped);')
passed=$((native_passed + browser_passed)) all_failed=$((native_failed + browser_failed))
[ -n "$failed" ] && [ "$all_failed" = 0 ] && all_failed=1

printf '\n== Summary\n%s' "$table"
if [ "${1-}" = test ]; then
    printf '  %-34s %s passed, %s failed\n' 'native tests' "$native_passed" "$native_failed"
    printf '  %-34s %s passed, %s failed, %s skipped\n' 'browser tests' "$browser_passed" "$browser_failed" "$browser_skipped"
    sed -n 's/^budget/  budget/p' "$logs/sizes.log" 2>/dev/null
fi
# Close to the end: the middle of a long output is what gets lost.
node tests/support/failures.mjs "$logs/native.log" target/e2e/report.json
[ -n "$failed" ] && printf '\nStopped at “%s”: its output is above and in %s.\n' "$failed" "$logs"
[ "${1-}" = test ] && printf '\n%d passed, %d failed\n' "$passed" "$all_failed"
[ -z "$failed" ]
