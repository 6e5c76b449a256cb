// Axe finds nothing, on any kind of page, in any language, light or dark, on a phone or a desk.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, it } from "node:test";
import { LANGUAGES, SAMPLES, build, inParallel, openPage, serve, startBrowser } from "./harness.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
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
    assert.deepEqual((await run(pages[0])).map(({ id }) => id), ["image-alt"]);
  });
});

async function violations(page, path) {
  await page.goto(host.address + path);
  const found = [];
  for (const { colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    for (const { id, targets } of await run(page)) found.push(`${path} ${colorScheme} ${width}: ${id} at ${targets}`);
  }
  return found;
}

async function run(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    TAGS,
  );
  return violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target.join(" ")).join(", ") }));
}
