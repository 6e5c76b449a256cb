// Every number leads to as many incidents as it says.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { build, openPage, project, serve, startBrowser } from "./harness.mjs";

let browser;
let host;
let page;

before(async () => {
  browser = await startBrowser();
  host = await serve(build());
  page = await openPage(browser);
});
after(async () => {
  await browser.close();
  await host?.close();
});

describe("a number", () => {
  it("of all incidents leads to a list of as many", async () => {
    const ofRows = await numbersOf("statistics/", ".meter tr.way");
    const numbers = [...ofRows, ...(await numbersOf("statistics/", ".heat:not(.matrix) td:has(a)"))];
    assert.ok(numbers.length > 20, `${numbers.length} numbers`);
    const found = [];
    for (const { href } of numbers) found.push([href, await rowsOf(href)]);
    assert.deepEqual(found, numbers.map(({ href, number }) => [href, number]));
  });

  it("of a service leads to the incident, the year in its list, or a search", async () => {
    const ofRows = await numbersOf("services/telegram/", ".meter tr:has(td a)", "td a");
    const ofMonths = await numbersOf("services/telegram/", ".heat td:has(a)");
    const ways = new Set();
    for (const { href, number } of [...ofRows, ...ofMonths]) {
      const [way, found] = await reached(href);
      ways.add(way);
      // A year's heading stands over all its months.
      assert.ok(way === "year" ? found >= number : found === number, `${href} leads to ${found}, not ${number}`);
    }
    assert.deepEqual([...ways].sort(), ["incident", "search", "year"]);
  });

  it("that a service shares with a region leads to what they share", async () => {
    for (const { href, number } of await numbersOf("statistics/", ".matrix td:has(a)")) {
      assert.equal((await reached(href))[1], number, href);
    }
  });
});

describe("reports over time", () => {
  it("are drawn at their time, mirrored in Arabic, and kept as CSV", async () => {
    const own = await serve(build({ root: project(REPORTS) }));
    const places = {};
    for (const folder of ["", "ar/"]) {
      await page.goto(`${own.address}${folder}incidents/mail-2024-05-01/`);
      const lines = page.locator(".curve line");
      places[folder] = await lines.evaluateAll((all) => all.map((line) => parseFloat(line.getAttribute("x1"))));
      assert.equal(await page.locator(".curve details tbody tr").count(), 3);
      const csv = await (await page.request.get(await page.locator(".curve a[download]").evaluate((link) => link.href))).text();
      assert.match(csv, /^report,source,region,at,reports\n1,one,,2024-05-01T10:00Z,10\n/);
    }
    const rounded = (list) => list.map((place) => Math.round(place / 5) * 5);
    assert.deepEqual(rounded(places[""]), [0, 25, 100]);
    assert.deepEqual(rounded(places["ar/"]), [100, 75, 0]);
    await own.close();
  });
});

/** The numbers in cells, each with the address it leads to. */
async function numbersOf(path, cells, link = "a") {
  await page.goto(host.address + path);
  return page.locator(cells).evaluateAll(
    (found, selector) =>
      found.map((cell) => ({
        href: cell.querySelector(selector).href,
        number: Number((cell.matches("td") ? cell : cell.querySelector("td")).textContent),
      })),
    link,
  );
}

async function rowsOf(href) {
  await page.goto(href);
  return page.locator("main .rows .row").count();
}

/** What kind of place an address is, and how many incidents stand there. */
async function reached(href) {
  await page.goto(href);
  const { pathname, search, hash } = new URL(href);
  if (pathname.includes("/incidents/")) return ["incident", 1];
  if (hash) return ["year", await page.locator(`${hash} .row`).count()];
  assert.match(search, /^\?service=/);
  await page.locator("#results .row").first().waitFor();
  return ["search", parseInt(await page.innerText("#count"), 10)];
}

const REPORTS = {
  "site.toml": 'title = "Mail"\nlanguages = ["en", "ar"]\n',
  "content/services/mail.md": "---\nname: Mail\n---\nMail.\n",
  "content/incidents/mail-2024-05-01.en.md":
    "---\ntitle: Mail is down\ndate: 2024-05-01T10:00Z\nend: 2024-05-01T14:00Z\nservices: [mail]\n" +
    "sources:\n  - { id: one, title: Reports }\nreports:\n" +
    "  - { source: one, points: [[2024-05-01T10:00Z, 10], [2024-05-01T11:00Z, 40], [2024-05-01T14:00Z, 20]] }\n---\nIt was down.\n",
  "content/incidents/mail-2024-05-01.ar.md": "---\ntitle: تعطل البريد\n---\nتعطل.\n",
};
