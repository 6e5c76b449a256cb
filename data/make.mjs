// Writes the tables of this folder from Unicode CLDR. See README.md for where the sources come from.
//
//     node data/make.mjs NODE_MODULES CLDR_41_COMMON
//
// NODE_MODULES    folder with the cldr-* packages
// CLDR_41_COMMON  the folder `common` of CLDR 41 (it has `subdivisions/fr.xml`)

import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [modules, cldr41] = process.argv.slice(2);
if (!modules || !cldr41) {
  console.error("usage: node data/make.mjs NODE_MODULES CLDR_41_COMMON");
  process.exit(2);
}
const data = dirname(fileURLToPath(import.meta.url));

// Languages that get names of countries, groups and languages.
const LANGUAGES = [
  "ar", "bn", "de", "en", "es", "fa", "fr", "he", "hi", "id", "it", "ja", "ko", "ms", "nl", "pl", "pt", "pt-PT",
  "ru", "sw", "th", "tr", "uk", "ur", "vi", "zh", "zh-Hant",
];

// Languages that get names of subdivisions.
const SUBDIVISION_LANGUAGES = ["ar", "de", "en", "fr"];

// Languages a write-up, a source or a page may be in.
const NAMED_LANGUAGES = [
  "af", "am", "ar", "az", "be", "bg", "bn", "bo", "bs", "ca", "ckb", "cs", "cy", "da", "de", "el", "en", "en-GB",
  "en-US", "eo", "es", "es-419", "et", "eu", "fa", "fa-AF", "fi", "fil", "fr", "fr-CA", "ga", "gl", "gu", "ha",
  "he", "hi", "hr", "hu", "hy", "id", "ig", "is", "it", "ja", "jv", "ka", "kk", "km", "kn", "ko", "ku", "ky", "lo",
  "lt", "lv", "mk", "ml", "mn", "mr", "ms", "mt", "my", "nb", "ne", "nl", "nn", "no", "om", "or", "pa", "pl", "ps",
  "pt", "pt-BR", "pt-PT", "ro", "ru", "rw", "sd", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "tg",
  "th", "ti", "tk", "tr", "ug", "uk", "ur", "uz", "vi", "xh", "yo", "zh", "zh-Hans", "zh-Hant", "zu",
];

// UN M49 groups: the code, and an address from the English name that the United Nations give it.
const GROUPS = {
  "001": "world", "002": "africa", "003": "north-america", "005": "south-america", "009": "oceania",
  "011": "western-africa", "013": "central-america", "014": "eastern-africa", "015": "northern-africa",
  "017": "middle-africa", "018": "southern-africa", "019": "americas", "021": "northern-america",
  "029": "caribbean", "030": "eastern-asia", "034": "southern-asia", "035": "south-eastern-asia",
  "039": "southern-europe", "053": "australia-and-new-zealand", "054": "melanesia", "057": "micronesia",
  "061": "polynesia", "142": "asia", "143": "central-asia", "145": "western-asia", "150": "europe",
  "151": "eastern-europe", "154": "northern-europe", "155": "western-europe", "202": "sub-saharan-africa",
  "419": "latin-america-and-the-caribbean",
};

// CLDR counts these as territories; ISO 3166-1 does not assign them (it reserves some) and M49 has no QO.
const NOT_ISO = new Set(["AC", "CP", "CQ", "DG", "EA", "IC", "TA", "EU", "EZ", "UN", "QO"]);
const ISO_COUNTRIES = 249;

// Where CLDR's first name is not the plain name of the place ("Hong Kong SAR China"), its short one is.
const SHORT_NAME_FIRST = new Set(["HK", "MM", "MO", "PS"]);

const json = (...path) => JSON.parse(readFileSync(join(modules, ...path), "utf8"));
const supplemental = (file) => json("cldr-core", "supplemental", `${file}.json`).supplemental;
const aliases = supplemental("aliases").metadata.alias;
const subdivisionTree = supplemental("subdivisionContainment").subdivisionContainment;
const canonical = (code) => GROUPS[code] ?? (code === code.toUpperCase() ? code : iso3166_2(code));
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

function iso3166_2(code) {
  return `${code.slice(0, 2)}-${code.slice(2)}`.toUpperCase();
}

/** Writes rows sorted by their text, one a line, without trailing empty fields. */
function write(file, columns, rows) {
  const lines = rows.map((row) => row.join("\t").replace(/\t+$/, "")).sort(compare);
  writeFileSync(join(data, file), [`# ${columns.join("\t")}`, ...lines, ""].join("\n"));
}

/** The tables of several languages as a Rust expression, English, French and Arabic first. */
function list(tables, languages) {
  const first = ["en", "fr", "ar"];
  const rest = languages.filter((language) => !first.includes(language)).sort(compare);
  const rows = [...first, ...rest].map((tag) => `    ("${tag}", include_str!("${tables}.${tag}.tsv")),`);
  writeFileSync(join(data, "names", `${tables}.rs`), ["&[", ...rows, "]", ""].join("\n"));
}

