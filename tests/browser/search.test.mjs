// Search, as readers use it: over HTTP, below a prefix, from disk, by hand and by keyboard, and under attack.

import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { gzipSync } from "node:zlib";
import { ids, openArchive } from "../search/client.mjs";
import { LANGUAGES, axe, build, fileAddress, filesBelow, openPage, parse, project, read, serve, startBrowser } from "./harness.mjs";

// What a question must find first, from the page of any language.
const ANSWERS = {
  "telegram-2018-04-29": ["surchauffe", "overheating", "ارتفاع الحرارة", "surchaufe", "2018-04-29", "telegram-2018-04-29"],
  "telegram-2024-10-03": [
    "Allemagne",
    "Germany",
    "ألمانيا",
    "2024-10-03",
    "3 octobre 2024",
    "3 October 2024",
    "٣ أكتوبر ٢٠٢٤",
    "2024",
  ],
};
const PLACES = [
  { name: "at the root of a host", options: [], index: "", open: (site) => serve(site) },
  { name: "below /a/b/", options: [], index: "", open: (site) => serve(site, "/a/b/") },
  { name: "from disk", options: ["--portable"], index: "index.html", open: (site) => ({ address: fileAddress(site, "/"), close() {} }) },
];

let browser;
let site;
let host;
let page;

before(async () => {
  browser = await startBrowser();
  site = build();
  host = await serve(site);
});
after(async () => {
  await browser.close();
  await host?.close();
});

/** A page of search with the answer to a question on it. */
async function ask(query, { on = page, folder = "", address = host.address, index = "" } = {}) {
  await on.goto(`${address}${folder}search/${index}?${new URLSearchParams(query)}`);
  await answered(on);
}

const answered = (on = page) =>
  on.waitForFunction(() => {
    const form = document.querySelector("#search"); // the home page, from which one comes here, has none
    const { searching } = JSON.parse(form?.dataset.words ?? "{}");
    return form && !["", searching].includes(document.querySelector("#count").textContent);
  });
/** How far things on the page have moved by themselves since it began, as browsers reckon it. */
async function shifted() {
  const seen = [];
  const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
  observer.observe({ type: "layout-shift", buffered: true });
  for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
  return [...seen, ...observer.takeRecords()].reduce((sum, { value }) => sum + value, 0);
}

const found = (on = page) => on.$$eval("#results .what a", (links) => links.map((link) => link.href.match(/incidents\/([^/]+)/)[1]));
const count = (on = page) => on.textContent("#count");

