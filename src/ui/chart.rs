//! A chart, its table, and the ways to save it.

use crate::{
    platform::{download, echarts, in_view::Watch},
    state::app::App,
    view::chart::{ChartRow, ChartView},
};
use leptos::{html::Div, prelude::*, task::spawn_local};

/// How far the drawing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Drawing {
    /// Not in view yet, or ECharts is on its way.
    Waiting,
    Drawn,
    /// ECharts cannot be loaded, or does not draw: the table stands in.
    Failed,
}

/// A figure with a canvas or, instead of it, a table of the same figures. Nothing where the view is `None`.
#[component]
pub(super) fn Chart(
    /// What to show. It is drawn anew only when it is another one.
    #[prop(into)]
    view: Signal<Option<ChartView>>,
    /// Its id, for labels and tests: one of its own on the page.
    #[prop(into)]
    name: String,
) -> impl IntoView {
    let name = StoredValue::new(name);
    let view = Memo::new(move |_| view.get());
    let there = Memo::new(move |_| view.with(Option::is_some));
    view! { <Show when=move || there.get()><Figure view name/></Show> }
}

#[component]
fn Figure(view: Memo<Option<ChartView>>, name: StoredValue<String>) -> impl IntoView {
    let app = expect_context::<App>();
    let drawing = RwSignal::new(Drawing::Waiting);
    let as_table = RwSignal::new(false);
    let not_saved = RwSignal::new(false);
    let host = NodeRef::<Div>::new();
    let chart = StoredValue::new_local(None::<echarts::Chart>);
    let watch = StoredValue::new_local(None::<Watch>);
    let text = move |part: fn(&ChartView) -> &String| {
        view.with(|view| view.as_ref().map(|view| part(view).clone()))
            .unwrap_or_default()
    };

    // ECharts comes when the chart does.
    let begin = move || {
        watch.set_value(None);
        let Some(host) = host.get_untracked() else {
            return;
        };
        spawn_local(async move {
            let made = echarts::Chart::create(&host).await;
            let next = match made {
                Some(_) => Drawing::Drawn,
                None => Drawing::Failed,
            };
            // The page may have gone on in the meantime; then nobody would let go of the chart.
            if drawing.try_set(next).is_some() {
                made.inspect(echarts::Chart::dispose);
                return;
            }
            chart.set_value(made);
        });
    };
    Effect::new(move || {
        if let Some(host) = host.get() {
            let watching = Watch::new(&host, begin);
            if watching.is_none() {
                begin();
            }
            watch.set_value(watching);
        }
    });
    Effect::new(move || {
        if drawing.get() == Drawing::Drawn {
            view.with(|view| {
                chart.with_value(|chart| chart.as_ref()?.draw(&view.as_ref()?.option))
            });
        }
    });
    on_cleanup(move || {
        chart.with_value(|chart| chart.as_ref().map(echarts::Chart::dispose));
    });

    let save = move |ending: &'static str| {
        let (Some(chart), Some(view)) = (chart.get_value(), view.get_untracked()) else {
            return;
        };
        spawn_local(async move {
            let (mime, image) = match ending {
                "png" => ("image/png", chart.png(&view.title).await),
                _ => ("image/svg+xml", chart.svg(&view.title)),
            };
            let file = format!("{}.{ending}", view.stem);
            let saved = image.and_then(|image| download::save(&file, mime, &image));
            not_saved.try_set(saved.is_none());
        });
    };
    let title = move || name.with_value(|name| format!("{name}-title"));
    let shows_table = move || match drawing.get() {
        Drawing::Drawn => as_table.get(),
        // What was never in view is not drawn, and paper shows all.
        Drawing::Waiting => as_table.get() || app.printing.get(),
        Drawing::Failed => true,
    };
    let no_canvas = move || drawing.get() != Drawing::Drawn;
    view! {
        <figure class="chart" id=name.get_value() aria-labelledby=title()>
            <figcaption>
                <span class="chart-title" id=title()>{move || text(|view| &view.title)}</span>
                <span class="chart-tools" role="group" aria-labelledby=title()>
                    <button
                        class="btn quiet"
                        type="button"
                        aria-pressed=move || shows_table().to_string()
                        disabled=move || drawing.get() == Drawing::Failed
                        on:click=move |_| as_table.update(|shown| *shown = !*shown)
                    >
                        {app.words(|words| words.chart_as_table())}
                    </button>
                    <button class="btn quiet" type="button" disabled=no_canvas on:click=move |_| save("png")>
                        {app.words(|words| words.chart_save_png())}
                    </button>
                    <button class="btn quiet" type="button" disabled=no_canvas on:click=move |_| save("svg")>
                        {app.words(|words| words.chart_save_svg())}
                    </button>
                </span>
            </figcaption>
            <p class="small" role="status">
                {move || match drawing.get() {
                    Drawing::Failed => Some(app.words(|words| words.chart_failed())),
                    _ => not_saved.get().then(|| app.words(|words| words.chart_not_saved())),
                }}
            </p>
            <div class="plot" hidden=shows_table aria-busy=move || (drawing.get() == Drawing::Waiting).to_string()>
                <div class="canvas" role="img" aria-label=move || text(|view| &view.summary) node_ref=host></div>
                <Show when=move || drawing.get() == Drawing::Waiting>
                    <p class="small">{app.words(|words| words.chart_loading())}</p>
                </Show>
            </div>
            <Show when=shows_table>
                <div class="plot scroll" tabindex="0" role="region" aria-labelledby=title()>
                    <Table view/>
                </div>
            </Show>
        </figure>
    }
}

#[component]
fn Table(view: Memo<Option<ChartView>>) -> impl IntoView {
    let table = move |view: ChartView| {
        let numbers = view.headings.into_iter().enumerate();
        let headings = numbers
            .map(|(index, heading)| view! { <th scope="col" class:n=index != 0>{heading}</th> })
            .collect_view();
        view! {
            <table>
                <caption class="small">{view.summary}</caption>
                <thead><tr>{headings}</tr></thead>
                <tbody>{view.rows.into_iter().map(row).collect_view()}</tbody>
            </table>
        }
    };
    move || view.get().map(table)
}

fn row(row: ChartRow) -> impl IntoView {
    let cells = row.cells.into_iter();
    view! {
        <tr>
            <th scope="row">
                {match row.category.iso.is_empty() {
                    true => row.category.label.into_any(),
                    false => view! { <time datetime=row.category.iso>{row.category.label}</time> }.into_any(),
                }}
                {row.expected.map(|expected| view! { " "<span class="chip">{expected}</span> })}
            </th>
            {cells.map(|cell| view! { <td class="n">{cell}</td> }).collect_view()}
        </tr>
    }
}
