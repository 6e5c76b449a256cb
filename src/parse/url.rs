//! Which addresses a link may have.

use std::borrow::Cow;
use std::fmt;

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use memchr::{memchr, memchr3, memrchr};
use unicode_normalization::UnicodeNormalization;
use unicode_security::MixedScript;

/// The most bytes a host may have.
const LONGEST_HOST: usize = 253;

/// An address that may be linked to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target<'a> {
    /// A page on the web: `http:` or `https:`, with a host and without user name.
    Web(&'a str),
    /// A mail address: `mailto:` included.
    Mail(&'a str),
    /// Another file of the project, seen from the one that links to it.
    Relative {
        /// The path, percent-encoding resolved.
        path: Cow<'a, str>,
        /// The part of the page, without `#`.
        fragment: Option<&'a str>,
    },
    /// A part of the same page, without `#`.
    Fragment(&'a str),
}

/// Why an address is refused; as text, the reason to go after a colon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RefusedUrl {
    /// Nothing was typed.
    Empty,
    /// It holds a control or invisible character.
    Character(char),
    /// It begins with another scheme than `https`, `http` and `mailto`.
    Scheme(String),
    /// It begins with `//`.
    NoScheme,
    /// It begins with `/`.
    FromRoot,
    /// It holds a backslash.
    Backslash,
    /// It holds a user name before the host.
    UserName,
    /// Its host is missing or malformed.
    Host,
    /// The host holds a sign that stands for another one (UTS 46), so it isn't the host it looks like.
    HostSign(char),
    /// Its port is beyond the last one there is.
    Port,
    /// It is no mail address.
    Mail,
    /// Its percent-encoding can't be read.
    Encoding,
}

/// What an address leads to, as browsers would understand it; `dest` is free of markdown escapes and entities.
pub fn target(dest: &str) -> Result<Target<'_>, RefusedUrl> {
    let dest = dest.trim_matches(|c: char| c <= ' ');
    if dest.is_empty() {
        return Err(RefusedUrl::Empty);
    }
    if let Some((name, rest)) = scheme(dest) {
        return with_scheme(dest, &name, rest);
    }
    if let Some(c) = hidden(dest) {
        return Err(RefusedUrl::Character(c));
    }
    match dest.as_bytes() {
        [b'#', ..] => Ok(Target::Fragment(&dest[1..])),
        [b'/', b'/', ..] => Err(RefusedUrl::NoScheme),
        [b'/', ..] => Err(RefusedUrl::FromRoot),
        bytes if bytes.contains(&b'\\') => Err(RefusedUrl::Backslash),
        _ => relative(dest),
    }
}

/// Why a text is no address on the web, and what to write instead; `None` where it is one.
pub fn web_fault(text: &str) -> Option<(String, &'static str)> {
    let begin = "write an address that begins with `https://`";
    match target(text) {
        Ok(Target::Web(_)) => None,
        Ok(_) => Some(("it is not an address on the web".to_owned(), begin)),
        Err(why) => Some((why.to_string(), if is_on_the_web(text) { why.help() } else { begin })),
    }
}

/// What to write instead of the refused address of an image, which must be a file.
pub fn image_help(dest: &str, why: &RefusedUrl) -> &'static str {
    let leads_out = scheme(dest.trim()).is_some() || matches!(why, RefusedUrl::NoScheme);
    if leads_out { IMAGE_HELP } else { why.help() }
}

/// What to write instead of an image that leads out of the project.
pub const IMAGE_HELP: &str = "put the image beside the write-up and name it, such as `map.png`";

/// Whether an address begins as those on the web do.
pub fn is_on_the_web(text: &str) -> bool {
    scheme(text.trim()).is_some_and(|(name, _)| name.eq_ignore_ascii_case("https") || name.eq_ignore_ascii_case("http"))
}

/// The host of a web address, without port.
pub fn host(web: &str) -> Option<&str> {
    let colon = memchr(b':', web.as_bytes())?;
    let authority = authority(web.get(colon + 1..)?.strip_prefix("//")?);
    let port = memrchr(b':', authority.as_bytes())
        .filter(|colon| authority.bytes().skip(colon + 1).all(|byte| byte.is_ascii_digit()));
    port.map_or(Some(authority), |colon| authority.get(..colon))
}

/// What stands between the `//` of an address and its path.
fn authority(rest: &str) -> &str {
    memchr3(b'/', b'?', b'#', rest.as_bytes()).and_then(|end| rest.get(..end)).unwrap_or(rest)
}

