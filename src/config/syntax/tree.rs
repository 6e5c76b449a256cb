//! From TOML to the tree of values; the only file that names the TOML parser.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use crate::parse::tree::{Entry, Node, Scalar, Value};

/// Something the parser stumbles over.
#[derive(Debug)]
pub(super) struct Mistake {
    /// Where, in bytes.
    pub(super) span: Range<usize>,
    /// What the parser says of it.
    pub(super) message: String,
}

/// What the parser makes of a text, mistakes and all, and the mistakes.
pub(super) fn parsed(text: &str) -> (Node, Vec<Mistake>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let span = table.span();
    (mapping(table.into_inner(), span), errors.iter().map(mistake).collect())
}

/// Whether a text is TOML as it is.
pub(super) fn is_toml(text: &str) -> bool {
    DeTable::parse(text).is_ok()
}

fn mistake(error: &Error) -> Mistake {
    let message = error.message().lines().collect::<Vec<_>>().join(", ");
    Mistake { span: error.span().unwrap_or(0..0), message }
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
