//! What templates ask for: what a view holds and its template doesn't name isn't made into a value.
//!
//! Of templates of the built-in themes the tags are read. Those of a site's own may do whatever the template language
//! can, and ask for all that any of their words names.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use hashbrown::HashSet;

/// Shows a template all there is.
const EVERYTHING: &str = "__tera_context";

/// The field of a view that holds the frame of its page. Its own fields are asked for one by one.
pub(super) const FRAME: &str = "page";

/// The page that searches, and the field of its view that is the script it searches with.
const SEARCH: (&str, &str) = ("search.html", "script");

/// The script of incidents' pages: what templates call it, the field of `site`, and the name of the asset.
const PAGE_SCRIPT: (&str, &str, &str) = ("site.script", "script", "page.js");

/// Templates that are rendered with a view of their own.
const PAGES: [&str; 12] = [
    "cards.html",
    "data.html",
    "embed.html",
    "home.html",
    "incident.html",
    "listing.html",
    "notice.html",
    "page.html",
    "search.html",
    "service.html",
    "statistics.html",
    "years.html",
];

/// What each template asks its view for.
#[derive(Clone, Debug, Default)]
pub(super) struct AskedBy(BTreeMap<String, Asked>);

impl AskedBy {
    /// What all templates ask for.
    pub(super) fn of(templates: &[Template<'_>]) -> Self {
        let read: Vec<_> = templates.iter().copied().map(Read::new).collect();
        // All but pages of the binary take in the same: a theme may have many.
        let of_most = Asked::of(&read, None);
        let asked = |read_one: &Read<'_>| {
            let name = read_one.template.name;
            (name.to_owned(), if read_one.is_other_page() { Asked::of(&read, Some(name)) } else { of_most.clone() })
        };
        Self(read.iter().map(asked).collect())
    }

    /// The same templates, each with all there is, as somebody who looks for mistakes wants to see it.
    pub(super) fn everything(&self) -> Self {
        Self(self.0.keys().map(|name| (name.clone(), Asked::default())).collect())
    }

    /// Whether there is a template of that name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// What one of them asks for.
    pub(super) fn template(&self, name: &str) -> &Asked {
        static EVERYTHING: Asked = Asked { names: None, order: OnceLock::new(), frame: None };
        self.0.get(name).unwrap_or(&EVERYTHING)
    }
}

/// A template as it stands in its file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Template<'t> {
    /// Its path among the templates.
    pub name: &'t str,
    /// What it says.
    pub text: &'t str,
    /// Whether it is the site's own.
    pub is_own: bool,
}

impl<'t> Template<'t> {
    /// The paths it may ask for, among others.
    fn paths(self) -> HashSet<&'t str> {
        if self.is_own { any_paths(self.text).collect() } else { asked_in(self.text) }
    }
}

/// What is known of a template once it was looked through.
struct Read<'t> {
    template: Template<'t>,
    /// The paths it may ask for.
    paths: HashSet<&'t str>,
    /// The pages it names.
    names: Vec<&'static str>,
}

impl<'t> Read<'t> {
    fn new(template: Template<'t>) -> Self {
        let names = PAGES.into_iter().filter(|page| template.text.contains(page)).collect();
        Self { template, paths: template.paths(), names }
    }

    /// Whether it is a page that others take in only if they name it.
    fn is_other_page(&self) -> bool {
        PAGES.contains(&self.template.name) && !self.template.is_own
    }
}

