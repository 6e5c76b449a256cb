// The search page: its form is the question, its list the answer, its address holds the question. Every text of the page and
// every choice is in the HTML already. Texts of the archive go in as text and never as HTML.
(() => {
  "use strict";

  const [form, list, count, notes, status, row] = ["search", "results", "count", "notes", "status", "row"].map((name) => document.getElementById(name));
  const { q: box, next, from, to, sort } = form.elements;
  const { root, lang, locale } = form.dataset;
  const words = JSON.parse(form.dataset.words);
  const choices = [...form.querySelectorAll("[type=checkbox]")];
  const element = (name, textContent) => Object.assign(document.createElement(name), { textContent });

  // ---- Files: fetched, or from disk, where nothing may be fetched, loaded as scripts

  const arrived = new Map();
  const own = { createScriptURL: (url) => url };
  const policy = globalThis.trustedTypes?.createPolicy("annals", own) ?? own;

  globalThis.annalsSearch = (name, bytes) => arrived.get(name)(Uint8Array.from(atob(bytes), (byte) => byte.charCodeAt()));

  const loadScript = (name) =>
    new Promise((resolve, reject) => {
      arrived.set(name, resolve);
      const src = policy.createScriptURL(`${root}search/${name}.js`);
      document.head.append(Object.assign(document.createElement("script"), { src, onerror: reject }));
    });

  async function fetchFile(name) {
    const response = await fetch(`${root}search/${name}.bin`, { cache: name === "root" ? "no-cache" : "default" });
    if (!response.ok) throw new Error(response.status);
    return new Uint8Array(await response.arrayBuffer());
  }

  const load = location.protocol === "file:" ? loadScript : fetchFile;
  let archive;

  // ---- The question

  const { title } = document;
  const chosen = form.querySelector("summary").appendChild(element("span", ""));

  const filledIn = () => [...new FormData(form)].filter(([, value]) => value);

  function readAddress() {
    const asked = new URLSearchParams(location.search);
    for (const field of form.elements) {
      if (field.type === "checkbox") field.checked = asked.getAll(field.name).includes(field.value);
      else field.value = asked.get(field.name) ?? "";
    }
  }

  function question() {
    const facets = new Map();
    for (const { checked, value, id } of choices) {
      const [facet] = id.split("-");
      if (checked) facets.set(facet, [...(facets.get(facet) ?? []), value]);
    }
    return { text: box.value, facets, from: from.value || -Infinity, to: to.value || Infinity };
  }

  // ---- Results

  const hitsIn = (text, forms) => annalsText.tokens(text).filter((token) => forms?.has(token.text));

  /** Where the character begins, with its marks, that a place in a text lies in; a browser without segments knows the code points. */
  function character(text, at) {
    if (Intl.Segmenter) return new Intl.Segmenter().segment(text).containing(at).index;
    while (/[\p{M}\udc00-\udfff]/u.test(text[at])) at--;
    return at;
  }

  /** Where an excerpt with a hit begins: where the text does, or not far before the hit, at a word if one begins there. */
  function beginning(text, hit) {
    if (hit <= 200) return 0;
    const blank = text.slice(hit - 60, hit).search(/\s/);
    return blank < 0 ? character(text, hit - 60) : hit - 59 + blank;
  }

  /** Adds a text with the hits in it marked, of a long one a stretch around the first. */
  function quote(to, text, forms) {
    const hits = hitsIn(text, forms);
    const [first] = [...hits, { start: 0, end: 0 }];
    let at = beginning(text, first.start);
    const blank = text.lastIndexOf(" ", at + 280);
    const end = text.length > at + 400 ? Math.max(blank < at + 200 ? character(text, at + 200) : blank, first.end) : text.length;
    if (at) to.append("… ");
    let mark;
    for (const hit of hits) {
      if (hit.end > end || (!mark && hit.start < at)) continue;
      // The pairs of a word overlap.
      if (mark && hit.start <= at) mark.textContent += text.slice(at, hit.end);
      else to.append(text.slice(at, hit.start), (mark = element("mark", text.slice(hit.start, hit.end))));
      at = hit.end;
    }
    to.append(text.slice(at, end), end < text.length ? "…" : "");
  }

  const named = (facet) => (number) => document.getElementById(`${facet}-${number}`);
  const label = (choice) => choice.nextElementSibling.textContent;

  function result(card, forms) {
    const item = row.content.cloneNode(true);
    const [shape, impact, link, tongue, when, span, text, about] = item.querySelectorAll("svg, .vh, a, .tongue, .when, .span, .excerpt p, .tags");
    const telling = card.n.find(({ l }) => l === words.own) ?? card.n.find(({ l }) => l === words.standard) ?? card.n[0];
    const grave = named("impact")(card.m);
    impact.textContent = label(grave);
    shape.classList.add(grave.value);
    shape.firstChild.setAttribute("href", `#i-${grave.value}`);
    for (const part of [link, text]) Object.assign(part, words.languages[telling.l]);
    link.href = root + telling.h;
    tongue.textContent = link.title;
    when.textContent = card.d[words.own];
    span.textContent = card.x[words.own];
    span.classList.add(card.f);
    quote(link, telling.t, forms);
    const inside = !telling.s || (!hitsIn(telling.s, forms).length && hitsIn(telling.b, forms).length);
    quote(text, inside ? telling.b : telling.s, forms);
    const concerned = [...card.s.map(named("service")), ...card.r.map(named("region"))];
    about.append(...concerned.slice(0, 6).map((choice) => element("li", label(choice))));
    return item;
  }

  /** What was taken for words that stand nowhere, as it is written in a result if it is marked there, and what is common. */
  function note({ written, ways, common }) {
    const [way] = ways;
    const terms = ways.map(({ entry }) => entry.term);
    const found = [...list.querySelectorAll("mark")].map((mark) => mark.textContent).find((text) => terms.includes(annalsText.tokens(text)[0].text));
    const said = !way ? words.missing : way.weight < 0.7 ? words[found ? "corrected" : "alike"] : common ? words.common : "";
    return said ? [element("li", said.replace("{0}", written).replace("{1}", found))] : [];
  }

  /**
   * Writes beside every choice how many results it leaves. Before the first question the page says it already: numbers of a
   * locale take longer to get ready than all the rest of this.
   */
  function countChoices(counts) {
    const left = choices.map(({ id, dataset }) => {
      const [facet, number] = id.split("-");
      return counts ? (counts.get(facet)[number] ?? 0) : +dataset.count;
    });
    form.style.setProperty("--most", Math.max(1, ...left.filter((_, at) => choices[at].name === "year")));
    choices.forEach((choice, at) => {
      const item = choice.closest("li");
      if (counts || turn > 1) item.querySelector(".n").textContent = left[at].toLocaleString(locale);
      item.style.setProperty("--share", left[at]);
      item.classList.toggle("empty", !left[at] && !choice.checked);
    });
  }

  // ---- Answers; one that comes after a later question is dropped

  const STEP = 10;
  let turn = 0;
  let slow, silence;

  /** Says how it stands, to those who listen only when it stays so. */
  function say(text) {
    count.textContent = text;
    clearTimeout(slow);
    clearTimeout(silence);
    silence = setTimeout(() => (status.textContent = text), 700);
  }

  function clear() {
    list.replaceChildren();
    notes.replaceChildren();
    next.hidden = true;
  }

  /** Shows the first results, and those after the first so many if there are. */
  async function answer(shown = 0) {
    const mine = ++turn;
    const asked = filledIn().length;
    form.dataset.asked = asked;
    // What narrows the results is told where the choices are folded away; the question, among the pages one goes back to.
    const many = filledIn().filter(([name]) => name !== "q" && name !== "sort").length;
    chosen.textContent = many ? ` (${many.toLocaleString(locale)})` : "";
    document.title = box.value ? `\u2068${box.value}\u2069 · ${title}` : title;
    // Who goes on in another language asks the same there.
    for (const link of document.querySelectorAll(".tongues a")) link.search = location.search;
    if (!asked) return clear(), say(""), countChoices();
    clearTimeout(slow);
    slow = setTimeout(say, 500, words.searching);
    try {
      const open = await (archive ??= annalsCore.open(load, lang));
      const found = await open.find(question());
      const ranking = open.ranking(found, sort.value);
      const cards = await Promise.all(ranking.slice(0, shown + STEP).map((document) => open.card(document)));
      if (mine !== turn) return;
      clear();
      list.append(...cards.map((card) => result(card, found.forms)));
      notes.append(...(found.words ?? []).flatMap(note));
      say(words.count[ranking.length && new Intl.PluralRules(words.plural).select(ranking.length)].replace("{0}", ranking.length.toLocaleString(locale)));
      next.hidden = cards.length === ranking.length;
      next.onclick = () => answer(cards.length);
      if (shown) list.children[shown].querySelector("a").focus();
      const counts = await open.counts(found);
      if (mine === turn) countChoices(counts);
    } catch {
      archive = undefined;
      if (mine === turn) clear(), say(words.failed);
    }
  }

  // ---- Hands

  let typing;

  function ask(how) {
    clearTimeout(typing);
    const address = `?${new URLSearchParams(filledIn())}`;
    if (address !== location.search) history[how](null, "", address);
    answer();
  }

  box.oninput = () => {
    clearTimeout(typing);
    typing = setTimeout(ask, 120, "replaceState");
  };
  form.onchange = ({ target }) => target === box || ask("pushState");
  form.onsubmit = (event) => {
    event.preventDefault();
    ask("pushState");
  };
  onpopstate = () => {
    readAddress();
    answer();
  };
  document.onkeydown = (event) => {
    // While a word is composed, keys choose among its candidates; 229 is what Safari calls the one that ends that.
    if (event.isComposing || event.keyCode === 229) return;
    const stops = [box, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1, Escape: -at }[event.key];
    const target = event.key === "/" && !document.activeElement.matches("input, select") ? box : at >= 0 && step && stops[at + step];
    if (!target || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    target.focus();
  };

  form.querySelector("details").open = matchMedia("(min-width: 56rem)").matches;
  readAddress();
  answer();
})();
