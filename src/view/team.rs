//! The vendor's people: who they are, what they do for the partner, and how to write to them.
//!
//! Their addresses come from a file, and a `mailto:` link is a small language of its own (RFC 6068): `?` begins headers, `&`
//! and line breaks add some, `,` adds people. So only what is plainly one address becomes a link, encoded to the last sign.

use super::Locale;
use crate::{
    model::{book::Book, choice::choice, sorted::sort_by_key, team::TeamMember},
    query::address::encode,
    rules::Rules,
    words::Words,
};

choice! {
    /// What somebody does, in the order of how much a partner has to do with them.
    Role {
        /// The partner's first contact.
        Development = "partner_development_manager",
        /// Sales, from day to day.
        Growth = "growth_specialist",
        /// Looks after the clients.
        Success = "customer_success",
        /// Prepares renewals.
        Contract = "contract_manager",
        /// Answers questions.
        Support = "partner_support_specialist",
    }
}

/// Somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberView {
    /// Their name.
    pub name: String,
    /// The first letters of their names.
    pub initials: String,
    /// What they are.
    pub role: Option<String>,
    /// What they do for the partner.
    pub about: Option<String>,
    /// Their address as the data has it.
    pub email: Option<String>,
    /// The link that writes to it; `None` where it is not one address.
    pub mailto: Option<String>,
    /// Their picture, wherever it lies.
    pub photo: Option<String>,
    /// Whether they are the partner's first contact.
    pub first: bool,
}

/// The people, the first contact first, or what to say where there is nobody.
pub fn team(book: &Book, rules: &Rules, locale: Locale) -> Result<Vec<MemberView>, String> {
    let (words, vendor) = (locale.words, &rules.programme.vendor);
    let Some(team) = &book.team else {
        return Err(words.team_not_in_data(vendor));
    };
    if team.is_empty() {
        return Err(words.team_none(vendor));
    }
    let mut members: Vec<(Option<Role>, &TeamMember)> =
        team.iter().map(|member| (known(member), member)).collect();
    // Those whose role nobody knows come last, in the order of the data.
    sort_by_key(&mut members, |(role, _)| (role.is_none(), *role));
    Ok(members
        .into_iter()
        .map(|(role, member)| member_view(role, member, words))
        .collect())
}

fn member_view(role: Option<Role>, member: &TeamMember, words: &Words) -> MemberView {
    let usual = match role {
        Some(Role::Development) => Some(words.about_development()),
        Some(Role::Growth) => Some(words.about_growth()),
        _ => None,
    };
    let named = role.map(|role| role_name(role, words));
    MemberView {
        name: member.name.clone(),
        initials: initials(&member.name),
        role: named.or_else(|| member.role.as_deref().map(readable)),
        about: member.about.clone().or(usual),
        email: member.email.clone(),
        mailto: member.email.as_deref().and_then(mailto),
        photo: member.photo_url.clone(),
        first: role == Some(Role::Development),
    }
}

/// The role, however the data writes it: `Partner Development Manager`, `growth-specialist`.
fn known(member: &TeamMember) -> Option<Role> {
    let word = member.role.as_deref()?.to_lowercase();
    Role::parse(&word.replace([' ', '-'], "_"))
}

fn role_name(role: Role, words: &Words) -> String {
    match role {
        Role::Development => words.role_development(),
        Role::Growth => words.role_growth(),
        Role::Success => words.role_success(),
        Role::Contract => words.role_contract(),
        Role::Support => words.role_support(),
    }
}

/// `onboarding_lead` as "Onboarding lead".
fn readable(role: &str) -> String {
    let words = role.replace(['_', '-'], " ");
    let mut letters = words.trim().chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The first letters of the first and the last name.
fn initials(name: &str) -> String {
    let mut firsts = name.split_whitespace().filter_map(|name| {
        let mut letters = name.chars();
        letters.find(|letter| letter.is_alphanumeric())
    });
    let first = firsts.next();
    let last = firsts.next_back();
    let both = first.into_iter().chain(last);
    both.flat_map(char::to_uppercase).collect()
}

/// The link that writes to an address; `None` for what is not plainly one: several, a name with it, headers, quotes.
pub fn mailto(address: &str) -> Option<String> {
    const MOST: usize = 254;
    let (local, domain) = address.trim().split_once('@')?;
    let letter = |c: char| c.is_alphanumeric() || !c.is_ascii() && !c.is_control();
    let in_local = |c: char| letter(c) || "!#$%&'*+-/=?^_`{|}~.".contains(c);
    let in_domain = |c: char| letter(c) || "-.".contains(c);
    let fits = |part: &str, allowed: &dyn Fn(char) -> bool| {
        let dots = part.starts_with('.') || part.ends_with('.') || part.contains("..");
        !part.is_empty()
            && !dots
            && !part.contains(char::is_whitespace)
            && part.chars().all(allowed)
    };
    let is_one = fits(local, &in_local) && fits(domain, &in_domain) && address.len() <= MOST;
    is_one.then(|| format!("mailto:{}@{}", encode(local), encode(domain)))
}
