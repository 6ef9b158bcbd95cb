#!/usr/bin/env bash
# Trunk's step for the single file (Trunk.toml, post_build): tierwise.html, which works by double-click and without a
# connection. Its program is compiled whole: the hosted page's is cut into files, and a file from a disk may fetch none.
set -euo pipefail
[ "$TRUNK_PROFILE" = release ] || exit 0 # `make dev` does without
[ -e "$TRUNK_STAGING_DIR/files/files.js" ] || exit 0 # another page, such as the one that measures

cd "$TRUNK_SOURCE_DIR"
cargo build --quiet --release --locked --offline --target wasm32-unknown-unknown --no-default-features --features whole --bin whole
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
wasm-bindgen --target=no-modules --no-typescript --out-dir="$work" --out-name=dashboard \
    "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/whole.wasm"
wasm-opt -Oz --low-memory-unused --one-caller-inline-max-function-size=0 "$work/dashboard_bg.wasm" -o "$work/dashboard_bg.wasm" \
    2> >(grep -v 'unknown name subsection' >&2)
node tests/support/single-file.mjs "$work" "$TRUNK_STAGING_DIR"
