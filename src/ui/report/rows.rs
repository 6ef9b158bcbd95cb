//! A table of a report's rows, in a dialog or a section.

use crate::{
    query::report::{Column, ReportQuery},
    route::{Page, Route},
    state::app::App,
    ui::client::ClientLink,
    view::report::{CellView, ReportHeading, ReportRow, ReportView},
};
use leptos::prelude::*;

/// The rows, with headings that sort and the sums of the columns. A client's name leads to its record, a statement's quarter
/// to the statement.
#[component]
pub(in crate::ui) fn Rows(
    view: Memo<Option<ReportView>>,
    /// The id of the heading that names the table.
    #[prop(into)]
    labelled_by: String,
    /// What a press on a heading does; without it the headings are plain.
    #[prop(optional, into)]
    on_sort: Option<Callback<Column>>,
) -> impl IntoView {
    let labelled_by = StoredValue::new(labelled_by);
    // Headings keep the focus while the rows under them change.
    let headings =
        Memo::new(move |_| view.with(|view| view.as_ref().map(|view| view.headings.clone())));
    let columns = Memo::new(move |_| {
        headings.with(|headings| {
            let headings = headings.iter().flatten();
            headings.map(|heading| heading.column).collect::<Vec<_>>()
        })
    });
    let empty =
        Memo::new(move |_| view.with(|view| view.as_ref().and_then(|view| view.empty.clone())));
    let has_totals = move || {
        view.with(|view| {
            view.as_ref()
                .is_some_and(|view| view.totals.iter().any(|total| !total.is_empty()))
        })
    };
    view! {
        <Show when=move || view.with(Option::is_some)>
            {move || match empty.get() {
                Some(text) => view! { <div class="empty"><p>{text}</p></div> }.into_any(),
                None => view! {
                    <div class="scroll rows" tabindex="0" role="region" aria-labelledby=labelled_by.get_value()>
                        <table aria-labelledby=labelled_by.get_value()>
                            <thead>
                                <tr>
                                    {move || columns.get().into_iter().enumerate().map(|(index, column)| view! {
                                        <Heading
                                            heading=Signal::derive(move || headings.with(|headings| headings.as_ref()?.get(index).cloned()))
                                            on_sort=on_sort.map(|on_sort| Callback::new(move |()| on_sort.run(column)))
                                        />
                                    }).collect_view()}
                                </tr>
                            </thead>
                            <tbody>
                                {move || view.with(|view| view.as_ref().map(|view| {
                                    view.rows.iter().map(|row| row_of(row, &view.headings)).collect_view()
                                }))}
                            </tbody>
                            <Show when=has_totals>
                                <tfoot><Totals view/></tfoot>
                            </Show>
                        </table>
                    </div>
                }
                .into_any(),
            }}
        </Show>
    }
}

/// Sorts by a column: the other way round where it is sorted by it already, else numbers with the largest first.
pub(in crate::ui) fn sort_by(query: &mut ReportQuery, column: Column) {
    let (by, descending) = query.order.unwrap_or_else(|| query.subject.order());
    let descending = match by == column {
        true => !descending,
        false => column.kind().is_numeric(),
    };
    query.order = Some((column, descending));
}

#[component]
fn Heading(
    heading: Signal<Option<ReportHeading>>,
    #[prop(optional_no_strip)] on_sort: Option<Callback<()>>,
) -> impl IntoView {
    let numeric =
        heading.with_untracked(|heading| heading.as_ref().is_some_and(|heading| heading.numeric));
    let order = move || heading.with(|heading| heading.as_ref().and_then(|heading| heading.order));
    let name = move || heading.with(|heading| heading.as_ref().map(|heading| heading.name.clone()));
    let Some(on_sort) = on_sort else {
        return view! { <th scope="col" class:n=numeric>{name}</th> }.into_any();
    };
    view! {
        <th scope="col" class:n=numeric aria-sort=order>
            <button class="sort" type="button" on:click=move |_| on_sort.run(())>
                {name}
                <span class="order" aria-hidden="true">{move || match order() { Some("ascending") => "▲", Some(_) => "▼", None => "" }}</span>
            </button>
        </th>
    }
    .into_any()
}

fn row_of(row: &ReportRow, headings: &[ReportHeading]) -> AnyView {
    let client = row.client.clone();
    let cells = row.cells.iter().zip(headings);
    let cells = cells.map(|(cell, heading)| cell_of(cell, heading, row));
    view! { <tr data-of=client>{cells.collect_view()}</tr> }.into_any()
}

fn cell_of(cell: &CellView, heading: &ReportHeading, row: &ReportRow) -> AnyView {
    let CellView {
        text,
        value,
        numeric,
        negative,
        gain,
        day,
        mark,
    } = cell.clone();
    match (heading.column, &row.client, &row.statement) {
        (Column::Client, Some(client), _) => {
            let id = client.clone();
            view! { <th scope="row" data-label=heading.name.clone()><ClientLink id name=text/></th> }
                .into_any()
        }
        (Column::Period, _, Some(id)) => {
            let id = id.clone();
            let href = Route::default().at_item(Page::Commissions, &id).to_hash();
            // The statement that is open on the same page.
            let route = expect_context::<App>().route;
            let current = move || {
                route
                    .with(|route| route.item.as_ref() == Some(&id))
                    .then_some("true")
            };
            view! { <th scope="row" data-label=heading.name.clone()><a href=href aria-current=current>{text}</a></th> }
                .into_any()
        }
        _ if value.is_empty() => {
            // A dash, for a cell that looks forgotten; it says nothing to a screen reader.
            view! { <td class:n=numeric data-label=heading.name.clone()><span class="none" aria-hidden="true">"–"</span></td> }
                .into_any()
        }
        _ if numeric => {
            let content = match day {
                Some((day, date)) => {
                    let mark = mark.map(|mark| view! { <span class="chip warn">{mark}</span> });
                    view! { <div class="due">{mark}<data value=value><time datetime=day>{text}<small>{date}</small></time></data></div> }
                        .into_any()
                }
                None => view! { <data value=value>{text}</data> }.into_any(),
            };
            view! { <td class="n" class:negative=negative class:gain=gain data-label=heading.name.clone()>{content}</td> }
                .into_any()
        }
        _ => view! { <td data-label=heading.name.clone()>{text}</td> }.into_any(),
    }
}

#[component]
fn Totals(view: Memo<Option<ReportView>>) -> impl IntoView {
    let app = expect_context::<App>();
    move || {
        view.with(|view| {
            view.as_ref().map(|view| {
                let totals = view.totals.iter().zip(&view.headings).enumerate();
                let cells = totals.map(|(index, (total, heading))| match index {
                    0 if total.is_empty() => {
                        view! { <th scope="row">{app.words(|words| words.totals())}</th> }.into_any()
                    }
                    _ => view! { <td class:n=heading.numeric class="strong" data-label=heading.name.clone()>{total.clone()}</td> }.into_any(),
                });
                view! { <tr>{cells.collect_view()}</tr> }
            })
        })
    }
}
