//! A book without the names in it, for a copy that goes to somebody who must not know them.
//!
//! Problem: whose client somebody is, who works for whom and what a deal is called stand in a dozen fields, and a name that
//! is left in one of them gives it all away; yet who stood behind two figures must still be the same one. Idea: everybody
//! gets a number of their own, the same in every field: "Client 3", "Person 2", "Deal 5". Ids become numbers too, for some
//! people make them of names; that of a deal is its alias, for sales and statements call a deal by its id or by its name. What only describes (a domain, an address, an e-mail, a picture, a text about somebody) goes,
//! and in the few texts that stay (products, stages, roles, the agency's own name) a hidden name is replaced where it
//! stands as a word of its own. No amount, day or kind is touched, so every figure stays as it was.
//!
//! Example: a sale of `{"id": "acme-1", "client": "acme", "deal": "Acme renewal"}` becomes
//! `{"id": "1", "client": "1", "deal": "Deal 1"}`.

use crate::model::book::Book;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What an alias begins with, in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kinds {
    /// "Client"
    pub client: String,
    /// "Person"
    pub person: String,
    /// "Deal"
    pub deal: String,
}

/// The same book without names.
pub fn without_names(book: &Book, kinds: &Kinds) -> Book {
    let mut aliases = Aliases::of(book, kinds);
    let mut book = book.clone();
    for (index, client) in book.clients.iter_mut().enumerate() {
        client.id = number(index);
        client.name = numbered(&kinds.client, index);
        client.domain = None;
        client.record_url = None;
        client.owner = client.owner.take().map(|name| aliases.person(&name));
        aliases.clean_all(&mut client.products);
    }
    for (index, sale) in book.sales.iter_mut().flatten().enumerate() {
        sale.id = number(index);
        sale.deal = sale.deal.take().map(|deal| aliases.deal(&deal));
        aliases.clean(&mut sale.product_line);
    }
    for (index, deal) in book.deals.iter_mut().flatten().enumerate() {
        deal.id = numbered(&kinds.deal, index);
        deal.name = deal.name.take().map(|_| numbered(&kinds.deal, index));
        let client = deal.client;
        deal.client_name = deal
            .client_name
            .take()
            .map(|name| aliases.client(client, &name));
        aliases.clean(&mut deal.partner_stage);
    }
    for renewal in book.renewals.iter_mut().flatten() {
        aliases.clean_all(&mut renewal.products);
        for name in [
            &mut renewal.last_active_employee,
            &mut renewal.renewal_manager,
        ] {
            *name = name.take().map(|name| aliases.person(&name));
        }
    }
    for (index, statement) in book.commissions.iter_mut().flatten().enumerate() {
        statement.id = number(index);
        for line in &mut statement.lines {
            line.deal = line.deal.take().map(|deal| aliases.deal(&deal));
        }
    }
    for member in book.team.iter_mut().flatten() {
        member.name = aliases.person(&member.name);
        (member.email, member.about, member.photo_url) = (None, None, None);
        aliases.clean(&mut member.role);
    }
    if let Some(partner) = &mut book.partner {
        aliases.clean(&mut partner.name);
        if let Some(certification) = &mut partner.certification {
            aliases.clean(&mut certification.name);
        }
    }
    aliases.clean_object(&mut book.program_rules);
    book
}

/// An index as people count.
fn number(index: usize) -> String {
    (index + 1).to_string()
}

fn numbered(kind: &str, index: usize) -> String {
    format!("{kind} {}", index + 1)
}

/// What must not stand in a text that stays, letter by letter in lower case, and what stands for it.
#[derive(Default)]
struct Hidden {
    aliases: BTreeMap<Vec<char>, String>,
    /// How many letters they have: a text is asked for those lengths, and not for every one of the names.
    lengths: BTreeSet<usize>,
}

/// Who is called what.
struct Aliases<'a> {
    kinds: &'a Kinds,
    /// Names of clients, and of those who are none yet.
    clients: BTreeMap<String, String>,
    people: BTreeMap<String, String>,
    /// What a record may call a deal: its id, its name, or something else.
    deals: BTreeMap<String, String>,
    /// How many clients and deals have a number.
    client_count: usize,
    deal_count: usize,
    hidden: Hidden,
    /// Texts that were looked through: there are few of them, in many records.
    cleaned: BTreeMap<String, String>,
}

impl<'a> Aliases<'a> {
    fn of(book: &Book, kinds: &'a Kinds) -> Self {
        let mut aliases = Self {
            kinds,
            clients: BTreeMap::new(),
            people: BTreeMap::new(),
            deals: BTreeMap::new(),
            client_count: book.clients.len(),
            deal_count: 0,
            hidden: Hidden::default(),
            cleaned: BTreeMap::new(),
        };
        let mut hidden = Vec::new();
        for (index, client) in book.clients.iter().enumerate() {
            let alias = numbered(&kinds.client, index);
            let known = aliases.clients.entry(client.name.clone());
            known.or_insert_with(|| alias.clone());
            let texts = [
                Some(&client.name),
                client.domain.as_ref(),
                client.record_url.as_ref(),
            ];
            hidden.extend(
                texts
                    .into_iter()
                    .flatten()
                    .map(|text| (text, alias.clone())),
            );
        }
        let deals = book.deals.as_deref().unwrap_or_default();
        aliases.deal_count = deals.len();
        // An id wins over a name.
        let ids = deals.iter().map(|deal| Some(&deal.id));
        for texts in [
            ids.collect(),
            Vec::from_iter(deals.iter().map(|d| d.name.as_ref())),
        ] {
            for (index, text) in texts.into_iter().enumerate() {
                if let Some(text) = text {
                    let known = aliases.deals.entry(text.clone());
                    known.or_insert_with(|| numbered(&kinds.deal, index));
                }
            }
        }
        for deal in deals {
            if let Some(name) = &deal.client_name {
                hidden.push((name, aliases.client(deal.client, name)));
            }
        }
        let owners = book.clients.iter().map(|client| client.owner.as_ref());
        let renewals = book.renewals.iter().flatten();
        let employees = renewals.flat_map(|renewal| {
            let (employee, manager) = (&renewal.last_active_employee, &renewal.renewal_manager);
            [employee.as_ref(), manager.as_ref()]
        });
        for name in owners.chain(employees).flatten() {
            hidden.push((name, aliases.person(name)));
        }
        for member in book.team.iter().flatten() {
            let alias = aliases.person(&member.name);
            let texts = [Some(&member.name), member.email.as_ref()];
            hidden.extend(
                texts
                    .into_iter()
                    .flatten()
                    .map(|text| (text, alias.clone())),
            );
        }
        aliases.hidden = Hidden::of(hidden);
        aliases
    }

