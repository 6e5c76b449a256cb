// Themes and languages that come with a site or beside the usual ones: they hold what the demo archive holds.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { PROJECT, axe, build, demoWith, filesBelow, openPage, project, read, serve, startBrowser } from "./harness.mjs";

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

const PAGES = ["", "incidents/telegram-2018-04-29/", "services/telegram/", "statistics/", "regions/", "data/"];

/** Every page in light and dark on a phone and a desk: what axe finds, what overflows, what the console says. */
async function faults(address, pages) {
  const found = [];
  for (const [width, colorScheme] of [[320, "light"], [1280, "dark"]]) {
    const page = await openPage(browser, { viewport: { width, height: 800 }, colorScheme });
    for (const path of pages) {
      await page.goto(address + path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (wide) found.push(`${path} overflows at ${width}`);
      found.push(...(await axe(page)).map(({ id, targets }) => `${path} at ${width}: ${id} ${targets}`));
    }
    found.push(...page.complaints);
    await page.context().close();
  }
  return found;
}

describe("the stylesheet of the theme", () => {
  for (const theme of ["annals", "plain"]) {
    it(`${theme} is published with every rule, and in no more than its eight kilobytes`, async () => {
      const site = build({ root: demoWith((settings) => settings.replace('theme = "annals"', `theme = "${theme}"`)) });
      const published = filesBelow(site).filter((path) => /^assets\/annals\..*\.css$/.test(path));
      assert.equal(published.length, 1);
      const texts = [readFileSync(join(PROJECT, `themes/${theme}/assets/annals.css`), "utf8"), read(site, published[0])];
      const page = await openPage(browser);
      const [written, lean] = await page.evaluate((texts) => texts.map((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        return [...sheet.cssRules].map(({ cssText }) => cssText.replaceAll(", ", ","));
      }), texts);
      assert.deepEqual(lean.filter((rule, at) => rule !== written[at]), []);
      assert.equal(lean.length, written.length);
      assert.ok(gzipSync(texts[1], { level: 6 }).length <= 8192);
      await page.context().close();
    });
  }
});

describe("the theme plain", () => {
  let site;

  before(() => {
    site = build({ root: demoWith((settings) => settings.replace('theme = "annals"', 'theme = "plain"')) });
  });

  it("has pages in which the Nu checker finds nothing", () => {
    const jar = join(PROJECT, "tests/browser/node_modules/vnu-jar/build/dist/vnu.jar");
    const unfounded = ".*violates Content Security Policy.*|.*Trailing slash.*";
    const options = ["-jar", jar, "--errors-only", "--skip-non-html", "--filterpattern", unfounded, site];
    const { status, stderr, error } = spawnSync("java", options, { encoding: "utf8", maxBuffer: 1 << 26 });
    assert.ifError(error);
    assert.equal(stderr, "");
    assert.equal(status, 0);
  });

  it("is as accessible as the other", async () => {
    const host = await serve(site);
    assert.deepEqual(await faults(host.address, [...PAGES, "search/", ...PAGES.map((path) => `ar/${path}`)]), []);
    await host.close();
  });
});

describe("German", () => {
  it("fits and is accessible on every kind of page", async () => {
    const german = (settings) => settings.replace('languages = ["en"', 'languages = ["de", "en"');
    const host = await serve(build({ root: demoWith(german) }));
    const pages = PAGES.filter((path) => !path.startsWith("incidents/"));
    assert.deepEqual(await faults(`${host.address}de/`, pages), []);
    await host.close();
  });
});

describe("a site in Hebrew and Persian, whose messages come with it", () => {
  let host;

  before(async () => {
    host = await serve(build({ root: rightToLeft() }));
  });
  after(() => host.close());

  it("is accessible and fits", async () => {
    const pages = ["", "services/lantern/", "incidents/one/", "statistics/"];
    assert.deepEqual(await faults(host.address, [...pages, ...pages.slice(0, 2).map((path) => `fa/${path}`)]), []);
  });

  it("keeps the signs of English texts at their end", async () => {
    const page = await openPage(browser);
    for (const path of ["", "services/lantern/", "incidents/one/", "statistics/", "fa/", "fa/services/lantern/", "fa/regions/north/"]) {
      await page.goto(host.address + path);
      assert.equal(await page.evaluate(() => document.dir), "rtl");
      assert.deepEqual(await page.evaluate(astray), [], path);
    }
    await page.context().close();
  });

  it("begins on the right: text, menu and the year of the timeline", async () => {
    const page = await openPage(browser, { viewport: { width: 1280, height: 800 } });
    await page.goto(`${host.address}services/lantern/`);
    const seen = await page.evaluate(() => {
      const left = (element) => element.getBoundingClientRect().left;
      const [winter, autumn] = [...document.querySelectorAll(".lane a")].map((mark) => left(mark.querySelector("svg")));
      const [first, second] = [...document.querySelectorAll(".sections li")].map(left);
      return {
        direction: getComputedStyle(document.documentElement).direction,
        align: left(document.querySelector("h1 bdi")) > innerWidth / 2,
        timeline: winter > autumn,
        menu: first > second,
      };
    });
    assert.deepEqual(seen, { direction: "rtl", align: true, timeline: true, menu: true });
    await page.context().close();
  });
});

describe("Arabic script", () => {
  it("is set as such in every language it is written in, and no other script", async () => {
    const languages = { ar: true, ks: true, azb: true, mzn: true, skr: true, "pa-Arab": true, "uz-Arab": true, he: false, yi: false, dv: false, pa: false, en: false };
    const codes = Object.keys(languages);
    const files = Object.fromEntries(codes.map((code) => [`themes/mine/i18n/${code}.ftl`, "home = \u0627\n"]));
    const settings = `title = "T"\ntheme = "mine"\nlanguages = [${codes.map((code) => `"${code}"`)}]\n`;
    const root = project({ "site.toml": settings, "content/services/s.md": "---\nname: S\n---\n_Text_.\n", ...files });
    const host = await serve(build({ root }));
    const page = await openPage(browser);
    const seen = [];
    for (const code of codes) {
      const folder = code === codes[0] ? "" : `${code.toLowerCase()}/`;
      await page.goto(`${host.address}${folder}services/s/`);
      // What is quoted in English keeps its own look.
      seen.push(await page.evaluate(() => {
        const [title, fragment] = [document.querySelector("h1"), Object.assign(document.createElement("h1"), { lang: "en", dir: "ltr" })];
        title.after(fragment);
        const isArabic = (element) => /^"Noto Naskh Arabic"/.test(getComputedStyle(element).fontFamily);
        const isSpaced = (element) => getComputedStyle(element).letterSpacing !== "normal";
        return [document.documentElement.lang, isArabic(title), !isSpaced(title), isArabic(fragment), isSpaced(fragment)];
      }));
    }
    assert.deepEqual(seen, codes.map((code) => [code, languages[code], languages[code], false, true]));
    await page.context().close();
    await host.close();
  });
});

/** Texts from the left that end in a sign, such as a full stop, which what runs from the right would take to their beginning. */
function astray() {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { data, parentElement } = texts.currentNode;
    const isLatin = /^\s*\p{Script=Latin}/u.test(data) && !/[\u0590-\u06ff]/.test(data);
    if (!isLatin || !/[^\p{L}\p{N}\s\u2066-\u2069]\s*$/u.test(data) || parentElement.closest("script, noscript, pre")) continue;
    if (getComputedStyle(parentElement).direction === "rtl") found.push(data.trim());
  }
  return found;
}

function rightToLeft() {
  const incident = (title, date) =>
    `---\ntitle: ${title}\ndate: ${date}\nend: ${date.replace("T10", "T12")}\nservices: [lantern]\nimpact: major\n` +
    `regions: [IL, IR, north]\nsources: [{ url: "https://example.org/", title: Source }]\n---\nטקסט קצר.\n`;
  return project({
    "site.toml": 'title = "ארכיון התקלות"\ntheme = "mine"\ndefault_language = "he"\nlanguages = ["he", "fa"]\n',
    "content/services/lantern.md": "---\nname: Lantern\n---\nשירות.\n",
    "content/regions/north.md": "---\nname: The North (all of it)!\nmembers: [DE]\n---\nאזור.\n",
    "content/incidents/one.md": incident("תקלה בדואר", "2024-02-03T10:30Z"),
    "content/incidents/two.md": incident("תקלה במפות", "2024-10-03T10:30Z"),
    "themes/mine/i18n/he.ftl": readFileSync(join(PROJECT, "tests/browser/he.ftl"), "utf8"),
    "themes/mine/i18n/fa.ftl": "home = خانه\nservices = سرویس‌ها\n",
  });
}
