// What a site says of its own address, where it knows it.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { build, htmlFiles, openPage, parse, read, startBrowser } from "./harness.mjs";

const BASE = "https://example.org/a/b/";
let browser;
let site;
let heads;

before(async () => {
  browser = await startBrowser();
  const page = await openPage(browser);
  site = build({ options: ["--base-url", BASE] });
  heads = new Map();
  for (const path of htmlFiles(site)) heads.set(addressOf(path), await parse(page, read(site, path), headOf));
});
after(() => browser.close());

describe("a site that knows its address", () => {
  it("gives every page its own address as the canonical one", () => {
    const wrong = [...heads].filter(([address, head]) => !head.refresh && !is404(address) && head.canonical !== address);
    assert.deepEqual(wrong, []);
  });

  it("names translations that exist, in the language they are in", () => {
    for (const [address, { alternates }] of heads) {
      for (const [lang, other] of alternates) assert.equal(heads.get(other)?.lang, lang, `${address} → ${other}`);
    }
  });

  it("names translations in both directions, and the page itself among them", () => {
    for (const [address, { lang, alternates }] of heads) {
      if (alternates.length === 0) continue;
      assert.ok(alternates.some(([code, other]) => code === lang && other === address), `${address} names itself`);
      for (const [, other] of alternates) assert.deepEqual(heads.get(other).alternates, alternates, `${address}, ${other}`);
    }
  });

  it("calls nothing a translation that is not one", () => {
    const languages = (path) => heads.get(BASE + path).alternates.map(([lang]) => lang).sort();
    assert.deepEqual(languages("incidents/telegram-2024-10-03/"), ["ar", "en", "fr"]);
    assert.deepEqual(languages("incidents/telegram-2018-04-16/"), ["ar", "en"]);
    const untranslated = languages("incidents/telegram-2024-10-02/").filter((lang) => lang !== "en");
    assert.deepEqual(untranslated, []);
  });

  it("has only addresses from the root of the host on the 404 page, which is served at any depth", () => {
    const { links } = heads.get(`${BASE}404.html`);
    assert.ok(links.length > 0);
    const own = links.filter((link) => !link.startsWith("https://") && !link.startsWith("#"));
    assert.ok(own.length > 0);
    assert.deepEqual(own.filter((link) => !link.startsWith("/a/b/")), []);
    assert.deepEqual(links.filter((link) => link.startsWith(BASE)), []);
  });
});

function addressOf(path) {
  return BASE + path.replace(/(^|\/)index\.html$/, "$1");
}

function is404(address) {
  return address === `${BASE}404.html`;
}

function headOf(html) {
  return {
    lang: html.documentElement.lang,
    canonical: html.querySelector("link[rel=canonical]")?.getAttribute("href") ?? null,
    refresh: html.querySelector("meta[http-equiv=refresh]") !== null,
    alternates: [...html.querySelectorAll("link[rel=alternate][hreflang]")].map((link) => [
      link.getAttribute("hreflang"),
      link.getAttribute("href"),
    ]),
    links: [...html.querySelectorAll("[href], [src]")].map((element) => element.getAttribute("href") ?? element.getAttribute("src")),
  };
}
