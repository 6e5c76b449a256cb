//! Reading a tree field by field: shapes are checked here, meanings by the caller.
//!
//! Every method that finds a value of the wrong shape tells so and gives nothing; the caller goes on with the next
//! field, so that one run tells every problem of a file.

use std::fmt;
use std::ops::Range;

use memchr::memchr;

use super::otherwise;
use super::shape::{Key, Shape, Takes};
use super::tree::{Entry, Node, Value};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, count, nearest, one_of, surely};
use crate::source::{FileId, SETTINGS};

/// The most characters a text of prose (an update, a note) may have.
pub const LONGEST_TEXT: usize = 20_000;
/// The most characters any other value may have.
pub const LONGEST_VALUE: usize = 2_000;

/// Where in the tree a value stands: `updates[2].at`.
#[derive(Clone, Copy, Debug)]
pub struct KeyPath<'a> {
    parent: Option<&'a KeyPath<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Step<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> KeyPath<'a> {
    /// The whole tree.
    pub const ROOT: KeyPath<'static> = KeyPath { parent: None, step: Step::Root };

    /// The value of `key` in this mapping.
    #[must_use]
    pub const fn key(&'a self, key: &'a str) -> KeyPath<'a> {
        KeyPath { parent: Some(self), step: Step::Key(key) }
    }

    /// The item `index` (from 0) of this list.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> KeyPath<'a> {
        KeyPath { parent: Some(self), step: Step::Index(index) }
    }

    /// Whether it leads to an item of a list.
    pub const fn is_item(&self) -> bool {
        matches!(self.step, Step::Index(_))
    }
}

impl fmt::Display for KeyPath<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps = vec![self];
        let mut at = self;
        while let Some(parent) = at.parent {
            steps.push(parent);
            at = parent;
        }
        let mut first = true;
        for path in steps.into_iter().rev() {
            match path.step {
                Step::Root => continue,
                Step::Key(key) if first => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
            first = false;
        }
        Ok(())
    }
}

/// A mapping whose keys have been checked against those known.
#[derive(Clone, Copy, Debug)]
pub struct Fields<'n> {
    entries: &'n [Entry],
    /// The bytes of the mapping.
    pub span: &'n Range<usize>,
}

impl<'n> Fields<'n> {
    /// The entry of `key`.
    pub fn entry(&self, key: &str) -> Option<&'n Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of `key`.
    pub fn node(&self, key: &str) -> Option<&'n Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Whether `key` stands here.
    pub fn has(&self, key: &str) -> bool {
        self.entry(key).is_some()
    }

    /// All entries in the order typed.
    pub fn entries(&self) -> &'n [Entry] {
        self.entries
    }
}

/// Reads values of one file and collects what is wrong with them.
#[derive(Debug)]
pub struct Reader {
    /// The file read.
    pub file: FileId,
    /// What was found so far.
    pub problems: Diagnostics,
}

impl Reader {
    /// A reader of `file`.
    pub const fn new(file: FileId) -> Self {
        Self { file, problems: Diagnostics::new() }
    }

    /// The place of `span` in the file read.
    pub fn place(&self, span: &Range<usize>) -> Place {
        Place::new(self.file, span.clone())
    }

    /// Tells a problem with the value at `span` and `path`; more can be added to what is returned by `tell`.
    pub fn problem(&self, code: Code, span: &Range<usize>, path: &KeyPath<'_>, message: String) -> Diagnostic {
        Diagnostic::new(code, self.place(span), message).key_path(path.to_string())
    }

    /// Adds a problem.
    pub fn tell(&mut self, diagnostic: Diagnostic) {
        self.problems.push(diagnostic);
    }

    /// The fields of a mapping, unknown keys told.
    pub fn mapping<'n>(&mut self, node: &'n Node, path: &KeyPath<'_>, shape: &Shape) -> Option<Fields<'n>> {
        let Value::Mapping(entries) = &node.value else { return self.no_mapping(node, path, shape) };
        let fields = Fields { entries, span: &node.span };
        for entry in fields.entries {
            if !shape.knows(&entry.key) {
                self.unknown_key(entry, &fields, path, shape);
            } else if entry.value.value == Value::Null {
                self.empty(entry, path);
            }
        }
        Some(fields)
    }