for (const { name, options, index, open } of PLACES) {
  describe(`search ${name}`, () => {
    let place;
    before(async () => {
      place = await open(options.length ? build({ options }) : site);
      page = await openPage(browser, { home: place.address });
    });
    after(() => place.close());

    for (const { code, folder } of LANGUAGES) {
      it(`answers in any language from the page in ${code}`, async () => {
        for (const [first, questions] of Object.entries(ANSWERS)) {
          for (const q of questions) {
            await ask({ q }, { folder, address: place.address, index });
            assert.equal((await found())[0], first, q);
          }
        }
        assert.deepEqual(page.complaints, []);
      });
    }

    it("leads from the home page to an incident", async () => {
      await page.goto(`${place.address}${index}`);
      await page.fill("main input[type=search]", "overheating");
      await page.keyboard.press("Enter");
      await answered();
      await page.click("#results .what a");
      assert.match(page.url(), /incidents\/telegram-2018-04-29\//);
      assert.deepEqual(page.complaints, []);
    });
  });
}

describe("a question", () => {
  before(async () => (page = await openPage(browser, { home: host.address })));

  it("finds a service by any of its names, and a word after any apostrophe", async () => {
    for (const q of ["تلجرام", "تيليجرام", "Telegram"]) {
      await ask({ q });
      assert.equal(await count(), "10 incidents", q);
    }
    const answers = [];
    for (const apostrophe of ["'", "’", "ʼ"]) {
      await ask({ q: `l${apostrophe}incident` }, { folder: "fr/" });
      answers.push(await found());
    }
    assert.ok(answers[0].length > 0);
    assert.deepEqual(answers[1], answers[0]);
    assert.deepEqual(answers[2], answers[0]);
  });

  it("marks whole words, not the letters that apostrophes join to them", async () => {
    for (const [q, word] of [["l'outage", "outage"], ["l’outage", "outage"], ["Telegram’s", "telegram"]]) {
      await ask({ q });
      const marked = await page.$$eval("#results mark", (marks) => marks.map((mark) => mark.textContent.toLowerCase()));
      assert.ok(marked.includes(word), q);
      assert.deepEqual(marked.filter((text) => text.length < 2), [], q);
      assert.deepEqual(await found(), (await ask({ q: word }), await found()), q);
    }
    await ask({ q: "l'x" });
    assert.match(await page.textContent("#notes"), /“\u2068x\u2069” stands nowhere/);
  });

  it("finds the beginning of its last word, while it is typed", async () => {
    await page.goto(`${host.address}search/`);
    await page.locator("#q").pressSequentially("overh");
    await answered();
    assert.deepEqual(await found(), ["telegram-2018-04-29"]);
    assert.equal(new URL(page.url()).searchParams.get("q"), "overh");
  });

  it("requires the words of a phrase to stand together", async () => {
    await ask({ q: '"server cluster"' });
    const together = await found();
    await ask({ q: '"cluster server"' });
    assert.ok(together.length > 0);
    assert.deepEqual(await found(), []);
  });

  it("is told what was understood", async () => {
    const notes = async (query, folder) => {
      await ask(query, { folder });
      return page.$$eval("#notes li", (items) => items.map((item) => item.textContent.replace(/[\u2068\u2069]/g, "")));
    };
    // As the reader typed it, and as it is written where it was found.
    assert.deepEqual(await notes({ q: "kazahKstan Xyzzýq" }), [
      "“kazahKstan” stands nowhere in the archive; shown is “Kazakhstan”.",
      "“Xyzzýq” stands nowhere in the archive.",
    ]);
    assert.deepEqual(await notes({ q: "أزمةٌ اوروبة" }, "ar/"), ["لا ترد «أزمةٌ» في السجل.", "لا ترد «اوروبة» في السجل؛ وهذه نتائج «أوروبا»."]);
    // A word of the glossary that no entry has.
    assert.deepEqual(await notes({ q: "overhaeting" }), ["“overhaeting” stands nowhere in the archive; words that resemble it were looked up instead."]);
    await ask({ q: "telegram overheating" });
    assert.match(await page.textContent("#notes"), /“\u2068telegram\u2069” stands in many entries; only those with a rarer word of the search are shown/);
    await ask({ q: "xyzzyq" });
    assert.equal(await count(), "Nothing found");
    assert.deepEqual(await found(), []);
  });

  it("shows each incident once, in the telling that fits, with its language and what was found", async () => {
    await ask({ q: "outage" }, { folder: "ar/" });
    const results = await page.$$eval("#results .row", (rows) =>
      rows.map((row) => {
        const link = row.querySelector("a");
        return { lang: link.lang, dir: link.dir, path: link.pathname, tongue: row.querySelector(".tongue").textContent, marks: row.querySelectorAll("mark").length };
      }),
    );
    assert.equal(new Set(results.map(({ path }) => path)).size, results.length);
    for (const { lang, dir, path, tongue } of results) {
      assert.equal(dir, lang === "ar" ? "rtl" : "ltr");
      assert.equal(path.startsWith("/ar/"), lang === "ar");
      assert.equal(tongue === "", lang === "ar");
    }
    assert.ok(results.some(({ lang, marks }) => lang === "ar" && marks > 0));
    assert.ok(results.some(({ lang, marks }) => lang === "en" && marks > 0));
  });

  it("counts in the forms of the language", async () => {
    const counts = [];
    for (const q of ["overheating", "3 octobre 2024", "telegram"]) {
      await ask({ q }, { folder: "ar/" });
      counts.push(await count());
    }
    assert.deepEqual(counts, ["حادثة واحدة", "حادثتان", "10 حوادث"]);
  });
});

describe("an excerpt", () => {
  // What is asked, and a text in which that stands far within: without blanks, with one far behind, among characters of two
  // units, and among such with marks.
  const filler = (length) => "服务在清晨停止响应，工程师正在查找原因。".repeat(30).slice(0, length);
  const TEXTS = {
    电源故障: `${filler(420)}电源故障${filler(300)}`,
    配置错误: `${filler(420)}配置错误${filler(100)} ${filler(400)}`,
    断网: `${"𠮷".repeat(150)}a断网${"𠮷".repeat(300)}`,
    停电: `${"x\u0301、".repeat(100)}x停电${"x\u0301、".repeat(200)}`,
    维护: `${filler(199)}。维护${filler(400)}`,
  };
  let place;

  before(async () => {
    const files = { "site.toml": 'title = "T"\nlanguages = ["zh"]\n', "content/services/s.md": "---\nname: S\n---\n" };
    Object.values(TEXTS).forEach((text, at) => {
      files[`content/incidents/n${at}.md`] = `---\ntitle: T\ndate: 2024-01-0${at + 1}\nservices: [s]\n---\n${text}\n`;
    });
    place = await serve(build({ root: project(files) }));
  });
  after(() => place.close());

  for (const segments of [true, false]) {
    it(`shows what was found where no blanks part words, ${segments ? "with" : "without"} segments, and cuts no character`, async () => {
      page = await openPage(browser, { home: place.address });
      if (!segments) await page.addInitScript(() => delete Intl.Segmenter);
      for (const [q, whole] of Object.entries(TEXTS)) {
        await ask({ q }, { address: place.address });
        const { text, marked } = await page.$eval("#results .excerpt p", (excerpt) => ({
          text: excerpt.textContent,
          marked: [...excerpt.querySelectorAll("mark")].map((mark) => mark.textContent).join(""),
        }));
        assert.ok(marked.startsWith(q), `${q}: ${marked} is marked`);
        const shown = text.replace(/^… /, "").replace(/…$/, "");
        assert.ok(whole.includes(shown) && shown.length <= 400, `${q}: ${shown}`);
        assert.ok(shown.indexOf(q) <= 200 && shown.isWellFormed(), q);
        assert.doesNotMatch(shown, /^\p{M}/u, q);
        assert.doesNotMatch(whole.slice(whole.indexOf(shown) + shown.length), /^\p{M}/u, q);
      }
      assert.deepEqual(page.complaints, []);
      await page.context().close();
    });
  }
});

describe("choices", () => {
  before(async () => (page = await openPage(browser, { home: host.address })));

  it("stand in the address, and the way back undoes them", async () => {
    await ask({ q: "telegram" });
    await page.check('input[name="region"][value="UA"]');
    await page.waitForFunction(() => document.querySelectorAll("#results > li").length === 2);
    assert.equal(new URL(page.url()).search, "?q=telegram&region=UA");
    await page.reload();
    await answered();
    assert.ok(await page.isChecked('input[value="UA"]'));
    assert.equal((await found()).length, 2);
    await page.goBack();
    await page.waitForFunction(() => document.querySelectorAll("#results > li").length === 10);
    assert.equal(await page.isChecked('input[value="UA"]'), false);
    await page.goForward();
    await page.waitForFunction(() => document.querySelectorAll("#results > li").length === 2);
  });

  it("stay asked in another language, with the words", async () => {
    await ask({ q: "telegram", region: "UA" });
    await page.check('input[name="impact"][value="major"]');
    await page.waitForURL((url) => url.searchParams.get("impact") === "major");
    await answered();
    const before = await found();
    await page.click('.tongues a[hreflang="ar"]');
    await page.waitForURL((url) => url.pathname === "/ar/search/");
    await answered();
    assert.equal(new URL(page.url()).search, "?q=telegram&impact=major&region=UA");
    assert.equal(await page.inputValue("#q"), "telegram");
    assert.ok(before.length > 0);
    assert.deepEqual((await found()).sort(), before.sort());
  });

  it("are counted where they are folded away, and the title tells the question", async () => {
    const told = async () => [await page.textContent("summary"), await page.title()];
    await ask({ q: "telegram" });
    const [folded, title] = await told();
    assert.match(title, /^\u2068telegram\u2069 · ./);
    await ask({ q: "telegram", from: "2018", region: "UA", sort: "date" });
    assert.deepEqual(await told(), [`${folded} (2)`, title]);
    await ask({ region: "UA" }, { folder: "ar/" });
    assert.match(await page.textContent("summary"), / \(1\)$/);
  });

  it("order by date", async () => {
    await ask({ q: "telegram", sort: "date" });
    const days = (await found()).map((id) => id.slice(-10));
    assert.deepEqual(days, [...days].sort().reverse());
  });

  it("that don't exist are ignored", async () => {
    await ask({ q: "telegram", region: "__proto__", year: "constructor", from: "x", sort: "toString" });
    assert.equal((await found()).length, 10);
    assert.deepEqual(page.complaints, []);
  });
});

describe("a question of more words than are looked up", () => {
  it("is no longer for what stands within identifiers", async () => {
    const archive = await openArchive(site, "en");
    const asked = [];
    const ways = archive.ways;
    archive.ways = (word) => (asked.push(word.text), ways.call(archive, word));
    const letters = [..."bcdfghjklmnpqrstvwxz"];
    const identifiers = letters.map((first) => letters.map((letter) => `${first}${letter}`).join("-"));
    const { words } = await archive.find({ text: `${identifiers.join(" ")} overheating`, facets: new Map(), from: -Infinity, to: Infinity });
    assert.equal(words.length, 24);
    assert.ok(words.some(({ text, ways }) => text === "overheating" && ways.length), "a word behind them is looked up as well");
    assert.ok(asked.length <= 2 * 24, `${asked.length} look-ups`);
  });
});

describe("choices and words together", () => {
  it("find and count just what is in all of them", async () => {
    const archive = await openArchive(site, "en");
    const sets = await listed(await openPage(browser));
    const all = [...new Set([...sets.values()].flatMap((values) => [...values.values()].flatMap((set) => [...set])))];
    const choices = [...sets].flatMap(([facet, values]) => [...values.keys()].map((key) => [facet, key]));
    for (const text of ["", "outage", "Durov", "server cluster"]) {
      const matching = new Set(text ? await ids(archive, text, { most: 100 }) : all);
      for (const [one, key] of choices) {
        for (const [other, key2] of choices) {
          const facets = new Map([[one, [key]]]);
          facets.set(other, [...(facets.get(other) ?? []), key2]);
          await compare(archive, { text, facets, sets, matching });
        }
      }
    }
  });
});

/** What the pages of lists say: by facet and value the incidents that have it. */
async function listed(page) {
  const sets = new Map();
  const numbers = await parse(page, read(site, "search/index.html"), (html) =>
    [...html.querySelectorAll("input[id*='-']")].map((input) => [...input.id.split("-"), input.value]),
  );
  const folders = { region: "regions", cause: "causes", service: "services", year: "years" };
  for (const [facet, number, key] of numbers) {
    if (!(facet in folders) && facet !== "language") continue;
    const incidents = facet === "language" ? told(key) : await linked(page, `${folders[facet]}/${key.toLowerCase()}/index.html`);
    if (!sets.has(facet)) sets.set(facet, new Map());
    sets.get(facet).set(key, Object.assign(new Set(incidents), { number: +number }));
  }
  assert.equal(sets.size, 5);
  return sets;
}

const linked = (page, path) =>
  parse(page, read(site, path), (html) =>
    [...html.querySelectorAll("main a[href*='incidents/']")].flatMap((link) => link.getAttribute("href").match(/incidents\/([^/]+)\/$/)?.[1] ?? []),
  );

function told(language) {
  const { folder } = LANGUAGES.find(({ code }) => code === language);
  const all = new Set(filesBelow(site).flatMap((path) => path.match(/(?:^|\/)incidents\/([^/]+)\/index\.html$/)?.[1] ?? []));
  const isTold = (id) => {
    const file = join(site, folder, "incidents", id, "index.html");
    return existsSync(file) && !/http-equiv="refresh"/.test(readFileSync(file, "utf8"));
  };
  return [...all].filter(isTold);
}

async function compare(archive, { text, facets, sets, matching }) {
  const has = (id, facet) => facets.get(facet).some((key) => sets.get(facet).get(key).has(id));
  const passing = (but) => [...matching].filter((id) => [...facets.keys()].every((facet) => facet === but || has(id, facet)));
  const question = { text, facets, from: -Infinity, to: Infinity };
  const told = `${text} ${JSON.stringify([...facets])}`;
  assert.deepEqual((await ids(archive, text, { facets, most: 100 })).sort(), passing().sort(), told);
  const counts = await archive.counts(await archive.find(question));
  for (const [facet, values] of sets) {
    for (const [key, set] of values) {
      const expected = passing(facet).filter((id) => set.has(id)).length;
      assert.equal(counts.get(facet)[set.number] ?? 0, expected, `${key} beside ${told}`);
    }
  }
}

describe("a long list", () => {
  it("is shown ten by ten, and the keys go on where it grew", async () => {
    const files = { "site.toml": `title = "Many"\n`, "content/services/s.md": "---\nname: S\n---\n" };
    for (let day = 10; day < 35; day++) {
      const date = new Date(Date.UTC(2024, 0, day)).toISOString().slice(0, 10);
      files[`content/incidents/n${day}.md`] = `---\ntitle: Outage ${day}\ndate: ${date}\nservices: [s]\n---\nText.\n`;
    }
    const many = await serve(build({ root: project(files) }));
    page = await openPage(browser, { home: many.address });
    await ask({ q: "outage" }, { address: many.address });
    const ids = Array.from({ length: 25 }, (_, place) => `n${34 - place}`);
    for (const shown of [10, 20, 25]) {
      await page.waitForFunction((shown) => document.querySelectorAll("#results > li").length === shown, shown);
      assert.deepEqual(await found(), ids.slice(0, shown));
      assert.equal(await page.isVisible("#next"), shown < 25);
      if (shown > 10) assert.match(await page.evaluate(() => document.activeElement.href), new RegExp(`/n${shown === 20 ? 24 : 14}/$`));
      if (shown < 25) await page.click("#next");
    }
    assert.deepEqual(page.complaints, []);
    await many.close();
  });
});

describe("the years", () => {
  for (const [first, rows] of [[2011, "a few"], [1999, "some"], [1965, "many"]]) {
    it(`are columns beside each other, each under its year and wide enough for a finger: ${2025 - first} of them`, async () => {
      const place = await serve(build({ root: yearly(first) }));
      for (const [width, folder] of [[320, ""], [320, "ar/"], [1280, ""], [1280, "ar/"]]) {
        page = await openPage(browser, { home: place.address, viewport: { width, height: 800 } });
        await page.goto(`${place.address}${folder}search/`);
        await page.evaluate(() => (document.querySelector("details").open = true));
        const told = `${rows} years at ${width} px in /${folder}`;
        const { over, hidden, strays, narrow, uneven } = await page.evaluate(columns);
        assert.ok(over <= 0, `${told}: ${over} px too wide`);
        assert.equal(hidden, false, `${told}: the newest is seen`);
        assert.deepEqual([strays, narrow, uneven], [[], [], []], told);
        await page.context().close();
      }
      await place.close();
    });
  }
});

/** An archive with an incident in each year up to 2024, but for one. */
function yearly(first) {
  const files = { "site.toml": 'title = "Y"\nlanguages = ["en", "ar"]\n', "content/services/s.md": "---\nname: S\n---\n" };
  for (let year = first; year < 2025; year++) {
    if (year !== 2013) files[`content/incidents/y${year}.md`] = `---\ntitle: Y\ndate: ${year}-03-02\nservices: [s]\n---\n`;
  }
  return project(files);
}

/** What is wrong with the columns of the years: labels beside their column, columns too narrow, labels of a row at odd heights. */
function columns() {
  const items = [...document.querySelectorAll(".spans li")].map((item) => {
    const range = document.createRange();
    range.selectNodeContents(item.querySelector(".when"));
    return { text: range.toString(), label: range.getBoundingClientRect(), box: item.getBoundingClientRect() };
  });
  const names = (found) => found.map(({ text }) => text);
  const newest = items.at(-1).box;
  const shown = document.querySelector(".spans div").getBoundingClientRect();
  return {
    over: document.documentElement.scrollWidth - innerWidth,
    hidden: newest.bottom > shown.bottom + 1 || newest.top < shown.top - 1,
    strays: names(items.filter(({ label, box }) => !label.width || label.left < box.left - 1 || label.right > box.right + 1)),
    narrow: names(items.filter(({ box }) => box.width < 24 || box.height < 24)),
    uneven: names(items.filter(({ label, box }) => items.some((other) => other.box.top === box.top && Math.abs(other.label.top - label.top) > 1))),
  };
}

describe("hands on keys", () => {
  before(async () => (page = await openPage(browser, { home: host.address })));
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.closest("#results > li")?.querySelector("a").pathname);

  it("get to the field, through the results and back", async () => {
    await ask({ q: "telegram" });
    await page.keyboard.press("/");
    assert.equal(await focused(), "q");
    assert.equal(await page.inputValue("#q"), "telegram");
    const [first, second] = await page.$$eval("#results .what a", (links) => links.map((link) => link.pathname));
    for (const [key, where] of [["ArrowDown", first], ["ArrowDown", second], ["ArrowUp", first], ["ArrowUp", "q"], ["ArrowDown", first], ["Escape", "q"]]) {
      await page.keyboard.press(key);
      assert.equal(await focused(), where, key);
    }
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname === first);
  });

  it("choose among candidates while a word is composed, as in Chinese", async () => {
    await ask({ q: "telegram" });
    await page.focus("#q");
    const input = await page.context().newCDPSession(page);
    await input.send("Input.imeSetComposition", { text: "dian", selectionStart: 4, selectionEnd: 4 });
    await page.evaluate(() => addEventListener("keydown", ({ isComposing }) => (window.composing = isComposing)));
    await page.keyboard.press("ArrowDown");
    assert.equal(await page.evaluate(() => window.composing), true);
    assert.equal(await focused(), "q");
    await input.send("Input.insertText", { text: "" });
    const last = { key: "ArrowDown", keyCode: 229, bubbles: true, cancelable: true };
    assert.equal(await page.evaluate((last) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", last)), last), true);
    assert.equal(await focused(), "q");
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await focused(), "q");
  });

  it("type a slash where they write", async () => {
    await ask({ q: "telegram" });
    await page.focus("#q");
    await page.keyboard.press("End");
    await page.keyboard.press("/");
    assert.equal(await page.inputValue("#q"), "telegram/");
  });
});

