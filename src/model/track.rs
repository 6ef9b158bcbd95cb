//! A track: what points are given for. Each has its own sum, and its own place in the rules of a tier (domain.md 2).

use super::sale::DealType;

/// What points are given for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Track {
    /// Sales, by who brought them.
    Sold(DealType),
    /// Managed clients.
    Managed,
}
