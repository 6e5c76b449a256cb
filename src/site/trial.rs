//! A site's own templates, tried before the site is made: what they ask for is known only when pages are rendered.

use std::mem::{Discriminant, discriminant};

use rayon::prelude::*;

use super::Site;
use super::edition::Edition;
use super::route::Route;
use super::table::{Body, Output};
use super::theme::Fault;
use crate::diagnostic::Diagnostics;

/// How many pages of a kind are tried in each language before a site is published or served, which makes the others
/// soon enough: they don't all have the same parts.
const FEW: usize = 12;

/// How many pages are tried in all where a site is only checked. Each takes about as long as to publish it.
const MANY: usize = 4000;

/// How many pages templates are tried with.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trial {
    /// Some of every kind.
    Brief,
    /// All there are, or as many of every kind as there is time for.
    Thorough,
}

impl Site<'_> {
    /// Renders pages of every kind, and tells what templates asked for in vain, each with the first page it was.
    pub(super) fn try_templates(&mut self, trial: Trial, problems: &mut Diagnostics) {
        if !self.theme.has_own_templates() {
            return;
        }
        let tried = self.tried(trial);
        // One by one only if any fails: which page is the first has to be told.
        let fails = |number: &usize| self.table.get(*number).is_some_and(|output| self.render(output).is_err());
        if tried.par_iter().any(fails) {
            self.tell_templates(&tried, problems);
        }
    }

    /// Tells what the site's own templates ask for in vain on these of the outputs, by number, or on some of them where
    /// they are very many; nothing where something else is wrong.
    pub fn tell_templates(&mut self, outputs: &[usize], problems: &mut Diagnostics) {
        if !self.theme.has_own_templates() {
            return;
        }
        // Once more without constants written into templates, so that places are those of the files.
        let languages = 0..self.editions.len();
        let plainly = |number| Edition::plainly(self.archive, number, &self.theme, &self.router);
        let Ok(editions) = languages.map(plainly).collect() else { return };
        self.editions = editions;
        (0..self.editions.len()).for_each(|language| self.forget(language));
        for (path, fault) in self.faults_on(spread(outputs, MANY)) {
            problems.push(fault.on_page(&path).diagnostic(self.archive));
        }
    }

    /// What is asked for in vain, with the page.
    fn faults_on(&self, outputs: impl Iterator<Item = usize>) -> Vec<(String, Fault)> {
        let mut faults: Vec<(String, Fault)> = Vec::new();
        for output in outputs.filter_map(|number| self.table.get(number)) {
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

    /// The numbers of the pages that are tried, in their order: of a kind that has too many, some from all along it.
    fn tried(&self, trial: Trial) -> Vec<usize> {
        let mut kinds: Vec<(Kind, Vec<usize>)> = Vec::new();
        for (number, output) in self.table.iter().enumerate() {
            let Some(kind) = kind(output) else { continue };
            match kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, numbers)) => numbers.push(number),
                None => kinds.push((kind, vec![number])),
            }
        }
        let most = match trial {
            Trial::Brief => FEW,
            Trial::Thorough => share(MANY, kinds.iter().map(|(_, numbers)| numbers.len()).collect()),
        };
        let mut tried: Vec<usize> = kinds.iter().flat_map(|(_, numbers)| spread(numbers, most)).collect();
        tried.sort_unstable();
        tried
    }
}

/// The language and kind of a page; none of the page for what isn't found.
type Kind = (usize, Option<Discriminant<Route>>);

fn kind(output: &Output) -> Option<Kind> {
    match &output.body {
        Body::Page { language, route } => Some((*language, Some(discriminant(route)))),
        Body::NotFound => Some((0, None)),
        _ => None,
    }
}

/// How many of each kind there may be so that all together are no more than `most`: what small kinds leave is for the
/// others.
fn share(most: usize, mut sizes: Vec<usize>) -> usize {
    sizes.sort_unstable();
    let (mut left, kinds) = (most, sizes.len());
    for (number, size) in sizes.into_iter().enumerate() {
        let share = left / (kinds - number);
        if size > share {
            return share.max(1);
        }
        left -= size;
    }
    most
}

/// At most so many of the numbers, as far apart as can be.
fn spread(numbers: &[usize], most: usize) -> impl Iterator<Item = usize> {
    let count = numbers.len().min(most);
    (0..count).filter_map(move |at| numbers.get(at * numbers.len() / count).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_small_kinds_leave_is_for_the_others() {
        assert_eq!(share(100, vec![20, 30, 50]), 100);
        assert_eq!(share(100, vec![1000, 10, 20]), 70);
        assert_eq!(share(100, vec![1000, 10, 2000]), 45);
        assert_eq!(share(2, vec![5, 5, 5]), 1);
        assert_eq!(share(100, Vec::new()), 100);
    }

    #[test]
    fn some_of_many_are_from_all_along_them() {
        let numbers: Vec<usize> = (0..10).collect();
        assert_eq!(spread(&numbers, 4).collect::<Vec<_>>(), [0, 2, 5, 7]);
        assert_eq!(spread(&numbers, 100).collect::<Vec<_>>(), numbers);
        assert_eq!(spread(&[], 4).count(), 0);
    }
}
