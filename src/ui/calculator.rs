//! The points calculator: a drawer at the edge of every page, and a page of its own with quotes.
//!
//! Both show the same form, which keeps what was typed from page to page; the answer follows every key.

use super::{
    app::DRAWER_TAB,
    icons::{Icon, Pic},
    quote::Quotes,
    select::Select,
    tabs::{TabList, panel_id, tab_id},
};
use crate::{
    model::sale::DealType,
    platform::{document, own},
    route::{CALCULATOR, Page, Tab},
    state::app::App,
    view::{
        calculator::{Field, Form, Method, Problem, Worked},
        deal_type_name,
    },
};
use leptos::{ev::KeyboardEvent, prelude::*};

/// Before the ids of the calculator's tabs: the page beside the drawer has tabs of its own.
const TABS: &str = "calc-";

/// The calculator's own page.
#[component]
pub(super) fn CalculatorPage() -> impl IntoView {
    let app = expect_context::<App>();
    let tab = Memo::new(move |_| {
        let asked = app.route.with(|route| route.tab);
        asked
            .filter(|tab| CALCULATOR.contains(tab))
            .unwrap_or(Tab::Points)
    });
    let choose = move |tab| app.change(|route| route.tab = Some(tab));
    view! {
        <div class="page-head">
            <h1>{app.words(|words| words.calc_title())}</h1>
            // A file on a disk has no address that another site could load anything from.
            {(!own::IS_WHOLE).then(|| view! {
                <button class="btn" type="button" on:click=move |_| app.change(|route| route.panel = Some(crate::route::Panel::Embed))>
                    {app.words(|words| words.calc_embed())}
                </button>
            })}
        </div>
        <div class="calc-page">
            <section class="card calc" aria-label=app.words(|words| words.calc_title())>
                <Calculator tab choose/>
            </section>
            <Quotes/>
        </div>
    }
}

/// The drawer. It does not cover what one reads while calculating, so the page beside it stays usable.
#[component]
pub(super) fn Drawer() -> impl IntoView {
    let app = expect_context::<App>();
    let tab = Memo::new(move |_| app.route.with(|route| route.drawer.unwrap_or(Tab::Points)));
    let choose = move |tab| app.adjust(|route| route.drawer = Some(tab));
    let close = move || app.change(|route| route.drawer = None);
    // After this turn: by then the tab is there again.
    on_cleanup(|| leptos::task::spawn_local(async { document::focus(DRAWER_TAB) }));
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            close();
        }
    };
    Effect::new(move || document::focus(&field_id(Field::Amount)));
    view! {
        <aside class="drawer calc" aria-labelledby="drawer-title" on:keydown=on_key>
            <header class="drawer-head">
                <h2 id="drawer-title">{app.words(|words| words.calc_title())}</h2>
                <button class="btn quiet square" type="button" aria-label=app.words(|words| words.close()) on:click=move |_| close()>
                    <Pic icon=Icon::Close/>
                </button>
            </header>
            <Calculator tab choose/>
            <p><a href=move || app.href(Page::Calculator)>{app.words(|words| words.calc_whole())}</a></p>
        </aside>
    }
}

/// The form and its answer.
#[component]
fn Calculator(
    /// The part that is shown.
    tab: Memo<Tab>,
    /// Shows another part.
    #[prop(into)]
    choose: Callback<Tab>,
) -> impl IntoView {
    let app = expect_context::<App>();
    let chosen = Memo::new(move |_| Some(tab.get()));
    let tabs = app.words(|words| {
        vec![
            (Tab::Points, words.calc_tab_points()),
            (Tab::Currency, words.calc_tab_currency()),
        ]
    });
    view! {
        <TabList label=app.words(|words| words.calc_tabs()) tabs chosen choose prefix=TABS/>
        <div class="calc-body" role="tabpanel" id=move || panel_id(TABS, tab.get()) aria-labelledby=move || tab_id(TABS, tab.get())>
            {move || match tab.get() {
                Tab::Currency => view! { <Convert/> }.into_any(),
                _ => view! { <Points/> }.into_any(),
            }}
        </div>
        <Notes/>
    }
}

/// No other element of any page has it: the drawer is beside all of them.
fn field_id(field: Field) -> String {
    format!("calc-{}", field.as_str())
}

