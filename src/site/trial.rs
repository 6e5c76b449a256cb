//! A site's own templates, tried before the site is made: what they ask for is known only when pages are rendered.

use std::mem::{Discriminant, discriminant};

use super::Site;
use super::edition::Edition;
use super::route::Route;
use super::table::{Body, Output};
use crate::diagnostic::Diagnostics;

/// How many pages of a kind are tried in each language: they don't all have the same parts.
const TRIED: usize = 12;

impl Site<'_> {
    /// Renders some pages of every kind, and tells what templates asked for in vain, each with the first page it was.
    pub(super) fn try_templates(&mut self, problems: &mut Diagnostics) {
        if !self.theme.has_own_templates() || self.tried().is_empty() {
            return;
        }
        // Once more without constants written into templates, so that places are those of the files.
        let languages = 0..self.editions.len();
        let plainly = |number| Edition::plainly(self.archive, number, &self.theme, &self.router);
        let Ok(editions) = languages.map(plainly).collect() else { return };
        self.editions = editions;
        (0..self.editions.len()).for_each(|language| self.forget(language));
        for (path, fault) in self.tried() {
            problems.push(fault.on_page(&path).diagnostic(self.archive));
        }
    }

    /// What was asked for in vain, with the page.
    fn tried(&self) -> Vec<(String, super::theme::Fault)> {
        let mut seen: Vec<(usize, Option<Discriminant<Route>>, usize)> = Vec::new();
        let mut faults: Vec<(String, super::theme::Fault)> = Vec::new();
        for output in &self.table {
            let Some(kind) = kind(output) else { continue };
            match seen.iter_mut().find(|(language, route, _)| (*language, *route) == kind) {
                Some((_, _, tried)) if *tried >= TRIED => continue,
                Some((_, _, tried)) => *tried += 1,
                None => seen.push((kind.0, kind.1, 1)),
            }
            if self.render(output).is_err() {
                let new = self.editions.iter().flat_map(Edition::faults).map(|fault| self.theme.blamed(fault));
                for fault in new {
                    if !faults.iter().any(|(_, known)| known.is_at(&fault)) {
                        faults.push((output.path.to_string(), fault));
                    }
                }
            }
        }
        faults
    }
}

/// The language and kind of a page.
fn kind(output: &Output) -> Option<(usize, Option<Discriminant<Route>>)> {
    match &output.body {
        Body::Page { language, route } => Some((*language, Some(discriminant(route)))),
        Body::NotFound => Some((0, None)),
        _ => None,
    }
}
