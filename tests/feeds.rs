//! Feeds, open data and the API: what programs read says what the write-ups say, no more, and under names that last.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use annals::cli::check_project;
use annals::config::Links;
use annals::derive::Insights;
use annals::diagnostic::Diagnostics;
use annals::site::{Output, Site, SiteOptions, Theme, ThemeFiles};
use icalendar::{Calendar, Component, DatePerhapsTime};
use serde_json::{Value, json};

mod fixture;

/// The files of a site by path.
type Files = BTreeMap<String, String>;

/// Every text a project's site publishes.
fn site(project: &str) -> Files {
    let root = tempfile::tempdir().unwrap();
    fixture::write(&fixture::files(project), root.path());
    site_at(root.path())
}

fn site_at(root: &Path) -> Files {
    let checked = check_project(root, false).ok().unwrap();
    let problems: Vec<&str> = checked.problems.iter().map(|problem| problem.message.as_str()).collect();
    let archive = checked.archive().ok_or(problems).unwrap();
    let insights = Insights::new(archive);
    let theme = Theme::new(ThemeFiles::default()).unwrap();
    let options = SiteOptions { base_url: archive.settings.base_url.clone(), links: Links::Folders };
    let site = Site::new(archive, &insights, theme, options, &mut Diagnostics::new()).unwrap();
    let text = |output: &Output| {
        let bytes = site.render(output).unwrap().into_owned();
        Some((output.path.to_string(), String::from_utf8(bytes).ok()?))
    };
    site.outputs().iter().filter_map(text).collect()
}

fn demo() -> Files {
    site_at(Path::new(env!("CARGO_MANIFEST_DIR")))
}

fn json_of(files: &Files, path: &str) -> Value {
    serde_json::from_str(files.get(path).ok_or(path).unwrap()).unwrap()
}

/// What stands between the tags of each element of this name.
fn elements<'f>(xml: &'f str, name: &str) -> Vec<&'f str> {
    let (open, close) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(open.as_str()).skip(1).filter_map(|rest| rest.split(close.as_str()).next()).collect()
}

const SETTINGS: &str = r#"//- site.toml
title = { en = "Archive <&>", ar = "أرشيف" }
languages = ["en", "fr", "ar"]
authority = "archive.example,2024"
base_url = "https://old.example/a/"
licence = { name = "CC0", url = "https://creativecommons.org/publicdomain/zero/1.0/" }
"#;

/// Each has something that is easily told wrong.
const WRITE_UPS: &str = r#"//- content/incidents/exact.md
---
title: "Exact, with <markup> & \"quotes\"; and commas"
summary: "A < B & C"
date: 2024-10-03T10:30Z
end: 2024-10-03T12:00Z
impact: major
services: [telegram]
regions: [RU, UA]
cause: power
---
## 2024-10-03T10:30Z investigating

*First* words.

## 2024-10-03T12:00Z resolved

Over.
//- content/incidents/exact.ar.md
---
title: "عطل دقيق"
---
نص.
//- content/incidents/day.md
---
title: Known to the day
date: 2023-05-04
end: 2023-05-05
services: [telegram]
---
Text.
//- content/incidents/month.md
---
title: Known to the month
date: 2022-07
end: unknown
services: [telegram]
---
Text.
//- content/incidents/rough.md
---
title: About then
date: 2021-02-03T04:05+03:00~
end: unknown
impact: unknown
services: [telegram]
---
Text.
//- content/incidents/open.md
---
title: Goes on
date: 2024-12-01T00:00Z
end: ongoing
services: [telegram]
---
Text.
"#;

fn traps() -> Files {
    site(&format!("{SETTINGS}{WRITE_UPS}"))
}

/// Everything readers, feed readers and calendars know things by.
fn names(files: &Files) -> BTreeMap<&str, BTreeSet<String>> {
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in files {
        if path.ends_with(".atom") {
            names.entry("atom").or_default().extend(elements(text, "id").into_iter().map(str::to_owned));
        } else if path.ends_with("feed.json") {
            let feed: Value = serde_json::from_str(text).unwrap();
            let ids = feed["items"].as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned());
            names.entry("json").or_default().extend(ids);
        } else if path.ends_with(".ics") {
            let unfolded = text.replace("\r\n ", "");
            let uids = unfolded.lines().filter_map(|line| line.strip_prefix("UID:")).map(str::to_owned);
            names.entry("calendar").or_default().extend(uids);
        }
    }
    names
}

/// The addresses that answer.
fn permalinks(files: &Files) -> BTreeSet<&str> {
    files.keys().filter(|path| path.contains("incidents/")).map(String::as_str).collect()
}

#[test]
fn names_outlive_renames_new_titles_other_hosts_and_translations() {
    let before = traps();
    let project = format!("{SETTINGS}{WRITE_UPS}");
    let renamed = project
        .replace("incidents/exact.", "incidents/better-name.")
        .replace("date: 2024-10-03T10:30Z", "aliases: [exact]\ndate: 2024-10-03T10:30Z");
    let changes = [
        ("a rename with an alias", renamed),
        ("another title", project.replace("Known to the day", "Something else")),
        ("another host", project.replace("https://old.example/a/", "https://new.example/")),
        ("no host", project.replace("base_url = \"https://old.example/a/\"\n", "")),
        ("a translation", format!("{project}//- content/incidents/day.fr.md\n---\ntitle: Au jour près\n---\nTexte.\n")),
    ];
    for (what, project) in changes {
        let after = site(&project);
        assert_eq!(names(&after), names(&before), "{what}");
        assert!(permalinks(&after).is_superset(&permalinks(&before)), "{what}");
    }
}

