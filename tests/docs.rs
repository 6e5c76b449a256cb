//! The documentation says what is true: its commands are run, its examples are read, its tables are those of the program.
//!
//! Pages are markdown. The commands of the README are not run, but have to exist. What is done with a block hangs on its first line:
//!
//! | block | what is done |
//! |---|---|
//! | `console` | the commands behind `$ ` are run in order, in a folder of the page's own; what they say is compared where it is shown; `…` stands for anything |
//! | `console fails` | the same, and the last command has to end with 1 |
//! | `console unrun` | not run, but every command and option of `annals` has to exist |
//! | `markdown` | a whole write-up, of which `annals check --deny warnings` tells nothing |
//! | `markdown warns` | the same, but with warnings that the page tells of |
//! | `markdown file=PATH`, any language | the file is written for the commands that follow |
//! | `yaml` | front matter of a write-up, or some keys of it, that the reader takes |
//! | `yaml service`, `region`, `cause`, `page` | the same of such a file |
//! | `toml` | site.toml, or some keys of it, that the reader takes |
//! | `foreign` behind a language | a file for another program: YAML, TOML or JSON as such |
//!
//! `UPDATE=1 cargo nextest run --test docs` writes tables and outputs anew.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use annals::archive::{End, When, compile};
use annals::config::read_settings;
use annals::diagnostic::{Diagnostics, Level};
use annals::schema::Kind;
use annals::source::{FileId, Project, SourceFile};
use tempfile::TempDir;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of the documentation, by path from the root. Those of codes are made and tested with the codes.
fn pages() -> Vec<(String, String)> {
    let mut found = all_pages();
    found.retain(|(path, _)| !path.starts_with("docs/codes/"));
    found
}

/// Every page there is, the README among them.
fn all_pages() -> Vec<(String, String)> {
    let mut found = below("docs");
    found.push(("README.md".into(), fs::read_to_string(root().join("README.md")).unwrap()));
    found
}

fn below(folder: &str) -> Vec<(String, String)> {
    let mut open = vec![root().join(folder)];
    let mut found = Vec::new();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.extension().is_some_and(|extension| extension == "md") {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    assert!(found.len() > 8, "the documentation was not found");
    found
}

// ---- blocks --------------------------------------------------------------------------------------------------------

/// A fenced block: the words of its first line, its text, and the line of the page its text begins on (from 0).
struct Block {
    language: String,
    words: Vec<String>,
    text: String,
    line: usize,
}

impl Block {
    fn is(&self, word: &str) -> bool {
        self.words.iter().any(|other| other == word)
    }

    fn is_run(&self, path: &str) -> bool {
        self.language == "console" && !self.is("unrun") && path != "README.md"
    }

    fn file(&self) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix("file="))
    }
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<(String, Block)> = None;
    for (number, line) in page.lines().enumerate() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match open.take() {
            Some((fence, block)) if line == fence => found.push(block),
            Some((fence, mut block)) => {
                block.text.push_str(line);
                block.text.push('\n');
                open = Some((fence, block));
            }
            None if ticks >= 3 => {
                let mut words = line[ticks..].split_whitespace().map(str::to_owned);
                let language = words.next().unwrap_or_default();
                let block = Block { language, words: words.collect(), text: String::new(), line: number + 1 };
                open = Some(("`".repeat(ticks), block));
            }
            None => {}
        }
    }
    assert!(open.is_none(), "a block does not end");
    found
}

// ---- commands ------------------------------------------------------------------------------------------------------

/// A folder in which a page's commands are run one after the other.
struct Shell {
    folder: TempDir,
    at: PathBuf,
}

impl Shell {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().to_owned();
        Self { folder, at }
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.at.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// What a command says, and its exit code; `cd` holds for the commands that follow.
    fn run(&mut self, command: &str) -> (String, i32) {
        let binary = Path::new(env!("CARGO_BIN_EXE_annals")).parent().unwrap();
        let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
        let pwd = self.folder.path().join(".pwd");
        let script = format!("{command}\ncode=$?\npwd > '{}'\nexit $code\n", pwd.display());
        let mut shell = Command::new("sh");
        shell.args(["-c", &script]).current_dir(&self.at).stdin(Stdio::null()).env("PATH", path).env("NO_COLOR", "1");
        for variable in ["GITHUB_ACTIONS", "COLUMNS", "VISUAL", "EDITOR"] {
            shell.env_remove(variable);
        }
        let output = shell.output().unwrap();
        self.at = PathBuf::from(fs::read_to_string(pwd).unwrap().trim_end());
        let told = [output.stdout, output.stderr].concat();
        (String::from_utf8(told).unwrap(), output.status.code().unwrap())
    }
}

/// A command with what the page shows of its output.
struct Step {
    command: String,
    shown: String,
}

