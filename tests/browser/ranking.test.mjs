// What comes first, and what is found at all, in small archives made for one question each. No browser: the theme's script
// runs in Node.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ids, openArchive } from "../search/client.mjs";
import { build, project } from "./harness.mjs";

const SERVICE = "---\nname: Telegram\naliases: [تلجرام]\n---\n";

/** The built site of these write-ups by file. Each is a date and a text, title and prose alike. */
function site(entries, languages = ["en"]) {
  const list = languages.map((tag) => `"${tag}"`).join(", ");
  const files = { "site.toml": `title = "Ranking"\nlanguages = [${list}]\n`, "content/services/s.md": SERVICE };
  for (const [id, [date, text]] of Object.entries(entries)) {
    files[`content/incidents/${id}.md`] = `---\ntitle: ${JSON.stringify(text)}\ndate: ${date}\nend: unknown\nservices: [s]\n---\n${text}\n`;
  }
  return build({ root: project(files) });
}

const archive = (entries) => openArchive(site(entries), "en");

/** What a question finds, best first. */
const first = async (opened, text) => (await ids(await opened, text)).join(" ");

describe("a word in many entries", () => {
  const others = Array.from({ length: 6 }, (_, year) => [`other${year}`, [`${2010 + year}-09-20`, `Trains waited ${"abcdef"[year]}`]]);
  const opened = archive({
    mail: ["2023-02-10", "Mail lost"],
    maps: ["2023-05-10", "Maps of all trains wrong"],
    phones: ["2023-08-10", "Phones mute"],
    disks: ["2024-02-11", "Disks slow"],
    clocks: ["2024-04-29", "Clocks wrong"],
    radio: ["2024-03-03", "Radio silent"],
    ...Object.fromEntries(others),
  });

  it("adds no results beside a rarer one, and orders those that this finds", async () => {
    assert.equal((await first(opened, "trains")).split(" ").length, 7);
    assert.equal(await first(opened, "wrong"), "clocks maps");
    assert.equal(await first(opened, "wrong trains"), "maps clocks");
  });

  it("may be a year, which is that of the beginning", async () => {
    assert.equal(await first(opened, "2023"), "phones maps mail");
    assert.equal(await first(opened, "february"), "disks mail");
    assert.equal(await first(opened, "Feb "), "disks mail");
    assert.equal(await first(opened, "february 2023"), "mail disks");
    assert.equal(await first(opened, "٢٠٢٣ wrong"), "maps clocks");
  });

  it("needs no other where a month is written by its number", async () => {
    assert.equal(await first(opened, "2023-02"), "mail");
    assert.equal(await first(opened, "2024-02"), "disks");
  });
});

describe("a word that some write with a hyphen", () => {
  const opened = archive({
    hyphen: ["2022-01-05", "No e-mail left the queue"],
    word: ["2022-02-05", "Emails lost"],
    typographic: ["2022-03-05", "The e‑mails are late"],
    paper: ["2022-04-05", "The mail lorry is late"],
    racks: ["2022-05-05", "Flooded data-center"],
    host: ["2022-06-05", "Restart of web-01"],
    other: ["2022-07-05", "Codename web01"],
    shop: ["2022-08-05", "The webshop is empty"],
  });
  const found = async (text) => (await first(opened, text)).split(" ").sort().join(" ");

  it("is found as one word, and the other way round", async () => {
    assert.equal(await found("email "), "hyphen typographic word");
    assert.equal(await found("e-mail "), "hyphen typographic word");
    assert.equal((await first(opened, "e-mail ")).split(" ")[0], "hyphen");
    assert.equal(await found("datacenter "), "racks");
    assert.equal(await found("data-center "), "racks");
    assert.equal(await found("web-shop "), "shop");
  });

  it("is another thing where it has numbers", async () => {
    assert.equal(await found("web-01 "), "host");
    assert.equal(await found("web01 "), "other");
  });
});

