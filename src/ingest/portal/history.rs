//! How a client's points came to be what they are: the versions of its properties (`propertiesWithHistory`).
//!
//! Problem: the three properties are versioned each by itself and by the second, and what is asked is a client's points on a
//! day. Idea: the versions are put in the order of their moments; each day on which one of them changed has the latest of all
//! three.
//!
//! Example: sold 40 since March, 50 since May, and managed 10 since April are three days: 40 and nothing, 40 and 10, 50 and 10.

use super::{
    super::{
        Section,
        place::Place,
        record::Record,
        tree::{Fields, Value},
        value::{self, shown},
    },
    Portal, moment, property, says_points,
};
use crate::model::{
    diagnostic::{Code, Effect},
    reported::{ReportedClient, ReportedOn},
};
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;

/// The properties of which the versions are read.
const TRACKS: [&str; 3] = [
    property::SOLD_POINTS,
    property::MANAGED_POINTS,
    property::TOTAL_POINTS,
];

/// A version: when, of which of the tracks, and what it says.
struct Version {
    moment: DateTime<Utc>,
    track: usize,
    points: Option<Decimal>,
}

impl Portal<'_> {
    /// Adds the points of a client's earlier days.
    pub(super) fn add_history(&mut self, place: Place<'_>, histories: &Fields<'_>, client: usize) {
        let mut versions = Vec::new();
        for (track, name) in TRACKS.into_iter().enumerate() {
            let Some(versions_of) = histories.get(name) else {
                continue;
            };
            let place = place.field(name);
            let Some(list) = versions_of.as_list() else {
                self.misshapen(place, versions_of);
                continue;
            };
            // The vendor lists the newest first: of one moment that one is to come last.
            for (index, version) in list.iter().enumerate().rev() {
                let version = self.version(place.item(index), version, track);
                let used = usize::from(version.is_some());
                let section = Section::ReportedHistory;
                self.report.count(section, used, 1 - used);
                versions.extend(version);
            }
        }
        versions.sort_by_key(|version| version.moment);
        let mut tracks = [None; 3];
        let same_day = |a: &Version, b: &Version| a.moment.date_naive() == b.moment.date_naive();
        for day in versions.chunk_by(same_day) {
            for version in day {
                if let Some(track) = tracks.get_mut(version.track) {
                    *track = version.points;
                }
            }
            let [sold_points, managed_points, total_points] = tracks;
            let points = ReportedClient {
                client,
                sold_points,
                managed_points,
                total_points,
            };
            // A client whose points went away has none from then on; one that never had any is not in the history.
            let began = says_points(&points)
                || self
                    .history
                    .last()
                    .is_some_and(|on| on.points.client == client);
            if let (Some(version), true) = (day.first(), began) {
                let day = version.moment.date_naive();
                self.history.push(ReportedOn { day, points });
            }
        }
    }

    fn version(&mut self, place: Place<'_>, version: &Value<'_>, track: usize) -> Option<Version> {
        let Some(fields) = version.as_record() else {
            self.report
                .add(Code::BadRecord, Effect::LeftOut, place, shown(version));
            return None;
        };
        let mut record = Record::open(place, fields, self.report);
        let moment = record.required("timestamp", moment::instant);
        let points = record.decisive("value", value::decimal);
        record.judged(moment.map(|moment| Version {
            moment,
            track,
            points,
        }))
    }
}
