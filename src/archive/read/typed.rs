//! What YAML silently makes of a text that was typed without quotes.

use crate::diagnostic::{Code, Fix, Place};
use crate::parse::fields::{Fields, KeyPath, Reader};
use crate::parse::tree::{Node, Scalar, Value};
use crate::parse::yaml::comment_after;

/// Quotation marks of word processors, in pairs.
const PAIRS: &[(char, char)] = &[('“', '”'), ('„', '“'), ('„', '”'), ('«', '»'), ('‘', '’')];

/// Tells where the text of one of `keys` was cut by a ` #`, or stands whole between curly quotation marks.
pub fn check_typed(reader: &mut Reader, fields: &Fields<'_>, text: &str, keys: &[&str]) {
    for key in keys {
        let Some(node) = fields.node(key) else { continue };
        let Value::Scalar(Scalar { text: value, plain: true }) = &node.value else { continue };
        cut_by_comment(reader, text, node, key);
        within_quotes(reader, value, node, key);
    }
}

fn cut_by_comment(reader: &mut Reader, text: &str, node: &Node, key: &str) {
    let Some(at) = comment_after(text, node) else { return };
    let Some(rest) = text.get(at..).and_then(|rest| rest.lines().next()) else { return };
    let line = node.span.start..at + rest.trim_end().len();
    let message = format!("` #` begins a comment here: readers see only what stands before it in `{key}`");
    let span = at..line.end;
    let typed = text.get(line.clone()).unwrap_or_default();
    let problem = reader.problem(Code::CutByComment, &span, &KeyPath::ROOT.key(key), message);
    if typed.contains(['"', '\\', '\n']) {
        return reader.tell(problem.help("put the whole value in quotes, or the comment on a line of its own"));
    }
    let quoted = format!("\"{typed}\"");
    let mut problem =
        problem.help(format!("put the whole value in double quotes: `{quoted}`; or the comment on a line of its own"));
    problem.fix = Some(Fix { place: Place::new(reader.file, line), replacement: quoted, is_guess: true });
    reader.tell(problem);
}

fn within_quotes(reader: &mut Reader, value: &str, node: &Node, key: &str) {
    let inside = |(open, close): &(char, char)| value.strip_prefix(*open)?.strip_suffix(*close);
    let Some(inside) =
        PAIRS.iter().find_map(inside).filter(|inside| !inside.contains(['"', '\\', '\n', '“', '”', '«', '»']))
    else {
        return;
    };
    let message = format!("the quotation marks around `{key}` are part of it: YAML knows only straight ones");
    let quoted = format!("\"{inside}\"");
    let help = format!("write `{quoted}`; if the marks are meant, put straight ones around them");
    let problem = reader.problem(Code::CurlyQuotes, &node.span, &KeyPath::ROOT.key(key), message);
    reader.tell(problem.help(help).guess(quoted));
}
