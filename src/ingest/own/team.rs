//! `team[]`

use super::super::{record::Record, value};
use crate::model::team::TeamMember;

pub(super) fn read(record: &mut Record<'_>) -> Option<TeamMember> {
    let role = record.descriptive("role", value::text);
    let name = record.required("name", value::text);
    let email = record.descriptive("email", value::text);
    let about = record.descriptive("about", value::text);
    let photo_url = record.descriptive("photo_url", value::address);
    Some(TeamMember {
        role,
        name: name?,
        email,
        about,
        photo_url,
    })
}
