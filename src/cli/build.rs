//! `annals build`: the site, checked whole and then put in place.

use std::path::PathBuf;

use clap::Args;

use super::console::{Console, complain};
use super::tell::refuse;
use super::{Failure, Global, Verdict};
use crate::archive::Archive;
use crate::config::Links;
use crate::derive::Insights;
use crate::diagnostic::{Diagnostic, Diagnostics, Level, count};
use crate::project::{Loaded, any_error, load, sorted};
use crate::publish::{Failure as NotPublished, Mode, Options, Outputs, SiteOutputs, Summary, publish};
use crate::site::{Site, SiteOptions, Theme};

const EXAMPLES: &str = "\
Examples:
  annals build                                    make the site in public/
  annals build --output-dir /srv/www/annals       put it elsewhere
  annals build --base-url https://example.org/    with absolute links where they are needed
  annals build --portable                         for file://, a ZIP or a plain bucket
  annals build --drafts                           with what is hidden, to look at it";

const UNDONE: &str = "nothing was published";

/// Options of `annals build`.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Where the site goes [default: `output` of site.toml, `public`]
    #[arg(long, value_name = "DIR")]
    output_dir: Option<PathBuf>,
    /// The address the site will be served at, for canonical links and the like
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Publish drafts, too
    #[arg(long)]
    drafts: bool,
    /// Make links name files, so that the site works from file:// and plain buckets
    #[arg(long)]
    portable: bool,
    #[command(flatten)]
    gone: Gone,
}

// What becomes of files that the site has no more; a doc comment would be that of the command.
#[derive(Args, Debug)]
struct Gone {
    /// Let more than half of the published pages vanish
    #[arg(long)]
    allow_shrink: bool,
    /// Leave no style, script or search file of the build before for pages that readers have open
    #[arg(long)]
    purge: bool,
}

pub(super) fn run(arguments: &Arguments, global: &Global, console: &Console) -> Result<Verdict, Failure> {
    let mut loaded = load(&global.root, arguments.drafts, arguments.base_url.as_deref())?;
    let Some(archive) = loaded.archive.take() else {
        let problems = sorted(std::mem::take(&mut loaded.problems), None);
        return Ok(refuse(&problems, loaded.files(), global, console, UNDONE));
    };
    let Loaded { theme, mut problems, .. } = loaded;
    let insights = Insights::new(&archive);
    let options = SiteOptions {
        base_url: archive.settings.base_url.clone(),
        links: if arguments.portable { Links::Files } else { archive.settings.links },
    };
    let laid = Theme::new(theme).and_then(|theme| Site::new(&archive, &insights, theme, options, &mut problems));
    let site = match laid {
        Ok(site) => site,
        Err(error) => {
            error.tell(&archive, &mut problems);
            return Ok(refuse(&sorted(problems, Some(&archive)), &archive.files, global, console, UNDONE));
        }
    };
    let problems = sorted(problems, Some(&archive));
    if any_error(&problems) {
        return Ok(refuse(&problems, &archive.files, global, console, UNDONE));
    }
    let mut site = site.with_search();
    let folder = arguments.output_dir.clone().unwrap_or_else(|| global.root.join(&archive.settings.output));
    let summary = match put(arguments, global, console, &archive, &site, &folder) {
        Ok(summary) => summary,
        Err(failure) => {
            let problems = sorted(in_templates(&mut site, &failure), Some(&archive));
            // What lies in the way, and what else can't be rendered, has lines of its own.
            if problems.is_empty() {
                return Err(Failure(failure.to_string()));
            }
            return Ok(refuse(&problems, &archive.files, global, console, UNDONE));
        }
    };
    let addressed = archive.settings.base_url.is_some();
    let left_out = if addressed { "" } else { "; without `base_url`, no sitemap and no absolute addresses" };
    console.say(&format!("{}{left_out}", told(&summary, &folder, &problems)));
    // The process ends here: the system takes millions of texts back faster than they can be dropped one by one.
    std::mem::forget(site);
    std::mem::forget(insights);
    std::mem::forget(archive);
    Ok(Verdict::Clean)
}

fn put(
    arguments: &Arguments,
    global: &Global,
    console: &Console,
    archive: &Archive,
    site: &Site<'_>,
    folder: &std::path::Path,
) -> Result<Summary, NotPublished> {
    let outputs = SiteOutputs { site, root: global.root.clone() };
    let content = global.root.join(&archive.settings.content);
    let options = Options {
        allow_shrink: arguments.gone.allow_shrink,
        purge: arguments.gone.purge,
        project_root: global.root.clone(),
        content: vec![content, global.root.join("themes")],
        home: std::env::home_dir(),
    };
    let bar = console.progress(outputs.len());
    let summary = publish(&outputs, folder, &options, &|done| bar.set_position(u64::try_from(done).unwrap_or(0)));
    bar.finish_and_clear();
    let summary = summary?;
    if let Some(reason) = &summary.reason {
        console.explain(&format!("files were replaced one by one: {reason}"));
    }
    for left in &summary.left {
        complain(&format!("warning: {} was not written by Annals and was left there", left.display()));
    }
    Ok(summary)
}

/// What the site's own templates ask for in vain on pages that could not be rendered: not all were tried before.
fn in_templates(site: &mut Site<'_>, failure: &NotPublished) -> Diagnostics {
    let mut problems = Diagnostics::new();
    if let NotPublished::Render(pages) = failure {
        let outputs: Vec<usize> = pages.iter().map(|(output, _)| *output).collect();
        site.tell_templates(&outputs, &mut problems);
    }
    problems
}

/// The one line a successful build says.
fn told(summary: &Summary, folder: &std::path::Path, problems: &[Diagnostic]) -> String {
    let files = count(summary.created + summary.replaced + summary.kept, "file");
    let changes = match summary.mode {
        Mode::Untouched => "nothing changed".to_owned(),
        Mode::Whole | Mode::FileByFile => format!(
            "{} new, {} changed, {} unchanged, {} removed{}",
            summary.created,
            summary.replaced,
            summary.kept,
            summary.removed,
            match summary.earlier {
                0 => String::new(),
                left => format!(", {left} left for open pages"),
            }
        ),
    };
    let warnings = problems.iter().filter(|problem| problem.level == Level::Warning).count();
    let hint = match warnings {
        0 => String::new(),
        _ => format!("; {}, told by `annals check`", count(warnings, "warning")),
    };
    format!("built {files} in {}: {changes}{hint}", folder.display())
}
