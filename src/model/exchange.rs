//! Exchange rates of month ends, as the user loads them.
//!
//! Problem: commissions are paid in one currency, converted at the market rate of the last day of each month (domain.md 4).
//! Nobody knows the rates of months to come, and the programme's fixed units are not market rates. Idea: a rate is only
//! what somebody stated for that very month and direction; an amount without such a rate stays in its own currency. No
//! rate is turned round or chained: 1 / rate is not the rate of the other direction.
//!
//! Example: with 1.08 from EUR to USD for 2025-01, 100 EUR of January are 108 USD; 100 EUR of February stay 100 EUR.

use super::{
    currency::Currency,
    diagnostic::Code,
    exact::{Overflow, Ratio},
    period::Month,
};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// Rates by month, from a currency and to another. Empty until the user loads some.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MonthEndRates {
    rates: BTreeMap<(Month, Currency, Currency), Decimal>,
}

impl MonthEndRates {
    /// States what one of `from` was worth in `to` on the last day of a month; a later statement replaces an earlier one.
    ///
    /// # Errors
    /// [`Code::BadRange`] where the rate is not positive.
    pub fn state(
        &mut self,
        month: Month,
        from: Currency,
        to: Currency,
        rate: Decimal,
    ) -> Result<(), Code> {
        if rate <= Decimal::ZERO {
            return Err(Code::BadRange);
        }
        self.rates.insert((month, from, to), rate);
        Ok(())
    }

    /// What one of `from` was worth in `to` at the end of a month; `None` where nobody stated it.
    pub fn rate(&self, month: Month, from: Currency, to: Currency) -> Option<Decimal> {
        self.rates.get(&(month, from, to)).copied()
    }

    /// An amount of a month, given as the factors it is made of: in `to` where the rate of that month is known, in its own
    /// currency otherwise.
    ///
    /// # Errors
    /// [`Overflow`] where the amount has too many digits.
    pub fn convert(
        &self,
        month: Month,
        factors: &[Decimal],
        from: Currency,
        to: Currency,
    ) -> Result<(Currency, Ratio), Overflow> {
        match self.rate(month, from, to) {
            Some(rate) if from != to => Ok((to, Ratio::new(&[factors, &[rate]].concat(), &[])?)),
            _ => Ok((from, Ratio::new(factors, &[])?)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::exact::Exact;

    fn loaded(month: &str, rate: &str) -> Result<MonthEndRates, Code> {
        let (month, rate) = (Month::parse(month).unwrap(), rate.parse().unwrap());
        let mut rates = MonthEndRates::default();
        rates.state(month, Currency::parse("EUR").unwrap(), Currency::USD, rate)?;
        Ok(rates)
    }

    fn converted(rates: &MonthEndRates, month: &str, from: &str, to: &str) -> String {
        let [from, to] = [from, to].map(|code| Currency::parse(code).unwrap());
        let factors = [Decimal::from(500), Decimal::new(20, 2)];
        let (currency, amount) = rates
            .convert(Month::parse(month).unwrap(), &factors, from, to)
            .unwrap();
        let amount = Exact::from(amount).value().unwrap().normalize();
        format!("{amount} {currency}")
    }

    #[test]
    fn only_the_rate_of_that_month_and_direction_converts() {
        let rates = loaded("2025-01", "1.08").unwrap();
        assert_eq!(converted(&rates, "2025-01", "EUR", "USD"), "108 USD");
        assert_eq!(converted(&rates, "2025-02", "EUR", "USD"), "100 EUR");
        assert_eq!(converted(&rates, "2025-01", "USD", "EUR"), "100 USD");
        assert_eq!(converted(&rates, "2025-01", "USD", "USD"), "100 USD");
    }

    #[test]
    fn a_rate_is_positive() {
        assert_eq!(loaded("2025-01", "0"), Err(Code::BadRange));
        assert_eq!(loaded("2025-01", "-1.08"), Err(Code::BadRange));
    }
}
