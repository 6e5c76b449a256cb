//! What prose says of an incident, beside its facts: each sentence either contradicts them, or is passed over.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::BTreeMap;
use std::fs;

use annals::cli::check_content;

/// 3 October 2024 was a Thursday.
const TIMED: &str = "date: 2024-10-03T10:30Z\nend: 2024-10-03T12:45Z\n";
const EAST: &str = "date: 2024-10-04T00:30+13:00\nend: 2024-10-04T00:45+13:00\n";
const WINDOW: &str = "date: 2024-10-03T10:30Z\nend: 2024-10-03T12:30Z\nimpact: maintenance\n";
const DAYS: &str = "date: 2024-10-03\nend: 2024-10-05\n";
const SEVERAL: &str = "date: 2024-10-03T10:30Z\nend: 2024-10-03T12:45Z\nservices: [telegram, mail]\n";
const OPEN: &str = "date: 2024-10-03T10:30Z~\nend: unknown\n";

/// Language, facts, prose, and what is told: parts of names of codes.
const CASES: &[(&str, &str, &str, &[&str])] = &[
    // Weekdays beside dates, whatever they are about.
    ("en", TIMED, "Friday, 3 October 2024 was busy.", &["weekday"]),
    ("en", TIMED, "Thursday, 3 October 2024 was busy.", &[]),
    ("en", TIMED, "It was Thursday, October 4th, 2024.", &["weekday"]),
    ("en", TIMED, "It was Thursday the 4th of October 2024.", &["weekday"]),
    ("en", TIMED, "It was Friday 3 October.", &["weekday"]),
    ("en", TIMED, "It was Friday 3 May.", &[]),
    ("en", TIMED, "They wrote: “Friday, 3 October 2024”.", &[]),
    ("en", TIMED, "> Friday, 3 October 2024", &[]),
    ("en", TIMED, "`Friday, 3 October 2024`", &[]),
    ("en", TIMED, "On Monday 30 February 2024 nothing happened.", &[]),
    ("fr", TIMED, "Le vendredi 3 octobre 2024, tout s’arrête.", &["weekday"]),
    ("fr", TIMED, "Le jeudi 3 octobre 2024, tout s’arrête.", &[]),
    ("fr", TIMED, "Le mardi 1er octobre, puis le mercredi 2 octobre.", &[]),
    ("fr", TIMED, "Le lundi 1er octobre, tout va bien.", &["weekday"]),
    ("ar", TIMED, "في يوم الجمعة 3 أكتوبر 2024 توقف كل شيء.", &["weekday"]),
    ("ar", TIMED, "في يوم الجمعة، ٣ تشرين الأول ٢٠٢٤ توقف كل شيء.", &["weekday"]),
    ("ar", TIMED, "في يوم الخميس الموافق ٣ أكتوبر/تشرين الأول ٢٠٢٤ توقف كل شيء.", &[]),
    // The day on which it began or ended.
    ("en", TIMED, "The outage began on 5 October 2024.", &["date"]),
    ("en", TIMED, "The outage began on 3 October 2024.", &[]),
    ("en", TIMED, "The Outage began on 5 October 2024.", &["date"]),
    ("en", TIMED, "THE OUTAGE began on 5 October 2024.", &["date"]),
    ("en", TIMED, "THE OUTAGE BEGAN ON 5 OCTOBER 2024.", &["date"]),
    ("en", TIMED, "This Incident lasted five hours.", &["duration"]),
    ("en", TIMED, "Telegram Went Down on 5 October 2024.", &["date"]),
    ("en", TIMED, "MONDAY, 3 October 2024, we went over everything.", &["weekday"]),
    ("fr", TIMED, "La Panne a commencé le 5 octobre 2024.", &["date"]),
    ("fr", TIMED, "L’Incident s’est terminé le 6 octobre 2024.", &["date"]),
    ("fr", TIMED, "Dimanche 3 octobre 2024, tout s’arrête.", &["weekday"]),
    ("en", TIMED, "The Telegram outage began on October 6.", &["date"]),
    ("en", TIMED, "On 5 October 2024 Telegram stopped answering.", &["date"]),
    ("en", TIMED, "On 3 October 2024 Telegram stopped answering.", &[]),
    ("en", TIMED, "The outage began on Monday.", &["weekday"]),
    ("en", TIMED, "The outage began on a Thursday.", &[]),
    ("en", TIMED, "The outage of Telegram ended on 2024-10-09.", &["date"]),
    ("en", OPEN, "The outage of Telegram ended on 2024-10-09.", &[]),
    ("en", DAYS, "This incident began on 2 October 2024 and ended later.", &[]),
    ("en", DAYS, "This incident began on 2 October 2024.", &["date"]),
    ("en", DAYS, "This incident began around 2 October 2024.", &[]),
    ("en", DAYS, "This incident began between 1 and 2 October 2024.", &[]),
    ("en", TIMED, "In 2018 there was another outage. The outage began on 29 April 2018.", &[]),
    ("en", TIMED, "According to one paper, the outage began on 5 October 2024.", &[]),
    ("en", TIMED, "The power outage began on 1 October 2024.", &[]),
    ("en", TIMED, "The first outage began on 1 October 2024.", &[]),
    ("en", TIMED, "An opening.\n\nOn 1 September 2024 Telegram went down.", &[]),
    ("fr", TIMED, "La panne a commencé le 5 octobre 2024.", &["date"]),
    ("fr", TIMED, "La panne mondiale de Telegram a commencé le jeudi 3 octobre 2024.", &[]),
    ("fr", TIMED, "L’incident s’est terminé le 6 octobre 2024.", &["date"]),
    ("fr", TIMED, "Selon la presse, la panne a commencé le 5 octobre 2024.", &[]),
    ("ar", TIMED, "بدأ العطل في 5 أكتوبر 2024.", &["date"]),
    ("ar", TIMED, "بدأ العطل في ٣ أكتوبر ٢٠٢٤.", &[]),
    ("ar", TIMED, "العطل بدأ يوم 5 أكتوبر.", &["date"]),
    ("ar", TIMED, "بحسب الصحافة بدأ العطل في 5 أكتوبر 2024.", &[]),
    // Of what something else is said, though the outage stands right before its verb.
    ("en", TIMED, "The investigation into the outage lasted three weeks.", &[]),
    ("en", TIMED, "The review of the outage began on 9 October 2024.", &[]),
    ("en", TIMED, "The talks about the outage ended on 9 October 2024.", &[]),
    ("en", TIMED, "Compensation for the outage ended on 31 December 2024.", &[]),
    ("en", TIMED, "Maintenance before the outage began on 1 October 2024.", &[]),
    ("en", TIMED, "Work that led to the outage began on 1 October 2024.", &[]),
    ("en", TIMED, "Engineers fixing the outage began on 5 October 2024.", &[]),
    ("en", TIMED, "It is known that the outage began on 5 October 2024.", &["date"]),
    ("en", TIMED, "It was restarted, and the outage ended on 9 October 2024.", &["date"]),
    ("en", TIMED, "On 5 October 2024 the outage began.", &["date"]),
    ("en", TIMED, "On the evening of 5 October 2024, the outage began.", &["date"]),
    ("fr", TIMED, "L’enquête sur la panne a duré trois semaines.", &[]),
    ("fr", TIMED, "L’enquête sur la panne a commencé le 9 octobre 2024.", &[]),
    ("fr", TIMED, "On sait que la panne a commencé le 9 octobre 2024.", &["date"]),
    ("ar", TIMED, "التحقيق في العطل بدأ في 9 أكتوبر 2024.", &[]),
    ("ar", TIMED, "استمر التحقيق في العطل ثلاثة أسابيع.", &[]),
    // Comparisons, questions, conditions, denials and shares.
    ("en", TIMED, "The outage lasted an hour longer than the operator expected.", &[]),
    ("en", TIMED, "The outage lasted five hours less than feared.", &[]),
    ("en", TIMED, "The outage lasted 30 minutes at a time.", &[]),
    ("en", TIMED, "The outage lasted ten minutes short of two hours.", &[]),
    ("en", TIMED, "Nobody knows whether the outage lasted five hours.", &[]),
    ("en", TIMED, "The outage lasted five hours.", &["duration"]),
    ("fr", TIMED, "La panne a duré une heure de plus que prévu.", &[]),
    ("fr", TIMED, "La panne a duré cinq heures de suite.", &["duration"]),
    ("ar", TIMED, "استمر العطل ساعة أكثر مما كان متوقعا.", &[]),
    ("ar", TIMED, "لا أحد يعرف هل استمر الانقطاع خمس ساعات.", &[]),
    ("ar", TIMED, "إذا استمر العطل خمس ساعات يدفع المصرف غرامة.", &[]),
    ("ar", TIMED, "ما استمر العطل خمس ساعات كما قيل.", &[]),
    ("ar", TIMED, "استمر العطل خمس ساعات.", &["duration"]),
    // What others say, think, deny or ask.
    ("en", TIMED, "The ministry stated that the outage began on 6 October 2024.", &[]),
    ("en", TIMED, "It was first thought that the outage began on 6 October 2024.", &[]),
    ("en", TIMED, "It is not true that the outage lasted five hours.", &[]),
    ("en", TIMED, "Was it true that the outage lasted five hours?", &[]),
    ("en", TIMED, "Had the outage lasted five hours, mail was lost.", &[]),
    ("en", TIMED, "The outage began on 1 October 2024 at the earliest.", &[]),
    ("fr", TIMED, "Le ministère a dit que la panne a commencé le 6 octobre 2024.", &[]),
    ("fr", TIMED, "Il est faux que la panne a duré cinq heures.", &[]),
    ("ar", TIMED, "وأعلنت الشركة أن العطل بدأ في 6 أكتوبر 2024.", &[]),
    ("ar", TIMED, "العطل بدأ في 6 أكتوبر 2024.", &["date"]),
    // Dates of other years, and dates that name the outage.
    ("en", TIMED, "It recalled the great outage of 2021, which had begun on Monday, 4 October.", &[]),
    ("en", TIMED, "A previous outage was on Monday, 4 October.", &[]),
    ("en", TIMED, "On Friday, the 3 October outage was declared over.", &[]),
    ("en", TIMED, "It was on Monday, 4 October.", &["weekday"]),
    // Zones.
    ("en", EAST, "The outage began on 4 October 2024.", &[]),
    ("en", EAST, "The outage began on Friday.", &[]),
    ("en", EAST, "The outage began on 5 October 2024.", &["date"]),
    ("en", TIMED, "The outage began at 07:30 UTC–3.", &[]),
    ("en", TIMED, "The outage began at 07:30 UTC\u{2011}3.", &[]),
    ("en", TIMED, "The outage began at 13:30 UTC+0300.", &[]),
    ("en", TIMED, "The outage began at 14:30 UTC+0300.", &["time"]),
    ("en", TIMED, "The outage began at 13:30 UTC/GMT+3.", &[]),
    ("en", TIMED, "The outage began at 14:30 UTC – just then.", &["time"]),
    ("ar", TIMED, "بدأ العطل في الساعة 13:30 بتوقيت غرينتش زائد ثلاث.", &[]),
    ("en", WINDOW, "The interruption lasted five minutes.", &[]),
    // The time, where its zone is told.
    ("en", TIMED, "The outage began at 12:47 UTC.", &["time"]),
    ("en", TIMED, "The outage began at 10:30 UTC.", &[]),
    ("en", TIMED, "The outage began at 13:30 UTC+3.", &[]),
    ("en", TIMED, "The outage began at 14:30 UTC+3.", &["time"]),
    ("en", TIMED, "The outage began at 12:47.", &[]),
    ("en", TIMED, "The outage began at about 10:00 UTC.", &[]),
    ("en", TIMED, "The outage began at 10:29 UTC.", &["time"]),
    ("en", TIMED, "The outage was resolved at 12:45 UTC on Thursday, 3 October 2024.", &[]),
    ("en", TIMED, "The outage was resolved at 14:20 UTC on 4 October 2024.", &["time"]),
    ("en", DAYS, "The outage began at 12:47 UTC.", &[]),
    ("fr", TIMED, "La panne débute à 12 h 47 UTC.", &["time"]),
    ("fr", TIMED, "La panne débute vers 10h30 TU.", &[]),
    ("ar", TIMED, "بدأ العطل في الساعة 12:47 بالتوقيت العالمي.", &["time"]),
    ("ar", TIMED, "بدأ العطل في الساعة ١٠:٣٠ بتوقيت غرينتش.", &[]),
    // How long it lasted: two hours and a quarter.
    ("en", TIMED, "The outage lasted five hours.", &["duration"]),
    ("en", TIMED, "The outage lasted two hours.", &[]),
    ("en", TIMED, "The outage lasted 2 hours and 15 minutes.", &[]),
    ("en", TIMED, "The outage lasted 2 hours and 40 minutes.", &["duration"]),
    ("en", TIMED, "The outage lasted about three hours.", &[]),
    ("en", TIMED, "The outage lasted half an hour.", &["duration"]),
    ("en", TIMED, "The outage lasted two and a half hours.", &[]),
    ("en", TIMED, "The outage lasted an hour and a half.", &["duration"]),
    ("en", TIMED, "The outage lasted 2.5 hours.", &[]),
    ("en", TIMED, "The outage lasted more than an hour.", &[]),
    ("en", TIMED, "The outage lasted four or five hours.", &[]),
    ("en", TIMED, "The outage lasted 4 to 5 hours.", &[]),
    ("en", TIMED, "The outage in Ukraine lasted five hours.", &[]),
    ("en", TIMED, "If the outage lasted five hours, it would be the longest.", &[]),
    ("en", DAYS, "The outage lasted two days.", &[]),
    ("en", DAYS, "The outage lasted three days.", &[]),
    ("en", DAYS, "The outage lasted three hours.", &["duration"]),
    ("en", OPEN, "The outage lasted five hours.", &[]),
    ("fr", TIMED, "La panne a duré cinq heures.", &["duration"]),
    ("fr", TIMED, "La panne a duré 2 h 15.", &[]),
    ("fr", TIMED, "L’interruption dure environ deux heures.", &[]),
    ("fr", TIMED, "La panne a duré une demi-heure.", &["duration"]),
    ("fr", TIMED, "La panne a duré une heure et demie.", &["duration"]),
    ("ar", TIMED, "استمر العطل خمس ساعات.", &["duration"]),
    ("ar", TIMED, "استمر العطل ساعتين.", &[]),
    ("ar", TIMED, "استمر العطل نحو ٥ ساعات.", &["duration"]),
    ("ar", TIMED, "استمر العطل ساعة ونصف.", &["duration"]),
    // What is told of a part may lie anywhere within the whole, and not outside.
    ("en", TIMED, "For most users the outage lasted one hour.", &[]),
    ("en", TIMED, "For most users the outage lasted five hours.", &["duration"]),
    ("en", TIMED, "In Poland, the outage lasted 40 minutes.", &[]),
    ("en", TIMED, "On mobile networks, the outage lasted 40 minutes.", &[]),
    ("en", TIMED, "Elsewhere, the outage lasted half an hour.", &[]),
    ("en", TIMED, "The outage lasted half an hour in the north.", &[]),
    ("en", TIMED, "In total, the outage lasted half an hour.", &["duration"]),
    ("en", TIMED, "On Thursday the outage lasted half an hour.", &["duration"]),
    ("en", TIMED, "On Telegram the outage lasted half an hour.", &["duration"]),
    ("en", SEVERAL, "On Telegram the outage lasted half an hour.", &[]),
    ("en", SEVERAL, "The Telegram outage lasted half an hour.", &[]),
    ("en", SEVERAL, "The outage lasted half an hour.", &["duration"]),
    ("en", TIMED, "For some customers, the outage ended at 12:10 UTC.", &[]),
    ("en", TIMED, "For some customers, the outage ended at 14:10 UTC.", &["time"]),
    ("en", TIMED, "For some customers, the outage ended on 5 October.", &["date"]),
    ("en", DAYS, "In Poland, the outage ended on 4 October.", &[]),
    ("en", OPEN, "In Poland, the outage began on 7 October.", &[]),
    ("fr", TIMED, "Au Brésil, la panne a duré une heure.", &[]),
    ("fr", TIMED, "Au Brésil, la panne a duré cinq heures.", &["duration"]),
    ("fr", TIMED, "Pour la plupart des clients, la panne a duré une heure.", &[]),
    ("fr", TIMED, "La panne a duré une heure chez Orange.", &[]),
    ("fr", TIMED, "Au total, la panne a duré une heure.", &["duration"]),
    ("ar", TIMED, "وفي البرازيل دام الانقطاع ساعة واحدة.", &[]),
    ("ar", TIMED, "وفي البرازيل دام الانقطاع خمس ساعات.", &["duration"]),
    ("ar", TIMED, "استمر العطل ساعة واحدة لمعظم المستخدمين.", &[]),
    ("ar", TIMED, "في يوم الخميس استمر العطل ساعة واحدة.", &["duration"]),
    // What the facts know beside date and end.
    (
        "en",
        "date: 2024-10-03T10:30Z\nclaims: [{ about: date, value: 2024-10-03T12:47Z }]\n",
        "The outage began at 12:47 UTC.",
        &[],
    ),
    ("en", "date: 2024-10-03T10:30Z\nupdates: [{ at: 2024-10-05, text: x }]\n", "The outage began on 5 October.", &[]),
    (
        "en",
        "date: 2024-10-03T10:30Z\nend: 2024-10-03T12:45Z\nclaims: [{ about: end, value: 2024-10-03T15:30Z }]\n",
        "The outage lasted five hours.",
        &[],
    ),
    // Languages without words are not read.
    ("de", TIMED, "Am Freitag, 3. Oktober 2024 begann es. The outage lasted five hours.", &[]),
];

