//! The dashboard program: all of it is in the library.

fn main() {
    tierwise::ui::mount();
}
