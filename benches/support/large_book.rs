//! A book far larger than any partner's: what the engine is measured on.
//!
//! Problem: a book of sixty clients says nothing of the day when an aggregator of agencies opens theirs, and a book that
//! differs from run to run cannot be compared with itself. Idea: every record is drawn from one seeded generator, so that
//! the native bench, the one in the browser and the test that all of it is read have the very same book, written as the
//! text that a file would hold. The odd is in it in known parts: every currency with a unit, growth markets, assisted
//! deals, adjustments, cancelled sales, lines first sold before 2024-02-27, spells shared by several partners.
//!
//! Example: `Size::LARGE.book()` is 10,000 clients and 100,000 sales closed in the 36 months before 2025-02-25.

use chrono::{Days, Months, NaiveDate};
use std::fmt::Write;

/// How many records of each kind.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) clients: u32,
    pub(crate) sales: u32,
    /// Spells of managed clients.
    pub(crate) managed: u32,
    pub(crate) deals: u32,
    /// Months of retention.
    pub(crate) months: u32,
    /// Statements of commission.
    pub(crate) statements: u32,
}

/// The day for which the data is true.
const AS_OF: (i32, u32, u32) = (2025, 2, 25);
/// Months before it in which sales closed.
const MONTHS: u32 = 36;
/// The day on which rates by deal type began.
const RATES_BY_TYPE: (i32, u32, u32) = (2024, 2, 27);

