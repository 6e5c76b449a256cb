//! Who is answered: browsers on this machine that ask for this site, and no site that makes them ask for it.

use std::net::IpAddr;

use hyper::header::{CONTENT_LENGTH, HOST, HeaderName, HeaderValue, ORIGIN, TRANSFER_ENCODING};
use hyper::{HeaderMap, Request, StatusCode};

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// The names this server goes by.
#[derive(Clone, Debug)]
pub(super) struct Gate {
    /// The name it was told to listen at.
    host: Option<String>,
}

impl Gate {
    pub(super) fn new(host: Option<&str>) -> Self {
        Self { host: host.map(str::to_ascii_lowercase) }
    }

    /// Whether a request may be answered; else how it is refused.
    ///
    /// A page elsewhere can make its own name mean this machine (DNS rebinding), but not another name: a request must
    /// name this server. Other sites may link to pages, but not load them.
    pub(super) fn admit<B>(&self, request: &Request<B>) -> Result<(), StatusCode> {
        let named = host(request.headers()).ok_or(StatusCode::BAD_REQUEST)?;
        if has_body(request.headers()) {
            return Err(StatusCode::BAD_REQUEST);
        }
        let in_line = request.uri().authority().map(hyper::http::uri::Authority::as_str);
        if !self.is_own(named) || in_line.is_some_and(|name| !self.is_own(name)) {
            return Err(StatusCode::FORBIDDEN);
        }
        let header = |name| request.headers().get(name).map(HeaderValue::as_bytes);
        let foreign = header(FETCH_SITE).is_some_and(|site| !matches!(site, b"same-origin" | b"none"));
        if foreign && header(FETCH_MODE) != Some(b"navigate") {
            return Err(StatusCode::FORBIDDEN);
        }
        Ok(())
    }

    fn is_own(&self, name: &str) -> bool {
        let name = without_port(name).to_ascii_lowercase();
        if name == "localhost" || self.host.as_deref().is_some_and(|host| without_port(host) == name) {
            return true;
        }
        let address = name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
        // An address can't be made to mean another machine.
        address.is_ok_and(|address| address.is_loopback() || self.host.is_some())
    }
}

/// Whether a request comes from a page of this server, or from no page at all.
pub(super) fn is_of_own_page(headers: &HeaderMap) -> bool {
    let Some(origin) = headers.get(ORIGIN) else { return true };
    let asked = host(headers);
    origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")).is_some_and(|name| Some(name) == asked)
}

/// Whether something is sent along, which no request for a page does.
fn has_body(headers: &HeaderMap) -> bool {
    headers.contains_key(TRANSFER_ENCODING) || headers.get_all(CONTENT_LENGTH).iter().any(|length| length != "0")
}

/// The one name a request is for.
fn host(headers: &HeaderMap) -> Option<&str> {
    let mut names = headers.get_all(HOST).iter();
    let first = names.next()?;
    first.to_str().ok().filter(|_| names.next().is_none())
}

fn without_port(name: &str) -> &str {
    match name.rsplit_once(':') {
        Some((before, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) && !before.ends_with(':') => {
            if before.contains(':') && !before.ends_with(']') { name } else { before }
        }
        _ => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ask(gate: &Gate, headers: &[(&str, &str)]) -> Result<(), StatusCode> {
        let request = headers.iter().fold(Request::get("/"), |request, (name, value)| request.header(*name, *value));
        gate.admit(&request.body(()).unwrap())
    }

    #[test]
    fn only_its_own_names_are_answered() {
        let own = Gate::new(None);
        for name in ["localhost", "localhost:4000", "LOCALHOST:1", "127.0.0.1:4000", "127.9.9.9", "[::1]:4000", "[::1]"]
        {
            assert_eq!(ask(&own, &[("host", name)]), Ok(()), "{name}");
        }
        for name in
            ["evil.example", "localhost.evil.example", "evil.example:4000", "192.168.1.2:4000", "", ":80", "::1"]
        {
            let expected = if name == "::1" { Ok(()) } else { Err(StatusCode::FORBIDDEN) };
            assert_eq!(ask(&own, &[("host", name)]), expected, "{name}");
        }
        assert_eq!(ask(&own, &[]), Err(StatusCode::BAD_REQUEST));
        assert_eq!(ask(&own, &[("host", "localhost"), ("host", "evil.example")]), Err(StatusCode::BAD_REQUEST));
    }

    #[test]
    fn a_name_given_is_answered_too() {
        let given = Gate::new(Some("Desk.local"));
        for name in ["desk.local:4000", "192.168.1.2:4000", "localhost"] {
            assert_eq!(ask(&given, &[("host", name)]), Ok(()), "{name}");
        }
        assert_eq!(ask(&given, &[("host", "evil.example")]), Err(StatusCode::FORBIDDEN));
    }

    #[test]
    fn other_sites_may_link_but_not_load() {
        let own = Gate::new(None);
        let from = |site, mode| ask(&own, &[("host", "localhost"), ("sec-fetch-site", site), ("sec-fetch-mode", mode)]);
        assert_eq!(from("cross-site", "navigate"), Ok(()));
        assert_eq!(from("same-origin", "cors"), Ok(()));
        assert_eq!(from("none", "navigate"), Ok(()));
        assert_eq!(from("cross-site", "no-cors"), Err(StatusCode::FORBIDDEN));
        assert_eq!(from("same-site", "cors"), Err(StatusCode::FORBIDDEN));
    }

    #[test]
    fn only_its_own_pages_listen_to_events() {
        let headers = |origin: Option<&str>| {
            let request = Request::get("/").header("host", "localhost:4000");
            let request = origin.into_iter().fold(request, |request, origin| request.header("origin", origin));
            request.body(()).unwrap().headers().clone()
        };
        assert!(is_of_own_page(&headers(None)));
        assert!(is_of_own_page(&headers(Some("http://localhost:4000"))));
        for origin in ["http://evil.example", "http://localhost:4001", "https://localhost:4000", "null"] {
            assert!(!is_of_own_page(&headers(Some(origin))), "{origin}");
        }
    }
}
