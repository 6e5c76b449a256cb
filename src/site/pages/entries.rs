//! The long lists on the page of an incident as HTML: its updates, what was known when, its sources.
//!
//! They are half of what a template would do for a page, and its interpreter takes ten times as long for an entry.

use crate::parse::escape::{escape, escape_into};
use crate::site::edition::Edition;
use crate::site::view::{Html, KnownView, SourceView, UpdateView};

/// Words that stand in entries, escaped.
#[derive(Debug, Default)]
pub(in crate::site) struct EntryWords {
    link_to_update: String,
    known_amended: String,
    known_until: String,
}

impl EntryWords {
    pub(in crate::site) fn new(edition: &Edition) -> Self {
        let word = |key| escape(&edition.say(key));
        Self {
            link_to_update: word("link-to-update"),
            known_amended: word("known-amended"),
            known_until: word("known-until"),
        }
    }

    /// Updates as the items of a list.
    pub(super) fn updates(&self, updates: &[UpdateView]) -> Html {
        let mut html = String::with_capacity(updates.len() * 512);
        for update in updates {
            self.update(&mut html, update);
        }
        Html::safe_string(&html)
    }

    fn update(&self, html: &mut String, update: &UpdateView) {
        html.extend(["\n<li id=\"", &update.anchor, "\" class=\"s-", update.status.key, "\">\n"]);
        html.extend([
            "<p class=\"at\" data-local><a href=\"#",
            &update.anchor,
            "\" title=\"",
            &self.link_to_update,
            "\">",
        ]);
        add(html, &update.at);
        html.push_str("</a>");
        if update.stated {
            html.push_str(" <span class=\"state\">");
            escape_into(html, &update.course);
            html.push_str("</span>");
        }
        html.push_str("</p>\n<div class=\"said\"");
        if let Some(lang) = &update.lang {
            html.extend([" lang=\"", &escape(lang), "\" dir=\"", update.dir, "\""]);
        }
        html.push('>');
        add(html, &update.html);
        html.push_str("</div>");
        add_within(html, "\n<p class=\"by\">", &update.by, "</p>");
        html.push_str("\n</li>");
    }

    /// What was known from each moment on, as the rows of a table.
    pub(super) fn known(&self, steps: &[KnownView]) -> Html {
        let mut html = String::with_capacity(steps.len() * 320);
        for step in steps {
            self.step(&mut html, step);
        }
        Html::safe_string(&html)
    }

    fn step(&self, html: &mut String, step: &KnownView) {
        html.extend(["\n<tr><th scope=\"row\"><a href=\"", &step.href, "\">"]);
        add(html, &step.at);
        html.push_str("</a>");
        if step.amended {
            html.extend([" <span class=\"line aside\">", &self.known_amended, "</span>"]);
        } else if !step.elapsed.is_empty() {
            html.push_str(" <span class=\"line aside\">");
            escape_into(html, &step.elapsed);
            html.push_str("</span>");
        }
        html.push_str("</th>\n<td>");
        if let Some(status) = &step.status {
            escape_into(html, &status.label);
        }
        for fact in &step.corrected {
            html.push_str(" <span class=\"line aside\">");
            escape_into(html, &fact.given);
            html.extend([" (", &self.known_until, " <a href=\"", &fact.href, "\">"]);
            add(html, &fact.at);
            html.push_str("</a>)</span>");
        }
        html.push_str("</td></tr>");
    }
}

/// Sources as the items of a list.
pub(super) fn sources(sources: &[SourceView]) -> Html {
    let mut html = String::with_capacity(sources.len() * 1024);
    for source in sources {
        html.extend(["\n<li id=\"", &escape(&source.anchor), "\"><span class=\"n\">", &escape(&source.number)]);
        html.push_str("</span>\n<div>\n<p class=\"title\">");
        add(&mut html, &source.title);
        html.push_str("</p>\n<ul class=\"tags\">");
        for detail in &source.details {
            html.push_str("<li>");
            add(&mut html, detail);
            html.push_str("</li>");
        }
        html.push_str("</ul>");
        add_within(&mut html, "\n<p class=\"aside\">", &source.note, "</p>");
        html.push_str("\n</div>\n</li>");
    }
    Html::safe_string(&html)
}

/// Adds what a template writes for a text.
fn add(html: &mut String, text: &Html) {
    let safe = text.is_safe();
    let text = text.as_str().unwrap_or_default();
    if safe { html.push_str(text) } else { escape_into(html, text) }
}

/// Adds a text between two others, unless it is empty.
fn add_within(html: &mut String, before: &str, text: &Html, after: &str) {
    if text.as_str().is_some_and(|text| !text.is_empty()) {
        html.push_str(before);
        add(html, text);
        html.push_str(after);
    }
}
