use proptest::prelude::*;

use super::*;

#[test]
fn web_mail_relative_and_fragment_addresses_are_told_apart() {
    let relative = |path: &'static str, fragment| Ok(Target::Relative { path: Cow::Borrowed(path), fragment });
    let cases = [
        ("https://example.org", Ok(Target::Web("https://example.org"))),
        ("HTTP://example.org:8080/a?b#c", Ok(Target::Web("HTTP://example.org:8080/a?b#c"))),
        (" \u{1}https://مثال.مصر/é \n", Ok(Target::Web("https://مثال.مصر/é"))),
        ("https://example.org:65535/", Ok(Target::Web("https://example.org:65535/"))),
        ("https://example.org:/", Ok(Target::Web("https://example.org:/"))),
        ("https://[::1]/x", Ok(Target::Web("https://[::1]/x"))),
        (
            "https://web.archive.org/web/2024/https://a.b/@c",
            Ok(Target::Web("https://web.archive.org/web/2024/https://a.b/@c")),
        ),
        ("mailto:a@b.org?subject=x", Ok(Target::Mail("mailto:a@b.org?subject=x"))),
        ("map.png", relative("map.png", None)),
        ("../../services/telegram.md#h-x", relative("../../services/telegram.md", Some("h-x"))),
        ("a/b:c", relative("a/b:c", None)),
        ("my%20map%C3%A9.png", relative("my mapé.png", None)),
        ("#u-2024", Ok(Target::Fragment("u-2024"))),
    ];
    for (dest, expected) in cases {
        assert_eq!(target(dest), expected, "{dest:?}");
    }
}

#[test]
fn every_other_address_is_refused_with_its_reason() {
    let scheme = |name: &str| RefusedUrl::Scheme(name.to_owned());
    let cases = [
        ("", RefusedUrl::Empty),
        (" \t", RefusedUrl::Empty),
        ("javascript:alert(1)", scheme("javascript")),
        ("JaVaScRiPt:alert(1)", scheme("javascript")),
        ("java\nscr\tipt:alert(1)", scheme("javascript")),
        ("\u{1}javascript:x", scheme("javascript")),
        ("data:text/html,x", scheme("data")),
        ("vbscript:x", scheme("vbscript")),
        ("ftp://example.org", scheme("ftp")),
        ("blob:https://a", scheme("blob")),
        ("C:\\x", scheme("c")),
        ("//example.org", RefusedUrl::NoScheme),
        ("/about", RefusedUrl::FromRoot),
        ("/\\example.org", RefusedUrl::FromRoot),
        ("\\\\example.org", RefusedUrl::Backslash),
        ("a\\b", RefusedUrl::Backslash),
        ("a%5cb", RefusedUrl::Backslash),
        ("https:\\\\example.org", RefusedUrl::Backslash),
        ("https:example.org", RefusedUrl::Host),
        ("https:///x", RefusedUrl::Host),
        ("https://", RefusedUrl::Host),
        ("https://exa mple.org", RefusedUrl::Host),
        ("http://evil。example/", RefusedUrl::HostSign('。')),
        ("http://ⓔvil.example/", RefusedUrl::HostSign('ⓔ')),
        ("http://evil．example/", RefusedUrl::HostSign('．')),
        ("https://a%2eb", RefusedUrl::Host),
        ("https://bank.example@evil.example/", RefusedUrl::UserName),
        ("https://user:pw@example.org", RefusedUrl::UserName),
        ("https://example.org:65536/", RefusedUrl::Port),
        ("https://[::1]:99999999999/", RefusedUrl::Port),
        ("https://example.org/\u{202e}gpj", RefusedUrl::Character('\u{202e}')),
        ("https://exam\u{200b}ple.org", RefusedUrl::Character('\u{200b}')),
        ("https://exa\nmple.org", RefusedUrl::Character('\n')),
        ("a%00b", RefusedUrl::Character('\0')),
        ("a%zz", RefusedUrl::Encoding),
        ("a%ff", RefusedUrl::Encoding),
        ("100%", RefusedUrl::Encoding),
        ("mailto:", RefusedUrl::Mail),
        ("mailto:a b@c.org", RefusedUrl::Mail),
    ];
    for (dest, expected) in cases {
        assert!(!expected.help().is_empty() && !expected.to_string().is_empty());
        assert_eq!(target(dest), Err(expected), "{dest:?}");
    }
}

