//! The sample book: what the page opens on, and what every test may lean on.
//!
//! Problem: a dashboard cannot be judged, tested or shown without a book, and a real one is nobody's to publish.
//!
//! Idea: an invented agency, Northbeam Digital, with 60 invented clients. Who they are, when they came and left and what
//! is odd about them stands in the table [`CLIENTS`]; what they bought, day by day, is drawn from a small seeded
//! generator, so the same bytes come out everywhere and always. A client's history is drawn from its own stream of
//! numbers: changing one client leaves the others as they were. Retention, commissions, renewals, deals and the vendor's
//! `reported` figures are then *derived* from those histories, so that the sections agree with each other.
//!
//! Example: `sample_json()` is `public/data/sample.json`, byte for byte (`tests/sample.rs` holds it to that;
//! `TIERWISE_WRITE=1` writes it).
//!
//! What the book shows on its day, 2025-02-25, under the rules of 2024-02-27: a partner that performs at Platinum with
//! its managed points just above the minimum of 200. Three of its clients have had no activity since early January:
//! unless somebody works for them their managed points lapse in the first days of March, and Platinum with them.
//!
//! The corners that it holds on purpose: sales that expired today, expire tomorrow and closed on 2024-02-27 and on the
//! leap day ([`EXTRAS`]); upsells of lines from before 2024-02-27; a market and multipliers that override the country;
//! managed spells that are shared, ended, handed over, lapsed, resumed, and one on its 60th quiet day; a cancellation in
//! the month that is not over yet; a stage that the partner and the vendor see differently; an overdue open deal.
//!
//! Where `reported` differs from the data on purpose, see [`reported`].

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
use rust_decimal::{Decimal, RoundingStrategy};
use std::collections::BTreeMap;
use std::str::FromStr;

/// The seed of everything drawn. Found by trying seeds until the figures told the story above.
pub const SEED: u64 = 1767;

/// The sample book as a JSON value.
pub fn sample() -> serde_json::Value {
    serde_json::from_str(&sample_json()).expect("the sample is JSON")
}

/// The sample book as the text of `public/data/sample.json`: two spaces of indent, one line per record that fits.
pub fn sample_json() -> String {
    sample_json_of(SEED)
}

/// The book of another seed: to search for one whose figures tell the story.
pub fn sample_json_of(seed: u64) -> String {
    let mut out = String::new();
    book(seed).print(0, 0, &mut out);
    out.push('\n');
    out
}

// ---------------------------------------------------------------------------------------------------------------------
// Who they are
// ---------------------------------------------------------------------------------------------------------------------

/// What a client spends.
#[derive(Clone, Copy)]
enum Size {
    Small,
    Medium,
    Large,
}
use Size::{Large, Medium, Small};

