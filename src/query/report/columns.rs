//! The columns that a report may show.
//!
//! One vocabulary for all reports: a client is a client in every table, and a filter or an order means the same everywhere.

use crate::model::choice::choice;

choice! {
    /// A column of a report.
    Column {
        /// The client's name.
        Client = "client",
        /// Its web domain.
        Domain = "domain",
        /// Its country.
        Country = "country",
        /// Its market.
        Market = "market",
        /// Who looks after it at the partner.
        Owner = "owner",
        /// The currency of its subscriptions.
        Currency = "currency",
        /// The vendor's usage score, 0 to 100.
        Usage = "usage",
        /// What kind of record the row is.
        Record = "record",
        /// The record's id.
        Id = "id",
        /// The products, or the product line.
        Product = "product",
        /// The deal's id or name.
        Deal = "deal",
        /// Who brought it.
        DealType = "deal_type",
        /// What a sale was to the client.
        Kind = "kind",
        /// The MRR, in its currency.
        Mrr = "mrr",
        /// The local amount worth 100 USD.
        Unit = "unit",
        /// Points per unit.
        Rate = "rate",
        /// The market's multiplier.
        Multiplier = "multiplier",
        /// How many partners share the client.
        Partners = "partners",
        /// The rules version that counted it.
        Rules = "rules",
        /// The first day of the points.
        From = "from",
        /// The first day without them.
        Until = "until",
        /// Why they came.
        Began = "began",
        /// Why they go.
        Ended = "ended",
        /// The last day of qualifying work for the client.
        LastActivity = "last_activity_on",
        /// When points came or went.
        Day = "day",
        /// Why they came or went.
        Cause = "cause",
        /// The points that the row adds.
        Points = "points",
        /// The amount that the row adds, in USD at the programme's fixed units.
        Usd = "usd",
        /// The amount that the row adds, or a deal's or statement's amount, in its currency.
        Amount = "amount",
        /// The stage at the vendor.
        Stage = "stage",
        /// The stage at the partner, in the partner's words.
        PartnerStage = "partner_stage",
        /// Who created the deal.
        CreatedBy = "created_by",
        /// When the partner created it.
        CreatedOn = "created_on",
        /// When it came to exist in the vendor's CRM.
        RegisteredOn = "registered_on",
        /// When it closed or is expected to.
        ClosedOn = "closed_on",
        /// How likely it is to be won.
        Probability = "probability",
        /// The quarter of a statement.
        Period = "period",
        /// When it is due.
        DueOn = "due_on",
        /// When it was paid.
        PaidOn = "paid_on",
        /// Where it stands.
        Status = "status",
        /// What the client paid.
        NetRevenue = "net_revenue",
        /// The partner's share of it.
        Share = "share",
        /// How many months it earns in the quarter.
        Months = "months",
        /// A month of retention.
        Month = "month",
        /// MRR at the month's beginning.
        OpeningMrr = "opening_mrr",
        /// MRR of clients that cancelled in it.
        CancelledMrr = "cancelled_mrr",
        /// MRR that was downgraded in it.
        DowngradedMrr = "downgraded_mrr",
        /// The part of the opening MRR that the month kept.
        Kept = "kept",
        /// The same to the twelfth power.
        Annualised = "annualised",
        /// A tier.
        Tier = "tier",
        /// What it asks for.
        Requirement = "requirement",
        /// How much.
        Need = "need",
        /// What is there.
        Have = "have",
        /// Whether it is met.
        Met = "met",
        /// The day of renewal.
        RenewsOn = "renews_on",
        /// Days until then.
        DaysLeft = "days_left",
        /// The expected change of MRR.
        MrrChange = "mrr_change",
        /// The partner's employee who was last active in the client's account.
        Employee = "employee",
        /// The vendor's employee who manages the renewal.
        Manager = "manager",
        /// The client's sold points.
        Sold = "sold",
        /// The client's managed points.
        Managed = "managed",
        /// The client's points.
        Total = "total",
        /// The part of them that is from partner-sourced sales.
        Sourced = "sourced",
        /// The part of them that is from partner-assisted sales.
        Assisted = "assisted",
        /// The client's share of all points.
        PointsShare = "points_share",
        /// The next day on which some of the client's points end.
        NextExpiry = "next_expiry",
        /// Days until then.
        ExpiresIn = "expires_in",
        /// Whether the client has points.
        State = "state",
        /// Sold points that the client won in the range.
        NewSold = "new_sold",
        /// Sold points that it lost.
        LostSold = "lost_sold",
        /// Managed points that it won.
        NewManaged = "new_managed",
        /// Managed points that it lost.
        LostManaged = "lost_managed",
        /// What all that comes to.
        Net = "net",
    }
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Names and ids.
    Text,
    /// One of a few words.
    Choice,
    /// Numbers.
    Number,
    /// Amounts with their currency.
    Money,
    /// Percentages.
    Fraction,
    /// Days.
    Day,
}

impl ColumnKind {
    /// Whether a cell ends, rather than starts, where its column does.
    pub const fn is_numeric(self) -> bool {
        matches!(self, Self::Number | Self::Money | Self::Fraction)
    }
}

impl Column {
    /// What it holds.
    pub const fn kind(self) -> ColumnKind {
        match self {
            Self::Client
            | Self::Domain
            | Self::Country
            | Self::Owner
            | Self::Currency
            | Self::Id
            | Self::Product
            | Self::Deal
            | Self::Rules
            | Self::PartnerStage
            | Self::Period
            | Self::Month
            | Self::Tier
            | Self::Employee
            | Self::Manager => ColumnKind::Text,
            Self::Market
            | Self::Record
            | Self::DealType
            | Self::Kind
            | Self::Began
            | Self::Ended
            | Self::Cause
            | Self::Stage
            | Self::CreatedBy
            | Self::Status
            | Self::Requirement
            | Self::State
            | Self::Met => ColumnKind::Choice,
            Self::Usage
            | Self::Unit
            | Self::Rate
            | Self::Multiplier
            | Self::Partners
            | Self::Points
            | Self::Months
            | Self::Need
            | Self::Have
            | Self::DaysLeft
            | Self::Sold
            | Self::Managed
            | Self::Total
            | Self::Sourced
            | Self::Assisted
            | Self::ExpiresIn
            | Self::NewSold
            | Self::LostSold
            | Self::NewManaged
            | Self::LostManaged
            | Self::Net => ColumnKind::Number,
            Self::Mrr
            | Self::Usd
            | Self::Amount
            | Self::NetRevenue
            | Self::OpeningMrr
            | Self::CancelledMrr
            | Self::DowngradedMrr
            | Self::MrrChange => ColumnKind::Money,
            Self::Probability | Self::Share | Self::PointsShare | Self::Kept | Self::Annualised => {
                ColumnKind::Fraction
            }
            Self::From
            | Self::Until
            | Self::LastActivity
            | Self::Day
            | Self::CreatedOn
            | Self::RegisteredOn
            | Self::ClosedOn
            | Self::DueOn
            | Self::PaidOn
            | Self::NextExpiry
            | Self::RenewsOn => ColumnKind::Day,
        }
    }

    /// Whether the sum of its cells says something.
    pub const fn adds_up(self) -> bool {
        matches!(
            self,
            Self::Mrr
                | Self::Points
                | Self::Usd
                | Self::Amount
                | Self::NetRevenue
                | Self::MrrChange
                | Self::Sold
                | Self::Managed
                | Self::Total
                | Self::Sourced
                | Self::Assisted
                | Self::NewSold
                | Self::LostSold
                | Self::NewManaged
                | Self::LostManaged
                | Self::Net
        )
    }
}
