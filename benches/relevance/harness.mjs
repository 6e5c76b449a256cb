// Known-item search: what a write-up says is asked for, and the write-up should come first.

import { ids, openArchive } from "../../tests/search/client.mjs";
import { load } from "../../tests/search/vectors.mjs";
import { LANGUAGES, prose } from "./corpus.mjs";
import { PERTURBATIONS } from "./perturbations.mjs";
import { Random } from "./random.mjs";

const TEXT = load();
/** A word of middling frequency is in two write-ups of its language or more, and in at most this share of them. */
const MIDDLING = 0.06;

/** The words of a write-up as they are written there, with the article or particle before an apostrophe if there is one. */
function words(telling) {
  const text = prose(telling);
  const tokens = TEXT.tokens(text).filter(({ kind, text }) => (telling.language === "zh" ? kind === "pair" : kind === "word" && text.length > 2));
  return tokens.map(({ text: form, start, end }) => {
    const [front = ""] = text.slice(Math.max(0, start - 3), start).match(/(?<![\p{L}\p{M}])(l|d|n|qu)['’]$/iu) ?? [];
    const [back = ""] = text.slice(end).match(/^['’]s(?!\p{L})/u) ?? [];
    return { form, surface: text.slice(start, end), elided: front || back ? front + text.slice(start, end) + back : undefined };
  });
}

/** How many write-ups of a language have each form. */
function frequencies(tellings) {
  const counts = new Map();
  for (const telling of tellings) for (const form of new Set(words(telling).map(({ form }) => form))) counts.set(form, (counts.get(form) ?? 0) + 1);
  return counts;
}

/**
 * Queries with the incident each is for: {id, language, text}, so many of each, of so
 * many words. `elided`: with an apostrophe in each.
 */
export function keywordQueries(documents, { elided = false, words: length = 3, each = 2, seed = 7 } = {}) {
  const random = new Random(seed);
  return LANGUAGES.flatMap((language) => {
    const own = documents.filter((document) => document.language === language);
    const counts = frequencies(own.map(({ tellings }) => tellings[0]));
    const middling = ({ form }) => counts.get(form) > 1 && counts.get(form) <= Math.max(3, own.length * MIDDLING);
    return own.flatMap((document) => {
      const known = [...new Map(words(document.tellings[0]).map((word) => [word.form, word])).values()].filter(middling);
      return Array.from({ length: each }, () => {
        const first = elided ? random.sample(known.filter((word) => word.elided), 1) : [];
        const chosen = [...first, ...random.sample(known.filter((word) => !first.includes(word)), length - first.length)];
        if (chosen.length < length || (elided && !first.length)) return undefined;
        return { id: document.id, language, text: chosen.map((word) => (elided && word.elided) || word.surface).join(" ") };
      }).filter(Boolean);
    });
  });
}

/** The titles as queries, for an archive without them. */
export function titleQueries(documents, { elided = false } = {}) {
  const queries = documents.map(({ id, language, title }) => ({ id, language, text: title }));
  return elided ? queries.filter(({ text }) => /['’]/.test(text)) : queries;
}

/** The queries of a class as they are and as somebody else would type them, where that makes a difference. */
function pairs(queries, { languages, apply }, seed) {
  const random = new Random(seed);
  const own = queries.filter(({ language }) => languages.includes(language));
  return own.map((query) => [query, { ...query, text: apply(query.text, random) }]).filter(([plain, other]) => plain.text !== other.text);
}

/** What ranks are worth: how many queries, the mean of 1/rank and the share found, among the first ten. */
function scores(ranks) {
  const sum = (list) => list.reduce((sum, each) => sum + each, 0);
  const found = ranks.filter((rank) => rank < 10);
  return { queries: ranks.length, mrr: sum(found.map((rank) => 1 / (rank + 1))) / ranks.length, success: found.length / ranks.length };
}

async function ranked(queries, find, page) {
  const ranks = [];
  for (const { id, language, text } of queries) {
    const rank = (await find(text, page ?? language)).indexOf(id);
    ranks.push(rank < 0 ? Infinity : rank);
  }
  return scores(ranks);
}

/** What a text finds on the pages of a language of a built site. */
export async function finder(site) {
  const archives = new Map();
  for (const language of LANGUAGES) archives.set(language, await openArchive(site, language));
  return (text, language) => ids(archives.get(language), text);
}

/**
 * The scores of a search by class: {name, plain, other, ratio}. `find` gives the ids that a text finds on the pages of
 * a language, best first; `make` gives queries, with an apostrophe in each if it is asked for. `whole`: each class as one.
 */
export async function measure(find, make, { whole = false } = {}) {
  const rows = [];
  for (const language of LANGUAGES) {
    const queries = make({}).filter((query) => query.language === language);
    rows.push({ name: `unperturbed, ${language}`, plain: await ranked(queries, find) });
  }
  for (const [number, perturbation] of PERTURBATIONS.entries()) {
    if (whole && perturbation.part) continue;
    const paired = pairs(make({ elided: perturbation.elided }), perturbation, 100 + number);
    const [plain, other] = [await ranked(paired.map(([query]) => query), find), await ranked(paired.map(([, query]) => query), find)];
    rows.push({ name: perturbation.name, plain, other, ratio: other.mrr / plain.mrr });
  }
  for (const language of ["en", "fr", "ru"]) {
    const queries = make({}).filter((query) => query.language === language);
    const [plain, other] = [await ranked(queries, find), await ranked(queries, find, "ar")];
    rows.push({ name: `${language} from an Arabic page`, plain, other, ratio: other.mrr / plain.mrr });
  }
  return rows;
}

/** The rows as a table. */
export function table(title, rows) {
  const number = (value) => (value === undefined ? "" : value.toFixed(3)).padStart(8);
  const line = ({ name, plain, other, ratio }) =>
    [name.padEnd(26), `${plain.queries}`.padStart(8), ...[plain.mrr, plain.success, other?.mrr, other?.success, ratio].map(number)].join("");
  const head = [title.padEnd(26), ...["queries", "MRR@10", "S@10", "MRR@10", "S@10", "ratio"].map((text) => text.padStart(8))].join("");
  return [head, ...rows.map(line)].join("\n");
}