/// How the partner manages the client.
#[derive(Clone, Copy, PartialEq)]
enum Care {
    /// Not at all: sold points only.
    Sold,
    /// Alone, and lately active; until the client leaves, where it left.
    Active,
    /// As `Active`, together with others: so many partners in all.
    Shared(u32),
    /// Managed, but last worked for on this day.
    LastSeen(&'static str),
    /// Managed in the first spell alone, from this day on with another partner: two spells that touch.
    SharedFrom(&'static str),
    /// Lapsed once for want of activity, resumed on this day.
    Resumed(&'static str),
    /// Managed; the data does not say when it was last active.
    Unseen,
}
use Care::{Active, LastSeen, Resumed, Shared, SharedFrom, Sold, Unseen};

/// Name, domain without `.example`, country, first day, last day (or ""), size, care.
type Profile = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Size,
    Care,
);

/// The clients. Those from before 2022-09 came with their first products already bought.
#[rustfmt::skip]
const CLIENTS: [Profile; 60] = [
    ("Brightwater Logistics", "brightwater", "US", "2020-11-16", "", Large, LastSeen("2025-01-03")),
    ("Wexcombe Insurance", "wexcombe", "GB", "2021-03-08", "", Large, Active),
    ("Harrowgate Legal", "harrowgate-legal", "US", "2021-06-21", "2023-05-31", Medium, Active),
    ("Falkenrode Maschinenbau", "falkenrode", "DE", "2021-09-13", "", Large, Shared(2)),
    ("Monsoonleaf Tea", "monsoonleaf", "IN", "2021-11-02", "", Medium, Active),
    ("Kestrel Foods", "kestrelfoods", "GB", "2022-01-17", "", Medium, Active),
    ("Boreal Loom Textiles", "borealloom", "CA", "2022-03-29", "2024-03-14", Medium, Active),
    ("Maison Verdelune", "verdelune", "FR", "2022-05-09", "", Medium, SharedFrom("2024-04-01")),
    ("Cafés Serrabela", "serrabela", "BR", "2022-06-13", "", Small, Active),
    ("Corrigal Wines", "corrigal", "AU", "2022-07-18", "", Medium, Active),
    ("Copperline Brewing", "copperline", "US", "2022-09-05", "", Small, Sold),
    ("Ardent Clinics", "ardentclinics", "US", "2022-09-20", "", Large, Active),
    ("Larkfield Energy", "larkfield", "GB", "2022-10-04", "2023-11-30", Medium, Active),
    ("Kupferbach Solar", "kupferbach", "DE", "2022-10-27", "", Medium, Active),
    ("Andinova Salud", "andinova", "CO", "2022-11-10", "", Medium, LastSeen("2025-01-06")),
    ("Olivar de Sierravela", "sierravela", "ES", "2022-11-24", "", Small, Active),
    ("Straitsea Shipping", "straitsea", "SG", "2022-12-12", "", Medium, Shared(2)),
    ("Tallgrass Outfitters", "tallgrass", "US", "2023-01-09", "", Medium, Active),
    ("Hoshimori Seiki", "hoshimori", "JP", "2023-01-26", "", Medium, Active),
    ("Fernhollow Cycles", "fernhollow", "GB", "2023-02-07", "", Small, Resumed("2024-05-13")),
    ("Wattlemere Solar", "wattlemere", "AU", "2023-02-22", "2024-07-31", Medium, Active),
    ("Protearidge Wines", "protearidge", "ZA", "2023-03-06", "", Small, Active),
    ("Polderwind Energie", "polderwind", "NL", "2023-03-21", "", Medium, LastSeen("2024-10-18")),
    ("Quillstone Press", "quillstone", "US", "2023-04-03", "2023-12-29", Small, Sold),
    ("Atelier Brumeciel", "brumeciel", "FR", "2023-04-18", "", Small, Active),
    ("Cactusol Energía", "cactusol", "MX", "2023-05-04", "", Medium, Active),
    ("Duskmoor Distillery", "duskmoor", "GB", "2023-05-22", "2024-09-16", Medium, Active),
    ("Bluefen Robotics", "bluefen", "US", "2023-06-12", "", Large, Shared(3)),
    ("Laurentis Hôtels", "laurentis", "CA", "2023-06-29", "", Medium, Unseen),
    ("Merlimont Fintech", "merlimont", "SG", "2023-07-11", "", Small, Active),
    ("Sandpiper Dental Group", "sandpiper-dental", "US", "2023-07-27", "", Small, Sold),
    ("Nordhagen Optik", "nordhagen", "DE", "2023-08-15", "2024-11-22", Medium, Sold),
    ("Clínicas Montelar", "montelar", "ES", "2023-09-05", "", Medium, Active),
    ("Saffronbyte Software", "saffronbyte", "IN", "2023-09-19", "", Small, Sold),
    ("Café Altoluna", "altoluna", "CO", "2023-10-03", "", Small, Active),
    ("Southspit Marine", "southspit", "AU", "2023-10-24", "", Small, LastSeen("2024-12-27")),
    ("Cabinet Solvane", "solvane", "FR", "2023-11-07", "", Small, Active),
    ("Marlowe Freight", "marlowe", "US", "2023-11-21", "2025-02-11", Medium, Active),
    ("Tulpenkade Finance", "tulpenkade", "NL", "2023-12-05", "", Small, Sold),
    ("Mercado Xolotli", "xolotli", "MX", "2024-01-10", "", Small, Active),
    ("Kazehana Foods", "kazehana", "JP", "2024-01-23", "", Small, Sold),
    ("Tundrafield Gear", "tundrafield", "CA", "2024-02-06", "2024-12-18", Medium, Sold),
    ("Ambleton Tutors", "ambleton", "GB", "2024-02-19", "", Small, Sold),
    ("Rabenstolz Software", "rabenstolz", "DE", "2024-03-05", "", Medium, LastSeen("2025-01-02")),
    ("Patagua Minería", "patagua", "CL", "2024-03-19", "", Medium, Active),
    ("Lanternfish Games", "lanternfish", "US", "2024-04-04", "", Small, Sold),
    ("Jacandale Schools", "jacandale", "ZA", "2024-04-22", "", Small, Shared(2)),
    ("Oléane Cosmétiques", "oleane", "FR", "2024-05-14", "", Small, LastSeen("2024-12-09")),
    ("Orchidane Health", "orchidane", "SG", "2024-06-03", "", Small, Active),
    ("Pinebarrow Homes", "pinebarrow", "US", "2024-06-25", "", Medium, Active),
    ("Ipêverde Construções", "ipeverde", "BR", "2024-07-16", "", Small, Sold),
    ("Greywick Surveyors", "greywick", "GB", "2024-08-06", "", Small, Sold),
    ("Rutandes Turismo", "rutandes", "CO", "2024-08-27", "", Small, Shared(3)),
    ("Viajes Altamareas", "altamareas", "ES", "2024-09-12", "", Small, Active),
    ("Mizunara Design", "mizunara", "JP", "2024-10-01", "", Small, Sold),
    ("Ganjira Textiles", "ganjira", "IN", "2024-10-22", "", Small, LastSeen("2024-11-29")),
    ("Juniper & Slate Interiors", "juniperslate", "US", "2024-11-13", "", Small, Sold),
    ("Isla Kalinga Travel", "islakalinga", "PH", "2024-12-04", "", Small, Active),
    ("Ahrenfeld Logistik", "ahrenfeld", "DE", "2025-01-14", "", Small, Active),
    ("Saltbay Seafoods", "saltbay", "CA", "2025-02-03", "", Small, Sold),
];

/// What the data states about a client's market, beside its country: domain, market, multiplier.
/// A client that is not here has the market of its country, written down.
#[rustfmt::skip]
const MARKETS: [(&str, &str, &str); 8] = [
    ("monsoonleaf", "growth", "2.0000"),
    ("cactusol", "growth", "2.0000"),
    ("islakalinga", "growth", "2.0000"),
    ("straitsea", "growth", "1.0000"), // the multiplier wins over the market: billed through a parent in London
    ("merlimont", "standard", ""),     // the market wins over the country
    ("jacandale", "growth", ""),       // the same, the other way
    ("patagua", "", ""),               // neither given: the country decides
    ("copperline", "", ""),
];

/// Clients whose care the partner took over, and when: what lifted it to Platinum on the checkpoint of 2024-03-15.
const TAKEN_OVER: [(&str, &str); 2] = [("wexcombe", "2024-02-20"), ("kestrelfoods", "2024-03-04")];

/// Further sales, for their dates: domain, day, kind (an upsell is of the client's first line), list price in USD.
#[rustfmt::skip]
const EXTRAS: [(&str, &str, &str, &str); 6] = [
    ("wexcombe", "2024-02-25", "cross_sell", "60"), // expired today
    ("kestrelfoods", "2024-02-26", "cross_sell", "180"), // expires tomorrow, at the old rate
    ("tallgrass", "2024-02-27", "cross_sell", "300"), // the first day of the new rate
    ("ardentclinics", "2024-02-29", "cross_sell", "360"), // leap day: active until 2025-02-27
    ("brightwater", "2024-03-18", "upsell", "240"), // new points at the old line's rate
    ("ardentclinics", "2025-02-24", "upsell", "120"), // sold yesterday
];

const OWNERS: [&str; 5] = [
    "Ines Duarte",
    "Marc Olin",
    "Saoirse Whelan",
    "Tobias Renner",
    "Amara Okoye",
];
const RENEWAL_MANAGERS: [&str; 3] = ["Tom Hale", "Priya Nair", "Lucia Ferrand"];
const PROSPECTS: [(&str, &str); 8] = [
    ("Velloway Pharma", "USD"),
    ("Osterlund Yachts", "EUR"),
    ("Cedarquay Capital", "GBP"),
    ("Tamarillo Foods", "AUD"),
    ("Bahía Verdant Resorts", "USD"),
    ("Kirigane Tools", "JPY"),
    ("Stonemarten Security", "USD"),
    ("Hollow Pine Media", "CAD"),
];
const LINES: [&str; 6] = [
    "Marketing Hub",
    "Sales Hub",
    "Service Hub",
    "Content Hub",
    "Operations Hub",
    "Commerce Hub",
];

/// Currency, local amount worth 100 USD under the programme's rules of 2022-07 and 2024-02 (domain.md 2.2), what a
/// product that lists at 100 USD costs there, US cents for 100 of it at the bank, and the step that prices are rounded to.
#[rustfmt::skip]
const CURRENCIES: [(&str, &str, &str, i64, &str); 9] = [
    ("USD", "100", "100", 10_000, "0.01"),
    ("AUD", "105", "142", 6_600, "0.01"),
    ("COP", "300300", "390000", 25, "1000"),
    ("EUR", "75", "88", 10_800, "0.01"),
    ("GBP", "62.50", "80", 12_650, "0.01"),
    ("SGD", "140", "134", 7_450, "0.01"),
    ("JPY", "12000", "13800", 67, "100"),
    ("ZAR", "1545", "1790", 540, "0.01"),
    ("CAD", "130", "132", 7_350, "0.01"),
];

/// The growth countries among ours (domain.md 2.3).
const GROWTH: [&str; 7] = ["BR", "CL", "CO", "IN", "MX", "PH", "SG"];

// ---------------------------------------------------------------------------------------------------------------------
// What happened
// ---------------------------------------------------------------------------------------------------------------------

struct Client {
    id: String,
    profile: Profile,
    /// The market and the multiplier as written, "" where not given.
    market: &'static str,
    multiplier: &'static str,
    currency: &'static str,
    since: NaiveDate,
    left: Option<NaiveDate>,
    lines: Vec<Line>,
    usage_score: Option<u64>,
    owner: Option<&'static str>,
}

/// A product line of a client.
struct Line {
    name: &'static str,
    first: NaiveDate,
    /// What it cost before the first sale of ours, in the client's currency.
    base: Decimal,
    sourced: bool,
    ended: Option<NaiveDate>,
    sales: Vec<Sale>,
}

struct Sale {
    id: String,
    deal: Option<String>,
    kind: &'static str,
    mrr: Decimal,
    closed: NaiveDate,
}

impl Line {
    fn mrr(&self) -> Decimal {
        self.base + self.sales.iter().map(|sale| sale.mrr).sum::<Decimal>()
    }
    fn last(&self) -> NaiveDate {
        self.sales
            .iter()
            .map(|sale| sale.closed)
            .max()
            .unwrap_or(self.first)
    }
    /// What the client pays for it at the beginning of a day.
    fn mrr_at(&self, day: NaiveDate) -> Decimal {
        if self.ended.is_some_and(|ended| ended < day) || self.first >= day {
            return Decimal::ZERO;
        }
        self.base
            + self
                .sales
                .iter()
                .filter(|sale| sale.closed < day)
                .map(|sale| sale.mrr)
                .sum::<Decimal>()
    }
    fn product(&self, currency: &str) -> String {
        let dollars = dollars(self.mrr(), currency);
        let edition = match dollars {
            _ if dollars < Decimal::from(100) => "Starter",
            _ if dollars < Decimal::from(1400) => "Professional",
            _ => "Enterprise",
        };
        format!("{} {edition}", self.name)
    }
}

impl Client {
    fn mrr_at(&self, day: NaiveDate) -> Decimal {
        self.lines.iter().map(|line| line.mrr_at(day)).sum()
    }
    fn multiplier(&self) -> Decimal {
        match (self.multiplier, self.market) {
            ("", "growth") => Decimal::TWO,
            ("", "standard") => Decimal::ONE,
            ("", _) if GROWTH.contains(&self.profile.2) => Decimal::TWO,
            ("", _) => Decimal::ONE,
            (given, _) => decimal(given),
        }
    }
    fn has_care(&self) -> bool {
        self.profile.6 != Sold
    }
}

/// The day for which the book is true.
fn as_of() -> NaiveDate {
    day("2025-02-25")
}

/// The clients with all that they bought, in the order of their ids.
fn clients(seed: u64) -> Vec<Client> {
    let mut clients: Vec<Client> = (1..)
        .zip(CLIENTS)
        .map(|(number, profile)| client(seed, number, profile))
        .collect();
    number_sales(&mut clients);
    clients
}

fn client(seed: u64, number: u64, profile: Profile) -> Client {
    let (_, domain, country, since, left, size, care) = profile;
    let mut random = Random::new(seed, number);
    let currency = match country {
        "US" => "USD",
        "GB" => "GBP",
        "DE" | "FR" | "ES" | "NL" => "EUR",
        "AU" => "AUD",
        "SG" => "SGD",
        "CA" => "CAD",
        "CO" => "COP",
        "ZA" => "ZAR",
        "JP" => "JPY",
        _ => "USD",
    };
    let by_country = if GROWTH.contains(&country) {
        "growth"
    } else {
        "standard"
    };
    let (market, multiplier) = MARKETS
        .iter()
        .find(|given| given.0 == domain)
        .map_or((by_country, ""), |given| (given.1, given.2));
    let mut client = Client {
        id: format!("c-{number:03}"),
        profile,
        market,
        multiplier,
        currency,
        since: day(since),
        left: (!left.is_empty()).then(|| day(left)),
        lines: Vec::new(),
        usage_score: None,
        owner: None,
    };
    buy(&mut client, size, &mut random);
    // What the vendor tells about a client that is not managed is little (domain.md 9.2).
    let score = 18 + random.below(76);
    if care != Sold || random.chance(300) {
        client.usage_score = client.left.is_none().then_some(score);
        client.owner = Some(random.pick(&OWNERS));
    }
    client
}

/// Draws a client's purchases from its first day to the book's.
fn buy(client: &mut Client, size: Size, random: &mut Random) {
    let currency = client.currency;
    let ours = day("2022-09-01");
    let until = client.left.unwrap_or(as_of());
    open_line(client, client.since, size, random);
    if client.since < ours {
        open_line(client, client.since, Medium, random);
        for line in &mut client.lines {
            line.base = line.sales.drain(..).map(|sale| sale.mrr).sum();
        }
    } else if random.chance(180) {
        open_line(client, client.since, Small, random);
    }
    let mut month = first_of_month(client.since.max(day("2022-08-01"))) + Months::new(1);
    while month < until {
        let day = month + Days::new(random.below(30));
        let roll = random.below(1000);
        month = month + Months::new(1);
        if day <= client.since || day >= until {
            continue;
        }
        match roll {
            0..32 => open_line(
                client,
                day,
                if random.chance(280) { size } else { Small },
                random,
            ),
            32..66 => grow_line(client, day, "upsell", 8 + random.below(28), random),
            66..78 => grow_line(client, day, "adjustment", 2 + random.below(8), random),
            _ => {}
        }
    }
    // Some let a further line go; who leaves lets all of them go.
    if let [_, .., line] = client.lines.as_mut_slice() {
        let earliest = line.last() + Months::new(3);
        let days = u64::try_from((until - earliest).num_days()).unwrap_or(0);
        if days > 1 && random.chance(230) {
            line.ended = Some(earliest + Days::new(random.below(days)));
        }
    }
    for (_, closed, kind, list) in EXTRAS.iter().filter(|extra| extra.0 == client.profile.1) {
        let closed = day(closed);
        let sale = Sale {
            id: String::new(),
            deal: None,
            kind,
            mrr: price(decimal(list), currency),
            closed,
        };
        if *kind == "upsell" {
            client.lines[0].sales.push(sale);
        } else {
            let fits = |name: &&&str| client.lines.iter().all(|line| line.name != **name);
            let name = LINES
                .iter()
                .rev()
                .find(fits)
                .expect("a line that the client does not have");
            client.lines.push(Line {
                name,
                first: closed,
                base: Decimal::ZERO,
                sourced: true,
                ended: None,
                sales: vec![sale],
            });
        }
    }
    for line in &mut client.lines {
        line.ended = line.ended.or(client.left);
    }
}

/// The client buys a product line that it does not have yet.
fn open_line(client: &mut Client, day: NaiveDate, size: Size, random: &mut Random) {
    let prices: &[&str] = match size {
        Small => &["20", "40", "45", "50", "60", "90", "100"],
        Medium => &["180", "225", "270", "360", "450", "500"],
        Large => &["720", "890", "1200", "1500"],
    };
    // Most begin with marketing or sales.
    let fits = |name: &&&str| client.lines.iter().all(|line| line.name != **name);
    let free: Vec<&'static str> = LINES.iter().filter(fits).copied().collect();
    let reach = if client.lines.is_empty() {
        2
    } else {
        free.len()
    };
    if free.len() <= 2 {
        return;
    }
    let name = free[random.index(reach)];
    let list = decimal(random.pick(prices)) * Decimal::new(random.pick(&[100, 100, 95, 90, 85]), 2);
    let kind = if client.lines.iter().all(|line| line.first == day) {
        "new"
    } else {
        "cross_sell"
    };
    let sale = Sale {
        id: String::new(),
        deal: None,
        kind,
        mrr: price(list, client.currency),
        closed: day,
    };
    let sourced = !random.chance(200);
    client.lines.push(Line {
        name,
        first: day,
        base: Decimal::ZERO,
        sourced,
        ended: None,
        sales: vec![sale],
    });
}

/// The client pays more for a line that it has: so many per cent.
fn grow_line(
    client: &mut Client,
    day: NaiveDate,
    kind: &'static str,
    percent: u64,
    random: &mut Random,
) {
    let index = random.index(client.lines.len());
    let line = &mut client.lines[index];
    let more = line.mrr() * Decimal::from(percent) / Decimal::ONE_HUNDRED;
    let mrr = round_to_step(more, client.currency);
    if mrr > Decimal::ZERO && line.first < day {
        line.sales.push(Sale {
            id: String::new(),
            deal: None,
            kind,
            mrr,
            closed: day,
        });
    }
}

/// Numbers the sales by day, as a CRM would have.
fn number_sales(clients: &mut [Client]) {
    let mut sales: Vec<(NaiveDate, &mut Sale)> = clients
        .iter_mut()
        .flat_map(|client| &mut client.lines)
        .flat_map(|line| &mut line.sales)
        .map(|sale| (sale.closed, sale))
        .collect();
    sales.sort_by_key(|(closed, _)| *closed);
    for (number, (_, sale)) in (1..).zip(sales) {
        sale.id = format!("s-{number:04}");
    }
}

/// All sales, by number, with their client and line.
fn sales(clients: &[Client]) -> Vec<(&Client, &Line, &Sale)> {
    let mut sales: Vec<(&Client, &Line, &Sale)> = clients
        .iter()
        .flat_map(|client| {
            client
                .lines
                .iter()
                .flat_map(move |line| line.sales.iter().map(move |sale| (client, line, sale)))
        })
        .collect();
    sales.sort_by(|a, b| a.2.id.cmp(&b.2.id));
    sales
}

/// One spell of managing a client.
struct Spell<'a> {
    client: &'a Client,
    mrr: Decimal,
    from: NaiveDate,
    to: Option<NaiveDate>,
    partners: u32,
    last_activity: Option<NaiveDate>,
}

/// The managed spells, by client and day. The MRR of a spell is what the client paid at its end.
fn spells(seed: u64, clients: &[Client]) -> Vec<Spell<'_>> {
    let mut spells = Vec::new();
    for client in clients.iter().filter(|client| client.has_care()) {
        let mut random = Random::new(seed, 1_000 + number_of(client));
        let from = client.since + Days::new(3 + random.below(35));
        let taken_over = TAKEN_OVER
            .iter()
            .find(|(domain, _)| *domain == client.profile.1);
        let from = taken_over.map_or(from, |(_, from)| day(from));
        let lately = client.left.unwrap_or(as_of()) - Days::new(1 + random.below(33));
        let mrr = |day: Option<NaiveDate>| {
            client.mrr_at(day.or(client.left).unwrap_or(as_of() + Days::new(1)))
        };
        let spell = |from, to: Option<NaiveDate>, partners, last_activity| Spell {
            client,
            mrr: mrr(to),
            from,
            to: to.or(client.left),
            partners,
            last_activity,
        };
        match client.profile.6 {
            Sold => {}
            Active => spells.push(spell(from, None, 1, Some(lately))),
            Unseen => spells.push(spell(from, None, 1, None)),
            Shared(partners) => spells.push(spell(from, None, partners, Some(lately))),
            LastSeen(last) => spells.push(spell(from, None, 1, Some(day(last)))),
            SharedFrom(second) => {
                let second = day(second);
                spells.push(spell(from, Some(second), 1, Some(second - Days::new(4))));
                spells.push(spell(second, None, 2, Some(lately)));
            }
            Resumed(second) => {
                let second = day(second);
                let lapsed = second - Days::new(131);
                spells.push(Spell {
                    mrr: client.mrr_at(lapsed),
                    ..spell(from, None, 1, Some(lapsed))
                });
                spells.push(spell(second, None, 1, Some(lately)));
            }
        }
    }
    spells
}

