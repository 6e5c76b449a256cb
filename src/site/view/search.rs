//! The search page.

use serde::Serialize;

use super::shell::{Html, LinkView, Shell};

/// The search page. It holds every text and every choice; the script asks the index and fills in the answers.
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// The frame.
    pub page: Shell,
    /// What the page is called.
    pub heading: String,
    /// How many incidents there are to search, and of which years, in words.
    pub extent: String,
    /// Rows of the newest incidents, which stand here as long as nothing is asked.
    pub latest: Html,
    /// The script, from the site's root.
    pub script: String,
    /// The tag by which the script writes numbers.
    pub locale: String,
    /// The script's texts, as JSON.
    pub words: String,
    /// Years, the oldest first; one without an incident counts none.
    pub years: Vec<ChoiceView>,
    /// What else results can be narrowed by.
    pub facets: Vec<FacetView>,
    /// Where to look without the script.
    pub ways: Vec<LinkView>,
}

/// Something results can be narrowed by.
#[derive(Debug, Serialize)]
pub struct FacetView {
    /// Its key in the index, such as `language`.
    pub key: &'static str,
    /// Its name in addresses.
    pub name: &'static str,
    /// What readers call it.
    pub label: String,
    /// Its values, in the order of reading.
    pub choices: Vec<ChoiceView>,
}

/// A value of it.
#[derive(Clone, Debug, Serialize)]
pub struct ChoiceView {
    /// Its number in the index.
    pub number: usize,
    /// What stands in addresses.
    pub key: String,
    /// What readers see.
    pub label: String,
    /// The label's language, where that is known and isn't the page's.
    pub lang: Option<String>,
    /// The direction of that language.
    pub dir: &'static str,
    /// How many incidents have it.
    pub count: usize,
    /// How far in it stands in a tree.
    pub depth: usize,
}
