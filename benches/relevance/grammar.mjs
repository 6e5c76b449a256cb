// Sentences of five languages from the words in words/: articles, number, gender, case and particles as the language has them.

import { readFileSync } from "node:fs";

/** The lists of a file of words, by name; each word with the forms after its slash, if any. */
function lists(language) {
  const text = readFileSync(new URL(`words/${language}.txt`, import.meta.url), "utf8");
  const found = {};
  let list;
  for (const line of text.split("\n").filter((line) => line && !line.startsWith("#"))) {
    const name = line.match(/^\[(.+)\]$/)?.[1];
    if (name) list = found[name] = [];
    else list.push(...line.split(" ").map((word) => word.split("/")));
  }
  return found;
}

const capital = (text) => text[0].toUpperCase() + text.slice(1);
/** Words of a list for the theme of one write-up: mostly those, now and then any word of the language. */
const drawn = (list, theme, random) => (random.chance(0.7) ? random.pick(theme) : random.zipf(list));

/** What grammars share: a theme of some words, sentences about it. `pairs` are the forms of a word for one thing and for many. */
class Grammar {
  constructor(language) {
    this.language = language;
    this.lists = lists(language);
    this.pairs = new Map();
  }

  /** The words that one write-up is about. */
  theme(random) {
    const count = { noun: 7, "noun.m": 4, "noun.f": 4, adjective: 4, verb: 4 };
    return Object.fromEntries(Object.entries(this.lists).map(([name, list]) => [name, random.sample(list, count[name])]));
  }

  word(name, theme, random) {
    return drawn(this.lists[name], theme[name], random);
  }

  pair(one, many) {
    if (one === many) return;
    this.pairs.set(one, many);
    this.pairs.set(many, one);
  }

  sentence(theme, random) {
    return capital(random.pick(this.sentences)(this, theme, random)).replace(/ {2,}/g, " ");
  }

  title(theme, random) {
    return capital(random.pick(this.titles)(this, theme, random));
  }

  thing(theme, random) {
    return this.phrase(theme, random, random.chance(0.6));
  }

  one(theme, random) {
    return this.phrase(theme, random, true);
  }
}

class English extends Grammar {
  constructor() {
    super("en");
    for (const [one, many] of this.lists.noun) this.pair(one, many ?? this.plural(one));
    for (const [verb, past] of this.lists.verb) this.pair(this.past(verb, past), verb);
    const said = (g, t, r) => g.past(...g.word("verb", t, r));
    this.titles = [
      (g, t, r) => `${g.bare(t, r)} and ${g.bare(t, r)} ${said(g, t, r)} near the ${g.bare(t, r)}`,
      (g, t, r) => `${g.bare(t, r)}: ${g.bare(t, r)} ${said(g, t, r)} after the ${g.bare(t, r)}`,
    ];
    this.sentences = [
      (g, t, r) => `the ${g.thing(t, r)} ${said(g, t, r)} the ${g.thing(t, r)} and the ${g.thing(t, r)}.`,
      (g, t, r) => `nobody ${said(g, t, r)} the ${g.thing(t, r)} before the ${g.one(t, r)} was found.`,
      (g, t, r) => `according to the operator, the ${g.thing(t, r)} had ${said(g, t, r)} one ${g.one(t, r)}.`,
      (g, t, r) => `a crew ${said(g, t, r)} the ${g.one(t, r)}’s ${g.thing(t, r)} during the night.`,
      (g, t, r) => `they are ${g.gerund(...g.word("verb", t, r))} every ${g.one(t, r)} with a ${g.one(t, r)}.`,
      (g, t, r) => `users near the ${g.thing(t, r)} reported ${g.phrase(t, r, false)} for two hours.`,
    ];
  }

  plural(noun) {
    if (/(s|sh|ch|x)$/.test(noun)) return `${noun}es`;
    return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  }