/// Points from an amount.
#[component]
fn Points() -> impl IntoView {
    let app = expect_context::<App>();
    let answer =
        Memo::new(move |_| app.calculate(|setting| app.form.with(|form| setting.points(form))));
    let problem =
        Signal::derive(move || answer.with(|answer| answer.as_ref()?.as_ref().err().cloned()));
    let manages = Memo::new(move |_| app.form.with(|form| form.manages));
    let add = move |_| {
        let offer =
            answer.with_untracked(|answer| answer.as_ref()?.as_ref().ok().map(|view| view.offer));
        if let Some(offer) = offer {
            app.offers.update(|offers| offers.push(offer));
        }
    };
    let on_page = Memo::new(move |_| app.route.with(|route| route.page == Page::Calculator));
    view! {
        <Typed field=Field::Amount label=app.words(|words| words.calc_amount()) problem value=|form| &mut form.amount/>
        <Market problem/>
        <CurrencyChoice problem/>
        <fieldset class="field choice">
            <legend>{app.words(|words| words.calc_manages())}</legend>
            {[true, false].map(|yes| view! {
                <label>
                    <input
                        type="radio"
                        name="manages"
                        prop:checked=move || manages.get() == yes
                        on:change=move |_| app.form.update(|form| form.manages = yes)
                    />
                    {app.words(|words| if yes { words.calc_yes() } else { words.calc_no() })}
                </label>
            })}
        </fieldset>
        <Show when=move || manages.get()>
            <Typed field=Field::Partners label=app.words(|words| words.calc_partners()) problem value=|form| &mut form.partners/>
        </Show>
        <DealAndDay problem/>
        <div class="calc-results" aria-live="polite">
            <h3>{app.words(|words| words.calc_results())}</h3>
            {move || answer.get().and_then(Result::ok).map(|view| view! {
                <dl>
                    <Shown name=app.words(|words| words.calc_total_points()) worked=view.total class="total"/>
                    <Shown name=app.words(|words| words.calc_sold_points()) worked=view.sold class="sold"/>
                    <Shown name=app.words(|words| words.calc_managed_points()) worked=view.managed class="managed"/>
                </dl>
            })}
            <Unanswered problem/>
        </div>
        <p class="actions">
            <Show when=move || on_page.get()>
                <button class="btn primary" type="button" disabled=move || problem.with(Option::is_some) on:click=add>
                    {app.words(|words| words.calc_add())}
                </button>
            </Show>
            <Reset/>
        </p>
    }
}

/// An amount from points and back.
#[component]
fn Convert() -> impl IntoView {
    let app = expect_context::<App>();
    let answer =
        Memo::new(move |_| app.calculate(|setting| app.form.with(|form| setting.convert(form))));
    let problem =
        Signal::derive(move || answer.with(|answer| answer.as_ref()?.as_ref().err().cloned()));
    let method = Memo::new(move |_| app.form.with(|form| form.method));
    let methods = app.words(|words| {
        vec![
            (
                Method::PointsToCurrency.as_str().to_owned(),
                words.calc_points_to_currency(),
            ),
            (
                Method::CurrencyToPoints.as_str().to_owned(),
                words.calc_currency_to_points(),
            ),
        ]
    });
    let points = move |field: Field| {
        app.words(|words| match field {
            Field::Sold => words.calc_sold_points(),
            _ => words.calc_managed_points(),
        })
    };
    let value = move |field: Field| {
        app.words(|words| match field {
            Field::Sold => words.calc_sold_value(),
            _ => words.calc_managed_value(),
        })
    };
    let to_currency = move || method.get() == Method::PointsToCurrency;
    let asked = move |field| {
        if to_currency() {
            points(field)
        } else {
            value(field)
        }
    };
    let answered = move |field| {
        if to_currency() {
            value(field)
        } else {
            points(field)
        }
    };
    view! {
        <Select
            name="calc-method"
            label=app.words(|words| words.calc_method())
            choices=Signal::derive(move || methods.clone())
            chosen=Signal::derive(move || method.get().as_str().to_owned())
            on_choice=move |word: String| {
                if let Some(method) = Method::parse(&word) {
                    app.form.update(|form| form.method = method);
                }
            }
        />
        <Market problem/>
        <CurrencyChoice problem/>
        <Typed field=Field::Sold label=Signal::derive(move || asked(Field::Sold)) problem value=|form| &mut form.sold/>
        <Typed field=Field::Managed label=Signal::derive(move || asked(Field::Managed)) problem value=|form| &mut form.managed/>
        <DealAndDay problem/>
        <div class="calc-results" aria-live="polite">
            <h3>{app.words(|words| words.calc_results())}</h3>
            {move || answer.get().and_then(Result::ok).map(|view| view! {
                <dl>
                    {view.sold.map(|worked| view! { <Shown name=answered(Field::Sold) worked class="sold"/> })}
                    {view.managed.map(|worked| view! { <Shown name=answered(Field::Managed) worked class="managed"/> })}
                </dl>
            })}
            <Unanswered problem/>
        </div>
        <p class="actions"><Reset/></p>
    }
}

