//! Random books for property tests: odd, but valid by partner-data.md.
//!
//! Problem: a law such as `opening + new - lost = closing` must hold for every book, and the books that break it are
//! those that nobody thinks of: a sale closed on a leap day, a currency without a unit, a section that is not there.
//!
//! Idea: a book is drawn from a seed and a size, with no strategy of a test framework, so that any test, bench or
//! script can make the very same one. Days lie thick around the rules' turning points, month ends and leap days; every
//! optional field is now and then absent, `null` or ""; decimals are text or JSON numbers, written digit by digit and
//! never through a float. What a book holds is always usable: ids are unique, references lead somewhere, no
//! record needs to be left out. (A currency without a unit is usable data that gives no points.)
//!
//! Example: `random_book(7, 20)` is always the same book, of about 20 clients and twice as many sales. With proptest:
//! `|(seed in any::<u64>(), size in 0usize..40)|`, which shrinks both.

#![allow(
    dead_code,
    unreachable_pub,
    reason = "each test file uses the part that it needs"
)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a generator of test data fails loudly; it never runs in the product"
)]

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::{Map, Number, Value, json};
use std::str::FromStr;

/// Currency, and the places of its amounts. The first nine have a unit in every version of the rules, the rest have none.
const CURRENCIES: [(&str, u64); 12] = [
    ("USD", 2),
    ("EUR", 2),
    ("GBP", 2),
    ("JPY", 0),
    ("COP", 0),
    ("AUD", 2),
    ("SGD", 2),
    ("ZAR", 2),
    ("CAD", 4),
    ("CHF", 2),
    ("SEK", 2),
    ("KWD", 3),
];

/// Standard and growth markets; Antarctica is on no list.
const COUNTRIES: [&str; 16] = [
    "US", "GB", "DE", "FR", "JP", "ZA", "AU", "CA", "IN", "MX", "CO", "SG", "KR", "PH", "CH", "AQ",
];

const LINES: [&str; 4] = ["Marketing Hub", "Sales Hub", "Service Hub", "Content Hub"];
const NAMES: [&str; 5] = [
    "Ines Duarte",
    "Émile \"Milo\" Ørsted",
    "林 さくら",
    "O'Neill, Ann; Ltd",
    "<b>Bo</b> & Co",
];
const DEAL_TYPES: [&str; 2] = ["partner_sourced", "partner_assisted"];
const TIERS: [&str; 4] = ["gold", "platinum", "diamond", "elite"];

/// Days on which something turns: rules versions, the day before, leap days, month ends, checkpoints, re-evaluations.
const TURNS: [&str; 20] = [
    "2022-07-17",
    "2022-07-18",
    "2023-01-31",
    "2023-02-28",
    "2023-03-31",
    "2023-04-01",
    "2024-01-15",
    "2024-02-26",
    "2024-02-27",
    "2024-02-28",
    "2024-02-29",
    "2024-03-01",
    "2024-08-31",
    "2024-12-31",
    "2025-02-25",
    "2025-02-28",
    "2025-07-14",
    "2025-07-15",
    "2026-01-14",
    "2026-01-15",
];

/// A valid book of about `size` clients; the same for the same seed and size.
pub fn random_book(seed: u64, size: usize) -> Value {
    let mut random = Random(seed ^ 0x7469_6572_7769_7365);
    let as_of = random.as_of();
    let mut draw = Draw {
        random,
        as_of,
        clients: Vec::new(),
    };
    let mut book = Map::new();
    book.insert("format".to_owned(), json!("tierwise/1"));
    book.insert("as_of".to_owned(), json!(as_of.to_string()));
    let clients = draw.list(size, Draw::client);
    // Without the section there is nobody whom a record could name.
    if draw.random.chance(950) {
        draw.clients = clients
            .iter()
            .map(|client| client["id"].as_str().unwrap().to_owned())
            .collect();
        book.insert("clients".to_owned(), Value::Array(clients));
    }
    let known = if draw.clients.is_empty() { 0 } else { size };
    draw.section(&mut book, "partner", Draw::partner);
    draw.section(&mut book, "sales", |draw| {
        Value::Array(draw.list(known * 2, Draw::sale))
    });
    draw.section(&mut book, "managed", |draw| {
        Value::Array(draw.list(known, Draw::managed))
    });
    draw.section(&mut book, "deals", |draw| {
        Value::Array(draw.list(size, Draw::deal))
    });
    draw.section(&mut book, "renewals", |draw| {
        Value::Array(draw.list(known / 2, Draw::renewal))
    });
    draw.section(&mut book, "commissions", |draw| {
        Value::Array(draw.list(size.min(12), Draw::commission))
    });
    draw.section(&mut book, "retention", Draw::retention);
    draw.section(&mut book, "team", |draw| {
        Value::Array(draw.list(3, Draw::member))
    });
    draw.section(&mut book, "reported", Draw::reported);
    if draw.random.chance(250) {
        let rules = draw.program_rules();
        book.insert("program_rules".to_owned(), rules);
    }
    Value::Object(book)
}

