//! The name of a tier.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A tier's id in the rules file, such as `platinum`. Order, name and thresholds belong to the rules.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TierId(pub String);

impl TierId {
    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TierId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
