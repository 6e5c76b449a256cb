//! Prose: whole outputs compared, and what no prose may ever lead to.

use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::parse::url::{Target, target};
use crate::source::FileId;

/// A project with two pages, an image and two sources.
struct Project;

impl Resolve for Project {
    fn link(&self, path: &str, fragment: Option<&str>) -> Option<String> {
        let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
        path.strip_suffix(".md").map(|page| format!("../{page}/{fragment}"))
    }

    fn image(&self, path: &str) -> Option<Image> {
        (path == "map.png").then(|| Image { src: "../map.png".to_owned(), width: Some(640), height: Some(480) })
    }

    fn citation(&self, label: &str) -> Option<Citation<'_>> {
        let known = [("ct", "1", "\"ct\""), ("outage_report-1", "2", "\"outage_report-1\"")];
        let (_, number, title) = known.into_iter().find(|(source, ..)| *source == label)?;
        Some(Citation { number, href: format!("#source-{label}"), title })
    }
}

const LABELS: Labels<'_> = Labels {
    footnotes: "Notes",
    back: "back",
    table: "",
    done: "done",
    open: "to do",
    alerts: ["Note", "Tip", "", "Warning", "Care & <caution>"],
    alerts_tongue: None,
};

fn writing(prefix: &str) -> Writing<'_> {
    Writing { prefix, highest_heading: 2, is_rtl: false, labels: LABELS, resolve: &Project }
}

fn rendered(text: &str) -> Rendered {
    render(text, 0..text.len(), std::slice::from_ref(&(0..text.len())), &writing(""))
}

/// The HTML of a whole text, its footnotes last.
fn html(text: &str) -> String {
    let Rendered { pieces, footnotes } = rendered(text);
    format!("{}{footnotes}", pieces.concat())
}

fn inspected(text: &str) -> (Body, Vec<Diagnostic>) {
    let mut problems = Diagnostics::new();
    let body = inspect(FileId(0), text, 0..text.len(), &mut problems);
    (body, problems.into_sorted())
}

fn told(text: &str) -> Vec<(Code, String, Range<usize>)> {
    let (_, problems) = inspected(text);
    assert!(problems.iter().all(|problem| problem.help.is_some()), "{text:?}: {problems:?} lacks help");
    problems.into_iter().map(|problem| (problem.code, problem.message, problem.place.span)).collect()
}

