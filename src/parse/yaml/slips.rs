//! What authors slip on in YAML, told in their words with what mends it.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Fix, Place};
use crate::parse::lines::{line_around, lines_from};
use crate::parse::tree::{Node, Scalar, Value};
use crate::source::FileId;

/// What is wrong where reading stopped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Slip {
    TooDeep,
    KeyIsNoText,
    Anchor,
    Tag,
    SecondDocument,
    ColonInValue,
    OpenQuote,
    AfterQuote,
    Indicator,
    OpenBracket,
    NoColon,
    ItemAfterKey,
    Tab,
    Indent,
    Escape,
    AfterBlockSign,
    CommentInText,
    Directive,
    Other(String),
}

/// Parts of the parser's messages, and the slip each tells of.
const MESSAGES: &[(&str, Slip)] = &[
    ("recursion limit", Slip::TooDeep),
    ("tab", Slip::Tab),
    ("mapping values are not allowed", Slip::ColonInValue),
    ("illegal placement of ':'", Slip::OpenBracket),
    ("expected ',' or", Slip::OpenBracket),
    ("invalid indentation in flow", Slip::OpenBracket),
    ("invalid indentation in quoted", Slip::OpenQuote),
    ("quoted scalar, found unexpected", Slip::OpenQuote),
    ("invalid trailing content after", Slip::AfterQuote),
    ("unknown escape", Slip::Escape),
    ("expected hexadecimal", Slip::Escape),
    ("invalid Unicode character escape", Slip::Escape),
    ("unexpected character", Slip::Indicator),
    ("unknown anchor", Slip::Indicator),
    ("scanning an anchor or alias", Slip::Indicator),
    ("misplaced bracket", Slip::Indicator),
    ("expected node content", Slip::Indicator),
    ("cannot start with '-'", Slip::Indicator),
    ("mapping keys are not allowed", Slip::Indicator),
    ("simple key expect", Slip::NoColon),
    ("block sequence entries", Slip::ItemAfterKey),
    ("only valid inside a block", Slip::ItemAfterKey),
    ("block scalar, did not find", Slip::AfterBlockSign),
    ("comment intercepting", Slip::CommentInText),
    ("directive", Slip::Directive),
    ("tag", Slip::Tag),
    ("did not find expected key", Slip::Indent),
    ("expected '-' indicator", Slip::Indent),
    ("expected <document start>", Slip::Indent),
    ("indentation", Slip::Indent),
    ("wrongly indented", Slip::Indent),
    ("valid YAML whitespace", Slip::Tab),
];

impl Slip {
    /// The slip a message of the parser tells of.
    pub(super) fn of(info: &str) -> Self {
        let known = MESSAGES.iter().find(|(part, _)| info.contains(part));
        known.map_or_else(|| Self::Other(info.to_owned()), |(_, slip)| slip.clone())
    }
}

/// Where reading stopped.
pub(super) struct Scene<'a> {
    pub(super) file: FileId,
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// The innermost bracket still open there.
    pub(super) bracket: Option<usize>,
}

