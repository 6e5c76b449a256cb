// Pages fit a phone, read from their language's side, and print.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { LANGUAGES, SAMPLES, build, openPage, serve, startBrowser } from "./harness.mjs";
import { LONG_PAGES, longWords } from "./long-words.mjs";

let browser;
let host;
let page;

before(async () => {
  browser = await startBrowser();
  host = await serve(build());
  page = await openPage(browser);
});
after(async () => {
  await browser.close();
  await host?.close();
});

describe("at 320 px", () => {
  for (const { code, folder } of LANGUAGES) {
    it(`no page in ${code} is wider than the screen`, async () => {
      await page.setViewportSize({ width: 320, height: 640 });
      const wide = [];
      for (const path of SAMPLES) {
        await page.goto(host.address + folder + path);
        const { scrollWidth, clientWidth } = await page.evaluate(() => ({
          scrollWidth: document.scrollingElement.scrollWidth,
          clientWidth: document.scrollingElement.clientWidth,
        }));
        if (scrollWidth > clientWidth) wide.push(`${folder}${path}: ${scrollWidth} px`);
      }
      assert.deepEqual(wide, []);
    });
  }
});

for (const theme of ["annals", "plain"]) {
  describe(`words as long as German makes them, in the theme ${theme}`, () => {
    let site;

    before(async () => {
      site = await serve(build({ root: longWords(theme) }));
    });
    after(() => site.close());

    for (const width of [320, 360, 1280]) {
      it(`stay on the screen and in their columns at ${width} px`, async () => {
        await page.setViewportSize({ width, height: 800 });
        const faults = [];
        for (const path of LONG_PAGES) {
          await page.goto(site.address + path, { waitUntil: path.startsWith("search/") ? "networkidle" : "load" });
          const { over, leaving } = await page.evaluate(outside);
          if (over > 0) faults.push(`${path} is ${over} px too wide`);
          faults.push(...leaving.map((text) => `${path}: ${text} leaves its column`));
        }
        assert.deepEqual(faults, []);
      });
    }

    it("break only where they must: short words of tables stay whole", async () => {
      await page.setViewportSize({ width: 320, height: 800 });
      await page.goto(`${site.address}statistics/`);
      assert.deepEqual(await page.evaluate(brokenWords), []);
    });
  });
}

describe("the reading direction", () => {
  for (const { code, folder, dir } of LANGUAGES) {
    it(`is ${dir} in ${code}, of the text and of the timeline`, async () => {
      await page.setViewportSize({ width: 1280, height: 900 });
      await page.goto(`${host.address}${folder}services/telegram/`);
      assert.equal(await page.evaluate(() => getComputedStyle(document.body).direction), dir);
      const [first, last] = [await left(".months span:first-child"), await left(".months span:last-child")];
      const [january, december] = [await left(mark("telegram-2021-01-04")), await left(mark("telegram-2020-12-16"))];
      assert.equal(first < last, dir === "ltr", "the names of the months");
      assert.equal(january < december, dir === "ltr", "the marks of incidents");
      assert.ok(Math.abs(january - first) < Math.abs(january - last), "an incident of January is under January");
    });
  }
});

describe("on paper", () => {
  it("an incident is printed without what only a screen needs", async () => {
    for (const { folder } of LANGUAGES) {
      await page.goto(`${host.address}${folder}incidents/telegram-2018-04-29/`);
      await page.emulateMedia({ media: "print" });
      for (const part of ["nav.sections", "nav.tongues", "nav.crumbs", "nav.pager"]) {
        assert.ok(await page.locator(part).isHidden(), `${part} is hidden`);
      }
      assert.ok(await page.locator("h1").isVisible());
      assert.equal((await page.pdf({ format: "A4" })).subarray(0, 5).toString(), "%PDF-");
      await page.emulateMedia({ media: "screen" });
    }
  });

  it("nothing is printed over what stands before it", async () => {
    await page.setViewportSize({ width: 720, height: 900 });
    await page.emulateMedia({ media: "print" });
    const printed = [];
    for (const path of LANGUAGES.flatMap(({ folder }) => SAMPLES.map((sample) => folder + sample))) {
      await page.goto(host.address + path);
      printed.push(...(await page.evaluate(overprinted)).map((text) => `${path}: ${text}`));
    }
    await page.emulateMedia({ media: "screen" });
    assert.deepEqual(printed, []);
  });
});

function mark(incident) {
  return `svg.lane a[href*="${incident}"] .hit`;
}

async function left(selector) {
  return (await page.locator(selector).first().boundingBox()).x;
}

/** How far the page exceeds the screen, and the links of its content that end beyond what they stand in. */
function outside() {
  const links = [...document.querySelectorAll("main a")].filter((link) => !link.closest(".scroll, .table, svg"));
  const right = (element) => element.getBoundingClientRect().right;
  return {
    over: document.documentElement.scrollWidth - innerWidth,
    leaving: links.filter((link) => right(link) > right(link.parentElement) + 1).map((link) => link.textContent),
  };
}

/** Blocks that lie partly on the block before them. */
function overprinted() {
  const found = [];
  for (const block of document.querySelectorAll("main *")) {
    const before = block.previousElementSibling;
    const stands = (one) => one?.checkVisibility() && ["block", "grid", "flex", "table"].includes(getComputedStyle(one).display);
    if (!stands(block) || !stands(before) || getComputedStyle(block.parentElement).display !== "block") continue;
    if (block.closest("svg") || [block, before].some((one) => getComputedStyle(one).position === "absolute")) continue;
    const [one, other] = [before, block].map((box) => box.getBoundingClientRect());
    const isBeside = other.left > one.right - 1 || one.left > other.right - 1;
    if (!isBeside && other.top < one.bottom - 1 && one.top < other.bottom - 1) found.push(block.outerHTML.slice(0, 60));
  }
  return found;
}

/** Words of up to eight letters in tables that stand on more than one line. */
function brokenWords() {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.parentElement.closest("th, td")) continue;
    for (const { index, 0: word } of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (word.length <= 8 && lines.size > 1) found.push(word);
    }
  }
  return found;
}
