//! From a file's path to what it is about: its folder, id and language.

use std::ops::Range;

use super::incident::{Id, InnerLink, LanguageNumber};
use crate::config::Settings;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, one_of};
use crate::locale::LanguageTag;
use crate::parse::front_matter::TITLE;
use crate::parse::markdown::Body;
use crate::parse::tree::{Node, Value};
use crate::parse::{characters, escapes, front_matter, markdown, yaml};
use crate::source::{Attachment, FileId, Segment, SourceFile};

/// What the files of a folder of `content/` are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Folder {
    /// Incidents.
    Incidents,
    /// Services.
    Services,
    /// Regions.
    Regions,
    /// Causes.
    Causes,
    /// Free pages.
    Pages,
}

impl Folder {
    const NAMES: [(&'static str, Self); 5] = [
        ("incidents", Self::Incidents),
        ("services", Self::Services),
        ("regions", Self::Regions),
        ("causes", Self::Causes),
        ("pages", Self::Pages),
    ];

    /// What a file holds at least.
    const fn least(self) -> &'static str {
        match self {
            Self::Incidents => "`title: …` (in an original `date: …` and `services: […]` as well)",
            Self::Services | Self::Regions | Self::Causes => "`name: …`",
            Self::Pages => TITLE,
        }
    }
}

/// What a file's path says: the folder it lies in, the id and the language of its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The folder.
    pub folder: Folder,
    /// The id: the file's name without language and ending.
    pub id: Id,
    /// The language of the name, the site's default where the name has none.
    pub language: LanguageNumber,
    /// Whether the name can stand; if not, that was told, and the id and language are those it was likely meant to have.
    pub is_fit: bool,
}

/// A content file, parsed.
#[derive(Debug)]
pub struct Document {
    /// The file.
    pub file: FileId,
    /// What its path says.
    pub label: Label,
    /// Its front matter.
    pub front: Node,
    /// Whether all of the front matter could be read; if not, what is missing is not missed.
    pub whole: bool,
    /// Its prose, inspected.
    pub body: Body,
    /// The bytes of its prose.
    pub body_range: Range<usize>,
}

/// Says what the file at `path` is about; what keeps its name from standing is told. `None` in no folder of write-ups.
pub fn label(file: FileId, path: &str, settings: &Settings, problems: &mut Diagnostics) -> Option<Label> {
    let inside = path.strip_prefix(&settings.content)?.strip_prefix('/')?;
    let (folder, rest) = inside.split_once('/').unwrap_or(("", inside));
    let Some((_, folder)) = Folder::NAMES.into_iter().find(|(name, _)| *name == folder) else {
        let folders = one_of(Folder::NAMES.iter().map(|(name, _)| *name));
        problems.push(
            Diagnostic::new(
                Code::UnexpectedFile,
                Place::start_of(file),
                format!("`{path}` lies in no folder of write-ups"),
            )
            .help(format!("move it below {} in `{}/`", folders, settings.content)),
        );
        return None;
    };
    let name = rest.rsplit('/').next().unwrap_or(rest);
    let stem = name.strip_suffix(".md").unwrap_or(name);
    let mut found = Diagnostics::new();
    let (id, language) = language_of(file, stem, settings, &mut found);
    let id = checked_id(file, id, name, &mut found);
    let is_fit = found.is_empty();
    problems.append(found);
    Some(Label { folder, id, language, is_fit })
}

/// The id and the language in a file's name without ending, if it ends with one of the site's languages.
pub fn id_and_language<'s>(stem: &'s str, languages: &[LanguageTag]) -> Option<(&'s str, &'s str)> {
    stem.rsplit_once('.').filter(|(_, tag)| languages.iter().any(|language| language.as_str() == *tag))
}