impl Scene<'_> {
    /// The one problem that is told about it.
    pub(super) fn tell(&self, slip: &Slip) -> Diagnostic {
        let is_about_colons = matches!(slip, Slip::NoColon | Slip::ColonInValue);
        if let Some(at) = self.odd_space_nearby().filter(|_| is_about_colons) {
            return odd_space(self.file, self.text, at);
        }
        if let Some(glued) = self.glued_nearby().filter(|_| is_about_colons) {
            return self.glued(glued);
        }
        match slip {
            Slip::TooDeep => self.too_deep(),
            Slip::ColonInValue => self.colon_in_value(),
            Slip::OpenBracket => self.open_bracket(),
            Slip::NoColon => self.no_colon(),
            Slip::Indicator => self.indicator(),
            Slip::AfterQuote => self.after_quote(),
            Slip::Escape => self.escape(),
            Slip::Tab => self.tab(),
            Slip::Indent => self.indent(),
            Slip::Directive => self.directive(),
            Slip::Other(info) => self
                .problem(self.here(), format!("the front matter can't be read from here on: {info}"))
                .help("put the value in double quotes, and indent with spaces only"),
            slip => self.plain(slip),
        }
    }

    fn problem(&self, span: Range<usize>, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(Code::YamlSyntax, Place::new(self.file, span), message)
    }

    fn plain(&self, slip: &Slip) -> Diagnostic {
        let (message, help) = sentence(slip);
        self.problem(self.here(), message).help(help)
    }

    /// The one character at which reading stopped; nothing at the end of a line.
    fn here(&self) -> Range<usize> {
        let width = self.next_char().filter(|c| !matches!(c, '\n' | '\r')).map_or(0, char::len_utf8);
        self.at..self.at + width
    }

    fn next_char(&self) -> Option<char> {
        self.text.get(self.at..)?.chars().next()
    }

    fn line(&self) -> Range<usize> {
        line_around(self.text, self.at)
    }

    fn too_deep(&self) -> Diagnostic {
        let message = format!("values lie more than {} deep within each other here", super::DEPTH);
        Diagnostic::new(Code::TooDeep, Place::new(self.file, self.here()), message)
            .help("no key takes values this deep: look for brackets or dashes typed twice")
    }

    fn colon_in_value(&self) -> Diagnostic {
        let found = self.problem(self.here(), "a colon with a space after it stands inside a value without quotes");
        self.with_quotes(found, "a colon")
    }

    /// Offers the value of this line in quotes, where that is all it takes.
    fn with_quotes(&self, mut found: Diagnostic, what: &str) -> Diagnostic {
        let Some(value) = self.value_of_line() else {
            return found.help(format!("put the whole value in double quotes: they allow {what}"));
        };
        let quoted = format!("\"{}\"", without_curly_quotes(&self.text[value.clone()]));
        found.help = Some(format!("put the whole value in double quotes: `{}`", shown(&quoted)));
        found.fix = Some(Fix { place: Place::new(self.file, value), replacement: quoted, is_guess: false });
        found
    }

    /// The value on the line where reading stopped, if it can be quoted as it is.
    fn value_of_line(&self) -> Option<Range<usize>> {
        let line = self.line();
        let typed = self.text.get(line.clone())?;
        let key_end = typed.find(": ").map(|colon| colon + 2).or_else(|| Some(typed.find("- ")? + 2))?;
        let value = typed.get(key_end..)?.trim();
        let start = line.start + typed.len() - typed.get(key_end..)?.trim_start().len();
        let is_safe = !value.is_empty() && !value.contains(['"', '\\']) && !value.contains(" #");
        (is_safe && self.bracket.is_none() && start <= self.at).then_some(start..start + value.len())
    }

    fn open_bracket(&self) -> Diagnostic {
        let rest_of_line = self.text.get(self.at..self.line().end).unwrap_or("");
        let Some(bracket) = self.bracket else {
            return self
                .problem(self.here(), "a bracket is not closed")
                .help("close each `[` with `]`, each `{` with `}`");
        };
        let (opening, closing) = if self.text[bracket..].starts_with('{') { ('{', '}') } else { ('[', ']') };
        let is_same_line = line_around(self.text, bracket).contains(&self.at);
        if is_same_line && !rest_of_line.trim().is_empty() {
            return self
                .problem(self.here(), format!("a comma or `{closing}` is missing here"))
                .label(Place::new(self.file, bracket..bracket + 1), "opened here")
                .help(format!("separate values by `,` and close with `{closing}`; put a value that holds one of `,[]{{}}:` in quotes"));
        }
        self.problem(bracket..bracket + 1, format!("the `{opening}` opened here is not closed"))
            .label(Place::new(self.file, self.here()), "read up to here")
            .help(format!("add `{closing}` after its last value"))
    }

    fn no_colon(&self) -> Diagnostic {
        let line = self.line_without_colon();
        let typed = shown(&self.text[line.clone()]);
        self.problem(line, format!("the line `{typed}` has no key: there is no colon with a space after it")).help(
            "write `key: value`; if the line goes on with the text above, indent it, or put the whole text in double quotes",
        )
    }

    /// The parser stops where it is sure that no colon comes: that may be the start of a line further down.
    fn line_without_colon(&self) -> Range<usize> {
        let line = self.line();
        if !self.text.get(line.start..self.at).unwrap_or("").trim().is_empty() {
            return trimmed(self.text, line);
        }
        let before = self.text.get(..line.start).unwrap_or("").trim_end();
        trimmed(self.text, line_around(self.text, before.len()))
    }

    /// An odd space that indents this line or the one above, or stands after its colon.
    fn odd_space_nearby(&self) -> Option<usize> {
        let line = self.line();
        let above = self.text.get(..line.start).unwrap_or("").trim_end().len();
        [line_around(self.text, above), line].into_iter().find_map(|line| {
            let typed = self.text.get(line.clone())?;
            let indent = typed.len() - typed.trim_start_matches(' ').len();
            let after_colon = typed.find(':').map(|colon| colon + 1);
            // A byte order mark begins the file, and no front matter: it is in nobody's way.
            let is_mark = |at: usize| line.start + at == 0 && typed.starts_with('\u{feff}');
            let is_odd =
                |at: &usize| !is_mark(*at) && typed.get(*at..).is_some_and(|rest| rest.starts_with(is_odd_space));
            [Some(indent), after_colon].into_iter().flatten().find(is_odd).map(|at| line.start + at)
        })
    }

    /// The colon without a space after it in this line or the one above, whose key the parser took for a text.
    fn glued_nearby(&self) -> Option<Range<usize>> {
        let line = self.line();
        let above = self.text.get(..line.start).unwrap_or("").trim_end().len();
        [line_around(self.text, above), line].into_iter().find_map(|line| {
            let typed = self.text.get(line.clone())?;
            let start = typed.len() - typed.trim_start_matches([' ', '-']).len();
            let (key, rest) = typed.get(start..)?.split_once([':', '：'])?;
            let colon = line.start + start + key.len();
            let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphabetic() || b"_-".contains(&byte));
            let width = self.text.get(colon..)?.chars().next()?.len_utf8();
            let is_wide = width > 1;
            let is_glued = is_wide || !rest.starts_with([' ', '/', '\t', '\r']) && !rest.is_empty();
            (is_key && is_glued).then_some(colon..colon + width)
        })
    }

    fn glued(&self, colon: Range<usize>) -> Diagnostic {
        let line = line_around(self.text, colon.start);
        let key = self.text.get(line.start..colon.start).unwrap_or("").trim_start_matches([' ', '-']);
        let value = self.text.get(colon.end..line.end).unwrap_or("").trim();
        let message = if colon.len() > 1 {
            format!("after `{key}` stands a wide colon, which YAML doesn't know")
        } else {
            format!("after the colon of `{key}` a space is missing")
        };
        let found = self.problem(colon, message).help(format!("write `{}`", shown(&format!("{key}: {value}"))));
        found.fix(if value.is_empty() { ":" } else { ": " })
    }

    fn indicator(&self) -> Diagnostic {
        let Some(sign) = self.next_char().filter(|c| !c.is_whitespace()) else {
            if self.bracket.is_some() {
                return self.open_bracket();
            }
            return self
                .problem(self.here(), "a value is missing here")
                .help("write the value, or `\"\"` for an empty text");
        };
        if sign == ',' {
            return self
                .problem(self.here(), "a value is missing before this comma")
                .help("remove the comma, or put the value in double quotes if it begins with one");
        }
        if self.bracket.is_none()
            && matches!(sign, ']' | '}')
            && self.value_of_line().is_none_or(|value| value.start < self.at)
        {
            return self
                .problem(self.here(), format!("this `{sign}` closes nothing"))
                .help("remove it, or put the whole value in double quotes");
        }
        let sign = if sign == '`' { "a backtick".to_owned() } else { format!("`{sign}`") };
        let found = self.problem(self.here(), format!("a value can't begin with {sign} unless it is in quotes"));
        self.with_quotes(found, &sign)
    }

    fn after_quote(&self) -> Diagnostic {
        if self.bracket.is_some() && matches!(self.next_char(), Some('"' | '\'')) {
            return self.open_bracket();
        }
        let before = self.text.get(..self.at).unwrap_or("").trim_end();
        let help = if before.ends_with('\'') {
            "inside single quotes an apostrophe is typed twice (`'it''s'`); or put the whole value in double quotes"
        } else {
            "inside double quotes type `\\\"` for a quotation mark, or use “ ” or « »; nothing may follow the closing one"
        };
        self.problem(self.here(), "text stands after the closing quotation mark").help(help)
    }

    fn escape(&self) -> Diagnostic {
        let typed = self.text.get(self.at..).unwrap_or("");
        let bytes = typed.as_bytes();
        let mut at = 0;
        while let Some(found) = bytes.iter().skip(at).position(|byte| *byte == b'\\') {
            at += found;
            if !bytes.get(at + 1).is_some_and(|next| b"0abt\tnvfre \"/\\N_LP\n\r".contains(next)) {
                break;
            }
            at += 2;
        }
        let start = self.at + at.min(typed.len());
        self.problem(
            start..(start + 1).min(self.text.len()),
            "inside double quotes `\\` begins an escape, and this one is unknown",
        )
        .help("type `\\\\` for a backslash, or put the value in single quotes")
    }

    fn tab(&self) -> Diagnostic {
        let line = self.line();
        let before = self.text.get(line.start..self.at).unwrap_or("");
        let start = before.find('\t').map_or(self.at, |tab| line.start + tab);
        let run = self.text[start..].len() - self.text[start..].trim_start_matches('\t').len();
        self.problem(start..start + run, "a tab stands where only spaces may: in the indentation or after a colon")
            .help("replace the tab by spaces")
            .fix("  ".repeat(run.min(8)))
    }

    fn indent(&self) -> Diagnostic {
        let line = self.line();
        let before = self.text.get(line.start..self.at).unwrap_or("").trim();
        if !before.is_empty() {
            let message = format!("text stands after `{}`, where the value has ended", shown(before));
            return self.problem(self.here(), message).help("remove it, or put the whole value in double quotes");
        }
        self.problem(
            line.start..self.at,
            "this line is indented by another number of spaces than the lines it belongs to",
        )
        .help("begin it in the same column as the key or dash above that it stands beside")
    }
}

