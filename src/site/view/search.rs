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
    /// Years, the oldest first.
    pub years: Vec<YearChoiceView>,
    /// What else results can be narrowed by.
    pub facets: Vec<FacetView>,
    /// Where to look without the script.
    pub ways: Vec<LinkView>,
}

/// A year results can be narrowed by; one without an incident can't be chosen.
#[derive(Debug, Serialize)]
pub struct YearChoiceView {
    /// Its number in the index.
    pub number: usize,
    /// What stands in addresses.
    pub key: String,
    /// What readers see.
    pub label: String,
    /// How many incidents it has.
    pub count: usize,
    /// The same as it is read.
    pub counted: String,
    /// The years before it in which nothing happened and which are not in the list, in words; empty where there are none.
    pub left_out: String,
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
    /// The same as it is read.
    pub counted: String,
    /// How far in it stands in a tree.
    pub depth: usize,
}
