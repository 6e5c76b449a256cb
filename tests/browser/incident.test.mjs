// The page of an incident: for programs (JSON-LD, citations), what was known when, the reader's own time, links to copy.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { Cite, plugins } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import { build, fileAddress, openPage, project, serve, startBrowser } from "./harness.mjs";

const TITLE = "Mail & {more} </script><b>bold</b> 100% of R&D_1 ~ \\ “ü”";
const FILES = {
  "site.toml": `title = { en = "Archive of R&D_100%", ar = "أرشيف" }
languages = ["en", "ar"]
base_url = "https://archive.example/"
source_url = "https://git.example/blob/main/{path}"
`,
  "content/services/mail.md": "---\nname: Mail\n---\n",
  "content/incidents/down.md": `---
title: ${JSON.stringify(TITLE)}
date: 2024-10-03T22:10Z
end: 2024-10-04T00:40Z
impact: major
services: [mail]
regions: [UA]
sources:
  - { id: press, title: "Down & out", url: "https://press.example/a?b=1&c=2", archived: "https://web.example/1", date: 2024-10, lang: en }
claims:
  - { about: date, value: 2024-10-03T22:05Z, source: press }
updates:
  - { at: 2024-10-03T22:30Z~, status: investigating, source: press, text: Looking. }
  - { at: 2024-10-03T23:00Z?, status: identified, text: Found. }
  - { at: 2024-10-04, text: A day. }
  - { at: 2024-10-04T00:40Z, status: resolved, text: Over. }
amendments:
  - { date: 2024-10-09, about: impact, was: minor, note: It was worse. }
  - { date: 2024-10-05, about: impact, was: none }
  - { date: 2024-10-06, about: end, was: unknown, note: The end is known. }
---
Prose.
`,
  "content/incidents/down.ar.md": "---\ntitle: انقطاع البريد\namendments: [{ note: أ }, {}, { note: ب }]\n---\nنص.\n",
  "content/incidents/vague.md": "---\ntitle: Vague\ndate: 2024-05-02~\nservices: [mail]\n---\nNobody knows more.\n",
};
const KYIV = { timezoneId: "Europe/Kyiv" };

let browser;
let host;

before(async () => {
  browser = await startBrowser();
  host = await serve(build({ root: project(FILES) }));
});
after(async () => {
  await browser.close();
  await host?.close();
});

async function open(path, options) {
  const page = await openPage(browser, options);
  await page.goto(host.address + path);
  return page;
}

describe("JSON-LD", () => {
  it("passes the Content-Security-Policy and tells what is known, in any spelling", async () => {
    const page = await open("incidents/down/");
    const data = JSON.parse(await page.locator('script[type="application/ld+json"]').textContent());
    assert.deepEqual(page.complaints, []);
    assert.equal(data["@type"], "Report");
    assert.equal(data.headline, TITLE);
    assert.equal(data.inLanguage, "en");
    assert.equal(data.dateModified, "2024-10-09");
    assert.equal(data.datePublished, undefined, "nobody says when it was published");
    assert.equal(data.workTranslation[0].url, "https://archive.example/ar/incidents/down/");
    const [event, service] = data.about;
    assert.deepEqual([event.startDate, event.endDate], ["2024-10-03T22:10Z", "2024-10-04T00:40Z"]);
    assert.equal(service.name, "Mail");
    assert.deepEqual(data.citation[0], {
      "@type": "CreativeWork",
      name: "Down & out",
      url: "https://press.example/a?b=1&c=2",
      archivedAt: "https://web.example/1",
      datePublished: "2024-10",
      inLanguage: "en",
    });
    assert.equal(data.correction.length, 3);
  });

  it("names the original of a translation, and leaves out what isn't known", async () => {
    const arabic = await open("ar/incidents/down/");
    const told = JSON.parse(await arabic.locator('script[type="application/ld+json"]').textContent());
    assert.equal(told.translationOfWork.url, "https://archive.example/incidents/down/");
    assert.equal(told.workTranslation, undefined);
    const vague = await open("incidents/vague/");
    const data = JSON.parse(await vague.locator('script[type="application/ld+json"]').textContent());
    assert.deepEqual(data.about[0], { "@type": "Event", name: "Vague", startDate: "2024-05" });
    for (const key of ["dateModified", "citation", "correction", "description", "license"]) assert.ok(!(key in data), key);
  });
});

