//! What is read, on which bytes, and what is told about what can't be read.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::parse::tree::Entry;

fn read_all(text: &str) -> (Option<Front>, Vec<Diagnostic>) {
    let mut problems = Diagnostics::new();
    let front = read(FileId(0), text, 0..text.len(), &mut problems);
    (front, problems.into_sorted())
}

fn read_clean(text: &str) -> Node {
    let (front, problems) = read_all(text);
    assert!(problems.is_empty(), "{text:?}: {problems:?}");
    let front = front.expect("clean front matter has a tree");
    assert!(front.whole);
    front.root
}

fn entries(node: &Node) -> &[Entry] {
    match &node.value {
        Value::Mapping(entries) => entries,
        other => panic!("a mapping was expected, not {other:?}"),
    }
}

/// Writes a tree as one line, each value as its text and the very bytes it stands on.
fn outline(node: &Node, text: &str, out: &mut String) {
    match &node.value {
        Value::Null => out.push('∅'),
        Value::Scalar(scalar) => out.push_str(&on_one_line(&scalar.text)),
        Value::Sequence(items) => {
            out.push_str("[ ");
            for item in items {
                outline(item, text, out);
                out.push(' ');
            }
            out.push(']');
        }
        Value::Mapping(entries) => {
            out.push_str("{ ");
            for entry in entries {
                write!(out, "{}@{}: ", entry.key, entry.key_span.start).expect("a String takes all");
                outline(&entry.value, text, out);
                out.push(' ');
            }
            out.push('}');
        }
    }
    write!(out, "@{}‹{}›", node.span.start, on_one_line(&text[node.span.clone()])).expect("a String takes all");
}

fn on_one_line(text: &str) -> String {
    text.replace('\r', "\\r").replace('\n', "\\n")
}

#[test]
fn values_stay_the_text_that_was_typed() {
    for typed in [
        "NO",
        "on",
        "yes",
        "off",
        "true",
        "False",
        "1.10",
        "0123",
        "0x1f",
        "1e3",
        "1_000",
        ".5",
        "-0",
        "+1",
        "60:30:15",
        "10:30",
        "2018-04-29",
        "2018-04-29T10:30Z~",
        "2024-10/2024-11?",
        "NULL",
        "Null",
        ".nan",
        "-.inf",
        "<<x",
        "a#b",
        "http://example.org/?a=b#c",
        "مرحبا، عالم",
        "“x”",
        "l'été",
        "-x",
        "?x",
        ":x",
        "x:y",
        "a, b",
        "[^1]x".trim_start_matches('['),
    ] {
        let text = format!("key: {typed}");
        let root = read_clean(&text);
        let expected = Value::Scalar(Scalar { text: typed.to_owned(), plain: true });
        assert_eq!(entries(&root)[0].value, Node { span: 5..text.len(), value: expected }, "{text}");
    }
}

#[test]
fn only_an_untyped_value_tilde_and_null_are_nothing() {
    for typed in ["", "~", "null", "  # comment"] {
        assert_eq!(entries(&read_clean(&format!("key: {typed}")))[0].value.value, Value::Null, "{typed:?}");
    }
    for typed in ["\"\"", "''", "\"null\"", "'~'", "|\n\n"] {
        let root = read_clean(&format!("key: {typed}"));
        assert!(matches!(&entries(&root)[0].value.value, Value::Scalar(scalar) if !scalar.plain), "{typed:?}");
    }
}

