//! What a library holds, and each entry as JSON: the same text in the browser's storage and in a backup.
//!
//! Read by hand and not by serde's derive, as the rules are. An entry that cannot be used is `None`: it costs itself only.
//!
//! Example: `{"kind": "note", "client": "4711", "text": "Calls in May", "changed_on": "2025-02-25"}`.

use super::{
    LONGEST_NAME, LONGEST_TEXT, MOST_ENTRIES, MOST_LINES, MOST_MEMBERS, add, fitting, place,
};
use crate::{
    engine::calculator::{Customer, Offer},
    model::{
        choice::choice,
        client::Market,
        currency::{Country, Currency},
        json,
        period::parse_date,
        sale::DealType,
    },
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::{Map, Value};

choice! {
    /// How a saved report is shown.
    ChartKind {
        /// As a table.
        Table = "table",
        /// As bars.
        Bars = "bars",
        /// As a line.
        Line = "line",
    }
}

choice! {
    /// How much of the board's width a report has.
    Width {
        /// Half of it.
        Half = "half",
        /// All of it.
        Whole = "whole",
    }
}

/// A client of a list, as it was called when it was added: the list can be read without the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The client's id in the data.
    pub id: String,
    /// Its name then.
    pub name: String,
}

/// Who is in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Members {
    /// These clients, each once: a static list stays as it is.
    Static(Vec<Member>),
    /// Whoever this report finds, as written in the page's address: an active list follows the data.
    Active(String),
}

/// A list of clients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The id.
    pub id: String,
    /// The name, which no other list has.
    pub name: String,
    /// Who is in it.
    pub members: Members,
    /// The day on which it was made.
    pub created_on: NaiveDate,
}

/// A report that keeps its question and not its answer: opened again, it is about the data of then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedReport {
    /// The id.
    pub id: String,
    /// The name, which no other report has.
    pub name: String,
    /// The description; may be empty.
    pub description: String,
    /// How it is shown.
    pub chart: ChartKind,
    /// The query, as written in the page's address.
    pub query: String,
    /// The day on which it was made.
    pub created_on: NaiveDate,
}

/// A note on a client; one each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The client's id in the data.
    pub client: String,
    /// What it says; never empty.
    pub text: String,
    /// The day of the latest change.
    pub changed_on: NaiveDate,
}

/// A quote: several offers, as one question to the calculator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The id.
    pub id: String,
    /// The name, which no other quote has.
    pub name: String,
    /// The offers.
    pub lines: Vec<Offer>,
    /// The day whose rules count; that of the loaded data where none was chosen.
    pub day: Option<NaiveDate>,
    /// The day on which it was saved.
    pub created_on: NaiveDate,
}

/// A report's place on the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// The report's id.
    pub report: String,
    /// How wide it is.
    pub width: Width,
}

/// Something that the user made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Entry {
    /// A list.
    List(List),
    /// A saved report.
    Report(SavedReport),
    /// A note.
    Note(Note),
    /// A quote.
    Quote(Quote),
    /// The reports on the user's own dashboard, from the first to the last.
    Board(Vec<Tile>),
}

/// The key of the board: there is one.
pub(super) const BOARD: &str = "board";

pub(super) fn list_key(id: &str) -> String {
    format!("list {id}")
}

pub(super) fn report_key(id: &str) -> String {
    format!("report {id}")
}

pub(super) fn note_key(client: &str) -> String {
    format!("note {client}")
}

pub(super) fn quote_key(id: &str) -> String {
    format!("quote {id}")
}

/// What no other entry of a library has.
pub(super) fn key(entry: &Entry) -> String {
    match entry {
        Entry::List(list) => list_key(&list.id),
        Entry::Report(report) => report_key(&report.id),
        Entry::Note(note) => note_key(&note.client),
        Entry::Quote(quote) => quote_key(&quote.id),
        Entry::Board(_) => BOARD.to_owned(),
    }
}

impl Entry {
    /// The entry as JSON.
    pub(super) fn to_json(&self) -> Value {
        match self {
            Self::List(list) => object(vec![
                ("kind", text("list")),
                ("id", text(&list.id)),
                ("name", text(&list.name)),
                ("created_on", day(list.created_on)),
                match &list.members {
                    Members::Static(members) => ("members", {
                        let member = |member: &Member| {
                            object(vec![("id", text(&member.id)), ("name", text(&member.name))])
                        };
                        Value::Array(members.iter().map(member).collect())
                    }),
                    Members::Active(query) => ("query", text(query)),
                },
            ]),
            Self::Report(report) => object(vec![
                ("kind", text("report")),
                ("id", text(&report.id)),
                ("name", text(&report.name)),
                ("description", text(&report.description)),
                ("chart", text(report.chart.as_str())),
                ("query", text(&report.query)),
                ("created_on", day(report.created_on)),
            ]),
            Self::Note(note) => object(vec![
                ("kind", text("note")),
                ("client", text(&note.client)),
                ("text", text(&note.text)),
                ("changed_on", day(note.changed_on)),
            ]),
            Self::Quote(quote) => object(vec![
                ("kind", text("quote")),
                ("id", text(&quote.id)),
                ("name", text(&quote.name)),
                (
                    "lines",
                    Value::Array(quote.lines.iter().map(line).collect()),
                ),
                ("day", quote.day.map_or(Value::Null, day)),
                ("created_on", day(quote.created_on)),
            ]),
            Self::Board(tiles) => object(vec![
                ("kind", text(BOARD)),
                ("tiles", {
                    let tile = |tile: &Tile| {
                        let width = text(tile.width.as_str());
                        object(vec![("report", text(&tile.report)), ("width", width)])
                    };
                    Value::Array(tiles.iter().map(tile).collect())
                }),
            ]),
        }
    }

