//! What a request gets: an output of the site, the way to hear of changes, or a refusal.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::channel::{Channel, Sender};
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION, X_CONTENT_TYPE_OPTIONS};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use serde_json::json;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::client::{EVENTS, SCRIPT, SCRIPT_PATH, STYLE, STYLE_PATH, failed_page, with_client};
use super::gate::{Gate, is_of_own_page};
use super::live::{Live, Now};

/// An answer's bytes.
type Body = BoxBody<Bytes, Infallible>;

const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
/// How often a silent stream of events shows whether anybody listens.
const BEAT: Duration = Duration::from_secs(15);
/// What a path in a header is written without.
const UNSAFE: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'?').add(b'#').add(b'%').add(b'\\');

/// Answers a request; refusals are answers, too.
pub(super) async fn answer(
    live: Arc<Live>,
    gate: Arc<Gate>,
    request: Request<Incoming>,
) -> Result<Response<Body>, Infallible> {
    let is_head = request.method() == Method::HEAD;
    let mut response = match gate.admit(&request) {
        Err(status) => text(status, "this server answers only those who ask for it by its own name\n"),
        Ok(()) if !is_head && request.method() != Method::GET => not_allowed(),
        Ok(()) => found(live, &request).await,
    };
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(RESOURCE_POLICY, HeaderValue::from_static("same-origin"));
    Ok(response)
}

async fn found(live: Arc<Live>, request: &Request<Incoming>) -> Response<Body> {
    let query = request.uri().query().map(str::to_owned);
    match request.uri().path() {
        EVENTS if !is_of_own_page(request.headers()) => text(StatusCode::FORBIDDEN, "not for other sites\n"),
        EVENTS if request.method() == Method::HEAD => typed(StatusCode::OK, "text/event-stream", Bytes::new()),
        EVENTS => events(&live),
        SCRIPT_PATH => typed(StatusCode::OK, "text/javascript; charset=utf-8", Bytes::from_static(SCRIPT.as_bytes())),
        STYLE_PATH => typed(StatusCode::OK, "text/css; charset=utf-8", Bytes::from_static(STYLE.as_bytes())),
        path => {
            let Some(path) = site_path(path) else { return text(StatusCode::BAD_REQUEST, "no such address\n") };
            let rendered = spawn_blocking(move || page(&live, &path, query.as_deref())).await;
            rendered.unwrap_or_else(|_| text(StatusCode::INTERNAL_SERVER_ERROR, "making the page failed\n"))
        }
    }
}

/// The path from the site's root that is asked for, decoded once; it is only ever looked up.
fn site_path(path: &str) -> Option<String> {
    let decoded = percent_decode_str(path).decode_utf8().ok()?;
    let path = decoded.strip_prefix('/')?;
    (!path.contains('\0')).then(|| path.to_owned())
}

fn page(live: &Live, path: &str, query: Option<&str>) -> Response<Body> {
    let now = live.now();
    let Some(shown) = &now.shown else { return no_site(&now) };
    let folder = path.is_empty() || path.ends_with('/');
    let file = if folder { format!("{path}index.html") } else { path.to_owned() };
    if !folder && !shown.has(path) && shown.has(&format!("{path}/index.html")) {
        return moved(path, query);
    }
    match shown.render(&file, &live.root) {
        Some(Ok(bytes)) => output(StatusCode::OK, &file, bytes, &now),
        Some(Err(why)) => failed(StatusCode::INTERNAL_SERVER_ERROR, &format!("{file}: {why}"), &now),
        None => match shown.render("404.html", &live.root) {
            Some(Ok(bytes)) => output(StatusCode::NOT_FOUND, "404.html", bytes, &now),
            _ => text(StatusCode::NOT_FOUND, "no such page\n"),
        },
    }
}

fn output(status: StatusCode, file: &str, bytes: Vec<u8>, now: &Now) -> Response<Body> {
    let kind = media_type(file);
    let bytes = if kind.starts_with("text/html") { with_client(bytes, now.version) } else { bytes };
    typed(status, kind, bytes.into())
}

/// Before there was a good site, every address shows why.
fn no_site(now: &Now) -> Response<Body> {
    failed(
        StatusCode::SERVICE_UNAVAILABLE,
        "the content has problems; this page shows the site once they are mended",
        now,
    )
}

fn failed(status: StatusCode, why: &str, now: &Now) -> Response<Body> {
    let html = with_client(failed_page(why).into_bytes(), now.version);
    typed(status, "text/html; charset=utf-8", html.into())
}

/// Leads to a page's folder; the query, which may be what is searched, goes along as it was typed.
fn moved(path: &str, query: Option<&str>) -> Response<Body> {
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    let to = format!("/{}/{query}", utf8_percent_encode(path, UNSAFE));
    let mut response = text(StatusCode::TEMPORARY_REDIRECT, "the page is in a folder\n");
    if let Ok(to) = HeaderValue::from_str(&to) {
        response.headers_mut().insert(LOCATION, to);
    }
    response
}

fn not_allowed() -> Response<Body> {
    let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "pages can only be read\n");
    response.headers_mut().insert(ALLOW, HeaderValue::from_static("GET, HEAD"));
    response
}

/// A stream that tells what is served whenever that changes, and at once.
fn events(live: &Arc<Live>) -> Response<Body> {
    let (sender, body) = Channel::new(4);
    tokio::spawn(tell(Arc::clone(live), sender));
    let mut response = Response::new(body.boxed());
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    response
}

async fn tell(live: Arc<Live>, mut listener: Sender<Bytes, Infallible>) {
    let mut changes = live.changes();
    loop {
        let now = live.now();
        // The problems are JSON already, and may span lines, each of which is data.
        let state = json!({ "version": now.version }).to_string();
        let lines: String = now.problems.lines().flat_map(|line| ["data: ", line, "\n"]).collect();
        let message = format!("event: site\ndata: {state}\n\nevent: problems\n{lines}\n");
        if listener.send_data(message.into()).await.is_err() {
            return;
        }
        loop {
            match timeout(BEAT, changes.changed()).await {
                Ok(Ok(())) => break,
                Ok(Err(_)) => return,
                Err(_) if listener.send_data(Bytes::from_static(b":\n\n")).await.is_err() => return,
                Err(_) => {}
            }
        }
    }
}

fn text(status: StatusCode, text: &'static str) -> Response<Body> {
    typed(status, "text/plain; charset=utf-8", Bytes::from_static(text.as_bytes()))
}

fn typed(status: StatusCode, kind: &'static str, bytes: Bytes) -> Response<Body> {
    let mut response = Response::new(Full::new(bytes).boxed());
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}

/// What browsers are told a file is.
fn media_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, ending)| ending) {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "xml" => "application/xml",
        "atom" => "application/atom+xml; charset=utf-8",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "ndjson" => "application/x-ndjson",
        "txt" => "text/plain; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::site_path;

    #[test]
    fn paths_are_decoded_once() {
        assert_eq!(site_path("/a%20b/").as_deref(), Some("a b/"));
        assert_eq!(site_path("/%252e%252e/").as_deref(), Some("%2e%2e/"));
        assert_eq!(site_path("/%d8%a7").as_deref(), Some("ا"));
        for refused in ["*", "", "/%00", "/%ff"] {
            assert_eq!(site_path(refused), None, "{refused}");
        }
    }
}
