//! What site.toml switches off isn't made, and nothing that is made leads there or names it.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use annals::config::{Links, OptionalOutput};
use annals::derive::Insights;
use annals::diagnostic::Diagnostics;
use annals::project::load;
use annals::publish::{Outputs, SiteOutputs};
use annals::site::{Site, SiteOptions, Theme};

mod fixture;

const BASE: &str = "https://old.example/a/";
/// The same on its host.
const PATH: &str = "/a/";

/// Has something of every kind of page, number and file, and numbers of two incidents that only a search gathers.
const PROJECT: &str = r#"
//- content/services/telegram.md
---
name: Telegram
---
A service.
//- content/services/mail.md
---
name: Mail
part-of: telegram
tags: [outage, own]
---
//- content/services/idle.md
---
name: Idle
---
//- content/regions/coast.md
---
name: Coast
members: [UA]
---
//- content/pages/about.md
---
title: About
---
See [one](../incidents/one.md).
//- content/pages/about.ar.md
---
title: عن
---
انظر [واحد](../incidents/one.ar.md).
//- content/incidents/one.md
---
title: One
date: 2024-10-03T10:30Z
end: 2024-10-03T12:00Z
impact: major
services: [telegram, mail]
regions: [UA, PL]
cause: power
aliases: [first]
tags: [outage]
sources: [{ id: press, title: Report, publisher: Press }]
reports:
  - { source: press, points: [[2024-10-03T10:30Z, 5], [2024-10-03T11:00Z, 50]] }
updates:
  - { at: 2024-10-03T10:30Z, status: investigating, text: "First." }
---
Down.
//- content/incidents/one.ar.md
---
title: واحد
---
تعطل.
//- content/incidents/two.md
---
title: Two
date: 2024-11-04T10:30Z
end: 2024-11-04T11:00Z
services: [telegram, mail]
regions: [UA, PL]
cause: power
sources: [{ id: press, title: Report, publisher: Press }]
---
Down again.
//- content/incidents/three.ar.md
---
title: ثلاثة
date: 2023-05~
end: unknown
services: [telegram]
regions: [RU]
sources: [{ id: press, title: Report, publisher: Press }]
---
تعطل.
//- content/incidents/wrong.md
---
title: Wrong
date: 2024-01-02
services: [telegram]
withdrawn: It was another service.
---
"#;

/// A site as it is published, by path.
struct Made {
    theme: &'static str,
    off: Vec<OptionalOutput>,
    files: BTreeMap<String, Vec<u8>>,
    /// How many rounds there were, and how many files of the search index.
    work: (usize, usize),
}

fn made(theme: &'static str, off: &[OptionalOutput], links: Links) -> Made {
    made_of(PROJECT, theme, off, links)
}

fn made_of(project: &str, theme: &'static str, off: &[OptionalOutput], links: Links) -> Made {
    let switches = off.iter().flat_map(|output| [output.key(), " = false\n"]).collect::<String>();
    let settings = format!(
        "//- site.toml\ntitle = \"Archive\"\nlanguages = [\"en\", \"ar\"]\ntheme = \"{theme}\"\nbase_url = \"{BASE}\"\n\
         authority = \"old.example,2024\"\n[outputs]\n{switches}"
    );
    let root = tempfile::tempdir().unwrap();
    fixture::write(&fixture::files(&format!("{settings}{project}")), root.path());
    let mut loaded = load(root.path(), false, None).unwrap();
    let errors: Vec<_> = std::mem::take(&mut loaded.problems).into_sorted();
    assert!(errors.iter().all(|problem| problem.level != annals::diagnostic::Level::Error), "{errors:#?}");
    let archive = loaded.archive.take().unwrap();
    let insights = Insights::new(&archive);
    let options = SiteOptions { base_url: archive.settings.base_url.clone(), links };
    let theme_files = Theme::new(loaded.theme).unwrap();
    let site = Site::new(&archive, &insights, theme_files, options, &mut Diagnostics::new()).unwrap().with_search();
    let outputs = SiteOutputs { site: &site, root: root.path().to_path_buf() };
    let file = |number| (outputs.path(number).to_string(), outputs.render(number).unwrap().into_owned());
    let files = (0..outputs.len()).map(file).collect();
    Made { theme, off: off.to_vec(), files, work: (outputs.rounds(), site.search_files().count()) }
}

