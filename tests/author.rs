//! From an empty folder to a checked write-up: `init`, `new`, `translate` and `rename` as their users meet them.
#![cfg(unix)]
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that can't go on has failed")]

mod fixture;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const HOSTS: [(&str, &str); 6] = [
    ("github", ".github/workflows/pages.yml"),
    ("gitlab", ".gitlab-ci.yml"),
    ("netlify", "netlify.toml"),
    ("cloudflare", "wrangler.toml"),
    ("nginx", "deploy/nginx.conf"),
    ("s3", "deploy/s3.sh"),
];

/// How the binary ended, and all that it said.
struct Ended {
    code: i32,
    said: String,
}

fn annals(folder: &Path, arguments: &[&str]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(arguments).current_dir(folder).stdin(Stdio::null());
    command.env_remove("GITHUB_ACTIONS").env_remove("VISUAL").env_remove("EDITOR");
    ended(&mut command)
}

fn ended(command: &mut Command) -> Ended {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let said = String::from_utf8(stdout).unwrap() + &String::from_utf8(stderr).unwrap();
    Ended { code: status.code().unwrap(), said }
}

#[track_caller]
fn succeeds(folder: &Path, arguments: &[&str]) -> String {
    let Ended { code, said } = annals(folder, arguments);
    assert_eq!(code, 0, "{arguments:?} said:\n{said}");
    said
}

/// Every file below the folder, with what it holds.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    found
}

/// The command ends with this code, says this, and leaves every file as it was.
#[track_caller]
fn refuses(folder: &Path, arguments: &[&str], code: i32, message: &str) {
    let before = tree(folder);
    let ended = annals(folder, arguments);
    assert_eq!(ended.code, code, "{}", ended.said);
    assert!(ended.said.contains(message), "{arguments:?} said:\n{}", ended.said);
    assert_eq!(tree(folder), before);
}

fn project(text: &str) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fixture::write(&fixture::files(text), root.path());
    root
}

