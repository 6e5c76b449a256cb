//! Names that templates may use, and those offered for what is none.

use super::tags::components;
use super::{Files, TEMPLATES};
use crate::diagnostic::nearest;

/// The filters there are: those of the template language.
const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// The tests there are, as in `{% if x is defined %}`.
const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The functions there are.
const FUNCTIONS: &[&str] = &["range", "super", "throw"];

/// The most names that are listed where none is near.
const LISTED: usize = 20;

/// What is offered for a name that is none, by the message that tells so.
pub(super) fn offered(message: &str, files: &Files) -> Option<String> {
    let name = message.split('`').nth(1)?;
    let is = |start: &str| message.starts_with(start);
    if is("unknown filter") {
        return Some(one_near(name, "filter", FILTERS));
    }
    if is("unknown test") {
        return Some(one_near(name, "test", TESTS));
    }
    if is("unknown function") {
        return Some(one_near(name, "function", FUNCTIONS));
    }
    if is("unknown component") {
        let known = files.keys().filter(|path| path.starts_with(TEMPLATES)).flat_map(|path| components(path, files));
        return Some(one_near(name, "component", &known.map(|(name, _)| name).collect::<Vec<_>>()));
    }
    is("unknown template").then(|| template_near(name, files))
}

/// The template that is near, by its path or by the last part of it alone; if none is, those there are.
pub(super) fn template_near(name: &str, files: &Files) -> String {
    let known: Vec<&str> = files.keys().filter_map(|path| path.strip_prefix(TEMPLATES)).collect();
    let last = |path: &'_ str| path.rsplit('/').next().unwrap_or_default().to_owned();
    let lasts: Vec<String> = known.iter().map(|path| last(path)).collect();
    let near = nearest(&last(name), lasts.iter().map(String::as_str));
    let meant = near.and_then(|near| known.iter().find(|path| last(path) == near));
    meant.map_or_else(|| one_near(name, "template", &known), |meant| format!("did you mean `{meant}`?"))
}

/// The name that is near; if none is, those there are.
pub(super) fn one_near(name: &str, kind: &str, known: &[&str]) -> String {
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.len() <= LISTED => format!("there are the {kind}s: {}", known.join(", ")),
        None => format!("docs/theming.md lists the {kind}s there are"),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use tera::Tera;

    use super::*;

    /// What the columns of that heading name in the documentation of themes, but for arguments.
    fn documented(heading: &str) -> BTreeSet<&'static str> {
        let page = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/theming.md"));
        let table = page.split(&format!("\n| {heading} | ")).nth(1).expect("the table is there");
        let rows = table.lines().skip(2).take_while(|line| line.starts_with("| "));
        let cells = rows.filter_map(|row| row.strip_prefix("| ")?.split(" |").next());
        // Behind a name stand its arguments, in brackets those that may be left out.
        let bare = |cell: &'static str| {
            let pieces = cell.split('(').enumerate();
            pieces.filter_map(|(number, piece)| if number == 0 { Some(piece) } else { Some(piece.split_once(')')?.1) })
        };
        let names = cells.flat_map(bare).flat_map(|piece| piece.split(", "));
        names.filter_map(|name| name.split('`').nth(1)).filter(|name| *name != "to").collect()
    }

    #[test]
    fn filters_tests_and_functions_are_there_and_documented() {
        let is_read = |text: &str| Tera::new().add_raw_template("x", text).is_ok();
        for name in FILTERS {
            assert!(is_read(&format!("{{{{ x | {name} }}}}")), "{name}");
        }
        for name in TESTS {
            assert!(is_read(&format!("{{% if x is {name} %}}{{% endif %}}")), "{name}");
        }
        for name in FUNCTIONS {
            assert!(is_read(&format!("{{{{ {name}() }}}}")), "{name}");
        }
        assert!(!is_read("{{ x | shout }}") && !is_read("{{ now() }}") && !is_read("{% if x is odd_one %}{% endif %}"));
        for (heading, names) in [("filter", FILTERS), ("test", TESTS), ("function", FUNCTIONS)] {
            assert_eq!(documented(heading), names.iter().copied().collect(), "{heading}");
        }
    }

    #[test]
    fn a_template_is_offered_by_the_last_part_of_its_path() {
        let files = ["home.html", "parts/footer.html"].map(|name| (format!("{TEMPLATES}{name}"), [].as_slice().into()));
        let files = Files::from(files);
        for (name, offered) in [
            ("fotter.html", "did you mean `parts/footer.html`?"),
            ("footer.html", "did you mean `parts/footer.html`?"),
            ("hom.html", "did you mean `home.html`?"),
            ("elsewhere", "there are the templates: home.html, parts/footer.html"),
        ] {
            assert_eq!(template_near(name, &files), offered);
        }
    }
}
