// Feeds, calendars, the sitemap and the API are what tools that others made take them for.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import ICAL from "ical.js";
import statuspage from "statuspage.io";
import { PROJECT, build, filesBelow, project, read, serve } from "./harness.mjs";

const GRAMMARS = join(PROJECT, "tests/browser/grammars");
const BASE = ["--base-url", "https://archive.example/a/"];

/** A project with more incidents than a feed holds, one of them with everything that is easily broken. */
function longProject() {
  const files = {
    "site.toml": 'title = "Long <&>"\nlanguages = ["en", "ar"]\nauthority = "archive.example,2024"\n',
    "content/services/mail.md": "---\nname: Mail\n---\n",
    "content/incidents/trap.md":
      '---\ntitle: "a, b; c \\\\ <d> & \\"e\\""\nsummary: "ـ، ؛ <b>"\ndate: 2024-12-31\nend: unknown\nservices: [mail]\n---\nText.\n',
    "content/incidents/trap.ar.md": `---\ntitle: "${"كلمة طويلة ".repeat(12)}"\n---\nنص.\n`,
  };
  for (let number = 0; number < 120; number++) {
    const date = new Date(Date.UTC(2024, 0, 1 + number)).toISOString().slice(0, 10);
    const text = `---\ntitle: Number ${number}\ndate: ${date}T10:00Z\nend: ${date}T11:00Z\nservices: [mail]\nregions: [PL]\n---\n`;
    files[`content/incidents/n${number}.md`] = `${text}## ${date}T10:00Z investigating\n\nA & B < C\n`;
  }
  return project(files);
}

const sites = {};
let host;

before(async () => {
  sites["the demo archive"] = build({ options: BASE });
  sites["the demo archive without an address"] = build();
  sites["a long archive"] = build({ root: longProject(), options: BASE });
  host = await serve(sites["the demo archive"]);
});
after(() => host?.close());

/** Runs xmllint over files; what it says is no valid document. */
function invalid(kind, grammar, site, paths) {
  const schema = [`--${kind}`, join(GRAMMARS, grammar)];
  const done = spawnSync("xmllint", ["--noout", "--nonet", ...schema, ...paths], { cwd: site, encoding: "utf8" });
  if (done.error) throw done.error;
  const wrong = done.stderr.split("\n").filter((line) => line && !line.endsWith(" validates"));
  assert.equal(done.status === 0, wrong.length === 0, done.stderr);
  return wrong;
}

const below = (site, ending) => filesBelow(site).filter((path) => path.endsWith(ending));

describe("Atom", () => {
  it("is as the grammar of RFC 4287 asks", () => {
    for (const [name, site] of Object.entries(sites)) {
      const feeds = below(site, ".atom");
      assert.ok(feeds.length > 10, name);
      assert.deepEqual(invalid("relaxng", "atom.rng", site, feeds), [], name);
    }
    assert.ok(below(sites["a long archive"], "archive/1.atom").length > 0);
  });

  it("is refused by the grammar where it is broken", () => {
    const feed = read(sites["a long archive"], "feed.atom");
    const breaks = [(text) => text.replace(/<updated>.*?<\/updated>/, ""), (text) => text.replace("<id>", "<id/><id>")];
    for (const broken of breaks) {
      const site = project({ "feed.atom": broken(feed) });
      assert.notDeepEqual(invalid("relaxng", "atom.rng", site, ["feed.atom"]), []);
    }
  });

  it("has one entry for each id, each with a link, and links that lead to files", () => {
    for (const [name, site] of Object.entries(sites)) {
      const files = new Set(filesBelow(site));
      for (const path of below(site, ".atom")) {
        const feed = read(site, path);
        const ids = [...feed.matchAll(/<entry [^]*?<id>(.*?)<\/id>/g)].map(([, id]) => id);
        assert.equal(new Set(ids).size, ids.length, `${name}: ${path}`);
        const base = `https://archive.example/a/${path}`;
        for (const [, href] of feed.matchAll(/<link [^>]*href="(https:\/\/archive\.example[^"]*|\.[^"]*)"/g)) {
          const target = decodeURIComponent(new URL(href, base).pathname.slice("/a/".length));
          assert.ok(files.has(target) || files.has(`${target}index.html`), `${name}: ${path} names ${href}`);
        }
      }
    }
  });
});

describe("JSON Feed", () => {
  it("holds the incidents of the Atom feed beside it", () => {
    for (const [name, site] of Object.entries(sites)) {
      for (const path of below(site, "feed.json")) {
        const feed = JSON.parse(read(site, path));
        assert.equal(feed.version, "https://jsonfeed.org/version/1.1");
        const atom = read(site, path.replace("feed.json", "feed.atom"));
        const ids = [...atom.matchAll(/<entry [^]*?<id>(.*?)<\/id>/g)].map(([, id]) => id);
        assert.deepEqual(feed.items.map(({ id }) => id), ids, `${name}: ${path}`);
        for (const item of feed.items) {
          assert.ok(item.content_html && item.title && !Number.isNaN(Date.parse(item.date_modified)), item.id);
          assert.ok(!item.url || URL.canParse(item.url), item.id);
        }
      }
    }
  });
});

