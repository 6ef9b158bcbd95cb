//! What the columns of a table may mean: one list for recognising, for mapping by hand, and for reading.
//!
//! Problem: the same column is `hs_client_name` in one export, "Client name" in the next and "Nombre del cliente" in a third,
//! and in somebody's own spreadsheet it is "Customer". Idea: every field has its name in the format, labels that mean nothing
//! else, and words that suggest it. Names and labels are enough to read a table; what only words suggest is shown as a guess,
//! and the user decides.
//!
//! The labels of client exports are those of domain.md 9.3 (English and Spanish as seen in a real export, French translated);
//! those of the tier points are not known and therefore only suggested.

use super::super::{Section, portal::property};
use crate::model::{
    choice::{Choice, choice},
    commission::CommissionStatus,
    deal::{Creator, VendorStage},
    sale::{DealType, SaleKind},
};

choice! {
    /// What a table lists: a row is one of these.
    Target {
        /// Clients, with their points and next renewal where columns say them.
        Clients = "clients",
        /// Sales.
        Sales = "sales",
        /// Managed spells.
        Managed = "managed",
        /// Shared deals.
        Deals = "deals",
        /// Renewals.
        Renewals = "renewals",
        /// Commission statements.
        Commissions = "commissions",
        /// The MRR of months, and what of it was lost.
        Retention = "retention",
        /// The vendor's people.
        Team = "team",
    }
}

/// What stands in the cells of a column.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Text as it is.
    Text,
    /// A number; a percentage is its hundredth where `fraction`.
    Number {
        /// Whether 1 is the whole.
        fraction: bool,
    },
    /// A day.
    Day,
    /// A month.
    Month,
    /// A quarter.
    Quarter,
    /// One of a few words.
    Word(fn(&str) -> bool),
    /// Several texts, parted by semicolons.
    Texts,
}

/// A field that a column may hold.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its name in the format.
    pub name: &'static str,
    /// What stands in it.
    pub kind: Kind,
    /// Without it a row says nothing.
    pub required: bool,
    labels: &'static [&'static str],
    hints: &'static [&'static str],
}

const TEXT: Kind = Kind::Text;
const NUMBER: Kind = Kind::Number { fraction: false };
const FRACTION: Kind = Kind::Number { fraction: true };
const DAY: Kind = Kind::Day;

const fn field(
    name: &'static str,
    kind: Kind,
    labels: &'static [&'static str],
    hints: &'static [&'static str],
) -> Field {
    Field {
        name,
        kind,
        required: false,
        labels,
        hints,
    }
}

const fn needed(
    name: &'static str,
    kind: Kind,
    labels: &'static [&'static str],
    hints: &'static [&'static str],
) -> Field {
    Field {
        required: true,
        ..field(name, kind, labels, hints)
    }
}

fn is_word<T: Choice>(word: &str) -> bool {
    T::ALL.iter().any(|case| case.word() == word)
}

fn is_market(word: &str) -> bool {
    ["standard", "growth", "standard_market", "growth_market"].contains(&word)
}

