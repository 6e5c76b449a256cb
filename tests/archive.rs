//! What an archive says of its write-ups: forms that mean the same, and what is derived from what is left out.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod fixture;

use annals::archive::{Archive, Clock, Course, End, Impact, Incident, Moment, Status};
use annals::cli::{Checked, check_content};
use annals::derive::BarEnd;
use annals::diagnostic::{Files, text};

fn checked(fixture: &str) -> Checked {
    let root = tempfile::tempdir().unwrap();
    fixture::write(&fixture::files(fixture), root.path());
    check_content(root.path(), false).expect("the project can be checked")
}

/// What a project says that has nothing wrong with it, and what is told of it.
fn told(checked: &Checked) -> String {
    let mut out = Vec::new();
    let style = text::Style { colour: false, width: 140 };
    text::write(&checked.problems, &Files::new(checked.files(), ""), style, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn archive(checked: &Checked) -> &Archive {
    let errors = checked.problems.iter().filter(|problem| problem.level == annals::diagnostic::Level::Error);
    assert_eq!(errors.count(), 0, "{}", told(checked));
    checked.archive().expect("there are settings")
}

fn incident<'a>(archive: &'a Archive, id: &str) -> &'a Incident {
    archive.incidents.iter().find(|incident| *incident.id == *id).expect("the incident is there")
}

/// The only incident of a write-up with these lines in its front matter and this body.
fn one(lines: &str, body: &str) -> (Checked, String) {
    let head = "title: T\nservices: [telegram]\nsources: [{ id: one, title: One }]\n";
    (checked(&format!("//- content/incidents/a.md\n---\n{head}{lines}---\n{body}")), "a".to_owned())
}

fn course(lines: &str, body: &str) -> (End, Status) {
    let (checked, id) = one(lines, body);
    let incident = incident(archive(&checked), &id);
    (incident.end, incident.status)
}

#[test]
fn a_timeline_tells_the_years_it_leaves_out() {
    let at = |text: &str| Moment::parse(text, None).unwrap();
    let course =
        |day: &str| Course { start: at(day), end: End::Moment(at(day)), impact: Impact::Minor, is_end_planned: false };
    let lanes = annals::derive::timeline(
        [(0, course("1858-08-05")), (1, course("2019-01-01")), (2, course("2021-01-01"))],
        None,
    )
    .lanes;
    let told: Vec<_> = lanes.iter().map(|lane| (lane.year, lane.bars.len(), lane.left_out)).collect();
    assert_eq!(told, [(2021, 1, None), (2020, 0, None), (2019, 1, Some((1859, 2018))), (1858, 1, None)]);
}

/// A year takes its lane from what lies in it, and the midnight before it doesn't.
#[test]
fn what_ends_as_a_year_begins_takes_nothing_of_that_year() {
    let at = |text: &str| Moment::parse(text, None).unwrap();
    let years = |end: End| {
        let course = Course { start: at("2022-11-01"), end, impact: Impact::Minor, is_end_planned: false };
        let lanes = annals::derive::timeline([(0, course)], Some(at("2024-01-01T00:00:00Z").latest())).lanes;
        lanes.iter().map(|lane| (lane.year, lane.bars[0].end)).collect::<Vec<_>>()
    };
    let ends = |text: &str| years(End::Moment(at(text)));
    let (whole, parted) = (BarEnd::Closed, BarEnd::Continues);
    assert_eq!(ends("2023-01-01T00:00Z"), [(2022, whole)]);
    assert_eq!(ends("2023-01-01T01:00+01:00"), [(2022, whole)]);
    assert_eq!(ends("2023-01-01T00:00:01Z"), [(2023, whole), (2022, parted)]);
    assert_eq!(ends("2023-01-01"), [(2023, whole), (2022, parted)], "at some time of that day");
    assert_eq!(
        years(End::Ongoing),
        [(2024, BarEnd::Ongoing), (2023, parted), (2022, parted)],
        "it goes on in that year"
    );
}

