#!/usr/bin/env bash
# Trunk's step for the calculator on other sites (Trunk.toml, post_build): from what it compiled and src/embed, the files of
# embed/v1 under the names that pages keep, each as small as it gets.
#   embed.sh [FOLDER]     the folder that has calculator.js (the glue) and calculator_bg.wasm; Trunk's, where none is named
set -euo pipefail
folder=${1-$TRUNK_STAGING_DIR/embed/v1}
[ -e "$folder/calculator_bg.wasm" ] || exit 0 # another page, such as the one that measures (tests/bench)

if [ "${TRUNK_PROFILE-release}" = release ]; then
    # As in split.sh, and over again while it still gets smaller.
    wasm-opt -Oz --converge --low-memory-unused --one-caller-inline-max-function-size=0 --strip-target-features --strip-producers \
        "$folder/calculator_bg.wasm" -o "$folder/calculator_bg.wasm" 2> >(grep -v 'unknown name subsection' >&2)
fi
pack=(esbuild --bundle --minify --format=esm --target=es2022 --log-level=warning --allow-overwrite --loader:.css=text)
"${pack[@]}" src/embed/loader.js --outfile="$folder/calculator-embed.js"
"${pack[@]}" src/embed/frame.js --external:./calculator-embed.js --outfile="$folder/calculator-frame.js"
# The glue that Trunk left becomes part of the script that takes its name.
glue=$(mktemp --suffix=.js)
trap 'rm -f "$glue"' EXIT
mv "$folder/calculator.js" "$glue"
esbuild src/embed/calculator.css --minify --log-level=warning --outfile="$glue.css"
"${pack[@]}" src/embed/calculator.js --alias:glue="$glue" --alias:styles="$glue.css" --outfile="$folder/calculator.js"
rm "$glue.css"
# The rules without what only people read; its numbers are few and short, so that JavaScript's floats write them as they were.
node -e '
const { readFileSync, writeFileSync } = require("fs");
const [from, to] = process.argv.slice(1);
writeFileSync(to, JSON.stringify(JSON.parse(readFileSync(from)), (key, value) => (key === "sources" ? undefined : value)));
' public/rules/hubspot-solutions.json "$folder/rules.json"