/// Labels and hints are written as [`folded`] leaves them.
#[rustfmt::skip] // a table: one line, one field
const CLIENTS: &[Field] = &[
    field(property::ID, TEXT, &["record id", "object id", "id de registro", "id de objeto", "id de l enregistrement", "id d enregistrement"], &["id", "client id", "customer id", "identifier"]),
    needed(property::NAME, TEXT, &["client name", "nombre del cliente", "nom du client"], &["client", "cliente", "customer", "customer name", "name", "nombre", "nom", "company", "company name", "empresa", "entreprise"]),
    field(property::ACCOUNT_NAME, TEXT, &["client account name", "nombre de la cuenta del cliente", "nombre de cuenta del cliente", "nom du compte client", "nom de compte du client"], &["account name", "account"]),
    field(property::DOMAIN, TEXT, &["company domain name", "client domain name", "nombre de dominio de la empresa", "nom de domaine de l entreprise"], &["domain", "dominio", "domaine", "website"]),
    field(property::COUNTRY, TEXT, &["country", "pais", "pays"], &["country region", "location"]),
    field(property::ACCOUNT_LINK, TEXT, &["account link"], &["link", "url", "record url"]),
    field(property::MARKET, Kind::Word(is_market), &["market name", "market"], &["mercado", "marche", "market type"]),
    field(property::MULTIPLIER, NUMBER, &["market multiplier"], &["multiplier", "multiplicador", "multiplicateur"]),
    field(property::CURRENCY, TEXT, &["managed local mrr currency"], &["currency", "moneda", "divisa", "devise", "monnaie"]),
    field(property::PRODUCTS, Kind::Texts, &["all active products", "todos los productos activos", "tous les produits actifs"], &["products", "productos", "produits"]),
    field(property::USAGE_SCORE, NUMBER, &["unified usage score"], &["usage score", "usage"]),
    field(property::SOLD_POINTS, NUMBER, &[], &["sold tier points", "sold points", "puntos de venta", "puntos vendidos", "points vendus", "points de vente"]),
    field(property::MANAGED_POINTS, NUMBER, &[], &["managed tier points", "managed points", "puntos gestionados", "points geres", "points de gestion"]),
    field(property::TOTAL_POINTS, NUMBER, &[], &["total tier points", "total points", "puntos totales", "puntos", "points totaux", "total des points", "points"]),
    field(property::REFRESHED_AT, DAY, &[], &["tiering properties updated at", "points updated", "updated at"]),
    field(property::RENEWS_AT, DAY, &["next renewal date", "proxima fecha de renovacion", "prochaine date de renouvellement", "date du prochain renouvellement"], &["renewal date", "renewal", "renovacion", "renouvellement"]),
    field(property::RENEWAL_CHANGE, NUMBER, &["renewal mrr change", "variation du mrr de renouvellement", "cambio de mrr de renovacion"], &[]),
    field(property::RENEWAL_MANAGER, TEXT, &["contract manager name"], &["contract manager", "renewal manager"]),
    field(property::OWNER, TEXT, &[], &["owner", "client owner", "propietario", "proprietaire", "responsable"]),
];

const DEAL_TYPES: Kind = Kind::Word(is_word::<DealType>);
const CLIENT_HINTS: &[&str] = &[
    "client id",
    "client name",
    "cliente",
    "nombre del cliente",
    "nom du client",
    "customer",
    "customer name",
    "company",
    "account",
];
const CURRENCY_HINTS: &[&str] = &["moneda", "divisa", "devise", "monnaie", "ccy"];
const MRR_HINTS: &[&str] = &[
    "monthly recurring revenue",
    "mrr added",
    "new mrr",
    "sold mrr",
    "mrr de venta",
    "mrr vendu",
    "amount",
    "importe",
    "montant",
    "value",
];
const DEAL_TYPE_HINTS: &[&str] = &[
    "type",
    "deal source",
    "tipo de negocio",
    "tipo de acuerdo",
    "type de transaction",
];

#[rustfmt::skip] // a table: one line, one field
const SALES: &[Field] = &[
    field("id", TEXT, &[], &["sale id", "record id", "number", "reference"]),
    needed("client", TEXT, &[], CLIENT_HINTS),
    field("product_line", TEXT, &[], &["product", "hub", "producto", "produit", "ligne de produits", "linea de productos"]),
    field("deal", TEXT, &[], &["deal name", "deal id", "negocio", "transaction"]),
    needed("deal_type", DEAL_TYPES, &[], DEAL_TYPE_HINTS),
    field("kind", Kind::Word(is_word::<SaleKind>), &[], &["sale kind", "sale type"]),
    needed("mrr", NUMBER, &[], MRR_HINTS),
    field("currency", TEXT, &[], CURRENCY_HINTS),
    needed("closed_on", DAY, &[], &["close date", "closed", "closed date", "sold on", "date", "fecha de cierre", "fecha", "date de cloture"]),
    field("line_first_sold_on", DAY, &[], &["first sold", "first sold on", "line first sold"]),
    field("ended_on", DAY, &[], &["end date", "ended", "cancelled on", "cancellation date"]),
];

