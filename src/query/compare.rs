//! What changed from one snapshot to another, client by client.
//!
//! Problem: two exports differ in points, tiers, clients and fields, and part of that is time going on while part of it is
//! the vendor saying something else about the past. Idea: each book is computed as of its own day by the same engine and
//! rules; clients are matched by their ids; and the difference of the totals is taken apart into what began and ended
//! between the two days, by the later book, and what the later book says otherwise about the earlier day:
//!
//! `after − before = changes(day before + 1 … day after) + (later book on the earlier day − before)`, exactly.
//!
//! Example: [`clients`] gives one [`ClientChange`] for every client of either book.

use super::{
    address::{decode, encode},
    cell::Cell,
    names::{NameOrder, Ranks},
};
use crate::{
    engine::{
        ledger::Ledger,
        standing::{ClientStanding, Standing},
    },
    model::{
        book::Book,
        choice::choice,
        client::Client,
        exact::{Exact, Overflow},
    },
};
use chrono::Days;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// One of the two: a book and what the engine makes of it on its own day.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// The book.
    pub book: &'a Book,
    /// Its ledger.
    pub ledger: &'a Ledger,
    /// The standing on the book's own day.
    pub standing: &'a Standing,
}

/// Something before and after.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Pair<T> {
    /// In the first snapshot.
    pub before: T,
    /// In the second one.
    pub after: T,
}

/// What became of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is in the second snapshot only.
    New,
    /// It is in the first one only.
    Lost,
    /// It is in both.
    Stayed,
}

choice! {
    /// A field of a client.
    Field {
        /// What people call it.
        Name = "name",
        /// Web domain.
        Domain = "domain",
        /// Where it is.
        Country = "country",
        /// The market that decides its multiplier.
        Market = "market",
        /// The multiplier that counts.
        Multiplier = "multiplier",
        /// The currency of its subscriptions.
        Currency = "currency",
        /// The vendor's products that it has.
        Products = "products",
        /// Its record in the CRM.
        Record = "record",
        /// The vendor's usage score.
        Usage = "usage",
        /// Who looks after it.
        Owner = "owner",
    }
}

/// Points of one kind; `None` where the client is not there, or the data does not say.
pub type Change = Pair<Option<Decimal>>;

/// A client of either snapshot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientChange {
    /// Its id.
    pub id: String,
    /// Its name, the later one.
    pub name: String,
    /// What became of it.
    pub fate: Fate,
    /// Sold points.
    pub sold: Change,
    /// Managed points.
    pub managed: Change,
    /// Their sum.
    pub total: Change,
    /// The fields that are not as they were, of a client that stayed.
    pub fields: Vec<(Field, Pair<Cell>)>,
}

impl ClientChange {
    /// A difference of points; a client that is not there had, or has, none.
    pub fn difference(&self, points: Change) -> Option<Decimal> {
        let none = |fate| (self.fate == fate).then_some(Decimal::ZERO);
        let before = points.before.or(none(Fate::New))?;
        let after = points.after.or(none(Fate::Lost))?;
        after.checked_sub(before)
    }

    /// Whether its points are not as they were, one kind at least.
    pub fn has_other_points(&self) -> bool {
        [self.sold, self.managed, self.total]
            .iter()
            .any(|points| points.before != points.after)
    }

    fn is_as_it_was(&self) -> bool {
        self.fate == Fate::Stayed && self.fields.is_empty() && !self.has_other_points()
    }
}

/// Every client of either snapshot: those of the second one in its order, then those that were lost.
pub fn clients(sides: Pair<Side>) -> Vec<ClientChange> {
    let Pair { before, after } = sides;
    let mut earlier: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, client) in before.book.clients.iter().enumerate() {
        earlier.insert(&client.id, index);
    }
    let mut all = Vec::new();
    for (client, points) in after.book.clients.iter().zip(&after.standing.clients) {
        let index = earlier.remove(client.id.as_str());
        let old = index.and_then(|index| {
            let client = before.book.clients.get(index)?;
            Some((client, before.standing.clients.get(index)?))
        });
        all.push(change(old, Some((client, points))));
    }
    for (client, points) in before.book.clients.iter().zip(&before.standing.clients) {
        if earlier.contains_key(client.id.as_str()) {
            all.push(change(Some((client, points)), None));
        }
    }
    all.into_iter().flatten().collect()
}

type One<'a> = Option<(&'a Client, &'a ClientStanding)>;

