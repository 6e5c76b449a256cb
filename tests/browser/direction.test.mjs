// The marks of lists, the bars of quotes and the numbers of footnotes stand on the side their words are read from.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { build, openPage, project, serve, startBrowser } from "./harness.mjs";

const PROSE = {
  en: { own: "The exchange went down.", other: "انقطعت الخدمة." },
  ar: { own: "انقطعت الخدمة.", other: "The exchange went down." },
};
const SIDES = { en: { own: "left", other: "right" }, ar: { own: "right", other: "left" } };

let browser;

before(async () => {
  browser = await startBrowser();
});
after(() => browser.close());

for (const theme of ["annals", "plain"]) {
  describe(`prose of the theme ${theme}`, () => {
    let host;

    before(async () => {
      host = await serve(build({ root: written(theme) }));
    });
    after(() => host.close());

    for (const [language, folder] of [["en", ""], ["ar", "ar/"]]) {
      for (const width of [360, 1280]) {
        it(`stands on the side of its words in ${language} at ${width} px`, async () => {
          const page = await openPage(browser, { viewport: { width, height: 800 } });
          await page.goto(`${host.address}${folder}pages/prose/`);
          const { own, other } = SIDES[language];
          if (theme === "annals") assert.deepEqual(await page.evaluate(bars), [own, other]);
          const sides = await markSides(page, browser);
          assert.deepEqual(sides, [
            ...[own, own, own, own], // tight, its last item in the other language
            ...[own, own], // loose
            ...[own, own], // within another, which is numbered
            own, // begins with a name of the other script
            ...[other, other], // wholly in the other language
            ...[own, own], // footnotes, the second of which begins with a link
          ]);
          assert.deepEqual(await page.evaluate(strays), [], "texts far from their marks");
          const [cell] = await page.evaluate(cells);
          assert.ok(cell.includes(own), `a name keeps to the side its column begins at: ${cell}`);
          // An item, a heading, a paragraph and a cell that begin with a name of the other script.
          assert.deepEqual(await page.evaluate(stops, nameOf(PROSE[language])), [other, other, other, other]);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
          await page.context().close();
        });
      }
    }
  });
}

describe("a summary that stands in from another language", () => {
  it("has its lines begin on the side it is read from", async () => {
    const front = "date: 2024-07-12T10:30Z\nend: unknown\nservices: [net]\nsources: [{ title: A }]\n";
    const summary = "توقفت الخدمة ساعتين بعد حريق في مركز البيانات، ثم عادت بالتدريج في معظم المدن.";
    const root = project({
      "site.toml": 'title = "T"\nlanguages = ["en", "ar"]\n',
      "content/services/net.md": "---\nname: Net\n---\n",
      "content/incidents/a.ar.md": `---\ntitle: انقطاع\nsummary: ${summary}\n${front}---\n`,
      "content/incidents/a.en.md": "---\ntitle: An outage\n---\n",
    });
    const host = await serve(build({ root }));
    const page = await openPage(browser, { viewport: { width: 360, height: 800 } });
    await page.goto(`${host.address}incidents/a/`);
    const ends = await page.evaluate(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector(".lead > [dir=rtl]"));
      return [...range.getClientRects()].map(({ right }) => Math.round(right));
    });
    assert.ok(ends.length > 1, "it fills more than a line");
    assert.deepEqual(ends, ends.map(() => ends[0]));
    await page.context().close();
    await host.close();
  });
});

/** On which side each quote has its bar. */
function bars() {
  return [...document.querySelectorAll("blockquote")].map((quote) => {
    const { borderLeftWidth, borderRightWidth } = getComputedStyle(quote);
    return [borderLeftWidth !== "0px" && "left", borderRightWidth !== "0px" && "right"].filter(Boolean).join(" and ");
  });
}