/// The ASCII form of a host one of whose parts mixes scripts, as fakes of well-known names do.
pub fn suspicious_host(host: &str) -> Option<String> {
    if host.is_ascii() || host.split('.').all(MixedScript::is_single_script) {
        return None;
    }
    // Where UTS 46 knows no such host, no browser opens it either: it is shown as it was written.
    Some(idna::domain_to_ascii(host).unwrap_or_else(|_| host.to_owned()))
}

/// A host as the name system knows it (UTS 46): in small letters, `xn--…` for what isn't ASCII; `None` where there can be
/// none of this name. A number in brackets stays as it is.
pub fn registered_host(host: &str) -> Option<Cow<'_, str>> {
    if host.starts_with('[') {
        return Some(Cow::Borrowed(host));
    }
    Uts46::new().to_ascii(host.as_bytes(), AsciiDenyList::URL, Hyphens::Allow, DnsLength::VerifyAllowRootDot).ok()
}

/// Adds an accepted address to `out` as the value of an attribute: characters no address may hold are percent-encoded.
pub fn href_into(out: &mut String, url: &str) {
    // Brackets belong to an address of IPv6 (RFC 3986, §3.2.2), and stand nowhere else.
    let rest = match numeric_host(url) {
        Some(host) => {
            out.push_str(host);
            &url[host.len()..]
        }
        None => url,
    };
    for c in rest.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#39;"),
            '"' | '<' | '>' | '`' | '{' | '}' | '|' | '^' | '\\' | '[' | ']' => percent_into(out, c),
            c if c.is_whitespace() || c.is_control() => percent_into(out, c),
            c => out.push(c),
        }
    }
}

/// An address to the end of its host, where that is one of IPv6, of which [`is_host`] lets no other sign pass.
fn numeric_host(url: &str) -> Option<&str> {
    let (name, rest) = url.split_once("://[")?;
    let is_web = name.eq_ignore_ascii_case("https") || name.eq_ignore_ascii_case("http");
    let end = rest.find(']').filter(|_| is_web)?;
    let host = url.get(..name.len() + "://[".len() + end + 1)?;
    host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":/[].".contains(&byte)).then_some(host)
}

fn percent_into(out: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        let digit = |value: u8| char::from_digit(value.into(), 16).map_or('0', |digit| digit.to_ascii_uppercase());
        out.extend(['%', digit(byte >> 4), digit(byte & 15)]);
    }
}

/// The scheme as browsers find it (tabs and line ends between its letters don't count) and what follows its colon.
fn scheme(dest: &str) -> Option<(Cow<'_, str>, &str)> {
    let (typed, rest) = dest.split_once(':')?;
    let gaps = ['\t', '\n', '\r'];
    let name = if typed.contains(gaps) { typed.replace(gaps, "").into() } else { Cow::Borrowed(typed) };
    let is_scheme = name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    is_scheme.then_some((name, rest))
}

fn with_scheme<'a>(dest: &'a str, name: &str, rest: &'a str) -> Result<Target<'a>, RefusedUrl> {
    let is_mail = name.eq_ignore_ascii_case("mailto");
    if !is_mail && !name.eq_ignore_ascii_case("https") && !name.eq_ignore_ascii_case("http") {
        return Err(RefusedUrl::Scheme(name.to_ascii_lowercase().chars().take(20).collect()));
    }
    if let Some(c) = hidden(dest) {
        return Err(RefusedUrl::Character(c));
    }
    if dest.contains('\\') {
        return Err(RefusedUrl::Backslash);
    }
    if is_mail { mail(dest, rest) } else { web(dest, rest) }
}

fn web<'a>(dest: &'a str, rest: &str) -> Result<Target<'a>, RefusedUrl> {
    let authority = authority(rest.strip_prefix("//").ok_or(RefusedUrl::Host)?);
    if authority.contains('@') {
        return Err(RefusedUrl::UserName);
    }
    let host = host(dest).ok_or(RefusedUrl::Host)?;
    if let Some(sign) = host.chars().find(|c| !is_kept_in_hosts(*c)) {
        return Err(RefusedUrl::HostSign(sign));
    }
    if !is_host(host) {
        return Err(RefusedUrl::Host);
    }
    debug_assert!(authority.starts_with(host));
    let port = authority.get(host.len() + 1..).unwrap_or_default();
    if !port.is_empty() && port.parse::<u16>().is_err() {
        return Err(RefusedUrl::Port);
    }
    Ok(Target::Web(dest))
}

fn is_host(host: &str) -> bool {
    if let Some(address) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return address.contains(':') && address.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.'));
    }
    let is_allowed =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_') || (!c.is_ascii() && !c.is_whitespace());
    host.len() <= LONGEST_HOST && host.chars().all(is_allowed) && host.chars().any(char::is_alphanumeric)
}

