//! Exact sums of amounts that were divided.
//!
//! Problem: points are `mrr / unit × rate × multiplier / partners`, and most units do not divide: 100 EUR at a unit of 75
//! is 1.3333… A decimal keeps 28 digits of that, so three such sales would make 19.999…9 points instead of 20, miss a
//! threshold of 20, and the parts would no longer add up to the whole.
//!
//! Idea: never divide before the end. A [`Ratio`] is a decimal over a whole number that shares no factor with ten (twos
//! and fives in a divisor only move the decimal point), and an [`Exact`] sum keeps one decimal per such divisor. Adding
//! and taking away is then exact in any order; [`Exact::value`] divides once, at the very end.
//!
//! Example: 100 EUR × 5 over 75 is kept as 20/3; three of them are 60/3 = 20 points, exactly.
//!
//! Every operation is checked. Where a decimal's 28 digits do not suffice the answer is [`Overflow`], never a rounded
//! number.

use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;

/// A number with more digits than a decimal (28) can hold; whoever meets it says so in a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

/// Decimal places that [`Exact::value`] keeps of a sum that has no finite decimal form.
const PLACES: u32 = 20;

/// One amount over a divisor: `dividend / divisor`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    dividend: Decimal,
    /// Positive, with no factor 2 or 5.
    divisor: u64,
}

impl Ratio {
    /// `factors` multiplied, over `divisors` multiplied.
    ///
    /// # Errors
    /// [`Overflow`] where a divisor is not positive or 28 digits do not suffice.
    pub fn new(factors: &[Decimal], divisors: &[Decimal]) -> Result<Self, Overflow> {
        let dividend = product(factors)?;
        let divisor = product(divisors)?.normalize();
        if divisor <= Decimal::ZERO {
            return Err(Overflow);
        }
        // dividend / (mantissa / 10^scale) = dividend × 10^scale / mantissa; taking a 2 (or 5) out of the mantissa
        // multiplies the dividend by 5 (or 2) and divides it by ten.
        let mut mantissa = divisor.mantissa();
        let mut dividend = dividend;
        let mut tens = i64::from(divisor.scale());
        for (factor, counterpart) in [(2, Decimal::from(5)), (5, Decimal::from(2))] {
            while mantissa % factor == 0 {
                mantissa /= factor;
                dividend = multiply(dividend, counterpart)?;
                tens -= 1;
            }
        }
        Ok(Self {
            dividend: shift(dividend, tens)?,
            divisor: u64::try_from(mantissa).map_err(|_| Overflow)?,
        })
    }
}

/// An exact sum of ratios.
#[derive(Debug, Clone, Default)]
pub struct Exact {
    parts: BTreeMap<u64, Decimal>,
}

impl Exact {
    /// Adds one ratio.
    ///
    /// # Errors
    /// [`Overflow`] where 28 digits do not suffice; the sum is then as it was.
    pub fn add(&mut self, ratio: Ratio) -> Result<(), Overflow> {
        let part = self.parts.get(&ratio.divisor).copied().unwrap_or_default();
        self.parts
            .insert(ratio.divisor, plus(part, ratio.dividend)?);
        Ok(())
    }

    /// Takes one ratio away.
    ///
    /// # Errors
    /// [`Overflow`] where 28 digits do not suffice; the sum is then as it was.
    pub fn subtract(&mut self, ratio: Ratio) -> Result<(), Overflow> {
        self.add(Ratio {
            dividend: -ratio.dividend,
            ..ratio
        })
    }

    /// Adds another sum.
    ///
    /// # Errors
    /// [`Overflow`] where 28 digits do not suffice.
    pub fn add_all(&mut self, other: &Self) -> Result<(), Overflow> {
        other
            .parts
            .iter()
            .try_for_each(|(&divisor, &dividend)| self.add(Ratio { dividend, divisor }))
    }

    /// The sum with its sign turned.
    #[must_use]
    pub fn negated(&self) -> Self {
        let mut turned = self.clone();
        turned
            .parts
            .values_mut()
            .for_each(|dividend| dividend.set_sign_positive(dividend.is_sign_negative()));
        turned
    }

    /// The sum as a decimal: exact where it has a finite form, otherwise to 20 places, half away from zero.
    ///
    /// # Errors
    /// [`Overflow`] where the whole part alone has more than 28 digits.
    pub fn value(&self) -> Result<Decimal, Overflow> {
        let mut whole = Decimal::ZERO;
        let mut fraction = Decimal::ZERO;
        for (&divisor, &dividend) in &self.parts {
            let part = dividend
                .checked_div(Decimal::from(divisor))
                .ok_or(Overflow)?;
            whole = whole.checked_add(part.trunc()).ok_or(Overflow)?;
            fraction = fraction.checked_add(part.fract()).ok_or(Overflow)?;
        }
        // Several endless fractions may end together (1/3 + 14/21 = 1): what is left of them after 28 digits is noise.
        let fraction =
            fraction.round_dp_with_strategy(PLACES, RoundingStrategy::MidpointAwayFromZero);
        whole
            .checked_add(fraction)
            .map(|value| value.normalize())
            .ok_or(Overflow)
    }
}

