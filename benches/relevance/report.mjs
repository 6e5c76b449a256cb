// Prints how well the archive is searched: node benches/relevance/report.mjs [--count N] [--seed N] [--misses CLASS]

import { parseArgs } from "node:util";
import { build, project } from "../../tests/browser/harness.mjs";
import { ids, openArchive } from "../../tests/search/client.mjs";
import { LANGUAGES, corpus } from "./corpus.mjs";
import { keywordQueries, measure, table, titleQueries } from "./harness.mjs";

const { values } = parseArgs({ options: { count: { type: "string", default: "600" }, seed: { type: "string", default: "1" } } });

/** What a text finds on the pages of a language of a built site. */
export async function finder(site) {
  const archives = new Map();
  for (const language of LANGUAGES) archives.set(language, await openArchive(site, language));
  return (text, language) => ids(archives.get(language), text);
}

for (const titles of [true, false]) {
  const { files, documents } = corpus({ count: +values.count, seed: +values.seed, titles });
  const find = await finder(build({ root: project(files) }));
  const make = titles ? (options) => keywordQueries(documents, options) : (options) => titleQueries(documents, options);
  console.log(table(titles ? "three keywords" : "titles, not indexed", await measure(find, make)) + "\n");
}