/// A currency, how much of it is about a dollar, and the places of its amounts.
type Money = (&'static str, u64, usize);
const CURRENCIES: [Money; 9] = [
    ("USD", 1, 2),
    ("EUR", 1, 2),
    ("GBP", 1, 2),
    ("CAD", 1, 2),
    ("AUD", 2, 2),
    ("SGD", 1, 2),
    ("ZAR", 18, 2),
    ("JPY", 150, 0),
    ("COP", 4_000, 0),
];
const COUNTRIES: [&str; 10] = ["US", "DE", "GB", "CA", "AU", "FR", "CO", "IN", "MX", "SG"];
const LINES: [&str; 4] = ["Marketing Hub", "Sales Hub", "Service Hub", "Content Hub"];
const DEAL_TYPES: [&str; 3] = ["partner_sourced", "partner_sourced", "partner_assisted"];
const KINDS: [&str; 3] = ["new", "cross_sell", "upsell"];
const STAGES: [&str; 3] = ["open", "closed_won", "closed_lost"];

impl Size {
    /// The size that is measured.
    pub(crate) const LARGE: Self = Self {
        clients: 10_000,
        sales: 100_000,
        managed: 6_000,
        deals: 2_000,
        months: 36,
        statements: 12,
    };

    /// The book as the text of a file in our own format.
    pub(crate) fn book(self) -> String {
        let mut draw = Draw::new(self);
        let mut sections = vec![
            ("clients", list(self.clients, |n| draw.client(n))),
            ("sales", list(self.sales, |n| draw.sale(n))),
            ("managed", list(self.managed, |_| draw.managed())),
            ("deals", list(self.deals, |n| draw.deal(n))),
            ("retention", list(self.months, |n| draw.month(n))),
            ("commissions", list(self.statements, |n| draw.statement(n))),
        ];
        let mut text = String::from(r#"{"format":"tierwise/1","as_of":""#);
        write(&mut text, format_args!("{}\"", day(AS_OF)));
        text.push_str(
            r#","partner":{"name":"Northbeam Group","credited_tier":{"tier":"elite","since":"2024-07-15"},"certification":{"valid_until":"2025-09-30"}}"#,
        );
        for (name, records) in sections.drain(..) {
            write(&mut text, format_args!(",\n\"{name}\":[\n{records}\n]"));
        }
        text.push_str("}\n");
        text
    }
}

fn list(length: u32, mut record: impl FnMut(u32) -> String) -> String {
    let mut text = String::new();
    for number in 0..length {
        let comma = if number == 0 { "" } else { ",\n" };
        write(&mut text, format_args!("{comma}{{{}}}", record(number)));
    }
    text
}

/// Writing to a text does not fail.
fn write(text: &mut String, what: std::fmt::Arguments<'_>) {
    let _always_ok = text.write_fmt(what);
}

fn day((year, month, day): (i32, u32, u32)) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// What the records of one book are drawn with.
struct Draw {
    size: Size,
    random: Random,
    as_of: NaiveDate,
}

impl Draw {
    fn new(size: Size) -> Self {
        Self {
            size,
            random: Random(2025),
            as_of: day(AS_OF),
        }
    }

    fn client(&mut self, number: u32) -> String {
        let country = self.random.pick(&COUNTRIES);
        // Some say their market, against the country or with it.
        let market = match self.random.below(10) {
            0 => r#","market":"growth""#,
            1 => r#","market":"standard""#,
            _ => "",
        };
        format!(
            r#""id":"c{number}","name":"Client {number}","domain":"client-{number}.example","country":"{country}"{market}"#
        )
    }

    fn sale(&mut self, number: u32) -> String {
        let client = self.client_id();
        let money = self.random.pick(&CURRENCIES);
        let (currency, _, _) = money;
        let line = self.random.pick(&LINES);
        let deal = self.random.below(self.size.deals.max(1).into());
        let deal_type = self.random.pick(&DEAL_TYPES);
        let closed = self.closing();
        let mrr = self.amount(money, 2_000);
        let (kind, sign) = if self.random.below(20) == 0 {
            ("adjustment", "-")
        } else {
            (self.random.pick(&KINDS), "")
        };
        // A third of the lines that are sold again go back to the time before rates by deal type.
        let first_sold = match self.random.below(3) {
            0 => day(RATES_BY_TYPE).min(closed) - Days::new(1 + self.random.below(700)),
            _ => closed,
        };
        let ended = match self.random.below(12) {
            0 => format!(
                r#","ended_on":"{}""#,
                closed + Days::new(30 + self.random.below(330))
            ),
            _ => String::new(),
        };
        format!(
            r#""id":"s{number}","client":"{client}","product_line":"{line}","deal":"d{deal}","deal_type":"{deal_type}","kind":"{kind}","mrr":"{sign}{mrr}","currency":"{currency}","closed_on":"{closed}","line_first_sold_on":"{first_sold}"{ended}"#
        )
    }

    fn managed(&mut self) -> String {
        let client = self.client_id();
        let money = self.random.pick(&CURRENCIES);
        let (currency, _, _) = money;
        let mrr = self.amount(money, 5_000);
        let from = self.closing();
        let partners = 1 + self.random.below(3);
        let active = (self.as_of - Days::new(self.random.below(90))).max(from);
        let to = match self.random.below(5) {
            0 => format!(
                r#","to":"{}""#,
                from + Days::new(60 + self.random.below(600))
            ),
            _ => String::new(),
        };
        format!(
            r#""client":"{client}","mrr":"{mrr}","currency":"{currency}","from":"{from}","partners":{partners},"last_activity_on":"{active}"{to}"#
        )
    }

    fn deal(&mut self, number: u32) -> String {
        let client = self.client_id();
        let money = self.random.pick(&CURRENCIES);
        let (currency, _, _) = money;
        let amount = self.amount(money, 24_000);
        let close = self.closing();
        let created = close - Days::new(self.random.below(120));
        let registered = created + Days::new(self.random.below(3));
        let deal_type = self.random.pick(&DEAL_TYPES);
        let stage = self.random.pick(&STAGES);
        format!(
            r#""id":"d{number}","name":"Deal {number}","client":"{client}","deal_type":"{deal_type}","amount":"{amount}","currency":"{currency}","created_on":"{created}","registered_on":"{registered}","created_by":"partner","vendor_stage":"{stage}","close_on":"{close}""#
        )
    }

    /// Months back from the last one that is over.
    fn month(&mut self, back: u32) -> String {
        let month = (self.as_of - Months::new(back + 1)).format("%Y-%m");
        let opening = 4_000_000 + self.random.below(500_000);
        let cancelled = self.random.below(60_000);
        let downgraded = self.random.below(20_000);
        format!(
            r#""month":"{month}","opening_mrr":"{opening}","cancelled_mrr":"{cancelled}","downgraded_mrr":"{downgraded}","currency":"USD""#
        )
    }

    /// A quarter's statement, a line for each of up to twenty clients.
    fn statement(&mut self, number: u32) -> String {
        let (year, quarter) = (2022 + number / 4, 1 + number % 4);
        let lines = list(self.size.clients.min(20), |_| {
            let client = self.client_id();
            let amount = self.amount(("USD", 1, 2), 900);
            format!(r#""client":"{client}","rate":"0.20","amount":"{amount}""#)
        });
        let amount = self.amount(("USD", 1, 2), 18_000);
        format!(
            r#""id":"k{number}","period":"{year}-Q{quarter}","amount":"{amount}","currency":"USD","status":"paid","lines":[{lines}]"#
        )
    }

    fn client_id(&mut self) -> String {
        format!("c{}", self.random.below(self.size.clients.max(1).into()))
    }

    /// A day in the months before the book's own, that one included.
    fn closing(&mut self) -> NaiveDate {
        let days = u64::from(MONTHS) * 365 / 12;
        self.as_of - Days::new(self.random.below(days))
    }

    /// 20 to so many dollars' worth, with the currency's places.
    fn amount(&mut self, (_, per_dollar, places): Money, dollars: u64) -> String {
        let whole = (20 + self.random.below(dollars)) * per_dollar;
        match places {
            0 => whole.to_string(),
            _ => format!("{whole}.{:02}", self.random.below(100)),
        }
    }
}

/// SplitMix64: a few lines, the same numbers everywhere.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    fn pick<T: Copy, const N: usize>(&mut self, from: &[T; N]) -> T {
        let index = usize::try_from(self.below(N as u64)).unwrap_or_default();
        *from.get(index).unwrap_or(&from[0])
    }
}
