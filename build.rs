//! Turns the message files `src/words/<language>/*.ftl` into typed functions, and has `build/chart.rs` write the parts of charts.
//!
//! Problem: words must exist in every language, with the arguments that the code gives them; and a Fluent runtime in the
//! page costs 30 KB brotli (parser, resolver, plural tables of 200 languages, float tables), as does leptos_i18n, of which
//! two languages use almost nothing. Idea: parse Fluent here, with Mozilla's parser, and leave in the program only one
//! function per message, with its texts: where a part of the program is loaded later (src/ui/part.rs), so are its words. A word that is missing in a language, an unknown variable or a
//! piece of Fluent that is not supported ends the build with a sentence.
//!
//! Supported: text, `{ $variable }`, and a message that is one choice by a number: `{ $n -> [0] … [one] … *[other] … }`.
//!
//! Example: `to-go = { $points } to go` becomes `fn to_go(&self, points: impl AsRef<str>) -> String`.

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Message, Pattern, PatternElement, VariantKey},
    parser::parse,
};
use std::{collections::BTreeMap, env, error::Error, fmt::Write, fs, path::Path};

#[path = "build/chart.rs"]
mod chart;

const FOLDER: &str = "src/words";
/// The language whose files say which messages there are.
const DEFAULT: &str = "en";

type Failure = Box<dyn Error>;

/// A message in one language: its texts by variant (`""` for the default one), its variables in the order of their
/// appearance, and which of them are numbers.
struct Entries {
    texts: BTreeMap<String, String>,
    variables: Vec<String>,
    numbers: Vec<String>,
    selector: Option<String>,
}

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed={FOLDER}");
    // `cut`: the program of the hosted page is cut into parts (src/ui/part.rs); a debug build and the single file are whole.
    println!("cargo::rustc-check-cfg=cfg(cut)");
    let in_browser = env::var("TARGET")?.starts_with("wasm32");
    if in_browser {
        // The file worker's memory, 3.5 GB: 250 MB of CSV with four million sales take 3 GB (of JSON 0.8), and files of that size are
        // read; a file that needs more is refused while something of the machine is left.
        println!("cargo::rustc-link-arg-bin=files=--max-memory=3758096384");
    }
    let whole = env::var_os("CARGO_FEATURE_WHOLE").is_some();
    if env::var("PROFILE")? == "release" && in_browser && !whole {
        println!("cargo::rustc-cfg=cut");
        // Where every call and address stands, for the tool that cuts (tests/support/split.sh).
        println!("cargo::rustc-link-arg-bin=dashboard=--emit-relocs");
    }
    let mut languages: BTreeMap<String, BTreeMap<String, Entries>> = BTreeMap::new();
    for folder in fs::read_dir(FOLDER)? {
        let folder = folder?.path();
        if folder.is_dir() {
            let language = folder
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned();
            languages.insert(language, read_language(&folder)?);
        }
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("words.rs"), generate(&languages)?)?;
    fs::write(
        Path::new(&out).join("chart.json"),
        chart::parts().to_string(),
    )?;
    Ok(())
}

fn read_language(folder: &Path) -> Result<BTreeMap<String, Entries>, Failure> {
    let mut messages = BTreeMap::new();
    for file in fs::read_dir(folder)? {
        let file = file?.path();
        let text = fs::read_to_string(&file)?;
        let resource = parse(text.as_str())
            .map_err(|(_, errors)| format!("{}: {errors:?}", file.display()))?;
        for entry in resource.body {
            if let Entry::Message(message) = entry {
                let id = message.id.name.to_owned();
                let entries = read_message(&message)
                    .map_err(|problem| format!("{}: {id}: {problem}", file.display()))?;
                if messages.insert(id.clone(), entries).is_some() {
                    return Err(format!("{}: {id} is there twice", file.display()).into());
                }
            }
        }
    }
    Ok(messages)
}

fn read_message(message: &Message<&str>) -> Result<Entries, String> {
    let comment = message.comment.iter().flat_map(|comment| &comment.content);
    let numbers = comment
        .filter(|line| line.contains("(Number)"))
        .filter_map(|line| line.strip_prefix('$')?.split(' ').next());
    let mut entries = Entries {
        texts: BTreeMap::new(),
        variables: Vec::new(),
        numbers: numbers.map(str::to_owned).collect(),
        selector: None,
    };
    let value = message.value.as_ref().ok_or("no text")?;
    if let [
        PatternElement::Placeable {
            expression: Expression::Select { selector, variants },
        },
    ] = value.elements.as_slice()
    {
        let InlineExpression::VariableReference { id } = selector else {
            return Err("a choice by something else than a variable".into());
        };
        entries.selector = Some(id.name.to_owned());
        entries.variables.push(id.name.to_owned());
        entries.numbers.push(id.name.to_owned());
        for variant in variants {
            let text = read_pattern(&variant.value, &mut entries.variables)?;
            let key = match &variant.key {
                _ if variant.default => "",
                VariantKey::Identifier { name: "one" } => "one",
                VariantKey::NumberLiteral { value } => value,
                VariantKey::Identifier { name } => {
                    return Err(format!("the choice [{name}] is not supported"));
                }
            };
            entries.texts.insert(key.to_owned(), text);
        }
    } else {
        let text = read_pattern(value, &mut entries.variables)?;
        entries.texts.insert(String::new(), text);
    }
    Ok(entries)
}

