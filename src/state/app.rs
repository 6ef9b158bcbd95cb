//! The app's state, one copyable handle for every component.

use super::{
    exchange::RatesState,
    history::HistoryState,
    keeping::{self, Task},
    library::LibraryState,
    opening::{Opened, Opening, failure},
    preferences::{self, Theme},
};
use crate::{
    engine::{
        calculator::Offer,
        explain::Question,
        ledger::Ledger,
        standing::{self, Standing},
    },
    model::{book::Book, currency::Currency, diagnostic::Diagnostic},
    platform::{
        address, clock, document,
        fetch::{self, Cancel, FetchError},
        intl::Intl,
        own,
        storage::NotStored,
        update,
    },
    query::{
        report::{Report, ReportQuery, earliest},
        saved::About,
    },
    route::{Page, Route},
    rules::{self, Origin, Overrides, Rules, RulesError},
    view::{
        Locale,
        calculator::{Form, Setting},
        data::{RulesFailure, Source},
    },
    words::{Language, Words},
};
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use std::sync::Arc;

/// Where the rules file lies, beside the page; `?rules=` names another one.
const RULES: &str = "rules/hubspot-solutions.json";

/// Rules with every override, and what of the overrides cannot be used.
type LoadedRules = (Rules, Vec<Diagnostic>);

/// Everything that the components may read and ask for.
#[derive(Clone, Copy)]
pub struct App {
    /// Where the user is. Follows the address; [`App::go`] changes that.
    pub route: ReadSignal<Route>,
    set_route: WriteSignal<Route>,
    /// The language.
    pub language: RwSignal<Language>,
    /// Light or dark.
    pub theme: RwSignal<Theme>,
    /// The thresholds that the user typed.
    pub yours: RwSignal<Overrides>,
    /// Opening data.
    pub opening: Opening,
    /// Whether what is open is of an endpoint.
    pub is_endpoint: Memo<bool>,
    /// Whether a newer version of the page waits to be asked for, and nobody has closed the notice of it.
    pub newer: RwSignal<bool>,
    /// The rules with every override, and what of the overrides cannot be used.
    pub rules: Memo<Option<Arc<LoadedRules>>>,
    /// Why the rules could not be loaded.
    pub rules_failed: RwSignal<Option<RulesFailure>>,
    /// Where the partner stands: on the day of the data, or on the past day that the address names.
    pub standing: Memo<Option<Arc<Standing>>>,
    ledger: Memo<Option<Arc<Ledger>>>,
    /// How many parts of the page have come after its first paint: each may have moved what an address leads to.
    pub arrived: RwSignal<usize>,
    /// Whether the page is on its way to paper.
    pub printing: RwSignal<bool>,
    /// What stands in the calculator, in the drawer and on its page.
    pub form: RwSignal<Form>,
    /// The lines of the quote there.
    pub offers: RwSignal<Vec<Offer>>,
    library: StoredValue<Option<LibraryState>>,
    rates: StoredValue<Option<RatesState>>,
    history: StoredValue<Option<HistoryState>>,
    root: StoredValue<Option<Owner>>,
    rules_file: RwSignal<Option<Arc<Vec<u8>>>>,
    rules_address: StoredValue<Option<String>>,
    english: StoredValue<Intl, LocalStorage>,
    french: StoredValue<Intl, LocalStorage>,
}

