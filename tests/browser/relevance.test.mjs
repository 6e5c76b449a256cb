// What somebody types differently still finds the incident: each class of differences scores at least nine tenths of the
// same queries without them. benches/relevance makes the archive and the queries, and tells more of both.

import assert from "node:assert/strict";
import { test } from "node:test";
import { corpus } from "../../benches/relevance/corpus.mjs";
import { finder, keywordQueries, measure, titleQueries } from "../../benches/relevance/harness.mjs";
import { build, project } from "./harness.mjs";

const COUNT = 240;
const GATE = 0.9;

/** The scores of an archive with titles or without them, by class. */
async function scores(titles) {
  const { files, documents } = corpus({ count: COUNT, titles });
  const find = await finder(build({ root: project(files) }));
  const make = titles ? ({ elided }) => keywordQueries(documents, { elided, each: 1 }) : ({ elided }) => titleQueries(documents, { elided });
  return measure(find, make, { whole: true });
}

for (const [what, titles, least] of [["three of its words", true, 0.9], ["its title, which is not indexed", false, 0.5]]) {
  test(`an incident is found by ${what}, however they are typed`, async (t) => {
    for (const { name, plain, other, ratio } of await scores(titles)) {
      await t.test(name, () => {
        assert.ok(plain.queries >= 20, `only ${plain.queries} queries`);
        assert.ok(plain.mrr >= least, `${plain.mrr} unperturbed`);
        if (other) assert.ok(ratio >= GATE && other.success >= plain.success * GATE, `${JSON.stringify({ plain, other, ratio })}`);
      });
    }
  });
}
