//! The numbers of a site: what counts, what doesn't, and what stands in the files beside charts.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod fixture;

use std::collections::BTreeMap;

use annals::archive::Archive;
use annals::cli::check_content;
use annals::config::Links;
use annals::derive::{Insights, Numbers};
use annals::diagnostic::{Diagnostics, Level};
use annals::site::{Site, SiteOptions, Theme, ThemeFiles};

/// Two services, four incidents that count: one known to the minute, one to the day, one whose end nobody knows, one
/// known to the year; a duplicate and a withdrawn one, which don't.
const PROJECT: &str = r"
//- content/services/mail.md
---
name: Mail
---
//- content/services/chat.md
---
name: Chat
---
//- content/incidents/exact.md
---
title: Exact
date: 2024-03-05T10:00Z
end: 2024-03-05T12:30Z
services: [mail, chat]
regions: [FR, DE]
cause: power
sources: [{ id: one, title: One }]
reports:
  - { source: one, region: FR, points: [[2024-03-05T10:00Z, 10], [2024-03-05T11:00Z, 40]] }
---
Down.
//- content/incidents/day.md
---
title: Day
date: 2024-03-20
end: 2024-03-21
services: [mail]
regions: [FR]
cause: [{ kind: software }, { kind: power }]
sources: [{ id: one, title: One }]
---
Down.
//- content/incidents/unknown.md
---
title: Unknown
date: 2023-11-02
end: unknown
services: [mail]
sources: [{ id: one, title: One }]
---
Down.
//- content/incidents/year.md
---
title: Year
date: 2023
end: ongoing
services: [chat]
sources: [{ id: one, title: One }]
---
Down.
//- content/incidents/again.md
---
title: Again
date: 2024-03-05T10:00Z
end: 2024-03-07T10:00Z
services: [mail, chat]
regions: [FR]
cause: power
sources: [{ id: one, title: One }]
related: [{ id: exact, as: duplicate }]
---
Down.
//- content/incidents/gone.md
---
title: Gone
date: 2024-03-06T10:00Z
end: 2024-03-09T10:00Z
services: [mail]
regions: [FR]
cause: power
sources: [{ id: one, title: One }]
withdrawn: It never was.
---
Down.
";

fn with_archive(look: impl FnOnce(&Archive)) {
    with_archive_of(PROJECT, look);
}

fn with_archive_of(project: &str, look: impl FnOnce(&Archive)) {
    let root = tempfile::tempdir().unwrap();
    fixture::write(&fixture::files(project), root.path());
    let checked = check_content(root.path(), false).expect("the project can be checked");
    let errors: Vec<_> =
        checked.problems.iter().filter(|problem| problem.level == Level::Error).map(|one| &one.message).collect();
    assert!(errors.is_empty(), "{errors:?}");
    look(checked.archive().unwrap());
}

/// The files of numbers by address.
fn sheets(archive: &Archive) -> BTreeMap<String, String> {
    texts(archive, |path| path.ends_with(".csv") && path != "data/incidents.csv")
}

/// Outputs by address.
fn texts(archive: &Archive, wanted: impl Fn(&str) -> bool) -> BTreeMap<String, String> {
    let insights = Insights::new(archive);
    let theme = Theme::new(ThemeFiles::default()).unwrap();
    let options = SiteOptions { base_url: None, links: Links::Folders };
    let site = Site::new(archive, &insights, theme, options, &mut Diagnostics::new()).unwrap();
    let outputs = site.outputs().iter().filter(|output| wanted(output.path.as_str()));
    let text = |output| String::from_utf8(site.render(output).unwrap().into_owned()).unwrap();
    outputs.map(|output| (output.path.as_str().to_owned(), text(output))).collect()
}

