// A writer's view: the page follows the file.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after, before, describe, it } from "node:test";
import { BINARY, openPage, project, startBrowser } from "./harness.mjs";

const TEXT = Array.from({ length: 200 }, (_, number) => `Paragraph ${number}.`).join("\n\n");
const FILE = "content/incidents/one.md";
const FILES = {
  "site.toml": 'title = "Mail"\n',
  "content/services/mail.md": "---\nname: Mail\n---\n",
  [FILE]: `---\ntitle: First title\ndate: 2024-05-01\nservices: [mail]\n---\n${TEXT}\n`,
};

let browser;
let root;
let server;
let address;

before(async () => {
  browser = await startBrowser();
  root = project(FILES);
  server = spawn(BINARY, ["--root", root, "serve", "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  for await (const line of createInterface(server.stdout)) {
    address = line.match(/http:\S+/)?.[0];
    if (address) break;
  }
});
after(async () => {
  server.kill();
  await browser.close();
});

const edit = (from, to) => {
  const text = readFileSync(join(root, FILE), "utf8");
  assert.ok(text.includes(from));
  writeFileSync(join(root, FILE), text.replace(from, to));
};

describe("a page that is being written", () => {
  it("follows its file, and stays where the reader was", async () => {
    const page = await openPage(browser);
    await page.goto(`${address}incidents/one/`);
    await page.evaluate(() => scrollTo(0, 2000));
    // It scrolls smoothly: the reader is there only after a while.
    await page.waitForFunction(() => scrollY === 2000);
    edit("First title", "Second title");
    await page.waitForFunction(() => document.querySelector("h1").textContent === "Second title");
    await page.waitForFunction(() => scrollY > 1500);
    assert.deepEqual(page.complaints, []);
  });

  it("shows what is wrong and stays as it was until that is mended", async () => {
    const page = await openPage(browser);
    await page.goto(`${address}incidents/one/`);
    edit("date: 2024-05-01", "date: 2024-13-01\nhost: <img src=x onerror=alert(1)>");
    const panel = page.locator(".annals-problems");
    await panel.waitFor();
    assert.match(await panel.innerText(), /content\/incidents\/one\.md:3:7/);
    assert.equal(await panel.locator("img").count(), 0);
    assert.equal(await page.innerText("h1"), "Second title");
    edit("2024-13-01\nhost: <img src=x onerror=alert(1)>", "2024-12-01");
    await page.waitForFunction(() => document.querySelector("time").dateTime === "2024-12-01");
    assert.equal(await panel.count(), 0);
    assert.deepEqual(page.complaints, []);
  });

  it("can be searched", async () => {
    const page = await openPage(browser);
    await page.goto(`${address}search/?q=paragraph`);
    await page.waitForSelector("#results > li");
    assert.deepEqual(page.complaints, []);
  });
});
