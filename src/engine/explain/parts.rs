//! The parts of each figure: which records it is made of.

use super::{
    Answer, Behind, EarnedWorking, How, Key, PointsWorking, Question, Row, UsdWorking, Working,
    recombine,
};
use crate::{
    engine::{
        commission::{self, Amounts, NextSource},
        ledger::{Event, Source, Span},
        measuring::Measuring,
        shared_selling,
        sourced::Year,
        tiers::{Gate, Performing},
        unusable::{sold_rate, unit},
        vendor,
        weights::split,
    },
    model::{
        currency::Currency,
        exact::{Exact, Overflow, Ratio},
        partner::Partner,
        sale::DealType,
        tier::TierId,
        track::Track,
    },
    rules::version::{CsrAverage, Measure},
};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// How many quarters the next payment is looked for in.
const QUARTERS: usize = 12;

/// What a figure says, how its rows become that, and the rows.
pub(super) type Parts = (Option<Answer>, How, Vec<Row>);

impl Row {
    /// A row that only says where something stands.
    pub(super) fn stated(behind: Behind) -> Self {
        Self {
            behind,
            client: None,
            amount: Exact::default(),
            working: Working::AsIs,
            event: None,
        }
    }

    /// The vendor's own number.
    pub(super) fn reported(client: Option<usize>, number: Decimal) -> Self {
        Self {
            client,
            amount: Exact::of(number).unwrap_or_default(),
            ..Self::stated(Behind::Reported(client))
        }
    }
}

