//! What the calculator on other sites asks and is answered, as JSON.
//!
//! Problem: the widget's page is a little JavaScript that must not compute, format or word anything by itself, or it would
//! say other things than the app. Idea: two questions, both answered from [`super::calculator`]: what there is to choose
//! and what the fields are called, and what comes out of what was typed.
//!
//! Example: `{"amount": "1000", "market": "IN"}` is answered with
//! `{"results": {"total": "100", …}, "shown": [{"key": "calculator.total", "text": "100", "working": "1,000 USD / 100 × 5 × 2"}, …]}`.

use super::{
    calculator::{Field, Form, Method, Problem, Setting, Worked},
    deal_type_name,
};
use crate::{
    model::{
        json::{Map, Value},
        sale::DealType,
    },
    rules::version::Version,
};

/// What there is to choose, and every word of the widget.
pub fn options(setting: Setting<'_>) -> Value {
    let words = setting.locale.words;
    let version = setting.rules.on(setting.day);
    let programme = &setting.rules.programme;
    let customers = setting.customers(version).into_iter().map(|option| {
        object(&[
            ("word", option.word),
            ("name", option.name),
            ("note", option.note),
        ])
    });
    let currencies = setting.currencies(version).into_iter().map(|currency| {
        let name = setting.locale.format.currency(currency);
        object(&[("word", currency.to_string()), ("name", name)])
    });
    let deals = DealType::ALL.iter().map(|deal| {
        let name = deal_type_name(words, *deal);
        object(&[("word", deal.as_str().to_owned()), ("name", name)])
    });
    let texts = [
        ("title", words.calc_title()),
        ("tabs", words.calc_tabs()),
        ("points", words.calc_tab_points()),
        ("currencyTab", words.calc_tab_currency()),
        ("amount", words.calc_amount()),
        ("market", words.calc_market()),
        ("marketHint", words.calc_market_hint()),
        ("currency", words.calc_currency()),
        ("manage", words.calc_manages()),
        ("partners", words.calc_partners()),
        ("deal", words.calc_deal()),
        (
            "dealHint",
            words.calc_deal_hint(deal_type_name(words, DealType::PartnerSourced)),
        ),
        ("method", words.calc_method()),
        ("pointsToCurrency", words.calc_points_to_currency()),
        ("currencyToPoints", words.calc_currency_to_points()),
        ("soldPoints", words.calc_sold_points()),
        ("managedPoints", words.calc_managed_points()),
        ("totalPoints", words.calc_total_points()),
        ("soldValue", words.calc_sold_value()),
        ("managedValue", words.calc_managed_value()),
        ("results", words.calc_results()),
        ("reset", words.calc_reset()),
        ("fix", words.calc_fix()),
    ];
    fields(vec![
        (
            "programme",
            text(format!("{} {}", programme.vendor, programme.name)),
        ),
        ("rules", rules(version)),
        (
            "notes",
            list(setting.notes(version).into_iter().map(Value::String)),
        ),
        ("customers", list(customers)),
        ("currencies", list(currencies)),
        ("deals", list(deals)),
        ("words", object(&texts)),
    ])
}

/// What comes out of what was typed, or what is wrong with it.
pub fn answer(setting: Setting<'_>, inputs: &Value) -> Value {
    let asked = read(setting, inputs).and_then(|(form, to_currency)| {
        let version = setting.version(&form)?;
        let shown = if to_currency {
            let view = setting.convert(&form)?;
            view.sold.into_iter().chain(view.managed).collect()
        } else {
            let view = setting.points(&form)?;
            vec![view.total, view.sold, view.managed]
        };
        Ok((version, shown))
    });
    let (version, shown, problem) = match asked {
        Ok((version, shown)) => (version, shown, Value::Null),
        Err(problem) => (setting.rules.on(setting.day), Vec::new(), wrong(problem)),
    };
    let mut results = Map::default();
    for Worked { figure, .. } in &shown {
        let (_, name) = figure.key.split_once('.').unwrap_or_default();
        results.insert(name.to_owned(), text(figure.value.clone()));
    }
    fields(vec![
        ("rules", rules(version)),
        (
            "results",
            if shown.is_empty() {
                Value::Null
            } else {
                Value::Object(results)
            },
        ),
        ("shown", list(shown.into_iter().map(shown_as))),
        ("problem", problem),
    ])
}

/// The form, and whether the currency tab is asked.
fn read(setting: Setting<'_>, inputs: &Value) -> Result<(Form, bool), Problem> {
    let default = Form::default();
    let typed = |key: &str, default: &str| {
        let typed = inputs.get(key).and_then(Value::as_str);
        typed.unwrap_or(default).to_owned()
    };
    let deal = typed("deal", default.deal_type.as_str());
    let deal_type = DealType::parse(&deal).ok_or_else(|| {
        let known: Vec<_> = DealType::ALL.iter().map(|deal| deal.as_str()).collect();
        let words = setting.locale.words;
        setting.problem(Field::Deal, words.calc_deal_wrong(&deal, known.join(", ")))
    })?;
    let form = Form {
        amount: typed("amount", &default.amount),
        market: typed("market", &default.market),
        currency: typed("currency", &default.currency),
        deal_type,
        manages: inputs.get("manage") == Some(&Value::Bool(true)),
        partners: typed("partners", &default.partners),
        day: typed("day", &default.day),
        method: Method::parse(&typed("method", "")).unwrap_or(default.method),
        sold: typed("sold", &default.sold),
        managed: typed("managed", &default.managed),
    };
    Ok((
        form,
        inputs.get("tab").and_then(Value::as_str) == Some("currency"),
    ))
}

fn shown_as(Worked { figure, working }: Worked) -> Value {
    let currency = figure.currency.map(|currency| currency.to_string());
    object(&[
        ("key", figure.key.to_owned()),
        ("value", figure.value),
        ("text", figure.text),
        ("currency", currency.unwrap_or_default()),
        ("working", working),
    ])
}

fn wrong(problem: Problem) -> Value {
    let readings = problem.readings.into_iter();
    let readings = readings.map(|(text, value)| object(&[("text", text), ("value", value)]));
    fields(vec![
        ("field", text(problem.field.as_str())),
        ("text", text(problem.text)),
        ("empty", Value::Bool(problem.is_empty)),
        ("readings", list(readings)),
    ])
}

fn rules(version: &Version) -> Value {
    object(&[
        ("id", version.id.clone()),
        ("from", version.from.to_string()),
    ])
}

fn text(text: impl Into<String>) -> Value {
    Value::String(text.into())
}

fn list(items: impl Iterator<Item = Value>) -> Value {
    Value::Array(items.collect())
}

fn object(texts: &[(&str, String)]) -> Value {
    let mut object = Map::default();
    for (key, value) in texts {
        object.insert((*key).to_owned(), text(value.clone()));
    }
    Value::Object(object)
}

/// One entry after the other: a map that is collected brings a sort of its own for every length, 30 KB in all.
fn fields(fields: Vec<(&str, Value)>) -> Value {
    let mut object = Map::default();
    for (key, value) in fields {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}
