// A reporter on a phone, without JavaScript: "Was Telegram down in Poland on 3 October 2024?" The answer, its sources and
// an address to cite are found by following links alone, from the home page, in each language.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { LANGUAGES, axe, build, openPage, serve, startBrowser } from "./harness.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
const BASE = "https://annals.example/";

// What the reporter reads: the way by place, the way by time, and the answer.
const QUESTIONS = {
  en: {
    language: "English",
    byPlace: ["Regions", "Poland"],
    byTime: ["Years", "2024"],
    title: "Telegram outage in Ukraine, Poland, Kazakhstan and Germany",
    facts: { Start: "3 October 2024, about 10:30 UTC", End: "end not known", Impact: "Major", Status: "Not known" },
    region: "Poland",
    sources: "Sources",
    cite: "How to cite",
  },
  fr: {
    language: "Français",
    byPlace: ["Régions", "Pologne"],
    byTime: ["Années", "2024"],
    title: "Telegram en panne en Ukraine, en Pologne, au Kazakhstan et en Allemagne",
    facts: { Début: "3 octobre 2024, vers 10:30 UTC", Fin: "fin inconnue", Gravité: "Majeure", État: "Inconnu" },
    region: "Pologne",
    sources: "Sources",
    cite: "Pour citer cette page",
  },
  ar: {
    language: "العربية",
    byPlace: ["المناطق", "بولندا"],
    byTime: ["السنوات", "2024"],
    title: "انقطاع تيليجرام في أوكرانيا وبولندا وكازاخستان وألمانيا",
    facts: { البداية: "3 أكتوبر 2024، نحو الساعة 10:30 UTC", النهاية: "النهاية غير معروفة", الأثر: "كبير", الحالة: "غير معروفة" },
    region: "بولندا",
    sources: "المصادر",
    cite: "للاستشهاد بهذه الصفحة",
  },
};

let browser;
let host;

before(async () => {
  browser = await startBrowser();
  host = await serve(build({ options: ["--base-url", BASE] }));
});
after(async () => {
  await browser.close();
  await host?.close();
});

for (const { code, folder } of LANGUAGES) {
  const question = QUESTIONS[code];
  describe(`the reporter's question in ${code}`, () => {
    for (const way of ["byPlace", "byTime"]) {
      it(`is answered in three links ${way === "byPlace" ? "by place" : "by time"}`, async () => {
        const page = await openPage(browser, { ...PHONE, javaScriptEnabled: false });
        await page.goto(host.address);
        if (code !== "en") await follow(page, question.language);
        for (const name of [...question[way], question.title]) await follow(page, name);
        await readsAnswer(page, question);
        await readsEvidence(page, question);
        await citesIt(page, question, `${BASE}${folder}incidents/telegram-2024-10-03/`);
        assert.deepEqual(page.complaints, []);
      });
    }

    it("is answered on a page without barriers", async () => {
      const page = await openPage(browser, PHONE);
      await page.goto(`${host.address}${folder}incidents/telegram-2024-10-03/`);
      assert.deepEqual(await axe(page), []);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(overflow <= 0, "nothing to scroll sideways");
    });
  });
}

/** Taps the link a reader sees under this name, in the navigation or on the page. */
async function follow(page, name) {
  const link = page.getByRole("link", { name, exact: true }).first();
  assert.ok(await link.isVisible(), `a link "${name}" on ${page.url()}`);
  const { width, height } = await link.boundingBox();
  assert.ok(width >= 24 && height >= 24, `"${name}" can be hit with a finger: ${width} × ${height}`);
  const here = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== here), link.tap()]);
}

async function readsAnswer(page, { title, facts, region }) {
  assert.equal(await page.getByRole("heading", { level: 1 }).innerText(), title);
  const strip = page.locator("dl.strip");
  for (const [name, value] of Object.entries(facts)) {
    const fact = strip.locator("div", { has: page.getByText(name, { exact: true }) }).locator("dd");
    assert.ok(spaced(await fact.innerText()).startsWith(value), `${name}: ${await fact.innerText()}`);
    assert.ok(await fact.isVisible());
  }
  const links = page.locator("dl.facts").getByRole("link");
  assert.ok((await links.allInnerTexts()).includes(region));
  assert.ok(await links.getByText(region, { exact: true }).isVisible());
}

async function readsEvidence(page, { sources }) {
  const section = page.getByRole("region", { name: sources, exact: true });
  assert.ok(await section.isVisible());
  const items = await section.getByRole("listitem").filter({ has: page.locator(".title") }).allInnerTexts();
  assert.equal(items.length, 4);
  assert.ok(items.some((item) => item.includes("Cointelegraph")) && items.some((item) => item.includes("Downdetector")));
  assert.equal(await section.getByRole("link", { name: /Cointelegraph/ }).getAttribute("href"), "https://binance.com/pt/square/post/14384428629057");
}

async function citesIt(page, { title, cite }, address) {
  const section = page.getByRole("region", { name: cite, exact: true });
  const text = (await section.locator("p").first().innerText()).replace(/[\u2068\u2069]/g, "");
  assert.ok(await section.locator("p").first().isVisible());
  assert.ok(text.includes(title) && text.includes(address), text);
  assert.equal(await page.locator("link[rel=canonical]").getAttribute("href"), address);
}

/** A text with plain spaces. */
function spaced(text) {
  return text.replace(/\s+/g, " ");
}