/// A figure of the answer with its working.
#[component]
fn Shown(name: String, worked: Worked, class: &'static str) -> impl IntoView {
    let Worked { figure, working } = worked;
    let currency = figure.currency.map(|currency| currency.to_string());
    view! {
        <div class=class>
            <dt>{name}</dt>
            <dd>
                <data data-figure=figure.key data-currency=currency value=figure.value>{figure.text}</data>
                <span class="working">{working}</span>
            </dd>
        </div>
    }
}

/// In the place of an answer: what to type. What is wrong with a field stands at the field.
#[component]
fn Unanswered(problem: Signal<Option<Problem>>) -> impl IntoView {
    let app = expect_context::<App>();
    move || {
        let problem = problem.get()?;
        let text = match problem.is_empty {
            true => problem.text,
            false => app.words(|words| words.calc_fix()),
        };
        Some(view! { <p class="small">{text}</p> })
    }
}

#[component]
fn Reset() -> impl IntoView {
    let app = expect_context::<App>();
    let reset = move |_| {
        app.form.set(Form::default());
        document::focus(&field_id(Field::Amount));
    };
    view! { <button class="btn" type="button" on:click=reset>{app.words(|words| words.calc_reset())}</button> }
}

/// The problem of a field, if it has one that is more than being empty.
fn at(problem: Signal<Option<Problem>>, field: Field) -> Option<Problem> {
    problem.with(|problem| {
        problem
            .clone()
            .filter(|problem| problem.field == field && !problem.is_empty)
    })
}

/// A field that people type into, and what is wrong with it.
#[component]
fn Typed(
    field: Field,
    #[prop(into)] label: Signal<String>,
    problem: Signal<Option<Problem>>,
    /// Its text in the form.
    value: fn(&mut Form) -> &mut String,
    #[prop(optional)] list: Option<&'static str>,
    #[prop(optional)] kind: Option<&'static str>,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let app = expect_context::<App>();
    let id = StoredValue::new(field_id(field));
    let set = move |text: String| app.form.update(|form| *value(form) = text);
    let text = move || {
        let mut form = app.form.get();
        std::mem::take(value(&mut form))
    };
    let wrong = Memo::new(move |_| at(problem, field));
    let described = format!("{}-problem", id.get_value());
    let describes = described.clone();
    view! {
        <div class="field">
            <label for=id.get_value()>{label}</label>
            <input
                id=id.get_value()
                type=kind.unwrap_or("text")
                inputmode=(list.is_none() && kind.is_none()).then_some("decimal")
                list=list
                placeholder=hint
                autocomplete="off"
                spellcheck="false"
                aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                aria-describedby=move || wrong.with(Option::is_some).then(|| describes.clone())
                prop:value=text
                on:input=move |event| set(event_target_value(&event))
            />
            <div id=described class="field-problem" role="status">
                {move || wrong.get().map(|problem| view! {
                    <p><Pic icon=Icon::Warning/>{problem.text}</p>
                    {(!problem.readings.is_empty()).then(|| view! {
                        <p class="actions">
                            {problem.readings.into_iter().map(|(shown, typed)| view! {
                                <button class="btn" type="button" on:click=move |_| {
                                    set(typed.clone());
                                    id.with_value(|id| document::focus(id));
                                }>{shown}</button>
                            }).collect_view()}
                        </p>
                    })}
                })}
            </div>
        </div>
    }
}

