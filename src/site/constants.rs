//! What is the same on every page of a language, written into its templates when they are read.
//!
//! A page of the built-in theme looks up some sixty messages and settings; to a template's interpreter each is as much
//! work as what differs from page to page.

use std::collections::BTreeMap;

use super::asked::FRAME;
use crate::parse::escape::escape_shown;

/// The text of constants by their expression, such as `t.sources` or `site.title`.
pub(super) type Constants = BTreeMap<String, String>;

/// An HTML template with its constants written out. An expression is left to the interpreter where it is more than a
/// name, where its text could be taken for markup of templates, and in templates that give the name another meaning.
pub(super) fn written_out(template: &str, constants: &Constants) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (text, tag) = rest.split_at(at);
        out.push_str(text);
        let end = match tag.as_bytes().get(1) {
            Some(b'{') => tag.find("}}"),
            Some(b'%') => tag.find("%}"),
            Some(b'#') => tag.find("#}"),
            _ => None,
        };
        let (tag, after) = tag.split_at(end.map_or(1, |end| end + 2));
        if binds(tag) {
            return template.to_owned();
        }
        match expression(tag).and_then(|name| constants.get(name)).filter(|text| is_plain(text)) {
            Some(text) => out.push_str(&escaped(text)),
            None => out.push_str(tag),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// As the interpreter would write it.
fn escaped(text: &str) -> String {
    let mut html = Vec::with_capacity(text.len());
    escape_shown(text, &mut html).expect("memory takes what is written to it");
    String::from_utf8_lossy(&html).into_owned()
}

/// The expression of `{{ x }}`; none where blanks around the tag are taken away.
fn expression(tag: &str) -> Option<&str> {
    let inside = tag.strip_prefix("{{")?.strip_suffix("}}")?;
    (!inside.starts_with('-') && !inside.ends_with('-')).then(|| inside.trim())
}

/// Whether a text means nothing to templates, whatever follows, keeps their lines, and has no blanks at its ends, which
/// the tag beside it may take away.
fn is_plain(text: &str) -> bool {
    let has_ends = !text.is_empty() && text.trim().len() == text.len();
    has_ends && !text.contains('\n') && !text.ends_with('{') && !["{{", "{%", "{#"].iter().any(|tag| text.contains(tag))
}

/// Names that constants begin with.
const NAMES: [&str; 3] = ["t", "site", FRAME];

/// Whether a template of a site's own may give one of these names another meaning, here or in what it takes in: it names
/// it by itself, without a field.
pub(super) fn may_bind(template: &str) -> bool {
    template.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.')).any(|word| NAMES.contains(&word))
}

/// Whether a tag may give one of these names a meaning of its own, or makes what follows plain text.
fn binds(tag: &str) -> bool {
    let Some(inside) = tag.strip_prefix("{%") else { return false };
    let mut words = inside.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | '@'));
    let mut words = words.by_ref().filter(|word| !word.is_empty());
    match words.next() {
        Some("raw") => true,
        Some("set" | "set_global" | "for" | "component") => words.any(|word| NAMES.contains(&word)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn texts_are_escaped_as_templates_would_by_themselves_without_controls(text in "([<>&'\"]|[\\x00-\\x20\\x7f]|\\PC|[a-z]{0,40}){0,12}") {
            let mut theirs = Vec::new();
            tera::escape_html(&text, &mut theirs).unwrap();
            let mut theirs = String::from_utf8(theirs).unwrap();
            theirs.retain(|c| !c.is_ascii_control() || matches!(c, '\t' | '\n' | '\r' | '\u{1a}'));
            prop_assert_eq!(escaped(&text), theirs);
        }
    }

    #[test]
    fn names_are_written_out_and_nothing_else() {
        let constants = [
            ("t.a", "A & <b>"),
            ("t.odd", "{{ x }}"),
            ("t.open", "a{"),
            ("t.blank", "a "),
            ("t.none", ""),
            ("site.title", "T"),
            ("site.words", "{0}%}"),
        ];
        let constants: Constants = constants.map(|(name, text)| (name.to_owned(), text.to_owned())).into();
        for (template, expected) in [
            ("<p>{{ t.a }}</p>{ {{site.title}}", "<p>A &amp; &lt;b&gt;</p>{ T"),
            ("{{ t.odd }}{{ t.b }}{{- t.a }}", "{{ t.odd }}{{ t.b }}{{- t.a }}"),
            ("{{ site.words }}{{ t.open }}% {{ t.a }}", "{0}%}{{ t.open }}% A &amp; &lt;b&gt;"),
            ("{{ t.a | upper }}{# {{ t.a }} #}{% if t.a %}", "{{ t.a | upper }}{# {{ t.a }} #}{% if t.a %}"),
            ("{% component x(a, @t) %}{{ t.a }}", "{% component x(a, @t) %}A &amp; &lt;b&gt;"),
            ("{% for t in list %}{{ t.a }}", "{% for t in list %}{{ t.a }}"),
            ("{% set site = x %}{{ site.title }}", "{% set site = x %}{{ site.title }}"),
            ("{% for page in x %}{{ site.title }}", "{% for page in x %}{{ site.title }}"),
            ("{{ t.blank }}{%- if x %}{{ t.none }}", "{{ t.blank }}{%- if x %}{{ t.none }}"),
            ("{% raw %}{{ t.a }}{% endraw %}", "{% raw %}{{ t.a }}{% endraw %}"),
            ("{{ t.a", "{{ t.a"),
        ] {
            assert_eq!(written_out(template, &constants), expected);
        }
    }

    #[test]
    fn own_templates_may_bind_what_they_name_by_itself() {
        for template in ["{% for t in x %}", "{% component a(page) %}", "{% set site = x %}", "{% set t=x %}", "a page"]
        {
            assert!(may_bind(template), "{template}");
        }
        assert!(!may_bind("{{ t.a }}{{ page.title }}<title>{{ site.title }}{{ text }}{{ x.page }}"));
    }
}
