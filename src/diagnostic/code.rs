//! The kinds of problems there are, each with a stable code and a name.

use super::Level;

/// Makes the table of codes: variant, number, name, usual level, one sentence.
macro_rules! codes {
    ($($variant:ident $number:literal $name:literal $level:ident $doc:literal)*) => {
        /// A kind of problem. Numbers and names never change their meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $(#[doc = $doc] $variant,)* }

        impl Code {
            /// Every kind there is, in the order of numbers.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable number, such as `A203`.
            pub const fn number(self) -> &'static str {
                match self { $(Self::$variant => $number,)* }
            }

            /// The stable name, such as `unknown-key`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// The level it has where the settings say nothing else.
            pub const fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)* }
            }

            /// What it means, in one sentence.
            pub const fn summary(self) -> &'static str {
                match self { $(Self::$variant => $doc,)* }
            }

            /// Its page in the documentation, as markdown: what it means, why it matters, an example and its level.
            pub const fn explanation(self) -> &'static str {
                match self {
                    $(Self::$variant => {
                        include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/codes/", $number, "-", $name, ".md"))
                    })*
                }
            }

            /// The kind with this number or name, in letters of any case.
            pub fn named(text: &str) -> Option<Self> {
                let is_meant = |code: &&Self| [code.number(), code.name()].iter().any(|name| name.eq_ignore_ascii_case(text));
                Self::ALL.iter().find(is_meant).copied()
            }
        }
    };
}