/// What the records of one book are drawn with.
struct Draw {
    random: Random,
    as_of: NaiveDate,
    /// The ids that a record may name.
    clients: Vec<String>,
}

impl Draw {
    /// A section is there, not there, or there and empty of meaning.
    fn section(
        &mut self,
        book: &mut Map<String, Value>,
        name: &str,
        make: impl FnOnce(&mut Self) -> Value,
    ) {
        // Drawn in any case, so that one section less leaves the others as they were.
        let value = make(self);
        let value = match self.random.below(20) {
            0..17 => value,
            17 => Value::Null,
            _ => return,
        };
        book.insert(name.to_owned(), value);
    }

    fn list(&mut self, size: usize, mut make: impl FnMut(&mut Self, usize) -> Value) -> Vec<Value> {
        let more = self.random.index(size / 4 + 1);
        (1..=size + more).map(|number| make(self, number)).collect()
    }

    fn client(&mut self, number: usize) -> Value {
        let name = format!("{} {number}", self.random.pick(&NAMES));
        let mut record = Map::new();
        record.insert("id".to_owned(), json!(format!("c-{number:03}")));
        self.maybe(&mut record, "name", |_| json!(name));
        self.maybe(&mut record, "domain", |_| {
            json!(format!("client-{number}.example"))
        });
        self.maybe(&mut record, "country", |draw| {
            json!(draw.random.pick(&COUNTRIES))
        });
        if self.random.chance(350) {
            self.maybe(&mut record, "market", |draw| {
                json!(draw.random.pick(&["standard", "growth"]))
            });
        }
        if self.random.chance(250) {
            self.maybe(&mut record, "market_multiplier", |draw| {
                let multiplier = draw
                    .random
                    .pick(&["2.0000", "1.0000", "1", "1.5", "0.5", "0", "3"]);
                draw.written(multiplier.to_owned())
            });
        }
        self.maybe(&mut record, "currency", |draw| json!(draw.currency().0));
        self.maybe(&mut record, "products", Self::products);
        self.maybe(&mut record, "record_url", |_| {
            json!(format!("https://crm.example/record/{number}"))
        });
        self.maybe(&mut record, "usage_score", |draw| {
            let score = draw.random.pick(&["0", "12", "50.5", "99", "100"]);
            draw.written(score.to_owned())
        });
        self.maybe(&mut record, "owner", |draw| json!(draw.random.pick(&NAMES)));
        Value::Object(record)
    }

    fn sale(&mut self, number: usize) -> Value {
        let (currency, places) = self.currency();
        let closed = self.day(-1500, 200);
        let mut record = Map::new();
        record.insert("id".to_owned(), json!(format!("s-{number:04}")));
        record.insert("client".to_owned(), self.known_client());
        self.maybe(&mut record, "product_line", |draw| {
            json!(draw.random.pick(&LINES))
        });
        self.maybe(&mut record, "deal", |draw| {
            json!(format!("d-{:03}", 1 + draw.random.below(30)))
        });
        record.insert("deal_type".to_owned(), json!(self.random.pick(&DEAL_TYPES)));
        self.maybe(&mut record, "kind", |draw| {
            json!(
                draw.random
                    .pick(&["new", "cross_sell", "upsell", "adjustment"])
            )
        });
        record.insert("mrr".to_owned(), self.amount(places, 60));
        record.insert("currency".to_owned(), json!(currency));
        record.insert("closed_on".to_owned(), json!(closed.to_string()));
        // Missing, the day of the sale itself, or long before it: either side of 2024-02-27.
        self.maybe(&mut record, "line_first_sold_on", |draw| {
            let before = draw.random.below(1200);
            let first = if draw.random.chance(500) {
                closed
            } else {
                closed - Days::new(before)
            };
            json!(first.to_string())
        });
        if self.random.chance(300) {
            // From the day of the sale on: one that never had an active day is possible too.
            let lasted = if self.random.chance(80) {
                0
            } else {
                self.random.below(500)
            };
            self.maybe(&mut record, "ended_on", |_| {
                json!((closed + Days::new(lasted)).to_string())
            });
        }
        Value::Object(record)
    }

