//! What messages promise.

use proptest::prelude::*;

use super::*;

const ENGLISH: &str = "\
-brand = Annals
home = { -brand } archive
incidents = { $count ->
    [0] No incidents
    [one] { $count } incident
   *[other] { $count } incidents
}
status = { $status ->
    [ongoing] still going on
   *[other] over
}
by = By { $who } & others
search = Search
    .hint = Type < 3 words
only-english = Fallback { $count }
";

const ARABIC: &str = "\
incidents = { $count ->
    [zero] لا حوادث
    [one] حادث واحد
    [two] حادثان
    [few] { $count } حوادث
    [many] { $count } حادثًا
   *[other] { $count } حادث
}
search = بحث
";

fn locale(language: &str) -> Arc<Locale> {
    Arc::new(Locale::with_digits(&language.parse().unwrap(), if language == "ar" { "arab".parse().ok() } else { None }))
}

fn english() -> Messages {
    Messages::parse(locale("en"), &[ENGLISH], None).unwrap()
}

fn arabic() -> Messages {
    Messages::parse(locale("ar"), &[ARABIC], Some(Arc::new(english()))).unwrap()
}

fn errors(ftl: &str) -> Vec<String> {
    let errors = Messages::parse(locale("en"), &[ftl], None).map(|_| ()).unwrap_err();
    errors.iter().map(ToString::to_string).collect()
}

#[test]
fn messages_without_variables_are_ready() {
    let en = english();
    assert_eq!(en.text("search"), Ok("Search"));
    assert_eq!(en.text("search.hint"), Ok("Type < 3 words"));
    assert_eq!(en.text("home"), Ok("Annals archive"));
}

#[test]
fn numbers_choose_by_value_and_plural_category() {
    let (en, ar) = (english(), arabic());
    let count = |messages: &Messages, n: i64| messages.format("incidents", &[("count", n.into())]).unwrap();
    assert_eq!([0, 1, 2_000].map(|n| count(&en, n)), ["No incidents", "1 incident", "2,000 incidents"]);
    assert_eq!(
        [0, 1, 2, 3, 11, 100].map(|n| count(&ar, n)),
        ["لا حوادث", "حادث واحد", "حادثان", "٣ حوادث", "١١ حادثًا", "١٠٠ حادث"]
    );
}

#[test]
fn french_has_a_plural_for_millions() {
    let ftl = "users = { $n ->\n [one] { $n } abonné\n [many] { $n } d’abonnés\n *[other] { $n } abonnés\n }";
    let fr = Messages::parse(locale("fr"), &[ftl], None).unwrap();
    let users = |n: i64| fr.format("users", &[("n", n.into())]).unwrap().replace('\u{202f}', " ");
    assert_eq!([0, 2, 2_000_000].map(users), ["0 abonné", "2 abonnés", "2 000 000 d’abonnés"]);
}

#[test]
fn texts_choose_by_name() {
    let status = |text: &str| english().format("status", &[("status", text.into())]).unwrap();
    assert_eq!(["ongoing", "resolved"].map(status), ["still going on", "over"]);
}

#[test]
fn what_is_missing_is_an_error() {
    let en = english();
    let argument = |key: &str, variable: &str| MessageError::Argument { key: key.into(), variable: variable.into() };
    assert_eq!(en.text("nothing"), Err(MessageError::Missing { key: "nothing".into() }));
    assert_eq!(en.format("nothing", &[]), Err(MessageError::Missing { key: "nothing".into() }));
    assert_eq!(en.format("by", &[("name", "x".into())]), Err(argument("by", "who")));
    assert_eq!(en.format("incidents", &[]), Err(argument("incidents", "count")));
    assert_eq!(en.text("by"), Err(argument("by", "who")));
}

#[test]
fn another_language_stands_in_with_its_own_rules() {
    let ar = arabic();
    assert_eq!(ar.format("only-english", &[("count", 1_234_i64.into())]).unwrap(), "Fallback 1,234");
    assert_eq!(ar.untranslated().collect::<Vec<_>>(), ["by", "home", "only-english", "search.hint", "status"]);
}

#[test]
fn a_later_text_replaces_single_messages() {
    let own = "-brand = Outages\nsearch = Find";
    let en = Messages::parse(locale("en"), &[ENGLISH, own], None).unwrap();
    assert_eq!([en.text("home"), en.text("search")], [Ok("Outages archive"), Ok("Find")]);
    assert_eq!(en.text("search.hint"), Ok("Type < 3 words"));
}

