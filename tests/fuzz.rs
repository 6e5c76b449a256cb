//! Generated write-ups: nothing an author can type panics, and every problem told lies in its file.
//!
//! `ANNALS_CASES=1000000 cargo nextest run --release --test fuzz` tries a million of each kind.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::LazyLock;

use annals::archive::{Archive, End, Moment, When, compile};
use annals::config::{Settings, read_settings};
use annals::diagnostic::{Diagnostics, Files, Level, json, text};
use annals::parse::shape::Shape;
use annals::schema::Kind;
use annals::source::{FileId, Project, SourceFile};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// How many inputs of each kind are tried where `ANNALS_CASES` does not say.
const CASES: u32 = 1_000;

fn config() -> ProptestConfig {
    let cases = std::env::var("ANNALS_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES);
    ProptestConfig { cases, max_shrink_iters: 20_000, failure_persistence: None, ..ProptestConfig::default() }
}

const SITE: &str = "title = \"Test\"\nlanguages = [\"en\", \"fr\", \"ar\"]\n\n[vocabulary]\nusers = \"Users\"\n";
const SERVICE: &str = "---\nname: Telegram\naliases: [TG]\n---\n";
const REGION: &str = "---\nname: Middle East\nmembers: [EG, LB]\n---\n";
const FRENCH: &str = "---\ntitle: En panne\nimpact: minor\nregions: [UA]\nupdates:\n  - { at: 2024-10-03T11:00Z, status: resolved, \
                      text: Fini. }\nsources:\n  - { id: one, role: crowd }\ncause: { summary: Un. }\n---\nCité[^one].\n";
const OTHER: &str =
    "---\ntitle: Other\ndate: 2024-10-01\nservices: [telegram]\nrelated: [{ id: a, as: precursor }]\n---\n[a](a.md)\n";

static SETTINGS: LazyLock<Settings> = LazyLock::new(|| read_settings(FileId(0), SITE, &mut Diagnostics::new()));

/// A project around one generated file, compiled; then every problem is told in both forms.
fn judge(path: &str, generated: &str) -> Archive {
    let files: Vec<SourceFile> = [
        ("site.toml", SITE),
        (path, generated),
        ("content/incidents/a.fr.md", FRENCH),
        ("content/incidents/b.md", OTHER),
        ("content/regions/middle-east.md", REGION),
        ("content/services/telegram.md", SERVICE),
    ]
    .map(|(path, text)| SourceFile { path: path.to_owned(), text: text.into() })
    .into();
    let project = Project { documents: (1..6).map(FileId).collect(), files, ..Project::default() };
    let mut problems = Diagnostics::new();
    let archive = compile(project, SETTINGS.clone(), true, &mut problems);
    tell(problems, &archive);
    archive
}

fn tell(problems: Diagnostics, archive: &Archive) {
    let problems = problems.into_sorted();
    for problem in &problems {
        let labels = problem.labels.iter().map(|label| &label.place);
        let fix = problem.fix.as_ref().map(|fix| &fix.place);
        for place in labels.chain([&problem.place]).chain(fix) {
            let text = archive.text(place.file);
            assert!(text.get(place.span.clone()).is_some(), "{:?} lies outside its file: {problem:?}", place.span);
        }
        assert!(problem.level != Level::Error || problem.help.is_some(), "no help: {problem:?}");
    }
    let files = Files::new(&archive.files, "");
    let mut out = Vec::new();
    text::write(&problems, &files, text::Style { colour: false, width: 120 }, &mut out).unwrap();
    assert_eq!(std::str::from_utf8(&out).map(|told| told.contains('\u{1b}')), Ok(false));
    out.clear();
    json::write(&problems, &files, &mut out).unwrap();
}

/// Every key that front matter may hold, and some that it may not.
static KEYS: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let kinds = Kind::ALL.iter().filter(|kind| **kind != Kind::Site);
    let known = kinds.flat_map(|kind| kind.mappings()).flat_map(Shape::names);
    let keys: BTreeSet<&str> = known.chain(["titl\u{435}", "<<", ""]).collect();
    keys.into_iter().collect()
});

fn key() -> impl Strategy<Value = &'static str> {
    select(&KEYS[..])
}

