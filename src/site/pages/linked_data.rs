//! The page of an incident for programs that read schema.org: a report about an event.
//!
//! It is the write-up that is described, so its dates are those of the write-up: when it was published nobody says, when
//! it was changed its amendments do. What is not known is left out, and dates are as exact as they surely are.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Serialize, Serializer};
use serde_json::value::{RawValue, to_raw_value};

use super::incident::Writing;
use crate::archive::{Id, Moment, Source, Telling};
use crate::parse::bytes::position_from;
use crate::site::edition::date_value;
use crate::site::feeds::plain;
use crate::site::kept::Kept;
use crate::site::route::Route;
use crate::site::view::Placed;

impl Writing<'_> {
    /// JSON-LD, ready to stand in a `<script>`.
    pub(super) fn linked_data(&self) -> Placed {
        let archive = self.site.archive;
        let original = self.incident.original();
        let is_original = self.is_original();
        let others = self.incident.tellings.iter().filter(|telling| is_original && telling.file != self.telling.file);
        let Told { kind, id, url, headline, language } = self.told(self.telling);
        let report = Report {
            context: "https://schema.org",
            kind,
            id,
            url,
            headline,
            language,
            identifier: self.site.identity.uri(self.incident.first_id()),
            description: self.telling.summary.as_deref().map(plain),
            modified: self.revised().and_then(|revised| certain(&revised)),
            license: archive.settings.licence.as_ref().and_then(|licence| licence.url.as_deref()),
            part_of: self.archive_as("WebSite"),
            publisher: self.archive_as("Organization"),
            about: self.about(),
            citation: self.incident.facts.sources.iter().map(Cited::new).collect(),
            correction: self.corrections(),
            translation_of: (!is_original).then(|| self.told(original)),
            translations: others.map(|telling| self.told(telling)).collect(),
        };
        let json = serde_json::to_string(&report).expect("texts are JSON");
        Placed::new(in_script(&json))
    }

    /// A telling of this incident: its page, title and language.
    fn told<'t>(&'t self, telling: &'t Telling) -> Told<'t> {
        let page = self.site.router.href(telling.language, &Route::Incident(self.incident.id.clone()));
        let url = self.site.absolute(&page);
        let language = self.site.language_tag(telling.language);
        Told { kind: "Report", id: url.clone(), url, headline: plain(&telling.title), language }
    }

    /// The incident, and the services it concerned.
    fn about(&self) -> Vec<About<'_>> {
        let (incident, facts) = (self.incident, &self.incident.facts);
        let event = Named {
            start: certain(&incident.start),
            end: incident.end.moment().and_then(certain),
            location: facts.regions.iter().map(|affected| self.place(&affected.region)).collect(),
            ..Named::new("Event", self.telling.title.as_str())
        };
        let services = facts.services.iter().map(|affected| About::Service(self.service_in_data(&affected.service)));
        std::iter::once(About::Event(event)).chain(services).collect()
    }

    /// The archive, as a kind of thing.
    fn archive_as(&self, kind: &'static str) -> Written {
        self.edition.linked.archive.get(kind, || {
            let site = self.edition.local(&self.site.archive.settings.title);
            let home = self.site.router.href(self.edition.number, &Route::Home);
            Named { url: self.site.absolute(&home), ..Named::new(kind, site) }.written()
        })
    }

    fn place(&self, id: &Id) -> Written {
        let label = || self.edition.region_link(&self.site.router, id).label.clone();
        self.edition.linked.places.get(id, || Named::new("Place", label()).written())
    }

    fn service_in_data(&self, id: &Id) -> Written {
        self.edition.linked.services.get(id, || {
            let link = self.edition.service_link(self.site.archive, &self.site.router, id);
            let page = self.site.router.href(self.edition.number, &Route::Service(id.clone(), None));
            Named { url: self.site.absolute(&page), ..Named::new("Service", link.label.clone()) }.written()
        })
    }

    fn corrections(&self) -> Vec<Correction<'_>> {
        let correction = |(number, amendment): (usize, &crate::archive::Amendment)| Correction {
            kind: "CorrectionComment",
            published: certain(&amendment.date),
            text: self.note_text(|telling| &telling.texts.amendments, number).map(|(text, _)| plain(text)),
        };
        self.incident.facts.amendments.iter().enumerate().map(correction).collect()
    }
}

/// The write-up. See <https://schema.org/Report>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Report<'r> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    headline: Cow<'r, str>,
    #[serde(rename = "inLanguage")]
    language: &'r str,
    identifier: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<Cow<'r, str>>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    license: Option<&'r str>,
    #[serde(rename = "isPartOf")]
    part_of: Written,
    publisher: Written,
    about: Vec<About<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Cited<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<Correction<'r>>,
    #[serde(rename = "translationOfWork", skip_serializing_if = "Option::is_none")]
    translation_of: Option<Told<'r>>,
    #[serde(rename = "workTranslation", skip_serializing_if = "Vec::is_empty")]
    translations: Vec<Told<'r>>,
}

