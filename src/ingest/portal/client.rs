//! The client that a portal's record is.

use super::super::{record::Record, tree::Value, value};
use super::property;
use crate::model::{
    client::{Client, Market},
    diagnostic::Code,
};

pub(super) fn read(record: &mut Record<'_>, other_id: Option<String>) -> Option<Client> {
    let id = record.required_or(property::ID, value::id, other_id);
    let name = record.descriptive(property::NAME, value::text);
    let account_name = record.descriptive(property::ACCOUNT_NAME, value::text);
    let domain = record.descriptive(property::DOMAIN, value::text);
    let market = record.descriptive(property::MARKET, market);
    let market_multiplier = record.descriptive(property::MULTIPLIER, value::amount);
    // Portals hold names of countries as well as codes; which country a name means is not guessed. Where it decides the market,
    // that is told.
    let country = match market.is_none() && market_multiplier.is_none() {
        true => record.descriptive(property::COUNTRY, value::country),
        false => record
            .field(property::COUNTRY, value::country)
            .and_then(Result::ok),
    };
    let currency = record.descriptive(property::CURRENCY, value::currency);
    let products = record.descriptive(property::PRODUCTS, products);
    let record_url = record.descriptive(property::ACCOUNT_LINK, value::address);
    let usage_score = record.descriptive(property::USAGE_SCORE, value::score);
    let owner = record.descriptive(property::OWNER, value::text);
    let id = id?;
    Some(Client {
        name: name.or(account_name).unwrap_or_else(|| id.clone()),
        id,
        domain,
        country,
        market,
        market_multiplier,
        currency,
        products: products.unwrap_or_default(),
        record_url,
        usage_score,
        owner,
    })
}

/// `growth_market`, `standard_market`: of the second only its beginning is certain.
fn market(value: &Value<'_>) -> Result<Market, Code> {
    let name = value::str_of(value, Code::BadText)?;
    Market::ALL
        .iter()
        .copied()
        .find(|market| name.starts_with(market.as_str()))
        .ok_or(Code::BadChoice)
}

/// Several products in one text, parted by semicolons.
fn products(value: &Value<'_>) -> Result<Vec<String>, Code> {
    let products = value::str_of(value, Code::BadText)?.split(';');
    let products = products
        .map(str::trim)
        .filter(|product| !product.is_empty());
    Ok(products.map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markets_are_known_by_their_beginning() {
        assert_eq!(
            market(&Value::Text("growth_market".into())),
            Ok(Market::Growth)
        );
        assert_eq!(
            market(&Value::Text("standard_market".into())),
            Ok(Market::Standard)
        );
        assert_eq!(
            market(&Value::Text("standard".into())),
            Ok(Market::Standard)
        );
        assert_eq!(
            market(&Value::Text("emerging".into())),
            Err(Code::BadChoice)
        );
    }

    #[test]
    fn products_are_separated_by_semicolons() {
        let of = |text: &'static str| products(&Value::Text(text.into()));
        assert_eq!(
            of("MARKETING; SALES;"),
            Ok(vec!["MARKETING".to_owned(), "SALES".to_owned()])
        );
        assert_eq!(of(" ; "), Ok(Vec::new()));
    }
}