describe("a word in a script without spaces", () => {
  const built = site(
    {
      centre: ["2022-01-05", "データセンターで障害"],
      fire: ["2022-02-05", "火災で障害"],
      station: ["2022-03-05", "駅の改札で混乱"],
      third: ["2022-04-05", "哔哩哔哩第3次宕机"],
      server: ["2022-05-05", "服务器故障"],
      bank: ["2022-06-05", "KDDIの回線が混雑"],
      north: ["2022-07-05", "臺北的基地臺"],
      thai: ["2022-08-05", "ระบบขัดข้องทั่วประเทศ"],
    },
    ["ja", "zh", "th"],
  );
  const opened = openArchive(built, "ja");
  const notes = async (text) => (await (await opened).search(text)).words.map(({ written, ways }) => `${written} ${ways.length > 0}`).join(", ");

  it("may be unwanted as a whole", async () => {
    assert.equal(await first(opened, "障害 "), "fire centre");
    assert.equal(await first(opened, "障害 -データセンター"), "fire");
    assert.equal(await first(opened, "障害 -服务费"), "fire centre");
  });

  it("is not found by a pair that it shares with another", async () => {
    assert.equal(await first(opened, "光ファイバーケーブル "), "");
    assert.equal(await notes("光ファイバーケーブル "), "光ファイバーケーブル false");
    assert.equal(await first(opened, "โรงพยาบาล "), "");
    assert.equal(await first(opened, "服务器宕机 "), "server");
  });

  it("may be one character, wherever it is typed", async () => {
    assert.equal((await first(opened, "駅 混乱 ")).split(" ")[0], "station");
    assert.equal((await first(opened, "混乱 駅")).split(" ")[0], "station");
  });

  it("may end a phrase in the midst of a pair", async () => {
    assert.equal(await first(opened, '"第3次"'), "third");
    assert.equal(await first(opened, '"の改札で"'), "station");
    assert.equal((await first(opened, '"KDDIの"')).split(" ")[0], "bank");
  });

  it("is found by another form of its characters", async () => {
    assert.equal(await first(opened, "台北 "), "north");
    assert.equal(await first(opened, "基地台 "), "north");
  });
});

describe("a name in Latin letters", () => {
  const opened = openArchive(site({ skt: ["2022-01-05", "SKT는 원인을 조사했다"], mail: ["2022-02-05", "توقف بـGmail وWhatsApp"], other: ["2022-03-05", "2022년에 통신 장애"] }, ["ko", "ar"]), "ko");

  it("is a word with a particle written onto it", async () => {
    assert.equal(await first(opened, "SKT "), "skt");
    assert.equal(await first(opened, "gmail "), "mail");
    assert.equal(await first(opened, "WhatsApp "), "mail");
    assert.equal(await first(opened, '"SKT" 조사했다'), "skt");
  });
});

describe("another spelling", () => {
  it("of Hindi is found", async () => {
    const opened = openArchive(site({ hindi: ["2022-01-05", "हिन्दी सेवा"], mumbai: ["2022-02-05", "मुंबई में जाँच"], may: ["2022-05-05", "नई सेवा"] }, ["hi"]), "hi");
    assert.equal(await first(opened, "हिंदी "), "hindi");
    assert.equal(await first(opened, "मुम्बई "), "mumbai");
    assert.equal(await first(opened, "जांच "), "mumbai");
    assert.equal(await first(opened, "मई "), "may");
  });

  it("of Serbian is found in Latin letters", async () => {
    const opened = openArchive(site({ signal: ["2022-01-05", "Нема сигнала у Новом Саду"], other: ["2022-02-05", "Пад мреже"] }, ["sr-RS"]), "sr-RS");
    assert.equal(await first(opened, "signal "), "signal");
    assert.equal(await first(opened, "Novom "), "signal");
    assert.equal(await first(opened, "mreža "), "other");
    assert.equal(await first(opened, "мрежа "), "other");
  });

  it("of Ukrainian is found without its apostrophe", async () => {
    const opened = openArchive(site({ network: ["2022-01-05", "Немає зв’язку"], other: ["2022-02-05", "Збій мережі"] }, ["uk"]), "uk");
    for (const text of ["звязку ", "зв'язку ", "звʼязок "]) assert.equal(await first(opened, text), "network", text);
  });

  it("of two acronyms in Hebrew is no quotation", async () => {
    const opened = openArchive(site({ one: ["2022-01-05", 'בזק צה"ל ארה"ב'], other: ["2022-02-05", "תקלה"] }, ["he"]), "he");
    assert.equal(await first(opened, 'בזק צה"ל ארה"ב'), "one");
    assert.equal(await first(opened, '"בזק צה"ל"'), "one");
  });
});

