//! Exact sums of amounts that were divided.
//!
//! Problem: points are `mrr / unit × rate × multiplier / partners`, and most units do not divide: 100 EUR at a unit of 75
//! is 1.3333… A decimal keeps 28 digits of that, so three such sales would make 19.999…9 points instead of 20, miss a
//! threshold of 20, and the parts would no longer add up to the whole. And a decimal is slow: a book has 100,000 sales.
//!
//! Idea: never divide before the end, and count in whole numbers. A [`Ratio`] is a whole number of 10^-18 over a whole
//! number that shares no factor with ten (twos and fives in a divisor only move the decimal point), and an [`Exact`] sum
//! keeps one whole number per such divisor. Adding and taking away is then exact in any order; [`Exact::value`] divides
//! once, at the very end. Who adds up many ratios brings them over one divisor before ([`Ratio::over`]).
//!
//! Example: 100 EUR × 5 over 75 is kept as 20/3; three of them are 60/3 = 20 points, exactly.
//!
//! Every operation is checked. What needs more than 18 places, or is beyond 10^20, is [`Overflow`], never a rounded
//! number. `tests/properties.rs` proves the sums equal to those of plain decimals.

use rust_decimal::Decimal;
use std::num::NonZeroU64;

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
const ROUNDING: i64 = 10_i64.pow(10);
/// Decimal places of a value that has no finite form.
const PLACES: u32 = 20;

/// One amount over a divisor: `dividend / divisor`. Equal are those of one amount, over whatever divisors.
#[derive(Debug, Clone, Copy)]
#[repr(Rust, packed(8))] // 24 bytes instead of 32: there are two of them for every sale
pub struct Ratio {
    /// In 10^-18.
    dividend: i128,
    /// With no factor 2 or 5. (Not 0: so that a sum that is not there needs no more room than one that is.)
    divisor: NonZeroU64,
}

impl Ratio {
    /// `factors` multiplied, over `divisors` multiplied.
    ///
    /// # Errors
    /// [`Overflow`] where a divisor is not positive, or where the result has too many digits.
    pub fn new(factors: &[Decimal], divisors: &[Decimal]) -> Result<Self, Overflow> {
        Self::of(product(factors)?, product(divisors)?)
    }

    /// Digits with their decimal places, over others.
    fn of(
        (mut dividend, factor_places): (i128, u32),
        (divisor, divisor_places): (i128, u32),
    ) -> Result<Self, Overflow> {
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
        let divisor = NonZeroU64::new(divisor).ok_or(Overflow)?;
        Ok(Self { dividend, divisor })
    }

    /// Its divisor: positive, with no factor 2 or 5.
    pub const fn divisor(self) -> u64 {
        self.divisor.get()
    }

    /// The same amount over a multiple of its divisor. Ratios over one divisor are added up in one number.
    ///
    /// # Errors
    /// [`Overflow`] where the divisor is no multiple, or where the dividend has too many digits for it.
    pub fn over(self, divisor: u64) -> Result<Self, Overflow> {
        let factor = divisor / self.divisor;
        let divisor = NonZeroU64::new(divisor).ok_or(Overflow)?;
        if factor * self.divisor() != divisor.get() {
            return Err(Overflow);
        }
        let Self { dividend, .. } = self.times(i128::from(factor))?;
        Ok(Self { dividend, divisor })
    }

    /// The ratio times a factor, over a divisor: an amount at an exchange rate.
    ///
    /// # Errors
    /// [`Overflow`] where the divisor is not positive, or where the result has too many digits.
    pub fn at(self, factor: Decimal, divisor: Decimal) -> Result<Self, Overflow> {
        // Zeros at the end would take the room of digits.
        let (mut dividend, mut places) = (self.dividend, SCALE);
        while places > 0 && dividend % 10 == 0 {
            dividend /= 10;
            places -= 1;
        }
        let (factor, factor_places) = product(&[factor])?;
        let (divisor, divisor_places) = product(&[divisor])?;
        let divisor = times(divisor, i128::from(self.divisor()))?;
        let dividend = times(dividend, factor)?;
        Self::of(
            (dividend, places + factor_places),
            (divisor, divisor_places),
        )
    }