#[test]
fn keys_and_variables_can_be_compared() {
    let en = english();
    let keys: Vec<_> = en.keys().collect();
    assert_eq!(keys, ["by", "home", "incidents", "only-english", "search", "search.hint", "status"]);
    let variables = |key| en.variables(key).map(|all| all.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(
        [variables("incidents"), variables("search"), variables("none")],
        [Some(vec!["count"]), Some(vec![]), None]
    );
}

#[test]
fn plurals_need_every_category_of_their_language() {
    assert_eq!(english().plural_gaps(), []);
    assert_eq!(arabic().plural_gaps(), []);
    let gap = |missing: &[&'static str]| PluralGap {
        key: "incidents".into(),
        variable: "count".into(),
        missing: missing.to_vec(),
    };
    let as_english = |language| Messages::parse(locale(language), &[ENGLISH], None).unwrap().plural_gaps();
    assert_eq!(as_english("fr"), [gap(&["many"])]);
    assert_eq!(as_english("ar"), [gap(&["zero", "two", "few", "many"])]);
}

#[test]
fn plurals_need_no_category_that_only_fractions_have() {
    let ftl = "a = { $count ->\n    [one] 1\n    [few] 2\n   *[many] 5\n }\n";
    for language in ["ru", "uk", "pl"] {
        assert_eq!(Messages::parse(locale(language), &[ftl], None).unwrap().plural_gaps(), [], "{language}");
    }
    let czech = Messages::parse(locale("cs"), &[ftl], None).unwrap().plural_gaps();
    assert_eq!(czech.iter().flat_map(|gap| gap.missing.clone()).collect::<Vec<_>>(), ["other"]);
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let ftl = "\
a = { b }
b = { a }
c = { nothing }
d = { DATETIME($x) }
e = { $x ->
    [1.5] one and a half
   *[other] all
}
f = { -brand(case: \"genitive\") }
g = 1
g = 2
h = { -brand.gender ->
   *[x] x
}
-brand = Annals
";
    assert_eq!(
        errors(ftl),
        [
            "line 1: `a` refers to itself",
            "line 2: `b` refers to itself",
            "line 3: there is no `nothing` to refer to",
            "line 4: `DATETIME` is not known here; only `NUMBER($variable)` is",
            "line 5: the variant `[1.5]` is not a whole number",
            "line 9: the term `-brand` takes no arguments and shows no attributes here",
            "line 11: `g` is here twice",
            "line 12: only a variable can choose between variants",
        ]
    );
}

#[test]
fn lines_are_those_of_the_text_a_mistake_is_in() {
    let texts = ["a = { x }\n\nb = { x }{ y }\nc = 1\nc = 1\n", "d = 1\ne = { x }\n", "f = {\n", "g = 1\ng = 1\n"];
    let errors = Messages::parse(locale("en"), &texts, None).map(|_| ()).unwrap_err();
    let places: Vec<_> = errors.iter().map(|error| (error.source, error.line)).collect();
    assert_eq!(places, [(0, 1), (0, 3), (0, 5), (1, 2), (2, 2), (3, 2)]);
}

#[test]
fn broken_syntax_is_told_with_its_line() {
    assert_eq!(errors("a = fine\nb = { $x\nc = fine\n"), ["line 3: Expected a token starting with \"}\""]);
}

#[test]
fn depth_and_length_have_a_bound() {
    let deep = format!("a = {}", "{".repeat(100_000));
    assert_eq!(errors(&deep), ["line 1: placeables lie more than 32 deep within one another"]);
    let calls = format!("a = {{ {}", "F(".repeat(100_000));
    assert_eq!(errors(&calls), ["line 1: placeables lie more than 32 deep within one another"]);
    let doubling =
        (1..20).map(|n| format!("m{n} = {{ m{0} }}{{ $x }}{{ m{0} }}", n - 1)).collect::<Vec<_>>().join("\n");
    assert!(errors(&format!("m0 = x{{ $x }}\n{doubling}"))[0].ends_with("is too long with all it refers to"));
    assert_eq!(english_of("a = { \"{\" }{ \"}\" } (:("), "{} (:(");
}

#[test]
fn messages_refer_as_deep_as_they_may() {
    let chain = |count: usize| {
        let refer = (0..count).map(|n| format!("m{n} = {{ m{} }}\n", n + 1)).collect::<Vec<_>>();
        refer.concat() + &format!("m{count} = end\n")
    };
    assert!(Messages::parse(locale("en"), &[&chain(32)], None).is_ok());
    assert_eq!(errors(&chain(33)), ["line 1: messages refer more than 32 deep"]);
    assert_eq!(errors(&chain(34)), [1, 2].map(|line| format!("line {line}: messages refer more than 32 deep")));
}

fn english_of(ftl: &str) -> String {
    Messages::parse(locale("en"), &[ftl], None).unwrap().text("a").unwrap().to_owned()
}

#[test]
fn what_stands_in_counts_by_its_own_rules() {
    let japanese = Messages::parse(locale("ja"), &["search = 検索"], Some(Arc::new(english()))).unwrap();
    let language = |key: &str| japanese.locale_of(key).language().as_str();
    assert_eq!([language("search"), language("incidents")], ["ja", "en"]);
}

#[test]
fn messages_are_shared_between_threads() {
    fn assert_send_sync<T: Send + Sync>() {}
    assert_send_sync::<Messages>();
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(ftl in "([ab-]{1,2} = |\\{|\\}|\\$x|->|\n |\n|\\[one\\]|\\*\\[other\\]|\"|\\(|\\)|N|\\.a =|[é#\\\\]| ){0,40}") {
        let locale = locale("en");
        if let Ok(messages) = Messages::parse(locale, &[&ftl], None) {
            for key in messages.keys() {
                let _ = messages.format(key, &[("x", Value::Number(1))]);
            }
        }
    }
}

#[test]
fn messages_of_the_other_direction_are_isolated_where_they_stand_in() {
    let english = Messages::parse(locale("en"), &[ENGLISH], None).unwrap().isolated();
    let arabic = Messages::parse(locale("ar"), &[ARABIC], Some(Arc::new(english))).unwrap();
    assert_eq!(arabic.text("home").unwrap(), "\u{2066}Annals archive\u{2069}");
    assert_eq!(
        arabic.format("by", &[("who", "علي".into())]).unwrap(),
        "\u{2066}By \u{2068}علي\u{2069} & others\u{2069}"
    );
    assert_eq!(arabic.text("search").unwrap(), "بحث");
}

#[test]
fn no_message_holds_a_control_character() {
    for (text, control) in [("a = x{\"\\u001A\"}", "001A"), ("a = x\u{1c}y", "001C"), ("a = {\"\\u0085\"}", "0085")] {
        assert_eq!(errors(text), [format!("line 1: it holds a control character (U+{control})")]);
    }
    assert!(Messages::parse(locale("en"), &["a = x\n  y\u{200f}{\"\\u2066\"}"], None).is_ok());
}
