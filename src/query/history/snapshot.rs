//! A snapshot's record, and the same as JSON: the text in the browser's storage and in an archive.
//!
//! Read by hand, as the library's entries are. A record that cannot be used is `None`: it costs itself only.
//!
//! Example: `{"id": "0f…", "name": "May", "account": {"id": "hub:4711", "name": "Acme"}, "as_of": "2025-05-31", …}`.

use crate::{
    engine::{standing::Standing, tiers::Performing},
    model::{choice::choice, json, partner::Partner, period::parse_date, tier::TierId},
};
use chrono::{NaiveDate, NaiveDateTime, Timelike};
use rust_decimal::Decimal;
use serde_json::{Map, Value, json};

choice! {
    /// How a snapshot came.
    Origin {
        /// As a file of the user's.
        File = "file",
        /// From an endpoint.
        Endpoint = "endpoint",
    }
}

/// The word of the format that has a day of its own.
const OWN: &str = "tierwise";

/// The partner that data is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// What tells accounts apart: `hub:` and the hub's id, else `name:` and the partner's name, else `source:` and the
    /// name or address of the data.
    pub id: String,
    /// What people call it.
    pub name: String,
}

impl Account {
    /// The account of data that says this of its partner and came under that name.
    pub fn of(partner: Option<&Partner>, source: &str) -> Self {
        let name = partner.and_then(|partner| partner.name.as_deref());
        let hub = partner.and_then(|partner| partner.hub_id.as_deref());
        let (id, called) = match (hub, name) {
            (Some(hub), name) => (format!("hub:{hub}"), name.unwrap_or(hub)),
            (None, Some(name)) => (format!("name:{name}"), name),
            (None, None) => (format!("source:{source}"), source),
        };
        Self {
            id,
            name: called.to_owned(),
        }
    }
}

/// A file of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFile {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// What the list shows of the figures: as they were when the snapshot was imported.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Points {
    /// Total points.
    pub total: Option<Decimal>,
    /// The tier that the points gave, by its id in the rules; empty for none.
    pub performing: Option<String>,
    /// The tier that the vendor credited, by its id in the rules; empty for none.
    pub credited: Option<String>,
}

impl Points {
    /// Those of a standing.
    pub fn of(standing: &Standing) -> Self {
        let word = |tier: Option<&TierId>| tier.map(TierId::to_string).unwrap_or_default();
        Self {
            total: standing.total.value,
            performing: match &standing.performing {
                Performing::Tier(tier) => Some(word(Some(tier))),
                Performing::NoTier => Some(word(None)),
                Performing::NotInData => None,
            },
            credited: standing
                .credited
                .as_ref()
                .map(|held| word(held.tier.as_ref())),
        }
    }
}

/// A snapshot, without the bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// An id that no other snapshot has.
    pub id: String,
    /// What the user calls it; the file's name or the endpoint's address at first.
    pub name: String,
    /// Whose data it is.
    pub account: Account,
    /// When it was imported, by the user's clock.
    pub imported_at: NaiveDateTime,
    /// When the same files were imported last, where that was more than once.
    pub again_at: Option<NaiveDateTime>,
    /// How it came.
    pub origin: Origin,
    /// The address of the endpoint that gave it last, to ask it again; `None` where a file did.
    pub address: Option<String>,
    /// The word of the format that was recognised.
    pub kind: String,
    /// The day for which the data is true. Data that does not say it is read as of this day again.
    pub as_of: NaiveDate,
    /// Records used.
    pub used: usize,
    /// Records left out.
    pub left_out: usize,
    /// The figures of then.
    pub points: Points,
    /// Which of several books of the same files, day and format it is: an archive may hold two agencies.
    pub part: usize,
    /// What the columns of its tables are, as the user said or as they were known; empty where it has none.
    pub columns: String,
    /// The files, in the order in which they were given.
    pub files: Vec<KeptFile>,
}

impl Snapshot {
    /// What snapshots are in order by: the day of the data, and of one day the last import.
    pub fn age(&self) -> (NaiveDate, NaiveDateTime, &str) {
        (self.as_of, self.imported(), &self.id)
    }

    /// When it was imported last.
    pub fn imported(&self) -> NaiveDateTime {
        let again = self.again_at.unwrap_or(self.imported_at);
        again.max(self.imported_at)
    }

    /// The size of all files in bytes.
    pub fn size(&self) -> u64 {
        self.files
            .iter()
            .fold(0, |sum, file| sum.saturating_add(file.size))
    }

    /// Whether it is the book that these files hold: of this format, this one of several, and, where the data has a day of its
    /// own, of this day. A table is of the day on which somebody opened it.
    pub fn is_of(&self, files: &[KeptFile], kind: &str, as_of: NaiveDate, part: usize) -> bool {
        let own = self.files.iter().map(|file| &file.sha256);
        own.eq(files.iter().map(|file| &file.sha256))
            && (self.kind.as_str(), self.part) == (kind, part)
            && (self.as_of == as_of || kind != OWN)
    }

