# Sourced by the Makefile and the scripts here: which tools, at which version, and where. Nothing outside this process changes.
# Tools that Cargo builds go to one place that all clones share, away from the user's own.
TOOLS="${XDG_CACHE_HOME:-$HOME/.cache}/tierwise/tools"
TRUNK_VERSION=0.21.14
BINARYEN_VERSION=132
WASM_SPLIT_VERSION=0.2.4
CARGO_FUZZ_VERSION=0.13.2
WASM_BINDGEN_VERSION=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
TRUNK_HOME="$TOOLS/trunk-$TRUNK_VERSION"
WASM_BINDGEN_HOME="$TOOLS/wasm-bindgen-$WASM_BINDGEN_VERSION"
WASM_SPLIT_HOME="$TOOLS/wasm-split-$WASM_SPLIT_VERSION"
CARGO_FUZZ_HOME="$TOOLS/cargo-fuzz-$CARGO_FUZZ_VERSION"
# ~/.cargo/bin: rustup has just been installed and this shell does not know it yet.
export PATH="$PWD/node_modules/.bin:$TRUNK_HOME/bin:$WASM_BINDGEN_HOME/bin:$WASM_SPLIT_HOME/bin:$CARGO_FUZZ_HOME/bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

# Where a panic stands is told by the paths of source files: those of this machine are nobody's business. (Beside the flags of
# .cargo/config.toml, which cannot know the folder.)
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS="--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}/registry/src/="

export TRUNK_SKIP_VERSION_CHECK=true PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
# Trunk takes NO_COLOR=1, which everybody else understands, for a mistake.
if [ -n "${NO_COLOR-}" ]; then export NO_COLOR=true; else unset NO_COLOR; fi

# Prints the first Chromium that starts ($CHROMIUM, then PATH); Ubuntu's `chromium-browser` may be an empty shell.
find_chromium() {
    local name
    for name in ${CHROMIUM:+"$CHROMIUM"} chromium chromium-browser google-chrome google-chrome-stable; do
        if "$name" --version >/dev/null 2>&1; then command -v "$name" && return; fi
    done
    return 1
}
