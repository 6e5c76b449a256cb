// The answers of the theme's script that src/search must give too, and every engine.
//
//     node tests/search/vectors.mjs      writes characters.tsv, tokens.tsv and stems.tsv anew
//
// characters.tsv: `first..last <tab> what they are`, for characters that fold to themselves; `character <tab> what it folds
// to` for the others, in hexadecimal. Unassigned characters and those for private use are left out.
// tokens.tsv: a text, and its tokens as `text|position|start|end|kind`, places counted in UTF-16. The texts are cases.txt and
// the names of regions and languages of data/names.
// stems.tsv: the Arabic words of those texts with particles and endings, the stem of each, the word without a proclitic.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import vm from "node:vm";

const file = (path) => new URL(path, import.meta.url);
export const SCRIPT = readFileSync(file("../../themes/annals/assets/search/1-text.js"), "utf8");
const LANGUAGES = ["en", "fr", "ar", "ru", "zh", "th", "de", "fa", "he", "hi", "ja", "ko", "tr", "pl", "vi", "uk", "ur", "bn"];

const AFFIXES = [["ال", ""], ["وال", "ات"], ["بال", "ين"], ["لل", "ون"], ["و", "ها"], ["ب", "يه"], ["ل", "ي"], ["فال", "ان"], ["كال", "ه"]];

/** The script's own functions, in this engine. */
export function load() {
  const context = vm.createContext({});
  vm.runInContext(SCRIPT, context);
  return context.annalsText;
}

const hex = (text) => [...text].map((part) => part.codePointAt().toString(16).toUpperCase().padStart(4, "0")).join(" ");

/** What a character is that folds to itself, told by the tokens it makes. */
export function kindOf(text, character) {
  const [{ kind } = {}] = text.tokens(character + character);
  if (kind === "pair" || kind === "word") return kind;
  return text.tokens(`a${character}a`)[0].kind === "whole" ? "joiner" : "gap";
}

/** Every assigned character as a line of characters.tsv. */
function characters(text) {
  const lines = [];
  let open = {};
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xac00 && code <= 0xd7a3 && (code - 0xac00) % 97) continue; // Hangul: computed, so some stand for all
    const character = String.fromCodePoint(code);
    if (/^[\p{Cn}\p{Cs}\p{Co}]$/u.test(character)) continue;
    const folded = text.fold(character);
    const what = folded === character ? kindOf(text, character) : hex(folded);
    if (folded === character && open.last === code - 1 && open.what === what) open.last = code;
    else lines.push((open = { first: character, what, last: folded === character ? code : undefined }));
  }
  const line = ({ first, what, last }) => `${hex(first)}${last === undefined ? "" : `..${hex(String.fromCodePoint(last))}`}\t${what}`;
  return lines.map(line);
}

/** The lines of the vectors that don't hold; runs, with `kindOf`, in any engine. One too old for a character is not asked about it. */
export function wrong(text, { characters, tokens, stems }) {
  const parse = (codes) => codes.split(" ").map((code) => parseInt(code, 16) || 0);
  const string = (codes) => (codes ? String.fromCodePoint(...parse(codes)) : "");
  const holds = (line) => {
    const [from, what] = line.split("\t");
    const [first, last] = from.split("..").map((codes) => parse(codes)[0]);
    if (last === undefined) return /\p{Cn}/u.test(string(from)) || text.fold(string(from)) === string(what);
    for (let code = first; code <= last; code++) {
      const character = String.fromCodePoint(code);
      if (/\p{Cn}/u.test(character)) continue;
      if (text.fold(character) !== character || kindOf(text, character) !== what) return false;
    }
    return true;
  };
  const told = (source) =>
    [source, ...text.tokens(source).map(({ text, position, start, end, kind }) => [text, position, start, end, kind].join("|"))].join("\t");
  const stemmed = (word) => [word, text.lightArabic(word), text.withoutProclitic(word) ?? ""].join("\t");
  const word = (line) => line.split("\t")[0];
  return [
    ...characters.filter((line) => !holds(line)),
    ...tokens.filter((line) => told(word(line)) !== line),
    ...stems.filter((line) => stemmed(word(line)) !== line),
  ];
}

/** The vectors, line by line. */
export function vectors() {
  const lines = (name) => readFileSync(file(`${name}.tsv`), "utf8").split("\n").slice(0, -1);
  return { characters: lines("characters"), tokens: lines("tokens"), stems: lines("stems") };
}

/** The line of a text in tokens.tsv. */
function told(text, source) {
  const tokens = text.tokens(source).map(({ text, position, start, end, kind }) => [text, position, start, end, kind].join("|"));
  return [source, ...tokens].join("\t");
}

/** The line of a word in stems.tsv. */
function stemmed(text, word) {
  return [word, text.lightArabic(word), text.withoutProclitic(word) ?? ""].join("\t");
}

/** The words of stems.tsv. */
function words(text) {
  const found = texts().flatMap((source) => text.tokens(source).map((token) => token.text));
  const arabic = [...new Set(found)].filter((word) => /^[\u0621-\u06d3]+$/.test(word)).sort();
  const affixed = arabic.slice(0, 150).flatMap((word) => AFFIXES.map(([front, back]) => front + word + back));
  return [...arabic, ...affixed, "incident", "و", "ال", "وا", "بان", "𞸀𞸁"];
}

/** The texts of tokens.tsv. */
function texts() {
  const cases = readFileSync(file("cases.txt"), "utf8").split("\n").filter(Boolean);
  return cases.concat(LANGUAGES.flatMap((language) => names(`regions.${language}`).concat(names(`languages.${language}`))));
}

/** The names of a table, many to a line. */
function names(table) {
  const rows = readFileSync(file(`../../data/names/${table}.tsv`), "utf8").split("\n").slice(1).filter(Boolean);
  const all = rows.map((row) => row.split("\t").slice(1).join(" "));
  return Array.from({ length: Math.ceil(all.length / 24) }, (_, line) => all.slice(line * 24, line * 24 + 24).join(", "));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = load();
  writeFileSync(file("characters.tsv"), characters(text).join("\n") + "\n");
  writeFileSync(file("tokens.tsv"), texts().map((source) => told(text, source)).join("\n") + "\n");
  writeFileSync(file("stems.tsv"), words(text).map((word) => stemmed(text, word)).join("\n") + "\n");
}
