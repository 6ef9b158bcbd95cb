//! Why an amount of the data cannot be counted.
//!
//! A currency without a unit and a deal type without a rate are questions that the rules do not answer: the amount gives no
//! points and a diagnostic, never a guess (partner-data.md).

use crate::{
    model::{
        currency::Currency,
        diagnostic::{Code, Diagnostic, Effect},
        exact::Overflow,
        sale::{DealType, Sale},
    },
    rules::{Rules, version::Version},
};
use rust_decimal::Decimal;

/// Why an amount cannot be counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unusable {
    /// The rules in force have no unit for the currency.
    NoUnit(Currency),
    /// The rules in force have no rate for the deal type.
    NoRate(DealType),
    /// The amount has too many digits.
    Digits,
}

impl Unusable {
    pub(super) fn diagnostic(self, place: String) -> Diagnostic {
        let (code, found) = match self {
            Self::NoUnit(currency) => (Code::CurrencyWithoutUnit, currency.to_string()),
            Self::NoRate(deal_type) => (Code::DealTypeWithoutRate, deal_type.as_str().to_owned()),
            Self::Digits => (Code::TooManyDigits, String::new()),
        };
        Diagnostic::new(code, Effect::NotCounted, place, found)
    }
}

impl From<Overflow> for Unusable {
    fn from(_: Overflow) -> Self {
        Self::Digits
    }
}

/// The local amount worth 100 USD.
pub(super) fn unit(version: &Version, currency: Currency) -> Result<Decimal, Unusable> {
    version
        .currency_unit
        .get(&currency)
        .copied()
        .ok_or(Unusable::NoUnit(currency))
}

/// Points per unit of a sale. Rates by deal type began on a day; a line that began after the sale itself (a slip of the
/// data, but a possible one) is read by the rules of its own day, so that the line alone decides, as the contract says.
pub(super) fn sold_rate(rules: &Rules, sale: &Sale) -> Result<Decimal, Unusable> {
    let line = sale.line_first_sold_on.unwrap_or(sale.closed_on);
    rules
        .on(line.max(sale.closed_on))
        .sold_rate(sale.deal_type, line)
        .ok_or(Unusable::NoRate(sale.deal_type))
}
