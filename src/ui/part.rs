//! Parts of the program that are loaded when they are first asked for.
//!
//! Problem: the first paint of the dashboard must not wait for the code of everything else. Idea: what is not in sight at
//! first is a [`Part`], and `make build` cuts the compiled program at the two functions below (tests/support/split.sh): what
//! only they use becomes a file of its own, which is fetched when one of its parts is first shown. A file that cannot be
//! fetched says so in the place of its part, and can be asked for again.
//!
//! Example: `Page::Rules => part(Part::Rules)`.
//!
//! What two files need and the first page does not goes into a third one, so two files with several parts each are better
//! than one for each part. Everything that shows rows is one file: the report, its table and the charts are most of it. A
//! debug build and the single file are not cut (`build.rs` says which program is): there every part is there from the start.

use super::{
    board::BoardPage,
    breakdown::Breakdown,
    calculator::{CalculatorPage, Drawer},
    changes::Changes,
    client::ClientPage,
    commission::Commission,
    commissions::CommissionsPage,
    data::DataPage,
    endpoint::{Freshness, NotOpened, NotRefreshed, Waiting},
    history::HistoryPage,
    lists::ListsPage,
    peek::Peek,
    problems::Refusal,
    renewals::Renewals,
    report::Dialog,
    reports::ReportsPage,
    rules::RulesPage,
    shared::SharedSelling,
    team::Team,
    tier::TierPage,
};
use crate::{platform::pause, state::app::App};
use leptos::prelude::*;
use std::pin::Pin;
use wasm_split_helpers::SplitLoaderError;

/// A part of the page that is loaded later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Dialog,
    Changes,
    Shared,
    Commission,
    Renewals,
    Breakdown,
    Team,
    Commissions,
    Client,
    Tier,
    Peek,
    Board,
    Reports,
    Lists,
    Data,
    History,
    Refusal,
    Rules,
    Freshness,
    NotOpened,
    NotRefreshed,
    Waiting,
    Calculator,
    Drawer,
}

impl Part {
    /// Whether it is a line about an endpoint. It takes no room before it is there, and its file is what asked the endpoint.
    const fn is_line(self) -> bool {
        matches!(
            self,
            Self::Freshness | Self::NotOpened | Self::NotRefreshed | Self::Waiting
        )
    }
}

/// What a file is once it is there: it lays out its parts.
type LayOut = fn(Part) -> AnyView;

/// A file on its way.
type Coming = Pin<Box<dyn Future<Output = Result<LayOut, SplitLoaderError>>>>;

/// Declares the parts of a file, in a function that only that file contains.
macro_rules! file {
    ($file:ident: $($part:ident => $component:ident),+) => {
        #[cfg(cut)]
        #[::wasm_split_helpers::wasm_split($file, fallible)]
        fn $file() -> Result<LayOut, SplitLoaderError> {
            Ok(|part| match part {
                $(Part::$part => view! { <$component/> }.into_any(),)+
                _ => ().into_any(),
            })
        }
        #[cfg(not(cut))]
        async fn $file() -> Result<LayOut, SplitLoaderError> {
            Ok(|part| match part {
                $(Part::$part => view! { <$component/> }.into_any(),)+
                _ => ().into_any(),
            })
        }
    };
}

file! {
    setup: Data => DataPage,
    Refusal => Refusal,
    Rules => RulesPage,
    Freshness => Freshness,
    NotOpened => NotOpened,
    NotRefreshed => NotRefreshed,
    Waiting => Waiting
}
file! { history: History => HistoryPage }
file! {
    rows: Dialog => Dialog,
    Changes => Changes,
    Shared => SharedSelling,
    Commission => Commission,
    Renewals => Renewals,
    Breakdown => Breakdown,
    Team => Team,
    Commissions => CommissionsPage,
    Client => ClientPage,
    Tier => TierPage,
    Peek => Peek,
    Board => BoardPage,
    Reports => ReportsPage,
    Lists => ListsPage,
    Calculator => CalculatorPage,
    Drawer => Drawer
}

fn ask(part: Part) -> Coming {
    match part {
        Part::Data | Part::Refusal | Part::Rules => Box::pin(setup()),
        line if line.is_line() => Box::pin(setup()),
        Part::History => Box::pin(history()),
        _ => Box::pin(rows()),
    }
}

/// Asks for the file of everything that shows rows, while the data is on its way: the dashboard will want it.
pub(super) fn preload() {
    leptos::task::spawn_local(async {
        // Where it does not come, whoever shows a part of it asks again, and says so.
        let _ = rows().await;
    });
}

/// The part, or that it is loading, or that it could not be loaded.
pub(super) fn part(part: Part) -> AnyView {
    let app = expect_context::<App>();
    let answer: RwSignal<Option<Result<LayOut, ()>>> = RwSignal::new(None);
    let load = move || {
        answer.set(None);
        leptos::task::spawn_local(async move {
            let file = ask(part).await;
            // Meanwhile the user may have gone elsewhere, and the signal with the page.
            answer.try_set(Some(file.map_err(drop)));
            let over = matches!(
                part,
                Part::Dialog | Part::Peek | Part::Drawer | Part::Refusal
            );
            if !over && !part.is_line() {
                pause::until_painted().await;
                app.arrived.update(|arrived| *arrived += 1);
            }
        });
    };
    load();
    (move || match answer.get() {
        None | Some(Err(())) if part.is_line() => ().into_any(),
        None => view! { <Skeleton role="status"/> }.into_any(),
        Some(Ok(lay_out)) => lay_out(part),
        Some(Err(())) => view! {
            <section class="card empty">
                <p role="alert">{app.words(|words| words.part_missing())}</p>
                <p class="actions">
                    <button class="btn primary" type="button" on:click=move |_| load()>
                        {app.words(|words| words.try_again())}
                    </button>
                </p>
            </section>
        }
        .into_any(),
    })
    .into_any()
}

/// The shape of what comes.
#[component]
pub(super) fn Skeleton(
    /// "status" where nothing else says that something is on its way.
    #[prop(optional)]
    role: Option<&'static str>,
) -> impl IntoView {
    let app = expect_context::<App>();
    view! {
        <section class="card skeleton" aria-busy="true">
            <p class="small" role=role>{app.words(|words| words.loading())}</p>
            <div class="bone wide"></div>
            <div class="bone"></div>
        </section>
    }
}
