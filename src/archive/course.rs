//! When an incident was and how grave: as a whole, or for one of its services.

use super::incident::{AffectedService, Id, Incident};
use super::moment::{DurationRange, End, Moment, duration};
use super::words::Impact;

/// When something was, and how grave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// When it began.
    pub start: Moment,
    /// When it ended.
    pub end: End,
    /// How grave it was.
    pub impact: Impact,
}

impl Course {
    /// How long it took; `None` where the end isn't known or it goes on.
    pub fn duration(&self) -> Option<DurationRange> {
        self.end.moment().map(|end| duration(&self.start, end))
    }
}

impl Incident {
    /// The course of the whole.
    pub fn course(&self) -> Course {
        Course { start: self.start, end: self.end, impact: self.facts.impact() }
    }

    /// The course it took for a service: what isn't told of the service is as for the whole.
    pub fn course_for(&self, service: &Id) -> Course {
        let affected = self.facts.services.iter().find(|affected| affected.service == *service);
        affected.map_or_else(|| self.course(), |affected| self.course_of(affected))
    }

    /// [`Self::course_for`] one of its services.
    pub fn course_of(&self, affected: &AffectedService) -> Course {
        let whole = self.course();
        Course {
            start: affected.start.unwrap_or(whole.start),
            end: affected.end.unwrap_or(whole.end),
            impact: affected.impact.unwrap_or(whole.impact),
        }
    }
}
