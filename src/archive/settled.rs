//! What site.toml names must be there: pages in the navigation, and the logo.

use std::ops::Range;

use super::Names;
use crate::config::{Destination, Logo, NavigationItem, OptionalOutput, OutputSwitches, SECTIONS, Settings};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, nearest, one_of};
use crate::source::{Attachment, AttachmentKind, SETTINGS, SourceFile};

/// Tells what the settings name in vain; what the navigation calls a page is one afterwards.
pub fn check(
    settings: &mut Settings,
    names: &Names,
    files: &[SourceFile],
    attachments: &[Attachment],
    problems: &mut Diagnostics,
) {
    if let Some(logo) = &settings.logo {
        problems.extend(logo_problem(logo, &settings.content, files, attachments));
    }
    for item in settings.navigation.iter_mut().flatten() {
        problems.extend(settle(item, names, &settings.outputs));
    }
}

/// What is wrong with an entry of the navigation; where it calls a page one that is there, it is one afterwards.
fn settle(item: &mut NavigationItem, names: &Names, outputs: &OutputSwitches) -> Option<Diagnostic> {
    match &mut item.target {
        Destination::Section(section) => {
            let section = *section;
            (!outputs.has_section(section)).then(|| switched_off(item, section, outputs))
        }
        Destination::Page(text) => {
            let id = text.strip_prefix("pages/").unwrap_or(text);
            if names.pages.contains_key(id) {
                *text = id.to_owned();
                return None;
            }
            let said = no_destination(text, names, outputs);
            Some(problem_at(item, said))
        }
        Destination::Elsewhere(_) => None,
    }
}

/// What is said of a section that isn't there because all it would show is switched off.
fn switched_off(item: &NavigationItem, section: &str, outputs: &OutputSwitches) -> Diagnostic {
    let keys = one_of(OptionalOutput::of_section(section).iter().map(|output| output.key()));
    let message = format!("the section `{section}` is switched off");
    let help = format!("remove it here, or switch {keys} on in `[outputs]`");
    let off = |span: &Range<usize>| Place::new(SETTINGS, span.clone());
    let problem = problem_at(item, (message, help));
    outputs.off_places(section).fold(problem, |problem, span| problem.label(off(span), "it is switched off here"))
}

/// What is said of a word that names neither a section nor a page, and what to do about it.
fn no_destination(text: &str, names: &Names, outputs: &OutputSwitches) -> (String, String) {
    let plain = text.trim_matches('/');
    let plain = plain.strip_prefix("pages/").unwrap_or(plain);
    let plain = plain.strip_suffix(".md").unwrap_or(plain);
    let pages = || names.pages.keys().map(|id| &**id);
    let sections = || SECTIONS.into_iter().filter(|section| outputs.has_section(section));
    let near = nearest(plain, sections().chain(pages()));
    let help = near.map_or_else(
        || {
            format!(
                "write a section ({}), the id of a page, or an address that begins with `https://` or `mailto:`",
                one_of(sections())
            )
        },
        |near| format!("did you mean `{near}`?"),
    );
    (format!("there is no section or page `{text}`"), help)
}

fn problem_at(item: &NavigationItem, (message, help): (String, String)) -> Diagnostic {
    let place = Place::new(SETTINGS, item.span.clone());
    Diagnostic::new(Code::UnknownWord, place, message).key_path(&item.key).help(help)
}

/// A logo must be a picture that is published and whose size is known, so that pages keep their room for it.
fn logo_problem(logo: &Logo, content: &str, files: &[SourceFile], attachments: &[Attachment]) -> Option<Diagnostic> {
    let path = &logo.path;
    let tell = |code, message: String, help: String| {
        let place = Place::new(SETTINGS, logo.span.clone());
        Some(Diagnostic::new(code, place, message).key_path("logo").help(help))
    };
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    if !AttachmentKind::of_extension(ending).is_some_and(has_size) {
        let message = format!("`{path}` is not of a kind a logo can be");
        return tell(
            Code::RefusedAsset,
            message,
            "convert the picture to PNG, JPEG, GIF or WebP, and name that".into(),
        );
    }
    if let Some(attachment) = attachments.iter().find(|attachment| attachment.path == *path) {
        let message = format!("`{path}` doesn't tell how wide and high it is");
        return match attachment.dimensions {
            Some(_) => None,
            None => tell(Code::RefusedAsset, message, "save the picture anew as PNG".into()),
        };
    }
    // A file that is there and no attachment is refused at its own place.
    if files.iter().any(|file| file.path == *path) {
        return None;
    }
    let pictures = attachments.iter().filter(|attachment| attachment.dimensions.is_some());
    let help = match nearest(path, pictures.map(|attachment| attachment.path.as_str())) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("put the picture below `{content}/`, and write its path, such as `{content}/logo.png`"),
    };
    tell(Code::DeadLink, format!("there is no picture `{path}` below `{content}/`"), help)
}

/// Whether files of this kind tell their width and height.
const fn has_size(kind: AttachmentKind) -> bool {
    matches!(kind, AttachmentKind::Png | AttachmentKind::Jpeg | AttachmentKind::Gif | AttachmentKind::Webp)
}