/// Multiplies without ever rounding.
///
/// # Errors
/// [`Overflow`] where 28 digits do not suffice.
pub fn multiply(a: Decimal, b: Decimal) -> Result<Decimal, Overflow> {
    let (a, b) = (a.normalize(), b.normalize());
    let result = a.checked_mul(b).ok_or(Overflow)?;
    // `checked_mul` drops places that do not fit; that is a rounding, and here an overflow.
    if result.scale() < a.scale() + b.scale() && !result.is_zero() {
        return Err(Overflow);
    }
    Ok(result)
}

/// Adds without ever rounding.
///
/// # Errors
/// [`Overflow`] where 28 digits do not suffice.
pub fn plus(a: Decimal, b: Decimal) -> Result<Decimal, Overflow> {
    let (a, b) = (a.normalize(), b.normalize());
    let result = a.checked_add(b).ok_or(Overflow)?;
    if result.scale() < a.scale().max(b.scale()) && !result.is_zero() {
        return Err(Overflow);
    }
    Ok(result)
}

fn product(factors: &[Decimal]) -> Result<Decimal, Overflow> {
    factors
        .iter()
        .try_fold(Decimal::ONE, |product, &factor| multiply(product, factor))
}

/// `decimal × 10^tens`, exactly.
fn shift(decimal: Decimal, tens: i64) -> Result<Decimal, Overflow> {
    let mut decimal = decimal.normalize();
    for _ in 0..tens {
        decimal = multiply(decimal, Decimal::TEN)?;
    }
    if tens < 0 && !decimal.is_zero() {
        let scale = i64::from(decimal.scale()) - tens;
        decimal
            .set_scale(u32::try_from(scale).map_err(|_| Overflow)?)
            .map_err(|_| Overflow)?;
    }
    Ok(decimal)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn sum(ratios: &[(&str, &str)]) -> Decimal {
        let mut exact = Exact::default();
        for (dividend, divisor) in ratios {
            exact
                .add(Ratio::new(&[decimal(dividend)], &[decimal(divisor)]).unwrap())
                .unwrap();
        }
        exact.value().unwrap()
    }

    #[test]
    fn thirds_make_a_whole() {
        assert_eq!(
            sum(&[("500", "75"), ("500", "75"), ("500", "75")]),
            decimal("20")
        );
    }

    #[test]
    fn thirds_and_twenty_firsts_make_a_whole() {
        assert_eq!(sum(&[("1", "3"), ("14", "21")]), Decimal::ONE);
    }

    #[test]
    fn finite_divisors_stay_exact() {
        assert_eq!(sum(&[("1234.50", "62.5")]), decimal("19.752"));
        assert_eq!(sum(&[("1", "408000")]), decimal("0.00000245098039215686"));
        assert_eq!(sum(&[("12", "0.25")]), decimal("48"));
    }

    #[test]
    fn an_endless_sum_keeps_twenty_places() {
        assert_eq!(sum(&[("100", "75")]), decimal("1.33333333333333333333"));
        assert_eq!(sum(&[("-100", "75")]), decimal("-1.33333333333333333333"));
    }

    #[test]
    fn too_many_digits_are_an_overflow_and_never_rounded() {
        let long = decimal("1234567890123456789012345.678");
        assert_eq!(multiply(long, decimal("1.001")), Err(Overflow));
        assert_eq!(plus(long, decimal("0.00001")), Err(Overflow));
        assert_eq!(multiply(Decimal::MAX, Decimal::TEN), Err(Overflow));
        assert!(Ratio::new(&[Decimal::ONE], &[Decimal::ZERO]).is_err());
        assert!(Ratio::new(&[Decimal::ONE], &[decimal("-3")]).is_err());
    }

    proptest! {
        #[test]
        fn what_is_added_and_taken_away_leaves_nothing(
            parts in prop::collection::vec((-1_000_000_000i64..1_000_000_000, 0u32..4, 1u32..20_000), 1..40)
        ) {
            let ratios: Vec<Ratio> = parts
                .iter()
                .map(|&(n, scale, d)| Ratio::new(&[Decimal::new(n, scale)], &[Decimal::from(d)]).unwrap())
                .collect();
            let mut exact = Exact::default();
            for &ratio in &ratios {
                exact.add(ratio).unwrap();
            }
            for &ratio in ratios.iter().rev() {
                exact.subtract(ratio).unwrap();
            }
            prop_assert_eq!(exact.value(), Ok(Decimal::ZERO));
        }

        #[test]
        fn a_whole_is_its_equal_parts(amount in 1i64..1_000_000_000, parts in 1u32..50) {
            let mut exact = Exact::default();
            for _ in 0..parts {
                exact.add(Ratio::new(&[Decimal::new(amount, 2)], &[Decimal::from(parts)]).unwrap()).unwrap();
            }
            prop_assert_eq!(exact.value(), Ok(Decimal::new(amount, 2).normalize()));
        }
    }
}
