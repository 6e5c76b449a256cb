//! A site's own theme: what it may replace, what it can't reach, and what is said of its mistakes.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use annals::config::Links;
use annals::derive::Insights;
use annals::diagnostic::Diagnostics;
use annals::project::{load, sorted};
use annals::site::{Site, SiteOptions, Theme};
use annals::source::FileId;

mod fixture;

/// The files of a site by path, and what is said of the project, each with its file, line and column.
struct Made {
    files: BTreeMap<String, String>,
    said: Vec<String>,
}

impl Made {
    fn file(&self, path: &str) -> &str {
        self.files.get(path).ok_or_else(|| format!("no {path}: {:?}", self.said)).unwrap()
    }
}

fn made(project: &str) -> Made {
    let root = tempfile::tempdir().unwrap();
    fixture::write(&fixture::files(project), root.path());
    made_at(root.path())
}

fn made_at(root: &Path) -> Made {
    let mut loaded = load(root, false, None).unwrap();
    let mut problems = std::mem::take(&mut loaded.problems);
    let archive = loaded.archive.take().unwrap();
    let insights = Insights::new(&archive);
    let options = SiteOptions { base_url: None, links: Links::Folders };
    let files = match Theme::new(loaded.theme).and_then(|theme| {
        let site = Site::new(&archive, &insights, theme, options, &mut problems)?;
        let text = |output: &annals::site::Output| {
            let bytes = site.render(output).ok()?.into_owned();
            Some((output.path.to_string(), String::from_utf8(bytes).ok()?))
        };
        Ok(site.outputs().iter().filter_map(text).collect())
    }) {
        Ok(files) => files,
        Err(error) => {
            error.tell(&archive, &mut problems);
            BTreeMap::new()
        }
    };
    Made { files, said: said(problems, &archive) }
}

