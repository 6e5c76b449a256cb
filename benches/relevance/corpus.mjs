// A project of invented incidents in five languages: the same files for the same count and seed.

import { GRAMMARS } from "./grammar.mjs";
import { Random } from "./random.mjs";

const SHARES = { en: 26, fr: 26, ar: 24, ru: 14, zh: 10 };
export const LANGUAGES = Object.keys(SHARES);

const SERVICES = ["velmo", "quanta", "ordino", "haskel", "pirune", "sontra", "mibelo", "tarvex", "lumdra", "jaskol"];
const CAUSES = ["power", "cooling", "hardware", "network", "cable-cut", "dns", "software", "configuration", "attack", "maintenance"];
const IMPACTS = ["minor", "minor", "major", "major", "critical", "none", "unknown"];
const STATUSES = ["resolved", "resolved", "resolved", "monitoring", "identified"];
/** Regions of the site's own, each with the one it lies within. */
const REGIONS = { hemland: "", northmark: "hemland", southmark: "hemland", eastport: "northmark", westport: "northmark", oldtown: "southmark", isle: "" };
/** Minutes that an incident takes, with the class of that. */
const DURATIONS = [[25, "under-hour"], [150, "hours"], [600, "half-day"], [4000, "days"], ["unknown", "unknown"], ["ongoing", "ongoing"]];

const SETTINGS = `title = "Relevance"
authority = "example.org,2012"
default_language = "en"
languages = [${LANGUAGES.map((language) => `"${language}"`).join(", ")}]
`;

/** A region with those it lies within. */
const within = (region) => (region ? [region, ...within(REGIONS[region])] : []);

/**
 * The files of a project by path, and its incidents from the oldest: {id, language, title, tellings, codes, facts}. Where
 * titles are left out, each incident has a number for a title.
 */
export function corpus({ count = 600, seed = 1, titles = true } = {}) {
  const documents = Array.from({ length: count }, (_, number) => incident(number, seed));
  const files = { "site.toml": SETTINGS };
  for (const service of SERVICES) files[`content/services/${service}.md`] = `---\nname: ${service[0].toUpperCase()}${service.slice(1)}\n---\n`;
  for (const [region, parent] of Object.entries(REGIONS)) {
    files[`content/regions/${region}.md`] = `---\nname: ${region[0].toUpperCase()}${region.slice(1)}\n${parent ? `within: ${parent}\n` : ""}---\n`;
  }
  for (const [number, document] of documents.entries()) Object.assign(files, writeUps(document, titles ? undefined : `${number}`));
  return { files, documents };
}

function incident(number, seed) {
  const random = new Random(seed * 1_000_003 + number);
  const start = new Date(Date.UTC(2015, 0, 1) + number * 5 * 86_400_000 + random.below(1440) * 60_000);
  const [original, other] = random.sample(LANGUAGES.flatMap((language) => Array(SHARES[language]).fill(language)), 2);
  const languages = [...new Set(random.chance(0.1) ? [original, other] : [original])];
  const tellings = languages.map((language) => telling(language, random));
  const regions = random.sample(Object.keys(REGIONS), 1 + random.below(2));
  const [minutes, duration] = random.pick(DURATIONS);
  // Words of letters and digits have no other form and are never mistyped ones: what finds them is exactly known.
  const codes = [...new Set([random.chance(0.4) ? "kx0" : "kx1", ...Array.from({ length: 3 }, () => `kx${2 + random.below(60)}`)])];
  const services = random.sample(SERVICES, 1 + random.below(2));
  const facts = {
    service: services,
    region: [...new Set(regions.flatMap(within))],
    cause: random.sample(CAUSES, 1),
    impact: [random.pick(IMPACTS)],
    status: [minutes === "ongoing" ? "monitoring" : random.pick(STATUSES)],
    language: languages,
    duration: [duration],
    year: [`${start.getUTCFullYear()}`],
  };
  const end = typeof minutes === "number" ? minute(new Date(start.getTime() + minutes * 60_000)) : minutes;
  return { id: `i${number}`, language: original, title: tellings[0].title, tellings, codes, facts, regions, start: minute(start), end };
}

const minute = (date) => `${date.toISOString().slice(0, 16)}Z`;

function telling(language, random) {
  const grammar = GRAMMARS[language];
  const theme = grammar.theme(random);
  const sentences = (count) => Array.from({ length: count }, () => grammar.sentence(theme, random)).join(language === "zh" ? "" : " ");
  const paragraphs = Array.from({ length: 3 }, () => sentences(3 + random.below(3)));
  // Half of the authors type straight apostrophes.
  const typed = random.chance(0.5) ? (text) => text.replaceAll("’", "'") : (text) => text;
  return { language, title: typed(grammar.title(theme, random)), summary: typed(sentences(1)), paragraphs: paragraphs.map(typed) };
}

function writeUps({ id, tellings, codes, facts, regions, start, end }, title) {
  const front = [
    `date: ${start}`,
    `end: ${end}`,
    `impact: ${facts.impact[0]}`,
    `status: ${facts.status[0]}`,
    `services: [${facts.service.join(", ")}]`,
    `regions: [${regions.join(", ")}]`,
    `cause: ${facts.cause[0]}`,
  ];
  const files = tellings.map((telling, place) => {
    const texts = [`title: ${JSON.stringify(title ?? telling.title)}`, `summary: ${JSON.stringify(telling.summary)}`];
    const body = [...telling.paragraphs, ...(place ? [] : [codes.join(" ")])];
    const lines = ["---", ...texts, ...(place ? [] : front), "---", "", body.join("\n\n"), ""];
    return [`content/incidents/${id}.${telling.language}.md`, lines.join("\n")];
  });
  return Object.fromEntries(files);
}

/** All of what is written in a telling, its title aside. */
export function prose(telling) {
  return [telling.summary, ...telling.paragraphs].join(" ");
}