  past(verb, irregular) {
    return irregular ?? (/[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ied` : `${verb.replace(/e$/, "")}ed`);
  }

  gerund(verb, _, irregular) {
    return irregular ?? `${verb.replace(/e$/, "")}ing`;
  }

  bare(theme, random) {
    const [one, many] = this.word("noun", theme, random);
    return random.chance(0.6) ? one : (many ?? this.plural(one));
  }

  phrase(theme, random, single) {
    const [one, many] = this.word("noun", theme, random);
    const noun = single ? one : (many ?? this.plural(one));
    return random.chance(0.4) ? `${this.word("adjective", theme, random)[0]} ${noun}` : noun;
  }
}

class French extends Grammar {
  constructor() {
    super("fr");
    for (const name of ["noun.m", "noun.f"]) for (const [one, many] of this.lists[name]) this.pair(one, many ?? this.plural(one));
    for (const form of this.lists.adjective.flat()) this.pair(form, this.plural(form));
    const done = (g, t, r) => g.participle(...g.word("verb", t, r));
    const infinitive = (g, t, r) => g.word("verb", t, r)[0];
    this.titles = [
      (g, t, r) => `${g.thing(t, r)} et ${g.thing(t, r)} : on a ${done(g, t, r)} ${g.thing(t, r)}`,
      (g, t, r) => `incident près ${g.of(g.thing(t, r))}, ${g.thing(t, r)} à ${infinitive(g, t, r)}`,
    ];
    this.sentences = [
      (g, t, r) => `${g.one(t, r)} a ${done(g, t, r)} ${g.thing(t, r)}.`,
      (g, t, r) => `l’équipe de nuit a ${done(g, t, r)} ${g.thing(t, r)}, puis elle a ${done(g, t, r)} ${g.thing(t, r)}.`,
      (g, t, r) => `on ignore qui a ${done(g, t, r)} ${g.thing(t, r)} à côté ${g.of(g.thing(t, r))}.`,
      (g, t, r) => `d’après l’exploitant, il fallait ${infinitive(g, t, r)} ${g.thing(t, r)} avant d’aller vers ${g.thing(t, r)}.`,
      (g, t, r) => `au bout ${g.of(g.thing(t, r))}, rien n’indiquait ${g.thing(t, r)}.`,
      (g, t, r) => `personne n’a ${done(g, t, r)} ${g.thing(t, r)} ni ${g.thing(t, r)} pendant l’incident.`,
    ];
  }

  plural(word) {
    if (/[sxz]$/.test(word)) return word;
    if (/(eau|au|eu)$/.test(word) && word !== "pneu") return `${word}x`;
    if (/al$/.test(word) && !["chacal", "festival", "bancal"].includes(word)) return `${word.slice(0, -1)}ux`;
    if (/ail$/.test(word)) return word === "vitrail" ? "vitraux" : `${word}s`;
    return `${word}s`;
  }

  participle(infinitive, irregular) {
    return irregular ?? infinitive.replace(/er$/, "é");
  }

  article(word, feminine) {
    const silent = /^[aeiouàâéèêîïôûœh]/.test(word) && !/^(hameau|hangar)/.test(word);
    return silent ? "l’" : feminine ? "la " : "le ";
  }

  phrase(theme, random, single) {
    const feminine = random.chance(0.5);
    const [one, many] = this.word(feminine ? "noun.f" : "noun.m", theme, random);
    const noun = single ? one : (many ?? this.plural(one));
    const adjective = random.chance(0.4) ? ` ${this.agreeing(this.word("adjective", theme, random), feminine, single)}` : "";
    return `${single ? this.article(noun, feminine) : "les "}${noun}${adjective}`;
  }

  agreeing([masculine, feminine], isFeminine, single) {
    const form = isFeminine ? feminine : masculine;
    return single ? form : this.plural(form);
  }

  of(phrase) {
    return `de ${phrase}`.replace(/^de le /, "du ").replace(/^de les /, "des ");
  }
}

class Arabic extends Grammar {
  constructor() {
    super("ar");
    const clause = (g, t, r) => g.clause(t, r);
    this.titles = [
      (g, t, r) => `${g.thing(t, r)} و${g.thing(t, r)} قرب ${g.thing(t, r)}`,
      (g, t, r) => `عطل في ${g.thing(t, r)} بعد ${g.thing(t, r)} و${g.word("noun.m", t, r)[0]}`,
    ];
    this.sentences = [
      (g, t, r) => `${clause(g, t, r)}.`,
      (g, t, r) => `${clause(g, t, r)} و${g.thing(t, r)} ${g.joined("ب", g.thing(t, r))}.`,
      (g, t, r) => `و${clause(g, t, r)} ${g.joined("ل", g.thing(t, r))} خلال الليل.`,
      (g, t, r) => `وبحسب المشغل ${clause(g, t, r)} قرب ${g.thing(t, r)}.`,
      (g, t, r) => `لم يلاحظ أحد أن ${g.thing(t, r)} بلا ${g.word("noun.m", t, r)[0]}.`,
      (g, t, r) => `ف${clause(g, t, r)} ثم ${clause(g, t, r)}.`,
    ];
  }

  /** Verb, subject, object; a thing is definite. */
  clause(theme, random) {
    const feminine = random.chance(0.5);
    const verb = this.word("verb", theme, random)[0];
    const said = feminine ? verb.replace(/ى$/, "") + "ت" : verb;
    return `${said} ${this.definite(feminine, true, theme, random)} ${this.thing(theme, random)}`;
  }

  phrase(theme, random, single) {
    return this.definite(random.chance(0.5), single, theme, random);
  }

  /** With its article; an adjective follows, and many things are feminine. */
  definite(feminine, single, theme, random) {
    const [one, many] = this.word(feminine ? "noun.f" : "noun.m", theme, random);
    const noun = single ? one : (many ?? (one.endsWith("ة") ? one.replace(/ة$/, "ات") : one));
    const adjective = random.chance(0.4) ? ` ال${this.word("adjective", theme, random)[0]}${feminine || !single ? "ة" : ""}` : "";
    return `ال${noun}${adjective}`;
  }

  joined(particle, phrase) {
    return particle === "ل" ? phrase.replace(/^ال/, "لل") : particle + phrase;
  }
}

class Russian extends Grammar {
  constructor() {
    super("ru");
    const done = (g, t, r) => g.word("verb", t, r)[0];
    this.titles = [(g, t, r) => `${g.thing(t, r)} и ${g.thing(t, r)} возле ${g.genitive(t, r)}`, (g, t, r) => `${g.thing(t, r)}: ${done(g, t, r)} ${g.thing(t, r)}`];
    this.sentences = [
      (g, t, r) => `инженер ${done(g, t, r)} ${g.accusative(t, r)} возле ${g.genitive(t, r)}.`,
      (g, t, r) => `никто не ${done(g, t, r)} ${g.accusative(t, r)}, пока ${g.thing(t, r)} не работал.`,
      (g, t, r) => `по словам оператора, ${g.thing(t, r)} ${done(g, t, r)} ${g.accusative(t, r)} и ${g.accusative(t, r)}.`,
      (g, t, r) => `ночью ${g.thing(t, r)} остался без ${g.genitive(t, r)}.`,
    ];
  }

  /** A noun with an adjective now and then, its ending replaced as the case asks: [after a consonant, for а]. */
  cased(theme, random, [masculine, feminine], [him, her]) {
    const isFeminine = random.chance(0.5);
    const [noun, fixed] = this.word(isFeminine ? "noun.f" : "noun.m", theme, random);
    const word = fixed !== undefined ? noun : isFeminine ? noun.replace(/а$/, feminine(noun)) : noun + masculine;
    const [adjective] = this.word("adjective", theme, random);
    const soft = /ий$/.test(adjective) && /(н|ж|ш|ч|щ)ий$/.test(adjective);
    const ending = isFeminine ? (soft ? her[1] : her[0]) : soft ? him[1] : him[0];
    return random.chance(0.4) && fixed === undefined ? `${ending ? adjective.slice(0, -2) + ending : adjective} ${word}` : word;
  }

  phrase(theme, random) {
    return this.cased(theme, random, ["", () => "а"], [["", ""], ["ая", "яя"]]);
  }

  genitive(theme, random) {
    return this.cased(theme, random, ["а", (noun) => (/[гкхжшчщ]а$/.test(noun) ? "и" : "ы")], [["ого", "его"], ["ой", "ей"]]);
  }

  accusative(theme, random) {
    return this.cased(theme, random, ["", () => "у"], [["", ""], ["ую", "юю"]]);
  }
}

class Chinese extends Grammar {
  constructor() {
    super("zh");
    const done = (g, t, r) => g.word("verb", t, r)[0];
    this.titles = [(g, t, r) => `${g.thing(t, r)}与${g.thing(t, r)}附近的${g.thing(t, r)}`, (g, t, r) => `${g.thing(t, r)}${done(g, t, r)}了${g.thing(t, r)}`];
    this.sentences = [
      (g, t, r) => `运营商${done(g, t, r)}了${g.thing(t, r)}和${g.thing(t, r)}。`,
      (g, t, r) => `夜里有人${done(g, t, r)}${g.thing(t, r)}旁边的${g.thing(t, r)}。`,
      (g, t, r) => `没有人知道${g.thing(t, r)}为什么${done(g, t, r)}了${g.thing(t, r)}。`,
    ];
  }

  phrase(theme, random) {
    const noun = this.word("noun", theme, random)[0];
    return random.chance(0.4) ? `${this.word("adjective", theme, random)[0]}的${noun}` : noun;
  }
}

export const GRAMMARS = Object.fromEntries([English, French, Arabic, Russian, Chinese].map((Own) => new Own()).map((grammar) => [grammar.language, grammar]));