impl Scene<'_> {
    fn directive(&self) -> Diagnostic {
        let lines = lines_from(self.text, 0).take_while(|line| line.span.start <= self.at);
        let sign = lines.filter(|line| self.text[line.span.clone()].starts_with('%')).last();
        let Some(line) = sign else { return self.plain(&Slip::SecondDocument) };
        let span = line.span.start..line.span.start + 1;
        self.problem(span, "a line can't begin with `%`").help("remove the line, or put the text in double quotes")
    }
}

fn sentence(slip: &Slip) -> (&'static str, &'static str) {
    match slip {
        Slip::KeyIsNoText => (
            "a list or mapping stands where a key should",
            "put the value in double quotes if it is a text that begins with a bracket",
        ),
        Slip::Anchor => (
            "anchors and aliases (`&name`, `*name`) are not read",
            "write the value out wherever it is needed, or put it in double quotes if it is a text",
        ),
        Slip::Tag => {
            ("tags (`!name`) are not read", "remove the tag, or put the value in double quotes if it is a text")
        }
        Slip::SecondDocument => (
            "a second document begins here, but front matter is one",
            "remove the line `...` or `--- …` before it; the text of the article begins below a line that is exactly `---`",
        ),
        Slip::OpenQuote => (
            "the quotation mark opened here is not closed",
            "close it at the end of the value; if it belongs to the text, put the whole value in the other kind of quotes",
        ),
        Slip::ItemAfterKey => (
            "a list can't begin on the line of its key",
            "put each `- …` on a line of its own below the key, or write `[one, two]`",
        ),
        Slip::AfterBlockSign => (
            "text follows `|` or `>`, which begin a block of lines",
            "put the text on the next line, indented; or in double quotes if it begins with that sign",
        ),
        Slip::CommentInText => (
            "a ` #` begins a comment here, in the middle of a text that goes on below",
            "put the whole text in double quotes",
        ),
        _ => ("the front matter can't be read from here on", "put the value in double quotes"),
    }
}

