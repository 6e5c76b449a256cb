//! What templates ask for: long lists of a view that none of them names aren't made.

use std::collections::BTreeSet;

/// Shows a template all there is.
const EVERYTHING: &str = "__tera_context";

/// The names that expressions of templates begin with, such as `page` of `page.title`, among other words of their tags.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    names: BTreeSet<String>,
    everything: bool,
}

impl Asked {
    /// What templates ask for, from their texts.
    pub(super) fn of<'t>(templates: impl Iterator<Item = &'t str>) -> Self {
        let names: BTreeSet<String> = templates.flat_map(tags).flat_map(names).map(str::to_owned).collect();
        Self { everything: names.contains(EVERYTHING), names }
    }

    /// Whether a template may ask for `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.everything || self.names.contains(name)
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

    #[test]
    fn names_are_those_that_paths_in_tags_begin_with() {
        let template = "<ol class=\"sources\">{% for update in updates %}{{ t.known }}{{ x[0].claims }}{% endfor %}
            {{ <part a={{\"b\": {\"c\": figures}}} /> }} related {#- tags -#} {{- page.sources | join(sep=amendments) -}}";
        let asked = Asked::of(std::iter::once(template));
        for name in ["updates", "t", "x", "figures", "page", "amendments"] {
            assert!(asked.has(name), "{name}");
        }
        for name in ["sources", "known", "claims", "related", "tags", "title"] {
            assert!(!asked.has(name), "{name}");
        }
        assert!(Asked::of(["{{ __tera_context }}"].into_iter()).has("title"));
    }
}
