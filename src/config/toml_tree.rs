//! From TOML to the tree of values; the only file that names the TOML parser.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place};
use crate::parse::tree::{Entry, Node, Scalar, Value};
use crate::source::FileId;

/// Reads `text` as TOML; what can't be read is told, the rest is given.
pub fn read_toml(file: FileId, text: &str, problems: &mut Diagnostics) -> Node {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut told = None;
    for error in errors {
        let span = error.span().unwrap_or(0..0);
        // The parser goes on behind a mistake, and stumbles over the rest of the line.
        let line = text.get(..span.start).and_then(|before| before.rfind('\n'));
        if told.replace(line) == Some(line) {
            continue;
        }
        let message = error.message().lines().collect::<Vec<_>>().join(", ");
        problems.push(
            Diagnostic::new(Code::TomlSyntax, Place::new(file, span), format!("this is not TOML: {message}"))
                .help("write `key = \"value\"`, texts in straight double quotes"),
        );
    }
    let span = table.span();
    mapping(table.into_inner(), span)
}

fn mapping(table: DeTable<'_>, span: Range<usize>) -> Node {
    let mut entries: Vec<_> = table
        .into_iter()
        .map(|(key, value)| Entry { key_span: key.span(), key: key.into_inner().into_owned(), value: node(value) })
        .collect();
    entries.sort_by_key(|entry| entry.key_span.start);
    Node { span, value: Value::Mapping(entries) }
}

/// Recursion is bounded: the TOML parser refuses nesting beyond its own limit.
fn node(value: Spanned<DeValue<'_>>) -> Node {
    let span = value.span();
    let value = match value.into_inner() {
        DeValue::String(text) => scalar(text.into_owned(), false),
        DeValue::Integer(number) => scalar(number.as_str().to_owned(), true),
        DeValue::Float(number) => scalar(number.as_str().to_owned(), true),
        DeValue::Boolean(truth) => scalar(truth.to_string(), true),
        DeValue::Datetime(moment) => scalar(moment.to_string(), true),
        DeValue::Array(items) => Value::Sequence(items.into_iter().map(node).collect()),
        DeValue::Table(table) => return mapping(table, span),
    };
    Node { span, value }
}

const fn scalar(text: String, plain: bool) -> Value {
    Value::Scalar(Scalar { text, plain })
}