#[rustfmt::skip] // a table: one line, one field
const MANAGED: &[Field] = &[
    needed("client", TEXT, &[], CLIENT_HINTS),
    needed("mrr", NUMBER, &[], &["managed mrr", "monthly recurring revenue", "amount", "mrr gestionado", "mrr gere"]),
    field("currency", TEXT, &[], CURRENCY_HINTS),
    needed("from", DAY, &[], &["start date", "managed from", "managed since", "since", "desde", "depuis", "fecha de inicio", "date de debut"]),
    field("to", DAY, &[], &["end date", "managed to", "until", "hasta", "jusqu au"]),
    field("partners", NUMBER, &[], &["number of partners", "managing partners", "partner count"]),
    field("last_activity_on", DAY, &[], &["last activity", "last active", "last activity date", "ultima actividad", "derniere activite"]),
];

#[rustfmt::skip] // a table: one line, one field
const DEALS: &[Field] = &[
    field("id", TEXT, &[], &["deal id", "record id"]),
    field("name", TEXT, &[], &["deal name", "deal", "nombre del negocio", "nom de la transaction"]),
    field("client", TEXT, &[], CLIENT_HINTS),
    field("client_name", TEXT, &[], &["company name"]),
    needed("deal_type", DEAL_TYPES, &[], DEAL_TYPE_HINTS),
    field("amount", NUMBER, &[], &["deal amount", "importe", "montant", "value"]),
    field("mrr", NUMBER, &[], &["monthly recurring revenue"]),
    field("currency", TEXT, &[], CURRENCY_HINTS),
    field("created_on", DAY, &[], &["create date", "created", "fecha de creacion", "date de creation"]),
    field("registered_on", DAY, &[], &["registration date", "registered"]),
    field("created_by", Kind::Word(is_word::<Creator>), &[], &["creator"]),
    field("partner_stage", TEXT, &[], &["stage", "deal stage", "etapa", "phase"]),
    needed("vendor_stage", Kind::Word(is_word::<VendorStage>), &[], &["vendor deal stage", "hubspot stage", "status"]),
    field("close_on", DAY, &[], &["close date", "expected close date", "fecha de cierre", "date de cloture"]),
    field("probability", FRACTION, &[], &["deal probability", "probabilidad", "probabilite"]),
];

#[rustfmt::skip] // a table: one line, one field
const RENEWALS: &[Field] = &[
    needed("client", TEXT, &[], CLIENT_HINTS),
    field("products", Kind::Texts, &[], &["product", "productos", "produits"]),
    needed("renews_on", DAY, &[], &["renewal date", "next renewal date", "renews", "fecha de renovacion", "date de renouvellement"]),
    field("mrr", NUMBER, &[], &["renewal mrr", "monthly recurring revenue"]),
    field("currency", TEXT, &[], CURRENCY_HINTS),
    field("mrr_change", NUMBER, &[], &["renewal mrr change", "change"]),
    field("last_active_employee", TEXT, &[], &["last active user"]),
    field("renewal_manager", TEXT, &[], &["contract manager", "contract manager name"]),
];

#[rustfmt::skip] // a table: one line, one field
const COMMISSIONS: &[Field] = &[
    field("id", TEXT, &[], &["statement id", "statement", "number"]),
    needed("period", Kind::Quarter, &[], &["quarter", "trimestre"]),
    field("due_on", DAY, &[], &["due date", "due", "vencimiento", "echeance"]),
    field("paid_on", DAY, &[], &["payment date", "paid", "fecha de pago", "date de paiement"]),
    needed("amount", NUMBER, &[], &["commission", "total", "importe", "montant"]),
    field("currency", TEXT, &[], CURRENCY_HINTS),
    needed("status", Kind::Word(is_word::<CommissionStatus>), &[], &["state", "estado", "statut"]),
];