    fn managed(&mut self, _: usize) -> Value {
        let (currency, places) = self.currency();
        let from = self.day(-1500, 60);
        let to = from + Days::new(self.random.below(900));
        let mut record = Map::new();
        record.insert("client".to_owned(), self.known_client());
        record.insert("mrr".to_owned(), self.amount(places, 0));
        record.insert("currency".to_owned(), json!(currency));
        record.insert("from".to_owned(), json!(from.to_string()));
        if self.random.chance(400) {
            self.maybe(&mut record, "to", |_| json!(to.to_string()));
        }
        self.maybe(&mut record, "partners", |draw| {
            json!(1 + draw.random.below(4))
        });
        self.maybe(&mut record, "last_activity_on", |draw| {
            let last = match draw.random.below(4) {
                // 60 days ago is the last active day.
                0 => draw.as_of - Days::new(58 + draw.random.below(5)),
                1 => draw.as_of - Days::new(draw.random.below(58)),
                _ => from + Days::new(draw.random.below(700)),
            };
            json!(last.max(from).to_string())
        });
        Value::Object(record)
    }

    fn deal(&mut self, number: usize) -> Value {
        let (currency, places) = self.currency();
        let created = self.day(-900, 0);
        let close = created + Days::new(self.random.below(200));
        let mut record = Map::new();
        record.insert("id".to_owned(), json!(format!("d-{number:03}")));
        self.maybe(&mut record, "name", |draw| {
            json!(format!("{}, deal {number}", draw.random.pick(&LINES)))
        });
        if !self.clients.is_empty() && self.random.chance(600) {
            record.insert("client".to_owned(), self.known_client());
        } else {
            self.maybe(&mut record, "client_name", |draw| {
                json!(draw.random.pick(&NAMES))
            });
        }
        record.insert("deal_type".to_owned(), json!(self.random.pick(&DEAL_TYPES)));
        self.maybe(&mut record, "amount", |draw| draw.amount(places, 0));
        self.maybe(&mut record, "mrr", |draw| draw.amount(places, 0));
        record.insert("currency".to_owned(), json!(currency));
        self.maybe(&mut record, "created_on", |_| json!(created.to_string()));
        self.maybe(&mut record, "registered_on", |draw| {
            json!((created + Days::new(draw.random.below(5))).to_string())
        });
        self.maybe(&mut record, "created_by", |draw| {
            json!(draw.random.pick(&["partner", "vendor"]))
        });
        self.maybe(&mut record, "partner_stage", |draw| {
            json!(draw.random.pick(&["Contract sent", "Négociation"]))
        });
        record.insert(
            "vendor_stage".to_owned(),
            json!(self.random.pick(&["open", "closed_won", "closed_lost"])),
        );
        self.maybe(&mut record, "close_on", |_| json!(close.to_string()));
        self.maybe(&mut record, "probability", |draw| {
            let probability = draw.random.pick(&["0", "0.2", "0.45", "0.90", "1", "1.0"]);
            draw.written(probability.to_owned())
        });
        Value::Object(record)
    }

