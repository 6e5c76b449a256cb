//! Changes that mend problems: worked out in memory, then shown or written.

use std::collections::BTreeMap;
use std::path::Path;

use similar::TextDiff;

use super::Failure;
use super::changes::all_or_nothing;
use super::check::Checked;
use crate::diagnostic::{Diagnostic, Fix};
use crate::project::Overlay;
use crate::source::SourceFile;
use crate::text::changed;

/// Mending one problem may show the next; it ends after so many rounds.
const ROUNDS: usize = 20;

/// What the files hold once everything that can safely be mended is.
pub(super) struct Mended {
    /// What the changed files held before.
    before: BTreeMap<String, String>,
    /// What they hold then.
    pub(super) after: Overlay,
    /// How many problems were mended.
    pub(super) count: usize,
}

impl Mended {
    /// Mends what `check` finds, until there is nothing more to mend.
    pub(super) fn new(
        check: impl Fn(&Overlay) -> Result<Checked, Failure>,
        concerns: impl Fn(&Diagnostic, &[SourceFile]) -> bool,
    ) -> Result<(Self, Checked), Failure> {
        let mut mended = Self { before: BTreeMap::new(), after: Overlay::new(), count: 0 };
        let mut checked = check(&mended.after)?;
        for _ in 0..ROUNDS {
            let fixes = checked.problems.iter().filter(|problem| concerns(problem, checked.files()));
            let fixes = fixes.filter_map(|problem| problem.fix.as_ref()).filter(|fix| !fix.is_guess);
            if !mended.apply(fixes, checked.files()) {
                break;
            }
            checked = check(&mended.after)?;
        }
        Ok((mended, checked))
    }

    /// Makes the changes that don't touch each other; says whether there were any.
    fn apply<'f>(&mut self, fixes: impl Iterator<Item = &'f Fix>, files: &[SourceFile]) -> bool {
        let mut by_file: BTreeMap<usize, Vec<&Fix>> = BTreeMap::new();
        for fix in fixes {
            by_file.entry(fix.place.file.0 as usize).or_default().push(fix);
        }
        let before = self.count;
        for (number, fixes) in by_file {
            let Some(file) = files.get(number) else { continue };
            let changes = fixes.iter().map(|fix| (fix.place.span.clone(), fix.replacement.as_str()));
            let (text, count) = changed(&file.text, changes.collect());
            if *text != *file.text {
                self.before.entry(file.path.clone()).or_insert_with(|| (*file.text).to_owned());
                self.after.insert(file.path.clone(), text);
                self.count += count;
            }
        }
        self.count > before
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