#[test]
#[rustfmt::skip]
fn every_element_has_its_html() {
    let cases = [
        ("a *b* **c** ~~d~~ `e<f`\\\ng\nh", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code dir=\"ltr\">e&lt;f</code><br>\ng\nh</p>\n"),
        ("# A & *b*\n\n###### c", "<h2 id=\"h-a-b\">A &amp; <em>b</em></h2>\n<h3 id=\"h-c\">c</h3>\n"),
        ("A\n===\n\nA\n---", "<h2 id=\"h-a\">A</h2>\n<h3 id=\"h-a-2\">A</h3>\n"),
        ("# a {#b onclick=\"x\"}", "<h2 id=\"h-a-b-onclick-x\">a {#b onclick=&quot;x&quot;}</h2>\n"),
        ("- a\n- b\n\n3. c\n4. d", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n<ol start=\"3\">\n<li>c</li>\n<li>d</li>\n</ol>\n"),
        ("- [x] a\n- [ ] b", "<ul>\n<li><span class=\"task\" role=\"img\" aria-label=\"done\">☑</span> a</li>\n<li><span class=\"task\" role=\"img\" aria-label=\"to do\">☐</span> b</li>\n</ul>\n"),
        ("> a\n\n> [!NOTE]\n> b", "<blockquote>\n<p>a</p>\n</blockquote>\n<blockquote class=\"note\">\n<p class=\"alert\"><strong>Note</strong></p>\n<p>b</p>\n</blockquote>\n"),
        ("> [!IMPORTANT]\n> a", "<blockquote class=\"important\">\n<p>a</p>\n</blockquote>\n"),
        ("> [!CAUTION]", "<blockquote class=\"caution\">\n<p class=\"alert\"><strong>Care &amp; &lt;caution&gt;</strong></p>\n</blockquote>\n"),
        ("```Rust ignore\na < b\n```\n\n    c", "<pre dir=\"ltr\" tabindex=\"0\"><code class=\"language-rust\">a &lt; b\n</code></pre>\n<pre dir=\"ltr\" tabindex=\"0\"><code>c</code></pre>\n"),
        ("```\"onclick=x\n```", "<pre dir=\"ltr\" tabindex=\"0\"><code></code></pre>\n"),
        ("***", "<hr>\n"),
        ("| a | b | c |\n|---|:-:|--:|\n| d | e |", "<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">a</th><th scope=\"col\" class=\"center\">b</th><th scope=\"col\" class=\"end\">c</th></tr></thead>\n<tbody>\n<tr><td>d</td><td class=\"center\">e</td><td class=\"end\"></td></tr>\n</tbody></table></div>\n"),
        ("[a](https://b.org/\"c\"?d&e \"f\")", "<p><a rel=\"noopener noreferrer nofollow ugc\" href=\"https://b.org/%22c%22?d&amp;e\" title=\"f\">a</a></p>\n"),
        ("[a][b] <https://c.org> <d@e.org>\n\n[b]: f.md#g", "<p><a href=\"../f/#g\">a</a> <a rel=\"noopener noreferrer nofollow ugc\" href=\"https://c.org\" dir=\"ltr\">https://c.org</a> <a href=\"mailto:d@e.org\" dir=\"ltr\">d@e.org</a></p>\n"),
        ("[a](none.txt) [b](javascript:x) [c](/d)", "<p>a b c</p>\n"),
        ("# A\n\n[a](#a) [u](#u-2024)", "<h2 id=\"h-a\">A</h2>\n<p><a href=\"#h-a\">a</a> <a href=\"#u-2024\">u</a></p>\n"),
        ("[x](https://pаypal.com)", "<p><a rel=\"noopener noreferrer nofollow ugc\" href=\"https://pаypal.com\" title=\"xn--pypal-4ve.com\">x</a></p>\n"),
        ("![a *\"b\"* ![c](d)](map.png \"t\")", "<p><img src=\"../map.png\" alt=\"a &quot;b&quot; c\" title=\"t\" width=\"640\" height=\"480\" loading=\"lazy\" decoding=\"async\"></p>\n"),
        ("![a](https://b.org/c.png) ![d](none.png)", "<p>a d</p>\n"),
        ("a <b onclick=x>c</b><!-- d -->", "<p>a &lt;b onclick=x&gt;c&lt;/b&gt;</p>\n"),
        ("<script>\nalert(1)\n</script>\n\n<!-- a -->\n\nb", "<p>&lt;script&gt;\nalert(1)\n&lt;/script&gt;</p>\n<p>b</p>\n"),
        ("<!-- a --> b\n\n<!-- never closed\n\nc", "<p>b</p>\n<p>&lt;!-- never closed\n\nc</p>\n"),
        ("&lt;script&gt; &#x3c; {{ a }} {% b %}", "<p>&lt;script&gt; &lt; {{ a }} {% b %}</p>\n"),
        ("مرحبا **عالم**", "<p dir=\"rtl\">مرحبا <strong>عالم</strong></p>\n"),
        ("", ""),
    ];
    for (text, expected) in cases {
        assert_eq!(html(text), expected, "{text}");
    }
}

/// Lists, quotes and tables of a page from the left and of one from the right.
#[test]
fn what_holds_paragraphs_stands_as_the_page_unless_all_its_words_run_the_other_way() {
    let cases = [
        ("- שלום\n- עולם", "<ul dir=\"rtl\">\n<li class=\"turned\">שלום</li>", "<ul>\n<li>שלום</li>"),
        ("- a\n\n- b", "<ul>\n<li><p>a</p>", "<ul dir=\"ltr\">\n<li><p dir=\"ltr\">a</p>"),
        ("3. مرحبا", "<ol dir=\"rtl\" start=\"3\">", "<ol start=\"3\">"),
        ("> [!NOTE]\n> مرحبا", "<blockquote dir=\"rtl\" class=\"note\">", "<blockquote class=\"note\">"),
        ("> - [a](https://b.org/)", "<blockquote>\n<ul>", "<blockquote dir=\"ltr\">\n<ul dir=\"ltr\">"),
        ("> a\n>\n> - عطل", "<blockquote>\n<p>a</p>\n<ul dir=\"rtl\">", "<blockquote>\n<p dir=\"ltr\">a</p>\n<ul>"),
        ("| א |\n|---|\n| ב |", "<table dir=\"rtl\">", "<table>"),
        // What an item holds beside its own words doesn't turn them.
        ("- a\n  - عطل", "<ul>\n<li>a<ul dir=\"rtl\">\n<li class=\"turned\">عطل", "<ul>\n<li class=\"turned\">a<ul>"),
        // Names of the other direction at the beginning don't turn a list, nor do numbers, signs and code.
        ("- Telegram\n- עטל", "<ul>", "<ul>"),
        ("- 1\n- ١ `code`\n- ~", "<ul>", "<ul>"),
        ("- ```\n  code\n  ```\n- عطل", "<ul dir=\"rtl\">", "<ul>"),
        ("- عطل[^n]\n\n  [^n]: note", "<ul dir=\"rtl\">", "<ul>"),
    ];
    for (text, from_left, from_right) in cases {
        for (is_rtl, expected) in [(false, from_left), (true, from_right)] {
            let html = html_of_language(text, is_rtl);
            assert!(html.contains(expected), "{text:?}: {html}");
        }
    }
}

