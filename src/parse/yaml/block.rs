//! A text of whole lines below its key, as `>` or `|` begins it, where all lines are indented alike and none is blank.

use std::ops::Range;

use super::line::Line;
use crate::parse::tree::{Node, Scalar, Value};

/// A block text that may go on.
pub(super) struct Block {
    /// The column of its key.
    column: usize,
    /// The column of its lines, known from the first on.
    indent: Option<usize>,
    /// What lines are joined with.
    joint: char,
    /// Whether the text ends with a line end.
    ends_line: bool,
    text: String,
    span: Range<usize>,
}

impl Block {
    /// The block text begun by `header` after a key in `column`.
    pub(super) fn begin(header: &str, column: usize) -> Option<Self> {
        let (joint, ends_line) = match header {
            ">" => (' ', true),
            ">-" => (' ', false),
            "|" => ('\n', true),
            "|-" => ('\n', false),
            _ => return None,
        };
        Some(Self { column, indent: None, joint, ends_line, text: String::new(), span: 0..0 })
    }

    /// Whether a line in `column` belongs to it.
    pub(super) const fn goes_on(&self, column: usize) -> bool {
        column > self.column
    }

    pub(super) fn take(&mut self, column: usize, line: &Line) -> Option<()> {
        let typed = line.rest()?;
        if line.has_blank_end || typed.is_empty() || column < self.column + 2 {
            return None;
        }
        match self.indent {
            None => {
                self.indent = Some(column);
                self.span.start = line.at;
            }
            Some(indent) if indent == column => self.text.push(self.joint),
            Some(_) => return None,
        }
        self.text.push_str(typed);
        self.span.end = line.at + typed.len();
        Some(())
    }

    /// The value, unless no line came.
    pub(super) fn node(mut self) -> Option<Node> {
        self.indent?;
        if self.ends_line {
            self.text.push('\n');
        }
        Some(Node { span: self.span, value: Value::Scalar(Scalar { text: self.text, plain: false }) })
    }
}
