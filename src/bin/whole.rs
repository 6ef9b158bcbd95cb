//! The dashboard for the single file: the same program, not cut into parts (tests/support/single-file.sh).

fn main() {
    tierwise::ui::mount();
}
