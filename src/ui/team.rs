//! The vendor's people for this partner.

use super::icons::{Icon, Pic};
use crate::{
    platform::address,
    state::app::App,
    view::team::{self, MemberView},
};
use leptos::prelude::*;

#[component]
pub(super) fn Team() -> impl IntoView {
    let app = expect_context::<App>();
    let view =
        Memo::new(move |_| app.view(|book, _, rules, locale| team::team(book, rules, locale)));
    let title = app.view(|_, _, rules, locale| locale.words.team_title(&rules.programme.vendor));
    view! {
        <section class="card" aria-labelledby="team-title">
            <header><h2 id="team-title">{title}</h2></header>
            {move || view.get().map(|view| match view {
                Ok(members) => view! { <ul class="people">{members.into_iter().map(|member| view! { <Member member/> }).collect_view()}</ul> }.into_any(),
                Err(nobody) => view! { <div class="empty"><p>{nobody}</p></div> }.into_any(),
            })}
        </section>
    }
}

#[component]
fn Member(member: MemberView) -> impl IntoView {
    let app = expect_context::<App>();
    let name = member.name.clone();
    let mail = member.mailto.map(|href| {
        view! {
            <a class="btn" class:primary=member.first href=href>
                <Pic icon=Icon::Mail/>{app.words(|words| words.team_mail())}
                <span class="sr-only">" "{app.words(|words| words.team_mail_to(name))}</span>
            </a>
        }
    });
    view! {
        <li class="person" class:first=member.first>
            <Portrait initials=member.initials photo=member.photo/>
            <div class="person-text">
                <h3>{member.name}</h3>
                {member.role.map(|role| view! { <p class="role">{role}</p> })}
                {member.about.map(|about| view! { <p>{about}</p> })}
                {member.email.map(|email| view! { <p class="small email">{email}</p> })}
            </div>
            {mail}
        </li>
    }
}

/// Initials, and over them the picture where it is one of this site: the page asks no other.
#[component]
fn Portrait(initials: String, #[prop(optional_no_strip)] photo: Option<String>) -> impl IntoView {
    let photo = photo.filter(|photo| address::is_own(photo));
    let broken = RwSignal::new(false);
    view! {
        <div class="portrait" aria-hidden="true">
            {initials}
            {photo.map(|photo| view! { <img src=photo alt="" hidden=move || broken.get() on:error=move |_| broken.set(true)/> })}
        </div>
    }
}
