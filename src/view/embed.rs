//! The code that puts the calculator on another site.
//!
//! Example: `<tierwise-calculator locale="fr" currency="EUR"></tierwise-calculator>` with its script, the same as an iframe, and
//! the sources that a strict Content-Security-Policy must name.

use super::markup::Markup;
use crate::query::address::encode;

/// Where the files of the widget are, from the page's own folder.
pub const FOLDER: &str = "embed/v1/";

/// How the widget is to look and begin. An empty text leaves it to the site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Options {
    /// The language: `en` or `fr`.
    pub locale: String,
    /// A currency's code.
    pub currency: String,
    /// `points` or `currency`.
    pub tab: String,
    /// `light` or `dark`.
    pub theme: String,
    /// A colour, such as `#3a4dd2`.
    pub accent: String,
}

impl Options {
    fn attributes(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("locale", &self.locale),
            ("currency", &self.currency),
            ("tab", &self.tab),
            ("theme", &self.theme),
        ];
        let stated = all.into_iter().filter(|(_, value)| !value.is_empty());
        stated.map(|(name, value)| (name, value.as_str())).collect()
    }

    /// The address of the iframe's page, below the folder of this copy of Tierwise.
    pub fn frame_address(&self, base: &str) -> String {
        let mut hash: Vec<String> = self
            .attributes()
            .iter()
            .map(|(name, value)| format!("{name}={}", encode(value)))
            .collect();
        if !self.accent.is_empty() {
            hash.push(format!("accent={}", encode(&self.accent)));
        }
        format!("{base}{FOLDER}calculator.html#{}", hash.join("&"))
    }

    /// The code of the custom element.
    pub fn element(&self, base: &str) -> String {
        let mut attributes = self.attributes();
        let accent = format!("--tierwise-accent: {}", self.accent);
        if !self.accent.is_empty() {
            attributes.push(("style", &accent));
        }
        let mut code = Markup::default();
        code.open("tierwise-calculator", &attributes);
        format!(
            "{}\n{}",
            script(base),
            code.close("tierwise-calculator").as_str()
        )
    }

    /// The code of the iframe; the script gives it the height of its content.
    pub fn frame(&self, base: &str, title: &str) -> String {
        let address = self.frame_address(base);
        let attributes = [
            ("data-tierwise", ""),
            ("src", &address),
            ("title", title),
            ("loading", "lazy"),
            ("width", "100%"),
            ("height", "640"),
        ];
        let mut code = Markup::default();
        code.open("iframe", &attributes);
        format!("{}\n{}", code.close("iframe").as_str(), script(base))
    }
}

fn script(base: &str) -> String {
    let address = format!("{base}{FOLDER}calculator-embed.js");
    let mut code = Markup::default();
    code.open("script", &[("type", "module"), ("src", &address)]);
    code.close("script").as_str().to_owned()
}

/// The sources that a site's policy must allow, for a copy of Tierwise at an origin.
pub fn policy(origin: &str) -> String {
    format!("script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}; frame-src {origin}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_chosen_is_left_to_the_site_and_nothing_breaks_out() {
        let plain = Options::default();
        assert_eq!(
            plain.element("https://a.example/t/"),
            "<script type=\"module\" src=\"https://a.example/t/embed/v1/calculator-embed.js\"></script>\n<tierwise-calculator></tierwise-calculator>"
        );
        let odd = Options {
            locale: "\"><script>".to_owned(),
            accent: "#3a4dd2".to_owned(),
            ..Options::default()
        };
        assert!(!odd.element("https://a.example/").contains("\"><script>"));
        assert!(
            odd.frame("https://a.example/", "T")
                .contains("#locale=%22%3E%3Cscript%3E&amp;accent=%233a4dd2")
        );
        assert_eq!(
            policy("https://a.example"),
            "script-src https://a.example 'wasm-unsafe-eval'; connect-src https://a.example; frame-src https://a.example"
        );
    }
}
