// The same archive and the same queries, answered by Pagefind with the indexes of all languages merged. A report to compare
// with that of report.mjs: npm ci --prefix benches/relevance && node benches/relevance/pagefind.mjs [--count N] [--seed N] [--words N]

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { close, createIndex } from "pagefind";
import { openPage, serve, startBrowser, temporaryFolder } from "../../tests/browser/harness.mjs";
import { LANGUAGES, corpus } from "./corpus.mjs";
import { keywordQueries, measure, table, titleQueries } from "./harness.mjs";

const { values } = parseArgs({ options: { count: { type: "string", default: "600" }, seed: { type: "string", default: "1" }, words: { type: "string", default: "3" } } });

const escaped = (text) => text.replace(/[&<>]/g, (character) => `&#${character.codePointAt()};`);

/** A telling as the page of a site would have it; its address begins with the incident's id. */
function page({ id, codes, facts }, { language, title, summary, paragraphs }, titles) {
  const head = titles ? `<title>${escaped(title)}</title>` : "";
  const texts = [summary, ...paragraphs, codes.join(" "), ...facts.service].map((text) => `<p>${escaped(text)}</p>`);
  const body = `${titles ? `<h1>${escaped(title)}</h1>` : ""}${texts.join("\n")}`;
  return { url: `/${id}/${language}/`, content: `<!doctype html><html lang="${language}"><head>${head}</head><body data-pagefind-body>${body}</body></html>` };
}

/** A site with nothing but Pagefind's index and an empty page of each language. */
async function indexed(documents, titles) {
  const site = temporaryFolder();
  const { index } = await createIndex();
  for (const document of documents) for (const telling of document.tellings) await index.addHTMLFile(page(document, telling, titles));
  await index.writeFiles({ outputPath: join(site, "pagefind") });
  for (const language of LANGUAGES) {
    mkdirSync(join(site, language));
    writeFileSync(join(site, language, "index.html"), `<!doctype html><html lang="${language}"><title>${language}</title>`);
  }
  return site;
}

/** Runs in the browser: opens the index of the page's language and merges those of the others. */
async function open(languages) {
  const pagefind = await import("/pagefind/pagefind.js");
  await pagefind.init();
  // Merged by another address: one that looks like its own it leaves out.
  for (const language of languages) await pagefind.mergeIndex(`${location.origin}/./pagefind/`, { language });
  globalThis.find = async (text) => {
    const { results } = await pagefind.search(text);
    const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
    return data.map(({ url }) => url.split("/").at(-3));
  };
}

async function report(browser, titles) {
  const { documents } = corpus({ count: +values.count, seed: +values.seed });
  const server = await serve(await indexed(documents, titles));
  const pages = new Map();
  for (const language of LANGUAGES) {
    const page = await openPage(browser);
    await page.goto(`${server.address}${language}/`);
    await page.evaluate(open, LANGUAGES.filter((other) => other !== language));
    pages.set(language, page);
  }
  const find = (text, language) => pages.get(language).evaluate((text) => globalThis.find(text), text);
  const make = titles ? (options) => keywordQueries(documents, { ...options, words: +values.words }) : (options) => titleQueries(documents, options);
  console.log(table(titles ? `keywords, ${values.words}` : "titles, not indexed", await measure(find, make)) + "\n");
  await server.close();
}

const browser = await startBrowser();
try {
  for (const titles of [true, false]) await report(browser, titles);
} finally {
  await browser.close();
  await close();
}
