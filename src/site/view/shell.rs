//! What every page has, and the small pieces all views are made of.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::data::FeedsView;
use crate::site::edition::Spoken;

/// What every template knows of the site as `site`, whatever the page. Addresses are from the site's root.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// The site's title in the page's language.
    pub title: String,
    /// The title's language, where that isn't the page's.
    pub title_lang: Option<String>,
    /// The direction of the title's language.
    pub title_dir: &'static str,
    /// BCP 47 tag of the page's language.
    pub lang: String,
    /// The home page.
    pub home: String,
    /// The search page; `None` where the site does without.
    pub search: Option<String>,
    /// What the site is; may be empty.
    pub description: String,
    /// The description's language, where that isn't the page's.
    pub description_lang: Option<String>,
    /// The direction of the description's language.
    pub description_dir: &'static str,
    /// The entries of the menu, in its order: sections, free pages, and addresses elsewhere.
    pub navigation: Vec<MenuLink>,
    /// The stylesheet: the asset `annals.css`.
    pub stylesheet: String,
    /// The stylesheet a site lays over it: the asset `site.css`, where there is one.
    pub own_stylesheet: Option<String>,
    /// The file of every asset by its name, such as `site.assets["logo.png"]`.
    pub assets: BTreeMap<String, String>,
    /// The picture that stands beside the title, where site.toml names one.
    pub logo: Option<LogoView>,
    /// The icon: the asset `icon.svg`.
    pub icon: String,
    /// The icon for phones: the asset `icon.png`.
    pub touch_icon: String,
    /// The absolute address of the picture for previews, the asset `picture.png`; empty without `base_url`.
    pub picture: String,
    /// The feed of all incidents, as Atom; `None` where the site does without feeds.
    pub atom: Option<String>,
    /// The same as JSON Feed.
    pub json: Option<String>,
    /// The page of data and feeds; `None` where the site does without both.
    pub data: Option<String>,
    /// What that page is called, by what it shows; empty where there is none.
    pub data_label: String,
    /// The licence of the texts.
    pub licence: Option<LicenceView>,
    /// How to reach the editors, as readers see it: a mail address, or the address of a page.
    pub contact: Option<String>,
    /// Where a link to them leads: `mailto:` and the mail address, or the page.
    pub contact_url: Option<String>,
    /// The script of incident pages: the asset `page.js`.
    pub script: String,
    /// What that script says, as JSON.
    pub words: String,
    /// The language for `Intl` in browsers, with the site's digits and calendar.
    pub locale: String,
    /// The Content-Security-Policy, which every page has as its first `<meta>` after the charset.
    pub csp: &'static str,
    /// What made the site.
    pub generator: &'static str,
}

/// The frame around every page.
#[derive(Debug, Serialize)]
pub struct Shell {
    /// BCP 47 tag of the page.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// From this page to the site's root: `./`, `../` and so on; a path of the host on the 404 page.
    pub root: String,
    /// The page's own title, without the site's.
    pub title: String,
    /// One or two sentences for search engines and previews; may be empty.
    pub description: String,
    /// Absolute address of the page, where the site's address is known.
    pub canonical: Option<String>,
    /// `<link>`s to the page's real translations, where the site's address is known.
    pub hreflang: Html,
    /// The page in each of the site's languages, or the best page there is instead, as `<li>`s with a link; the present
    /// one is marked. Empty where the site has one language.
    pub tongues: Html,
    /// The key of the section the page belongs to (`incidents`, `services`, `regions`, …), for the navigation.
    pub section: &'static str,
    /// Search engines should not list this page.
    pub noindex: bool,
    /// The kind of page (`home`, `incident`, `service`, …), for styling.
    pub kind: &'static str,
    /// What can be subscribed to of what the page is about; `None` where that is the site as a whole, or where there is
    /// nothing.
    pub feeds: Option<FeedsView>,
    /// From the home page to this page's parent, as `<li>`s with a link; empty on the home page.
    pub crumbs: Html,
    /// Icons, stylesheet and feeds of the site, as `parts/links.html` writes them.
    pub links: Html,
    /// The site's sections, as `parts/navigation.html` writes them.
    pub navigation: Html,
    /// The end of the page, as `parts/footer.html` writes it.
    pub footer: Html,
}

/// What the parts of the frame that many pages share are made from: `parts/links.html`,
/// `parts/navigation.html` and `parts/footer.html`.
#[derive(Debug, Serialize)]
pub struct FrameView<'f> {
    /// Leads to the site's root.
    pub root: &'f str,
    /// The section the page belongs to.
    pub section: &'f str,
    /// On free pages, where the entry of the navigation leads that they stand under, from the site's root: to the page, or
    /// to all free pages. Empty on all other pages.
    pub free_page: &'f str,
}

