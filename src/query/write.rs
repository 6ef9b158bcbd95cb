//! A book as a document of our own format, `tierwise/1`, which [`crate::ingest`] reads back into the same book.
//!
//! Problem: a book that was changed, as by [`super::alias`], has no file that says what it says. Idea: every record is
//! written field by field, its fields in the order of their names; what is not known is left out, for a missing field
//! and `None` mean the same. A book that was not changed needs none of this: its own file says more, such as fields
//! that we do not know.

use crate::model::{
    book::Book,
    client::Client,
    commission::{Commission, CommissionLine},
    deal::Deal,
    json,
    managed::Managed,
    partner::{CreditedTier, Partner},
    renewal::Renewal,
    reported::{Reported, ReportedClient, ReportedOn},
    retention::RetentionMonth,
    sale::Sale,
    team::TeamMember,
};
use serde_json::{Map, Value};

/// The format's name and version.
const FORMAT: &str = "tierwise/1";

/// The book as text, a line for each record.
pub fn write(book: &Book) -> String {
    let id = |client: usize| book.clients.get(client).map(|client| client.id.clone());
    let mut document = Document::default();
    document.value("format", &FORMAT.into());
    document.value("as_of", &book.as_of.to_string().into());
    if let Some(day) = book.points_refreshed_on {
        document.value("points_refreshed_on", &day.to_string().into());
    }
    if let Some(partner) = &book.partner {
        document.value("partner", &of_partner(partner));
    }
    document.list("clients", Some(&book.clients), of_client);
    document.list("sales", book.sales.as_ref(), |sale| {
        of_sale(sale, id(sale.client))
    });
    document.list("managed", book.managed.as_ref(), |managed| {
        of_managed(managed, id(managed.client))
    });
    document.list("deals", book.deals.as_ref(), |deal| {
        of_deal(deal, deal.client.and_then(id))
    });
    document.list("renewals", book.renewals.as_ref(), |renewal| {
        of_renewal(renewal, id(renewal.client))
    });
    document.list("commissions", book.commissions.as_ref(), |statement| {
        of_commission(statement, &id)
    });
    document.list("retention", book.retention.as_ref(), of_month);
    document.list("team", book.team.as_ref(), of_member);
    if let Some(reported) = &book.reported {
        document.value("reported", &of_reported(reported, &id));
    }
    if !book.program_rules.is_empty() {
        document.value("program_rules", &Value::Object(book.program_rules.clone()));
    }
    document.end()
}

/// The document as far as it is written. Records become text one by one: a large book never stands beside itself as a tree.
#[derive(Default)]
struct Document(String);

impl Document {
    fn name(&mut self, name: &str) {
        self.0.push_str(if self.0.is_empty() { "{" } else { ",\n" });
        for part in ["\"", name, "\": "] {
            self.0.push_str(part);
        }
    }

    fn value(&mut self, name: &str, value: &Value) {
        self.name(name);
        self.0.push_str(&json::text(value));
    }

    fn list<T>(&mut self, name: &str, records: Option<&Vec<T>>, of: impl Fn(&T) -> Value) {
        let Some(records) = records else {
            return;
        };
        self.name(name);
        self.0.push('[');
        for (index, record) in records.iter().enumerate() {
            self.0.push_str(if index == 0 { "\n" } else { ",\n" });
            self.0.push_str(&json::text(&of(record)));
        }
        self.0.push(']');
    }

    fn end(mut self) -> String {
        self.0.push_str("}\n");
        self.0
    }
}

/// The fields of a record that are known.
#[derive(Default)]
struct Fields(Map<String, Value>);

impl Fields {
    fn value(mut self, name: &str, value: Value) -> Self {
        self.0.insert(name.to_owned(), value);
        self
    }

    fn text(self, name: &str, text: Option<String>) -> Self {
        match text {
            Some(text) => self.value(name, Value::String(text)),
            None => self,
        }
    }

    /// Decimals and days are texts; the day and the digits come back as they were.
    fn shown(self, name: &str, value: Option<impl ToString>) -> Self {
        self.text(name, value.map(|value| value.to_string()))
    }

    fn count(self, name: &str, count: Option<u32>) -> Self {
        match count {
            Some(count) => self.value(name, count.into()),
            None => self,
        }
    }

    fn texts(self, name: &str, texts: &[String]) -> Self {
        let texts = texts.iter().cloned().map(Value::String).collect();
        self.value(name, Value::Array(texts))
    }

    fn end(self) -> Value {
        Value::Object(self.0)
    }
}

fn of_partner(partner: &Partner) -> Value {
    let mut fields = Fields::default()
        .text("name", partner.name.clone())
        .text("hub_id", partner.hub_id.clone())
        .shown("level", partner.level.map(|level| level.as_str()))
        .count("certifications", partner.certifications)
        .shown("median_tool_usage", partner.median_tool_usage)
        .shown("payout_currency", partner.payout_currency);
    if let Some(tier) = &partner.credited_tier {
        fields = fields.value("credited_tier", of_tier(tier));
    }
    if let Some(certification) = &partner.certification {
        let certification = Fields::default()
            .text("name", certification.name.clone())
            .shown("valid_until", certification.valid_until);
        fields = fields.value("certification", certification.end());
    }
    fields.end()
}

fn of_tier(credited: &CreditedTier) -> Value {
    let tier = credited.tier.as_ref().map_or("none", |tier| tier.as_str());
    Fields::default()
        .value("tier", tier.into())
        .shown("since", credited.since)
        .end()
}

