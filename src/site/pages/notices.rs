//! Pages that say one thing: not found, moved, told in another language, withdrawn.

use super::{Frame, Site};
use crate::archive::{Id, Incident, LanguageNumber, Telling};
use crate::site::edition::Edition;
use crate::site::route::Route;
use crate::site::view::{Alternate, Html, LinkView, NoticeView};

impl Site<'_> {
    /// The page at `/incidents/<id>/`: the incident, or where it is told, or where it went.
    pub(super) fn incident_or_notice(&self, edition: &Edition, id: &Id) -> Result<Vec<u8>, String> {
        let Some((number, incident)) = self.incident_by_id(id) else {
            let moved = self.incident_by_alias(id).ok_or("no such incident")?;
            return self.moved(edition, id, moved);
        };
        match incident.telling(edition.number) {
            _ if incident.is_withdrawn() => self.withdrawn(edition, incident),
            Some(telling) => self.incident_page(edition, number, incident, telling),
            None => self.told_elsewhere(edition, incident),
        }
    }

    pub(in crate::site) fn incident_by_id(&self, id: &Id) -> Option<(u32, &Incident)> {
        let number = *self.by_id.get(id)?;
        Some((number, self.incident(number)?))
    }

    fn incident_by_alias(&self, alias: &Id) -> Option<&Incident> {
        self.incident(*self.by_alias.get(alias)?)
    }

    fn moved(&self, edition: &Edition, old: &Id, incident: &Incident) -> Result<Vec<u8>, String> {
        let (href, telling) = self.incident_href(edition, incident);
        let (label, language) = told_title(edition, incident, telling);
        let notice = Notice {
            route: Route::Incident(old.clone()),
            heading: edition.say("moved-heading"),
            text: Html::normal_string(&edition.say("moved-text")),
            link: Some((href, label, language)),
            refresh: true,
        };
        self.notice(edition, notice, incident)
    }

    fn told_elsewhere(&self, edition: &Edition, incident: &Incident) -> Result<Vec<u8>, String> {
        let telling = incident.original();
        let route = Route::Incident(incident.id.clone());
        let language = self.language_name(edition, telling.language);
        let notice = Notice {
            heading: edition.say("told-elsewhere-heading"),
            text: Html::normal_string(&edition.tell("told-elsewhere-text", &[("language", language.as_str().into())])),
            link: Some((self.router.href(telling.language, &route), telling.title.clone(), telling.language)),
            route,
            refresh: true,
        };
        self.notice(edition, notice, incident)
    }

    fn withdrawn(&self, edition: &Edition, incident: &Incident) -> Result<Vec<u8>, String> {
        let own = incident.telling(edition.number).and_then(|telling| telling.texts.withdrawn.as_deref());
        let of_original = || {
            let reason = incident.facts.withdrawn.as_deref().unwrap_or_default();
            let told = self.editions.get(incident.original().language);
            edition.spoken_in(reason, told.map_or(&edition.language, |told| &told.language))
        };
        let reason = own.map_or_else(of_original, |own| edition.own(own.to_owned()));
        let notice = Notice {
            route: Route::Incident(incident.id.clone()),
            heading: edition.say("withdrawn-heading"),
            text: edition.tell_with("withdrawn-text", ("reason", &reason), &[]),
            link: None,
            refresh: false,
        };
        self.notice(edition, notice, incident)
    }

    fn notice(&self, edition: &Edition, notice: Notice, incident: &Incident) -> Result<Vec<u8>, String> {
        let alternates = self.incident_alternates(edition, incident);
        let frame = Frame {
            route: &notice.route,
            title: notice.heading.clone(),
            description: String::new(),
            section: "incidents",
            kind: "notice",
            crumbs: self.crumbs(edition, Some((&Route::Incidents, "incidents"))),
        };
        let mut page = self.shell_with(edition, frame, &alternates);
        page.noindex = true;
        let target = notice.link.as_ref();
        if let (Some((href, ..)), Some(base)) = (target, &self.options.base_url) {
            page.canonical = Some(format!("{base}{href}"));
        }
        let language = target.map(|(_, _, language)| *language).filter(|language| *language != edition.number);
        let refresh = target.filter(|_| notice.refresh).map(|(href, ..)| href.clone());
        let spoken = |label: &str, language: usize| match self.editions.get(language) {
            Some(other) => edition.spoken_in(label, &other.language),
            None => edition.own(label.to_owned()),
        };
        let link = notice.link.map(|(href, label, language)| LinkView::new(href, spoken(&label, language)));
        let fallback = || self.link(edition, &Route::Incidents, edition.say("go-incidents"));
        let view = NoticeView {
            page,
            heading: notice.heading,
            text: notice.text,
            links: vec![link.unwrap_or_else(fallback)],
            refresh,
            link_lang: language.map(|language| self.tongue(language).0),
            styled: true,
        };
        edition.render("notice.html", &view)
    }

    /// The tellings of an incident; languages without one lead to their list of all incidents.
    pub(super) fn incident_alternates(&self, edition: &Edition, incident: &Incident) -> Vec<Alternate> {
        let route = Route::Incident(incident.id.clone());
        let alternate = |other: &Edition| {
            let told = incident.telling(other.number).is_some();
            self.alternate(edition, other, if told { &route } else { &Route::Incidents }, told)
        };
        self.editions.iter().map(alternate).collect()
    }

    /// The page for addresses that don't exist. It is served at any depth, so its links begin at the root of the host,
    /// whichever that is: a preview has another. Where that path isn't known it has none and stands alone.
    pub(in crate::site) fn not_found(&self) -> Result<Vec<u8>, String> {
        let edition = self.edition(self.archive.default_language())?;
        let root = self.root_path.as_deref();
        let frame = Frame {
            route: &Route::Home,
            title: edition.say("not-found-heading"),
            description: String::new(),
            section: "",
            kind: "notice",
            crumbs: Vec::new(),
        };
        let alternates = self.all_languages(edition, frame.route);
        let mut page = self.shell_at(root.unwrap_or_default().to_owned(), edition, frame, &alternates);
        page.noindex = true;
        page.canonical = None;
        let home = self.link(edition, &Route::Home, edition.say("go-home"));
        let incidents = self.link(edition, &Route::Incidents, edition.say("go-incidents"));
        let view = NoticeView {
            page,
            heading: edition.say("not-found-heading"),
            text: Html::normal_string(&edition.say("not-found-text")),
            links: if root.is_some() { vec![home, incidents] } else { Vec::new() },
            refresh: None,
            link_lang: None,
            styled: root.is_some(),
        };
        edition.render("notice.html", &view)
    }
}

/// The title of an incident where another page leads to it, and its language; of what is withdrawn not even that is told.
pub(super) fn told_title(edition: &Edition, incident: &Incident, telling: &Telling) -> (String, LanguageNumber) {
    if incident.is_withdrawn() {
        (edition.say("withdrawn-heading"), edition.number)
    } else {
        (telling.title.clone(), telling.language)
    }
}

/// What a notice says and where it leads: address, label and language of the label.
struct Notice {
    route: Route,
    heading: String,
    text: Html,
    link: Option<(String, String, usize)>,
    refresh: bool,
}
