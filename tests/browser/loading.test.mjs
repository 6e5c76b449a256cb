// A browser that opens the pages has nothing to complain about, and asks nobody else for anything.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { LANGUAGES, SAMPLES, build, fileAddress, htmlFiles, openPage, read, serve, startBrowser } from "./harness.mjs";

let browser;
before(async () => (browser = await startBrowser()));
after(() => browser.close());

const PAGES = LANGUAGES.flatMap(({ folder }) => SAMPLES.map((path) => folder + path));

const WAYS = [
  { name: "served at /", options: [], open: (site) => serve(site, "/") },
  { name: "served at /a/b/", options: [], open: (site) => serve(site, "/a/b/") },
  { name: "opened from disk", options: ["--portable"], open: (site) => fromDisk(site), index: "index.html" },
];

for (const { name, options, open, index = "" } of WAYS) {
  describe(`the site ${name}`, () => {
    let host;
    let page;
    before(async () => {
      host = await open(build({ options }));
      page = await openPage(browser, { home: host.address });
    });
    after(() => host?.close());

    it("loads every kind of page without a complaint and with its style", async () => {
      for (const path of PAGES) {
        await page.goto(host.address + path + index, { waitUntil: "load" });
        assert.ok(await page.evaluate(() => document.styleSheets.length === 1), `${path} has its style`);
      }
      assert.deepEqual(page.complaints, []);
    });

    it("switches languages and comes back", async () => {
      await page.goto(`${host.address}incidents/telegram-2024-10-03/${index}`);
      for (const code of ["ar", "fr", "en"]) {
        await page.click(`nav.tongues a[hreflang="${code}"]`);
        assert.equal(await page.getAttribute("html", "lang"), code);
        assert.match(page.url(), /incidents\/telegram-2024-10-03\//);
      }
      assert.deepEqual(page.complaints, []);
    });

    it("leads from the timeline to an incident", async () => {
      await page.goto(`${host.address}ar/services/telegram/${index}`);
      await page.locator('svg.lane a[href*="telegram-2018-04-29"] .hit').click();
      assert.match(page.url(), /ar\/incidents\/telegram-2018-04-29\//);
      assert.deepEqual(page.complaints, []);
    });
  });
}

describe("a page that isn't there", () => {
  it("is answered by a page that stands alone, at any depth", async () => {
    const host = await serve(build(), "/a/b/");
    const page = await openPage(browser, { home: host.address });
    const answer = await page.goto(`${host.address}ar/no/such/page/`);
    assert.equal(answer.status(), 404);
    assert.ok((await page.innerText("h1")).length > 0);
    assert.deepEqual(page.complaints.filter((complaint) => !complaint.includes("404")), []);
    await host?.close();
  });
});

describe("the sample", () => {
  it("holds every kind of page there is", () => {
    const site = build();
    const kinds = (paths) => new Set(paths.map((path) => read(site, path).match(/<body class="([^"]+)"/)[1]));
    const sampled = kinds([...PAGES.map((path) => `${path}index.html`), "404.html"]);
    assert.deepEqual([...kinds(htmlFiles(site))].filter((kind) => !sampled.has(kind)), []);
  });
});

function fromDisk(site) {
  return { address: fileAddress(site, "/"), close: () => undefined };
}
