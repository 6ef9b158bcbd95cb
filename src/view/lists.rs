//! Lists of clients, as the Lists page shows and exports them.

use super::{
    Locale,
    figure::FigureView,
    report::{column_name, conditions, title, with_labels},
};
use crate::{
    engine::explain::Question,
    query::{
        cell::Cell,
        library::{List, Members},
        report::{Column, Report, ReportQuery},
        sheet::{Sheet, Workbook},
    },
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A client of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberView {
    /// The client's id.
    pub id: String,
    /// Its name: as the data calls it now, else as it was called when it was added.
    pub name: String,
    /// Its place among the clients of the data that is open; `None` where it is not in it.
    pub client: Option<usize>,
}

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// "Static" or "Active".
    pub kind: String,
    /// Whether it is static.
    pub is_static: bool,
    /// What its kind means for it.
    pub note: String,
    /// When it was made.
    pub created: String,
    /// Its clients.
    pub members: Vec<MemberView>,
    /// How many they are.
    pub count: String,
    /// The report that an active list follows.
    pub query: Option<ReportQuery>,
}

/// A list with its clients. Without data, an active list has none, and a static one the names of then.
pub fn list(list: &List, question: Option<&Question>, locale: Locale) -> ListView {
    let words = locale.words;
    let query = match &list.members {
        Members::Active(query) => ReportQuery::parse(query),
        Members::Static(_) => None,
    };
    let members = members(list, question, locale);
    let is_static = matches!(list.members, Members::Static(_));
    ListView {
        id: list.id.clone(),
        name: list.name.clone(),
        kind: match is_static {
            true => words.list_kind_static(),
            false => words.list_kind_active(),
        },
        is_static,
        note: match (&query, question) {
            (Some(query), Some(question)) => {
                let chips = conditions(query, question.rules, locale).into_iter();
                let search = Some(query.text.clone()).filter(|text| !text.is_empty());
                let about = title(query, question.book, question.rules, words);
                let parts = std::iter::once(about)
                    .chain(search)
                    .chain(chips.map(|chip| chip.text));
                words.list_active_note(parts.collect::<Vec<_>>().join(", "))
            }
            (None, _) if is_static => words.list_static_note(),
            (None, _) => words.report_unreadable(),
            (Some(_), None) => words.data_nothing(),
        },
        created: locale.format.date(list.created_on),
        count: locale.format.number(members.len().into()),
        members,
        query,
    }
}

/// The clients of a list. Without data, an active list has none, and a static one those of then.
fn members(list: &List, question: Option<&Question>, locale: Locale) -> Vec<MemberView> {
    let all = question.map_or(&[][..], |question| &question.book.clients);
    match (&list.members, question) {
        (Members::Static(members), _) => {
            let mut places: BTreeMap<&str, usize> = BTreeMap::new();
            let ids = all.iter().enumerate();
            places.extend(ids.map(|(place, client)| (client.id.as_str(), place)));
            let members = members.iter();
            members
                .map(|member| {
                    let client = places.get(member.id.as_str()).copied();
                    let now = client.and_then(|client| all.get(client));
                    MemberView {
                        id: member.id.clone(),
                        name: now.map_or(&member.name, |client| &client.name).clone(),
                        client,
                    }
                })
                .collect()
        }
        (Members::Active(query), Some(question)) => {
            let Some(query) = ReportQuery::parse(query) else {
                return Vec::new();
            };
            let report = Report::new(*question, &query);
            let found = with_labels(question.rules, locale, |labels| report.clients(labels));
            found
                .into_iter()
                .filter_map(|place| {
                    let client = all.get(place)?;
                    Some(MemberView {
                        id: client.id.clone(),
                        name: client.name.clone(),
                        client: Some(place),
                    })
                })
                .collect()
        }
        (Members::Active(_), None) => Vec::new(),
    }
}

/// Those clients of a list that the data has, by their places in it, in the list's order.
pub fn clients(list: &List, question: &Question, locale: Locale) -> Vec<usize> {
    let members = members(list, Some(question), locale).into_iter();
    members.filter_map(|member| member.client).collect()
}

/// The sold, managed and total points of a client of a list; `None` where it is not in the data.
pub fn points(member: &MemberView, question: &Question, locale: Locale) -> Option<[FigureView; 3]> {
    let points = question.standing.clients.get(member.client?)?;
    let figure = |key, number| FigureView::points(locale, key, number).of(&member.id);
    Some([
        figure("client.sold_points", points.sold),
        figure("client.managed_points", points.managed),
        figure("client.total_points", points.total),
    ])
}

/// A list as a file.
pub fn workbook(
    list: &ListView,
    question: Option<&Question>,
    written: NaiveDate,
    locale: Locale,
) -> Workbook {
    let words = locale.words;
    let row = |member: &MemberView| {
        let points = question.zip(member.client);
        let points = points.and_then(|(question, place)| question.standing.clients.get(place));
        vec![
            Cell::Text(member.id.clone()),
            Cell::Text(member.name.clone()),
            Cell::number(points.and_then(|points| points.sold)),
            Cell::number(points.and_then(|points| points.managed)),
            Cell::number(points.and_then(|points| points.total)),
        ]
    };
    let columns = [
        Column::Id,
        Column::Client,
        Column::Sold,
        Column::Managed,
        Column::Total,
    ];
    let headings = columns.iter().map(|column| column_name(*column, words));
    let as_of = question.map(|question| question.book.as_of.to_string());
    let mut about = vec![
        (words.list_choose(), list.name.clone()),
        (words.list_kind(), list.note.clone()),
        (words.about_rows(), list.members.len().to_string()),
    ];
    about.extend(as_of.map(|day| (words.about_as_of(), day)));
    Workbook {
        sheet: Sheet {
            name: list.name.clone(),
            headings: headings.collect(),
            currency: words.column_currency(),
            rows: list.members.iter().map(row).collect(),
        },
        about_name: words.export_about(),
        about,
        written,
    }
}
