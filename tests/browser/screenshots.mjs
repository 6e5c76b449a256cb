// Makes the pictures of the README from the demo archive: `scripts/screenshots`.

import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { LANGUAGES, PROJECT, build, openPage, serve, startBrowser } from "./harness.mjs";

const FOLDER = join(PROJECT, "docs/pictures");
const MOST_BYTES = 200_000;
const DEVICES = {
  desktop: { viewport: { width: 1200, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 },
};
const PAGES = { home: "", service: "services/telegram/", statistics: "statistics/", incident: "incidents/telegram-2018-04-29/" };

// Each named by its page, language, device and colours.
const PICTURES = [
  "home-en-desktop-light",
  "home-ar-desktop-light",
  "service-en-desktop-light",
  "service-ar-desktop-dark",
  "statistics-en-desktop-light",
  "statistics-ar-phone-dark",
  "incident-en-desktop-light",
  "incident-ar-desktop-light",
  "incident-en-phone-light",
  "incident-ar-phone-dark",
];

mkdirSync(FOLDER, { recursive: true });
const host = await serve(build());
const browser = await startBrowser();
for (const name of PICTURES) {
  const [kind, language, device, colorScheme] = name.split("-");
  const page = await openPage(browser, { colorScheme, ...DEVICES[device] });
  await page.goto(host.address + LANGUAGES.find(({ code }) => code === language).folder + PAGES[kind]);
  const file = join(FOLDER, `${name}.png`);
  const { width, height } = await page.evaluate(visiblePart);
  await page.screenshot({ path: file, clip: { x: 0, y: 0, width, height } });
  const { size } = statSync(file);
  console.log(`docs/pictures/${name}.png: ${Math.ceil(size / 1000)} kB`);
  if (size > MOST_BYTES) process.exitCode = 1;
}
await browser.close();
await host.close();

/** The window down to a height at which no line of text is cut, if there is one in its lower quarter. */
function visiblePart() {
  const lines = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    lines.push(...range.getClientRects());
  }
  const isCut = (y) => lines.some(({ top, bottom, width }) => width > 1 && top < y && y < bottom);
  const heights = Array.from({ length: Math.floor(innerHeight / 4) }, (_, up) => innerHeight - up);
  return { width: innerWidth, height: heights.find((y) => !isCut(y)) ?? innerHeight };
}