#[test]
fn a_host_that_mixes_scripts_is_shown_in_ascii() {
    assert_eq!(suspicious_host("pаypal.com").as_deref(), Some("xn--pypal-4ve.com"));
    assert_eq!(suspicious_host("gооgle.example").as_deref(), Some("xn--ggle-55da.example"));
    for honest in ["paypal.com", "münchen.example", "مثال.مصر", "пример.example", "例え.テスト"] {
        assert_eq!(suspicious_host(honest), None, "{honest}");
    }
}

#[test]
fn a_host_has_one_name_where_names_are_looked_up() {
    for (host, name) in [
        ("Example.ORG", Some("example.org")),
        ("bücher.example", Some("xn--bcher-kva.example")),
        ("почемужеонинеговорятпорусски.example.", Some("xn--b1abfaaepdrnnbgefbadotcwatmq2g4l.example.")),
        ("[2001:DB8::1]", Some("[2001:DB8::1]")),
        ("ex..org", None),
        (".org", None),
        ("a b.org", None),
        ("xn--a.example", None),
        (&format!("{}.example", "a".repeat(64)), None),
    ] {
        assert_eq!(registered_host(host).as_deref(), name, "{host}");
    }
}

#[test]
fn an_address_in_an_attribute_can_not_leave_it() {
    let mut out = String::new();
    href_into(&mut out, "https://a/\"><script>'`&b={c}|[d]^ é\u{a0}%20");
    assert_eq!(out, "https://a/%22%3E%3Cscript%3E&#39;%60&amp;b=%7Bc%7D%7C%5Bd%5D%5E%20é%C2%A0%20");
}

#[test]
fn brackets_stay_where_they_hold_a_host() {
    let href = |url: &str| {
        let mut out = String::new();
        href_into(&mut out, url);
        out
    };
    assert_eq!(href("https://[2001:db8::1]:8080/[x]"), "https://[2001:db8::1]:8080/%5Bx%5D");
    assert_eq!(href("HTTP://[::ffff:192.0.2.1]"), "HTTP://[::ffff:192.0.2.1]");
    assert_eq!(href("https://a/?to=https://[::1]/"), "https://a/?to=https://%5B::1%5D/");
    assert_eq!(href("a/b://[x]"), "a/b://%5Bx%5D");
}

#[test]
fn the_host_is_what_stands_between_scheme_and_path() {
    for (web, expected) in
        [("https://a.b/c", "a.b"), ("http://a:80?x", "a"), ("https://[::1]:1/", "[::1]"), ("https://a#b", "a")]
    {
        assert_eq!(host(web), Some(expected));
    }
}

proptest! {
    #[test]
    fn no_address_with_another_scheme_passes(
        lead in "[\\x00-\\x20]{0,4}", scheme in "(javascript|data|vbscript|file|blob|about)", cases in any::<u16>(),
        gaps in prop::collection::vec("[\t\n\r]{0,2}", 12), rest in "\\PC{0,20}"
    ) {
        let cased = scheme.chars().enumerate().map(|(at, c)| if cases >> at & 1 == 1 { c.to_ascii_uppercase() } else { c });
        let broken: String = cased.zip(gaps.iter()).flat_map(|(c, gap)| gap.chars().chain([c])).collect();
        let dest = format!("{lead}{broken}:{rest}");
        prop_assert!(matches!(target(&dest), Err(RefusedUrl::Scheme(_))), "{:?}", dest);
    }

    #[test]
    fn any_text_is_judged_without_panic(dest in "\\PC{0,40}|[a-z:/\\\\@?#%.\\[\\]0-9\u{202e}é \t\n]{0,30}") {
        if let Ok(Target::Web(web)) = target(&dest) {
            prop_assert!(host(web).is_some_and(|host| !host.is_empty() && !host.contains(['@', '\\', '/'])));
        }
        let _ = suspicious_host(&dest);
    }
}