fn html_of_language(text: &str, is_rtl: bool) -> String {
    let (writing, whole) = (Writing { is_rtl, ..writing("") }, 0..text.len());
    render(text, whole.clone(), std::slice::from_ref(&whole), &writing).pieces.concat()
}

#[test]
fn words_run_as_their_language_does_unless_all_of_them_run_the_other_way() {
    for (text, is_rtl, is_turned) in [
        ("WhatsApp و Signal متوقفان (حتى الآن).", true, false),
        ("WhatsApp؟", true, false),
        ("2024 (~٥%) `code`", true, false),
        ("WhatsApp is down (2024).", true, true),
        ("«ایتا» est en panne.", false, false),
        ("«إيتا» ١٢", false, true),
        ("~ <host>", true, true),
    ] {
        let dir = if is_rtl { " dir=\"ltr\"" } else { " dir=\"rtl\"" };
        let dir = if is_turned { dir } else { "" };
        let turned = if is_turned { " class=\"turned\"" } else { "" };
        for (written, open) in [
            (format!("{text}\n\n---"), format!("<p{dir}>")),
            (format!("## {text}"), format!("{dir}>")),
            (format!("- {text}"), format!("<li{turned}>")),
            (format!("| ‏– |\n|:-:|\n| {text} |"), format!("<td{dir} class")),
        ] {
            let html = html_of_language(&written, is_rtl);
            assert!(html.contains(&open) && html.matches(dir).count() >= usize::from(is_turned), "{written}: {html}");
        }
    }
}

#[test]
fn the_numbers_of_footnotes_stand_on_the_side_of_the_page() {
    for text in ["a[^n]\n\n[^n]: عطل", "عطل[^n]\n\n[^n]: [a](https://b.org/)"] {
        let out = html(text);
        assert!(out.contains("<ol>\n<li id=\"fn-1\"><p"), "{out}");
    }
}

const CITE: &str = "<sup class=\"cite\"><a href=\"#source-ct\" title=\"&quot;ct&quot;\">[1]</a></sup>";

#[test]
fn a_footnote_label_that_is_a_source_is_a_citation_wherever_text_can_stand() {
    let cases = [
        ("a.[^ct]", format!("<p>a.{CITE}</p>\n")),
        ("[^ct] b[^ct][^ct]", format!("<p>{CITE} b{CITE}{CITE}</p>\n")),
        ("*a[^ct]* **b[^ct]**", format!("<p><em>a{CITE}</em> <strong>b{CITE}</strong></p>\n")),
        ("عطل[^ct]، ثم", format!("<p dir=\"rtl\">عطل{CITE}، ثم</p>\n")),
        ("> - a[^ct]", format!("<blockquote>\n<ul>\n<li>a{CITE}</li>\n</ul>\n</blockquote>\n")),
        ("## a [^ct]", format!("<h2 id=\"h-a\">a {CITE}</h2>\n")),
        ("a | b[^ct] |\nc", format!("<p>a | b{CITE} |\nc</p>\n")),
        ("![^ct]", format!("<p>!{CITE}</p>\n")),
        ("    [^ct]", "<pre dir=\"ltr\" tabindex=\"0\"><code>[^ct]</code></pre>\n".to_owned()),
        ("`[^ct]`", "<p><code dir=\"ltr\">[^ct]</code></p>\n".to_owned()),
        ("\\[^ct] [^nobody]", "<p>[^ct] [^nobody]</p>\n".to_owned()),
        ("```\n[^ct]", "<pre dir=\"ltr\" tabindex=\"0\"><code>[^ct]</code></pre>\n".to_owned()),
    ];
    for (text, expected) in cases {
        assert_eq!(html(text), expected, "{text}");
    }
    let table = html("| a[^ct] | b |\n|---|---|\n| [^outage_report-1] | c |");
    assert!(table.contains("a<sup class=\"cite\">") && table.contains("#source-outage_report-1"), "{table}");
}

