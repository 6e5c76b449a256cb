//! How grave kinds of problems are.

use std::collections::BTreeMap;
use std::ops::Range;

use super::read::SettingsReader;
use crate::diagnostic::{Code, Level, Place, nearest};
use crate::parse::fields::KeyPath;
use crate::parse::tree::Entry;
use crate::source::SETTINGS;

const LEVELS: [(&str, Option<Level>); 4] =
    [("error", Some(Level::Error)), ("warning", Some(Level::Warning)), ("note", Some(Level::Note)), ("off", None)];

impl SettingsReader<'_, '_> {
    pub(super) fn read_levels(&mut self) {
        let Some(node) = self.fields.node("diagnostics") else { return };
        let path = KeyPath::ROOT.key("diagnostics");
        let Some(fields) = self.reader.any_mapping(node, &path) else { return };
        let mut keys: BTreeMap<Code, &Range<usize>> = BTreeMap::new();
        for entry in fields.entries() {
            let at = path.key(&entry.key);
            let level = self.reader.word(&entry.value, &at, &LEVELS);
            let Some(code) = Code::named(&entry.key) else {
                self.unknown_problem(entry, &at);
                continue;
            };
            match (keys.get(&code), level) {
                (Some(first), _) => self.set_twice(code, first, entry, &at),
                (None, Some(level)) => self.level(code, level, entry, &at),
                (None, None) => {}
            }
            keys.entry(code).or_insert(&entry.key_span);
        }
    }

    fn level(&mut self, code: Code, level: Option<Level>, entry: &Entry, at: &KeyPath<'_>) {
        if code.level() != Level::Error || level == Some(Level::Error) {
            self.settings.levels.insert(code, level);
            return;
        }
        let message = format!("`{}` is always an error: with it the archive would be wrong", code.name());
        let problem = self.reader.problem(Code::UnknownWord, &entry.value.span, at, message);
        self.reader.tell(problem.help("remove this line"));
    }

    /// A problem has a name and a number, and a level for each would be one too many.
    fn set_twice(&mut self, code: Code, first: &Range<usize>, entry: &Entry, at: &KeyPath<'_>) {
        let message = format!("the level of `{}` ({}) is set twice", code.name(), code.number());
        let problem = self.reader.problem(Code::DuplicateKey, &entry.key_span, at, message);
        let first = Place::new(SETTINGS, first.clone());
        self.reader.tell(problem.label(first, "first here").help("keep one of the two and remove the other"));
    }

    fn unknown_problem(&mut self, entry: &Entry, at: &KeyPath<'_>) {
        let near = nearest(&entry.key, Code::ALL.iter().map(|code| code.name()));
        let help = near.map_or_else(
            || "write the name of a problem as `annals check` prints it".into(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("there is no problem called `{}`", entry.key);
        self.reader.tell(self.reader.problem(Code::UnknownKey, &entry.key_span, at, message).help(help));
    }
}
