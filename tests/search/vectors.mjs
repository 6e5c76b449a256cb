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
const SCRIPT = readFileSync(file("../../themes/annals/assets/search/1-text.js"), "utf8");
const LANGUAGES = ["en", "fr", "ar", "ru", "zh", "th", "de", "fa", "he", "hi", "ja", "ko", "tr", "pl", "vi", "uk", "ur", "bn"];

const AFFIXES = [["ال", ""], ["وال", "ات"], ["بال", "ين"], ["لل", "ون"], ["و", "ها"], ["ب", "يه"], ["ل", "ي"], ["فال", "ان"], ["كال", "ه"]];

/** The script's own functions, in this engine. */
export function load() {
  const context = vm.createContext({});
  vm.runInContext(SCRIPT, context);
  return context.annalsText;
}

/** Every character as a line of characters.tsv; runs in any engine that has the script. */
export function characters(text) {
  const hex = (text) => [...text].map((part) => part.codePointAt().toString(16).toUpperCase().padStart(4, "0")).join(" ");
  const kind = (character) => {
    const [token] = text.tokens(`${character}${character}`).concat({ kind: "" });
    return token.kind === "pair" ? "pair" : token.kind === "word" ? "word" : text.tokens(`a${character}a`)[0].kind === "whole" ? "joiner" : "gap";
  };
  const lines = [];
  let open;
  for (let code = 0; code <= 0x10ffff; code++) {
    if (code >= 0xac00 && code <= 0xd7a3 && (code - 0xac00) % 97) continue; // Hangul: computed, so some stand for all
    const character = String.fromCodePoint(code);
    if (/^[\p{Cn}\p{Cs}\p{Co}]$/u.test(character)) continue;
    const folded = text.fold(character);
    if (folded !== character) lines.push((open = [hex(character), hex(folded)]));
    else if (open?.[2] === code - 1 && open[1] === kind(character)) open = [open[0], open[1], code];
    else open = [hex(character), kind(character), code];
    if (open[2] === undefined) continue;
    if (open[0] === hex(character)) lines.push(open);
    else lines[lines.length - 1] = open;
  }
  return lines.map(([first, what, last]) => (last === undefined ? `${first}\t${what}` : `${first}..${hex(String.fromCodePoint(last))}\t${what}`));
}

/** The line of a text in tokens.tsv. */
export function told(text, source) {
  const tokens = text.tokens(source).map(({ text, position, start, end, kind }) => [text, position, start, end, kind].join("|"));
  return [source, ...tokens].join("\t");
}

/** The line of a word in stems.tsv. */
export function stemmed(text, word) {
  return [word, text.lightArabic(word), text.withoutProclitic(word) ?? ""].join("\t");
}

/** The words of stems.tsv. */
export function words(text) {
  const found = texts().flatMap((source) => text.tokens(source).map((token) => token.text));
  const arabic = [...new Set(found)].filter((word) => /^[\u0621-\u06d3]+$/.test(word)).sort();
  const affixed = arabic.slice(0, 150).flatMap((word) => AFFIXES.map(([front, back]) => front + word + back));
  return [...arabic, ...affixed, "incident", "و", "ال", "وا", "بان", "𞸀𞸁"];
}

/** The texts of tokens.tsv. */
export function texts() {
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
