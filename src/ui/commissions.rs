//! The commissions page: the statements, one of them open, and the payments.

use super::{
    commission::{Listing, NotInData, vendor},
    dashboard::NothingOpen,
    exchange::Expected,
    icons::{Icon, Pic},
    tabs::Tabs,
};
use crate::{
    platform::{clock, document},
    query::report::ReportQuery,
    route::Tab,
    state::{
        app::App,
        export::{self, Format},
    },
    view::{
        commissions::{self, Check, StatementView, YearView},
        report::Shown,
        workbook::workbook,
    },
    words::Words,
};
use leptos::{prelude::*, task::spawn_local};

/// The heading of the statement that is open: it takes the focus when another one opens.
const STATEMENT: &str = "statement-title";
const LINES: &str = "statement-lines";
const STATEMENTS: &str = "statements-title";
const YEARS: &str = "payments-years";
const PAID: &str = "payments-paid";
const COMING: &str = "payments-coming";

#[component]
pub(super) fn CommissionsPage() -> impl IntoView {
    let app = expect_context::<App>();
    let ready = Memo::new(move |_| app.standing.with(Option::is_some));
    let tabs = app.words(|words| {
        vec![
            (Tab::Statements, words.tab_statements()),
            (Tab::Payments, words.tab_payments()),
        ]
    });
    let content = |tab| match tab {
        Tab::Payments => view! { <Payments/> }.into_any(),
        _ => view! { <Statements/> }.into_any(),
    };
    view! {
        <div class="page-head"><h1>{app.words(|words| words.commissions_title())}</h1></div>
        <Show when=move || ready.get() fallback=|| view! { <NothingOpen/> }>
            <Tabs label=app.words(|words| words.commissions_parts()) tabs=tabs.clone() content/>
        </Show>
    }
}

/// The list, and beside it the statement that the address names.
#[component]
fn Statements() -> impl IntoView {
    let app = expect_context::<App>();
    let item = Memo::new(move |_| app.route.with(|route| route.item.clone()));
    Effect::new(move |before: Option<Option<String>>| {
        let item = item.get();
        if before.is_some_and(|before| before != item) && item.is_some() {
            document::focus(STATEMENT);
        }
        item
    });
    let vendor = vendor(app);
    view! {
        <div class="statements" class:open=move || item.with(Option::is_some)>
            <section class="card statement-list" aria-labelledby=STATEMENTS>
                <header><h2 id=STATEMENTS tabindex="-1">{app.words(|words| words.tab_statements())}</h2></header>
                <Listing query=commissions::statements() labelled_by=STATEMENTS none=|words| words.statements_none()/>
                <p class="small">
                    <Show when=move || item.with(Option::is_none)>{app.words(|words| words.statement_choose())}" "</Show>
                    {app.words(|words| words.commission_labels_note(&vendor))}
                </p>
            </section>
            {move || item.get().map(|id| view! { <Statement id/> })}
        </div>
    }
}

/// A statement: what it says, and its lines.
#[component]
fn Statement(id: String) -> impl IntoView {
    let app = expect_context::<App>();
    let named = id.clone();
    let statement = Memo::new(move |_| {
        app.view(|book, _, _, locale| commissions::statement(&id, book, locale))
    });
    let close = move |_| {
        app.change(|route| route.item = None);
        document::focus(STATEMENTS);
    };
    view! {
        <section class="card statement" aria-labelledby=STATEMENT>
            {move || statement.get().map(|statement| match statement {
                Some(statement) => view! { <Open statement/> }.into_any(),
                None => view! {
                    <header><h2 id=STATEMENT tabindex="-1">{app.words(|words| words.statement_unknown(&named))}</h2></header>
                }
                .into_any(),
            })}
            <button class="btn quiet square statement-close" type="button" aria-label=app.words(|words| words.statement_close()) on:click=close>
                <Pic icon=Icon::Close/>
            </button>
        </section>
    }
}

