//! A tree of values with positions: what front matter and settings are read from.

use std::ops::Range;

/// A value and the bytes it stands on in its file.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// Byte offsets into the file's text; a quoted value's quotes are inside.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// The shapes a value can have. Scalars stay the text that was typed: `NO`, `1.10` and `10:30` are texts.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing typed, `~` or `null`, unquoted.
    Null,
    /// A text.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys with values, in the order typed; no key twice.
    Mapping(Vec<Entry>),
}

/// A text as typed (escapes of quoted styles resolved).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text.
    pub text: String,
    /// Whether it stood without quotes and is not a block (so `true` may be meant as a truth value).
    pub plain: bool,
}

/// One key with its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key's text.
    pub key: String,
    /// The bytes of the key.
    pub key_span: Range<usize>,
    /// The value.
    pub value: Node,
}

impl Node {
    /// Whether two nodes hold the same values, wherever they stand and however they are quoted; keys in any order.
    /// Nesting is bounded by the reader of the tree.
    pub fn is_same(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Value::Null, Value::Null) => true,
            (Value::Scalar(a), Value::Scalar(b)) => a.text == b.text,
            (Value::Sequence(a), Value::Sequence(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b))
            }
            (Value::Mapping(a), Value::Mapping(b)) => a.len() == b.len() && a.iter().all(|entry| entry.is_among(b)),
            _ => false,
        }
    }
}

impl Entry {
    fn is_among(&self, others: &[Self]) -> bool {
        others.iter().any(|other| other.key == self.key && other.value.is_same(&self.value))
    }
}

impl Value {
    /// What the shape is called when telling an author.
    pub const fn shape(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Scalar(_) => "a text",
            Self::Sequence(_) => "a list",
            Self::Mapping(_) => "a mapping",
        }
    }
}