/// The addresses of links.
fn hrefs(html: &str) -> impl Iterator<Item = &str> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn duplicates_and_withdrawn_entries_are_in_no_number() {
    with_archive(|archive| {
        let numbers = Numbers::new(archive, &Insights::new(archive).lists);
        let whole = &numbers.whole;
        assert_eq!(archive.incidents.len(), 6);
        assert_eq!(whole.incidents, 4);
        assert_eq!(whole.lengths.total, Some(9_000));
        assert_eq!(numbers.services["mail"].incidents, 3);
        assert_eq!(numbers.services["chat"].incidents, 2);
        assert_eq!(numbers.services["chat"].lengths.median, Some(9_000));
    });
}

#[test]
fn the_files_beside_charts_hold_their_numbers() {
    with_archive(|archive| {
        let sheets = sheets(archive).into_iter().map(|(address, sheet)| format!("# {address}\n{sheet}"));
        insta::assert_snapshot!(sheets.collect::<Vec<_>>().join("\n"));
    });
}

#[test]
fn years_of_a_long_list_are_led_to_where_they_stand() {
    let incident = |number: u32| {
        let (year, month, day) = (2012 + number / 30, 1 + number % 12, 1 + number % 28);
        format!(
            "//- content/incidents/mail-{number}.md\n---\ntitle: T\ndate: {year}-{month:02}-{day:02}\nend: unknown\n\
             services: [telegram]\nsources: [{{ id: one, title: One }}]\n---\nDown.\n"
        )
    };
    with_archive_of(&(0..350).map(incident).collect::<String>(), |archive| {
        let pages = texts(archive, |path| path.starts_with("services/telegram/") && path.ends_with(".html"));
        let page = &pages["services/telegram/index.html"];
        assert_eq!(pages.len(), 4);
        let mut later = 0;
        for (path, anchor) in hrefs(page).filter_map(|href| href.split_once("#y-")) {
            let target = path.strip_prefix("../../").map_or("services/telegram/", |path| path);
            assert!(pages[&format!("{target}index.html")].contains(&format!("id=\"y-{anchor}\"")), "{path}#y-{anchor}");
            later += usize::from(target.contains("/page/"));
        }
        assert!(later > 12, "months and marks of older years lead to later pages: {later}");
        let marks = page.matches("<use href=\"#i-").count();
        assert!(marks >= 350, "every incident is on the timeline: {marks}");
    });
}

#[test]
fn an_archive_without_incidents_has_its_pages_all_the_same() {
    with_archive_of("//- content/services/mail.md\n---\nname: Mail\n---\n", |archive| {
        let pages = texts(archive, |path| ["index.html", "statistics/index.html"].contains(&path));
        assert_eq!(pages.len(), 2);
        assert!(!pages["statistics/index.html"].contains("<table"));
    });
}

#[test]
fn a_services_timeline_shows_what_the_service_saw() {
    let project = "//- site.toml
title = \"Outages\"
//- content/services/mail.md
---
name: Mail
---
//- content/services/chat.md
---
name: Chat
---
//- content/services/files.md
---
name: Files
---
//- content/incidents/one.md
---
title: One
date: 2024-03-01T00:00Z
end: 2024-09-01T00:00Z
impact: critical
services:
  - files
  - { id: mail, impact: none, date: 2024-03-02T00:00Z, end: 2024-03-02T01:00Z }
  - { id: chat, end: ongoing }
sources: [{ id: one, title: One }]
---
Down.
";
    with_archive_of(project, |archive| {
        let wanted = |path: &str| path.starts_with("services/") || path == "api/v2/components.json";
        let texts = texts(archive, wanted);
        let page = |service: &str| texts[&format!("services/{service}/index.html")].as_str();
        let lanes = |service: &str| page(service).split("<ol class=\"lanes\">").nth(1).unwrap().to_owned();
        assert!(page("files").contains("class=\"bar\"") && lanes("files").contains("#i-critical"));
        assert!(!lanes("mail").contains("class=\"bar\"") && lanes("mail").contains("#i-none"), "an hour, harmless");
        assert!(lanes("chat").contains("class=\"arrow\""), "it goes on");
        let own = "1 incident began, ended or weighed otherwise for this service";
        assert_eq!(["files", "mail", "chat"].map(|service| page(service).contains(own)), [false, true, true]);
        let csv = |service: &str| texts[&format!("services/{service}/timeline.csv")].lines().last().unwrap().to_owned();
        assert_eq!(csv("mail"), "one,2024-03-02T00:00Z,2024-03-02T01:00Z,,3600,3600,none");
        assert_eq!(csv("chat"), "one,2024-03-01T00:00Z,ongoing,,,,critical");
        let components: serde_json::Value = serde_json::from_str(&texts["api/v2/components.json"]).unwrap();
        let states: Vec<_> = components["components"].as_array().unwrap().iter().map(|one| &one["status"]).collect();
        assert_eq!(states[..3], ["major_outage", "operational", "operational"], "chat, files, mail");
    });
}