describe("a month by its name as it stands alone", () => {
  for (const [tag, ...names] of [["uk", "травень", "жовтень"], ["pl", "maj", "październik"], ["cs", "květen", "říjen"], ["lt", "gegužė", "spalis"], ["hr", "svibanj", "listopad"]]) {
    it(`is found in ${tag}`, async () => {
      const opened = openArchive(site({ may: ["2022-05-17", "X"], june: ["2022-06-17", "X"], october: ["2022-10-17", "X"] }, [tag]), tag);
      assert.equal((await first(opened, `${names[0]} 2022`)).split(" ")[0], "may");
      assert.equal((await first(opened, `${names[1]} 2022`)).split(" ")[0], "october");
    });
  }
});

describe("an identifier", () => {
  const opened = archive({
    with: ["2022-01-05", "Upgrade to v1.29.3 fails"],
    without: ["2021-01-05", "Node 1.29.3 does not start"],
    numbers: ["2023-03-29", "Parts 1, 29 and 3 broke, as INC-000807 and 10.0.0.1 tell"],
  });
  const understood = async (text) => (await (await opened).search(text)).words.map(({ written, ways }) => `${written} ${ways.length > 0}`).join(", ");

  it("that is a version is found with the letter before it and without", async () => {
    for (const version of ["1.29.3", "v1.29.3", "V1.29.3"]) assert.equal(await first(opened, `${version} `), "with without");
    assert.equal(await first(opened, "start v1.29.3 "), "without with");
    assert.equal(await understood("v1.29.3 "), "v1.29.3 true");
  });

  it("that is a version stands nowhere if it doesn't as a whole", async () => {
    assert.equal(await understood("1.29.4 10.0.0.2 "), "1.29.4 false, 10.0.0.2 false");
    assert.equal(await first(opened, "1.29.4 "), "");
  });

  it("is found by its beginning while it is typed, and else by its parts", async () => {
    assert.equal(await first(opened, "1.29"), "with without");
    assert.equal(await first(opened, "inc-0008"), "numbers");
    assert.equal(await first(opened, "29.03.2023 "), "numbers with without");
  });
});

describe("a word that stands nowhere", () => {
  const filler = Array.from({ length: 400 }, (_, at) => [`filler${at}`, [`2019-01-${String(1 + (at % 28)).padStart(2, 0)}`, `Entry inc-${at} of w${at.toString(36)}o${at}`]]);
  const opened = archive({
    certificate: ["2022-01-05", "Certificate expired overnight"],
    keys: ["2022-02-05", "Keys were exposing customers"],
    desk: ["2022-03-05", "Messages of the helpdesk lost"],
    page: ["2022-04-05", "The page of help is gone"],
    infrastructure: ["2022-05-05", "Infrastructure of storage halted"],
    kubernetes: ["2022-06-05", "Kubernetes without nodes"],
    ...Object.fromEntries(filler),
  });

  it("is found with another ending before it is taken for a mistake", async () => {
    assert.equal(await first(opened, "expiring "), "certificate");
    assert.equal(await first(opened, "helped "), "page");
    assert.equal(await first(opened, "infrastructures "), "infrastructure");
  });

  it("is found with mistakes among many words that begin alike, and in its first letters", async () => {
    for (const text of ["infrastucture ", "ifnrastructure ", "iinfrastructure "]) assert.equal(await first(opened, text), "infrastructure", text);
    assert.equal(await first(opened, "ukbernetes "), "kubernetes");
  });
});

