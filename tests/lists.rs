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

/// Write-ups of days in the first half of a year, and others of which the month isn't known.
fn of_2024(with_month: u32, without: u32) -> String {
    let known = |number: u32| {
        let date = format!("date: 2024-{:02}-{:02}", 1 + number % 6, 1 + number % 28);
        incident(&format!("n{number}"), &date)
    };
    let rough = ["date: 2024", "date: 2024-02~", "date: 2024-03~"];
    let unknown = |number: u32| incident(&format!("vague{number}"), rough[number as usize % rough.len()]);
    (0..with_month).map(known).chain((0..without).map(unknown)).collect()
}

#[test]
fn a_full_year_leads_to_those_whose_month_is_not_known() {
    let texts = site::texts(&of_2024(160, 3));
    let year = &texts["years/2024/index.html"];
    let vague = |page: &str| rows(&texts[page]).iter().filter(|id| id.starts_with("vague")).count();
    assert_eq!((rows(year).len(), vague("years/2024/index.html")), (83, 3));
    assert!(year.contains("<a href=\"../../years/2024/unknown/\">Month not known</a>"));
    assert!(year.contains("83 of 163 are listed here; each month has a page of its own, and so have those"));
    assert_eq!((rows(&texts["years/2024/unknown/index.html"]).len(), vague("years/2024/unknown/index.html")), (3, 3));
    assert!(texts["years/2024/unknown/index.html"].contains("<h1><bdi>2024, month not known</bdi></h1>"));
    let known = site::texts(&of_2024(160, 0));
    assert!(known["years/2024/index.html"].contains("80 of 160 are listed here; each month has a page of its own.<"));
    assert!(!known.contains_key("years/2024/unknown/index.html"));
}

#[test]
fn a_year_of_hundreds_without_month_has_them_in_pages() {
    let texts = site::texts(&of_2024(1, 165));
    assert_eq!(rows(&texts["years/2024/index.html"]).len(), 81, "as many as on any page");
    let pages = ["years/2024/unknown/index.html", "years/2024/unknown/page/1/index.html"];
    assert_eq!(pages.map(|page| rows(&texts[page]).len()), [85, 80]);
    assert_eq!(listed(&texts, &pages).len(), 165);
}

/// The headings of a page's groups with what is counted beside them.
fn headings(page: &str) -> Vec<String> {
    let groups = page.split("<section class=\"group\"").skip(1);
    let heading = |group: &str| group.split("<h2>").nth(1).unwrap().split("</h2>").next().unwrap().to_owned();
    let without_marks = |html: String| {
        html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text)).collect::<String>()
    };
    groups.map(|group| without_marks(heading(group)).replace(['\u{2068}', '\u{2069}'], "")).collect()
}

#[test]
fn a_heading_says_of_how_many_its_group_is_a_part() {
    let of = |(year, count): (i32, u32)| {
        let day = |number: u32| format!("date: {year}-{:02}-{:02}\nregions: [FR]", 1 + number / 28, 1 + number % 28);
        (0..count).map(move |number| incident(&format!("n{year}-{number}"), &day(number))).collect::<String>()
    };
    let texts = site::texts(&[(2022, 90), (2023, 2), (2024, 70)].map(of).concat());
    let told = |page: &str| headings(&texts[page]);
    assert_eq!(told("incidents/index.html"), ["2024 70 incidents", "2023 2 incidents", "2022 8 of 90 incidents"]);
    assert_eq!(told("regions/europe/index.html"), told("incidents/index.html"), "cut");
    assert_eq!(told("regions/fr/index.html"), ["2024 70 incidents", "2023 2 incidents", "2022 10 of 90 incidents"]);
    assert_eq!(told("services/telegram/page/1/index.html"), ["2022 80 of 90 incidents"]);
    assert_eq!(told("fr/services/telegram/page/1/index.html"), ["2022 80 incidents sur 90"]);
    assert_eq!(told("ar/services/telegram/page/1/index.html"), ["2022 80 من أصل 90 حادثة"]);
    assert_eq!(told("durations/unknown/page/1/index.html"), ["2022 80 of 90 incidents"]);
}

/// Where the columns of a page's chart lead.
fn columns(page: &str) -> Vec<&str> {
    let chart = page.split("<ol class=\"columns\"").nth(1).unwrap().split("</ol>").next().unwrap();
    let links = chart.split("<a").skip(1).map(|link| link.split('>').next().unwrap());
    links.map(|link| link.trim().trim_start_matches("href=").trim_matches('"')).collect()
}