fn language_of<'s>(
    file: FileId,
    stem: &'s str,
    settings: &Settings,
    problems: &mut Diagnostics,
) -> (&'s str, LanguageNumber) {
    let number = |tag: &str| settings.languages.iter().position(|language| language.as_str() == tag);
    let default = number(settings.default_language.as_str()).unwrap_or(0);
    if let Some((id, language)) = id_and_language(stem, &settings.languages) {
        return (id, number(language).unwrap_or(default));
    }
    let Some((id, suffix)) = stem.rsplit_once('.') else { return (stem, default) };
    let letters = suffix.split(['-', '_']).next().unwrap_or(suffix);
    if !matches!(letters.len(), 2 | 3) || !letters.chars().all(|c| c.is_ascii_alphabetic()) {
        return (stem, default);
    }
    let meant = suffix.replace('_', "-").parse::<LanguageTag>().ok().and_then(|tag| number(tag.as_str()));
    let languages = one_of(settings.languages.iter().map(LanguageTag::as_str));
    let message = format!("`{suffix}` in the file's name is not one of the site's languages");
    problems.push(Diagnostic::new(Code::InvalidLanguage, Place::start_of(file), message).help(
        match meant.and_then(|number| settings.languages.get(number)) {
            Some(tag) => format!("rename the file to `{id}.{tag}.md`"),
            None => format!("end the name with {languages}, or add `{suffix}` to `languages` in site.toml"),
        },
    ));
    // Beside the files of its incident it tells what no other does: a number of its own, which no language has.
    (id, meant.unwrap_or(LanguageNumber::MAX - file.0 as usize))
}

/// What is wrong with the first part of an attachment's way that can't become a part of an address.
pub fn unfit_attachment(attachment: &Attachment, settings: &Settings) -> Option<Diagnostic> {
    let inside = attachment.path.strip_prefix(&settings.content)?.strip_prefix('/')?;
    let (part, problem) = inside.split('/').find_map(|part| Some((part, Segment::check(part).err()?)))?;
    let what = if inside.rsplit('/').next() == Some(part) { "file" } else { "folder" };
    let better = if what == "file" { problem.file_suggestion() } else { problem.suggestion() };
    let help = match better {
        Some(better) => format!("rename the {what} to `{better}`, in links to it as well"),
        None => format!("rename the {what}: lower-case letters, digits and hyphens make a good name"),
    };
    let message = format!("the {what}'s name can't become an address: `{part}` {problem}");
    Some(Diagnostic::new(Code::FileName, Place::start_of(attachment.file), message).help(help))
}

/// The id in the file name `name` as one part of an address; where it can't be one, that is told, and the nearest given.
fn checked_id(file: FileId, id: &str, name: &str, problems: &mut Diagnostics) -> Id {
    let Err(problem) = Segment::new(id) else { return Id::from(id) };
    let message = format!("the file's name can't become an address: `{id}` {problem}");
    let ending = name.strip_prefix(id).unwrap_or(".md");
    let better = problem.suggestion();
    problems.push(Diagnostic::new(Code::FileName, Place::start_of(file), message).help(match &better {
        Some(better) => format!("rename the file to `{better}{ending}`"),
        None => "rename the file: lower-case letters, digits and hyphens make a good name".to_owned(),
    }));
    better.map_or_else(|| Id::from(id), Id::from)
}

impl Document {
    /// A file that is known by its name only, because it could not be read: what it may hold is not missed elsewhere.
    pub fn unread(file: FileId, label: Label) -> Self {
        let front = Node { span: 0..0, value: Value::Mapping(Vec::new()) };
        Self { file, label, front, whole: false, body: Body::default(), body_range: 0..0 }
    }
}

/// Parses a content file: front matter as a tree, prose inspected. Problems are told, what can be read is given.
pub fn parse(file: FileId, source: &SourceFile, label: Label, problems: &mut Diagnostics) -> Document {
    let text = &*source.text;
    let least = label.folder.least();
    let Some(split) = front_matter::split_of(file, text, least, problems) else { return Document::unread(file, label) };
    characters::check(file, text, split.front.clone(), characters::Kind::FrontMatter, problems);
    characters::check(file, text, split.body.clone(), characters::Kind::Prose, problems);
    let front = yaml::read_of(file, text, split.front.clone(), least, problems);
    if let Some(front) = &front {
        escapes::check(file, text, split.front.clone(), &front.root, problems);
    }
    let body = markdown::inspect(file, text, split.body.clone(), problems);
    let whole = front.as_ref().is_some_and(|front| front.whole);
    let nothing = Node { span: split.front, value: Value::Mapping(Vec::new()) };
    Document { file, label, front: front.map_or(nothing, |front| front.root), whole, body, body_range: split.body }
}

/// The links of a body that lead inside the project.
pub fn inner_links(body: &Body) -> Vec<InnerLink> {
    let link = |link: &markdown::RelativeLink| InnerLink {
        path: link.path.clone(),
        fragment: link.fragment.as_deref().map(Into::into),
        image: link.image,
        span: link.span.clone(),
        dest: link.dest.clone(),
    };
    body.relative_links().iter().map(link).collect()
}