#[test]
fn spans_cover_exactly_what_was_typed() {
    let cases = [
        ("a: b   # c\nc: \"é x\"  # d\nd: 'it''s' \n", "{ a@0: b@3‹b› c@11: é x@14‹\"é x\"› d@26: it's@29‹'it''s'› }"),
        ("é: ù\r\nب:\r\n  - c\r\n  - d e\r\n", "{ é@0: ù@4‹ù› ب@8: [ c@17‹c› d e@24‹d e› ]@15‹- c\\r\\n  - d e› }"),
        ("a:\nb: ~\nc:  # d\n\"e\" :\n", "{ a@0: ∅@2‹› b@3: ∅@6‹~› c@8: ∅@10‹› e@16: ∅@21‹› }"),
        (
            "a:\n- b\n-\n- c: d\ne: f",
            "{ a@0: [ b@5‹b› ∅@8‹› { c@11: d@14‹d› }@11‹c: d› ]@3‹- b\\n-\\n- c: d› e@16: f@19‹f› }",
        ),
        (
            "a: [ b , [c], {d: e , f} ] # g",
            "{ a@0: [ b@5‹b› [ c@10‹c› ]@9‹[c]› { d@15: e@18‹e› f@22: ∅@23‹› }@14‹{d: e , f}› ]@3‹[ b , [c], {d: e , f} ]› }",
        ),
        ("a: |\n  b\n  c\n\n\nd: >- # e\n  f\n  g\n", "{ a@0: b\\nc\\n@7‹b\\n  c› d@15: f g@27‹f\\n  g› }"),
        ("a: b c\n  d\ne: \"f\n  g\"", "{ a@0: b c d@3‹b c\\n  d› e@11: f g@14‹\"f\\n  g\"› }"),
        ("a: [b: c]\n? d\n: e", "{ a@0: [ { b@4: c@7‹c› }@4‹b: c› ]@3‹[b: c]› d@12: e@16‹e› }"),
        ("\u{1f600}: \u{1f600}\n\u{1f600}x: [\u{1f600}]", "{ 😀@0: 😀@6‹😀› 😀x@11: [ 😀@19‹😀› ]@18‹[😀]› }"),
    ];
    for (text, expected) in cases {
        let mut out = String::new();
        outline(&read_clean(text), text, &mut out);
        let root_end = out.rfind('@').expect("the root has a place");
        assert_eq!(&out[..root_end], expected, "{text:?}");
    }
}

#[test]
fn bytes_are_counted_from_the_start_of_the_file() {
    let text = "\u{feff}---\nété: à\n---\n";
    let mut problems = Diagnostics::new();
    let front = read(FileId(0), text, 7..16, &mut problems).expect("it is well formed");
    let entry = &entries(&front.root)[0];
    assert_eq!((&text[entry.key_span.clone()], &text[entry.value.span.clone()]), ("été", "à"));
}

/// Broken front matter, the place the problem points at, what is told, and the same front matter mended as the help says.
struct Case {
    broken: &'static str,
    at: Range<usize>,
    told: &'static str,
    mended: &'static str,
}

const fn case(broken: &'static str, at: Range<usize>, told: &'static str, mended: &'static str) -> Case {
    Case { broken, at, told, mended }
}

const COLON: &str = "a colon with a space after it stands inside a value without quotes";
const OPEN_QUOTE: &str = "the quotation mark opened here is not closed";
const AFTER_QUOTE: &str = "text stands after the closing quotation mark";
const INDENT: &str = "this line is indented by another number of spaces than the lines it belongs to";
const ESCAPE: &str = "inside double quotes `\\` begins an escape, and this one is unknown";
const TAB: &str = "a tab stands where only spaces may: in the indentation or after a colon";
const NBSP: &str = "a no-break space (U+00A0) stands where YAML wants an ordinary space";
const BLOCK: &str = "text follows `|` or `>`, which begin a block of lines";
const SECOND: &str = "a second document begins here, but front matter is one";
const KEY: &str = "a list or mapping stands where a key should";