#[test]
fn the_chart_of_a_list_leads_to_what_it_counts() {
    let of = |(year, region, count): (i32, &str, u32)| {
        let day =
            |number: u32| format!("date: {year}-{:02}-{:02}\nregions: [{region}]", 1 + number / 28, 1 + number % 28);
        (0..count)
            .map(move |number| incident(&format!("n{year}{region}-{number}").to_lowercase(), &day(number)))
            .collect::<String>()
    };
    let project = [(2022, "FR", 60), (2023, "FR", 110), (2023, "JP", 70)].map(of).concat();
    let texts = site::texts(&project);
    assert_eq!(columns(&texts["incidents/index.html"]), ["../years/2022/", "../years/2023/"]);
    let in_list = ["../../regions/fr/page/1/#y-2022", "../../regions/fr/#y-2023"];
    assert_eq!(columns(&texts["regions/fr/index.html"]), in_list);
    assert!(texts["regions/fr/page/1/index.html"].contains("id=\"y-2022\""));
    let found = ["../../search/?region=europe&amp;year=2022", "../../search/?region=europe&amp;year=2023"];
    assert_eq!(columns(&texts["regions/europe/index.html"]), found, "no page has all of either");
    assert_eq!(columns(&texts["regions/asia/index.html"]), ["../../regions/asia/#y-2023"]);
    let without = site::texts(&format!("//- site.toml\ntitle = \"T\"\n[outputs]\nsearch = false\n{project}"));
    assert_eq!(columns(&without["regions/europe/index.html"]), ["", ""], "it stands as text");
}

#[test]
fn a_month_of_a_full_year_says_how_many_of_it_are_shown() {
    let texts = site::texts(&of_2024(170, 82));
    let told = headings(&texts["years/2024/index.html"]);
    assert_eq!(told[..2], ["June 28 incidents", "May 28 incidents"]);
    assert_eq!(told[2..], ["April 24 of 28 incidents", "Month not known 80 of 82 incidents"]);
}

/// An incident that concerns so many services, causes and regions, all declared, and the site with it.
fn of_many(number: usize) -> BTreeMap<String, String> {
    let named = |prefix: &str| (0..number).map(|n| format!("{prefix}{n}")).collect::<Vec<_>>().join(", ");
    let declared = |n: usize| {
        format!(
            "//- content/services/s{n}.md\n---\nname: Service {n}\n---\n\
             //- content/causes/c{n}.md\n---\nname: Cause {n}\nfamily: network\n---\n\
             //- content/regions/r{n}.md\n---\nname: Region {n}\nmembers: [FR]\n---\n"
        )
    };
    let incident = format!(
        "//- content/incidents/wide.md\n---\ntitle: Wide\ndate: 2024-05-06\nservices: [{}]\nregions: [{}]\n\
         cause: [{}]\n---\nText.\n",
        named("s"),
        named("r"),
        named("c")
    );
    site::texts(&((0..number).map(declared).collect::<String>() + &incident))
}

#[test]
fn rows_and_feeds_name_the_first_of_what_an_incident_concerns_and_its_page_all() {
    let texts = of_many(12);
    let page = &texts["incidents/wide/index.html"];
    for name in ["Service 11", "Region 11", "Cause 11"] {
        assert!(page.contains(name), "{name} in {page}");
    }
    let row = texts["incidents/index.html"].split("<ul class=\"tags\">").nth(1).unwrap();
    let row = row.split("</ul>").next().unwrap();
    assert_eq!(["Service ", "Region ", "Cause "].map(|name| row.matches(name).count()), [10, 4, 10]);
    for more in ["2 more services", "8 more regions", "2 more causes"] {
        assert!(row.contains(&format!("<li>{more}</li>")), "{more}: {row}");
    }
    let arabic = &texts["ar/incidents/index.html"];
    assert!(arabic.contains("<li>خدمتان أخريان</li>") && arabic.contains("<li>سببان آخران</li>"));
    for feed in ["feed.atom", "feed.json", "calendar.ics"] {
        let feed = texts[feed].replace("\r\n ", "");
        assert!(feed.contains("2 more services") && feed.contains("2 more regions"), "{feed}");
        assert!(!feed.contains("Service 10") && !feed.contains("Region 10"), "{feed}");
    }
}

/// Each service has lists and feeds with the incident in it.
#[test]
fn what_an_incident_concerns_makes_no_page_of_another_longer() {
    let [few, many] = [25, 50].map(of_many);
    for path in ["services/s1/index.html", "services/s1/feed.atom", "services/s1/feed.json", "services/s1/calendar.ics"]
    {
        assert!(many[path].len() < few[path].len() + 100, "{path}: {} and {}", few[path].len(), many[path].len());
    }
}