impl App {
    /// The state at the start: preferences as remembered, the route as the address says, and on its way what the address
    /// asks for, else the sample.
    pub fn start() -> Self {
        let (route, set_route) = signal(Route::parse(&address::hash()));
        address::on_hash_change(move || follow(route, set_route));
        let opening = Opening::idle();
        // A saved copy has rules and thresholds of its own.
        let copy = own::saved().and_then(|about| About::parse(&about));
        let rules_address = match &copy {
            Some(copy) => Some(copy.rules()),
            None => address::rules_address(),
        };
        let yours = preferences::rules(rules_address.as_deref());
        let saved = || copy.as_ref().map(|copy| copy.thresholds.clone());
        let yours = RwSignal::new(yours.or_else(saved).unwrap_or_default());
        let rules_file: RwSignal<Option<Arc<Vec<u8>>>> = RwSignal::new(None);
        let rules = Memo::new(move |_| {
            let file = rules_file.get()?;
            let opened = opening.opened.get();
            let none = Overrides::new();
            let data = opened
                .as_ref()
                .map_or(&none, |opened| &opened.read.book.program_rules);
            // The file itself was checked when it arrived.
            yours
                .with(|yours| rules::load(&file, &[(Origin::Data, data), (Origin::User, yours)]))
                .ok()
                .map(Arc::new)
        });
        // The ledger is written anew where points count otherwise, and not for a threshold.
        let counting = Memo::new_with_compare(move |_| rules.get(), counts_otherwise);
        let ledger = Memo::new_with_compare(
            move |_| {
                let (opened, rules) = (opening.opened.get()?, counting.get()?);
                Some(Arc::new(Ledger::new(&opened.read.book, &rules.0)))
            },
            |_, _| true,
        );
        // Other pages know their records of the data's own day only.
        let asked =
            Memo::new(move |_| route.with(|route| route.day.filter(|_| route.page == Page::Tier)));
        let standing = Memo::new(move |_| {
            let (opened, ledger, rules) = (opening.opened.get()?, ledger.get()?, rules.get()?);
            let book = &opened.read.book;
            // A day that the data speaks of; what comes after its own is not known.
            let day = asked.get().unwrap_or(book.as_of);
            let day = day.max(earliest(book, &ledger)).min(book.as_of);
            let standing = standing::run_with(&ledger, book, &rules.0, day);
            Some(Arc::new(standing))
        });
        let is_endpoint = Memo::new(move |_| {
            opening.opened.with(|opened| {
                let source = opened.as_ref().map(|opened| &opened.source);
                matches!(source, Some(Source::Endpoint(_)))
            })
        });
        let preferred = document::preferred_languages();
        let intl =
            |language: Language| StoredValue::new_local(Intl::new(language.as_str(), &preferred));
        let app = Self {
            route,
            set_route,
            language: RwSignal::new(preferences::language()),
            theme: RwSignal::new(preferences::theme()),
            yours,
            opening,
            is_endpoint,
            newer: RwSignal::new(false),
            arrived: RwSignal::new(0),
            printing: RwSignal::new(false),
            form: RwSignal::new(Form::default()),
            offers: RwSignal::new(Vec::new()),
            library: StoredValue::new(None),
            rates: StoredValue::new(None),
            history: StoredValue::new(None),
            root: StoredValue::new(Owner::current()),
            rules,
            rules_failed: RwSignal::new(None),
            standing,
            ledger,
            rules_file,
            rules_address: StoredValue::new(rules_address),
            english: intl(Language::En),
            french: intl(Language::Fr),
        };
        app.load_rules();
        match (
            copy,
            address::data_address(),
            opening.keeping.last_account(),
        ) {
            (Some(copy), ..) => opening.open_copy(&copy),
            (None, Some(address), _) => opening.open_endpoint(&address),
            (None, None, Some(account)) => {
                let (token, cancel) = opening.begin(Source::Snapshot(None));
                keeping::ask(app, Task::Begin(account, token, cancel));
            }
            (None, None, None) => opening.open_sample(),
        }
        update::on_ready(move || app.newer.set(true));
        app
    }

    /// What the user made. It is read when it is first asked for: the first page needs none of it, and none of its code.
    pub fn library(self) -> LibraryState {
        if let Some(library) = self.library.get_value() {
            return library;
        }
        // It must outlive the component that asks first.
        let root = self.root.get_value();
        let library = match root {
            Some(root) => root.with(LibraryState::start),
            None => LibraryState::start(),
        };
        self.library.set_value(Some(library));
        library
    }

    /// The exchange rates that the user loaded; read when they are first asked for, as [`App::library`].
    pub fn rates(self) -> RatesState {
        if let Some(rates) = self.rates.get_value() {
            return rates;
        }
        let root = self.root.get_value();
        let rates = match root {
            Some(root) => root.with(RatesState::start),
            None => RatesState::start(),
        };
        self.rates.set_value(Some(rates));
        rates
    }

    /// The history of imports. It is read when it is first asked for, as the library.
    pub fn history(self) -> HistoryState {
        if let Some(history) = self.history.get_value() {
            return history;
        }
        let root = self.root.get_value();
        let history = match root {
            Some(root) => root.with(|| HistoryState::start(self)),
            None => HistoryState::start(self),
        };
        self.history.set_value(Some(history));
        history
    }