fn project() -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    let site = "title = \"Test archive\"\nlanguages = [\"en\", \"fr\", \"ar\", \"de\"]\n";
    fs::create_dir_all(root.path().join("content/services")).unwrap();
    fs::create_dir_all(root.path().join("content/incidents")).unwrap();
    fs::write(root.path().join("site.toml"), site).unwrap();
    for (id, name) in [("telegram", "Telegram"), ("mail", "Mail")] {
        fs::write(root.path().join(format!("content/services/{id}.md")), format!("---\nname: {name}\n---\n")).unwrap();
    }
    root
}

#[test]
fn prose_that_contradicts_the_facts_is_told_and_all_else_passed_over() {
    let root = project();
    for (number, (language, facts, prose, _)) in CASES.iter().enumerate() {
        let services = if facts.contains("services") { "" } else { "services: [telegram]\n" };
        let text = format!("---\ntitle: Case {number}\n{facts}{services}---\n{prose}\n");
        fs::write(root.path().join(format!("content/incidents/case-{number}.{language}.md")), text).unwrap();
    }
    let checked = check_content(root.path(), false).expect("the project can be checked");
    let mut told: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for problem in &checked.problems {
        let path = checked.files()[problem.place.file.0 as usize].path.as_str();
        if let Some(part) = problem.code.name().strip_suffix("-in-prose") {
            told.entry(path).or_default().push(part);
        }
        assert_ne!(problem.level.name(), "error", "{path}: {}", problem.message);
    }
    let mut wrong = Vec::new();
    for (number, (language, facts, prose, expected)) in CASES.iter().enumerate() {
        let path = format!("content/incidents/case-{number}.{language}.md");
        let mut told = told.remove(path.as_str()).unwrap_or_default();
        told.sort_unstable();
        if told != *expected {
            wrong.push(format!("{prose}\n  with {facts:?}\n  told {told:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is asked of a sentence as a whole, asked for each thing it says, would take for ever.
#[test]
fn a_sentence_without_end_is_read_to_its_end() {
    let root = project();
    let prose = "the outage lasted long and ".repeat(20_000) + "the outage lasted five hours.";
    let text = format!("---\ntitle: Endless\n{TIMED}services: [telegram]\n---\n{prose}\n");
    fs::write(root.path().join("content/incidents/endless.en.md"), text).unwrap();
    let checked = check_content(root.path(), false).expect("the project can be checked");
    let told = checked.problems.iter().map(|problem| problem.code.name()).filter(|name| name.ends_with("-in-prose"));
    assert_eq!(told.collect::<Vec<_>>(), ["duration-in-prose"]);
}
