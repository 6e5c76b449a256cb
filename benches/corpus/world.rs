//! What the incidents happen to: services, regions, causes, the site's settings and pages.

use std::fmt::Write as _;
use std::sync::LazyLock;

use super::grammar::{Grammar, Scene};
use super::random::Random;
use super::{File, Language};

/// A line of `services.txt`.
pub(crate) struct Service {
    /// Its identifier.
    pub(crate) id: &'static str,
    /// Its names, by language.
    pub(crate) names: [&'static str; 3],
    group: &'static str,
    tie: &'static str,
}

/// The services, the most troubled first.
pub(crate) fn services() -> &'static [Service] {
    static SERVICES: LazyLock<Vec<Service>> = LazyLock::new(|| {
        let lines = rows(include_str!("services.txt"));
        let service = |[id, en, fr, ar, group, tie]: [_; 6]| Service { id, names: [en, fr, ar], group, tie };
        lines.map(service).collect()
    });
    &SERVICES
}

/// Codes of countries, subdivisions and groups, and the regions of the site's own.
pub(crate) const REGIONS: [&str; 60] = [
    "GB",
    "FR",
    "DE",
    "ES",
    "IT",
    "NL",
    "PL",
    "UA",
    "RU",
    "BY",
    "KZ",
    "TR",
    "US",
    "CA",
    "MX",
    "BR",
    "AR",
    "CL",
    "MA",
    "DZ",
    "TN",
    "LY",
    "EG",
    "SD",
    "SA",
    "AE",
    "QA",
    "KW",
    "IQ",
    "JO",
    "LB",
    "SY",
    "YE",
    "IR",
    "IN",
    "PK",
    "BD",
    "ID",
    "JP",
    "KR",
    "NG",
    "KE",
    "ZA",
    "NO",
    "SE",
    "FI",
    "FR-IDF",
    "DE-BE",
    "US-CA",
    "GB-SCT",
    "EG-C",
    "MA-06",
    "world",
    "europe",
    "eastern-europe",
    "northern-africa",
    "central-asia",
    "middle-east",
    "maghreb",
    "greater-paris",
];

const OWN_REGIONS: [(&str, [&str; 3], &str); 3] = [
    (
        "middle-east",
        ["Middle East", "Moyen-Orient", "الشرق الأوسط"],
        "members: [EG, SA, AE, QA, KW, IQ, JO, LB, SY, YE, IR, TR]",
    ),
    ("maghreb", ["Maghreb", "Maghreb", "المغرب العربي"], "members: [MA, DZ, TN, LY]"),
    ("greater-paris", ["Greater Paris", "Grand Paris", "باريس الكبرى"], "within: FR"),
];

/// The files of the project that are not write-ups.
pub(crate) fn files(grammars: &[Grammar; 3], seed: u64) -> Vec<File> {
    let mut files = vec![settings()];
    for (number, service) in services().iter().enumerate() {
        files.extend(service_files(grammars, seed, number, service));
    }
    files.extend(OWN_REGIONS.iter().map(|(id, names, tie)| File {
        path: format!("content/regions/{id}.md"),
        text: format!("---\nname: {}\n{tie}\n---\n", table(names)),
    }));
    files.push(File {
        path: "content/causes/solar-storm.md".to_owned(),
        text: format!("---\nname: {}\n---\n", table(&["Solar storm", "Tempête solaire", "عاصفة شمسية"])),
    });
    files.extend(Language::ALL.iter().map(|language| about(*language)));
    files
}

/// Every fifth service is translated in files of its own, the others by a table of names.
fn service_files(grammars: &[Grammar; 3], seed: u64, number: usize, service: &Service) -> Vec<File> {
    let translated = number % 5 == 4;
    let prose = |grammar: &Grammar| {
        let mut random = Random::new(seed, number as u64, 10);
        let name = service.names[grammar.language() as usize];
        let scene = Scene { service: name, entities: vec![number, number + 50], cause: "unknown", plain: false };
        grammar.phrase("about-service", &scene, &mut random)
    };
    let mut front = if translated {
        format!("name: \"{}\"\n", service.names[0])
    } else {
        format!("name: {}\n", table(&service.names))
    };
    let _ = writeln!(
        front,
        "group: {}\nhomepage: \"https://{}.example/\"\nsince: {}",
        service.group,
        service.id,
        1998 + number % 13
    );
    if number.is_multiple_of(4) {
        let _ = writeln!(front, "aliases: [\"{} Online\"]", service.names[0]);
    }
    if let Some(id) = service.tie.strip_prefix('=') {
        let _ = writeln!(front, "part-of: {id}");
    }
    if let Some(id) = service.tie.strip_prefix('>') {
        let _ = writeln!(front, "provider: {id}");
    }
    let original = File {
        path: format!("content/services/{}.md", service.id),
        text: format!("---\n{front}---\n{}\n", prose(&grammars[0])),
    };
    let translations = grammars[1..].iter().filter(|_| translated).map(|grammar| File {
        path: format!("content/services/{}.{}.md", service.id, grammar.language().code()),
        text: format!("---\nname: \"{}\"\n---\n{}\n", service.names[grammar.language() as usize], prose(grammar)),
    });
    std::iter::once(original).chain(translations).collect()
}

fn about(language: Language) -> File {
    let (title, text) = match language {
        Language::English => ("About", "A generated archive. Nothing in it happened."),
        Language::French => ("À propos", "Archive produite par un programme. Rien de tout cela n’a eu lieu."),
        Language::Arabic => ("عن الأرشيف", "أرشيف مولد آليا، ولم يقع شيء مما فيه."),
    };
    File {
        path: format!("content/pages/about.{}.md", language.code()),
        text: format!("---\ntitle: \"{title}\"\norder: 1\n---\n{text}\n"),
    }
}

fn settings() -> File {
    let mut text = SETTINGS.to_owned();
    for [word, en, fr, ar] in rows(include_str!("vocabulary.txt")) {
        let _ = write!(text, "\n[vocabulary.{word}]\nen = \"{en}\"\nfr = \"{fr}\"\nar = \"{ar}\"\n");
    }
    File { path: "site.toml".to_owned(), text }
}

const SETTINGS: &str = r#"title = { en = "Generated outages", fr = "Pannes imaginaires", ar = "أعطال مولدة" }
description = { en = "A corpus for benchmarks", fr = "Un corpus pour les mesures", ar = "مدونة للقياس" }
authority = "example.org,2012"
default_language = "en"
languages = ["en", "fr", "ar"]
theme = "annals"
content = "content"
output = "public"
licence = { name = "CC0 1.0", url = "https://creativecommons.org/publicdomain/zero/1.0/" }
links = "folders"
"#;

/// Names by language as a flow mapping.
fn table(names: &[&str; 3]) -> String {
    format!("{{ en: \"{}\", fr: \"{}\", ar: \"{}\" }}", names[0], names[1], names[2])
}

/// The rows of a table whose columns are separated by `|`; `#` opens a comment.
fn rows<const N: usize>(text: &'static str) -> impl Iterator<Item = [&'static str; N]> {
    text.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let mut columns = line.split('|').map(str::trim);
        std::array::from_fn(|_| columns.next().expect("every row has all columns"))
    })
}