/// A text with its variables' names between two control characters, which no message contains.
fn read_pattern(pattern: &Pattern<&str>, variables: &mut Vec<String>) -> Result<String, String> {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                if !variables.iter().any(|variable| variable == id.name) {
                    variables.push(id.name.to_owned());
                }
                let _ = write!(text, "\u{1}{}\u{1}", id.name);
            }
            PatternElement::Placeable { .. } => {
                return Err("only { $variable } is supported inside a text".into());
            }
        }
    }
    Ok(text)
}

fn generate(languages: &BTreeMap<String, BTreeMap<String, Entries>>) -> Result<String, Failure> {
    let messages = languages.get(DEFAULT).ok_or("no default language")?;
    let mut functions = String::new();
    for (id, message) in messages {
        // Every variant that any language has; a language without it shows its default there.
        let mut variants: Vec<&str> = Vec::new();
        for (language, others) in languages {
            let other = others
                .get(id)
                .ok_or_else(|| format!("{FOLDER}/{language}: {id} is missing"))?;
            if let Some(unknown) = other
                .variables
                .iter()
                .find(|variable| !message.variables.contains(variable))
            {
                return Err(format!(
                    "{FOLDER}/{language}: {id}: ${unknown} is not in {FOLDER}/{DEFAULT}"
                )
                .into());
            }
            variants.extend(other.texts.keys().map(String::as_str));
        }
        variants.sort_unstable();
        variants.dedup();
        let mut choices = Vec::new();
        for variant in variants {
            let mut texts = Vec::new();
            for (language, others) in languages {
                let other = others.get(id).map(|other| &other.texts).ok_or("missing")?;
                let text = other
                    .get(variant)
                    .or_else(|| other.get(""))
                    .ok_or_else(|| format!("{id} has no default"))?;
                // Variables become characters of the private use area, in the order of the function's parameters.
                let numbered = message.variables.iter().zip(0xE000..).fold(
                    text.clone(),
                    |text, (variable, code)| {
                        text.replace(
                            &format!("\u{1}{variable}\u{1}"),
                            &char::from_u32(code).unwrap_or_default().to_string(),
                        )
                    },
                );
                texts.push(if language == "fr" {
                    french(&numbered)
                } else {
                    numbered
                });
            }
            choices.push((variant, format!("&{texts:?}")));
        }
        function(&mut functions, id, message, &choices)?;
    }
    for (language, others) in languages {
        if let Some(extra) = others.keys().find(|id| !messages.contains_key(*id)) {
            return Err(
                format!("{FOLDER}/{language}: {extra} is not in {FOLDER}/{DEFAULT}").into(),
            );
        }
    }
    Ok(format!("impl Words {{\n{functions}}}"))
}

/// French signs keep a space that never breaks: a narrow one before ; ! ?, a wide one before : and inside guillemets.
fn french(text: &str) -> String {
    let narrow = [" ;", " !", " ?"]
        .into_iter()
        .fold(text.to_owned(), |text, sign| {
            text.replace(sign, &sign.replace(' ', "\u{202f}"))
        });
    [" :", "« ", " »"].into_iter().fold(narrow, |text, sign| {
        text.replace(sign, &sign.replace(' ', "\u{a0}"))
    })
}

/// One message as a function that chooses its texts and fills in the arguments. `choices` are the texts in every language, in
/// the order of the languages' names, by variant.
fn function(
    code: &mut String,
    id: &str,
    message: &Entries,
    choices: &[(&str, String)],
) -> Result<(), Failure> {
    let name = id.replace('-', "_");
    let is_number = |variable: &String| message.numbers.contains(variable);
    let mut parameters = String::new();
    let mut arguments = Vec::new();
    for variable in &message.variables {
        let parameter = variable.replace('-', "_");
        let kind = if is_number(variable) {
            "usize"
        } else {
            "impl AsRef<str>"
        };
        write!(parameters, ", {parameter}: {kind}")?;
        arguments.push(if is_number(variable) {
            format!("&{parameter}.to_string()")
        } else {
            format!("{parameter}.as_ref()")
        });
    }
    let texts_of = |wanted: &str| {
        let choice = choices.iter().find(|(variant, _)| *variant == wanted);
        choice.map(|(_, texts)| texts)
    };
    let mut texts = texts_of("").ok_or("no default")?.clone();
    if let Some(selector) = &message.selector {
        if let Some(one) = texts_of("one") {
            texts = format!("if self.is_one({selector}) {{ {one} }} else {{ {texts} }}");
        }
        for (exact, exactly) in choices
            .iter()
            .filter(|(variant, _)| variant.parse::<usize>().is_ok())
        {
            texts = format!("if {selector} == {exact} {{ {exactly} }} else {{ {texts} }}");
        }
    }
    writeln!(
        code,
        "    pub fn {name}(&self{parameters}) -> String {{ self.fill({texts}, &[{}]) }}",
        arguments.join(", ")
    )?;
    Ok(())
}
