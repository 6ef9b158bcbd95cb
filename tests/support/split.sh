#!/usr/bin/env bash
# A step of Trunk's (Trunk.toml, post_build): cuts the program where src/ui/part.rs marks it, and makes its files small.
# Trunk has left app/dashboard-HASH.js and its wasm, of the whole program; they are replaced by those of the first part, and
# beside them come dashboard-HASH-split_NAME.wasm (a part that is loaded later) and -chunk_N.wasm (what several parts need).
# The hash is that of the compiled program, from which all of them are made.
#
# The order matters: the cut needs the relocations that wasm-bindgen throws away (build.rs has the linker keep them), and
# wasm-bindgen must not drop what only the later parts use.
set -euo pipefail
shopt -s nullglob
[ "$TRUNK_PROFILE" = release ] || exit 0 # a debug build is not cut

cd "$TRUNK_SOURCE_DIR"
program=${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/dashboard.wasm
app=$TRUNK_STAGING_DIR/app
glue=("$app"/dashboard-*.js)
[ ${#glue[@]} = 1 ] || exit 0 # another page, such as the one that measures (tests/bench)
name=$(basename "${glue[0]}" .js)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wasm-split-cli --out-name "$name" "$program" "$work"
wasm-bindgen --target=web --no-typescript --keep-lld-exports --out-dir="$work" "$work/$name.wasm"
rm "$work/$name.wasm"
sed -i "s#URL(\"./#&$name-#" "$work/__wasm_split.js"
for part in "$work"/{split,chunk}_*.wasm; do
    mv "$part" "$work/$name-$(basename "$part")"
done
# No data lies in the first KB of memory, where the stack ends; and functions that are called once compress better where they
# are than inside their caller: 2 KB less. -Oz is smaller than -Os, and half a KB larger when it is packed. wasm-opt warns of a kind of names that it does not know and drops.
# What tools made the program is nothing that it needs.
for part in "$work"/*.wasm; do
    wasm-opt -Os --low-memory-unused --one-caller-inline-max-function-size=0 \
        --strip-producers --strip-target-features "$part" -o "$app/$(basename "$part")" \
        2> >(grep -v 'unknown name subsection' >&2)
done
# The glue and the loader of the parts become one file; both import the other, which the bundler takes apart.
esbuild "$work/$name.js" --bundle --minify --format=esm --log-level=warning --log-override:duplicate-object-key=silent \
    --allow-overwrite --outfile="$app/$name.js"
