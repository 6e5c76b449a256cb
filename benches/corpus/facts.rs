//! The facts of an incident, drawn from its number alone: any incident can be known without the others.

use super::moment::{self, Precision};
use super::names;
use super::random::{Random, Zipf};
use super::world;
use super::{Language, Plan};

/// The few facts by which other incidents refer to one.
pub(crate) struct Core {
    /// Its place in the order of time.
    pub(crate) number: u64,
    /// Its identifier, which its start makes unique.
    pub(crate) id: String,
    /// The language of the original.
    pub(crate) original: Language,
    /// The languages it is translated to.
    pub(crate) translations: Vec<Language>,
    /// The first service it concerns, a line of `services.txt`.
    pub(crate) service: usize,
    /// Its start, in seconds from 1970, a whole minute.
    pub(crate) start: i64,
    /// Whether the write-up was withdrawn.
    pub(crate) withdrawn: bool,
}

/// What is known of an incident.
pub(crate) struct Facts {
    /// What others need to refer to it.
    pub(crate) core: Core,
    /// How precisely its start is known.
    pub(crate) precision: Precision,
    /// What is known of its end.
    pub(crate) end: End,
    /// Its impact, if told.
    pub(crate) impact: Option<&'static str>,
    /// The kind of its cause.
    pub(crate) cause: &'static str,
    /// How the cause is written down.
    pub(crate) cause_form: CauseForm,
    /// How it went on.
    pub(crate) updates: Vec<Update>,
    /// Whether the updates are headings of the body.
    pub(crate) updates_in_body: bool,
    /// How many sources it has, `s1` to `s4`; the third is a crowd's.
    pub(crate) sources: usize,
    /// The regions concerned.
    pub(crate) regions: Vec<&'static str>,
    /// The entities in its prose, the most frequent first.
    pub(crate) entities: Vec<usize>,
    /// The kinds of its figures.
    pub(crate) figures: Vec<&'static str>,
    /// When the write-up was amended.
    pub(crate) amendments: Vec<i64>,
}

/// What is known of an end.
pub(crate) enum End {
    /// It is known, so precisely.
    At(i64, Precision),
    /// The date is an interval up to here.
    Interval(i64),
    /// Nobody reported it.
    Unknown,
    /// There is none yet.
    Ongoing,
    /// Nothing is written down.
    Absent,
}

/// How a cause is written down.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum CauseForm {
    /// Not at all.
    Absent,
    /// The kind alone.
    Kind,
    /// With certainty and source.
    Whole,
    /// With certainty and a summary, which is translated.
    Summary,
    /// Two in a list, the second suspected.
    List,
}

/// One step of an incident.
pub(crate) struct Update {
    /// When.
    pub(crate) at: i64,
    /// The status from then on.
    pub(crate) status: &'static str,
    /// The source's number, if one is named.
    pub(crate) source: Option<usize>,
    /// The entity that said it, if not the source.
    pub(crate) by: Option<usize>,
}

/// The kinds of causes, the most frequent first.
pub(crate) const CAUSES: [&str; 17] = [
    "unknown",
    "software",
    "network",
    "configuration",
    "power",
    "cable-cut",
    "government-directed",
    "capacity",
    "dependency",
    "hardware",
    "dns",
    "attack",
    "certificate",
    "maintenance",
    "human-error",
    "natural-disaster",
    "cooling",
];

const DAY: i64 = 86_400;
const IMPACTS: [&str; 8] = ["minor", "minor", "major", "major", "critical", "none", "unknown", "minor"];
const PRECISIONS: [Precision; 20] = [
    Precision::Minute,
    Precision::Minute,
    Precision::Minute,
    Precision::Minute,
    Precision::Minute,
    Precision::Minute,
    Precision::Minute,
    Precision::Minute,
    Precision::Minute,
    Precision::Second,
    Precision::Offset(2),
    Precision::Offset(3),
    Precision::Offset(-5),
    Precision::About,
    Precision::About,
    Precision::Day,
    Precision::Day,
    Precision::AboutDay,
    Precision::DoubtfulDay,
    Precision::Month,
];

impl Core {
    /// The core of the incident with this number.
    pub(crate) fn new(plan: &Plan, number: u64) -> Self {
        let mut random = Random::new(plan.seed, number, 1);
        let (original, translations) = plan.languages(number);
        let service = plan.services.draw(&mut random);
        let start = start(plan, number, &mut random);
        let id = format!(
            "{}-{}",
            world::services()[service].id,
            moment::write(start, Precision::Minute).replace(['T', ':'], "-").replace('Z', "")
        );
        Self { number, id, original, translations, service, start, withdrawn: random.below(1_000) == 0 }
    }

    /// Its original's file name; the suffix `.en` is left out in every third.
    pub(crate) fn file(&self, language: Language) -> String {
        let bare = language == Language::English && self.number.is_multiple_of(3);
        if bare { format!("{}.md", self.id) } else { format!("{}.{}.md", self.id, language.code()) }
    }

    /// The folder of its files, below `content/incidents/`.
    pub(crate) fn folder(&self) -> String {
        moment::day(self.start)[..4].to_owned()
    }
}