fn read(root: &Path, path: &str) -> String {
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn a_new_site_is_sound_for_every_host_and_choice_of_languages() {
    for (number, languages) in
        ["en", "fr", "ar", "en,fr", "ar,fr,en", "en, de", "de", "he,pt-BR", "he,en", "zh-Hant,en-GB,fr-CA", "en,en-GB"]
            .into_iter()
            .enumerate()
    {
        let root = tempfile::tempdir().unwrap();
        let (host, recipe) = HOSTS[number % HOSTS.len()];
        succeeds(root.path(), &["init", "archive", "--lang", languages, "--host", host, "--yes"]);
        let site = root.path().join("archive");
        succeeds(&site, &["check", "--deny", "warnings"]);
        succeeds(&site, &["build"]);
        let text = read(&site, recipe);
        assert!(!text.contains("{{VERSION}}"), "{recipe} names no version");
        // What the recipes rely on.
        for file in ["index.html", "404.html", "_headers", "_redirects", "assets"] {
            assert!(site.join("public").join(file).exists(), "{file}");
        }
    }
}

#[test]
fn no_text_stands_under_a_language_it_is_not_in() {
    let title = |languages: &str| {
        let root = tempfile::tempdir().unwrap();
        succeeds(root.path(), &["init", "--lang", languages, "--yes"]);
        let settings = fs::read_to_string(root.path().join("site.toml")).unwrap();
        settings.lines().find(|line| line.starts_with("title = ")).unwrap().to_owned()
    };
    assert_eq!(title("en,fa,fr"), "title = { en = \"Annals\", fr = \"Annales\" }");
    assert_eq!(title("fa,ur"), "title = \"Annals\"");
}

#[test]
fn samples_are_told_in_the_languages_that_have_them() {
    let root = tempfile::tempdir().unwrap();
    let said = succeeds(root.path(), &["init", "a b", "--lang", "he,ar-EG,en", "--yes"]);
    assert!(said.contains("no samples in `he`") && said.contains("English in `he`"), "{said}");
    assert!(said.ends_with("look at it: cd 'a b' && annals serve --open\n"), "{said}");
    let files: Vec<String> = tree(&root.path().join("a b")).into_keys().filter(|path| path.contains("mail")).collect();
    let expected = ["incidents/2024/mail-2024-03-12.ar-EG.md", "incidents/2024/mail-2024-03-12.en.md"];
    assert_eq!(files[..2], expected.map(|path| format!("content/{path}")));
    assert!(read(root.path(), "a b/content/services/lantern-mail.ar-EG.md").contains("بريد"));
    // A language of a region has an address without capitals.
    succeeds(&root.path().join("a b"), &["build", "--quiet"]);
    assert!(root.path().join("a b/public/ar-eg/incidents/mail-2024-03-12/index.html").is_file());
}

#[test]
fn every_recipe_runs_the_version_the_site_was_made_with() {
    for (host, _) in HOSTS {
        let root = tempfile::tempdir().unwrap();
        succeeds(root.path(), &["init", "--host", host, "--yes"]);
        let all: String = tree(root.path()).into_values().map(|bytes| String::from_utf8(bytes).unwrap()).collect();
        assert!(all.matches(env!("CARGO_PKG_VERSION")).count() > 1 && all.contains("annals build"), "{host}");
    }
}

#[test]
fn scripts_and_settings_of_hosts_can_be_read_by_what_runs_them() {
    for (host, files) in [("cloudflare", &["deploy/build.sh"][..]), ("s3", &["deploy/s3.sh"])] {
        let root = tempfile::tempdir().unwrap();
        succeeds(root.path(), &["init", "--host", host, "--yes"]);
        for file in files {
            let status = Command::new("sh").arg("-n").arg(root.path().join(file)).status().unwrap();
            assert!(status.success(), "{file}");
        }
    }
    for (host, file) in [("github", ".github/workflows/pages.yml"), ("gitlab", ".gitlab-ci.yml")] {
        let root = tempfile::tempdir().unwrap();
        succeeds(root.path(), &["init", "--host", host, "--yes"]);
        let read: serde_yaml::Value = serde_yaml::from_str(&read(root.path(), file)).unwrap();
        assert!(read.is_mapping(), "{file}");
    }
}

/// The words of a command that an example shows; what follows in two blanks or behind a `#` says what it does.
fn words_of(example: &str) -> Vec<String> {
    let command = example.split("  ").next().unwrap().split(" #").next().unwrap();
    let words = command.trim().split('"').enumerate().flat_map(|(number, part)| match number % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect::<Vec<_>>(),
        _ => vec![part.to_owned()],
    });
    words.filter(|word| word != "--edit").collect()
}

#[test]
fn what_a_new_site_and_the_help_show_works_in_a_new_site() {
    let root = tempfile::tempdir().unwrap();
    succeeds(root.path(), &["init", "--lang", "en,fr", "--yes"]);
    let sample = read(root.path(), "content/incidents/2024/mail-2024-03-12.en.md");
    let (_, in_sample) = sample.split_once('`').unwrap();
    let readme = read(root.path(), "README.md");
    let helps = [&["--help"][..], &["new", "--help"]].map(|help| succeeds(root.path(), help));
    let lines = [in_sample.split('`').next().unwrap()].into_iter().chain(readme.lines());
    let lines = lines.chain(helps.iter().flat_map(|help| help.lines())).map(str::trim);
    let shown: Vec<&str> = lines.filter(|line| line.starts_with("annals new ")).collect();
    assert_eq!(shown.len(), 7, "{shown:#?}");
    for (number, line) in shown.iter().enumerate() {
        let words = words_of(line);
        let mut arguments: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
        let id = format!("--id=shown-{number}");
        if !arguments.contains(&"--kind") && arguments.iter().any(|word| word.contains("lantern-")) {
            arguments.push(&id);
        }
        succeeds(root.path(), &arguments);
    }
    succeeds(root.path(), &["check", "--quiet"]);
}

