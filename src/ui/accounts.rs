//! The accounts side by side: the latest snapshot of each.

use super::history::Exact;
use crate::{
    query::history::History,
    state::app::App,
    view::{
        data::{self, Source},
        history::{self, AccountView},
    },
    words::Words,
};
use leptos::prelude::*;
use std::sync::Arc;

/// An account's line: its figures, or why there are none.
type Line = Result<AccountView, (String, String)>;

#[component]
pub(super) fn Accounts() -> impl IntoView {
    let app = expect_context::<App>();
    // Computed anew where the history has changed, or the rules.
    let asked = Memo::new(move |_| {
        let history = app.history().history.get();
        app.rules.get().map(|_| history)
    });
    view! {
        {move || asked.get().map(|history| view! { <Table history/> })}
    }
}

#[component]
fn Table(history: Arc<History>) -> impl IntoView {
    let app = expect_context::<App>();
    let lines: RwSignal<Vec<Line>> = RwSignal::new(Vec::new());
    let state = app.history();
    let of_all = history.accounts().len();
    leptos::task::spawn_local(async move {
        for account in history.accounts() {
            let Some(latest) = history.latest(&account.id) else {
                continue;
            };
            let line = match state.computed(latest).await {
                Ok(computed) => {
                    Ok(app.locale(|locale| history::account(account, &computed, locale)))
                }
                Err(failure) => {
                    let source = Source::Snapshot(Some(latest.name.clone()));
                    let said = app.locale(|locale| data::failure(&source, &failure, locale));
                    Err((account.name.clone(), said.title))
                }
            };
            // Meanwhile the page may be gone.
            if lines.try_update(|lines| lines.push(line)).is_none() {
                return;
            }
        }
    });
    let headings: [fn(&Words) -> String; 9] = [
        |words| words.accounts_column(),
        |words| words.history_column_day(),
        |words| words.tier_credited(),
        |words| words.tier_performing(),
        |words| words.column_sold(),
        |words| words.column_managed(),
        |words| words.column_total(),
        |words| words.accounts_sourced(),
        |words| words.accounts_paid(),
    ];
    let is_ready = move || lines.with(|lines| lines.len() == of_all);
    let labels = StoredValue::new(headings.map(|heading| app.words(heading)).to_vec());
    let label = move |index: usize| labels.with_value(|labels| labels.get(index).cloned());
    view! {
        <section class="card" aria-labelledby="accounts-title" aria-busy=move || (!is_ready()).to_string()>
            <header><h2 id="accounts-title">{app.words(|words| words.accounts_title())}</h2></header>
            <p class="small intro">{app.words(|words| words.accounts_note())}</p>
            <div class="scroll rows accounts" tabindex="0" role="region" aria-labelledby="accounts-title">
                <table>
                    <thead><tr>
                        {(0..headings.len()).map(|index| view! { <th scope="col" class:n={index > 3}>{label(index)}</th> }).collect_view()}
                    </tr></thead>
                    <tbody>{move || lines.get().into_iter().map(|line| match line {
                        Ok(account) => view! {
                            <tr data-account=account.id>
                                <th scope="row" data-label=label(0)>{account.name}</th>
                                <td data-label=label(1)>{account.day}</td>
                                {account.figures.into_iter().chain(account.money).enumerate().map(|(index, figure)| view! {
                                    <td class:n={index > 1} data-label=label(index.saturating_add(2))><Exact figure/></td>
                                }).collect_view()}
                            </tr>
                        }.into_any(),
                        Err((name, why)) => view! {
                            <tr><th scope="row" data-label=label(0)>{name}</th><td colspan="8">{why}</td></tr>
                        }.into_any(),
                    }).collect_view()}</tbody>
                    {move || is_ready().then(|| {
                        // Where one of them could not be read there is no sum.
                        let accounts: Result<Vec<AccountView>, _> = lines.get().into_iter().collect();
                        let accounts = accounts.unwrap_or_default();
                        let money = app.locale(|locale| history::all_accounts(&accounts, locale));
                        view! {
                            <tfoot class="all-accounts"><tr>
                                <th scope="row" colspan="4">{app.words(|words| words.accounts_all())}</th>
                                <td colspan="3" class="n small">{app.words(|words| words.accounts_not_added())}</td>
                                {money.into_iter().enumerate().map(|(index, figure)| view! {
                                    <td class="n" data-label=label(index.saturating_add(7))><Exact figure/></td>
                                }).collect_view()}
                            </tr></tfoot>
                        }
                    })}
                </table>
            </div>
            <p role="status" class="small">{move || (!is_ready()).then(|| app.words(|words| words.accounts_loading()))}</p>
        </section>
    }
}
