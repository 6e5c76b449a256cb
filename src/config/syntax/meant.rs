//! A line that isn't TOML, as its author most likely meant it.

use std::ops::Range;

use super::tree::is_toml;
use crate::config::shapes::SITE;
use crate::parse::shape::Takes;

/// The longest line that is looked at, in bytes.
const LONGEST: usize = 1000;
/// The most brackets that may open in it: none of the settings needs as many.
const MOST_BRACKETS: usize = 20;

/// Where a line stands.
#[derive(Clone, Copy, Debug)]
pub(super) enum Stands<'t> {
    /// In the table of that name; the outermost has none.
    InTable(&'t str),
    /// Within a value of several lines.
    InValue,
}

/// What a line was meant to be.
#[derive(Debug)]
pub(super) struct Meant {
    /// The line as TOML.
    pub(super) line: String,
    /// What is wrong with it as it is.
    pub(super) why: String,
    /// The bytes of it that are wrong.
    pub(super) span: Range<usize>,
    /// Whether nothing else can have been meant.
    pub(super) is_sure: bool,
    /// Whether a bracket stays open, for what follows in the next lines.
    pub(super) is_open: bool,
}

impl Meant {
    /// What was meant, if writing that makes TOML of the line.
    pub(super) fn of(line: &str, stands: Stands<'_>) -> Option<Self> {
        if line.len() > LONGEST || line.matches(['[', '{']).count() > MOST_BRACKETS {
            return None;
        }
        let body = trimmed(line, 0..comment(line));
        let mut pen = Pen { line, slips: Vec::new(), open: Vec::new() };
        let text = match stands {
            Stands::InTable(table) => pen.header(&body).or_else(|| pen.entry(&body, takes(table)))?,
            Stands::InValue => pen.item(&body)?,
        };
        let meant = format!("{}{text}{}", line.get(..body.start)?, line.get(body.end..)?);
        let closed = format!("{meant}\n{}", pen.open.iter().collect::<String>());
        let is_right = match stands {
            Stands::InTable(_) => is_toml(&closed),
            Stands::InValue => is_toml(&format!("x = [{closed}]")) || is_toml(&format!("x = {{{closed}}}")),
        };
        let is_open = !pen.open.is_empty();
        let has_comment = line.get(body.end..).is_some_and(|rest| rest.contains('#'));
        let is_sure = !has_comment && pen.slips.iter().all(|slip| slip.is_sure);
        let Slip { span, why, .. } = pen.slips.into_iter().next().filter(|_| is_right)?;
        Some(Self { line: meant, why, span, is_sure, is_open })
    }
}

/// What the table of that name takes.
fn takes(table: &str) -> Option<Takes> {
    let site = Some(Takes::Mapping(&SITE));
    if table.is_empty() { site } else { within(site, table) }
}

/// The keys of the table of that name, where they aren't the author's own.
pub(super) fn known_keys(table: &str) -> Option<impl Iterator<Item = &'static str> + Clone> {
    match takes(table)? {
        Takes::Mapping(shape) | Takes::ShortOr(_, shape) => Some(shape.names()),
        _ => None,
    }
}

/// Whether a key in the table of that name takes `true` or `false`.
pub(super) fn takes_truth(table: &str, key: &str) -> bool {
    matches!(within(takes(table), key), Some(Takes::Truth))
}

/// Whether a line is one that names a table, or was meant to be.
pub(super) fn is_header(line: &str) -> bool {
    line.starts_with('[') || (line.ends_with(']') && !line.contains(['[', '=', ':']))
}

/// What stands behind a key, which may be several joined by dots.
fn within(outer: Option<Takes>, key: &str) -> Option<Takes> {
    key.split('.').map(str::trim).fold(outer, |outer, key| match outer? {
        Takes::Mapping(shape) | Takes::ShortOr(_, shape) => {
            shape.keys.iter().find(|known| known.name == key).map(|known| known.takes)
        }
        Takes::List { of: Takes::ShortOr(_, shape), .. } => {
            shape.keys.iter().find(|known| known.name == key).map(|known| known.takes)
        }
        _ => None,
    })
}

