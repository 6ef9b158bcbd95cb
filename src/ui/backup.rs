//! Lists, reports and notes as a file, and back.

use super::{
    form::{Answer, Answered},
    kept::KeptNote,
};
use crate::{
    platform::{clock, download, file},
    query::library::LARGEST,
    state::app::App,
    view::library::{restore_failure, restored},
};
use leptos::{html::Input, prelude::*};

#[component]
pub(super) fn Backup() -> impl IntoView {
    let app = expect_context::<App>();
    let chosen: NodeRef<Input> = NodeRef::new();
    let answer: RwSignal<Answer> = RwSignal::new(None);
    let count = move || {
        let count = app.library().library.with(|library| library.len());
        app.locale(|locale| {
            locale
                .words
                .backup_count(count, locale.format.number(count.into()))
        })
    };
    let save = move |_| {
        let name = format!("tierwise-{}.json", clock::today());
        let saved = download::save(&name, "application/json", &app.library().backup());
        answer.set(Some(app.words(|words| match saved {
            Some(()) => Ok(words.export_done()),
            None => Err(words.export_not_saved()),
        })));
    };
    let restore = move |_| {
        let Some(input) = chosen.get() else {
            return;
        };
        let picked = input.files().and_then(|files| files.get(0));
        // The same file can then be chosen again.
        input.set_value("");
        let Some(picked) = picked else {
            return;
        };
        leptos::task::spawn_local(async move {
            let size = usize::try_from(file::size(&picked)).unwrap_or(usize::MAX);
            let bytes = match size > LARGEST {
                true => None,
                false => file::bytes(&picked).await,
            };
            let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
            let done = match text {
                Some(text) => app.library().restore(&text),
                None => Err(crate::query::library::RestoreFailure::TooLarge(size)),
            };
            answer.try_set(Some(app.locale(|locale| match done {
                Ok(counts) => Ok(restored(&counts, locale).join(" ")),
                Err(why) => {
                    let (what, hint) = restore_failure(&why, locale);
                    Err(format!("{what} {hint}"))
                }
            })));
        });
    };
    view! {
        <section class="card" aria-labelledby="backup-title">
            <header><h2 id="backup-title">{app.words(|words| words.backup_title())}</h2></header>
            <KeptNote/>
            <p class="small">{count}</p>
            <p class="actions">
                <button class="btn" type="button" on:click=save>{app.words(|words| words.backup_save())}</button>
                <label class="btn file">
                    {app.words(|words| words.backup_restore())}
                    <input class="sr-only" type="file" accept=".json,application/json" node_ref=chosen on:change=restore/>
                </label>
            </p>
            <Answered answer/>
        </section>
    }
}
