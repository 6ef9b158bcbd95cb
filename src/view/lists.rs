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

/// A client of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberView {
    /// The client's id.
    pub id: String,
    /// Its name: as the data calls it now, else as it was called when it was added.
    pub name: String,
    /// Its sold, managed and total points; `None` where it is not in the data that is open.
    pub points: Option<[FigureView; 3]>,
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
    let members = match (&list.members, question, &query) {
        (Members::Static(members), question, _) => members
            .iter()
            .map(|member| {
                let index = question.and_then(|question| {
                    let mut clients = question.book.clients.iter();
                    clients.position(|client| client.id == member.id)
                });
                match (question, index) {
                    (Some(question), Some(index)) => member_view(question, index, locale),
                    _ => None,
                }
                .unwrap_or_else(|| MemberView {
                    id: member.id.clone(),
                    name: member.name.clone(),
                    points: None,
                })
            })
            .collect(),
        (Members::Active(_), Some(question), Some(query)) => {
            let report = Report::new(*question, query);
            let clients =
                with_labels(question.rules, locale, |labels| report.clients(labels)).into_iter();
            clients
                .filter_map(|client| member_view(question, client, locale))
                .collect()
        }
        _ => Vec::new(),
    };
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

fn member_view(question: &Question, index: usize, locale: Locale) -> Option<MemberView> {
    let client = question.book.clients.get(index)?;
    let points = question.standing.clients.get(index)?;
    let figure = |key, number| FigureView::points(locale, key, number).of(&client.id);
    Some(MemberView {
        id: client.id.clone(),
        name: client.name.clone(),
        points: Some([
            figure("client.sold_points", points.sold),
            figure("client.managed_points", points.managed),
            figure("client.total_points", points.total),
        ]),
    })
}

/// A list as a file.
pub fn workbook(
    list: &ListView,
    question: Option<&Question>,
    written: NaiveDate,
    locale: Locale,
) -> Workbook {
    let words = locale.words;
    let points = |id: &str| {
        let question = question?;
        let index = question
            .book
            .clients
            .iter()
            .position(|client| client.id == id)?;
        question.standing.clients.get(index)
    };
    let row = |member: &MemberView| {
        let points = points(&member.id);
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