describe("several words", () => {
  const opened = archive({
    both: ["2020-01-05", "Printers slow"],
    slow: ["2023-02-05", "Mail slow"],
    printers: ["2022-02-05", "Printers stolen"],
    other: ["2024-02-05", "Trains late in stations"],
    ...Object.fromEntries(Array.from({ length: 12 }, (_, at) => [`late${at}`, [`2018-01-${10 + at}`, "Trains late"]])),
  });

  it("find newest first those that have them all before others", async () => {
    assert.equal((await ids(await opened, "printers slow", { byDate: true })).join(" "), "both slow printers");
  });

  it("may be unwanted", async () => {
    assert.equal(await first(opened, "printers -slow"), "printers");
    assert.equal(await first(opened, "slow -printers "), "slow");
    assert.equal(await first(opened, "slow - printers "), "both slow printers");
  });

  it("of two letters are no beginnings of others where they are words", async () => {
    assert.equal(await first(opened, "in"), "other");
  });
});

describe("a word in another language than the reader's", () => {
  const opened = openArchive(
    site({ certificate: ["2023-01-05", "Certificate of the shop invalid"], شهادة: ["2020-01-05", "شهادة المتجر غير صالحة"] }, ["en", "ar"]),
    "en",
  );

  it("finds first where it stands as it was typed", async () => {
    assert.equal((await first(opened, "شهادة ")).split(" ").length, 2);
    assert.equal((await first(opened, "certificate ")).split(" ")[0], "certificate");
  });
});

describe("what is told in the reader's language", () => {
  const built = site(
    {
      "older.ar": ["2022-01-05", "انقطاع طويل"],
      "old.fr": ["2022-02-05", "Une longue panne"],
      "new.en": ["2023-01-05", "A long outage"],
      "newer.en": ["2023-02-05", "Telegram and nothing else"],
    },
    ["en", "fr", "ar"],
  );

  it("comes before other results that are as good, whatever language the words are of", async () => {
    const orders = { ar: "older new old", fr: "old new older", en: "new old older" };
    for (const [language, order] of Object.entries(orders)) {
      const opened = openArchive(built, language);
      for (const name of ["telegram", "تلجرام"]) {
        const found = (await first(opened, `${name} `)).split(" ");
        assert.equal(found.filter((id) => id !== "newer").join(" "), order, `${name} on the page in ${language}`);
      }
    }
  });

  it("comes after better ones", async () => {
    assert.equal((await first(openArchive(built, "ar"), "telegram ")).split(" ")[0], "newer");
  });

  it("is told by no file of its own but in large archives of several languages", async () => {
    const many = Object.fromEntries(Array.from({ length: 4097 }, (_, number) => [`i${number}.${number ? "fr" : "en"}`, ["2022-01-05", "Panne"]]));
    const loaded = async (site, language) => {
      const names = [];
      const found = await first(openArchive(site, language, (name) => names.push(name[0])), "telegram ");
      return `${names.filter((kind) => !"tk".includes(kind)).sort().join("")} ${found.split(" ")[0]}`;
    };
    assert.equal(await loaded(built, "ar"), "dpr newer");
    assert.equal(await loaded(site({ one: ["2022-01-05", "An outage"] }), "en"), "dpr one");
    assert.equal(await loaded(site(many, ["en", "fr"]), "en"), "dlpr i0");
  });
});

describe("a month", () => {
  const entries = {
    january: ["2021-01-10", "Doors shut"],
    april: ["2023-04-10", "Mail lost"],
    october: ["2023-10-12", "Maps wrong"],
    november: ["2022-11-10", "Disks slow"],
    may: ["2024-05", "Phones mute"],
  };
  const names = {
    january: ["Jänner 2021", "كانون الثاني", "جانفي"],
    april: ["نيسان", "أبريل", "أفريل 2023"],
    october: ["تشرين الأول", "تشرين الأول ٢٠٢٣", "١٢ تشرين الأول"],
    november: ["تشرين الثاني", "نونبر"],
    may: ["أيار ٢٠٢٤", "ماي"],
  };

  it("is found by its name in every country of the site's languages", async () => {
    const opened = openArchive(site(entries, ["en", "ar", "de"]), "en");
    for (const [id, questions] of Object.entries(names)) {
      for (const text of questions) assert.equal((await first(opened, `${text} `)).split(" ")[0], id, text);
    }
  });
});