/// What a file belongs to of the outputs a site may do without: it is there as long as one of these is.
fn belongs(path: &str) -> &'static [OptionalOutput] {
    use OptionalOutput::{Badges, Calendars, Data, Embeds, Feeds, Search, Statistics, Statuspage};
    let inner = path.strip_prefix("ar/").unwrap_or(path);
    let name = inner.rsplit('/').next().unwrap_or_default();
    let folder = inner.split('/').next().unwrap_or_default();
    match (folder, name) {
        ("search", _) => &[Search],
        ("assets", name) if name.starts_with("search.") => &[Search],
        ("statistics" | "durations", _) => &[Statistics],
        ("services", name) if name.ends_with(".csv") && name != "timeline.csv" => &[Statistics],
        ("data", "index.html") => &[Feeds, Calendars, Data, Statuspage],
        ("data", _) | ("incidents", "index.json") => &[Data],
        ("api", _) => &[Statuspage],
        ("badges", _) => &[Badges],
        ("embed", _) => &[Embeds],
        (_, "feed.json") => &[Feeds],
        (_, "calendar.ics") => &[Calendars],
        (_, name) if name.ends_with(".atom") => &[Feeds],
        _ => &[],
    }
}

/// What no file says if an output is off: parts of its addresses, and how pages call it.
fn names(output: OptionalOutput) -> &'static [&'static str] {
    match output {
        OptionalOutput::Search => &["search", "lens"],
        OptionalOutput::Statistics => {
            &["tatistics", "statistics/", "durations/", "months.csv", "#durations", "#months"]
        }
        OptionalOutput::Feeds => &["feed.json", ".atom\"", "feeds,", "JSON Feed", "feed+json"],
        OptionalOutput::Calendars => &["calendar.ics", "*.ics", "iCalendar", "calendars"],
        OptionalOutput::Data => &["index.json", "data/incident", "data/datapackage", "data/*\n  Access", "and data"],
        OptionalOutput::Statuspage => &["api/", "Statuspage"],
        OptionalOutput::Badges => &["badges/", "Badge", "شارة"],
        OptionalOutput::Embeds => &["embed/", "Page for frames", "صفحة للتضمين"],
    }
}

impl Made {
    fn text(&self, path: &str) -> &str {
        std::str::from_utf8(&self.files[path]).unwrap()
    }

    /// Texts but the theme's own, which are the same whatever is off.
    fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter().filter(|(path, _)| !path.starts_with("assets/"));
        files.filter_map(|(path, bytes)| Some((path.as_str(), std::str::from_utf8(bytes).ok()?)))
    }

    /// Everything that is wrong with the site.
    fn faults(&self, whole: &BTreeSet<String>) -> Vec<String> {
        let is_wanted = |output: &OptionalOutput| !self.off.contains(output);
        let is_there = |path: &&String| belongs(path).is_empty() || belongs(path).iter().any(is_wanted);
        let expected: BTreeSet<String> = whole.iter().filter(is_there).map(|path| unfingered(path)).collect();
        let found: BTreeSet<String> = self.files.keys().map(|path| unfingered(path)).collect();
        let mut faults: Vec<String> =
            expected.symmetric_difference(&found).map(|path| format!("path {path}")).collect();
        for (path, text) in self.texts() {
            for name in self.off.iter().flat_map(|output| names(*output)).filter(|name| text.contains(**name)) {
                faults.push(format!("{path} names {name}"));
            }
            faults.extend(dead_ends(self, path, text).into_iter().map(|link| format!("{path} → {link}")));
            if path.ends_with(".html") && !path.contains("search/") && has_empty_list(text) {
                faults.push(format!("{path} has an empty list"));
            }
        }
        if self.off.contains(&OptionalOutput::Search) && self.work.1 > 0 {
            faults.push("an index was made".to_owned());
        }
        if self.off.contains(&OptionalOutput::Data) && self.work.0 > 0 {
            faults.push("records were made".to_owned());
        }
        let about = format!("{} without {:?}: ", self.theme, self.off);
        faults.into_iter().map(|fault| about.clone() + &fault).collect()
    }
}

/// Files of the index have names made of what is in them.
fn unfingered(path: &str) -> String {
    match path.strip_prefix("search/") {
        Some(name) if !name.contains('/') => format!("search/{}", name.get(..1).unwrap_or_default()),
        _ => path.to_owned(),
    }
}