/// A site of so many causes of one family; every seventh has two incidents.
fn of_causes(number: usize) -> BTreeMap<String, String> {
    let of = |n: usize| {
        let declared = format!("//- content/causes/c{n:02}.md\n---\nname: Cause {n}\nfamily: network\n---\n");
        let one = |id: String| incident(&id, &format!("date: 2024-05-06\ncause: c{n:02}"));
        declared + &one(format!("a{n}")) + &if n.is_multiple_of(7) { one(format!("b{n}")) } else { String::new() }
    };
    site::texts(&(0..number).map(of).collect::<String>())
}

#[test]
fn the_page_of_a_cause_names_the_twenty_others_of_most_incidents_and_leads_to_all() {
    let around = |texts: &BTreeMap<String, String>, page: &str| -> Vec<String> {
        let cards = texts[page].split("class=\"around\"").nth(1).unwrap().split("</ul>").next().unwrap();
        cards.split("<a href=\"").skip(1).map(|link| link.split('"').next().unwrap().to_owned()).collect()
    };
    let few = of_causes(21);
    assert_eq!(around(&few, "causes/c03/index.html").len(), 20, "all there are");
    let many = of_causes(40);
    let named = around(&many, "causes/c03/index.html");
    assert_eq!(named.len(), 21);
    assert!(["c07", "c21", "c28", "c35"].iter().all(|id| named.contains(&format!("../../causes/{id}/"))));
    assert!(named.is_sorted_by(|a, b| a < b || b == "../../causes/") && named.last().unwrap() == "../../causes/");
    assert!(many["causes/c03/index.html"].contains("<bdi>19 more causes</bdi>"));
    assert!(many["causes/index.html"].contains("Cause 39"));
    let chart = many["services/telegram/index.html"].split("id=\"causes\"").nth(1).unwrap();
    assert!(chart.contains("20 more causes in the CSV file.") && !chart.contains("Cause 39"));
}

#[test]
fn the_timeline_counts_what_runs_through_a_year_beyond_the_first() {
    let long = |n: usize| incident(&format!("n{n}"), &format!("date: 2020-05-{n:02}\nend: 2022-05-{n:02}"));
    let texts = site::texts(&(1..26).map(long).collect::<String>());
    let lanes: Vec<&str> = texts["services/telegram/index.html"].split("<svg class=\"lane\"").skip(1).collect();
    let drawn = |lane: &str| lane.split("</li>").next().unwrap().matches("class=\"bar\"").count();
    assert_eq!(lanes.iter().map(|lane| drawn(lane)).collect::<Vec<_>>(), [25, 20, 25], "2022, 2021 and 2020");
    assert!(lanes[1].contains("<li class=\"gap\"><p>5 more went on throughout the year</p></li>"));
    assert!(lanes[0].contains("No new incidents; 25 continued from the year before</span>"), "all are counted");
}

/// A site of an incident in each of so many years.
fn of_years(number: i32) -> BTreeMap<String, String> {
    let of = |n: i32| incident(&format!("n{n:03}"), &format!("date: {}-05-06", 2024 - n));
    site::texts(&(0..number).map(of).collect::<String>())
}

#[test]
fn the_chart_of_a_list_has_the_years_around_what_its_page_shows() {
    let texts = of_years(330);
    let steps = |page: &str| columns(&texts[page]).len();
    assert_eq!(columns(&of_years(40)["incidents/index.html"]).len(), 40, "all there are");
    assert_eq!(columns(&texts["incidents/index.html"])[..2], ["../years/1984/", "../years/1985/"]);
    let pages = [1, 2, 3].map(|page| format!("causes/unknown/page/{page}/index.html"));
    assert_eq!(steps("causes/unknown/index.html"), 41, "one for all that is older");
    assert_eq!(pages.each_ref().map(|page| steps(page)), [42; 3], "one for what is newer, too");
    let second = &texts[&pages[1]];
    let ends = [columns(second)[0], columns(second)[41]];
    assert_eq!(ends, ["../../../../causes/unknown/page/2/#y-1814", "../../../../causes/unknown/page/3/#y-1855"]);
    assert!(second.contains("120 incidents, 1695 to 1814") && second.contains("170 incidents, 1855 to 2024"));
    assert!(listed(&texts, &[&pages[1]]).len() == 80 && second.contains("\"y-1775\"") && second.contains("\"y-1854\""));
}
