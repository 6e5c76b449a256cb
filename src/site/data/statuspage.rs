//! The archive as a Statuspage tells it: its public API, version 2, with every incident and not the newest fifty.
//!
//! Where the format has no word for what isn't known, the field is null; `annals` beside it says what is known, as
//! exactly as it is, and what isn't and why. A date without a time is an ISO 8601 date without a time; of a moment with
//! `~` the day, month or year it surely lies in is told, and of one with `?` nothing.

use std::collections::BTreeMap;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::export::{end_status, known};
use super::pieces::{Pieces, add, document};
use super::record::UnknownRecord;
use super::written;
use crate::archive::{Id, Impact, Incident, Moment, Service, Status};
use crate::derive::{GoingOn, IncidentNumber, Unknown, unknowns};
use crate::site::Site;
use crate::site::edition::Edition;
use crate::site::feeds::{Identity, rfc3339, update_text};
use crate::site::files::Endpoint;
use crate::site::pages::{Anchors, certain};
use crate::site::route::Route;

impl Site<'_> {
    /// A resource in pieces, if it holds every incident.
    pub(in crate::site) fn statuspage_pieces(&self, endpoint: Endpoint) -> Option<Pieces<'_>> {
        if endpoint != Endpoint::Incidents {
            return None;
        }
        let page = match Statuspage::new(self) {
            Ok(page) => page,
            Err(why) => return Some(Box::new(std::iter::once(Err(why)))),
        };
        let is_shown = |number: &IncidentNumber| self.incident(*number).is_some_and(|one| !is_maintenance(one));
        let numbers = self.insights.lists.all.iter().copied().filter(is_shown).collect();
        let head = BTreeMap::from([("page", page.page())]);
        Some(document(&head, "incidents", numbers, move |number, to| match self.incident(number) {
            Some(incident) => add(&page.event(incident, false), to),
            None => Ok(()),
        }))
    }
}

/// The archive as a page of Statuspage.
pub(super) struct Statuspage<'s> {
    site: &'s Site<'s>,
    edition: &'s Edition,
    identity: Identity,
    /// How many incidents go on, as a whole or for a service.
    going_on: usize,
    /// What goes on, by service.
    open: BTreeMap<&'s Id, GoingOn>,
    /// By service.
    components: BTreeMap<&'s Id, Component<'s>>,
}

#[derive(Serialize)]
struct Page {
    id: &'static str,
    name: String,
    url: Option<String>,
    time_zone: &'static str,
    updated_at: Option<String>,
}

#[derive(Serialize)]
struct Overall {
    indicator: Option<&'static str>,
    description: String,
}

#[derive(Serialize)]
struct Component<'c> {
    id: &'c str,
    name: String,
    status: Option<&'static str>,
    created_at: Option<String>,
    updated_at: Option<String>,
    position: usize,
    description: Option<String>,
    showcase: bool,
    start_date: Option<String>,
    group_id: Option<&'c str>,
    page_id: &'static str,
    group: bool,
    only_show_if_degraded: bool,
}

#[derive(Serialize)]
struct Event<'e> {
    id: &'e str,
    name: &'e str,
    status: &'static str,
    created_at: Option<String>,
    updated_at: Option<String>,
    monitoring_at: Option<String>,
    resolved_at: Option<String>,
    impact: Option<&'static str>,
    shortlink: Option<String>,
    started_at: Option<String>,
    page_id: &'static str,
    #[serde(flatten)]
    schedule: Option<Schedule>,
    incident_updates: Vec<Update<'e>>,
    components: Vec<&'e Component<'e>>,
    annals: Truth,
}

/// When work was to begin and to end.
#[derive(Serialize)]
struct Schedule {
    scheduled_for: Option<String>,
    scheduled_until: Option<String>,
}

#[derive(Serialize)]
struct Update<'u> {
    id: String,
    status: Option<&'static str>,
    body: String,
    incident_id: &'u str,
    created_at: Option<String>,
    updated_at: Option<String>,
    display_at: Option<String>,
    affected_components: Option<()>,
    deliver_notifications: bool,
}

/// What Statuspage has no field for.
#[derive(Serialize)]
struct Truth {
    uri: String,
    start: String,
    end: Option<String>,
    end_status: &'static str,
    status: &'static str,
    unknown: Vec<UnknownRecord>,
}

/// The page's identifier: there is one.
const PAGE: &str = "annals";