#[test]
fn both_forms_of_updates_give_the_same_archive() {
    let (typed, id) = one(
        "date: 2024-10-03T10:30Z\nend: unknown\nupdates:\n  - { at: 2024-10-03T10:30Z~, status: investigating, by: \"@durov\", source: one }\n  \
         - { at: 2024-10-03T11:00Z, status: resolved }\n",
        "",
    );
    let (body, _) = one(
        "date: 2024-10-03T10:30Z\nend: unknown\n",
        "Before.\n\n## 2024-10-03T10:30Z~ investigating — @durov [^one]\n\nReports.\n\n## 2024-10-03T11:00Z resolved\n\nOver.\n\n## After\n\nMore.\n",
    );
    let (typed, body) = (incident(archive(&typed), &id), incident(archive(&body), &id));
    assert_eq!(typed.facts.updates, body.facts.updates);
    assert_eq!((typed.end, typed.status, typed.start), (body.end, body.status, body.start));
    let prose = &body.original().prose;
    assert_eq!(prose.len(), 2, "what stands around the updates is prose");
}

#[test]
fn the_default_language_is_the_first_of_those_listed_unless_it_is_named() {
    let default = |languages: &str| {
        let checked = checked(&format!("//- site.toml\ntitle = \"T\"\n{languages}\n"));
        archive(&checked).settings.default_language.to_string()
    };
    assert_eq!(default("languages = [\"fa\", \"en\"]"), "fa");
    assert_eq!(default("languages = [\"fa\", \"en\"]\ndefault_language = \"en\""), "en");
    assert_eq!(default(""), "en");
}

#[test]
fn an_end_that_is_not_given_is_unknown_or_goes_on_while_the_last_status_is_open() {
    let date = "date: 2024-10-03T10:30Z\n";
    let updates = |status: &str| format!("{date}updates: [{{ at: 2024-10-03T11:00Z, status: {status} }}]\n");
    assert_eq!(course(date, ""), (End::Unknown, Status::Unknown));
    for (status, open) in Status::WORDS
        .iter()
        .filter(|(_, status)| *status != Status::Scheduled)
        .map(|(word, status)| (word, status.is_open()))
    {
        let wanted = if open { End::Ongoing } else { End::Unknown };
        assert_eq!(course(&updates(status), "").0, wanted, "{status}");
        assert_eq!(course(date, &format!("## 2024-10-03T11:00Z {status}\n\nText.\n")).0, wanted, "{status}");
        assert_eq!(course(&format!("{date}status: {status}\n"), "").0, wanted, "{status}");
    }
    assert_eq!(course("date: 2024-10-03/..\n", "").0, End::Ongoing);
    assert_eq!(course("date: 2024-10-03/\n", "").0, End::Unknown);
    let both = "updates: [{ at: 2024-10-03T11:00Z, status: resolved }, { at: 2024-10-03T11:30Z }]\nend: ongoing\n";
    assert_eq!(course(&format!("{date}{both}"), ""), (End::Ongoing, Status::Resolved), "what is given counts");
}

#[test]
fn updates_are_in_the_order_of_time_whatever_their_order_in_the_file() {
    let (checked, id) = one(
        "date: 2024-10-03\nupdates:\n  - { at: 2024-10-03T12:00Z, status: resolved, text: b }\n  - { at: 2024-10-03T11:00Z, status: identified, text: a }\n",
        "",
    );
    let incident = incident(archive(&checked), &id);
    let hours: Vec<_> = incident.facts.updates.iter().map(|update| update.at.clock().map(Clock::hour)).collect();
    assert_eq!(hours, [Some(11), Some(12)]);
    assert_eq!(incident.status, Status::Resolved, "the last in time, not in the file");
}

