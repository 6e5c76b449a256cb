//! What prose is written with, and what comes of it.

/// How prose is written on one page.
#[derive(Clone, Copy)]
pub struct Writing<'a> {
    /// What ids begin with after `h-` and `fn-`: empty, or letters, digits and hyphens that end in one, so that several
    /// texts can stand on a page.
    pub prefix: &'a str,
    /// The highest level a heading may have: 2 on a page whose title is the `<h1>`.
    pub highest_heading: u8,
    /// Whether the language of the text is written from the right.
    pub is_rtl: bool,
    /// Words for those who hear the page.
    pub labels: Labels<'a>,
    /// What addresses and citations lead to.
    pub resolve: &'a dyn Resolve,
}

/// Words in the page's language; an empty one leaves its attribute out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Labels<'a> {
    /// Names the list of footnotes.
    pub footnotes: &'a str,
    /// Names the link from a footnote back to the text.
    pub back: &'a str,
    /// Names a table that can be scrolled.
    pub table: &'a str,
    /// A task that is done.
    pub done: &'a str,
    /// A task that is not done.
    pub open: &'a str,
    /// What stands at the head of alerts: a note, a tip, what is important, a warning, a caution.
    pub alerts: [&'a str; 5],
    /// Language and direction of these words, where those of the text are others.
    pub alerts_tongue: Option<(&'a str, &'a str)>,
}

/// Knows what prose refers to.
pub trait Resolve {
    /// The address of another file of the project, with its fragment.
    fn link(&self, path: &str, fragment: Option<&str>) -> Option<String>;
    /// An image that lies in the project.
    fn image(&self, path: &str) -> Option<Image>;
    /// The source a footnote label cites.
    fn citation(&self, label: &str) -> Option<Citation<'_>>;
    /// The mark of footnote `number` (from 1), such as its digits in the page's language.
    fn note_mark(&self, number: usize) -> String {
        number.to_string()
    }
}

/// An image as the page refers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// Its address.
    pub src: String,
    /// Width in pixels, if known.
    pub width: Option<u32>,
    /// Height in pixels, if known.
    pub height: Option<u32>,
}

/// A source as it is cited in running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation<'r> {
    /// Its number, as shown.
    pub number: &'r str,
    /// The address of its entry in the list of sources.
    pub href: String,
    /// What it is called.
    pub title: &'r str,
}

/// Prose as HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The HTML of each piece asked for, in that order.
    pub pieces: Vec<String>,
    /// The list of footnotes the pieces refer to; empty if there are none.
    pub footnotes: String,
}