#[test]
fn announced_work_has_a_plan_and_no_length() {
    let incident = |id: &str, facts: &str| {
        format!(
            "//- content/incidents/{id}.md\n---\ntitle: T\nservices: [mail]\nsources: [{{ title: One }}]\n{facts}---\nText.\n"
        )
    };
    let project = [
        "//- content/services/mail.md\n---\nname: Mail\n---\n".to_owned(),
        incident("on", "date: 2026-11-01T10:30Z\nupdates: [{ at: 2026-11-20T00:00Z, status: investigating }]\n"),
        incident("gone", "date: 2028\nwithdrawn: It never was.\n"),
        incident("work", "date: 2027-06-01T10:30Z/2027-06-01T12:30Z\nimpact: maintenance\nstatus: scheduled\n"),
    ];
    with_archive_of(&project.concat(), |archive| {
        let insights = Insights::new(archive);
        assert_eq!(insights.latest.unwrap().to_string(), "2026-11-20T00:00:59Z");
        let lengths = Numbers::new(archive, &insights.lists).whole.lengths;
        assert_eq!((lengths.exact, lengths.ongoing, lengths.announced, lengths.total), (0, 1, 1, None));
        let texts = texts(archive, |path| {
            ["incidents/", "services/mail/", "data/", "api/"].iter().any(|folder| path.starts_with(folder))
        });
        let (page, list) = (&texts["incidents/work/index.html"], &texts["incidents/index.html"]);
        assert!(list.contains("<p class=\"span planned\">2 hr (planned)</p>"), "{list}");
        let timeline = &texts["services/mail/timeline.csv"];
        assert!(timeline.contains("work,2027-06-01T10:30Z,,2027-06-01T12:30Z,,,maintenance"), "{timeline}");
        let record: serde_json::Value = serde_json::from_str(&texts["incidents/work/index.json"]).unwrap();
        assert_eq!((&record["end"]["status"], &record["duration"]["status"]), (&"planned".into(), &"planned".into()));
        assert_eq!(record["end"]["moment"]["edtf"], "2027-06-01T12:30Z");
        assert!(texts["data/incidents.csv"].contains("2027-06-01T12:30Z,planned,planned,7200,7200,"));
        assert!(["Planned start", "Planned end", "Planned duration"].iter().all(|word| page.contains(word)), "{page}");
        assert!(!page.contains("<dt>End</dt>"), "{page}");
        let work: serde_json::Value = serde_json::from_str(&texts["api/v2/scheduled-maintenances.json"]).unwrap();
        let work = &work["scheduled_maintenances"][0];
        assert_eq!((&work["status"], &work["resolved_at"]), (&"scheduled".into(), &serde_json::Value::Null));
        assert_eq!(work["scheduled_until"], "2027-06-01T12:30:00Z");
    });
}

