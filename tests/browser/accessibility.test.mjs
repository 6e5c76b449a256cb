// Axe finds nothing, on any kind of page, in any language, light or dark, on a phone or a desk.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { LANGUAGES, SAMPLES, axe, build, inParallel, openPage, serve, startBrowser } from "./harness.mjs";

const LOOKS = ["light", "dark"].flatMap((colorScheme) => [320, 1280].map((width) => ({ colorScheme, width })));

let browser;
let host;
let pages;

before(async () => {
  browser = await startBrowser();
  host = await serve(build());
  pages = [await openPage(browser), await openPage(browser)];
});
after(async () => {
  await browser.close();
  await host?.close();
});

describe("axe", () => {
  for (const { code, folder } of LANGUAGES) {
    const paths = SAMPLES.map((path) => folder + path).concat(code === "en" ? ["404.html"] : []);
    it(`finds no violation in ${code}`, async () => {
      const found = await inParallel(paths, pages.length, (path, number) => violations(pages[number], path));
      assert.deepEqual(found.flat(), []);
    });
  }

  it("would find one", async () => {
    await pages[0].goto("about:blank");
    await pages[0].setContent('<html lang="en"><title>x</title><main><h1>x</h1><img src="x.png"></main>');
    assert.deepEqual((await axe(pages[0])).map(({ id }) => id), ["image-alt"]);
  });
});

describe("lists without marks", () => {
  it("are lists for Safari as well, which takes those without a style for none", async () => {
    const found = [];
    for (const path of SAMPLES) {
      await pages[0].goto(host.address + path);
      const unlisted = await pages[0].evaluate(() => {
        const lists = [...document.querySelectorAll(":is(ul, ol, li):not(nav *)")];
        return lists.filter((list) => getComputedStyle(list).listStyleType === "none").map((list) => list.className || list.tagName);
      });
      found.push(...unlisted.map((list) => `${path}: ${list}`));
    }
    assert.deepEqual(found, []);
  });
});

async function violations(page, path) {
  await page.goto(host.address + path);
  const found = [];
  for (const { colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    for (const { id, targets } of await axe(page)) found.push(`${path} ${colorScheme} ${width}: ${id} at ${targets}`);
  }
  return found;
}
