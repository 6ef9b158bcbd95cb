//! The order of the upcoming renewals: a priority of the menu, or a column of the table.
//!
//! Both are the same thing, a column and a direction, so that the menu always says what the headings do.

use super::report::{Column, ReportQuery, Subject, Table, order_word};
use crate::model::choice::{Choice, choice};

choice! {
    /// What comes first among the renewals.
    Priority {
        /// The nearest day.
        Soonest = "soonest",
        /// The largest loss of MRR.
        Loss = "loss",
        /// The largest gain of MRR.
        Gain = "gain",
    }
}

/// A column, and whether the largest comes first.
pub type Order = (Column, bool);

/// The order where nobody chose one.
pub const SOONEST: Order = (Column::DaysLeft, false);

impl Priority {
    /// The order that it means.
    pub const fn order(self) -> Order {
        match self {
            Self::Soonest => SOONEST,
            Self::Loss => (Column::MrrChange, false),
            Self::Gain => (Column::MrrChange, true),
        }
    }

    /// The priority that an order is, where it is one.
    pub fn of(order: Order) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|priority| priority.order() == order)
    }
}

/// Reads `loss`, or a column such as `employee` and `-mrr`; the soonest first where it is neither.
pub fn parse(word: &str) -> Order {
    let priority = Priority::parse(word).map(Priority::order);
    let column = || {
        let mut query = report(SOONEST);
        query.read("by", word);
        query.order
    };
    priority.or_else(column).unwrap_or(SOONEST)
}

/// The word that [`parse`] reads.
pub fn word(order: Order) -> String {
    Priority::of(order).map_or_else(|| order_word(order), |priority| priority.word().to_owned())
}

/// The report of the renewals in an order.
pub fn report(order: Order) -> ReportQuery {
    ReportQuery {
        order: Some(order),
        ..ReportQuery::of(Subject::Table(Table::Renewals))
    }
}
