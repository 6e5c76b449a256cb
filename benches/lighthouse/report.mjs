// Lighthouse, as for a phone, on pages of the demo archive: node benches/lighthouse/report.mjs [--runs N] [--pages PATH,PATH] [--site FOLDER]
// Ends with 1 if a category's median is below 100 on any page, and says which audits cost points there.

import { parseArgs } from "node:util";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { build, findChromium } from "../../tests/browser/harness.mjs";
import { host } from "./host.mjs";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];
const PAGES = ["", "ar/", ...["incidents/telegram-2024-10-03/", "services/telegram/", "search/"].flatMap((page) => [page, `ar/${page}`])];

const { values } = parseArgs({
  options: { runs: { type: "string", default: "5" }, pages: { type: "string", default: PAGES.join() }, site: { type: "string" } },
});
const runs = Number(values.runs);
if (!(Number.isInteger(runs) && runs > 0)) throw new Error("--runs takes a number of at least 1");
const WIDTH = Math.max(16, 8 + 4 * runs);

/** What Lighthouse finds of an address. On a busy machine it misses the beginning of a page now and then, and asks to be run again. */
async function look(address, attempts = 3) {
  const result = await lookOnce(address);
  if (!result.runtimeError) return result;
  if (attempts === 1) throw new Error(`${address}: ${result.runtimeError.message}`);
  return look(address, attempts - 1);
}

/** What Lighthouse finds in a browser of its own. */
async function lookOnce(address) {
  const browser = await launch({ chromePath: findChromium(), chromeFlags: ["--headless=new", "--no-sandbox"], logLevel: "silent" });
  try {
    return (await lighthouse(address, { port: browser.port, onlyCategories: CATEGORIES, disableFullPageScreenshot: true, logLevel: "silent" })).lhr;
  } finally {
    await browser.kill();
  }
}

const score = ({ categories }, category) => Math.round(categories[category].score * 100);

/** The value in the middle, by what `key` makes of each; of two the lower. */
const median = (values, key) => [...values].sort((a, b) => key(a) - key(b))[Math.floor((values.length - 1) / 2)];

/** The result in the middle, by a category's score. */
const middle = (results, category) => median(results, (result) => score(result, category));

/** The audits that a category's score is less for, those that cost most first. */
function costs({ categories, audits }, category) {
  const { auditRefs } = categories[category];
  const all = auditRefs.reduce((sum, { weight }) => sum + weight, 0);
  const lost = auditRefs.map(({ id, weight }) => ({ id, points: (100 * weight * (1 - (audits[id].score ?? 1))) / all, shown: audits[id].displayValue ?? "" }));
  return lost.filter(({ points }) => points > 0).sort((a, b) => b.points - a.points);
}

const cell = (results, category) => `${score(middle(results, category), category)} (${results.map((result) => score(result, category)).join(" ")})`;

/** Prints a page's line, and beneath it what is below 100; tells whether nothing is. */
function report(page, results) {
  console.log(`/${page}`.padEnd(36) + CATEGORIES.map((category) => cell(results, category).padStart(WIDTH)).join(""));
  const low = CATEGORIES.filter((category) => score(middle(results, category), category) < 100);
  for (const category of low) {
    for (const { id, points, shown } of costs(middle(results, category), category)) {
      console.log(`  ${category} of /${page}: ${id} costs ${points.toFixed(1)} ${shown}`.trimEnd());
    }
  }
  const speed = median(results.map(({ environment }) => environment.benchmarkIndex), (index) => index);
  if (low.length) console.log(`  The machine's benchmark index: ${speed}; other programs on it cost points of performance.`);
  return low.length === 0;
}

process.once("SIGTERM", () => process.emit("SIGINT")); // at which the launcher ends its browsers

const server = await host(values.site ?? build());
let whole = true;
try {
  console.log("median (each run)".padEnd(36) + CATEGORIES.map((category) => category.padStart(WIDTH)).join(""));
  for (const page of values.pages.split(",")) {
    const results = [];
    for (let run = 0; run < runs; run++) results.push(await look(server.address + page));
    whole = report(page, results) && whole;
  }
} finally {
  server.close();
}
process.exitCode = whole ? 0 : 1;
