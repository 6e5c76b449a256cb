// The theme's search client without a browser: the same scripts, with a site's files read from disk.

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import vm from "node:vm";

const script = (name) => readFileSync(new URL(`../../themes/annals/assets/search/${name}`, import.meta.url), "utf8");
const NEEDED = { TextDecoder, Blob, Response, DecompressionStream, Uint8Array, Uint16Array, Float32Array, Float64Array, Map, Set, Array, Math, Promise };

/** Opens the archive of a built site for the readers of a language; `asked`, if given, is told the name of every file read. */
export async function openArchive(site, language, asked = () => {}) {
  const context = vm.createContext({ ...NEEDED });
  for (const name of ["1-text.js", "2-core.js"]) vm.runInContext(script(name), context);
  const load = async (name) => {
    asked(name);
    return new Uint8Array(await readFile(join(site, "search", `${name}.bin`)));
  };
  return context.annalsCore.open(load, language);
}

/** The ids of the incidents that a question finds, best first. */
export async function ids(archive, text, { facets = new Map(), from = -Infinity, to = Infinity, byDate = false, most = 10 } = {}) {
  const answer = await archive.find({ text, facets, from, to });
  const ranking = archive.ranking(answer, byDate).slice(0, most);
  return (await Promise.all(ranking.map((document) => archive.card(document)))).map((card) => card.i);
}
