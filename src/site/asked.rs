//! What templates ask for: what a view holds and its template doesn't name isn't made into a value.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use hashbrown::HashSet;

/// Shows a template all there is.
const EVERYTHING: &str = "__tera_context";

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
    /// What all templates ask for, from their names and texts.
    pub(super) fn of(templates: &[(&str, &str)]) -> Self {
        let templates = templates.iter().copied();
        let read: Vec<(&str, &str, HashSet<&str>)> =
            templates.clone().map(|(name, text)| (name, text, tags(text).flat_map(names).collect())).collect();
        Self(templates.map(|(name, _)| (name.to_owned(), Asked::of(name, &read))).collect())
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
        static EVERYTHING: Asked = Asked { names: None, order: OnceLock::new() };
        self.0.get(name).unwrap_or(&EVERYTHING)
    }
}

/// The names that expressions of a template begin with, such as `page` of `page.title`, among other words of its tags.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// None where it asks for everything.
    names: Option<HashSet<Box<str>>>,
    /// The fields of its view in their order, each with whether it is asked for: known once a view was seen.
    order: OnceLock<Vec<(&'static str, bool)>>,
}

impl Asked {
    /// What a template asks for, with all that it may take in: the templates it names, and any that are no pages.
    fn of(template: &str, templates: &[(&str, &str, HashSet<&str>)]) -> Self {
        let is_other_page = |name: &str| name != template && PAGES.contains(&name);
        let (mut others, mut taken): (Vec<_>, Vec<_>) = templates.iter().partition(|(name, ..)| is_other_page(name));
        let mut read = 0;
        while let Some((_, text, _)) = taken.get(read) {
            let taken_in: Vec<_> = others.extract_if(.., |(name, ..)| text.contains(*name)).collect();
            taken.extend(taken_in);
            read += 1;
        }
        let names: HashSet<&str> = taken.iter().flat_map(|(.., names)| names).copied().collect();
        let asks_for_everything = names.contains(EVERYTHING);
        let names = (!asks_for_everything).then(|| names.into_iter().map(Box::from).collect());
        Self { names, ..Self::default() }
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
    let piece = |(from, to)| template.get(from..to).unwrap_or_default();
    opens.into_iter().zip(ends).map(piece).map(|piece| {
        let end = piece.rfind("}}").max(piece.rfind("%}")).unwrap_or(piece.len());
        piece.get(..end).unwrap_or_default()
    })
}

fn opens(template: &str, at: usize) -> bool {
    matches!(template.as_bytes().get(at + 1), Some(b'{' | b'%'))
}

/// The first name of each path in a tag.
fn names(tag: &str) -> impl Iterator<Item = &str> {
    let paths = tag.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '.');
    paths.filter_map(|path| path.split('.').next()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(template: &str) -> Asked {
        AskedBy::of(&[("incident.html", template)]).template("incident.html").clone()
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
        for name in ["sources", "known", "claims", "related", "tags", "title"] {
            assert!(!asked.has(name), "{name}");
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
            AskedBy::of(&[
                ("incident.html", incident),
                ("home.html", "{{ services }}{% include \"cards.html\" %}"),
                ("cards.html", "{{ groups }}"),
                ("parts/row.html", "{{ row }}"),
            ])
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
