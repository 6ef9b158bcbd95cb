//! The words of the page, in every language.
//!
//! `src/words/<language>/*.ftl` are Fluent message files; `build.rs` turns each message into a function of [`Words`], so a
//! word that is missing in one language does not compile. Programme words that are the same in every language (tier names,
//! the vendor) come from the rules file instead.
//!
//! Example: `Words::new(Language::Fr).to_go("387,75")` is "encore 387,75".

use crate::model::choice::choice;

#[allow(
    missing_docs,
    reason = "each function is a message; the message files say what it is for"
)]
mod generated {
    use super::Words;
    include!(concat!(env!("OUT_DIR"), "/words.rs"));
}

choice! {
    /// A language of the page.
    Language {
        /// English.
        En = "en",
        /// French.
        Fr = "fr",
    }
}

/// The words of one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    language: Language,
}

impl Words {
    /// The words of a language.
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    /// Whether a count takes the singular: 1 in English, 0 and 1 in French (CLDR plural rules).
    const fn is_one(self, count: usize) -> bool {
        match self.language {
            Language::En => count == 1,
            Language::Fr => count <= 1,
        }
    }

    /// The text in this language with the arguments in the places of its variables, which are characters of the private use
    /// area. `texts` are in the order of the languages' names.
    fn fill(self, texts: &[&str; 2], arguments: &[&str]) -> String {
        const FIRST: u32 = 0xE000;
        let [english, french] = texts;
        let template = match self.language {
            Language::En => english,
            Language::Fr => french,
        };
        let mut text = String::with_capacity(template.len());
        for c in template.chars() {
            let argument = u32::from(c)
                .checked_sub(FIRST)
                .and_then(|index| usize::try_from(index).ok());
            match argument.and_then(|index| arguments.get(index)) {
                Some(argument) => text.push_str(argument),
                None => text.push(c),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_take_their_arguments_in_the_order_of_the_language() {
        assert_eq!(Words::new(Language::En).to_go("387.75"), "387.75 to go");
        assert_eq!(Words::new(Language::Fr).to_go("387,75"), "encore 387,75");
        assert_eq!(
            Words::new(Language::En).clients_shown(60, "12", "60"),
            "12 of 60 clients"
        );
        assert_eq!(
            Words::new(Language::Fr).clients_shown(60, "12", "60"),
            "12 clients sur 60"
        );
    }

    #[test]
    fn counts_take_the_plural_of_the_language() {
        let left = |language, count| Words::new(language).opened_left_out(count);
        assert_eq!(left(Language::En, 1), "1 record was left out.");
        assert_eq!(left(Language::En, 0), "0 records were left out.");
        assert_eq!(left(Language::Fr, 0), "0 enregistrement a été écarté.");
        assert_eq!(left(Language::Fr, 2), "2 enregistrements ont été écartés.");
        assert_eq!(
            Words::new(Language::En).goal_summary(0, "Gold"),
            "Every requirement of Gold is met."
        );
    }

    #[test]
    fn an_argument_is_never_read_as_a_place() {
        assert_eq!(Words::new(Language::En).to_go("\u{E000}"), "\u{E000} to go");
    }
}
