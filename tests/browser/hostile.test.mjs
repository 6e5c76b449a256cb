// What strangers write is shown as they wrote it, or refused; it never becomes markup, code or a template.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { annals, build, htmlFiles, openPage, parse, project, read, serve, startBrowser, temporaryFolder } from "./harness.mjs";

// Each says on `window.ran` that it ran, if it does.
const PAYLOADS = [
  `<img src=x onerror="window.ran=1">`,
  `"><script>window.ran=2</script>`,
  `'><svg onload=window.ran=3>`,
  `{{ site.title }} {% include "base.html" %} {# gone #}`,
  `</title></style></textarea><script>window.ran=4</script>`,
  `<iframe srcdoc="<script>parent.ran=5</script>"></iframe>`,
  `&lt;b&gt; &#60;script&#62; &amp;amp;`,
];
const TITLE = PAYLOADS.join(" ");
const SETTINGS = `title = ${JSON.stringify(TITLE)}\ndescription = ${JSON.stringify(TITLE)}\n`;

let browser;
let site;
let host;

before(async () => {
  browser = await startBrowser();
  site = build({ root: project(hostileFiles()), options: ["--base-url", "https://example.org/"] });
  host = await serve(site);
});
after(async () => {
  await browser.close();
  await host?.close();
});

describe("texts that try to be code", () => {
  it("never run, on any page", async () => {
    const page = await openPage(browser, { home: host.address });
    for (const path of htmlFiles(site).filter((file) => file !== "404.html")) {
      await page.goto(host.address + path);
      assert.equal(await page.evaluate(() => window.ran), undefined, path);
    }
    assert.deepEqual(page.complaints, []);
  });

  it("are shown as they were typed, braces and all", async () => {
    const page = await openPage(browser);
    await page.goto(`${host.address}incidents/hostile/`);
    assert.equal(await page.textContent("h1"), TITLE);
    assert.ok((await page.title()).startsWith(TITLE));
    const prose = await page.textContent(".prose");
    for (const payload of [`<img src=x onerror="window.ran=1">`, "{{ site.title }}", '{% include "base.html" %}']) {
      assert.ok(prose.includes(payload), `${payload} in ${prose}`);
    }
    await page.goto(`${host.address}services/hostile/`);
    assert.equal(await page.textContent("h1"), TITLE);
  });

  it("leave no element or attribute behind that the theme doesn't have", async () => {
    const page = await openPage(browser);
    for (const path of htmlFiles(site)) {
      assert.deepEqual(await parse(page, read(site, path), foreignParts), [], path);
    }
  });
});

describe("what can't be shown safely", () => {
  const refused = [
    ["a link that is a script", `[x](javascript:alert(1))`],
    ["a script disguised by entities and a tab", `[x](java&Tab;script&colon;alert(1))`],
    ["a link to data", `[x](data:text/html,<script>1</script>)`],
    ["a picture that is a script", `![x](javascript:alert(1))`],
    ["a text that turns its direction around", `safe \u{202E}lmth.exe`],
  ];
  for (const [name, body] of refused) {
    it(`${name} in prose is an error at its line, and nothing is published`, () => assertRefused({ body }));
  }

  it("an overriding direction in a title is an error", () => assertRefused({ title: `a \u{202E}b` }));

  it("a source's address that is a script is an error", () => {
    assertRefused({ more: `sources:\n  - { id: s, title: x, url: "javascript:alert(1)" }\n` });
  });

  it("a service's homepage that is a script is an error", () => assertRefused({ homepage: "javascript:alert(1)" }));
});

function assertRefused({ homepage, ...incident }) {
  const root = project({
    "site.toml": SETTINGS,
    "content/services/hostile.md": `---\nname: x\n${homepage ? `homepage: "${homepage}"\n` : ""}---\n`,
    "content/incidents/hostile.md": writeUp(incident),
  });
  const out = join(temporaryFolder(), "site");
  const { code, err } = annals("--root", root, "build", "--output-dir", out);
  assert.equal(code, 1, err);
  assert.match(err, /content\/(incidents|services)\/hostile\.md:\d+:\d+/);
  assert.match(err, /nothing was published/);
  assert.ok(!err.includes("\u{202E}"), "the terminal isn't turned around either");
}

function hostileFiles() {
  const text = JSON.stringify(TITLE);
  const more = [
    `summary: ${text}`,
    `tags: [hostile]`,
    `cause: { kind: power, summary: ${text} }`,
    `sources:\n  - { id: s, title: ${text}, publisher: ${text}, url: "https://example.org/?q=%22%3E%3Cscript%3E" }`,
    `updates:\n  - { at: 2024-01-02T10:00Z, text: ${text} }`,
  ];
  return {
    "site.toml": SETTINGS,
    "content/services/hostile.md": `---\nname: ${text}\naliases: [${text}]\n---\n${TITLE}\n`,
    "content/incidents/hostile.md": writeUp({ title: TITLE, more: `${more.join("\n")}\n`, body: PAYLOADS.join("\n\n") }),
  };
}

function writeUp({ title = "x", more = "", body = "x" }) {
  return `---\ntitle: ${JSON.stringify(title)}\ndate: 2024-01-02\nservices: [hostile]\n${more}---\n${body}\n`;
}

function foreignParts(html) {
  const own = ["[src*='/assets/search.']", "[src*='/assets/page.']", "[type='application/ld+json']"].join();
  const foreign = html.querySelectorAll(`script:not(${own}), iframe, style, textarea, img, svg[onload], [onerror], [onload]`);
  return [...foreign].map((element) => element.outerHTML.slice(0, 80));
}
