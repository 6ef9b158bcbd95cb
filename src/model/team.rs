//! The vendor's people for this partner.

use serde::{Deserialize, Serialize};

/// One record of `team`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TeamMember {
    /// What they do, such as `partner_development_manager`; free text, known roles are translated.
    pub role: Option<String>,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// What they do for the partner.
    pub about: Option<String>,
    /// Their picture.
    pub photo_url: Option<String>,
}
