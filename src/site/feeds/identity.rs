//! Names that last: of feeds, entries and events.

use sha2::{Digest, Sha256};

use crate::archive::Archive;
use crate::config::Authority;
use crate::site::files::percent_encoded;

/// Who names things.
#[derive(Debug)]
pub(crate) struct Identity {
    authority: Option<Names>,
    /// The site's title in its default language: stands in where no authority is set.
    title: String,
}

/// What an authority puts around what it names, percent-encoded.
#[derive(Debug)]
struct Names {
    before: String,
    after: String,
}

impl Names {
    fn of(Authority { name, date }: &Authority) -> Self {
        Self { before: percent_encoded(&format!("tag:{name},{date}:")), after: percent_encoded(&format!("@{name}")) }
    }
}

impl Identity {
    /// The names of an archive's site.
    pub fn new(archive: &Archive) -> Self {
        let settings = &archive.settings;
        let default = &settings.default_language;
        let title = settings.title.get(default, default).unwrap_or_default().to_owned();
        Self { authority: settings.authority.as_ref().map(Names::of), title }
    }

    /// The absolute name of `what`, for feeds: a `tag:` URI (RFC 4151).
    pub fn uri(&self, what: &str) -> String {
        match &self.authority {
            Some(Names { before, .. }) => [before, &*percent_encoded(what)].concat(),
            None => format!("urn:uuid:{}", self.uuid(what)),
        }
    }

    /// The name of `what` for calendars.
    pub fn uid(&self, what: &str) -> String {
        match &self.authority {
            Some(Names { after, .. }) => [&*percent_encoded(what), after].concat(),
            None => self.uuid(what),
        }
    }

    /// A UUID made from names (RFC 9562, version 8).
    fn uuid(&self, what: &str) -> String {
        let hash = Sha256::digest(format!("annals\n{}\n{what}", self.title));
        let hex: String = hash.iter().take(16).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
        format!("{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_the_authority_and_nothing_of_the_host() {
        let authority = Authority { name: "example.org".into(), date: "2024".into() };
        let identity = Identity { authority: Some(Names::of(&authority)), title: String::new() };
        assert_eq!(identity.uri("mail-2024"), "tag:example.org,2024:mail-2024");
        assert_eq!(identity.uri("انقطاع"), "tag:example.org,2024:%D8%A7%D9%86%D9%82%D8%B7%D8%A7%D8%B9");
        assert_eq!(identity.uid("mail-2024"), "mail-2024@example.org");
    }

    #[test]
    fn without_an_authority_names_are_uuids() {
        let identity = Identity { authority: None, title: "Mail".into() };
        let uri = identity.uri("mail-2024");
        let uuid = uri.strip_prefix("urn:uuid:").expect("a UUID");
        assert_eq!(uuid.split('-').map(str::len).collect::<Vec<_>>(), [8, 4, 4, 4, 12]);
        assert!(uuid.get(14..15) == Some("8") && uuid.get(19..20) == Some("8"), "{uuid}");
        assert_eq!(identity.uid("mail-2024"), uuid);
        assert_ne!(identity.uid("mail-2025"), uuid);
    }
}
