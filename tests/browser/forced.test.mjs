// Where readers choose the colours, what a chart shows and what is chosen stays to be seen; where they want no motion there is none.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { build, openPage, serve, startBrowser } from "./harness.mjs";

let browser;
let host;

before(async () => {
  browser = await startBrowser();
  host = await serve(build());
});
after(async () => {
  await browser.close();
  await host?.close();
});

for (const colorScheme of ["light", "dark"]) {
  describe(`in forced colours, ${colorScheme}`, () => {
    let page;

    before(async () => {
      page = await openPage(browser, { colorScheme, forcedColors: "active", viewport: { width: 1280, height: 1000 } });
    });
    after(() => page.context().close());

    for (const folder of ["", "ar/"]) {
      const open = (path) => page.goto(host.address + folder + path);

      it(`the years of search have their columns, and a frame where they are chosen, in /${folder}`, async () => {
        await open("search/?year=2018");
        const [chosen, other] = [".spans li:first-child label", ".spans li:last-child label"];
        await page.waitForFunction((label) => document.querySelector(label).closest("li").style.getPropertyValue("--share") > 1, other);
        assert.equal(await inked(page, other, "::after"), 1);
        assert.equal(await page.$eval(chosen, (label) => getComputedStyle(label).outlineStyle), "solid");
        assert.equal(await page.$eval(other, (label) => getComputedStyle(label).outlineStyle), "none");
      });

      it(`marks and bars are drawn in the colour of text, in /${folder}`, async () => {
        for (const [path, shapes] of [
          ["", ".row .mark use, .columns rect"],
          ["services/telegram/", ".lane use, .lane .bar"],
          ["statistics/", ".meter tr:not(.void) rect"],
          ["incidents/telegram-2018-04-29/", ".strip .mark use, .meter rect"],
        ]) {
          await open(path);
          assert.deepEqual(await page.evaluate(fills, shapes), ["text"], path);
        }
      });

      it(`a calendar has cells, and more beneath a fuller month, in /${folder}`, async () => {
        await open("statistics/");
        const [less, more] = await Promise.all([".heat .h2", ".heat .h4"].map((cell) => page.$eval(cell, (link) => parseFloat(getComputedStyle(link).borderBlockEndWidth))));
        assert.ok(less > 0 && more > less, `${less} ${more}`);
        assert.equal(await page.$eval(".heat td:not(.sum):empty", (cell) => getComputedStyle(cell).outlineStyle), "solid");
        await open("years/");
        assert.equal(await page.$eval(".months a", (link) => getComputedStyle(link).borderBlockStartStyle), "solid");
      });

      it(`an end among updates is a full dot, and where one is is told in the menu, in /${folder}`, async () => {
        await open("incidents/telegram-2018-04-29/");
        const [end, before] = [".updates > .s-resolved", ".updates > .s-monitoring"];
        assert.ok((await inked(page, end, "::before")) > 0.7);
        assert.ok((await inked(page, before, "::before")) < 0.7);
        assert.match(await page.$eval(".sections [aria-current]", (link) => getComputedStyle(link).textDecorationLine), /underline/);
      });
    }
  });
}

describe("where motion is not wanted", () => {
  it("nothing moves by itself, and pages don't glide", async () => {
    const page = await openPage(browser, { reducedMotion: "reduce" });
    for (const path of ["", "search/?q=telegram", "services/telegram/", "incidents/telegram-2018-04-29/"]) {
      await page.goto(host.address + path);
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), "auto", path);
      assert.equal(await page.evaluate(() => document.getAnimations().length), 0, path);
    }
    await page.context().close();
  });
});

/** In which colours shapes are filled: "text" is the one that the reader chose for it, "page" that of what is hollow. */
function fills(shapes) {
  const probe = document.body.appendChild(document.createElement("i"));
  const named = (name) => ((probe.style.color = name), getComputedStyle(probe).color);
  const known = { [named("CanvasText")]: "text", [named("Canvas")]: "page" };
  const found = [...document.querySelectorAll(shapes)].map((shape) => getComputedStyle(shape).fill);
  probe.remove();
  return [...new Set(found.map((fill) => known[fill] ?? fill))];
}

/** How much of what is drawn before or after an element's own content isn't the page's colour. */
async function inked(page, selector, pseudo) {
  const box = await page.$eval(selector, boxOf, pseudo);
  const png = (await page.screenshot({ fullPage: true })).toString("base64");
  return page.evaluate(share, { png, box });
}

/** Where a part of an element lies that has no box to ask for: the last of a column, or the dot beside an item. */
function boxOf(element, pseudo) {
  const own = element.getBoundingClientRect();
  const style = getComputedStyle(element, pseudo);
  const isDot = pseudo === "::before";
  const size = isDot ? parseFloat(style.width) : parseFloat(style.borderBottomWidth) || parseFloat(style.height);
  const base = isDot ? own.top + parseFloat(style.top) : element.querySelector(".when").getBoundingClientRect().top - size;
  const [left, width] = isDot ? [own.left + parseFloat(style.left), size] : [own.left, own.width];
  return { x: Math.ceil(left + scrollX), y: Math.ceil(base + scrollY), width: Math.floor(width), height: Math.floor(size) - (isDot ? 0 : 1) };
}

async function share({ png, box }) {
  const bytes = Uint8Array.from(atob(png), (c) => c.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  canvas.drawImage(picture, 0, 0);
  const paper = canvas.getImageData(1, picture.height - 1, 1, 1).data;
  const { data } = canvas.getImageData(box.x, box.y, box.width, box.height);
  const pixels = Array.from({ length: data.length / 4 }, (_, at) => data.slice(at * 4, at * 4 + 3));
  return pixels.filter((pixel) => pixel.some((value, at) => Math.abs(value - paper[at]) > 96)).length / pixels.length;
}