fn steps(block: &Block) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in block.text.lines() {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push(Step { command: command.to_owned(), shown: String::new() }),
            (None, Some(step)) => step.shown.extend([line, "\n"]),
            (None, None) => assert_eq!(line, "$ …", "a block begins with a command"),
        }
    }
    steps
}

/// A text without what can't be seen at the ends of its lines.
fn trimmed(text: &str) -> String {
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

/// Whether `told` is what is shown; `…` stands for anything.
fn fits(shown: &str, told: &str) -> bool {
    let (shown, told) = (trimmed(shown), trimmed(told));
    let mut parts = shown.split('…');
    let Some(mut rest) = told.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    for (at, part) in parts.iter().enumerate() {
        if at + 1 == parts.len() {
            return rest.ends_with(part);
        }
        let Some(found) = rest.find(part) else { return false };
        rest = &rest[found + part.len()..];
    }
    rest.is_empty()
}

/// Runs a block and gives its text with what was really said.
fn run(block: &Block, shell: &mut Shell, page: &str) -> String {
    let mut written = String::new();
    let steps = steps(block);
    for (number, step) in steps.iter().enumerate() {
        let (told, code) = shell.run(&step.command);
        let wanted = i32::from(block.is("fails") && number + 1 == steps.len());
        assert_eq!(code, wanted, "{page}: `{}` says\n{told}", step.command);
        let is_new = !step.shown.is_empty() && !fits(&step.shown, &told);
        assert!(!is_new || is_updating(), "{page}: `{}` says\n{told}\nand not\n{}", step.command, step.shown);
        let shown = if is_new { trimmed(&told) + "\n" } else { step.shown.clone() };
        written.extend(["$ ", &step.command, "\n", &shown]);
    }
    written
}

fn is_updating() -> bool {
    std::env::var_os("UPDATE").is_some()
}

#[test]
fn commands_do_what_the_pages_show() {
    let mut run_count = 0;
    for (path, page) in pages() {
        let mut shell = Shell::new();
        let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
        // From the end, so that lines keep their numbers where outputs are written anew.
        let mut changes = Vec::new();
        for block in blocks(&page) {
            if let Some(file) = block.file() {
                shell.write(file, &block.text);
            } else if block.is_run(&path) {
                let written = run(&block, &mut shell, &path);
                changes.push((block.line..block.line + block.text.lines().count(), written));
                run_count += 1;
            }
        }
        for (range, written) in changes.into_iter().rev() {
            lines.splice(range, written.lines().map(str::to_owned));
        }
        let written = lines.join("\n") + "\n";
        if is_updating() && written != page {
            fs::write(root().join(&path), written).unwrap();
        }
    }
    assert!(run_count > 10, "{run_count} blocks were run");
}

#[test]
fn commands_that_are_not_run_exist_with_their_options() {
    let mut shell = Shell::new();
    for (path, page) in pages() {
        for block in blocks(&page).iter().filter(|block| block.language == "console" && !block.is_run(&path)) {
            for step in steps(block) {
                let words: Vec<&str> = step.command.split(['|', '>', '#']).next().unwrap().split_whitespace().collect();
                let ["annals", command, rest @ ..] = words.as_slice() else { continue };
                let (help, code) = shell.run(&format!("annals {command} --help"));
                assert_eq!(code, 0, "{path}: {}", step.command);
                for option in rest.iter().filter(|word| word.starts_with("--")) {
                    let name = option.split('=').next().unwrap();
                    assert!(help.contains(name), "{path}: `{command}` has no option `{name}`");
                }
            }
        }
    }
}

#[test]
fn the_reference_of_commands_shows_the_help_of_each() {
    let page = fs::read_to_string(root().join("docs/reference/commands.md")).unwrap();
    let (help, _) = Shell::new().run("annals --help");
    let commands = help.lines().skip_while(|line| *line != "Commands:").skip(1).take_while(|line| !line.is_empty());
    // Lines that go on from the one before stand further in.
    let names = commands.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    let commands: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    assert!(commands.len() > 8, "{commands:?}");
    for command in commands.iter().filter(|command| **command != "help") {
        assert!(page.contains(&format!("\n$ annals {command} --help\n")), "the help of `{command}` is missing");
    }
}

// ---- examples ------------------------------------------------------------------------------------------------------

const SITE: &str = "title = \"Test\"\nlanguages = [\"en\", \"fr\", \"ar\"]\n\n[vocabulary]\nusers = \"Users\"\n";
const THING: &str = "---\nname: A thing\n---\n";
const RELATED: &str = "---\ntitle: T\ndate: 2024-01-01\nservices: [telegram]\nsources: [{ id: a, title: A }]\n---\n";

/// What is wrong with one file, at this level or above, in a project that holds what examples refer to.
fn problems(path: &str, text: &str, level: Level) -> Vec<String> {
    let mut files = vec![("site.toml", SITE), (path, text)];
    let others = [
        ("content/services/telegram.md", THING),
        ("content/services/lantern-mail.md", THING),
        ("content/services/lantern-cloud.md", THING),
        ("content/incidents/telegram-2024-10-02.md", RELATED),
    ];
    files.extend(others.into_iter().filter(|(other, _)| *other != path));
    let file = |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).into() };
    let files: Vec<_> = files.iter().map(file).collect();
    let documents = (1..).map(FileId).take(files.len() - 1).collect();
    let project = Project { files, documents, ..Project::default() };
    let mut problems = Diagnostics::new();
    let settings = read_settings(FileId(0), SITE, &mut problems);
    compile(project, settings, true, &mut problems);
    told(problems, level)
}

