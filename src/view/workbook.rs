//! A report as a file: its rows with their values, and beside them what they are.

use super::{
    Locale,
    export::precision,
    report::{column_name, conditions, numbers, range_days, text, title, with_labels},
};
use crate::{
    model::book::Book,
    query::{
        cell::Cell,
        report::{Column, Report, Row},
        sheet::{Sheet, Workbook},
    },
    rules::Rules,
};
use chrono::NaiveDate;

/// The rows that the filters leave, in the order shown, with the columns shown or all of them. `written` is today.
pub fn workbook(
    report: &Report,
    all_columns: bool,
    written: NaiveDate,
    (book, rules): (&Book, &Rules),
    locale: Locale,
) -> Workbook {
    let words = locale.words;
    let query = report.query();
    let columns = match all_columns {
        true => query.all(),
        false => query.shown(),
    };
    let rows = with_labels(rules, locale, |labels| report.chosen(labels));
    let cells = |row: &&Row| {
        let columns = columns.iter();
        columns
            .map(|column| value(*column, report.cell(row, *column), rules, locale))
            .collect()
    };
    let sheet = Sheet {
        name: title(query, book, rules, words),
        headings: columns
            .iter()
            .map(|column| column_name(*column, words))
            .collect(),
        currency: words.column_currency(),
        rows: rows.iter().map(cells).collect(),
    };
    let mut about = about(report, &rows, (book, rules), locale);
    about.extend(precision(&sheet, words));
    Workbook {
        sheet,
        about_name: words.export_about(),
        about,
        written,
    }
}

/// A cell as a file holds it: values as they are, choices by their names.
fn value(column: Column, cell: Cell, rules: &Rules, locale: Locale) -> Cell {
    match cell {
        Cell::Word(_) | Cell::Text(_) => Cell::Text(text(column, cell, rules, locale)),
        cell => cell,
    }
}

/// What the rows are: the report, its range, filters and order, how many rows, and what they come to.
fn about(
    report: &Report,
    rows: &[&Row],
    (book, rules): (&Book, &Rules),
    locale: Locale,
) -> Vec<(String, String)> {
    let words = locale.words;
    let query = report.query();
    let mut about = vec![(words.about_report(), title(query, book, rules, words))];
    let partner = book
        .partner
        .as_ref()
        .and_then(|partner| partner.name.clone());
    about.extend(partner.map(|name| (words.about_partner(), name)));
    about.push((words.about_as_of(), book.as_of.to_string()));
    if let Some(day) = report.past_day() {
        about.push((words.tier_day(), day.to_string()));
    }
    if query.subject.has_range() {
        about.push((words.about_range(), range_days(report.range(), locale)));
    }
    if !query.text.is_empty() {
        about.push((words.about_search(), query.text.clone()));
    }
    for condition in conditions(query, rules, locale) {
        about.push((words.about_filter(), condition.text));
    }
    let (column, descending) = query.order.unwrap_or_else(|| query.subject.order());
    let column = column_name(column, words);
    about.push((
        words.about_order(),
        match descending {
            true => words.order_descending(column),
            false => words.order_ascending(column),
        },
    ));
    about.push((words.about_rows(), rows.len().to_string()));
    let (value, sum) = numbers(report, rows, rules, locale);
    about.extend(value.map(|(exact, _)| (words.about_value(), exact)));
    about.extend(sum.map(|(exact, _)| (words.about_sum(), exact)));
    about
}

/// A file's name as it is proposed: what it is about, and for a file without a second sheet the filters too.
pub fn file_stem(name: &str, report: &Report, rules: &Rules, locale: Locale) -> String {
    let query = report.query();
    let search = (!query.text.is_empty()).then(|| query.text.clone());
    let conditions = conditions(query, rules, locale);
    let filters = search
        .into_iter()
        .chain(conditions.into_iter().map(|condition| condition.text));
    let range = query.subject.has_range().then(|| {
        let (first, last) = report.range();
        format!("{first} {last}")
    });
    let day = report.past_day().map(|day| day.to_string());
    let parts = std::iter::once(name.to_owned()).chain(day);
    let parts = parts.chain(range).chain(filters);
    parts.collect::<Vec<_>>().join(", ")
}