#[rustfmt::skip] // a table: one line, one field
const RETENTION: &[Field] = &[
    needed("month", Kind::Month, &[], &["mes", "mois", "date"]),
    needed("opening_mrr", NUMBER, &[], &["beginning mrr", "start mrr", "mrr at start"]),
    needed("cancelled_mrr", NUMBER, &[], &["canceled mrr", "churned mrr", "churn"]),
    field("downgraded_mrr", NUMBER, &[], &["downgrade mrr", "downgrades"]),
    field("currency", TEXT, &[], CURRENCY_HINTS),
];

#[rustfmt::skip] // a table: one line, one field
const TEAM: &[Field] = &[
    field("role", TEXT, &[], &["position", "rol", "fonction"]),
    needed("name", TEXT, &[], &["nombre", "nom", "person"]),
    needed("email", TEXT, &[], &["e mail", "mail", "correo", "courriel"]),
    field("about", TEXT, &[], &["description"]),
    field("photo_url", TEXT, &[], &["photo"]),
];

impl Target {
    /// The section that its rows are counted in.
    pub(in crate::ingest) const fn section(self) -> Section {
        match self {
            Self::Clients => Section::Clients,
            Self::Sales => Section::Sales,
            Self::Managed => Section::Managed,
            Self::Deals => Section::Deals,
            Self::Renewals => Section::Renewals,
            Self::Commissions => Section::Commissions,
            Self::Retention => Section::Retention,
            Self::Team => Section::Team,
        }
    }

    /// The fields that its rows may have.
    pub const fn fields(self) -> &'static [Field] {
        match self {
            Self::Clients => CLIENTS,
            Self::Sales => SALES,
            Self::Managed => MANAGED,
            Self::Deals => DEALS,
            Self::Renewals => RENEWALS,
            Self::Commissions => COMMISSIONS,
            Self::Retention => RETENTION,
            Self::Team => TEAM,
        }
    }

    /// Each of these alone says which client a row is, or its points.
    pub(super) const CLIENT: [&'static str; 5] = [
        property::ID,
        property::NAME,
        property::SOLD_POINTS,
        property::MANAGED_POINTS,
        property::TOTAL_POINTS,
    ];

    /// The points of a client.
    pub(super) const POINTS: [&'static str; 3] = [
        property::SOLD_POINTS,
        property::MANAGED_POINTS,
        property::TOTAL_POINTS,
    ];

    /// The field of a name.
    pub fn field(self, name: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.name == name)
    }
}

impl Field {
    /// How surely a heading means this field.
    pub(super) fn likeness(&self, heading: &str, folded: &str) -> Likeness {
        if heading == self.name || folded == folded_name(self.name) || self.labels.contains(&folded)
        {
            Likeness::Certain
        } else if self.hints.contains(&folded) {
            Likeness::Suggested
        } else {
            Likeness::None
        }
    }
}

/// How surely a heading means a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    None,
    Suggested,
    Certain,
}

fn folded_name(name: &str) -> String {
    name.replace('_', " ")
}

/// A heading without capitals, accents and signs: "Última actividad?" is "ultima actividad".
pub(super) fn folded(heading: &str) -> String {
    let letters = heading
        .chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'ö' | 'õ' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            other if other.is_alphanumeric() => other,
            _ => ' ',
        });
    let letters: String = letters.collect();
    let words: Vec<&str> = letters.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_compared_without_capitals_accents_and_signs() {
        assert_eq!(folded(" ¿Última  Actividad? "), "ultima actividad");
        assert_eq!(
            folded("Nom de domaine de l’entreprise"),
            "nom de domaine de l entreprise"
        );
        for target in Target::ALL {
            for field in target.fields() {
                for label in field.labels.iter().chain(field.hints) {
                    assert_eq!(folded(label), *label, "{}", field.name);
                }
            }
        }
    }

    #[test]
    fn no_label_means_two_fields_of_one_target() {
        for target in Target::ALL {
            let mut labels: Vec<&str> = target
                .fields()
                .iter()
                .flat_map(|field| field.labels.iter().copied())
                .collect();
            let all = labels.len();
            labels.sort_unstable();
            labels.dedup();
            assert_eq!(labels.len(), all, "{target:?}");
        }
    }
}