describe("calendars", () => {
  it("are read back as they were meant", () => {
    for (const [name, site] of Object.entries(sites)) {
      for (const path of below(site, ".ics")) {
        const calendar = new ICAL.Component(ICAL.parse(read(site, path)));
        const uids = calendar.getAllSubcomponents("vevent").map((event) => {
          const { startDate, endDate, uid } = new ICAL.Event(event);
          assert.ok(endDate.compare(startDate) >= 0, `${name}: ${path}: ${uid}`);
          assert.ok(event.getFirstPropertyValue("dtstamp"), uid);
          return uid;
        });
        assert.equal(new Set(uids).size, uids.length, `${name}: ${path}`);
      }
    }
  });

  it("keep commas, semicolons, backslashes and long lines of Arabic", () => {
    const titles = ["calendar.ics", "ar/calendar.ics"].map((path) => {
      const calendar = new ICAL.Component(ICAL.parse(read(sites["a long archive"], path)));
      const event = calendar.getAllSubcomponents("vevent").find((one) => new ICAL.Event(one).uid.startsWith("trap@"));
      assert.ok(new ICAL.Event(event).startDate.isDate, "a day has no time");
      return new ICAL.Event(event).summary;
    });
    assert.deepEqual(titles, ['a, b; c \\ <d> & "e"', "كلمة طويلة ".repeat(12).trim()]);
  });
});

describe("the sitemap", () => {
  it("is as its schema asks, and names every page with its translations", () => {
    for (const name of ["the demo archive", "a long archive"]) {
      const site = sites[name];
      assert.deepEqual(invalid("schema", "sitemap.xsd", site, ["sitemap.xml"]), [], name);
      const pages = [...read(site, "sitemap.xml").matchAll(/<loc>https:\/\/archive\.example\/a\/(.*?)<\/loc>/g)];
      const named = new Set(pages.map(([, path]) => `${decodeURIComponent(path)}index.html`));
      const wanted = filesBelow(site).filter((path) => {
        return path.endsWith("index.html") && !/<meta name="robots" content="noindex">/.test(read(site, path));
      });
      assert.deepEqual([...named].sort(), wanted.sort(), name);
    }
  });

  it("tells the translations its pages tell", () => {
    const site = sites["the demo archive"];
    for (const [, page] of read(site, "sitemap.xml").matchAll(/<url>([^]*?)<\/url>/g)) {
      const path = decodeURIComponent(/<loc>https:\/\/archive\.example\/a\/(.*?)<\/loc>/.exec(page)[1]);
      const alternates = [...page.matchAll(/hreflang="(.*?)" href="(.*?)"/g)].map(([, lang, href]) => `${lang} ${href}`);
      const html = read(site, `${path}index.html`);
      const own = [...html.matchAll(/<link rel="alternate" hreflang="(.*?)" href="(.*?)"/g)].map(([, lang, href]) => `${lang} ${href}`);
      assert.deepEqual(alternates, own.length > 1 ? own : [], path);
    }
  });
});

/** The client of Statuspage's API as npm has it, pointed at the demo archive. */
function client() {
  const client = new statuspage.Statuspage("page");
  client.setApiUrl(host.address);
  return client;
}

describe("a Statuspage client that knows nothing of Annals", () => {
  it("reads the whole archive", async () => {
    const { incidents } = await client().api.incidents.getAll();
    const archive = JSON.parse(read(sites["the demo archive"], "data/incidents.json"));
    assert.deepEqual(incidents.map(({ id }) => id), archive.incidents.map(({ id }) => id));
    for (const incident of incidents) {
      assert.ok(incident.name && incident.status && !Number.isNaN(Date.parse(incident.created_at)), incident.id);
      assert.ok(incident.incident_updates.every(({ body, display_at }) => typeof body === "string" && display_at));
    }
  });

  it("reads the summary, the status, the components and the maintenances", async () => {
    const { api } = client();
    const summary = await api.getSummary();
    assert.equal(summary.page.name, "Annals of Telegram");
    assert.deepEqual((await api.getStatus()).status, summary.status);
    assert.deepEqual((await api.getComponents()).components, summary.components);
    assert.deepEqual((await api.incidents.getUnresolved()).incidents, summary.incidents);
    assert.deepEqual((await api.scheduledMaintenances.getUpcoming()).scheduled_maintenances, []);
  });
});

it("the file of headers repeats the policy of the pages", () => {
  const site = sites["the demo archive"];
  const policy = /<meta http-equiv="Content-Security-Policy" content="(.*?)">/.exec(read(site, "index.html"))[1];
  const headers = readFileSync(join(site, "_headers"), "utf8");
  assert.ok(headers.includes(`  Content-Security-Policy: ${policy.replaceAll("&#39;", "'")}\n`));
});
