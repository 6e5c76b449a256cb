//! The search index of the demo archive tells what the archive does.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use annals::archive::{Archive, End, Incident};
use annals::cli::check_project;
use annals::config::Links;
use annals::derive::{DurationClass, Insights};
use annals::diagnostic::Diagnostics;
use annals::search::{each_token, light_arabic};
use annals::site::{Site, SiteOptions, Theme, ThemeFiles};

use reader::{Files, Index};

#[path = "search/reader.rs"]
#[expect(dead_code, reason = "other tests look at more of the index")]
mod reader;

/// Does something with the demo archive, its index and the outputs of its site.
fn with_demo(links: Links, look: impl FnOnce(&Archive, &Index, &Site<'_>)) {
    let checked = check_project(Path::new(env!("CARGO_MANIFEST_DIR")), false).ok().unwrap();
    let archive = checked.archive().unwrap();
    let insights = Insights::new(archive);
    let theme = Theme::new(ThemeFiles::default()).unwrap();
    let options = SiteOptions { base_url: None, links };
    let site = Site::new(archive, &insights, theme, options, &mut Diagnostics::new()).unwrap().with_search();
    let files: Files = site.search_files().map(|(name, bytes)| (name.to_owned(), bytes.into_owned())).collect();
    look(archive, &Index::new(&files), &site);
}

/// The identifiers of documents, in their order.
fn ids(index: &Index) -> Vec<String> {
    index.cards().iter().map(|card| card["i"].as_str().unwrap().to_owned()).collect()
}

/// What an incident can be found by, as facet and key.
fn values(archive: &Archive, incident: &Incident) -> BTreeSet<String> {
    let facts = &incident.facts;
    let mut values =
        BTreeSet::from([format!("impact:{}", facts.impact().key()), format!("status:{}", incident.status.key())]);
    values.extend(facts.services.iter().map(|affected| format!("service:{}", affected.service)));
    values.extend(facts.causes.iter().map(|cause| format!("cause:{}", cause.kind)));
    if facts.causes.is_empty() {
        values.insert("cause:unknown".into());
    }
    let named = facts.regions.iter().map(|affected| &affected.region);
    for region in named.chain(facts.services.iter().flat_map(|service| &service.regions)) {
        values.insert(format!("region:{region}"));
        values.extend(archive.names.ancestors(region).iter().map(|region| format!("region:{region}")));
    }
    values.extend(
        incident.tellings.iter().map(|telling| format!("language:{}", archive.settings.languages[telling.language])),
    );
    values
}

#[test]
fn facet_lists_hold_the_incidents_that_have_the_value() {
    with_demo(Links::Folders, |archive, index, _| {
        let ids = ids(index);
        let mut listed: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for term in index.every_term() {
            let Some(value) = term.text.strip_prefix('\u{1}').filter(|value| !value.starts_with("duration:")) else {
                continue;
            };
            let documents = &index.group(&term.groups[0]).forms[0].documents;
            listed.insert(
                value.to_owned(),
                documents.iter().map(|(document, _)| ids[*document as usize].clone()).collect(),
            );
        }
        let mut expected: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for incident in archive.incidents.iter().filter(|incident| !incident.is_duplicate() && !incident.is_withdrawn())
        {
            for value in values(archive, incident) {
                expected.entry(value).or_default().insert(incident.id.to_string());
            }
        }
        assert_eq!(listed, expected);
    });
}

#[test]
fn an_unknown_duration_is_in_no_class() {
    with_demo(Links::Folders, |archive, index, _| {
        let ids = ids(index);
        let lengths =
            DurationClass::ALL.into_iter().filter(|class| class.is_length() || *class == DurationClass::Rough);
        let classes = lengths.map(|class| index.find(&format!("\u{1}duration:{}", class.key())));
        let listed: BTreeSet<&String> = classes
            .flatten()
            .flat_map(|term| &index.group(&term.groups[0]).forms[0].documents)
            .map(|(document, _)| &ids[*document as usize])
            .collect();
        for incident in &archive.incidents {
            assert!(
                matches!(incident.end, End::Moment(_)) || !listed.contains(&incident.id.to_string()),
                "{}",
                incident.id
            );
        }
        assert!(!listed.is_empty());
    });
}

#[test]
fn the_documents_of_a_language_are_those_with_a_telling_in_it() {
    with_demo(Links::Folders, |archive, index, _| {
        let ids = ids(index);
        let told = index.told();
        assert_eq!(told.len(), archive.settings.languages.len());
        for (language, documents) in told.iter().enumerate() {
            let listed: BTreeSet<&str> = documents.iter().map(|document| ids[*document as usize].as_str()).collect();
            let has = |incident: &&Incident| incident.tellings.iter().any(|telling| telling.language == language);
            let incidents = archive.incidents.iter().map(|incident| &**incident).filter(has);
            let counted = incidents.filter(|incident| !incident.is_duplicate() && !incident.is_withdrawn());
            assert_eq!(listed, counted.map(|incident| &*incident.id).collect(), "{language}");
            assert!(!listed.is_empty());
        }
    });
}

#[test]
fn documents_are_numbered_from_the_oldest() {
    with_demo(Links::Folders, |archive, index, _| {
        let mut expected: Vec<&Incident> = archive.incidents.iter().map(|incident| &**incident).collect();
        expected.sort_by_key(|incident| (incident.start.order_key(), incident.id.clone()));
        assert_eq!(ids(index), expected.iter().map(|incident| incident.id.to_string()).collect::<Vec<_>>());
        assert_eq!(index.root.documents, index.root.years.iter().map(|(_, documents)| documents).sum::<usize>());
    });
}

/// The incidents in which every word of a query that the archive knows stands, in any form or by a word that means the
/// same.
fn found(index: &Index, query: &str) -> BTreeSet<String> {
    let ids = ids(index);
    let mut sets = Vec::new();
    each_token(query, &mut |token| {
        let Some(term) = index.find(token.text).or_else(|| index.find(light_arabic(token.text))) else { return };
        let forms = term.groups.iter().flat_map(|place| &index.group(place).forms);
        let documents = forms.flat_map(|form| &form.documents).map(|(document, _)| ids[*document as usize].clone());
        sets.push(documents.collect::<BTreeSet<_>>());
    });
    sets.into_iter().reduce(|one, other| &one & &other).unwrap()
}

#[test]
fn an_incident_is_found_in_the_words_of_every_language() {
    with_demo(Links::Folders, |_, index, _| {
        for query in ["surchauffe", "overheating", "ارتفاع الحرارة"] {
            assert!(found(index, query).contains("telegram-2018-04-29"), "{query}");
        }
        for query in
            ["Allemagne", "Germany", "ألمانيا", "2024-10-03", "3 octobre 2024", "٣ أكتوبر ٢٠٢٤", "telegram-2024-10-03"]
        {
            assert!(found(index, query).contains("telegram-2024-10-03"), "{query}");
        }
        for query in ["تلجرام", "تيليجرام", "Telegram"] {
            assert_eq!(found(index, query).len(), index.root.documents, "{query}");
        }
        assert!(!found(index, "d'Europe").is_empty());
        assert_eq!(found(index, "d'Europe"), found(index, "d’Europe"));
    });
}

#[test]
fn scripts_stand_beside_the_files_where_links_name_files() {
    let paths = |links| {
        let mut paths = Vec::new();
        with_demo(links, |_, _, site| {
            paths.extend(
                site.outputs().iter().map(|output| output.path.to_string()).filter(|path| path.starts_with("search/")),
            );
            let root = site.outputs().iter().find(|output| output.path.as_str() == "search/root.js");
            let script = root.map(|root| String::from_utf8(site.render(root).unwrap().into_owned()).unwrap());
            assert!(
                script.is_none_or(
                    |script| script.starts_with("annalsSearch(\"root\",\"H4sI") && script.ends_with("\")\n")
                )
            );
        });
        paths
    };
    assert!(paths(Links::Folders).iter().all(|path| !path.ends_with(".js")));
    let (scripts, others): (Vec<_>, Vec<_>) = paths(Links::Files).into_iter().partition(|path| path.ends_with(".js"));
    let files = others.iter().filter_map(|path| path.strip_suffix(".bin"));
    assert_eq!(scripts, files.map(|file| format!("{file}.js")).collect::<Vec<_>>());
}
