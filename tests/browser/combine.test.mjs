// Text and facets combine exactly: random questions are answered as by going through all incidents one by one.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { corpus } from "../../benches/relevance/corpus.mjs";
import { Random } from "../../benches/relevance/random.mjs";
import { openArchive } from "../search/client.mjs";
import { build, project, read } from "./harness.mjs";

const COUNT = 240;
const QUESTIONS = 400;
/** A word in more of all incidents is left out beside rarer ones. */
const COMMON = 0.2;

let archive, documents, values;

before(async () => {
  const made = corpus({ count: COUNT });
  documents = made.documents;
  const site = build({ root: project(made.files) });
  archive = await openArchive(site, "en");
  values = valuesOf(read(site, "search/index.html"));
});

/** The values of each facet by their numbers, as the form of the search page has them. */
function valuesOf(html) {
  const values = new Map();
  for (const [input] of html.matchAll(/<input\b[^>]*type="?checkbox[^>]*>/g)) {
    const of = (name) => input.match(new RegExp(`\\b${name}="?([^" >]+)`))?.[1];
    const [facet, number] = of("id").split("-");
    values.set(facet, Object.assign(values.get(facet) ?? [], { [number]: of("value") }));
  }
  return values;
}

/** A question: words of letters and digits, which have no other forms, phrases of them, values of facets, years. */
function question(random) {
  const codes = Array.from({ length: random.below(4) }, () => (random.chance(0.3) ? `kx${random.below(2)}` : `kx${random.below(66)}`));
  const own = random.pick(documents).codes;
  const at = random.below(own.length - 1);
  const phrase = random.chance(0.15) ? own.slice(at, at + 2) : [];
  const facets = new Map();
  for (const facet of random.sample([...values.keys()], random.below(4))) {
    facets.set(facet, random.sample(Object.values(values.get(facet)), 1 + random.below(3)));
  }
  const from = random.chance(0.2) ? 2015 + random.below(3) : -Infinity;
  const to = random.chance(0.2) ? 2015 + random.below(4) : Infinity;
  const text = [...codes, ...(phrase.length ? [`"${phrase.join(" ")}"`] : [])].join(" ") + (phrase.length ? "" : " ");
  return { text, words: [...new Set([...codes, ...phrase])], phrase, facets, from, to };
}

const follows = (codes, [one, other]) => codes.some((code, at) => code === one && codes[at + 1] === other);

/** The words that decide what is found. */
function decisive(words) {
  const frequency = (word) => documents.filter(({ codes }) => codes.includes(word)).length;
  const rare = words.some((word) => frequency(word) && frequency(word) <= COUNT * COMMON);
  return words.filter((word) => !rare || frequency(word) <= COUNT * COMMON);
}

/** Incidents newest first, those with all the words of a question before others. */
function byDate(found, words) {
  const counted = decisive(words);
  const isWhole = ({ codes }) => counted.every((word) => codes.includes(word));
  return [...found].reverse().sort((a, b) => isWhole(b) - isWhole(a));
}

/** The incidents that a question finds if `free` is not among its facets. */
function expected({ words, phrase, facets, from, to }, free) {
  const counted = decisive(words);
  return documents.filter(({ codes, facts }) => {
    const says = !words.length || (counted.some((word) => codes.includes(word)) && (!phrase.length || follows(codes, phrase)));
    const chosen = [...facets].every(([facet, keys]) => facet === free || facts[facet].some((key) => keys.includes(key)));
    return says && chosen && (free === "year" || (facts.year[0] >= from && facts.year[0] <= to));
  });
}

const tally = (found, facet) => Object.values(values.get(facet)).map((key) => found.filter(({ facts }) => facts[facet].includes(key)).length);

test("the form knows the values that incidents have, and no others", () => {
  for (const [facet, keys] of values) {
    const used = new Set(documents.flatMap(({ facts }) => facts[facet]));
    assert.deepEqual(Object.values(keys).sort(), [...used].sort(), facet);
  }
  assert.deepEqual([...values.keys()].sort(), Object.keys(documents[0].facts).sort());
});

test("results and counts are those of a search through every incident", async () => {
  const random = new Random(3);
  let some = 0;
  for (let turn = 0; turn < QUESTIONS; turn++) {
    const asked = question(random);
    const told = JSON.stringify({ ...asked, facets: [...asked.facets] });
    const answer = await archive.find(asked);
    const cards = await Promise.all(archive.ranking(answer, true).map((document) => archive.card(document)));
    const found = expected(asked);
    assert.deepEqual(cards.map(({ i }) => i), byDate(found, asked.words).map(({ id }) => id), told);
    const [ranked, dated] = [false, true].map((dates) => [...archive.ranking(answer, dates)].sort((a, b) => b - a));
    assert.deepEqual(ranked, dated, told);
    const counts = await archive.counts(answer);
    for (const facet of values.keys()) {
      const told = tally(expected(asked, facet), facet);
      assert.deepEqual(told.map((_, number) => counts.get(facet)[number] ?? 0), told, `${facet} of ${JSON.stringify([...asked.facets])}`);
    }
    some += found.length > 0 && found.length < COUNT;
  }
  assert.ok(some > QUESTIONS / 3, `only ${some} questions have some answers`);
});