/// A day without a time is not midnight: it ended that day, after it began.
#[test]
fn an_update_known_to_the_day_stays_where_its_author_put_it() {
    for (began, over) in [("2025-01-01T10:00Z", "2025-01-01"), ("2025-02-03T10:00Z", "2025-02")] {
        let front = format!(
            "date: {began}\nupdates:\n  - {{ at: {began}, status: investigating, text: a }}\n  - {{ at: {over}, status: resolved, text: b }}\n"
        );
        let headings = format!("## {began} investigating\n\na\n\n## {over} resolved\n\nb\n");
        for (front, body) in [(front, String::new()), (format!("date: {began}\n"), headings)] {
            let (checked, id) = one(&front, &body);
            let incident = incident(archive(&checked), &id);
            assert_eq!(incident.facts.updates.len(), 2, "{front}{body}");
            assert_eq!((incident.status, incident.end), (Status::Resolved, End::Unknown), "{front}{body}");
            assert!(told(&checked).contains("no `end` is given"), "{}", told(&checked));
        }
    }
}

#[test]
fn an_incident_without_a_known_end_has_no_duration() {
    for lines in [
        "date: 2024-10-03\n",
        "date: 2024-10-03\nend: unknown\n",
        "date: 2024-10-03\nend: ongoing\n",
        "date: 2024-10-03/\n",
    ] {
        let (checked, id) = one(lines, "");
        assert_eq!(incident(archive(&checked), &id).duration(), None, "{lines}");
    }
    let (checked, id) = one("date: 2024-10-03T10:30Z\nend: 2024-10-03T11:30Z\n", "");
    let duration = incident(archive(&checked), &id).duration().expect("both ends are known");
    assert_eq!((duration.min_seconds, duration.max_seconds), (3_600, 3_600));
}

#[test]
fn a_region_lies_within_its_tree_and_the_sets_it_is_a_member_of() {
    let checked = checked(
        "//- content/regions/middle-east.md\n---\nname: Middle East\nmembers: [EG, \"422\"]\n---\n\
         //- content/regions/levant.md\n---\nname: Levant\nwithin: middle-east\nmembers: [LB, SY]\n---\n\
         //- content/incidents/a.md\n---\ntitle: T\ndate: 2024\nservices: [telegram]\nregions: [NO, no, EG, \"150\", levant]\n---\n",
    );
    assert!(told(&checked).contains("`no` is not a region"), "codes are written in capitals: {}", told(&checked));
    let archive = checked.archive().unwrap();
    let ancestors =
        |id: &str| archive.names.ancestors(id).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    assert_eq!(ancestors("EG"), "africa middle-east northern-africa world");
    assert_eq!(ancestors("SY"), "asia levant middle-east western-asia world");
    assert_eq!(ancestors("LB"), "asia levant middle-east western-asia world");
    let regions = &incident(archive, "a").facts.regions;
    let regions: Vec<_> = regions.iter().map(|affected| &*affected.region).collect();
    assert_eq!(regions, ["NO", "EG", "europe", "levant"], "NO is Norway, a number is its group");
}

