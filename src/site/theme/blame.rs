//! Which of the site's own files is to blame for what is wrong in a template of the binary: that is right with the files
//! it came with.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::fault::Fault;
use super::tags::{Tag, above, blocks_above, components, tags, text_of};
use super::{Files, TEMPLATES};

/// How messages begin that tell of a component not being given what it takes.
const OF_ARGUMENTS: [&str; 4] = ["unknown argument(s)", "argument `", "component argument", "implicit argument"];

/// How a component ends that calls itself too deep.
const TOO_DEEP: &str = "maximum render recursion depth";

/// How deep components may call components, as the template language has it.
const DEEPEST: usize = 20;

/// The files of a theme, the site's own among them.
#[derive(Clone, Copy)]
pub(super) struct Sources<'f> {
    /// All of them.
    pub(super) files: &'f Files,
    /// The paths of the site's own.
    pub(super) own: &'f BTreeSet<String>,
    /// The templates of the binary that have one of these in their place.
    pub(super) replaced: &'f Files,
}

/// What one of the site's own files lacks that the one it stands for has.
#[derive(Default)]
struct Lack {
    /// How each could be added.
    components: BTreeMap<String, String>,
    blocks: BTreeSet<String>,
    askers: BTreeSet<String>,
}

impl<'f> Sources<'f> {
    /// The same with other files, of which some may have been taken out.
    pub(super) const fn with(self, files: &'f Files) -> Self {
        Self { files, ..self }
    }

    /// What the reader of templates found, with what templates of the binary ask for in vain told once, at the file that
    /// should have it.
    pub(super) fn at_own_files(self, found: Vec<Fault>) -> Vec<Fault> {
        let mut lacks: BTreeMap<String, Lack> = BTreeMap::new();
        let mut told = Vec::new();
        for fault in found {
            if !self.add_lack(&fault, &mut lacks) {
                told.push(fault);
            }
        }
        told.extend(lacks.into_iter().map(|(file, lack)| lack.fault(&file)));
        told
    }

    /// Adds what a fault tells to be lacking, if one of the site's own files should have it.
    fn add_lack(self, fault: &Fault, lacks: &mut BTreeMap<String, Lack>) -> bool {
        let Some(name) = fault.name().filter(|_| !self.own.contains(fault.file())) else { return false };
        let asker = fault.file().strip_prefix(TEMPLATES).unwrap_or_default();
        if fault.is_of_component() {
            let defines = |path: &&String| definition(path, self.replaced, name).is_some();
            let Some(file) = self.own.iter().find(defines) else { return false };
            let head = definition(file, self.replaced, name).map_or("", |tag| tag.text);
            let lack = lacks.entry(file.clone()).or_default();
            lack.components.insert(name.to_owned(), format!("`{{% {head} %}}{{% endcomponent {name} %}}`"));
            lack.askers.insert(asker.to_owned());
        } else if fault.is_of_block() {
            let above = above(fault.file(), self.files);
            let Some(file) = above.into_iter().find(|path| self.own.contains(path)) else { return false };
            let lack = lacks.entry(file).or_default();
            lack.blocks.insert(name.to_owned());
            lack.askers.insert(asker.to_owned());
        } else {
            return false;
        }
        true
    }

    /// Whether what a fault misses is there: only because a file was taken out that can't be read it is asked for in vain.
    pub(super) fn has(self, fault: &Fault) -> bool {
        let Some(name) = fault.name() else { return false };
        let paths = || self.files.keys().filter(|path| path.starts_with(TEMPLATES));
        (fault.is_of_template() && self.files.contains_key(&format!("{TEMPLATES}{name}")))
            || (fault.is_of_component() && paths().any(|path| definition(path, self.files, name).is_some()))
            || (fault.is_of_block() && blocks_above(fault.file(), self.files).iter().any(|block| block == name))
    }

    /// What was found when a page was rendered, at the file of the site's own that brought it about.
    pub(super) fn at_own_file(self, fault: Fault) -> Fault {
        if fault.message().starts_with(TOO_DEEP) {
            return self.too_deep().unwrap_or(fault);
        }
        if self.own.contains(fault.file()) {
            return fault;
        }
        let asker = fault.file().strip_prefix(TEMPLATES).unwrap_or_default().to_owned();
        if let Some((file, name, tag)) = self.called(&fault) {
            let given = format!("`{asker}` gives the component `{name}` what it doesn't take: {}", fault.message());
            let head = definition(&file, self.replaced, &name).map_or("", |tag| tag.text);
            let help = format!("let it take what that of the theme does: `{{% {head} %}}`");
            return fault.moved(&file, self.files, tag.span, given).with_help(help);
        }
        if let Some(caller) = fault.callers().iter().find(|caller| self.own.contains(&caller.file)).cloned() {
            let message = format!("{}, in `{asker}`, which is called here", fault.message());
            let span = caller.span(self.files);
            return fault.moved(&caller.file, self.files, span, message);
        }
        let passed = [fault.file()].into_iter().chain(fault.callers().iter().map(|caller| caller.file.as_str()));
        let own_above = |path| above(path, self.files).into_iter().find(|path| self.own.contains(path));
        let Some((path, above)) = passed.into_iter().find_map(|path| Some((path, own_above(path)?))) else {
            return fault;
        };
        let name = path.strip_prefix(TEMPLATES).unwrap_or_default();
        let message = format!("{}, in `{name}`, which extends this", fault.message());
        fault.moved(&above, self.files, 0..0, message)
    }

