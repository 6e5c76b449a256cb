//! `annals serve` over raw sockets: what it answers, what it refuses, and what it does when files change.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod fixture;

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

const WRITE_UP: &str = "\
//- content/incidents/one.md
---
title: First
date: 2024-05-01
services: [telegram]
---
A text.
";

/// So long a test waits for what should come at once.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server over a project in a folder of its own.
struct Server {
    folder: TempDir,
    child: Child,
    port: u16,
}

impl Server {
    fn start(project: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fixture::write(&fixture::files(project), folder.path());
        let (child, port) = run(folder.path(), &["-p", "0"]);
        Self { folder, child, port }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// The status and the whole answer to these bytes.
    fn raw(&self, bytes: &[u8]) -> (u16, String) {
        let mut stream = self.connect();
        // The server may close before it has read everything.
        stream.write_all(bytes).unwrap_or(());
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap_or(0);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        (status, answer)
    }

    fn ask(&self, line: &str, headers: &str) -> (u16, String) {
        self.raw(format!("{line} HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").as_bytes())
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path}"), "Host: localhost\r\n")
    }

    /// The stream of events.
    fn events(&self) -> Events {
        let mut stream = self.connect();
        stream.write_all(b"GET /.annals/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        Events(BufReader::new(stream))
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

struct Events(BufReader<TcpStream>);

impl Events {
    /// Reads on until a line holds `part`.
    fn until(&mut self, part: &str) -> String {
        let mut line = String::new();
        let mut beats = 0;
        loop {
            line.clear();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended before `{part}`");
            beats += usize::from(line.starts_with(':'));
            assert!(beats < 5, "nothing but beats came before `{part}`");
            if line.contains(part) {
                return line;
            }
        }
    }
}

/// Starts a server and waits until it listens.
fn run(root: &Path, options: &[&str]) -> (Child, u16) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_annals"))
        .arg("--root")
        .arg(root)
        .arg("serve")
        .args(options)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let told = lines.find_map(|line| line.ok().filter(|line| line.starts_with("serving "))).unwrap();
    let port = told.split("localhost:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
    // Nobody reads on; the server must not mind.
    (child, port)
}

fn write_up(title: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2024-05-01\nservices: [telegram]\n---\nA text.\n")
}

#[test]
fn pages_are_served_as_they_are_published() {
    let server = Server::start(WRITE_UP);
    let (status, page) = server.get("/incidents/one/");
    assert_eq!(status, 200);
    assert!(page.contains("<h1>First</h1>") && page.contains("content-type: text/html; charset=utf-8"));
    assert!(page.contains("cache-control: no-store") && page.contains("x-content-type-options: nosniff"));
    assert!(!page.to_lowercase().contains("access-control-allow-origin"));
    assert_eq!(server.get("/").0, 200);
    assert_eq!(server.get("/ar/incidents/?page=2").0, 200);
    let (status, moved) = server.get("/ar");
    assert!(status == 307 && moved.contains("location: /ar/\r\n"), "{moved}");
    let (status, moved) = server.get("/search?q=x%20y&lang=ar");
    assert!(status == 307 && moved.contains("location: /search/?q=x%20y&lang=ar\r\n"), "{moved}");
    let (status, missing) = server.get("/nowhere/");
    assert!(status == 404 && missing.contains("<html"));
    let (status, head) = server.ask("HEAD /incidents/one/", "Host: localhost\r\n");
    assert!(status == 200 && !head.contains("<h1>"));
    assert!(server.get("/search/").1.contains("<form"));
    assert_eq!(server.get("/search/root.bin").0, 200);
}

#[test]
fn the_page_of_what_is_not_there_belongs_to_the_site_that_is_served() {
    for settings in ["", "base_url = \"https://example.org/a/\"\n"] {
        let server = Server::start(&format!("//- site.toml\ntitle = \"T\"\n{settings}{WRITE_UP}"));
        let (status, page) = server.get("/no/such/page/");
        assert!(status == 404 && !page.contains("example.org"), "{page}");
        let links: Vec<&str> = page.split(" href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        assert!(links.iter().any(|link| link.ends_with(".css")) && links.len() > 5, "{links:?}");
        for link in links.into_iter().filter(|link| *link != "#content") {
            assert!(link.starts_with('/') && server.get(link).0 == 200, "{link}");
        }
    }
}

#[test]
fn a_site_without_search_has_nothing_to_search() {
    let server = Server::start(&format!("//- site.toml\ntitle = \"T\"\n[outputs]\nsearch = false\n{WRITE_UP}"));
    assert_eq!(server.get("/").0, 200);
    for path in ["/search/", "/search", "/search/root.bin"] {
        assert_eq!(server.get(path).0, 404, "{path}");
    }
}

#[test]
fn only_addresses_of_the_site_are_found() {
    let server = Server::start(WRITE_UP);
    fs::write(server.folder.path().join("secret.txt"), "never served").unwrap();
    let paths = [
        "/../site.toml",
        "/site.toml",
        "/secret.txt",
        "/content/incidents/one.md",
        "/incidents/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/%2e%2e%2fsecret.txt",
        "/%252e%252e/secret.txt",
        "/..%5csecret.txt",
        "/..\\secret.txt",
        "//secret.txt",
        "//etc/passwd",
        "///",
        "/C:/windows/win.ini",
        "/incidents/one/index.html::$DATA",
        "/INCID~1/one/",
        "/incidents/one/.",
        "/incidents/one/%00",
        "/%00",
        "/%ff%fe",
        "/%",
        "/.annals/../secret.txt",
        "/.annals/",
        "/.git/config",
    ];
    for path in paths {
        let (status, answer) = server.get(path);
        assert!(matches!(status, 400 | 404), "{path}: {answer}");
        assert!(!answer.contains("never served") && !answer.contains("languages ="), "{path}");
        assert!(!answer.to_lowercase().contains("\r\nlocation:"), "{path}");
    }
}

#[test]
fn what_is_no_request_for_a_page_is_refused() {
    let server = Server::start(WRITE_UP);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"] {
        let (status, answer) = server.ask(&format!("{method} /"), "Host: localhost\r\nContent-Length: 0\r\n");
        assert!(status == 405 && answer.contains("allow: GET, HEAD"), "{method}: {answer}");
    }
    for (headers, expected) in [
        ("Host: evil.example\r\n", 403),
        ("Host: localhost.evil.example\r\n", 403),
        ("Host: localhost@evil.example\r\n", 403),
        ("Host: localhost\r\nHost: evil.example\r\n", 400),
        ("", 400),
        ("Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\n", 403),
        ("Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n", 200),
        ("Host: 127.0.0.1\r\n", 200),
        ("Host: [::1]:80\r\n", 200),
    ] {
        assert_eq!(server.ask("GET /", headers).0, expected, "{headers}");
    }
    assert_eq!(server.ask("GET http://evil.example/", "Host: localhost\r\n").0, 403);
    for (headers, expected) in [
        ("Host: localhost\r\nOrigin: http://evil.example\r\n", 403),
        ("Host: localhost\r\nOrigin: null\r\n", 403),
        ("Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: cors\r\n", 403),
    ] {
        assert_eq!(server.ask("GET /.annals/events", headers).0, expected, "{headers}");
    }
}

#[test]
fn what_is_too_long_or_no_http_is_refused() {
    let server = Server::start(WRITE_UP);
    let long = "a".repeat(100_000);
    for bytes in [
        format!("GET /{long} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(20_000)),
        "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n".to_owned(),
        "\u{16}\u{3}\u{1}\u{2}\u{0}".to_owned(),
        "GET /\r\n\r\n".to_owned(),
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_owned(),
    ] {
        let mut stream = server.connect();
        stream.write_all(bytes.as_bytes()).unwrap_or(());
        stream.shutdown(Shutdown::Write).unwrap_or(());
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap_or(0);
        let answer = String::from_utf8_lossy(&answer);
        assert!(!answer.contains("200 OK"), "{}: {answer}", bytes.get(..60).unwrap_or(&bytes));
    }
    assert_eq!(server.get("/").0, 200, "the server goes on");
}

#[test]
fn idle_connections_are_limited_and_make_room_again() {
    let server = Server::start(WRITE_UP);
    let mut idle: Vec<TcpStream> = (0..400).map(|_| server.connect()).collect();
    let refused = idle.last_mut().unwrap().read(&mut [0]);
    assert!(matches!(refused, Ok(0)) || refused.is_err_and(|error| error.kind() == ErrorKind::ConnectionReset));
    drop(idle);
    // The server notices in its own time that they are gone.
    let answered = (0..1000).any(|_| server.get("/").0 == 200);
    assert!(answered);
}

#[test]
fn a_change_is_shown_and_a_mistake_leaves_the_last_good_site() {
    let server = Server::start(WRITE_UP);
    let mut events = server.events();
    events.until("{\"version\":1}");
    server.write("content/incidents/one.md", &write_up("Second"));
    events.until("{\"version\":2}");
    assert!(server.get("/incidents/one/").1.contains("<h1>Second</h1>"));

    server.write("content/incidents/one.md", &write_up("Third").replace("2024-05-01", "2024-13-01"));
    let problem = events.until("\"level\":\"error\"");
    assert!(problem.contains("content/incidents/one.md") && problem.contains("\"line\":3"), "{problem}");
    assert!(server.get("/incidents/one/").1.contains("<h1>Second</h1>"), "the last good page stays");

    server.write("content/incidents/one.md", &write_up("Third"));
    events.until("{\"version\":3}");
    assert!(server.get("/incidents/one/").1.contains("<h1>Third</h1>"));
}

#[test]
fn a_fault_of_the_theme_is_told_at_its_place() {
    let server = Server::start(WRITE_UP);
    let mut events = server.events();
    events.until("{\"version\":1}");
    for (template, column) in [("Text\n{% if %}", 7), ("Text\n{{ nobody.x }}", 4)] {
        server.write("themes/annals/templates/home.html", template);
        // The client is told of each state anew, also of one that it knows.
        let at = format!("\"start\":{{\"line\":2,\"column\":{column}");
        let problem = events.until(&at);
        assert!(problem.contains("A801") && problem.contains("themes/annals/templates/home.html"), "{problem}");
        assert!(server.get("/").0 == 200, "the last good page stays");
    }
    fs::remove_dir_all(server.folder.path().join("themes")).unwrap();
    events.until("{\"version\":2}");
}

#[test]
fn files_that_come_go_and_move_are_noticed() {
    let server = Server::start(WRITE_UP);
    let mut events = server.events();
    events.until("{\"version\":1}");
    let incidents = server.folder.path().join("content/incidents");
    fs::create_dir_all(incidents.join("2024")).unwrap();
    fs::rename(incidents.join("one.md"), incidents.join("2024/two.md")).unwrap();
    until(&mut events, || server.get("/incidents/two/").0 == 200 && server.get("/incidents/one/").0 == 404);
    // As editors save: beside it, then over it.
    server.write("content/incidents/2024/.two.md.swp", &write_up("Saved"));
    fs::rename(incidents.join("2024/.two.md.swp"), incidents.join("2024/two.md")).unwrap();
    until(&mut events, || server.get("/incidents/two/").1.contains("<h1>Saved</h1>"));
    server.write("site.toml", "title = \"Another name\"\nlanguages = [\"en\"]\n");
    until(&mut events, || server.get("/").1.contains("Another name") && server.get("/ar/").0 == 404);
    server.write("themes/annals/assets/annals.css", "body { color: teal }");
    until(&mut events, || {
        let page = server.get("/").1;
        let style = page.split("assets/annals.").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        server.get(&format!("/assets/annals.{style}")).1.contains("teal")
    });
}

#[test]
fn folders_that_are_replaced_are_followed() {
    for folder in ["content", "docs/other"] {
        let server = Server::start(&moved_to(folder));
        let mut events = server.events();
        events.until("{\"version\":1}");
        let path = |name: &str| server.folder.path().join(name);
        let shows = |title: &str| server.get("/incidents/one/").1.contains(&format!("<h1>{title}</h1>"));
        let edit = |title: &str| server.write(&format!("{folder}/incidents/one.md"), &write_up(title));

        // As a checkout does it: at once, and what is there now is another folder.
        fs::rename(path(folder), path("old")).unwrap();
        fixture::write(&fixture::files(&moved_to(folder)), server.folder.path());
        edit("Replaced");
        until(&mut events, || shows("Replaced"));
        edit("Edited");
        until(&mut events, || shows("Edited"));

        fs::rename(path(folder), path("away")).unwrap();
        events.until("there is no folder");
        fs::rename(path("away"), path(folder)).unwrap();
        edit("Back");
        until(&mut events, || shows("Back"));
        edit("Edited again");
        until(&mut events, || shows("Edited again"));
    }
}

#[test]
fn a_project_that_is_deleted_and_made_again_is_followed() {
    let server = Server::start(WRITE_UP);
    let mut events = server.events();
    events.until("{\"version\":1}");
    let shows = |title: &str| server.get("/incidents/one/").1.contains(&format!("<h1>{title}</h1>"));
    for (made, edited) in [("Made", "Edited"), ("Made again", "Edited again")] {
        fs::remove_dir_all(server.folder.path()).unwrap();
        events.until("there is no site.toml");
        fixture::write(&fixture::files(WRITE_UP), server.folder.path());
        for title in [made, edited] {
            server.write("content/incidents/one.md", &write_up(title));
            until(&mut events, || shows(title));
        }
    }
}

#[test]
fn a_content_folder_that_is_named_before_it_is_there_is_waited_for() {
    let server = Server::start(WRITE_UP);
    let mut events = server.events();
    events.until("{\"version\":1}");
    server.write("site.toml", "title = \"Another name\"\ncontent = \"texts\"\n");
    events.until("there is no folder");
    fs::rename(server.folder.path().join("content"), server.folder.path().join("texts")).unwrap();
    until(&mut events, || server.get("/").1.contains("Another name"));
}

/// A project whose content lies in another folder.
fn moved_to(folder: &str) -> String {
    let site = format!("//- site.toml\ntitle = \"T\"\ncontent = \"{folder}\"\n");
    let service = format!("//- {folder}/services/telegram.md\n---\nname: Telegram\n---\n");
    site + &service + &WRITE_UP.replace("//- content/", &format!("//- {folder}/"))
}

/// Reads events until `holds`.
fn until(events: &mut Events, holds: impl Fn() -> bool) {
    while !holds() {
        events.until("{\"version\":");
    }
}

#[test]
fn a_project_that_is_broken_at_first_says_so_until_it_is_mended() {
    for folder in ["content", "texts"] {
        let site = format!("//- site.toml\ntitle = \"T\"\ncontent = \"{folder}\"\n");
        let service = format!("//- {folder}/services/telegram.md\n---\nname: Telegram\n---\n");
        let broken = format!("//- {folder}/incidents/one.md\n---\ntitle: First\n---\n");
        let server = Server::start(&(site + &service + &broken));
        let (status, page) = server.get("/incidents/one/");
        assert!(status == 503 && page.contains("/.annals/serve.js"), "{page}");
        let mut events = server.events();
        events.until("\"message\"");
        server.write(&format!("{folder}/incidents/one.md"), &write_up("Mended"));
        events.until("{\"version\":1}");
        assert!(server.get("/incidents/one/").1.contains("<h1>Mended</h1>"), "{folder}");
    }
}

#[test]
fn changes_are_seen_by_looking_where_nobody_tells_of_them() {
    let folder = tempfile::tempdir().unwrap();
    fixture::write(&fixture::files(WRITE_UP), folder.path());
    let (child, port) = run(folder.path(), &["-p", "0", "--poll"]);
    let server = Server { folder, child, port };
    let mut events = server.events();
    events.until("{\"version\":1}");
    server.write("content/incidents/one.md", &write_up("Seen at the next look"));
    events.until("{\"version\":2}");
}

#[test]
fn a_port_that_is_taken_gives_way_to_the_next() {
    let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let port = taken.local_addr().unwrap().port();
    let folder = tempfile::tempdir().unwrap();
    fixture::write(&fixture::files(WRITE_UP), folder.path());
    let (child, found) = run(folder.path(), &["-p", &port.to_string()]);
    let server = Server { folder, child, port: found };
    assert!(found > port);
    assert_eq!(server.get("/").0, 200);
}