struct Deal {
    id: String,
    name: String,
    client: Option<String>,
    client_name: Option<String>,
    sourced: bool,
    amount: Decimal,
    mrr: Decimal,
    currency: &'static str,
    created: NaiveDate,
    registered: NaiveDate,
    by: &'static str,
    partner_stage: &'static str,
    vendor_stage: &'static str,
    close: NaiveDate,
    probability: &'static str,
}

const STAGES: [(&str, &str); 5] = [
    ("Appointment scheduled", "0.20"),
    ("Qualified to buy", "0.40"),
    ("Presentation scheduled", "0.60"),
    ("Decision maker bought in", "0.80"),
    ("Contract sent", "0.90"),
];

/// Where a sale stands: its client, line and place in the line.
type Place = (usize, usize, usize);

/// The shared deals: the newest larger sales, and what is open or lost. Tells the sales which deal they came from.
fn deals(seed: u64, clients: &mut [Client]) -> Vec<Deal> {
    let mut random = Random::new(seed, 2_000);
    let mut won: Vec<(Place, NaiveDate, Decimal)> = Vec::new();
    for (c, client) in clients.iter().enumerate() {
        for (l, line) in client.lines.iter().enumerate() {
            for (s, sale) in line.sales.iter().enumerate() {
                if sale.kind != "adjustment" {
                    won.push(((c, l, s), sale.closed, dollars(sale.mrr, client.currency)));
                }
            }
        }
    }
    won.sort_by_key(|(place, closed, _)| (std::cmp::Reverse(*closed), *place));
    let year = as_of() - Months::new(12);
    let lately = won
        .iter()
        .filter(|(_, closed, mrr)| *closed > year && *mrr >= Decimal::from(85))
        .take(24);
    let before = won
        .iter()
        .filter(|(_, closed, mrr)| *closed <= year && *mrr >= Decimal::from(250))
        .take(4);
    let mut deals: Vec<(Deal, Option<Place>)> = Vec::new();
    for &((c, l, s), close, _) in lately.chain(before) {
        let client = &clients[c];
        let line = &client.lines[l];
        let mrr = line.sales[s].mrr;
        let onboarding = match random.below(5) {
            0 | 1 => Decimal::ZERO,
            2 | 3 => price(Decimal::from(750), client.currency),
            _ => price(Decimal::from(1500), client.currency),
        };
        let created = close - Days::new(18 + random.below(70));
        let deal = Deal {
            id: String::new(),
            name: format!("{}: {}", client.profile.0, line.name),
            client: Some(client.id.clone()),
            client_name: None,
            sourced: line.sourced,
            amount: mrr * Decimal::from(12) + onboarding,
            mrr,
            currency: client.currency,
            created,
            registered: created + Days::new(random.below(4)),
            by: if line.sourced || random.chance(200) {
                "partner"
            } else {
                "vendor"
            },
            partner_stage: "Closed won",
            vendor_stage: "closed_won",
            close,
            probability: "1",
        };
        deals.push((deal, Some((c, l, s))));
    }
    let staying: Vec<&Client> = clients
        .iter()
        .filter(|client| client.left.is_none())
        .collect();
    for number in 0..16 {
        let open = number < 11;
        let prospect = number % 2 == 0;
        let (name, id, currency) = if prospect {
            let (name, currency) = PROSPECTS[number / 2];
            (name, None, currency) // no client yet: a name only
        } else {
            let client = random.pick(&staying);
            (client.profile.0, Some(client.id.clone()), client.currency)
        };
        let sourced = !random.chance(250);
        let mrr = price(
            decimal(random.pick(&["180", "270", "360", "450", "890", "1200"])),
            currency,
        );
        let (stage, probability) = random.pick(&STAGES);
        let (created, close) = if open {
            (
                as_of() - Days::new(4 + random.below(110)),
                as_of() + Days::new(6 + random.below(130)),
            )
        } else {
            let close = as_of() - Days::new(12 + random.below(420));
            (close - Days::new(25 + random.below(90)), close)
        };
        let deal = Deal {
            id: String::new(),
            name: format!("{name}: {}", random.pick(&LINES)),
            client_name: id.is_none().then(|| name.to_owned()),
            client: id,
            sourced,
            amount: mrr * Decimal::from(12),
            mrr,
            currency,
            created,
            registered: (created + Days::new(random.below(4))).min(as_of()),
            by: if sourced { "partner" } else { "vendor" },
            partner_stage: if open { stage } else { "Closed lost" },
            vendor_stage: if open { "open" } else { "closed_lost" },
            close,
            probability: if open { probability } else { "0" },
        };
        deals.push((deal, None));
    }
    // The stage does not travel between the two CRMs (domain.md 5), and a close date passes unnoticed.
    let mut open = deals
        .iter_mut()
        .map(|(deal, _)| deal)
        .filter(|deal| deal.vendor_stage == "open");
    if let (Some(ahead), Some(overdue)) = (open.next(), open.next()) {
        ahead.partner_stage = "Closed won";
        overdue.close = day("2025-02-14");
        overdue.created = day("2024-11-28");
        overdue.registered = day("2024-12-02");
    }
    deals.sort_by(|(a, _), (b, _)| (a.created, &a.name).cmp(&(b.created, &b.name)));
    for (number, (deal, sale)) in (1..).zip(&mut deals) {
        deal.id = format!("d-{number:03}");
        if let Some((c, l, s)) = *sale {
            clients[c].lines[l].sales[s].deal = Some(deal.id.clone());
        }
    }
    deals.into_iter().map(|(deal, _)| deal).collect()
}

