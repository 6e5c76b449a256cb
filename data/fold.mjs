// Writes the rules of fold.tsv into the theme's script. `cargo test` tells when that is due.
//
//     node data/fold.mjs

import { readFileSync, writeFileSync } from "node:fs";

const table = new URL("fold.tsv", import.meta.url);
const script = new URL("../themes/annals/assets/search/1-text.js", import.meta.url);
const [FIRST, LAST] = ["  // made by data/fold.mjs\n", "  // end of what data/fold.mjs made\n"];

const rows = readFileSync(table, "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
const of = (kind) => rows.map((row) => row.split("\t")).filter(([how]) => how === kind);

const escaped = (code) => (code.length > 4 ? `\\u{${code}}` : `\\u${code}`).toLowerCase();
const set = (kind) => of(kind).map(([, range]) => range.split("..").map(escaped).join("-")).join("");
const map = of("map").map(([, from, to]) => String.fromCodePoint(parseInt(from, 16)) + to).join(" ");

const made = [
  `const MAP = new Map("${map}".split(" ").map(([from, ...to]) => [from, to.join("")]));`,
  ...["drop", "keep", "split", "pair"].map((kind) => `const ${kind.toUpperCase()} = /[${set(kind)}]/u;`),
];
const text = readFileSync(script, "utf8");
const [before, rest] = text.split(FIRST);
const after = rest.split(LAST)[1];
writeFileSync(script, [before, FIRST, ...made.map((line) => `  ${line}\n`), LAST, after].join(""));
