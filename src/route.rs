//! Where the user is: the whole view state as one value, to and from the address's hash.
//!
//! Problem: a view that cannot be linked, reloaded or stepped back to is lost. Idea: one plain value that round-trips
//! through `location.hash`; whatever the hash does not say, or says wrongly, is the default.
//!
//! Example: `#/dashboard?goal=diamond&deal=partner_sourced&sort=-sold`.

use crate::{
    model::{choice::choice, client::Market, sale::DealType, tier::TierId},
    query::breakdown::{BreakdownQuery, Column},
};

choice! {
    /// A page.
    Page {
        /// The partner dashboard.
        Dashboard = "dashboard",
        /// Where the data comes from and what was read of it.
        Data = "data",
        /// The rules in force, and the partner's own thresholds.
        Rules = "rules",
    }
}

/// The view state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// The tier chosen in "Get to"; the next one up where none is chosen.
    pub goal: Option<TierId>,
    /// The points breakdown.
    pub breakdown: BreakdownQuery,
}

impl Default for Route {
    fn default() -> Self {
        Self {
            page: Page::Dashboard,
            goal: None,
            breakdown: BreakdownQuery::default(),
        }
    }
}

impl Route {
    /// The same view state on another page.
    #[must_use]
    pub fn on(&self, page: Page) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }

    /// Reads a hash, with or without its `#`. Total: what it cannot read is the default.
    pub fn parse(hash: &str) -> Self {
        let hash = hash.trim_start_matches('#').trim_start_matches('/');
        let (page, parameters) = hash.split_once('?').unwrap_or((hash, ""));
        let mut route = Self {
            page: Page::parse(page).unwrap_or(Page::Dashboard),
            ..Self::default()
        };
        for (key, value) in parameters
            .split('&')
            .filter_map(|pair| pair.split_once('='))
        {
            match key {
                "goal" if is_id(value) => route.goal = Some(TierId(value.to_owned())),
                "deal" => route.breakdown.deal_type = DealType::parse(value),
                "market" => route.breakdown.market = Market::parse(value),
                "sort" => {
                    if let Some(column) = Column::parse(value.trim_start_matches('-')) {
                        route.breakdown.sort = column;
                        route.breakdown.descending = value.starts_with('-');
                    }
                }
                _ => {}
            }
        }
        route
    }

    /// The hash, with its `#`; only what differs from the default.
    pub fn to_hash(&self) -> String {
        let default = BreakdownQuery::default();
        let mut parameters = Vec::new();
        if let Some(goal) = &self.goal {
            parameters.push(format!("goal={goal}"));
        }
        if let Some(deal_type) = self.breakdown.deal_type {
            parameters.push(format!("deal={}", deal_type.as_str()));
        }
        if let Some(market) = self.breakdown.market {
            parameters.push(format!("market={}", market.as_str()));
        }
        if (self.breakdown.sort, self.breakdown.descending) != (default.sort, default.descending) {
            let sign = if self.breakdown.descending { "-" } else { "" };
            parameters.push(format!("sort={sign}{}", self.breakdown.sort.as_str()));
        }
        let question = if parameters.is_empty() { "" } else { "?" };
        format!("#/{}{question}{}", self.page.as_str(), parameters.join("&"))
    }
}

/// Tier ids are plain words; anything else in a hash is not one.
fn is_id(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn any_of<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
        prop::sample::select(all)
    }

    proptest! {
        #[test]
        fn every_route_survives_the_address(
            page in any_of(Page::ALL),
            goal in prop::option::of("[a-z_-]{1,12}"),
            deal_type in prop::option::of(any_of(DealType::ALL)),
            market in prop::option::of(any_of(Market::ALL)),
            sort in any_of(Column::ALL),
            descending: bool,
        ) {
            let breakdown = BreakdownQuery { deal_type, market, sort, descending };
            let route = Route { page, goal: goal.map(TierId), breakdown };
            prop_assert_eq!(Route::parse(&route.to_hash()), route);
        }

        #[test]
        fn any_hash_is_some_route(hash in ".*") {
            let route = Route::parse(&hash);
            prop_assert_eq!(Route::parse(&route.to_hash()), route);
        }
    }

    #[test]
    fn nonsense_is_the_default() {
        assert_eq!(Route::parse(""), Route::default());
        assert_eq!(
            Route::parse("#/nowhere?goal=<b>&deal=x&sort=up"),
            Route::default()
        );
    }
}
