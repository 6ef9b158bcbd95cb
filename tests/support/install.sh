#!/usr/bin/env bash
# Installs what is missing, says what it does and how long that may take, and skips what is there.
#   install.sh build   what the page needs: wasm target, crates, Trunk, wasm-bindgen, wasm-opt
#   install.sh test    that, and rustfmt, Clippy, a Chromium and an nginx
#   install.sh fuzz    what fuzzing needs, and nothing of the page: a nightly Rust, cargo-fuzz, a C++ compiler
set -euo pipefail
cd "$(dirname "$0")/../.."
. tests/support/env.sh

say() { printf '» %s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }
has_server() { PATH="$PATH:/usr/sbin:/usr/local/sbin" has "$1"; } # users' PATHs often leave out the folder of servers
apt_works() { [ "$(id -u)" = 0 ] && has apt-get; }
apt_install() { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@"; }
at_least() { [ "$(printf '%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; } # at_least HAVE NEED
rustup_add() { # rustup_add WHAT NAME
    has rustup || stop "Rust's $2 is missing and there is no rustup to add it: install Rust from https://rustup.rs."
    say "Adding Rust's $2 with rustup (under a minute)"
    rustup "$1" add "$2"
}

# What only the user, or apt as root, can install.
has cargo && has rustc || stop "Rust is missing: install it from https://rustup.rs, then run this again."
need_rust=$(sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)
have_rust=$(rustc --version | cut -d ' ' -f 2)
at_least "$have_rust" "$need_rust" || stop "Rust $have_rust is too old, $need_rust is needed: run “rustup update stable”."
if ! has cc; then
    apt_works || stop "A C compiler is missing (Rust links with it): install one, on Debian or Ubuntu with “sudo apt-get install gcc libc6-dev”."
    say "Installing gcc, which Rust links with, by apt (about 1 minute)"
    apt_install gcc libc6-dev
fi

# Debug builds of the tools: they run a little slower and compile in minutes instead of a quarter of an hour.
scratch=
trap '[ -z "$scratch" ] || rm -rf "$scratch"' EXIT
cargo_install() { # cargo_install HOME ARGS...
    scratch=${scratch:-$(mktemp -d)}
    CARGO_PROFILE_DEV_DEBUG=0 CARGO_TARGET_DIR=$scratch cargo install --debug --no-default-features --root "$@"
}

if [ "${1-}" = fuzz ]; then
    if ! has c++; then
        apt_works || stop "A C++ compiler is missing (the fuzzer is compiled with it): install one, on Debian or Ubuntu with “sudo apt-get install g++”."
        say "Installing g++, which compiles the fuzzer, by apt (about 1 minute)"
        apt_install g++
    fi
    if ! cargo +nightly --version >/dev/null 2>&1; then
        has rustup || stop "Fuzzing needs a nightly Rust, and there is no rustup to add it: install Rust from https://rustup.rs."
        say "Adding a nightly Rust with rustup (about 1 minute)"
        rustup toolchain install nightly --profile minimal
    fi
    if [ "$(cargo-fuzz --version 2>/dev/null)" != "cargo-fuzz $CARGO_FUZZ_VERSION" ]; then
        say "Compiling cargo-fuzz $CARGO_FUZZ_VERSION (once; under a minute on two cores)"
        cargo_install "$CARGO_FUZZ_HOME" --locked --version "$CARGO_FUZZ_VERSION" cargo-fuzz
    fi
    exit 0
fi

has node && has npm || stop "Node.js or npm is missing: install Node.js 20 or newer with npm (your system’s packages if they are new enough, else https://nodejs.org)."
at_least "$(node --version | tr -d v)" 20 || stop "Node.js $(node --version) is too old: 20 or newer is needed."

[ -d "$(rustc --print target-libdir --target wasm32-unknown-unknown)" ] || rustup_add target wasm32-unknown-unknown
if [ "${1-}" = test ]; then
    cargo fmt --version >/dev/null 2>&1 || rustup_add component rustfmt
    cargo clippy --version >/dev/null 2>&1 || rustup_add component clippy
fi

# Trunk builds offline (Trunk.toml), so the crates must be there before.
targets=(--target wasm32-unknown-unknown --target "$(rustc -vV | sed -n 's/^host: //p')")
if ! cargo fetch --locked --offline --quiet "${targets[@]}" 2>/dev/null; then
    say "Fetching the crates that Cargo.lock names (under a minute)"
    cargo fetch --locked "${targets[@]}" || stop "The crates could not be fetched. If Cargo.lock does not match Cargo.toml, run “cargo update --workspace”."
fi

if [ "$(trunk --version 2>/dev/null)" != "trunk $TRUNK_VERSION" ]; then
    say "Compiling Trunk $TRUNK_VERSION, which builds the page (once; 3 to 6 minutes on two cores)"
    cargo_install "$TRUNK_HOME" --locked --version "$TRUNK_VERSION" trunk
fi
if [ "$(wasm-bindgen --version 2>/dev/null)" != "wasm-bindgen $WASM_BINDGEN_VERSION" ]; then
    say "Compiling wasm-bindgen $WASM_BINDGEN_VERSION, the version of Cargo.lock (once; 1 to 2 minutes on two cores)"
    # Without --locked: its own lockfile names a crate version that registries may lack.
    cargo_install "$WASM_BINDGEN_HOME" --version "$WASM_BINDGEN_VERSION" wasm-bindgen-cli
fi

if [ ! -x "$WASM_SPLIT_HOME/bin/wasm-split-cli" ]; then # it cannot tell its version; its folder does
    say "Compiling wasm-split $WASM_SPLIT_VERSION, which cuts the program into parts (once; under a minute on two cores)"
    cargo_install "$WASM_SPLIT_HOME" --locked --version "$WASM_SPLIT_VERSION" --features build-binary wasm_split_cli_support
fi

# npm writes node_modules/.package-lock.json last; older than the lockfile means not these packages.
if [ ! node_modules/.package-lock.json -nt package-lock.json ]; then
    say "Installing the npm packages: wasm-opt, ECharts, Workbox, Playwright, axe and what is measured beside them (under a minute)"
    npm ci --no-progress --loglevel=error
    touch node_modules/.package-lock.json
fi
case "$(node -p "require('./node_modules/binaryen/package.json').version")" in
    "$BINARYEN_VERSION".*) ;;
    *) stop "wasm-opt is not version $BINARYEN_VERSION: remove node_modules and run this again." ;;
esac

if [ "${1-}" = test ] && ! find_chromium >/dev/null; then
    if apt_works; then
        say "Installing Chromium for the browser tests by apt (1 to 3 minutes)"
        apt_install chromium || true
    fi
    find_chromium >/dev/null || stop "The browser tests need a Chromium: install one (Debian: “sudo apt-get install chromium”, Ubuntu: “sudo snap install chromium”, or Google Chrome), or name it: CHROMIUM=/path/to/chromium make test."
fi
if [ "${1-}" = test ] && ! { has_server nginx && has openssl; }; then
    if apt_works; then
        say "Installing nginx and openssl, to test the example of docs/endpoint.md, by apt (under a minute)"
        fresh=$(has_server nginx || echo yes)
        apt_install nginx-light openssl || true
        # The tests start an nginx of their own; one that nobody asked for shall not listen on port 80.
        if [ -n "$fresh" ] && has systemctl; then systemctl disable --now nginx >/dev/null 2>&1 || true; fi
    fi
    { has_server nginx && has openssl; } || stop "The browser tests need nginx and openssl: install them (Debian and Ubuntu: “sudo apt-get install nginx-light openssl”)."
fi
