//! Where readers are told they are, and where they are led.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod fixture;
#[path = "fixture/site.rs"]
mod site;

/// What is marked as where the reader is, in the menu of a page.
fn current(page: &str) -> Vec<&str> {
    let menu = page.split("<nav class=\"sections\"").nth(1).unwrap().split("</nav>").next().unwrap();
    let marked = menu.split(" aria-current=\"true\">").skip(1);
    marked.map(|rest| rest.split("</a>").next().unwrap()).collect()
}

#[test]
fn a_year_and_a_month_stand_below_the_years() {
    let incident = "//- content/incidents/one.md\n---\ntitle: T\ndate: 2024-06-02\nservices: [telegram]\n---\nText.\n";
    let pages = ["years/index.html", "years/2024/index.html", "years/2024/06/index.html"];
    let texts = site::texts(incident);
    assert_eq!(pages.map(|page| current(&texts[page])), [["Years"]; 3]);
    let own = "//- site.toml\ntitle = \"T\"\nnavigation = [\"services\", \"incidents\"]\n";
    let texts = site::texts(&format!("{own}{incident}"));
    assert_eq!(current(&texts["years/index.html"]), [""; 0], "there is no entry for them");
    assert_eq!(
        ["years/2024/index.html", "years/2024/06/index.html"].map(|page| current(&texts[page])),
        [["Incidents"]; 2]
    );
}
