use super::*;
use crate::diagnostic::Code;
use crate::source::SourceFile;

/// A project of files, and problems found by the text they point at.
struct Case(Vec<SourceFile>);

impl Case {
    fn new(files: &[(&str, &str)]) -> Self {
        let file = |(path, text): &(&str, &str)| SourceFile { path: (*path).to_owned(), text: (*text).into() };
        Self(files.iter().map(file).collect())
    }

    fn at(&self, file: u32, part: &str) -> Place {
        let text = &self.0[file as usize].text;
        let start = text.find(part).unwrap();
        Place::new(FileId(file), start..start + part.len())
    }

    fn end(&self, file: u32) -> Place {
        let length = self.0[file as usize].text.len();
        Place::new(FileId(file), length..length)
    }

    fn told(&self, problems: &[Diagnostic]) -> String {
        self.written(problems, Style { colour: false, width: 80 })
    }

    fn written(&self, problems: &[Diagnostic], style: Style) -> String {
        let mut out = Vec::new();
        write(problems, &Files::new(&self.0, ""), style, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }
}

#[test]
fn a_problem_shows_its_line_key_and_help() {
    let case = Case::new(&[("content/a.md", "---\ntitle: x\nservces: [telegram]\n---\n")]);
    let problem = Diagnostic::new(Code::UnknownKey, case.at(0, "servces"), "`servces` is no key of an incident")
        .key_path("servces")
        .help("write `services`");
    insta::assert_snapshot!(case.told(&[problem]), @r#"
    error[A204 unknown-key]: `servces` is no key of an incident
     --> content/a.md:3:1
      |
    3 | servces: [telegram]
      | ^^^^^^^
      |
      = key: servces
      = help: write `services`

    found 1 error in 1 file
    "#);
}

#[test]
fn labels_show_lines_of_the_same_file_and_of_others() {
    let case = Case::new(&[
        ("content/a.fr.md", "---\ntitle: x\ndate: 2024-10-03\nend: unknown\n---\n"),
        ("content/a.ar.md", "---\ntitle: عطل\ndate: 2024-10-04\nend: ongoing\nregions: [UA]\ntags: []\nend: x\n---\n"),
    ]);
    let contradiction =
        Diagnostic::new(Code::Contradiction, case.at(1, "2024-10-04"), "`date` contradicts the original")
            .key_path("date")
            .label(case.at(0, "2024-10-03"), "the original says so");
    let duplicate = Diagnostic::new(Code::DuplicateKey, case.at(1, "end: x"), "`end` stands twice")
        .label(case.at(1, "end: ongoing"), "first here");
    insta::assert_snapshot!(case.told(&[contradiction, duplicate]), @r#"
    error[A501 contradiction]: `date` contradicts the original
     --> content/a.ar.md:3:7
      |
    3 | date: 2024-10-04
      |       ^^^^^^^^^^
      |
     ::: content/a.fr.md:3:7
      |
    3 | date: 2024-10-03
      |       ---------- the original says so
      |
      = key: date

    error[A205 duplicate-key]: `end` stands twice
     --> content/a.ar.md:7:1
      |
    4 | end: ongoing
      | ------------ first here
    ...
    7 | end: x
      | ^^^^^^

    found 2 errors in 1 file
    "#);
}

#[test]
fn arabic_lines_with_byte_order_mark_and_crlf_keep_their_columns() {
    let case = Case::new(&[("content/a.ar.md", "\u{feff}title: عطل عالمي في تيليغرام\r\ndate: غدا\r\n")]);
    let first = Diagnostic::new(Code::RefusedCharacter, case.at(0, "عالمي"), "`عالمي` is refused");
    let second =
        Diagnostic::new(Code::InvalidMoment, case.at(0, "غدا"), "`غدا` is not a date or time").key_path("date");
    insta::assert_snapshot!(case.told(&[first, second]), @r#"
    error[A107 refused-character]: `عالمي` is refused
     --> content/a.ar.md:1:12
      |
    1 | title: عطل عالمي في تيليغرام
      |            ^^^^^

    error[A301 invalid-moment]: `غدا` is not a date or time
     --> content/a.ar.md:2:7
      |
    2 | date: غدا
      |       ^^^
      |
      = key: date

    found 2 errors in 1 file
    "#);
}

#[test]
fn what_acts_on_a_terminal_is_escaped_everywhere() {
    let case = Case::new(&[("content/\u{1b}a.md", "id: te\u{202e}le\u{1b}[31m x\n")]);
    let problem =
        Diagnostic::new(Code::InvalidId, case.at(0, "le\u{1b}[31m"), "`te\u{202e}le\u{1b}[31m` can't be an id")
            .help("remove \u{202e}")
            .key_path("i\u{1b}d");
    let told = case.told(&[problem]);
    assert!(!told.contains(['\u{1b}', '\u{202e}', MARK]));
    insta::assert_snapshot!(told, @r#"
    error[A307 invalid-id]: `te\u{202e}le\u{1b}[31m` can't be an id
     --> content/\u{1b}a.md:1:8
      |
    1 | id: te\u{202e}le\u{1b}[31m x
      |               ^^^^^^^^^^^^
      |
      = key: i\u{1b}d
      = help: remove \u{202e}

    found 1 error in 1 file
    "#);
}

#[test]
fn the_end_of_a_file_and_an_empty_stretch_have_a_mark() {
    let case = Case::new(&[("a.md", "---\ntitle: x\n"), ("b.md", "---\nx")]);
    let problems = [
        Diagnostic::new(Code::MissingFrontMatter, case.end(0), "the front matter does not end"),
        Diagnostic::new(Code::EmptyValue, Place::new(FileId(0), 11..11), "`title` is empty"),
        Diagnostic::new(Code::MissingFrontMatter, case.end(1), "the front matter does not end"),
    ];
    insta::assert_snapshot!(case.told(&problems), @r#"
    error[A201 missing-front-matter]: the front matter does not end
     --> a.md:3:1
      |
    3 |
      | ^

    error[A208 empty-value]: `title` is empty
     --> a.md:2:8
      |
    2 | title: x
      |        ^

    error[A201 missing-front-matter]: the front matter does not end
     --> b.md:2:2
      |
    2 | x
      |  ^

    found 3 errors in 2 files
    "#);
}

#[test]
fn a_file_without_text_is_only_named() {
    let case = Case::new(&[("content/map.svg", ""), ("content/a.md", "x\n")]);
    let problems = [
        Diagnostic::new(Code::RefusedAsset, Place::start_of(FileId(0)), "`map.svg` may not be published")
            .help("remove it"),
        Diagnostic::new(Code::FileName, Place::start_of(FileId(0)), "two names").label(case.at(1, "x"), "also here"),
        Diagnostic::new(Code::FileName, case.at(1, "x"), "two names").label(Place::start_of(FileId(0)), "also here"),
    ];
    insta::assert_snapshot!(case.told(&problems), @r#"
    error[A108 refused-asset]: `map.svg` may not be published
    --> content/map.svg
     = help: remove it

    error[A106 file-name]: two names
     --> content/map.svg
      |
     ::: content/a.md:1:1
      |
    1 | x
      | - also here

    error[A106 file-name]: two names
     --> content/a.md:1:1
      |
    1 | x
      | ^
      |
      = note: content/map.svg: also here

    found 3 errors in 2 files
    "#);
}

#[test]
fn a_long_line_is_cut_around_the_place_but_its_column_is_true() {
    let text = format!("title: {} NEEDLE {}\n", "a".repeat(5_000), "b".repeat(5_000));
    let case = Case::new(&[("a.md", &text)]);
    let problem = Diagnostic::new(Code::RawHtml, case.at(0, "NEEDLE"), format!("found `{}`", "c".repeat(5_000)));
    let told = case.told(&[problem]);
    assert!(told.lines().skip(1).all(|line| line.chars().count() <= 80));
    insta::assert_snapshot!(told, @r#"
    warning[A602 raw-html]: found `ccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc…
     --> a.md:1:5009
      |
    1 | ...aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa NEEDLE bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb...
      |                                    ^^^^^^

    found 1 warning in 1 file
    "#);
}

#[test]
fn a_place_of_several_lines_is_marked_on_the_first() {
    let case = Case::new(&[("a.md", "a: |\n  one\n  two\nb: x\n")]);
    let problem = Diagnostic::new(Code::TooMany, case.at(0, "|\n  one\n  two"), "too long");
    insta::assert_snapshot!(case.told(&[problem]), @r#"
    error[A209 too-many]: too long
     --> a.md:1:4
      |
    1 | a: |
      |    ^

    found 1 error in 1 file
    "#);
}

#[test]
fn colours_are_used_where_they_are_understood() {
    let case = Case::new(&[("a.md", "x\n")]);
    let problem = Diagnostic::new(Code::NoSource, case.at(0, "x"), "no source");
    let told = case.written(&[problem], Style { colour: true, width: 80 });
    assert!(told.contains("\u{1b}["));
    assert!(!told.contains(MARK));
}

#[test]
fn the_last_line_counts_what_was_found() {
    let case = Case::new(&[("a.md", "x"), ("b.md", "y")]);
    let at = |file| Place::start_of(FileId(file));
    let all = [
        Diagnostic::new(Code::MissingKey, at(0), "a"),
        Diagnostic::new(Code::MissingKey, at(1), "b"),
        Diagnostic::new(Code::NoSource, at(1), "c"),
    ];
    assert_eq!(summary(&all), "found 2 errors and 1 warning in 2 files");
    assert_eq!(summary(&all[..1]), "found 1 error in 1 file");
    assert_eq!(case.told(&[]), "");
}

#[test]
fn ten_thousand_problems_in_one_long_line_are_all_told() {
    let case = Case::new(&[("a.md", &"x ".repeat(500_000))]);
    let problem = |index: usize| {
        Diagnostic::new(Code::RawHtml, Place::new(FileId(0), index * 100..index * 100 + 1), "raw HTML is shown as text")
    };
    let problems: Vec<_> = (0..10_000).map(problem).collect();
    let told = case.told(&problems);
    assert_eq!(told.matches("warning[A602 raw-html]").count(), 10_000);
    assert!(told.contains("a.md:1:999901\n") && told.ends_with("found 10000 warnings in 1 file\n"));
}

proptest::proptest! {
    #[test]
    fn any_text_and_any_place_can_be_told(
        texts in proptest::collection::vec("[ab\u{e9}\u{627}\u{4e2d}\u{1f692}\u{301}\u{200d}\u{feff}\u{202e}\u{1b}\0\t\r\n ]{0,40}", 2..4),
        places in proptest::collection::vec((0..5_u32, 0..90_usize, 0..60_usize), 1..5),
        width in 0..200_usize,
    ) {
        let files: Vec<_> = texts.into_iter().map(|text| SourceFile { path: "\u{202e}a\n".to_owned(), text: text.into() }).collect();
        let mut places = places.into_iter().map(|(file, start, length)| Place::new(FileId(file), start..start + length));
        let mut problem = Diagnostic::new(Code::RawHtml, places.next().unwrap(), &*files[0].text).help("b\u{1b}");
        for place in places {
            problem = problem.label(place, &*files[1].text);
        }
        let told = Case(files).written(&[problem], Style { colour: false, width });
        let safe = |c: char| c == '\n' || !crate::diagnostic::unsafe_text::is_unsafe(c);
        proptest::prop_assert!(told.chars().all(safe), "{told:?}");
    }
}
