//! Tables.

use pulldown_cmark::Alignment;

use super::render::attribute;
use super::writing::Labels;

/// The table being written.
#[derive(Default)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    column: usize,
    is_head: bool,
    has_body: bool,
}

impl Table {
    /// Gives where the name of the `<table>` ends.
    pub(super) fn open(&mut self, alignments: Vec<Alignment>, labels: &Labels<'_>, out: &mut String) -> usize {
        *self = Self { alignments, ..Self::default() };
        out.push_str("<div class=\"table\"");
        if !labels.table.is_empty() {
            out.push_str(" tabindex=\"0\" role=\"region\"");
            attribute(out, "aria-label", labels.table);
        }
        out.push_str("><table");
        let name_end = out.len();
        out.push_str(">\n");
        name_end
    }

    pub(super) fn close(&self, out: &mut String) {
        out.push_str(if self.has_body { "</tbody></table></div>\n" } else { "</table></div>\n" });
    }

    pub(super) fn open_head(&mut self, out: &mut String) {
        self.is_head = true;
        out.push_str("<thead><tr>");
    }

    pub(super) fn close_head(&mut self, out: &mut String) {
        self.is_head = false;
        out.push_str("</tr></thead>\n");
    }

    pub(super) fn open_row(&mut self, out: &mut String) {
        if !self.has_body {
            out.push_str("<tbody>\n");
            self.has_body = true;
        }
        self.column = 0;
        out.push_str("<tr>");
    }

    /// Gives where its name and scope end.
    pub(super) fn open_cell(&mut self, out: &mut String) -> usize {
        out.push_str(if self.is_head { "<th scope=\"col\"" } else { "<td" });
        let name_end = out.len();
        out.push_str(match self.alignments.get(self.column) {
            Some(Alignment::Left) => " class=\"start\">",
            Some(Alignment::Center) => " class=\"center\">",
            Some(Alignment::Right) => " class=\"end\">",
            _ => ">",
        });
        self.column += 1;
        name_end
    }

    pub(super) fn close_cell(&self, out: &mut String) {
        out.push_str(if self.is_head { "</th>" } else { "</td>" });
    }
}
