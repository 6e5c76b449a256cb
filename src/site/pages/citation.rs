//! How to cite the page of an incident: in words, for BibTeX and as CSL-JSON.
//!
//! The archive is the author. A page is dated by its last amendment, and without one is not dated: nothing else says
//! when it was written. The date of the incident stands apart.

use std::borrow::Cow;

use serde::Serialize;

use super::incident::Writing;
use crate::archive::{Instant, Moment};
use crate::site::edition::Spoken;
use crate::site::feeds::plain;
use crate::site::view::Html;

impl Writing<'_> {
    /// As plain text, for BibTeX and as CSL-JSON; `began` is the date of the incident in words.
    pub(super) fn citations(&self, began: &str) -> (Html, [String; 2]) {
        let edition = self.edition;
        let site = edition.spoken_of_site(&self.site.archive.settings.title);
        let cited = Cited {
            id: &self.incident.id,
            title: &plain(&self.telling.title),
            site: &plain(&site.text),
            language: edition.language.as_str(),
            babel: &edition.babel,
            revised: self.revised(),
            began: self.incident.start,
            note: edition.tell("citation-note", &[("date", began.into())]),
            url: self.site.absolute(&self.address()),
        };
        let data = [cited.bibtex(), cited.csl()];
        (self.citation_text(site, began), data)
    }

    /// The day of the last change to the article.
    pub(super) fn revised(&self) -> Option<Moment> {
        let dates = self.incident.facts.amendments.iter().map(|amendment| amendment.date);
        dates.max_by_key(Moment::order_key)
    }

    fn citation_text(&self, site: Spoken, began: &str) -> Html {
        let edition = self.edition;
        let base = self.site.options.base_url.as_ref();
        let address = base.map_or_else(|| self.incident.id.to_string(), |base| format!("{base}{}", self.address()));
        let site = if site.lang.is_some() { site } else { edition.own(edition.apart(&site.text)) };
        let address = edition.apart(&address);
        let revised = self.revised().map(|revised| edition.day(&revised)).unwrap_or_default();
        let arguments = [
            ("title", self.telling.title.as_str().into()),
            ("date", began.into()),
            ("revised", revised.as_str().into()),
            ("id", address.as_str().into()),
        ];
        let key = if revised.is_empty() { "citation" } else { "citation-revised" };
        edition.tell_with(key, ("site", &site), &arguments)
    }
}

/// What is cited.
struct Cited<'c> {
    id: &'c str,
    title: &'c str,
    site: &'c str,
    language: &'c str,
    /// The language as packages for TeX call it; may be empty.
    babel: &'c str,
    revised: Option<Moment>,
    began: Moment,
    note: String,
    url: Option<String>,
}

impl Cited<'_> {
    /// An entry for biber, in UTF-8. Braces around names and titles keep their capital letters.
    fn bibtex(&self) -> String {
        let mut entry = String::with_capacity(512);
        entry.extend(["@online{", self.id, ",\n"]);
        entry.extend(["  author = {{", &tex(self.site), "}},\n  title = {{", &tex(self.title), "}},\n"]);
        if let Some(revised) = &self.revised {
            entry.extend(["  date = {", &day(revised), "},\n"]);
        }
        entry.extend(["  note = {", &tex(&plain(&self.note)), "},\n"]);
        if let Some(url) = &self.url {
            entry.extend(["  url = {", url, "},\n"]);
        }
        if !self.babel.is_empty() {
            entry.extend(["  langid = {", self.babel, "},\n"]);
        }
        entry.push_str("}\n");
        entry
    }

    fn csl(&self) -> String {
        let item = CslItem {
            id: self.id,
            kind: "webpage",
            title: self.title,
            author: [CslName { literal: self.site }],
            container: self.site,
            issued: self.revised.as_ref().map(CslDate::new),
            event: CslDate::new(&self.began),
            url: self.url.as_deref(),
            language: self.language,
        };
        serde_json::to_string(&[item]).expect("texts and numbers are JSON")
    }
}

