//! The search index holds every word, value and position of the archive, and nothing else.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

use std::collections::{BTreeMap, BTreeSet};

use annals::search::{self, Document, Facet, Facts, Glossary, Outline, Telling, Value, each_token};
use proptest::prelude::*;

use reader::{Files, Index};

#[path = "search/reader.rs"]
mod reader;

/// An archive as the index is told of it.
#[derive(Clone, Debug, Default)]
struct Archive {
    outline: Outline,
    documents: Vec<Document>,
}

impl Archive {
    fn of(documents: Vec<Document>) -> Self {
        let languages = ["en", "fr", "ar", "ru", "zh"].map(str::to_owned).to_vec();
        let facts = vec![Facts::new(2020, &Default::default(), &[], &[]); documents.len()];
        Self { outline: Outline { languages, facts, ..Outline::default() }, documents }
    }

    /// Documents of one telling in English.
    fn english(texts: impl IntoIterator<Item = String>) -> Self {
        Self::of(texts.into_iter().enumerate().map(|(number, text)| document(number, 0, text)).collect())
    }

    fn index(&self) -> Files {
        self.index_with("")
    }

    fn index_with(&self, glossary: &str) -> Files {
        let tell = |number: u32| self.documents[number as usize].clone();
        let index = search::Index::new(self.outline.clone(), &Glossary::parse(glossary).unwrap(), &tell);
        index.files.iter().map(|file| (file.name.clone(), index.bytes(file, &tell).into_owned())).collect()
    }

    /// The forms of each document with how often they stand there.
    fn forms(&self) -> BTreeMap<String, BTreeMap<u32, usize>> {
        let mut forms: BTreeMap<String, BTreeMap<u32, usize>> = BTreeMap::new();
        for (number, (document, facts)) in (0..).zip(self.documents.iter().zip(&self.outline.facts)) {
            for text in self.texts(document, facts) {
                each_token(&text, &mut |token| {
                    *forms.entry(token.text.to_owned()).or_default().entry(number).or_default() += 1;
                });
            }
        }
        forms
    }

    /// Every text of a document, the names of its values among them.
    fn texts(&self, document: &Document, facts: &Facts) -> Vec<String> {
        let mut texts = [document.ids.clone(), document.days.clone(), document.tags.clone()].concat();
        texts.push(document.machine_day.clone());
        for telling in &document.tellings {
            texts.extend([telling.title.clone(), telling.summary.clone(), telling.prose.clone()]);
            texts.extend(telling.updates.clone());
        }
        let named = |facet: &Facet| !matches!(facet, Facet::Language | Facet::Duration);
        for facet in self.outline.values.keys().filter(|facet| named(facet)) {
            for value in facts.values(*facet).iter().map(|number| &self.outline.values[facet][*number as usize]) {
                texts.extend(value.labels.iter().chain(&value.aliases).cloned());
            }
        }
        texts
    }
}

fn document(number: usize, language: usize, prose: String) -> Document {
    let telling = Telling { language, title: format!("T{number}"), prose, ..Telling::default() };
    Document { ids: vec![format!("i{number}")], tellings: vec![telling], ..Document::default() }
}

/// Words of several scripts, many alike.
fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => "[a-c]{1,4}(s|ing)?",
        2 => "[aéèœ]{1,3}tion(s|nel)?",
        2 => "(ال|و|ب)?[انقطع]{2,4}(ات|ة)?",
        1 => "[авлиния]{1,5}",
        1 => "[网络中断]{1,4}",
        1 => "(INC|v)-?[0-9]{1,3}(\\.[0-9])?",
        1 => "\\PC{1,3}",
    ];
    prop::collection::vec(word, 0..12).prop_map(|words| words.join(" "))
}

fn telling() -> impl Strategy<Value = Telling> {
    (0..5_usize, words(), words(), words(), prop::collection::vec(words(), 0..3)).prop_map(
        |(language, title, summary, prose, updates)| Telling {
            language,
            title,
            summary,
            prose,
            updates,
            ..Telling::default()
        },
    )
}