    /// Keeps what was imported and is not kept yet, once there are rules to compute its figures by. Touches the storage alone: an
    /// effect may ask for it.
    pub fn keep_imports(self) {
        if self.opening.opened.with(Option::is_none) || self.rules.with(Option::is_none) {
            return;
        }
        let imports = self.opening.keeping.take();
        if !imports.is_empty() {
            keeping::ask(self, Task::Keep(imports));
        }
    }

    /// The rules for another book than the open one: of the same file, with the thresholds that the user typed; `None` until
    /// they are there.
    pub fn rules_for(self, book: &Book) -> Option<Rules> {
        let file = self.rules_file.get_untracked()?;
        let yours = self.yours.get_untracked();
        let overrides = [(Origin::Data, &book.program_rules), (Origin::User, &yours)];
        rules::load(&file, &overrides).ok().map(|(rules, _)| rules)
    }

    /// Loads the rules file; again, where that failed.
    pub fn load_rules(self) {
        self.rules_failed.set(None);
        leptos::task::spawn_local(async move {
            let address = self.rules_address.get_value();
            let address = match address.as_deref() {
                None => Some(own::address(RULES).await),
                Some(address) => match own::inside(address).await {
                    None => address::resolve(address),
                    inside => inside,
                },
            };
            let file = match address {
                Some(address) => fetch::fetch(&address, &Cancel::new()).await,
                None => Err(FetchError::Unreachable),
            };
            // Checked here, once, so that the memo above only ever sees a file that can be read.
            let checked = file
                .map_err(|error| RulesFailure::Fetch(failure(&error)))
                .and_then(|file| {
                    rules::load(&file, &[])
                        .map(|_| file)
                        .map_err(|RulesError(detail)| RulesFailure::File(detail))
                });
            match checked {
                Ok(file) => self.rules_file.set(Some(Arc::new(file))),
                Err(failure) => self.rules_failed.set(Some(failure)),
            }
        });
    }

    /// The rules file, as it came.
    pub fn rules_file(self) -> Option<Arc<Vec<u8>>> {
        self.rules_file.get_untracked()
    }

    /// Goes to a route, as a step of its own in the history.
    pub fn go(self, route: &Route) {
        address::set_hash(&route.to_hash());
        follow(self.route, self.set_route);
    }

    /// Changes a part of the route.
    pub fn change(self, change: impl FnOnce(&mut Route)) {
        let mut route = Route::parse(&address::hash());
        change(&mut route);
        self.go(&route);
    }

    /// Opens the rows of a query, in the dialog.
    pub fn open(self, query: ReportQuery) {
        self.change(|route| *route = route.with_report(query));
    }

    /// The same as [`App::change`] without a step of its own in the history: for what changes with every key.
    pub fn adjust(self, change: impl FnOnce(&mut Route)) {
        let mut route = Route::parse(&address::hash());
        change(&mut route);
        address::replace_hash(&route.to_hash());
        follow(self.route, self.set_route);
    }

    /// The address of a page, with the view state kept.
    pub fn href(self, page: Page) -> String {
        self.route.with(|route| route.on(page).to_hash())
    }

    /// Makes something in the user's language. Does not follow a change of it: the root builds every component anew then,
    /// so that the hundreds of words on the page need no reactive code of their own (measured: a fifth of the program).
    pub fn locale<T>(self, make: impl FnOnce(Locale) -> T) -> T {
        let language = self.language.get_untracked();
        let intl = match language {
            Language::En => self.english,
            Language::Fr => self.french,
        };
        intl.with_value(|intl| {
            make(Locale {
                words: &Words::new(language),
                format: intl,
            })
        })
    }

    /// A moment as the user's clock shows it.
    pub fn moment(self, at: DateTime<Utc>) -> String {
        let intl = match self.language.get_untracked() {
            Language::En => self.english,
            Language::Fr => self.french,
        };
        intl.with_value(|intl| intl.moment(at, clock::now()))
    }

    /// Words in the user's language, as [`App::locale`].
    pub fn words<T>(self, word: impl FnOnce(&Words) -> T) -> T {
        self.locale(|locale| word(locale.words))
    }