#[test]
fn footnotes_are_listed_in_the_order_they_are_referred_to_with_ways_back() {
    let text = "a[^x] b[^y] c[^X]\n\n[^y]: Y[^ct]\n[^x]: X\n\n    more\n\n[^unused]: Z\n";
    let expected = format!(
        "<p>a<sup class=\"note\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\">1</a></sup> \
         b<sup class=\"note\"><a href=\"#fn-2\" id=\"fnref-2\" role=\"doc-noteref\">2</a></sup> \
         c<sup class=\"note\"><a href=\"#fn-1\" id=\"fnref-1-2\" role=\"doc-noteref\">1</a></sup></p>\n\
         <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Notes\"><ol>\n\
         <li id=\"fn-1\"><p>X</p>\n<p>more \
         <a class=\"back\" href=\"#fnref-1\" role=\"doc-backlink\" aria-label=\"back\">↩\u{fe0e}</a> \
         <a class=\"back\" href=\"#fnref-1-2\" role=\"doc-backlink\" aria-label=\"back\">↩\u{fe0e}</a></p></li>\n\
         <li id=\"fn-2\"><p>Y{CITE} \
         <a class=\"back\" href=\"#fnref-2\" role=\"doc-backlink\" aria-label=\"back\">↩\u{fe0e}</a></p></li>\n\
         </ol></section>\n"
    );
    assert_eq!(html(text), expected);
}

#[test]
fn a_definition_goes_before_a_source_of_the_same_name() {
    let out = html("a[^ct]\n\n[^ct]: b");
    assert!(out.contains("fn-1") && !out.contains("cite"), "{out}");
}

#[test]
fn pieces_share_definitions_but_not_what_lies_between_them() {
    let text =
        "front\na [l] b[^n]\n\n## 2024 resolved [^ct]\n\nc [l] d[^n]\n\n## Other\n\ne\n\n[l]: https://l.org\n[^n]: N\n";
    let (body, _) = inspected(text);
    let ranges: Vec<_> = body.sections.iter().map(|section| section.content.clone()).collect();
    let Rendered { pieces, footnotes } =
        render(text, 0..text.len(), &[ranges[1].clone(), ranges[0].clone()], &writing("u-"));
    assert!(pieces[0].starts_with("<p>c <a") && !pieces[0].contains("resolved"), "{pieces:?}");
    assert!(
        pieces[1].contains("front\na <a rel=\"noopener noreferrer nofollow ugc\" href=\"https://l.org\">"),
        "{pieces:?}"
    );
    assert!(pieces[1].contains("id=\"fnref-u-1\"") && pieces[0].contains("id=\"fnref-u-1-2\""), "{pieces:?}");
    assert!(footnotes.contains("id=\"fn-u-1\"") && !footnotes.contains("Other"), "{footnotes}");
}

#[test]
fn a_range_of_a_file_is_read_as_if_it_were_alone() {
    let text = "---\ntitle: é\n---\n    code\n\n## b[^ct]\n\nc\n";
    let body = 18..text.len();
    let mut problems = Diagnostics::new();
    let found = inspect(FileId(0), text, body.clone(), &mut problems);
    assert!(problems.is_empty());
    assert_eq!(&text[found.sections[1].range.clone()], "## b[^ct]\n\nc\n");
    assert_eq!(&text[found.sections[1].content.clone()], "\n\nc\n");
    assert_eq!(&text[found.references[0].span.clone()], "[^ct]");
    let pieces =
        render(text, body, &[found.sections[0].range.clone(), found.sections[1].content.clone()], &writing("")).pieces;
    assert_eq!(pieces, ["<pre dir=\"ltr\" tabindex=\"0\"><code>code\n</code></pre>\n", "<p>c</p>\n"]);
}