/// The same page in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// BCP 47 tag.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The language's own name for itself.
    pub name: String,
    /// The page in that language, or the best page there is instead.
    pub href: String,
    /// Absolute address, where the site's address is known.
    pub url: Option<String>,
    /// Whether it really is this page's translation (only these become `hreflang`).
    pub translation: bool,
    /// Whether it is the language of this page.
    pub current: bool,
}

/// A link inside the site.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// Address from the site's root.
    pub href: String,
    /// What it says.
    pub label: String,
    /// The section it opens, or empty.
    pub section: &'static str,
    /// The label's language, where that is known and isn't the page's.
    pub lang: Option<String>,
    /// The direction of that language.
    pub dir: &'static str,
}

impl LinkView {
    /// A link that opens no section.
    pub(in crate::site) fn new(href: String, label: Spoken) -> Self {
        Self { href, label: label.text, section: "", lang: label.lang, dir: label.dir }
    }
}

/// An entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct MenuLink {
    /// Address from the site's root; empty where the link leads outside.
    pub href: String,
    /// The whole address of a link that leads outside: a page of the web, or `mailto:`.
    pub url: Option<String>,
    /// What it says.
    pub label: String,
    /// The label's language, where that is known and isn't the page's.
    pub lang: Option<String>,
    /// The direction of that language.
    pub dir: &'static str,
    /// The language of what it leads to, where that isn't the page's.
    pub hreflang: Option<String>,
    /// The section it opens; `pages` for a free page, empty for an address elsewhere.
    pub section: &'static str,
}

impl MenuLink {
    /// An entry for a section or a free page in the reader's language.
    pub(in crate::site) fn new(href: String, label: Spoken, section: &'static str) -> Self {
        let Spoken { text: label, lang, dir } = label;
        Self { href, url: None, label, lang, dir, hreflang: None, section }
    }

    /// The same, called otherwise.
    pub(in crate::site) fn called(self, label: Spoken) -> Self {
        let Spoken { text: label, lang, dir } = label;
        Self { label, lang, dir, ..self }
    }
}

/// The site's logo.
#[derive(Clone, Debug, Serialize)]
pub struct LogoView {
    /// The picture's address from the site's root.
    pub href: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// A word of a fixed vocabulary: a key for styling, a label for reading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// Stable key, such as `major`.
    pub key: &'static str,
    /// The word in the page's language.
    pub label: String,
}

/// A moment, as exact as its author made it and no more.
#[derive(Clone, Debug, Serialize)]
pub struct TimeView {
    /// For `<time datetime>`.
    pub machine: String,
    /// What a reader sees, such as `3 October 2024, about 10:30 UTC`.
    pub text: String,
    /// Whether it is approximate or uncertain.
    pub rough: bool,
    /// Whether it holds a clock time, so that a reader's local time can stand beside it.
    pub clock: bool,
    /// Both as HTML: the text in a `<time>`, with `data-doubt` (`~`, `?` or `%`, as in EDTF) where a clock time is rough.
    pub html: Html,
}

/// Prose of the author's about something.
#[derive(Debug, Serialize)]
pub struct TextView {
    /// The prose; empty where there is none.
    pub html: Html,
    /// Its language, where that isn't the page's.
    pub lang: Option<String>,
    /// The direction of that language.
    pub dir: &'static str,
}

impl Default for TextView {
    fn default() -> Self {
        Self { html: Value::safe_string(""), lang: None, dir: "auto" }
    }
}

/// The licence of the content.
#[derive(Clone, Debug, Serialize)]
pub struct LicenceView {
    /// Its name.
    pub name: String,
    /// Its text, where an address is given.
    pub url: Option<String>,
}

/// A page that says one thing: not found, moved, told in another language, withdrawn.
#[derive(Debug, Serialize)]
pub struct NoticeView {
    /// The frame.
    pub page: Shell,
    /// What happened.
    pub heading: String,
    /// A sentence about it.
    pub text: Html,
    /// Where to go from here.
    pub links: Vec<LinkView>,
    /// An address to be led to at once, from the site's root.
    pub refresh: Option<String>,
    /// The language of the page the link leads to, where that isn't this page's.
    pub link_lang: Option<String>,
    /// Whether the page carries the stylesheet: not so on a 404 page of a site whose address is not known.
    pub styled: bool,
}

/// A wrapper that lets a view hold HTML.
pub type Html = Value;