    /// Makes a view of what is open; `None` until data and rules are there.
    pub fn view<T>(self, make: impl FnOnce(&Book, &Standing, &Rules, Locale) -> T) -> Option<T> {
        let (opened, standing, rules) = (
            self.opening.opened.get()?,
            self.standing.get()?,
            self.rules.get()?,
        );
        Some(self.locale(|locale| make(&opened.read.book, &standing, &rules.0, locale)))
    }

    /// Asks the engine about what is open, with no range, no client, and the next tier as the goal. It does not follow the address:
    /// whoever asks for a part of that does.
    pub fn ask<T>(self, ask: impl FnOnce(Question, Locale) -> T) -> Option<T> {
        let ledger = self.ledger.get()?;
        self.view(|book, standing, rules, locale| {
            let next = standing.next.as_ref().map(|next| &next.tier);
            let top = standing.tiers.last().map(|verdict| &verdict.tier);
            let question = Question {
                book,
                rules,
                ledger: &ledger,
                standing,
                goal: next.or(top),
                range: (standing.day, standing.day),
                client: None,
            };
            ask(question, locale)
        })
    }

    /// Asks the calculator, by the rules of the data's own day, or of today where no data is open; `None` until the rules are
    /// there.
    pub fn calculate<T>(self, ask: impl FnOnce(Setting<'_>) -> T) -> Option<T> {
        let rules = self.rules.get()?;
        let opened = self.opening.opened.get();
        let book = opened.as_ref().map(|opened| &opened.read.book);
        let day = book.map_or_else(clock::today, |book| book.as_of);
        let paid_in = book.and_then(|book| book.partner.as_ref()?.payout_currency);
        let known = |currency: &Currency| rules.0.on(day).currency_unit.contains_key(currency);
        let currency = paid_in.filter(known).unwrap_or(Currency::USD);
        Some(self.locale(|locale| {
            ask(Setting {
                rules: &rules.0,
                day,
                currency,
                locale,
            })
        }))
    }

    /// Answers a report's query from what is open.
    pub fn report<T>(
        self,
        query: &ReportQuery,
        make: impl FnOnce(&Report, &Book, &Rules, Locale) -> T,
    ) -> Option<T> {
        self.ask(|question, locale| {
            let report = Report::new(question, query);
            make(&report, question.book, question.rules, locale)
        })
    }

    /// The name of the agency whose data is open.
    pub fn partner_name(self) -> Option<String> {
        let opened = self.opening.opened.get()?;
        opened.read.book.partner.as_ref()?.name.clone()
    }

    /// Whether what is open is the sample.
    pub fn is_sample(self) -> bool {
        let opened = self.opening.opened;
        opened.with(|opened| {
            opened
                .as_ref()
                .is_some_and(|opened| opened.source == Source::Sample)
        })
    }

    /// Everything that reading, rules and engine found to say about what is open.
    pub fn problems(self) -> Option<(Arc<Opened>, Vec<Diagnostic>)> {
        let opened = self.opening.opened.get()?;
        let mut problems = opened.read.diagnostics.clone();
        if let Some(rules) = self.rules.get() {
            problems.extend_from_slice(&rules.1);
        }
        if let Some(standing) = self.standing.get() {
            problems.extend_from_slice(&standing.problems);
        }
        Some((opened, problems))
    }

    /// Uses the thresholds that the user typed from now on, here and on the next visit.
    ///
    /// # Errors
    /// Where the browser stores nothing; they count all the same until the page is closed.
    pub fn use_thresholds(self, thresholds: Overrides) -> Result<(), NotStored> {
        let programme = self.rules_address.get_value();
        let kept = preferences::keep_rules(programme.as_deref(), &thresholds);
        self.yours.set(thresholds);
        kept
    }
}

/// Shows what the address says. The browser tells of a change a moment later: keys that come meanwhile, as when one is held
/// down, would begin at the old route and take back what was changed.
fn follow(route: ReadSignal<Route>, set_route: WriteSignal<Route>) {
    let now = Route::parse(&address::hash());
    if route.with_untracked(|route| *route != now) {
        set_route.set(now);
    }
}

/// Whether rules count points otherwise than others.
fn counts_otherwise(
    old: Option<&Option<Arc<LoadedRules>>>,
    new: Option<&Option<Arc<LoadedRules>>>,
) -> bool {
    match (old, new) {
        (Some(Some(old)), Some(Some(new))) => !new.0.counts_like(&old.0),
        _ => true,
    }
}
