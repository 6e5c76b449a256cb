//! What keys and words are called elsewhere: in other languages, and in the files of other tools.

/// The key that is meant by another name of it.
pub(super) fn key(typed: &str) -> Option<&'static str> {
    meant(typed, KEYS)
}

/// The word of a closed list that is meant by another.
pub fn word(typed: &str) -> Option<&'static str> {
    meant(typed, WORDS)
}

fn meant(typed: &str, names: &[(&'static str, &[&str])]) -> Option<&'static str> {
    let typed = typed.to_lowercase();
    names.iter().find(|(_, names)| names.contains(&typed.as_str())).map(|(name, _)| *name)
}

/// Keys with what people type for them, in lower case.
const KEYS: &[(&str, &[&str])] = &[
    ("title", &["headline", "name", "العنوان", "عنوان", "überschrift"]),
    ("name", &["title", "nom", "label", "الاسم", "اسم"]),
    ("summary", &["description", "abstract", "résumé", "الملخص", "ملخص", "zusammenfassung"]),
    (
        "date",
        &["start", "started", "started_at", "begin", "début", "debut", "when", "التاريخ", "تاريخ", "datum", "beginn"],
    ),
    ("end", &["ended", "ended_at", "resolved_at", "resolvedwhen", "resolved_when", "fin", "النهاية", "نهاية", "ende"]),
    ("impact", &["severity", "gravité", "الأثر", "التأثير", "schwere"]),
    ("services", &["components", "affected", "systems", "الخدمات", "خدمات", "dienste"]),
    ("regions", &["countries", "country", "location", "pays", "المناطق", "الدول", "länder"]),
    ("cause", &["reason", "root_cause", "السبب", "سبب", "ursache"]),
    ("sources", &["references", "links", "المصادر", "مصادر", "quellen"]),
    ("updates", &["timeline", "mises-à-jour", "المستجدات", "التحديثات"]),
    ("tags", &["keywords", "categories", "mots-clés", "الوسوم"]),
    ("text", &["message", "body", "content"]),
    ("draft", &["brouillon", "hidden", "مسودة", "entwurf"]),
];

/// Words with what people type for them, in lower case.
const WORDS: &[(&str, &[&str])] = &[
    ("unknown", &["inconnu", "inconnue", "n/a", "غير معروف", "مجهول", "unbekannt"]),
    ("none", &["aucun", "aucune", "لا شيء", "keine"]),
    ("minor", &["low", "degraded", "degraded_performance", "partial_outage", "mineur", "mineure", "طفيف", "gering"]),
    ("major", &["high", "severe", "disrupted", "major_outage", "majeur", "majeure", "كبير", "schwer"]),
    ("critical", &["down", "critique", "حرج", "kritisch"]),
    ("resolved", &["fixed", "closed", "done", "résolu", "résolue", "تم الحل", "behoben"]),
    ("investigating", &["open", "enquête", "قيد التحقيق"]),
    ("official", &["primary", "officiel", "officielle", "رسمي"]),
    ("press", &["news", "media", "presse", "صحافة"]),
];
