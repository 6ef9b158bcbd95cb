//! The keys of the rules, in one list: what a file may state, what an override may lay over it, and what `verified` and
//! `sources` may speak of.
//!
//! A key that no rule has is a slip (`tresholds`), and a slip that is passed over costs the very rule that it meant to
//! state. So it is named. `public/schema/rules-1.schema.json` says what each key may hold; `tests/rules.rs` holds the two
//! together.

/// Keys of the file that are no rules. `$schema` is for editors that complete and check while somebody types.
pub(super) const OF_THE_FILE: [&str; 4] = ["$schema", "schema", "programme", "versions"];

/// Keys that say which version it is: only inside `versions`, and never inherited.
pub(super) const OF_ONE_VERSION: [&str; 2] = ["id", "from"];

/// Keys that speak of rules.
pub(super) const ABOUT_RULES: [&str; 2] = ["verified", "sources"];

/// Every rule.
pub const RULES: [&str; 24] = [
    "minimum_track",
    "managed_minimum",
    "certification_required",
    "median_tool_usage_gates",
    "requirements",
    "thresholds",
    "median_tool_usage_min",
    "retention",
    "csr_average",
    "rates",
    "currency_unit",
    "growth_multiplier",
    "growth_countries",
    "sold_points_lifetime_months",
    "managed_inactivity_days",
    "managed_split",
    "checkpoint_day",
    "reevaluations",
    "tier_minimum_hold_months",
    "promotion",
    "expired_certification",
    "commission",
    "elite",
    "progress_over_time",
];

/// Whether it is a rule, of which `verified` and `sources` may speak.
pub(super) fn is_rule(key: &str) -> bool {
    RULES.contains(&key)
}

/// Whether it may be stated for any version: a rule, or what is known of rules.
pub(super) fn may_be_stated(key: &str) -> bool {
    is_rule(key) || ABOUT_RULES.contains(&key)
}