describe("a listener", () => {
  it("is told the count politely, once the typing is over", async () => {
    page = await openPage(browser);
    await page.goto(`${host.address}search/`);
    assert.equal(await page.getAttribute("#status", "role"), "status");
    await page.evaluate(() => {
      window.said = [];
      new MutationObserver(() => window.said.push(document.querySelector("#status").textContent)).observe(document.querySelector("#status"), { childList: true });
    });
    await page.locator("#q").pressSequentially("overheating", { delay: 20 });
    await page.waitForFunction(() => window.said.includes("1 incident"));
    assert.ok((await page.evaluate(() => window.said.filter(Boolean))).length <= 2);
  });
});

describe("an answer", () => {
  it("that comes after a later question is dropped", async () => {
    page = await openPage(browser, { home: host.address });
    let release;
    const held = new Promise((resolve) => (release = resolve));
    let first = true;
    await page.route("**/search/k*.bin", async (route) => {
      if (first) {
        first = false;
        await held;
      }
      await route.continue();
    });
    await page.goto(`${host.address}search/?q=overheating`);
    await page.waitForRequest("**/search/k*.bin").catch(() => undefined);
    await page.fill("#q", "Germany");
    await answered();
    assert.deepEqual(await found(), ["telegram-2024-10-03"]);
    const late = page.waitForResponse("**/search/k*.bin");
    release();
    await (await late).finished();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    assert.deepEqual(await found(), ["telegram-2024-10-03"]);
  });

  it("that can't be read is told, and the next question is tried again", async () => {
    const bodies = [{ status: 404 }, { abort: true }, { status: 200, body: "not what it should be" }, { status: 200, body: "\x01\xff\xff" }];
    for (const failure of bodies) {
      for (const name of ["root", "d*", "p*", "k*"]) {
        page = await openPage(browser);
        await page.route(`**/search/${name}.bin`, (route) => (failure.abort ? route.abort() : route.fulfill(failure)));
        await ask({ q: "overheating" });
        assert.match(await count(), /could not be read/, `${name} ${JSON.stringify(failure)}`);
        await page.unroute(`**/search/${name}.bin`);
        await page.click(".field button");
        await page.waitForFunction(() => document.querySelector("#count").textContent === "1 incident");
        assert.deepEqual(page.complaints.filter((complaint) => !/Failed to load|failed: net/.test(complaint)), []);
        await page.context().close();
      }
    }
  });

  it("is understood from a host that inflates the files by itself", async () => {
    page = await openPage(browser);
    await page.route("**/search/*.bin", async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, headers: { ...response.headers(), "content-encoding": "gzip" } });
    });
    await ask({ q: "overheating" });
    assert.deepEqual(await found(), ["telegram-2018-04-29"]);
  });
});

