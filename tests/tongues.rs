//! What stands in another language than the page's says so, wherever it stands.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod fixture;
#[path = "fixture/site.rs"]
mod site;

use std::collections::BTreeMap;

const PROJECT: &str = "//- site.toml
title = { en = \"Archive\" }
languages = [\"en\", \"fr\", \"ar\"]
[vocabulary]
users = { ar = \"مستخدمون\" }
//- content/services/mail.md
---
name: { ar: بريد }
---
//- content/services/chat.md
---
name: { ar: دردشة }
part-of: mail
---
//- content/regions/own.md
---
name: { ar: منطقة }
---
//- content/causes/flood.md
---
name: { ar: فيضان }
family: nature
---
//- content/incidents/one.fr.md
---
title: Panne
date: 2024-06-01T10:00Z
end: 2024-06-01T12:00Z
services: [chat, mail]
regions: [own, FR]
cause: { kind: flood, certainty: suspected }
figures: [{ what: users, value: 3 }]
sources:
  - { id: s, title: Titre, lang: fr }
  - { id: press, title: Titre, publisher: Presse, lang: fr }
claims: [{ about: impact, value: minor, source: s }]
reports: [{ source: s, region: own, shares: { connection: 50 } }]
updates:
  - { at: 2024-06-01T10:00Z, status: investigating, source: s, text: Un }
  - { at: 2024-06-01T11:00Z, status: identified, source: press, text: Deux }
---
Texte.
//- content/incidents/one.en.md
---
title: Outage
---
Text.
//- content/incidents/two.fr.md
---
title: Plus longue
date: 2024-05-01T10:00Z
end: 2024-05-02T12:00Z
services: [chat]
---
Texte.
//- content/incidents/wrong.fr.md
---
title: Retirée
date: 2024-05-01T10:00Z
services: [chat]
withdrawn: Erreur de <date>
---
Texte.
//- content/incidents/wrong.ar.md
---
title: سحب
withdrawn: خطأ
---
نص.
";

/// The texts of the site, without marks of direction.
fn texts() -> BTreeMap<String, String> {
    let without_marks = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
    site::texts(PROJECT).into_iter().map(|(path, text)| (path, without_marks(text))).collect()
}

fn holds(texts: &BTreeMap<String, String>, path: &str, told: &[&str]) {
    let text = &texts[path];
    for words in told {
        assert!(text.contains(words), "{path}: {words}\n{text}");
    }
}

#[test]
fn names_that_stand_in_tell_their_language_in_numbers_and_on_pages_of_services() {
    let texts = texts();
    let ar = |name: &str| format!("<bdi lang=\"ar\" dir=\"rtl\">{name}</bdi>");
    let title = "<bdi lang=\"fr\" dir=\"ltr\">Plus longue</bdi>";
    let link = |href: &str, name: &str| format!("<bdi lang=\"ar\" dir=\"rtl\"><a href=\"../{href}\">{name}</a></bdi>");
    let linked = [link("services/chat/", "دردشة"), link("regions/own/", "منطقة"), link("causes/flood/", "فيضان")];
    let linked = linked.each_ref().map(String::as_str);
    holds(&texts, "statistics/index.html", &linked);
    holds(&texts, "statistics/index.html", &[&format!("<span class=\"line aside\">{title}</span>")]);
    holds(&texts, "fr/statistics/index.html", &["<span class=\"line aside\">Plus longue</span>"]);
    let timeline = format!("<p class=\"note\">Incidents of {} in 2024:", ar("دردشة"));
    let part_of = format!("<dd><a href=\"../../services/mail/\">{}</a></dd>", ar("بريد"));
    holds(&texts, "services/chat/index.html", &[title, &timeline, &part_of]);
    holds(&texts, "ar/services/chat/index.html", &["<dd><a href=\"../../../ar/services/mail/\">بريد</a></dd>"]);
    holds(&texts, "embed/chat/index.html", &[&ar("دردشة")]);
    holds(&texts, "search/index.html", &[&ar("دردشة"), &ar("منطقة"), &ar("فيضان")]);
    holds(&texts, "services/chat/index.html", &[&format!("<bdi>{} (suspected)</bdi>", ar("فيضان"))]);
}

#[test]
fn fragments_on_the_page_of_an_incident_tell_their_language() {
    let texts = texts();
    let source = "<bdi lang=\"fr\" dir=\"ltr\">Titre</bdi><span class=\"refs\">";
    let english = [
        "<dt><bdi lang=\"ar\" dir=\"rtl\">مستخدمون</bdi></dt>",
        &format!("According to {source}"),
        &format!("<p class=\"by\">{source}"),
        "<p class=\"by\"><bdi>Presse</bdi>",
        " · <bdi lang=\"ar\" dir=\"rtl\">منطقة</bdi>",
        "“Outage”, Archive, incident",
    ];
    holds(&texts, "incidents/one/index.html", &english);
    let citation = "<bdi lang=\"en\" dir=\"ltr\">Archive</bdi>, incident";
    holds(&texts, "fr/incidents/one/index.html", &[citation, "<p class=\"by\"><bdi>Titre</bdi>"]);
}

#[test]
fn the_reason_of_a_withdrawal_tells_its_language() {
    let texts = texts();
    let french = "withdrawn: <bdi lang=\"fr\" dir=\"ltr\">Erreur de &lt;date&gt;</bdi></p>";
    holds(&texts, "incidents/wrong/index.html", &[french]);
    let own = texts["fr/incidents/wrong/index.html"].split("<p class=\"lead\">").nth(1).unwrap();
    assert!(own.split("</p>").next().unwrap().ends_with(" Erreur de &lt;date&gt;"), "{own}");
    let own = texts["ar/incidents/wrong/index.html"].split("<p class=\"lead\">").nth(1).unwrap();
    assert!(own.split("</p>").next().unwrap().ends_with(" خطأ"), "{own}");
}

#[test]
fn the_word_of_an_alert_is_in_the_language_of_its_text() {
    let texts = site::texts(
        "//- site.toml
title = { en = \"Archive\" }
languages = [\"en\", \"fr\", \"ar\"]
//- content/services/mail.fr.md
---
name: Courrier
---
> [!TIP]
> Regardez.
//- content/incidents/one.fr.md
---
title: Panne
date: 2024-06-01T10:00Z
services: [mail]
updates:
  - { at: 2024-06-01T10:00Z, text: \"> [!NOTE]\\n> Nichts.\", lang: de }
  - { at: 2024-06-01T11:00Z, text: \"> [!NOTE]\\n> لا شيء.\", lang: ar }
---
> [!WARNING]
> Deux données sont <perdues>.
//- content/incidents/one.en.md
---
title: Outage
---
",
    );
    let alert = |kind: &str, head: &str, text: &str| {
        format!("<blockquote class=\"{kind}\">\n<p class=\"alert\"{head}</strong></p>\n<p>{text}</p>\n</blockquote>")
    };
    let own = alert("warning", "><strong>Avertissement", "Deux données sont &lt;perdues&gt;.");
    let arabic = alert("note", "><strong>ملاحظة", "لا شيء.");
    for (path, lang, word) in [("", "en", "Note"), ("fr/", "fr", "Remarque")] {
        let strange = alert("note", &format!(" lang=\"{lang}\" dir=\"ltr\"><strong>{word}"), "Nichts.");
        holds(&texts, &format!("{path}incidents/one/index.html"), &[&own, &arabic, &strange]);
    }
    for path in ["services/mail/index.html", "fr/services/mail/index.html", "ar/services/mail/index.html"] {
        holds(&texts, path, &[&alert("tip", "><strong>Conseil", "Regardez.")]);
    }
}
