//! A small site to begin with: sample incidents in the languages asked for, and how it gets to its host.

use crate::locale::LanguageTag;

/// Where a site will be served.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// GitHub Pages.
    GitHub,
    /// GitLab Pages.
    GitLab,
    /// Netlify.
    Netlify,
    /// Cloudflare.
    Cloudflare,
    /// A server that runs nginx.
    Nginx,
    /// A bucket of S3.
    S3,
}

/// What a site to begin with is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Starter {
    /// The languages; the first is the default one.
    pub languages: Vec<LanguageTag>,
    /// Those among them in which the theme says nothing yet.
    pub unspoken: Vec<LanguageTag>,
    /// Where it will be served.
    pub host: Option<Host>,
}

/// The samples in one language.
struct Samples {
    language: &'static str,
    title: &'static str,
    description: &'static str,
    mail: &'static str,
    maps: &'static str,
    mail_service: &'static str,
    maps_service: &'static str,
    about: &'static str,
}

macro_rules! samples {
    ($language:literal, $title:literal, $description:literal) => {
        Samples {
            language: $language,
            title: $title,
            description: $description,
            mail: include_str!(concat!("../../starter/", $language, "/mail.md")),
            maps: include_str!(concat!("../../starter/", $language, "/maps.md")),
            mail_service: include_str!(concat!("../../starter/", $language, "/lantern-mail.md")),
            maps_service: include_str!(concat!("../../starter/", $language, "/lantern-maps.md")),
            about: include_str!(concat!("../../starter/", $language, "/about.md")),
        }
    };
}

/// English first: it stands in for languages without samples.
const SAMPLES: [Samples; 3] = [
    samples!("en", "Annals", "What failed, where, for how long, and who says so."),
    samples!("fr", "Annales", "Ce qui est tombé en panne, où, combien de temps, et qui le dit."),
    samples!("ar", "حوليات", "ماذا تعطل، وأين، وكم دام، ومن قال ذلك."),
];

const MAIL_FACTS: &str = include_str!("../../starter/mail.facts");
const MAPS_FACTS: &str = include_str!("../../starter/maps.facts");

impl Starter {
    /// The files of the site: paths from its folder, and what they hold.
    pub fn files(&self) -> Vec<(String, String)> {
        let mut files = vec![
            ("site.toml".to_owned(), self.settings()),
            ("README.md".to_owned(), versioned(include_str!("../../starter/README.md"))),
            (".gitignore".to_owned(), "/public/\n/.public.*\n/.annals/\n".to_owned()),
        ];
        for (number, (language, samples)) in self.told().into_iter().enumerate() {
            let facts = |facts: &'static str| if number == 0 { facts } else { "" };
            let suffix = if self.languages.len() == 1 { String::new() } else { format!(".{language}") };
            let base = if self.languages.first() == Some(language) { String::new() } else { suffix.clone() };
            for (path, text) in [
                (format!("incidents/2024/mail-2024-03-12{suffix}.md"), write_up(facts(MAIL_FACTS), samples.mail)),
                (format!("incidents/2024/maps-2024-07-05{suffix}.md"), write_up(facts(MAPS_FACTS), samples.maps)),
                (format!("services/lantern-mail{base}.md"), write_up("", samples.mail_service)),
                (format!("services/lantern-maps{base}.md"), write_up("", samples.maps_service)),
                (format!("pages/about{suffix}.md"), write_up("", samples.about)),
            ] {
                files.push((format!("content/{path}"), text));
            }
        }
        files.extend(self.host.into_iter().flat_map(recipe).map(|(path, text)| (path.to_owned(), versioned(text))));
        files
    }

    /// The languages that have no samples of their own.
    pub fn untold(&self) -> impl Iterator<Item = &LanguageTag> {
        self.languages.iter().filter(|language| samples_in(language).is_none())
    }