#[test]
fn sections_begin_at_level_two_headings_outside_quotes_and_lists() {
    let text = "\n\n## a *b* `c`~ — @d [^ct]\nx\n\n# e\n\n> ## f\n\ng\n---\n\n```\n## h\n```\n### i\n";
    let (body, _) = inspected(text);
    let sections: Vec<_> = body.sections.iter().map(|section| &text[section.range.clone()]).collect();
    assert_eq!(sections, ["## a *b* `c`~ — @d [^ct]\nx\n\n# e\n\n> ## f\n\n", "g\n---\n\n```\n## h\n```\n### i\n"]);
    let headings: Vec<_> = body.headings.iter().map(|heading| (heading.level, heading.text.as_str())).collect();
    assert_eq!(headings, [(2, "a b c~ — @d"), (1, "e"), (2, "f"), (2, "g"), (3, "i")]);
    assert_eq!(&text[body.headings[0].span.clone()], "## a *b* `c`~ — @d [^ct]");
    assert_eq!(
        body.headings[0].footnotes,
        [("ct".to_owned(), 22 + 2..27 + 2)].map(|(label, _)| {
            let at = text.find("[^ct]").expect("it is there");
            (label, at..at + 5)
        })
    );
}

#[test]
fn levels_of_headings_keep_their_order_and_skip_none() {
    let levels = |text: &str, pieces: &[Range<usize>]| -> Vec<String> {
        let written = render(text, 0..text.len(), pieces, &writing(""));
        let html = written.pieces.concat();
        html.split("<h").skip(1).filter_map(|rest| rest.get(..1)).map(str::to_owned).collect()
    };
    for (typed, shown) in [
        ("### a\n\n### b", "2 2"),
        ("### a\n\n##### b\n\n#### c\n\n###### d", "2 3 3 4"),
        ("#### a\n\n### b\n\n#### c", "2 2 3"),
        ("# a\n\n## b\n\n# c", "2 3 2"),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f", "2 3 4 5 6 6"),
        ("> ### a\n\n## b\n\n- #### c", "2 2 3"),
    ] {
        assert_eq!(levels(typed, std::slice::from_ref(&(0..typed.len()))).join(" "), shown, "{typed}");
    }
    // A heading that belongs to no piece, as that of an update, is the page's own.
    let text = "# a\n\n## update\n\n#### b\n\n##### c\n\n## after\n";
    let update = text.find("#### b").unwrap();
    let after = text.find("## after").unwrap();
    assert_eq!(levels(text, &[0..5, update..after, after..text.len()]).join(" "), "2 3 4 2");
}

#[test]
fn moments_with_signs_of_doubt_stay_in_a_heading_as_typed() {
    let (body, problems) = inspected("## 2024-10-03T10:30Z~ investigating — @durov [^ct]\n\n## 2024-10-03? resolved\n");
    assert!(problems.is_empty());
    let texts: Vec<_> = body.headings.iter().map(|heading| heading.text.as_str()).collect();
    assert_eq!(texts, ["2024-10-03T10:30Z~ investigating — @durov", "2024-10-03? resolved"]);
}

#[test]
fn references_without_definition_are_given_each_with_its_place() {
    let (body, problems) = inspected("a[^x] *b[^ct]* `[^no]` [^X] [^ct]\n\n[^x]: y[^z]\n");
    assert!(problems.is_empty());
    let undefined = body.undefined_footnotes();
    let labels: Vec<_> = undefined.iter().map(|(label, span)| (label.as_str(), span.start)).collect();
    assert_eq!(labels, [("ct", 8), ("ct", 28), ("z", 42)]);
    assert_eq!(body.definitions, [Footnote { label: "x".to_owned(), span: 35..39 }]);
}

#[test]
fn links_are_given_by_what_they_lead_to() {
    let (body, problems) = inspected("[a](b%20c.md#d) ![e](map.png) <https://f.org> [g](#g)\n\n# G\n");
    assert!(problems.is_empty(), "{problems:?}");
    let links: Vec<_> = body.links.iter().map(|link| (link.dest.as_str(), link.image)).collect();
    assert_eq!(links, [("b%20c.md#d", false), ("map.png", true), ("https://f.org", false), ("#g", false)]);
    let relative: Vec<_> =
        body.relative_links().iter().map(|link| (link.path.as_str(), link.fragment.as_deref())).collect();
    assert_eq!(relative, [("b c.md", Some("d")), ("map.png", None)]);
    assert_eq!(body.relative_links()[1].span, 16..29);
}