fn of_client(client: &Client) -> Value {
    Fields::default()
        .value("id", client.id.clone().into())
        .value("name", client.name.clone().into())
        .text("domain", client.domain.clone())
        .shown("country", client.country)
        .shown("market", client.market.map(|market| market.as_str()))
        .shown("market_multiplier", client.market_multiplier)
        .shown("currency", client.currency)
        .texts("products", &client.products)
        .text("record_url", client.record_url.clone())
        .shown("usage_score", client.usage_score)
        .text("owner", client.owner.clone())
        .end()
}

fn of_sale(sale: &Sale, client: Option<String>) -> Value {
    Fields::default()
        .value("id", sale.id.clone().into())
        .text("client", client)
        .text("product_line", sale.product_line.clone())
        .text("deal", sale.deal.clone())
        .value("deal_type", sale.deal_type.as_str().into())
        .shown("kind", sale.kind.map(|kind| kind.as_str()))
        .shown("mrr", Some(sale.mrr))
        .shown("currency", Some(sale.currency))
        .shown("closed_on", Some(sale.closed_on))
        .shown("line_first_sold_on", sale.line_first_sold_on)
        .shown("ended_on", sale.ended_on)
        .end()
}

fn of_managed(managed: &Managed, client: Option<String>) -> Value {
    Fields::default()
        .text("client", client)
        .shown("mrr", Some(managed.mrr))
        .shown("currency", Some(managed.currency))
        .shown("from", Some(managed.from))
        .shown("to", managed.to)
        .count("partners", Some(managed.partners.get()))
        .shown("last_activity_on", managed.last_activity_on)
        .end()
}

fn of_deal(deal: &Deal, client: Option<String>) -> Value {
    Fields::default()
        .value("id", deal.id.clone().into())
        .text("name", deal.name.clone())
        .text("client", client)
        .text("client_name", deal.client_name.clone())
        .value("deal_type", deal.deal_type.as_str().into())
        .shown("amount", deal.amount)
        .shown("mrr", deal.mrr)
        .shown("currency", deal.currency)
        .shown("created_on", deal.created_on)
        .shown("registered_on", deal.registered_on)
        .shown("created_by", deal.created_by.map(|by| by.as_str()))
        .text("partner_stage", deal.partner_stage.clone())
        .value("vendor_stage", deal.vendor_stage.as_str().into())
        .shown("close_on", deal.close_on)
        .shown("probability", deal.probability)
        .end()
}

fn of_renewal(renewal: &Renewal, client: Option<String>) -> Value {
    Fields::default()
        .text("client", client)
        .texts("products", &renewal.products)
        .shown("renews_on", Some(renewal.renews_on))
        .shown("mrr", renewal.mrr)
        .shown("currency", renewal.currency)
        .shown("mrr_change", renewal.mrr_change)
        .text("last_active_employee", renewal.last_active_employee.clone())
        .text("renewal_manager", renewal.renewal_manager.clone())
        .end()
}

fn of_commission(statement: &Commission, id: &dyn Fn(usize) -> Option<String>) -> Value {
    let line = |line: &CommissionLine| {
        Fields::default()
            .text("client", line.client.and_then(id))
            .text("deal", line.deal.clone())
            .shown("net_revenue", line.net_revenue)
            .shown("rate", line.rate)
            .shown("amount", Some(line.amount))
            .end()
    };
    Fields::default()
        .value("id", statement.id.clone().into())
        .shown("period", Some(statement.period))
        .shown("due_on", statement.due_on)
        .shown("paid_on", statement.paid_on)
        .shown("amount", Some(statement.amount))
        .shown("currency", Some(statement.currency))
        .value("status", statement.status.as_str().into())
        .value("lines", statement.lines.iter().map(line).collect())
        .end()
}

fn of_month(month: &RetentionMonth) -> Value {
    Fields::default()
        .shown("month", Some(month.month))
        .shown("opening_mrr", Some(month.opening_mrr))
        .shown("cancelled_mrr", Some(month.cancelled_mrr))
        .shown("downgraded_mrr", month.downgraded_mrr)
        .shown("currency", month.currency)
        .end()
}

fn of_member(member: &TeamMember) -> Value {
    Fields::default()
        .text("role", member.role.clone())
        .value("name", member.name.clone().into())
        .text("email", member.email.clone())
        .text("about", member.about.clone())
        .text("photo_url", member.photo_url.clone())
        .end()
}

fn of_reported(reported: &Reported, id: &dyn Fn(usize) -> Option<String>) -> Value {
    let points = |fields: Fields, client: &ReportedClient| {
        fields
            .text("client", id(client.client))
            .shown("sold_points", client.sold_points)
            .shown("managed_points", client.managed_points)
            .shown("total_points", client.total_points)
            .end()
    };
    let client = |client: &ReportedClient| points(Fields::default(), client);
    let on = |on: &ReportedOn| points(Fields::default().shown("on", Some(on.day)), &on.points);
    let mut fields = Fields::default()
        .shown("total_points", reported.total_points)
        .shown("sold_points", reported.sold_points)
        .shown("managed_points", reported.managed_points)
        .shown("csr_12m", reported.csr_12m)
        .shown("sourced_amount_12m", reported.sourced_amount_12m)
        .shown("sourced_mrr_12m", reported.sourced_mrr_12m);
    if let Some(tier) = &reported.credited_tier {
        fields = fields.value("credited_tier", of_tier(tier));
    }
    if let Some(clients) = &reported.clients {
        fields = fields.value("clients", clients.iter().map(client).collect());
    }
    if let Some(history) = &reported.history {
        fields = fields.value("history", history.iter().map(on).collect());
    }
    fields.end()
}