// ---------------------------------------------------------------------------------------------------------------------
// The book
// ---------------------------------------------------------------------------------------------------------------------

fn book(seed: u64) -> Json {
    let mut clients = clients(seed);
    let deals = deals(seed, &mut clients);
    let clients = clients;
    let spells = spells(seed, &clients);
    let retention = retention(&clients);
    record([
        ("format", text("tierwise/1")),
        ("as_of", date(as_of())),
        ("partner", partner()),
        ("clients", list(clients.iter().map(client_record))),
        ("sales", list(sales(&clients).into_iter().map(sale_record))),
        ("managed", list(spells.iter().map(managed_record))),
        ("deals", list(deals.iter().map(deal_record))),
        ("renewals", renewals(seed, &clients)),
        ("commissions", commissions(&clients)),
        ("retention", list(retention.iter().map(retention_record))),
        ("team", team()),
        ("reported", reported(&clients, &spells, &deals, &retention)),
        // Empty, so that the thresholds of the rules file hold and show as not confirmed.
        ("program_rules", record([])),
    ])
}

fn partner() -> Json {
    record([
        ("name", text("Northbeam Digital")),
        ("hub_id", text("99000417")),
        ("level", text("partner")),
        (
            "credited_tier",
            record([("tier", text("platinum")), ("since", text("2024-03-15"))]),
        ),
        (
            "certification",
            record([
                ("name", text("Solutions Partner Certification")),
                ("valid_until", text("2025-09-30")),
            ]),
        ),
        ("certifications", Json::Bare("14".to_owned())),
        ("median_tool_usage", text("3.6")),
        ("payout_currency", text("USD")),
    ])
}