// A1xx files · A2xx front matter and settings · A3xx values · A4xx meaning · A5xx translations · A6xx prose · A7xx addresses · A8xx themes
codes! {
    UnreadableFile "A101" "unreadable-file" Error "A file could not be read."
    InvalidUtf8 "A102" "invalid-utf8" Error "A file is not UTF-8 text."
    FileTooLarge "A103" "file-too-large" Error "A file, or a part of it, is larger than allowed."
    RefusedFile "A104" "refused-file" Error "A file is a symbolic link, a device or another thing that is not read."
    UnexpectedFile "A105" "unexpected-file" Error "A file lies where Annals knows no use for it."
    FileName "A106" "file-name" Error "A file's name can't become an address."
    RefusedCharacter "A107" "refused-character" Error "A text holds an invisible, control or direction-overriding character."
    RefusedAsset "A108" "refused-asset" Error "An attachment is not of a kind that may be published."
    UnusedAttachment "A109" "unused-attachment" Note "A file beside write-ups is led to by nothing, and is not published."
    MissingFolder "A110" "missing-folder" Error "A folder that site.toml names is not there."

    MissingFrontMatter "A201" "missing-front-matter" Error "A file does not open with front matter, or the front matter does not end."
    YamlSyntax "A202" "yaml-syntax" Error "The front matter is not YAML that Annals reads."
    TomlSyntax "A203" "toml-syntax" Error "site.toml is not TOML."
    UnknownKey "A204" "unknown-key" Error "A key is not one of those known here."
    DuplicateKey "A205" "duplicate-key" Error "A key stands twice in one mapping."
    MissingKey "A206" "missing-key" Error "A required key is missing."
    WrongShape "A207" "wrong-shape" Error "A value is of another shape than its key takes."
    EmptyValue "A208" "empty-value" Error "A value is empty."
    TooMany "A209" "too-many" Error "A list is longer, or a text larger, than allowed."
    TooDeep "A210" "too-deep" Error "Values or blocks are nested deeper than allowed."
    KeysTogether "A211" "keys-together" Error "Two keys stand together that exclude each other."
    CutByComment "A212" "cut-by-comment" Warning "A comment cuts a text short, where it may have been meant as text."
    CurlyQuotes "A213" "curly-quotes" Warning "A text stands whole between quotation marks that YAML takes for text."

    InvalidMoment "A301" "invalid-moment" Error "A date or time can't be read."
    MissingZone "A302" "missing-zone" Error "A clock time has no time zone."
    UnknownWord "A303" "unknown-word" Error "A value is not one of the words its key takes."
    InvalidNumber "A304" "invalid-number" Error "A number can't be read or lies outside its range."
    RefusedUrl "A305" "refused-url" Error "A link or address is of a kind that is refused."
    InvalidLanguage "A306" "invalid-language" Error "A language tag can't be read or is not one of the site's."
    InvalidId "A307" "invalid-id" Error "An identifier can't become an address."
    LocalTime "A308" "local-time" Error "A local time does not exist or exists twice in the site's time zone."

    EndBeforeStart "A401" "end-before-start" Error "An incident ends before it starts."
    UpdateBeforeStart "A402" "update-before-start" Error "An update lies before the incident's start."
    UnknownService "A403" "unknown-service" Error "A service is not declared."
    UnknownRegion "A404" "unknown-region" Error "A region is neither a known code nor declared."
    UnknownCause "A405" "unknown-cause" Error "A cause is neither a known kind nor declared."
    UnknownIncident "A406" "unknown-incident" Error "A related incident does not exist."
    UnknownSource "A407" "unknown-source" Error "A source id is not among the incident's sources."
    DuplicateId "A408" "duplicate-id" Error "Two things have the same identifier."
    PrecursorCycle "A409" "precursor-cycle" Error "Incidents are each other's precursors."
    RelatedDraft "A410" "related-draft" Error "A published incident refers to a draft."
    UnknownFigure "A411" "unknown-figure" Error "A figure's word is not in the site's vocabulary."
    RegionCycle "A412" "region-cycle" Error "Regions lie within each other."
    ServiceCycle "A413" "service-cycle" Error "Services are parts of each other."
    SelfReference "A414" "self-reference" Error "A thing refers to itself."
    DuplicateEntry "A415" "duplicate-entry" Error "The same thing stands twice in one list."
    RelationCycle "A416" "relation-cycle" Error "Incidents are each other's duplicates or parts."
    ResolvedWithoutEnd "A451" "resolved-without-end" Warning "An incident is resolved but its end is not given."
    UpdatesOutOfOrder "A452" "updates-out-of-order" Warning "Updates are not in the order of time."
    NoSource "A453" "no-source" Warning "An incident names no source."
    SourceNotArchived "A454" "source-not-archived" Warning "A source on the web has no archived copy."
    SimilarIncident "A455" "similar-incident" Warning "Two incidents look like one that was written up twice."
    CauseStillUnknown "A456" "cause-still-unknown" Note "Somebody was looking for the cause, and after over a year it is unknown."
    DateAhead "A457" "date-ahead" Warning "An incident begins, ends or has an update after today."
    DuplicateOfWithdrawn "A458" "duplicate-of-withdrawn" Warning "An incident is a duplicate of one that was withdrawn."
    StatusAgainstEnd "A459" "status-against-end" Warning "The status and the end of an incident contradict each other."
    LeftOpen "A460" "left-open" Note "An incident goes on or is announced, and nothing was told of it for over a month."
    DateLongAgo "A461" "date-long-ago" Warning "An incident begins before the year 1800."
    AgreeingClaim "A462" "agreeing-claim" Warning "A claim says what the archive follows anyway."
    OutsideIncident "A463" "outside-incident" Warning "A service or region was concerned before or after the incident."
    OutsideService "A464" "outside-service" Warning "An incident concerns a service that had not begun, or was gone."
    SecondJustification "A465" "second-justification" Warning "More than one reason that was stated is told, and only the first is shown."
    UnknownBesideCause "A466" "unknown-beside-cause" Warning "An unknown cause stands beside one that is known."
    RelatedLater "A467" "related-later" Warning "An incident that is told to have come before began later."
    ImpactOfPart "A468" "impact-of-part" Warning "A service or region has an impact, and the incident as a whole has none."

    Contradiction "A501" "contradiction" Error "A translation contradicts a fact of the original."
    NoOriginal "A502" "no-original" Error "No file of an incident holds its facts."
    UnmatchedText "A504" "unmatched-text" Error "A translated text belongs to no fact of the original."
    TranslationKey "A505" "translation-key" Error "A key that only the original may hold stands in a translation."
    OlderThanOriginal "A506" "older-than-original" Warning "The original has changed since it was translated."

    DeadLink "A601" "dead-link" Error "A link leads to no page or file of the archive."
    RawHtml "A602" "raw-html" Warning "Raw HTML is shown as text."
    BothUpdateForms "A603" "both-update-forms" Error "Updates stand in the front matter and in the body."
    UndefinedFootnote "A604" "undefined-footnote" Error "A footnote is neither defined nor a source id."
    MissingAlt "A605" "missing-alt" Warning "An image has no text alternative."
    UpdateHeading "A606" "update-heading" Error "A heading opens like an update but can't be read as one."
    DuplicateFootnote "A607" "duplicate-footnote" Error "A footnote is defined twice, or under the id of a source."
    MisleadingLink "A608" "misleading-link" Warning "The text of a link looks like another address than it leads to."
    WeekdayInProse "A609" "weekday-in-prose" Warning "A weekday in the text does not fit its date, or the facts."
    DateInProse "A610" "date-in-prose" Warning "The text gives the incident a date that its facts don't know."
    TimeInProse "A611" "time-in-prose" Warning "The text gives the incident a time that its facts don't know."
    DurationInProse "A612" "duration-in-prose" Warning "The text gives the incident a length that its facts rule out."
    EmptyLink "A613" "empty-link" Warning "A link has no text."
    UnusedFootnote "A614" "unused-footnote" Warning "A footnote is defined, and nothing refers to it."
    LostInHeading "A615" "lost-in-heading" Warning "Something in the heading of an update is not shown."
    LostInTable "A616" "lost-in-table" Warning "A row of a table has cells that are not shown."
    UnusedDefinition "A617" "unused-definition" Warning "The address of a link is defined, and nothing refers to it."
    LostEmphasis "A618" "lost-emphasis" Warning "Marks of emphasis are shown as they are typed."

    AddressTaken "A701" "address-taken" Error "Two things claim one address."

    Template "A801" "template" Error "A template of the theme can't be read, or asks for what there is not."
    Messages "A802" "messages" Error "A file of messages or of the glossary can't be read, or a message asks for what there is not."
    UnknownMessage "A803" "unknown-message" Warning "A message stands in the theme that nothing asks for."
    MissingMessage "A804" "missing-message" Warning "A language of the site lacks messages, and English stands in."
    PluralForm "A805" "plural-form" Warning "A message lacks a plural form that its language has."
    ThemeFile "A806" "theme-file" Warning "A file of the theme has a name that nothing asks for."
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn numbers_and_names_are_distinct_and_in_order() {
        let numbers: Vec<_> = Code::ALL.iter().map(|code| code.number()).collect();
        let mut sorted = numbers.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(numbers, sorted);
        let mut names: Vec<_> = Code::ALL.iter().map(|code| code.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
    }

    #[test]
    fn is_found_by_number_and_by_name() {
        assert_eq!(Code::named("A204"), Some(Code::UnknownKey));
        assert_eq!(Code::named("a204"), Some(Code::UnknownKey));
        assert_eq!(Code::named("unknown-key"), Some(Code::UnknownKey));
        assert_eq!(Code::named("unknown"), None);
    }
}
