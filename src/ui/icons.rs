//! The icons, as lines in the colour of the text; each stands beside a word.

use leptos::prelude::*;

/// A picture of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Icon {
    Dashboard,
    Data,
    Rules,
    Warning,
    Met,
    Missing,
    Close,
    External,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Dashboard => "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
            Self::Data => "M12 3v12M7 8l5-5 5 5M4 15v5h16v-5",
            Self::Rules => "M4 7h10M18 7h2M4 17h2M10 17h10M14 4.5v5M6.5 14.500v5",
            Self::Warning => "M12 4 3 20h18zM12 10v4M12 17v.01",
            Self::Met => "M5 13l4 4L19 7",
            Self::Missing => "M5 12h14",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::External => "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
        }
    }
}

/// An icon. Decoration only: hidden from screen readers.
#[component]
pub(super) fn Pic(icon: Icon) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <path d=icon.path()></path>
        </svg>
    }
}

/// The mark of Tierwise: three rungs, rising.
#[component]
pub(super) fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 20 20" aria-hidden="true">
            <rect x="0" y="12" width="5.2" height="8" rx="1.5"></rect>
            <rect x="7.4" y="6.500" width="5.2" height="13.500" rx="1.5"></rect>
            <rect x="14.800" y="0" width="5.2" height="20" rx="1.5"></rect>
        </svg>
    }
}