fn client_record(client: &Client) -> Json {
    let (name, domain, country, ..) = client.profile;
    let number = number_of(client);
    let live = client.lines.iter().filter(|line| line.ended.is_none());
    record([
        ("id", text(&client.id)),
        ("name", text(name)),
        ("domain", text(&format!("{domain}.example"))),
        ("country", text(country)),
        ("market", optional(client.market)),
        ("market_multiplier", optional(client.multiplier)),
        ("currency", text(client.currency)),
        (
            "products",
            list(live.map(|line| text(&line.product(client.currency)))),
        ),
        (
            "record_url",
            text(&format!(
                "https://crm.example/contacts/99000417/record/0-145/{}",
                7_120_300 + number * 37
            )),
        ),
        (
            "usage_score",
            client
                .usage_score
                .map_or(Json::Absent, |score| text(&score.to_string())),
        ),
        ("owner", client.owner.map_or(Json::Absent, text)),
    ])
}

fn sale_record((client, line, sale): (&Client, &Line, &Sale)) -> Json {
    // A line's first sale needs no second date; half of them have it all the same.
    let first = (line.first != sale.closed || sale.id.ends_with(['0', '2', '4', '6', '8']))
        .then_some(line.first);
    record([
        ("id", text(&sale.id)),
        ("client", text(&client.id)),
        ("product_line", text(line.name)),
        ("deal", sale.deal.as_deref().map_or(Json::Absent, text)),
        ("deal_type", text(deal_type(line.sourced))),
        ("kind", text(sale.kind)),
        ("mrr", money(sale.mrr, client.currency)),
        ("currency", text(client.currency)),
        ("closed_on", date(sale.closed)),
        ("line_first_sold_on", first.map_or(Json::Absent, date)),
        ("ended_on", line.ended.map_or(Json::Absent, date)),
    ])
}