const VALUES: &[&str] = &[
    "telegram",
    "one",
    "a",
    "b",
    "UA",
    "NO",
    "no",
    "middle-east",
    "europe",
    "150",
    "804",
    "power",
    "unknown",
    "ongoing",
    "major",
    "resolved",
    "investigating",
    "scheduled",
    "precursor",
    "press",
    "users",
    "confirmed",
    "true",
    "false",
    "~",
    "null",
    "2024",
    "2024-10",
    "2024-10-03",
    "2024-10-03T10:30Z~",
    "2024-10-03T10:30",
    "2024-10-03/2024-10-04",
    "2024-10-03/..",
    "/2024",
    "0000-01-01",
    "9999-12-31T23:59:59+14:00",
    "0001-01-01T00:00-14:00",
    "2024-13-45",
    "03/04/2018",
    "201X",
    "2024-02-30",
    "10:30",
    "-1",
    "0",
    "15000000",
    "1e999",
    "99999999999999999999",
    "0x10",
    "78.5",
    "https://example.org/",
    "javascript:alert(1)",
    "//x",
    "http://",
    "https://user@host",
    "mailto:a@b.c",
    "\"\"",
    "''",
    "\"a\\\"b\"",
    "\"\\u202e\"",
    "انقطاع",
    "٢٠٢٤-١٠-٠٣",
    "\u{202e}x",
    "a، b",
    "é\u{301}",
    "\u{feff}",
    "😀",
    "../x",
    "CON",
    "[^one]",
    "|",
    ">-",
    "&a",
    "*a",
    "!tag",
    "- x",
    "? x",
    "a: b",
    "'open",
    "\"open",
    "[",
    "{",
    "]",
    "}",
    "#",
    "%",
    "@x",
    "`x`",
];

fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => select(VALUES).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => "[0-9T:Z~?%/.+-]{1,20}",
    ]
}

fn value() -> impl Strategy<Value = String> {
    scalar().prop_recursive(4, 24, 5, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(|items| format!("[{}]", items.join(", "))),
            vec((key(), inner), 0..6).prop_map(|entries| format!("{{ {} }}", lines(&entries, ", "))),
        ]
    })
}

fn lines<K: AsRef<str>>(entries: &[(K, String)], between: &str) -> String {
    let entries: Vec<_> = entries.iter().map(|(key, value)| format!("{}: {value}", key.as_ref())).collect();
    entries.join(between)
}

/// Keys with values, as a flow or as an indented block.
fn front_matter() -> impl Strategy<Value = String> {
    let block = vec((key(), value()), 1..4).prop_map(|entries| format!("\n  - {}", lines(&entries, "\n    ")));
    let entry = (key(), prop_oneof![4 => value().boxed(), 1 => block.boxed()]);
    (any::<[bool; 3]>(), vec(entry, 0..9)).prop_map(|([title, date, services], entries)| {
        let usual = [(title, "title: T\n"), (date, "date: 2024-10-03T10:30Z\n"), (services, "services: [telegram]\n")];
        let usual: String = usual.iter().filter(|(is_there, _)| *is_there).map(|(_, line)| *line).collect();
        format!("{usual}{}\n", lines(&entries, "\n"))
    })
}

const MARKS: &[&str] = &[
    "# ",
    "## ",
    "## 2024-10-03T11:00Z resolved",
    "## 2024-10-03 10:30 UTC identified — @durov [^one]",
    "## 2024-13 fixed",
    "## 10:30 resolved",
    "> ",
    "- ",
    "1. ",
    "    ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "*",
    "**",
    "_",
    "~~",
    "`",
    "```\n",
    "[",
    "](",
    ")",
    "](b.md)",
    "](#x)",
    "](javascript:x)",
    "](//x)",
    "![",
    "![](x.png)",
    "[^one]",
    "[^n]",
    "[^n]: ",
    "[^\u{202e}]",
    "|",
    "|-|-|\n",
    "| a | b |\n",
    "- [ ] ",
    "- [x] ",
    "<b>",
    "<script>",
    "<!--",
    "-->",
    "&lt;",
    "&#x202e;",
    "&",
    "\\",
    "---\n",
    "***\n",
    "===\n",
    "<https://x.org>",
    "<a@b.c>",
    "\u{2066}",
    "\u{2069}",
    "\u{202e}",
    "\u{feff}",
    "\0",
    "\u{1b}[31m",
    "\u{2028}",
    "كلمة ",
    "é",
    "😀",
    "word ",
    "[!NOTE]\n",
    "$x$",
];

