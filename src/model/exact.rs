//! Exact sums of amounts that were divided.
//!
//! Problem: points are `mrr / unit × rate × multiplier / partners`, and most units do not divide: 100 EUR at a unit of 75
//! is 1.3333… A decimal keeps 28 digits of that, so three such sales would make 19.999…9 points instead of 20, miss a
//! threshold of 20, and the parts would no longer add up to the whole. And a decimal is slow: a book has 100,000 sales.
//!
//! Idea: never divide before the end, and count in whole numbers. A [`Ratio`] is a whole number of 10^-18 over a whole
//! number that shares no factor with ten (twos and fives in a divisor only move the decimal point), and an [`Exact`] sum
//! keeps one whole number per such divisor. Adding and taking away is then exact in any order; [`Exact::value`] divides
//! once, at the very end.
//!
//! Example: 100 EUR × 5 over 75 is kept as 20/3; three of them are 60/3 = 20 points, exactly.
//!
//! Every operation is checked. What needs more than 18 places, or is beyond 10^20, is [`Overflow`], never a rounded
//! number. `tests/properties.rs` proves the sums equal to those of plain decimals.

use rust_decimal::Decimal;

/// A number with more digits than can be computed with; whoever meets it says so in a diagnostic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overflow;

/// Decimal places of a ratio's dividend.
const SCALE: u32 = 18;
/// `10^SCALE`.
const ONE: i128 = 10_i128.pow(SCALE);
/// Places that [`Exact::value`] computes beyond `SCALE`, of which it keeps two; the others decide how they are rounded.
const GUARD: i128 = 10_i128.pow(12);
/// What rounding takes away again: of 18 + 12 places, 20 stay.
const ROUNDING: i128 = 10_i128.pow(10);
/// Decimal places of a value that has no finite form.
const PLACES: u32 = 20;

/// One amount over a divisor: `dividend / divisor`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    /// In 10^-18.
    dividend: i128,
    /// Positive, with no factor 2 or 5.
    divisor: u64,
}

impl Ratio {
    /// `factors` multiplied, over `divisors` multiplied.
    ///
    /// # Errors
    /// [`Overflow`] where a divisor is not positive, or where the result has too many digits.
    pub fn new(factors: &[Decimal], divisors: &[Decimal]) -> Result<Self, Overflow> {
        let (mut dividend, factor_places) = product(factors)?;
        let (divisor, divisor_places) = product(divisors)?;
        let mut divisor = u64::try_from(divisor).map_err(|_| Overflow)?;
        if divisor == 0 {
            return Err(Overflow);
        }
        // Twos and fives leave the divisor: n/2 = 5n/10 and n/5 = 2n/10, and a tenth is one more place.
        let twos = divisor.trailing_zeros();
        divisor >>= twos;
        let mut fives = 0;
        while divisor.is_multiple_of(5) {
            divisor /= 5;
            fives += 1;
        }
        if twos > fives {
            dividend = times(dividend, power(&FIVES, twos - fives)?)?;
        } else {
            dividend = times(dividend, 1 << (fives - twos))?;
        }
        let places = factor_places + twos.max(fives);
        let wanted = SCALE + divisor_places;
        if places <= wanted {
            dividend = times(dividend, power(&TENS, wanted - places)?)?;
        } else if dividend != 0 {
            let surplus = power(&TENS, places - wanted)?;
            if dividend % surplus != 0 {
                return Err(Overflow);
            }
            dividend /= surplus;
        }
        // The one number that has no opposite.
        if dividend == i128::MIN {
            return Err(Overflow);
        }
        Ok(Self { dividend, divisor })
    }

    /// The same amount with its sign turned.
    #[must_use]
    pub const fn negated(self) -> Self {
        Self {
            dividend: -self.dividend,
            ..self
        }
    }
}

/// The digits of a product, and how many of them are decimal places.
fn product(factors: &[Decimal]) -> Result<(i128, u32), Overflow> {
    let mut digits = 1_i128;
    let mut places = 0;
    for factor in factors {
        digits = times(digits, factor.mantissa())?;
        places += factor.scale();
    }
    Ok((digits, places))
}

