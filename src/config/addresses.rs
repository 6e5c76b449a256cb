//! Which addresses site.toml may give: the site's own, and others that stand on its pages.

use super::settings::Contact;
use crate::parse::url::{self, RefusedUrl, Target};

/// What to write instead of an address that no site can be served at.
pub(super) const BASE_HELP: &str = "write an address such as `https://example.org/annals/`";

/// Signs that mean something of their own in an address, or that none may hold.
const ODD: &str = "?#\\\"<>@`{}|^*";

/// The address of the site as used for absolute links, with a closing `/`; else why it can't be served there. What
/// browsers and hosts would read another way is none: `/a/../b/` is `/b/`, and `//b/` another host.
pub fn base_url(text: &str) -> Result<String, String> {
    if let Some((why, _)) = web_fault(text) {
        return Err(why);
    }
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let rest = rest.ok_or("its scheme is not in small letters")?;
    if let Some(odd) = rest.chars().find(|c| ODD.contains(*c)) {
        return Err(format!("it holds `{odd}`"));
    }
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    let mut folders = rest.split_once('/').into_iter().flat_map(|(_, path)| path.split('/'));
    match folders.find(|part| is_no_folder(part)) {
        Some("") => return Err("a part of its path is empty".to_owned()),
        Some(part) => return Err(format!("its path holds `{part}`")),
        None => {}
    }
    let host = url::host(text).unwrap_or_default();
    let registered = url::registered_host(host).ok_or_else(|| format!("no host can be named `{host}`"))?;
    let after = rest.get(host.len()..).unwrap_or_default();
    let port = after.split('/').next().and_then(|port| port.strip_prefix(':'));
    if port.is_some_and(|port| port.bytes().all(|digit| digit == b'0')) {
        return Err("its port is none: ports begin at 1".to_owned());
    }
    let scheme = text.strip_suffix('/').unwrap_or(text).strip_suffix(rest).unwrap_or_default();
    Ok(format!("{scheme}{registered}{after}/"))
}

/// Whether a part of a path isn't the name of a folder: empty, a step, or one that hides behind `%` or a `:`.
fn is_no_folder(part: &str) -> bool {
    let decoded = part.replace("%2e", ".").replace("%2E", ".");
    let has_wrong_code = part
        .split('%')
        .skip(1)
        .any(|code| !code.get(..2).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit())));
    matches!(decoded.as_str(), "" | "." | "..") || part.starts_with(':') || has_wrong_code
}

/// Why a text is no web address that pages can name as it is, and what to write instead; `None` where it is one.
pub(super) fn web_fault(text: &str) -> Option<(String, &'static str)> {
    let space = || ("it holds a space".to_owned(), "write `%20` instead of a space in a path");
    url::web_fault(text).or_else(|| text.contains(char::is_whitespace).then(space))
}

/// Whom to write to; else why it is nobody, where more can be said of that than what else it might be.
pub(super) fn contact(text: &str) -> Result<Contact, Option<(String, &'static str)>> {
    if url::is_on_the_web(text) {
        return web_fault(text).map_or_else(|| Ok(Contact::Page(text.to_owned())), |fault| Err(Some(fault)));
    }
    let mail = text.strip_prefix("mailto:").unwrap_or(text);
    let is_plain = !mail.contains(|c: char| c.is_whitespace() || c.is_control() || "<>\"'?&/:".contains(c));
    let has_domain = mail.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    match url::target(&format!("mailto:{mail}")) {
        Ok(Target::Mail(_)) if is_plain && has_domain => Ok(Contact::Mail(mail.to_owned())),
        Err(why @ RefusedUrl::Character(_)) => Err(Some((why.to_string(), why.help()))),
        _ => Err(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_lies_in_a_folder_of_a_host() {
        for (text, expected) in [
            ("https://example.org", "https://example.org/"),
            ("https://example.org/", "https://example.org/"),
            ("http://localhost:8080/a/b", "http://localhost:8080/a/b/"),
            ("https://[::1]:65535/", "https://[::1]:65535/"),
            ("https://example.org/%C3%A4/...", "https://example.org/%C3%A4/.../"),
            ("https://example.org/ä/", "https://example.org/ä/"),
            ("https://Example.ORG/A/", "https://example.org/A/"),
            ("https://أرشيف.example:8080/ä", "https://xn--igb2aj6c2b.example:8080/ä/"),
        ] {
            assert_eq!(base_url(text).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_browsers_or_hosts_read_another_way_is_no_address_of_a_site() {
        for (text, why) in [
            ("", "it is empty"),
            ("example.org", "it is not an address on the web"),
            ("HTTPS://example.org/", "its scheme is not in small letters"),
            ("https://good.example@evil.example/", "it holds a user name before the host, as deceptive links do"),
            ("https://example.org:99999/", "its port is none: ports end at 65535"),
            ("https://example.org:0/", "its port is none: ports begin at 1"),
            ("https://example.org:/", "its port is none: ports begin at 1"),
            ("https://ex..org/", "no host can be named `ex..org`"),
            ("https://xn--a.example/", "no host can be named `xn--a.example`"),
            ("https://example.org/../x/", "its path holds `..`"),
            ("https://example.org/x/%2E./", "its path holds `%2E.`"),
            ("https://example.org/./", "its path holds `.`"),
            ("https://example.org//x/", "a part of its path is empty"),
            ("https://example.org//", "a part of its path is empty"),
            ("https://example.org/%zz/", "its path holds `%zz`"),
            ("https://example.org/:x/", "its path holds `:x`"),
            ("https://example.org/*/", "it holds `*`"),
            ("https://example.org/?a", "it holds `?`"),
            ("https://example.org/a b/", "it holds a space"),
            (" https://example.org/", "it holds a space"),
            ("ftp://example.org/", "it begins with `ftp:`"),
        ] {
            assert_eq!(base_url(text), Err(why.to_owned()), "{text:?}");
        }
    }

    #[test]
    fn a_contact_is_a_mail_address_or_a_page() {
        assert_eq!(contact("mailto:desk@example.org"), Ok(Contact::Mail("desk@example.org".into())));
        assert_eq!(contact("https://example.org/c"), Ok(Contact::Page("https://example.org/c".into())));
        for refused in
            ["desk", "desk@localhost", "@example.org", "a@b@example.org", "a b@example.org", "a@exam ple.org"]
        {
            assert_eq!(contact(refused), Err(None), "{refused}");
        }
        for told in ["https://good.example@evil.example/", "https:///x", "HTTP://a b/", "a\u{200b}@example.org"] {
            assert!(matches!(contact(told), Err(Some(_))), "{told}");
        }
    }
}