#[rustfmt::skip]
const CASES: &[Case] = &[
    case("title: Panne : Telegram", 13..14, COLON, "title: \"Panne : Telegram\""),
    case("title: “a: b”", 11..12, COLON, "title: \"“a: b”\""),
    case("title: a\n b: c", 11..12, COLON, "title: \"a\n b: c\""),
    case("title: \"a\": b", 10..11, COLON, "title: \"“a”: b\""),
    case("title: \"a\ndate: b", 7..8, OPEN_QUOTE, "title: \"a\"\ndate: b"),
    case("title: 'l’été", 7..8, OPEN_QUOTE, "title: 'l’été'"),
    case("title: 'it's'", 11..12, AFTER_QUOTE, "title: 'it''s'"),
    case("title: \"a\" b", 11..12, AFTER_QUOTE, "title: \"\\\"a\\\" b\""),
    case("title: \"a\\qb\"", 9..10, ESCAPE, "title: \"a\\\\qb\""),
    case("title: \"\\\\ \\x4\"", 11..12, ESCAPE, "title: '\\ \\x4'"),
    case("by: @durov", 4..5, "a value can't begin with `@` unless it is in quotes", "by: \"@durov\""),
    case("by: `x`", 4..5, "a value can't begin with a backtick unless it is in quotes", "by: \"`x`\""),
    case("title: % of users", 7..8, "a value can't begin with `%` unless it is in quotes", "title: \"% of users\""),
    case("title: *really", 7..8, "a value can't begin with `*` unless it is in quotes", "title: \"*really\""),
    case("title: ] a", 7..8, "a value can't begin with `]` unless it is in quotes", "title: \"] a\""),
    case("title: ? a", 7..8, "a value can't begin with `?` unless it is in quotes", "title: \"? a\""),
    case("title: , a", 7..8, "a value is missing before this comma", "title: \", a\""),
    case("title: &x a", 7..8, "anchors and aliases (`&name`, `*name`) are not read", "title: \"&x a\""),
    case("title: !x a", 7..8, "tags (`!name`) are not read", "title: a"),
    case("services: [a, b\ndate: c", 10..11, "the `[` opened here is not closed", "services: [a, b]\ndate: c"),
    case("services: [a, b,", 10..11, "the `[` opened here is not closed", "services: [a, b]"),
    case("cause: { kind: a", 7..8, "the `{` opened here is not closed", "cause: { kind: a }"),
    case("services: [\"a\" \"b\"]", 15..16, "a comma or `]` is missing here", "services: [\"a\", \"b\"]"),
    case("services: [a, , b]", 14..15, "a value is missing before this comma", "services: [a, b]"),
    case("services: [a] b", 14..15, "text stands after `services: [a]`, where the value has ended", "services: \"[a] b\""),
    case("title: {{ a }}", 8..9, KEY, "title: \"{{ a }}\""),
    case("[a]: b", 0..1, KEY, "\"[a]\": b"),
    case("title: a\nmore text\ndate: b", 9..18, "the line `more text` has no key: there is no colon with a space after it", "title: a\n  more text\ndate: b"),
    case("title: a\ndate:b", 13..14, "after the colon of `date` a space is missing", "title: a\ndate: b"),
    case("title:a\ndate: b", 5..6, "after the colon of `title` a space is missing", "title: a\ndate: b"),
    case("title：a\ndate: b", 5..8, "after `title` stands a wide colon, which YAML doesn't know", "title: a\ndate: b"),
    case("services: - a", 10..11, "a list can't begin on the line of its key", "services:\n  - a"),
    case("services: a\n  - b", 14..17, "this list item is read as part of the text that begins above", "services:\n  - a\n  - b"),
    case("services:\n\t- a", 10..11, TAB, "services:\n  - a"),
    case("title:\tb", 6..7, TAB, "title: b"),
    case("title:\u{a0}a\ndate: b", 6..8, NBSP, "title: a\ndate: b"),
    case("date: b\ntitle:\u{a0}a", 14..16, NBSP, "date: b\ntitle: a"),
    case("services:\n\u{a0}\u{a0}- a", 10..12, NBSP, "services:\n  - a"),
    case("titre\u{a0}: a", 0..7, "the key `titre` begins or ends with a no-break space (U+00A0)", "titre: a"),
    case("a:\n\u{a0}\u{a0}b: c", 3..5, NBSP, "a:\n  b: c"),
    case("a:\n  b: c\n d: e", 10..11, INDENT, "a:\n  b: c\n  d: e"),
    case("  a: b\n c: d", 7..8, INDENT, "a: b\nc: d"),
    case("a: > b\n  c", 3..4, BLOCK, "a: >\n  b\n  c"),
    case("a: b #c\n  d", 5..6, "a ` #` begins a comment here, in the middle of a text that goes on below", "a: \"b #c\n  d\""),
    case("a: b\n...\nc: d", 9..10, SECOND, "a: b\nc: d"),
    case("--- # c\na: b", 0..1, SECOND, "a: b"),
    case("%YAML 1.2\n--- \na: b", 0..1, "a line can't begin with `%`", "a: b"),
    case("a: b\n%c: d", 5..6, "a line can't begin with `%`", "a: b\n\"%c\": d"),
    case("<<: { a: b }", 0..2, "merge keys (`<<`) are not read", "a: b"),
    case(": a", 0..0, "a key is missing before this colon", "b: a"),
    case("a: b\nc: d\na: e", 10..11, "the key `a` stands twice, in lines 1 and 3", "a: b\nc: d"),
    case("a: { b: c, b: d }", 11..12, "the key `b` stands twice, in line 1", "a: { b: c }"),
    case("- a", 0..3, "the front matter is a list where keys with values should stand", "title: a"),
    case("title:a", 0..7, "the front matter is a text where keys with values should stand", "title: a"),
    case("# only a comment", 0..16, "the front matter holds no key", "title: a"),
];