impl Question<'_> {
    pub(super) fn day(&self) -> NaiveDate {
        self.standing.day
    }

    pub(super) fn minimum(&self) -> Measure {
        self.rules.on(self.day()).minimum_track.measure()
    }

    pub(super) fn credited(&self) -> Option<&TierId> {
        self.standing.credited.as_ref()?.tier.as_ref()
    }

    /// Which part of the data says what is credited.
    pub(super) fn credited_by(&self) -> Behind {
        let partner = self.book.partner.as_ref();
        match partner.and_then(|partner| partner.credited_tier.as_ref()) {
            Some(_) => Behind::Partner,
            None => Behind::Reported(None),
        }
    }

    /// The tier above the credited one; the lowest where none is credited.
    pub(super) fn above_credited(&self) -> Option<&TierId> {
        let credited = self.standing.credited.as_ref()?.tier.as_ref();
        let tiers = &self.rules.programme.tiers;
        let at = credited.and_then(|credited| tiers.iter().position(|tier| tier.id == *credited));
        let above = at.map_or(0, |at| at + 1);
        tiers.get(above).map(|tier| &tier.id)
    }

    /// A number that the section `partner` states.
    pub(super) fn of_partner(&self, number: fn(&Partner) -> Option<Decimal>) -> Parts {
        let number = self.book.partner.as_ref().and_then(number);
        let row = number.map(|number| Row {
            amount: Exact::of(number).unwrap_or_default(),
            ..Row::stated(Behind::Partner)
        });
        (
            number.map(Answer::Number),
            How::Sum,
            row.into_iter().collect(),
        )
    }

    pub(super) fn standing_value(&self, measure: Measure) -> Option<Decimal> {
        let figure = match measure {
            Measure::Total => self.standing.total,
            Measure::Sold => self.standing.sold,
            Measure::Sourced => self.standing.sourced,
            Measure::Managed => self.standing.managed,
            _ => return None,
        };
        figure.value
    }

    /// The spans of a measure, of one client or of all.
    pub(super) fn rows<'s>(
        &self,
        spans: &'s [Span],
        measure: Measure,
    ) -> impl Iterator<Item = &'s Span> {
        let day = self.day();
        spans.iter().filter(move |span| {
            let counts = match measure {
                Measure::Sold => span.is_sold(),
                Measure::Sourced => span.track == Track::Sold(DealType::PartnerSourced),
                Measure::Managed => !span.is_sold(),
                _ => true,
            };
            counts && span.covers(day)
        })
    }

    /// What is there of a measure in points: spans, or where there is nothing to compute from the vendor's figures.
    pub(super) fn have(&self, measure: Measure) -> (How, Vec<Row>) {
        let standing = self.standing;
        let tracks = match measure {
            Measure::Total if !standing.total.computed => vec![
                (Measure::Sold, standing.sold),
                (Measure::Managed, standing.managed),
            ],
            Measure::Sold => vec![(measure, standing.sold)],
            Measure::Managed => vec![(measure, standing.managed)],
            _ => vec![],
        };
        let reported = tracks.iter().any(|(_, figure)| !figure.computed);
        if !reported {
            let spans = self.rows(self.ledger.spans(), measure);
            return (
                How::Sum,
                spans.map(|span| self.row(span, self.day())).collect(),
            );
        }
        let parts: Option<Decimal> = tracks.iter().try_fold(Decimal::ZERO, |sum, (_, figure)| {
            sum.checked_add(figure.value?)
        });
        if measure == Measure::Total && parts != standing.total.value {
            // The vendor's own total, or the sum of its clients' totals.
            let value = standing.total.value;
            return (
                How::Sum,
                value
                    .map(|value| Row::reported(None, value))
                    .into_iter()
                    .collect(),
            );
        }
        let mut rows = Vec::new();
        for (measure, figure) in tracks {
            if figure.computed {
                let spans = self.rows(self.ledger.spans(), measure);
                rows.extend(spans.map(|span| self.row(span, self.day())));
            } else if let Some(value) = figure.value {
                rows.extend(self.reported_rows(measure, value, figure.reported_clients));
            }
        }
        (How::Sum, rows)
    }

    /// The vendor's own number: by client where it is their sum.
    pub(super) fn reported_rows(
        &self,
        measure: Measure,
        value: Decimal,
        clients: Option<usize>,
    ) -> Vec<Row> {
        if clients.is_none() {
            return vec![Row::reported(None, value)];
        }
        let reported = vendor::reported_on(self.book, self.day());
        let clients = reported.clients.iter().flatten();
        clients
            .filter_map(|client| {
                let points = match measure {
                    Measure::Managed => client.managed_points,
                    _ => client.sold_points,
                };
                Some(Row::reported(Some(client.client), points?))
            })
            .collect()
    }

    pub(super) fn of_client(&self, value: Option<Decimal>, measure: Measure) -> Parts {
        let standing = self.standing;
        let client = self.client.and_then(|client| standing.clients.get(client));
        let tracks = match (measure, client) {
            (Measure::Total, Some(client))
                if client.sold.is_some()
                    && client.managed.is_some()
                    && (standing.sold.computed || standing.managed.computed) =>
            {
                vec![
                    (Measure::Sold, standing.sold.computed, client.sold),
                    (Measure::Managed, standing.managed.computed, client.managed),
                ]
            }
            (Measure::Sold, _) => vec![(measure, standing.sold.computed, value)],
            (Measure::Managed, _) => vec![(measure, standing.managed.computed, value)],
            // The vendor's own total, which it does not take apart.
            _ => vec![(measure, false, value)],
        };
        let spans = self.ledger.of_client(self.client.unwrap_or(usize::MAX));
        let mut rows = Vec::new();
        for (measure, computed, value) in tracks {
            if computed {
                let spans = self.rows(spans, measure);
                rows.extend(spans.map(|span| self.row(span, self.day())));
            } else {
                rows.extend(value.map(|value| Row::reported(self.client, value)));
            }
        }
        (value.map(Answer::Number), How::Sum, rows)
    }

    pub(super) fn need(&self, tier: Option<&TierId>, measure: Measure) -> Parts {
        let gate = self.gate(tier, measure);
        let need = gate.and_then(|gate| gate.need).unwrap_or_default();
        let rows = tier.zip(gate).map(|(tier, _)| Row {
            amount: Exact::of(need).unwrap_or_default(),
            ..Row::stated(Behind::Threshold(tier.clone(), measure))
        });
        let value = tier.map(|_| Answer::Number(need));
        (value, How::Sum, rows.into_iter().collect())
    }

    /// Where the tier asks for nothing, nothing is missing.
    pub(super) fn gap(&self, tier: Option<&TierId>, measure: Measure) -> Parts {
        let Some(gate) = self.gate(tier, measure) else {
            let value = tier.map(|_| Answer::Number(Decimal::ZERO));
            return (value, How::Sum, vec![]);
        };
        let (_, rows) = self.have(measure);
        let need = gate.need.unwrap_or_default();
        (gate.gap().map(Answer::Number), How::Shortfall(need), rows)
    }

    pub(super) fn gate(&self, tier: Option<&TierId>, measure: Measure) -> Option<&Gate> {
        let mut tiers = self.standing.tiers.iter();
        tiers
            .find(|verdict| Some(&verdict.tier) == tier)?
            .gate(measure)
    }

    pub(super) fn performing(&self) -> Parts {
        let value = match &self.standing.performing {
            Performing::Tier(tier) => Some(Answer::Tier(Some(tier.clone()))),
            Performing::NoTier => Some(Answer::Tier(None)),
            Performing::NotInData => None,
        };
        let rows = self.standing.tiers.iter().flat_map(|verdict| {
            let gates = verdict.requirements.iter().flat_map(|r| &r.alternatives);
            gates.map(|gate| Row::stated(Behind::Gate(verdict.tier.clone(), *gate)))
        });
        (value, How::Judgement, rows.collect())
    }

    /// What came or went in the range. Managed points are netted per client and day (partner-data.md): the events of a day
    /// on which a client's managed points rose are all new, those of one on which they fell all lost.
    pub(super) fn change(&self, sold: bool, new: bool) -> Parts {
        let (first, last) = self.range;
        let mut events = self.ledger.events(first, last);
        events.retain(|event| event.span.is_sold() == sold);
        let mut nets: BTreeMap<(usize, NaiveDate), Exact> = BTreeMap::new();
        for event in events.iter().filter(|_| !sold) {
            let net = nets.entry((event.span.client, event.day)).or_default();
            if net.add(event.points()).is_err() {
                return (None, How::Sum, vec![]);
            }
        }
        let is_new = |event: &Event| match nets.get(&(event.span.client, event.day)) {
            Some(net) => net.value().is_ok_and(|net| !net.is_sign_negative()),
            None => event.gain,
        };
        let mut rows = Vec::new();
        for event in events.iter().filter(|event| is_new(event) == new) {
            // Points that go were counted by the rules of the day before.
            let before = event.day.pred_opt().filter(|_| !event.gain);
            // What is lost is a positive number.
            let points = if new {
                event.points()
            } else {
                event.points().negated()
            };
            rows.push(Row {
                amount: Exact::from(points),
                event: Some((event.day, event.cause)),
                ..self.row(event.span, before.unwrap_or(event.day))
            });
        }
        let version = self.rules.on(self.day());
        let present = if sold {
            self.book.sales.is_some()
        } else {
            Measuring::new(self.book).has_managed(version)
        };
        let sum = recombine(&How::Sum, &rows)
            .ok()
            .flatten()
            .filter(|_| present);
        (sum.map(Answer::Number), How::Sum, rows)
    }

    /// The shared deals that a counter of the range counts.
    pub(super) fn shared(&self, key: Key) -> Parts {
        let (first, last) = self.range;
        let Some(shared) = shared_selling::over(self.book, first, last) else {
            return (None, How::Count, vec![]);
        };
        let deals = match key {
            Key::SharedCreated => shared.created,
            Key::SharedInFlight => shared.in_flight,
            _ => shared.closed_won,
        };
        let client = |deal: usize| self.book.deals.as_ref()?.get(deal)?.client;
        let rows = deals.iter().map(|&deal| Row {
            client: client(deal),
            ..Row::stated(Behind::Deal(deal))
        });
        let count = Answer::Number(Decimal::from(deals.len()));
        (Some(count), How::Count, rows.collect())
    }

    pub(super) fn commission_paid(&self) -> Parts {
        let statements = commission::statements(self.book, self.rules, self.day());
        let Ok(Some(statements)) = statements else {
            return (None, How::Sum, vec![]);
        };
        let rows = statements
            .paid
            .iter()
            .filter_map(|index| self.statement(*index));
        (money(&statements.paid_12m), How::Sum, rows.collect())
    }

    /// The next payment: the data's statements of that day, else the sales that earn for the quarter.
    pub(super) fn commission_next(&self) -> Parts {
        self.next_due()
            .ok()
            .flatten()
            .unwrap_or((None, How::Sum, vec![]))
    }

    fn next_due(&self) -> Result<Option<Parts>, Overflow> {
        let statements = commission::statements(self.book, self.rules, self.day())?;
        let schedule = commission::schedule(self.book, self.rules, self.day(), QUARTERS)?;
        let next = commission::next_due(
            self.book,
            statements.as_ref(),
            schedule.as_ref(),
            self.day(),
        )?;
        let Some(next) = next else {
            // Where statements and sales are both there to say so, nothing is due: that is an answer.
            let known = statements.is_some() && schedule.is_some();
            return Ok(known.then(|| (money(&Amounts::new()), How::Sum, vec![])));
        };
        let mut rows = Vec::new();
        match (&next.source, &schedule) {
            (NextSource::Statements(indices), _) => {
                rows.extend(indices.iter().filter_map(|index| self.statement(*index)));
            }
            (NextSource::Schedule(quarter), Some(schedule)) => {
                for line in schedule.lines(*quarter)? {
                    let earning = line.earning;
                    let sale = self.book.sales.iter().flatten().nth(earning.sale);
                    rows.push(Row {
                        behind: Behind::Sale(earning.sale),
                        client: sale.map(|sale| sale.client),
                        amount: line.amount,
                        working: Working::Earned(EarnedWorking {
                            mrr: earning.mrr,
                            currency: earning.currency,
                            share: earning.share,
                            months: line.months,
                            until: earning.until,
                            lifetime: earning.lifetime,
                        }),
                        event: None,
                    });
                }
            }
            (NextSource::Schedule(_), None) => {}
        }
        Ok(Some((money(&next.amounts), How::Sum, rows)))
    }

    fn statement(&self, index: usize) -> Option<Row> {
        let statement = self.book.commissions.as_ref()?.get(index)?;
        Some(Row {
            amount: Exact::of(statement.amount).ok()?,
            working: Working::Money(statement.currency),
            ..Row::stated(Behind::Statement(index))
        })
    }

    pub(super) fn row(&self, span: &Span, day: NaiveDate) -> Row {
        let working = self
            .working(span, day)
            .map_or(Working::AsIs, Working::Points);
        Row {
            behind: match span.source() {
                Source::Sale(sale) => Behind::Sale(sale),
                Source::Managed(managed) => Behind::Managed(managed),
            },
            client: Some(span.client),
            amount: Exact::from(span.points),
            working,
            event: None,
        }
    }

    /// How a span's points were worked out; managed ones by the rules of the day.
    pub fn working(&self, span: &Span, day: NaiveDate) -> Option<PointsWorking> {
        let client = self.book.clients.get(span.client)?;
        let (version, mrr, currency, rate, partners) = match span.source() {
            Source::Sale(sale) => {
                let sale = self.book.sales.as_ref()?.get(sale)?;
                let rate = sold_rate(self.rules, sale).ok()?;
                let version = self.rules.on(sale.closed_on);
                (version, sale.mrr, sale.currency, rate, Decimal::ONE)
            }
            Source::Managed(managed) => {
                let managed = self.book.managed.as_ref()?.get(managed)?;
                let version = self.rules.on(day);
                let divisor = split(version, managed);
                (
                    version,
                    managed.mrr,
                    managed.currency,
                    version.rates.managed?,
                    divisor,
                )
            }
        };
        Some(PointsWorking {
            version: version.id.clone(),
            mrr,
            currency,
            unit: unit(version, currency).ok()?,
            rate,
            multiplier: version.multiplier(client),
            partners,
            from: span.from,
            until: span.ends(),
            began: span.began,
            ended: span.ends().map(|_| span.ended),
        })
    }

    pub(super) fn usd(
        &self,
        amount: Decimal,
        currency: Currency,
        closed_on: NaiveDate,
    ) -> Option<Row> {
        let version = self.rules.on(closed_on);
        let unit = unit(version, currency).ok()?;
        let usd = Ratio::new(&[amount, Decimal::ONE_HUNDRED], &[unit]).ok()?;
        Some(Row {
            amount: Exact::from(usd),
            working: Working::Usd(UsdWorking {
                version: version.id.clone(),
                amount,
                currency,
                unit,
                closed_on,
            }),
            ..Row::stated(Behind::Partner)
        })
    }

    pub(super) fn sourced_mrr(&self) -> Vec<Row> {
        let Some(sales) = &self.book.sales else {
            let reported = self.standing.sourced_mrr.value;
            return reported
                .map(|value| Row::reported(None, value))
                .into_iter()
                .collect();
        };
        let year = Year::to(self.day());
        let sales = sales.iter().enumerate();
        sales
            .filter(|(_, sale)| year.has_sale(sale))
            .filter_map(|(index, sale)| {
                Some(Row {
                    behind: Behind::Sale(index),
                    client: Some(sale.client),
                    ..self.usd(sale.mrr, sale.currency, sale.closed_on)?
                })
            })
            .collect()
    }

    pub(super) fn sourced_amount(&self) -> Vec<Row> {
        let Some(deals) = &self.book.deals else {
            let reported = self.standing.sourced_amount.value;
            return reported
                .map(|value| Row::reported(None, value))
                .into_iter()
                .collect();
        };
        let year = Year::to(self.day());
        let deals = deals.iter().enumerate();
        deals
            .filter(|(_, deal)| year.has_deal(deal))
            .filter_map(|(index, deal)| {
                Some(Row {
                    behind: Behind::Deal(index),
                    client: deal.client,
                    ..self.usd(deal.amount?, deal.currency?, deal.close_on?)?
                })
            })
            .collect()
    }

    pub(super) fn csr(&self) -> (How, Vec<Row>) {
        let version = self.rules.on(self.day());
        if !self.standing.csr.computed {
            let reported = self.standing.csr.value;
            let rows = reported.map(|value| Row::reported(None, value));
            return (How::Stated, rows.into_iter().collect());
        }
        let how = match version.csr_average {
            CsrAverage::MeanAnnualised => How::Mean,
            CsrAverage::Compounded => How::Product,
        };
        let measuring = Measuring::new(self.book);
        let months = measuring.csr.window(self.day());
        let rows = months.map(|(month, kept)| Row {
            working: Working::Kept(kept),
            ..Row::stated(Behind::Retention(month))
        });
        (how, rows.collect())
    }
}

/// Amounts as an answer; `None` where one has too many digits.
fn money(amounts: &Amounts) -> Option<Answer> {
    let mut money = Vec::new();
    for (currency, amount) in amounts {
        money.push((*currency, amount.value().ok()?));
    }
    Some(Answer::Money(money))
}