#[component]
fn Open(statement: StatementView) -> impl IntoView {
    let app = expect_context::<App>();
    let StatementView {
        id,
        title,
        status,
        status_name,
        days,
        amount,
        currency,
        check,
    } = statement;
    let query = commissions::lines(&id);
    let (exported, name) = (query.clone(), title.clone());
    let saved: RwSignal<Option<String>> = RwSignal::new(None);
    let export = move |_| {
        let workbook = untrack(|| {
            app.report(&exported, |report, book, rules, locale| {
                workbook(report, false, clock::today(), (book, rules), locale)
            })
        });
        let (Some(workbook), name) = (workbook, name.clone()) else {
            return;
        };
        spawn_local(async move {
            let done = export::export(workbook, Format::Csv, &name).await;
            saved.try_set(Some(app.words(|words| match done {
                Ok(()) => words.export_done(),
                Err(why) => why.text(words),
            })));
        });
    };
    let (class, text, has_lines) = match check {
        Check::NoLines(text) => ("empty", text, false),
        Check::Equal(text) => ("lines-check", text, true),
        Check::Different(text) => ("lines-check different", text, true),
    };
    let partner = move || app.partner_name();
    view! {
        <header>
            <div>
                <p class="print-only">{partner}</p>
                <h2 id=STATEMENT tabindex="-1">{title}</h2>
            </div>
            <p class="statement-actions">
                <button class="btn" type="button" disabled=!has_lines on:click=export>
                    <Pic icon=Icon::Export/>{app.words(|words| words.statement_export())}
                </button>
                <button class="btn" type="button" on:click=move |_| document::print()>
                    {app.words(|words| words.statement_print())}
                </button>
            </p>
        </header>
        <p class="small" role="status">{move || saved.get()}</p>
        <dl class="statement-facts">
            <div>
                <dt>{app.words(|words| words.column_amount())}</dt>
                <dd class="strong"><data data-statement="amount" value=amount.0 data-currency=currency.to_string()>{amount.1}</data></dd>
            </div>
            <div>
                <dt>{app.words(|words| words.column_status())}</dt>
                <dd><span class="status" data-status=status.as_str()>{status_name}</span></dd>
            </div>
            {days.into_iter().map(|(label, day, text)| view! {
                <div><dt>{label}</dt><dd><time datetime=day>{text}</time></dd></div>
            }).collect_view()}
        </dl>
        <p class=class>{text}</p>
        {has_lines.then(|| view! {
            <h3 id=LINES>{app.words(|words| words.statement_lines_title())}</h3>
            <Listing query labelled_by=LINES none=|words| words.statement_no_lines() sums=true/>
        })}
    }
}

/// What was paid, what is due and expected, and the sums of the years.
#[component]
fn Payments() -> impl IntoView {
    let app = expect_context::<App>();
    let in_data = Memo::new(move |_| {
        app.view(|book, _, _, _| book.commissions.is_some() || book.sales.is_some())
    });
    let years = Memo::new(move |_| {
        app.view(|book, standing, rules, locale| {
            commissions::years(book, rules, standing.day, locale)
        })
        .flatten()
        .unwrap_or_default()
    });
    let none = move || years.with(Vec::is_empty);
    view! {
        {move || match in_data.get() {
            Some(false) => view! { <section class="card"><NotInData/></section> }.into_any(),
            _ if none() => view! {
                <section class="card empty"><p>{app.words(|words| words.payments_none())}</p></section>
            }
            .into_any(),
            _ => view! {
                <Expected/>
                <Years years/>
                <div class="payments">
                    <List title=PAID name=app.words(|words| words.payments_paid()) query=commissions::paid() none=|words| words.payments_paid_none() sums=true/>
                    <List title=COMING name=app.words(|words| words.payments_coming()) query=commissions::coming() none=|words| words.payments_coming_none() sums=false/>
                </div>
            }
            .into_any(),
        }}
    }
}

#[component]
fn Years(years: Memo<Vec<YearView>>) -> impl IntoView {
    let app = expect_context::<App>();
    let cell = |label: String, sum: Option<Shown>| {
        match sum {
        Some((value, text)) => {
            view! { <td class="n" data-label=label><data value=value>{text}</data></td> }.into_any()
        }
        None => {
            view! { <td class="n" data-label=label><span class="none" aria-hidden="true">"–"</span></td> }
                .into_any()
        }
    }
    };
    let row = move |year: YearView| {
        let [paid, stated, expected] = year.sums;
        let (name, code) = (year.year, year.currency.to_string());
        let key = (name.clone(), code.clone());
        app.words(|words| {
            view! {
                <tr data-year=key.0 data-currency=key.1>
                    <th scope="row" data-label=words.payments_year()>{name}</th>
                    <td data-label=words.payments_currency()>{code}</td>
                    {cell(words.payments_paid(), paid)}
                    {cell(words.payments_stated(), stated)}
                    {cell(words.payments_expected(), expected)}
                </tr>
            }
        })
    };
    view! {
        <section class="card" aria-labelledby=YEARS>
            <header><h2 id=YEARS>{app.words(|words| words.payments_years())}</h2></header>
            <div class="scroll rows" tabindex="0" role="region" aria-labelledby=YEARS>
                <table aria-labelledby=YEARS>
                    <thead>
                        <tr>
                            <th scope="col">{app.words(|words| words.payments_year())}</th>
                            <th scope="col">{app.words(|words| words.payments_currency())}</th>
                            <th scope="col" class="n">{app.words(|words| words.payments_paid())}</th>
                            <th scope="col" class="n">{app.words(|words| words.payments_stated())}</th>
                            <th scope="col" class="n">{app.words(|words| words.payments_expected())}</th>
                        </tr>
                    </thead>
                    <tbody>{move || years.get().into_iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <p class="small">{app.words(|words| words.payments_years_note())}</p>
        </section>
    }
}

/// A list of payments.
#[component]
fn List(
    title: &'static str,
    name: String,
    query: ReportQuery,
    none: fn(&Words) -> String,
    sums: bool,
) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby=title>
            <header><h2 id=title>{name}</h2></header>
            <Listing query labelled_by=title none sums/>
        </section>
    }
}