#[test]
fn what_is_wrong_with_prose_is_told_at_its_place() {
    let cases = [
        (
            "a [b](javascript:c)",
            Code::RefusedUrl,
            "the address `javascript:c` is refused: it begins with `javascript:`",
            2..19,
        ),
        (
            "[b][c]\n\n[c]: &#106;avascript:d",
            Code::RefusedUrl,
            "the address `javascript:d` is refused: it begins with `javascript:`",
            0..6,
        ),
        (
            "![a](https://b.org/c.png)",
            Code::RefusedUrl,
            "the address `https://b.org/c.png` is refused: an image must be a file of this project",
            0..25,
        ),
        (
            "![a](data:image/png;base64,x)",
            Code::RefusedUrl,
            "the address `data:image/png;base64,x` is refused: it begins with `data:`",
            0..29,
        ),
        ("a ![](b.png)", Code::MissingAlt, "the image has no text for those who can't see it", 2..12),
        ("a [](https://b.org)", Code::EmptyLink, "the link has no text, so nobody can see or follow it", 2..19),
        ("a [ ](b.md)", Code::EmptyLink, "the link has no text, so nobody can see or follow it", 2..11),
        ("[![](b.png)](https://b.org)", Code::MissingAlt, "the image has no text for those who can't see it", 1..11),
        ("a <b>c", Code::RawHtml, "raw HTML is shown to readers as it is typed", 2..5),
        ("<div>\nx\n</div>\n\ny", Code::RawHtml, "raw HTML is shown to readers as it is typed", 0..14),
        (
            "<!-- b --> **c**",
            Code::RawHtml,
            "the words on the line of a comment are shown as they are typed, without markdown",
            0..16,
        ),
        ("x[^a]\n\n[^a]: b\n[^A]: c\n", Code::DuplicateFootnote, "the footnote `[^A]` is defined twice", 15..19),
        ("# B\n\n[a](#c)", Code::DeadLink, "no heading of this text is called `#c`", 5..12),
        (
            "[https://a.org/x](https://b.org)",
            Code::MisleadingLink,
            "the link reads as `a.org` but leads to `b.org`",
            0..32,
        ),
        (
            "[www.a.org](https://b.org)",
            Code::MisleadingLink,
            "the link reads as `www.a.org` but leads to `b.org`",
            0..26,
        ),
    ];
    for (text, code, message, span) in cases {
        assert_eq!(told(text), [(code, message.to_owned(), span)], "{text}");
    }
}

#[test]
fn harmless_prose_is_not_complained_about() {
    for text in [
        "<!-- a note to the desk -->\n\na <!-- b --> c",
        "[https://www.a.org/b](https://a.org/c)",
        "[a.org](https://b.org) <https://c.org>",
        "[![a](map.png)](https://b.org) [`a`](https://b.org) <a@b.org>",
        "![a](map.png) [b](#u-2024) [c](mailto:d@e.org)",
        "a < b > c & `<script>`",
    ] {
        assert_eq!(told(text), [], "{text}");
    }
}

#[test]
fn deep_nesting_is_refused_and_never_written() {
    let quotes = |depth: usize| format!("{}a", "> ".repeat(depth));
    assert_eq!(told(&quotes(DEPTH - 1)), []);
    assert_eq!(told(&quotes(DEPTH)), [(Code::TooDeep, too_deep_message(), 2 * DEPTH..2 * DEPTH)]);
    assert_eq!(html(&quotes(DEPTH + 40)).matches("<blockquote").count(), DEPTH);
    for sign in ["> ", "- ", "* ", "1. ", "> - ", "[^a]: "] {
        let text = sign.repeat(20_000);
        assert_eq!(told(&text).iter().map(|(code, ..)| *code).collect::<Vec<_>>(), [Code::TooDeep], "{sign}");
        assert_eq!(html(&text), "", "{sign}");
    }
}

fn too_deep_message() -> String {
    format!("lists and quotes lie more than {DEPTH} deep within each other here")
}

