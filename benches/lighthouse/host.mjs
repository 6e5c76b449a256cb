// A host as readers have one: it compresses texts, and says what the site's `_headers` tells it to.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TEXTS = {
  ".html": "text/html",
  ".css": "text/css",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".atom": "application/atom+xml",
  ".xml": "application/xml",
  ".txt": "text/plain",
};
const OTHERS = { ".png": "image/png", ".ico": "image/x-icon", ".bin": "application/octet-stream" };
/** What such hosts say of files that `_headers` doesn't name. */
const ASK_EACH_TIME = "public, max-age=0, must-revalidate";

/** Serves the files of a folder. Each is compressed once. */
export async function host(site) {
  const rules = readRules(readFileSync(join(site, "_headers"), "utf8"));
  const answers = new Map();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://host").pathname);
    if (!answers.has(path)) answers.set(path, answer(site, path, rules));
    const { status, headers, body } = answers.get(path);
    response.writeHead(status, headers).end(body);
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { address: `http://localhost:${server.address().port}/`, close: () => server.close() };
}

/** The rules of a `_headers`: a pattern at the margin, and its headers indented below. */
export function readRules(text) {
  const rules = [];
  for (const line of text.split("\n").filter((line) => line.trim())) {
    if (/^\S/.test(line)) rules.push({ pattern: asExpression(line), headers: [] });
    else rules.at(-1).headers.push(line.trim().match(/^([^:]+): *(.*)$/).slice(1));
  }
  return rules;
}

const asExpression = (pattern) => new RegExp(`^${pattern.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`);

function answer(site, path, rules) {
  const asked = join(site, path.endsWith("/") ? `${path}index.html` : path);
  const found = existsSync(asked) && statSync(asked).isFile();
  const file = found ? asked : join(site, "404.html");
  const type = TEXTS[extname(file)];
  const headers = { "cache-control": ASK_EACH_TIME, vary: "accept-encoding" };
  headers["content-type"] = type ? `${type}; charset=utf-8` : (OTHERS[extname(file)] ?? "application/octet-stream");
  if (type) headers["content-encoding"] = "gzip";
  Object.assign(headers, said(rules, path));
  return { status: found ? 200 : 404, headers, body: type ? gzipSync(readFileSync(file)) : readFileSync(file) };
}

/** Headers of all rules that match a path; those said twice are sent twice. */
function said(rules, path) {
  const headers = {};
  for (const [name, value] of rules.filter(({ pattern }) => pattern.test(path)).flatMap((rule) => rule.headers)) {
    headers[name.toLowerCase()] = [...(headers[name.toLowerCase()] ?? []), value];
  }
  return headers;
}
