//! Quotes: several offers summed up, what they would do to the tier, and those that this browser keeps.

use super::{
    embed::Embed,
    form::{Answer, Answered, NameField, tell},
    icons::{Icon, Pic},
    kept::KeptNote,
    ladder::Ladder,
    modal::DeleteDialog,
};
use crate::{
    model::{period::parse_date, sorted::sort_by},
    platform::{clipboard, own},
    query::library::Quote,
    route::{Page, Panel},
    state::app::App,
    view::quote::{self, QuoteView},
};
use leptos::prelude::*;

/// The quote that is being made, and the saved ones.
#[component]
pub(super) fn Quotes() -> impl IntoView {
    let app = expect_context::<App>();
    let day = Memo::new(move |_| app.form.with(|form| parse_date(&form.day)));
    let view = Memo::new(move |_| {
        let offers = app.offers.get();
        let of_the_book = app.ask(|question, _| {
            let book = Some((question.standing, question.ledger));
            app.calculate(|setting| {
                quote::quote(&setting, &offers, day.get().unwrap_or(setting.day), book)
            })
        });
        let without = || {
            app.calculate(|setting| {
                quote::quote(&setting, &offers, day.get().unwrap_or(setting.day), None)
            })
        };
        of_the_book.flatten().or_else(without)
    });
    let embed = Memo::new(move |_| {
        !own::IS_WHOLE && app.route.with(|route| route.panel == Some(Panel::Embed))
    });
    view! {
        <div class="col">
            <section class="card quote" aria-labelledby="quote-title">
                <h2 id="quote-title">{app.words(|words| words.calc_quote())}</h2>
                {move || match view.get() {
                    Some(view) if !view.lines.is_empty() => view! { <Lines view/> }.into_any(),
                    _ => view! { <p class="small">{app.words(|words| words.calc_quote_empty())}</p> }.into_any(),
                }}
            </section>
            <Saved/>
        </div>
        {move || embed.get().then(|| view! { <Embed/> })}
    }
}

#[component]
fn Lines(view: QuoteView) -> impl IntoView {
    let app = expect_context::<App>();
    let text = StoredValue::new({
        let notes = app.calculate(|setting| {
            let version = app.form.with_untracked(|form| setting.version(form)).ok()?;
            Some(setting.notes(version))
        });
        view.text(&notes.flatten().unwrap_or_default())
    });
    let copied = RwSignal::new(None::<bool>);
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let done = clipboard::copy(&text.get_value()).await;
            copied.try_set(Some(done.is_ok()));
        });
    };
    let remove = move |index: usize| {
        app.offers.update(|offers| {
            if index < offers.len() {
                offers.remove(index);
            }
        });
    };
    let lines = view.lines.into_iter().enumerate().map(|(index, line)| {
        let number = (index + 1).to_string();
        view! {
            <li>
                <div>
                    <b>{line.amount}</b>
                    <span class="small">{line.about}</span>
                </div>
                {match line.points {
                    Ok(points) => view! {
                        <div class="quote-points">
                            <data data-figure="quote.line" value=points.total.figure.value>{points.total.figure.text}</data>
                            <span class="working">{points.total.working}</span>
                        </div>
                    }.into_any(),
                    Err(problem) => view! { <p class="field-problem"><Pic icon=Icon::Warning/>{problem}</p> }.into_any(),
                }}
                <button
                    class="btn quiet square"
                    type="button"
                    aria-label=app.words(|words| format!("{}: {}", words.calc_line(number), words.calc_line_remove()))
                    on:click=move |_| remove(index)
                >
                    <Pic icon=Icon::Close/>
                </button>
            </li>
        }
    });
    view! {
        <ol class="quote-lines" aria-label=app.words(|words| words.calc_lines())>{lines.collect_view()}</ol>
        {view.sum.map(|([total, sold, managed], sentence)| view! {
            <p class="quote-sum">
                {sentence}
                // For scripts: the sentence has them in words.
                <span hidden>
                    {[total, sold, managed].map(|figure| view! { <data data-figure=figure.key value=figure.value></data> })}
                </span>
            </p>
        })}
        {(!view.effect.is_empty()).then(|| view! {
            <div class="quote-effect" role="status">
                <h3>{app.words(|words| words.calc_effect())}</h3>
                {view.ladder.map(|ladder| view! { <Ladder ladder/> })}
                {view.effect.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
                <p class="small">{app.words(|words| words.calc_effect_day())}</p>
            </div>
        })}
        <p class="actions">
            <button class="btn" type="button" on:click=copy>{app.words(|words| words.calc_copy())}</button>
            <button class="btn" type="button" on:click=move |_| app.offers.set(Vec::new())>{app.words(|words| words.calc_clear())}</button>
        </p>
        <div role="status">
            {move || copied.get().map(|done| match done {
                true => view! { <p class="done"><Pic icon=Icon::Met/>{app.words(|words| words.calc_copied())}</p> }.into_any(),
                false => view! {
                    <p class="wrong"><Pic icon=Icon::Warning/>{app.words(|words| words.calc_copy_failed())}</p>
                    <textarea readonly rows="6" aria-label=app.words(|words| words.calc_copy_text())>{text.get_value()}</textarea>
                }.into_any(),
            })}
        </div>
        <Save/>
    }
}