/// A telling of the incident.
#[derive(Serialize)]
struct Told<'t> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id", skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    headline: Cow<'t, str>,
    #[serde(rename = "inLanguage")]
    language: &'t str,
}

/// Anything with a name; an event has dates and places too.
#[derive(Serialize)]
struct Named<'n> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: Cow<'n, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(rename = "startDate", skip_serializing_if = "Option::is_none")]
    start: Option<String>,
    #[serde(rename = "endDate", skip_serializing_if = "Option::is_none")]
    end: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    location: Vec<Written>,
}

/// What a write-up is about.
#[derive(Serialize)]
#[serde(untagged)]
enum About<'a> {
    Event(Named<'a>),
    Service(Written),
}

/// What the data of many pages of an edition say, by what it says it of.
#[derive(Debug, Default)]
pub(in crate::site) struct LinkedData {
    /// By the kind of thing it is called.
    archive: Kept<String, Written>,
    places: Kept<Id, Written>,
    services: Kept<Id, Written>,
}

/// A thing as JSON, written once.
#[derive(Clone, Debug)]
struct Written(Arc<RawValue>);

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'n> Named<'n> {
    fn new(kind: &'static str, name: impl Into<Cow<'n, str>>) -> Self {
        let name = match name.into() {
            Cow::Borrowed(name) => plain(name),
            Cow::Owned(name) => plain(&name).into_owned().into(),
        };
        Self { kind, name, url: None, start: None, end: None, location: Vec::new() }
    }

    fn written(&self) -> Written {
        Written(to_raw_value(self).expect("texts are JSON").into())
    }
}

/// A source.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Cited<'c> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: Cow<'c, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_at: Option<&'c str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'c>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_language: Option<&'c str>,
}

impl<'c> Cited<'c> {
    fn new(source: &'c Source) -> Self {
        let name = match source.title.as_deref() {
            Some(title) => plain(title),
            None => plain(&source.short_name()).into_owned().into(),
        };
        Self {
            kind: "CreativeWork",
            name,
            url: source.url.as_deref(),
            archived_at: source.archived.as_deref(),
            publisher: source.publisher.as_deref().map(|publisher| Named::new("Organization", publisher)),
            date_published: source.date.as_ref().and_then(certain),
            in_language: source.lang.as_deref(),
        }
    }
}

/// A change to the write-up.
#[derive(Serialize)]
struct Correction<'c> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'c, str>>,
}

/// What is sure of a moment: all of it, or the day, month or year it surely lies in. ISO 8601 has no word for doubt.
pub(in crate::site) fn certain(moment: &Moment) -> Option<String> {
    let utc = moment.in_utc();
    if utc.is_uncertain() {
        return None;
    }
    if !utc.is_approximate() {
        return Some(date_value(&utc).machine());
    }
    // What both ends of the time it may lie in begin with.
    let (first, last) = utc.wide_span_in_utc();
    let (first, last) = (first.text(), last.text());
    let sure = [10, 7, 4].into_iter().find_map(|length| first.get(..length).filter(|text| last.starts_with(text)));
    sure.map(str::to_owned)
}

/// JSON that ends no element and no line of a script.
fn in_script(json: &str) -> String {
    let mut out = String::with_capacity(json.len() + 32);
    let mut rest = json;
    while let Some(at) = position_from(rest.as_bytes(), 0, may_end_a_script) {
        let (plain, special) = rest.split_at(at);
        out.push_str(plain);
        let Some(first) = special.chars().next() else { break };
        match first {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            _ => out.push(first),
        }
        rest = special.get(first.len_utf8()..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Whether a byte may begin what must not stand there: the separators of lines begin as quotation marks and dashes do.
#[expect(clippy::needless_bitwise_bool, reason = "without branches the compiler makes vectors of it")]
const fn may_end_a_script(byte: u8) -> bool {
    (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == 0xe2)
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
            ("2024-01-30~", Some("2024-01")),
            ("2024-01-31~", Some("2024")),
            ("2024-01-01~", None),
            ("2024-10~", Some("2024")),
            ("2024-01~", None),
            ("2024~", None),
            ("2024-10-03?", None),
        ] {
            assert_eq!(certain(&Moment::parse(text, None).unwrap()).as_deref(), sure, "{text}");
        }
    }

    #[test]
    fn nothing_in_the_data_ends_the_script() {
        let json = in_script("\"‘</script>’—<!--&\u{2028}ع\u{2029}\"");
        assert_eq!(json, r#""‘\u003c/script\u003e’—\u003c!--\u0026\u2028ع\u2029""#);
    }
}
