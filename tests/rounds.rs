//! Files that hold every incident and files that hold one are made together, and are what each is by itself.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use annals::cli::check_project;
use annals::config::Links;
use annals::derive::Insights;
use annals::diagnostic::Diagnostics;
use annals::publish::{Outputs, SiteOutputs};
use annals::site::{Site, SiteOptions, Theme, ThemeFiles};

mod fixture;

/// So many incidents, among them some that had other ids, one whose text was withdrawn and one told twice.
fn project(count: usize) -> String {
    let mut project = "//- site.toml\ntitle = \"T\"\nlanguages = [\"en\", \"ar\"]\n".to_owned();
    for number in 0..count {
        let more = match number {
            3 => "withdrawn: It was wrong.\n",
            7 => "related: [{ id: one-8, as: duplicate }]\n",
            _ if number % 5 == 0 => &format!("aliases: [old-{number}, older-{number}]\n"),
            _ => "",
        };
        let head = format!("title: Café {number}\ndate: 20{:02}-03\nservices: [telegram]\n{more}", number % 30);
        writeln!(project, "//- content/incidents/one-{number}.md\n---\n{head}---\nText \"{number}\".").unwrap();
    }
    project
}

#[test]
fn what_is_made_in_rounds_is_what_is_made_alone_and_everything_is_made_once() {
    for count in [0, 1, 31, 32, 33, 65, 100] {
        let root = tempfile::tempdir().unwrap();
        fixture::write(&fixture::files(&project(count)), root.path());
        let checked = check_project(root.path(), false).ok().unwrap();
        let archive = checked.archive().unwrap();
        assert_eq!(archive.incidents.len(), count, "{:?}", checked.problems);
        let insights = Insights::new(archive);
        let options = SiteOptions { base_url: None, links: Links::Folders };
        let theme = Theme::new(ThemeFiles::default()).unwrap();
        let site = Site::new(archive, &insights, theme, options, &mut Diagnostics::new()).unwrap();
        // Asked too early, they would name other outputs than after the search index joined them.
        assert!(site.rounds() > 0);
        let site = site.with_search();
        let outputs = SiteOutputs { site: &site, root: root.path().to_path_buf() };
        let through = outputs.through_rounds();
        assert_eq!(through.len(), 2);
        let mut made: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
        for round in 0..outputs.rounds() {
            let round = outputs.round(round).unwrap();
            for (number, bytes) in round.whole {
                assert!(made.insert(number, bytes).is_none(), "made twice");
            }
            for (number, piece) in round.pieces {
                assert!(through.contains(&number));
                made.entry(number).or_default().extend(piece);
            }
        }
        let mut all: Vec<usize> = outputs.groups().concat();
        all.extend(made.keys());
        all.sort_unstable();
        assert_eq!(all, (0..outputs.len()).collect::<Vec<_>>(), "{count}");
        for (number, bytes) in &made {
            let output = &site.outputs()[*number];
            assert!(*bytes == *site.render(output).unwrap(), "{}", output.path);
        }
        let counted = insights.lists.all.len();
        assert_eq!(
            counted,
            if count > 8 { count - 2 } else { count },
            "neither the withdrawn one nor the duplicate counts"
        );
        assert_eq!(outputs.rounds(), counted.div_ceil(32).max(1));
    }
}
