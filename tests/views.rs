//! What templates see is written down in docs/theming.md, field by field as it stands in `src/site/view/`: a field
//! that is renamed, removed or added shows there. `UPDATE=1 cargo nextest run --test views` writes it anew.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

const OPENS: &str = "<!-- What follows is made from src/site/view/ by tests/views.rs. -->\n";

/// Views that templates are handed whole, with the templates; what these hold follows.
const PAGES: &[(&str, &str)] = &[
    ("SiteView", "every template, as `site`"),
    ("Shell", "every page, as `page`"),
    ("FrameView", "`parts/links.html`, `parts/navigation.html`, `parts/footer.html`"),
    ("HomeView", "`home.html`"),
    ("IncidentView", "`incident.html`"),
    ("ServiceView", "`service.html`"),
    ("ListingView", "`listing.html`: all incidents, a year, a month, a region, a cause, a tag, a duration"),
    ("CardsView", "`cards.html`: services, regions, causes, tags"),
    ("YearsView", "`years.html`"),
    ("StatisticsView", "`statistics.html`"),
    ("SearchView", "`search.html`"),
    ("DataView", "`data.html`"),
    ("PageView", "`page.html`: a free page"),
    ("NoticeView", "`notice.html`: not found, moved, told elsewhere, withdrawn"),
    ("EmbedView", "`embed.html`"),
    ("RowView", "`parts/row.html`"),
];

struct View {
    name: String,
    about: String,
    fields: Vec<Field>,
}

struct Field {
    name: String,
    kind: String,
    about: String,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// The structs of the views, as rustfmt writes them.
fn views() -> Vec<View> {
    let paths = files(&root().join("src/site/view"));
    let views: Vec<View> = paths.iter().flat_map(|path| views_of(&fs::read_to_string(path).unwrap())).collect();
    assert!(views.len() > 40, "the views were not found");
    views
}

fn views_of(text: &str) -> Vec<View> {
    let mut views: Vec<View> = Vec::new();
    let mut about = String::new();
    let mut is_open = false;
    for line in text.split("#[cfg(test)]").next().unwrap_or_default().lines().map(str::trim) {
        if let Some(doc) = line.strip_prefix("///") {
            let space = if about.is_empty() { "" } else { " " };
            write!(about, "{space}{}", doc.trim()).unwrap();
            continue;
        }
        if let Some(head) = line.strip_prefix("pub struct ").and_then(|head| head.strip_suffix(" {")) {
            let name = head.split('<').next().unwrap_or(head).to_owned();
            views.push(View { name, about: std::mem::take(&mut about), fields: Vec::new() });
            is_open = true;
        } else if line == "}" {
            is_open = false;
        } else if let (true, Some(field)) =
            (is_open, line.strip_prefix("pub ").and_then(|field| field.split_once(": ")))
        {
            let (name, kind) = (field.0.to_owned(), field.1.trim_end_matches(',').to_owned());
            views.last_mut().unwrap().fields.push(Field { name, kind, about: std::mem::take(&mut about) });
        }
        if !line.starts_with("#[") {
            about.clear();
        }
    }
    views.retain(|view| !view.fields.is_empty());
    views
}

/// A type as a writer of templates meets it.
fn kind(rust: &str) -> String {
    let inside = |outer: &str| rust.strip_prefix(outer).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inside("Option<") {
        return format!("{} or none", kind(inner));
    }
    if let Some(inner) = inside("Vec<") {
        return format!("list of {}", kind(inner));
    }
    if let Some(inner) = inside("Shared<") {
        return kind(inner);
    }
    match rust {
        "String" | "&'static str" | "&'f str" => "text".to_owned(),
        "Html" | "Placed" => "HTML".to_owned(),
        "bool" => "yes or no".to_owned(),
        "u8" | "u32" | "usize" | "f64" => "number".to_owned(),
        "BTreeMap<String, String>" => "texts by name".to_owned(),
        view => format!("[{view}](#{})", view.to_lowercase()),
    }
}

fn reference(views: &[View]) -> String {
    let mut out = OPENS.to_owned();
    let find = |name: &str| views.iter().find(|view| view.name == name);
    for (name, templates) in PAGES {
        let view = find(name).ok_or(name).unwrap();
        section(&mut out, view, &format!("Given to {templates}. "));
    }
    for view in views.iter().filter(|view| !PAGES.iter().any(|(name, _)| *name == view.name)) {
        section(&mut out, view, "");
    }
    out
}

fn section(out: &mut String, view: &View, given: &str) {
    writeln!(out, "\n### {}\n\n{given}{}\n\n| field | kind | what it is |\n|---|---|---|", view.name, view.about)
        .unwrap();
    for field in &view.fields {
        let about = field.about.replace('|', "\\|").replace("`None`", "none");
        writeln!(out, "| `{}` | {} | {about} |", field.name, kind(&field.kind)).unwrap();
    }
}

#[test]
fn the_reference_of_themes_says_what_templates_see() {
    let path = root().join("docs/theming.md");
    let text = fs::read_to_string(&path).unwrap();
    let (before, written) = text.split_at(text.find(OPENS).unwrap());
    let now = reference(&views());
    if written != now && std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        fs::write(&path, format!("{before}{now}")).unwrap();
    } else {
        assert!(written == now, "docs/theming.md says other fields than src/site/view/; UPDATE=1 writes them");
    }
}

#[test]
fn every_field_says_what_it_is() {
    for view in views() {
        assert!(!view.about.is_empty(), "{}", view.name);
        for field in &view.fields {
            assert!(!field.about.is_empty(), "{}.{}", view.name, field.name);
        }
    }
}

#[test]
fn every_kind_of_a_field_is_plain_or_a_view() {
    let views = views();
    for field in views.iter().flat_map(|view| &view.fields) {
        let kind = kind(&field.kind);
        let name = kind.split(['[', ']']).nth(1);
        assert!(name.is_none_or(|name| views.iter().any(|view| view.name == name)), "{}: {kind}", field.name);
    }
}

#[test]
fn every_template_block_and_colour_is_in_the_reference() {
    let text = fs::read_to_string(root().join("docs/theming.md")).unwrap();
    let templates = root().join("themes/annals/templates");
    for path in files(&templates).into_iter().chain(files(&templates.join("parts"))).filter(|path| path.is_file()) {
        let name = path.strip_prefix(&templates).unwrap().to_str().unwrap();
        assert!(text.contains(&format!("`{name}`")), "{name}");
    }
    let base = fs::read_to_string(templates.join("base.html")).unwrap();
    let blocks: Vec<_> = base.split("block ").skip(1).filter_map(|rest| rest.split(' ').next()).collect();
    assert!(blocks.contains(&"content"));
    for block in blocks {
        assert!(text.contains(&format!("| `{block}` |")), "the block {block}");
    }
    let css = fs::read_to_string(root().join("themes/annals/assets/annals.css")).unwrap();
    let own = css.split(":root {").nth(1).and_then(|rules| rules.split('}').next()).unwrap();
    let names: Vec<_> = own.lines().filter_map(|line| line.trim().split_once(": ")).map(|(name, _)| name).collect();
    assert!(names.contains(&"--accent"));
    for name in names.iter().filter(|name| name.starts_with("--")) {
        assert!(text.contains(&format!("`{name}`")), "{name}");
    }
    let told = text.split("| `--").skip(1).filter_map(|rest| rest.split('`').next());
    for name in told.map(|name| format!("--{name}")) {
        assert!(names.contains(&name.as_str()), "{name} is not a property of the theme");
    }
}
