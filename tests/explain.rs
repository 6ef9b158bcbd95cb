//! Every figure's explanation adds up to the figure, to the last digit: on the sample book, on random books, and on what the
//! vendor's own exports give.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "support/random_book.rs"]
mod random_book;

use chrono::{Days, NaiveDate};
use proptest::prelude::*;
use random_book::random_book;
use rust_decimal::Decimal;
use std::{fs, sync::LazyLock};
use tierwise::{
    engine::{
        commission::{self, Amounts},
        explain::{Answer, Behind, Explanation, How, Key, Question, Working, explain},
        ledger::Ledger,
        shared_selling,
        standing::{Standing, run_with},
        tiers::Performing,
    },
    ingest,
    model::{book::Book, exact::Exact, period::parse_date, tier::TierId},
    rules::{self, Origin, Rules},
};

fn file(path: &str) -> Vec<u8> {
    fs::read(format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

static RULES: LazyLock<Vec<u8>> = LazyLock::new(|| file("public/rules/hubspot-solutions.json"));

fn read(bytes: &[u8]) -> Book {
    ingest::read(bytes, parse_date("2026-01-01").unwrap())
        .unwrap()
        .book
}

fn rules_for(book: &Book) -> Rules {
    rules::load(&RULES, &[(Origin::Data, &book.program_rules)])
        .unwrap()
        .0
}

/// A book with everything that a question needs.
struct Desk {
    book: Book,
    rules: Rules,
    ledger: Ledger,
    standing: Standing,
    range: (NaiveDate, NaiveDate),
    goal: TierId,
}

impl Desk {
    fn new(book: Book, day: NaiveDate, goal: &str) -> Self {
        let rules = rules_for(&book);
        let ledger = Ledger::new(&book, &rules);
        let standing = run_with(&ledger, &book, &rules, day);
        let range = (day - Days::new(89), day);
        let goal = TierId(goal.to_owned());
        Self {
            book,
            rules,
            ledger,
            standing,
            range,
            goal,
        }
    }

    fn ask(&self, key: Key, client: Option<usize>) -> Explanation {
        explain(
            key,
            &Question {
                book: &self.book,
                rules: &self.rules,
                ledger: &self.ledger,
                standing: &self.standing,
                goal: Some(&self.goal),
                range: self.range,
                client,
            },
        )
    }

    /// The figure as the page has it, from the standing and the ledger and not from its explanation.
    fn shown(&self, key: Key, client: Option<usize>) -> Option<Answer> {
        let standing = &self.standing;
        let number = |value: Option<Decimal>| value.map(Answer::Number);
        let gate = |tier: Option<&TierId>, measure| {
            let verdict = standing
                .tiers
                .iter()
                .find(|verdict| Some(&verdict.tier) == tier)?;
            Some(verdict.gate(measure).copied())
        };
        let need = |measure| {
            let gate = gate(Some(&self.goal), measure).unwrap();
            number(Some(gate.and_then(|gate| gate.need).unwrap_or_default()))
        };
        let gap = |tier: Option<&TierId>, measure| match gate(tier, measure)? {
            Some(gate) => number(gate.gap()),
            None => number(Some(Decimal::ZERO)),
        };
        let (sales, managed) = (self.book.sales.is_some(), self.book.managed.is_some());
        let changes = self.ledger.changes(self.range.0, self.range.1).unwrap();
        let changed = |present: bool, exact: &Exact| number(exact.value().ok().filter(|_| present));
        let minimum = self.rules.on(standing.day).minimum_track.measure();
        let total = tierwise::rules::version::Measure::Total;
        let managed_measure = tierwise::rules::version::Measure::Managed;
        let of_client = || &standing.clients[client.unwrap()];
        let tiers = &self.rules.programme.tiers;
        let credited = standing
            .credited
            .as_ref()
            .and_then(|credited| credited.tier.as_ref());
        match key {
            Key::TotalPoints | Key::GoalTotalHave => number(standing.total.value),
            Key::PointsToNextTier => match &standing.next {
                Some(next) => number(next.points),
                None => number(
                    standing
                        .total
                        .value
                        .filter(|_| standing.at_the_top())
                        .map(|_| Decimal::ZERO),
                ),
            },
            Key::SourcedAmount => number(standing.sourced_amount.value),
            Key::SourcedMrr => number(standing.sourced_mrr.value),
            Key::Csr => number(standing.csr.value),
            Key::CreditedTier => standing
                .credited
                .as_ref()
                .map(|c| Answer::Tier(c.tier.clone())),
            Key::PerformingTier => match &standing.performing {
                Performing::Tier(tier) => Some(Answer::Tier(Some(tier.clone()))),
                Performing::NoTier => Some(Answer::Tier(None)),
                Performing::NotInData => None,
            },
            Key::ReplayedTier => standing
                .replay
                .as_ref()
                .map(|r| Answer::Tier(r.tier.clone())),
            Key::Sold => number(standing.sold.value),
            Key::Managed | Key::GoalManagedHave => number(standing.managed.value),
            Key::Sourced => number(standing.sourced.value),
            Key::GoalMinimumHave => number(match minimum.as_str() {
                "sourced" => standing.sourced.value,
                _ => standing.sold.value,
            }),
            Key::GoalTotalNeed => need(total),
            Key::GoalTotalGap => gap(Some(&self.goal), total),
            Key::GoalMinimumNeed => need(minimum),
            Key::GoalMinimumGap => gap(Some(&self.goal), minimum),
            Key::GoalManagedNeed => need(managed_measure),
            Key::GoalManagedGap => gap(Some(&self.goal), managed_measure),
            Key::SharedCreated | Key::SharedInFlight | Key::SharedClosedWon => {
                let shared = shared_selling::over(&self.book, self.range.0, self.range.1)?;
                let deals = match key {
                    Key::SharedCreated => shared.created,
                    Key::SharedInFlight => shared.in_flight,
                    _ => shared.closed_won,
                };
                Some(Answer::Number(Decimal::from(deals.len())))
            }
            Key::CommissionPaid => {
                let statements =
                    commission::statements(&self.book, &self.rules, standing.day).unwrap()?;
                Some(money(&statements.paid_12m))
            }
            Key::CommissionNextDue => {
                let statements =
                    commission::statements(&self.book, &self.rules, standing.day).unwrap();
                let schedule =
                    commission::schedule(&self.book, &self.rules, standing.day, 12).unwrap();
                let next = commission::next_due(
                    &self.book,
                    statements.as_ref(),
                    schedule.as_ref(),
                    standing.day,
                );
                match next.unwrap() {
                    Some(next) => Some(money(&next.amounts)),
                    // Nothing is due, where statements and sales are both there to say so.
                    None => statements.and(schedule).map(|_| money(&Amounts::new())),
                }
            }
            Key::KeepTierGap => credited.and_then(|tier| gap(Some(tier), total)),
            Key::NextTierGap => {
                standing.credited.as_ref()?;
                let at = credited.map_or(0, |credited| {
                    1 + tiers.iter().position(|tier| &tier.id == credited).unwrap()
                });
                tiers.get(at).and_then(|tier| gap(Some(&tier.id), total))
            }
            Key::NewSold => changed(sales, &changes.new_sold),
            Key::LostSold => changed(sales, &changes.lost_sold),
            Key::NewManaged => changed(managed, &changes.new_managed),
            Key::LostManaged => changed(managed, &changes.lost_managed),
            Key::MedianToolUsage => {
                number(self.book.partner.as_ref().and_then(|p| p.median_tool_usage))
            }
            Key::Certified => standing.certified.map(Answer::Flag),
            Key::Certifications => {
                let partner = self.book.partner.as_ref();
                number(partner.and_then(|p| p.certifications).map(Decimal::from))
            }
            Key::ClientSold => number(of_client().sold),
            Key::ClientManaged => number(of_client().managed),
            Key::ClientTotal => number(of_client().total),
        }
    }

    /// Asks for every figure, and each client's.
    fn check(&self) -> Result<(), TestCaseError> {
        for &key in Key::ALL {
            let clients = if key.as_str().starts_with("client.") {
                (0..self.book.clients.len()).map(Some).collect()
            } else {
                vec![None]
            };
            for client in clients {
                self.check_one(key, client)?;
            }
        }
        Ok(())
    }

    fn check_one(&self, key: Key, client: Option<usize>) -> Result<(), TestCaseError> {
        let place = format!("{} {client:?} on {}", key.as_str(), self.standing.day);
        let explanation = self.ask(key, client);
        prop_assert_eq!(&explanation.value, &self.shown(key, client), "{}", place);
        if let Some(Answer::Money(money)) = &explanation.value {
            prop_assert_eq!(&explanation.recombined_money().unwrap(), money, "{}", place);
        }
        if let Some(Answer::Number(value)) = explanation.value {
            let recombined = explanation.recombined().unwrap();
            prop_assert_eq!(recombined, Some(value), "{}: {:?}", place, explanation.how);
        }
        for row in &explanation.rows {
            match &row.working {
                Working::Points(working) => {
                    let points = Exact::from(working.points().unwrap());
                    let same = [&points, &points.negated()]
                        .iter()
                        .any(|p| p.value() == row.amount.value());
                    prop_assert!(same, "{}: {:?} {:?}", place, working, row.amount);
                    prop_assert!(
                        self.rules
                            .versions()
                            .iter()
                            .any(|version| version.id == working.version)
                    );
                }
                Working::Usd(working) => {
                    let usd = working.amount * Decimal::ONE_HUNDRED / working.unit;
                    prop_assert!(
                        (usd - row.amount.value().unwrap()).abs() < Decimal::new(1, 12),
                        "{}",
                        place
                    );
                }
                Working::Earned(working) => {
                    let months = Decimal::from(working.months.len());
                    let earned = working.mrr * working.share * months;
                    prop_assert_eq!(row.amount.value(), Ok(earned), "{}", place);
                }
                Working::Money(_) => {}
                Working::Kept(kept) => prop_assert!(kept.part <= Decimal::ONE, "{}", place),
                Working::AsIs => {
                    let from_records = explanation.how != How::Count
                        && matches!(
                            row.behind,
                            Behind::Sale(_) | Behind::Managed(_) | Behind::Deal(_)
                        );
                    prop_assert!(!from_records, "{}: {:?} has no working", place, row.behind);
                }
            }
        }
        Ok(())
    }
}

fn money(amounts: &Amounts) -> Answer {
    let amounts = amounts.iter();
    Answer::Money(
        amounts
            .map(|(currency, amount)| (*currency, amount.value().unwrap()))
            .collect(),
    )
}

#[test]
fn every_figure_of_the_sample_book_adds_up() {
    let book = read(&file("public/data/sample.json"));
    let as_of = book.as_of;
    for back in [0, 30, 200, 400, 700] {
        for goal in ["gold", "elite"] {
            Desk::new(book.clone(), as_of - Days::new(back), goal)
                .check()
                .unwrap();
        }
    }
    // The sample has all that a figure can be made of: none of these is empty.
    let desk = Desk::new(book, as_of, "diamond");
    for &key in Key::ALL
        .iter()
        .filter(|key| !key.as_str().starts_with("client."))
    {
        let explanation = desk.ask(key, None);
        assert!(explanation.value.is_some(), "{}", key.as_str());
        let rows = !explanation.rows.is_empty() || explanation.how == How::Replay;
        assert!(rows, "{} has nothing behind it", key.as_str());
    }
}

#[test]
fn what_the_vendor_reports_is_explained_by_what_it_reports() {
    for path in [
        "tests/fixtures/api-page.json",
        "tests/fixtures/clients.csv",
        "tests/fixtures/own-small.json",
    ] {
        let book = read(&file(path));
        let day = book.as_of;
        Desk::new(book, day, "gold").check().unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_figure_of_a_random_book_adds_up(seed: u64, size in 0usize..30, back in 0u64..900, goal in prop::sample::select(vec!["gold", "platinum", "elite"])) {
        let book = read(random_book(seed, size).to_string().as_bytes());
        let day = book.as_of - Days::new(back);
        Desk::new(book, day, goal).check()?;
    }
}
