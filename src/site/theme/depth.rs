//! Templates that stand too deep within one another, or choose too often in a row: the template language follows both by
//! calls within calls, and the stack of a thread would be full before it says so.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::blame::Sources;
use super::fault::Fault;
use super::tags::{Tag, components, tags};
use super::{Files, TEMPLATES};

/// How many templates may stand within one another by `include` and `extends`.
const DEEPEST: usize = 50;

/// How deep they stand in themes as they are usually written, the binary's among them.
const USUAL: usize = 4;

/// How many `elif` an `if` may have, with those around it: each stands within the one before.
const MOST_CHOICES: usize = 100;

/// A template that another takes in.
struct TakenIn<'f> {
    path: String,
    by: Tag<'f>,
}

/// The files as they can be given to the reader of templates, and what is too deep in them. That is blanked out there, so
/// that everything else keeps its place and is told as well.
pub(super) fn bounded(sources: Sources<'_>) -> (Cow<'_, Files>, Vec<Fault>) {
    let (mut files, mut faults) = (Cow::Borrowed(sources.files), Vec::new());
    for (path, tag) in measured(sources).1 {
        let message = format!("templates stand more than {DEEPEST} within one another here");
        let help = "take in fewer, one by the other: write what some of them hold into those that name them";
        faults.push(Fault::at(path, sources.files, tag.span.clone(), message, help));
        blank(&mut files, path, &tag);
    }
    for path in sources.own.iter().filter(|path| path.starts_with(TEMPLATES)) {
        let many = too_many(path, sources.files);
        if let Some(first) = many.first() {
            let message = format!("an `if` has more than {MOST_CHOICES} `elif`, with those around it");
            let help =
                "ask for what many have in common first, or look the value up in a map, as in `{{ names[key] }}`";
            faults.push(Fault::at(path, sources.files, first.span.clone(), message, help));
        }
        for tag in &many {
            blank(&mut files, path, tag);
        }
    }
    (files, faults)
}

/// Whether pages need more stack than a thread has: components may come back to themselves by way of what they include.
pub(super) fn needs_room(sources: Sources<'_>) -> bool {
    let mut own = sources.own.iter().filter(|path| path.starts_with(TEMPLATES));
    own.any(|path| !components(path, sources.files).is_empty()) || measured(sources).0 > USUAL
}

/// How deep templates stand within one another, and the tags of the site's own without which none would be too deep.
/// Circles are left to the reader of templates.
fn measured(Sources { files, own, .. }: Sources<'_>) -> (usize, Vec<(&str, Tag<'_>)>) {
    let paths = files.keys().map(String::as_str).filter(|path| path.starts_with(TEMPLATES));
    let taken_in: BTreeMap<&str, Vec<TakenIn<'_>>> = paths.map(|path| (path, taken_in(path, files))).collect();
    let mut found = Vec::new();
    let mut depths: BTreeMap<&str, usize> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for start in taken_in.keys() {
        // No calls within calls here either; each has with it how many of those it takes in were followed.
        let mut open: Vec<(&str, usize)> = Vec::new();
        if seen.insert(*start) {
            open.push((start, 0));
        }
        while let Some((path, followed)) = open.last_mut() {
            let inner = taken_in.get(path).map_or(&[][..], Vec::as_slice);
            if let Some(next) = inner.get(*followed) {
                *followed += 1;
                if let Some((next, _)) =
                    taken_in.get_key_value(next.path.as_str()).filter(|(next, _)| seen.insert(**next))
                {
                    open.push((next, 0));
                }
                continue;
            }
            let mut depth = 0;
            for taken in inner {
                // One that is still open comes back to this.
                let beneath = depths.get(taken.path.as_str()).map_or(0, |beneath| beneath + 1);
                if beneath > DEEPEST && own.contains(*path) {
                    found.push((*path, taken.by.clone()));
                } else {
                    depth = depth.max(beneath);
                }
            }
            depths.insert(path, depth);
            open.pop();
        }
    }
    (depths.into_values().max().unwrap_or_default(), found)
}

/// The templates that one takes in.
fn taken_in<'f>(path: &str, files: &'f Files) -> Vec<TakenIn<'f>> {
    let named = |tag: &Tag<'f>| tag.named_by("include").or_else(|| tag.named_by("extends"));
    let taken_in = tags(path, files).into_iter().filter_map(|tag| Some((named(&tag)?, tag)));
    taken_in.map(|(name, by)| TakenIn { path: format!("{TEMPLATES}{name}"), by }).collect()
}