describe("the citation", () => {
  it("is read by an independent library as it was meant", async () => {
    const page = await open("incidents/down/");
    const [bibtex, csl] = await page.locator(".cite pre").allTextContents();
    const [fromCsl] = new Cite(csl).data;
    const [fromBibtex] = new Cite(bibtex).data;
    for (const read of [fromCsl, fromBibtex]) {
      assert.equal(read.title, TITLE);
      assert.equal(read.author[0].literal ?? read.author[0].family, "Archive of R&D_100%");
      assert.deepEqual(read.issued["date-parts"], [[2024, 10, 9]]);
      assert.equal(read.URL, "https://archive.example/incidents/down/");
      assert.equal(read.type, "webpage");
    }
    assert.equal(fromBibtex.note, "Incident: October 3, 2024 at 22:10 UTC");
    assert.deepEqual(fromCsl["event-date"]["date-parts"], [[2024, 10, 3]]);
    assert.match(new Cite(csl).format("bibliography"), /Archive of R&D_100%/);
  });

  it("is dated by nothing but the data", async () => {
    const page = await open("incidents/vague/");
    const [bibtex, csl] = await page.locator(".cite pre").allTextContents();
    assert.doesNotMatch(bibtex, /\bdate = /);
    const [item] = JSON.parse(csl);
    assert.deepEqual(Object.keys(item).sort(), ["URL", "author", "container-title", "event-date", "id", "language", "title", "type"]);
    assert.deepEqual(item["event-date"], { "date-parts": [[2024, 5, 2]], circa: true });
  });

  it("leads to the file it was written in", async () => {
    const page = await open("ar/incidents/down/", { javaScriptEnabled: false });
    const source = page.getByRole("link", { name: "ملف هذه الصفحة" });
    assert.equal(await source.getAttribute("href"), "https://git.example/blob/main/content/incidents/down.ar.md");
  });
});

describe("what was known when", () => {
  it("tells the status last stated and what was given until it was corrected", async () => {
    const page = await open("incidents/down/", { javaScriptEnabled: false });
    await page.getByText("As known at").click();
    const rows = (await page.locator(".then tbody tr").allInnerTexts()).map((row) => row.replaceAll("\u00a0", " ").split(/\s*[\t\n]\s*/));
    const end = "End: end not known (until corrected on October 6, 2024)";
    const none = "Impact: None (until corrected on October 5, 2024)";
    const minor = "Impact: Minor (until corrected on October 9, 2024)";
    assert.deepEqual(rows, [
      ["October 3, 2024, about 22:30 UTC", "at most 1 hr, 20 min after the beginning", "Investigating", end, none],
      ["October 3, 2024 at 23:00 UTC (uncertain)", "50 min after the beginning", "Identified", end, none],
      ["October 4, 2024", "Identified", end, none],
      ["October 4, 2024 at 00:40 UTC", "2 hr, 30 min after the beginning", "Resolved", end, none],
      ["October 5, 2024", "This page was changed", "Resolved", end, minor],
      ["October 6, 2024", "This page was changed", "Resolved", minor],
      ["October 9, 2024", "This page was changed", "Resolved"],
    ]);
  });

  it("leads from a corrected or disputed fact to what was said of it", async () => {
    const page = await open("incidents/down/", { javaScriptEnabled: false, reducedMotion: "reduce" });
    await page.getByRole("link", { name: "corrected October 9, 2024" }).click();
    assert.match(await page.innerText(":target"), /Impact: Minor → Major\s+It was worse\./);
    assert.match(await page.innerText("#a-2"), /Impact: None → Minor/);
    await page.getByRole("link", { name: "sources disagree" }).click();
    assert.equal(await page.innerText(":target"), "Start");
  });
});