/// Where the comment of a line begins, which may be its end.
fn comment(line: &str) -> usize {
    let (mut is_quoted, mut is_behind_space) = (false, true);
    for (at, c) in line.char_indices() {
        match c {
            '#' if is_behind_space && !is_quoted => return at,
            '"' => is_quoted = !is_quoted,
            _ => {}
        }
        is_behind_space = c.is_whitespace();
    }
    line.len()
}

/// A stretch of a text without the spaces around it.
fn trimmed(text: &str, span: Range<usize>) -> Range<usize> {
    let part = text.get(span.clone()).unwrap_or_default();
    let start = span.start + part.len() - part.trim_start().len();
    start..start + part.trim().len()
}

/// What is wrong with a stretch of the line.
struct Slip {
    span: Range<usize>,
    why: String,
    is_sure: bool,
}

/// Writes a line anew, piece by piece.
struct Pen<'l> {
    line: &'l str,
    slips: Vec<Slip>,
    /// What closes the brackets that stay open, the innermost first.
    open: Vec<char>,
}

impl<'l> Pen<'l> {
    fn text(&self, span: &Range<usize>) -> &'l str {
        self.line.get(span.clone()).unwrap_or_default()
    }

    fn slip(&mut self, span: &Range<usize>, is_sure: bool, why: impl Into<String>) {
        self.slips.push(Slip { span: span.clone(), why: why.into(), is_sure });
    }

    /// The name of a table.
    fn header(&mut self, span: &Range<usize>) -> Option<String> {
        let text = self.text(span);
        let name = text.trim_matches(['[', ']', ' ']);
        if !is_header(text) || !is_bare(name) {
            return None;
        }
        self.slip(span, true, "the name of a table stands between brackets");
        let is_list = text.starts_with("[[") && matches!(takes(name), Some(Takes::List { .. }));
        Some(if is_list { format!("[[{name}]]") } else { format!("[{name}]") })
    }

    /// A line of a value that has several.
    fn item(&mut self, span: &Range<usize>) -> Option<String> {
        let text = self.text(span);
        let count = |sign: char| text.matches(sign).count();
        if count('[') != count(']') || count('{') != count('}') {
            return None;
        }
        let (inner, comma) = match text.strip_suffix(',') {
            Some(item) => (trimmed(self.line, span.start..span.start + item.len()), ","),
            None => (span.clone(), ""),
        };
        let is_pair = separator(self.text(&inner)).is_some_and(|at| is_bare(text.get(..at).unwrap_or_default().trim()));
        let text = if is_pair { self.entry(&inner, None) } else { self.items(&inner, None) };
        Some(format!("{}{comma}", text?))
    }

    /// A key with its value.
    fn entry(&mut self, span: &Range<usize>, outer: Option<Takes>) -> Option<String> {
        let Some(at) = separator(self.text(span)) else { return self.unparted(span, outer) };
        let at = span.start + at;
        if self.text(&(at..at + 1)) == ":" {
            self.slip(&(at..at + 1), true, "`=` stands between a key and its value, not `:`");
        }
        let mut value = trimmed(self.line, at + 1..span.end);
        if self.text(&value).starts_with('=') {
            self.slip(&(value.start..value.start + 1), true, "there is an `=` too many");
            value = trimmed(self.line, value.start + 1..span.end);
        }
        let key = trimmed(self.line, span.start..at);
        let takes = within(outer, self.text(&key));
        let (key, value) = (self.key(&key, outer)?, self.value(&value, takes)?);
        Some(format!("{key} = {value}"))
    }

    /// A key with its value, and no sign between them.
    fn unparted(&mut self, span: &Range<usize>, outer: Option<Takes>) -> Option<String> {
        let text = self.text(span);
        let (key, rest) = text.split_once(char::is_whitespace)?;
        let takes = within(outer, key);
        if !is_bare(key) || (takes.is_none() && !rest.trim_start().starts_with('"')) {
            return None;
        }
        self.slip(&(span.start..span.start + key.len()), false, "`=` stands between a key and its value");
        let value = trimmed(self.line, span.start + key.len()..span.end);
        Some(format!("{key} = {}", self.value(&value, takes)?))
    }

    /// A key; where keys are the author's own, it may lack its quotes.
    fn key(&mut self, span: &Range<usize>, outer: Option<Takes>) -> Option<String> {
        let key = self.text(span);
        if is_bare(key) || is_toml(&format!("{key} = 1")) {
            return Some(key.to_owned());
        }
        if key.is_empty() || matches!(outer, Some(Takes::Mapping(_) | Takes::ShortOr(..))) {
            return None;
        }
        self.slip(span, true, format!("the key `{key}` stands without double quotes"));
        Some(quoted(key))
    }

    fn value(&mut self, span: &Range<usize>, takes: Option<Takes>) -> Option<String> {
        let text = self.text(span);
        let is_value = |text: &str| is_toml(&format!("x = {text}"));
        if is_value(text) {
            return Some(text.to_owned());
        }
        if let Some(value) = text.strip_suffix([',', ';']).filter(|value| is_value(value)) {
            self.slip(&(span.end - 1..span.end), true, "only a comment may stand behind a value");
            return Some(value.to_owned());
        }
        match (text.chars().next()?, takes) {
            ('[', Some(Takes::List { of, .. })) => self.list(span, Some(*of)),
            ('[', _) => self.list(span, None),
            ('{', _) => self.table(span, takes),
            (_, Some(Takes::Truth)) => self.truth(span),
            (_, Some(Takes::List { of, .. })) if parts(text).len() > 1 => {
                self.slip(span, true, "a list stands between brackets");
                Some(format!("[{}]", self.items(span, Some(*of))?))
            }
            _ => self.bare(span),
        }
    }

    fn list(&mut self, span: &Range<usize>, of: Option<Takes>) -> Option<String> {
        self.between(span, ["[", "]"], |pen, inner| pen.items(inner, of))
    }

    fn items(&mut self, span: &Range<usize>, of: Option<Takes>) -> Option<String> {
        self.joined(span, |pen, item| pen.in_a_row(item).or_else(|| pen.value(item, of)))
    }

    fn table(&mut self, span: &Range<usize>, takes: Option<Takes>) -> Option<String> {
        self.between(span, ["{ ", " }"], |pen, inner| pen.joined(inner, |pen, pair| pen.entry(pair, takes)))
    }

    /// What stands between brackets, of which the second may be missing.
    fn between(
        &mut self,
        span: &Range<usize>,
        [open, close]: [&str; 2],
        inner: impl FnOnce(&mut Self, &Range<usize>) -> Option<String>,
    ) -> Option<String> {
        let text = self.text(span);
        let sign = close.trim();
        let start = span.start + 1;
        if let Some(before) = text.strip_suffix(sign).filter(|before| !before.is_empty()) {
            return Some(format!("{open}{}{close}", inner(self, &(start..span.start + before.len()))?));
        }
        if text.ends_with(',') {
            // It goes on in the next line.
            let written = inner(self, &(start..span.end))?;
            let comma = if self.open.is_empty() { "," } else { "" };
            self.open.extend(sign.chars());
            return Some(format!("{open}{written}{comma}"));
        }
        self.slip(&(span.start..start), false, format!("the bracket that opens here is not closed by `{sign}`"));
        Some(format!("{open}{}{close}", inner(self, &(start..span.end)).filter(|inner| !inner.is_empty())?))
    }

    /// The pieces between commas, each written anew.
    fn joined(
        &mut self,
        span: &Range<usize>,
        mut piece: impl FnMut(&mut Self, &Range<usize>) -> Option<String>,
    ) -> Option<String> {
        let parts: Vec<_> =
            parts(self.text(span)).into_iter().map(|part| span.start + part.start..span.start + part.end).collect();
        let mut written = Vec::new();
        for (number, part) in parts.iter().enumerate() {
            let trimmed = trimmed(self.line, part.clone());
            if !trimmed.is_empty() {
                written.push(piece(self, &trimmed)?);
            } else if number + 1 < parts.len() {
                self.slip(&(part.end..part.end + 1), true, "there is a comma too many");
            }
        }
        Some(written.join(", "))
    }

    /// Texts in quotes with no comma between them.
    fn in_a_row(&mut self, span: &Range<usize>) -> Option<String> {
        let text = self.text(span);
        let texts: Vec<&str> = text.split('"').collect();
        let [before, between @ .., after] = texts.as_slice() else { return None };
        let gaps = between.iter().skip(1).step_by(2);
        let is_row = between.len() > 1 && before.is_empty() && after.is_empty() && !text.contains('\\');
        if !is_row || !gaps.clone().all(|gap| !gap.is_empty() && gap.trim().is_empty()) {
            return None;
        }
        self.slip(span, false, "a comma is missing between two items of the list");
        let items = between.iter().step_by(2).map(|item| format!("\"{item}\""));
        Some(items.collect::<Vec<_>>().join(", "))
    }

    fn truth(&mut self, span: &Range<usize>) -> Option<String> {
        let word = self.text(span);
        let meant = match word.to_lowercase().as_str() {
            "true" | "yes" | "on" => "true",
            "false" | "no" | "off" | "none" => "false",
            _ => return None,
        };
        self.slip(span, true, format!("`{word}` is neither `true` nor `false`"));
        Some(meant.to_owned())
    }

    /// A text that lacks quotes, or has one too few or too many.
    fn bare(&mut self, span: &Range<usize>) -> Option<String> {
        let text = self.text(span);
        let Some(quote) = text.chars().next().filter(|first| matches!(first, '"' | '\'')) else {
            let bare = without_curly_quotes(text);
            // With a sign in it, it may be two entries with no comma between them, or two texts with a quote too few.
            let is_one = ![" = ", "\", \"", "\",\""].iter().any(|sign| bare.contains(sign));
            if !is_one || !bare.contains(char::is_alphanumeric) {
                return None;
            }
            self.slip(span, true, format!("the text `{text}` stands without straight double quotes"));
            return Some(quoted(bare));
        };
        let rest = text.get(1..)?;
        if !rest.contains(quote) {
            self.slip(span, false, format!("the text that begins here is not closed by `{quote}`"));
            return Some(format!("{text}{quote}"));
        }
        let inner = rest.strip_suffix(quote).filter(|inner| !inner.contains(['=', ',', '\\']))?;
        let is_one = !inner.split(quote).skip(1).step_by(2).any(|between| between.trim().is_empty());
        self.slip(span, false, format!("the text ends at its next `{quote}`"));
        is_one.then(|| quoted(inner))
    }
}

