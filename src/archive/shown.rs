//! Which attachments are published: what lies beside a draft, or beside nothing, is nobody's to read yet.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::incident::{Incident, InnerLink};
use super::links::{LinkTarget, Links};
use super::names::Names;
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{Attachment, FileId, SourceFile};

/// The attachments of a project and what may lead to them.
pub struct Attachments<'a> {
    pub files: &'a [SourceFile],
    pub all: &'a [Attachment],
    pub links: &'a Links,
    pub names: &'a Names,
    pub settings: &'a Settings,
}

impl Attachments<'_> {
    /// The numbers of those that are led to from a text of `incidents` that isn't withdrawn or from another text, and of
    /// the logo.
    pub fn led_to(&self, incidents: &[Arc<Incident>]) -> BTreeSet<usize> {
        if self.all.is_empty() {
            return BTreeSet::new();
        }
        let told = incidents.iter().filter(|incident| !incident.is_withdrawn()).flat_map(|one| &one.tellings);
        let told = told.map(|telling| (telling.file, telling.links.as_slice()));
        let prose = self.names.all_prose().map(|prose| (prose.file, prose.links.as_slice()));
        let targets = told.chain(prose).flat_map(|(file, links)| self.targets(file, links));
        let logo = self.settings.logo.as_ref();
        let logo = logo.and_then(|logo| self.all.iter().position(|attachment| attachment.path == logo.path));
        targets.chain(logo).collect()
    }

    fn targets<'l>(&'l self, file: FileId, links: &'l [InnerLink]) -> impl Iterator<Item = usize> + 'l {
        let from = self.files.get(file.0 as usize).map_or("", |file| file.path.as_str());
        links.iter().filter_map(move |link| match self.links.resolve(from, &link.path)? {
            LinkTarget::Attachment(number) => Some(*number),
            LinkTarget::Told(..) => None,
        })
    }

    /// Tells those that no text leads to, not even one that is hidden.
    pub fn unused(&self, incidents: &[Arc<Incident>]) -> impl Iterator<Item = Diagnostic> {
        let led_to = self.led_to(incidents);
        let withdrawn = incidents.iter().filter(|incident| incident.is_withdrawn()).flat_map(|one| &one.tellings);
        let hidden: BTreeSet<usize> =
            withdrawn.flat_map(|telling| self.targets(telling.file, &telling.links)).collect();
        let unused =
            self.all.iter().enumerate().filter(move |(number, _)| !led_to.contains(number) && !hidden.contains(number));
        unused.map(|(_, attachment)| {
            let message = format!("nothing leads to `{}`, so that it isn’t published", attachment.path);
            Diagnostic::new(Code::UnusedAttachment, Place::start_of(attachment.file), message)
                .help("link to it, or show it, in the text it belongs to; or remove the file")
        })
    }
}
