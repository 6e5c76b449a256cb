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

#[test]
fn a_list_leads_to_the_pages_of_its_parts_and_never_to_its_own() {
    let incident = |(number, date): (usize, &str)| {
        format!("//- content/incidents/n{number}.md\n---\ntitle: T\ndate: {date}\nservices: [telegram]\n---\nText.\n")
    };
    let texts = site::texts(&["2024-06-02", "2024-06~"].into_iter().enumerate().map(incident).collect::<String>());
    let headings = |page: &str| {
        let groups = texts[page].split("<section class=\"group\"").skip(1);
        groups
            .map(|group| group.split("<h2>").nth(1).unwrap().split(" <small>").next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(headings("incidents/index.html"), ["<a href=\"../years/2024/\">2024</a>"]);
    let unknown = "<a href=\"../../years/2024/unknown/\">Month not known</a>";
    assert_eq!(headings("years/2024/index.html"), ["<a href=\"../../years/2024/06/\">June</a>", unknown]);
    assert!(headings("ar/years/2024/index.html")[1].ends_with(">الشهر غير معروف</a>"));
    assert_eq!(headings("years/2024/06/index.html"), ["June"]);
    assert_eq!(headings("years/2024/unknown/index.html"), ["Month not known"]);
}

#[test]
fn an_entry_of_the_menu_in_another_language_says_so() {
    let page = |ending: &str, title: &str| format!("//- content/pages/{ending}.md\n---\ntitle: {title}\n---\nText.\n");
    let settings = |menu: &str| format!("//- site.toml\ntitle = \"T\"\nlanguages = [\"en\", \"de\", \"ar\"]\n{menu}");
    let pages = [
        page("about.en", "About"),
        page("terms.en", "Terms"),
        page("terms.de", "Bedingungen"),
        page("who.ar", "من نحن"),
    ];
    let entries = |project: &str, path: &str| {
        let text = site::texts(project).remove(path).unwrap();
        let menu = text.split("<nav class=\"sections\"").nth(1).unwrap().split("</nav>").next().unwrap();
        let bdi = menu.lines().filter(|line| line.contains("<bdi"));
        bdi.map(|line| line.replace("<li>", "").replace("</li>", "")).collect::<Vec<_>>()
    };
    let german = [
        "<a href=\"../pages/about/\" hreflang=\"en\"><bdi lang=\"en\" dir=\"ltr\">About</bdi></a>",
        "<a href=\"../de/pages/terms/\"><bdi>Bedingungen</bdi></a>",
        "<a href=\"../ar/pages/who/\" hreflang=\"ar\"><bdi lang=\"ar\" dir=\"rtl\">من نحن</bdi></a>",
    ];
    assert_eq!(entries(&(settings("") + &pages.concat()), "de/index.html"), german);
    let menu = "navigation = [{ to = \"services\", label = { en = \"Offers\" } }, { to = \"https://e.org/\", label = { ar = \"غير ذلك\" } }]\n";
    let german = [
        "<a href=\"../de/services/\"><bdi lang=\"en\" dir=\"ltr\">Offers</bdi></a>",
        "<a class=\"out\" href=\"https://e.org/\" rel=\"noopener noreferrer\"><bdi lang=\"ar\" dir=\"rtl\">غير ذلك</bdi></a>",
    ];
    assert_eq!(entries(&settings(menu), "de/index.html"), german);
}

/// A site with so many free pages; the last has the lowest order.
fn of_pages(number: usize, menu: &str) -> std::collections::BTreeMap<String, String> {
    let page = |n: usize| {
        let order = if n + 1 == number { "order: 1\n" } else { "" };
        format!("//- content/pages/p{n:02}.md\n---\ntitle: Page {n}\n{order}---\nText.\n")
    };
    let settings = format!("//- site.toml\ntitle = \"T\"\nlanguages = [\"en\", \"ar\"]\n{menu}");
    site::texts(&(settings + &(0..number).map(page).collect::<String>()))
}

#[test]
fn of_many_free_pages_the_first_stand_in_the_menu_and_all_on_a_page() {
    let links = |page: &str| -> Vec<String> {
        let links = page.split("<a href=\"").skip(1).map(|link| link.split('"').next().unwrap().to_owned());
        links.filter(|link| link.contains("pages/")).map(|link| link.replace("../", "")).collect()
    };
    let menu =
        |text: &str| links(text.split("<nav class=\"sections\"").nth(1).unwrap().split("</nav>").next().unwrap());
    let body = |text: &str| links(text.split("<main").nth(1).unwrap().split("</main>").next().unwrap());
    let few = of_pages(12, "");
    assert_eq!(menu(&few["incidents/index.html"]).len(), 12);
    assert!(!few.contains_key("pages/index.html"));
    let many = of_pages(40, "");
    let shown = menu(&many["incidents/index.html"]);
    assert_eq!((shown.len(), shown[0].as_str(), shown[12].as_str()), (13, "pages/p39/", "pages/"));
    assert_eq!(menu(&of_pages(80, "")["incidents/index.html"]).len(), 13);
    assert_eq!(body(&many["pages/index.html"]).len(), 40, "all are found");
    assert_eq!(body(&many["ar/pages/index.html"]).len(), 40);
    assert_eq!(current(&many["pages/p00/index.html"]), ["<bdi>Page 0</bdi>"]);
    assert_eq!(current(&many["pages/p30/index.html"]), ["<bdi>All pages</bdi>"]);
    assert!(many["pages/p30/index.html"].contains("<a href=\"../../pages/\"><bdi>Pages</bdi></a>"), "the way back");
    let own = of_pages(40, "navigation = [\"p01\"]\n");
    assert_eq!(menu(&own["incidents/index.html"]), ["pages/p01/"]);
    assert!(!own.contains_key("pages/index.html"));
}
