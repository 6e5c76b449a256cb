// Pages work without JavaScript and hold nothing a strict Content-Security-Policy would have to make an exception for.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { LANGUAGES, SAMPLES, build, htmlFiles, openPage, parse, read, serve, startBrowser } from "./harness.mjs";

let browser;
let site;
let host;

before(async () => {
  browser = await startBrowser();
  site = build();
  host = await serve(site);
});
after(async () => {
  await browser.close();
  await host?.close();
});

describe("every page", () => {
  it("has nothing inline: no script, style, style attribute or handler", async () => {
    const page = await openPage(browser);
    for (const path of htmlFiles(site)) {
      assert.deepEqual(await parse(page, read(site, path), inlineParts), [], path);
    }
  });

  it("states its Content-Security-Policy right after its encoding", () => {
    const opening = /<head>\s*<meta charset="utf-8">\s*<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; /;
    assert.deepEqual(htmlFiles(site).filter((path) => !opening.test(read(site, path))), []);
  });
});

describe("without JavaScript", () => {
  it("every kind of page shows the same text, but for what scripts offer", async () => {
    const without = await openPage(browser, { javaScriptEnabled: false });
    const having = await openPage(browser);
    for (const path of LANGUAGES.flatMap(({ folder }) => SAMPLES.map((sample) => folder + sample))) {
      if (path.endsWith("search/")) continue; // it says what to do instead; search.test.mjs looks
      await Promise.all([without.goto(host.address + path), having.goto(host.address + path)]);
      await having.evaluate(() => document.querySelectorAll(".tools, .copy").forEach((offer) => offer.remove()));
      assert.equal(await without.innerText("body"), await having.innerText("body"), path);
    }
  });

  it("a reader gets from the home page by service and timeline to an incident and its translation", async () => {
    const page = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(host.address);
    await page.click('nav.sections a[href$="services/"]');
    await page.click('main a[href$="services/telegram/"]');
    await page.locator('svg.lane a[href*="telegram-2018-04-29"] .hit').click();
    await page.click('nav.tongues a[hreflang="ar"]');
    assert.match(page.url(), /\/ar\/incidents\/telegram-2018-04-29\/$/);
    assert.ok((await page.innerText("h1")).length > 0);
  });
});

function inlineParts(html) {
  const isData = (element) => element.localName === "script" && element.type === "application/ld+json";
  const isInline = (element) => ["script", "style"].includes(element.localName) && !element.hasAttribute("src");
  return [...html.querySelectorAll("*")].flatMap((element) => [
    ...(isInline(element) && !isData(element) ? [element.localName] : []),
    ...element
      .getAttributeNames()
      .filter((name) => name === "style" || name.startsWith("on"))
      .map((name) => `${element.localName} ${name}`),
  ]);
}
