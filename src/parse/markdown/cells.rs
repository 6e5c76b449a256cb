//! Cells that their table has no column for: markdown leaves them out.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::diagnostic::{Code, Diagnostic, Place};

/// Follows the cells of a body.
#[derive(Default)]
pub(super) struct Cells {
    /// Where the last one ends that is shown.
    shown: usize,
}

impl Cells {
    /// Where cells stand in `body` that the row which ends here has beyond the columns of its table.
    pub(super) fn lost(&mut self, event: &Event<'_>, span: &Range<usize>, body: &str) -> Option<Range<usize>> {
        match event {
            Event::End(TagEnd::TableCell) => self.shown = span.end,
            Event::End(TagEnd::TableRow) => {
                let is_sign = |c: char| c == '|' || c.is_whitespace();
                let rest = body.get(self.shown..span.end)?;
                let start = span.end - rest.trim_start_matches(is_sign).len();
                let words = rest.trim_matches(is_sign);
                return (!words.is_empty()).then(|| start..start + words.len());
            }
            _ => {}
        }
        None
    }
}

/// Says that these cells are lost.
pub(super) fn lost(place: Place) -> Diagnostic {
    let message = "this row has more cells than its table has columns, and no reader sees these";
    Diagnostic::new(Code::LostInTable, place, message)
        .help("write `\\|` for a `|` that stands within a cell, or give the table’s first two lines as many columns")
}
