//! The points calculator: what was typed becomes points or an amount, each with its working, or a sentence on what to type.
//!
//! Problem: the drawer, the page and the widget on other sites ask the same question and must give the same answer, to the
//! last digit and word. Idea: a form is plain text as people typed it; one function reads it, asks
//! [`crate::engine::calculator`] and says everything that is shown.
//!
//! Example: 1,000 in EUR, India, sourced, managed with one other partner, under the rules of 2024-02:
//! sold `1,000 EUR / 75 × 5 × 2`, managed `1,000 EUR / 75 × 1 × 2 / 2`.

use super::{
    Locale,
    amount::{AmountFault, MOST_DIGITS, amount},
    deal_type_name,
    figure::FigureView,
    market_name,
};
use crate::{
    engine::{
        calculator::{self, Customer, Offer, PointsWorked, Refusal, ValueWorked, points, value},
        unusable::Unusable,
    },
    model::{
        choice::choice,
        client::Market,
        countries::countries,
        currency::{Country, Currency},
        exact::Exact,
        period::parse_date,
        sale::DealType,
        track::Track,
    },
    rules::{
        Rules,
        version::{Certainty, Version},
    },
};
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// The most partners who manage one client.
const MOST_PARTNERS: u32 = 99;

choice! {
    /// A field of the calculator's forms.
    Field {
        /// The sold amount.
        Amount = "amount",
        /// The customer's country or market.
        Market = "market",
        /// The currency of the amounts.
        Currency = "currency",
        /// Who brings the deal.
        Deal = "deal",
        /// How many other partners will manage the client.
        Partners = "partners",
        /// The day whose rules count.
        Day = "day",
        /// Sold points, or their value.
        Sold = "sold",
        /// Managed points, or their value.
        Managed = "managed",
    }
}

choice! {
    /// Which way the currency tab goes.
    Method {
        /// From points to an amount.
        PointsToCurrency = "points_to_currency",
        /// From an amount to points.
        CurrencyToPoints = "currency_to_points",
    }
}

/// What was typed; both tabs share the customer, the currency and the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The sold MRR.
    pub amount: String,
    /// A country's name or code, or a market; the standard market where empty.
    pub market: String,
    /// A currency's code; the default one where empty.
    pub currency: String,
    /// Who brings the deal.
    pub deal_type: DealType,
    /// Whether the partner will manage the client too.
    pub manages: bool,
    /// How many other partners will.
    pub partners: String,
    /// The day whose rules count; the default day where empty.
    pub day: String,
    /// Which way the currency tab goes.
    pub method: Method,
    /// Sold points, or their value.
    pub sold: String,
    /// Managed points, or their value.
    pub managed: String,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            amount: String::new(),
            market: String::new(),
            currency: String::new(),
            deal_type: DealType::PartnerSourced,
            manages: false,
            partners: "0".to_owned(),
            day: String::new(),
            method: Method::PointsToCurrency,
            sold: String::new(),
            managed: String::new(),
        }
    }
}

/// By which rules and in which language the calculator answers.
#[derive(Clone, Copy)]
pub struct Setting<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// The day whose rules count where the form names none.
    pub day: NaiveDate,
    /// The currency that counts where the form names none.
    pub currency: Currency,
    /// The language.
    pub locale: Locale<'a>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where to look.
    pub field: Field,
    /// What is the matter and what to do.
    pub text: String,
    /// Whether the form is only not filled in yet.
    pub is_empty: bool,
    /// Where a text has two readings: each as shown, and as it can be typed with no other reading.
    pub readings: Vec<(String, String)>,
}

/// A figure and what it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Worked {
    /// The figure.
    pub figure: FigureView,
    /// Such as `1,000 EUR / 88 × 5 × 2`; empty where nothing was computed.
    pub working: String,
}

/// The answer of the points tab.
#[derive(Debug, Clone, PartialEq)]
pub struct PointsView {
    /// What was asked.
    pub offer: Offer,
    /// Sold + managed points.
    pub total: Worked,
    /// Points of the sale.
    pub sold: Worked,
    /// Points of managing the client.
    pub managed: Worked,
}

/// The answer of the currency tab; what was left empty is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConvertView {
    /// The amount of sold points, or the points of a sold amount.
    pub sold: Option<Worked>,
    /// The same of managed ones.
    pub managed: Option<Worked>,
}