describe("the reader's own time", () => {
  const locals = (page) => page.locator(".local:visible").allInnerTexts();

  it("stands beside every clock time with its zone and its doubt, and beside no day", async () => {
    const page = await open("incidents/down/", KYIV);
    assert.deepEqual(await locals(page), [
      "your time: October 4 at 01:10 GMT+3",
      "your time: 03:40 GMT+3",
      "your time: October 4, about 01:30 GMT+3",
      "your time: October 4 at 02:00 GMT+3 (uncertain)",
      "your time: 03:40 GMT+3",
    ]);
    assert.match(await page.innerText(".tools"), /Eastern European Summer Time/);
    const vague = await open("incidents/vague/", KYIV);
    assert.deepEqual(await locals(vague), []);
    assert.equal(await vague.getByRole("checkbox").isVisible(), false);
    assert.deepEqual(page.complaints, []);
  });

  it("is written in the page's language and digits", async () => {
    const page = await open("ar/incidents/down/", KYIV);
    assert.match((await locals(page))[1], /^بتوقيتك: 03:40 غرينتش\+3$/);
  });

  it("is not told to readers in UTC, nor without JavaScript", async () => {
    assert.deepEqual(await locals(await open("incidents/down/", { timezoneId: "UTC" })), []);
    const without = await open("incidents/down/", { ...KYIV, javaScriptEnabled: false });
    assert.equal(await without.locator(".local, .copy, .tools:visible").count(), 0, "no dead button");
  });

  it("can be switched off, which is remembered, from disk as well", async () => {
    const site = build({ root: project(FILES), options: ["--portable"] });
    const portable = await openPage(browser, KYIV);
    await portable.goto(fileAddress(site, "incidents/down/index.html"));
    for (const page of [await open("incidents/down/", KYIV), portable]) {
      await page.getByRole("checkbox").uncheck();
      assert.deepEqual(await locals(page), []);
      await page.reload();
      assert.deepEqual(await locals(page), []);
      await page.getByRole("checkbox").check();
      assert.equal((await locals(page)).length, 5);
      assert.deepEqual(page.complaints, []);
    }
  });

  it("works where nothing may be kept", async () => {
    const page = await openPage(browser, KYIV);
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get() {
          throw new Error("denied");
        },
      });
    });
    await page.goto(`${host.address}incidents/down/`);
    await page.getByRole("checkbox").uncheck();
    assert.deepEqual(await locals(page), []);
    assert.deepEqual(page.complaints, []);
  });
});

describe("links to copy", () => {
  it("go to the clipboard, and it is said politely", async () => {
    const page = await open("incidents/down/", { permissions: ["clipboard-read", "clipboard-write"] });
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    await page.getByRole("button", { name: "Copy link", exact: true }).click();
    await page.getByRole("status").getByText("Copied").waitFor();
    assert.equal(await copied(), "https://archive.example/incidents/down/");
    await page.getByRole("button", { name: "Copy link: October 4, 2024 at 00:40 UTC" }).click();
    await page.getByRole("status").getByText("Copied").waitFor();
    assert.equal(await copied(), "https://archive.example/incidents/down/#u-20241004T0040Z");
    assert.ok(await page.locator("#u-20241004T0040Z").count(), "the link leads to the update");
    assert.deepEqual(page.complaints, []);
  });

  it("are selected for the reader where the clipboard is refused", async () => {
    const page = await openPage(browser);
    await page.addInitScript(() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      Document.prototype.execCommand = () => false;
    });
    await page.goto(`${host.address}incidents/down/`);
    await page.getByRole("button", { name: "Copy link", exact: true }).click();
    assert.match(await page.getByRole("status").innerText(), /the text to copy is selected/);
    assert.equal(await page.evaluate(() => getSelection().toString()), "https://archive.example/incidents/down/");
    assert.deepEqual(page.complaints, []);
  });

  it("fall back on the older command", async () => {
    const page = await open("incidents/down/");
    await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.getByRole("button", { name: "Copy link", exact: true }).click();
    assert.equal(await page.getByRole("status").innerText(), "Copied");
    assert.equal(await page.locator("textarea").count(), 0);
  });
});
