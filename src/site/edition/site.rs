//! What every template of an edition knows of the site.

use super::{CONTENT_SECURITY_POLICY, Edition};
use crate::archive::Archive;
use crate::config::{Contact, OptionalOutput};
use crate::site::constants::Constants;
use crate::site::feeds::Feed;
use crate::site::files::feed;
use crate::site::route::{Route, Router, attachment_file};
use crate::site::theme::Theme;
use crate::site::view::{LicenceView, LogoView, SiteView};

impl Edition {
    /// The site in this language.
    pub(super) fn site_view(&self, archive: &Archive, theme: &Theme, router: &Router) -> SiteView {
        let settings = &archive.settings;
        let licence = settings.licence.as_ref();
        let picture = theme.asset("picture.png").unwrap_or_default();
        let base = settings.base_url.as_deref();
        let (contact, contact_url) = settings.contact.as_ref().map(contact).unzip();
        let outputs = &settings.outputs;
        let section = |name, route| outputs.has_section(name).then(|| router.href(self.number, &route));
        let site_feed =
            |kind| outputs.has(OptionalOutput::Feeds).then(|| feed(router, self.number, &Route::Home, kind));
        let data = section("data", Route::Data);
        let (title, description) = (self.spoken_of_site(&settings.title), self.spoken_of_site(&settings.description));
        SiteView {
            title: title.text,
            title_lang: title.lang,
            title_dir: title.dir,
            lang: self.language.to_string(),
            home: router.href(self.number, &Route::Home),
            search: section("search", Route::Search),
            description: description.text,
            description_lang: description.lang,
            description_dir: description.dir,
            navigation: self.navigation(archive, router),
            stylesheet: theme.asset("annals.css").unwrap_or_default().to_owned(),
            own_stylesheet: theme.asset("site.css").map(str::to_owned),
            assets: theme.assets.iter().map(|asset| (asset.name.clone(), asset.file.clone())).collect(),
            logo: logo(archive),
            icon: theme.asset("icon.svg").unwrap_or_default().to_owned(),
            touch_icon: theme.asset("icon.png").unwrap_or_default().to_owned(),
            picture: base.map_or_else(String::new, |base| format!("{base}{picture}")),
            atom: site_feed(Feed::Atom),
            json: site_feed(Feed::Json),
            data_label: data.as_ref().map_or_else(String::new, |_| self.section_name("data", outputs)),
            data,
            licence: licence.map(|licence| LicenceView { name: licence.name.clone(), url: licence.url.clone() }),
            contact,
            contact_url,
            script: theme.asset("page.js").unwrap_or_default().to_owned(),
            words: self.script_words(),
            locale: self.locale().browser_tag(),
            csp: CONTENT_SECURITY_POLICY,
            generator: "Annals",
        }
    }
}

/// How the editors are reached: what readers see, and where a link leads.
fn contact(contact: &Contact) -> (String, String) {
    match contact {
        Contact::Mail(address) => (address.clone(), format!("mailto:{address}")),
        Contact::Page(url) => (url.clone(), url.clone()),
    }
}

/// The logo, which is an attachment.
fn logo(archive: &Archive) -> Option<LogoView> {
    let logo = archive.settings.logo.as_ref()?;
    let attachment = archive.attachments.iter().find(|attachment| attachment.path == logo.path)?;
    let size = attachment.dimensions?;
    let inside = attachment.path.strip_prefix(&archive.settings.content)?.trim_start_matches('/');
    Some(LogoView { href: attachment_file(inside), width: size.width, height: size.height })
}

/// The site's texts, as templates name them.
pub(super) fn constants(site: &SiteView) -> Constants {
    let texts = [
        ("site.title", &site.title),
        ("site.lang", &site.lang),
        ("site.home", &site.home),
        ("site.description", &site.description),
        ("site.stylesheet", &site.stylesheet),
        ("site.icon", &site.icon),
        ("site.touch_icon", &site.touch_icon),
        ("site.picture", &site.picture),
        ("site.data_label", &site.data_label),
        ("site.script", &site.script),
        ("site.words", &site.words),
        ("site.locale", &site.locale),
    ];
    let optional = [
        ("site.atom", &site.atom),
        ("site.json", &site.json),
        ("site.data", &site.data),
        ("site.title_lang", &site.title_lang),
        ("site.description_lang", &site.description_lang),
    ];
    let optional = optional.into_iter().filter_map(|(name, text)| Some((name, text.as_deref()?)));
    let fixed = [
        ("site.csp", site.csp),
        ("site.title_dir", site.title_dir),
        ("site.description_dir", site.description_dir),
        ("site.generator", site.generator),
    ];
    let texts = texts.into_iter().map(|(name, text)| (name, text.as_str())).chain(optional).chain(fixed);
    texts.map(|(name, text)| (name.to_owned(), text.to_owned())).collect()
}