fn change(before: One, after: One) -> Option<ClientChange> {
    let (latest, _) = after.or(before)?;
    let points = |pick: fn(&ClientStanding) -> Option<Decimal>| Pair {
        before: before.and_then(|(_, points)| pick(points)),
        after: after.and_then(|(_, points)| pick(points)),
    };
    Some(ClientChange {
        id: latest.id.clone(),
        name: latest.name.clone(),
        fate: match (before, after) {
            (None, _) => Fate::New,
            (_, None) => Fate::Lost,
            _ => Fate::Stayed,
        },
        sold: points(|points| points.sold),
        managed: points(|points| points.managed),
        total: points(|points| points.total),
        fields: match (before, after) {
            (Some(before), Some(after)) => other_fields(before, after),
            _ => Vec::new(),
        },
    })
}

fn other_fields(
    before: (&Client, &ClientStanding),
    after: (&Client, &ClientStanding),
) -> Vec<(Field, Pair<Cell>)> {
    let fields = Field::ALL.iter().map(|field| {
        let pair = Pair {
            before: field_of(*field, before),
            after: field_of(*field, after),
        };
        (*field, pair)
    });
    fields
        .filter(|(_, pair)| pair.before != pair.after)
        .collect()
}

fn field_of(field: Field, (client, standing): (&Client, &ClientStanding)) -> Cell {
    match field {
        Field::Name => Cell::Text(client.name.clone()),
        Field::Domain => Cell::text(client.domain.clone()),
        Field::Country => Cell::text(client.country.map(|country| country.to_string())),
        Field::Market => Cell::word(standing.market),
        Field::Multiplier => Cell::Number(standing.multiplier.normalize()),
        Field::Currency => Cell::text(client.currency.map(|currency| currency.to_string())),
        Field::Products => {
            // The order in which a file names them says nothing.
            let mut products = client.products.clone();
            products.sort();
            Cell::text(Some(products.join(", ")).filter(|products| !products.is_empty()))
        }
        Field::Record => Cell::text(client.record_url.clone()),
        Field::Usage => Cell::number(client.usage_score.map(|score| score.normalize())),
        Field::Owner => Cell::text(client.owner.clone()),
    }
}

/// The difference of the total points, taken apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Course {
    /// What began and ended from the day after the first snapshot's day to the second one's, by the second one's records:
    /// the same as in the section of tier point changes.
    pub changes: Decimal,
    /// What the second snapshot says otherwise about the first one's day.
    pub restated: Decimal,
    /// Both together: after − before.
    pub difference: Decimal,
}

/// Takes the difference of the totals apart; `None` where one of them is not computed from records, or where the second
/// snapshot is of the earlier day.
pub fn course(sides: Pair<Side>) -> Option<Course> {
    let Pair { before, after } = sides;
    let computed = before.standing.total.computed && after.standing.total.computed;
    if !computed || after.book.as_of < before.book.as_of {
        return None;
    }
    exact_course(before, after).ok()
}

fn exact_course(before: Side, after: Side) -> Result<Course, Overflow> {
    let (first, last) = (before.book.as_of, after.book.as_of);
    let next = first.checked_add_days(Days::new(1)).ok_or(Overflow)?;
    let then = before.ledger.on(first)?.total()?;
    let now = after.ledger.on(last)?.total()?;
    let restated = after.ledger.on(first)?.total()?.minus(&then)?;
    let changes = match next <= last {
        true => {
            let changes = after.ledger.changes(next, last)?;
            let new = changes.new_sold.plus(&changes.new_managed)?;
            new.minus(&changes.lost_sold.plus(&changes.lost_managed)?)?
        }
        false => Exact::default(),
    };
    Ok(Course {
        changes: changes.value()?,
        restated: restated.value()?,
        difference: now.minus(&then)?.value()?,
    })
}

choice! {
    /// Which clients are shown.
    Only {
        /// Those of which something changed.
        Changed = "changed",
        /// Those with other points.
        Points = "points",
        /// The new ones.
        New = "new",
        /// The lost ones.
        Lost = "lost",
        /// Those with other fields.
        Fields = "fields",
        /// Every one.
        All = "all",
    }
}

choice! {
    /// What the clients are in order by.
    By {
        /// Their names.
        Client = "client",
        /// The difference of their sold points.
        Sold = "sold",
        /// The difference of their managed points.
        Managed = "managed",
        /// Their total points before.
        Before = "before",
        /// Their total points after.
        After = "after",
        /// The difference of their total points.
        Difference = "difference",
    }
}