#[test]
fn a_long_rule_or_heading_line_is_not_nesting() {
    for line in [
        "-".repeat(500),
        "*".repeat(500),
        format!("a\n{}", "=".repeat(500)),
        "1".repeat(500),
        format!("a{}", ".".repeat(500)),
    ] {
        assert_eq!(told(&line), [], "{line:.10}");
    }
}

#[test]
fn a_body_has_a_size() {
    let text = "a".repeat(BODY_BYTES + 1);
    assert_eq!(told(&text).iter().map(|(code, ..)| *code).collect::<Vec<_>>(), [Code::FileTooLarge]);
    assert_eq!(told(&text[1..]), []);
}

#[test]
fn plain_words_are_what_is_left_without_markup() {
    let text = "## A *b*\n\nc `d`[^ct] [e](f.md)\ng ![h](i.png)\n\n- j\n- k\n\n| l | m |\n|---|---|\n| n | o |\n\n<b>p</b> <!-- q -->\n\n[^x]: r\n";
    assert_eq!(plain_text(text, 0..text.len()), "A b\nc d e g h\nj\nk\nl m\nn o\n<b>p</b>\nr");
    assert_eq!(plain_text(text, 0..8), "A b");
    for (text, words) in [
        ("Set <host> to the <!-- main --> backup.", "Set <host> to the  backup."),
        ("<b>\na\n</b>\n\nc", "<b>\na\n</b>\nc"),
        ("<!-- a\nb -->\n\nc", "c"),
        ("- <p>a\n- b", "<p>a\nb"),
    ] {
        assert_eq!(plain_text(text, 0..text.len()), words);
    }
}

/// Elements prose may have, each with the attributes it may have.
const ALLOWED: &[(&str, &[&str])] = &[
    ("p", &["class", "dir"]),
    ("h2", &["id", "dir"]),
    ("h3", &["id", "dir"]),
    ("h4", &["id", "dir"]),
    ("h5", &["id", "dir"]),
    ("h6", &["id", "dir"]),
    ("blockquote", &["dir", "class"]),
    ("pre", &["dir", "tabindex"]),
    ("code", &["dir", "class"]),
    ("ol", &["dir", "start"]),
    ("ul", &["dir"]),
    ("li", &["id", "class"]),
    ("div", &["class"]),
    ("table", &["dir"]),
    ("thead", &[]),
    ("tbody", &[]),
    ("tr", &[]),
    ("th", &["scope", "dir", "class"]),
    ("td", &["dir", "class"]),
    ("em", &[]),
    ("strong", &[]),
    ("del", &[]),
    ("a", &["rel", "href", "title", "dir", "id", "role", "class", "aria-label"]),
    ("sup", &["class"]),
    ("br", &[]),
    ("hr", &[]),
    ("img", &["src", "alt", "title", "width", "height", "loading", "decoding"]),
    ("span", &["class", "role", "aria-label"]),
    ("section", &["class", "role", "aria-label"]),
];

/// Reads HTML tag by tag and fails on anything but balanced, allowed elements with quoted, allowed attributes.
fn assert_harmless(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    let mut rest = html;
    while let Some((text, after)) = rest.split_once('<') {
        assert!(!text.contains(['>', '"', '\'']), "unescaped text {text:?}");
        let (tag, next) = after.split_once('>').expect("a tag ends");
        rest = next;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "in {html}");
            continue;
        }
        let (name, mut attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        let allowed =
            ALLOWED.iter().find(|(element, _)| *element == name).unwrap_or_else(|| panic!("<{name}> in {html}")).1;
        while !attributes.is_empty() {
            let (attribute, value) = attributes.split_once("=\"").expect("attributes are quoted");
            let (value, more) = value.split_once('"').expect("quotes are closed");
            assert!(allowed.contains(&attribute), "{attribute} of <{name}> in {html}");
            match attribute {
                "href" => assert!(is_harmless_address(value), "{value}"),
                "id" => assert!(ids.insert(value.to_owned()), "the id {value} twice in {html}"),
                _ => {}
            }
            attributes = more.trim_start();
        }
        if !["br", "hr", "img"].contains(&name) {
            open.push(name);
            // A cell alone adds five elements for three of markdown, a footnote's list three for one.
            assert!(open.len() <= DEPTH + 8, "{open:?}");
        }
    }
    assert!(open.is_empty() && !rest.contains(['>', '"', '\'']), "{open:?} left open in {html}");
}

