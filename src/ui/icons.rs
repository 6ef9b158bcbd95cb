//! The icons, as lines in the colour of the text; each stands beside a word.

use leptos::prelude::*;

/// A picture of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Icon {
    Dashboard,
    Tier,
    Data,
    History,
    Rules,
    Warning,
    Met,
    Missing,
    Close,
    External,
    Filter,
    Columns,
    Commissions,
    Reports,
    Lists,
    Board,
    Mail,
    Export,
    More,
    Up,
    Down,
    Calculator,
    Refresh,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Dashboard => "M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z",
            Self::Tier => "M4 20v-6h4v6zM10 20V9h4v11zM16 20V4h4v16z",
            Self::Data => "M12 3v12M7 8l5-5 5 5M4 15v5h16v-5",
            Self::History => "M4 5v5h5M4.500 10a8 8 0 1 1-.5 4M12 8v5l3 2",
            Self::Rules => "M4 7h10M18 7h2M4 17h2M10 17h10M14 4.5v5M6.5 14.500v5",
            Self::Warning => "M12 4 3 20h18zM12 10v4M12 17v.01",
            Self::Met => "M5 13l4 4L19 7",
            Self::Missing => "M5 12h14",
            Self::Close => "M6 6l12 12M18 6 6 18",
            Self::Filter => "M4 6h16M7 12h10M10 18h4",
            Self::Columns => "M4 5h16v14H4zM10 5v14M15 5v14",
            Self::Commissions => {
                "M3 7h18v10H3zM12 10.500a1.500 1.500 0 1 0 0 3 1.500 1.500 0 0 0 0-3M6 10v4M18 10v4"
            }
            Self::Reports => "M6 3h8l4 4v14H6zM9 12h6M9 16h6",
            Self::Lists => "M9 6h11M9 12h11M9 18h11M4.500 6h.01M4.500 12h.01M4.500 18h.01",
            Self::Calculator => {
                "M5 3h14v18H5zM8 7h8M8 12h.01M12 12h.01M16 12h.01M8 16.500h.01M12 16.500h.01M16 16.500h.01"
            }
            Self::Board => "M4 4h16v6H4zM4 14h7v6H4zM15 14h5v6h-5z",
            Self::Mail => "M3 6h18v12H3zM3 7l9 7 9-7",
            Self::Export => "M12 15V4M8 8l4-4 4 4M4 15v5h16v-5",
            Self::More => "M5 12h.01M12 12h.01M19 12h.01",
            Self::Up => "M6 15l6-6 6 6",
            Self::Down => "M6 9l6 6 6-6",
            Self::Refresh => "M19.500 9A8 8 0 1 0 20 14M20 4v5h-5",
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