/// Multiplies, checked. Most numbers are short, and for them that is one machine instruction.
fn times(a: i128, b: i128) -> Result<i128, Overflow> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Ok(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b).ok_or(Overflow),
    }
}

/// Powers of ten and of five, as far as 128 bits reach.
const TENS: [i128; 39] = powers(10);
const FIVES: [i128; 54] = powers(5);

#[allow(
    clippy::indexing_slicing,
    reason = "computed by the compiler, which would refuse it"
)]
const fn powers<const N: usize>(base: i128) -> [i128; N] {
    let mut powers = [1; N];
    let mut exponent = 1;
    while exponent < N {
        powers[exponent] = powers[exponent - 1] * base;
        exponent += 1;
    }
    powers
}

fn power(powers: &[i128], exponent: u32) -> Result<i128, Overflow> {
    let exponent = usize::try_from(exponent).map_err(|_| Overflow)?;
    powers.get(exponent).copied().ok_or(Overflow)
}

/// An exact sum of ratios.
#[derive(Debug, Clone, Default)]
pub struct Exact {
    /// The sum over each divisor, in the order of the divisors.
    parts: Vec<Ratio>,
}

impl From<Ratio> for Exact {
    fn from(ratio: Ratio) -> Self {
        Self { parts: vec![ratio] }
    }
}

impl Exact {
    /// A decimal as a sum.
    ///
    /// # Errors
    /// [`Overflow`] where it has more digits than can be computed with.
    pub fn of(number: Decimal) -> Result<Self, Overflow> {
        Ratio::new(&[number], &[]).map(Self::from)
    }

    /// Adds one ratio.
    ///
    /// # Errors
    /// [`Overflow`] where the sum has too many digits; it is then as it was.
    pub fn add(&mut self, ratio: Ratio) -> Result<(), Overflow> {
        // A book has a few divisors: for them a walk is quicker than a search.
        let at = self
            .parts
            .iter()
            .position(|part| part.divisor >= ratio.divisor);
        match at.and_then(|at| self.parts.get_mut(at)) {
            Some(part) if part.divisor == ratio.divisor => {
                part.dividend = part
                    .dividend
                    .checked_add(ratio.dividend)
                    .filter(|sum| *sum != i128::MIN)
                    .ok_or(Overflow)?;
            }
            _ => self.parts.insert(at.unwrap_or(self.parts.len()), ratio),
        }
        Ok(())
    }

    /// Takes one ratio away.
    ///
    /// # Errors
    /// [`Overflow`] where the sum has too many digits; it is then as it was.
    pub fn subtract(&mut self, ratio: Ratio) -> Result<(), Overflow> {
        self.add(ratio.negated())
    }

    /// Adds another sum.
    ///
    /// # Errors
    /// [`Overflow`] where the sum has too many digits.
    pub fn add_all(&mut self, other: &Self) -> Result<(), Overflow> {
        other.parts.iter().try_for_each(|&part| self.add(part))
    }

    /// Both sums together.
    ///
    /// # Errors
    /// [`Overflow`] where the sum has too many digits.
    pub fn plus(&self, other: &Self) -> Result<Self, Overflow> {
        let mut both = self.clone();
        both.add_all(other)?;
        Ok(both)
    }

    /// This sum without another one.
    ///
    /// # Errors
    /// [`Overflow`] where the sum has too many digits.
    pub fn minus(&self, other: &Self) -> Result<Self, Overflow> {
        self.plus(&other.negated())
    }

    /// The sum with its sign turned.
    #[must_use]
    pub fn negated(&self) -> Self {
        Self {
            parts: self.parts.iter().map(|part| part.negated()).collect(),
        }
    }

    /// Whether nothing was ever added: not the same as a sum of 0.
    pub const fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The sum as a decimal: exact where it has a finite form, otherwise to 20 places, half away from zero; in either case to
    /// the 28 digits that a decimal has. Trailing zeros may remain.
    ///
    /// # Errors
    /// [`Overflow`] where the whole part alone has more digits than a decimal.
    pub fn value(&self) -> Result<Decimal, Overflow> {
        value_of(&[self])
    }
}

