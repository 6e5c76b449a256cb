// What the browser tests share: sites built by the binary, a server for them, and a browser that reports what goes wrong.

import { spawnSync } from "node:child_process";
import { cpSync, createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, dirname, extname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const PROJECT = resolve(fileURLToPath(import.meta.url), "../../..");

export const LANGUAGES = [
  { code: "en", folder: "", dir: "ltr", endNotKnown: "end not known" },
  { code: "fr", folder: "fr/", dir: "ltr", endNotKnown: "fin inconnue" },
  { code: "ar", folder: "ar/", dir: "rtl", endNotKnown: "النهاية غير معروفة" },
];

// One page of every kind; `every kind of page is sampled` keeps the list whole.
export const SAMPLES = [
  "",
  "incidents/",
  "incidents/telegram-2018-04-29/",
  "incidents/telegram-2024-10-03/",
  "services/",
  "services/telegram/",
  "regions/",
  "regions/ru/",
  "regions/middle-east/",
  "causes/",
  "causes/power/",
  "tags/",
  "tags/telegramdown/",
  "years/",
  "years/2018/",
  "statistics/",
  "durations/rough/",
  "pages/about/",
  "search/",
  "data/",
  "embed/telegram/",
];

export const BINARY = process.env.ANNALS ?? join(PROJECT, "target/release/annals");
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const TYPES = { ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".json": "application/json" };
const temporary = [];

process.on("exit", () => temporary.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** An empty folder that is gone when the tests end. */
export function temporaryFolder() {
  const folder = mkdtempSync(join(tmpdir(), "annals-browser-"));
  temporary.push(folder);
  return folder;
}

/** A project of these files, by path. */
export function project(files) {
  const root = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** The demo archive with other settings. */
export function demoWith(change) {
  const root = project({ "site.toml": change(readFileSync(join(PROJECT, "site.toml"), "utf8")) });
  cpSync(join(PROJECT, "content"), join(root, "content"), { recursive: true });
  return root;
}

/** Runs the binary. */
export function annals(...options) {
  const done = spawnSync(BINARY, options, { encoding: "utf8" });
  if (done.error) throw done.error;
  return { code: done.status, out: done.stdout, err: done.stderr };
}

/** Builds a project into a folder of its own. */
export function build({ root = PROJECT, options = [] } = {}) {
  const folder = join(temporaryFolder(), "site");
  const { code, err } = annals("--root", root, "build", "--output-dir", folder, ...options);
  if (code !== 0) throw new Error(`annals build ends with ${code}:\n${err}`);
  return folder;
}

/** The HTML files of a site, as paths from its root. */
export function htmlFiles(site) {
  return filesBelow(site).filter((path) => path.endsWith(".html"));
}

/** All files of a site, as paths from its root with `/` between folders. */
export function filesBelow(site, folder = site) {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(site, path) : [relative(site, path).split(sep).join("/")];
    });
}

export function read(site, path) {
  return readFileSync(join(site, path), "utf8");
}

/** The address of `path` in a site opened from disk. */
export function fileAddress(site, path) {
  return pathToFileURL(join(site, path)).href;
}

/** Serves a site below a prefix, as a plain host does: folders by their index.html, 404.html for what isn't there. */
export async function serve(site, prefix = "/") {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    if (path === "/favicon.ico") return response.writeHead(204).end(); // the browser's own idea, no page names it
    const below = path.startsWith(prefix) ? path.slice(prefix.length) : null;
    const found = below === null ? null : lookUp(site, below);
    const file = found ?? join(site, "404.html");
    response.writeHead(found ? 200 : 404, { "content-type": `${TYPES[extname(file)] ?? "text/plain"}; charset=utf-8` });
    createReadStream(file).pipe(response);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    address: `http://127.0.0.1:${server.address().port}${prefix}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

function lookUp(site, below) {
  const path = below === "" || below.endsWith("/") ? join(site, below, "index.html") : join(site, below);
  return existsSync(path) && statSync(path).isFile() ? path : null;
}

/** Starts the system's Chromium; where it dies before anything was opened, as it does now and then, up to twice more. */
export async function startBrowser(flags = []) {
  const options = { executablePath: findChromium(), args: [...FLAGS, ...flags] };
  for (let left = 2; left > 0; left -= 1) {
    try {
      return await chromium.launch(options);
    } catch (died) {
      console.error(`Chromium did not start: ${died.message.split("\n", 1)[0]}`);
    }
  }
  return chromium.launch(options);
}

/** The Chromium of the system, or the one named in CHROMIUM. */
export function findChromium() {
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = process.env.CHROMIUM ?? paths.find((path) => existsSync(path));
  if (!found) throw new Error("no chromium in PATH; install it, or name it in CHROMIUM");
  return found;
}

/**
 * Opens a page in a context of its own. `page.complaints` collects what must never happen: errors and warnings on the
 * console (a violated Content-Security-Policy is one), failed requests, dialogs, and requests that leave `home`.
 */
export async function openPage(browser, { home, ...options } = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.complaints = [];
  const complain = (text) => page.complaints.push(`${page.url()}: ${text}`);
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && complain(message.text()));
  page.on("pageerror", (error) => complain(error.message));
  page.on("requestfailed", (request) => {
    // A page that is left drops its questions; what isn't there or isn't allowed fails otherwise.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") complain(`${request.url()} failed: ${why}`);
  });
  page.on("request", (request) => home && !request.url().startsWith(home) && complain(`asked for ${request.url()}`));
  page.on("dialog", (dialog) => {
    complain(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  return page;
}

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds wrong with a page as it is now. */
export async function axe(page) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    AXE_TAGS,
  );
  return violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target.join(" ")).join(", ") }));
}

/** Parses HTML with the browser's own parser and hands the document to `look`, which runs in the browser. */
export function parse(page, html, look) {
  return page.evaluate(`(${look})(new DOMParser().parseFromString(${JSON.stringify(html)}, "text/html"))`);
}

/** Runs `work` for every item, `width` at a time, and gives the results in order. */
export async function inParallel(items, width, work) {
  const results = [];
  const queue = items.map((item, index) => [item, index]).reverse();
  const worker = async (number) => {
    for (let next = queue.pop(); next; next = queue.pop()) results[next[1]] = await work(next[0], number);
  };
  await Promise.all(Array.from({ length: width }, (_, number) => worker(number)));
  return results;
}