/// Each `elif` of a template that is one too many.
fn too_many<'f>(path: &str, files: &'f Files) -> Vec<Tag<'f>> {
    let (mut many, mut open, mut choices) = (Vec::new(), Vec::new(), 0);
    for tag in tags(path, files) {
        match tag.text.split(|c: char| !c.is_ascii_alphabetic()).next() {
            Some("if") => open.push(0),
            Some("elif") if choices == MOST_CHOICES => many.push(tag),
            Some("elif") => {
                if let Some(innermost) = open.last_mut() {
                    *innermost += 1;
                    choices += 1;
                }
            }
            Some("endif") => choices -= open.pop().unwrap_or_default(),
            _ => {}
        }
    }
    many
}

/// Takes a tag out of a template, of which all else stays in its place.
fn blank(files: &mut Cow<'_, Files>, path: &str, tag: &Tag<'_>) {
    if let Some(bytes) = files.to_mut().get_mut(path).and_then(|bytes| bytes.to_mut().get_mut(tag.span.clone())) {
        bytes.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')).for_each(|byte| *byte = b' ');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of templates of the site's own, with line and column of the place.
    fn told(texts: &[(String, String)]) -> Vec<String> {
        let path = |name: &str| format!("{TEMPLATES}{name}");
        let files: Files = texts.iter().map(|(name, text)| (path(name), text.clone().into_bytes().into())).collect();
        let own = files.keys().cloned().collect();
        let replaced = Files::new();
        let (bounded, faults) = bounded(Sources { files: &files, own: &own, replaced: &replaced });
        let lengths = |files: &Files| files.values().map(|bytes| bytes.len()).collect::<Vec<_>>();
        assert_eq!(lengths(&bounded), lengths(&files));
        faults.iter().map(|fault| format!("{fault} at {:?}", fault.span())).collect()
    }

    /// Templates from `a0` on, each taking in the next, and what the last says.
    fn chain(count: usize, word: &str, last: &str) -> Vec<(String, String)> {
        let text = |n| if n == count { last.to_owned() } else { format!("{{% {word} \"a{:03}\" %}}", n + 1) };
        (0..=count).map(|n| (format!("a{n:03}"), text(n))).collect()
    }

    #[test]
    fn templates_may_stand_so_many_within_one_another_and_no_more() {
        for word in ["include", "extends", "include\t"] {
            assert_eq!(told(&chain(DEEPEST, word, "")), [""; 0], "{word}");
            let deep = told(&chain(DEEPEST + 1, word, "{% include \"none\" %}"));
            let place = format!("at 0..{}", word.len() + 13);
            let expected =
                format!("templates/a000:1: templates stand more than {DEEPEST} within one another here {place}");
            assert_eq!(deep, [expected], "{word}");
        }
        let places = |texts: &[_]| told(texts).iter().map(|told| told[10..14].to_owned()).collect::<Vec<_>>();
        assert_eq!(places(&chain(180, "include", "")), ["a129", "a078", "a027"], "without these each has 50 at most");
        assert_eq!(places(&chain(20_000, "extends", "")).len(), 392);
    }

    #[test]
    fn circles_and_what_is_no_tag_are_passed_over() {
        assert_eq!(told(&chain(20, "include", "{% include 'a000' %}")), [""; 0]);
        assert_eq!(told(&chain(20, "include", "{% include 'a020' %}")), [""; 0]);
        let mut raw = chain(300, "raw %}{% include", "");
        for (_, text) in &mut raw {
            text.push_str("{% endraw %}");
        }
        assert_eq!(told(&raw), [""; 0]);
        assert_eq!(told(&chain(300, "if x == '%}{# ", "")), [""; 0]);
    }

    #[test]
    fn an_if_may_have_so_many_choices_and_no_more_with_those_around_it() {
        let told = |text: String| told(&[("a".to_owned(), text)]);
        let choices = |count| "{% elif b %}".repeat(count);
        let line =
            |text: &str| format!("templates/a:1: an `if` has more than 100 `elif`, with those around it at {text}");
        let all = format!("{{% if a %}}{}{{% endif %}}", choices(MOST_CHOICES));
        assert_eq!(told(all.repeat(3)), [""; 0]);
        assert_eq!(told(format!("{{% if a %}}{}", choices(MOST_CHOICES + 9))), [line("1210..1222")]);
        let within = format!("{{% if a %}}{{% elif b %}}{all}{{% endif %}}");
        assert_eq!(told(within), [line("1220..1232")]);
        let raw = format!("{{% if a %}}{{% raw %}}{}{{% endraw %}}{{% elif b %}}", choices(300));
        assert_eq!(told(raw), [""; 0]);
    }
}