#[test]
fn a_length_is_as_doubtful_as_its_ends() {
    let incident = |(id, times): (&str, &str)| {
        format!("//- content/incidents/{id}.md\n---\ntitle: T\nservices: [mail]\n{times}\n---\nText.\n")
    };
    let incidents = [
        ("sure", "date: 2024-05-01T10:00Z\nend: 2024-05-01T11:00Z"),
        ("doubted", "date: 2024-05-02T10:00Z?\nend: 2024-05-02T20:00Z"),
        ("both", "date: 2024-05-03T10:00Z\nend: 2024-05-03T18:00Z%"),
        ("point", "date: 2024-05-04T10:00Z?\nend: 2024-05-04T10:00Z?"),
    ];
    let project = "//- content/services/mail.md\n---\nname: Mail\n---\n".to_owned();
    with_archive_of(&(project + &incidents.map(incident).concat()), |archive| {
        let insights = Insights::new(archive);
        let lengths = Numbers::new(archive, &insights.lists).whole.lengths;
        assert_eq!((lengths.exact, lengths.rough, lengths.total), (1, 3, Some(3_600)));
        let texts = texts(archive, |path| path.starts_with("incidents/"));
        let list = &texts["incidents/index.html"];
        for told in [">1 hr</p>", ">10 hr (uncertain)</p>", ">between 7 hr and 9 hr (uncertain)</p>"] {
            assert!(list.contains(told), "{told}: {list}");
        }
        let record: serde_json::Value = serde_json::from_str(&texts["incidents/doubted/index.json"]).unwrap();
        assert_eq!(
            record["duration"],
            serde_json::json!({ "status": "between", "min_seconds": 0, "max_seconds": 36_000 })
        );
    });
}

#[test]
fn a_cause_is_known_that_somebody_has_stated() {
    let project = PROJECT.replace("[{ kind: software }, { kind: power }]", "[software, unknown]");
    with_archive_of(&project, |archive| {
        let wanted = ["statistics/index.html", "services/mail/index.html"];
        let texts = texts(archive, |path| wanted.contains(&path));
        let sample = |page: &str| {
            let chart = texts[page].split("By cause").nth(1).unwrap();
            chart[chart.find("n = ").unwrap()..].split('<').next().unwrap().trim().to_owned()
        };
        assert_eq!(wanted.map(sample), ["n = 2 · not known: 2", "n = 2 · not known: 1"]);
    });
}

/// One is left out for its beginning and one because it is announced: their ends are known to the minute.
#[test]
fn what_totals_leave_out_is_told_truly() {
    let incident = |id: &str, facts: &str| {
        format!("//- content/incidents/{id}.md\n---\ntitle: T\nservices: [mail]\n{facts}---\nText.\n")
    };
    let project = [
        "//- site.toml\ntitle = \"T\"\nlanguages = [\"en\", \"fr\", \"ar\", \"de\"]\n".to_owned(),
        "//- content/services/mail.md\n---\nname: Mail\n---\n".to_owned(),
        incident("exact", "date: 2024-05-01T10:00Z\nend: 2024-05-01T11:00Z\n"),
        incident("rough", "date: 2024-05-13T10:30Z~\nend: 2024-05-13T11:00Z\n"),
        incident("work", "date: 2027-06-01T10:30Z\nend: 2027-06-01T12:30Z\nstatus: scheduled\n"),
    ];
    with_archive_of(&project.concat(), |archive| {
        let texts = texts(archive, |path| path.ends_with("statistics/index.html"));
        for (page, told) in [
            ("", "2 incidents whose duration is not known exactly enough, or that are not over, are left out."),
            ("fr/", "2 incidents dont la durée n’est pas connue assez exactement, ou qui ne sont pas terminés, sont"),
            ("ar/", "واستُبعدت حادثتان لأن مدتيهما لا تُعرفان بدقة كافية أو لأنهما لم تنتهيا."),
            ("de/", "2 Vorfälle, deren Dauer nicht genau genug bekannt ist oder die nicht vorbei sind, bleiben"),
        ] {
            assert!(texts[&format!("{page}statistics/index.html")].contains(told), "{told}");
        }
    });
}