impl<'s> Statuspage<'s> {
    pub fn new(site: &'s Site<'s>) -> Result<Self, String> {
        let edition = site.edition(site.archive.default_language())?;
        let mut open: BTreeMap<&Id, GoingOn> = BTreeMap::new();
        let mut going_on = 0;
        for incident in site.counted() {
            going_on += usize::from(is_open(incident));
            for affected in incident.facts.services.iter().filter(|affected| incident.goes_on_for(affected)) {
                let open = open.entry(&affected.service).or_default();
                *open = open.and(GoingOn::of(incident.course_of(affected).impact));
            }
        }
        let mut page =
            Self { site, edition, identity: Identity::new(site.archive), open, going_on, components: BTreeMap::new() };
        let services = site.archive.names.services.iter().zip(1..);
        page.components = services.map(|((id, service), position)| (id, page.component(service, position))).collect();
        Ok(page)
    }

    /// The document of a resource.
    pub fn resource(&self, endpoint: Endpoint) -> Result<Vec<u8>, String> {
        match endpoint {
            Endpoint::Summary => self.summary(),
            Endpoint::Status => written(&serde_json::json!({ "page": self.page(), "status": self.overall() })),
            Endpoint::Components => self.list("components", &self.components()),
            Endpoint::Incidents => self.list("incidents", &self.events(|_| true, false)),
            Endpoint::Unresolved => self.list("incidents", &self.events(is_open, false)),
            Endpoint::Maintenances => self.list("scheduled_maintenances", &self.events(|_| true, true)),
            Endpoint::Upcoming => self.list("scheduled_maintenances", &self.events(Incident::is_announced, true)),
            Endpoint::Active => self.list("scheduled_maintenances", &self.events(is_active, true)),
        }
    }

    fn summary(&self) -> Result<Vec<u8>, String> {
        let (page, overall, components) = (self.page(), self.overall(), self.components());
        let incidents = self.events(is_open, false);
        let maintenances = self.events(|incident| incident.is_announced() || is_active(incident), true);
        written(&Summary { page, status: overall, components, incidents, scheduled_maintenances: maintenances })
    }

    fn list<T: Serialize>(&self, name: &'static str, items: &[T]) -> Result<Vec<u8>, String> {
        written(&Listing { page: self.page(), name, items })
    }

    fn page(&self) -> Page {
        Page {
            id: PAGE,
            name: self.edition.local(&self.site.archive.settings.title),
            url: self.site.home_address(),
            time_zone: "Etc/UTC",
            updated_at: self.site.last_change().as_ref().and_then(time),
        }
    }

    /// What goes on: the gravest of it. An archive watches nothing, so that nothing open means no more than that.
    fn overall(&self) -> Overall {
        let count = self.going_on;
        let open = self.open.values().copied().reduce(GoingOn::and).unwrap_or_default();
        let indicator = match open.told() {
            Some(Impact::None | Impact::Maintenance) => Some("none"),
            Some(impact) => Some(impact.key()),
            None => (count == 0).then_some("none"),
        };
        let description =
            if count == 0 { self.edition.say("status-nothing-open") } else { self.edition.count("status-open", count) };
        Overall { indicator, description }
    }

