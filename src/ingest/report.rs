//! What a reading has to say about the data besides the data itself: faults, notes and counts.
//!
//! Problem: a file with a million bad rows must not become a million diagnostics, yet the counts must be right and a grave
//! fault must not be lost behind a thousand small ones. Idea: each effect has a list of its own with a limit, and what
//! is told is the lists from the gravest on, cut to the limit once more.

use super::{MOST_DIAGNOSTICS, Section, SectionCount, headway::Leg, place::Place, tree::Fields};
use crate::model::{
    diagnostic::{Code, Diagnostic, Effect},
    table::Table,
};
use std::collections::BTreeMap;

#[derive(Debug, Default)]
pub(super) struct Report {
    faults: Table<Effect, Vec<Diagnostic>>,
    /// Fields that the format does not know, by the shape of their places, and where each was first seen.
    unknown: BTreeMap<String, String>,
    counts: Table<Section, (usize, usize)>,
    /// How far the records are, and its steps: those that were begun.
    leg: Leg,
    begun: usize,
}

impl Report {
    /// A report on records that are the steps of `leg`.
    pub(super) fn on(leg: Leg) -> Self {
        Self {
            leg,
            ..Self::default()
        }
    }

    /// Another record is begun.
    pub(super) fn begin(&mut self) {
        self.begun += 1;
        self.leg.reach(self.begun);
    }

    pub(super) fn add(
        &mut self,
        code: Code,
        effect: Effect,
        place: Place<'_>,
        found: impl Into<String>,
    ) {
        let faults = self.faults.entry(effect);
        if faults.len() < MOST_DIAGNOSTICS {
            faults.push(Diagnostic::new(code, effect, place.to_string(), found));
        }
    }

    /// Notes a field that the format does not know, once for all records of a list.
    pub(super) fn note_unknown(&mut self, place: Place<'_>) {
        let shape = place.shape();
        if self.unknown.len() < MOST_DIAGNOSTICS && !self.unknown.contains_key(&shape) {
            self.unknown.insert(shape, place.to_string());
        }
    }

    /// Tells of the fields that stand in a record twice: what the earlier one said is lost.
    pub(super) fn note_repeated(&mut self, place: Place<'_>, fields: &Fields<'_>) {
        for name in fields.repeated() {
            let place = place.field(name);
            self.add(
                Code::FieldRepeated,
                Effect::FieldIgnored,
                place,
                name.as_ref(),
            );
        }
    }

    /// Counts records; the section is then in the data, be it with none.
    pub(super) fn count(&mut self, section: Section, used: usize, left_out: usize) {
        let (all_used, all_left_out) = self.counts.entry(section);
        *all_used += used;
        *all_left_out += left_out;
    }

    /// The counts in the order of the format's documentation, and the diagnostics from the gravest on.
    pub(super) fn into_parts(self) -> (Vec<SectionCount>, Vec<Diagnostic>) {
        let unknown = self
            .unknown
            .into_iter()
            .map(|(shape, first)| Diagnostic::new(Code::FieldUnknown, Effect::Noted, shape, first));
        let diagnostics = self
            .faults
            .into_iter()
            .flat_map(|(_, faults)| faults)
            .chain(unknown)
            .take(MOST_DIAGNOSTICS)
            .collect();
        let counts = self.counts.into_iter();
        let counts = counts.map(|(section, (used, left_out))| SectionCount {
            section,
            used,
            left_out,
        });
        (counts.collect(), diagnostics)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grave_faults_are_not_lost_behind_small_ones() {
        let mut report = Report::default();
        let document = Place::Document("");
        for index in 0..2 * MOST_DIAGNOSTICS {
            report.add(
                Code::BadText,
                Effect::FieldIgnored,
                document.item(index),
                "",
            );
        }
        report.add(Code::BadDate, Effect::LeftOut, document.item(0), "");
        let (_, diagnostics) = report.into_parts();
        assert_eq!(diagnostics.len(), MOST_DIAGNOSTICS);
        assert_eq!(diagnostics[0].code, Code::BadDate);
        assert_eq!(diagnostics[1].place, "[0]");
    }

    #[test]
    fn an_unknown_field_is_noted_once_per_list() {
        let mut report = Report::default();
        let document = Place::Document("");
        for index in 3..6 {
            report.note_unknown(document.item(index).field("colour"));
        }
        let (_, diagnostics) = report.into_parts();
        assert_eq!(
            diagnostics,
            [Diagnostic::new(
                Code::FieldUnknown,
                Effect::Noted,
                "[].colour",
                "[3].colour"
            )]
        );
    }
}