fn markdown() -> impl Strategy<Value = String> {
    let piece = prop_oneof![9 => select(MARKS).prop_map(str::to_owned), 1 => "\\PC{0,8}"];
    vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// A change to a text: where, what kind, and what comes there.
type Change = (Index, u8, Index);

/// Changes a text as careless editing, merging and transport do.
fn changed(text: &str, changes: &[Change]) -> String {
    let mut text = text.to_owned();
    for (at, kind, what) in changes {
        let at = boundary(&text, at.index(text.len() + 1));
        let end = boundary(&text, (at + what.index(40)).min(text.len()));
        match kind % 7 {
            0 => text.insert_str(at, VALUES[what.index(VALUES.len())]),
            1 => text.insert_str(at, MARKS[what.index(MARKS.len())]),
            2 => text.replace_range(at..end, ""),
            3 => text.truncate(at),
            4 => text = format!("{}{}", &text[..end], &text[at..]),
            5 => text = swapped(&text, at, *what),
            _ => text.replace_range(at..boundary(&text, (at + 1).min(text.len())), &what.index(0x80).to_string()),
        }
    }
    text
}

fn boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

fn swapped(text: &str, at: usize, with: Index) -> String {
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    if !lines.is_empty() {
        let line = text[..at].matches('\n').count().min(lines.len() - 1);
        let other = with.index(lines.len());
        lines.swap(line, other);
    }
    lines.concat()
}

/// The write-ups of the demo archive.
static DEMO: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut open = vec![folder];
    let mut texts = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            texts.push(std::fs::read_to_string(&path).unwrap());
        }
    }
    texts.sort();
    assert!(texts.len() > 10, "the demo archive was not found");
    texts
});

fn write_up_path() -> impl Strategy<Value = &'static str> {
    select(
        &[
            "content/incidents/a.en.md",
            "content/incidents/a.en.md",
            "content/services/s.md",
            "content/regions/r.md",
            "content/causes/c.md",
            "content/pages/p.md",
        ][..],
    )
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_front_matter(path in write_up_path(), front in front_matter()) {
        let archive = judge(path, &format!("---\n{front}---\nProse[^one].\n"));
        prop_assert!(archive.incidents.iter().all(|incident| incident.tellings.len() < 3));
    }

    #[test]
    fn any_damage_to_a_real_write_up(path in write_up_path(), number in any::<Index>(), changes in vec(any::<Change>(), 1..12)) {
        judge(path, &changed(&DEMO[number.index(DEMO.len())], &changes));
    }

    #[test]
    fn any_markdown(body in markdown()) {
        judge("content/incidents/a.en.md", &format!("---\ntitle: T\ndate: 2024-10-03\nservices: [telegram]\n\
            sources: [{{ id: one, title: One }}]\n---\n{body}"));
    }

    #[test]
    fn any_settings(front in vec((select(SETTING_KEYS), value()), 0..6)) {
        let lines: Vec<_> = front.iter().map(|(key, value)| format!("{key} = {}", value.replace(": ", " = "))).collect();
        let toml = lines.join("\n");
        let mut problems = Diagnostics::new();
        let settings = read_settings(FileId(0), &toml, &mut problems);
        let files = vec![SourceFile { path: "site.toml".into(), text: toml.into() }];
        let project = Project { files, ..Project::default() };
        let archive = compile(project, settings, false, &mut problems);
        tell(problems, &archive);
    }

    #[test]
    fn any_moment(text in prop_oneof![scalar().boxed(), "[0-9]{1,4}-[0-9]{1,2}-[0-9]{1,2}([T ][0-9]{1,2}:[0-9]{2}(Z|[+-][0-9]{2}:?[0-9]{2})?)?[~?%]?(/.{0,12})?".boxed(),
        "[0-9]{1,2}[./ -]([0-9]{1,2}|Oct|octobre|أكتوبر)[./ -][0-9]{2,4}".boxed()], in_paris in any::<bool>()) {
        let zone = in_paris.then_some(chrono_tz::Europe::Paris);
        for problem in [
            Moment::parse(&text, zone).map(|moment| assert_eq!(Moment::parse(&moment.to_string(), zone).ok(), Some(moment))).err(),
            When::parse(&text, zone).map(|when| assert_eq!(When::parse(&when.to_string(), zone).ok(), Some(when))).err(),
            End::parse(&text, zone).map(|end| assert_eq!(End::parse(&end.to_string(), zone).ok(), Some(end))).err(),
        ].into_iter().flatten() {
            prop_assert!(!problem.to_string().is_empty() && !problem.help().is_empty());
            // Mending one side of an interval may leave the other broken, but never the same problem.
            if let Some(mended) = problem.replacement() {
                let left = When::parse(&mended, zone).err().zip(End::parse(&mended, zone).err());
                prop_assert!(left.is_none_or(|(left, _)| left.to_string() != problem.to_string()), "{text} to {mended}");
            }
        }
    }
}

const SETTING_KEYS: &[&str] = &[
    "title",
    "description",
    "base_url",
    "authority",
    "default_language",
    "languages",
    "time_zone",
    "theme",
    "content",
    "output",
    "source_url",
    "edit_url",
    "contact",
    "licence",
    "logo",
    "navigation",
    "outputs",
    "diagnostics",
    "vocabulary",
    "digits",
    "links",
    "title.en",
];