    fn no_mapping<T>(&mut self, node: &Node, path: &KeyPath<'_>, shape: &Shape) -> Option<T> {
        if node.value != Value::Null {
            let keys: Vec<_> = shape.keys.iter().take(2).map(|key| self.with_room(key)).collect();
            let message = format!("`{path}` is {}, not a mapping of keys and values", node.value.shape());
            let problem = self.problem(Code::WrongShape, &node.span, path, message);
            self.tell(problem.help(format!("write it as `{{ {} }}`", keys.join(", "))));
        }
        None
    }

    /// A key with room for its value, as this file has it: site.toml is TOML, all else YAML.
    fn with_room(&self, key: &Key) -> String {
        let name = key.name;
        match key.takes {
            _ if self.file != SETTINGS => format!("{name}: …"),
            Takes::Truth => format!("{name} = true"),
            _ => format!("{name} = \"…\""),
        }
    }

    /// The fields of a mapping whose keys are the author's own.
    pub fn any_mapping<'n>(&mut self, node: &'n Node, path: &KeyPath<'_>) -> Option<Fields<'n>> {
        match &node.value {
            Value::Mapping(entries) => Some(Fields { entries, span: &node.span }),
            _ => self.shape(node, path, "a mapping of keys and values"),
        }
    }

    /// The items of a list; a single value counts as a list of one.
    pub fn items<'n>(&mut self, node: &'n Node, path: &KeyPath<'_>, most: usize) -> &'n [Node] {
        let items = match &node.value {
            Value::Sequence(items) => items.as_slice(),
            Value::Null => &[],
            _ => std::slice::from_ref(node),
        };
        if items.len() > most {
            let message = format!("`{path}` has {} items, more than {most}", items.len());
            let problem = self.problem(Code::TooMany, &node.span, path, message).help(format!("keep at most {most}"));
            self.tell(problem);
        }
        let items = items.get(..most).unwrap_or(items);
        for (index, item) in items.iter().enumerate().filter(|(_, item)| item.value == Value::Null) {
            let at = path.index(index);
            let problem = self
                .problem(Code::EmptyValue, &item.span, &at, format!("`{at}` is empty"))
                .help("write a value there, or remove the item");
            self.tell(problem);
        }
        items
    }