    /// The alias of a client that a record names: one of the book's, where the record says which, whatever it calls it.
    fn client(&mut self, client: Option<usize>, name: &str) -> String {
        if let Some(index) = client {
            return numbered(&self.kinds.client, index);
        }
        let next = numbered(&self.kinds.client, self.client_count);
        let alias = self.clients.entry(name.to_owned()).or_insert(next.clone());
        if *alias == next {
            self.client_count += 1;
        }
        alias.clone()
    }

    fn person(&mut self, name: &str) -> String {
        let next = numbered(&self.kinds.person, self.people.len());
        let known = self.people.entry(name.to_owned());
        known.or_insert(next).clone()
    }

    fn deal(&mut self, text: &str) -> String {
        let next = numbered(&self.kinds.deal, self.deal_count);
        let alias = self.deals.entry(text.to_owned()).or_insert(next.clone());
        if *alias == next {
            self.deal_count += 1;
        }
        alias.clone()
    }

    fn clean(&mut self, text: &mut Option<String>) {
        if let Some(text) = text {
            self.clean_text(text);
        }
    }

    fn clean_all(&mut self, texts: &mut [String]) {
        for text in texts {
            self.clean_text(text);
        }
    }

    fn clean_object(&mut self, object: &mut Map<String, Value>) {
        for (_, value) in object.iter_mut() {
            self.clean_value(value);
        }
    }

    fn clean_value(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => self.clean_text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.clean_value(item)),
            Value::Object(object) => self.clean_object(object),
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn clean_text(&mut self, text: &mut String) {
        if let Some(clean) = self.cleaned.get(text) {
            text.clone_from(clean);
            return;
        }
        let clean = self.hidden.replaced(text);
        self.cleaned.insert(text.clone(), clean.clone());
        *text = clean;
    }
}

/// A text's letters without regard to capitals, one for one.
fn lower(text: &str) -> Vec<char> {
    let lower = |c: char| c.to_lowercase().next().unwrap_or(c);
    text.chars().map(lower).collect()
}

impl Hidden {
    /// These texts; the first alias of one counts.
    fn of<'a>(texts: impl IntoIterator<Item = (&'a String, String)>) -> Self {
        let mut hidden = Self::default();
        for (text, alias) in texts {
            let letters = lower(text);
            if !letters.is_empty() {
                hidden.lengths.insert(letters.len());
                hidden.aliases.entry(letters).or_insert(alias);
            }
        }
        hidden
    }

    /// What letters begin with, the longest, if it is not part of a longer word.
    fn first<'a>(&'a self, letters: &'a [char], in_word: bool) -> Option<(&'a [char], &'a str)> {
        if in_word && is_word(letters.first()) {
            return None;
        }
        self.lengths.iter().rev().find_map(|length| {
            let (name, after) = letters.split_at_checked(*length)?;
            let cut = is_word(name.last()) && is_word(after.first());
            let alias = self.aliases.get(name).filter(|_| !cut)?;
            Some((name, alias.as_str()))
        })
    }

    /// A text in which every hidden one that is not part of a longer word is replaced, in one go from left to right.
    fn replaced(&self, text: &str) -> String {
        let letters = lower(text);
        let mut clean = String::new();
        let mut rest = letters.as_slice();
        let mut original = text.chars();
        let mut in_word = false;
        while let Some(first) = rest.first() {
            let taken = match self.first(rest, in_word) {
                Some((name, alias)) => {
                    clean.push_str(alias);
                    original.by_ref().take(name.len()).for_each(drop);
                    in_word = is_word(name.last());
                    name.len()
                }
                None => {
                    clean.extend(original.next());
                    in_word = is_word(Some(first));
                    1
                }
            };
            rest = rest.get(taken..).unwrap_or_default();
        }
        clean
    }
}

fn is_word(c: Option<&char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hidden_name_is_replaced_as_a_word_whatever_its_capitals() {
        let hidden = |names: &[&str]| {
            let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
            let aliases = names.iter().enumerate();
            Hidden::of(aliases.map(|(index, name)| (name, numbered("Client", index))))
        };
        for (text, names, clean) in [
            ("Contract for ACME", vec!["Acme"], "Contract for Client 1"),
            ("Acmena and acme.", vec!["Acme"], "Acmena and Client 1."),
            ("Acme Foods", vec!["Acme Foods", "Acme"], "Client 1"),
            ("Client", vec!["Client"], "Client 1"),
            ("Éclat–éclat", vec!["éclat"], "Client 1–Client 1"),
            ("林さくら", vec!["林さくら"], "Client 1"),
            ("<b>Bo</b>s", vec!["<b>Bo</b>"], "Client 1s"),
            ("", vec!["Acme"], ""),
        ] {
            assert_eq!(hidden(&names).replaced(text), clean);
        }
    }
}
