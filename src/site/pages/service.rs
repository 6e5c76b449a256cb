//! The page of a service with its timeline.

use super::{Frame, Site};
use crate::archive::{Id, Incident, Service};
use crate::derive::{IncidentNumber, numbers};
use crate::site::edition::Edition;
use crate::site::listing::slice;
use crate::site::route::{ListPage, Route};
use crate::site::view::{FactView, NumberView, ServiceView};

impl Site<'_> {
    pub(super) fn service_page(&self, edition: &Edition, id: &Id, page: ListPage) -> Result<Vec<u8>, String> {
        let service = self.archive.names.services.get(id).ok_or("no such service")?;
        let list = self.insights.lists.services.get(id).map_or(&[][..], Vec::as_slice);
        let route = Route::Service(id.clone(), page);
        let root = self.root(edition, &route);
        let newest = page.is_none();
        let name = edition.service(self.archive, id);
        let count = edition.count("count-incidents", list.len());
        let pager = self.pager(edition, list.len(), page, |page| Route::Service(id.clone(), page));
        let title = match (&pager, newest) {
            (Some(pager), false) => format!("{name} · {}", pager.position),
            _ => name.clone(),
        };
        let frame = Frame {
            route: &route,
            title,
            description: format!("{name}: {count}"),
            section: "services",
            kind: "service",
            crumbs: self.crumbs(edition, Some((&Route::Services, "services"))),
        };
        let timeline = (newest && !list.is_empty()).then(|| self.timeline_view(edition, &name, list, &root));
        let view = ServiceView {
            page: self.shell(edition, frame),
            aliases: edition.locale().list(&service.aliases),
            group: service.group.as_ref().map_or_else(String::new, |group| edition.local(group)),
            homepage: service.homepage.clone(),
            facts: self.service_facts(edition, service),
            prose: self.text(edition, &service.prose, &root),
            numbers: if newest { self.numbers_view(edition, list) } else { Vec::new() },
            timeline,
            groups: self.groups_by_year(edition, slice(list, page), &root)?,
            pager,
            around: Vec::new(),
            name,
            count,
        };
        edition.render("service.html", &view)
    }

    fn service_facts(&self, edition: &Edition, service: &Service) -> Vec<FactView> {
        let service_fact = |key: &str, id: &Id| FactView {
            label: edition.say(key),
            text: edition.service(self.archive, id),
            href: Some(self.router.href(edition.number, &Route::Service(id.clone(), None))),
        };
        let time_fact =
            |key: &str, moment| FactView { label: edition.say(key), text: edition.time_text(moment), href: None };
        let facts = [
            service.part_of.as_ref().map(|(id, _)| service_fact("fact-part-of", id)),
            service.provider.as_ref().map(|(id, _)| service_fact("fact-provider", id)),
            service.since.as_ref().map(|moment| time_fact("fact-since", moment)),
            service.until.as_ref().map(|moment| time_fact("fact-until", moment)),
        ];
        let has_part = |other: &&Service| other.part_of.as_ref().is_some_and(|(parent, _)| *parent == service.id);
        let parts = self.archive.names.services.values().filter(has_part);
        let parts = parts.map(|part| service_fact("fact-includes", &part.id));
        facts.into_iter().flatten().chain(parts).collect()
    }

    /// Numbers with their method; what isn't known says so.
    fn numbers_view(&self, edition: &Edition, list: &[IncidentNumber]) -> Vec<NumberView> {
        let incidents: Vec<&Incident> = list.iter().filter_map(|number| self.incident(*number)).collect();
        if incidents.is_empty() {
            return Vec::new();
        }
        let found = numbers(&incidents);
        let method = duration_method(edition, found.known, found.unknown);
        let length = |key: &str, value: Option<u64>, method: String| NumberView {
            label: edition.say(key),
            value: value.map_or_else(|| edition.say("number-not-known"), |value| edition.length(value)),
            method,
            known: value.is_some(),
        };
        let merged = edition.tell("method-total-merged", &[("method", method.as_str().into())]);
        let longest = found.longest.and_then(|(_, number)| incidents.get(number));
        let longest_title = longest.map_or_else(String::new, |incident| {
            let title = &incident.best_telling(edition.number, self.archive.default_language()).title;
            edition.tell("method-longest", &[("title", title.as_str().into())])
        });
        let between = found.between.map_or_else(String::new, |(_, gaps)| edition.count("method-between", gaps));
        vec![
            NumberView {
                label: edition.say("number-incidents"),
                value: edition.number_text(found.incidents),
                method: edition.say("method-incidents"),
                known: true,
            },
            length("number-total", found.total, merged),
            length("number-median", found.median, method),
            length("number-longest", found.longest.map(|(length, _)| length), longest_title),
            NumberView {
                value: days(edition, found.between.map(|(gap, _)| gap)),
                ..length("number-between", found.between.map(|(gap, _)| gap), between)
            },
        ]
    }
}

/// A number of days, which is as exact as dates are.
fn days(edition: &Edition, days: Option<u64>) -> String {
    match days {
        None => edition.say("number-not-known"),
        Some(0) => edition.say("number-under-a-day"),
        Some(days) => edition.length(days.saturating_mul(86_400)),
    }
}

fn duration_method(edition: &Edition, known: usize, unknown: usize) -> String {
    let known = edition.count("method-known", known);
    if unknown == 0 {
        return known;
    }
    let unknown = edition.count("method-unknown", unknown);
    edition.tell("method-durations", &[("known", known.as_str().into()), ("unknown", unknown.as_str().into())])
}