    fn renewal(&mut self, _: usize) -> Value {
        let (currency, places) = self.currency();
        let mut record = Map::new();
        record.insert("client".to_owned(), self.known_client());
        self.maybe(&mut record, "products", Self::products);
        record.insert(
            "renews_on".to_owned(),
            json!(self.day(-30, 380).to_string()),
        );
        self.maybe(&mut record, "mrr", |draw| draw.amount(places, 0));
        record.insert("currency".to_owned(), json!(currency));
        self.maybe(&mut record, "mrr_change", |draw| draw.amount(places, 400));
        self.maybe(&mut record, "last_active_employee", |draw| {
            json!(draw.random.pick(&NAMES))
        });
        self.maybe(&mut record, "renewal_manager", |draw| {
            json!(draw.random.pick(&NAMES))
        });
        Value::Object(record)
    }

    /// The statement's amount is the sum of its lines, in cents.
    fn commission(&mut self, number: usize) -> Value {
        let quarters = u32::try_from(number).unwrap() * 3;
        let day = self.as_of - Months::new(quarters.saturating_sub(3));
        let period = format!("{}-Q{}", day.year(), day.month0() / 3 + 1);
        let mut total = 0;
        let count = self.random.below(5);
        let mut lines = Vec::new();
        for _ in 0..count {
            let cents = self.random.below(90_000);
            total += cents;
            let mut line = Map::new();
            if !self.clients.is_empty() {
                let client = self.known_client();
                self.maybe(&mut line, "client", |_| client);
            }
            self.maybe(&mut line, "deal", |draw| {
                json!(format!("d-{:03}", 1 + draw.random.below(30)))
            });
            self.maybe(&mut line, "net_revenue", |draw| {
                draw.written(point(cents * 5, 2))
            });
            self.maybe(&mut line, "rate", |draw| draw.written("0.20".to_owned()));
            line.insert("amount".to_owned(), self.written(point(cents, 2)));
            lines.push(Value::Object(line));
        }
        let due = self.day(-700, 120);
        let mut record = Map::new();
        record.insert("id".to_owned(), json!(format!("st-{number:02}")));
        record.insert("period".to_owned(), json!(period));
        self.maybe(&mut record, "due_on", |_| json!(due.to_string()));
        let status = self
            .random
            .pick(&["estimated", "pending", "paid", "withheld"]);
        if status == "paid" {
            let paid = due + Days::new(self.random.below(9));
            self.maybe(&mut record, "paid_on", |_| json!(paid.to_string()));
        }
        record.insert("amount".to_owned(), self.written(point(total, 2)));
        record.insert("currency".to_owned(), json!(self.currency().0));
        record.insert("status".to_owned(), json!(status));
        if count > 0 {
            self.maybe(&mut record, "lines", |_| Value::Array(lines));
        }
        Value::Object(record)
    }

    /// Consecutive months up to around `as_of`, some left out, some that begin with nothing.
    fn retention(&mut self) -> Value {
        let currency = self.currency();
        let count = u32::try_from(self.random.below(31)).unwrap();
        let last = self.as_of + Months::new(u32::try_from(self.random.below(2)).unwrap());
        let mut months = Vec::new();
        for back in (0..count).rev() {
            if self.random.chance(60) {
                continue;
            }
            let month = last.with_day(1).unwrap() - Months::new(back);
            let opening = match self.random.below(10) {
                0 => 0,
                _ => 1 + self.random.below(9_000_000),
            };
            // Mostly little, sometimes all of it.
            let cancelled = match self.random.below(12) {
                0..6 => 0,
                11 => opening,
                _ => self.random.below(opening / 12 + 1),
            };
            let downgraded = self.random.below((opening - cancelled) / 20 + 1);
            let mut record = Map::new();
            record.insert("month".to_owned(), json!(month.format("%Y-%m").to_string()));
            record.insert(
                "opening_mrr".to_owned(),
                self.written(point(opening, currency.1)),
            );
            record.insert(
                "cancelled_mrr".to_owned(),
                self.written(point(cancelled, currency.1)),
            );
            record.insert(
                "downgraded_mrr".to_owned(),
                self.written(point(downgraded, currency.1)),
            );
            self.maybe(&mut record, "currency", |_| json!(currency.0));
            months.push(Value::Object(record));
        }
        Value::Array(months)
    }