/// Tells what YAML reads without complaint but no author means: keys that are empty, merged or padded with odd spaces.
pub(super) fn check_key(file: FileId, key: &str, span: &Range<usize>) -> Option<Diagnostic> {
    let problem = |message: String| Diagnostic::new(Code::YamlSyntax, Place::new(file, span.clone()), message);
    if key.is_empty() {
        return Some(problem("a key is missing before this colon".to_owned()).help("write `key: value`"));
    }
    if key == "<<" {
        let found = problem("merge keys (`<<`) are not read".to_owned());
        return Some(found.help("write the keys out where they are needed"));
    }
    let bare = key.trim_matches(is_odd_space);
    if bare.len() == key.len() {
        return None;
    }
    let odd = key.chars().find(|c| is_odd_space(*c)).unwrap_or(' ');
    let message = format!("the key `{}` begins or ends with {}", shown(bare), named(odd));
    let found = problem(message).help("indent with ordinary spaces, and put none before the colon");
    Some(if key.starts_with(is_odd_space) { found } else { found.fix(bare) })
}

/// Tells what unquoted values hide: lines indented with odd spaces, and list items that became part of a text.
pub(super) fn check_value(file: FileId, text: &str, node: &Node, problems: &mut Diagnostics) {
    let Value::Scalar(Scalar { plain: true, .. }) = node.value else { return };
    let typed = text.get(node.span.clone()).unwrap_or("");
    if typed.starts_with(is_odd_space) {
        problems.push(odd_space(file, text, node.span.start));
    }
    if !typed.contains(['\n', '\r']) {
        return;
    }
    let item = lines_from(typed, 0).skip(1).find(|line| typed[line.span.clone()].trim_start().starts_with("- "));
    if let Some(line) = item {
        let span = trimmed(typed, line.span);
        let place = Place::new(file, node.span.start + span.start..node.span.start + span.end);
        problems.push(
            Diagnostic::new(Code::YamlSyntax, place, "this list item is read as part of the text that begins above")
                .label(Place::new(file, node.span.start..node.span.start), "the text begins here")
                .help(
                    "a key has a text or a list, not both: remove the text after the key, or put it in double quotes",
                ),
        );
    }
}

