//! XML in the making.

use crate::parse::escape::escape_into;
use crate::site::marked::ROOT;

/// A document, or a piece of one, in memory.
pub(crate) struct Xml(String);

/// Attributes by name.
type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A document with nothing but its declaration.
    pub fn new() -> Self {
        Self("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_owned())
    }

    /// A piece with nothing in it.
    pub fn piece() -> Self {
        Self(String::with_capacity(1 << 11))
    }

    /// Begins an element.
    pub fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.0.push('>');
    }

    /// Ends an element and its line.
    pub fn close(&mut self, name: &str) {
        self.0.extend(["</", name, ">\n"]);
    }

    /// An element without content, on a line of its own.
    pub fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        self.start(name, attributes);
        self.0.push_str("/>\n");
    }

    /// A `<link>` to what lies at `path`, seen from the site's root, which is marked.
    pub fn marked_link(&mut self, attributes: Attributes<'_>, path: &str) {
        self.start("link", attributes);
        self.0.extend([" href=\"", ROOT]);
        self.text(path);
        self.0.push_str("\"/>\n");
    }

    /// An element that holds text, on a line of its own.
    pub fn element(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        self.open(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// A line break.
    pub fn line(&mut self) {
        self.0.push('\n');
    }

    /// What is written already.
    pub fn markup(&mut self) -> &mut String {
        &mut self.0
    }

    /// The bytes of the document.
    pub fn finish(self) -> Vec<u8> {
        self.0.into_bytes()
    }

    fn start(&mut self, name: &str, attributes: Attributes<'_>) {
        self.0.extend(["<", name]);
        for (key, value) in attributes {
            self.0.extend([" ", key, "=\""]);
            self.text(value);
            self.0.push('"');
        }
    }

    /// Text without the characters XML 1.0 has no place for.
    fn text(&mut self, text: &str) {
        // Both begin with a byte that few texts hold.
        if !text.as_bytes().contains(&0xef) {
            return escape_into(&mut self.0, text);
        }
        for part in text.split(['\u{fffe}', '\u{ffff}']) {
            escape_into(&mut self.0, part);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_hold_no_control() {
        let mut xml = Xml::new();
        xml.open("a", &[("b", "\"<&\u{1}")]);
        xml.line();
        xml.element("c", &[], "x < y & \u{0}\u{ffff}z");
        xml.close("a");
        let text = String::from_utf8(xml.finish()).expect("text");
        let body = "<a b=\"&quot;&lt;&amp;\">\n<c>x &lt; y &amp; z</c>\n</a>\n";
        assert_eq!(text, format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{body}"));
    }
}