describe("an attack", () => {
  const HOSTILE = [
    `<img src=x onerror="window.ran=1">`,
    `"><script>window.ran=2</script>`,
    "javascript:alert(1)",
    "__proto__ constructor hasOwnProperty toString valueOf",
    ".*+?^${}()|[]\\ (?:a+)+$",
    "\ud800 \udfff a\ud83d",
    "\u0000\u0001region:UA \u202eabc \ufeff",
    "word ".repeat(2000),
    "x".repeat(10_000),
    "火".repeat(5000),
    "a-".repeat(5000),
    '"'.repeat(999),
    "“„«»”".repeat(200) + "outage",
    "%00%ff%F0%9F &q=1#x",
  ];

  it("by a question runs nothing and breaks nothing", async () => {
    page = await openPage(browser, { home: host.address });
    for (const hostile of HOSTILE) {
      await page.goto(`${host.address}search/`);
      await page.evaluate((text) => {
        document.querySelector("#q").value = text;
        document.querySelector("#search").requestSubmit();
      }, hostile);
      await answered();
      assert.doesNotMatch(await count(), /could not be read/, hostile.slice(0, 60));
      assert.equal(await page.evaluate(() => window.ran), undefined);
      await page.fill("#q", "overheating");
      await page.waitForFunction(() => document.querySelectorAll("#results > li").length === 1);
    }
    assert.deepEqual(page.complaints, []);
  });

  it("by an archive's texts is shown as text", async () => {
    const title = `<img src=x onerror="window.ran=1"> <script>window.ran=2</script> {{ site.title }} findable`;
    const text = `A summary with <b onclick="window.ran=3">findable</b> markup.`;
    const files = {
      "site.toml": `title = "Hostile"\n`,
      "content/services/s.md": `---\nname: ${JSON.stringify(`${title} service`)}\n---\n`,
      "content/incidents/one.md": `---\ntitle: ${JSON.stringify(title)}\ndate: 2024-01-01\nservices: [s]\nsummary: ${JSON.stringify(text)}\n---\nProse.\n`,
    };
    const hostile = await serve(build({ root: project(files) }));
    page = await openPage(browser, { home: hostile.address });
    await ask({ q: "findable" }, { address: hostile.address });
    assert.equal(await page.textContent("#results .what a"), title);
    assert.equal(await page.textContent("#results .excerpt"), text);
    assert.deepEqual(await page.$$eval("#results :is(img, script, b)", (elements) => elements.length), 0);
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.deepEqual(page.complaints, []);
    await hostile.close();
  });
});