/// Whether the search page asks for its script. Of a site's own templates, too, the tags alone are read: text speaks of
/// scripts in many ways.
pub(super) fn searches(templates: &[Template<'_>]) -> bool {
    let (page, script) = SEARCH;
    let may_be_taken_in = |name: &str| name == page || !PAGES.contains(&name);
    let asks = |text: &str| asked_in(text).iter().any(|path| first(path) == script);
    templates.iter().any(|template| may_be_taken_in(template.name) && asks(template.text))
}

/// Whether a page may ask for the script of incidents' pages.
pub(super) fn scripts_pages(templates: &[Template<'_>]) -> bool {
    let (path, field, asset) = PAGE_SCRIPT;
    templates.iter().any(|template| {
        let paths = template.paths();
        paths.contains(path) || template.is_own && (paths.contains(field) || template.text.contains(asset))
    })
}

/// The names that expressions of a template begin with, such as `page` of `page.title`, among other words of its tags.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// None where it asks for everything.
    names: Option<Arc<HashSet<Box<str>>>>,
    /// The fields of its view in their order, each with whether it is asked for: known once a view was seen.
    order: OnceLock<Vec<(&'static str, bool)>>,
    /// What it asks of the [`FRAME`]; none where that is everything.
    frame: Option<Box<Asked>>,
}

impl Asked {
    /// What templates ask for, with all that they may take in: the templates they name, and any that are no pages or the
    /// site's own, for components stand for all. `page` is one of the others.
    fn of(templates: &[Read<'_>], page: Option<&str>) -> Self {
        let is_other_page = |other: &&Read<'_>| page != Some(other.template.name) && other.is_other_page();
        let (mut others, mut taken): (Vec<_>, Vec<_>) = templates.iter().partition(is_other_page);
        let mut read = 0;
        while let Some(Read { names, .. }) = taken.get(read) {
            let taken_in: Vec<_> = others.extract_if(.., |other| names.contains(&other.template.name)).collect();
            taken.extend(taken_in);
            read += 1;
        }
        let paths = || taken.iter().flat_map(|read| &read.paths).copied();
        let names: HashSet<Box<str>> = paths().map(|path| first(path).into()).collect();
        if names.contains(EVERYTHING) {
            return Self::default();
        }
        let fields = || paths().filter(|path| first(path) == FRAME).map(|path| path.get(FRAME.len() + 1..));
        // As a whole, or by a name that isn't written behind a full stop.
        let is_whole = fields().any(|fields| fields.is_none_or(str::is_empty));
        let of_frame = || fields().flatten().map(|path| first(path).into()).collect();
        let frame = (!is_whole).then(|| Self { names: Some(Arc::new(of_frame())), ..Self::default() });
        Self { names: Some(Arc::new(names)), frame: frame.map(Box::new), ..Self::default() }
    }

    /// What it asks of the frame, where that isn't everything.
    pub(super) fn frame(&self) -> Option<&Self> {
        self.frame.as_deref()
    }

    /// Whether it may ask for the field that stands at `place` of its view.
    pub(super) fn has_field(&self, place: usize, name: &'static str) -> bool {
        match self.order.get().and_then(|order| order.get(place)) {
            Some((known, is_asked)) if std::ptr::eq(*known, name) => *is_asked,
            _ => self.has(name),
        }
    }

    /// Takes note of the fields of its view.
    pub(super) fn learn(&self, fields: &[&'static str]) {
        self.order.get_or_init(|| fields.iter().map(|name| (*name, self.has(name))).collect());
    }

    /// Whether the fields of its view are known.
    pub(super) fn knows_fields(&self) -> bool {
        self.order.get().is_some()
    }

    /// Whether it may ask for `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.as_ref().is_none_or(|names| names.contains(name))
    }

    /// A list, if it may ask for it.
    pub(super) fn list<T>(&self, name: &str, list: Vec<T>) -> Vec<T> {
        if self.has(name) { list } else { Vec::new() }
    }
}

/// The tags of a template: each from where it opens to the last close before the next one, for a tag may hold braces.
fn tags(template: &str) -> impl Iterator<Item = &str> {
    let opens: Vec<usize> = template.match_indices('{').map(|(at, _)| at).filter(|at| opens(template, *at)).collect();
    let ends = opens.clone().into_iter().skip(1).chain([template.len()]);
    opens.into_iter().zip(ends).map(move |(from, to)| {
        let piece = template.get(from..to).unwrap_or_default();
        let end = piece.rfind("}}").max(piece.rfind("%}")).unwrap_or(piece.len());
        piece.get(..end).unwrap_or_default()
    })
}

fn opens(template: &str, at: usize) -> bool {
    matches!(template.as_bytes().get(at + 1), Some(b'{' | b'%'))
}

/// The paths in a template of the built-in themes that may lead into its view. Components know what they are given, and
/// of what stands around them the arguments with an `@` alone.
fn asked_in(template: &str) -> HashSet<&str> {
    let mut found = HashSet::new();
    let mut is_component = false;
    for tag in tags(template) {
        match first_word(tag) {
            "component" => {
                is_component = true;
                found.extend(tag.split('@').skip(1).filter_map(|argument| paths(argument).next()));
            }
            "endcomponent" => is_component = false,
            _ if is_component => {}
            _ => found.extend(paths(tag)),
        }
    }
    found
}

/// The word a tag begins with.
fn first_word(tag: &str) -> &str {
    tag.trim_start_matches(['{', '%', '-']).split_whitespace().next().unwrap_or_default()
}

/// Whatever may be a path in a template, in text and comments as well, down to its first field: of `a.b.c` these are
/// `a.b`, `b.c` and `c`.
fn any_paths(template: &str) -> impl Iterator<Item = &str> {
    template.split(|c: char| !is_part(c)).flat_map(|run| {
        let starts = std::iter::once(0).chain(run.match_indices('.').map(|(at, _)| at + 1));
        starts.filter_map(move |start| {
            let path = run.get(start..)?;
            let end = path.match_indices('.').nth(1).map_or(path.len(), |(second, _)| second);
            Some(path.get(..end)?.trim_start_matches(char::is_numeric)).filter(|path| !path.is_empty())
        })
    })
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '.'
}

/// The paths in a tag that begin with a name, such as `page.title`; not the names that arguments are given by, as in
/// `level=2`.
fn paths(tag: &str) -> impl Iterator<Item = &str> {
    let mut rest = tag;
    let paths = std::iter::from_fn(move || {
        let path = rest.get(rest.find(is_part)?..)?;
        let (path, after) = path.split_at(path.find(|c| !is_part(c)).unwrap_or(path.len()));
        rest = after;
        Some((path, after.starts_with('=') && !after.starts_with("==")))
    });
    paths.filter(|(path, is_argument)| !is_argument && !first(path).is_empty()).map(|(path, _)| path)
}

/// The name a path begins with.
fn first(path: &str) -> &str {
    path.split('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn templates<'t>(texts: &[(&'t str, &'t str)], own: &str) -> Vec<Template<'t>> {
        texts.iter().map(|(name, text)| Template { name, text, is_own: *name == own }).collect()
    }

    fn asked(template: &str) -> Asked {
        AskedBy::of(&templates(&[("incident.html", template)], "")).template("incident.html").clone()
    }

    fn own_asks(template: &str) -> Asked {
        let all = [("incident.html", "{{ title }}"), ("home.html", template)];
        AskedBy::of(&templates(&all, "home.html")).template("incident.html").clone()
    }

    #[test]
    fn names_are_those_that_paths_in_tags_begin_with() {
        let asked = asked(
            "<ol class=\"sources\">{% for update in updates %}{{ t.known }}{{ x[0].claims }}{% endfor %}
            {{ <part a={{\"b\": {\"c\": figures}}} /> }} related {#- tags -#} {{- page.sources | join(sep=amendments) -}}",
        );
        for name in ["updates", "t", "x", "figures", "page", "amendments"] {
            assert!(asked.has(name), "{name}");
        }
        for name in ["sources", "known", "claims", "related", "tags", "title", "sep", "a"] {
            assert!(!asked.has(name), "{name}");
        }
    }

    #[test]
    fn a_theme_searches_if_its_search_page_asks_for_the_script() {
        let texts = |page, part| [("search.html", page), ("parts/a.html", part), ("incident.html", "{{ script }}")];
        for (page, part, expected) in [
            ("<script src=\"{{ page.root }}{{ script }}\">", "", true),
            ("{% include \"parts/a.html\" %}", "{%- if script -%}", true),
            ("{# script #}<script src=\"{{ site.script }}\">{{ t.script }}", "script", false),
        ] {
            for own in ["search.html", "parts/a.html", ""] {
                assert_eq!(searches(&templates(&texts(page, part), own)), expected, "{page} {own}");
            }
        }
        let of = |text, own| scripts_pages(&templates(&[("incident.html", text)], own));
        assert!(of("{{ site.script }}", "") && of("{{ site[\"script\"] }}", "incident.html"));
        assert!(of("{{ site.assets[\"page.js\"] }}", "incident.html"));
        assert!(!of("{{ script }}<script>", "") && !of("{{ site.style }}", "incident.html"));
    }

    #[test]
    fn components_ask_for_arguments_that_are_not_given() {
        let asked = asked(
            "{% component cards(groups, level=2, @t, @page) -%}{% for card in groups %}{{ card.rows }}{% endfor %}
            {%- endcomponent cards %}{{ <cards groups={services} /> }}{% if all==x %}{% endif %}",
        );
        assert!(["t", "page", "services", "all"].iter().all(|name| asked.has(name)));
        assert!(!["card", "level", "rows", "groups"].iter().any(|name| asked.has(name)));
        assert!(asked.frame().is_none(), "it is taken as a whole");
    }

    #[test]
    fn own_templates_ask_in_any_way_they_may() {
        for template in [
            "{# {% component a() %} #}{{ summary }}",
            "{%-raw-%}{% component a() %}{%-endraw-%}{{ summary }}",
            "{% component a(@summary=\"none\") %}{{ summary }}{% endcomponent-%}",
            "{% set component = 1 %}{{ component }}{% if summary %}",
            "{% set m = {\"a\": {\"b\": 1}} if summary else \"{{\" %}",
            "{{ [...summary | default(value=[])] | length }}",
            "{% <a a={{\"x\":1}} b={summary} c={{\"y\":2}}> %}",
            "{% if summary",
        ] {
            assert!(own_asks(template).has("summary"), "{template}");
        }
        assert!(!own_asks("{{ related }}").has("summary"));
        assert_eq!(
            any_paths("a.b.c ..d 2page.e f.").collect::<Vec<_>>(),
            ["a.b", "b.c", "c", ".", ".d", "d", "page.e", "e", "f."]
        );
        let frame = own_asks("{{ x.page.feeds }}{{ page.title }}");
        assert_eq!(["feeds", "title", "root"].map(|name| frame.frame().unwrap().has(name)), [true, true, false]);
        for whole in ["{% for page in x %}", "{{ page[\"ti\" ~ \"tle\"] }}", "{{ page . title }}", "{{ [...page] }}"] {
            assert!(own_asks(whole).frame().is_none(), "{whole}");
        }
        assert!(own_asks("{# __tera_context #}").has("summary"));
    }

    #[test]
    fn fields_of_the_frame_are_asked_for_one_by_one() {
        let some = asked("{{ page.title }}{% if page.feeds?.atom %}{{ x.page.root }}{% endif %}");
        let frame = some.frame().expect("it isn't asked for as a whole");
        assert_eq!(["title", "feeds", "root", "atom"].map(|name| frame.has(name)), [true, true, false, false]);
        for whole in
            ["{{ page[name] }}", "{% set p = page %}", "{{ page . title }}", "{{ page?.title }}", "{{ page. title }}"]
        {
            assert!(asked(whole).frame().is_none(), "{whole}");
        }
    }

    #[test]
    fn a_template_may_ask_for_everything() {
        assert!(asked("{{ __tera_context }}").has("title"));
        assert!(AskedBy::default().template("incident.html").has("title"));
    }

    #[test]
    fn other_pages_ask_only_where_they_are_taken_in() {
        let asked = |incident| {
            let all = [
                ("incident.html", incident),
                ("home.html", "{{ services }}{% include \"cards.html\" %}"),
                ("cards.html", "{{ groups }}"),
                ("parts/row.html", "{{ row }}"),
            ];
            AskedBy::of(&templates(&all, ""))
        };
        let alone = asked("{{ title }}");
        assert!(alone.template("incident.html").has("row"));
        assert!(!alone.template("incident.html").has("services"));
        assert!(alone.template("home.html").has("groups"));
        assert!(asked("{% extends 'cards.html' %}").template("incident.html").has("groups"));
        let both = asked("{% include \"home.html\" %}");
        assert!(both.template("incident.html").has("services") && both.template("incident.html").has("groups"));
    }
}
