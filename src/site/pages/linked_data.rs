//! The page of an incident for programs that read schema.org: a report about an event.
//!
//! It is the write-up that is described, so its dates are those of the write-up: when it was published nobody says, when
//! it was changed its amendments do. What is not known is left out, and dates are as exact as they surely are.

use std::borrow::Cow;

use tera::Value;

use super::incident::Writing;
use super::json::Json;
use crate::archive::{Amendment, Id, Moment, Source, Telling};
use crate::site::edition::date_value;
use crate::site::feeds::{Identity, plain};
use crate::site::route::Route;
use crate::site::view::Html;

impl Writing<'_> {
    /// JSON-LD, ready to stand in a `<script>`.
    pub(super) fn linked_data(&self) -> Html {
        Value::safe_string(&Json::object(|json| self.write_up(json)))
    }

    /// The write-up. See <https://schema.org/Report>.
    fn write_up(&self, json: &mut Json) {
        let (archive, facts) = (self.site.archive, &self.incident.facts);
        let site = self.edition.local(&archive.settings.title);
        let home = self.site.absolute(&self.site.router.folder(self.edition.number, &Route::Home));
        let licence = archive.settings.licence.as_ref();
        json.text("@context", "https://schema.org");
        self.told(json, self.telling);
        json.text("identifier", &Identity::new(archive).uri(self.incident.first_id()));
        json.optional("description", self.telling.summary.as_deref().map(plain).as_deref());
        json.optional("dateModified", self.revised().and_then(|revised| certain(&revised)).as_deref());
        json.optional("license", licence.and_then(|licence| licence.url.as_deref()));
        json.inner("isPartOf", |json| named(json, "WebSite", &site, home.as_deref()));
        json.inner("publisher", |json| named(json, "Organization", &site, home.as_deref()));
        let services = facts.services.iter().map(|affected| Some(&affected.service));
        json.list("about", std::iter::once(None).chain(services), |json, service| match service {
            None => self.event(json),
            Some(service) => self.concerned(json, service),
        });
        json.list("citation", &facts.sources, cited);
        json.list("correction", facts.amendments.iter().enumerate(), |json, amendment| {
            self.correction(json, amendment);
        });
        if self.is_original() {
            let others = self.incident.tellings.iter().filter(|telling| telling.file != self.telling.file);
            json.list("workTranslation", others, |json, telling| self.told(json, telling));
        } else {
            json.inner("translationOfWork", |json| self.told(json, self.incident.original()));
        }
    }

    /// A telling of this incident: its page, title and language.
    fn told(&self, json: &mut Json, telling: &Telling) {
        let folder = self.site.router.folder(telling.language, &Route::Incident(self.incident.id.clone()));
        let url = self.site.absolute(&folder);
        json.text("@type", "Report");
        json.optional("@id", url.as_deref());
        json.optional("url", url.as_deref());
        json.text("headline", &plain(&telling.title));
        json.text("inLanguage", &self.site.tongue(telling.language).0);
    }

    /// The incident.
    fn event(&self, json: &mut Json) {
        let incident = self.incident;
        named(json, "Event", &self.telling.title, None);
        json.optional("startDate", certain(&incident.start).as_deref());
        json.optional("endDate", incident.end.moment().and_then(certain).as_deref());
        json.list("location", &incident.facts.regions, |json, affected| {
            named(json, "Place", &self.edition.region_link(&self.site.router, &affected.region).label, None);
        });
    }

    /// A service the incident concerned.
    fn concerned(&self, json: &mut Json, service: &Id) {
        let link = self.edition.service_link(self.site.archive, &self.site.router, service);
        let folder = self.site.router.folder(self.edition.number, &Route::Service(service.clone(), None));
        named(json, "Service", &link.label, self.site.absolute(&folder).as_deref());
    }

    /// A change to the write-up.
    fn correction(&self, json: &mut Json, (number, amendment): (usize, &Amendment)) {
        json.text("@type", "CorrectionComment");
        json.optional("datePublished", certain(&amendment.date).as_deref());
        let note = self.note_text(|telling| &telling.texts.amendments, number);
        json.optional("text", note.map(|(text, _)| plain(text)).as_deref());
    }
}

/// Anything with a name.
fn named(json: &mut Json, kind: &'static str, name: &str, url: Option<&str>) {
    json.text("@type", kind);
    json.text("name", &plain(name));
    json.optional("url", url);
}

/// A source.
fn cited(json: &mut Json, source: &Source) {
    let name = source.title.as_deref().map_or_else(|| Cow::Owned(source.short_name()), Cow::Borrowed);
    named(json, "CreativeWork", &name, source.url.as_deref());
    json.optional("archivedAt", source.archived.as_deref());
    if let Some(publisher) = &source.publisher {
        json.inner("publisher", |json| named(json, "Organization", publisher, None));
    }
    json.optional("datePublished", source.date.as_ref().and_then(certain).as_deref());
    json.optional("inLanguage", source.lang.as_deref());
}

/// What is sure of a moment: all of it, or the day, month or year it surely lies in. ISO 8601 has no word for doubt.
fn certain(moment: &Moment) -> Option<String> {
    let utc = moment.in_utc();
    if utc.is_uncertain() {
        return None;
    }
    if !utc.is_approximate() {
        return Some(date_value(&utc).machine());
    }
    // Approximate times may be off by an hour, dates by one unit: not across a border where there is room on both sides.
    let text = utc.to_string();
    let (month, day, hour) = (utc.month(), utc.day(), utc.clock().map(crate::archive::Clock::hour));
    let sure = match (month, day, hour) {
        (_, _, Some(1..=22)) => 10,
        (_, Some(2..=27), _) => 7,
        (Some(2..=11), _, _) => 4,
        _ => return None,
    };
    text.get(..sure).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_rough_moment_only_what_is_sure_is_told() {
        for (text, sure) in [
            ("2024-10-03T10:30Z", Some("2024-10-03T10:30Z")),
            ("2024-10-03T12:30+02:00", Some("2024-10-03T10:30Z")),
            ("2024-10-03T10:30Z~", Some("2024-10-03")),
            ("2024-10-03T23:30Z~", Some("2024-10")),
            ("2024-10-01T00:30Z~", Some("2024")),
            ("2024-12-31T23:30Z~", None),
            ("2024-10-03", Some("2024-10-03")),
            ("2024-10-03~", Some("2024-10")),
            ("2024-10~", Some("2024")),
            ("2024-01~", None),
            ("2024~", None),
            ("2024-10-03?", None),
        ] {
            assert_eq!(certain(&Moment::parse(text, None).unwrap()).as_deref(), sure, "{text}");
        }
    }
}