fn has_empty_list(html: &str) -> bool {
    let is_empty = |list: &str| {
        let (open, close) = (format!("<{list}"), format!("</{list}>"));
        let mut lists = html.split(open.as_str()).skip(1).filter_map(|rest| rest.split_once('>'));
        lists.any(|(_, inside)| inside.trim_start().starts_with(&close))
    };
    ["ul", "ol", "dl"].into_iter().any(is_empty)
}

/// The addresses in a file that lead to nothing.
fn dead_ends(site: &Made, path: &str, text: &str) -> Vec<String> {
    let mut links = match path {
        "_headers" => return unmatched(site, text),
        "_redirects" => {
            let addresses = text.lines().flat_map(|line| line.split(' ').take(2));
            addresses.map(|address| address.replacen("/a/", BASE, 1)).collect()
        }
        _ => match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
            "html" => attributes(text, &["href", "src", "action"]),
            "atom" => attributes(text, &["href"]),
            "xml" => [attributes(text, &["href"]), between(text, "<loc>", "</loc>")].concat(),
            "txt" => between(text, "Sitemap: ", "\n"),
            "ics" => between(&text.replace("\r\n ", ""), "\r\nURL:", "\r\n"),
            "json" => addresses(path, &serde_json::from_str(text).unwrap()),
            _ => Vec::new(),
        },
    };
    links.retain(|link| leads_nowhere(site, path, link));
    links
}

/// The values of these attributes, and where a page leads at once.
fn attributes(markup: &str, names: &[&str]) -> Vec<String> {
    let values = names.iter().flat_map(|name| between(markup, &format!(" {name}=\""), "\""));
    values.chain(between(markup, "content=\"0; url=", "\"")).map(|value| value.replace("&amp;", "&")).collect()
}

fn between(text: &str, open: &str, close: &str) -> Vec<String> {
    text.split(open).skip(1).filter_map(|rest| rest.split(close).next()).map(str::to_owned).collect()
}

/// What JSON holds of addresses: whole ones, and those from the site's root or from the file.
fn addresses(file: &str, json: &serde_json::Value) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![("", json)];
    while let Some((key, value)) = open.pop() {
        match value {
            serde_json::Value::Object(map) => open.extend(map.iter().map(|(key, value)| (key.as_str(), value))),
            serde_json::Value::Array(list) => open.extend(list.iter().map(|value| (key, value))),
            serde_json::Value::String(text) if text.starts_with(BASE) => found.push(text.clone()),
            serde_json::Value::String(text) if matches!(key, "path" | "jsonSchema") => {
                found.push(if file == "data/datapackage.json" { text.clone() } else { format!("{BASE}{text}") });
            }
            _ => {}
        }
    }
    found
}

fn leads_nowhere(site: &Made, from: &str, link: &str) -> bool {
    let is_elsewhere = ["https:", "http:", "mailto:", "tag:"].iter().any(|scheme| link.starts_with(scheme));
    if is_elsewhere && !link.starts_with(BASE) {
        return false;
    }
    let (address, fragment) = link.split_once('#').unwrap_or((link, ""));
    let address = address.split('?').next().unwrap_or_default();
    let file = match address.strip_prefix(BASE).or_else(|| address.strip_prefix(PATH)) {
        Some(inside) => Some(inside.to_owned()),
        None if address.is_empty() => Some(from.to_owned()),
        None => below(from, address),
    };
    let Some(mut file) = file else { return true };
    if file.is_empty() || file.ends_with('/') {
        file.push_str("index.html");
    }
    let Some(bytes) = site.files.get(&file) else { return true };
    let id = format!(" id=\"{fragment}\"");
    !fragment.is_empty() && file.ends_with(".html") && !String::from_utf8_lossy(bytes).contains(&id)
}

