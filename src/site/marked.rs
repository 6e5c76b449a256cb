//! Markup made once for pages at any depth: cut where the way to the site's root goes.

use crate::parse::bytes::position_from;

/// Stands in markup where the way to the site's root goes. Authors' texts can't hold it: it is a control.
pub(super) const ROOT: &str = "\u{1a}";
/// [`ROOT`], as it is looked for.
const MARK: u8 = 0x1a;

/// Markup in which [`ROOT`] stood.
#[derive(Clone, Debug)]
pub(crate) struct Marked {
    text: Box<str>,
    /// The end of each part but the last.
    cuts: Box<[u32]>,
}

impl Marked {
    pub fn new(marked: &str) -> Self {
        let mut text = String::with_capacity(marked.len());
        let mut cuts = Vec::new();
        let mut from = 0;
        while let Some(mark) = position_from(marked.as_bytes(), from, |byte| byte == MARK) {
            text.push_str(marked.get(from..mark).unwrap_or_default());
            cuts.push(u32::try_from(text.len()).unwrap_or(u32::MAX));
            from = mark + 1;
        }
        text.push_str(marked.get(from..).unwrap_or_default());
        Self { text: text.into(), cuts: cuts.into() }
    }

    /// Adds the markup with `root` as the way to the root.
    pub fn write(&self, root: &str, to: &mut String) {
        let mut from = 0;
        for cut in &self.cuts {
            let cut = *cut as usize;
            to.push_str(self.text.get(from..cut).unwrap_or_default());
            to.push_str(root);
            from = cut;
        }
        to.push_str(self.text.get(from..).unwrap_or_default());
    }

    /// How many bytes it has with `root`.
    pub fn len(&self, root: &str) -> usize {
        self.text.len() + self.cuts.len() * root.len()
    }

    /// The markup without any way to the root.
    pub fn text(&self) -> &str {
        &self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_the_root_goes_where_it_was_marked() {
        let marked = Marked::new("<a href=\"\u{1a}x/\">x</a> <a href=\"\u{1a}\">");
        let mut html = String::new();
        marked.write("../", &mut html);
        assert_eq!(html, "<a href=\"../x/\">x</a> <a href=\"../\">");
        assert_eq!(marked.len("../"), html.len());
        assert_eq!(marked.text(), "<a href=\"x/\">x</a> <a href=\"\">");
    }
}