#[test]
fn every_slip_is_told_at_its_place_and_its_help_mends_it() {
    for Case { broken, at, told, mended } in CASES {
        let (_, problems) = read_all(broken);
        let [problem] = problems.as_slice() else { panic!("{broken:?}: one problem was expected, not {problems:#?}") };
        assert_eq!((problem.message.as_str(), &problem.place.span), (*told, at), "{broken:?}");
        assert!(problem.help.is_some(), "{broken:?} is told without help");
        read_clean(mended);
    }
}

#[test]
fn every_offered_change_mends_what_it_belongs_to() {
    let mut offered = 0;
    for Case { broken, .. } in CASES {
        let (_, problems) = read_all(broken);
        let Some(fix) = problems.into_iter().find_map(|problem| problem.fix) else { continue };
        let mut mended = (*broken).to_owned();
        mended.replace_range(fix.place.span, &fix.replacement);
        let still_odd = mended.contains('\u{a0}');
        assert!(still_odd || read_all(&mended).1.is_empty(), "{broken:?} became {mended:?}");
        offered += 1;
    }
    assert!(offered >= 12, "changes are offered for the usual slips, not only {offered}");
}

#[test]
fn what_stands_before_a_syntax_error_is_read() {
    let text = "title: a\nupdates:\n  - { at: b }\n  - { at: c, text: d: e }\ndate: f";
    let (front, problems) = read_all(text);
    let front = front.expect("the lines before are read");
    assert!(!front.whole);
    assert_eq!(problems.len(), 1);
    let mut out = String::new();
    outline(&front.root, text, &mut out);
    let kept = "{ title@0: a@7‹a› updates@9: [ { at@24: b@28‹b› }@22‹{ at: b }› ]@20‹- { at: b }› }";
    assert!(out.starts_with(kept), "{out}");
}

#[test]
fn a_value_cut_short_by_an_error_is_not_given() {
    let (front, _) = read_all("title: a\ndate: b: c");
    let root = front.expect("the lines before are read").root;
    assert_eq!(entries(&root).iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["title"]);
}