#[test]
fn translated_samples_are_translations_in_every_language() {
    let root = tempfile::tempdir().unwrap();
    succeeds(root.path(), &["init", "--lang", "fr,ar", "--yes"]);
    succeeds(root.path(), &["build"]);
    let page = read(root.path(), "public/ar/incidents/mail-2024-03-12/index.html");
    assert!(page.contains("dir=\"rtl\"") && page.contains("تأخر البريد"));
    assert!(page.contains("انقطعت الكهرباء عن أحد مواقعنا"), "the update thread is told in Arabic");
}

#[test]
fn a_folder_with_files_is_refused_by_their_names() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join("thesis.txt"), "years of work").unwrap();
    fs::write(root.path().join(".hidden"), "").unwrap();
    refuses(root.path(), &["init", "--yes"], 2, "it holds `thesis.txt`;");
}

/// Of what a build makes nothing gets into the project's history, what a killed one leaves beside the output neither.
#[test]
fn a_new_site_keeps_what_builds_leave_out_of_its_history() {
    let root = tempfile::tempdir().unwrap();
    succeeds(root.path(), &["init", "--yes"]);
    for name in [".public.lock", ".public.stage-4711/index.html", "public/index.html"] {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "").unwrap();
    }
    let git = |arguments: &[&str]| Command::new("git").args(arguments).current_dir(root.path()).output();
    // Where there is no git, its rules can't be asked for.
    let Ok(_) = git(&["init", "-q"]) else { return };
    let told = String::from_utf8(git(&["status", "--porcelain"]).unwrap().stdout).unwrap();
    assert!(told.contains("site.toml") && !told.contains("public"), "{told}");
}

#[test]
fn hidden_files_stay_and_are_never_written_over() {
    let root = tempfile::tempdir().unwrap();
    fs::write(root.path().join(".gitignore"), "mine\n").unwrap();
    let said = succeeds(root.path(), &["init", "--yes"]);
    assert!(said.contains(".gitignore, which was there"), "{said}");
    assert_eq!(read(root.path(), ".gitignore"), "mine\n");
    let other = tempfile::tempdir().unwrap();
    fs::write(other.path().join(".gitlab-ci.yml"), "mine\n").unwrap();
    refuses(other.path(), &["init", "--host", "gitlab", "--yes"], 2, ".gitlab-ci.yml exists already");
}

#[test]
fn without_a_terminal_nothing_is_written_unasked() {
    let root = tempfile::tempdir().unwrap();
    refuses(root.path(), &["init"], 2, "give `--yes`");
}