pub(super) fn odd_space(file: FileId, text: &str, at: usize) -> Diagnostic {
    let odd = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
    let message = format!("{} stands where YAML wants an ordinary space", named(odd));
    Diagnostic::new(Code::YamlSyntax, Place::new(file, at..at + odd.len_utf8()), message)
        .help("replace it by an ordinary space")
        .fix(" ")
}

pub(super) fn is_odd_space(c: char) -> bool {
    !c.is_ascii() && (c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
}

fn named(c: char) -> String {
    let name = match c {
        '\u{a0}' => "a no-break space",
        '\u{202f}' => "a narrow no-break space",
        '\u{200b}' => "a zero-width space",
        '\u{200e}' | '\u{200f}' => "a direction mark",
        _ => "an unusual space",
    };
    format!("{name} (U+{:04X})", u32::from(c))
}

/// What stands between the quotation marks of a word processor; they were meant as YAML's.
fn without_curly_quotes(typed: &str) -> &str {
    let inside = typed.strip_prefix(['“', '”', '„']).and_then(|rest| rest.strip_suffix(['”', '“']));
    inside.filter(|inside| !inside.contains(['“', '”', '„'])).unwrap_or(typed)
}

fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let typed = text.get(span.clone()).unwrap_or("");
    let start = span.start + typed.len() - typed.trim_start().len();
    start..start + typed.trim().len()
}

/// At most the first 60 characters of what an author typed.
pub(super) fn shown(typed: &str) -> String {
    match typed.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &typed[..end]),
        None => typed.to_owned(),
    }
}