#[test]
fn names_are_those_of_the_first_release() {
    let files = traps();
    let names = names(&files);
    let json: Vec<&str> = names["json"].iter().map(String::as_str).collect();
    assert_eq!(json, ["day", "exact", "month", "open", "rough"].map(|id| format!("tag:archive.example,2024:{id}")));
    let calendar: Vec<&str> = names["calendar"].iter().map(String::as_str).collect();
    assert_eq!(calendar, ["day", "exact", "open", "rough"].map(|id| format!("{id}@archive.example")));
    for id in
        ["feeds/en/", "feeds/ar/services/telegram/", "feeds/fr/causes/power/updates", "exact", "exact#u-20241003T1030Z"]
    {
        assert!(names["atom"].contains(&format!("tag:archive.example,2024:{id}")), "{id}: {names:?}");
    }
}

#[test]
fn an_entry_holds_every_update_and_moves_with_them() {
    let files = traps();
    let feed = &files["feed.atom"];
    let entry = elements(feed, "entry");
    assert!(entry.is_empty(), "entries tell their language");
    let entry = feed.split("<entry ").find(|entry| entry.contains(":exact</id>")).unwrap();
    assert_eq!(elements(entry, "published"), ["2024-10-03T10:30:00Z"]);
    assert_eq!(elements(entry, "updated"), ["2024-10-03T12:00:00Z"]);
    assert_eq!(elements(entry, "title"), ["Exact, with &lt;markup&gt; &amp; &quot;quotes&quot;; and commas"]);
    assert!(entry.contains("<p>First words.</p>") && entry.contains("<p>Over.</p>"), "{entry}");
    assert!(entry.contains("href=\"https://old.example/a/incidents/exact/\""), "{entry}");
}

