//! Small parts of forms: a name, and what the form answers.

use super::icons::{Icon, Pic};
use crate::{
    query::library::Refusal,
    route::{Page, Route},
    state::app::App,
    view::library::refusal,
    words::Words,
};
use leptos::prelude::*;

/// What a form answers: done, or why not.
pub(super) type Answer = Option<Result<String, String>>;

/// A page to go on to, and what leads there.
pub(super) type WayOn = (Page, fn(&Words) -> String);

/// Answers a form, once what it did is kept.
pub(super) fn tell(app: App, answer: RwSignal<Answer>, done: Result<String, Refusal>) {
    answer.set(None);
    let library = app.library();
    leptos::task::spawn_local(async move {
        library.settled().await;
        answer.try_set(Some(
            done.map_err(|why| app.locale(|locale| refusal(&why, locale))),
        ));
    });
}

/// A form's answer where screen readers hear it, and a way on.
#[component]
pub(super) fn Answered(
    answer: RwSignal<Answer>,
    #[prop(optional)] to: Option<WayOn>,
) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <div class="answer" role="status">
            {move || answer.get().map(|answer| match answer {
                Ok(text) => view! {
                    <p class="done"><Pic icon=Icon::Met/>{text}</p>
                    {to.map(|(page, name)| view! { <p><a href=Route::default().on(page).to_hash()>{app.words(name)}</a></p> })}
                }.into_any(),
                Err(text) => view! { <p class="wrong"><Pic icon=Icon::Warning/>{text}</p> }.into_any(),
            })}
        </div>
    }
}

/// A field for a name.
#[component]
pub(super) fn NameField(
    /// Its id.
    id: &'static str,
    /// Its label.
    label: String,
    /// What stands in it.
    value: RwSignal<String>,
    /// Whether it is what a dialog is opened for, and has its focus.
    #[prop(optional)]
    first: bool,
) -> impl IntoView {
    view! {
        <label class="field">
            <span>{label}</span>
            <input id=id type="text" autocomplete="off" autofocus=first prop:value=value on:input=move |event| value.set(event_target_value(&event))/>
        </label>
    }
}

/// In the place of a list or report that the address names and this browser does not have.
#[component]
pub(super) fn Gone(
    /// That it is not there.
    text: String,
    /// The page of all of them, and what leads there.
    back: WayOn,
) -> impl IntoView {
    let app = expect_context::<App>();
    let (page, name) = back;
    view! {
        <section class="card empty">
            <p>{text}</p>
            <p class="actions"><a class="btn" href=move || app.href(page)>{app.words(name)}</a></p>
        </section>
    }
}