fn managed_record(spell: &Spell<'_>) -> Json {
    record([
        ("client", text(&spell.client.id)),
        ("mrr", money(spell.mrr, spell.client.currency)),
        ("currency", text(spell.client.currency)),
        ("from", date(spell.from)),
        ("to", spell.to.map_or(Json::Absent, date)),
        (
            "partners",
            if spell.partners == 1 {
                Json::Absent
            } else {
                Json::Bare(spell.partners.to_string())
            },
        ),
        (
            "last_activity_on",
            spell.last_activity.map_or(Json::Absent, date),
        ),
    ])
}

fn deal_record(deal: &Deal) -> Json {
    record([
        ("id", text(&deal.id)),
        ("name", text(&deal.name)),
        ("client", deal.client.as_deref().map_or(Json::Absent, text)),
        (
            "client_name",
            deal.client_name.as_deref().map_or(Json::Absent, text),
        ),
        ("deal_type", text(deal_type(deal.sourced))),
        ("amount", money(deal.amount, deal.currency)),
        ("mrr", money(deal.mrr, deal.currency)),
        ("currency", text(deal.currency)),
        ("created_on", date(deal.created)),
        ("registered_on", date(deal.registered)),
        ("created_by", text(deal.by)),
        ("partner_stage", text(deal.partner_stage)),
        ("vendor_stage", text(deal.vendor_stage)),
        ("close_on", date(deal.close)),
        ("probability", text(deal.probability)),
    ])
}

/// Eighteen renewals of the next twelve months: yearly contracts renew on the day that the client came.
fn renewals(seed: u64, clients: &[Client]) -> Json {
    let mut random = Random::new(seed, 3_000);
    let mut staying: Vec<&Client> = clients
        .iter()
        .filter(|client| client.left.is_none() && client.has_care())
        .collect();
    while staying.len() > 18 {
        staying.remove(random.index(staying.len()));
    }
    let mut rows: Vec<(NaiveDate, Json)> = Vec::new();
    for (number, client) in staying.into_iter().enumerate() {
        let mut renews = client.since;
        while renews <= as_of() {
            renews = renews + Months::new(12);
        }
        let mrr = client.mrr_at(as_of() + Days::new(1));
        let percent = match number % 3 {
            0 => 0,
            1 => 4 + i64::try_from(random.below(16)).unwrap(),
            _ if number == 8 => -100,
            _ => -5 - i64::try_from(random.below(40)).unwrap(),
        };
        let change = round_to_step(mrr * Decimal::new(percent, 2), client.currency);
        let live = client.lines.iter().filter(|line| line.ended.is_none());
        let row = record([
            ("client", text(&client.id)),
            (
                "products",
                list(live.map(|line| text(&line.product(client.currency)))),
            ),
            ("renews_on", date(renews)),
            ("mrr", money(mrr, client.currency)),
            ("currency", text(client.currency)),
            ("mrr_change", money(change, client.currency)),
            (
                "last_active_employee",
                client.owner.map_or(Json::Absent, text),
            ),
            ("renewal_manager", text(random.pick(&RENEWAL_MANAGERS))),
        ]);
        rows.push((renews, row));
    }
    rows.sort_by_key(|(renews, _)| *renews);
    list(rows.into_iter().map(|(_, row)| row))
}

/// Ten quarterly statements: a fifth of what the clients of sourced sales paid in the quarter, in USD.
fn commissions(clients: &[Client]) -> Json {
    let mut statements = Vec::new();
    let mut start = day("2022-10-01");
    while start <= as_of() {
        let quarter = (start.month0() / 3) + 1;
        let period = format!("{}-Q{quarter}", start.year());
        let end = start + Months::new(3);
        let mut lines = Vec::new();
        let mut total = Decimal::ZERO;
        for client in clients {
            let mut paid = Decimal::ZERO;
            for line in client.lines.iter().filter(|line| line.sourced) {
                for sale in &line.sales {
                    let months = (1..=3).map(|month| start + Months::new(month));
                    let months = months.filter(|end| {
                        sale.closed < *end && line.ended.is_none_or(|ended| ended >= *end)
                    });
                    paid += sale.mrr * Decimal::from(months.count());
                }
            }
            // In twentieths of a dollar, so that a fifth of it is whole cents.
            let net = to_payout(paid, client.currency, quarter);
            if net.is_zero() {
                continue;
            }
            let amount = net / Decimal::from(5);
            total += amount;
            let sold = client
                .lines
                .iter()
                .filter(|line| line.sourced)
                .flat_map(|line| &line.sales);
            let deal = sold
                .filter(|sale| sale.closed < end)
                .filter_map(|sale| sale.deal.as_deref())
                .max();
            lines.push(record([
                ("client", text(&client.id)),
                ("deal", deal.map_or(Json::Absent, text)),
                ("net_revenue", money(net, "USD")),
                ("rate", text("0.20")),
                ("amount", money(amount, "USD")),
            ]));
        }
        let usual = end - Days::new(1) + Days::new(45);
        let (status, due, paid) = match period.as_str() {
            // Paperwork missing (domain.md 4, Forfeiture).
            "2023-Q2" => ("withheld", usual, None),
            // The payment run was put off by two weeks: the next amount that is due.
            "2024-Q4" => ("pending", day("2025-02-28"), None),
            "2025-Q1" => ("estimated", usual, None),
            _ => (
                "paid",
                usual,
                Some(usual + Days::new(u64::from(start.month0() % 4))),
            ),
        };
        statements.push(record([
            ("id", text(&format!("st-{}", period.to_lowercase()))),
            ("period", text(&period)),
            ("due_on", date(due)),
            ("paid_on", paid.map_or(Json::Absent, date)),
            ("amount", money(total, "USD")),
            ("currency", text("USD")),
            ("status", text(status)),
            ("lines", list(lines)),
        ]));
        start = end;
    }
    list(statements)
}

struct Month {
    first: NaiveDate,
    opening: Decimal,
    cancelled: Decimal,
    downgraded: Decimal,
}