    /// So many times the ratio.
    ///
    /// # Errors
    /// [`Overflow`] where the result has too many digits.
    #[inline(always)] // every sale asks it, and its result would be copied from place to place
    pub fn times(self, count: i128) -> Result<Self, Overflow> {
        match times(self.dividend, count)? {
            i128::MIN => Err(Overflow),
            dividend => Ok(Self { dividend, ..self }),
        }
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

impl PartialEq for Ratio {
    fn eq(&self, other: &Self) -> bool {
        let [mine, others] = [self, other].map(|ratio| divide(ratio.dividend, ratio.divisor()));
        let over = |(_, rest): (i128, i128), divisor| rest.unsigned_abs() * u128::from(divisor);
        mine.0 == others.0
            && mine.1.signum() == others.1.signum()
            && over(mine, other.divisor()) == over(others, self.divisor())
    }
}

impl Eq for Ratio {}

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

/// Multiplies, checked. Most numbers are short, and for them there are quicker ways than that of the compiler.
fn times(a: i128, b: i128) -> Result<i128, Overflow> {
    if let (Ok(a), Ok(b)) = (i64::try_from(a), i64::try_from(b)) {
        return Ok(i128::from(a) * i128::from(b));
    }
    let (Ok(high), Ok(b)) = (i32::try_from(a >> 64), i32::try_from(b)) else {
        return a.checked_mul(b).ok_or(Overflow);
    };
    // 96 bits by 32, one product for each 32 of them.
    let part = |a: i128| i64::try_from(a & i128::from(u32::MAX)).unwrap_or_default() * i64::from(b);
    let high = i64::from(high) * i64::from(b);
    Ok(i128::from(part(a)) + (i128::from(part(a >> 32)) << 32) + (i128::from(high) << 64))
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
    /// The sum over one divisor: most often there is no other, and it needs no memory of its own.
    first: Option<Ratio>,
    /// The sums over other divisors, each of them once.
    others: Vec<Ratio>,
}

impl From<Ratio> for Exact {
    fn from(ratio: Ratio) -> Self {
        Self {
            first: Some(ratio),
            others: Vec::new(),
        }
    }
}

impl Exact {
    fn parts(&self) -> impl Iterator<Item = &Ratio> {
        self.first.iter().chain(&self.others)
    }

    fn part_mut(&mut self, divisor: NonZeroU64) -> Option<&mut Ratio> {
        match &mut self.first {
            Some(first) if first.divisor == divisor => Some(first),
            _ => { self.others.iter_mut() }.find(|part| part.divisor == divisor),
        }
    }

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
    #[inline(always)] // two of them for every sale, and a call takes longer than the sum
    pub fn add(&mut self, ratio: Ratio) -> Result<(), Overflow> {
        // Nearly always the sum has one divisor, and the ratio the same.
        if let Some(first) = &mut self.first
            && first.divisor == ratio.divisor
            && let Some(sum) = first.dividend.checked_add(ratio.dividend)
            && sum != i128::MIN
        {
            first.dividend = sum;
            return Ok(());
        }
        self.add_apart(ratio)
    }

    #[inline(never)] // so that what is seldom needed does not stand wherever `add` does
    fn add_apart(&mut self, ratio: Ratio) -> Result<(), Overflow> {
        let Some(part) = self.part_mut(ratio.divisor) else {
            match self.first {
                None => self.first = Some(ratio),
                Some(_) => self.others.push(ratio),
            }
            return Ok(());
        };
        let sum = part.dividend.checked_add(ratio.dividend);
        if let Some(sum) = sum.filter(|sum| *sum != i128::MIN) {
            part.dividend = sum;
            return Ok(());
        }
        if ratio.divisor() == 1 {
            return Err(Overflow);
        }
        // What a long divisor leaves no room for is kept as a whole and what remains of it.
        let (mine, rest) = divide(part.dividend, ratio.divisor());
        let (other, more) = divide(ratio.dividend, ratio.divisor());
        let dividend = mine.checked_add(other).ok_or(Overflow)?;
        self.add(Ratio {
            dividend,
            divisor: NonZeroU64::MIN,
        })?;
        if let Some(part) = self.part_mut(ratio.divisor) {
            part.dividend = rest + more;
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
        other.parts().try_for_each(|&part| self.add(part))
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

    /// The sum times a factor, over a divisor, as [`Ratio::at`].
    ///
    /// # Errors
    /// [`Overflow`] where the divisor is not positive, or where the result has too many digits.
    pub fn at(&self, factor: Decimal, divisor: Decimal) -> Result<Self, Overflow> {
        let mut product = Self::default();
        for part in self.parts() {
            product.add(part.at(factor, divisor)?)?;
        }
        Ok(product)
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
            first: self.first.map(Ratio::negated),
            others: self.others.iter().map(|part| part.negated()).collect(),
        }
    }

    /// Whether nothing was ever added: not the same as a sum of 0.
    pub const fn is_empty(&self) -> bool {
        self.first.is_none()
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
    let (mut sum, mut rest) = (0_i128, 0_i64);
    let mut count = |part: Ratio| {
        // What a sum begins with, and what most clients' managed points are.
        if part.dividend == 0 {
            return Some(());
        }
        let (quotient, remainder) = divide(part.dividend, part.divisor());
        sum = sum.checked_add(quotient)?;
        if remainder == 0 {
            return Some(());
        }
        let (quotient, _) = divide(remainder * GUARD, part.divisor());
        rest = rest.checked_add(i64::try_from(quotient).ok()?)?;
        Some(())
    };
    // Tracks have the same divisor as a rule: added up before, they are divided once.
    let mut run = Ratio {
        dividend: 0,
        divisor: NonZeroU64::MIN,
    };
    for exact in sums {
        for part in exact.parts() {
            let both = run.dividend.checked_add(part.dividend);
            match both.filter(|_| run.divisor == part.divisor) {
                Some(both) => run.dividend = both,
                None => {
                    count(run).ok_or(Overflow)?;
                    run = *part;
                }
            }
        }
    }
    count(run).ok_or(Overflow)?;
    let decimal = |digits, places| Decimal::try_from_i128_with_scale(digits, places);
    if rest == 0
        && let Ok(value) = decimal(sum, SCALE)
    {
        return Ok(value);
    }
    // Several endless fractions may end together (1/3 + 14/21 = 1): what is left of them after 30 digits is noise, which
    // this rounding takes away.
    let rounded = if sum < 0 || (sum == 0 && rest < 0) {
        -(ROUNDING / 2 - rest).div_euclid(ROUNDING)
    } else {
        (ROUNDING / 2 + rest).div_euclid(ROUNDING)
    };
    let (rounded, places) = (i128::from(rounded), 10_i128.pow(PLACES - SCALE));
    let digits = sum
        .checked_mul(places)
        .and_then(|sum| sum.checked_add(rounded));
    if let Some(value) = digits.and_then(|digits| decimal(digits, PLACES).ok()) {
        return Ok(value);
    }
    let whole = decimal(sum / ONE, 0).map_err(|_| Overflow)?;
    let fraction = decimal(sum % ONE * places + rounded, PLACES).map_err(|_| Overflow)?;
    whole.checked_add(fraction).ok_or(Overflow)
}

/// Quotient and remainder, both with the sign of the dividend. Most divisors are short, and for them four steps of 32 bits take
/// a quarter of the time of the compiler's division of 128 bits.
fn divide(dividend: i128, divisor: u64) -> (i128, i128) {
    const BITS: u32 = 32;
    if let (Ok(dividend), Ok(divisor)) = (i64::try_from(dividend), i64::try_from(divisor)) {
        let quotient = dividend / divisor;
        return (
            i128::from(quotient),
            i128::from(dividend - quotient * divisor),
        );
    }
    if divisor == 1 {
        return (dividend, 0);
    }
    if divisor >> BITS != 0 {
        let divisor = i128::from(divisor);
        return (dividend / divisor, dividend % divisor);
    }
    let digits = dividend.unsigned_abs();
    let [mut high, mut low] = [digits >> u64::BITS, digits & u128::from(u64::MAX)]
        .map(|half| u64::try_from(half).unwrap_or_default());
    let mut rest = 0;
    // A division takes longer than the multiplication that gives its remainder.
    let mut step = |digits: u64| {
        let dividend = rest << BITS | digits;
        let quotient = if dividend < divisor {
            0
        } else {
            dividend / divisor
        };
        rest = dividend - quotient * divisor;
        quotient
    };
    for half in [&mut high, &mut low] {
        let upper = step(*half >> BITS);
        *half = upper << BITS | step(*half & u64::from(u32::MAX));
    }
    let quotient = (u128::from(high) << u64::BITS | u128::from(low)).cast_signed();
    let rest = i128::from(rest);
    if dividend < 0 {
        (-quotient, -rest)
    } else {
        (quotient, rest)
    }
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

    #[test]
    fn one_amount_over_several_divisors_is_equal_and_one_sum() {
        let ratio = |n: &str, d: &str| Ratio::new(&[decimal(n)], &[decimal(d)]).unwrap();
        let third = ratio("-1", "3");
        assert_eq!(third.over(21), Ok(ratio("-7", "21")));
        assert_ne!(third.over(21), Ok(ratio("7", "21")));
        assert_ne!(third, ratio("-1", "7"));
        assert_eq!(third.over(20), Err(Overflow));
        assert_eq!(
            third.over(21).and_then(|third| third.times(42)),
            Ok(ratio("-14", "1"))
        );
        let mut sum = Exact::from(third);
        sum.add(third.over(21).unwrap()).unwrap();
        sum.subtract(ratio("1", "3")).unwrap();
        assert_eq!(sum.value(), Ok(Decimal::NEGATIVE_ONE));
    }

    #[test]
    fn a_long_divisor_takes_no_room_from_the_sum() {
        // The dividend of 10^11 over this divisor has 38 digits: two of them would have too many.
        let divisor = 999_999_937;
        let much = Ratio::new(&[Decimal::from(100_000_000_000_u64)], &[]).unwrap();
        let much = much.over(divisor).unwrap();
        let mut sum = Exact::default();
        for _ in 0..1_000 {
            sum.add(much).unwrap();
            sum.add(Ratio::new(&[Decimal::ONE], &[Decimal::from(divisor)]).unwrap())
                .unwrap();
        }
        let rest = Ratio::new(&[decimal("-1000")], &[Decimal::from(divisor)]).unwrap();
        sum.add(rest).unwrap();
        assert_eq!(sum.value(), Ok(decimal("100000000000000")));
    }

    proptest! {
        /// 96 bits by 32 are multiplied in parts, short dividends divided at once: neither may differ from the compiler's.
        #[test]
        fn quick_ways_are_the_compilers(a in any::<i128>(), shift in 0u32..127, b in any::<i64>(), narrow in 0u32..63, d in 1u64..u64::MAX, less in 0u32..63) {
            let (a, b, d) = (a >> shift, i128::from(b >> narrow), (d >> less).max(1));
            prop_assert_eq!(times(a, b).ok(), a.checked_mul(b));
            prop_assert_eq!(divide(a, d), (a / i128::from(d), a % i128::from(d)));
        }

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