    /// As JSON.
    pub fn to_json(&self) -> Value {
        let files = self
            .files
            .iter()
            .map(|file| json!({"name": file.name, "size": file.size, "sha256": file.sha256}));
        let mut record = Map::new();
        let mut put = |key: &str, value: Value| {
            if !value.is_null() {
                record.insert(key.to_owned(), value);
            }
        };
        put("id", json!(self.id));
        put("name", json!(self.name));
        put(
            "account",
            json!({"id": self.account.id, "name": self.account.name}),
        );
        put("imported_at", json!(written(&self.imported_at)));
        put("again_at", json!(self.again_at.as_ref().map(written)));
        put("origin", json!(self.origin.as_str()));
        put("address", json!(self.address));
        put("kind", json!(self.kind));
        put("as_of", json!(self.as_of.to_string()));
        put("used", json!(self.used));
        put("left_out", json!(self.left_out));
        put(
            "total_points",
            json!(self.points.total.map(|total| total.to_string())),
        );
        put("performing_tier", json!(self.points.performing));
        put("credited_tier", json!(self.points.credited));
        put("part", json!(Some(self.part).filter(|part| *part > 0)));
        let columns = Some(&self.columns).filter(|columns| !columns.is_empty());
        put("columns", json!(columns));
        put("files", Value::Array(files.collect()));
        Value::Object(record)
    }

    /// As text.
    pub fn to_text(&self) -> String {
        json::text(&self.to_json())
    }

    /// Reads [`Snapshot::to_text`].
    pub fn from_text(text: &str) -> Option<Self> {
        Self::from_json(&serde_json::from_str(text).ok()?)
    }

    /// Reads [`Snapshot::to_json`].
    pub fn from_json(json: &Value) -> Option<Self> {
        let text = |key: &str| Some(json.get(key)?.as_str()?.to_owned());
        let count = |key: &str| usize::try_from(json.get(key)?.as_u64()?).ok();
        let account = json.get("account")?;
        let files = json.get("files")?.as_array()?.iter().map(file);
        let files: Option<Vec<KeptFile>> = files.collect();
        let id = text("id").filter(|id| is_id(id))?;
        Some(Self {
            id,
            name: text("name").filter(|name| !name.trim().is_empty())?,
            account: Account {
                id: account.get("id")?.as_str()?.to_owned(),
                name: account.get("name")?.as_str()?.to_owned(),
            },
            imported_at: moment(&text("imported_at")?)?,
            again_at: text("again_at").and_then(|at| moment(&at)),
            origin: Origin::parse(&text("origin")?)?,
            address: text("address"),
            kind: text("kind")?,
            as_of: parse_date(&text("as_of")?)?,
            used: count("used")?,
            left_out: count("left_out")?,
            points: Points {
                total: text("total_points").and_then(|total| Decimal::from_str_exact(&total).ok()),
                performing: text("performing_tier"),
                credited: text("credited_tier"),
            },
            part: count("part").unwrap_or(0),
            columns: text("columns").unwrap_or_default(),
            files: files.filter(|files| !files.is_empty())?,
        })
    }
}

fn file(json: &Value) -> Option<KeptFile> {
    let sha256 = json.get("sha256")?.as_str()?;
    let is_hash = sha256.len() == 64 && sha256.bytes().all(|b| b.is_ascii_hexdigit());
    Some(KeptFile {
        name: json.get("name")?.as_str()?.to_owned(),
        size: json.get("size")?.as_u64()?,
        sha256: is_hash.then(|| sha256.to_ascii_lowercase())?,
    })
}

/// A moment of the user's own clock, with milliseconds so that two imports have an order: `2025-06-01T09:30:15.250`. By hand:
/// what chrono has for it reads and writes every format there is, 25 KB of program.
fn written(at: &NaiveDateTime) -> String {
    let (hour, minute, second) = (at.hour(), at.minute(), at.second());
    let milli = at.and_utc().timestamp_subsec_millis();
    format!("{}T{hour:02}:{minute:02}:{second:02}.{milli:03}", at.date())
}

/// Reads [`written`].
fn moment(text: &str) -> Option<NaiveDateTime> {
    let (day, time) = text.split_once('T')?;
    let (time, milli) = time.split_once('.')?;
    let mut parts = time.split(':');
    let mut next = || parts.next().and_then(number);
    let (hour, minute, second) = (next()?, next()?, next()?);
    parse_date(day)?.and_hms_milli_opt(hour, minute, second, number(milli)?)
}

fn number(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit());
    digits.parse().ok().filter(|_| plain)
}

/// Ids are in addresses and in the paths of an archive: letters and digits only.
fn is_id(text: &str) -> bool {
    !text.is_empty() && text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric())
}