/// Where the sign stands that parts a key from its value: `=`, or a colon where one is typed instead.
fn separator(text: &str) -> Option<usize> {
    let quoted = text.strip_prefix('"').and_then(|rest| rest.find('"')).map_or(0, |end| end + 2);
    let is_colon = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '"', '\'', '[', '{']);
    let (at, _) = text.char_indices().skip_while(|(at, _)| *at < quoted).find(|(at, c)| match c {
        '=' => true,
        ':' => text.get(at + 1..).is_some_and(is_colon),
        _ => false,
    })?;
    Some(at)
}

/// The pieces of a text between its commas, as stretches of bytes; commas within quotes and brackets part nothing.
fn parts(text: &str) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut depth, mut is_quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, c) in text.char_indices() {
        match c {
            '"' => is_quoted = !is_quoted,
            '[' | '{' if !is_quoted => depth += 1,
            ']' | '}' if !is_quoted => depth = depth.saturating_sub(1),
            ',' if !is_quoted && depth == 0 => {
                parts.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(start..text.len());
    parts
}

/// Whether a key, or several joined by dots, can stand without quotes.
fn is_bare(key: &str) -> bool {
    key.split('.')
        .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_'))
}

/// A text without the curly quotes around it.
fn without_curly_quotes(text: &str) -> &str {
    let text = text.trim_matches(['“', '”', '„', '«', '»', '‘', '’', '\u{a0}', '\u{202f}']);
    if text.matches('"').count() == 1 { text.trim_end_matches('"') } else { text }
}

/// A text between double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.trim().replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(line: &str, stands: Stands<'_>) -> Option<(String, bool)> {
        Meant::of(line, stands).map(|meant| (meant.line, meant.is_sure))
    }

    #[test]
    fn lines_are_written_as_they_were_meant() {
        for (line, wanted, is_sure) in [
            ("  links = files  # or folders", "  links = \"files\"  # or folders", false),
            ("title = Our outages, 2020–", "title = \"Our outages, 2020–\"", true),
            ("title = It's down", "title = \"It's down\"", true),
            ("title = C:\\x and \"y\"", "title = \"C:\\\\x and \\\"y\\\"\"", true),
            ("title = Outages\"", "title = \"Outages\"", true),
            ("title = « Pannes »", "title = \"Pannes\"", true),
            ("title = \"Our \"own\" outages\"", "title = \"Our \\\"own\\\" outages\"", false),
            ("title = 'it's down'", "title = \"it's down\"", false),
            ("title = 'Ours", "title = 'Ours'", false),
            ("title: { en: Outages, fr = Pannes }", "title = { en = \"Outages\", fr = \"Pannes\" }", true),
            (
                "licence = { name = CC0, url = https://e.org/a#b",
                "licence = { name = \"CC0\", url = \"https://e.org/a#b\" }",
                false,
            ),
            ("source_url = https://e.org/{path}?a=b", "source_url = \"https://e.org/{path}?a=b\"", true),
            ("languages = en, fr", "languages = [\"en\", \"fr\"]", true),
            ("languages = [\"en\" \"fr\"]", "languages = [\"en\", \"fr\"]", false),
            ("languages = [en,, fr", "languages = [\"en\", \"fr\"]", false),
            ("title Ours", "title = \"Ours\"", false),
            ("outputs = { search: off, feeds: True }", "outputs = { search = false, feeds = true }", true),
            ("[[navigation]", "[[navigation]]", true),
            ("[[outputs]", "[outputs]", true),
            (
                "navigation = [{ to: data }, services, # more",
                "navigation = [{ to = \"data\" }, \"services\", # more",
                false,
            ),
            ("navigation = [{ to = data,", "navigation = [{ to = \"data\",", true),
        ] {
            assert_eq!(meant(line, Stands::InTable("")), Some((wanted.to_owned(), is_sure)), "{line}");
        }
        let own = meant("écoles: 5", Stands::InTable("vocabulary"));
        assert_eq!(own, Some(("\"écoles\" = 5".to_owned(), true)));
    }

    #[test]
    fn lines_of_a_value_are_written_as_they_were_meant() {
        for (line, wanted) in [
            ("  fr, ar, # both", Some("  \"fr\", \"ar\", # both")),
            ("https://e.org/?a=b", Some("\"https://e.org/?a=b\"")),
            ("{ to: data, label = \"Data\" },", Some("{ to = \"data\", label = \"Data\" },")),
            ("to: data", Some("to = \"data\"")),
            ("fr]", None),
        ] {
            assert_eq!(meant(line, Stands::InValue).map(|(line, _)| line).as_deref(), wanted, "{line}");
        }
    }

    #[test]
    fn what_may_mean_anything_is_not_written_anew() {
        for line in [
            "title = \"Ours\" \"Theirs\"",
            "title = \"Ours\" # or\" theirs",
            "title =",
            "title",
            "languages = [",
            "navigation = [{ to = data label = Data }]",
            "languages = [en\", \"fr\"]",
            "[out puts]",
            "mon titre = x",
            "- title",
            "title = \"C:\\Users\"",
        ] {
            assert_eq!(meant(line, Stands::InTable("")), None, "{line}");
        }
        assert_eq!(meant("search = never", Stands::InTable("outputs")), None);
        assert_eq!(meant(&format!("title = {}", "[".repeat(1000)), Stands::InTable("")), None);
    }
}