    /// The languages that samples are told in, the original first. Where there is none, English stands in.
    fn told(&self) -> Vec<(&LanguageTag, &'static Samples)> {
        let [english, ..] = &SAMPLES;
        let mut told: Vec<(&LanguageTag, &Samples)> = Vec::new();
        for language in &self.languages {
            // `en` and `en-GB` would tell the same twice.
            let is_new = |samples: &&Samples| !told.iter().any(|(_, known)| known.language == samples.language);
            told.extend(samples_in(language).filter(is_new).map(|samples| (language, samples)));
        }
        if told.is_empty() {
            told.extend(self.languages.first().map(|language| (language, english)));
        }
        told
    }

    fn settings(&self) -> String {
        let tags: Vec<String> = self.languages.iter().map(|language| format!("\"{language}\"")).collect();
        let default = tags.first().cloned().unwrap_or_else(|| "\"en\"".to_owned());
        format!(
            "# The settings of the site. Everything but `title` may be left out.

title = {title}
description = {description}

# Readers may choose from these languages; a write-up without a language in its file name is in the default one.
default_language = {default}
languages = [{languages}]

# The address the site will be served at, for canonical links and the like.
# base_url = \"https://example.org/\"

# The stable part of feed and calendar ids: a name you own and a year in which you owned it.
# authority = \"example.org,2024\"

# What others may do with the texts.
# licence = {{ name = \"CC BY 4.0\", url = \"https://creativecommons.org/licenses/by/4.0/\" }}

# What the site does without: search, statistics, feeds, calendars, data, statuspage, badges or embeds.
# [outputs]
# statuspage = false
{silence}",
            silence = self.silence(),
            title = self.localized(|samples| samples.title),
            description = self.localized(|samples| samples.description),
            languages = tags.join(", "),
        )
    }

    /// Of languages the theme has no messages in yet, a check says so and goes on.
    fn silence(&self) -> String {
        if self.unspoken.is_empty() {
            return String::new();
        }
        let files: Vec<String> =
            self.unspoken.iter().map(|language| format!("`themes/annals/i18n/{language}.ftl`")).collect();
        let files = files.join(" and ");
        format!(
            "
# Pages speak English where the theme has no messages: put them into {files}, then remove this.
[diagnostics]
missing-message = \"note\"
"
        )
    }

    /// A text in every language of the site that has samples; English for all where none has.
    fn localized(&self, text: impl Fn(&'static Samples) -> &'static str) -> String {
        let [english, ..] = &SAMPLES;
        let quoted = |samples| format!("\"{}\"", text(samples));
        let own = |language| Some(format!("{language} = {}", quoted(samples_in(language)?)));
        match self.languages.as_slice() {
            [only] => quoted(samples_in(only).unwrap_or(english)),
            several => match several.iter().filter_map(own).collect::<Vec<_>>().join(", ") {
                none if none.is_empty() => quoted(english),
                each => format!("{{ {each} }}"),
            },
        }
    }
}

/// The samples of a language, or of its main language.
fn samples_in(language: &LanguageTag) -> Option<&'static Samples> {
    let of = |tag: &str| SAMPLES.iter().find(|samples| samples.language == tag);
    of(language.as_str()).or_else(|| of(language.primary()))
}

fn write_up(facts: &str, text: &str) -> String {
    format!("---\n{facts}{text}")
}

/// The files that get a site to a host.
fn recipe(host: Host) -> Vec<(&'static str, &'static str)> {
    match host {
        Host::GitHub => vec![(".github/workflows/pages.yml", include_str!("../../starter/hosts/github.yml"))],
        Host::GitLab => vec![(".gitlab-ci.yml", include_str!("../../starter/hosts/gitlab.yml"))],
        Host::Netlify => vec![("netlify.toml", include_str!("../../starter/hosts/netlify.toml"))],
        Host::Cloudflare => vec![
            ("wrangler.toml", include_str!("../../starter/hosts/wrangler.toml")),
            ("deploy/build.sh", include_str!("../../starter/hosts/cloudflare.sh")),
        ],
        Host::Nginx => vec![("deploy/nginx.conf", include_str!("../../starter/hosts/nginx.conf"))],
        Host::S3 => vec![("deploy/s3.sh", include_str!("../../starter/hosts/s3.sh"))],
    }
}

/// Recipes run the version of Annals that the site was made with.
fn versioned(text: &str) -> String {
    text.replace("{{VERSION}}", env!("CARGO_PKG_VERSION"))
}
