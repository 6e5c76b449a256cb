//! Changes that mend problems: worked out in memory, then shown or written.

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::path::Path;

use similar::TextDiff;

use super::Failure;
use super::changes::all_or_nothing;
use super::check::Checked;
use crate::diagnostic::{Code, Diagnostic, Fix, Place};
use crate::project::Overlay;
use crate::source::{FileId, SourceFile};
use crate::text::{Changed, changed};

/// Mending one problem may show the next; it ends after so many rounds.
const ROUNDS: usize = 20;

/// What the files hold once everything that can safely be mended is.
#[derive(Clone, Default)]
pub(super) struct Mended {
    /// What the changed files held before.
    before: BTreeMap<String, String>,
    /// What they hold then.
    pub(super) after: Overlay,
    /// How many problems were mended.
    pub(super) count: usize,
}

impl Mended {
    /// Mends what `check` finds, until there is nothing more to mend. A change that leaves its problem standing is taken
    /// back: it would be made again and again.
    pub(super) fn new(
        check: impl Fn(&Overlay) -> Result<Checked, Failure>,
        concerns: impl Fn(&Diagnostic, &[SourceFile]) -> bool,
    ) -> Result<(Self, Checked), Failure> {
        let mut mended = Self::default();
        let mut checked = check(&mended.after)?;
        let key = |problem: &Diagnostic| (problem.place.clone(), problem.code);
        let mut in_vain: HashSet<(Place, Code)> = HashSet::new();
        for _ in 0..ROUNDS {
            let is_safe = |problem: &Diagnostic| problem.fix.as_ref().is_some_and(|fix| !fix.is_guess);
            let is_mended = |problem: &&Diagnostic| is_safe(problem) && !in_vain.contains(&key(problem));
            let concerned = checked.problems.iter().filter(|problem| concerns(problem, checked.files()));
            let round = Round::new(concerned.filter(is_mended).collect(), checked.files());
            if round.texts.is_empty() {
                break;
            }
            let then = mended.with(&round, checked.files());
            let again = check(&then.after)?;
            let standing: Vec<_> = round.standing(&again.problems).map(key).collect();
            if standing.is_empty() {
                (mended, checked) = (then, again);
            } else {
                in_vain.extend(standing);
            }
        }
        Ok((mended, checked))
    }

    /// The same, with the changes of a round.
    fn with(&self, round: &Round<'_>, files: &[SourceFile]) -> Self {
        let mut then = self.clone();
        for (number, changed) in &round.texts {
            let Some(file) = files.get(number.0 as usize) else { continue };
            then.before.entry(file.path.clone()).or_insert_with(|| (*file.text).to_owned());
            then.after.insert(file.path.clone(), changed.text.clone());
            then.count += changed.count();
        }
        then
    }

    /// The changes as a unified diff.
    pub(super) fn diff(&self, prefix: &str) -> String {
        let each = self.after.iter().filter_map(|(path, after)| Some((path, self.before.get(path)?, after)));
        let diff = |(path, before, after): (&String, &String, &String)| {
            let (old, new) = (format!("a/{prefix}{path}"), format!("b/{prefix}{path}"));
            TextDiff::from_lines(before, after).unified_diff().header(&old, &new).to_string()
        };
        each.map(diff).collect()
    }

    /// Writes the changed files, all or none. A file that changed meanwhile is left alone.
    pub(super) fn write(&self, root: &Path) -> Result<(), Failure> {
        all_or_nothing(|changes| {
            self.after.iter().try_for_each(|(path, after)| {
                let before = self.before.get(path).map_or("", String::as_str);
                changes.replace(&root.join(path), before, after)
            })
        })
    }
}

/// Changes made at one time: those that don't touch each other.
struct Round<'p> {
    problems: Vec<&'p Diagnostic>,
    /// The texts that became others.
    texts: BTreeMap<FileId, Changed>,
}

impl<'p> Round<'p> {
    fn new(problems: Vec<&'p Diagnostic>, files: &[SourceFile]) -> Self {
        let mut by_file: BTreeMap<FileId, Vec<&Fix>> = BTreeMap::new();
        for fix in problems.iter().filter_map(|problem| problem.fix.as_ref()) {
            by_file.entry(fix.place.file).or_default().push(fix);
        }
        let changed = |(number, fixes): (FileId, Vec<&Fix>)| {
            let text = &files.get(number.0 as usize)?.text;
            let changes = fixes.iter().map(|fix| (fix.place.span.clone(), fix.replacement.as_str()));
            let changed = changed(text, changes.collect());
            (*changed.text != **text).then_some((number, changed))
        };
        let texts = by_file.into_iter().filter_map(changed).collect();
        Self { problems, texts }
    }

    /// The problems that are found all the same, at the place they have now.
    fn standing(&self, found: &[Diagnostic]) -> impl Iterator<Item = &'p Diagnostic> {
        let mut by_place: BTreeMap<(FileId, usize), Vec<&Diagnostic>> = BTreeMap::new();
        for other in found {
            by_place.entry((other.place.file, other.place.span.start)).or_default().push(other);
        }
        self.problems.iter().copied().filter(move |problem| {
            let Some((fix, changed)) =
                problem.fix.as_ref().and_then(|fix| Some((fix, self.texts.get(&fix.place.file)?)))
            else {
                return false;
            };
            let Range { start, end } = problem.place.span;
            let (start, end) = (*changed.now(start).start(), *changed.now(end).end());
            let file = problem.place.file;
            let mut there = by_place.range((file, start)..(file, end.max(start + 1))).flat_map(|(_, there)| there);
            let is_same = |other: &&Diagnostic| (other.code, &other.message) == (problem.code, &problem.message);
            changed.has_replaced(&fix.place.span) && there.any(is_same)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::check_content;
    use crate::source::SETTINGS;

    /// The text of site.toml once all is mended, and how many problems were, where each `x` of it is a problem to which
    /// `replacement` is offered.
    fn mended(text: &str, replacement: &str) -> (String, usize) {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir(root.path().join("content")).unwrap();
        let check = |overlay: &Overlay| {
            let text = overlay.get("site.toml").map_or(text, String::as_str);
            std::fs::write(root.path().join("site.toml"), text).unwrap();
            let mut checked = check_content(root.path(), false)?;
            let problem = |at| Diagnostic::new(Code::UnknownKey, Place::new(SETTINGS, at..at + 1), "an x");
            checked.problems = text.match_indices('x').map(|(at, _)| problem(at).fix(replacement)).collect();
            Ok(checked)
        };
        let (mended, _) = Mended::new(check, |_, _| true).unwrap();
        (mended.after.get("site.toml").map_or(text, String::as_str).to_owned(), mended.count)
    }

    #[test]
    fn a_change_that_leaves_its_problem_is_taken_back() {
        assert_eq!(mended("title = \"xx x\"", "y"), ("title = \"yy y\"".to_owned(), 3));
        assert_eq!(mended("title = \"x x\"", "x "), ("title = \"x x\"".to_owned(), 0));
        assert_eq!(mended("title = \"x x\"", " x"), ("title = \"x x\"".to_owned(), 0));
    }
}
