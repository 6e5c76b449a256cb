//! A project that is read again and again is always what it would be if it were read for the first time.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod fixture;

use std::fs;
use std::path::Path;

use annals::project::{Loaded, Reloader, load};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const PROJECT: &str = "\
//- content/incidents/one.md
---
title: One
date: 2024-05-01
services: [telegram]
---
Text with a [link](two.md).
//- content/incidents/one.fr.md
---
title: Un
date: 2024-05-01
---
Texte.
//- content/incidents/two.md
---
title: Two
date: 2024-05-02
services: [telegram]
related: [one]
---
Text.
";

/// What may stand in a file; nothing where the file is removed.
const TEXTS: [Option<&str>; 9] = [
    Some("---\ntitle: Other\ndate: 2024-06-01\nservices: [telegram]\n---\nOther.\n"),
    Some("---\ntitle: Named\nid: three\ndate: 2024-06-01\nservices: [telegram]\n---\n[one](one.md)\n"),
    Some("---\ntitle: More\ndate: 2024-05-01\nservices: [telegram, mail]\nsources: [https://example.org]\n---\n"),
    Some("---\ntitle: Dated\ndate: 2024-05-01\nservices: [telegram]\n---\nThe outage began on 3 May 2024.\n"),
    Some("---\ntitle: Broken\ndate: 2024-13-01\n---\n"),
    Some("---\nname: Mail\naliases: [post]\n---\n"),
    Some("title = \"T\"\nlanguages = [\"fr\", \"en\"]\n"),
    Some("title = \"T\"\nlanguages = [\"en\", \"fr\", \"ar\"]\n"),
    None,
];

const PATHS: [&str; 8] = [
    "content/incidents/one.md",
    "content/incidents/one.fr.md",
    "content/incidents/two.md",
    "content/incidents/two.ar.md",
    "content/incidents/a/first.md",
    "content/services/mail.md",
    "content/services/telegram.md",
    "site.toml",
];

fn told(loaded: Loaded) -> String {
    let Loaded { archive, problems, .. } = loaded;
    format!("{:#?}\n{archive:#?}", problems.into_sorted())
}

fn change(root: &Path, path: &str, text: Option<&str>) {
    let file = root.join(path);
    match text {
        Some(text) => {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        // Without settings there is no project.
        None if path != "site.toml" && file.exists() => fs::remove_file(file).unwrap(),
        None => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn what_is_kept_never_shows(changes in vec((select(&PATHS[..]), select(&TEXTS[..])), 1..12)) {
        let folder = tempfile::tempdir().unwrap();
        fixture::write(&fixture::files(PROJECT), folder.path());
        let mut reloader = Reloader::new(folder.path().to_owned(), true);
        reloader.load().unwrap();
        for (path, text) in changes {
            change(folder.path(), path, text);
            let fresh = load(folder.path(), true, None).unwrap();
            prop_assert_eq!(told(reloader.load().unwrap()), told(fresh), "after {} became {:?}", path, text);
        }
    }
}