fn values() -> impl Strategy<Value = BTreeMap<Facet, Vec<Value>>> {
    let value = (words(), words()).prop_map(|(label, alias)| Value {
        labels: vec![label],
        aliases: vec![alias],
        ..Value::default()
    });
    prop::collection::vec(prop::collection::vec(value, 4), Facet::ALL.len()).prop_map(|all| {
        let numbered = |values: Vec<Value>| {
            (0..).zip(values).map(|(number, value)| Value { key: format!("k{number}"), ..value }).collect()
        };
        Facet::ALL.into_iter().zip(all.into_iter().map(numbered)).collect()
    })
}

fn facts() -> impl Strategy<Value = Facts> {
    let set = prop::collection::btree_set(0..4_u32, 0..4);
    prop::array::uniform7(set).prop_map(|sets| {
        let values = sets.map(Vec::from_iter);
        let regions: Vec<u32> = values[1].iter().take(1).copied().collect();
        Facts::new(2020, &values, &values[0], &regions)
    })
}

fn archives() -> impl Strategy<Value = Archive> {
    let document = (prop::collection::vec(telling(), 1..3), words(), facts()).prop_map(|(tellings, day, facts)| {
        (
            Document {
                ids: vec!["an-id".into()],
                machine_day: "2024-10-03".into(),
                days: vec![day],
                tellings,
                ..Document::default()
            },
            facts,
        )
    });
    (prop::collection::vec(document, 0..30), values()).prop_map(|(told, values)| {
        let (documents, facts): (Vec<_>, Vec<_>) = told.into_iter().unzip();
        let mut archive = Archive::of(documents);
        archive.outline.facts = facts;
        archive.outline.values = values;
        archive
    })
}

/// Each form with its documents, as the dictionary and the lists tell it.
fn listed(index: &Index) -> BTreeMap<String, BTreeSet<u32>> {
    let mut listed: BTreeMap<String, BTreeSet<u32>> = BTreeMap::new();
    for term in index.every_term() {
        let groups = term.groups.iter().map(|place| index.group(place));
        let forms = groups.flat_map(|group| &group.forms).filter(|form| form.text == term.text);
        let documents: BTreeSet<u32> = forms.flat_map(|form| &form.documents).map(|(document, _)| *document).collect();
        if !documents.is_empty() && !term.text.starts_with('\u{1}') {
            assert_eq!(documents.len(), term.documents, "{term:?}");
            assert!(listed.insert(term.text.clone(), documents).is_none(), "`{}` is there twice", term.text);
        }
    }
    listed
}