    fn components(&self) -> Vec<&Component<'s>> {
        self.components.values().collect()
    }

    /// A service as a component, which stands at a place among them, from 1.
    fn component(&self, service: &'s Service, position: usize) -> Component<'s> {
        let id = &service.id;
        let list = self.site.insights.lists.services.get(id).map_or(&[][..], Vec::as_slice);
        // What is announced stands before what has happened since it was: the newest doesn't tell of the last change.
        let begun = list.iter().position(|number| self.site.incident(*number).is_some_and(|one| !one.is_announced()));
        let newest = list.get(..begun.map_or(list.len(), |begun| begun + 1)).unwrap_or_default().iter();
        let changes = newest.filter_map(|number| self.site.incident(*number)?.last_change());
        Component {
            id,
            name: self.edition.service(self.site.archive, id),
            status: self.component_status(id),
            created_at: service.since.as_ref().and_then(time),
            updated_at: changes.max_by_key(Moment::order_key).as_ref().and_then(time),
            position,
            description: None,
            showcase: true,
            start_date: service.since.as_ref().and_then(time),
            group_id: None,
            page_id: PAGE,
            group: false,
            only_show_if_degraded: false,
        }
    }

    /// What goes on at a service; null where something does whose impact isn't known.
    fn component_status(&self, id: &Id) -> Option<&'static str> {
        let Some(open) = self.open.get(id) else { return Some("operational") };
        match open.told()? {
            Impact::None => Some("operational"),
            Impact::Minor => Some("degraded_performance"),
            Impact::Major => Some("partial_outage"),
            Impact::Critical => Some("major_outage"),
            Impact::Maintenance => Some("under_maintenance"),
            Impact::Unknown => None,
        }
    }

    fn events(&self, wanted: impl Fn(&Incident) -> bool, maintenance: bool) -> Vec<Event<'_>> {
        let incidents = self.site.counted().filter(|incident| is_maintenance(incident) == maintenance);
        incidents.filter(|incident| wanted(incident)).map(|incident| self.event(incident, maintenance)).collect()
    }

    fn event(&self, incident: &'s Incident, maintenance: bool) -> Event<'_> {
        let telling = incident.best_telling(self.edition.number, self.site.archive.default_language());
        let route = Route::Incident(incident.id.clone());
        let start = time(&incident.start);
        let end = incident.end.moment().and_then(time);
        let monitoring = incident.facts.updates.iter().find(|update| update.status == Some(Status::Monitoring));
        Event {
            id: &incident.id,
            name: &telling.title,
            status: status(incident, maintenance),
            created_at: incident.first_told().as_ref().and_then(time),
            updated_at: incident.last_change().as_ref().and_then(time),
            monitoring_at: monitoring.and_then(|update| time(&update.at)),
            resolved_at: end.clone().filter(|_| !incident.is_end_planned()),
            impact: known(incident.facts.impact),
            shortlink: self.site.absolute(&self.site.router.href(telling.language, &route)),
            schedule: maintenance.then(|| Schedule { scheduled_for: start.clone(), scheduled_until: end }),
            started_at: start,
            page_id: PAGE,
            incident_updates: self.updates(incident, telling),
            components: incident
                .facts
                .services
                .iter()
                .filter_map(|affected| self.components.get(&affected.service))
                .collect(),
            annals: self.truth(incident),
        }
    }

    /// Updates as Statuspage orders them: the last first.
    fn updates(&self, incident: &'s Incident, telling: &'s crate::archive::Telling) -> Vec<Update<'s>> {
        let mut anchors = Anchors::default();
        let update = |(number, update): (usize, &crate::archive::Update)| {
            let at = time(&update.at);
            Update {
                id: format!("{}-{}", incident.id, anchors.next(&update.at)),
                status: update.status.and_then(word),
                body: update_text(self.site, incident, telling, number).map(|(text, _)| text).unwrap_or_default(),
                incident_id: &incident.id,
                created_at: at.clone(),
                updated_at: at.clone(),
                display_at: at,
                affected_components: None,
                deliver_notifications: false,
            }
        };
        let mut updates: Vec<Update<'s>> = incident.facts.updates.iter().enumerate().map(update).collect();
        updates.reverse();
        updates
    }

    fn truth(&self, incident: &Incident) -> Truth {
        let unknown = unknowns(incident).into_iter();
        Truth {
            uri: self.identity.uri(incident.first_id()),
            start: incident.start.in_utc().to_string(),
            end: incident.end.moment().map(|end| end.in_utc().to_string()),
            end_status: end_status(&incident.course()),
            status: incident.status.key(),
            unknown: unknown.map(|Unknown { fact, why }| UnknownRecord { fact, why }).collect(),
        }
    }
}

#[derive(Serialize)]
struct Summary<'s> {
    page: Page,
    status: Overall,
    components: Vec<&'s Component<'s>>,
    incidents: Vec<Event<'s>>,
    scheduled_maintenances: Vec<Event<'s>>,
}

/// A page with a list under a name of its own.
struct Listing<'l, T> {
    page: Page,
    name: &'static str,
    items: &'l [T],
}

impl<T: Serialize> Serialize for Listing<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("page", &self.page)?;
        map.serialize_entry(self.name, self.items)?;
        map.end()
    }
}

fn is_maintenance(incident: &Incident) -> bool {
    let stages = [Status::Scheduled, Status::InProgress, Status::Verifying, Status::Completed];
    incident.facts.impact == Some(Impact::Maintenance) || stages.contains(&incident.status)
}

fn is_open(incident: &Incident) -> bool {
    incident.goes_on()
}

fn is_active(incident: &Incident) -> bool {
    is_open(incident) && !incident.is_announced()
}

/// The word for where an incident stands: it goes on, or it is over, known or not when.
fn status(incident: &Incident, maintenance: bool) -> &'static str {
    let over = if maintenance { "completed" } else { "resolved" };
    let open = if maintenance { "in_progress" } else { "investigating" };
    match word(incident.status) {
        Some("scheduled") => "scheduled",
        _ if !is_open(incident) => over,
        Some(word) if incident.status.is_open() => word,
        _ => open,
    }
}

/// A status as Statuspage spells it.
const fn word(status: Status) -> Option<&'static str> {
    match status {
        Status::InProgress => Some("in_progress"),
        Status::Unknown => None,
        other => Some(other.key()),
    }
}

/// What is sure of a moment: a time, or the day, month or year it surely lies in; programs read dates without a time as
/// such. `None` where not even the year is.
fn time(moment: &Moment) -> Option<String> {
    let is_exact = moment.clock().is_some() && !moment.is_approximate() && !moment.is_uncertain();
    if is_exact { Some(rfc3339(moment)) } else { certain(moment) }
}