    fn member(&mut self, _: usize) -> Value {
        let mut record = Map::new();
        let roles = [
            "partner_development_manager",
            "growth_specialist",
            "customer_success",
            "Something else",
        ];
        self.maybe(&mut record, "role", |draw| json!(draw.random.pick(&roles)));
        record.insert("name".to_owned(), json!(self.random.pick(&NAMES)));
        self.maybe(&mut record, "email", |_| json!("someone@vendor.example"));
        self.maybe(&mut record, "about", |_| json!("Helps.\nOn two lines."));
        self.maybe(&mut record, "photo_url", |_| {
            json!("https://vendor.example/photo.png")
        });
        Value::Object(record)
    }

    fn partner(&mut self) -> Value {
        let mut record = Map::new();
        self.maybe(&mut record, "name", |draw| json!(draw.random.pick(&NAMES)));
        self.maybe(&mut record, "hub_id", |_| json!("99000001"));
        self.maybe(&mut record, "level", |draw| {
            json!(draw.random.pick(&["partner", "partner", "provider"]))
        });
        self.maybe(&mut record, "credited_tier", Self::credited_tier);
        // None, expired yesterday, valid to the end of today, valid for long.
        self.maybe(&mut record, "certification", |draw| {
            let until = match draw.random.below(6) {
                0 => draw.as_of - Days::new(1),
                1 => draw.as_of,
                2 => draw.as_of - Days::new(200),
                _ => draw.as_of + Days::new(draw.random.below(400)),
            };
            let mut certification = Map::new();
            draw.maybe(&mut certification, "name", |_| {
                json!("Solutions Partner Certification")
            });
            certification.insert("valid_until".to_owned(), json!(until.to_string()));
            Value::Object(certification)
        });
        self.maybe(&mut record, "certifications", |draw| {
            json!(draw.random.below(150))
        });
        self.maybe(&mut record, "median_tool_usage", |draw| {
            draw.written("3.6".to_owned())
        });
        self.maybe(&mut record, "payout_currency", |draw| {
            json!(draw.currency().0)
        });
        Value::Object(record)
    }

    fn credited_tier(&mut self) -> Value {
        let mut record = Map::new();
        self.maybe(&mut record, "tier", |draw| json!(draw.random.pick(&TIERS)));
        self.maybe(&mut record, "since", |draw| {
            json!(draw.day(-1200, 0).to_string())
        });
        Value::Object(record)
    }

    fn reported(&mut self) -> Value {
        let mut record = Map::new();
        self.maybe(&mut record, "credited_tier", Self::credited_tier);
        for field in [
            "total_points",
            "sold_points",
            "managed_points",
            "sourced_amount_12m",
            "sourced_mrr_12m",
        ] {
            self.maybe(&mut record, field, |draw| draw.amount(2, 0));
        }
        self.maybe(&mut record, "csr_12m", |draw| {
            let rate = point(draw.random.below(10_001), 4);
            draw.written(rate)
        });
        let mut rows = Vec::new();
        for client in self.clients.clone() {
            if self.random.chance(500) {
                let mut row = Map::new();
                row.insert("client".to_owned(), json!(client));
                self.maybe(&mut row, "sold_points", |draw| draw.amount(2, 0));
                self.maybe(&mut row, "managed_points", |draw| draw.amount(2, 0));
                rows.push(Value::Object(row));
            }
        }
        self.maybe(&mut record, "clients", |_| Value::Array(rows));
        let mut history = Vec::new();
        for client in self.clients.clone() {
            for _ in 0..self.random.below(4) {
                let mut row = Map::new();
                row.insert("client".to_owned(), json!(client));
                row.insert("on".to_owned(), json!(self.day(-900, 0).to_string()));
                for track in ["sold_points", "managed_points", "total_points"] {
                    self.maybe(&mut row, track, |draw| draw.amount(2, 0));
                }
                history.push(Value::Object(row));
            }
        }
        self.maybe(&mut record, "history", |_| Value::Array(history));
        Value::Object(record)
    }