/** The M49 tree as [child, parent]: 202 and 419 are levels of it; CLDR calls them groupings, and skips them. */
function groupTree() {
  const containment = supplemental("territoryContainment").territoryContainment;
  const contained = (code) => containment[code]?._contains ?? [];
  const within = (code, between) => contained(between).includes(code);
  const edges = [];
  for (const group of Object.keys(GROUPS)) {
    for (const member of contained(group)) {
      if (NOT_ISO.has(member)) continue;
      if (group === "003") continue;
      if (group === "002" && within(member, "202")) continue;
      if (group === "019" && within(member, "419")) continue;
      edges.push([member, group]);
    }
  }
  return [...edges, ["AQ", "001"], ["202", "002"], ["419", "019"], ["003", "019"]];
}

/** North America (003) overlaps the tree: its members keep their place and name it second. */
function overlaps() {
  return ["013", "021", "029"].map((member) => [member, "003"]);
}

function territoryRows() {
  const codes = supplemental("codeMappings").codeMappings;
  const parents = new Map();
  for (const [child, parent] of [...groupTree(), ...overlaps()]) {
    parents.set(child, [...(parents.get(child) ?? []), parent]);
  }
  const countries = [...parents.keys()].filter((code) => !GROUPS[code]);
  if (countries.filter((code) => code !== "XK").length !== ISO_COUNTRIES) {
    throw new Error(`expected ${ISO_COUNTRIES} countries of ISO 3166-1, found ${countries.length - 1}`);
  }
  const above = (code) => (parents.get(code) ?? []).map(canonical).join(" ");
  return [
    ...Object.keys(GROUPS).map((code) => [GROUPS[code], "group", above(code), code]),
    // Kosovo's XK is user-assigned: it has no number in M49, and CLDR's stand-ins are left out.
    ...countries.map((code) =>
      code === "XK"
        ? [code, "country", above(code)]
        : [code, "country", above(code), codes[code]._numeric, codes[code]._alpha3],
    ),
  ];
}

// CLDR knows these by numbers that ISO has since given up, and by a slip in one of its replacements.
const ALSO_COUNTRIES = { cnhk: "HK", cnmo: "MO", cntw: "TW" };
const MISWRITTEN = { cnmn: "cnnm" };

/** Codes that ISO 3166-2 gives to places which are countries of ISO 3166-1 as well: `US-PR` is `PR`. */
const isCountryToo = (code) => code in ALSO_COUNTRIES || aliases.subdivisionAlias[code]?._reason === "overlong";

function subdivisions() {
  return Object.entries(subdivisionTree).flatMap(([parent, { _contains }]) =>
    _contains.filter((code) => !isCountryToo(code)).map((code) => [code, parent]),
  );
}

/** Codes that were given up, or that name a country a second time, with what is written now. */
function aliasRows() {
  const rows = Object.entries(aliases.subdivisionAlias)
    .filter(([, { _replacement }]) => _replacement && !_replacement.includes(" "))
    .map(([code, { _reason, _replacement }]) => [
      iso3166_2(code),
      _reason === "overlong" ? "same" : "former",
      canonical(MISWRITTEN[_replacement] ?? _replacement),
    ]);
  const countries = Object.entries(ALSO_COUNTRIES).map(([code, country]) => [iso3166_2(code), "same", country]);
  return [...rows, ...countries].filter(([, , target]) => known.has(target));
}

/** A name as it stands alone, in a menu or a heading, where CLDR's is for the middle of a sentence. */
function standalone(name, language) {
  const [first] = name;
  const inner = /\p{Lu}/u.test(name) || language === "ka";
  return inner ? name : first.toLocaleUpperCase(language) + name.slice(first.length);
}

function territoryNames(language) {
  const names = json("cldr-localenames-full", "main", language, "territories.json").main[language]
    .localeDisplayNames.territories;
  return [...known.entries()]
    .filter(([, kind]) => kind !== "subdivision")
    .map(([code]) => {
      const key = Object.keys(GROUPS).find((group) => GROUPS[group] === code) ?? code;
      const short = names[`${key}-alt-short`];
      const first = SHORT_NAME_FIRST.has(key) && short ? short : names[key];
      const others = Object.keys(names).filter((name) => name === key || name.startsWith(`${key}-alt-`));
      const rest = new Set(others.map((name) => names[name]).filter((name) => name !== first));
      return [code, key === "001" ? standalone(first, language) : first, ...[...rest].sort(compare)];
    });
}

function cldr41Names(language) {
  const xml = readFileSync(join(cldr41, "subdivisions", `${language}.xml`), "utf8");
  const entities = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'" };
  const plain = (text) => text.replace(/&\w+;/g, (entity) => entities[entity]);
  return Object.fromEntries(
    [...xml.matchAll(/<subdivision type="(\w+)"[^>]*>([^<]+)</g)].map(([, code, name]) => [code, plain(name)]),
  );
}