fn is_harmless_address(value: &str) -> bool {
    value.starts_with("../") || matches!(target(value), Ok(Target::Web(_) | Target::Mail(_) | Target::Fragment(_)))
}

fn assert_sound(text: &str) {
    let (body, problems) = inspected(text);
    let is_stretch = |span: &Range<usize>| text.get(span.clone()).is_some();
    assert!(problems.iter().all(|problem| is_stretch(&problem.place.span)), "{problems:?}");
    assert!(body.references.iter().chain(&body.definitions).all(|note| is_stretch(&note.span)), "{body:?}");
    assert!(
        body.links.iter().all(|link| is_stretch(&link.span))
            && body.headings.iter().all(|heading| is_stretch(&heading.span))
    );
    let covered: String = body.sections.iter().map(|section| &text[section.range.clone()]).collect();
    let uncovered = text.strip_suffix(&covered).expect("sections reach to the end");
    assert_eq!(uncovered.trim_ascii(), "", "only blank lines belong to no section");
    let whole = rendered(text);
    assert_harmless(&whole.pieces.concat());
    assert_harmless(&whole.footnotes);
    let ranges: Vec<_> = body.sections.iter().map(|section| section.range.clone()).collect();
    let by_section = render(text, 0..text.len(), &ranges, &writing(""));
    assert_eq!(by_section.pieces.concat(), whole.pieces.concat(), "sections are the whole");
    plain_text(text, 0..text.len());
}

const PROSE: &str = "# A\n\nb [c](d.md) *e* `f` <g> ![h](map.png) [^ct] [^i]\n\n[^i]: j\n\n- k\n  - [x] l\n\n> m\n\n| n | o |\n|---|:-:|\n\
                     | p | [q] |\n\n[q]: https://r.org\n\n## s\n\n```t\nu\n```\n1. v\n\n   w\n***\n<!-- x -->\n<y>\n";

const SIGNS: &str = "([#>*_`~\\-+\\[\\]()!<>|:^&\"'\\\\ab1. \n\té\u{628}]|\\[\\^ct\\]|\\[\\^a\\]:?|\\]\\(|-->|<!--|    |javascript:|\n\n|\n- |\n> |\n\\| a \\|\n\\|--\\|\n){0,40}";

proptest! {
    #[test]
    fn any_prose_is_inspected_and_rendered_soundly(text in SIGNS) {
        assert_sound(&text);
    }

    #[test]
    fn any_characters_are_inspected_and_rendered_soundly(text in "\\PC{0,80}") {
        assert_sound(&text);
    }

    #[test]
    fn mutilated_prose_is_inspected_and_rendered_soundly(at in 0..PROSE.len(), length in 0..30_usize, put in SIGNS) {
        let mut text = PROSE.to_owned();
        text.replace_range(at..(at + length).min(PROSE.len()), &put);
        assert_sound(&text);
    }

    #[test]
    fn no_disguise_of_a_scheme_makes_a_link(disguise in prop::collection::vec(0..4_u8, 11), gap in "(&Tab;|&NewLine;|&#x1;| )?") {
        let letters = "javascript:".chars().zip(disguise).map(|(letter, disguise)| match disguise {
            0 => letter.to_string(),
            1 => format!("&#{};", u32::from(letter)),
            2 => format!("&#x{:X};", u32::from(letter)),
            _ => letter.to_ascii_uppercase().to_string(),
        });
        let scheme: String = letters.collect();
        for text in [format!("[a](<{gap}{scheme}b>)"), format!("[a]({scheme}b)"), format!("[a]\n\n[a]: {scheme}b"), format!("![a](<{scheme}b>)")] {
            prop_assert!(!html(&text).contains("<a ") && !html(&text).contains("<img"), "{}", text);
            prop_assert!(told(&text).iter().any(|(code, ..)| *code == Code::RefusedUrl), "{}", text);
        }
    }
}

#[test]
fn a_blank_body_is_known() {
    for text in ["", " \n\t\n", "[a]: b\n"] {
        assert_eq!(inspected(text).0.text_length, 0, "{text:?}");
    }
    assert!(inspected(" \n\n").0.sections.is_empty());
    assert!(!inspected("a").0.sections.is_empty());
    assert!(!inspected("\u{2003}").0.sections.is_empty(), "CommonMark makes a paragraph of it");
}