    /// The entry as JSON text.
    pub(super) fn to_text(&self) -> String {
        json::text(&self.to_json())
    }

    /// Reads an entry; fields that it does not know it passes over.
    pub(super) fn from_json(json: &Value) -> Option<Self> {
        let fields = Fields(json.as_object()?);
        Some(match fields.text("kind")? {
            "list" => Self::List(List {
                id: fields.id("id")?,
                name: fields.name()?,
                members: match fields.0.get("members") {
                    Some(members) => Members::Static(self::members(members)?),
                    None => Members::Active(fields.long("query")?),
                },
                created_on: fields.day("created_on")?,
            }),
            "report" => Self::Report(SavedReport {
                id: fields.id("id")?,
                name: fields.name()?,
                description: fields.long("description")?,
                chart: ChartKind::parse(fields.text("chart")?)?,
                query: fields.long("query")?,
                created_on: fields.day("created_on")?,
            }),
            "note" => Self::Note(Note {
                client: fields.id("client")?,
                text: fields.long("text").filter(|text| !text.is_empty())?,
                changed_on: fields.day("changed_on")?,
            }),
            "quote" => Self::Quote(Quote {
                id: fields.id("id")?,
                name: fields.name()?,
                lines: {
                    let lines = items(fields.0.get("lines")?, MOST_LINES)?.iter();
                    lines.map(offer).collect::<Option<_>>()?
                },
                day: fields.text("day").and_then(parse_date),
                created_on: fields.day("created_on")?,
            }),
            BOARD => Self::Board(tiles(fields.0.get("tiles")?)?),
            _ => return None,
        })
    }

    /// Reads an entry's text.
    pub(super) fn from_text(text: &str) -> Option<Self> {
        Self::from_json(&serde_json::from_str(text).ok()?)
    }
}

/// The fields of an object.
struct Fields<'a>(&'a Map<String, Value>);

impl<'a> Fields<'a> {
    fn text(&self, key: &str) -> Option<&'a str> {
        self.0.get(key)?.as_str()
    }

    fn id(&self, key: &str) -> Option<String> {
        let id = self.text(key)?;
        (!id.is_empty()).then(|| id.to_owned())
    }

    fn name(&self) -> Option<String> {
        let name = fitting(self.text("name")?, LONGEST_NAME).ok()?;
        (!name.is_empty()).then_some(name)
    }

    fn long(&self, key: &str) -> Option<String> {
        fitting(self.text(key)?, LONGEST_TEXT).ok()
    }

    fn day(&self, key: &str) -> Option<NaiveDate> {
        parse_date(self.text(key)?)
    }
}

/// The items of an array that is not longer than so many.
fn items(json: &Value, most: usize) -> Option<&[Value]> {
    let items = json.as_array()?;
    (items.len() <= most).then_some(items)
}

fn members(json: &Value) -> Option<Vec<Member>> {
    let member = |member: &Value| {
        let fields = Fields(member.as_object()?);
        Some(Member {
            id: fields.id("id")?,
            name: fields.text("name")?.to_owned(),
        })
    };
    let mut own = Vec::new();
    let members = items(json, MOST_MEMBERS)?.iter().map(member);
    add(&mut own, members.collect::<Option<Vec<_>>>()?).ok()?;
    Some(own)
}

fn line(offer: &Offer) -> Value {
    let customer = match &offer.customer {
        Customer::In(country) => country.as_str(),
        Customer::Of(market) => market.as_str(),
    };
    object(vec![
        ("amount", text(&offer.amount.to_string())),
        ("currency", text(offer.currency.as_str())),
        ("market", text(customer)),
        ("deal_type", text(offer.deal_type.as_str())),
        ("managed", Value::Bool(offer.managed)),
        ("other_partners", Value::from(offer.other_partners)),
    ])
}

fn offer(json: &Value) -> Option<Offer> {
    let fields = Fields(json.as_object()?);
    let customer = fields.text("market")?;
    let market = Market::parse(customer).map(Customer::Of);
    let others = fields.0.get("other_partners")?.as_u64()?;
    Some(Offer {
        amount: Decimal::from_str_exact(fields.text("amount")?).ok()?,
        currency: Currency::parse(fields.text("currency")?)?,
        customer: market.or_else(|| Country::parse(customer).map(Customer::In))?,
        deal_type: DealType::parse(fields.text("deal_type")?)?,
        managed: fields.0.get("managed")?.as_bool()?,
        other_partners: u32::try_from(others).ok()?,
    })
}

/// The tiles, each report once.
fn tiles(json: &Value) -> Option<Vec<Tile>> {
    let mut tiles: Vec<Tile> = Vec::new();
    for tile in items(json, MOST_ENTRIES)? {
        let fields = Fields(tile.as_object()?);
        let report = fields.id("report")?;
        let width = Width::parse(fields.text("width")?)?;
        if place(&tiles, &report).is_none() {
            tiles.push(Tile { report, width });
        }
    }
    Some(tiles)
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

fn day(day: NaiveDate) -> Value {
    Value::String(day.to_string())
}

fn object(fields: Vec<(&str, Value)>) -> Value {
    let fields = fields.into_iter();
    Value::Object(fields.map(|(key, value)| (key.to_owned(), value)).collect())
}