#[test]
fn about_a_month_is_not_that_month() {
    let incident = |(number, date): (usize, &str)| {
        format!("//- content/incidents/n{number}.md\n---\ntitle: T\nservices: [mail]\ndate: {date}\n---\nText.\n")
    };
    // Sure are the month, the middle of it, and the hour within it; not the rest.
    let dates = [
        "2024-06",
        "2024-06-15~",
        "2024-06-30T22:30Z~",
        "2024-06~",
        "2024-06-30~",
        "2024-06-30T23:30Z~",
        "2023-12-31~",
    ];
    let incidents: String = dates.into_iter().enumerate().map(incident).collect();
    with_archive_of(&format!("//- content/services/mail.md\n---\nname: Mail\n---\n{incidents}"), |archive| {
        let texts = texts(archive, |path| ["statistics/months.csv", "years/2024/index.html"].contains(&path));
        assert_eq!(texts["statistics/months.csv"], "year,month,incidents\n2023,,1\n2024,,3\n2024,6,3\n");
        let unplaced = "/unknown/\">Month not known</a> <small>3 incidents</small></h2>";
        assert!(texts["years/2024/index.html"].contains(unplaced), "{}", texts["years/2024/index.html"]);
    });
}

#[test]
fn work_under_way_goes_on_until_its_planned_end() {
    for (status, word) in [("in-progress", "in_progress"), ("verifying", "verifying")] {
        let project = format!(
            "//- content/services/mail.md\n---\nname: Mail\n---\n//- content/incidents/work.md\n---\ntitle: T\nservices: [mail]\n\
             sources: [{{ title: One }}]\ndate: 2026-12-01T10:00Z\nend: 2026-12-01T14:00Z\nimpact: maintenance\nupdates:\n  \
             - {{ at: 2026-11-28T09:00Z, status: scheduled }}\n  - {{ at: 2026-12-01T10:02Z, status: {status} }}\n---\nText.\n"
        );
        with_archive_of(&project, |archive| {
            let insights = Insights::new(archive);
            assert_eq!(insights.latest.unwrap().to_string(), "2026-12-01T10:02:59Z", "the end is yet to come");
            assert_eq!(insights.lists.ongoing.len(), 1);
            let lengths = Numbers::new(archive, &insights.lists).whole.lengths;
            assert_eq!((lengths.exact, lengths.ongoing, lengths.announced, lengths.total), (0, 1, 0, None));
            let texts = texts(archive, |path| path.starts_with("incidents/work/") || path.starts_with("api/v2/"));
            let page = &texts["incidents/work/index.html"];
            assert!(page.contains("Planned end") && page.contains("Planned duration"), "{page}");
            assert!(!page.contains("<dt>End</dt>"), "{page}");
            let read = |path: &str| serde_json::from_str::<serde_json::Value>(&texts[path]).unwrap();
            for path in ["api/v2/scheduled-maintenances.json", "api/v2/scheduled-maintenances/active.json"] {
                let work = &read(path)["scheduled_maintenances"][0];
                assert_eq!((&work["status"], &work["resolved_at"]), (&word.into(), &serde_json::Value::Null));
                assert_eq!(work["scheduled_until"], "2026-12-01T14:00:00Z");
            }
            assert_eq!(read("api/v2/components.json")["components"][0]["status"], "under_maintenance");
        });
    }
}

