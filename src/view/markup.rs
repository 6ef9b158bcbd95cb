//! Markup in which a name from a file cannot become markup.
//!
//! Problem: a grid that is scrolled needs hundreds of cells in a frame, and the browser reads text faster than it makes nodes one by
//! one; but text put together by hand is how names become scripts. Idea: names of elements and attributes are the program's own
//! (`&'static str`), and whatever else goes in goes through one function that escapes it. There is no other way in.
//!
//! Example: `markup.open("td", &[("title", "\"A\" & B")]).text("A").close("td")`.

/// Markup, escaped by construction. `crate::platform` alone puts it on the page (`tests/layers.rs`).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Begins an element.
    pub fn open(
        &mut self,
        element: &'static str,
        attributes: &[(&'static str, &str)],
    ) -> &mut Self {
        self.0.push('<');
        self.0.push_str(element);
        for (name, value) in attributes {
            self.0.push(' ');
            self.0.push_str(name);
            self.0.push_str("=\"");
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
        self
    }

    /// Adds text, which stays text.
    pub fn text(&mut self, text: &str) -> &mut Self {
        if !text.contains(['&', '<', '>', '"', '\'']) {
            self.0.push_str(text);
            return self;
        }
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                _ => self.0.push(c),
            }
        }
        self
    }

    /// Ends an element.
    pub fn close(&mut self, element: &'static str) -> &mut Self {
        self.0.push_str("</");
        self.0.push_str(element);
        self.0.push('>');
        self
    }

    /// The markup as it is read by a browser.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_become_markup() {
        let mut markup = Markup::default();
        let name = "<img src=x onerror=\"alert('1')\"> & Co";
        markup.open("p", &[("title", name)]).text(name).close("p");
        let escaped = "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt; &amp; Co";
        assert_eq!(
            markup.as_str(),
            format!("<p title=\"{escaped}\">{escaped}</p>")
        );
    }
}
