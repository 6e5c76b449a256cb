// Asks a built site in headless Chromium and prints what that costs: node browser.mjs SITE [PORTABLE SITE]
// Files are counted as the server sends them; it sends them as they are.

import assert from "node:assert/strict";
import { inParallel, fileAddress, openPage, serve, startBrowser } from "../../tests/browser/harness.mjs";
import { openArchive } from "../../tests/search/client.mjs";

const [site, portable] = process.argv.slice(2);
const COLD = 24;
const WARM = 120;

const line = (what, ...values) => console.log(what.padEnd(46) + values.map((value) => `${value}`.padStart(16)).join(""));
const quantile = (values, share) => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];
const told = (values, digits = 0) => [0.5, 0.95, 1].map((share) => quantile(values, share).toFixed(digits)).join(" / ");

/** Words of the archive: the commonest, and others at even distances between it and the rarest. */
async function words(count) {
  const archive = await openArchive(site, "en");
  const entries = (await archive.near("", Infinity)).filter(({ term, documents }) => documents && !term.startsWith("\x01"));
  entries.sort((a, b) => b.documents - a.documents || (a.term < b.term ? -1 : 1));
  const commonest = Math.ceil(count / 4);
  const step = (entries.length - commonest) / (count - commonest);
  const rest = Array.from({ length: count - commonest }, (_, place) => entries[Math.floor(commonest + place * step)]);
  return [...entries.slice(0, commonest), ...rest].map(({ term }) => term);
}

/** What the search page shows for a question, and the files of the index it loads until it stands still. */
async function shown(browser, address, text) {
  const page = await openPage(browser);
  const loaded = [];
  page.on("response", (response) => /\/search\/\w+\.(bin|js)$/.test(response.url()) && loaded.push(response));
  await page.goto(`${address}?q=${encodeURIComponent(text)}`);
  await page.waitForSelector("#results > li");
  await page.waitForLoadState("networkidle");
  const results = await page.$$eval("#results .what a", (links) => links.map((link) => link.textContent));
  const count = await page.textContent("#count");
  const bodies = await Promise.all(loaded.map(async (response) => [response.url().match(/(\w+)\.\w+$/)[1], (await response.body().catch(() => "")).length]));
  assert.deepEqual(page.complaints, []);
  await page.context().close();
  return { results, count, bodies };
}

/** Milliseconds of each question, asked twice in the browser: the second time, up to the cards of the first ten results. */
function ask(page, texts) {
  return page.evaluate(async (texts) => {
    const folder = new URL(".", location.href).href.replace(/search\/$/, "");
    const load = async (name) => new Uint8Array(await (await fetch(`${folder}search/${name}.bin`)).arrayBuffer());
    const archive = await annalsCore.open(load, document.documentElement.lang);
    const once = async (text) => {
      const start = performance.now();
      const answer = await archive.find({ text, facets: new Map(), from: -Infinity, to: Infinity });
      await Promise.all(archive.ranking(answer).slice(0, 10).map((document) => archive.card(document)));
      const found = performance.now();
      await archive.counts(answer);
      return [found - start, performance.now() - found];
    };
    const times = [];
    for (const text of texts) {
      await once(text);
      await once(text);
      times.push(await once(text));
    }
    return times;
  }, texts);
}

const browser = await startBrowser();
const server = await serve(site);
try {
  const cold = await inParallel(await words(COLD), 2, (word) => shown(browser, `${server.address}search/`, `${word} `));
  const of = (kinds) => cold.map(({ bodies }) => bodies.filter(([name]) => kinds.test(name)));
  const bytes = (files) => files.reduce((sum, [, size]) => sum + size, 0);
  line("bytes before the first query", Math.max(...of(/^root$/).map(bytes)));
  line("", "median / 95 % / most");
  const found = of(/^(root|[dpq])/);
  line("one word cold: files", told(found.map((files) => files.length)));
  line("one word cold: bytes", told(found.map(bytes)));
  line("its first ten results: files", told(of(/^[tk]/).map((files) => files.length)));
  line("its first ten results: bytes", told(of(/^[tk]/).map(bytes)));
  line("the counts of facets, once: bytes", told(of(/^c/).map(bytes)));
  const page = await openPage(browser);
  await page.goto(`${server.address}search/`);
  const known = await words(WARM);
  const pairs = known.map((word, at) => `${word} ${known[(at * 7 + 1) % known.length]}`);
  const mistyped = known.filter((word) => /^\p{L}{5,}$/u.test(word)).map((word) => word.replace(/(..)(.)(.)/u, "$1$3$2"));
  for (const [what, texts] of [["one word", known], ["two words", pairs], ["one mistyped word", mistyped]]) {
    const times = await ask(page, texts);
    line(`warm query of ${what}, ms`, told(times.map(([found]) => found), 1));
    line("  the commonest, ms", times[0][0].toFixed(1));
    line("  the counts of facets after it, ms", told(times.map(([, counted]) => counted), 1));
  }
  assert.deepEqual(page.complaints, []);
  if (portable) await askedEverywhere();
} finally {
  await server.close();
  await browser.close();
}

/** The same questions from disk and from below a folder of a host have the same answers. */
async function askedEverywhere() {
  const below = await serve(site, "/a/b/");
  const all = await words(COLD);
  for (const word of all) {
    const answers = [];
    for (const address of [`${server.address}search/`, `${below.address}search/`, fileAddress(portable, "search/index.html")]) {
      const { results, count } = await shown(browser, address, word);
      answers.push({ results, count });
    }
    assert.ok(answers[0].results.length, word);
    assert.deepEqual(answers[1], answers[0], word);
    assert.deepEqual(answers[2], answers[0], word);
  }
  await below.close();
  line("asked from file:// and below /a/b/", `${all.length} the same`);
}