    /// Thresholds for some tiers, each with some of its parts; higher tiers need more.
    fn program_rules(&mut self) -> Value {
        let mut thresholds = Map::new();
        for (step, tier) in (1..).zip(TIERS) {
            if self.random.chance(700) {
                let mut threshold = Map::new();
                for (part, share) in [
                    ("total", 80),
                    ("sold", 30),
                    ("sourced", 25),
                    ("managed", 20),
                ] {
                    self.maybe(&mut threshold, part, |draw| {
                        draw.written(point(step * step * share * 10 + 5, 1))
                    });
                }
                thresholds.insert(tier.to_owned(), Value::Object(threshold));
            }
        }
        let mut rules = Map::new();
        self.maybe(&mut rules, "thresholds", |_| Value::Object(thresholds));
        Value::Object(rules)
    }

    /// An optional field: mostly given, else absent, `null` or "".
    fn maybe(
        &mut self,
        record: &mut Map<String, Value>,
        field: &str,
        make: impl FnOnce(&mut Self) -> Value,
    ) {
        let value = make(self);
        let value = match self.random.below(20) {
            0 | 1 => return,
            2 => Value::Null,
            3 => json!(""),
            _ => value,
        };
        record.insert(field.to_owned(), value);
    }

    fn products(&mut self) -> Value {
        let count = self.random.index(LINES.len() + 1);
        json!(LINES[..count])
    }

    fn known_client(&mut self) -> Value {
        json!(self.clients[self.random.index(self.clients.len())])
    }

    /// A currency and the places of its amounts: mostly one with a unit.
    fn currency(&mut self) -> (&'static str, u64) {
        let reach = if self.random.chance(950) {
            9
        } else {
            CURRENCIES.len()
        };
        CURRENCIES[self.random.index(reach)]
    }

    /// A day on which something turns, or one so many days from `as_of`.
    fn day(&mut self, from: i64, to: i64) -> NaiveDate {
        if self.random.chance(250) {
            return day(self.random.pick(&TURNS));
        }
        let span = u64::try_from(to - from + 1).unwrap();
        let start = self.as_of - Days::new(from.unsigned_abs());
        let drawn = start + Days::new(self.random.below(span));
        // Month ends are where calendar months clamp.
        if self.random.chance(100) {
            end_of_month(drawn)
        } else {
            drawn
        }
    }

    /// An amount of money from nothing to six digits before the point; negative so many times in a thousand.
    fn amount(&mut self, places: u64, negative: u64) -> Value {
        let digits = 10_u64.pow(u32::try_from(self.random.below(7)).unwrap());
        let amount = point(
            self.random.below(10 * digits + 1) * 10_u64.pow(u32::try_from(places / 2).unwrap()),
            places,
        );
        let sign = if amount
            .chars()
            .any(|digit| digit.is_ascii_digit() && digit != '0')
            && self.random.chance(negative)
        {
            "-"
        } else {
            ""
        };
        self.written(format!("{sign}{amount}"))
    }

    /// A decimal as text, or now and then as a JSON number of the same digits.
    fn written(&mut self, decimal: String) -> Value {
        if self.random.chance(250) {
            Value::Number(Number::from_str(&decimal).expect("the digits of a number"))
        } else {
            Value::String(decimal)
        }
    }
}

/// `number` with the point so many places from its end.
fn point(number: u64, places: u64) -> String {
    if places == 0 {
        return number.to_string();
    }
    let unit = 10_u64.pow(u32::try_from(places).unwrap());
    let width = usize::try_from(places).unwrap();
    format!("{}.{:0width$}", number / unit, number % unit)
}

fn day(text: &str) -> NaiveDate {
    NaiveDate::from_str(text).expect("a date")
}

fn end_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap() + Months::new(1) - Days::new(1)
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

    fn index(&mut self, length: usize) -> usize {
        usize::try_from(self.below(u64::try_from(length).unwrap())).unwrap()
    }

    /// True so many times in a thousand.
    fn chance(&mut self, in_a_thousand: u64) -> bool {
        self.below(1000) < in_a_thousand
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.index(from.len())]
    }

    /// 2022-08-01 to 2026-10-31; one in four on a day on which something turns.
    fn as_of(&mut self) -> NaiveDate {
        let turns = &TURNS[2..];
        if self.chance(250) {
            return day(self.pick(turns));
        }
        let drawn = day("2022-08-01") + Days::new(self.below(1553));
        if self.chance(100) {
            end_of_month(drawn)
        } else {
            drawn
        }
    }
}