/// Keeps the quote under a name.
#[component]
fn Save() -> impl IntoView {
    let app = expect_context::<App>();
    let name = RwSignal::new(String::new());
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let library = app.library();
        let day = app.form.with_untracked(|form| parse_date(&form.day));
        let offers = app.offers.get_untracked();
        let saved = library
            .change(|library, new| library.create_quote(&new, &name.get_untracked(), offers, day));
        if saved.is_ok() {
            name.set(String::new());
        }
        tell(
            app,
            answer,
            saved.map(|()| app.words(|words| words.calc_saved())),
        );
    };
    view! {
        <form class="quote-save" on:submit=save>
            <NameField id="quote-name" label=app.words(|words| words.calc_quote_name()) value=name/>
            <button class="btn" type="submit">{app.words(|words| words.calc_save())}</button>
            <Answered answer/>
        </form>
    }
}

/// The quotes that this browser keeps, the latest first.
#[component]
fn Saved() -> impl IntoView {
    let app = expect_context::<App>();
    let library = app.library();
    let quotes = Memo::new(move |_| {
        let mut quotes: Vec<Quote> = library
            .library
            .with(|library| library.quotes().cloned().collect());
        sort_by(&mut quotes, |a, b| {
            (b.created_on, &a.name).cmp(&(a.created_on, &b.name))
        });
        quotes
    });
    let going = Memo::new(move |_| {
        let asked = app.route.with(|route| {
            route
                .item
                .clone()
                .filter(|_| route.panel == Some(Panel::Delete))
        });
        asked.and_then(|id| {
            quotes.with(|quotes| quotes.iter().find(|quote| quote.id == id).cloned())
        })
    });
    let delete = move |id: String| {
        let _always = library.change(|library, _| {
            library.delete_quote(&id);
            Ok::<_, std::convert::Infallible>(())
        });
        app.change(|route| *route = route.on(Page::Calculator));
    };
    view! {
        {move || going.get().map(|quote| {
            let id = quote.id;
            view! { <DeleteDialog name=quote.name on_delete=move |()| delete(id.clone())/> }
        })}
        <section class="card" aria-labelledby="quotes-title">
            <h2 id="quotes-title">{app.words(|words| words.calc_quotes())}</h2>
            <KeptNote/>
            {move || match quotes.with(Vec::is_empty) {
                true => view! { <p class="small">{app.words(|words| words.calc_quotes_none())}</p> }.into_any(),
                false => view! {
                    <ul class="quote-saved">
                        {quotes.get().into_iter().map(|quote| {
                            let day = app.locale(|locale| locale.format.date(quote.created_on));
                            let (id, lines, of) = (quote.id.clone(), quote.lines.clone(), quote.day);
                            let named = |action: &str| format!("{action}: {}", quote.name);
                            let open = app.words(|words| words.calc_quote_load());
                            let delete = app.words(|words| words.delete());
                            let (open_label, delete_label) = (named(&open), named(&delete));
                            view! {
                                <li>
                                    <b>{quote.name.clone()}</b>
                                    <span class="small">{day}</span>
                                    <button class="btn" type="button" aria-label=open_label on:click=move |_| {
                                        app.offers.set(lines.clone());
                                        app.form.update(|form| form.day = of.map_or_else(String::new, |day| day.to_string()));
                                    }>{open}</button>
                                    <button class="btn quiet" type="button" aria-label=delete_label on:click=move |_| app.change(|route| {
                                        route.item = Some(id.clone());
                                        route.panel = Some(Panel::Delete);
                                    })>{delete}</button>
                                </li>
                            }
                        }).collect_view()}
                    </ul>
                }.into_any(),
            }}
        </section>
    }
}
