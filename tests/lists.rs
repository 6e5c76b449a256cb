//! Long lists: every incident that is counted is found from the page that counts it.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod fixture;
#[path = "fixture/site.rs"]
mod site;

use std::collections::{BTreeMap, BTreeSet};

/// A write-up with these facts.
fn incident(id: &str, facts: &str) -> String {
    format!("//- content/incidents/{id}.md\n---\ntitle: T\nservices: [telegram]\n{facts}\n---\nText.\n")
}

/// The incidents in the rows of a page, in their order.
fn rows(page: &str) -> Vec<&str> {
    let rows = page.split("<li class=\"row\">").skip(1);
    rows.map(|row| row.split("incidents/").nth(1).unwrap().split('/').next().unwrap()).collect()
}

/// The ids of the rows of several pages.
fn listed<'t>(texts: &'t BTreeMap<String, String>, pages: &[&str]) -> BTreeSet<&'t str> {
    pages.iter().flat_map(|page| rows(&texts[*page])).collect()
}

#[test]
fn a_class_of_durations_has_all_its_incidents_in_pages_numbered_from_the_oldest() {
    let of = |number: u32| {
        let date = format!("date: 2024-{:02}-{:02}T10:00Z", 1 + number / 28, 1 + number % 28);
        incident(&format!("n{number}"), &date)
    };
    let texts = site::texts(&(0..165).map(of).collect::<String>());
    let pages = ["durations/unknown/index.html", "durations/unknown/page/1/index.html"];
    assert_eq!(pages.map(|page| rows(&texts[page]).len()), [85, 80]);
    assert_eq!(listed(&texts, &pages).len(), 165);
    assert!(texts[pages[0]].contains("href=\"../../durations/unknown/page/1/\""));
    assert!(!texts[pages[0]].contains("The newest"), "nothing is left out");
    assert!(texts[pages[1]].contains("href=\"../../../../fr/durations/unknown/page/1/\""), "in French");
    let longer = site::texts(&(0..166).map(of).collect::<String>());
    assert_eq!(rows(&longer[pages[1]]), rows(&texts[pages[1]]), "a new one stands on the newest page");
}