#[test]
fn a_large_archive_has_a_file_for_what_is_told_in_a_language() {
    let mut archive = Archive::english((0..4097).map(|_| String::new()));
    let language = Value { key: "fr".to_owned(), ..Value::default() };
    archive.outline.values.insert(Facet::Language, vec![language]);
    let mut sets: [Vec<u32>; 7] = Default::default();
    let place = Facet::ALL.iter().position(|facet| *facet == Facet::Language).unwrap();
    sets[place].push(0);
    archive.outline.facts[4096] = Facts::new(2020, &sets, &[], &[]);
    let index = Index::new(&archive.index());
    index.check_names();
    assert_eq!(index.told(), [vec![], vec![4096], vec![], vec![], vec![]]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_language_has_the_documents_that_are_told_in_it(mut archive in archives()) {
        let languages = archive.outline.languages.clone();
        let values = archive.outline.values.get_mut(&Facet::Language).unwrap();
        values.iter_mut().zip(&languages).for_each(|(value, language)| value.key = language.clone());
        let has = |facts: &Facts, number: u32| facts.values(Facet::Language).contains(&number);
        let of = |number: u32| (0..).zip(&archive.outline.facts).filter(move |(_, facts)| has(facts, number));
        let expected: Vec<Vec<u32>> = (0..).zip(&languages).map(|(number, _)| of(number).map(|(at, _)| at).collect()).collect();
        prop_assert_eq!(Index::new(&archive.index()).told(), expected);
    }

    #[test]
    fn every_form_leads_to_the_documents_it_stands_in_and_no_other(archive in archives()) {
        let index = Index::new(&archive.index());
        let forms = archive.forms();
        let expected: BTreeMap<String, BTreeSet<u32>> =
            forms.iter().map(|(form, documents)| (form.clone(), documents.keys().copied().collect())).collect();
        prop_assert_eq!(listed(&index), expected);
        for form in forms.keys() {
            prop_assert!(index.find(form).is_some_and(|term| term.text == *form), "{}", form);
        }
        index.check_names();
    }

    #[test]
    fn every_occurrence_has_a_position(archive in archives()) {
        let index = Index::new(&archive.index());
        let mut counted: BTreeMap<String, BTreeMap<u32, usize>> = BTreeMap::new();
        let lists: BTreeSet<_> = index.every_term().flat_map(|term| &term.groups).collect();
        for place in lists {
            for (form, positions) in index.group(place).forms.iter().zip(index.positions(place)) {
                for ((document, impact), positions) in form.documents.iter().zip(positions) {
                    prop_assert!((1..=15).contains(impact));
                    prop_assert!(positions.is_sorted_by(|one, other| one < other));
                    if !form.text.starts_with('\u{1}') {
                        *counted.entry(form.text.clone()).or_default().entry(*document).or_default() += positions.len();
                    }
                }
            }
        }
        prop_assert_eq!(counted, archive.forms());
    }

    #[test]
    fn facet_lists_and_columns_agree_with_the_facts(archive in archives()) {
        let index = Index::new(&archive.index());
        for facet in Facet::ALL {
            let sets: Vec<Vec<u32>> = archive.outline.facts.iter().map(|facts| facts.values(facet).to_vec()).collect();
            prop_assert_eq!(index.column(facet), &sets[..]);
            for number in 0..4 {
                let expected: Vec<u32> = (0..).zip(&sets).filter(|(_, set)| set.contains(&number)).map(|(document, _)| document).collect();
                let term = index.find(&format!("\u{1}{}:k{number}", facet.key()));
                let group = term.map(|term| index.group(&term.groups[0]));
                let listed: Vec<(u32, u8)> = group.map(|group| group.forms[0].documents.clone()).unwrap_or_default();
                prop_assert_eq!(listed, expected.into_iter().map(|document| (document, 1)).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn phrases_stand_in_consecutive_positions(archive in archives()) {
        let index = Index::new(&archive.index());
        for (number, document) in (0..).zip(&archive.documents) {
            for telling in &document.tellings {
                let mut tokens = Vec::new();
                each_token(&telling.prose, &mut |token| tokens.push((token.text.to_owned(), token.position)));
                prop_assert!(tokens.is_empty() || stands(&index, number, &tokens), "{:?}", tokens);
            }
        }
    }
}

/// Whether tokens stand in a document at the distances they have in a text.
fn stands(index: &Index, document: u32, tokens: &[(String, u32)]) -> bool {
    let starts = |(text, offset): &(String, u32)| -> BTreeSet<u32> {
        let term = index.find(text).unwrap();
        let mut found = BTreeSet::new();
        for place in &term.groups {
            for (form, positions) in index.group(place).forms.iter().zip(index.positions(place)) {
                let own = form.documents.iter().position(|(own, _)| *own == document && form.text == *text);
                found.extend(own.into_iter().flat_map(|own| &positions[own]).filter_map(|at| at.checked_sub(*offset)));
            }
        }
        found
    };
    let mut all = tokens.iter().map(starts);
    let first = all.next().unwrap();
    !all.fold(first, |left, next| left.intersection(&next).copied().collect()).is_empty()
}

fn in_threads(threads: usize, archive: &Archive) -> Files {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(|| archive.index())
}

#[test]
fn the_files_are_the_same_for_any_number_of_threads() {
    let text = |number: usize| format!("word{} and w{} in panne{}", number % 7, number % 911, number);
    let archive = Archive::english((0..3_000).map(text));
    let one = in_threads(1, &archive);
    assert!(one == in_threads(2, &archive) && one == in_threads(5, &archive));
}

#[test]
fn an_archive_may_be_empty_or_have_one_document() {
    let empty = Index::new(&Archive::default().index());
    assert_eq!((empty.root.documents, empty.root.shards.len(), empty.files.len()), (0, 0, 1));
    let one = Index::new(&Archive::english(["Panne".to_owned()]).index());
    assert_eq!(one.find("panne").unwrap().documents, 1);
    assert_eq!(one.cards().len(), 1);
}

#[test]
fn a_document_more_than_a_segment_holds_opens_the_next() {
    let archive = Archive::english((0..4_097).map(|number| format!("x y{number}")));
    let index = Index::new(&archive.index());
    let root = &index.root;
    assert_eq!((root.documents, root.columns.len(), root.tables.len()), (4_097, 2, 3));
    assert_eq!(index.column(Facet::Impact).len(), 4_097);
    let ids: Vec<String> = index.cards().iter().map(|card| card["i"].as_str().unwrap().to_owned()).collect();
    assert_eq!(ids, (0..4_097).map(|number| format!("i{number}")).collect::<Vec<_>>());
    assert_eq!(index.find("x").unwrap().documents, 4_097);
    assert_eq!(root.years, [(2020, 4_097)]);
}

#[test]
fn hostile_texts_are_words_like_others() {
    let long = "x".repeat(1 << 20);
    let marks = "\u{301}".repeat(100_000);
    let archive = Archive::english([
        long.clone(),
        marks.clone(),
        format!("{long} {marks} end"),
        "</script>\u{0}\u{1}impact:k".into(),
    ]);
    let index = Index::new(&archive.index());
    assert_eq!(index.find(&"x".repeat(64)).unwrap().documents, 2);
    assert_eq!(index.find("end").unwrap().documents, 1);
    let cards = index.cards();
    assert_eq!(cards[0]["n"][0]["b"].as_str().unwrap().len(), 6_000);
    assert_eq!(cards[1]["n"][0]["b"].as_str().unwrap().chars().count(), 6_000);
    assert!(index.every_term().all(|term| !term.text.starts_with('\u{1}')));
}

/// A hundred thousand words; some in many documents.
fn large() -> Archive {
    let word = |number: usize| {
        let letter = |place: u32| char::from(b'a' + u8::try_from(number / 20_usize.pow(place) % 20).unwrap());
        [4, 2, 0, 3, 1].map(letter).iter().collect::<String>()
    };
    let text = |number: usize| {
        let rare = (0..100).map(|place| word((number * 100 + place) * 7_919 % 3_200_000));
        let common = (0..30).map(|place| format!("common{}", (number * (place + 3)) % (place * place + 1)));
        rare.chain(common).collect::<Vec<_>>().join(" ")
    };
    Archive::english((0..1_000).map(text))
}

#[test]
fn files_are_small_whatever_is_in_them() {
    let files = large().index();
    let index = Index::new(&files);
    let terms: Vec<_> = index.every_term().collect();
    assert!(terms.len() > 90_000, "{}", terms.len());
    assert!(terms.is_sorted_by(|one, other| one.text.encode_utf16().lt(other.text.encode_utf16())));
    for (name, bytes) in &files {
        let raw = index.file(name).len();
        match name.chars().next() {
            Some('d') => assert!(bytes.len() <= 6_000, "{name} has {}", bytes.len()),
            Some('p') => assert!(
                raw <= 34 << 10 || index.groups(name).len() == 1 || raw <= 136 << 10 && alike(&index, name),
                "{name} has {raw}"
            ),
            _ => {}
        }
    }
}

/// Whether each group of a file shares a form with another of it.
fn alike(index: &Index, name: &str) -> bool {
    let groups = index.groups(name);
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    for form in groups.iter().flat_map(|group| &group.forms) {
        *forms.entry(&form.text).or_default() += 1;
    }
    groups.iter().all(|group| group.forms.iter().any(|form| forms[&*form.text] > 1))
}

#[test]
fn an_edit_changes_the_files_of_its_words_only() {
    let mut archive = large();
    let before: BTreeSet<String> = archive.index().into_keys().collect();
    archive.documents[500].tellings[0].prose.push_str(" zanzibar xylophone");
    let after = archive.index();
    let changed: Vec<&String> = after.keys().filter(|name| !before.contains(*name)).collect();
    let of = |kind: char| changed.iter().filter(|name| name.starts_with(kind)).count();
    assert!(of('k') == 1 && of('t') == 1 && of('c') == 0, "{changed:?}");
    assert!(of('p') <= 4 && of('q') <= 4 && of('d') <= 6, "{} {} {} of {}", of('p'), of('q'), of('d'), after.len());
}

#[test]
fn a_document_more_keeps_nearly_all_files() {
    let mut archive = large();
    let before: BTreeSet<String> = archive.index().into_keys().collect();
    archive.documents.push(document(1_000, 0, "alpha beta gamma".into()));
    archive.outline.facts.push(Facts::new(2021, &Default::default(), &[], &[]));
    let after = archive.index();
    let changed = after.keys().filter(|name| !before.contains(*name));
    let changed = changed.map(|name| name.get(..1).unwrap()).fold(BTreeMap::new(), |mut counts, kind| {
        *counts.entry(kind).or_insert(0) += 1;
        counts
    });
    let words = 9;
    assert!(changed.values().all(|count| *count <= 2 * words), "{changed:?} of {}", before.len());
}

#[test]
fn words_of_a_glossary_find_each_other_across_languages() {
    let telling = |language, text: &str| document(0, language, text.to_owned());
    let archive =
        Archive::of(vec![telling(0, "expired certificates"), telling(1, "le certificat"), telling(2, "انتهت الشهادة")]);
    let index =
        Index::new(&archive.index_with("en: certificate, x509cert | fr: certificat | ar: شهادة | de: Zertifikat"));
    let found = |word: &str| -> BTreeSet<u32> {
        let term = index.find(word).unwrap();
        let groups = term.groups.iter().map(|place| index.group(place));
        groups.flat_map(|group| &group.forms).flat_map(|form| &form.documents).map(|(document, _)| *document).collect()
    };
    for word in ["certificates", "certificat", "شهاد", "الشهاده", "zertifikat", "x509cert"] {
        assert_eq!(found(word), BTreeSet::from([0, 1, 2]), "{word}");
    }
    assert_eq!(found("expired"), BTreeSet::from([0]));
    assert_eq!(
        index.group(&index.find("certificates").unwrap().groups[0]).forms[0].text,
        "certificates",
        "its own group first"
    );
}

#[test]
fn arabic_words_find_those_with_a_particle_written_onto_them() {
    let telling = |text: &str| document(0, 2, text.to_owned());
    let archive = Archive::of(vec![telling("موسكو"), telling("بموسكو"), telling("والمحطة")]);
    let index = Index::new(&archive.index());
    let groups = |word: &str| index.find(word).unwrap().groups.len();
    assert_eq!((groups("موسكو"), groups("بموسكو")), (2, 2));
    assert_eq!(index.find("محط").unwrap().documents, 1, "the stem is a term");
}

#[test]
fn titles_weigh_more_than_prose_however_common_the_word_is() {
    for others in [2_100, 17_000] {
        let prose = Telling { title: "Other".into(), prose: "kyiv".into(), ..Telling::default() };
        let title = Telling { title: "Kyiv".into(), prose: "kyiv kyiv".into(), ..Telling::default() };
        let document = |telling: &Telling| Document { tellings: vec![telling.clone()], ..Document::default() };
        let mut documents = vec![document(&prose); others];
        documents.push(document(&title));
        let index = Index::new(&Archive::of(documents).index());
        let term = index.find("kyiv").unwrap();
        let found = &index.group(&term.groups[0]).forms[0].documents;
        assert_eq!(found.len(), others + 1);
        assert!(found[others].1 > found[0].1, "{:?} {:?}", found[0], found[others]);
    }
}

#[test]
fn titles_weigh_more_than_prose_and_short_texts_more_than_long_ones() {
    let with = |title: &str, prose: String| {
        let telling = Telling { title: title.into(), prose, ..Telling::default() };
        Document { ids: vec!["x".into()], tellings: vec![telling], ..Document::default() }
    };
    let archive = Archive::of(vec![
        with("Kyiv", "other".into()),
        with("Other", "kyiv".into()),
        with("Other", format!("kyiv {}", "word ".repeat(2_000))),
    ]);
    let index = Index::new(&archive.index());
    let term = index.find("kyiv").unwrap();
    let impacts: Vec<u8> = index.group(&term.groups[0]).forms[0].documents.iter().map(|(_, impact)| *impact).collect();
    assert!(impacts[0] > impacts[1] && impacts[1] > impacts[2], "{impacts:?}");
}