    /// The two items of a pair, such as the ends of a range; `wanted` says what it is made of.
    pub fn pair<'n>(&mut self, node: &'n Node, path: &KeyPath<'_>, wanted: &str) -> Option<[&'n Node; 2]> {
        let Value::Sequence(items) = &node.value else { return self.shape(node, path, wanted) };
        if let [first, second] = self.items(node, path, items.len()) {
            return Some([first, second]);
        }
        let message = format!("`{path}` has {}, not two", count(items.len(), "item"));
        let problem = self.problem(Code::WrongShape, &node.span, path, message).help(format!("give `{path}` {wanted}"));
        self.tell(problem);
        None
    }

    /// A short text: one value of a mapping or list.
    pub fn text<'n>(&mut self, node: &'n Node, path: &KeyPath<'_>) -> Option<&'n str> {
        let text = self.text_up_to(node, path, LONGEST_VALUE)?;
        // The byte each isolate begins with stands in few texts.
        if memchr(0xe2, text.as_bytes()).is_some() && text.contains(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}']) {
            let message = format!("`{path}` holds a direction isolate (U+2066 to U+2069), which only prose may");
            let problem = self.problem(Code::RefusedCharacter, &node.span, path, message);
            self.tell(problem.help("remove it: pages isolate names and titles themselves"));
            return None;
        }
        Some(text)
    }

    /// A text of prose, such as what an update says.
    pub fn prose<'n>(&mut self, node: &'n Node, path: &KeyPath<'_>) -> Option<&'n str> {
        self.text_up_to(node, path, LONGEST_TEXT)
    }

    fn text_up_to<'n>(&mut self, node: &'n Node, path: &KeyPath<'_>, most: usize) -> Option<&'n str> {
        let text = match &node.value {
            Value::Scalar(scalar) => scalar.text.as_str(),
            Value::Null => return None,
            _ => return self.shape(node, path, "one value"),
        };
        let trimmed = text.trim();
        if trimmed.is_empty() {
            let problem = self
                .problem(Code::EmptyValue, &node.span, path, format!("`{path}` is an empty text"))
                .help("write a text; a key that may be missing can be removed");
            self.tell(problem);
            return None;
        }
        if trimmed.len() > most && trimmed.chars().count() > most {
            let message = format!("`{path}` is longer than {most} characters");
            let problem = self.problem(Code::TooMany, &node.span, path, message).help("shorten it");
            self.tell(problem);
            return None;
        }
        Some(trimmed)
    }

    /// A truth value, typed without quotes.
    pub fn truth(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<bool> {
        let word = match &node.value {
            Value::Scalar(scalar) if scalar.plain => scalar.text.as_str(),
            Value::Null => return None,
            _ => return self.shape(node, path, "`true` or `false`"),
        };
        match word {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                let message = format!("`{path}` is `{word}`, neither `true` nor `false`");
                let problem = self.problem(Code::WrongShape, &node.span, path, message).help("write `true` or `false`");
                self.tell(problem);
                None
            }
        }
    }

    /// A number that isn't negative.
    pub fn number(&mut self, node: &Node, path: &KeyPath<'_>) -> Option<f64> {
        let text = self.text(node, path)?;
        let number = text.replace('_', "").parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0 && *n < 9.0e15);
        if number.is_none() || text.starts_with(['+', '-', '.']) || text.contains(['e', 'E']) {
            let problem = self
                .problem(Code::InvalidNumber, &node.span, path, format!("`{text}` is not a number `{path}` can take"))
                .help("write digits only, such as `15000000` or `78.5`");
            self.tell(problem);
            return None;
        }
        number
    }

    /// One of a set of words.
    pub fn word<T: Copy>(&mut self, node: &Node, path: &KeyPath<'_>, words: &[(&str, T)]) -> Option<T> {
        let text = self.text(node, path)?;
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let known = || words.iter().map(|(word, _)| *word);
        let mut problem =
            self.problem(Code::UnknownWord, &node.span, path, format!("`{text}` is not a word `{path}` takes"));
        let typed = |word: &str| if self.file == SETTINGS { format!("\"{word}\"") } else { word.to_owned() };
        let offer = |word: &str| format!("did you mean `{word}`? It takes {}", one_of(known()));
        let synonym = otherwise::word(text).and_then(|meant| known().find(|word| *word == meant));
        problem = match (surely(text, known()), synonym.or_else(|| nearest(text, known()))) {
            (Some(word), _) => problem.help(offer(word)).fix(typed(word)),
            (None, Some(word)) => problem.help(offer(word)).guess(typed(word)),
            (None, None) => problem.help(format!("write {}", one_of(known()))),
        };
        self.tell(problem);
        None
    }

    /// The value of a key that must stand.
    pub fn required<'n>(&mut self, fields: &Fields<'n>, path: &KeyPath<'_>, key: &str) -> Option<&'n Node> {
        let found = fields.node(key);
        let is_mistyped = || {
            fields
                .entries
                .iter()
                .any(|entry| nearest(&entry.key, [key]).is_some() || otherwise::key(&entry.key) == Some(key))
        };
        if found.is_none() && !is_mistyped() {
            let place = fields.span.start..fields.span.start;
            let (what, help) = match path.step {
                Step::Root if self.file == SETTINGS => ("site.toml".into(), format!("add a line `{key} = \"…\"`")),
                Step::Root => ("the front matter".into(), format!("add a line `{key}: …`")),
                _ if self.file == SETTINGS => (format!("`{path}`"), format!("add `{key} = \"…\"` to it")),
                _ => (format!("`{path}`"), format!("add `{key}: …` to it")),
            };
            let message = format!("{what} has no `{key}`");
            let problem = self.problem(Code::MissingKey, &place, &path.key(key), message).help(help);
            self.tell(problem);
        }
        found
    }

    /// Tells that two keys exclude each other.
    pub fn together(&mut self, fields: &Fields<'_>, path: &KeyPath<'_>, first: &str, second: &str, why: &str) {
        if let (Some(a), Some(b)) = (fields.entry(first), fields.entry(second)) {
            let message = format!("`{first}` and `{second}` can't stand together: {why}");
            let problem = self
                .problem(Code::KeysTogether, &b.key_span, &path.key(second), message)
                .label(self.place(&a.key_span), format!("`{first}` stands here"))
                .help(format!("keep `{first}` or `{second}`, not both"));
            self.tell(problem);
        }
    }

    /// Tells that a value should have been of another shape.
    pub fn shape<T>(&mut self, node: &Node, path: &KeyPath<'_>, wanted: &str) -> Option<T> {
        if node.value != Value::Null {
            let message = format!("`{path}` is {}, not {wanted}", node.value.shape());
            let problem =
                self.problem(Code::WrongShape, &node.span, path, message).help(format!("give `{path}` {wanted}"));
            self.tell(problem);
        }
        None
    }

    fn unknown_key(&mut self, entry: &Entry, beside: &Fields<'_>, path: &KeyPath<'_>, shape: &Shape) {
        let at = path.key(&entry.key);
        let synonym = otherwise::key(&entry.key).filter(|key| shape.knows(key));
        let odd = if synonym.is_some() { String::new() } else { odd_letters(&entry.key) };
        let mut problem =
            self.problem(Code::UnknownKey, &entry.key_span, &at, format!("there is no key `{}` here{odd}", entry.key));
        // TOML has no colons: there the key is as it stands.
        let glued = entry.key.split_once(':').filter(|(key, _)| self.file != SETTINGS && shape.knows(key));
        if let Some((key, value)) = glued {
            let pair = format!("{key}: {value}");
            return self.tell(problem.help(format!("put a space after the colon: `{pair}`")).fix(pair));
        }
        let Some(near) = nearest(&entry.key, shape.names()).or(synonym) else {
            return self.tell(problem.help(self.help_on_key(entry, shape)));
        };
        if let Some(there) = beside.entry(near) {
            let problem = problem.label(self.place(&there.key_span), format!("`{near}` stands here"));
            return self.tell(problem.help(format!("did you mean `{near}`? It is there already: write both into one")));
        }
        problem = problem.help(format!("did you mean `{near}`?"));
        problem = if surely(&entry.key, shape.names()) == Some(near) { problem.fix(near) } else { problem.guess(near) };
        self.tell(problem);
    }

    /// The keys there are; part of a number may have become one by a slip.
    fn help_on_key(&self, entry: &Entry, shape: &Shape) -> String {
        if self.file != SETTINGS && entry.key.bytes().all(|byte| byte.is_ascii_digit()) {
            return "a comma ends a value here: write numbers without it, such as `1000`".to_owned();
        }
        format!("keys here are {}", one_of(shape.names()))
    }

    /// Tells a key without a value.
    pub fn empty(&mut self, entry: &Entry, path: &KeyPath<'_>) {
        let key = &entry.key;
        let problem = self
            .problem(Code::EmptyValue, &entry.key_span, &path.key(key), format!("`{key}` has no value"))
            .help(format!("write a value after `{key}:`, or remove the line"));
        self.tell(problem);
    }
}

/// Names the code points of a key that mixes Latin letters with others, which may look like those expected.
fn odd_letters(key: &str) -> String {
    if !key.contains(|c: char| c.is_ascii_alphabetic()) {
        return String::new();
    }
    let points: Vec<_> = key.chars().filter(|c| !c.is_ascii()).map(|c| format!("U+{:04X}", u32::from(c))).collect();
    if points.is_empty() { String::new() } else { format!(" (it holds {})", points.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::KeyPath;

    #[test]
    fn a_key_path_reads_like_the_authors_file() {
        let updates = KeyPath::ROOT.key("updates");
        let third = updates.index(2);
        assert_eq!(third.key("at").to_string(), "updates[2].at");
        assert_eq!(KeyPath::ROOT.to_string(), "");
    }
}