/** Names of subdivisions: English of today; the others of CLDR 41, where the English name is still the same. */
function subdivisionNames(language, fixes) {
  const english = json("cldr-subdivisions-full", "subdivisions", "en", "en.json").subdivisions.localeDisplayNames
    .subdivisions;
  const englishThen = cldr41Names("en");
  const names = language === "en" ? english : cldr41Names(language);
  const current = (code) => language === "en" || english[code] === englishThen[code];
  return subdivisions().flatMap(([code]) => {
    const fix = fixes.get(iso3166_2(code));
    const source = fix?.same_as ? fix.same_as.replace("-", "").toLowerCase() : code;
    const name = fix?.[language] ?? (current(source) ? names[source] : undefined);
    // CLDR tells places of one name apart by a raised number; a reader knows them by what they lie in.
    return name ? [[iso3166_2(code), name.replace(/[²³]$/, "")]] : [];
  });
}

/** corrections.tsv, by hand: where the names that CLDR has belong to a code's former holder. */
function corrections() {
  const [head, ...lines] = readFileSync(join(data, "corrections.tsv"), "utf8").trim().split("\n");
  const columns = head.replace(/^# /, "").split("\t");
  return new Map(
    lines.map((line) => {
      const fields = line.split("\t");
      const row = Object.fromEntries(columns.map((column, at) => [column, fields[at] || undefined]));
      return [row.code, row];
    }),
  );
}

function languageNames(language) {
  return json("cldr-localenames-full", "main", language, "languages.json").main[language].localeDisplayNames
    .languages;
}

function languageRows(language) {
  const names = languageNames(language);
  return NAMED_LANGUAGES.filter((tag) => names[tag]).map((tag) => [tag, names[tag]]);
}

/** The name of each language in itself, as a menu of languages shows it. */
function endonymRows() {
  const folder = (tag) => ({ "zh-Hans": "zh", "pt-BR": "pt", "en-US": "en", no: "nb" })[tag] ?? tag;
  return NAMED_LANGUAGES.flatMap((tag) => {
    const name = languageNames(folder(tag))[tag];
    return name ? [[tag, standalone(name, tag)]] : [];
  });
}

/** Locales that CLDR covers well, without those that only repeat what their language has. */
function coveredLocales() {
  const levels = json("cldr-core", "coverageLevels.json").coverageLevels;
  const available = new Set(json("cldr-core", "availableLocales.json").availableLocales.full);
  return Object.keys(levels).filter((tag) => levels[tag] === "modern" && available.has(tag)).sort(compare);
}

function unitRows(locale) {
  const units = json("cldr-units-full", "main", locale, "units.json").main[locale].units;
  const rows = [];
  for (const width of ["long", "short"]) {
    for (const unit of ["day", "hour", "minute", "second"]) {
      for (const [key, pattern] of Object.entries(units[width][`duration-${unit}`])) {
        const category = /^unitPattern-count-(\w+)$/.exec(key)?.[1];
        if (category) rows.push([width, unit, category, pattern]);
      }
    }
  }
  return rows;
}

function percentRows(locale) {
  const numbers = json("cldr-numbers-full", "main", locale, "numbers.json").main[locale].numbers;
  const systems = Object.keys(numbers).map((key) => /^percentFormats-numberSystem-(\w+)$/.exec(key)?.[1]);
  return systems.filter(Boolean).map((system) => {
    const sign = numbers[`symbols-numberSystem-${system}`].percentSign;
    const [positive] = numbers[`percentFormats-numberSystem-${system}`].standard.split(";");
    return [system, positive.replace(/[#,0.]+/, "{0}").replace("%", sign)];
  });
}

/** Rows of every covered locale, those of a longer tag only if they differ from its language's. */
function perLocale(rowsOf) {
  return coveredLocales().flatMap((locale) => {
    const rows = rowsOf(locale);
    const [language] = locale.split("-");
    const repeats = language !== locale && JSON.stringify(rowsOf(language)) === JSON.stringify(rows);
    return repeats ? [] : rows.map((row) => [locale, ...row]);
  });
}

const territories = territoryRows();
const rows = [...territories, ...subdivisions().map(([code, parent]) => [iso3166_2(code), "subdivision", canonical(parent)])];
const known = new Map(rows.map(([code, kind]) => [code, kind]));
const fixes = corrections();

rmSync(join(data, "names"), { recursive: true, force: true });
mkdirSync(join(data, "names"));
write("regions.tsv", ["code", "kind", "parents", "m49", "alpha-3"], rows);
write("aliases.tsv", ["code", "same or former", "written now"], aliasRows());
for (const language of LANGUAGES) {
  write(`names/regions.${language}.tsv`, ["code", "name", "other names"], territoryNames(language));
  write(`names/languages.${language}.tsv`, ["tag", "name"], languageRows(language));
}
for (const language of SUBDIVISION_LANGUAGES) {
  write(`names/subdivisions.${language}.tsv`, ["code", "name"], subdivisionNames(language, fixes));
}
list("regions", LANGUAGES);
list("languages", LANGUAGES);
list("subdivisions", SUBDIVISION_LANGUAGES);
write("names/endonyms.tsv", ["tag", "name"], endonymRows());
write("units.tsv", ["locale", "width", "unit", "category", "pattern"], perLocale(unitRows));
write("percent.tsv", ["locale", "digits", "pattern"], perLocale(percentRows));