/// A customer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerOption {
    /// The country's code, or the market's word.
    pub word: String,
    /// Its name.
    pub name: String,
    /// "growth market × 2", for those where points count more.
    pub note: String,
}

impl<'a> Setting<'a> {
    /// The day whose rules a form asks for.
    ///
    /// # Errors
    /// Where it is no day.
    pub fn day_of(&self, form: &Form) -> Result<NaiveDate, Problem> {
        match form.day.trim() {
            "" => Ok(self.day),
            text => parse_date(text)
                .ok_or_else(|| self.problem(Field::Day, self.locale.words.calc_day_wrong(text))),
        }
    }

    /// The rules in force on it.
    ///
    /// # Errors
    /// Where it is no day.
    pub fn version(&self, form: &Form) -> Result<&'a Version, Problem> {
        self.day_of(form).map(|day| self.rules.on(day))
    }

    /// Everything that can be a customer: the markets first, then the countries by name.
    pub fn customers(&self, version: &Version) -> Vec<CustomerOption> {
        let Locale { words, format } = self.locale;
        let growth = format!(
            "{} × {}",
            words.market_growth(),
            format.number(version.growth_multiplier.normalize())
        );
        let note = |customer: Customer| {
            let counts_more = customer.multiplier(version) != Decimal::ONE;
            if counts_more {
                growth.clone()
            } else {
                String::new()
            }
        };
        let countries = countries().map(|country| CustomerOption {
            word: country.to_string(),
            name: format.country(country),
            note: note(Customer::In(country)),
        });
        let markets = Market::ALL.iter().map(|market| CustomerOption {
            word: market.as_str().to_owned(),
            name: market_name(words, *market),
            note: note(Customer::Of(*market)),
        });
        markets.chain(countries).collect()
    }

    /// The currencies for which the rules have a unit, by code.
    pub fn currencies(&self, version: &Version) -> Vec<Currency> {
        version.currency_unit.keys().copied().collect()
    }

    /// The rules behind the answer, and how sure they are.
    pub fn notes(&self, version: &Version) -> Vec<String> {
        let words = self.locale.words;
        let from = self.locale.format.date(version.from);
        let mut notes = vec![words.calc_rules(&version.id, from)];
        for (key, name) in [
            ("rates", words.calc_rates()),
            ("currency_unit", words.calc_units()),
        ] {
            match version.verified.get(key) {
                Some(Certainty::Verified) => {}
                Some(Certainty::Approximate) => notes.push(words.calc_approximate(name)),
                Some(Certainty::NotConfirmed) | None => notes.push(words.calc_not_confirmed(name)),
            }
        }
        notes
    }

    /// What the points tab asks.
    ///
    /// # Errors
    /// What is wrong with the form.
    pub fn offer(&self, form: &Form) -> Result<Offer, Problem> {
        let version = self.version(form)?;
        let partners = form.partners.trim();
        let partners = match partners {
            "" => Some(0),
            text => text.parse().ok().filter(|count| *count <= MOST_PARTNERS),
        };
        let other_partners = match partners {
            Some(count) => count,
            None if !form.manages => 0,
            None => {
                let most = MOST_PARTNERS.to_string();
                return Err(
                    self.problem(Field::Partners, self.locale.words.calc_partners_wrong(most))
                );
            }
        };
        let customer = self.customer(form, version)?;
        let currency = self.currency(form, version)?;
        Ok(Offer {
            amount: self.amount(Field::Amount, &form.amount)?,
            currency,
            customer,
            deal_type: form.deal_type,
            managed: form.manages,
            other_partners,
        })
    }

    /// The answer of the points tab.
    ///
    /// # Errors
    /// What is wrong with the form, or why the rules have no answer.
    pub fn points(&self, form: &Form) -> Result<PointsView, Problem> {
        let offer = self.offer(form)?;
        let day = self.day_of(form)?;
        self.points_of(&offer, day)
    }

    /// The points of an offer on a day.
    ///
    /// # Errors
    /// Why the rules have no answer.
    pub fn points_of(&self, offer: &Offer, day: NaiveDate) -> Result<PointsView, Problem> {
        let answer = points(self.rules.on(day), day, offer);
        let answer =
            answer.map_err(|refusal| self.refused(Field::Amount, refusal, offer.currency))?;
        let both = |part: &PointsWorked| self.points_working(offer.amount, offer.currency, part);
        let sold = both(&answer.sold);
        let managed = answer.managed.as_ref().map(both);
        let total = match &managed {
            Some(managed) => format!("{sold} + {managed}"),
            None => sold.clone(),
        };
        let none = Exact::default();
        let managed_points = answer.managed.as_ref().map_or(&none, |part| &part.points);
        Ok(PointsView {
            offer: *offer,
            total: self.worked("calculator.total", &answer.total, total)?,
            sold: self.worked("calculator.sold", &answer.sold.points, sold)?,
            managed: self.worked(
                "calculator.managed",
                managed_points,
                managed.unwrap_or_default(),
            )?,
        })
    }

    /// The answer of the currency tab.
    ///
    /// # Errors
    /// What is wrong with the form, or why the rules have no answer.
    pub fn convert(&self, form: &Form) -> Result<ConvertView, Problem> {
        let day = self.day_of(form)?;
        let version = self.rules.on(day);
        let customer = self.customer(form, version)?;
        let currency = self.currency(form, version)?;
        let track = |field, text: &str, track| match self.amount(field, text) {
            Ok(number) => self
                .converted(form, (version, day), number, track, currency, customer)
                .map(Some),
            Err(problem) if problem.is_empty => Ok(None),
            Err(problem) => Err(problem),
        };
        let sold = track(Field::Sold, &form.sold, Track::Sold(form.deal_type))?;
        let managed = track(Field::Managed, &form.managed, Track::Managed)?;
        if sold.is_none() && managed.is_none() {
            return Err(self
                .amount(Field::Sold, "")
                .err()
                .unwrap_or_else(|| self.problem(Field::Sold, String::new())));
        }
        Ok(ConvertView { sold, managed })
    }

    fn converted(
        &self,
        form: &Form,
        (version, day): (&Version, NaiveDate),
        number: Decimal,
        track: Track,
        currency: Currency,
        customer: Customer,
    ) -> Result<Worked, Problem> {
        let (field, is_sold) = match track {
            Track::Sold(_) => (Field::Sold, true),
            Track::Managed => (Field::Managed, false),
        };
        let refused = |refusal| self.refused(field, refusal, currency);
        match form.method {
            Method::PointsToCurrency => {
                let worked =
                    value(version, day, number, track, currency, customer).map_err(refused)?;
                let key = if is_sold {
                    "calculator.sold_value"
                } else {
                    "calculator.managed_value"
                };
                let amount = worked
                    .value
                    .value()
                    .map_err(|overflow| refused(overflow.into()))?;
                Ok(Worked {
                    figure: FigureView::money(self.locale, key, Some((amount, currency))),
                    working: self.value_working(number, &worked),
                })
            }
            Method::CurrencyToPoints => {
                let worked = calculator::points_on(version, day, number, track, currency, customer)
                    .map_err(refused)?;
                let key = if is_sold {
                    "calculator.sold"
                } else {
                    "calculator.managed"
                };
                let working = self.points_working(number, currency, &worked);
                self.worked(key, &worked.points, working)
            }
        }
    }

    fn worked(
        &self,
        key: &'static str,
        points: &Exact,
        working: String,
    ) -> Result<Worked, Problem> {
        let points = points
            .value()
            .map_err(|_| self.problem(Field::Amount, self.locale.words.calc_digits()))?;
        Ok(Worked {
            figure: FigureView::points(self.locale, key, Some(points)),
            working,
        })
    }

    fn customer(&self, form: &Form, version: &Version) -> Result<Customer, Problem> {
        let typed = form.market.trim();
        if typed.is_empty() {
            return Ok(Customer::Of(Market::Standard));
        }
        let format = self.locale.format;
        let market = Market::parse(&typed.to_ascii_lowercase()).map(Customer::Of);
        let country = Country::parse(typed).filter(|code| countries().any(|known| known == *code));
        let named = || {
            let options = self.customers(version).into_iter();
            let mut named = options.filter(|option| format.same(&option.name, typed));
            let option = named.next()?;
            Market::parse(&option.word)
                .map(Customer::Of)
                .or_else(|| Country::parse(&option.word).map(Customer::In))
        };
        let customer = market.or(country.map(Customer::In)).or_else(named);
        customer
            .ok_or_else(|| self.problem(Field::Market, self.locale.words.calc_market_wrong(typed)))
    }

    fn currency(&self, form: &Form, version: &Version) -> Result<Currency, Problem> {
        let typed = form.currency.trim();
        let typed = if typed.is_empty() {
            self.currency.as_str()
        } else {
            typed
        };
        let currency =
            Currency::parse(typed).filter(|code| version.currency_unit.contains_key(code));
        currency.ok_or_else(|| {
            let known: Vec<_> = version.currency_unit.keys().map(Currency::as_str).collect();
            let text = self
                .locale
                .words
                .calc_currency_wrong(typed, known.join(", "));
            self.problem(Field::Currency, text)
        })
    }

    fn amount(&self, field: Field, text: &str) -> Result<Decimal, Problem> {
        let Locale { words, format } = self.locale;
        amount(text, format).map_err(|fault| {
            let problem = |text| self.problem(field, text);
            match fault {
                AmountFault::Empty => Problem {
                    is_empty: true,
                    ..problem(match field {
                        Field::Amount => words.calc_amount_empty(),
                        _ => words.calc_number_empty(),
                    })
                },
                AmountFault::Negative => problem(words.calc_amount_negative()),
                AmountFault::Suffix(meant) => {
                    problem(words.calc_amount_suffix(text.trim(), meant.to_string()))
                }
                AmountFault::TooLong => problem(words.calc_amount_long(MOST_DIGITS.to_string())),
                AmountFault::NotANumber(c) => problem(words.calc_amount_wrong(c.to_string())),
                AmountFault::Ambiguous {
                    thousands,
                    decimals,
                } => Problem {
                    readings: [thousands, decimals]
                        .into_iter()
                        .map(|number| (format.number(number), typed(number, format.decimal_mark())))
                        .collect(),
                    ..problem(words.calc_amount_ambiguous(text.trim()))
                },
            }
        })
    }

    fn refused(&self, field: Field, refusal: Refusal, currency: Currency) -> Problem {
        let words = self.locale.words;
        match refusal {
            Refusal::Negative => self.problem(field, words.calc_amount_negative()),
            Refusal::Unusable(Unusable::NoUnit(_)) => {
                let text = words.calc_currency_wrong(currency.as_str(), "");
                self.problem(Field::Currency, text)
            }
            Refusal::Unusable(Unusable::NoRate(deal_type)) => {
                self.problem(field, words.calc_no_rate(deal_type_name(words, deal_type)))
            }
            Refusal::Unusable(Unusable::Digits) => self.problem(field, words.calc_digits()),
            Refusal::NoManagedTrack => self.problem(field, words.calc_no_managed()),
            Refusal::NoWayBack => self.problem(field, words.calc_no_way_back()),
        }
    }

    pub(super) const fn problem(&self, field: Field, text: String) -> Problem {
        Problem {
            field,
            text,
            is_empty: false,
            readings: Vec::new(),
        }
    }

    /// `1,000 EUR / 88 × 5 × 2 / 3`.
    fn points_working(&self, amount: Decimal, currency: Currency, worked: &PointsWorked) -> String {
        let number = |number: Decimal| self.locale.format.number(number.normalize());
        let mut text = format!(
            "{} {currency} / {} × {}",
            number(amount),
            number(worked.unit),
            number(worked.rate)
        );
        if worked.multiplier != Decimal::ONE {
            text.push_str(&format!(" × {}", number(worked.multiplier)));
        }
        if worked.split != Decimal::ONE {
            text.push_str(&format!(" / {}", number(worked.split)));
        }
        text
    }

    /// `30 / (5 × 2) × 88`.
    fn value_working(&self, points: Decimal, worked: &ValueWorked) -> String {
        let number = |number: Decimal| self.locale.format.number(number.normalize());
        let rate = if worked.multiplier == Decimal::ONE {
            number(worked.rate)
        } else {
            format!("({} × {})", number(worked.rate), number(worked.multiplier))
        };
        format!("{} / {rate} × {}", number(points), number(worked.unit))
    }
}

/// A number so that it has one reading in every language: no thousands are parted, and never three decimals.
fn typed(number: Decimal, mark: char) -> String {
    let mut number = number;
    if number.scale() == 3 {
        number.rescale(4);
    }
    number.to_string().replace('.', &mark.to_string())
}
