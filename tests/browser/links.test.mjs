// Every link of every page leads somewhere, however the site is hosted.

import assert from "node:assert/strict";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { build, demoWith, fileAddress, htmlFiles, openPage, parse, read, startBrowser } from "./harness.mjs";

let browser;
let parser;

before(async () => {
  browser = await startBrowser();
  parser = await openPage(browser);
});
after(() => browser.close());

// Each way of hosting: where a page's file is found in the browser, and the file an address there is answered with.
const WAYS = [
  { name: "served at /", options: [], ...hosted("/") },
  { name: "served at /a/b/", options: [], ...hosted("/a/b/") },
  { name: "opened from disk", options: ["--portable"], address: fileAddress, file: (site, url) => fileURLToPath(url) },
  { name: "with the theme plain", root: () => demoWith(plain), options: [], ...hosted("/") },
  { name: "without what it can do without", root: () => demoWith(bare), options: [], ...hosted("/") },
];

for (const way of WAYS) {
  describe(`the site ${way.name}`, () => {
    let site;
    let pages;

    before(async () => {
      site = build({ root: way.root?.(), options: way.options });
      pages = new Map();
      for (const path of htmlFiles(site)) pages.set(join(site, path), await examine(way, site, path));
    });

    it("has no link or asset that leads nowhere", () => {
      const dead = links(pages).filter(({ file }) => !(file && existsSync(file) && statSync(file).isFile()));
      assert.deepEqual(dead.map(told), []);
    });

    it("has no fragment that names nothing", () => {
      const fragments = links(pages).filter(({ fragment, file }) => fragment && pages.has(file));
      assert.ok(fragments.length > 100, "the pages have citations");
      assert.deepEqual(fragments.filter(({ file, fragment }) => !pages.get(file).ids.includes(fragment)).map(told), []);
    });

    it("has no id twice on a page", () => {
      const twice = [...pages].filter(([, { ids }]) => new Set(ids).size !== ids.length);
      assert.deepEqual(twice.map(([path]) => path), []);
    });

    it("can be walked from the home page to every page", () => {
      const reached = new Set([join(site, "index.html")]);
      for (const path of reached) pages.get(path)?.links.forEach(({ file }) => reached.add(file));
      const unreached = [...pages.keys()].filter((path) => !reached.has(path) && !path.endsWith("404.html"));
      assert.deepEqual(unreached, []);
    });
  });
}

function plain(settings) {
  return settings.replace('theme = "annals"', 'theme = "plain"');
}

function bare(settings) {
  const outputs = ["search", "statistics", "feeds", "calendars", "data", "statuspage", "badges", "embeds"];
  return `${settings}\n[outputs]\n${outputs.map((output) => `${output} = false\n`).join("")}`;
}

function hosted(prefix) {
  const origin = "http://host.example";
  return {
    address: (site, path) => origin + prefix + path.replace(/(^|\/)index\.html$/, "$1"),
    file: (site, url) => {
      const path = decodeURIComponent(url.pathname);
      if (url.origin !== origin || !path.startsWith(prefix)) return null;
      return join(site, path.slice(prefix.length).replace(/(^|\/)$/, "$1index.html"));
    },
  };
}

async function examine(way, site, path) {
  const found = await parse(parser, read(site, path), (html) => ({
    ids: [...html.querySelectorAll("[id]")].map((element) => element.id),
    addresses: [...html.querySelectorAll("[href], [src]")]
      .filter((element) => element.rel !== "canonical" && element.rel !== "alternate")
      .map((element) => element.getAttribute("href") ?? element.getAttribute("src")),
  }));
  const base = way.address(site, path);
  const inner = found.addresses.filter((address) => !/^(https?|mailto):/.test(address));
  return { ids: found.ids, links: inner.map((address) => resolved(way, site, base, address)) };
}

function resolved(way, site, base, address) {
  const url = new URL(address, base);
  return { base, address, file: way.file(site, url), fragment: decodeURIComponent(url.hash.slice(1)) };
}

function links(pages) {
  return [...pages.values()].flatMap((page) => page.links);
}

function told({ base, address }) {
  return `${base} → ${address}`;
}