fn told(problems: Diagnostics, level: Level) -> Vec<String> {
    let errors = problems.into_sorted().into_iter().filter(|problem| problem.level <= level);
    errors.map(|error| format!("{}: {}", error.code.name(), error.message)).collect()
}

/// Front matter made whole: keys that have to stand are added where the example leaves them out.
fn whole(front: &str, usual: &[(&str, &str)]) -> String {
    if front.starts_with("---\n") {
        return front.to_owned();
    }
    let has = |key: &str| front.lines().any(|line| line.starts_with(&format!("{key}:")));
    let added = usual.iter().filter(|(key, _)| !has(key)).map(|(key, value)| format!("{key}: {value}\n"));
    let added = added.collect::<Vec<_>>().concat();
    format!("---\n{added}{front}---\n")
}

fn judge_yaml(block: &Block) -> Vec<String> {
    let kinds = [
        ("service", "content/services/example.md"),
        ("region", "content/regions/example.md"),
        ("cause", "content/causes/example.md"),
        ("page", "content/pages/example.md"),
    ];
    if let Some((kind, path)) = kinds.into_iter().find(|(kind, _)| block.is(kind)) {
        let key = if kind == "page" { "title" } else { "name" };
        return problems(path, &whole(&block.text, &[(key, "A name")]), Level::Warning);
    }
    let usual = [("title", "T"), ("date", "2024-10-03T10:30Z"), ("services", "[telegram]")];
    // Some keys of a write-up lack others that it should have.
    problems("content/incidents/example.md", &whole(&block.text, &usual), Level::Error)
}

fn judge_toml(block: &Block) -> Vec<String> {
    let has_title = block.text.lines().any(|line| line.starts_with("title"));
    let text = if has_title { block.text.clone() } else { format!("title = \"T\"\n{}", block.text) };
    let mut problems = Diagnostics::new();
    read_settings(FileId(0), &text, &mut problems);
    told(problems, Level::Warning)
}

fn judge_foreign(block: &Block) -> Vec<String> {
    let read = match block.language.as_str() {
        "yaml" => serde_yaml::from_str::<serde_yaml::Value>(&block.text).map(drop).map_err(|error| error.to_string()),
        "toml" => toml::from_str::<toml::Table>(&block.text).map(drop).map_err(|error| error.to_string()),
        "json" => serde_json::from_str::<serde_json::Value>(&block.text).map(drop).map_err(|error| error.to_string()),
        _ => Ok(()),
    };
    read.err().into_iter().collect()
}

#[test]
fn examples_are_what_the_reader_takes() {
    let mut judged = 0;
    for (path, page) in pages() {
        for block in blocks(&page) {
            let errors = match block.language.as_str() {
                _ if block.is("foreign") => judge_foreign(&block),
                _ if block.file().is_some() => continue,
                "yaml" => judge_yaml(&block),
                "toml" => judge_toml(&block),
                "markdown" => {
                    let level = if block.is("warns") { Level::Error } else { Level::Warning };
                    problems("content/incidents/example.md", &block.text, level)
                }
                _ => continue,
            };
            assert!(errors.is_empty(), "{path}, line {}: {errors:#?}\n{}", block.line, block.text);
            judged += 1;
        }
    }
    assert!(judged > 15, "{judged} examples were read");
}

// ---- tables and links ----------------------------------------------------------------------------------------------

/// Tables made by `annals schema --markdown KIND` stand between two marks.
fn with_tables(page: &str) -> String {
    let mut written = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!-- annals schema --markdown ") {
        let (name, after) = after.split_once(" -->\n").unwrap();
        let (_, after) = after.split_once("<!-- end -->").unwrap();
        let kind = Kind::ALL.iter().find(|kind| kind.name() == name).unwrap();
        let table = kind.reference();
        written.extend([before, "<!-- annals schema --markdown ", name, " -->\n", &table, "\n<!-- end -->"]);
        rest = after;
    }
    written + rest
}