/// Whether browsers look for a host by this sign, not by another that stands for it: `ⓔvil。example` is `evil.example`
/// to them (UTS 46).
fn is_kept_in_hosts(c: char) -> bool {
    c.is_ascii() || c.is_whitespace() || c != '\u{3002}' && std::iter::once(c).nfkc().eq([c])
}

fn mail<'a>(dest: &'a str, rest: &str) -> Result<Target<'a>, RefusedUrl> {
    let address = rest.split('?').next().unwrap_or("");
    let is_address = address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && is_host(host));
    if is_address && !rest.contains(char::is_whitespace) { Ok(Target::Mail(dest)) } else { Err(RefusedUrl::Mail) }
}

fn relative(dest: &str) -> Result<Target<'_>, RefusedUrl> {
    let (path, fragment) = dest.split_once('#').map_or((dest, None), |(path, fragment)| (path, Some(fragment)));
    let path = decoded(path)?;
    match hidden(&path) {
        Some(c) => Err(RefusedUrl::Character(c)),
        None if path.contains('\\') => Err(RefusedUrl::Backslash),
        None => Ok(Target::Relative { path, fragment }),
    }
}

fn decoded(path: &str) -> Result<Cow<'_, str>, RefusedUrl> {
    if !path.contains('%') {
        return Ok(Cow::Borrowed(path));
    }
    let mut bytes = Vec::with_capacity(path.len());
    let mut parts = path.split('%');
    bytes.extend_from_slice(parts.next().unwrap_or("").as_bytes());
    for part in parts {
        let code = part.get(..2).filter(|code| code.bytes().all(|b| b.is_ascii_hexdigit()));
        let byte = code.and_then(|code| u8::from_str_radix(code, 16).ok()).ok_or(RefusedUrl::Encoding)?;
        bytes.push(byte);
        bytes.extend_from_slice(part.get(2..).unwrap_or("").as_bytes());
    }
    String::from_utf8(bytes).map(Cow::Owned).map_err(|_| RefusedUrl::Encoding)
}

/// The first character that hides in an address or changes how it reads.
fn hidden(text: &str) -> Option<char> {
    // Nearly all addresses are of what ASCII shows, which is told many bytes at a time.
    let is_shown = text.bytes().fold(true, |all, byte| all & (byte.wrapping_sub(b' ') < 0x7f - b' '));
    if is_shown { None } else { text.chars().find(|c| is_hidden(*c)) }
}

/// Characters that hide in an address or change how it reads.
const fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
    )
}

impl fmt::Display for RefusedUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("it is empty"),
            Self::Character(c) => write!(f, "it holds the invisible character U+{:04X}", u32::from(*c)),
            Self::Scheme(name) => write!(f, "it begins with `{name}:`"),
            Self::NoScheme => f.write_str("it begins with `//` instead of `https://`"),
            Self::FromRoot => f.write_str("it begins with `/`, which leads elsewhere once the site lies in a folder"),
            Self::Backslash => f.write_str("it holds a backslash"),
            Self::UserName => f.write_str("it holds a user name before the host, as deceptive links do"),
            Self::Host => f.write_str("its host is missing or malformed"),
            Self::HostSign(c) => write!(f, "its host holds `{c}`, which browsers take for another sign"),
            Self::Port => f.write_str("its port is none: ports end at 65535"),
            Self::Mail => f.write_str("it is not a mail address"),
            Self::Encoding => f.write_str("its `%` codes can't be read"),
        }
    }
}

impl RefusedUrl {
    /// What to write instead.
    pub const fn help(&self) -> &'static str {
        match self {
            Self::Empty => "write an address between the parentheses",
            Self::Character(_) => "type the address anew, or remove the character",
            Self::Scheme(_) => "link only to `https:`, `http:` and `mailto:` addresses and to files of this project",
            Self::NoScheme => "write `https://` and the host",
            Self::FromRoot => "write the way from this file, such as `map.png` or `../../services/telegram.md`",
            Self::Backslash => "write `/` instead of the backslash",
            Self::UserName => "remove the `@` and the user name before it",
            Self::Host => "write `https://`, the host and the path",
            Self::HostSign(_) => "write the host as browsers show it, such as `example.org`",
            Self::Port => "write the host's port, or leave it out with its colon",
            Self::Mail => "write `mailto:` and an address such as `desk@example.org`",
            Self::Encoding => "write the characters themselves, or `%25` for a percent sign",
        }
    }
}

#[cfg(test)]
#[path = "url_tests.rs"]
mod tests;
