//! The tier page: how the tier stands on the day of the data or on a past one, and the points by client.

use super::{
    chart::Chart,
    clients::Clients,
    dashboard::NothingOpen,
    figure::Figure,
    icons::{Icon, Pic},
    progress::Tier,
    range::{Chosen, RangeMenu},
    select::Select,
    tabs::Tabs,
};
use crate::{
    engine::explain::{Key, Question},
    model::{period::parse_date, tier::TierId},
    platform::document,
    query::report::{ReportQuery, Subject},
    route::{Page, Route, Tab},
    state::app::App,
    view::{
        Locale,
        course::{self, CourseView},
        insights::{self, InsightView},
        tier::{self, AccountView, CheckpointView, DayView, TierPageView},
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// The date field.
const DAY: &str = "tier-day";

/// Asks about the tier chosen in "Get to", and follows the choice.
fn ask<T>(app: App, make: impl FnOnce(&Question, Locale) -> T) -> Option<T> {
    let goal: Option<TierId> = app.route.with(|route| route.goal.clone());
    app.ask(|question, locale| {
        let chosen = goal
            .as_ref()
            .filter(|goal| question.rules.tier(goal).is_some());
        let question = Question {
            goal: chosen.or(question.goal),
            ..question
        };
        make(&question, locale)
    })
}

#[component]
pub(super) fn TierPage() -> impl IntoView {
    let app = expect_context::<App>();
    let ready = Memo::new(move |_| app.standing.with(Option::is_some));
    view! {
        <div class="page-head">
            <h1>{app.words(|words| words.tier_title())}</h1>
            <Show when=move || ready.get()><DayField/></Show>
        </div>
        {move || match ready.get() {
            true => view! { <Parts/> }.into_any(),
            false => view! { <NothingOpen/> }.into_any(),
        }}
    }
}

/// The day that the page shows, and the rules of that day.
#[component]
fn DayField() -> impl IntoView {
    let app = expect_context::<App>();
    let view = Memo::new(move |_| app.ask(|question, locale| tier::day(&question, locale)));
    let part = move |part: fn(&DayView) -> String| {
        view.with(|view| view.as_ref().map(part))
            .unwrap_or_default()
    };
    let choose = move |text: &str| {
        let limits = untrack(|| part(|view| view.limits.0.clone()));
        let own = untrack(|| part(|view| view.limits.1.clone()));
        // A date field is empty while somebody types, and its year is 0002 before it is 2024: then the day stays.
        let (Some(day), Some(first), Some(last)) =
            (parse_date(text), parse_date(&limits), parse_date(&own))
        else {
            return;
        };
        if first <= day && day <= last {
            app.change(|route| route.day = (day != last).then_some(day));
        }
    };
    let past = move || view.with(|view| view.as_ref().and_then(|view| view.past.clone()));
    view! {
        <div class="tier-day">
            <label class="select">
                <span>{app.words(|words| words.tier_day())}</span>
                <input
                    id=DAY
                    type="date"
                    min=move || part(|view| view.limits.0.clone())
                    max=move || part(|view| view.limits.1.clone())
                    prop:value=move || part(|view| view.day.clone())
                    on:change=move |event| choose(&event_target_value(&event))
                    // It names the day that is shown, whatever was typed.
                    on:blur=move |_| document::set_value(DAY, &untrack(|| part(|view| view.day.clone())))
                />
            </label>
            <span class="chip">{move || part(|view| view.rules.clone())}</span>
        </div>
        <div class="tier-past" role="status">
            {move || past().map(|text| view! {
                <p>
                    {text}" "
                    <button class="btn" type="button" on:click=move |_| {
                        app.change(|route| route.day = None);
                        // The button goes away with what it stands in.
                        document::focus(DAY);
                    }>{app.words(|words| words.tier_today())}</button>
                </p>
            })}
        </div>
    }
}

#[component]
fn Parts() -> impl IntoView {
    let app = expect_context::<App>();
    let tabs = app.words(|words| {
        vec![
            (Tab::Performance, words.tab_performance()),
            (Tab::Breakdown, words.tab_breakdown()),
        ]
    });
    let content = |tab| match tab {
        Tab::Breakdown => view! { <Clients/> }.into_any(),
        _ => view! { <Performance/> }.into_any(),
    };
    view! { <Tabs label=app.words(|words| words.tier_parts()) tabs content/> }
}

#[component]
fn Performance() -> impl IntoView {
    let app = expect_context::<App>();
    let view = Memo::new(move |_| ask(app, tier::tier));
    let insights = Memo::new(move |_| {
        ask(app, |question, locale| {
            let insights = insights::insights(question, locale);
            let unconfirmed = insights::unconfirmed(&insights, question);
            (insights, unconfirmed)
        })
    });
    view! {
        {move || view.get().map(|view| view! { <Sections view insights/> })}
        <Course/>
    }
}

type Insights = Memo<Option<(Vec<InsightView>, bool)>>;

#[component]
fn Sections(view: TierPageView, insights: Insights) -> impl IntoView {
    let app = expect_context::<App>();
    let TierPageView {
        credited,
        review,
        unconfirmed,
        performing,
        sum: [sold, managed, total],
        sum_of,
        tracks,
        window,
        checkpoints,
        account,
    } = view;
    let no_checkpoints = checkpoints.is_empty();
    let tracks = Signal::stored(tracks);
    let speaks_of_deals = move || {
        insights
            .with(|insights| {
                let (insights, _) = insights.as_ref()?;
                Some(insights.iter().any(|insight| insight.usual))
            })
            .unwrap_or_default()
    };
    view! {
        <section class="card tier-head" aria-label=app.words(|words| words.tier_credited())>
            <Tier label=app.words(|words| words.tier_credited()) tier=credited badge=true/>
            {review.map(|((day, text), why)| view! {
                <div class="tier-review">
                    <p class="small">{app.words(|words| words.tier_review())}</p>
                    <p class="tier-review-day"><time datetime=day>{text}</time>" "{unconfirmed.then(|| not_confirmed(app))}</p>
                    <p class="small">{why}</p>
                </div>
            })}
        </section>
        <div class="cols">
            <div class="col">
                <section class="card" aria-labelledby="performance-title">
                    <header>
                        <h2 id="performance-title">{app.words(|words| words.tier_performance())}</h2>
                        <Goal/>
                    </header>
                    <Chart view=tracks name="tracks-chart"/>
                    <p class="tier-sum">
                        <Figure figure=sold/>" + "<Figure figure=managed/>" = "<Figure figure=total/>
                        <span class="small">{sum_of}</span>
                    </p>
                    <Tier label=app.words(|words| words.tier_performing()) tier=performing badge=false/>
                </section>
                <section class="card" aria-labelledby="account-title">
                    <header><h2 id="account-title">{app.words(|words| words.account_title())}</h2></header>
                    <dl class="account">{account.into_iter().map(|value| view! { <Account value/> }).collect_view()}</dl>
                </section>
            </div>
            <div class="col">
                <section class="card" aria-labelledby="insights-title">
                    <header>
                        <h2 id="insights-title">{app.words(|words| words.insights_title())}</h2>
                        {move || insights.with(|insights| insights.as_ref().is_some_and(|(_, unconfirmed)| *unconfirmed)).then(|| view! {
                            <a class="chip warn" href=app.href(Page::Rules)>{app.words(|words| words.thresholds_not_confirmed())}</a>
                        })}
                    </header>
                    {move || insights.get().map(|(insights, _)| insights.into_iter().map(|insight| view! { <Insight insight/> }).collect_view())}
                    {move || speaks_of_deals().then(|| view! { <p class="small">{app.words(|words| words.insight_note())}</p> })}
                </section>
                <section class="card" aria-labelledby="checkpoints-title">
                    <header><h2 id="checkpoints-title">{app.words(|words| words.checkpoints_title())}</h2></header>
                    {window.map(|text| view! { <p class="small">{text}</p> })}
                    {no_checkpoints.then(|| view! { <p class="small">{app.words(|words| words.checkpoints_none())}</p> })}
                    <ol class="checkpoints">{checkpoints.into_iter().map(|checkpoint| view! { <Checkpoint checkpoint/> }).collect_view()}</ol>
                </section>
            </div>
        </div>
    }
}

fn not_confirmed(app: App) -> AnyView {
    view! { <span class="chip warn">{app.words(|words| words.not_confirmed())}</span> }.into_any()
}

/// The tier whose requirements are drawn.
#[component]
fn Goal() -> impl IntoView {
    let app = expect_context::<App>();
    let tiers = Signal::derive(move || {
        let tiers = app.view(|_, _, rules, _| {
            let tiers = rules.programme.tiers.iter();
            tiers
                .map(|tier| (tier.id.to_string(), tier.name.clone()))
                .collect::<Vec<_>>()
        });
        tiers.unwrap_or_default()
    });
    let chosen = Signal::derive(move || {
        let goal = ask(app, |question, _| question.goal.map(ToString::to_string));
        goal.flatten().unwrap_or_default()
    });
    view! {
        <Select
            name="goal"
            label=app.words(|words| words.get_to())
            choices=tiers
            chosen
            on_choice=move |tier: String| app.change(|route| route.goal = Some(TierId(tier)))
        />
    }
}

#[component]
fn Insight(insight: InsightView) -> impl IntoView {
    let InsightView {
        title,
        tier,
        figure,
        texts,
        met,
        to_go,
        usual: _,
    } = insight;
    let tier = tier.map(|tier| tier.to_string());
    let icon = if met { Icon::Met } else { Icon::Missing };
    view! {
        <div class="insight" data-tier=tier>
            <h3><span class="state" class:met=met><Pic icon/></span>{title}</h3>
            <p class="insight-gap"><b><Figure figure/></b>{to_go.map(|to_go| view! { " "<span class="small">{to_go}</span> })}</p>
            <ul>{texts.into_iter().map(|text| view! { <li>{text}</li> }).collect_view()}</ul>
        </div>
    }
}

#[component]
fn Account(value: AccountView) -> impl IntoView {
    let AccountView {
        label,
        figure,
        note,
        warning,
    } = value;
    view! {
        <div>
            <dt>{label}</dt>
            <dd>
                <b><Figure figure/></b>
                {note.map(|note| view! { <span class="note">{note}</span> })}
                {warning.map(|warning| view! { <span class="note warning"><Pic icon=Icon::Warning/>{warning}</span> })}
            </dd>
        </div>
    }
}

#[component]
fn Checkpoint(checkpoint: CheckpointView) -> impl IntoView {
    let app = expect_context::<App>();
    let CheckpointView {
        day,
        date,
        tier,
        text,
        met,
        ahead,
        expected,
    } = checkpoint;
    let date_label = date.clone();
    let tier = tier.map(|tier| tier.to_string());
    let icon = if met { Icon::Met } else { Icon::Missing };
    let why = (!ahead).then(|| {
        let label = format!("{} {date}", app.words(|words| words.checkpoint_why()));
        view! { <a href=move || app.route.with(|route| why(route, day)) aria-label=label>{app.words(|words| words.checkpoint_why())}</a> }
    });
    view! {
        <li class="checkpoint" class:ahead=ahead data-day=day.to_string() data-tier=tier>
            <span class="state" class:met=met><Pic icon/></span>
            <time datetime=day.to_string()>{date}</time>
            <span>{text}</span>
            {why}
            {expected.map(|expected| view! {
                <details>
                    <summary aria-label=format!("{} {date_label}", app.words(|words| words.checkpoint_why()))>{app.words(|words| words.checkpoint_why())}</summary>
                    <p class="small">{expected.points}<data hidden data-figure=expected.total.key value=expected.total.value></data></p>
                    {expected.missing.map(|missing| view! { <p class="small">{missing}</p> })}
                </details>
            })}
        </li>
    }
}

/// The address that shows why a checkpoint was met or not: the page on its day, with the requirements open.
fn why(route: &Route, day: NaiveDate) -> String {
    let route = Route {
        day: Some(day),
        ..route.clone()
    };
    route
        .with_report(ReportQuery::of(Subject::Figure(Key::PerformingTier)))
        .to_hash()
}

/// Progress over time.
#[component]
fn Course() -> impl IntoView {
    let app = expect_context::<App>();
    let range = Memo::new(move |_| app.route.with(|route| route.course));
    let view = Memo::new(move |_| {
        let range = range.get();
        ask(app, |question, locale| {
            course::course(question, range, locale)
        })
    });
    let text = move |part: fn(&CourseView) -> Option<String>| {
        view.with(|view| view.as_ref().and_then(part))
    };
    let days = move || view.with(|view| view.as_ref().map(|view| view.range.clone()));
    view! {
        <section class="card course" aria-labelledby="course-title">
            <header>
                <h2 id="course-title">{app.words(|words| words.course_title())}</h2>
                <RangeMenu
                    name="course-range"
                    range=range.into()
                    usual=app.words(|words| words.course_usual())
                    on_range=move |range: Chosen| app.change(|route| route.course = range)
                />
            </header>
            {move || days().map(|(first, last, text)| view! { <super::changes::RangeDays first last text/> })}
            <Chart view=Signal::derive(move || view.with(|view| view.as_ref().and_then(|view| view.chart.clone()))) name="course-chart"/>
            {move || view.with(|view| view.as_ref().is_some_and(|view| view.chart.is_none())).then(|| view! {
                <p class="empty">{app.words(|words| words.not_in_data())}</p>
            })}
            <p class="small">{move || text(|view| Some(view.note.clone()))}" "{move || text(|view| view.ahead.clone())}</p>
        </section>
    }
}