/// Where a form of Decap CMS or Sveltia CMS puts a picture of an entry, and what it writes into the text: both go by the
/// folders of the collection, which are seen from the entry unless they begin with a slash, else by those of all.
fn picture(config: &serde_yaml::Value, collection: &serde_yaml::Value, entry: &str) -> (String, String) {
    let text = |of: &serde_yaml::Value, key: &str| of.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let all = text(config, "media_folder").unwrap();
    let own = text(collection, "media_folder").or_else(|| collection.get("path").map(|_| String::new()));
    let public = text(collection, "public_folder").or_else(|| own.clone());
    let public = public.or_else(|| text(config, "public_folder")).unwrap_or_else(|| format!("/{all}"));
    let place = match &own {
        None => format!("{all}/graph.png"),
        Some(folder) if folder.starts_with('/') => format!("{}/graph.png", folder.trim_matches('/')),
        Some(folder) => Path::new(entry).parent().unwrap().join(folder).join("graph.png").display().to_string(),
    };
    (place, if public.is_empty() { "graph.png".to_owned() } else { format!("{public}/graph.png") })
}

#[test]
fn pictures_that_forms_put_in_are_found() {
    let page = fs::read_to_string(root().join("docs/how-to/editors.md")).unwrap();
    let recipe = blocks(&page).into_iter().find(|block| block.text.contains("collections:")).unwrap();
    let config: serde_yaml::Value = serde_yaml::from_str(&recipe.text).unwrap();
    let mut shell = Shell::new();
    assert_eq!(shell.run("annals init . --yes").1, 0);
    let collections = config["collections"].as_sequence().unwrap();
    for collection in collections {
        let path = collection.get("path").map_or("{{slug}}", |path| path.as_str().unwrap());
        let path = path.replace("{{year}}", "2024").replace("{{slug}}", "one");
        let entry = format!("{}/{path}.en.md", collection["folder"].as_str().unwrap());
        let (place, shown) = picture(&config, collection, &entry);
        let front = if entry.contains("services") {
            "name: One"
        } else {
            "title: One\ndate: 2024-03-12\nservices: [lantern-mail]\nsources: [{ id: a, title: A }]"
        };
        shell.write(&entry, &format!("---\n{front}\n---\n![How many could not connect]({shown})\n"));
        let place = shell.at.join(place);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::copy(root().join("themes/annals/assets/picture.png"), place).unwrap();
    }
    let (told, code) = shell.run("annals check --deny warnings");
    assert_eq!((collections.len(), code), (2, 0), "{told}");
}

#[test]
fn tables_of_keys_are_those_of_the_reader() {
    let mut kinds = 0;
    for (path, page) in pages() {
        let written = with_tables(&page);
        if is_updating() && written != page {
            fs::write(root().join(&path), &written).unwrap();
        }
        assert!(written == page || is_updating(), "{path} has old tables: UPDATE=1 writes them anew");
        kinds += page.matches("<!-- annals schema --markdown ").count();
    }
    assert_eq!(kinds, Kind::ALL.iter().filter(|kind| kind.shape().is_some()).count());
}

#[test]
fn moments_of_the_reference_are_read() {
    let page = fs::read_to_string(root().join("docs/reference/moments.md")).unwrap();
    let typed = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`').map(|(typed, _)| typed));
    let mut count = 0;
    for typed in typed {
        let typed = typed.replace('…', "2024").replace('A', "2024-10-03").replace('B', "2024-10-04T10:30Z");
        let is_read = When::parse(&typed, None).is_ok() || End::parse(&typed, None).is_ok();
        assert!(is_read, "`{typed}`");
        count += 1;
    }
    assert!(count > 10, "{count} moments");
}

#[test]
fn links_lead_to_files_and_headings() {
    let mut wrong = Vec::new();
    for (path, page) in all_pages() {
        for link in links(&page) {
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let here = root().join(&path);
            let target = if file.is_empty() { here } else { here.parent().unwrap().join(file) };
            let text = fs::read_to_string(&target).unwrap_or_default();
            let has_heading = || text.lines().any(|line| line.starts_with('#') && slug(line) == fragment);
            if !target.exists() || (!fragment.is_empty() && !has_heading()) {
                wrong.push(format!("{path}: {link}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Targets of links inside the repository.
fn links(page: &str) -> Vec<String> {
    let mut prose = String::new();
    let mut in_block = false;
    for line in page.lines() {
        in_block ^= line.starts_with("```");
        if !in_block {
            prose.push_str(line);
            prose.push('\n');
        }
    }
    let targets = prose.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    targets.filter(|target| !target.contains(':')).map(str::to_owned).collect()
}

/// The name that code hosts give to a heading.
fn slug(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
