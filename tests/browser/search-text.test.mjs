// Node and Chromium see of every text what src/search sees; tests/search_text.rs holds Rust to the same vectors.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { SCRIPT, kindOf, load, vectors, wrong } from "../search/vectors.mjs";
import { openPage, startBrowser } from "./harness.mjs";

let browser;
let page;

before(async () => {
  browser = await startBrowser();
  page = await openPage(browser);
  await page.evaluate(SCRIPT);
});
after(() => browser.close());

const inBrowser = (vectors) => page.evaluate(`(() => { ${kindOf}; return (${wrong})(annalsText, ${JSON.stringify(vectors)}); })()`);

describe("what search sees of a text", () => {
  it("is the same in Node", () => assert.deepEqual(wrong(load(), vectors()), []));

  it("is the same in Chromium", async () => assert.deepEqual(await inBrowser(vectors()), []));

  it("would be found to differ", async () => {
    const other = { characters: ["0041\t0062", "0030..0039\tgap"], tokens: ["a b\ta|0|0|1|word"], stems: ["شبكه\tشبكه\t"] };
    const all = Object.values(other).flat();
    assert.deepEqual(wrong(load(), other), all);
    assert.deepEqual(await inBrowser(other), all);
  });

  it("has no place for halves of surrogate pairs", () => {
    const { tokens } = load();
    const told = (text) => Array.from(tokens(text), (token) => [token.text, token.start, token.end]);
    assert.deepEqual(told("a\ud800b \udc00"), [["a", 0, 1], ["b", 2, 3]]);
    assert.deepEqual(told("\ud83d"), []);
  });
});