#[test]
fn names_on_a_page_and_in_its_feeds_are_given_once() {
    let write_up = "//- content/incidents/again.md
---
title: Down again and again
date: 2024-10-03T10:00Z
end: unknown
services: [telegram]
updates:
  - { at: 2024-10-03T10:00Z, text: \"# note\" }
  - { at: 2024-10-03, text: Some time that day. }
  - { at: 2024-10-03T12:00+02:00, text: The same minute. }
  - { at: 2024-10-03T10:20Z~, text: About then. }
  - { at: 2024-10-03T10:00Z, text: The same minute. }
---
# U1 note

# Note
";
    let files = site(&format!("{SETTINGS}{write_up}"));
    let page = files["incidents/again/index.html"].split(" id=\"").filter_map(|rest| rest.split('"').next());
    let page: Vec<&str> = page.skip(1).collect();
    for names in [page, elements(&files["updates.atom"], "id")] {
        let minute = names.iter().filter(|name| name.contains("u-20241003T1000Z"));
        assert_eq!(minute.count(), 3, "{names:?}");
        assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
    }
}

#[test]
fn an_entry_tells_its_languages_and_directions() {
    let files = traps();
    let arabic = &files["ar/feed.atom"];
    assert!(arabic.contains("xml:lang=\"ar\"><id>") || arabic.contains("xml:lang=\"ar\">\n<id>"), "{arabic}");
    let entry = |id: &str| arabic.split("<entry ").find(|entry| entry.contains(&format!(":{id}</id>"))).unwrap();
    assert!(entry("exact").starts_with("xml:lang=\"ar\">"), "its own telling");
    assert!(entry("day").starts_with("xml:lang=\"en\">"), "the telling there is");
    assert!(entry("day").contains("hreflang=\"en\" href=\"https://old.example/a/incidents/day/\""));
    for id in ["exact", "day"] {
        assert!(entry(id).contains("lang=\"ar\" dir=\"rtl\"><") || entry(id).contains("lang=\"ar\" dir=\"rtl\">\n<"));
    }
    assert!(entry("day").contains("2023"), "{}", entry("day"));
    let json = json_of(&files, "ar/feed.json");
    let item = json["items"].as_array().unwrap().iter().find(|item| item["title"] == "عطل دقيق").unwrap();
    assert_eq!((&item["language"], &item["url"]), (&json!("ar"), &json!("https://old.example/a/ar/incidents/exact/")));
    assert!(item["content_html"].as_str().unwrap().starts_with("<div lang=\"ar\" dir=\"rtl\">"));
}

#[test]
fn what_is_not_known_is_told_and_never_made_up() {
    let files = traps();
    let json = json_of(&files, "feed.json");
    let item =
        |title: &str| json["items"].as_array().unwrap().iter().find(|item| item["title"] == title).unwrap().clone();
    for (title, start) in [("About then", "2021-02-03T01:05Z~"), ("Known to the day", "2023-05-04")] {
        assert!(item(title).get("date_published").is_none(), "{title} is not known to the minute without doubt");
        assert_eq!(item(title)["_annals"]["start"], start);
    }
    let rough = item("About then");
    assert_eq!(rough["_annals"]["end"], Value::Null);
    assert_eq!(rough["_annals"]["impact"], "unknown");
    let unknown = rough["_annals"]["unknown"].as_array().unwrap();
    let why = |fact: &str| unknown.iter().find(|missing| missing["fact"] == fact).map(|missing| &missing["why"]);
    assert_eq!(why("end"), Some(&json!("not-known")));
    assert_eq!(why("impact"), Some(&json!("not-known")));
    assert_eq!(why("cause"), Some(&json!("not-stated")));
    let record = json_of(&files, "incidents/rough/index.json");
    assert_eq!((&record["impact"], &record["end"]["moment"]), (&Value::Null, &Value::Null));
    assert_eq!((&record["duration"]["min_seconds"], &record["duration"]["max_seconds"]), (&Value::Null, &Value::Null));
}

#[test]
fn without_an_address_of_the_site_feeds_hold_relative_ones_and_no_sitemap_is_made() {
    let files = site(&format!("{SETTINGS}{WRITE_UPS}").replace("base_url = \"https://old.example/a/\"\n", ""));
    assert!(files["fr/services/telegram/feed.atom"].contains("href=\"../../../incidents/day/\""));
    assert!(json_of(&files, "feed.json")["items"][0].get("url").is_none());
    assert!(!files.contains_key("sitemap.xml") && !files["robots.txt"].contains("Sitemap"));
    assert!(files.values().all(|text| !text.contains("old.example")));
}

#[test]
fn a_calendar_has_days_for_days_and_minutes_for_minutes() {
    let files = traps();
    let calendar: Calendar = files["calendar.ics"].parse().unwrap();
    let events: Vec<_> = calendar.components.iter().filter_map(|component| component.as_event()).collect();
    let event = |id: &str| {
        let uid = format!("{id}@archive.example");
        *events.iter().find(|event| event.get_uid() == Some(&uid)).unwrap()
    };
    let date = |year, month, day| DatePerhapsTime::Date(chrono::NaiveDate::from_ymd_opt(year, month, day).unwrap());
    assert_eq!(event("day").get_start(), Some(date(2023, 5, 4)));
    assert_eq!(event("day").get_end(), Some(date(2023, 5, 6)), "the day after the last");
    assert!(matches!(event("exact").get_start(), Some(DatePerhapsTime::DateTime(_))));
    assert_eq!(event("exact").get_summary(), Some("Exact, with <markup> & \"quotes\"; and commas"));
    assert_eq!(event("rough").property_value("STATUS"), Some("TENTATIVE"));
    assert_eq!(event("rough").get_end(), None, "an end nobody knows is not made up");
    assert_eq!(events.len(), 4, "a month is no day");
    let far =
        "//- content/incidents/far.md\n---\ntitle: Far\ndate: 2024-10-03\nend: 9999-12-31\nservices: [telegram]\n---\n";
    let far = &site(&format!("{SETTINGS}{far}"))["calendar.ics"];
    assert!(far.contains("DTSTART;VALUE=DATE:20241003\r\n") && !far.contains("DTEND"), "years have four digits: {far}");
    assert!(files["calendar.ics"].contains("X-WR-CALDESC"), "and that is told");
}

#[test]
fn lines_of_calendars_end_and_fold_as_the_format_asks() {
    for (path, text) in demo().iter().chain(&traps()).filter(|(path, _)| path.ends_with(".ics")) {
        assert!(text.split_inclusive('\n').all(|line| line.ends_with("\r\n") && line.len() <= 77), "{path}");
    }
}

/// Each document is as its schema says, and schemas let nothing through that they don't know.
#[test]
fn open_data_is_as_its_schemas_say() {
    for files in [demo(), traps()] {
        let schema = |name: &str| jsonschema::validator_for(&json_of(&files, name)).unwrap();
        let check = |validator: &jsonschema::Validator, value: &Value, what: &str| {
            let errors: Vec<String> = validator.iter_errors(value).map(|error| error.to_string()).collect();
            assert!(errors.is_empty(), "{what}: {errors:?}");
        };
        let (one, all) = (schema("data/incident.schema.json"), schema("data/incidents.schema.json"));
        check(&all, &json_of(&files, "data/incidents.json"), "incidents.json");
        let lines: Vec<Value> =
            files["data/incidents.ndjson"].lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        for line in &lines {
            check(&one, line, "a line");
        }
        assert_eq!(json_of(&files, "data/incidents.json")["incidents"], Value::Array(lines.clone()));
        for line in &lines {
            assert_eq!(&json_of(&files, &format!("incidents/{}/index.json", line["id"].as_str().unwrap())), line);
        }
        let mut strange = lines[0].clone();
        strange["end"]["status"] = json!(7);
        assert!(!one.is_valid(&strange), "the schema refuses what it does not know");
    }
}

#[test]
fn a_correction_tells_what_was_given_before() {
    let amendments = "  - { date: 2024-10-05, about: impact, was: minor, note: More. }\n  - { date: 2024-10-06 }";
    let facts = format!("title: T\ndate: 2024-10-03\nimpact: major\nservices: [telegram]\namendments:\n{amendments}");
    let files = site(&format!("//- content/incidents/a.md\n---\n{facts}\n---\nText.\n"));
    let told = &json_of(&files, "incidents/a/index.json")["amendments"];
    assert_eq!(told[0]["about"], "impact");
    assert_eq!(told[0]["was"], json!({ "impact": "minor" }));
    assert_eq!((&told[1]["about"], &told[1]["was"]), (&Value::Null, &Value::Null));
    let schema = json_of(&files, "data/incident.schema.json");
    let incident = json_of(&files, "incidents/a/index.json");
    jsonschema::validator_for(&schema).unwrap().validate(&incident).unwrap();
}

#[test]
fn data_of_the_authors_own_are_the_texts_that_were_typed() {
    let facts = "title: T\ndate: 2024-10-03\nservices: [telegram]\n\
                 x: { version: 1.10, code: 0123, great: 12345678901234567890, open: true, none: ~, list: [NO, 1e3] }";
    let files = site(&format!("//- content/incidents/a.md\n---\n{facts}\n---\nText.\n"));
    let typed = json!({
        "version": "1.10", "code": "0123", "great": "12345678901234567890", "open": "true", "none": null,
        "list": ["NO", "1e3"],
    });
    assert_eq!(json_of(&files, "incidents/a/index.json")["x"], typed);
}

#[test]
fn rows_of_the_table_are_as_their_schema_says() {
    for files in [demo(), traps()] {
        let schema = json_of(&files, "data/row.schema.json");
        let validator = jsonschema::validator_for(&schema).unwrap();
        let mut reader = csv::Reader::from_reader(files["data/incidents.csv"].as_bytes());
        let columns = reader.headers().unwrap().clone();
        let mut rows = 0;
        for row in reader.records() {
            let row = row.unwrap();
            let cell = |(name, text): (&str, &str)| {
                let number = schema["properties"][name]["type"][0] == "integer";
                let value = match text {
                    "" => Value::Null,
                    _ if number => json!(text.parse::<i64>().unwrap()),
                    _ => json!(text),
                };
                (name.to_owned(), value)
            };
            let object: Value = columns.iter().zip(&row).map(cell).collect::<serde_json::Map<_, _>>().into();
            assert!(validator.is_valid(&object), "{object}");
            rows += 1;
        }
        assert!(rows > 0);
        let package = json_of(&files, "data/datapackage.json");
        let fields = package["resources"][0]["schema"]["fields"].as_array().unwrap();
        assert!(fields.iter().map(|field| field["name"].as_str().unwrap()).eq(&columns));
        for resource in package["resources"].as_array().unwrap() {
            assert!(files.contains_key(&format!("data/{}", resource["path"].as_str().unwrap())));
        }
    }
}

#[test]
fn the_api_tells_nothing_as_fine_that_is_not_known() {
    let files = traps();
    let summary = json_of(&files, "api/v2/summary.json");
    assert_eq!(summary["status"]["indicator"], Value::Null, "it goes on, and nobody says how grave it is");
    assert_eq!(summary["components"][0]["status"], Value::Null);
    assert_eq!(summary["incidents"][0]["name"], "Goes on");
    let incidents = json_of(&files, "api/v2/incidents.json");
    let incidents = incidents["incidents"].as_array().unwrap();
    assert_eq!(incidents.len(), 5);
    let one = |id: &str| incidents.iter().find(|incident| incident["id"] == id).unwrap();
    assert_eq!((&one("rough")["resolved_at"], &one("rough")["impact"]), (&Value::Null, &Value::Null));
    assert_eq!(one("day")["started_at"], "2023-05-04");
    let rough = ["started_at", "created_at", "updated_at"].map(|field| one("rough")[field].clone());
    assert_eq!(rough, ["2021-02-03"; 3].map(Value::from), "about four is no second of the day");
    assert_eq!(one("rough")["annals"]["start"], "2021-02-03T01:05Z~");
    assert_eq!(one("exact")["started_at"], "2024-10-03T10:30:00Z");
    let doubtful = site(
        &format!("{SETTINGS}{WRITE_UPS}")
            .replace("date: 2023-05-04\nend: 2023-05-05", "date: 2023-05-04T10:30Z?\nend: 2023-05-05T10:30Z?"),
    );
    let doubtful = json_of(&doubtful, "api/v2/incidents.json");
    let doubtful = doubtful["incidents"].as_array().unwrap().iter().find(|incident| incident["id"] == "day").unwrap();
    let times = ["started_at", "created_at", "resolved_at"].map(|field| doubtful[field].clone());
    assert_eq!(times, [Value::Null, Value::Null, Value::Null]);
    assert_eq!(doubtful["annals"]["end"], "2023-05-05T10:30Z?");
    assert_eq!(one("exact")["incident_updates"][0]["body"], "Over.");
    let graver = WRITE_UPS.replace("end: ongoing\n", "end: ongoing\nimpact: critical\n");
    let graver = site(&format!(
        "{SETTINGS}{graver}//- content/incidents/work.md\n---\ntitle: Work\ndate: 2024-12-02T00:00Z\nend: ongoing\nimpact: maintenance\nservices: [telegram]\n---\nText.\n"
    ));
    let status = json_of(&graver, "api/v2/status.json");
    assert_eq!(status["status"]["indicator"], "critical", "work is not graver than an outage");
}

/// Services with announced work that was told of in an update, by a source alone, and without saying when.
const ANNOUNCED: &str = r"//- content/services/whatsapp.md
---
name: WhatsApp
---
//- content/incidents/past.md
---
title: Past
date: 2026-05-04T10:00Z
end: 2026-05-04T11:00Z
services: [telegram]
---
Text.
//- content/incidents/told.md
---
title: Told
date: 2026-12-20T05:00Z
end: 2026-12-20T09:00Z
status: scheduled
services: [telegram]
updates: [{ at: 2026-11-28T13:00Z, status: scheduled, text: Work is planned. }]
---
Text.
//- content/incidents/read.md
---
title: Read
date: 2026-12-21T05:00Z
end: 2026-12-21T09:00Z
status: scheduled
services: [telegram]
sources: [{ title: Notice, date: 2026-11-20, accessed: 2026-11-21 }]
---
Text.
//- content/incidents/silent.md
---
title: Silent
date: 2026-12-22T05:00Z
end: 2026-12-22T09:00Z
status: scheduled
services: [whatsapp]
---
Text.
";

#[test]
fn a_plan_is_no_change_of_what_is_told() {
    let files = site(&format!("{SETTINGS}{ANNOUNCED}"));
    let atom = &files["feed.atom"];
    let entry = |title: &str| {
        let title = format!("<title>{title}</title>");
        let entry = atom.split("<entry").find(|entry| entry.contains(&title)).unwrap();
        [elements(entry, "published"), elements(entry, "updated")].concat()
    };
    assert_eq!(elements(atom, "updated")[0], "2026-11-28T13:00:00Z", "of the feed");
    assert_eq!(entry("Told"), ["2026-11-28T13:00:00Z"; 2]);
    assert_eq!(entry("Read"), ["2026-11-21T00:00:00Z"], "a day is no time of publication");
    assert_eq!(entry("Silent"), ["2026-11-28T13:00:00Z"], "told by then, for the archive tells of that day");
    assert_eq!(entry("Past"), ["2026-05-04T10:00:00Z", "2026-05-04T11:00:00Z"]);

    let json = json_of(&files, "feed.json");
    let item = |title: &str| json["items"].as_array().unwrap().iter().find(|item| item["title"] == title).unwrap();
    assert_eq!(item("Told")["date_published"], "2026-11-28T13:00:00Z");
    assert_eq!(item("Told")["date_modified"], "2026-11-28T13:00:00Z");
    assert_eq!(item("Silent").get("date_modified"), None);

    let stamp = files["calendar.ics"].split("BEGIN:VEVENT").find(|event| event.contains("UID:told@")).unwrap();
    assert!(stamp.contains("DTSTAMP:20261128T130000Z") && stamp.contains("DTSTART:20261220T050000Z"), "{stamp}");
    let stamp = files["calendar.ics"].split("BEGIN:VEVENT").find(|event| event.contains("UID:silent@")).unwrap();
    assert!(stamp.contains("DTSTAMP:20261128T130000Z") && stamp.contains("DTSTART:20261222T050000Z"), "{stamp}");

    let work = json_of(&files, "api/v2/scheduled-maintenances.json");
    let one = |id: &str| {
        let works = work["scheduled_maintenances"].as_array().unwrap();
        works.iter().find(|work| work["id"] == id).unwrap().clone()
    };
    let of = |work: Value| [work["created_at"].clone(), work["updated_at"].clone(), work["scheduled_for"].clone()];
    let told = json!("2026-11-28T13:00:00Z");
    assert_eq!(of(one("told")), [told.clone(), told.clone(), json!("2026-12-20T05:00:00Z")]);
    assert_eq!(of(one("read")), [json!("2026-11-20"), json!("2026-11-21"), json!("2026-12-21T05:00:00Z")]);
    assert_eq!(of(one("silent")), [Value::Null, Value::Null, json!("2026-12-22T05:00:00Z")]);
    assert_eq!(work["page"]["updated_at"], told);
    let components = json_of(&files, "api/v2/components.json");
    let component = |id: &str| {
        let components = components["components"].as_array().unwrap();
        components.iter().find(|component| component["id"] == id).unwrap()["updated_at"].clone()
    };
    assert_eq!([component("telegram"), component("whatsapp")], [told, Value::Null]);
}

/// A second service.
const WHATSAPP: &str = "//- content/services/whatsapp.md\n---\nname: WhatsApp\n---\n";

#[test]
fn work_without_an_end_is_a_plan_wherever_it_stands() {
    let write_ups = "//- content/incidents/was.md
---
title: Was
date: 2025-01-01T10:00Z
end: 2025-01-01T11:00Z
services: [whatsapp]
---
//- content/incidents/will.md
---
title: Will
date: 2026-06-01T10:00Z
status: scheduled
services: [telegram, whatsapp]
---
";
    let files = site(&format!("{SETTINGS}{WHATSAPP}{write_ups}"));
    for path in ["incidents/index.html", "services/telegram/index.html"] {
        let page = &files[path];
        assert!(page.contains("<p class=\"span planned\">Scheduled<"), "{path}: {page}");
    }
    assert!(files["feed.atom"].contains("<p>June 1, 2026 at 10:00\u{a0}UTC (planned) · "), "{}", files["feed.atom"]);
    let sheet = &files["services/telegram/timeline.csv"];
    assert!(sheet.contains("will,2026-06-01T10:00Z,,unknown,,,unknown\n"), "{sheet}");
    let record = json_of(&files, "incidents/will/index.json");
    assert_eq!([&record["end"]["status"], &record["duration"]["status"]], ["planned", "planned"]);
    assert_eq!(record["unknown"][0], json!({ "fact": "end", "why": "planned" }));
    let services = &files["services/index.html"];
    assert!(services.contains("Latest: January 1, 2025<"), "what is announced hasn't been: {services}");
    assert!(services.contains("Latest: June 1, 2026 (planned)<"), "there is nothing else: {services}");
}

#[test]
fn a_badge_tells_what_goes_on_for_its_service() {
    let write_ups = "//- content/incidents/old.md
---
title: Old and going on
date: 2024-04-01T10:00Z
end: ongoing
impact: minor
services: [{ id: telegram, end: 2024-04-01T12:00Z }, { id: whatsapp, impact: critical }]
---
//- content/incidents/new.md
---
title: New and over
date: 2024-05-01T10:00Z
end: 2024-05-01T11:00Z
impact: minor
services: [telegram, whatsapp]
---
";
    let files = site(&format!("{SETTINGS}{WHATSAPP}{write_ups}"));
    assert!(files["badges/whatsapp.svg"].contains("going on: Critical<"), "{}", files["badges/whatsapp.svg"]);
    assert!(files["badges/telegram.svg"].contains("latest May 1, 2024<"), "{}", files["badges/telegram.svg"]);
}

#[test]
fn a_length_whose_start_is_doubted_is_not_known() {
    let write_up = "//- content/incidents/doubted.md
---
title: Doubted
date: 2024-05-01T10:00Z?
end: 2024-05-01T10:40Z
services: [telegram]
updates: [{ at: 2024-05-01T10:30Z, text: Down. }, { at: 2024-05-01T10:40Z, text: Up. }]
---
";
    let files = site(&format!("{SETTINGS}{write_up}"));
    let record = json_of(&files, "incidents/doubted/index.json");
    assert_eq!(record["duration"]["status"], "between");
    assert!(record["unknown"].as_array().unwrap().contains(&json!({ "fact": "duration", "why": "imprecise" })));
    let page = &files["incidents/doubted/index.html"];
    assert!(page.contains("30 min (uncertain) after the beginning"), "{page}");
    assert!(files.contains_key("durations/rough/index.html") && !files.contains_key("durations/under-hour/index.html"));
}

#[test]
fn what_was_announced_keeps_the_moment_it_was_first_told() {
    let published = |status: &str| {
        let write_up = format!(
            "//- content/incidents/work.md
---
title: Work
date: 2024-06-10T10:00Z
end: 2024-06-10T12:00Z
status: {status}
services: [telegram]
updates:
  - {{ at: 2024-06-01T10:30Z, status: scheduled, text: Planned. }}
  - {{ at: 2024-06-10T10:00Z, status: in-progress, text: Begun. }}
---
"
        );
        let files = site(&format!("{SETTINGS}{write_up}"));
        elements(&files["feed.atom"], "published").concat()
    };
    for status in ["scheduled", "in-progress", "completed"] {
        assert_eq!(published(status), "2024-06-01T10:30:00Z", "{status}");
    }
}

#[test]
fn no_entry_is_younger_than_its_feed() {
    let silent = ANNOUNCED.find("//- content/incidents/silent.md").unwrap();
    let silent = format!("{SETTINGS}{}", ANNOUNCED[silent..].replace("whatsapp", "telegram"));
    for project in [format!("{SETTINGS}{ANNOUNCED}"), format!("{SETTINGS}{WRITE_UPS}"), silent] {
        let files = site(&project);
        let feeds: Vec<_> = files.iter().filter(|(path, _)| path.ends_with("feed.atom")).collect();
        assert!(feeds.iter().any(|(_, feed)| feed.contains("<entry")));
        for (path, feed) in feeds {
            let (own, entries) = elements(feed, "updated").split_first().map(|(own, of)| (*own, of.to_vec())).unwrap();
            assert!(entries.iter().all(|entry| *entry <= own), "{path}: {own}, {entries:?}");
        }
    }
}

#[test]
fn the_latest_of_a_badge_has_begun() {
    let files = site(&format!("{SETTINGS}{ANNOUNCED}"));
    assert!(files["badges/telegram.svg"].contains("latest May 4, 2026"), "{}", files["badges/telegram.svg"]);
    assert!(files["badges/whatsapp.svg"].contains(": Scheduled"), "{}", files["badges/whatsapp.svg"]);
}

/// A site with more incidents than a feed holds.
fn long() -> Files {
    let incident = |number: usize| {
        let (month, day) = (number / 28 + 1, number % 28 + 1);
        format!(
            "//- content/incidents/n{number}.md\n---\ntitle: Number {number}\ndate: 2024-{month:02}-{day:02}T10:00Z\n\
             end: unknown\nservices: [telegram]\nregions: [RU-MOW]\n---\nText.\n"
        )
    };
    let project: String = std::iter::once(SETTINGS.to_owned()).chain((0..173).map(incident)).collect();
    site(&project)
}

#[test]
fn a_feed_and_its_archives_hold_every_incident() {
    let files = long();
    let link = |feed: &str, relation: &str| {
        let from = feed.find(&format!("rel=\"{relation}\""))?;
        let href = feed.get(from..)?.split("href=\"").nth(1)?.split('"').next()?;
        href.strip_prefix("https://old.example/a/").map(str::to_owned)
    };
    for folder in ["", "ar/", "services/telegram/", "regions/ru-mow/"] {
        let mut seen = BTreeSet::new();
        let mut next = Some(format!("{folder}feed.atom"));
        while let Some(path) = next {
            let feed = &files[&path];
            let entries = feed.split("<entry ").skip(1).map(|entry| elements(entry, "id")[0].to_owned());
            let entries: Vec<String> = entries.collect();
            assert_eq!(entries.len(), 50, "{path}");
            assert_eq!(feed.contains("<fh:archive/>"), path.contains("archive/"));
            if path.contains("archive/") {
                assert_eq!(link(feed, "current"), Some(format!("{folder}feed.atom")));
            }
            seen.extend(entries);
            next = link(feed, "prev-archive");
            if let Some(older) = next.as_deref().filter(|_| path.contains("archive/")) {
                assert_eq!(link(&files[older], "next-archive"), Some(path.clone()));
            }
        }
        assert_eq!(seen.len(), 173, "{folder}");
    }
    assert!(!files.contains_key("regions/ru/archive/1.atom"), "regions made of others point to the regions within");
}

#[test]
fn old_addresses_lead_to_the_new_ones() {
    let project =
        format!("{SETTINGS}{WRITE_UPS}").replace("date: 2023-05-04", "aliases: [first, second]\ndate: 2023-05-04");
    let files = site(&project);
    for alias in ["first", "second"] {
        assert!(files["_redirects"].contains(&format!("/a/incidents/{alias}/ /a/incidents/day/ 301\n")));
        let page = &files[&format!("incidents/{alias}/index.html")];
        assert!(
            page.contains("http-equiv=\"refresh\"")
                && page.contains("rel=\"canonical\" href=\"https://old.example/a/incidents/day/\"")
        );
        assert!(page.contains("noindex"));
    }
    assert!(names(&files)["json"].contains("tag:archive.example,2024:first"), "the first id there was");
}

#[test]
fn hosts_are_told_the_way_to_the_site_as_it_is_asked_for() {
    let project = format!("{SETTINGS}{WRITE_UPS}").replace("date: 2023-05-04", "aliases: [first]\ndate: 2023-05-04");
    let files = site(&project.replace("https://old.example/a/", "https://old.example/ä%20b/"));
    assert!(files["_redirects"].contains("/%C3%A4%20b/incidents/first/ /%C3%A4%20b/incidents/day/ 301\n"));
    let patterns = files["_headers"].lines().filter(|line| !line.starts_with(' '));
    assert!(patterns.clone().count() > 20);
    assert!(patterns.clone().all(|pattern| pattern.starts_with("/%C3%A4%20b/")), "{}", files["_headers"]);
}

#[test]
fn hosts_are_told_the_same_policy_as_pages_and_open_data_is_open() {
    let files = traps();
    let headers = &files["_headers"];
    let policy = annals::site::CONTENT_SECURITY_POLICY;
    assert!(headers.starts_with(&format!("/a/*\n  Content-Security-Policy: {policy}\n")));
    let rule = |pattern: &str, header: &str| {
        let begin = format!("{pattern}\n");
        headers.split("\n/a/").any(|rule| rule.strip_prefix(&begin).is_some_and(|rule| rule.contains(header)))
    };
    for open in ["data/*", "api/*", "*.atom", "*.ics", "badges/*", ":language/badges/*"] {
        assert!(rule(open, "Access-Control-Allow-Origin: *"), "{open}");
    }
    for closed in ["incidents/*", ":language/", ":language/incidents/*"] {
        assert!(rule(closed, "frame-ancestors 'none'"), "{closed}");
    }
    assert!(headers.matches("\n/").count() < 100, "Cloudflare takes no more rules, however many languages there are");
    assert!(!rule("embed/*", "") && !headers.contains("X-Frame-Options"), "embed pages may be framed");
}

/// The newest fifty of all, whatever they belong to, as sorting all of them would give.
#[test]
fn the_feed_of_updates_has_the_newest_of_all_incidents() {
    let moment = |incident: u32, update: u32| {
        let minutes = (incident * 37 + update * 61) % 900;
        format!("2024-05-{:02}T{:02}:{:02}Z", 1 + (incident * 7 + update) % 28, minutes / 60, minutes % 60)
    };
    let mut project = SETTINGS.to_owned();
    let mut all = Vec::new();
    for incident in 0..40 {
        let mut moments: Vec<String> = (0..incident % 9).map(|update| moment(incident, update)).collect();
        moments.sort();
        let updates: Vec<String> = moments.iter().map(|at| format!("  - {{ at: {at}, text: T }}\n")).collect();
        let head = "title: T\ndate: 2024-05-01\nservices: [telegram]\nupdates:\n";
        let file = format!("//- content/incidents/one-{incident}.md\n---\n{head}{}---\nText.\n", updates.concat());
        project.push_str(&file);
        all.extend(moments);
    }
    assert!(all.len() > 120);
    all.sort_by(|one, other| other.cmp(one));
    let files = site(&project);
    let feed = &files["updates.atom"];
    let entries = feed.split("<entry").skip(1).map(|entry| elements(entry, "updated")[0].replace(":00Z", "Z"));
    assert_eq!(entries.collect::<Vec<_>>(), all[..50]);
    assert_eq!(elements(feed, "updated")[0].replace(":00Z", "Z"), all[0]);
}

#[test]
fn no_cell_of_the_table_is_a_formula() {
    let files = site(
        "//- content/services/mail.md\n---\nname: +1 Mail\n---\n//- content/incidents/a.md\n---\n\
         title: '=HYPERLINK(\"https://example.org\")'\ndate: 2024-10-03\nservices: [mail]\n---\nText.\n",
    );
    let mut reader = csv::Reader::from_reader(files["data/incidents.csv"].as_bytes());
    let row = reader.records().next().unwrap().unwrap();
    assert_eq!((&row[3], &row[6]), ("'=HYPERLINK(\"https://example.org\")", "'+1 Mail"));
    assert_eq!(
        json_of(&files, "incidents/a/index.json")["tellings"][0]["title"],
        "=HYPERLINK(\"https://example.org\")"
    );
}

#[test]
fn a_row_tells_the_time_in_which_both_service_and_region_were_concerned() {
    let facts = "date: 2024-10-03T10:30Z\nend: 2024-10-03T13:20Z\nimpact: major\n\
                 services: [mail, { id: web, date: 2024-10-03T12:00Z, impact: minor }, { id: chat, end: unknown }]\n\
                 regions: [PL, { region: FR, end: 2024-10-03T11:30Z, impact: critical }, { region: DE, date: 2024-10-03 }]\n";
    let service = |id: &str| format!("//- content/services/{id}.md\n---\nname: {id}\n---\n");
    let services: String = ["mail", "web", "chat"].map(service).concat();
    let files = site(&format!("{services}//- content/incidents/a.md\n---\ntitle: T\n{facts}---\nText.\n"));
    let mut reader = csv::Reader::from_reader(files["data/incidents.csv"].as_bytes());
    let columns = reader.headers().unwrap().clone();
    let wanted = ["service", "region", "start", "end", "end_status", "impact"];
    let at = wanted.map(|name| columns.iter().position(|column| column == name).unwrap());
    let rows: Vec<String> =
        reader.records().map(|row| row.unwrap()).map(|row| at.map(|at| row[at].to_owned()).join(" ")).collect();
    let (began, ended) = ("2024-10-03T10:30Z", "2024-10-03T13:20Z");
    assert_eq!(
        rows,
        [
            format!("mail PL {began} {ended} known major"),
            format!("mail FR {began} 2024-10-03T11:30Z known critical"),
            format!("mail DE 2024-10-03 {ended} known major"),
            format!("web PL 2024-10-03T12:00Z {ended} known minor"),
            format!("web DE 2024-10-03T12:00Z {ended} known minor"),
            format!("chat PL {began}  unknown major"),
            format!("chat FR {began}  unknown critical"),
            "chat DE 2024-10-03  unknown major".to_owned(),
        ]
    );
}

#[test]
fn of_what_is_withdrawn_neither_title_nor_date_is_published() {
    let files = site(
        "//- site.toml
title = \"T\"
languages = [\"en\", \"fr\"]
source_url = \"https://example.org/{path}\"
//- content/incidents/C# (2024)/wrong.fr.md
---
title: Annoncée à tort
date: 2023-03-07
services: [telegram]
aliases: [former]
related: [other]
withdrawn: Une erreur.
---
Texte.
//- content/incidents/C# (2024)/other.md
---
title: Other
date: 2024-10-04
services: [telegram]
related: [{ id: wrong, as: precursor }]
---
Text.
",
    );
    for (path, text) in &files {
        assert!(!text.contains("Annoncée") && !text.contains("2023-03"), "{path}: {text}");
    }
    for path in ["incidents/wrong/index.html", "fr/incidents/wrong/index.html"] {
        assert!(files[path].contains("Une erreur."), "{}", files[path]);
    }
    let other = &files["incidents/other/index.html"];
    assert!(other.contains(">Withdrawn</a></dd>"), "{other}");
    assert!(other.contains("href=\"https://example.org/content/incidents/C%23%20%282024%29/other.md\""), "{other}");
}

#[test]
fn html_stands_in_texts_as_it_was_typed() {
    let project = "//- content/services/mail.md\n---\nname: Mail\n---\n//- content/incidents/one.md\n---\ntitle: One\n\
        date: 2024-10-01\nservices: [mail]\nupdates:\n  - { at: 2024-10-01T11:00Z, text: \"Set <host> to the backup.\" }\n\
        \x20 - { at: 2024-10-01T12:00Z, text: \"<port>\\nis back.\" }\n---\nText.\n";
    let files = site(&[SETTINGS, project].concat());
    let feed = json_of(&files, "feed.json")["items"][0]["content_html"].as_str().unwrap().to_owned();
    for text in [&feed, &files["updates.atom"]] {
        assert!(text.contains("Set &lt;host&gt; to the backup.") && text.contains("&lt;port&gt;\nis back."), "{text}");
    }
    let bodies = json_of(&files, "api/v2/incidents.json")["incidents"][0]["incident_updates"].to_string();
    assert!(bodies.contains("Set <host> to the backup.") && bodies.contains(r"<port>\nis back."), "{bodies}");
}

#[test]
fn what_a_translation_leaves_out_is_told_in_the_language_of_the_original() {
    let project = "//- content/services/mail.md\n---\nname: Mail\n---\n//- content/incidents/one.ar.md\n---\ntitle: One\n\
        summary: ملخص الحادثة\ndate: 2024-10-01\nservices: [mail]\n---\nنص.\n\n## 2024-10-01T11:00Z investigating\n\nنبحث.\n\n\
        ## 2024-10-01T12:00Z resolved\n\nانتهى.\n//- content/incidents/one.en.md\n---\ntitle: One\n---\n\
        ## 2024-10-01T11:00Z investigating\n\nWe are looking.\n";
    let files = site(&[SETTINGS, project].concat());
    let feed = &files["feed.atom"];
    for text in [
        "<summary xml:lang=\"ar\">ملخص الحادثة</summary>",
        "<p lang=\"ar\" dir=\"rtl\">ملخص الحادثة</p>",
        "<p>We are looking.</p>",
        "<p lang=\"ar\" dir=\"rtl\">انتهى.</p>",
    ] {
        assert!(feed.contains(text) && !feed.contains("نبحث"), "{text}: {feed}");
    }
    let updates = &files["updates.atom"];
    assert!(updates.contains("<content type=\"text\" xml:lang=\"ar\">"), "{updates}");
    assert!(updates.contains("انتهى.") && updates.contains("We are looking."), "{updates}");
    let item = &json_of(&files, "feed.json")["items"][0];
    assert_eq!(item["summary"], "ملخص الحادثة");
    assert!(files["calendar.ics"].contains("ملخص"), "{}", files["calendar.ics"]);
    let bodies = json_of(&files, "api/v2/incidents.json")["incidents"][0]["incident_updates"].to_string();
    assert!(bodies.contains("انتهى.") && bodies.contains("We are looking."), "{bodies}");
}
