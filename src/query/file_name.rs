//! Names of exported files.
//!
//! Problem: the name comes from a user and from filters, and must be one on every system: `CON.csv` is a device on Windows,
//! `../x` a path, and a character that turns the writing direction can make `exe.csv` of `vsc.exe`. Idea: what a name may not
//! hold becomes a space or goes; the rest stays, in any script.
//!
//! Example: `Deals: 2026/07` as CSV is `Deals 2026 07.csv`.

/// The longest stem in bytes: file systems take 255 for the whole name, and browsers add ` (1)` to a name that is taken.
const LONGEST: usize = 180;

/// Names that are devices on Windows, with any extension; `COM` and `LPT` with a digit are too.
const DEVICES: [&str; 4] = ["CON", "PRN", "AUX", "NUL"];

/// A safe name of `stem` with an extension (given without its dot); `tierwise` where nothing is left of the stem.
pub fn file_name(stem: &str, extension: &str) -> String {
    let ending = format!(".{extension}");
    // A user may have typed the extension.
    let stem = match stem.len().checked_sub(ending.len()) {
        Some(at) if stem.is_char_boundary(at) => {
            let (start, end) = stem.split_at(at);
            if end.eq_ignore_ascii_case(&ending) {
                start
            } else {
                stem
            }
        }
        _ => stem,
    };
    let plain: String = stem
        .chars()
        .filter(|&c| !is_invisible(c))
        .map(|c| if is_forbidden(c) { ' ' } else { c })
        .collect();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let mut name = String::new();
    for c in words.join(" ").chars() {
        if name.len() + c.len_utf8() > LONGEST {
            break;
        }
        name.push(c);
    }
    // A leading dot hides a file, Windows drops a trailing one.
    let name = name.trim_matches(['.', ' ']);
    match name {
        "" => format!("tierwise{ending}"),
        device if is_device(device) => format!("_{device}{ending}"),
        name => format!("{name}{ending}"),
    }
}

/// What separates paths or means something to a shell of Windows, and control characters.
fn is_forbidden(c: char) -> bool {
    c.is_control() || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

/// What takes no room and may turn the direction of the rest.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}')
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let upper = stem.to_ascii_uppercase();
    let numbered = upper
        .strip_prefix("COM")
        .or_else(|| upper.strip_prefix("LPT"))
        .is_some_and(|port| matches!(port, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9"));
    numbered || DEVICES.contains(&upper.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_are_names_on_every_system() {
        for (stem, name) in [
            ("Deals: 2026/07", "Deals 2026 07.csv"),
            ("Échéances – août", "Échéances – août.csv"),
            ("../../etc/passwd", "etc passwd.csv"),
            ("C:\\Users\\x", "C Users x.csv"),
            ("report.csv", "report.csv"),
            ("report.CSV", "report.csv"),
            ("report.v2", "report.v2.csv"),
            ("CON", "_CON.csv"),
            ("nul.2026", "_nul.2026.csv"),
            ("com1", "_com1.csv"),
            ("Company", "Company.csv"),
            ("a\u{202E}exe\0\n", "aexe.csv"),
            ("...", "tierwise.csv"),
            ("", "tierwise.csv"),
            ("é", "é.csv"),
        ] {
            assert_eq!(file_name(stem, "csv"), name, "{stem:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_makes_a_name(stem in any::<String>(), long in 0usize..300) {
            let name = file_name(&stem.repeat(long), "xlsx");
            prop_assert!(name.len() <= LONGEST + 6);
            prop_assert!(!name.contains(['/', '\\', '\0', '\n']) && !name.starts_with('.'));
            prop_assert!(name.len() > 5 && name.ends_with(".xlsx"));
        }
    }
}
