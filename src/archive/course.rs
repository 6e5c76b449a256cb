//! When an incident was and how grave: as a whole, or for one of its services; and when that was told.

use super::incident::{AffectedRegion, AffectedService, Id, Incident};
use super::moment::{DurationRange, End, Moment, duration};
use super::words::{Impact, Status};

/// When something was, and how grave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// When it began.
    pub start: Moment,
    /// When it ended.
    pub end: End,
    /// How grave it was.
    pub impact: Impact,
    /// Whether its end, where one is told, is a plan.
    pub is_end_planned: bool,
}

impl Course {
    /// How long it took; `None` where the end isn't known or it goes on.
    pub fn duration(&self) -> Option<DurationRange> {
        self.end.moment().map(|end| duration(&self.start, end))
    }

    /// Whether its author doubted its start or its end, so that no bounds of its length are sure.
    pub fn is_doubted(&self) -> bool {
        self.start.is_uncertain() || self.end.moment().is_some_and(Moment::is_uncertain)
    }

    /// Whether it is a plan that tells no end: nothing of it has happened, and nothing ended.
    pub fn is_planned_without_end(&self) -> bool {
        self.is_end_planned && self.end.moment().is_none()
    }
}

impl Incident {
    /// The course of the whole.
    pub fn course(&self) -> Course {
        let is_end_planned = self.is_end_planned();
        Course { start: self.start, end: self.end, impact: self.facts.impact(), is_end_planned }
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
            // Work under way may be over for one of its services.
            is_end_planned: self.is_announced() || whole.is_end_planned && affected.end.is_none(),
        }
    }

    /// The course it took for one of its services in one of its regions, which is what is told of both: the later
    /// beginning, the earlier end. `None` where nothing is left, for then they were concerned one after the other.
    pub fn course_of_both(&self, service: &AffectedService, region: &AffectedRegion) -> Option<Course> {
        let whole = self.course();
        let start = either(region.start, service.start, later).unwrap_or(whole.start);
        let end = either(region.end, service.end, earlier).unwrap_or(whole.end);
        let same = |a, b| if a == b { a } else { Impact::Unknown };
        let impact = either(region.impact, service.impact, same).unwrap_or(whole.impact);
        let is_left = !end.moment().is_some_and(|end| end.certainly_before(&start));
        let is_ended = service.end.is_some() || region.end.is_some();
        let is_end_planned = self.is_announced() || whole.is_end_planned && !is_ended;
        is_left.then_some(Course { start, end, impact, is_end_planned })
    }

    /// Whether it is announced work: its start and its end are plans.
    pub fn is_announced(&self) -> bool {
        self.status == Status::Scheduled
    }

    /// The moment it was first told: its start, or an update that surely came before, as announcements of work do; of
    /// announced work its first update, else the first date of a source.
    pub fn first_told(&self) -> Option<Moment> {
        let updates = self.facts.updates.iter().map(|update| update.at);
        if !self.is_announced() {
            let before = updates.filter(|at| at.certainly_before(&self.start));
            return Some(before.min_by_key(Moment::order_key).unwrap_or(self.start));
        }
        updates.min_by_key(Moment::order_key).or_else(|| self.dates_of_sources().min_by_key(Moment::order_key))
    }

    /// The moment of the last change to what is told of it. A plan is no change: of announced work it is the last update
    /// or amendment, else the last date of a source, and `None` where the file has none of these; of work under way its
    /// start may be that, and its end isn't.
    pub fn last_change(&self) -> Option<Moment> {
        if !self.is_end_planned() {
            return Some(self.last_moment());
        }
        let updates = self.facts.updates.iter().map(|update| update.at);
        let told = updates.chain(self.facts.amendments.iter().map(|amendment| amendment.date));
        let told = told.chain(Some(self.start).filter(|_| !self.is_announced()));
        told.max_by_key(Moment::order_key).or_else(|| self.dates_of_sources().max_by_key(Moment::order_key))
    }

    /// When sources were published and read.
    fn dates_of_sources(&self) -> impl Iterator<Item = Moment> {
        self.facts.sources.iter().flat_map(|source| source.date.into_iter().chain(source.accessed))
    }

    /// Whether its end is a plan, where one is told: of work that is announced, or under way.
    pub fn is_end_planned(&self) -> bool {
        self.is_announced() || self.is_under_way()
    }

    /// Whether it is work under way whose end is planned. That nobody knows the end says that it is over.
    fn is_under_way(&self) -> bool {
        matches!(self.status, Status::InProgress | Status::Verifying) && self.end.moment().is_some()
    }

    /// Whether it goes on as a whole.
    pub fn goes_on_as_a_whole(&self) -> bool {
        self.end == End::Ongoing || self.is_under_way()
    }

    /// Whether it goes on for one of its services, which may have an end of its own.
    pub fn goes_on_for(&self, affected: &AffectedService) -> bool {
        affected.end.map_or_else(|| self.goes_on_as_a_whole(), |end| end == End::Ongoing)
    }

    /// [`Self::goes_on_for`] a service by its id: as the whole does, where nothing is told of that service.
    pub fn goes_on_for_service(&self, service: &Id) -> bool {
        let affected = self.facts.services.iter().find(|affected| affected.service == *service);
        affected.map_or_else(|| self.goes_on_as_a_whole(), |affected| self.goes_on_for(affected))
    }

    /// Whether it goes on, as a whole or for one of its services.
    pub fn goes_on(&self) -> bool {
        self.goes_on_as_a_whole() || self.facts.services.iter().any(|affected| affected.end == Some(End::Ongoing))
    }
}

/// What one says, or what both come to.
fn either<T>(a: Option<T>, b: Option<T>, both: impl Fn(T, T) -> T) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(both(a, b)),
        (a, b) => a.or(b),
    }
}

fn later(a: Moment, b: Moment) -> Moment {
    if a.certainly_before(&b) || (!b.certainly_before(&a) && b.precision() > a.precision()) { b } else { a }
}

fn earlier(a: End, b: End) -> End {
    match (a, b) {
        (End::Unknown, _) | (_, End::Unknown) => End::Unknown,
        (End::Ongoing, end) | (end, End::Ongoing) => end,
        (End::Moment(one), End::Moment(other)) => {
            let is_other =
                other.certainly_before(&one) || (!one.certainly_before(&other) && other.precision() > one.precision());
            if is_other { b } else { a }
        }
    }
}
