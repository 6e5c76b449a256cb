// What isn't known stays unknown, and a day is the same day wherever it is read.

import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { LANGUAGES, SAMPLES, build, openPage, project, serve, startBrowser } from "./harness.mjs";

const TWO_INCIDENTS = {
  "site.toml": 'title = "Mail"\n',
  "content/services/mail.md": "---\nname: Mail\n---\n",
  "content/incidents/known.md": writeUp("date: 2024-05-01T10:00Z\nend: 2024-05-01T12:00Z"),
  "content/incidents/open.md": writeUp("date: 2024-05-03T10:00Z\nend: unknown"),
};

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

describe("a reader's time zone", () => {
  it("changes no date on any kind of page; its own times stand beside", async () => {
    const honolulu = await openPage(browser, { timezoneId: "Pacific/Honolulu" });
    const auckland = await openPage(browser, { timezoneId: "Pacific/Auckland" });
    for (const path of LANGUAGES.flatMap(({ folder }) => SAMPLES.map((sample) => folder + sample))) {
      const [one, other] = await Promise.all([textOf(honolulu, path), textOf(auckland, path)]);
      assert.equal(one, other, path);
    }
  });

  it("leaves a date known to the day at that day", async () => {
    for (const timezoneId of ["Pacific/Honolulu", "Pacific/Auckland"]) {
      const page = await openPage(browser, { timezoneId });
      await page.goto(`${host.address}incidents/telegram-2024-10-02/`);
      const time = page.locator("dl.strip time").first();
      assert.equal(await time.getAttribute("datetime"), "2024-10-02");
      assert.equal(await time.innerText(), "2 October 2024");
    }
  });
});

describe("an incident whose end isn't known", () => {
  for (const { code, folder, endNotKnown } of LANGUAGES) {
    it(`says so in ${code}, and is drawn open`, async () => {
      const page = await openPage(browser);
      await page.goto(`${host.address}${folder}incidents/telegram-2024-10-03/`);
      assert.equal(await page.innerText("dl.strip .to dd"), endNotKnown);
      await page.goto(`${host.address}${folder}services/telegram/`);
      const mark = page.locator('svg.lane a[href*="telegram-2024-10-03"]');
      assert.ok((await mark.locator("title").textContent()).includes(endNotKnown));
      assert.equal(await mark.locator(".tail").count(), 1, "an open end");
      assert.equal(await mark.locator(".bar").count(), 0, "no bar that would show a duration");
    });
  }

  it("counts towards no duration", async () => {
    const page = await openPage(browser);
    const own = await serve(build({ root: project(TWO_INCIDENTS) }));
    await page.goto(`${own.address}services/mail/`);
    const numbers = await page.innerText("dl.numbers");
    assert.match(numbers, /Total time\s+2 hr\s/);
    assert.match(numbers, /Longest for certain\s+2 hr\s/);
    assert.match(numbers, /1 incident whose duration is not known exactly enough, or that is not over, is left out/);
    await own.close();
  });
});

async function textOf(page, path) {
  await page.goto(host.address + path);
  return page.evaluate(() => {
    document.querySelectorAll(".local, .tools").forEach((local) => local.remove());
    return document.body.innerText;
  });
}

function writeUp(facts) {
  return `---\ntitle: Mail is down\n${facts}\nservices: [mail]\n---\nIt was down.\n`;
}