/** Items of lists whose text begins further from the side of their mark than a mark is wide. */
function strays() {
  return [...document.querySelectorAll(".prose li")].flatMap((item) => {
    const range = document.createRange();
    range.selectNodeContents(item.querySelector("p") ?? item.firstChild);
    const text = range.getBoundingClientRect();
    const box = item.getBoundingClientRect();
    const gap = getComputedStyle(item).direction === "rtl" ? box.right - text.right : text.left - box.left;
    return gap > 8 ? [item.textContent.trim()] : [];
  });
}

/** On which sides of its cell a text stands that is wholly in the other script: both where the cell is no wider. */
function cells() {
  return [...document.querySelectorAll(".prose td[dir]")].map((cell) => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const [text, box] = [range.getBoundingClientRect(), cell.getBoundingClientRect()];
    return [text.left - box.left <= 8 && "left", box.right - text.right <= 8 && "right"].filter(Boolean);
  });
}

/** On which side of the letter before it the last full stop stands, of each text that begins with a name. */
function stops(name) {
  const place = (text, from, to) => {
    const range = document.createRange();
    range.setStart(text, text.length + from);
    range.setEnd(text, text.length + to);
    return range.getBoundingClientRect().left;
  };
  const named = [...document.querySelectorAll(".prose :is(p, li, td, h2)")].filter((e) => e.textContent.startsWith(`${name}:`));
  return named.map(({ lastChild }) => (place(lastChild, -1, 0) > place(lastChild, -2, -1) ? "right" : "left"));
}

const nameOf = ({ other }) => other.split(" ")[0];

/** On which side of each item there is ink beside its first line: what a mark is drawn with has no box to ask for. */
async function markSides(page, browser) {
  const items = await page.evaluate(() =>
    [...document.querySelectorAll(".prose li")].map((item) => {
      const { left, right, top } = item.getBoundingClientRect();
      return { left: left + scrollX, right: right + scrollX, y: top + scrollY + 2 };
    }),
  );
  const png = (await page.screenshot({ fullPage: true })).toString("base64");
  const easel = await openPage(browser);
  const sides = await easel.evaluate(inkBeside, { png, items });
  await easel.context().close();
  return sides;
}

async function inkBeside({ png, items }) {
  const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const edge = 32;
  const canvas = new OffscreenCanvas(picture.width + 2 * edge, picture.height).getContext("2d");
  canvas.fillStyle = "white";
  canvas.fillRect(0, 0, picture.width + 2 * edge, picture.height);
  canvas.drawImage(picture, edge, 0);
  const hasInk = (x, y) => {
    const { data } = canvas.getImageData(x + edge, y, 16, 18);
    return data.some((value, index) => index % 4 === 0 && value < 128);
  };
  return items.map(({ left, right, y }) => {
    const found = [hasInk(left - 17, y) && "left", hasInk(right + 1, y) && "right"].filter(Boolean);
    return found.join(" and ") || "nowhere";
  });
}

function written(theme) {
  return project({
    "site.toml": `title = "Archive"\ntheme = "${theme}"\ndefault_language = "en"\nlanguages = ["en", "ar"]\n`,
    "content/pages/prose.md": prose(PROSE.en, "Prose"),
    "content/pages/prose.ar.md": prose(PROSE.ar, "نص"),
  });
}

function prose({ own, other }, title) {
  return `---
title: ${title}
---
${own}[^one] ${own}[^two]

> ${own}

> ${other}

- ${own}
- 2024
- \`code\` ${own}
- ${other}

${own}

- ${own}

- ${other}

${own}

- ${own}
  1. ${own}

${own}

- ${nameOf({ other })}: ${own} ${own}

## ${nameOf({ other })}: ${own}

${nameOf({ other })}: ${own} ${own}

| 1 | 2 |
|---|---|
| 3 | ${nameOf({ other })}: ${own} |
| ${nameOf({ other })} | ${own} |

${own}

- ${other}

- ${other}

[^one]: ${own}

[^two]: [${other}](https://example.org/)
`;
}