/// 30 whole months, and February 2025 as far as it has come. In USD at the fixed units.
fn retention(clients: &[Client]) -> Vec<Month> {
    let mut months = Vec::new();
    let mut first = day("2022-08-01");
    while first <= as_of() {
        let end = first + Months::new(1);
        let within = |day: Option<NaiveDate>| day.is_some_and(|day| day >= first && day < end);
        let mut month = Month {
            first,
            opening: Decimal::ZERO,
            cancelled: Decimal::ZERO,
            downgraded: Decimal::ZERO,
        };
        for client in clients {
            let opening = dollars(client.mrr_at(first), client.currency);
            month.opening += opening;
            if within(client.left) {
                month.cancelled += opening;
                continue;
            }
            for line in client.lines.iter().filter(|line| within(line.ended)) {
                month.downgraded += dollars(line.mrr_at(first), client.currency);
            }
        }
        months.push(Month {
            first,
            opening: cents(month.opening),
            cancelled: cents(month.cancelled),
            downgraded: cents(month.downgraded),
        });
        first = end;
    }
    months
}

fn retention_record(month: &Month) -> Json {
    record([
        ("month", text(&month.first.format("%Y-%m").to_string())),
        ("opening_mrr", money(month.opening, "USD")),
        ("cancelled_mrr", money(month.cancelled, "USD")),
        ("downgraded_mrr", money(month.downgraded, "USD")),
        ("currency", text("USD")),
    ])
}

fn team() -> Json {
    let person = |role, name: &str, about| {
        let email = format!("{}@vendor.example", name.to_lowercase().replace(' ', "."));
        record([
            ("role", text(role)),
            ("name", text(name)),
            ("email", text(&email)),
            ("about", text(about)),
            ("photo_url", Json::Null),
        ])
    };
    list([
        person(
            "partner_development_manager",
            "Colette Ramsey",
            "Your first contact for planning, training, performance and growth. Meets you every second Tuesday.",
        ),
        person(
            "growth_specialist",
            "Dario Venn",
            "Works with you on shared deals day by day: joins calls, prepares quotes, brings in specialists.",
        ),
        person(
            "customer_success",
            "Priya Nair",
            "Helps your clients to get value out of what they bought, and warns you when their usage falls.",
        ),
        person(
            "contract_manager",
            "Tom Hale",
            "Prepares renewals with your clients. Write to him 45 days before a contract ends.",
        ),
        person(
            "partner_support_specialist",
            "Jonah Teague",
            "Answers questions about the partner portal, certifications and commission statements.",
        ),
    ])
}

