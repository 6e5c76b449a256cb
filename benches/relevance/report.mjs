// Prints how well the archive is searched: node benches/relevance/report.mjs [--count N] [--seed N] [--words N]

import { parseArgs } from "node:util";
import { build, project } from "../../tests/browser/harness.mjs";
import { corpus } from "./corpus.mjs";
import { finder, keywordQueries, measure, table, titleQueries } from "./harness.mjs";

const { values } = parseArgs({ options: { count: { type: "string", default: "600" }, seed: { type: "string", default: "1" }, words: { type: "string", default: "3" } } });

for (const titles of [true, false]) {
  const { files, documents } = corpus({ count: +values.count, seed: +values.seed, titles });
  const find = await finder(build({ root: project(files) }));
  const make = titles ? (options) => keywordQueries(documents, { ...options, words: +values.words }) : (options) => titleQueries(documents, options);
  console.log(table(titles ? `keywords, ${values.words}` : "titles, not indexed", await measure(find, make)) + "\n");
}
