// Pages fit a phone, read from their language's side, and print.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { LANGUAGES, SAMPLES, build, openPage, project, serve, startBrowser } from "./harness.mjs";
import { LONG_PAGES, longWords } from "./long-words.mjs";

// Words as long as those of the interface get.
const GERMAN = {
  "site.toml": 'title = "Störungen"\nlanguages = ["de"]\n',
  "content/services/mail.md": "---\nname: Mail\n---\n",
  "content/incidents/wartung.md":
    "---\ntitle: Wartung\ndate: 2024-11-10T00:00Z\nend: 2024-11-10T02:00Z\nimpact: maintenance\nstatus: completed\n" +
    "services: [mail]\n---\nWartung.\n",
};

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
      assert.deepEqual(await tooWide(page, folder), []);
    });
  }
});

describe("the columns of a year", () => {
  for (const { code, folder } of LANGUAGES) {
    it(`have names of months that stand apart in ${code}`, async () => {
      for (const width of [320, 660, 900, 1100, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${host.address}${folder}years/2024/`);
        const overlaps = await page.$$eval(".columns .when", (names) => {
          const range = document.createRange();
          const boxes = names.map((name) => (range.selectNodeContents(name), range.getBoundingClientRect()));
          const inOrder = boxes.sort((a, b) => a.left - b.left);
          return inOrder.slice(1).filter((box, at) => box.left < inOrder[at].right - 0.5).length;
        });
        assert.equal(overlaps, 0, `at ${width} px`);
      }
    });
  }
});

describe("with letters twice as large", () => {
  let large;
  let german;

  before(async () => {
    large = await startBrowser(["--blink-settings=defaultFontSize=32"]);
    german = await serve(build({ root: project(GERMAN) }));
  });
  after(async () => {
    await large.close();
    await german?.close();
  });

  for (const { code, folder } of LANGUAGES) {
    it(`no page in ${code} is wider than a phone`, async () => {
      const phone = await openPage(large, { viewport: { width: 360, height: 640 } });
      assert.deepEqual(await tooWide(phone, folder), []);
    });
  }

  it("the words of key facts stay whole, also where text alone is enlarged", async () => {
    const pages = LANGUAGES.map(({ folder }) => `${host.address}${folder}incidents/telegram-2024-10-03/`);
    const broken = [];
    for (const address of [...pages, `${german.address}incidents/wartung/`]) {
      for (const [width, size] of [360, 640, 1280].flatMap((width) => [[width, 100], [width, 200]])) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(address);
        await page.evaluate((share) => (document.documentElement.style.fontSize = `${share}%`), size);
        const words = await page.evaluate(brokenWords, { within: ".strip", longest: 13 });
        if (words.length) broken.push(`${address} at ${width} px and ${size} %: ${words}`);
      }
    }
    assert.deepEqual(broken, []);
  });
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
      assert.deepEqual(await page.evaluate(brokenWords, { within: "th, td", longest: 8 }), []);
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

/** The pages of a language that are wider than the screen. */
async function tooWide(page, folder) {
  const wide = [];
  for (const path of SAMPLES) {
    await page.goto(host.address + folder + path);
    const { scrollWidth, clientWidth } = await page.evaluate(() => ({
      scrollWidth: document.scrollingElement.scrollWidth,
      clientWidth: document.scrollingElement.clientWidth,
    }));
    if (scrollWidth > clientWidth) wide.push(`${folder}${path}: ${scrollWidth} px`);
  }
  return wide;
}

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

/** Words of up to so many letters within elements that stand on more than one line. */
function brokenWords({ within, longest }) {
  const found = [];
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!node.parentElement.closest(within)) continue;
    for (const { index, 0: word } of node.data.matchAll(/[\p{L}\p{N}]+/gu)) {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + word.length);
      const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
      if (word.length <= longest && lines.size > 1) found.push(word);
    }
  }
  return found;
}
