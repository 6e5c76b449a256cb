// What readers do to words: the same query as somebody else would type it.

import { GRAMMARS } from "./grammar.mjs";

const WORD = /[\p{L}\p{M}]+/gu;
const HARAKAT = [..."\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"];
const APOSTROPHES = [..."'’ʼ‘`´′"];
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const everyWord = (change) => (query, random) => query.replace(WORD, (word) => change(word, random));

/** Another of the spellings that Arabic writers take for the same. */
function spelling(word, random) {
  return word
    .replace(/^(ال|و|ب|لل)?[أإآ]/u, (_, front = "") => `${front}ا`)
    .replace(/[أإآ]/gu, "ا")
    .replace(/ؤ/gu, () => (random.chance(0.5) ? "و" : "ؤ"))
    .replace(/(?<=.)ئ/gu, () => (random.chance(0.5) ? "ي" : "ئ"))
    .replace(/ة$/u, "ه")
    .replace(/ى$/u, "ي")
    .replace(/(?<=..)ي$/u, "ى");
}

/** The particles and the article written onto the front of a word, dropped or added. */
function affixes(word, random) {
  if (word.length < 4) return word;
  const bare = word.replace(/^[وف]?(بال|كال|لل|ال)(?=...)/u, "");
  const fronts = ["", "ال", "وال", "بال", "لل", "و", "ب", "ل"].filter((front) => front + bare !== word);
  return random.pick(fronts) + bare;
}

const tashkeel = (word, random) => [...word].map((letter) => letter + (random.chance(0.5) ? random.pick(HARAKAT) : "")).join("");

const unaccented = (word) => word.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("œ", "oe").replaceAll("æ", "ae");

/** The other number of a noun or adjective, in English also the other form of a verb. */
const inflected = (language) => (word) => GRAMMARS[language].pairs.get(word.toLowerCase()) ?? word;

/** One mistake of a hurried hand in one of the words of four letters or more. */
const typo = (kind) => (query, random) => {
  const words = [...query.matchAll(WORD)].filter(([word]) => word.length >= 4);
  if (!words.length) return query;
  const { 0: word, index } = random.pick(words);
  return query.slice(0, index) + mistyped(word, kind ?? random.pick(Object.keys(TYPOS)), random) + query.slice(index + word.length);
};

const TYPOS = {
  substitution: (word, at, random) => word.slice(0, at) + random.pick(LETTERS) + word.slice(at + 1),
  deletion: (word, at) => word.slice(0, at) + word.slice(at + 1),
  insertion: (word, at, random) => word.slice(0, at) + random.pick(LETTERS) + word.slice(at),
  transposition: (word, at) => word.slice(0, at) + (word[at + 1] ?? "") + word[at] + word.slice(at + 2),
};

function mistyped(word, kind, random) {
  for (let turn = 0; turn < 20; turn++) {
    const other = TYPOS[kind](word, random.below(word.length), random);
    if (other !== word) return other;
  }
  return word;
}

const apostrophes = (query, random) => query.replace(/['’]/g, (own) => random.pick(APOSTROPHES.filter((other) => other !== own)));

/** Every class: what it is called, the languages it is of, what it does to a query. */
export const PERTURBATIONS = [
  { name: "Arabic spelling", languages: ["ar"], apply: everyWord(spelling) },
  { name: "Arabic affixes", languages: ["ar"], apply: everyWord(affixes) },
  { name: "Arabic tashkeel", languages: ["ar"], apply: everyWord(tashkeel) },
  { name: "French without accents", languages: ["fr"], apply: everyWord(unaccented) },
  { name: "French number", languages: ["fr"], apply: everyWord(inflected("fr")) },
  { name: "English inflection", languages: ["en"], apply: everyWord(inflected("en")) },
  ...["en", "fr"].flatMap((language) => [
    { name: `one typo, ${language}`, languages: [language], apply: typo() },
    ...Object.keys(TYPOS).map((kind) => ({ name: `  ${kind}, ${language}`, part: true, languages: [language], apply: typo(kind) })),
  ]),
  { name: "apostrophes", languages: ["fr", "en"], elided: true, apply: apostrophes },
];
