// Pages fit a phone, read from their language's side, and print.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { LANGUAGES, SAMPLES, build, openPage, serve, startBrowser } from "./harness.mjs";

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
});

function mark(incident) {
  return `svg.lane a[href*="${incident}"] .hit`;
}

async function left(selector) {
  return (await page.locator(selector).first().boundingBox()).x;
}