#[test]
fn of_two_values_for_a_key_the_first_is_kept_and_pointed_at() {
    let (front, problems) = read_all("a: b\na: c\na: d\ne: f");
    let root = front.expect("it is well formed").root;
    assert_eq!(entries(&root).iter().map(|entry| entry.value.span.clone()).collect::<Vec<_>>(), [3..4, 18..19]);
    assert_eq!(problems.iter().map(|problem| problem.labels[0].place.span.clone()).collect::<Vec<_>>(), [0..1, 0..1]);
}

#[test]
fn hostile_nesting_is_cut_off() {
    let deep_indent = (0..300).fold(String::new(), |text, depth| format!("{text}{:depth$}a:\n", ""));
    let hostile = ["[".repeat(65_536), "{".repeat(65_536), "- ".repeat(65_536), "a: {".repeat(65_536), deep_indent];
    for text in hostile {
        let (_, problems) = read_all(&text);
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::TooDeep], "{text:.20}");
    }
    for text in ["? ".repeat(65_536), "&a ".repeat(65_536), "a: &b c\n".repeat(65_536), "!a ".repeat(65_536)] {
        let (_, problems) = read_all(&text);
        assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::YamlSyntax], "{text:.20}");
    }
}

#[test]
fn the_deepest_allowed_value_is_read_and_the_next_is_not() {
    let nested = |depth: usize| format!("a: {}{}", "[".repeat(depth - 1), "]".repeat(depth - 1));
    read_clean(&nested(DEPTH));
    assert_eq!(read_all(&nested(DEPTH + 1)).1[0].code, Code::TooDeep);
}

#[test]
fn front_matter_has_a_size() {
    let long = format!("a: {}", "é".repeat(FRONT_MATTER_BYTES / 2 - 2));
    read_clean(&long);
    assert_eq!(read_all(&format!("{long}éé")).1[0].code, Code::FileTooLarge);
}

#[test]
fn a_comment_that_cuts_a_text_can_be_found() {
    let text = "a: b #1 d\nc: b#1\nd: \"b\"  # x\ne: f";
    let root = read_clean(text);
    let comments: Vec<_> = entries(&root).iter().map(|entry| comment_after(text, &entry.value)).collect();
    assert_eq!(comments, [Some(5), None, Some(25), None]);
}

/// Everything a tree must keep, whatever was typed.
fn assert_sound(node: &Node, within: &Range<usize>, text: &str) {
    let mut pending = vec![(node, within.clone())];
    while let Some((node, within)) = pending.pop() {
        assert!(text.get(node.span.clone()).is_some(), "{:?} is no stretch of the text", node.span);
        assert!(
            within.start <= node.span.start && node.span.end <= within.end,
            "{:?} lies outside {within:?}",
            node.span
        );
        match &node.value {
            Value::Sequence(items) => pending.extend(items.iter().map(|item| (item, node.span.clone()))),
            Value::Mapping(entries) => {
                for entry in entries {
                    assert!(text.get(entry.key_span.clone()).is_some());
                    pending.push((&entry.value, node.span.clone()));
                }
            }
            Value::Null | Value::Scalar(_) => {}
        }
    }
}

fn assert_reads_soundly(text: &str) {
    let (front, problems) = read_all(text);
    if let Some(front) = &front {
        assert_sound(&front.root, &(0..text.len()), text);
    }
    assert!(front.is_some_and(|front| front.whole) || !problems.is_empty(), "{text:?} fails without a word");
    for problem in &problems {
        assert!(text.get(problem.place.span.clone()).is_some(), "{problem:?} points outside the text");
        assert!(problem.labels.iter().all(|label| text.get(label.place.span.clone()).is_some()), "{problem:?}");
        assert!(problem.fix.iter().all(|fix| text.get(fix.place.span.clone()).is_some()), "{problem:?}");
        assert!(problem.help.is_some(), "{problem:?} has no help");
    }
}