const TOLD_IN_THREE: &str = "\
//- site.toml
title = \"Test\"
default_language = \"en\"
languages = [\"en\", \"fr\", \"ar\"]
//- content/incidents/a.fr.md
---
title: Original
date: 2024-10-03
services: [telegram]
sources: [{ id: one, title: Une }]
cause: { kind: power, summary: Une panne. }
updates:
  - { at: 2024-10-03T12:00Z, text: Deux. }
  - { at: 2024-10-03T11:00Z, text: Un. }
---
Texte.
//- content/incidents/a.ar.md
---
title: \"مترجم\"
updates:
  - { text: \"اثنان\" }
  - { text: \"واحد\" }
---
//- content/incidents/a.md
---
title: Translated
cause: { summary: A cut. }
updates:
  - { at: 2024-10-03T13:00+02:00, text: One. }
---
";

#[test]
fn the_original_is_the_file_with_the_facts_in_whatever_language() {
    let checked = checked(TOLD_IN_THREE);
    let incident = incident(archive(&checked), "a");
    assert_eq!(incident.original().title, "Original");
    let titles: Vec<_> = incident.tellings.iter().map(|telling| telling.title.as_str()).collect();
    assert_eq!(titles, ["Translated", "Original", "مترجم"], "in the order of the site's languages");
}

#[test]
fn texts_of_translations_are_matched_by_moment_or_in_the_order_of_the_file() {
    let checked = checked(TOLD_IN_THREE);
    let incident = incident(archive(&checked), "a");
    let texts = |number: usize| -> Vec<String> {
        let updates = &incident.telling(number).unwrap().texts.updates;
        updates.iter().map(|update| update.text.as_ref().map_or_else(String::new, |text| format!("{text:?}"))).collect()
    };
    assert_eq!(texts(1), ["Typed(\"Un.\")", "Typed(\"Deux.\")"]);
    assert_eq!(texts(0), ["Typed(\"One.\")", ""], "the same instant in another offset; the other isn't translated");
    assert_eq!(texts(2), ["Typed(\"واحد\")", "Typed(\"اثنان\")"]);
    let causes = |number: usize| incident.telling(number).unwrap().texts.causes[0].summary.clone();
    assert_eq!((causes(0).as_deref(), causes(1).as_deref(), causes(2)), (Some("A cut."), Some("Une panne."), None));
}

#[test]
fn a_reader_gets_their_own_language_then_the_default_then_the_original() {
    let checked = checked(TOLD_IN_THREE);
    let incident = incident(archive(&checked), "a");
    let title = |language: usize, default: usize| incident.best_telling(language, default).title.as_str();
    assert_eq!((title(2, 0), title(7, 0), title(7, 7)), ("مترجم", "Translated", "Original"));
}

#[test]
fn a_fact_repeated_with_the_same_value_is_no_contradiction_however_it_is_written() {
    let fixture = TOLD_IN_THREE.replace(
        "title: Translated\n",
        "title: Translated\nsummary: As told[^one].\ndate: \"2024-10-03\"\nend: unknown\nstatus: unknown\nimpact: unknown\nservices: telegram\n",
    );
    assert_eq!(incident(archive(&checked(&fixture)), "a").original().title, "Original");
}

#[test]
fn an_id_in_the_original_holds_for_the_translations_beside_it() {
    let checked = checked(
        "//- content/incidents/renamed.md\n---\ntitle: T\nid: old-name\ndate: 2024\nservices: [telegram]\n---\n\
         //- content/incidents/renamed.fr.md\n---\ntitle: Traduit\n---\n\
         //- content/incidents/b.md\n---\ntitle: B\ndate: 2023\nservices: [telegram]\nrelated: [old-name]\n---\n[it](renamed.fr.md)\n",
    );
    let archive = archive(&checked);
    assert_eq!(incident(archive, "old-name").tellings.len(), 2);
    let target = archive.links.resolve("content/incidents/b.md", "renamed.fr.md");
    assert!(format!("{target:?}").contains("old-name"), "links lead to the id: {target:?}");
}

#[test]
fn an_id_may_be_the_name_of_another_file() {
    let checked = checked(
        "//- content/incidents/outage.md\n---\ntitle: T\ndate: 2024\nservices: [telegram]\n---\n\
         //- content/incidents/panne.fr.md\n---\ntitle: Traduit\nid: outage\n---\n\
         //- content/incidents/aaa.ar.md\n---\ntitle: مترجم\nid: outage\n---\n",
    );
    let archive = archive(&checked);
    assert_eq!(archive.incidents.len(), 1);
    let titles: Vec<&str> = incident(archive, "outage").tellings.iter().map(|telling| &*telling.title).collect();
    assert_eq!(titles, ["T", "Traduit", "مترجم"]);
}

#[test]
fn only_drafts_are_hidden_and_withdrawn_incidents_stay() {
    let fixture = "//- content/incidents/a.md\n---\ntitle: T\ndate: 2024\nservices: [telegram]\nwithdrawn: \"Told twice\"\n---\n\
                   //- content/incidents/a.fr.md\n---\ntitle: T\ndraft: true\n---\n\
                   //- content/incidents/b.md\n---\ntitle: T\ndate: 2024\nservices: [telegram]\ndraft: true\n---\n";
    let checked = checked(fixture);
    let archive = archive(&checked);
    assert_eq!(archive.incidents.len(), 1);
    assert!(incident(archive, "a").is_withdrawn());
    assert_eq!(incident(archive, "a").tellings.len(), 1, "a draft of a translation is hidden, the incident is not");
}

#[test]
fn only_attachments_that_readers_can_come_to_are_published() {
    let incident = |id: &str, more: &str, text: &str| {
        format!("//- content/incidents/{id}.md\n---\ntitle: T\ndate: 2024\nservices: [telegram]\n{more}---\n{text}\n")
    };
    let file = |name: &str| format!("//- content/incidents/{name}.txt\nText.\n");
    let fixture = [
        incident("a", "updates: [{ at: 2024, text: \"[x](update.txt)\" }]\n", "[x](shown.txt) [y](both.txt)"),
        incident("b", "draft: true\n", "[x](draft.txt) [y](both.txt)"),
        incident("c", "withdrawn: Wrong\n", "[x](withdrawn.txt)"),
        "//- content/incidents/a.fr.md\n---\ntitle: T\ndraft: true\n---\n[x](brouillon.txt)\n".to_owned(),
        "//- content/pages/p.md\n---\ntitle: T\n---\n[x](../incidents/page.txt)\n".to_owned(),
        ["update", "shown", "both", "draft", "withdrawn", "brouillon", "page", "alone"].map(file).concat(),
    ];
    let checked = checked(&fixture.concat());
    let archive = archive(&checked);
    let name = |number: &usize| archive.attachments[*number].path.trim_start_matches("content/incidents/").to_owned();
    let shown: Vec<String> = archive.shown.iter().map(name).collect();
    assert_eq!(shown, ["both.txt", "page.txt", "shown.txt", "update.txt"]);
    let notes: Vec<&str> = checked.problems.iter().map(|problem| problem.message.as_str()).collect();
    let notes: Vec<&str> = notes.into_iter().filter(|message| message.contains("nothing leads to")).collect();
    assert_eq!(notes, ["nothing leads to `content/incidents/alone.txt`, so that it isn’t published"]);
}

#[test]
fn a_translation_may_tell_a_moment_in_an_offset_of_its_own() {
    let file = |name: &str, at: &str| {
        format!(
            "//- content/incidents/{name}.md\n---\ntitle: T\ndate: {at}\nservices: [{{ id: telegram, date: {at} }}]\n\
             sources: [{{ id: a, title: A, date: {at} }}]\namendments: [{{ date: {at} }}]\n---\n"
        )
    };
    let both = file("a", "2024-10-03T10:30Z")
        + &file("a.fr", "2024-10-03T12:30+02:00").replace("date: 2024-10-03T12:30+02:00\nservices", "services");
    let checked = checked(&both);
    assert_eq!(archive(&checked).incidents.len(), 1, "{}", told(&checked));
}

#[test]
fn what_yaml_would_take_for_other_things_stays_the_text_that_was_typed() {
    for typed in [
        "NO",
        "no",
        "on",
        "yes",
        "1.10",
        "0123",
        "0x1F",
        "10:30",
        "60:30:15",
        "2018-04-29",
        "1e3",
        ".inf",
        "True",
        "=",
        "123",
    ] {
        let fixture =
            format!("//- content/incidents/a.md\n---\ntitle: {typed}\ndate: 2024\nservices: [telegram]\n---\n");
        assert_eq!(incident(archive(&checked(&fixture)), "a").original().title, typed);
    }
}

/// Lines that are read without any problem, so that what CONTENT says is accepted stays so.
#[test]
fn every_form_of_every_key_is_accepted() {
    let vocabulary = "//- site.toml\ntitle = \"T\"\nlanguages = [\"en\", \"fr\"]\n[vocabulary]\nusers = { en = \"Users\", fr = \"Utilisateurs\" }\n";
    let other = "//- content/incidents/b.md\n---\ntitle: B\ndate: 2023\nservices: [telegram]\nsources: [https://example.org]\n---\n";
    let head = "title: T\nservices: [telegram]\nsources: [{ id: one, title: One }]\n";
    for lines in [
        "date: 2024",
        "date: 2024-10~",
        "date: 2024-10-03?",
        "date: 2024-10-03T10:30Z%",
        "date: 2024-10-03T10:30:15+02:00~",
        "date: 2024/2025",
        "date: 2024-10-03/..",
        "date: 2024-10-03T10:30Z~/2024-10-03T11:30Z?",
        "date: 2024\nend: unknown",
        "date: 2024\nend: ongoing",
        "date: 2024\nend: 2024-12~",
        "date: 2024\nstatus: in-progress",
        "date: 2024\nimpact: none",
        "date: 2024\nimpact: maintenance",
        "date: 2024\nsummary: |\n  Two\n  lines.",
        "date: 2024\nregions: NO",
        "date: 2024\nregions: [UA, US-CA, europe, \"002\", world, eastern-europe]",
        "date: 2024\nregions: [{ region: UA, impact: minor, date: 2024-02, end: 2024-03, source: one }]",
        "date: 2024\ncause: power",
        "date: 2024\ncause: [power, { kind: cooling, certainty: disputed, by: Durov, source: one, summary: So. }]",
        "date: 2024\njustification: { by: A regulator, text: Terrorism., source: one }",
        "date: 2024\nclaims:\n  - { about: date, value: 2023/2024, source: one, note: n }\n  - { about: end, value: ongoing }\n  \
         - { about: regions, value: [UA] }\n  - { about: impact, value: minor }\n  - { about: cause, value: { kind: power, certainty: claimed } }\n  \
         - { about: status, value: resolved }\n  - { about: figures, value: { what: users, value: 3 } }",
        "date: 2024\nfigures:\n  - { what: users, value: 15_000_000, unit: people, at: 2024-10-03, source: one, note: n }\n  \
         - { what: users, at-least: 1.5 }\n  - { what: users, at-most: 0 }\n  - { what: users, between: [1, 2] }",
        "date: 2024\nreports:\n  - { source: one, at: 2024-10-03, region: UA, shares: { connection: 78, sending: 12.5, other: 0 } }\n  \
         - { source: one, points: [[2024-10-03T10:30Z, 120], [2024-10-03T11:30Z, 40]] }",
        "date: 2024\nrelated: b",
        "date: 2024\nrelated: [{ id: b, as: not-to-be-confused-with }, { id: b, as: context }]",
        "date: 2024\nupdates: [2024-10-03, { at: 2024-10-04, status: resolved, text: t, source: [one], by: x, lang: ar }]\nend: 2024",
        "date: 2024\namendments: [{ date: 2024-10-05, note: n }]",
        "date: 2024\namendments:\n  - { date: 2024-10-05, about: impact, was: minor, note: n }\n  - { date: 2024-10-06, about: end, was: unknown }\n  \
         - { date: 2024-10-07, about: cause, was: { kind: power, source: one } }",
        "date: 2024\ntags: [a, ب, c-1]\naliases: [old]\ndraft: false",
        "date: 2024\nwithdrawn: Told twice.",
        "date: 2024\ntranslated_from: 1f2e",
        "date: 2024\nx: { anything: [1, { a: ~ }], b: }",
    ] {
        let checked =
            checked(&format!("{vocabulary}{other}//- content/incidents/a.md\n---\n{head}{lines}\n---\nText[^one].\n"));
        assert_eq!(told(&checked), "", "{lines}");
    }
}

/// Two hundred years of a bar are drawn; what goes on is not shown as ended there.
#[test]
fn a_bar_of_many_centuries_does_not_end_where_it_is_cut() {
    use annals::derive::timeline;
    let (checked, id) = one("date: 1700-01-01\nend: 2020-06-01\n", "");
    let incident = incident(archive(&checked), &id);
    let lanes = timeline([(0, incident.course())], None).lanes;
    let ends = |year: i32| {
        let of_year = lanes.iter().filter(move |lane| lane.year == year);
        of_year.flat_map(|lane| lane.bars.iter().map(|bar| bar.end)).collect::<Vec<_>>()
    };
    assert_eq!(ends(1900), [BarEnd::Continues]);
    assert!(lanes.iter().all(|lane| lane.year <= 1900));
}