/// The vendor's figures: by the definitions of the data contract, rounded to two decimals (C$R to four), but for two
/// differences put there on purpose, for the page to find:
///
/// 1. The vendor has not taken note yet that another partner shares Maison Verdelune: it counts its managed points
///    whole, in the client's row and so in `managed_points` and `total_points`.
/// 2. The vendor's `sourced_mrr_12m` lacks the sale of 2025-02-24, closed the day before.
fn reported(clients: &[Client], spells: &[Spell<'_>], deals: &[Deal], retention: &[Month]) -> Json {
    let figures = Figures::new(clients, spells, deals, retention);
    let shared = figures.managed.get("c-008").copied().unwrap_or_default();
    let yesterday: Decimal = sales(clients)
        .into_iter()
        .filter(|(_, line, sale)| line.sourced && sale.closed == day("2025-02-24"))
        .map(|(client, _, sale)| dollars(sale.mrr, client.currency))
        .sum();
    let managed = figures.managed.values().sum::<Decimal>() + shared;
    let sold = figures.sold.values().sum::<Decimal>();
    let rows = clients.iter().filter_map(|client| {
        let sold = figures
            .sold
            .get(client.id.as_str())
            .copied()
            .unwrap_or_default();
        let managed = figures
            .managed
            .get(client.id.as_str())
            .copied()
            .unwrap_or_default();
        let managed = if client.id == "c-008" {
            managed + shared
        } else {
            managed
        };
        (!sold.is_zero() || !managed.is_zero()).then(|| {
            record([
                ("client", text(&client.id)),
                ("sold_points", money(cents(sold), "USD")),
                ("managed_points", money(cents(managed), "USD")),
            ])
        })
    });
    record([
        (
            "credited_tier",
            record([("tier", text("platinum")), ("since", text("2024-03-15"))]),
        ),
        ("total_points", money(cents(sold + managed), "USD")),
        ("sold_points", money(cents(sold), "USD")),
        ("managed_points", money(cents(managed), "USD")),
        ("csr_12m", text(&rounded(figures.csr, 4).to_string())),
        (
            "sourced_amount_12m",
            money(cents(figures.sourced_amount), "USD"),
        ),
        (
            "sourced_mrr_12m",
            money(cents(figures.sourced_mrr - yesterday), "USD"),
        ),
        ("clients", list(rows)),
    ])
}

/// The figures of the book's day, by partner-data.md, "What the engine makes of it".
pub struct Figures {
    /// Sold points by client.
    pub sold: BTreeMap<String, Decimal>,
    /// Managed points by client.
    pub managed: BTreeMap<String, Decimal>,
    /// Sourced points.
    pub sourced: Decimal,
    /// The mean C$R of the 12 latest whole months.
    pub csr: Decimal,
    /// In USD.
    pub sourced_amount: Decimal,
    /// In USD.
    pub sourced_mrr: Decimal,
    /// Managed points that lapse in the first ten days of March 2025.
    pub lapsing: Decimal,
}

/// The figures of the book of a seed.
pub fn figures_of(seed: u64) -> Figures {
    let mut clients = clients(seed);
    let deals = deals(seed, &mut clients);
    Figures::new(
        &clients,
        &spells(seed, &clients),
        &deals,
        &retention(&clients),
    )
}

impl Figures {
    fn new(clients: &[Client], spells: &[Spell<'_>], deals: &[Deal], retention: &[Month]) -> Self {
        let today = as_of();
        let year = today - Months::new(12);
        let mut sold = BTreeMap::new();
        let (mut sourced, mut sourced_mrr) = (Decimal::ZERO, Decimal::ZERO);
        for (client, line, sale) in sales(clients) {
            if sale.closed > today || sale.closed <= year {
                continue;
            }
            if line.sourced {
                sourced_mrr += dollars(sale.mrr, client.currency);
            }
            if line.ended.is_some_and(|ended| ended <= today) {
                continue;
            }
            let rate = if line.sourced && line.first >= day("2024-02-27") {
                5
            } else {
                3
            };
            let points =
                sale.mrr * Decimal::from(rate) * client.multiplier() / unit(client.currency);
            *sold.entry(client.id.clone()).or_default() += points;
            if line.sourced {
                sourced += points;
            }
        }
        let mut managed = BTreeMap::new();
        let mut lapsing = Decimal::ZERO;
        for spell in spells {
            let quiet = |day: NaiveDate| {
                spell
                    .last_activity
                    .is_some_and(|last| day > last + Days::new(60))
            };
            if spell.from > today || spell.to.is_some_and(|to| today >= to) || quiet(today) {
                continue;
            }
            let points = spell.mrr * spell.client.multiplier()
                / (unit(spell.client.currency) * Decimal::from(spell.partners));
            *managed.entry(spell.client.id.clone()).or_default() += points;
            if quiet(day("2025-03-10")) && !quiet(today + Days::new(1)) {
                lapsing += points;
            }
        }
        let whole: Vec<&Month> = retention
            .iter()
            .filter(|month| month.first + Months::new(1) <= today + Days::new(1))
            .collect();
        let latest = &whole[whole.len() - 12..];
        let csr = latest
            .iter()
            .map(|month| twelfth_power((month.opening - month.cancelled) / month.opening));
        let sourced_amount = deals
            .iter()
            .filter(|deal| {
                deal.sourced
                    && deal.vendor_stage == "closed_won"
                    && deal.close > year
                    && deal.close <= today
            })
            .map(|deal| dollars(deal.amount, deal.currency))
            .sum();
        Self {
            sold,
            managed,
            sourced,
            csr: csr.sum::<Decimal>() / Decimal::from(12),
            sourced_amount,
            sourced_mrr,
            lapsing,
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------------
// Money and days
// ---------------------------------------------------------------------------------------------------------------------

fn decimal(text: &str) -> Decimal {
    Decimal::from_str(text).expect("a decimal")
}

fn day(text: &str) -> NaiveDate {
    NaiveDate::from_str(text).expect("a date")
}

fn first_of_month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).expect("every month has a first day")
}

fn currency(code: &str) -> (&'static str, &'static str, &'static str, i64, &'static str) {
    *CURRENCIES
        .iter()
        .find(|currency| currency.0 == code)
        .expect("a currency of the programme")
}

fn unit(code: &str) -> Decimal {
    decimal(currency(code).1)
}

/// USD at the programme's fixed units.
fn dollars(amount: Decimal, code: &str) -> Decimal {
    amount * Decimal::ONE_HUNDRED / unit(code)
}

/// What a list price in USD comes to in another currency.
fn price(list: Decimal, code: &str) -> Decimal {
    round_to_step(
        list * decimal(currency(code).2) / Decimal::ONE_HUNDRED,
        code,
    )
}

fn round_to_step(amount: Decimal, code: &str) -> Decimal {
    let step = decimal(currency(code).4);
    rounded(amount / step, 0) * step
}

/// USD at the bank's rate, which moves a little from quarter to quarter; in steps of 5 cents.
fn to_payout(amount: Decimal, code: &str, quarter: u32) -> Decimal {
    let drift = if code == "USD" {
        0
    } else {
        12 * (i64::from(quarter) - 2)
    };
    let rate = Decimal::new(currency(code).3, 4) * Decimal::new(1000 + drift, 3);
    rounded(amount * rate * Decimal::from(20), 0) / Decimal::from(20)
}

fn rounded(amount: Decimal, places: u32) -> Decimal {
    amount.round_dp_with_strategy(places, RoundingStrategy::MidpointAwayFromZero)
}

fn cents(amount: Decimal) -> Decimal {
    rounded(amount, 2)
}

fn twelfth_power(base: Decimal) -> Decimal {
    (0..12).fold(Decimal::ONE, |product, _| product * base)
}

fn deal_type(sourced: bool) -> &'static str {
    if sourced {
        "partner_sourced"
    } else {
        "partner_assisted"
    }
}

fn number_of(client: &Client) -> u64 {
    client
        .id
        .trim_start_matches("c-")
        .parse()
        .expect("a number")
}

// ---------------------------------------------------------------------------------------------------------------------
// Chance
// ---------------------------------------------------------------------------------------------------------------------

/// SplitMix64: a few lines, the same numbers everywhere.
struct Random(u64);

impl Random {
    /// One of the streams of a seed.
    fn new(seed: u64, stream: u64) -> Self {
        let mut random = Self(seed ^ stream.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        random.next();
        random
    }
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
}

// ---------------------------------------------------------------------------------------------------------------------
// JSON with the keys in the order in which they are read
// ---------------------------------------------------------------------------------------------------------------------

/// A JSON value. `serde_json` sorts keys or keeps their order as other crates' features have it; these bytes must not
/// depend on that, and `id` belongs first.
enum Json {
    /// Left out of the record.
    Absent,
    Null,
    /// A number, as written.
    Bare(String),
    Text(String),
    List(Vec<Json>),
    Record(Vec<(&'static str, Json)>),
}

fn text(text: &str) -> Json {
    Json::Text(text.to_owned())
}

fn optional(given: &str) -> Json {
    if given.is_empty() {
        Json::Absent
    } else {
        text(given)
    }
}

fn date(day: NaiveDate) -> Json {
    Json::Text(day.to_string())
}

fn money(amount: Decimal, code: &str) -> Json {
    let mut amount = amount;
    amount.rescale(if matches!(code, "JPY" | "COP") { 0 } else { 2 });
    Json::Text(amount.to_string())
}

fn list(items: impl IntoIterator<Item = Json>) -> Json {
    Json::List(items.into_iter().collect())
}

fn record<const N: usize>(fields: [(&'static str, Json); N]) -> Json {
    Json::Record(
        fields
            .into_iter()
            .filter(|(_, value)| !matches!(value, Json::Absent))
            .collect(),
    )
}

impl Json {
    /// Writes the value, on one line where that fits and it is not the book or a section of it.
    fn print(&self, indent: usize, column: usize, out: &mut String) {
        let line = self.line();
        if indent >= 4 && column + line.chars().count() <= 120 {
            out.push_str(&line);
            return;
        }
        let (open, close, items): (_, _, Vec<(String, &Json)>) = match self {
            Json::List(items) if !items.is_empty() => (
                '[',
                ']',
                items.iter().map(|item| (String::new(), item)).collect(),
            ),
            Json::Record(fields) if !fields.is_empty() => (
                '{',
                '}',
                fields
                    .iter()
                    .map(|(key, value)| (format!("\"{key}\": "), value))
                    .collect(),
            ),
            _ => {
                out.push_str(&line);
                return;
            }
        };
        out.push(open);
        for (number, (key, item)) in items.iter().enumerate() {
            out.push_str(if number == 0 { "\n" } else { ",\n" });
            out.push_str(&" ".repeat(indent + 2));
            out.push_str(key);
            item.print(indent + 2, indent + 2 + key.len(), out);
        }
        out.push('\n');
        out.push_str(&" ".repeat(indent));
        out.push(close);
    }

    fn line(&self) -> String {
        match self {
            Json::Absent | Json::Null => "null".to_owned(),
            Json::Bare(number) => number.clone(),
            Json::Text(text) => serde_json::to_string(text).expect("text is JSON"),
            Json::List(items) => format!(
                "[{}]",
                items.iter().map(Json::line).collect::<Vec<_>>().join(", ")
            ),
            Json::Record(fields) if fields.is_empty() => "{}".to_owned(),
            Json::Record(fields) => {
                let fields = fields
                    .iter()
                    .map(|(key, value)| format!("\"{key}\": {}", value.line()));
                format!("{{ {} }}", fields.collect::<Vec<_>>().join(", "))
            }
        }
    }
}
