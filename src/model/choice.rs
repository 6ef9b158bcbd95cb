//! A field that may hold one of a few words.
//!
//! Problem: deal types, markets and statuses are words in files and cases in code, and the two lists drift apart.
//! Idea: one macro writes both directions from one list.

/// Declares an enum whose cases are words in the data format, with `ALL`, `as_str` and `parse`.
macro_rules! choice {
    ($(#[$meta:meta])* $name:ident { $($(#[$case_meta:meta])* $case:ident = $word:literal,)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ::serde::Serialize, ::serde::Deserialize)]
        pub enum $name {
            $($(#[$case_meta])* $case,)+
        }

        impl $name {
            /// Every case, in the order of the format's documentation.
            pub const ALL: &'static [Self] = &[$(Self::$case,)+];

            /// The word that stands for this case in files and addresses.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$case => $word,)+ }
            }

            /// The case that a word stands for. Looked for in the list: a comparison for each word would be code.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|case| case.as_str() == word)
            }
        }

        impl $crate::model::choice::Choice for $name {
            const ALL: &'static [Self] = Self::ALL;
            fn word(self) -> &'static str { self.as_str() }
        }
    };
}
pub(crate) use choice;

/// What every choice can do; lets a reader of records take any of them.
pub trait Choice: Copy + 'static {
    /// Every case.
    const ALL: &'static [Self];
    /// The word in files.
    fn word(self) -> &'static str;
}