const WRITE_UP: &str = "title: \"Panne : 'x'\"\ndate: 2024-10-03T10:30Z~ # c\nservices: [a, {id: b, end: }]\r\nx:\n- é\n-\n- |\n  ب\n\n\
                        updates:\n  - { at: c, text: \"d\\ne\" }\n  - at: f\n    text: >-\n      g\n      h\n";

/// A plain value any reader takes for text or number: no type that YAML 1.1 and 1.2 disagree on.
fn plain_value() -> impl Strategy<Value = String> {
    "[a-zé\u{628}][a-zé\u{628} .,'/_-]{0,12}[a-zé\u{628}]z".prop_filter("words YAML knows", |word| word != "null")
}

/// Documents both readers understand, in both styles.
fn document() -> impl Strategy<Value = String> {
    let quoted = plain_value().prop_map(|value| format!("\"{value} \\\" \\n #: \""));
    let single = plain_value().prop_map(|value| format!("'{} '' #: '", value.replace('\'', "''")));
    let leaf =
        prop_oneof![plain_value().prop_map(|value| value.replace(',', "")), quoted, single, Just("~".to_owned())];
    let flow = prop::collection::vec(leaf.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", ")));
    let pairs = prop::collection::vec(leaf.clone(), 0..4).prop_map(|items| {
        let pairs: Vec<_> = items.iter().enumerate().map(|(at, item)| format!("k{at}: {item}")).collect();
        format!("{{ {} }}", pairs.join(", "))
    });
    let items = prop::collection::vec(leaf.clone(), 1..4).prop_map(|items| format!("\n  - {}", items.join("\n  - ")));
    let block =
        prop::collection::vec("[a-z#: -]{0,9}z", 1..4).prop_map(|lines| format!("|\n  y{}", lines.join("\n  y")));
    let folded = prop::collection::vec("[a-z]{1,9}", 1..4).prop_map(|lines| format!(">-\n  {}", lines.join("\n  ")));
    let value = prop_oneof![leaf, flow, pairs, items, block, folded];
    prop::collection::vec(value, 1..8).prop_map(|values| {
        values.iter().enumerate().fold(String::new(), |text, (at, value)| format!("{text}key{at}: {value}\n"))
    })
}

fn is_same(ours: &Node, theirs: &serde_yaml::Value) -> bool {
    match (&ours.value, theirs) {
        (Value::Null, serde_yaml::Value::Null) => true,
        (Value::Scalar(scalar), serde_yaml::Value::String(text)) => scalar.text == *text,
        (Value::Sequence(ours), serde_yaml::Value::Sequence(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(ours, theirs)| is_same(ours, theirs))
        }
        (Value::Mapping(ours), serde_yaml::Value::Mapping(theirs)) => {
            ours.len() == theirs.len()
                && ours.iter().all(|entry| theirs.get(&*entry.key).is_some_and(|value| is_same(&entry.value, value)))
        }
        _ => false,
    }
}

proptest! {
    #[test]
    fn any_text_is_read_soundly(text in "\\PC{0,80}|[\\[\\]{}:,#\"'\\-?|>&*!%@` \n\r\ta-c\u{a0}é]{0,60}") {
        assert_reads_soundly(&text);
    }

    #[test]
    fn mutilated_front_matter_is_read_soundly(
        at in 0..WRITE_UP.len(), length in 0..12_usize, put in "[\\[\\]{}:,#\"'\\-?|>&*!%@` \n\r\té\u{a0}]{0,4}"
    ) {
        let mut text = WRITE_UP.to_owned();
        let start = (0..=at).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = (at..=text.len()).find(|end| *end >= start + length && text.is_char_boundary(*end)).unwrap_or(text.len());
        text.replace_range(start..end, &put);
        assert_reads_soundly(&text);
    }

    #[test]
    fn the_plain_subset_reads_as_with_another_parser(text in document()) {
        let theirs: serde_yaml::Value = serde_yaml::from_str(&text).expect("the generated subset is YAML");
        prop_assert!(is_same(&read_clean(&text), &theirs), "{}", text);
    }
}