/// An item of CSL-JSON.
#[derive(Serialize)]
struct CslItem<'c> {
    id: &'c str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'c str,
    author: [CslName<'c>; 1],
    #[serde(rename = "container-title")]
    container: &'c str,
    #[serde(skip_serializing_if = "Option::is_none")]
    issued: Option<CslDate>,
    #[serde(rename = "event-date")]
    event: CslDate,
    #[serde(rename = "URL", skip_serializing_if = "Option::is_none")]
    url: Option<&'c str>,
    language: &'c str,
}

#[derive(Serialize)]
struct CslName<'c> {
    literal: &'c str,
}

/// A date as exact as it is known, down to the day.
#[derive(Serialize)]
struct CslDate {
    #[serde(rename = "date-parts")]
    parts: [Vec<i64>; 1],
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    circa: bool,
}

impl CslDate {
    fn new(moment: &Moment) -> Self {
        let utc = moment.in_utc();
        let within = [utc.month(), utc.day()].into_iter().flatten().map(i64::from);
        let parts = std::iter::once(i64::from(utc.year())).chain(within);
        Self { parts: [parts.collect()], circa: day_is_doubtful(moment) }
    }
}

/// The day of a moment in EDTF, as biber reads dates.
fn day(moment: &Moment) -> String {
    let text = moment.in_utc().to_string();
    text.split_once('T').map_or(text.clone(), |(day, _)| day.to_owned())
}

/// Whether a moment is in doubt as to its day: what is said roughly of a clock time says something against the day only
/// about midnight.
fn day_is_doubtful(moment: &Moment) -> bool {
    let day = |at: Instant| at.0.div_euclid(86_400);
    let may_be_another = || {
        let (first, last) = moment.wide_span_in_utc();
        day(first) != day(last)
    };
    moment.is_uncertain() || moment.is_approximate() && (moment.clock().is_none() || may_be_another())
}

/// A text as TeX takes it. Braces are commands, for in an entry they must come in pairs.
fn tex(text: &str) -> Cow<'_, str> {
    let means_something = |c: char| {
        matches!(c, '\\' | '{' | '}' | '^' | '~' | '#' | '$' | '%' | '&' | '_')
            || c.is_whitespace() && !matches!(c, ' ' | '\u{a0}')
    };
    if !text.contains(means_something) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '#' | '$' | '%' | '&' | '_' => out.extend(['\\', character]),
            character if character.is_whitespace() && character != '\u{a0}' => out.push(' '),
            _ => out.push(character),
        }
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Moment {
        Moment::parse(text, None).unwrap()
    }

    #[test]
    fn what_tex_would_read_as_a_command_is_text() {
        assert_eq!(
            tex("50 % of R&D_x #1 {a} $5"),
            "50 \\% of R\\&D\\_x \\#1 \\textbraceleft{}a\\textbraceright{} \\$5"
        );
        assert_eq!(tex("a\\b ~ ^\nشبكة"), "a\\textbackslash{}b \\textasciitilde{} \\textasciicircum{} شبكة");
    }

    #[test]
    fn dates_are_as_exact_as_they_are_known() {
        let date = |text| serde_json::to_string(&CslDate::new(&moment(text))).unwrap();
        assert_eq!(date("2024"), r#"{"date-parts":[[2024]]}"#);
        assert_eq!(date("2024-10~"), r#"{"date-parts":[[2024,10]],"circa":true}"#);
        assert_eq!(date("2024-10-03T10:30Z~"), r#"{"date-parts":[[2024,10,3]]}"#);
        assert_eq!(date("2024-10-03T00:10Z~"), r#"{"date-parts":[[2024,10,3]],"circa":true}"#, "or the day before");
        assert_eq!(day(&moment("2024-10-03T23:30-02:00")), "2024-10-04");
        assert_eq!(day(&moment("2024-10~")), "2024-10~");
    }

    #[test]
    fn what_is_not_known_is_left_out() {
        let cited = Cited {
            id: "a",
            title: "T",
            site: "S",
            language: "tlh",
            babel: "",
            revised: None,
            began: moment("2024"),
            note: "N".into(),
            url: None,
        };
        assert_eq!(cited.bibtex(), "@online{a,\n  author = {{S}},\n  title = {{T}},\n  note = {N},\n}\n");
        assert!(!cited.csl().contains("issued") && !cited.csl().contains("URL"));
    }
}