fn said(problems: Diagnostics, archive: &annals::archive::Archive) -> Vec<String> {
    let place = |file: FileId, at: usize| {
        let file = &archive.files[file.0 as usize];
        let before = file.text.get(..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        format!("{}:{}:{}", file.path, before.matches('\n').count() + 1, line.chars().count() + 1)
    };
    sorted(problems, Some(archive))
        .into_iter()
        .map(|problem| {
            let at = place(problem.place.file, problem.place.span.start);
            format!("{at}: {} [{}] {}", problem.code.name(), problem.message, problem.help.unwrap_or_default())
        })
        .collect()
}

/// A project of one incident with the theme `mine`.
fn with(files: &str) -> String {
    format!(
        "//- site.toml
title = \"Archive\"
theme = \"mine\"
languages = [\"en\", \"fr\"]
//- content/incidents/one.md
---
title: One
date: 2024-10-03T10:30Z
services: [telegram]
sources: [{{ url: \"https://example.org/\", title: Source }}]
---
Prose.
{files}"
    )
}

/// A project in two languages with a page and some tags, in the theme of that name, with `settings` in site.toml.
fn set(theme: &str, settings: &str) -> Made {
    made(&format!(
        "//- site.toml
title = \"Archive\"
theme = \"{theme}\"
languages = [\"en\", \"fr\"]
{settings}
//- content/images/logo.png escaped
\\x89PNG\\x0D\\x0A\\x1A\\x0A\\x00\\x00\\x00\\x0DIHDR\\x00\\x00\\x00\\x78\\x00\\x00\\x00\\x28\\x08\\x06\\x00\\x00\\x00
//- content/pages/data.md
---
title: Our data
---
Prose.
//- content/incidents/one.md
---
title: One
date: 2024-10-03T10:30Z
services: [telegram]
tags: [storm]
sources: [{{ url: \"https://example.org/\", title: Source }}]
---
Prose.
"
    ))
}

#[test]
fn the_editors_are_reached_by_mail_or_on_a_page_in_both_themes() {
    for theme in ["annals", "plain"] {
        for (contact, link) in [
            ("desk@example.org", "<a href=\"mailto:desk@example.org\"><bdi>desk@example.org</bdi></a>"),
            ("mailto:desk@example.org", "<a href=\"mailto:desk@example.org\"><bdi>desk@example.org</bdi></a>"),
            (
                "https://example.org/us?a&b",
                "<a href=\"https://example.org/us?a&amp;b\"><bdi>https://example.org/us?a&amp;b</bdi></a>",
            ),
        ] {
            let site = set(theme, &format!("contact = \"{contact}\""));
            for page in ["index.html", "fr/index.html", "incidents/one/index.html"] {
                assert!(site.file(page).contains(link), "{theme}, {page}: {}", site.file(page));
            }
            assert_eq!(site.file("index.html").matches("mailto:").count(), link.matches("mailto:").count());
        }
    }
}

#[test]
fn the_navigation_leads_to_sections_pages_and_addresses_in_both_themes() {
    const ALL: &str = r#"navigation = [
  "home", "search", "incidents", "services", "regions", "causes", "tags", "years", "statistics", "data", "pages/data",
  "https://example.org/x?a&b", { to = "mailto:desk@example.org", label = { en = "Write", fr = "Écrire" } },
]"#;
    for (theme, class) in [("annals", "class=\"out\" "), ("plain", "")] {
        let site = set(theme, &format!("{ALL}\n[diagnostics]\nunused-attachment = \"off\""));
        assert_eq!(site.said, Vec::<String>::new());
        let page = site.file("fr/incidents/index.html");
        let menu = page.split("<nav").nth(1).unwrap().split("</nav>").next().unwrap();
        assert_eq!(menu.matches("<li>").count(), 13, "{menu}");
        let outside = |href: &str, label: &str| {
            format!("<a {class}href=\"{href}\" rel=\"noopener noreferrer\"><bdi>{label}</bdi></a>")
        };
        let links = [
            outside("https://example.org/x?a&amp;b", "example.org/x?a&amp;b"),
            outside("mailto:desk@example.org", "Écrire"),
            "<a href=\"../../pages/data/\" hreflang=\"en\"><bdi lang=\"en\" dir=\"ltr\">Our data</bdi></a>".to_owned(),
            "<a href=\"../../fr/incidents/\" aria-current=\"true\">".to_owned(),
        ];
        for link in links {
            assert!(menu.contains(&link), "{link} in {menu}");
        }
        let inside = menu.split("href=\"../../").skip(1).map(|rest| rest.split('"').next().unwrap());
        for folder in inside {
            site.file(&format!("{folder}index.html"));
        }
    }
}

#[test]
fn a_section_that_has_no_page_yet_is_not_in_the_navigation() {
    let site = made("//- site.toml\ntitle = \"Archive\"\nnavigation = [\"tags\", \"years\"]\n");
    assert!(site.file("index.html").contains("years/") && !site.file("index.html").contains("tags/"));
}

#[test]
fn the_logo_stands_at_the_head_of_each_page_and_keeps_its_room() {
    for theme in ["annals", "plain"] {
        let site = set(theme, "logo = \"./content/images/logo.png\"");
        for (page, root) in [("index.html", "./"), ("fr/index.html", "../"), ("incidents/one/index.html", "../../")] {
            let picture = format!("<img src=\"{root}files/images/logo.png\" alt=\"\" width=\"120\" height=\"40\">");
            assert_eq!(site.file(page).matches(&picture).count(), 1, "{theme}, {page}: {}", site.file(page));
        }
        assert!(!set(theme, "").file("index.html").contains("<img"));
    }
}

#[test]
fn templates_assets_colours_and_messages_can_be_replaced_one_by_one() {
    let site = made(&with(
        r#"//- themes/mine/templates/parts/footer.html
<footer>{{ t.imprint }} <img src="{{ root }}{{ site.assets["logo.png"] }}" alt=""></footer>
//- themes/mine/assets/logo.png
not decoded
//- themes/mine/assets/icon.svg
<svg xmlns="http://www.w3.org/2000/svg"/>
//- themes/mine/assets/site.css
:root { --accent: #005a9c; }
//- themes/mine/i18n/en.ftl
imprint = Kept by the library
latest-incidents = Fresh
"#,
    ));
    assert_eq!(
        site.said,
        [
            "site.toml:3:20: missing-message [`fr` lacks 1 message, and English stands in: `imprint`] add what is missing \
          to `themes/mine/i18n/fr.ftl`"
        ]
    );
    let (home, french) = (site.file("index.html"), site.file("fr/index.html"));
    let asset = |name: &str| {
        let (stem, ending) = name.rsplit_once('.').unwrap();
        let is_it = |path: &&String| path.starts_with(&format!("assets/{stem}.")) && path.ends_with(ending);
        site.files.keys().find(is_it).unwrap_or_else(|| panic!("no asset {name}")).clone()
    };
    // Only the part that was replaced is another, on every page, in every language.
    assert!(home.contains(&format!("<footer>Kept by the library <img src=\"./{}\"", asset("logo.png"))), "{home}");
    assert!(french.contains(&format!("<footer>Kept by the library <img src=\"../{}\"", asset("logo.png"))));
    assert!(home.contains("<h2>Fresh</h2>") && french.contains("<h2>Les plus récents</h2>"));
    assert!(home.contains("<header class=\"top\">"));
    // The site's own colours come after the theme's.
    let sheets: Vec<_> = home.split("rel=\"stylesheet\" href=\"./").skip(1).collect();
    assert!(sheets[0].starts_with(&asset("annals.css")) && sheets[1].starts_with(&asset("site.css")), "{sheets:?}");
    assert_eq!(site.file(&asset("site.css")), ":root { --accent: #005a9c; }\n");
    assert_eq!(site.file(&asset("icon.svg")), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n");
}

#[test]
fn mistakes_in_templates_are_told_at_their_place_with_the_page() {
    let site = made(&with(
        r#"//- themes/mine/templates/home.html
{% extends "base.html" %}
{% block content %}
<p>{{ t.home }}, {{ t.search }}: {{ headng }}</p>
{% endblock content %}
//- themes/mine/templates/service.html
<h1>{{ name }}</h1> {{ timeline.lanes | first }} {{ timeline.colour }}
"#,
    ));
    let expected = [
        "themes/mine/templates/home.html:3:37: template [variable `headng` is not defined, on the page `fr/index.html`] \
         there are the variables: all, columns, extent, has_ongoing, heading, heat, latest, lead, ongoing, page, \
         services, site, statistics, t",
        "themes/mine/templates/service.html:1:62: template [field `colour` is not defined, on the page \
         `fr/services/telegram/index.html`] there are the fields: has_ongoing, has_open, has_planned, has_rough, impacts, \
         lanes, own, text, ticks",
    ];
    assert_eq!(site.said, expected);
}

#[test]
fn loops_that_go_on_too_long_are_told() {
    let site = made(&with(
        "//- themes/mine/templates/home.html
{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% endfor %}{% endfor %}
//- themes/mine/templates/statistics.html
{% for a in range(end=1000) %}{% for b in range(end=1000) %}{% for c in range(end=1000) %}many {% endfor %}{% endfor %}{% endfor %}
",
    ));
    let expected = [
        "themes/mine/templates/home.html:1:13: template [`range` gives up to 1000 numbers, not 100000, on the page \
         `fr/index.html`] docs/theming.md says what `range` takes",
        "themes/mine/templates/statistics.html:1:1: template [the page is larger than 8 MiB, on the page \
         `fr/statistics/index.html`] look for a loop that goes on too long, in it or in what it extends or includes",
    ];
    assert_eq!(site.said, expected);
}

#[test]
fn a_component_may_call_itself_as_deep_as_the_documentation_says() {
    let page = |calls: usize| {
        made(&with(&format!(
            "//- themes/mine/templates/home.html
{{% component r(n) %}}{{{{ n }}}} {{% if n > 1 %}}{{{{ <r n={{n - 1}} /> }}}}{{% endif %}}{{% endcomponent r %}}
{{{{ <r n={{{calls}}} /> }}}}
"
        )))
    };
    let theming = include_str!("../docs/theming.md");
    assert!(theming.contains("Components may call components up to 20 calls deep"));
    let deep = page(20);
    assert_eq!(deep.said, [""; 0]);
    assert!(deep.file("index.html").contains("2 1 "), "{}", deep.file("index.html"));
    let told = "themes/mine/templates/home.html:1:1: template [the component `r` calls itself more than 20 calls deep, on the \
                page `fr/index.html`] write `{% if … %}` around the call, with what is false before that, or a `{% for … %}` \
                instead";
    assert_eq!(page(21).said, [told]);
}

/// A project made on a thread with half the stack of those that make pages: theirs is the 2 MiB of the standard library.
fn made_on_small_stack(files: &str) -> Made {
    let project = with(files);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(1 << 20).spawn_scoped(scope, || made(&project));
        thread.unwrap().join().unwrap()
    })
}

/// Templates `c1.html` to `c{count}.html`, each taking in the next, the last with that text.
fn chain(count: usize, to_next: &str, last: &str) -> String {
    let text = |n| if n == count { last.to_owned() } else { to_next.replace("NEXT", &format!("c{}.html", n + 1)) };
    (1..=count).map(|n| format!("//- themes/mine/templates/c{n}.html\n{}\n", text(n))).collect::<Vec<_>>().concat()
}

#[test]
fn templates_stand_within_one_another_as_deep_as_the_documentation_says() {
    let theming = include_str!("../docs/theming.md");
    assert!(theming.contains("Templates may stand up to 50 within one another by `include` and `extends`"));
    let including = "{% if t.home %}{% for x in [1] %}{% set y %}{% filter upper %}{% include 'NEXT' %}{% endfilter %}{% endset %}{{ y }}\
                     {% endfor %}{% endif %}";
    let component = "{% component r(n) %}{{ n }}{% if n > 1 %}{{ <r n={n - 1} /> }}{% endif %}{% endcomponent r %}end{{ <r n={20} /> }}";
    let home = "//- themes/mine/templates/home.html\n{% include 'c1.html' %}\n";
    let included = made_on_small_stack(&format!("{home}{}", chain(50, including, component)));
    assert_eq!(included.said, [""; 0]);
    assert!(included.file("index.html").contains("END201918"), "{}", included.file("index.html"));
    let too_deep = |place: &str| {
        format!(
            "themes/mine/templates/{place}: template [templates stand more than 50 within one another here] take in fewer, one \
             by the other: write what some of them hold into those that name them"
        )
    };
    let deeper = made_on_small_stack(&format!("{home}{}", chain(51, including, "{{ wrong")));
    let wrong = "themes/mine/templates/c51.html:1:4: template [unexpected end of input] close each `{{` with `}}` and each \
                 `{%` with `%}`";
    assert_eq!(deeper.said, [wrong, &too_deep("home.html:1:1")]);

    let component = "{% component c(n) %}{{ n }} {% if n > 1 %}{% include 'c1.html' %}{% endif %}{% endcomponent c %}";
    let home = format!("//- themes/mine/templates/home.html\n{component}{{{{ <c n={{20}} /> }}}}\n");
    let again = made_on_small_stack(&format!("{home}{}", chain(50, "{% include 'NEXT' %}", "{{ <c n={n - 1} /> }}")));
    assert_eq!(again.said, [""; 0]);
    assert!(again.file("index.html").contains("3 2 1 "), "{}", again.file("index.html"));

    let extending = "{% extends 'NEXT' %}{% block b %}{{ super() }}{% endblock b %}";
    let home =
        "//- themes/mine/templates/home.html\n{% extends 'c1.html' %}{% block b %}{{ super() }}{% endblock b %}\n";
    let last = "{% block b %}end{% endblock b %}";
    let extended = made_on_small_stack(&format!("{home}{}", chain(50, extending, last)));
    assert_eq!(extended.said, [""; 0]);
    assert!(extended.file("index.html").contains("end"));
    let deeper = made_on_small_stack(&format!("{home}{}", chain(500, extending, last)));
    let places = ["c143", "c194", "c245", "c296", "c347", "c398", "c41", "c449", "c92"];
    assert_eq!(deeper.said, places.map(|name| too_deep(&format!("{name}.html:1:1"))));
}

#[test]
fn an_if_has_as_many_choices_as_the_documentation_says() {
    let theming = include_str!("../docs/theming.md");
    assert!(theming.contains("an `if` may have up to 100 `elif`, with those around it"));
    let choices = |count| "{% elif t.home == 'x' %}".repeat(count);
    let home = |count| {
        let within = format!("{}{}", "{% if t.home %}".repeat(38), "{% endif %}".repeat(38));
        format!(
            "//- themes/mine/templates/home.html\n{{% if t.home == 'x' %}}{}{within}{{% endif %}}\n",
            choices(count)
        )
    };
    assert_eq!(made_on_small_stack(&home(100)).said, [""; 0]);
    let told = "themes/mine/templates/home.html:1:2423: template [an `if` has more than 100 `elif`, with those around it] ask \
                for what many have in common first, or look the value up in a map, as in `{{ names[key] }}`";
    assert_eq!(made_on_small_stack(&home(10_000)).said, [told]);
}

/// The project with these components in place of the theme's `cards`, and what is said of it.
fn cards_taking(arguments: &str) -> Vec<String> {
    let built_in =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/annals/templates/parts/components.html"));
    let name = arguments.split('(').next().unwrap();
    let mine = built_in.unwrap().replace("cards(groups, root, level, @t)", arguments).replace("{{ level }}", "2");
    let mine = mine.replace("endcomponent cards", &format!("endcomponent {name}"));
    made(&with(&format!("//- themes/mine/templates/parts/components.html\n{mine}"))).said
}

#[test]
fn what_templates_of_the_binary_miss_is_told_at_the_file_that_should_have_it() {
    assert_eq!(cards_taking("cards(groups, root, level, @t)"), [""; 0]);
    assert_eq!(
        cards_taking("cards(groups, root, @t)"),
        [
            "themes/mine/templates/parts/components.html:13:1: template [`cards.html` gives the component `cards` what it \
          doesn't take: unknown argument(s) `level` in component call. Possible argument(s) are: `groups`, `root`, `t`, on \
          the page `causes/index.html`] let it take what that of the theme does: \
          `{% component cards(groups, root, level, @t) %}`"
        ]
    );
    let renamed = cards_taking("tiles(groups, root, level, @t)");
    assert_eq!(renamed.len(), 1, "{renamed:#?}");
    assert!(
        renamed[0].contains("it lacks the component `cards`, which templates of the theme ask for]"),
        "{renamed:#?}"
    );
    let blocks = ["base", "stylesheet", "head", "shapes", "frame_top", "content", "frame_end"];
    let blocks = blocks.map(|name| format!("{{% block {name} %}}{{% endblock {name} %}}")).concat();
    let above = made(&with(&format!("//- themes/mine/templates/base.html\n{{% set page = 1 %}}{blocks}\n"))).said;
    let told = "themes/mine/templates/base.html:1:1: template [variable `root` exists but its value is undefined, in \
                `cards.html`, which extends this, on the page `causes/index.html`] see docs/theming.md for what each field holds";
    assert_eq!(above, [told]);
}

#[test]
fn what_is_missing_only_for_a_file_that_cannot_be_read_is_not_told() {
    let site = made(&with(
        "//- themes/mine/templates/base.html
{% block extra %}{% endblock extra %}{% if %}
//- themes/mine/templates/page.html
{% extends \"base.html\" %}{% block extra %}{{ <tiles groups={1} /> }}{% include \"more.html\" %}{% endblock extra %}
//- themes/mine/templates/more.html
{% component tiles(groups) %}{% endcomponent tiles %}{% component cards(groups) %}{% endcomponent cards %}{{
//- themes/mine/templates/parts/components.html
{% component heat(heat, root, level, @t) %}{% endcomponent heat %}
",
    ));
    let places: Vec<_> = site.said.iter().map(|line| line.split(", which").next().unwrap()).collect();
    let expected = [
        "themes/mine/templates/base.html:1:44: template [found `%}` but expected one of: integer, float, string, bool, ident, \
         `-`, `not`, `<`, `{`, `[` or `(`] see https://keats.github.io/tera/ for how templates are written",
        "themes/mine/templates/more.html:1:107: template [unexpected end of input] close each `{{` with `}}` and each `{%` with `%}`",
        "themes/mine/templates/parts/components.html:1:1: template [it lacks the components `chart`, `feeds`, `hatch`, `mark`, \
         `numbers`, `pager`, `provenance`",
    ];
    assert_eq!(places, expected);
}

#[test]
fn every_template_that_cannot_be_read_is_told() {
    let site = made(&with(
        r#"//- themes/mine/templates/home.html
<p>
{% if x %}
//- themes/mine/templates/data.html
{% extends "bse.html" %}
//- themes/mine/templates/page.html
ok {{ <crads groups={groups} /> }}
{{ x | shout }}
//- themes/mine/templates/years.html escaped
\xE9
"#,
    ));
    let places: Vec<_> = site.said.iter().map(|line| line.split(" [").next().unwrap()).collect();
    let expected = [
        "themes/mine/templates/data.html:1:1: template",
        "themes/mine/templates/home.html:2:11: template",
        "themes/mine/templates/page.html:1:7: template",
        "themes/mine/templates/page.html:2:8: template",
        "themes/mine/templates/years.html:1:1: invalid-utf8",
    ];
    assert_eq!(places, expected, "{:#?}", site.said);
}

#[test]
fn what_is_wrong_in_messages_is_told_beside_templates_that_cannot_be_read() {
    let site = made(&with(
        "//- themes/mine/templates/home.html
{% if %}{{ t.imprint }}
//- themes/mine/i18n/en.ftl
imprint = Kept
home = { $x }
//- themes/mine/i18n/fr.ftl
home =
",
    ));
    let places: Vec<_> = site.said.iter().map(|line| line.split(" [").next().unwrap()).collect();
    let expected = [
        "themes/mine/i18n/en.ftl:2:10: messages",
        "themes/mine/i18n/fr.ftl:1:1: messages",
        "themes/mine/templates/home.html:1:7: template",
    ];
    assert_eq!(places, expected, "{:#?}", site.said);
}

#[test]
fn a_block_that_no_parent_has_is_told_with_those_there_are() {
    let plain = made(&with(
        "//- themes/mine/templates/home.html\n{% extends \"base.html\" %}{% block main %}x{% endblock main %}\n",
    ));
    let told = "themes/mine/templates/home.html:1:35: template [block `main` is not defined in any parent template]";
    let there = "the templates it extends have the blocks `base`, `stylesheet`, `head`, `shapes`, `frame_top`, `content`, `frame_end`";
    assert_eq!(plain.said, [format!("{told} {there}")]);
}

#[test]
fn files_of_a_theme_may_begin_with_a_byte_order_mark() {
    let theme = "//- themes/mine/templates/page.html escaped
\\u{feff}{% extends \"base.html\" %}{% block content %}Mine{% endblock content %}
//- themes/mine/i18n/fr.ftl escaped
\\u{feff}main-navigation = Chez nous
//- themes/mine/i18n/glossary.txt escaped
\\u{feff}en: outage | fr: panne
";
    let site = made(&with(&format!("{theme}//- content/pages/about.md\n---\ntitle: About\n---\n")));
    assert_eq!(site.said, [""; 0]);
    assert!(site.file("pages/about/index.html").contains("Mine"));
    assert!(site.file("fr/index.html").contains("Chez nous"));
    let wrong = theme.replace("Mine", "{{ wrong }}").replace("main-navigation", "nothing-asks");
    let wrong = made(&with(&format!("{wrong}//- content/pages/about.md\n---\ntitle: About\n---\n")));
    // Places are those in the file: here its mark counts as well.
    let places: Vec<_> = wrong.said.iter().map(|said| said.split(": ").next().unwrap_or_default()).collect();
    assert_eq!(places, ["themes/mine/i18n/fr.ftl:1:2", "themes/mine/templates/page.html:1:49"], "{:?}", wrong.said);
}

#[test]
fn a_theme_whose_files_cannot_be_read_is_there() {
    for (file, told) in [
        ("//- themes/mine/templates/home.html escaped\ncaf\\xE9\n", "home.html:1:4: invalid-utf8"),
        ("//- themes/mine/templates/home.html -> elsewhere\n", "home.html:1:1: refused-file"),
    ] {
        let said = made(&with(file)).said;
        assert!(said.len() == 1 && said[0].starts_with(&format!("themes/mine/templates/{told}")), "{said:?}");
    }
}

#[test]
fn an_asset_whose_name_is_no_address_is_told_at_its_file() {
    let said = made(&with("//- themes/mine/assets/my font.woff2\nx\n")).said;
    assert!(said.len() == 1 && said[0].starts_with("themes/mine/assets/my font.woff2:1:1: file-name"), "{said:?}");
    let told =
        "[`assets/my font.woff2` can't be an address: `my font.woff2` contains a space] rename it to `my-font.woff2`";
    assert!(said[0].contains(told), "{said:?}");
    let long = made(&with(&format!("//- themes/mine/assets/{}.woff2\nx\n", "a".repeat(70)))).said;
    assert!(
        long.len() == 1 && long[0].contains("has 89 bytes, and no more than 80 make one part of an address"),
        "{long:?}"
    );
}

#[test]
fn an_asset_is_published_in_small_letters_and_found_by_its_name() {
    let home = "<img src=\"{{ page.root }}{{ site.assets[\"Fonts/Inter-Bold.woff2\"] }}\">";
    let files =
        format!("//- themes/mine/assets/Fonts/Inter-Bold.woff2\nx\n//- themes/mine/templates/home.html\n{home}\n");
    let site = made(&with(&files));
    assert_eq!(site.said, [""; 0]);
    let published = site.files.keys().find(|path| path.contains("inter-bold")).unwrap();
    assert!(published.starts_with("assets/fonts/inter-bold.") && published.ends_with(".woff2"), "{published}");
    assert!(site.file("index.html").contains(&format!("<img src=\"./{published}\">")), "{}", site.file("index.html"));
}

#[test]
fn results_are_counted_by_the_rules_of_the_language_that_counts_them() {
    let site = made(
        "//- site.toml
title = \"Archive\"
languages = [\"en\", \"ja\"]
//- content/incidents/one.md
---
title: One
date: 2024-10-03T10:30Z
services: [telegram]
---
",
    );
    let words = site.file("ja/search/index.html").replace("&quot;", "\"");
    let counted = r#""count":{"one":"{0} incident","other":"{0} incidents","0":"Nothing found"},"plural":"en""#;
    assert!(words.contains(counted), "{words}");
}

#[test]
fn years_that_the_search_page_leaves_out_are_told_between_those_beside_them() {
    let project = "//- site.toml\ntitle = \"A\"\nlanguages = [\"en\"]\n".to_owned();
    let incident = |year: &&str| {
        format!("//- content/incidents/y{year}.md\n---\ntitle: Y\ndate: {year}-03-02\nservices: [s]\n---\n")
    };
    let site = made(&(project + &["1998", "2000", "2023"].iter().map(incident).collect::<String>()));
    let list = site.file("search/index.html").split("spans\">").nth(1).unwrap().split("</ol>").next().unwrap();
    let told: Vec<_> = list.split("<li").skip(1).map(|item| text_of(&item.replace('\n', ""))).collect();
    assert_eq!(told, ["1998 1", "1999", "2000 1", "⋯ 2001 to 2022: no incidents", "2023 1"]);
}

/// What stands between tags.
fn text_of(html: &str) -> String {
    let texts = html.split('>').skip(1).filter_map(|part| part.split('<').next()).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join(" ")
}

#[test]
fn templates_reach_neither_disk_nor_network_nor_clock_nor_environment() {
    for (tag, wrong) in [
        ("{{ now() }}", "unknown function `now`"),
        ("{{ get_env(name=\"HOME\") }}", "unknown function `get_env`"),
        ("{{ get_random(start=0, end=9) }}", "unknown function `get_random`"),
        ("{{ load_data(path=\"site.toml\") }}", "unknown function `load_data`"),
        ("{{ load_data(url=\"https://example.org/\") }}", "unknown function `load_data`"),
        ("{{ 0 | date }}", "unknown filter `date`"),
        ("{% include \"/etc/passwd\" %}", "unknown template `/etc/passwd`"),
        ("{% include \"../../../site.toml\" %}", "unknown template `../../../site.toml`"),
        ("{% extends \"/etc/passwd\" %}", "it extends `/etc/passwd`, which is no template"),
    ] {
        let site = made(&with(&format!("//- themes/mine/templates/page.html\n{tag}\n")));
        assert!(site.files.is_empty(), "{tag}");
        let told = format!("template [{wrong}]");
        assert!(site.said.len() == 1 && site.said[0].contains(&told), "{tag}: {:?}", site.said);
        assert!(site.said[0].starts_with("themes/mine/templates/page.html:1:"), "{:?}", site.said);
    }
}

/// Of the words there are, templates have these: none of them reads anything but what it is given.
#[test]
fn a_service_has_no_other_name_that_is_its_own() {
    let made = made(
        "//- site.toml\ntitle = \"T\"\nlanguages = [\"en\", \"ar\"]\n\
         //- content/services/mail.md\n---\nname: { en: Mail, ar: بريد }\naliases: [Mail, بريد, \"A<b\"]\n---\n",
    );
    let english = made.file("services/mail/index.html");
    assert!(english.contains("><bdi>بريد</bdi> and <bdi>A&lt;b</bdi><"), "{english}");
    let arabic = made.file("ar/services/mail/index.html");
    assert!(arabic.contains("><bdi>Mail</bdi> و<bdi>A&lt;b</bdi><"), "{arabic}");
}

#[test]
fn parts_stand_beneath_the_service_they_are_parts_of() {
    let service = |id: &str, lines: &str| format!("//- content/services/{id}.md\n---\nname: {id}\n{lines}---\n");
    let services = [
        service("zeta", "group: One\n"),
        service("alpha", "part-of: zeta\n"),
        service("mail", "part-of: alpha\n"),
        service("beta", "group: One\n"),
        service("zetabyte", "group: One\n"),
    ];
    let made = made(&format!("//- site.toml\ntitle = \"T\"\n{}", services.concat()));
    let page = made.file("services/index.html");
    let card = |card: &str| {
        let name = card.split_once("<bdi>")?.1.split_once("</bdi>")?.0;
        Some(format!("{} {name}", card.get(..1)?))
    };
    let cards: Vec<String> = page.split("<li class=\"d").skip(1).filter_map(card).collect();
    assert_eq!(cards, ["0 beta", "0 zeta", "1 alpha", "2 mail", "0 zetabyte", "0 Telegram"]);
}

#[test]
fn text_of_an_author_is_never_a_template() {
    let site = made(&with(
        r#"//- themes/mine/i18n/en.ftl
latest-incidents = {"{{"} site.title {"}}"} <b>
"#,
    ));
    assert_eq!(site.said, Vec::<String>::new());
    assert!(site.file("index.html").contains("<h2>{{ site.title }} &lt;b&gt;</h2>"));
}

/// Persian and Hebrew come with the site, in part: both are written from the right.
const RIGHT_TO_LEFT: &str = r#"//- site.toml
title = { fa = "بایگانی", he = "ארכיון" }
theme = "mine"
default_language = "fa"
languages = ["fa", "he"]
//- content/incidents/one.md
---
title: قطعی
date: 2024-10-03T10:30Z
end: 2024-10-03T12:45Z
services: [telegram]
regions: [IR, IL, DE]
sources: [{ url: "https://example.org/", title: Source }]
updates:
  - { at: 2024-10-03T10:30Z, status: investigating }
  - { at: 2024-10-03T12:45Z, status: resolved }
---
متن.
//- content/incidents/two.md
---
title: قطعی دوم
date: 2024-02-03T10:30Z
services: [telegram]
sources: [{ url: "https://example.org/", title: Source }]
---
متن.
//- themes/mine/i18n/fa.ftl
home = خانه
count-incidents =
    { $count ->
        [one] { $number } رویداد
       *[other] { $number } رویداد
    }
//- themes/mine/i18n/he.ftl
home = בית
count-incidents =
    { $count ->
        [one] אירוע אחד
        [two] שני אירועים
       *[other] { $number } אירועים
    }
"#;

#[test]
fn a_site_in_persian_and_hebrew_reads_from_the_right() {
    let site = made(RIGHT_TO_LEFT);
    let (persian, hebrew) = (site.file("index.html"), site.file("he/index.html"));
    assert!(persian.contains("<html lang=\"fa\" dir=\"rtl\">") && hebrew.contains("<html lang=\"he\" dir=\"rtl\">"));
    // Messages of the site's own, plurals and digits of the language; English where there is none.
    assert!(persian.contains("۲ رویداد") && hebrew.contains("שני אירועים"), "{hebrew}");
    let incident = site.file("incidents/one/index.html");
    assert!(incident.contains("ایران") && incident.contains("اسرائیل") && incident.contains("آلمان"));
    assert!(incident.contains("۲ ساعت،\u{200f} ۱۵ دقیقه"), "{incident}");
    assert!(incident.contains("۳ اکتبر ۲۰۲۴"));
    assert!(incident.contains("<dt>\u{2066}Impact\u{2069}</dt>"));
    // What changed is one run from the left, with the arrow between its words in their order.
    let [was, became] = ["Investigating", "Resolved"].map(|status| format!("\u{2068}\u{2066}{status}\u{2069}\u{2069}"));
    let course = format!("<span class=\"state\">\u{2066}{was} → {became}\u{2069}</span>");
    assert!(incident.contains(&course), "{incident}");
    // The timeline, drawn in the order of time, is mirrored: the year begins on the right.
    let places: Vec<f64> = site
        .file("services/telegram/index.html")
        .split("<svg x=\"")
        .skip(1)
        .filter_map(|mark| mark.split('%').next()?.parse().ok())
        .collect();
    let (february, october) = (places.first().unwrap(), places.last().unwrap());
    assert!(*february > 80.0 && *october < 30.0, "{places:?}");
}

#[test]
fn what_stands_in_from_another_language_says_so() {
    let project = |theme: &str| {
        format!(
            "//- site.toml
title = {{ en = \"Outages\" }}
description = \"What went wrong.\"
languages = [\"en\", \"he\"]
theme = \"{theme}\"
//- content/services/mail.md
---
name: {{ en: Mail, he: דואר }}
group: {{ en: Messages }}
---
//- content/services/chat.md
---
name: {{ en: Chat }}
group: {{ en: Messages }}
---
//- content/services/telegram.md
---
name: Telegram
---
//- content/regions/north.md
---
name: {{ en: The north }}
---
//- content/incidents/one.md
---
title: One
date: 2024-10-03T10:30Z
services: [mail, chat, telegram]
regions: [IR-16, north, IL]
---
Prose.
//- content/incidents/one.he.md
---
title: אחת
---
טקסט.
"
        )
    };
    let english = |text: &str| format!("<bdi lang=\"en\" dir=\"ltr\">{text}</bdi>");
    for theme in ["annals", "plain"] {
        let site = made(&project(theme));
        let home = site.file("he/index.html");
        for text in ["Outages", "What went wrong.", "Messages", "Chat"] {
            assert!(home.contains(&english(text)), "{theme}: {text}: {home}");
        }
        assert!(home.contains("<bdi>Telegram</bdi>") && home.contains("<bdi>דואר</bdi>"), "{theme}: {home}");
        assert!(site.file("he/regions/north/index.html").contains(&english("The north")), "{theme}");
        assert!(site.file("he/services/chat/index.html").contains(&english("Chat")), "{theme}");
        let incident = site.file("he/incidents/one/index.html");
        assert!(incident.contains(&english("Chat")) && incident.contains(&english("The north")), "{theme}: {incident}");
        assert!(!site.file("index.html").contains("lang=\"en\" dir=\"ltr\">Outages"), "{theme}");
    }
}

#[test]
fn what_a_language_lacks_is_told() {
    let site = made(RIGHT_TO_LEFT);
    let [persian, hebrew] = site.said.as_slice() else { panic!("{:?}", site.said) };
    assert!(persian.starts_with("themes/mine/i18n/fa.ftl:1:1: missing-message [`fa` lacks "), "{persian}");
    assert!(persian.contains("and English stands in: `about-cause`, "), "{persian}");
    assert!(hebrew.starts_with("themes/mine/i18n/he.ftl:1:1: missing-message [`he` lacks "), "{hebrew}");
}

#[test]
fn a_language_without_a_file_is_told_where_the_settings_name_it() {
    let site = made("//- site.toml\ntitle = \"x\"\nlanguages = [\"en\", \"sv\"]\n");
    assert_eq!(
        site.said,
        [
            "site.toml:2:20: missing-message [the theme has no messages in `sv`, and pages speak English there] put them \
          into `themes/annals/i18n/sv.ftl`, or leave the language out"
        ]
    );
    assert!(site.file("sv/index.html").contains("<html lang=\"sv\" dir=\"ltr\">"));
}

#[test]
fn mistakes_in_messages_are_told_at_their_place() {
    let site = made(&with(
        r"//- themes/mine/i18n/fr.ftl
latest-incidents = Neuf
lastest-incidents = Neuf
count-incidents =
    { $count ->
       *[other] { $nombre } incidents
    }
home = { $x }
",
    ));
    let expected = [
        "themes/mine/i18n/fr.ftl:2:1: unknown-message [nothing asks for the message `lastest-incidents`] did you mean \
         `latest-incidents`?",
        "themes/mine/i18n/fr.ftl:3:1: plural-form [`count-incidents` lacks plural forms of its language: `[one]`, \
         `[many]`] add the forms to the choice by `$count`; till then the one with `*` is used",
        "themes/mine/i18n/fr.ftl:5:19: messages [nothing is given for `$nombre` in the message `count-incidents`] it \
         may have `$count` or `$number`",
        "themes/mine/i18n/fr.ftl:7:10: messages [nothing is given for `$x` in the message `home`] nothing is put into \
         this message: write a text without variables",
    ];
    let own: Vec<_> = site.said.iter().filter(|line| line.starts_with("themes/mine/i18n/")).collect();
    assert_eq!(own, expected);
}

#[test]
fn files_that_nothing_asks_for_are_told() {
    let site = made(&with(
        "//- themes/mine/README.md
What this is.
//- themes/mine/home.html
x
//- themes/mine/templates/incdent.html
x
//- themes/mine/templates/parts/mine.html
x
//- themes/mine/templates/parts/footer.html
<footer>{% include \"parts/mine.html\" %}</footer>
//- themes/mine/asset/site.css
x
//- themes/mine/i18n/de.ftl
home = Start
",
    ));
    let expected = [
        "themes/mine/asset/site.css:1:1: theme-file [nothing asks for the file `asset/site.css`] a theme has the folders \
         `templates/`, `assets/` and `i18n/`",
        "themes/mine/home.html:1:1: theme-file [nothing asks for the file `home.html`] did you mean \
         `templates/home.html`?",
        "themes/mine/i18n/de.ftl:1:1: theme-file [`i18n/de.ftl` holds messages of no language of the site] name it after \
         a language of site.toml, as in `i18n/fr.ftl`, or add the language there",
        "themes/mine/templates/incdent.html:1:1: theme-file [nothing asks for the template `templates/incdent.html`] did \
         you mean `templates/incident.html`?",
    ];
    assert_eq!(site.said, expected);
}

/// The demo archive in one language more, with a theme.
fn demo(theme: &str) -> Made {
    demo_at(tempfile::tempdir().unwrap().path(), theme)
}

fn demo_at(root: &Path, theme: &str) -> Made {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let settings = fs::read_to_string(here.join("site.toml")).unwrap();
    let settings = settings.replace("languages = [\"en\",", "languages = [\"de\", \"en\",");
    fs::write(root.join("site.toml"), settings.replace("theme = \"annals\"", &format!("theme = \"{theme}\""))).unwrap();
    copy(&here.join("content"), &root.join("content"));
    made_at(root)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() { copy(&path, &target) } else { assert!(fs::copy(&path, &target).is_ok()) }
    }
}

/// The long lists of an incident's page, as a theme writes them that has them otherwise.
const LISTS: [[&str; 3]; 3] = [
    [
        "update_items",
        "updates",
        r##"{%- for update in updates %}
<li id="{{ update.anchor }}" class="s-{{ update.status.key }}">
<p class="at" data-local><a href="#{{ update.anchor }}" title="{{ t.link_to_update }}">{{ update.at }}</a> {%- if update.stated %} <span class="state">{{ update.course }}</span>{% endif %}</p>
<div class="said"{% if update.lang %} lang="{{ update.lang }}" dir="{{ update.dir }}"{% endif %}>{{ update.html }}</div>
{%- if update.by %}
<p class="by">{{ update.by }}</p>
{%- endif %}
</li>
{%- endfor %}"##,
    ],
    [
        "known_rows",
        "known",
        r#"{%- for step in known %}
<tr><th scope="row"><a href="{{ step.href }}">{{ step.at }}</a>{% if step.amended %} <span class="line aside">{{ t.known_amended }}</span>{% elif step.elapsed %} <span class="line aside">{{ step.elapsed }}</span>{% endif %}</th>
<td>{% if step.status %}{{ step.status.label }}{% endif %}
{%- for fact in step.corrected %} <span class="line aside">{{ fact.given }} ({{ t.known_until }} <a href="{{ fact.href }}">{{ fact.at }}</a>)</span>{% endfor %}</td></tr>
{%- endfor %}"#,
    ],
    [
        "source_items",
        "sources",
        r#"{%- for source in sources %}
<li id="{{ source.anchor }}"><span class="n">{{ source.number }}</span>
<div>
<p class="title">{{ source.title }}</p>
<ul class="tags">
{%- for detail in source.details %}<li>{{ detail }}</li>{% endfor -%}
</ul>
{%- if source.note %}
<p class="aside">{{ source.note }}</p>
{%- endif %}
</div>
</li>
{%- endfor %}"#,
    ],
];

#[test]
fn long_lists_are_what_a_template_would_make_of_them() {
    let template = include_str!("../themes/annals/templates/incident.html").to_owned();
    let with_loops = LISTS.iter().fold(template, |template, [html, list, entries]| {
        let placed = format!("{{{{ {html} }}}}");
        assert_eq!(template.matches(&placed).count(), 1, "{html}");
        template.replace(&placed, entries).replace(&format!("if {html} "), &format!("if {list} "))
    });
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("themes/annals/templates")).unwrap();
    fs::write(root.path().join("themes/annals/templates/incident.html"), with_loops).unwrap();
    let (looped, placed) = (demo_at(root.path(), "annals"), demo("annals"));
    assert_eq!(looped.said, placed.said);
    assert!(placed.files.values().any(|page| page.contains("<ol class=\"updates\">\n<li id=\"u-")));
    for (path, page) in &placed.files {
        assert_eq!(looped.file(path), page, "{path}");
    }
}

/// A template that asks for everything there is.
const EVERYTHING: &str = "{# __tera_context #}";

#[test]
fn templates_of_the_binary_miss_nothing_that_they_do_not_ask_for() {
    for theme in ["annals", "plain"] {
        let root = tempfile::tempdir().unwrap();
        let parts = root.path().join("themes").join(theme).join("templates/parts");
        fs::create_dir_all(&parts).unwrap();
        fs::write(parts.join("zzz.html"), EVERYTHING).unwrap();
        let (everything, asked) = (demo_at(root.path(), theme), demo(theme));
        for (path, page) in &asked.files {
            assert_eq!(everything.file(path), page, "{path}");
        }
    }
}

#[test]
fn own_templates_get_what_they_ask_for_in_any_way() {
    for (home, incident) in [
        ("{% component foo(@title: string = \"none\") %}{{ title }}{% endcomponent foo %}", "[{{ <foo /> }}]"),
        ("", "{% component a(@title=\"none\") %}{{ title }}{% endcomponent-%}[{{ <a /> }}]"),
        ("", "{% set component = 1 %}{{ component }}[{% if title %}{{ title }}{% endif %}]"),
        ("", "{%-raw-%}{% component a() %}{%-endraw-%}[{{ title | default(value=\"none\") }}]"),
        ("", "{% set m = {\"a\": {\"b\": 1}} if not title else \"{{\" %}[{{ title | default(value=m) }}]"),
        ("", "{% set x = [...[title | default(value=\"none\")]] %}[{{ x[0] }}]"),
        ("", "[{% for t in [{\"sources\": title}] %}{% include \"parts/inc.html\" %}{% endfor %}]"),
        ("", "[{% for page in [{\"lang\": title}] %}{{ page.lang }}{% endfor %}]"),
    ] {
        let made = made(&with(&format!(
            "//- themes/mine/templates/home.html\n{home}home\n//- themes/mine/templates/incident.html\n{incident}\n\
            //- themes/mine/templates/parts/inc.html\n{{{{ t.sources }}}}"
        )));
        let page = made.file("incidents/one/index.html");
        assert!(page.contains("[One") || page.contains("[\nOne"), "{incident}: {page}: {:?}", made.said);
    }
}

#[test]
fn the_plain_theme_makes_every_page_of_the_other_without_a_script() {
    let (plain, annals) = (demo("plain"), demo("annals"));
    let pages = |site: &Made| site.files.keys().filter(|path| path.ends_with(".html")).cloned().collect::<Vec<_>>();
    assert_eq!(plain.said, annals.said);
    assert_eq!(pages(&plain), pages(&annals));
    assert!(pages(&plain).len() > 200, "{}", pages(&plain).len());
    for page in pages(&plain) {
        let html = plain.file(&page);
        assert!(
            !html.contains("<script") && !html.contains("style=") && html.contains("Content-Security-Policy"),
            "{page}"
        );
        assert!(html.matches("<h1").count() == 1 && html.contains("<main id=\"content\">"), "{page}");
    }
}

#[test]
fn the_interface_of_the_demo_archive_is_german_in_german() {
    let site = demo("annals");
    let service = site.file("de/services/telegram/index.html");
    for german in ["<html lang=\"de\" dir=\"ltr\">", "Zeitleiste", "Mittlere Dauer (Median)", "Vorfälle", "Russland"] {
        assert!(service.contains(german), "{german}");
    }
    assert!(site.file("de/regions/index.html").contains("Südostasien"));
    let english = ["Going on", "End not known", "Latest", "Regions", "Statistics"];
    let pages = site.files.iter().filter(|(path, _)| path.starts_with("de/") && path.ends_with("index.html"));
    for (path, html) in pages {
        let found: Vec<_> = english.iter().filter(|word| html.contains(&format!(">{word}<"))).collect();
        assert!(found.is_empty(), "{path}: {found:?}");
    }
}

#[test]
fn links_to_headings_of_other_files_lead_to_the_heading_on_the_page_readers_see() {
    let site = made(
        "//- site.toml
title = \"Archive\"
languages = [\"en\", \"fr\"]
//- content/services/mail.md
---
name: Mail
---
## Its past
//- content/incidents/one.md
---
title: One
date: 2024-05-01
services: [mail]
updates: [{ at: 2024-05-01T10:00Z, text: \"As the [course](#course) tells.\" }]
---
## Course

## U-turn

[other](two.md#cause) [update](two.md#u-20240501) [past](../services/mail.md#its-past) [turn](#u-turn)
//- content/incidents/one.fr.md
---
title: Un
---
## Le cours

[nommé](two.fr.md#la-cause) [nommé dans l'autre langue](two.md#cause)
//- content/incidents/two.md
---
title: Two
date: 2024-05-01
services: [mail]
---
## Cause
//- content/incidents/two.fr.md
---
title: Deux
---
## La cause
",
    );
    let page = site.file("incidents/one/index.html");
    for link in [
        "../../incidents/two/#h-cause",
        "../../incidents/two/#u-20240501",
        "../../services/mail/#h-its-past",
        "#h-u-turn",
    ] {
        assert!(page.contains(&format!("<a href=\"{link}\">")), "{link}: {page}");
    }
    assert!(page.contains("<a href=\"#h-course\">course</a>"), "from an update to the text: {page}");
    for (path, id) in [
        ("incidents/two", "h-cause"),
        ("services/mail", "h-its-past"),
        ("incidents/one", "h-u-turn"),
        ("fr/incidents/two", "h-la-cause"),
    ] {
        assert!(site.file(&format!("{path}/index.html")).contains(&format!(" id=\"{id}\"")), "{path}#{id}");
    }
    let page = site.file("fr/incidents/one/index.html");
    assert!(page.contains("<a href=\"../../../fr/incidents/two/#h-la-cause\">nommé</a>"), "{page}");
    assert!(page.contains("<a href=\"../../../fr/incidents/two/\">nommé dans"), "no heading of that name: {page}");
}

#[test]
fn of_free_pages_the_menu_marks_the_one_that_is_shown() {
    for theme in ["annals", "plain"] {
        let site = made(&format!(
            "//- site.toml
title = \"Archive\"
theme = \"{theme}\"
//- content/pages/about.md
---
title: About us
---
Text.
//- content/pages/data.md
---
title: Our data
---
Text.
"
        ));
        let marked = |path: &str| {
            let page = site.file(path);
            let marks = page.split("<li>").filter(|item| item.contains("aria-current=\"true\""));
            marks
                .filter_map(|item| Some(item.split_once("pages/")?.1.split('/').next()?.to_owned()))
                .collect::<Vec<_>>()
        };
        assert_eq!(marked("pages/about/index.html"), ["about"], "{theme}");
        assert_eq!(marked("pages/data/index.html"), ["data"], "{theme}");
        assert!(marked("index.html").is_empty(), "{theme}");
    }
}

#[test]
fn sources_disagree_only_where_a_claim_says_otherwise() {
    let site = made(
        "//- site.toml
title = \"Archive\"
//- content/incidents/one.md
---
title: One
date: 2024-10-03T10:30Z
end: 2024-10-03T12:30Z
services: [telegram]
sources: [{ id: paper, title: The paper }]
claims:
  - { about: date, value: 2024-10-03T12:30+02:00, source: paper }
  - { about: end, value: 2024-10-03T14:30Z, source: paper }
---
",
    );
    let page = site.file("incidents/one/index.html");
    assert!(page.contains("href=\"#c-end\"") && !page.contains("href=\"#c-date\""), "{page}");
}

/// An incident of which claims and amendments tell all that they can.
const DISPUTED: &str = r#"//- site.toml
title = "Archive"
languages = ["en", "ar"]
vocabulary = { users = { en = "Users", ar = "المستخدمون" } }
//- content/incidents/one.md
---
title: One
date: 2024-10-03T10:30Z
end: 2024-10-03T12:30Z
services: [telegram]
cause: { kind: network, by: A speaker, source: s1 }
figures: [{ what: users, value: 5, at: 2024-10-03T10:40Z }]
sources: [{ id: s1, title: First }, { id: s2, title: Second }]
claims:
  - { about: cause, value: { kind: power, certainty: claimed, by: YBY } }
  - { about: cause, value: { kind: dns, source: s2 }, source: s1 }
  - { about: figures, value: { what: users, value: 3, at: 2024-10-03T11:00Z, source: s2 } }
  - { about: date, value: 2024-10-03T10:30Z/2024-10-03T13:00Z, source: s2 }
amendments:
  - { date: 2024-10-05, about: cause, was: { kind: attack, by: مكتب, source: s2 } }
  - { date: 2024-10-06, about: date, was: 2024-10-03T09:00Z }
  - { date: 2024-10-07, about: date, was: 2024-10-03T10:00Z/2024-10-03T12:30Z }
---
//- content/incidents/one.ar.md
---
title: واحد
---
"#;

#[test]
fn what_claims_and_amendments_tell_stands_on_the_page() {
    let site = made(DISPUTED);
    let page = site.file("incidents/one/index.html");
    let refs = "<span class=\"refs\"><a href=\"#s-s2\" title=\"Second\"><span class=\"vh\">Source </span>2</a></span>";
    for text in [
        "<p class=\"value\">Network (according to A speaker)</p>",
        "<p class=\"value\">Power (claimed, according to YBY)</p>",
        "<p class=\"value\">Users: 5 (October 3, 2024 at 10:40\u{a0}UTC)</p>",
        "<p class=\"value\">Users: 3 (October 3, 2024 at 11:00\u{a0}UTC)</p>\n<p class=\"by\">According to <bdi>Second</bdi>",
        "<h3 id=\"c-interval\">Start and end</h3>",
        "<p class=\"value\">October 3, 2024 at 10:30\u{a0}UTC – October 3, 2024 at 13:00\u{a0}UTC</p>",
        &format!(
            "<strong>Cause: Attack (according to \u{2068}مكتب\u{2069}){refs} → Network (according to A speaker)</strong>"
        ),
        "<strong>Start: October 3, 2024 at 09:00\u{a0}UTC → October 3, 2024 at 10:00\u{a0}UTC</strong>",
        "<strong>Start and end: October 3, 2024 at 10:00\u{a0}UTC – October 3, 2024 at 12:30\u{a0}UTC → October 3, 2024 at \
         10:30\u{a0}UTC – October 3, 2024 at 12:30\u{a0}UTC</strong>",
    ] {
        assert!(page.contains(text), "{text}: {page}");
    }
    // Both sources of a claim, that of the claim first.
    let dns = page.split_once("<p class=\"value\">DNS</p>").unwrap().1.split_once("</li>").unwrap().0;
    assert!(dns.find("#s-s1").unwrap() < dns.find("#s-s2").unwrap(), "{dns}");
    // Of the interval the end alone is disputed, and the beginning alone was corrected.
    let [began, ended] = ["<div class=\"from", "<div class=\"to"].map(|from| {
        let box_of = page.split_once(from).unwrap().1;
        box_of.split_once("</div>").unwrap().0
    });
    assert!(!began.contains("#c-") && began.contains("#a-3"), "{began}");
    assert!(ended.contains("#c-interval") && !ended.contains("#a-"), "{ended}");
    let arabic = site.file("ar/incidents/one/index.html");
    for text in ["(بحسب \u{2068}A speaker\u{2069})</p>", "، بحسب \u{2068}YBY\u{2069})</p>", "البداية والنهاية"]
    {
        assert!(arabic.contains(text), "{text}: {arabic}");
    }
}

#[test]
fn a_service_of_many_parts_names_them_under_one_label_and_not_all_on_the_home_page() {
    use std::fmt::Write as _;
    let mut project =
        "//- site.toml\ntitle = \"Archive\"\n//- content/services/grid.md\n---\nname: Grid\n---\n".to_owned();
    for part in 0..30 {
        write!(project, "//- content/services/part-{part}.md\n---\nname: Part {part}\npart-of: grid\n---\n").unwrap();
    }
    project += "//- content/services/deep.md\n---\nname: Deep\npart-of: part-7\n---\n//- content/incidents/one.md\n---\n\
        title: One\ndate: 2024-10-03T10:30Z\nend: unknown\nservices: [deep]\nsources: [{ title: Source }]\n---\n";
    for (theme, project) in [("annals", project.clone()), ("plain", format!("{project}//- nothing.txt\n"))] {
        let settings = format!("title = \"Archive\"\ntheme = \"{theme}\"\n");
        let site = made(&project.replacen("title = \"Archive\"\n", &settings, 1));
        let page = site.file("services/grid/index.html");
        assert_eq!(
            (page.matches("<dt>Includes</dt>").count(), page.matches("services/part-").count()),
            (1, 30),
            "{page}"
        );
        assert!(page.find("services/part-2/").unwrap() < page.find("services/part-10/").unwrap());
        let home = site.file("index.html");
        let list: Vec<_> = home.split("\"./services/").skip(1).filter_map(|rest| rest.split('/').next()).collect();
        for service in ["grid", "part-7", "deep"] {
            assert!(list.contains(&service), "{list:?}");
        }
        assert!(!list.contains(&"part-8"), "{list:?}");
    }
}

#[test]
fn what_a_translation_leaves_out_is_shown_in_the_language_of_the_original() {
    let project = |theme: &str| {
        format!(
            "//- site.toml
title = \"Archive\"
theme = \"{theme}\"
languages = [\"en\", \"de\", \"ar\"]
//- content/incidents/typed.de.md
---
title: Gründe
summary: Eine Kurzfassung & mehr.
date: 2024-10-03T10:30Z
services: [telegram]
sources: [{{ id: paper, title: The paper }}]
cause: {{ kind: cooling, summary: Die Kühlung fiel aus. }}
updates:
  - {{ at: 2024-10-03T11:00Z, status: investigating, text: Wir suchen. }}
  - {{ at: 2024-10-03T12:00Z, status: monitoring, text: They said it in English., lang: en }}
---
Ein Text[^paper][^note].

## Ursache

Siehe [oben](#ursache).

[^note]: Eine Fußnote.
//- content/incidents/typed.en.md
---
title: Reasons
---
//- content/incidents/typed.ar.md
---
title: أسباب
summary: ملخص
updates:
  - {{ at: 2024-10-03T11:00Z, text: نبحث. }}
---
نص.
//- content/incidents/headed.de.md
---
title: Zwei
date: 2024-10-03T10:30Z
services: [telegram]
sources: [{{ title: Source }}]
---
Ein Text[^1].

[^1]: Deutsch.

## 2024-10-03T11:00Z investigating

Wir suchen.

## 2024-10-03T12:00Z resolved

Gefunden[^2].

[^2]: Noch eine.

## 2024-10-03T13:00Z resolved

Nachtrag.
//- content/incidents/headed.en.md
---
title: Two
---
A text[^1].

[^1]: English.

## 2024-10-03T11:00Z investigating

We are looking.

## 2024-10-03T13:00Z resolved
"
        )
    };
    for theme in ["annals", "plain"] {
        let site = made(&project(theme));
        let page = site.file("incidents/typed/index.html");
        for text in [
            "<span lang=\"de\" dir=\"ltr\">Eine Kurzfassung &amp; mehr.</span>",
            "<span lang=\"de\" dir=\"ltr\">Die Kühlung fiel aus.</span>",
            " lang=\"de\" dir=\"ltr\"><p>Wir suchen.</p>",
            "><p>They said it in English.</p>",
            "<div class=\"prose\" lang=\"de\" dir=\"ltr\">\n<p>Ein Text",
            "<div lang=\"de\" dir=\"ltr\">\n<section class=\"footnotes\"",
            "<h2 id=\"h-ursache\">",
            "href=\"#h-ursache\"",
            "href=\"#s-paper\"",
        ] {
            assert!(page.contains(text), "{theme}: {text}: {page}");
        }
        assert!(!page.contains("lang=\"de\" dir=\"ltr\"><p>They"), "{theme}: {page}");
        // The original, and what a translation says, stay as they are.
        let original = site.file("de/incidents/typed/index.html");
        assert!(original.contains(">Eine Kurzfassung &amp; mehr.</p>"), "{theme}: {original}");
        assert!(
            original.contains("<div lang=\"en\"") || original.contains("said\" lang=\"en\""),
            "{theme}: {original}"
        );
        assert!(
            !original.contains("<span lang=\"de\"") && !original.contains("<div lang=\"de\""),
            "{theme}: {original}"
        );
        let arabic = site.file("ar/incidents/typed/index.html");
        assert!(arabic.contains(">ملخص</p>") && arabic.contains("<p>نص.</p>"), "{theme}: {arabic}");
        assert!(arabic.contains("<span lang=\"de\" dir=\"ltr\">Die Kühlung"), "{theme}: {arabic}");
        assert!(!arabic.contains("Kurzfassung") && !arabic.contains("Wir suchen"), "{theme}: {arabic}");
        let page = site.file("incidents/headed/index.html");
        for text in [
            "<p>A text<sup class=\"note\"><a href=\"#fn-1\"",
            "<p>We are looking.</p>",
            " lang=\"de\" dir=\"ltr\"><p>Gefunden<sup class=\"note\"><a href=\"#fn-o-1\"",
            "<li id=\"fn-o-1\"><p>Noch eine.",
            " lang=\"de\" dir=\"ltr\"><p>Nachtrag.</p>",
        ] {
            assert!(page.contains(text), "{theme}: {text}: {page}");
        }
        assert!(!page.contains("Wir suchen") && !page.contains("Ein Text"), "{theme}: {page}");
    }
}

/// `annals translate` leaves the original's words in comments.
#[test]
fn a_translation_that_is_only_begun_is_shown_in_the_language_of_the_original() {
    let site = made(
        "//- site.toml
title = \"Archive\"
languages = [\"en\", \"de\"]
//- content/incidents/begun.de.md
---
title: Drei
date: 2024-10-03T10:30Z
services: [telegram]
sources: [{ title: Source }]
---
Noch ein Text.

## 2024-10-03T11:00Z investigating

Wir suchen.
//- content/incidents/begun.en.md
---
title: Three
---
<!--
Noch ein Text.
-->

## 2024-10-03T11:00Z investigating

<!--
Wir suchen.
-->
",
    );
    let page = site.file("incidents/begun/index.html");
    for text in [">\n<p>Noch ein Text.</p>", "><p>Wir suchen.</p>"] {
        assert!(page.contains(&format!(" lang=\"de\" dir=\"ltr\"{text}")), "{text}: {page}");
    }
}

/// An incident of a service, known so well, with its service and a region concerned for a single day.
fn doubtful(date: &str) -> Made {
    made(&format!(
        "//- site.toml
title = \"Archive\"
languages = [\"en\"]
vocabulary = {{ users = {{ en = \"Users\" }}, servers = {{ en = \"Servers\" }} }}
//- content/services/mail.md
---
name: Mail
---
//- content/incidents/one.md
---
title: One
date: {date}
end: {date}
services: [{{ id: mail, date: 2024-06-22, end: 2024-06-22 }}]
regions: [{{ region: IL, date: 2024-06-22, end: 2024-06-22 }}]
sources: [{{ title: Source }}]
figures:
  - {{ what: users, between: [1, 1] }}
  - {{ what: servers, between: [1, 2] }}
amendments: [{{ date: \"2024-07-01?\", note: A word }}]
---
"
    ))
}

#[test]
fn doubt_about_a_day_is_told_wherever_the_day_is() {
    for (date, told) in [
        ("2024-06-22~", "about June 22, 2024"),
        ("2024-06?", "June 2024 (uncertain)"),
        ("2024-06-22%", "about June 22, 2024 (uncertain)"),
        ("2024-06-22T10:30Z?", "June 22, 2024 (uncertain)"),
        // The day is sure.
        ("2024-06-22T10:30Z~", "June 22, 2024"),
    ] {
        let site = doubtful(date);
        assert!(site.file("services/index.html").contains(&format!("Latest: {told}<")), "{date}");
        assert!(site.file("badges/mail.svg").contains(&format!("latest {told}<")), "{date}");
        let page = site.file("incidents/one/index.html");
        assert!(page.contains("revised July 1, 2024 (uncertain), "), "{date}: {page}");
    }
}

#[test]
fn what_begins_and_ends_with_the_same_is_told_once() {
    let site = doubtful("2024-06-22");
    let page = site.file("incidents/one/index.html");
    assert!(!page.contains("June 22, 2024 –") && page.contains("June 22, 2024<"), "{page}");
    assert!(!page.contains("1 to 1") && page.contains("1 to 2"), "{page}");
    assert!(site.file("feed.atom").contains("<p>June 22, 2024 · "), "{}", site.file("feed.atom"));
}

#[test]
fn choices_of_the_search_page_are_counted_in_the_digits_of_their_language() {
    let site = made(
        "//- site.toml
title = \"Archive\"
languages = [\"en\", \"ar\"]
digits = { ar = \"arab\" }
//- content/incidents/one.md
---
title: One
date: 2024-10-03T10:30Z
services: [telegram]
sources: [{ title: Source }]
---
",
    );
    for (path, counted) in [("search/index.html", "1"), ("ar/search/index.html", "١")] {
        let page = site.file(path);
        let counts: Vec<_> =
            page.split("<span class=\"n\">").skip(1).filter_map(|rest| rest.split('<').next()).collect();
        assert!(!counts.is_empty() && counts.iter().all(|count| *count == counted), "{path}: {counts:?}");
    }
}

#[test]
fn messages_serve_those_who_write_their_language_in_the_same_script() {
    let project = "//- site.toml
title = { zh = \"A\", sr = \"B\" }
languages = [\"zh\", \"zh-Hant\", \"zh-TW\", \"sr\", \"sr-Latn\", \"pt-BR\"]
theme = \"mine\"
//- themes/mine/i18n/zh.ftl
home = 首页
//- themes/mine/i18n/zh-Hant.ftl
home = 首頁
//- themes/mine/i18n/sr.ftl
home = Почетна
//- themes/mine/i18n/pt.ftl
home = Início
//- content/pages/about.md
---
title: About
---
Text.
";
    let site = made(project);
    for (folder, home) in [
        ("", "首页"),
        ("zh-hant/", "首頁"),
        ("zh-tw/", "首頁"),
        ("sr/", "Почетна"),
        ("sr-latn/", "Home"),
        ("pt-br/", "Início"),
    ] {
        let page = site.file(&format!("{folder}incidents/index.html"));
        assert!(page.contains(&format!("<bdi>{home}</bdi></a>")), "{folder}");
    }
}