#[test]
fn first_days_and_spans_are_told_as_each_language_tells_them() {
    let project = "//- site.toml
title = \"Outages\"
languages = [\"fr\", \"de\"]
default_language = \"fr\"
//- content/services/mail.md
---
name: Mail
---
//- content/incidents/one.md
---
title: One
date: 2021-05-12
services: [mail]
sources: [{ title: One, accessed: 2024-04 }]
---
Down.
//- content/incidents/two.md
---
title: Two
date: 2022-07-01
services: [{ id: mail, date: 2022-07 }]
---
Down.
";
    with_archive_of(project, |archive| {
        let texts = texts(archive, |path| path.ends_with(".html") || path.ends_with(".atom"));
        let plain = |path: &str| texts[path].split(['<', '>']).step_by(2).collect::<String>();
        let french = plain("statistics/index.html");
        assert!(french.contains("du 12 mai 2021 au 1er juillet 2022."), "{french}");
        let german = plain("de/statistics/index.html");
        assert!(german.contains("vom 12. Mai 2021 bis zum 1. Juli 2022."), "{german}");
        assert!(plain("incidents/one/index.html").contains("consulté\u{a0}: avril 2024"));
        let two = plain("incidents/two/index.html");
        assert!(two.contains("début\u{a0}: juillet 2022") && two.contains("incident\u{a0}: 1er juillet 2022"), "{two}");
        assert!(texts["feed.atom"].contains("1er juillet 2022"));
    });
}

#[test]
fn times_in_files_beside_charts_are_in_utc() {
    let project = "//- content/services/mail.md
---
name: Mail
---
//- content/incidents/one.md
---
title: One
date: 2024-07-02T01:30+03:00~
end: 2024-07-02T04:00+03:00
services: [mail, { id: telegram, end: ongoing }]
reports: [{ points: [[2024-07-02T02:00+03:00, 10], [2024-07-02T03:00+03:00, 40]] }]
---
Down.
";
    with_archive_of(project, |archive| {
        let sheets = sheets(archive);
        let rows = |path: &str| sheets[path].lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        let started = "one,2024-07-01T22:30Z~";
        assert_eq!(rows("services/mail/timeline.csv"), [format!("{started},2024-07-02T01:00Z,,5400,12600,unknown")]);
        assert_eq!(rows("services/telegram/timeline.csv"), [format!("{started},ongoing,,,,unknown")]);
        assert_eq!(rows("incidents/one/reports.csv"), ["1,,,2024-07-01T23:00Z,10", "1,,,2024-07-02T00:00Z,40"]);
    });
}

#[test]
fn the_unit_of_a_figure_stands_by_its_number() {
    let project = "//- site.toml
title = \"Outages\"
languages = [\"ar\", \"fr\"]
default_language = \"ar\"
vocabulary = { traffic = \"Traffic\" }
//- content/services/mail.md
---
name: Mail
---
//- content/incidents/one.md
---
title: One
date: 2024-07-01
services: [mail]
figures:
  - { what: traffic, at-most: 12.5, unit: Gbit/s }
  - { what: traffic, at-least: 7, unit: مرة }
  - { what: traffic, between: [2, 3], unit: Gbit/s }
---
Down.
//- content/incidents/one.fr.md
---
title: One
---
Down.
";
    with_archive_of(project, |archive| {
        let pages = texts(archive, |path| path.ends_with("incidents/one/index.html"));
        let (arabic, french) = (&pages["incidents/one/index.html"], &pages["fr/incidents/one/index.html"]);
        for figure in ["\u{2068}12.5 Gbit/s\u{2069} على الأكثر", "7 مرة على الأقل", "من 2 إلى \u{2068}3 Gbit/s\u{2069}"]
        {
            assert!(arabic.contains(figure), "{figure}");
        }
        for figure in ["au plus 12,5 Gbit/s", "au moins \u{2068}7 مرة\u{2069}", "de 2 à 3 Gbit/s"] {
            assert!(french.contains(figure), "{figure}");
        }
    });
}

#[test]
fn bounds_of_a_length_hold_as_they_are_written() {
    let project = "//- content/services/mail.md
---
name: Mail
---
//- content/incidents/one.md
---
title: One
date: 2024-10-01T10:00Z~
end: 2024-10-03T23:40Z
services: [mail]
---
Down.
";
    with_archive_of(project, |archive| {
        let incident = &archive.incidents[0];
        let range = incident.duration().unwrap();
        assert_eq!((range.min_seconds, range.max_seconds), (218_400, 225_600), "2 d 12 h 40 min, 2 d 14 h 40 min");
        let between = "between 2 days, 12 hr and 2 days, 15 hr";
        let pages = texts(archive, |path| ["incidents/one/index.html", "statistics/index.html"].contains(&path));
        assert!(pages.values().all(|page| page.contains(between)), "{pages:?}");
    });
}