/// A relative address, seen from the site's root; none where it leaves it.
fn below(from: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for step in address.split('/') {
        match step {
            "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// The patterns of headers that no file has.
fn unmatched(site: &Made, headers: &str) -> Vec<String> {
    let patterns = headers.lines().filter_map(|line| line.strip_prefix("/a/"));
    let is_for = |pattern: &str, path: &str| {
        let page = path.strip_suffix("index.html");
        [Some(path), page].into_iter().flatten().any(|address| matches(pattern.as_bytes(), address.as_bytes()))
    };
    let patterns = patterns.map(|pattern| pattern.replace(":language", "ar"));
    patterns.filter(|pattern| !site.files.keys().any(|path| is_for(pattern, path))).collect()
}

/// Whether an address is of a pattern, in which `*` is anything.
fn matches(pattern: &[u8], address: &[u8]) -> bool {
    match pattern.split_first() {
        Some((b'*', rest)) => (0..=address.len()).any(|from| matches(rest, &address[from..])),
        Some((byte, rest)) => address.split_first().is_some_and(|(other, after)| byte == other && matches(rest, after)),
        None => address.is_empty(),
    }
}

/// Each output off by itself, each on by itself, and all of them off.
fn choices() -> Vec<Vec<OptionalOutput>> {
    let without = |one: OptionalOutput| OptionalOutput::ALL.into_iter().filter(move |other| *other != one).collect();
    let mut choices: Vec<Vec<OptionalOutput>> = OptionalOutput::ALL.into_iter().map(|one| vec![one]).collect();
    choices.extend(OptionalOutput::ALL.into_iter().map(without));
    choices.push(OptionalOutput::ALL.to_vec());
    choices
}

fn nothing_is_wrong(theme: &'static str, links: Links) {
    let whole = made(theme, &[], links);
    let paths: BTreeSet<String> = whole.files.keys().cloned().collect();
    for output in OptionalOutput::ALL {
        assert!(paths.iter().any(|path| belongs(path) == [output]), "{output:?} has a file");
        let mut texts = whole.texts();
        assert!(texts.any(|(_, text)| names(output).iter().any(|name| text.contains(name))), "{output:?} has a name");
    }
    let mut faults = whole.faults(&paths);
    for off in choices() {
        faults.extend(made(theme, &off, links).faults(&paths));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_is_switched_off_is_not_there_and_nothing_leads_there() {
    nothing_is_wrong("annals", Links::Folders);
}

#[test]
fn what_is_switched_off_is_not_there_and_nothing_leads_there_in_plain() {
    nothing_is_wrong("plain", Links::Folders);
}

#[test]
fn what_is_switched_off_is_not_there_and_nothing_leads_there_from_disk() {
    nothing_is_wrong("annals", Links::Files);
}

/// An id stands in a folder of its own kind, and takes no address from what the site has there.
#[test]
fn ids_may_be_the_names_of_sections_and_files() {
    let mut project = "\n".to_owned();
    for id in ["index", "page", "2", "search", "feed", "feed.json", "services", "assets", "en", "ar", "404", "unknown"]
    {
        let facts = format!("date: 2024-10-03\nend: unknown\nservices: [{id}]\ntags: [{id}]\naliases: [old-{id}]");
        for (path, front) in [
            (format!("services/{id}"), "name: A service"),
            (format!("pages/{id}"), "title: A page"),
            (format!("incidents/{id}"), &*format!("title: It fails\n{facts}")),
        ] {
            project.extend(["//- content/", &path, ".md\n---\n", front, "\n---\nText.\n"]);
        }
    }
    let site = made_of(&project, "annals", &[], Links::Folders);
    let dead = site.texts().flat_map(|(path, text)| dead_ends(&site, path, text)).collect::<Vec<_>>();
    assert!(dead.is_empty(), "{dead:#?}");
    for path in ["incidents/index/index.html", "services/page/index.html", "pages/search/index.html"] {
        assert!(site.text(path).contains("Text."), "{path}");
    }
}

/// A server of files alone has nothing at a folder.
#[test]
fn where_links_name_files_every_absolute_address_names_one() {
    for theme in ["annals", "plain"] {
        let site = made(theme, &[], Links::Files);
        let mut faults = BTreeSet::new();
        for (path, text) in site.texts() {
            let text = if path.ends_with(".ics") { text.replace("\r\n ", "") } else { text.to_owned() };
            let is_of_address = |letter: char| letter.is_ascii_alphanumeric() || "/._%-".contains(letter);
            let inside = text.split(BASE).skip(1).filter_map(|rest| rest.split(|letter| !is_of_address(letter)).next());
            let inside = inside.map(|inside| inside.trim_end_matches('.'));
            let missing = inside.filter(|inside| !site.files.contains_key(*inside));
            faults.extend(missing.map(|inside| format!("{path} → {BASE}{inside}")));
        }
        assert!(faults.is_empty(), "{faults:#?}");
        let menu = site.text("pages/about/index.html").split("</nav>").next().unwrap();
        assert!(menu.contains("pages/about/index.html\" aria-current=\"true\""), "{menu}");
    }
}

/// The row of a table that a header begins.
fn row<'h>(html: &'h str, header: &str) -> &'h str {
    let rows = html.split("<tr").skip(1).filter_map(|rest| rest.split("</tr>").next());
    rows.filter(|row| row.contains("scope=\"row\"")).find(|row| row.contains(header)).unwrap()
}

#[test]
fn without_search_what_only_a_search_gathers_stands_as_text_beside_the_lists_that_hold_it() {
    let power = |site: &Made| row(site.text("services/telegram/index.html"), "causes/power/").to_owned();
    let poland = |site: &Made| {
        let page = site.text("statistics/index.html");
        row(page.split("id=\"services-regions\"").nth(1).unwrap(), "regions/pl/").to_owned()
    };
    let whole = made("annals", &[], Links::Folders);
    assert!(power(&whole).contains("<a href=\"../../search/?service=telegram&amp;cause=power\">2</a>"));
    assert!(poland(&whole).contains("<a class=\"h4\" href=\"../search/?service=telegram&amp;region=PL\">2</a>"));
    let without = made("annals", &[OptionalOutput::Search], Links::Folders);
    let row = power(&without);
    assert!(row.contains("<a href=\"../../causes/power/\">") && row.contains("<span>2</span>"), "{row}");
    assert!(!row.contains("class=\"way\""), "the link of the name doesn't cover the number: {row}");
    assert_eq!(poland(&without).matches("<td><a class=\"h4\">2</a></td>").count(), 2);
    let russia = self::row(without.text("services/telegram/index.html"), "regions/ru/");
    assert!(russia.contains("<a href=\"../../ar/incidents/three/\">1</a>"), "the only one has a page: {russia}");
}

#[test]
fn a_theme_whose_search_page_has_no_script_has_no_search() {
    let site = made("plain", &[], Links::Folders);
    assert_eq!(site.work.1, 0, "no index is made");
    let is_of_search = |path: &&String| path.starts_with("search/") || path.contains("assets/search.");
    assert_eq!(site.files.keys().filter(is_of_search).collect::<Vec<_>>(), ["search/index.html"]);
    assert!(!site.files.keys().any(|path| path.ends_with(".js")), "{:?}", site.files.keys());
    let asks = |(path, text): &(&str, &str)| path.ends_with(".html") && text.contains("search/?");
    assert_eq!(site.texts().find(asks), None);
    assert!(row(site.text("services/telegram/index.html"), "causes/power/").contains("<span>2</span>"));
    assert!(site.text("index.html").contains("href=\"./search/\""), "its search page lists other ways");
    assert!(site.text("statistics/index.html").contains("where a list holds just these"));
}

#[test]
fn without_charts_the_numbers_of_a_service_lead_to_its_list() {
    let numbers = |site: &Made| {
        let page = site.text("services/telegram/index.html");
        let inside = page.split("<dl class=\"numbers\">").nth(1).unwrap().split("</dl>").next().unwrap();
        between(inside, "href=\"", "\"")
    };
    let longest = "../../incidents/one/";
    let whole = made("annals", &[], Links::Folders);
    assert_eq!(numbers(&whole), ["#list", "#durations", "#durations", longest, "#intervals"]);
    let without = made("annals", &[OptionalOutput::Statistics], Links::Folders);
    assert_eq!(numbers(&without), ["#list", "#list", "#list", longest, "#list"]);
    let page = without.text("services/telegram/index.html");
    assert!(page.contains("class=\"lanes\"") && page.contains("services/telegram/timeline.csv"));
}

#[test]
fn tags_of_a_service_lead_to_the_incidents_that_have_them() {
    let site = made("annals", &[], Links::Folders);
    let facts = between(site.text("services/mail/index.html"), "<dl class=\"facts\">", "</dl>").concat();
    assert!(
        facts.contains("<dt>Tags</dt>\n<dd><a href=\"../../tags/outage/\">outage</a></dd>\n<dd>own</dd>"),
        "{facts}"
    );
}

/// Rules that match the same address add up, and browsers take a header that says it twice for none.
#[test]
fn what_is_open_to_pages_of_others_is_said_so_once() {
    let site = made("annals", &[], Links::Folders);
    let lines: Vec<&str> = site.text("_headers").lines().collect();
    let rules = lines.windows(2).filter(|pair| pair[1] == "  Access-Control-Allow-Origin: *");
    let rules: Vec<String> = rules.map(|pair| pair[0].replace(":language", "ar")).collect();
    let mut open = BTreeSet::new();
    for path in site.files.keys() {
        let times = rules.iter().filter(|rule| matches(rule.as_bytes(), format!("{PATH}{path}").as_bytes())).count();
        let (name, ending) = path.rsplit_once('.').unwrap_or((path, ""));
        let is_data = matches!(ending, "csv" | "json" | "ndjson" | "atom" | "ics") || name.contains("badges/");
        let is_page = ending == "html";
        assert!(is_page || times == usize::from(is_data), "{times} rules open {path}");
        open.extend((times > 0).then_some(ending));
    }
    let expected = ["atom", "csv", "html", "ics", "json", "ndjson", "svg"];
    assert_eq!(open.into_iter().collect::<Vec<_>>(), expected, "the page of data among them");
    assert!(
        ["services/mail/timeline.csv", "statistics/months.csv", "incidents/one/reports.csv"]
            .iter()
            .all(|path| { site.files.contains_key(*path) })
    );
}

/// Whether a rule of `_headers` forbids others to frame what is at an address. Hosts take `:language` for one folder,
/// whatever its name.
fn is_unframed(headers: &str, address: &str) -> bool {
    let rules = headers.split("\n/").map(|rule| rule.split_once('\n').unwrap());
    let folder = address.trim_start_matches("/a/").split('/').next().unwrap_or_default();
    let of_pattern = |pattern: &str| {
        let pattern = format!("/{}", pattern.trim_start_matches('/')).replace(":language", folder);
        matches(pattern.as_bytes(), address.as_bytes())
    };
    rules.filter(|(pattern, _)| of_pattern(pattern)).any(|(_, said)| said.contains("frame-ancestors 'none'"))
}

#[test]
fn other_sites_may_frame_the_pages_made_for_it_and_no_other() {
    for (theme, off, links) in [
        ("annals", &[][..], Links::Folders),
        ("plain", &[], Links::Files),
        ("annals", &[OptionalOutput::Statistics, OptionalOutput::Search], Links::Folders),
    ] {
        let site = made(theme, off, links);
        let headers = site.text("_headers");
        let mut kinds = BTreeSet::new();
        for path in site.files.keys().filter(|path| path.ends_with(".html")) {
            let inner = path.strip_prefix("ar/").unwrap_or(path);
            kinds.insert(inner.split_once('/').map_or("", |(section, _)| section));
            let file = format!("/a/{path}");
            for address in [file.as_str(), file.trim_end_matches("index.html")] {
                assert_eq!(is_unframed(headers, address), !inner.starts_with("embed/"), "{address}:\n{headers}");
            }
        }
        assert_eq!(kinds.len(), 13 - off.len() - usize::from(off.contains(&OptionalOutput::Statistics)), "{kinds:?}");
    }
}

/// A preview lies at the same path of another host, from which its policy takes no stylesheet.
#[test]
fn the_page_of_what_is_not_there_stays_on_the_host_it_is_asked_from() {
    for theme in ["annals", "plain"] {
        let site = made(theme, &[], Links::Folders);
        let page = site.text("404.html");
        let links = attributes(page, &["href", "src", "action"]);
        let strays: Vec<&String> = links.iter().filter(|link| !link.starts_with(PATH) && *link != "#content").collect();
        assert!(strays.is_empty() && links.len() > 10, "{strays:?}");
        assert!(page.contains("rel=\"stylesheet\"") && !page.contains("rel=\"canonical\""));
    }
}

#[test]
fn the_page_of_data_is_called_by_what_it_shows() {
    use OptionalOutput::{Calendars, Data, Feeds, Statuspage};
    let called = |off: &[OptionalOutput]| {
        let site = made("annals", off, Links::Folders);
        let heading = between(site.text("data/index.html"), "<h1>", "</h1>").concat();
        let menu = site.text("index.html").split("<footer").nth(1).unwrap().to_owned();
        assert!(menu.contains(&format!("<a href=\"./data/\">{heading}</a>")), "{menu}");
        heading
    };
    assert_eq!(called(&[]), "Data and feeds");
    assert_eq!(called(&[Feeds, Data]), "Data and feeds", "calendars and the API are left");
    assert_eq!(called(&[Data, Statuspage]), "Feeds");
    assert_eq!(called(&[Data, Statuspage, Feeds]), "Feeds");
    assert_eq!(called(&[Feeds, Calendars]), "Data");
    assert_eq!(called(&[Feeds, Calendars, Data]), "Data");
}