/// The customer's country or market, found by typing a part of its name.
#[component]
fn Market(problem: Signal<Option<Problem>>) -> impl IntoView {
    let app = expect_context::<App>();
    let day = Memo::new(move |_| app.form.with(|form| form.day.clone()));
    let options = move || {
        day.track();
        app.calculate(|setting| {
            let version = app.form.with_untracked(|form| setting.version(form)).ok()?;
            let mut options = setting.customers(version);
            // The markets stay first.
            if let Some(countries) = options.get_mut(2..) {
                setting
                    .locale
                    .sort_by_name(countries, |option| &option.name);
            }
            Some(options)
        })
        .flatten()
        .unwrap_or_default()
    };
    view! {
        <Typed
            field=Field::Market
            label=app.words(|words| words.calc_market())
            problem
            value=|form| &mut form.market
            list="calc-customers"
            hint=app.words(|words| words.calc_market_hint())
        />
        <datalist id="calc-customers">
            {move || options().into_iter().map(|option| view! { <option value=option.name>{option.note}</option> }).collect_view()}
        </datalist>
    }
}

#[component]
fn CurrencyChoice(problem: Signal<Option<Problem>>) -> impl IntoView {
    let app = expect_context::<App>();
    let day = Memo::new(move |_| app.form.with(|form| form.day.clone()));
    let choices = Signal::derive(move || {
        day.track();
        app.calculate(|setting| {
            let version = app.form.with_untracked(|form| setting.version(form)).ok()?;
            let named = |currency: crate::model::currency::Currency| {
                let code = currency.to_string();
                let text = format!("{code} · {}", setting.locale.format.currency(currency));
                (code, text)
            };
            Some(setting.currencies(version).into_iter().map(named).collect())
        })
        .flatten()
        .unwrap_or_default()
    });
    let chosen = Signal::derive(move || {
        let typed = app.form.with(|form| form.currency.clone());
        let default = app.calculate(|setting| setting.currency.to_string());
        if typed.is_empty() {
            default.unwrap_or_default()
        } else {
            typed
        }
    });
    view! {
        <Select
            name="calc-currency"
            label=app.words(|words| words.calc_currency())
            choices
            chosen
            on_choice=move |code: String| app.form.update(|form| form.currency = code)
        />
        {move || at(problem, Field::Currency).map(|problem| view! { <p class="field-problem" role="status"><Pic icon=Icon::Warning/>{problem.text}</p> })}
    }
}

/// What has a default that fits most: who brings the deal, and the day whose rules count.
#[component]
fn DealAndDay(problem: Signal<Option<Problem>>) -> impl IntoView {
    let app = expect_context::<App>();
    let deals = app.words(|words| {
        DealType::ALL
            .iter()
            .map(|deal| (deal.as_str().to_owned(), deal_type_name(words, *deal)))
            .collect::<Vec<_>>()
    });
    let default = move || {
        let day = app.calculate(|setting| {
            setting
                .locale
                .words
                .calc_day_hint(setting.locale.format.date(setting.day))
        });
        day.unwrap_or_default()
    };
    view! {
        <Select
            name="calc-deal"
            label=app.words(|words| words.calc_deal())
            choices=Signal::derive(move || deals.clone())
            chosen=Signal::derive(move || app.form.with(|form| form.deal_type.as_str().to_owned()))
            on_choice=move |word: String| {
                if let Some(deal) = DealType::parse(&word) {
                    app.form.update(|form| form.deal_type = deal);
                }
            }
        />
        <p class="small hint">{app.words(|words| words.calc_deal_hint(deal_type_name(words, DealType::PartnerSourced)))}</p>
        <Typed field=Field::Day label=app.words(|words| words.calc_day()) problem value=|form| &mut form.day kind="date"/>
        <p class="small hint">{default}</p>
    }
}

/// The rules behind the answer.
#[component]
fn Notes() -> impl IntoView {
    let app = expect_context::<App>();
    let notes = move || {
        let notes = app.calculate(|setting| {
            let version = app.form.with(|form| setting.version(form)).ok()?;
            Some(setting.notes(version))
        });
        notes.flatten().unwrap_or_default()
    };
    view! {
        <ul class="calc-notes small">
            {move || notes().into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}
        </ul>
    }
}
