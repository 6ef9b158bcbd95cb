//! Where the user is: the whole view state as one value, to and from the address's hash.
//!
//! Problem: a view that cannot be linked, reloaded or stepped back to is lost. Idea: one plain value that round-trips
//! through `location.hash`; whatever the hash does not say, or says wrongly, is the default.
//!
//! Example: `#/dashboard?goal=diamond&deal=partner_sourced&sort=-sold`.

use crate::{
    model::{choice::choice, client::Market, period::parse_date, sale::DealType, tier::TierId},
    query::{
        address::{decode, encode},
        breakdown::{BreakdownQuery, Column},
        compare::CompareQuery,
        range::Range,
        renewals,
        report::{self, ReportQuery, Subject, Table},
    },
};
use chrono::NaiveDate;

choice! {
    /// A page.
    Page {
        /// The partner dashboard.
        Dashboard = "dashboard",
        /// The tier: performance, insights, course and breakdown of the points.
        Tier = "tier",
        /// Statements and payments.
        Commissions = "commissions",
        /// One client's record.
        Client = "client",
        /// The user's own arrangement of saved reports.
        Board = "board",
        /// The saved reports.
        Reports = "reports",
        /// The lists of clients.
        Lists = "lists",
        /// What was imported, kept as it was.
        History = "history",
        /// Where the data comes from and what was read of it.
        Data = "data",
        /// The points calculator with its quotes.
        Calculator = "calculator",
        /// The rules in force, and the partner's own thresholds.
        Rules = "rules",
    }
}

choice! {
    /// A part of a page that has parts.
    Tab {
        /// The dashboard's sections.
        Overview = "overview",
        /// The vendor's people, on the dashboard.
        Team = "team",
        /// How the tier stands, on the tier page.
        Performance = "performance",
        /// The points by client, on the tier page.
        Breakdown = "breakdown",
        /// Points from an amount, in the calculator.
        Points = "points",
        /// An amount from points and back, in the calculator.
        Currency = "currency",
        /// The statements, on the commissions page.
        Statements = "statements",
        /// What was paid, on the commissions page.
        Payments = "payments",
        /// What is kept, on the history page.
        Snapshots = "snapshots",
        /// What changed between two snapshots, there.
        Compare = "compare",
    }
}

choice! {
    /// A section of the dashboard that an address can lead to.
    Section {
        /// Program progress.
        Progress = "progress",
        /// Tier progression.
        Progression = "progression",
        /// Tier point changes.
        Changes = "changes",
        /// Shared selling.
        Shared = "shared",
        /// Commission.
        Commission = "commission",
        /// Upcoming renewals.
        Renewals = "renewals",
        /// The points breakdown.
        Breakdown = "breakdown",
    }
}

choice! {
    /// What is open beside the rows of a report, or over a list or saved report.
    Panel {
        /// Use in lists.
        Lists = "lists",
        /// Export unsummarized data.
        Export = "export",
        /// Save as report.
        Save = "save",
        /// Another name for a list.
        Rename = "rename",
        /// Several lists become one.
        Merge = "merge",
        /// What a saved report says of itself.
        Edit = "edit",
        /// Whether it is really to go.
        Delete = "delete",
        /// Whether earlier answers of an endpoint are to go.
        Thin = "thin",
        /// The code that puts the calculator on another site.
        Embed = "embed",
    }
}

/// The parts of the calculator.
pub const CALCULATOR: [Tab; 2] = [Tab::Points, Tab::Currency];
/// Before the parameters of the tier page's breakdown, which are those of a report.
const CLIENTS: &str = "rows-";
/// Before the parameters of a comparison of two snapshots.
const COMPARE: &str = "diff-";
/// The most columns that stay in sight: more leave no room for the others.
pub const MOST_PINNED: usize = 4;