    /// The component of the site's own that is called where a fault is, if it isn't given what it takes.
    fn called(self, fault: &Fault) -> Option<(String, String, Tag<'f>)> {
        OF_ARGUMENTS.iter().find(|start| fault.message().starts_with(**start))?;
        let call = text_of(fault.file(), self.files).get(fault.span())?;
        let (_, name) = called_in(call).next()?;
        let defined = |path: &String| Some((path.clone(), name.to_owned(), definition(path, self.files, name)?));
        self.own.iter().find_map(defined)
    }

    /// The first component of the site's own that comes back to itself.
    fn too_deep(self) -> Option<Fault> {
        let paths = self.files.keys().filter(|path| path.starts_with(TEMPLATES));
        let calls: BTreeMap<&str, BTreeSet<&str>> = paths.flat_map(|path| self.calls(path)).collect();
        let comes_back = |name: &str| {
            let (mut seen, mut waiting) = (BTreeSet::new(), vec![name]);
            while let Some(called) = waiting.pop().and_then(|name| calls.get(name)) {
                waiting.extend(called.iter().filter(|name| seen.insert(**name)));
            }
            seen.contains(name)
        };
        let defined =
            self.own.iter().flat_map(|path| components(path, self.files).into_iter().map(move |it| (path, it)));
        let (path, (name, tag)) = defined.into_iter().find(|(_, (name, _))| comes_back(name))?;
        let message = format!("the component `{name}` calls itself more than {DEEPEST} calls deep");
        let help = "write `{% if … %}` around the call, with what is false before that, or a `{% for … %}` instead";
        Some(Fault::at(path, self.files, tag.span, message, help))
    }

    /// What the components of a template call.
    fn calls(self, path: &str) -> Vec<(&'f str, BTreeSet<&'f str>)> {
        let text = text_of(path, self.files);
        let end = |start: usize| {
            let ends = tags(path, self.files).into_iter().filter(|tag| tag.text.starts_with("endcomponent"));
            ends.map(|tag| tag.span.start).find(|end| *end > start).unwrap_or(text.len())
        };
        let body = |tag: &Tag<'_>| text.get(tag.span.end..end(tag.span.end)).unwrap_or_default();
        let called = |(name, tag): (&'f str, Tag<'f>)| (name, called_in(body(&tag)).map(|(_, name)| name).collect());
        components(path, self.files).into_iter().map(called).collect()
    }
}

impl Lack {
    fn fault(self, file: &str) -> Fault {
        let list = |kind: &str, names: Vec<&String>| match names.as_slice() {
            [] => None,
            [name] => Some(format!("the {kind} `{name}`")),
            names => Some(format!(
                "the {kind}s {}",
                names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
            )),
        };
        let lacks = [list("component", self.components.keys().collect()), list("block", self.blocks.iter().collect())];
        let lacks = lacks.into_iter().flatten().collect::<Vec<_>>().join(" and ");
        let askers = match self.askers.iter().collect::<Vec<_>>().as_slice() {
            [asker] => format!("`{asker}` asks"),
            _ => "templates of the theme ask".to_owned(),
        };
        let blocks = self.blocks.iter().map(|name| format!("`{{% block {name} %}}{{% endblock {name} %}}`"));
        let added = self.components.into_values().chain(blocks).collect::<Vec<_>>().join(", ");
        Fault::start_of(file, format!("it lacks {lacks}, which {askers} for"), &format!("add {added}"))
    }
}

/// The tag that defines a component, if that template does.
fn definition<'f>(path: &str, files: &'f Files, name: &str) -> Option<Tag<'f>> {
    components(path, files).into_iter().find(|(known, _)| *known == name).map(|(_, tag)| tag)
}

/// The components that a piece of a template may call, as `<cards … />` does, with their places.
fn called_in(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    text.match_indices('<').filter_map(|(at, _)| {
        let rest = text.get(at + 1..)?;
        let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '-');
        let name = rest.split(|c| !is_of_name(c)).next().filter(|name| !name.is_empty())?;
        Some((at + 1..at + 1 + name.len(), name))
    })
}
