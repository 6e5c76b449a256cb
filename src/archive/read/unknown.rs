//! What is said of the name of a service, region or cause that nothing has.

use std::ops::Range;

use super::values::Values;
use crate::archive::neighbours::around;
use crate::archive::words::CAUSES;
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::locale::regions;
use crate::parse::fields::KeyPath;
use crate::parse::tree::{Node, Value};
use crate::source::Segment;

/// So many causes are named where none was likely meant: each unknown one would else name all of them.
const NAMED: usize = 20;

/// Signs that separate items in other scripts and languages, and not here.
const SEPARATORS: [char; 5] = ['،', '؛', '，', '、', ';'];

/// Whether a text is an item whose dash was meant as that of a list: without the space, YAML takes it for a letter.
fn is_dashed(text: &str, node: &Node, path: &KeyPath<'_>) -> bool {
    let is_plain = matches!(&node.value, Value::Scalar(scalar) if scalar.plain);
    let has_dash = text.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    is_plain && has_dash && path.is_item()
}

/// What to do about a value that was meant as several.
pub(super) fn several(text: &str, node: &Node, path: &KeyPath<'_>) -> Option<String> {
    if is_dashed(text, node, path) {
        return Some("put a space after each `-`, and each item on a line of its own".to_owned());
    }
    if let Some(sign) = text.chars().find(|c| SEPARATORS.contains(c)) {
        let named = if sign == '،' { "the Arabic comma".to_owned() } else { format!("`{sign}`") };
        return Some(format!("{named} does not separate items: write `,` or a line for each"));
    }
    text.contains(", ").then(|| format!("several stand in brackets, without quotes: `[{text}]`"))
}

impl Values<'_> {
    /// A service that isn't declared.
    pub(super) fn unknown_service(&self, text: &str, node: &Node, path: &KeyPath<'_>) -> Diagnostic {
        let message = format!("there is no service `{text}`");
        let problem = self.reader.problem(Code::UnknownService, &node.span, path, message);
        let near = self.names.service_called(text).map(|id| &**id).filter(|id| self.is_other(id));
        let near = near.or_else(|| nearest(text, around(&self.names.services, text).filter(|id| self.is_other(id))));
        match (near.filter(|_| !is_dashed(text, node, path)), several(text, node, path)) {
            (Some(near), _) => problem.help(format!("did you mean `{near}`?")).guess(near),
            (None, Some(help)) => problem.help(help),
            (None, None) => problem.help(self.declare(text, "services")),
        }
    }

    /// A region that is none.
    pub(super) fn unknown_region(&self, text: &str, node: &Node, path: &KeyPath<'_>) -> Diagnostic {
        let message = format!("`{text}` is not a region");
        let problem = self.reader.problem(Code::UnknownRegion, &node.span, path, message);
        if let Some(help) = several(text, node, path).filter(|_| regions::suggest(text).is_none()) {
            return problem.help(help);
        }
        let own = || nearest(text, around(&self.names.regions, text).filter(|id| self.is_other(id)));
        let near = self.names.region_called(text).map(|id| &**id).filter(|id| self.is_other(id));
        let near = near.or_else(own).map(|id| (id.to_owned(), id.to_owned()));
        let near =
            near.or_else(|| regions::suggest(text).map(|(region, name)| (region.code.to_owned(), name.to_owned())));
        match near {
            Some((code, name)) => {
                let language = &self.settings.default_language;
                let name = if name == code { regions::name(&code, language).unwrap_or(&code) } else { &name };
                let named = if *name == *code { String::new() } else { format!(" ({name})") };
                problem.help(format!("did you mean `{code}`{named}?")).guess(code.as_str())
            }
            None => problem.help(format!(
                "write an ISO 3166 code such as `UA`, a group such as `eastern-europe`, or declare it in `{}/regions/`",
                self.settings.content
            )),
        }
    }

    /// A kind of cause that is neither built in nor declared.
    pub(super) fn unknown_cause(&self, text: &str, span: &Range<usize>, path: &KeyPath<'_>) -> Diagnostic {
        let problem = self.reader.problem(Code::UnknownCause, span, path, format!("there is no cause `{text}`"));
        let built_in = || CAUSES.iter().map(|(kind, _)| *kind);
        if let Some(near) = nearest(text, built_in().chain(around(&self.names.causes, text))) {
            return problem.help(format!("did you mean `{near}`?")).guess(near);
        }
        let own = self.names.causes.keys().map(|id| &**id).filter(|id| !built_in().any(|kind| kind == *id));
        let mut named: Vec<_> = built_in().chain(own).take(NAMED + 1).collect();
        if named.len() > NAMED {
            named.truncate(NAMED);
            named.push("another declared one");
        }
        problem.help(format!("write one of {}, or {}", named.join(", "), self.declare(text, "causes")))
    }

    /// Whether an id may be meant: a thing isn't by its own keys.
    fn is_other(&self, id: &str) -> bool {
        self.own.is_none_or(|own| **own != *id)
    }

    fn declare(&self, typed: &str, folder: &str) -> String {
        let id = Segment::new(typed).map_or_else(|problem| problem.suggestion(), |id| Some(id.to_string()));
        let content = &self.settings.content;
        // A dot in the name of a file stands before a language.
        match id.map(|id| id.replace('.', "-")) {
            None => format!("declare it in `{content}/{folder}/`"),
            Some(same) if same == typed => format!("declare it in `{content}/{folder}/{same}.md`"),
            Some(other) => format!("declare it in `{content}/{folder}/{other}.md`, and write `{other}` here"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{CauseKind, Family, Id, Names};
    use crate::config::{Localized, Settings};
    use crate::parse::fields::Reader;
    use crate::source::FileId;

    #[test]
    fn a_help_is_as_long_however_many_causes_are_declared() {
        let help = |number: usize| {
            let mut names = Names::default();
            for id in (0..number).map(|number| Id::from(format!("own-{number:03}").as_str())) {
                let (name, family) = (Localized::plain("Own"), Family::Unknown);
                let kind = CauseKind { id: id.clone(), file: FileId(1), name, family, prose: Vec::new() };
                names.causes.insert(id, kind);
            }
            let settings = Settings::default();
            let values = Values::new(Reader::new(FileId(0)), &names, &settings);
            values.unknown_cause("gremlins", &(0..8), &KeyPath::ROOT.key("cause")).help.unwrap_or_default()
        };
        assert!(help(3).contains("unknown, own-000, own-001, own-002, or declare it"), "{}", help(3));
        assert!(help(4).contains("own-002, another declared one, or declare it"), "{}", help(4));
        assert_eq!(help(4), help(400));
    }
}
