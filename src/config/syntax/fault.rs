//! How lines that aren't TOML are told.

use super::meant::{Meant, Stands, known_keys, takes_truth};
use super::scene::Scene;
use super::tree::Mistake;
use crate::diagnostic::{Code, Diagnostic, Fix, Place, nearest, one_of};
use crate::source::FileId;

/// The longest line that is shown as it was meant, in characters.
const LONGEST_SHOWN: usize = 160;

const HELP: &str = "write `key = \"value\"`, texts in straight double quotes";

/// Parts of the parser's messages, what they mean, and what mends it.
const MESSAGES: &[(&str, &str, &str)] = &[
    (
        "unclosed array table",
        "the name of a table stands between brackets",
        "write it in one word, as in `[[navigation]]`",
    ),
    ("unclosed table", "the name of a table stands between brackets", "write it in one word, as in `[outputs]`"),
    ("unclosed array", "the `[` that opens here is not closed", "write `]` behind its last item"),
    ("unclosed inline table", "the `{` that opens here is not closed", "write `}` behind its last value"),
    ("invalid multi-line basic", "the text that begins here is not closed", "write `\"\"\"` behind its end"),
    ("invalid multi-line literal", "the text that begins here is not closed", "write `'''` behind its end"),
    ("missing comma", "a comma is missing before this", "write one between the two"),
    ("missing assignment", "`=` stands between a key and its value", "write it there, in place of whatever does"),
    ("extra comma", "there is a comma too many", "remove it"),
    (
        "unexpected key or value",
        "nothing but a comment can follow here",
        "remove the rest of the line, or give it a line of its own",
    ),
    ("missing table open", ALONE, REMOVE),
    ("missing array open", ALONE, REMOVE),
    ("missing inline table open", ALONE, REMOVE),
    ("missing opening quote", ALONE, REMOVE),
    ("invalid unquoted key", "this can't stand in a key without quotes", "remove it, or put the key in double quotes"),
    ("key with no value", "a line has a key, `=` and a value", HELP),
    ("invalid key-value pair", "a line has a key, `=` and a value", HELP),
    ("unquoted keys cannot be empty", "there is no key", "write one, or remove the line"),
    ("string values must be quoted", BARE, QUOTES),
    ("invalid boolean", BARE, QUOTES),
    ("invalid float", BARE, QUOTES),
];

const ALONE: &str = "this closes nothing that was opened";
const REMOVE: &str = "remove it, or open what it closes";
const BARE: &str = "a text stands without straight double quotes";
const QUOTES: &str = "put it between straight double quotes";

impl Mistake {
    /// Whether a value isn't closed, so that whatever follows was read as a part of it.
    pub(super) fn is_unclosed_value(&self) -> bool {
        let kinds = ["unclosed array,", "unclosed inline table"];
        kinds.iter().any(|kind| self.message.starts_with(kind)) || self.is_of_text()
    }

    /// Whether it is a text of several lines that isn't closed.
    pub(super) fn is_of_text(&self) -> bool {
        self.message.starts_with("invalid multi-line")
    }

    /// Whether it is a key with nothing behind it that the parser takes for `=`.
    pub(super) fn is_key_alone(&self) -> bool {
        self.message.starts_with("key with no value")
    }

    /// Whether it is about a backslash within a text.
    fn is_of_escape(&self) -> bool {
        let kinds = ["missing escaped value", "too few unicode value digits", "invalid value"];
        kinds.iter().any(|kind| self.message.starts_with(kind))
    }

    /// Whether it is just a key that can't stand without quotes; what is read of it is right.
    pub(super) fn is_of_key(&self) -> bool {
        self.message.starts_with("invalid unquoted key")
    }
}

/// Tells what is wrong with a line, whose first mistake is `mistake`.
pub(super) fn told(file: FileId, scene: &Scene<'_>, mistake: &Mistake) -> Diagnostic {
    let problem =
        |span, why: &str| Diagnostic::new(Code::TomlSyntax, Place::new(file, span), format!("this is not TOML: {why}"));
    let line = scene.line(mistake.span.start);
    let text = scene.text.get(line.clone()).unwrap_or_default();
    if mistake.is_of_escape() {
        let before = scene.text.get(line.start..mistake.span.start).and_then(|before| before.rfind('\\'));
        let span = before.map_or(mistake.span.clone(), |at| line.start + at..line.start + at + 1);
        let problem = problem(span, "this backslash begins nothing that TOML knows");
        return problem.help("write two backslashes for one: `\\\\`");
    }
    let stands = scene.stands(line.start);
    let meant = Meant::of(text, stands).filter(|meant| !(meant.is_open && mistake.is_unclosed_value()));
    let Some(meant) = meant else {
        let (why, help) = explained(mistake, text, stands);
        return problem(mistake.span.clone(), &why).help(help);
    };
    let shown = meant.line.trim();
    let help = if shown.chars().count() > LONGEST_SHOWN { HELP.to_owned() } else { format!("write `{shown}`") };
    let span = line.start + meant.span.start..line.start + meant.span.end;
    let mut problem = problem(span, &meant.why).help(help);
    problem.fix = Some(Fix { place: Place::new(file, line), replacement: meant.line, is_guess: !meant.is_sure });
    problem
}

/// What is wrong, and what mends it, where nobody knows what was meant.
fn explained(mistake: &Mistake, line: &str, stands: Stands<'_>) -> (String, String) {
    let known = MESSAGES.iter().find(|(part, ..)| mistake.message.starts_with(part));
    let (why, help) = known.map_or((mistake.message.as_str(), HELP), |(_, why, help)| (*why, *help));
    let usual = (why.to_owned(), help.to_owned());
    let Stands::InTable(table) = stands else { return usual };
    let (key, value) =
        line.split_once('=').map_or((line.trim(), None), |(key, value)| (key.trim(), Some(value.trim())));
    let is_key = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c));
    let switch = || format!("write `{key} = true` or `{key} = false`");
    match value {
        None if is_key && takes_truth(table, key) => (format!("`{key}` has no value"), switch()),
        None if is_key => (format!("`{key}` has no value"), format!("write `{key} = \"…\"`, or remove the line")),
        Some("" | "," | ";") if is_key => {
            (format!("`{key}` has no value"), "write one behind `=`, or remove the line".to_owned())
        }
        Some(value) if is_key && takes_truth(table, key) => {
            (format!("`{value}` is neither `true` nor `false`"), switch())
        }
        Some(_) if !is_key && mistake.is_key_alone() => {
            let Some(keys) = known_keys(table) else { return usual };
            let help = match nearest(key, keys.clone()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("keys here are {}", one_of(keys)),
            };
            (format!("`{key}` is no key"), help)
        }
        _ => usual,
    }
}