/// Which clients are shown and how: of the comparison's table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompareQuery {
    /// The first snapshot, by its id; the one before the second where none is named.
    pub with: Option<String>,
    /// Which clients.
    pub only: Only,
    /// Words that must be in the name, the id or a changed field.
    pub text: String,
    /// The order, and whether the largest comes first.
    pub by: (By, bool),
}

impl Default for CompareQuery {
    fn default() -> Self {
        Self {
            with: None,
            only: Only::Changed,
            text: String::new(),
            by: (By::Difference, true),
        }
    }
}

impl CompareQuery {
    /// Reads one parameter of an address; says whether it was one.
    pub fn read(&mut self, key: &str, value: &str) -> bool {
        match key {
            "with" => self.with = Some(decode(value)).filter(|id| !id.is_empty()),
            "only" => self.only = Only::parse(value).unwrap_or(Only::Changed),
            "q" => self.text = decode(value),
            "by" => {
                if let Some(by) = By::parse(value.trim_start_matches('-')) {
                    self.by = (by, value.starts_with('-'));
                }
            }
            _ => return false,
        }
        true
    }

    /// The parameters of an address that differ from the usual.
    pub fn parameters(&self) -> Vec<String> {
        let usual = Self::default();
        let mut parameters = Vec::new();
        if let Some(with) = &self.with {
            parameters.push(format!("with={}", encode(with)));
        }
        if self.only != usual.only {
            parameters.push(format!("only={}", self.only.as_str()));
        }
        if !self.text.is_empty() {
            parameters.push(format!("q={}", encode(&self.text)));
        }
        if self.by != usual.by {
            let (by, descending) = self.by;
            let sign = if descending { "-" } else { "" };
            parameters.push(format!("by={sign}{}", by.as_str()));
        }
        parameters
    }

    /// How many clients are asked for.
    pub fn count(&self, all: &[ClientChange]) -> usize {
        all.iter()
            .filter(|client| self.is_asked_for(client))
            .count()
    }

    /// The clients that are shown, in their order. A difference that the data cannot give comes last.
    pub fn chosen<'a>(&self, all: &'a [ClientChange], names: NameOrder) -> Vec<&'a ClientChange> {
        let text = self.text.trim().to_lowercase();
        let mut chosen: Vec<&ClientChange> = all
            .iter()
            .filter(|client| self.is_asked_for(client) && says(client, &text))
            .collect();
        let ranks = Ranks::of(chosen.iter().map(|client| client.name.as_str()), names);
        let (by, descending) = self.by;
        let number = |client: &ClientChange| match by {
            By::Client => None,
            By::Sold => client.difference(client.sold),
            By::Managed => client.difference(client.managed),
            By::Before => client.total.before,
            By::After => client.total.after,
            By::Difference => client.difference(client.total),
        };
        let turned = |order: Ordering| if descending { order.reverse() } else { order };
        chosen.sort_by(|a, b| {
            let by_name = ranks.rank(&a.name).cmp(&ranks.rank(&b.name));
            let by_name = by_name.then_with(|| a.id.cmp(&b.id));
            if by == By::Client {
                return turned(by_name);
            }
            let (x, y) = (number(a), number(b));
            let there = x.is_none().cmp(&y.is_none());
            there.then_with(|| turned(x.cmp(&y))).then(by_name)
        });
        chosen
    }

    fn is_asked_for(&self, client: &ClientChange) -> bool {
        match self.only {
            Only::Changed => !client.is_as_it_was(),
            Only::Points => client.has_other_points(),
            Only::New => client.fate == Fate::New,
            Only::Lost => client.fate == Fate::Lost,
            Only::Fields => !client.fields.is_empty(),
            Only::All => true,
        }
    }
}

/// Whether a client, or what changed of it, has all of some words, written small.
fn says(client: &ClientChange, text: &str) -> bool {
    if text.is_empty() {
        return true;
    }
    let mut own = format!("{}\n{}", client.name, client.id);
    for (_, pair) in &client.fields {
        own.push('\n');
        own.push_str(&pair.before.plain());
        own.push('\n');
        own.push_str(&pair.after.plain());
    }
    let own = own.to_lowercase();
    text.split_whitespace().all(|word| own.contains(word))
}