/// The value of several sums together, as [`Exact::value`].
///
/// # Errors
/// [`Overflow`] where the whole part alone has more digits than a decimal.
pub fn value_of(sums: &[&Exact]) -> Result<Decimal, Overflow> {
    // In 10^-18, and what is left of it in 10^-30.
    let mut sum = 0_i128;
    let mut rest = 0_i128;
    for part in sums.iter().flat_map(|exact| &exact.parts) {
        let divisor = i128::from(part.divisor);
        if divisor == 1 {
            sum = sum.checked_add(part.dividend).ok_or(Overflow)?;
            continue;
        }
        // 128-bit divisions are what takes time here: one where two would do.
        let quotient = part.dividend / divisor;
        let remainder = (part.dividend - quotient * divisor) * GUARD;
        sum = sum.checked_add(quotient).ok_or(Overflow)?;
        rest += match (i64::try_from(remainder), i64::try_from(divisor)) {
            (Ok(remainder), Ok(divisor)) => i128::from(remainder / divisor),
            _ => remainder / divisor,
        };
    }
    let decimal = |digits, places| Decimal::try_from_i128_with_scale(digits, places);
    if rest == 0
        && let Ok(value) = decimal(sum, SCALE)
    {
        return Ok(value);
    }
    let whole = decimal(sum / ONE, 0).map_err(|_| Overflow)?;
    // Several endless fractions may end together (1/3 + 14/21 = 1): what is left of them after 30 digits is noise, which
    // this rounding takes away.
    let fraction = sum % ONE * GUARD + rest;
    let half = ROUNDING / 2 * fraction.signum();
    let fraction = decimal((fraction + half) / ROUNDING, PLACES).map_err(|_| Overflow)?;
    whole.checked_add(fraction).ok_or(Overflow)
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
        let ratio = |factors: &[&str]| {
            let factors: Vec<Decimal> = factors.iter().copied().map(decimal).collect();
            Ratio::new(&factors, &[])
        };
        assert_eq!(ratio(&["0.0000000000000000001"]), Err(Overflow));
        assert_eq!(ratio(&["0.0000000001", "0.0000000001"]), Err(Overflow));
        assert_eq!(ratio(&["1234567890123456789012.5"]), Err(Overflow));
        assert_eq!(
            ratio(&["79228162514264337593543950335", "10000000000"]),
            Err(Overflow)
        );
        let most = ratio(&["170000000000000000000"]).unwrap();
        let mut sum = Exact::from(most);
        assert_eq!(sum.add(most), Err(Overflow));
        assert_eq!(sum.value(), Ok(decimal("170000000000000000000")));
        assert!(ratio(&["0", "0.0000000000000000001"]).is_ok());
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

        /// Where plain decimals can do without rounding both ways are equal to the last digit, elsewhere as far as decimals go.
        #[test]
        fn whole_numbers_and_decimals_count_the_same(
            parts in prop::collection::vec((-100_000_000i64..100_000_000, 0u32..5, 1i64..500_000, 0u32..3, 1i64..8), 1..30)
        ) {
            let (mut exact, mut decimal, mut finite) = (Exact::default(), Decimal::ZERO, true);
            for (amount, places, unit, unit_places, partners) in parts {
                let (amount, unit, partners) = (Decimal::new(amount, places), Decimal::new(unit, unit_places), Decimal::from(partners));
                let ratio = Ratio::new(&[amount, Decimal::from(5)], &[unit, partners]);
                // A unit of many twos needs more than 18 places: refused, as it should be, and nothing to compare.
                prop_assume!(ratio.is_ok());
                exact.add(ratio.unwrap()).unwrap();
                let divided = amount * Decimal::from(5) / unit / partners;
                finite &= divided * unit * partners == amount * Decimal::from(5) && divided.scale() < 18;
                decimal += divided;
            }
            let error = (exact.value().unwrap() - decimal).abs();
            prop_assert!(error < Decimal::new(1, 15), "{error}");
            prop_assert!(!finite || error.is_zero(), "{error}");
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