impl Facts {
    /// The facts of the incident with this number.
    pub(crate) fn new(plan: &Plan, number: u64) -> Self {
        let core = Core::new(plan, number);
        let mut random = Random::new(plan.seed, number, 2);
        let cause = CAUSES[plan.causes.draw(&mut random)];
        let precision = *random.pick(&PRECISIONS);
        let duration = duration(&mut random);
        let end = end(plan, &core, duration, precision, cause, &mut random);
        let sources = 2 + random.index(3);
        let updates = updates(&core, duration, &end, cause, sources, &mut random);
        let region_count = 1 + random.index(5);
        let impact = if cause == "maintenance" { Some("maintenance") } else { Some(*random.pick(&IMPACTS)) };
        Self {
            precision,
            end,
            impact: impact.filter(|_| random.chance(95)),
            cause,
            cause_form: cause_form(cause, &mut random),
            updates,
            updates_in_body: random.chance(20),
            sources,
            regions: random.sample(&world::REGIONS, region_count),
            entities: entities(&plan.entities, &mut random),
            figures: figures(&mut random),
            amendments: amendments(&core, &mut random),
            core,
        }
    }
}

/// Starts are spread evenly and in the order of numbers, at least a tenth of a slot apart.
fn start(plan: &Plan, number: u64, random: &mut Random) -> i64 {
    let span = u64::try_from(moment::LAST - moment::FIRST).expect("the archive ends after it begins");
    let seconds = (number * 100 + random.below(90)) * span / (plan.incidents * 100);
    moment::FIRST + i64::try_from(seconds / 60 * 60).expect("within the span")
}

/// Ten minutes to thirty hours, mostly short.
fn duration(random: &mut Random) -> i64 {
    let minutes = (10 + random.below(50)) * random.pick(&[1, 1, 1, 3, 3, 10, 30]);
    i64::try_from(minutes).expect("at most 1800") * 60
}

fn end(plan: &Plan, core: &Core, duration: i64, start: Precision, cause: &str, random: &mut Random) -> End {
    let at = core.start + duration;
    let late = core.number + plan.incidents / 200 >= plan.incidents;
    match random.below(100) {
        0..20 if late && cause != "maintenance" => End::Ongoing,
        20..30 if late && cause != "maintenance" => End::Absent,
        0..15 if cause != "maintenance" => End::Unknown,
        15..18 if start == Precision::Minute => End::Interval(at),
        18..24 => End::At(at, Precision::About),
        24..32 => End::At(at, Precision::Day),
        32..35 => End::At(at, Precision::Offset(1)),
        _ => End::At(at, Precision::Minute),
    }
}

fn updates(core: &Core, duration: i64, end: &End, cause: &str, sources: usize, random: &mut Random) -> Vec<Update> {
    let count = 3 + random.index(4);
    let open = matches!(end, End::Unknown | End::Ongoing | End::Absent);
    let minutes = duration / 60;
    let steps = i64::try_from(count).expect("at most 6") - 1;
    let statuses = statuses(count, open, cause == "maintenance");
    (0..=steps)
        .zip(statuses)
        .map(|(step, status)| Update {
            at: core.start + minutes * step / steps * 60,
            status,
            source: random.chance(60).then(|| random.index(sources) + 1),
            by: random.chance(25).then(|| random.index(names::COUNT)),
        })
        .collect()
}

/// The statuses of 3 to 6 updates; an incident whose end isn't known is never resolved.
fn statuses(count: usize, open: bool, maintenance: bool) -> Vec<&'static str> {
    let (first, middle, last) = if maintenance {
        ("in-progress", "verifying", "completed")
    } else {
        ("investigating", "identified", "resolved")
    };
    let mut statuses = vec![first; count];
    statuses[count / 2..].fill(middle);
    if count > 3 && !maintenance {
        statuses[count - 2] = "monitoring";
    }
    statuses[count - 1] = if open { "monitoring" } else { last };
    statuses
}

fn cause_form(cause: &str, random: &mut Random) -> CauseForm {
    match random.below(100) {
        0..50 if cause == "unknown" => CauseForm::Absent,
        _ if cause == "unknown" => CauseForm::Kind,
        0..40 => CauseForm::Kind,
        40..70 => CauseForm::Whole,
        70..92 => CauseForm::Summary,
        _ => CauseForm::List,
    }
}

/// Six entities that others share: a few are everywhere, most are rare.
fn entities(law: &Zipf, random: &mut Random) -> Vec<usize> {
    (0..6).map(|_| law.draw(random)).collect()
}

fn figures(random: &mut Random) -> Vec<&'static str> {
    let count = *random.pick(&[0, 0, 0, 1, 2]);
    random.sample(&["users", "failed-requests", "households", "networks", "blocked-addresses"], count)
}

fn amendments(core: &Core, random: &mut Random) -> Vec<i64> {
    let count = *random.pick(&[0, 0, 0, 0, 1, 2]);
    (1..=count).map(|nth| core.start + nth * 5 * DAY).collect()
}