/// The view state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The page.
    pub page: Page,
    /// The part of the page; the first one where none is named.
    pub tab: Option<Tab>,
    /// The section that the address leads to.
    pub section: Option<Section>,
    /// The tier chosen in "Get to"; the next one up where none is chosen.
    pub goal: Option<TierId>,
    /// The points breakdown.
    pub breakdown: BreakdownQuery,
    /// The range of the tier point changes.
    pub changes: Range,
    /// The order of the clients behind them, where somebody chose one: the column, and whether the largest comes first.
    pub changes_by: Option<(report::Column, bool)>,
    /// The range of shared selling.
    pub shared: Range,
    /// The order of the renewals: the column, and whether the largest comes first.
    pub renewals: (report::Column, bool),
    /// The past day that the tier page shows; the day of the data where none is chosen.
    pub day: Option<NaiveDate>,
    /// The range of the course of points; as far back as the rules say where none is chosen.
    pub course: Option<Range>,
    /// The rows and columns of the tier page's breakdown.
    pub clients: ReportQuery,
    /// How many of its columns stay in sight.
    pub pinned: usize,
    /// The comparison of two snapshots.
    pub compare: CompareQuery,
    /// The client whose points are open beside the page, by its id in the data.
    pub peek: Option<String>,
    /// The part of the calculator that is open in the drawer at the page's edge.
    pub drawer: Option<Tab>,
    /// The client whose record is open, by its id in the data.
    pub client: Option<String>,
    /// The statement, list or saved report that is open on a page of several, by its id.
    pub item: Option<String>,
    /// The report whose dialog is open.
    pub report: Option<ReportQuery>,
    /// What is open beside its rows, or over the item.
    pub panel: Option<Panel>,
}

impl Default for Route {
    fn default() -> Self {
        Self {
            page: Page::Dashboard,
            tab: None,
            section: None,
            goal: None,
            breakdown: BreakdownQuery::default(),
            changes: Range::default(),
            changes_by: None,
            shared: Range::default(),
            renewals: renewals::SOONEST,
            day: None,
            course: None,
            clients: ReportQuery::of(Subject::Table(Table::Clients)),
            pinned: 1,
            compare: CompareQuery::default(),
            peek: None,
            drawer: None,
            client: None,
            item: None,
            report: None,
            panel: None,
        }
    }
}

impl Route {
    /// Another page, with what was chosen on this one kept. What is open on it closes.
    #[must_use]
    pub fn on(&self, page: Page) -> Self {
        Self {
            page,
            tab: None,
            section: None,
            day: self.day.filter(|_| page == Page::Tier),
            peek: None,
            // It stays open from page to page; the calculator's own page has it all.
            drawer: self.drawer.filter(|_| page != Page::Calculator),
            // It is about two snapshots of that page.
            compare: match page {
                Page::History => self.compare.clone(),
                _ => CompareQuery::default(),
            },
            client: None,
            item: None,
            report: None,
            panel: None,
            ..self.clone()
        }
    }

    /// A client's record.
    #[must_use]
    pub fn at_client(&self, client: &str) -> Self {
        Self {
            client: Some(client.to_owned()),
            ..self.on(Page::Client)
        }
    }

    /// A list or saved report, on its page.
    #[must_use]
    pub fn at_item(&self, page: Page, item: &str) -> Self {
        Self {
            item: Some(item.to_owned()),
            ..self.on(page)
        }
    }

    /// The same with a report's dialog open.
    #[must_use]
    pub fn with_report(&self, report: ReportQuery) -> Self {
        Self {
            report: Some(report),
            panel: None,
            ..self.clone()
        }
    }

