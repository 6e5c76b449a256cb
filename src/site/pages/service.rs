//! The page of a service with its timeline.

use super::subject::Subject;
use super::{Frame, Site};
use crate::archive::{Id, Service};
use crate::parse::escape::escape;
use crate::site::edition::Edition;
use crate::site::listing::slice;
use crate::site::route::{ListPage, Route};
use crate::site::sheets::Chart;
use crate::site::view::{FactView, Html, ServiceView};

const TEMPLATE: &str = "service.html";

impl Site<'_> {
    pub(super) fn service_page(&self, edition: &Edition, id: &Id, page: ListPage) -> Result<Vec<u8>, String> {
        let service = self.archive.names.services.get(id).ok_or("no such service")?;
        let list = self.insights.lists.services.get(id).map_or(&[][..], Vec::as_slice);
        let route = Route::Service(id.clone(), page);
        let root = self.root(edition, &route);
        let newest = page.is_none();
        let spoken = edition.service_spoken(self.archive, id);
        let name = &spoken.text;
        let group = service.group.as_ref().map(|group| edition.spoken(group)).unwrap_or_default();
        let count = edition.count("count-incidents", list.len());
        let pager = self.pager(edition, list.len(), page, |page| Route::Service(id.clone(), page));
        let title = match (&pager, newest) {
            (Some(pager), false) => format!("{name} · {}", pager.position),
            _ => name.clone(),
        };
        let frame = Frame {
            route: &route,
            title,
            description: edition.fact(name, &count),
            section: "services",
            kind: "service",
            crumbs: self.crumbs(edition, Some((&Route::Services, "services"))),
        };
        let subject = Subject::new(self, edition, Some(id), &root).filter(|_| newest);
        let subject = subject.as_ref();
        let groups = self.groups_by_year(edition, list, slice(list, page));
        let listed = self.as_asked(edition, groups, &root, edition.asked.template(TEMPLATE))?;
        let view = ServiceView {
            page: self.shell(edition, frame),
            aliases: aliases(edition, service, name),
            group: group.text,
            group_lang: group.lang,
            group_dir: group.dir,
            homepage: service.homepage.clone(),
            facts: self.service_facts(edition, service),
            prose: self.text(edition, &service.prose, &root),
            numbers: subject.map(Subject::numbers).unwrap_or_default(),
            heat: subject.and_then(Subject::heat),
            charts: subject.map(Subject::charts).unwrap_or_default(),
            timeline_csv: subject.map_or_else(String::new, |subject| subject.csv(Chart::Timeline)),
            timeline: subject.map(|subject| subject.timeline(&spoken)),
            sections: listed.sections,
            groups: listed.groups,
            pager,
            around: Vec::new(),
            name: spoken.text,
            name_lang: spoken.lang,
            name_dir: spoken.dir,
            count,
        };
        edition.render(TEMPLATE, &view)
    }

    fn service_facts(&self, edition: &Edition, service: &Service) -> Vec<FactView> {
        let service_fact = |key: &str, id: &Id| FactView {
            label: edition.say(key),
            text: Html::safe_string(&edition.service_spoken(self.archive, id).html()),
            href: Some(self.router.href(edition.number, &Route::Service(id.clone(), None))),
            again: false,
        };
        let time_fact = |key: &str, moment| FactView {
            label: edition.say(key),
            text: Html::normal_string(&edition.time_text(moment)),
            href: None,
            again: false,
        };
        let facts = [
            service.part_of.as_ref().map(|(id, _)| service_fact("fact-part-of", id)),
            service.provider.as_ref().map(|(id, _)| service_fact("fact-provider", id)),
            service.since.as_ref().map(|moment| time_fact("fact-since", moment)),
            service.until.as_ref().map(|moment| time_fact("fact-until", moment)),
        ];
        let has_part = |other: &&Service| other.part_of.as_ref().is_some_and(|(parent, _)| *parent == service.id);
        let parts = self.archive.names.services.values().filter(has_part);
        let mut parts: Vec<(String, &Id)> =
            parts.map(|part| (edition.service(self.archive, &part.id), &part.id)).collect();
        parts.sort_by(|(one, _), (other, _)| edition.locale().compare(one, other));
        let mut parts: Vec<FactView> = parts.iter().map(|(_, part)| service_fact("fact-includes", part)).collect();
        parts.iter_mut().skip(1).for_each(|part| part.again = true);
        facts.into_iter().flatten().chain(parts).chain(self.service_tags(edition, service)).collect()
    }

    /// The tags of a service; those that incidents have too lead to their page.
    fn service_tags(&self, edition: &Edition, service: &Service) -> impl Iterator<Item = FactView> {
        let has_page = |tag: &Id| self.insights.lists.tags.contains_key(tag);
        let href = move |tag: &Id| self.router.href(edition.number, &Route::Tag(tag.clone(), None));
        service.tags.iter().enumerate().map(move |(place, tag)| FactView {
            label: edition.say("tags"),
            text: Html::normal_string(tag),
            href: has_page(tag).then(|| href(tag)),
            again: place > 0,
        })
    }
}

/// The names a service has beside the one that is shown, in several scripts: each apart, or the signs between them would
/// be written from the other side.
fn aliases(edition: &Edition, service: &Service, shown: &str) -> Html {
    let others = service.aliases.iter().filter(|name| *name != shown);
    let names: Vec<String> = others.map(|name| format!("<bdi>{}</bdi>", escape(name))).collect();
    Html::safe_string(&edition.locale().list(&names))
}