#[test]
fn a_new_write_up_is_valid_as_it_is() {
    let root = project("");
    let said = succeeds(
        root.path(),
        &[
            "new",
            "It's: \"down\" #1",
            "--date",
            "2024-10-03T10:30Z~",
            "--region",
            "UA",
            "--region",
            "northern-africa",
            "--lang",
            "fr",
        ],
    );
    let path = "content/incidents/2024/it-s-down-1-2024-10-03.fr.md";
    assert!(said.contains(path), "{said}");
    succeeds(root.path(), &["check"]);
    let text = read(root.path(), path);
    assert!(
        text.contains(r#"title: "It's: \"down\" #1""#) && text.contains("regions: [UA, northern-africa]"),
        "{text}"
    );
    assert!(text.contains("services: [telegram]") && text.contains("draft: true"), "{text}");
}

/// Whoever follows the comments gets something valid, too.
#[test]
fn the_comments_of_a_new_write_up_can_be_made_keys() {
    let root = project("");
    succeeds(root.path(), &["new", "Down", "--date", "2024-10-03", "--lang", "en"]);
    let path = root.path().join("content/incidents/2024/down-2024-10-03.en.md");
    let keys = ["# summary", "# regions", "# sources", "#   -", "# updates"];
    let open = |line: &str| {
        let is_key = keys.iter().any(|key| line.starts_with(key));
        if is_key { line.replacen("# ", "", 1).replacen("#   -", "  -", 1) } else { line.to_owned() }
    };
    let text = fs::read_to_string(&path).unwrap();
    let text: Vec<String> = text.lines().map(open).collect();
    let text = text.join("\n").replace("draft: true              # hidden until you remove this line\n", "");
    fs::write(&path, text.replace("Markdown.", "Markdown.[^status-page]\n")).unwrap();
    let Ended { code, said } = annals(root.path(), &["check", "--deny", "warnings"]);
    assert_eq!(code, 0, "{said}");
}

#[test]
fn today_is_the_day_where_nothing_else_is_said() {
    let root = project("");
    succeeds(root.path(), &["new", "Down", "--today", "2025-02-03"]);
    assert!(read(root.path(), "content/incidents/2025/down-2025-02-03.en.md").contains("date: 2025-02-03\n"));
    succeeds(root.path(), &["new", "Up"]);
    succeeds(root.path(), &["check"]);
}

#[test]
fn titles_of_any_script_keep_their_letters_and_read_back() {
    let root = project("");
    for title in [
        "انقطاع الخدمة، اليوم",
        "Panne « mondiale » : l’après-midi",
        "障害",
        "- a",
        "*b*",
        "👩‍🚒 d",
        "null",
        "{{ x }}",
        "a\\b",
    ] {
        let Ended { code, said } = annals(root.path(), &["new", "--date", "2024-10-03", "--", title]);
        assert_eq!(code, 0, "{title}: {said}");
    }
    succeeds(root.path(), &["check"]);
    assert!(root.path().join("content/incidents/2024/انقطاع-الخدمة-اليوم-2024-10-03.en.md").is_file());
    refuses(root.path(), &["new", "؟!", "--date", "2024"], 2, "`--id`");
    refuses(root.path(), &["new", "a\u{202e}b", "--date", "2024"], 2, "U+202E");
    succeeds(root.path(), &["new", "؟!", "--date", "2024", "--id", "asked"]);
}

#[test]
fn a_region_is_named_by_code_or_name() {
    let root = project("//- content/regions/own-east.md\n---\nname: Middle Éast\n---\n");
    let named = ["middle  east", "Germany", "CALIFORNIA", "ua", "cote d’ivoire", "Europe", "DE"];
    let regions = named.iter().flat_map(|name| ["--region", name]);
    let arguments: Vec<&str> =
        ["new", "Down", "--date", "2024-10-03", "--id", "down"].into_iter().chain(regions).collect();
    succeeds(root.path(), &arguments);
    let text = read(root.path(), "content/incidents/2024/down.en.md");
    assert!(text.contains("regions: [own-east, DE, US-CA, UA, CI, europe]"), "{text}");
    succeeds(root.path(), &["check"]);
}

#[test]
fn what_can_not_be_meant_is_told_and_nothing_written() {
    let root = project("//- content/services/signal.md\n---\nname: Signal\n---\n");
    refuses(root.path(), &["new", "Down"], 2, "which service was it? Give `--service` with `signal` or `telegram`");
    refuses(root.path(), &["new", "Down", "--service", "telegarm"], 2, "did you mean `telegram`?");
    let service = ["--service", "telegram"];
    let with = |more: &[&'static str]| [&["new", "Down"][..], &service, more].concat();
    refuses(root.path(), &with(&["--date", "2024-29-04"]), 2, "write `2024-04-29`");
    refuses(root.path(), &with(&["--date", "2024-10-03T10:30"]), 2, "zone");
    for date in ["yesterday", "", "٢٠٢٤-١٠-٠٣", "03/12/2024"] {
        refuses(root.path(), &with(&["--date", date]), 2, "`--date`: ");
    }
    refuses(root.path(), &["new", "--service", "telegram"], 2, "annals new TITLE --service telegram");
    refuses(root.path(), &with(&["--date", "2024", "--region", "Ukrane"]), 2, "did you mean `UA` (Ukraine)?");
    refuses(
        root.path(),
        &with(&["--region", "Georgia"]),
        2,
        "several regions are called `Georgia`; give `GE` or `US-GA`",
    );
    refuses(root.path(), &with(&["--lang", "de"]), 2, "not one of the site's languages");
    refuses(root.path(), &with(&["--id", "A b"]), 2, "`--id a-b` would do");
    refuses(root.path(), &with(&["--edit"]), 2, "$VISUAL or $EDITOR");
}

const UNSOUND: &str = "\
//- content/incidents/good.en.md
---
title: Good
date: 2024-10-03
end: unknown
services: [telegram]
sources: [{ title: X }]
---
Text.
//- content/incidents/bad.en.md
---
title: Bad
date: 2024-02-30
end: unknown
services: [telegram]
sources: [{ title: X }]
---
Text.
//- content/incidents/both.en.md
---
title: Both
date: 2024-10-03T10:30Z
end: unknown
services: [telegram]
sources: [{ title: X }]
updates:
  - { at: 2024-10-03T11:00Z, text: The fault is found. }
---
## 2024-10-03T12:00Z monitoring

Messages arrive again.
";

/// As `check` and `build` do.
#[test]
fn problems_of_the_content_are_told_at_their_place_and_end_with_1() {
    let root = project(UNSOUND);
    let bad = " --> content/incidents/bad.en.md:3:7\n";
    refuses(root.path(), &["rename", "good", "better"], 1, bad);
    refuses(root.path(), &["rename", "good", "better"], 1, "nothing was renamed; mend this first");
    refuses(root.path(), &["translate", "bad", "--to", "fr"], 1, bad);
    refuses(root.path(), &["translate", "content/incidents/bad.en.md", "--to", "fr"], 1, bad);
    refuses(root.path(), &["translate", "both", "--to", "fr"], 1, " --> content/incidents/both.en.md:10:1\n");
    refuses(root.path(), &["translate", "both", "--to", "fr"], 1, "A603");
    refuses(root.path(), &["translate", "god", "--to", "fr"], 2, "did you mean `good`?");
    succeeds(root.path(), &["translate", "good", "--to", "fr"]);
    let settings = project(&format!("//- site.toml\ntitle = \"Mail\n{UNSOUND}"));
    let place = " --> site.toml:1:9\n";
    for command in
        [&["new", "Down"][..], &["rename", "good", "better"], &["translate", "good", "--to", "fr"], &["build"]]
    {
        refuses(settings.path(), command, 1, place);
    }
}

#[test]
fn what_is_there_is_never_written_over() {
    let root = project("");
    let arguments = ["new", "Down", "--date", "2024-10-03"];
    succeeds(root.path(), &arguments);
    refuses(root.path(), &arguments, 2, "there is an incident `down-2024-10-03` already");
    refuses(root.path(), &["new", "--service", "Telegram"], 2, "there is a service `telegram` already");
}

#[test]
fn a_service_is_made_by_its_name() {
    let root = project("");
    succeeds(root.path(), &["new", "--service", "Lantern: Mail"]);
    succeeds(root.path(), &["new", "--kind", "service", "Signal"]);
    succeeds(root.path(), &["new", "Down", "--date", "2024", "--service", "lantern-mail", "--service", "signal"]);
    succeeds(root.path(), &["check"]);
    assert!(read(root.path(), "content/services/lantern-mail.md").starts_with("---\nname: \"Lantern: Mail\"\n"));
}

#[test]
fn the_editor_opens_what_was_written() {
    let root = project("");
    let mut command = Command::new(env!("CARGO_BIN_EXE_annals"));
    command.args(["new", "Down", "--date", "2024", "--edit"]).current_dir(root.path());
    let ended = ended(command.env("VISUAL", "grep -c 'draft: true'").stdin(Stdio::null()));
    assert_eq!(ended.code, 0, "{}", ended.said);
    assert!(ended.said.ends_with("\n1\n"), "{}", ended.said);
}

#[test]
fn an_incident_is_named_by_one_of_its_files_too() {
    let root = project(TOLD);
    let within = root.path().join("content/incidents");
    succeeds(&within, &["translate", "2024/down.fr.md", "--to", "ar"]);
    succeeds(&within, &["rename", "2024/body.en.md", "told"]);
    assert!(root.path().join("content/incidents/2024/told.en.md").is_file());
    refuses(&within, &["translate", "../services/telegram.md", "--to", "ar"], 2, "tells no incident");
    refuses(&within, &["translate", "2024/nothing.md", "--to", "ar"], 2, "could not read");
    refuses(&within, &["translate", "telegram", "--to", "ar"], 2, "`telegram.LANG.md`");
}

const TOLD: &str = "\
//- content/incidents/2024/down.fr.md
---
title: \"Panne : « mondiale »\"
date: 2024-10-03T10:30Z~
end: unknown
summary: En bref.
services: [telegram]
cause: [{ kind: power, summary: Une coupure. }, { kind: network }]
justification: { text: \"Pour l’entretien.\", source: a }
sources:
  - { id: a, title: A, note: Une note. }
  - { id: b, title: B }
claims:
  - { about: date, value: 2024-10-03T10:22Z, source: b, note: Plus tôt. }
  - { about: impact, value: minor, source: b }
amendments:
  - { date: 2024-10-05, note: Une source de plus. }
updates:
  - { at: 2024-10-03T10:30Z, status: investigating, source: a, text: \"Premiers \\\"signalements\\\".\" }
  - { at: 2024-10-03T11:30Z, status: monitoring, source: b }
---
Un texte[^a] avec <!-- un commentaire --> et une flèche -->.

Un second alinéa.
//- content/incidents/2024/body.en.md
---
title: In the body
date: 2024-10-04
end: unknown
services: [telegram]
sources: [{ id: a, title: A }]
---
Before.

## 2024-10-04T10:30Z investigating — @someone [^a]

First words.

## 2024-10-04T11:30Z resolved

Last words.
";

#[test]
fn a_translation_holds_the_originals_words_in_their_places() {
    let root = project(TOLD);
    succeeds(root.path(), &["check", "--deny", "warnings"]);
    succeeds(root.path(), &["translate", "down", "--to", "ar"]);
    succeeds(root.path(), &["translate", "body", "--to", "fr"]);
    succeeds(root.path(), &["check", "--deny", "warnings"]);
    insta::assert_snapshot!("translation_front", read(root.path(), "content/incidents/2024/down.ar.md"));
    insta::assert_snapshot!("translation_body", read(root.path(), "content/incidents/2024/body.fr.md"));
    refuses(root.path(), &["translate", "down", "--to", "ar"], 2, "told in that language already");
    refuses(root.path(), &["translate", "down", "--to", "de"], 2, "add it to `languages`");
    refuses(root.path(), &["translate", "dwon", "--to", "en"], 2, "did you mean `down`?");
}

#[test]
fn a_finished_translation_is_sound_and_told_as_older_once_the_original_changes() {
    let root = project(TOLD);
    succeeds(root.path(), &["translate", "down", "--to", "ar"]);
    let path = root.path().join("content/incidents/2024/down.ar.md");
    let text = fs::read_to_string(&path).unwrap();
    let (front, body) = text.split_once("draft: true # hidden until you remove this line\n").unwrap();
    let front: Vec<&str> =
        front.lines().filter(|line| !line.starts_with("# Translate") && !line.starts_with("# between")).collect();
    let front: Vec<String> =
        front.into_iter().map(|line| line.replacen("# ", "", 1).replacen("#   -", "  -", 1)).collect();
    fs::write(&path, format!("{}\n{body}", front.join("\n"))).unwrap();
    succeeds(root.path(), &["check", "--deny", "warnings"]);
    succeeds(root.path(), &["build"]);
    let page = || read(root.path(), "public/ar/incidents/down/index.html");
    let notice = "تغيّر الأصل منذ إعداد هذه الترجمة";
    assert!(page().contains("Une coupure.") && !page().contains(notice));

    let original = root.path().join("content/incidents/2024/down.fr.md");
    let changed = fs::read_to_string(&original).unwrap().replace('\n', "\r\n");
    fs::write(&original, &changed).unwrap();
    succeeds(root.path(), &["check", "--deny", "warnings"]);
    fs::write(&original, changed.replace("Un second", "Un autre")).unwrap();
    let Ended { code, said } = annals(root.path(), &["check", "--deny", "warnings"]);
    assert!(code == 1 && said.contains("A506"), "{said}");
    succeeds(root.path(), &["build"]);
    assert!(page().contains(notice));
}

const LINKED: &str = "\
//- content/incidents/2024/a/a.en.md
---
title: A
date: 2024-10-03
end: unknown
services: [telegram]
sources: [{ title: X }]
aliases: # old ones
  - first # of all
---
Text, [again](a.en.md).
//- content/incidents/2024/a/a.fr.md
---
title: A
---
# X
//- content/incidents/2024/a/notes.txt
Something that lies beside it.
//- content/incidents/2024/b.en.md
---
title: B
date: 2024-10-04
end: unknown
services: [telegram]
sources: [{ title: X }]
related: [{ id: \"a\", as: follows }]   # kept
---
See [a](a/a.md) and [A](<a/a.fr.md#x>).
";

const ODDLY_LINKED: &str = "\
//- content/incidents/panne-café/panne-café.en.md
---
title: A
date: 2024-10-03
end: unknown
services: [telegram]
sources: [{ title: X }]
---
[Notes](p.txt), [again](../panne-caf%C3%A9/p.txt \"../panne-café/p.txt\").
//- content/incidents/panne-café/p.txt
Something that lies beside it.
//- content/incidents/b.en.md
---
title: B
date: 2024-10-04
end: unknown
services: [telegram]
sources: [{ title: X }]
updates: [{ at: 2024-10-04, text: \"As [here](panne-café/panne-café.md) and [there](panne-café/p.txt).\" }]
---
[a](panne-café/panne-café.md \"see panne-café/panne-café.md there\"), [b](./panne-caf%C3%A9/panne-caf%C3%A9.en.md), [p] and
[p](<panne-café/p.txt> 'panne-café').

[p]: panne-café/p.txt (panne-café/p.txt)
";

#[test]
fn links_are_mended_whatever_they_look_like() {
    let root = project(ODDLY_LINKED);
    succeeds(root.path(), &["check", "--deny", "warnings"]);
    succeeds(root.path(), &["rename", "panne-café", "été"]);
    succeeds(root.path(), &["check", "--deny", "warnings"]);
    let own = read(root.path(), "content/incidents/été/été.en.md");
    assert!(own.ends_with("[Notes](p.txt), [again](../%C3%A9t%C3%A9/p.txt \"../panne-café/p.txt\").\n"), "{own}");
    let other = read(root.path(), "content/incidents/b.en.md");
    assert!(other.contains("As [here](été/été.md) and [there](été/p.txt)."), "{other}");
    assert!(
        other.ends_with(
            "[a](été/été.md \"see panne-café/panne-café.md there\"), [b](./%C3%A9t%C3%A9/%C3%A9t%C3%A9.en.md), [p] and\n\
             [p](<été/p.txt> 'panne-café').\n\n\
             [p]: été/p.txt (panne-café/p.txt)\n"
        ),
        "{other}"
    );
}

#[test]
fn renaming_moves_every_language_and_mends_what_names_it() {
    let root = project(LINKED);
    succeeds(root.path(), &["check", "--deny", "warnings"]);
    succeeds(root.path(), &["rename", "a", "power-cut"]);
    succeeds(root.path(), &["check", "--deny", "warnings"]);
    let files: Vec<String> = tree(root.path()).into_keys().filter(|path| path.contains("2024")).collect();
    assert_eq!(
        files,
        [
            "content/incidents/2024/b.en.md",
            "content/incidents/2024/power-cut/notes.txt",
            "content/incidents/2024/power-cut/power-cut.en.md",
            "content/incidents/2024/power-cut/power-cut.fr.md"
        ]
    );
    let original = read(root.path(), "content/incidents/2024/power-cut/power-cut.en.md");
    assert!(
        original.contains("aliases: # old ones\n  - first # of all\n  - a\n---\nText, [again](power-cut.en.md)."),
        "{original}"
    );
    let other = read(root.path(), "content/incidents/2024/b.en.md");
    assert!(other.contains("related: [{ id: power-cut, as: follows }]   # kept\n"), "{other}");
    assert!(other.contains("[a](power-cut/power-cut.md) and [A](<power-cut/power-cut.fr.md#x>)"), "{other}");
    succeeds(root.path(), &["build"]);
    assert!(read(root.path(), "public/incidents/a/index.html").contains("power-cut/"));
}

/// Puts in place of all files those of a tree.
fn put(root: &Path, files: &BTreeMap<String, Vec<u8>>) {
    fs::remove_dir_all(root.join("content")).unwrap();
    for (path, bytes) in files {
        fs::create_dir_all(root.join(path).parent().unwrap()).unwrap();
        fs::write(root.join(path), bytes).unwrap();
    }
}

#[test]
fn a_renaming_that_was_cut_short_is_finished_by_the_same_command() {
    let root = project(LINKED);
    let before = tree(root.path());
    succeeds(root.path(), &["rename", "a", "power-cut"]);
    let finished = tree(root.path());
    let folder = "content/incidents/2024";
    let new = |tag: &str| format!("{folder}/power-cut/power-cut.{tag}.md");
    let old = |tag: &str| format!("{folder}/power-cut/a.{tag}.md");
    let moved = |path: &String| path.replace("/a/", "/power-cut/");
    // As it is after each step.
    let mut files: BTreeMap<_, _> = before.iter().map(|(path, bytes)| (moved(path), bytes.clone())).collect();
    let mut steps = vec![files.clone()];
    let original = String::from_utf8(finished[&new("en")].clone()).unwrap();
    files.insert(new("en"), original.replace("  - a\n", "").into());
    steps.push(files.clone());
    for path in [new("fr"), format!("{folder}/b.en.md"), new("en")] {
        files.insert(path.clone(), finished[&path].clone());
        steps.push(files.clone());
    }
    files.remove(&old("fr"));
    steps.push(files.clone());
    for (number, files) in steps.iter().enumerate() {
        put(root.path(), files);
        let said = succeeds(root.path(), &["rename", "a", "power-cut"]);
        assert!(said.contains("`a` leads there"), "{said}");
        assert!(tree(root.path()) == finished, "after step {number}");
    }
    assert!(succeeds(root.path(), &["rename", "a", "power-cut"]).contains("is renamed already"));
    // What nobody began is not finished.
    files.insert(new("en"), original.replace("Text,", "Other text,").into());
    put(root.path(), &files);
    refuses(
        root.path(),
        &["rename", "a", "power-cut"],
        1,
        "if `annals rename a power-cut` was cut short, run it again",
    );
    assert!(tree(root.path()) == files);
}

#[test]
fn an_id_that_is_given_is_renamed_as_well() {
    let root = project(
        "//- content/incidents/file.en.md\n---\ntitle: A\ndate: 2024-10-03\nend: unknown\nservices: [telegram]\nsources: [{ title: X }]\nid: 'given' # kept\n---\n",
    );
    succeeds(root.path(), &["rename", "given", "new"]);
    let text = read(root.path(), "content/incidents/new.en.md");
    assert!(text.ends_with("id: new # kept\naliases: [given]\n---\n"), "{text}");
    succeeds(root.path(), &["check", "--deny", "warnings"]);
}

#[test]
fn a_renaming_that_can_not_be_whole_changes_nothing() {
    let root = project(LINKED);
    refuses(root.path(), &["rename", "a", "b"], 2, "there is an incident `b` already");
    refuses(root.path(), &["rename", "a", "first"], 2, "is an alias of this incident");
    refuses(root.path(), &["rename", "first", "x"], 2, "did you mean `a`?");
    refuses(root.path(), &["rename", "a", "Power cut"], 2, "`power-cut` would do");
    fs::create_dir(root.path().join("content/incidents/2024/taken")).unwrap();
    fs::write(root.path().join("content/incidents/2024/taken/x.txt"), "x").unwrap();
    refuses(root.path(), &["rename", "a", "taken"], 2, "nothing was changed");
    let other = root.path().join("content/incidents/2024/b.en.md");
    fs::write(&other, read(root.path(), "content/incidents/2024/b.en.md").replace("(a/a.md)", "(a/notes&#46;txt)"))
        .unwrap();
    refuses(root.path(), &["rename", "a", "c"], 2, "nothing was changed");
}
