//! What is published, and the site as that.

use std::borrow::Cow;
use std::path::PathBuf;

use super::Pieces;
use crate::site::{OutPath, OutputKind, Round, Site};
use crate::source::read_attachment;

/// What is published: outputs by number, each rendered when asked for.
pub trait Outputs: Sync {
    /// How many outputs there are.
    fn len(&self) -> usize;

    /// Whether there are none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Where the output of this number goes; no two share a path.
    fn path(&self, number: usize) -> &OutPath;

    /// What the output is.
    fn kind(&self, number: usize) -> Kind;

    /// Numbers of outputs that share what is made for them, each in one group; groups are made one after the other.
    /// What is made in rounds is in none.
    fn groups(&self) -> Vec<Vec<usize>> {
        vec![(0..self.len()).collect()]
    }

    /// How many rounds there are: in each, a stretch of what the site is about is made for all outputs that hold it,
    /// those that hold one thing alone and those that hold them all.
    fn rounds(&self) -> usize {
        0
    }

    /// The outputs that go on from round to round. They come in [`Outputs::pieces`], too, for they may be made again.
    fn through_rounds(&self) -> Vec<usize> {
        Vec::new()
    }

    /// What a round makes, or why it can't, naming the page.
    fn round(&self, _number: usize) -> Result<Round, String> {
        Ok(Round::default())
    }

    /// The outputs of a group are made: what they share can be dropped.
    fn made(&self, _group: usize) {}

    /// The bytes of the output, or why there are none, naming the page.
    fn render(&self, number: usize) -> Result<Cow<'_, [u8]>, String>;

    /// The same in pieces, if the output is too large to be held; they may be asked for twice.
    fn pieces(&self, _number: usize) -> Option<Pieces<'_>> {
        None
    }
}

/// What an output is, in the order in which files are replaced one by one: nothing names what isn't there yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A style, script or picture with a fingerprint in its name.
    Asset,
    /// Open data, search files.
    Data,
    /// A page of content.
    Page,
    /// What lists the others: lists, feeds, the sitemap.
    Index,
}

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
