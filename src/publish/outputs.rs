//! The site as something to be published.

use std::borrow::Cow;
use std::path::PathBuf;

use super::{Kind, Outputs, Pieces};
use crate::site::{OutPath, OutputKind, Round, Site};
use crate::source::read_attachment;

/// A site with the folder its attachments lie in.
#[derive(Debug)]
pub struct SiteOutputs<'s> {
    /// The site.
    pub site: &'s Site<'s>,
    /// The project's root.
    pub root: PathBuf,
}

impl Outputs for SiteOutputs<'_> {
    fn len(&self) -> usize {
        self.site.outputs().len()
    }

    fn path(&self, number: usize) -> &OutPath {
        &self.output(number).path
    }

    fn kind(&self, number: usize) -> Kind {
        match self.output(number).kind {
            OutputKind::Asset => Kind::Asset,
            OutputKind::Data => Kind::Data,
            OutputKind::Page => Kind::Page,
            OutputKind::Index => Kind::Index,
        }
    }

    /// A group for each language, then one for what is in none.
    fn groups(&self) -> Vec<Vec<usize>> {
        let languages = self.site.languages();
        let mut groups = vec![Vec::new(); languages + 1];
        let outputs = self.site.outputs().iter().enumerate();
        for (number, output) in outputs.filter(|(_, output)| !self.site.is_made_in_rounds(output)) {
            let group = output.language().unwrap_or(languages);
            groups.get_mut(group).expect("a group for each language").push(number);
        }
        groups
    }

    fn rounds(&self) -> usize {
        self.site.rounds()
    }

    fn through_rounds(&self) -> Vec<usize> {
        self.site.through_rounds().collect()
    }

    fn round(&self, number: usize) -> Result<Round, String> {
        self.site.round(number)
    }

    fn made(&self, group: usize) {
        self.site.forget(group);
    }

    fn render(&self, number: usize) -> Result<Cow<'_, [u8]>, String> {
        let output = self.output(number);
        if let Some(attachment) = self.site.attachment(output) {
            return read_attachment(&self.root, attachment).map(Cow::Owned).map_err(|error| error.to_string());
        }
        self.site.render(output).map_err(|why| format!("{}: {why}", output.path))
    }

    fn pieces(&self, number: usize) -> Option<Pieces<'_>> {
        let output = self.output(number);
        let pieces = self.site.pieces(output)?;
        Some(Box::new(pieces.map(|piece| piece.map_err(|why| format!("{}: {why}", output.path)))))
    }
}

impl SiteOutputs<'_> {
    fn output(&self, number: usize) -> &crate::site::Output {
        self.site.outputs().get(number).expect("the publisher counts by `len`")
    }
}
