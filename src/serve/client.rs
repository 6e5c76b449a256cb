//! What is added to pages so that they hear of changes.

use crate::parse::escape::escape;
use crate::site::CONTENT_SECURITY_POLICY;

/// Where changes are told.
pub(super) const EVENTS: &str = "/.annals/events";
/// Where the script lies; no output's path begins with a dot.
pub(super) const SCRIPT_PATH: &str = "/.annals/serve.js";
/// Where its style lies.
pub(super) const STYLE_PATH: &str = "/.annals/serve.css";
/// The script that loads pages anew and shows problems.
pub(super) const SCRIPT: &str = include_str!("client.js");
/// The style of the problems.
pub(super) const STYLE: &str = include_str!("client.css");

/// The page with the script; what isn't a whole page stays as it is.
pub(super) fn with_client(page: Vec<u8>, version: u64) -> Vec<u8> {
    const END: &[u8] = b"</head>";
    let Some(at) = page.windows(END.len()).position(|window| window == END) else { return page };
    let (before, after) = page.split_at(at);
    let added = format!(
        "<link rel=\"stylesheet\" href=\"{STYLE_PATH}\"><script src=\"{SCRIPT_PATH}\" data-version=\"{version}\" defer></script>"
    );
    [before, added.as_bytes(), after].concat()
}

/// A page for where there is none to show.
pub(super) fn failed_page(why: &str) -> String {
    let policy = escape(CONTENT_SECURITY_POLICY);
    let why = escape(why);
    format!(
        "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\" \
         content=\"{policy}\"><meta name=\"viewport\" content=\"width=device-width\"><title>Annals</title></head>\
         <body class=\"annals-failed\"><p>{why}</p></body></html>\n"
    )
}