describe("the page", () => {
  it("holds nothing that axe minds, whatever it shows, and fits a phone", async () => {
    for (const { folder } of LANGUAGES) {
      for (const query of [{ q: "telegram" }, { q: "overhaeting telegram" }, { q: "xyzzyq" }, { impact: "major", year: "2018" }]) {
        for (const [colorScheme, width] of [["light", 1280], ["dark", 320]]) {
          page = await openPage(browser, { home: host.address, colorScheme, viewport: { width, height: 900 } });
          await ask(query, { folder });
          if (width < 900) await page.click(".panel summary");
          assert.deepEqual(await axe(page), [], `${folder} ${JSON.stringify(query)} ${colorScheme}`);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${folder} ${JSON.stringify(query)}`);
          await page.context().close();
        }
      }
    }
  });

  it("loads one script of at most ten kilobytes, and asks for no index before there is a question", async () => {
    page = await openPage(browser);
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url())));
    await page.goto(`${host.address}search/`, { waitUntil: "networkidle" });
    assert.deepEqual(asked.filter(({ pathname }) => pathname.endsWith(".bin")), []);
    const scripts = asked.filter(({ pathname }) => pathname.endsWith(".js"));
    assert.equal(scripts.length, 1);
    const script = join(site, scripts[0].href.slice(host.address.length));
    assert.ok(gzipSync(readFileSync(script), { level: 9 }).length <= 10_240);
  });

  it("stands still while its script begins", async () => {
    for (const { folder } of LANGUAGES) {
      for (const width of [412, 1280]) {
        page = await openPage(browser, { viewport: { width, height: 823 } });
        await page.goto(`${host.address}${folder}search/`);
        await page.waitForSelector("[data-asked] .rest .row");
        assert.equal(await page.evaluate(shifted), 0, `${folder} ${width} px`);
        await page.context().close();
      }
    }
  });

  it("without JavaScript leads to services, regions, causes and years", async () => {
    page = await openPage(browser, { javaScriptEnabled: false, home: host.address });
    for (const { folder } of LANGUAGES) {
      await page.goto(`${host.address}${folder}`);
      await page.fill("main input[type=search]", "x");
      await page.keyboard.press("Enter");
      await page.waitForURL(`${host.address}${folder}search/?q=x`);
      const ways = await page.$$eval("noscript a", (links) => links.map((link) => link.getAttribute("href")));
      assert.deepEqual(ways, ["services/", "regions/", "causes/", "years/"].map((way) => (folder ? "../../" : "../") + folder + way));
      for (const useless of [".split", "#q", ".field button", "#hint"]) assert.equal(await page.isVisible(useless), false, useless);
    }
    assert.deepEqual(page.complaints, []);
  });
});
