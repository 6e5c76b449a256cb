//! The words that dates, times, durations and the course of an incident are told with, by language.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::hints::Hints;
use crate::locale::LanguageTag;

/// What a word means where a moment or a duration is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A month, from 1.
    Month(u32),
    /// A weekday, Monday is 0.
    Weekday(usize),
    /// So many seconds.
    Unit(u64),
    /// Two of so many seconds.
    Two(u64),
    /// A number.
    Number(u32),
    /// Half of one.
    Half,
    /// And half of one.
    AndHalf,
    /// Joins hours and minutes.
    And,
    /// What follows is not exact.
    About,
    /// Universal time.
    Universal,
    /// The sign between hours and minutes, where it is a letter.
    Hour,
    /// An outage, when it is *the* outage: with an article or a demonstrative.
    Outage,
    /// An article or demonstrative.
    The,
    /// What may stand between article and outage, or between outage and verb, without making it another.
    Same,
    /// Another outage or another time than this incident's is spoken of.
    Other,
    /// Somebody else says so.
    Saying,
    /// Leaves a date or time what it is.
    Filler,
}

/// What is said of the incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// It began.
    Begin,
    /// It ended.
    End,
    /// It took so long.
    Last,
}

/// The words of a language.
#[derive(Debug)]
pub struct Lexicon {
    /// By word; their order shows nowhere.
    words: LazyLock<HashMap<&'static str, Meaning>>,
    /// What is said of an outage.
    pub verbs: &'static [(&'static [&'static str], Verb)],
    /// What is said of a service when its outage begins.
    pub failing: &'static [&'static [&'static str]],
    /// What makes a sentence one about a part of the users or places.
    pub parts: &'static str,
    /// What does so where a word follows that tells no time: `in Poland`.
    pub prepositions: &'static str,
    /// Words behind those that don't: `in total`.
    pub wholes: &'static str,
    /// What may stand right before the outage that its sentence is about.
    pub openers: &'static str,
    /// What makes it doubtful or untrue right before a verb that stands first.
    pub doubts: &'static str,
    /// What makes a difference or a share of the duration before it: `an hour longer`.
    pub comparing: &'static str,
    /// What tells without reading a passage that nothing is said in it.
    pub hints: LazyLock<Hints>,
    /// The weekdays from Monday, as they stand before a date.
    pub weekdays: [&'static str; 7],
    /// Whether verbs stand before what they are about.
    pub is_verb_first: bool,
    /// Whether the day stands behind the month, too: `October 3`.
    pub is_month_first: bool,
}

impl Lexicon {
    /// The words of a language; nothing for one whose prose is not read.
    pub fn of(language: &LanguageTag) -> Option<&'static Self> {
        match language.as_str().split('-').next() {
            Some("en") => Some(&ENGLISH),
            Some("fr") => Some(&FRENCH),
            Some("ar") => Some(&ARABIC),
            _ => None,
        }
    }

    /// The words that tell of a weekday, an outage and so on.
    pub fn words_for(&self, is_asked_for: impl Fn(Meaning) -> bool) -> impl Iterator<Item = &'static str> {
        self.words.iter().filter(move |(_, meaning)| is_asked_for(**meaning)).map(|(word, _)| *word)
    }

    /// What a word in lower case means.
    pub fn meaning(&self, word: &str) -> Option<Meaning> {
        self.words.get(word).copied()
    }
}

const MINUTE: u64 = 60;
/// Seconds.
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

use Meaning::{
    About, And, AndHalf, Filler, Half, Hour, Month, Number, Other, Outage, Same, Saying, The, Two, Unit, Universal,
    Weekday,
};

fn by_word(groups: &[(Meaning, &'static str)]) -> HashMap<&'static str, Meaning> {
    let words = || groups.iter().flat_map(|(meaning, words)| words.split(' ').map(|word| (word, *meaning)));
    let by_word: HashMap<_, _> = words().collect();
    debug_assert_eq!(by_word.len(), words().count(), "no word has two meanings");
    by_word
}

static ENGLISH: Lexicon = Lexicon {
    words: LazyLock::new(|| {
        by_word(&[
            (Month(1), "january jan"),
            (Month(2), "february feb"),
            (Month(3), "march mar"),
            (Month(4), "april apr"),
            (Month(5), "may"),
            (Month(6), "june jun"),
            (Month(7), "july jul"),
            (Month(8), "august aug"),
            (Month(9), "september sep sept"),
            (Month(10), "october oct"),
            (Month(11), "november nov"),
            (Month(12), "december dec"),
            (Weekday(0), "monday"),
            (Weekday(1), "tuesday"),
            (Weekday(2), "wednesday"),
            (Weekday(3), "thursday"),
            (Weekday(4), "friday"),
            (Weekday(5), "saturday"),
            (Weekday(6), "sunday"),
            (Number(2), "two"),
            (Number(3), "three"),
            (Number(4), "four"),
            (Number(5), "five"),
            (Number(6), "six"),
            (Number(7), "seven"),
            (Number(8), "eight"),
            (Number(9), "nine"),
            (Number(10), "ten"),
            (Number(11), "eleven"),
            (Number(12), "twelve"),
            (Number(1), "a an one"),
            (Number(20), "twenty"),
            (Number(30), "thirty"),
            (Number(40), "forty"),
            (Unit(MINUTE), "minute minutes min mins"),
            (Unit(HOUR), "hour hours"),
            (Unit(DAY), "day days"),
            (Unit(7 * DAY), "week weeks"),
            (Half, "half"),
            (And, "and"),
            (About, "about around approximately roughly nearly almost some shortly just circa before after"),
            (Universal, "utc gmt"),
            (Outage, "outage incident disruption interruption"),
            (The, "the this"),
            (Same, "global worldwide whole entire service of"),
            (
                Other,
                "another earlier former last next other previous previously second similar third yesterday again later",
            ),
            (
                Saying,
                "according claimed claims reported reports said says reportedly quoted if whether would stated wrote announced told thought believed assumed suspected perhaps maybe possibly unclear true untrue false not earliest latest altogether",
            ),
            (Filler, "at early late morning afternoon evening night st nd rd th for on in"),
        ])
    }),
    verbs: &[
        (&["began"], Verb::Begin),
        (&["started"], Verb::Begin),
        (&["ended"], Verb::End),
        (&["was", "over"], Verb::End),
        (&["was", "resolved"], Verb::End),
        (&["was", "fully", "resolved"], Verb::End),
        (&["lasted"], Verb::Last),
    ],
    failing: &[
        &["went", "down"],
        &["stopped", "answering"],
        &["stopped", "responding"],
        &["stopped", "working"],
        &["became", "unavailable"],
        &["became", "unreachable"],
    ],
    parts: "elsewhere most many few part parts users customers clients subscribers people visitors region regions country countries cities areas networks operators providers locally",
    prepositions: "for in on at across among within outside throughout",
    openers: "although and as because but finally first however meanwhile or since so that then though when where while",
    doubts: "",
    comparing: "apiece at daily each earlier every fewer later less longer more per short shorter than",
    wholes: "total all fact end sum noon midnight dawn spring summer autumn winter",
    hints: LazyLock::new(|| Hints::of(&ENGLISH)),
    weekdays: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    is_verb_first: false,
    is_month_first: true,
};

static FRENCH: Lexicon = Lexicon {
    words: LazyLock::new(|| {
        by_word(&[
            (Month(1), "janvier janv"),
            (Month(2), "février févr"),
            (Month(3), "mars"),
            (Month(4), "avril"),
            (Month(5), "mai"),
            (Month(6), "juin"),
            (Month(7), "juillet juil"),
            (Month(8), "août aout"),
            (Month(9), "septembre"),
            (Month(10), "octobre oct"),
            (Month(11), "novembre nov"),
            (Month(12), "décembre déc"),
            (Weekday(0), "lundi"),
            (Weekday(1), "mardi"),
            (Weekday(2), "mercredi"),
            (Weekday(3), "jeudi"),
            (Weekday(4), "vendredi"),
            (Weekday(5), "samedi"),
            (Weekday(6), "dimanche"),
            (Number(2), "deux"),
            (Number(3), "trois"),
            (Number(4), "quatre"),
            (Number(5), "cinq"),
            (Number(6), "six"),
            (Number(7), "sept"),
            (Number(8), "huit"),
            (Number(9), "neuf"),
            (Number(10), "dix"),
            (Number(11), "onze"),
            (Number(12), "douze"),
            (Number(1), "un une"),
            (Number(15), "quinze"),
            (Number(20), "vingt"),
            (Number(30), "trente"),
            (Number(40), "quarante"),
            (Unit(MINUTE), "minute minutes min mn"),
            (Unit(HOUR), "heure heures"),
            (Unit(DAY), "jour jours"),
            (Unit(7 * DAY), "semaine semaines"),
            (Half, "demi"),
            (AndHalf, "demie"),
            (And, "et"),
            (About, "environ vers près presque quelque quelques alentours peu avant après"),
            (Universal, "utc gmt tu"),
            (Hour, "h"),
            (Outage, "panne incident interruption perturbation coupure"),
            (The, "la l cette cet"),
            (Same, "mondiale mondial générale général totale de"),
            (
                Other,
                "autre autres précédent précédente précédents dernier dernière deuxième seconde second troisième veille lendemain hier nouveau ancienne",
            ),
            (
                Saying,
                "selon affirme déclare indique précise rapporte relève annonce aurait si dit affirmé déclaré indiqué précisé rapporté annoncé écrit pense croit pensait croyait peut possible faux vrai vraie ne pas",
            ),
            (Filler, "le à aux d du des matin soir nuit en dans er"),
        ])
    }),
    verbs: &[
        (&["a", "commencé"], Verb::Begin),
        (&["a", "débuté"], Verb::Begin),
        (&["commence"], Verb::Begin),
        (&["débute"], Verb::Begin),
        (&["commença"], Verb::Begin),
        (&["débuta"], Verb::Begin),
        (&["a", "pris", "fin"], Verb::End),
        (&["prend", "fin"], Verb::End),
        (&["prit", "fin"], Verb::End),
        (&["s", "est", "terminée"], Verb::End),
        (&["s", "est", "terminé"], Verb::End),
        (&["se", "termine"], Verb::End),
        (&["a", "été", "résolue"], Verb::End),
        (&["a", "été", "résolu"], Verb::End),
        (&["a", "duré"], Verb::Last),
        (&["aura", "duré"], Verb::Last),
        (&["dure"], Verb::Last),
        (&["dura"], Verb::Last),
    ],
    failing: &[
        &["est", "tombé", "en", "panne"],
        &["est", "tombée", "en", "panne"],
        &["tombe", "en", "panne"],
        &["a", "cessé", "de", "fonctionner"],
        &["a", "cessé", "de", "répondre"],
        &["cesse", "de", "fonctionner"],
        &["cesse", "de", "répondre"],
    ],
    parts: "ailleurs plupart certains certaines partie parties majorité utilisateurs utilisatrices clients abonnés internautes usagers région régions pays villes réseaux opérateurs",
    prepositions: "en au aux à dans chez sur pour parmi hors",
    openers: "alors car comme donc enfin et lorsque mais or ou où puis puisque quand que",
    doubts: "",
    comparing: "chaque chacune moins par plus supplémentaire supplémentaires trop",
    wholes: "total tout fait fin début milieu cours moins plus midi minuit matinée soirée journée",
    hints: LazyLock::new(|| Hints::of(&FRENCH)),
    weekdays: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    is_verb_first: false,
    is_month_first: false,
};

static ARABIC: Lexicon = Lexicon {
    words: LazyLock::new(|| {
        by_word(&[
            (Month(1), "يناير جانفي"),
            (Month(2), "فبراير شباط فيفري"),
            (Month(3), "مارس آذار"),
            (Month(4), "أبريل ابريل نيسان أفريل"),
            (Month(5), "مايو أيار ماي"),
            (Month(6), "يونيو حزيران جوان"),
            (Month(7), "يوليو يوليوز تموز جويلية"),
            (Month(8), "أغسطس آب أوت غشت"),
            (Month(9), "سبتمبر أيلول شتنبر"),
            (Month(10), "أكتوبر اكتوبر"),
            (Month(11), "نوفمبر نونبر"),
            (Month(12), "ديسمبر دجنبر"),
            (Weekday(0), "الاثنين الإثنين"),
            (Weekday(1), "الثلاثاء"),
            (Weekday(2), "الأربعاء الاربعاء"),
            (Weekday(3), "الخميس"),
            (Weekday(4), "الجمعة"),
            (Weekday(5), "السبت"),
            (Weekday(6), "الأحد الاحد"),
            (Number(3), "ثلاث ثلاثة"),
            (Number(4), "أربع أربعة"),
            (Number(5), "خمس خمسة"),
            (Number(6), "ست ستة"),
            (Number(7), "سبع سبعة"),
            (Number(8), "ثماني ثمان ثمانية"),
            (Number(9), "تسع تسعة"),
            (Number(10), "عشر عشرة"),
            (Number(20), "عشرين عشرون"),
            (Number(30), "ثلاثين ثلاثون"),
            (Number(40), "أربعين أربعون"),
            (Unit(MINUTE), "دقيقة دقائق"),
            (Unit(HOUR), "ساعة ساعات"),
            (Unit(DAY), "يوما يومًا أيام"),
            (Unit(7 * DAY), "أسبوع أسبوعا أسبوعًا أسابيع"),
            (Two(MINUTE), "دقيقتين دقيقتان"),
            (Two(HOUR), "ساعتين ساعتان"),
            (Two(DAY), "يومين يومان"),
            (Two(7 * DAY), "أسبوعين أسبوعان"),
            (Half, "نصف"),
            (AndHalf, "ونصف"),
            (About, "نحو حوالي حوالى قرابة زهاء تقريبا تقريبًا قبل بعد"),
            (Universal, "utc gmt العالمي غرينتش جرينتش غرينيتش"),
            (Outage, "العطل الانقطاع الخلل الحادث التعطل"),
            (The, "هذا"),
            (Same, "الشامل الواسع"),
            (Other, "آخر أخرى السابق السابقة سابق جديد مجددا مجددًا التالي أمس"),
            (
                Saying,
                "بحسب وفق وفقا وفقًا قال ذكرت أفاد قالت حسب لو هل إذا أعلن أعلنت وأعلنت وأعلن ذكر وذكرت وذكر وقال وقالت أفادت وأفادت وأفاد صرح صرحت يعتقد يظن ربما صحيحا صحيحًا صحيح ليس",
            ),
            (Filler, "في يوم الساعة من بتوقيت بالتوقيت توقيت عند الموافق والساعة لمدة مدة"),
        ])
    }),
    verbs: &[
        (&["بدأ"], Verb::Begin),
        (&["وبدأ"], Verb::Begin),
        (&["انتهى"], Verb::End),
        (&["وانتهى"], Verb::End),
        (&["استمر"], Verb::Last),
        (&["واستمر"], Verb::Last),
        (&["دام"], Verb::Last),
        (&["ودام"], Verb::Last),
        (&["استغرق"], Verb::Last),
        (&["واستغرق"], Verb::Last),
    ],
    failing: &[&["توقف"], &["تعطل"], &["انقطع"], &["توقفت"], &["تعطلت"], &["انقطعت"]],
    parts: "معظم لمعظم بعض لبعض أغلب لأغلب غالبية لغالبية جزء المستخدمين للمستخدمين العملاء للعملاء المشتركين للمشتركين المناطق الدول البلدان المدن الشبكات مناطق دول مدن شبكات أماكن أنحاء بالنسبة",
    prepositions: "في وفي على وعلى لدى ولدى عبر وعبر خارج داخل ضمن",
    openers: "هذا أن بأن وأن أما لكن ولكن حيث لأن ثم بينما عندما حين",
    doubts: "ما وما وإذا إن لم لن لا كلما",
    comparing: "أكثر أقل أطول أقصر إضافية إضافيتين زيادة كل لكل يوميا يوميًا يومياً",
    wholes: "المجموع الإجمال المجمل الواقع الأقل الأكثر صباح مساء ظهر فجر ليل ليلة منتصف بداية نهاية البداية النهاية تمام ذلك اليوم",
    hints: LazyLock::new(|| Hints::of(&ARABIC)),
    weekdays: ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
    is_verb_first: true,
    is_month_first: false,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_once_in_lower_case() {
        for lexicon in [&ENGLISH, &FRENCH, &ARABIC] {
            for (word, _) in lexicon.words.iter() {
                assert_eq!(word.to_lowercase(), **word);
            }
            for (place, name) in lexicon.weekdays.iter().enumerate() {
                assert_eq!(lexicon.meaning(&name.to_lowercase()), Some(Weekday(place)), "{name}");
            }
        }
    }

    #[test]
    fn only_three_languages_are_read() {
        let read = |tag: &str| Lexicon::of(&tag.parse().unwrap()).is_some();
        assert!(read("en") && read("fr-CA") && read("ar") && !read("de"));
    }
}
