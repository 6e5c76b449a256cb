//! What pages say in each language: sentences that hold whatever is put into them.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::BTreeMap;

mod fixture;
#[path = "fixture/site.rs"]
mod site;

const SITE: &str = "//- site.toml
title = \"Outages\"
languages = [\"en\", \"fr\", \"ar\", \"de\"]
formats = { en = \"en-GB\" }
//- content/services/mail.md
---
name: Mail
---
";

/// A write-up with these facts, in every language.
fn incident(id: &str, facts: &str) -> String {
    let file = |ending: &str, facts: &str| {
        format!("//- content/incidents/{id}{ending}.md\n---\ntitle: Title\n{facts}---\nText.\n")
    };
    let original = file("", &format!("services: [mail]\n{facts}\n"));
    [".fr", ".ar", ".de"].iter().fold(original, |files, ending| files + &file(ending, ""))
}

/// The texts that a site of these write-ups publishes, by path.
fn texts(incidents: &[String]) -> BTreeMap<String, String> {
    site::texts(&format!("{SITE}{}", incidents.concat()))
}

/// What stands at `path`, with plain spaces and without marks of direction.
fn plain(texts: &BTreeMap<String, String>, path: &str) -> String {
    texts[path].replace(['\u{a0}', '\u{202f}'], " ").replace(['\u{2068}', '\u{2069}'], "")
}

/// That what stands at `path` in a language says this.
fn says<const N: usize>(texts: &BTreeMap<String, String>, path: &str, told: [(&str, &str); N]) {
    for (folder, words) in told {
        let text = plain(texts, &format!("{folder}{path}"));
        assert!(text.contains(words), "{folder}{path}: {words}\n{text}");
    }
}

#[test]
fn a_time_without_an_end_is_no_time_from_one_moment_to_another() {
    let texts = texts(&[
        incident("open", "date: 2024-10-02\nend: unknown"),
        incident("on", "date: 2024-12-01T08:00Z\nend: ongoing"),
    ]);
    let told = [
        ("", "2 October 2024 – end not known · "),
        ("fr/", "2 octobre 2024 – fin inconnue · "),
        ("ar/", "منذ 2 أكتوبر 2024، والنهاية غير معروفة · "),
        ("de/", "2. Oktober 2024 – Ende nicht bekannt · "),
    ];
    says(&texts, "feed.atom", told);
    let told = [
        ("", "1 December 2024 at 08:00 UTC – still going on · "),
        ("fr/", "1er décembre 2024 à 08:00 UTC – toujours en cours · "),
        ("ar/", "منذ 1 ديسمبر 2024 في 08:00 UTC، وما زالت مستمرة · "),
        ("de/", "1. Dezember 2024 um 08:00 UTC – dauert noch an · "),
    ];
    says(&texts, "feed.atom", told);
}

#[test]
fn a_year_that_an_incident_ran_through_is_not_one_without() {
    let long = incident("long", "date: 2021-11\nend: 2023-03-10");
    let both = [long.clone(), incident("two", "date: 2021-12-01\nend: 2022-02-01"), incident("three", "date: 2022-05")];
    let told = [
        ("", "No new incidents; 1 continued from the year before<"),
        ("fr/", "Aucun nouvel incident ; 1 incident de l’année précédente s’est poursuivi<"),
        ("ar/", "لا حوادث جديدة، واستمرت حادثة واحدة من السنة السابقة<"),
        ("de/", "Keine neuen Vorfälle; 1 Vorfall aus dem Vorjahr dauerte an<"),
    ];
    says(&texts(&[long]), "services/mail/index.html", told);
    let told = [
        ("", "1 new incident; 2 continued from the year before<"),
        ("fr/", "1 nouvel incident ; 2 incidents de l’année précédente se sont poursuivis<"),
        ("ar/", "حادثة جديدة واحدة، واستمرت حادثتان من السنة السابقة<"),
        ("de/", "1 neuer Vorfall; 2 Vorfälle aus dem Vorjahr dauerten an<"),
    ];
    let texts = texts(&both);
    says(&texts, "services/mail/index.html", told);
    let first = [("", "2 incidents<"), ("fr/", "2 incidents<"), ("ar/", "حادثتان<"), ("de/", "2 Vorfälle<")];
    says(&texts, "services/mail/index.html", first);
}

#[test]
fn the_peak_of_reports_is_a_number_and_no_estimate() {
    let points = "reports: [{ points: [[2024-07-05, 3200], [2024-07-06, 40]] }]";
    let texts = texts(&[incident("one", &format!("date: 2024-07-05\nend: 2024-07-06\n{points}"))]);
    let told = [
        ("", "Peak: 3,200, 5 July 2024."),
        ("fr/", "Maximum : 3 200, 5 juillet 2024."),
        ("ar/", "الذروة: 3,200، 5 يوليو 2024."),
        ("de/", "Höchstwert: 3.200, 5. Juli 2024."),
    ];
    says(&texts, "incidents/one/index.html", told);
}

#[test]
fn what_is_approximate_is_told_as_each_language_tells_it() {
    let dates = ["2023~", "2024-06~", "2024-07-03~", "2024-10-03T04:15Z~"];
    let incidents =
        dates.iter().enumerate().map(|(number, date)| incident(&format!("n{number}"), &format!("date: {date}")));
    let texts = texts(&incidents.collect::<Vec<_>>());
    for (folder, told) in [
        ("", ["about 2023", "about June 2024", "about 3 July 2024", "3 October 2024, about 04:15 UTC"]),
        ("fr/", ["vers 2023", "vers juin 2024", "vers le 3 juillet 2024", "3 octobre 2024, vers 04:15 UTC"]),
        ("ar/", ["نحو 2023", "نحو يونيو 2024", "نحو 3 يوليو 2024", "3 أكتوبر 2024، نحو الساعة 04:15 UTC"]),
        ("de/", ["etwa 2023", "etwa Juni 2024", "etwa 3. Juli 2024", "3. Oktober 2024, gegen 04:15 UTC"]),
    ] {
        for (number, told) in told.into_iter().enumerate() {
            says(&texts, &format!("incidents/n{number}/index.html"), [(folder, &format!(">{told}</time>"))]);
        }
    }
    // The script puts a reader's own time there.
    let words = ["about {0}", "vers {0}", "نحو الساعة {0}", "gegen {0}"]
        .map(|words| format!("&quot;about&quot;:&quot;{words}&quot;"));
    let [en, fr, ar, de] = &words;
    says(&texts, "incidents/n3/index.html", [("", en), ("fr/", fr), ("ar/", ar), ("de/", de)]);
}

#[test]
fn labels_hold_of_what_is_not_over_and_citations_of_what_is_approximate() {
    let texts =
        texts(&[incident("on", "date: 2024-06~\nend: ongoing"), incident("over", "date: 2024-06-01\nend: 2024-06-02")]);
    for (folder, [start, end, duration], ongoing, cited) in [
        ("", ["Start", "End", "Duration"], "going on", "“Title”, Outages, incident: about June 2024, "),
        ("fr/", ["Début", "Fin", "Durée"], "en cours", "« Title », Outages, incident : vers juin 2024, "),
        ("ar/", ["البداية", "النهاية", "المدة"], "ما زالت مستمرة", "«Title»، Outages، تاريخ الحادثة: نحو يونيو 2024، "),
        ("de/", ["Beginn", "Ende", "Dauer"], "dauert an", "„Title“, Outages, zum Vorfall: etwa Juni 2024, "),
    ] {
        let page = |id: &str| plain(&texts, &format!("{folder}incidents/{id}/index.html"));
        let (on, over) = (page("on"), page("over"));
        let label = |word: &str| format!("<dt>{word}</dt>");
        assert!(on.contains(&label(start)) && on.contains(&label(end)) && on.contains(ongoing), "{on}");
        assert!(over.contains(&label(duration)), "{over}");
        // The site's one title is in its default language.
        let outages = if folder.is_empty() { "Outages" } else { "<bdi lang=\"en\" dir=\"ltr\">Outages</bdi>" };
        let cited = cited.replace("Outages", outages);
        assert!(on.contains(&cited), "{cited}: {on}");
    }
}

/// « Copies archivées » are another thing.
#[test]
fn the_archive_has_one_name_in_each_language() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    for (language, others) in [("fr", &["l’archive", "cette archive", "annales"][..]), ("ar", &["أرشيف"])] {
        let [messages, starter] =
            [format!("themes/annals/i18n/{language}.ftl"), format!("starter/{language}/about.md")];
        let said = (text(&messages) + &text(&starter)).to_lowercase();
        let found: Vec<_> = others.iter().filter(|other| said.contains(**other)).collect();
        assert!(found.is_empty(), "{language}: {found:?}");
    }
}

#[test]
fn a_part_of_two_incidents_is_told_of_both() {
    let part = "services: [{ id: mail, end: 2024-07-02 }]\ndate: 2024-07-01\nend: 2024-07-03";
    let both = ["one", "two"].map(|id| incident(id, part).replacen("services: [mail]\n", "", 1));
    let told = "حادثتان اختلفت مواعيدهما أو شدتهما لهذه الخدمة: يبيّن الخط الزمني ذلك، أما القوائم والأرقام فتحسب الحادثتين كلتيهما.";
    says(&texts(&both), "services/mail/index.html", [("ar/", told)]);
}

#[test]
fn what_goes_on_stands_under_a_heading() {
    let texts = texts(&[incident("on", "date: 2024-06-01\nend: ongoing")]);
    let told = [
        ("", "<h2>Going on</h2>"),
        ("fr/", "<h2>En cours</h2>"),
        ("ar/", "<h2>مستمرة الآن</h2>"),
        ("de/", "<h2>Noch nicht beendet</h2>"),
    ];
    says(&texts, "index.html", told);
}

#[test]
fn links_to_the_next_incidents_say_whose_they_are() {
    let texts = texts(&[incident("one", "date: 2024-06-01"), incident("two", "date: 2024-07-01")]);
    let told = [
        ("", "<p id=\"neighbours\">More incidents of <bdi>Mail</bdi></p>"),
        ("fr/", "<p id=\"neighbours\">Autres incidents : <bdi>Mail</bdi></p>"),
        ("ar/", "<p id=\"neighbours\">المزيد من حوادث <bdi>Mail</bdi></p>"),
        ("de/", "<p id=\"neighbours\">Weitere Vorfälle bei <bdi>Mail</bdi></p>"),
    ];
    says(&texts, "incidents/one/index.html", told);
    let named = "<nav class=\"pager\" aria-labelledby=\"neighbours\">";
    says(&texts, "incidents/one/index.html", [("", named), ("ar/", named)]);
}

#[test]
fn what_is_told_of_a_thing_stands_after_it_as_each_language_writes_that() {
    let facts = "date: 2024-10-02\nimpact: major\nsources: [{ id: s, title: S }]\nfigures: [{ what: users, value: 5 }]\n\
        claims: [{ about: figures, value: { what: users, at-most: 3 }, source: s }]";
    let named = "[vocabulary]\nusers = { en = \"Users\", fr = \"Utilisateurs\", de = \"Nutzer\" }\n//- content";
    let texts = site::texts(&(SITE.replace("//- content", named) + &incident("one", facts)));
    let told = [
        ("", "<p class=\"value\">Users: at most 3</p>"),
        ("fr/", "<p class=\"value\">Utilisateurs : au plus 3</p>"),
        ("de/", "<p class=\"value\">Nutzer: höchstens 3</p>"),
    ];
    says(&texts, "incidents/one/index.html", told);
    let marks = [("", ">Impact: Major – <"), ("fr/", ">Gravité : Majeure – <")];
    says(&texts, "incidents/index.html", marks);
    let descriptions = [("", "content=\"Mail: 1 incident\""), ("fr/", "content=\"Mail : 1 incident\"")];
    says(&texts, "services/mail/index.html", descriptions);
    says(&texts, "years/2024/index.html", [("fr/", "content=\"2024 : 1 incident\"")]);
}
