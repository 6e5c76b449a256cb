// Makes the pictures of the README from the demo archive: `scripts/screenshots`.

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { PROJECT, build, openPage, serve, startBrowser } from "./harness.mjs";

const FOLDER = join(PROJECT, "docs/pictures");
const DESK = { viewport: { width: 1200, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };
const MOST_BYTES = 200_000;

const PICTURES = [
  { name: "home", path: "", ...DESK },
  { name: "home-ar", path: "ar/", ...DESK },
  { name: "service", path: "services/telegram/", ...DESK },
  { name: "service-ar-dark", path: "ar/services/telegram/", colorScheme: "dark", ...DESK },
  { name: "incident", path: "incidents/telegram-2018-04-29/", ...DESK },
  { name: "incident-ar", path: "ar/incidents/telegram-2018-04-29/", ...DESK },
  { name: "incident-phone", path: "incidents/telegram-2024-10-03/", ...PHONE },
  { name: "incident-phone-ar-dark", path: "ar/incidents/telegram-2024-10-03/", colorScheme: "dark", ...PHONE },
];

mkdirSync(FOLDER, { recursive: true });
const host = await serve(build());
const browser = await startBrowser();
for (const { name, path, ...options } of PICTURES) {
  const page = await openPage(browser, { reducedMotion: "reduce", ...options });
  await page.goto(host.address + path);
  const file = join(FOLDER, `${name}.png`);
  const height = await page.evaluate(lastGap);
  await page.screenshot({ path: file, clip: { x: 0, y: 0, width: options.viewport.width, height } });
  const { size } = statSync(file);
  console.log(`docs/pictures/${name}.png: ${Math.ceil(size / 1000)} kB`);
  if (size > MOST_BYTES) process.exitCode = 1;
}
await browser.close();
await host.close();

/** The last height within the window at which no line of text is cut. */
function lastGap() {
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    lines.push(...[...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1));
  }
  const isCut = (y) => lines.some(({ top, bottom }) => top - 4 < y && y < bottom + 4);
  let y = window.innerHeight;
  while (isCut(y)) y -= 1;
  return y;
}