    /// The same with a client's points open beside the page.
    #[must_use]
    pub fn with_peek(&self, client: &str) -> Self {
        Self {
            peek: Some(client.to_owned()),
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
        let pairs = || {
            parameters
                .split('&')
                .filter_map(|pair| pair.split_once('='))
        };
        // What a report's other parameters mean depends on its subject.
        let subject = pairs()
            .filter(|(key, _)| *key == "report")
            .find_map(|(_, value)| Subject::parse(value));
        route.report = subject.map(ReportQuery::of);
        for (key, value) in pairs() {
            match key {
                "tab" => route.tab = Tab::parse(value),
                "section" => route.section = Section::parse(value),
                "goal" if is_id(value) => route.goal = Some(TierId(value.to_owned())),
                "deal" => route.breakdown.deal_type = DealType::parse(value),
                "market" => route.breakdown.market = Market::parse(value),
                "sort" => {
                    if let Some(column) = Column::parse(value.trim_start_matches('-')) {
                        route.breakdown.sort = column;
                        route.breakdown.descending = value.starts_with('-');
                    }
                }
                "changes" => route.changes = Range::parse(value).unwrap_or_default(),
                "changes-by" => route.changes_by = report::parse_order(value),
                "shared" => route.shared = Range::parse(value).unwrap_or_default(),
                "renewals" => route.renewals = renewals::parse(value),
                "on" => route.day = parse_date(value),
                "course" => route.course = Range::parse(value),
                "pinned" => route.pinned = value.parse().unwrap_or(1).min(MOST_PINNED),
                "peek" => route.peek = Some(decode(value)).filter(|id| !id.is_empty()),
                "drawer" => route.drawer = Tab::parse(value).filter(|tab| CALCULATOR.contains(tab)),
                "client" => route.client = Some(decode(value)).filter(|id| !id.is_empty()),
                "item" => route.item = Some(decode(value)).filter(|id| !id.is_empty()),
                "panel" => route.panel = Panel::parse(value),
                _ => {
                    let of_clients = key.strip_prefix(CLIENTS);
                    if let Some(key) = of_clients {
                        route.clients.read(key, value);
                    } else if let Some(key) = key.strip_prefix(COMPARE) {
                        route.compare.read(key, value);
                    } else if let Some(report) = &mut route.report {
                        report.read(key, value);
                    }
                }
            }
        }
        route
    }

    /// The hash, with its `#`; only what differs from the default.
    pub fn to_hash(&self) -> String {
        let default = Self::default();
        let mut parameters = Vec::new();
        let mut add = |key: &str, value: &str| parameters.push(format!("{key}={value}"));
        if let Some(tab) = self.tab {
            add("tab", tab.as_str());
        }
        if let Some(section) = self.section {
            add("section", section.as_str());
        }
        if let Some(goal) = &self.goal {
            add("goal", goal.as_str());
        }
        if let Some(deal_type) = self.breakdown.deal_type {
            add("deal", deal_type.as_str());
        }
        if let Some(market) = self.breakdown.market {
            add("market", market.as_str());
        }
        let (sort, descending) = (self.breakdown.sort, self.breakdown.descending);
        if (sort, descending) != (default.breakdown.sort, default.breakdown.descending) {
            let sign = if descending { "-" } else { "" };
            add("sort", &format!("{sign}{}", sort.as_str()));
        }
        if self.changes != default.changes {
            add("changes", &self.changes.word());
        }
        if let Some(order) = self.changes_by {
            add("changes-by", &report::order_word(order));
        }
        if self.shared != default.shared {
            add("shared", &self.shared.word());
        }
        if self.renewals != default.renewals {
            add("renewals", &renewals::word(self.renewals));
        }
        if let Some(day) = self.day {
            add("on", &day.to_string());
        }
        if let Some(course) = self.course {
            add("course", &course.word());
        }
        if self.pinned != default.pinned {
            add("pinned", &self.pinned.to_string());
        }
        // Its subject is always the same.
        for parameter in self.clients.parameters().iter().skip(1) {
            parameters.push(format!("{CLIENTS}{parameter}"));
        }
        for parameter in self.compare.parameters() {
            parameters.push(format!("{COMPARE}{parameter}"));
        }
        let mut add = |key: &str, value: &str| parameters.push(format!("{key}={value}"));
        if let Some(client) = &self.peek {
            add("peek", &encode(client));
        }
        if let Some(tab) = self.drawer {
            add("drawer", tab.as_str());
        }
        if let Some(client) = &self.client {
            add("client", &encode(client));
        }
        if let Some(item) = &self.item {
            add("item", &encode(item));
        }
        if let Some(report) = &self.report {
            parameters.extend(report.parameters());
        }
        if let Some(panel) = self.panel {
            parameters.push(format!("panel={}", panel.as_str()));
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
    use crate::{
        model::choice::Choice,
        query::{
            compare::{By, Only},
            range::Preset,
            report::{Condition, Operator},
        },
    };
    use proptest::prelude::*;

    fn any_of<T: Choice + std::fmt::Debug>() -> impl Strategy<Value = T> {
        prop::sample::select(T::ALL)
    }

    fn some<T: Choice + std::fmt::Debug>() -> impl Strategy<Value = Option<T>> {
        prop::option::of(any_of::<T>())
    }

    fn ranges() -> impl Strategy<Value = Range> {
        let day = |text| parse_date(text).unwrap();
        prop_oneof![
            any_of::<Preset>().prop_map(Range::Preset),
            Just(Range::of(day("2024-02-29"), day("2025-01-01"))),
        ]
    }

    fn renewal_orders() -> impl Strategy<Value = (report::Column, bool)> {
        let columns = renewals::report(renewals::SOONEST).all();
        (prop::sample::select(columns), any::<bool>())
    }

    /// Any text that a person may type into a filter, a client's id, a list's name.
    fn words() -> impl Strategy<Value = String> {
        ".{1,20}"
    }

    fn reports() -> impl Strategy<Value = ReportQuery> {
        reports_on(prop_oneof![
            any_of::<crate::engine::explain::Key>().prop_map(Subject::Figure),
            any_of::<Table>().prop_map(Subject::Table),
        ])
    }

    fn reports_on(subjects: impl Strategy<Value = Subject>) -> impl Strategy<Value = ReportQuery> {
        let conditions = prop::collection::vec(
            (any::<prop::sample::Index>(), any_of::<Operator>(), words()),
            0..3,
        );
        let order = prop::option::of((any::<prop::sample::Index>(), any::<bool>()));
        let picks = prop::option::of(prop::collection::vec(any::<prop::sample::Index>(), 1..5));
        let parts = (
            prop::option::of(words()),
            ranges(),
            prop::option::of("[a-z]{1,9}"),
            ".{0,12}",
            0usize..100,
        );
        (subjects, parts, conditions, order, picks).prop_map(
            |(subject, (client, range, goal, text, page), conditions, order, picks)| {
                let all = ReportQuery::of(subject).all();
                let pick = |index: prop::sample::Index| *index.get(&all);
                let mut columns: Vec<report::Column> = Vec::new();
                for column in picks.into_iter().flatten().map(pick) {
                    if !columns.contains(&column) {
                        columns.push(column);
                    }
                }
                ReportQuery {
                    subject,
                    client,
                    range: if subject.has_range() {
                        range
                    } else {
                        Range::default()
                    },
                    goal: goal.map(TierId),
                    text,
                    conditions: conditions
                        .into_iter()
                        .map(|(column, operator, value)| Condition {
                            column: pick(column),
                            operator,
                            value,
                        })
                        .collect(),
                    order: order.map(|(column, descending)| (pick(column), descending)),
                    columns: Some(columns).filter(|columns| !columns.is_empty()),
                    page,
                }
            },
        )
    }

    proptest! {
        #[test]
        fn every_route_survives_the_address(
            (page, tab, section) in (any_of::<Page>(), some::<Tab>(), some::<Section>()),
            goal in prop::option::of("[a-z_-]{1,12}"),
            (deal_type, market, sort, descending) in (some::<DealType>(), some::<Market>(), any_of::<Column>(), any::<bool>()),
            (changes, changes_by, shared, renewals) in (ranges(), prop::option::of((any_of::<report::Column>(), any::<bool>())), ranges(), renewal_orders()),
            (client, item, peek) in (prop::option::of(words()), prop::option::of(words()), prop::option::of(words())),
            (day, course, pinned) in (prop::option::of(0i32..60_000), prop::option::of(ranges()), 0..=MOST_PINNED),
            drawer in prop::option::of(prop::sample::select(CALCULATOR.to_vec())),
            clients in reports_on(Just(Subject::Table(Table::Clients))),
            report in prop::option::of(reports()),
            panel in some::<Panel>(),
            (with, only, text, by) in (prop::option::of(words()), any_of::<Only>(), ".{0,12}", (any_of::<By>(), any::<bool>())),
        ) {
            let compare = CompareQuery { with, only, text, by };
            let breakdown = BreakdownQuery { deal_type, market, sort, descending };
            let goal = goal.map(TierId);
            let day = day.and_then(|day| NaiveDate::from_num_days_from_ce_opt(700_000 + day));
            let route = Route {
                page, tab, section, goal, breakdown, changes, changes_by, shared, renewals, day, course, clients, pinned, compare, peek, drawer, client, item, report, panel,
            };
            prop_assert_eq!(Route::parse(&route.to_hash()), route);
        }

        #[test]
        fn a_saved_query_survives_its_text(report in reports()) {
            prop_assert_eq!(ReportQuery::parse(&report.word()), Some(report));
        }

        #[test]
        fn any_hash_is_some_route(hash in ".*") {
            let route = Route::parse(&hash);
            prop_assert_eq!(Route::parse(&route.to_hash()), route);
        }

        #[test]
        fn any_parameters_are_some_route(
            pairs in prop::collection::vec(("(report|of|range|to|q|where|by|columns|page|panel|changes|client|tab)", ".{0,12}"), 0..6)
        ) {
            let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}={value}")).collect();
            let route = Route::parse(&format!("#/dashboard?report=points.sold&{}", pairs.join("&")));
            prop_assert_eq!(Route::parse(&route.to_hash()), route);
        }
    }

    #[test]
    fn nonsense_is_the_default() {
        assert_eq!(Route::parse(""), Route::default());
        assert_eq!(
            Route::parse("#/nowhere?goal=<b>&deal=x&sort=up&changes=soon&report=nothing&panel=x"),
            Route::default()
        );
    }

    #[test]
    fn another_page_closes_what_is_open() {
        let route = Route::parse(
            "#/dashboard?goal=diamond&section=changes&report=points.sold&panel=export",
        );
        assert_eq!(route.on(Page::Lists).to_hash(), "#/lists?goal=diamond");
        assert_eq!(
            route.at_client("c 1").to_hash(),
            "#/client?goal=diamond&client=c%201"
        );
    }
}
