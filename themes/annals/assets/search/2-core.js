// A question in, ranked incidents out. Everything hard was done when the site was built: the dictionary knows for every form
// that is written anywhere to which groups of forms it leads, so here words are only looked up, merged and counted.
// ARCHITECTURE.md tells of the files. Nothing in here knows of pages: `load` brings the bytes of a file by its name.
(() => {
  "use strict";

  const { tokens, lightArabic, withoutProclitic } = annalsText;

  const FACETS = ["service", "region", "cause", "impact", "status", "language", "duration", "year"];
  // Words of a question: what is longer is somebody's page. Forms that the beginning of a word may stand for.
  const MOST_WORDS = 24;
  const MOST_FORMS = 50;
  // A word in more of all incidents adds none beside rarer words. It orders those that they find, by so much of what it would
  // count alone: texts have words such as "the", and a part does no harm.
  const COMMON = 0.2;
  const ORDERING = 0.75;
  // In so many incidents together such words are looked up, the rarest first. What is commoner orders little, and its list
  // would be most of what a search loads.
  const ROOM = 8192;
  // What a common year is worth for the incidents that began in it, which needs no list.
  const YEAR = 12;
  // How much it counts that an incident has all the words.
  const TOGETHER = 1.5;
  // What an incident is worth that is told in the reader's own language.
  const TOLD = 1.15;
  // What a word is worth by how it was found: in the reader's own language, in another form of it, by another word for it,
  // with another ending, by its beginning, with a mistake or two, by a beginning that it shares.
  const OWN = 1.15;
  const OTHER = 0.85;
  const SYNONYM = 0.65;
  const ENDED = 0.8;
  const BEGINNING = 0.7;
  const MISTYPED = [0, 0.6, 0.4];
  const ALIKE = 0.3;
  // What may stand behind the stem of a word in languages of Latin letters. The stems of what is written were found when the
  // site was built; this is for a form that stands nowhere.
  const ENDING = "(?:[aeiou]{0,2}[dmnrst]{0,2}|ings?|(?:at)?ions?|(?:iss)?e?ments?|ly|ables?|ung(?:en)?)$";
  // A version, or an address of a network; no date, whose year has four digits.
  const VERSION = /^\d{1,3}(\.\d{1,3}){2,}$/;
  // Incidents whose facets stand in one file. In so many the root says what is told in which language.
  const SEGMENT = 4096;

  /** The bit of the incidents that have none of a facet's chosen values; the lowest is the text's. */
  const bit = (facet) => 2 << FACETS.indexOf(facet);

  const decode = (bytes) => new TextDecoder().decode(bytes);

  /** What reads the numbers and texts of a file; one that ends too early throws. */
  function reader(bytes) {
    let at = 0;
    const take = (length) => {
      if (at + length > bytes.length) throw new RangeError(at);
      return bytes.subarray(at, (at += length));
    };
    const number = () => {
      let value = 0;
      for (let scale = 1; ; scale *= 128) {
        const [byte] = take(1);
        value += (byte & 127) * scale;
        if (byte < 128) return value;
      }
    };
    const signed = () => {
      const value = number();
      return value & 1 ? -(value + 1) / 2 : value / 2;
    };
    /** As many things as a number in front says. */
    const list = (read, length = number()) => Array.from({ length }, () => read());
    const rising = (length) => {
      let last = 0;
      return list(() => (last += number()), length);
    };
    /** Things in the order of their terms: of a term only what differs from the one before is written. */
    const terms = (read) => {
      let last = [];
      return list(() => {
        last = [...last.slice(0, number()), ...take(number())];
        return { term: decode(Uint8Array.from(last)), ...read() };
      });
    };
    const hash = () => Array.from(take(6), (byte) => byte.toString(16).padStart(2, 0)).join("");
    /** Whatever stands up to the end. */
    const all = (read) => {
      const found = [];
      while (at < bytes.length) found.push(read());
      return found;
    };
    return { take, number, signed, list, rising, terms, hash, all };
  }

  function readRoot({ number, signed, list, terms, hash, take }) {
    if (number() !== 3) throw new RangeError("version");
    const documents = number();
    const languages = list(() => decode(take(number())));
    let [year, end] = [0, 0];
    const years = list(() => ({ year: (year += signed()), start: end, end: (end += number()) }));
    return { documents, languages, years, shards: terms(() => ({ hash: hash() })), tables: list(hash), segments: list(hash), tellings: list(() => (documents > SEGMENT ? hash() : take(number()))) };
  }

  /** The terms of a shard, with their groups: file of lists, file of positions, place in both. */
  function readShard({ number, signed, list, terms, hash }) {
    const groups = list(() => [number(), hash(), hash()]).flatMap(([length, lists, positions]) => Array.from({ length }, (_, place) => ({ lists, positions, place })));
    let group = 0;
    return terms(() => ({ documents: number(), groups: list(() => groups[(group += signed())]) }));
  }

  const readGroups = ({ all, take, number }) => all(() => ({ bytes: take(number()) }));

  function readLists({ number, terms, rising, take }) {
    const [language] = [number() - 1, number()];
    const read = () => {
      const length = number();
      const documents = rising(length % 2 ? 0 : length / 2);
      // A list of many of all documents has a bit for each of them, the first ones in the lowest bits.
      take(length % 2 && number()).forEach((byte, at) => {
        for (at *= 8; byte; byte >>= 1, at++) if (byte & 1) documents.push(at);
      });
      return { documents, impacts: take(documents.length) };
    };
    return { language, forms: terms(read) };
  }

  /** Files are compressed by us; some hosts make the browser inflate them first. */
  async function inflate(bytes) {
    if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
    const inflated = new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
    return new Uint8Array(await inflated.arrayBuffer());
  }

  /** How many letters are wrong, missing, too many or swapped. */
  function mistakes(from, to) {
    let [before, last] = [[], [...to, 0].map((_, at) => at)];
    from.forEach((letter, i) => {
      const row = [i + 1];
      to.forEach((other, j) => {
        row.push(Math.min(last[j + 1] + 1, row[j] + 1, last[j] + (letter !== other)));
        if (letter === to[j - 1] && from[i - 1] === other) row[j + 1] = Math.min(row[j + 1], before[j - 1] + 1);
      });
      [before, last] = [last, row];
    });
    return last[to.length];
  }

  // An apostrophe of any kind, behind a word and before one.
  const BEHIND = /[\p{L}\p{M}]{2}['`\u00b4\u02b9-\u02cc\u2018\u2019\u201b\u2032\ua78b\ua78c\uff07]$/u;
  const BEFORE = /^['`\u00b4\u02b9-\u02cc\u2018\u2019\u201b\u2032\ua78b\ua78c\uff07][\p{L}\p{N}]/u;

  /** Whether a word is a letter that an apostrophe joins to another, as in `l’outage` or `Telegram’s`: it stands everywhere and says nothing. */
  const isElided = (piece, { text, start, end }) => /^[a-z]$/.test(text) && (BEFORE.test(piece.slice(end)) || BEHIND.test(piece.slice(0, start)));

  /** The words of a question, those of identifiers within them, and its phrases; the last word may be the beginning of one. */
  function understand(text) {
    const words = [];
    const phrases = [];
    // Between Hebrew letters it is no quotation mark: `צה"ל` is an acronym.
    text.slice(0, 2000).split(/(?<![\u05d0-\u05ea])"|"(?![\u05d0-\u05ea])|[“”„«»]/).forEach((piece, at, pieces) => {
      const quoted = at % 2 && at < pieces.length - 1;
      const phrase = [];
      let whole, before, stretch;
      for (const word of tokens(piece)) {
        // The pairs of a word, or of several, in a script without spaces.
        if (word.kind === "pair") {
          if (before !== "pair") stretch = { start: word.start, size: 0 };
          word.stretch = Object.assign(stretch, { size: stretch.size + 1, written: piece.slice(stretch.start, word.end) });
        }
        // The last character of a stretch without spaces says nothing new beside the pair it ends.
        const told = word.kind !== "last" || before !== "pair";
        before = word.kind;
        if (!told) continue;
        word.open = !quoted && word.end === piece.length;
        word.unwanted = !quoted && /(^|\s)-$/.test(piece.slice(0, word.stretch?.start ?? word.start)) && /^\p{L}/u.test(word.text);
        word.written = piece.slice(word.start, word.end);
        if (!isElided(piece, word)) (word.end <= whole?.end ? whole.parts : words).push(word);
        if (before === "whole") [whole, word.parts] = [word, []];
        else phrase.push(word);
      }
      // Texts may go on behind the last character of a phrase, where it is one of a pair.
      if (phrase.at(-1)?.kind === "last") phrase.pop();
      if (quoted && phrase.length > 1) phrases.push(phrase);
    });
    return { words: words.slice(0, MOST_WORDS), phrases };
  }

  const rarest = (a, b) => a.documents - b.documents;
  const commonest = (a, b) => b.entry.documents - a.entry.documents;

  class Archive {
    constructor(load, root, language) {
      Object.assign(this, root, { load, language: root.languages.indexOf(language) });
      this.files = new Map();
    }

    /** A file, read once. After a failure the archive is to be opened anew. */
    file(name, read) {
      if (!this.files.has(name)) this.files.set(name, this.load(name).then(inflate).then((bytes) => read(reader(bytes), bytes)));
      return this.files.get(name);
    }

    /** The entries of the shards where words begin so, at most of `most` shards: the first of them, or those around a word. */
    async near(beginning, most, around) {
      const place = (term) => this.shards.findLastIndex((shard) => shard.term <= term);
      const end = place(beginning + "\uffff") + 1;
      let first = place(beginning);
      if (around) first = Math.max(first, Math.min(place(around) - most / 2, end - most));
      const shards = this.shards.slice(first, end).slice(0, most);
      return (await Promise.all(shards.map(({ hash }) => this.file("d" + hash, readShard)))).flat();
    }

    async entry(term) {
      return (await this.near(term, 1)).find((entry) => entry.term === term);
    }

    /** What a word may stand for: entries of the dictionary, each with a weight. */
    async ways(word) {
      const exact = await this.entry(word.text);
      const entry = exact ?? (await (word.kind === "whole" ? this.joined(word.text) : this.arabic(word.text)));
      const ways = entry ? [{ entry, weight: 1 }] : [];
      // Of two letters that are a word, most are meant as that.
      if (word.kind === "last" || (word.open && word.text.length > (exact ? 2 : 1))) ways.push(...(await this.beginning(word.text, BEGINNING, exact)));
      if (ways.length || word.kind !== "word" || /\d/.test(word.text)) return ways;
      for (const found of ["ended", "mistyped", "alike"]) {
        ways.push(...(await this[found]([...word.text])));
        if (ways.length) break;
      }
      return ways;
    }

    /** Words with the same stem and another ending. */
    async ended(letters) {
      const word = letters.join("");
      const stem = word.replace(RegExp(ENDING), "");
      const form = RegExp("^" + ENDING);
      const found = stem.length < 4 ? [] : await this.near(stem, 2);
      const ended = found.filter(({ term }) => term.startsWith(stem) && form.test(term.slice(stem.length)));
      return ended.map((entry) => ({ entry, weight: ENDED })).sort(commonest).slice(0, 8);
    }

    /** What is written with a hyphen or an apostrophe nowhere, as one word. */
    joined(text) {
      return /^[^\d._]+$/.test(text) ? this.entry(text.replace(/[-']/g, "")) : undefined;
    }

    /** An Arabic word that is written nowhere, without its particles and endings. */
    async arabic(word) {
      for (; word; word = withoutProclitic(word)) {
        const entry = (await this.entry(word)) ?? (await this.entry(lightArabic(word)));
        if (entry) return entry;
      }
    }

    /** Words that begin so. Where the word itself is known they must not cost a further file. */
    async beginning(text, weight, exact) {
      const here = (entry) => !exact || (entry !== exact && entry.groups.every(({ lists }) => exact.groups.some((own) => own.lists === lists)));
      const found = (await this.near(text, exact ? 1 : 3)).filter((entry) => entry.term.startsWith(text) && here(entry));
      return found.map((entry) => ({ entry, weight })).sort(commonest).slice(0, MOST_FORMS);
    }

    /** Words that differ by a mistake or two. Another number is another thing and no mistake. */
    async mistyped(letters) {
      const most = letters.length < 4 ? 0 : letters.length < 8 ? 1 : 2;
      const found = [];
      const [a, b, ...rest] = letters;
      // The first letters as they are, swapped, or with one too many.
      for (const [one, two, ...after] of most ? [letters, [b, a, ...rest], [b, ...rest]] : []) {
        if (found.length) break;
        const beginning = this.shards.length > 8 ? one + two : "";
        for (const entry of await this.near(beginning, 8, beginning && [one, two, ...after].join(""))) {
          const other = [...entry.term];
          if (Math.abs(other.length - letters.length) > most || /[\x01\d]/.test(entry.term)) continue;
          const weight = MISTYPED[mistakes(letters, other)];
          if (weight >= MISTYPED[most]) found.push({ entry, weight });
        }
      }
      const best = Math.max(...found.map(({ weight }) => weight));
      return found.filter(({ weight }) => weight === best).sort(commonest).slice(0, 8);
    }

    /** Words that share the longest beginning, if that is most of the word. */
    async alike(letters) {
      for (let length = letters.length - 1; length >= Math.max(4, letters.length * 0.6); length--) {
        const found = await this.beginning(letters.slice(0, length).join(""), ALIKE);
        if (found.length) return found;
      }
      return [];
    }

    /** The forms of a group, each with its incidents. */
    async forms({ lists, place }) {
      const group = (await this.file("p" + lists, readGroups))[place];
      return (group.forms ??= readLists(reader(group.bytes)));
    }

    /** Finds the incidents of a word, the best it is worth for each in `best`, and gives the forms that were found. */
    async rate(ways, best) {
      const found = [];
      const rate = async (entry, weight, group) => {
        const { language, forms } = await this.forms(group);
        const other = forms.some(({ term }) => term === entry.term) ? OTHER : SYNONYM;
        for (const { term, documents, impacts } of forms) {
          const worth = weight * (term === entry.term ? 1 : other) * (language === this.language ? OWN : 1);
          documents.forEach((document, at) => (best[document] = Math.max(best[document], worth * impacts[at])));
          found.push(term);
        }
      };
      await Promise.all(ways.flatMap(({ entry, weight }) => entry.groups.map((group) => rate(entry, weight, group))));
      return found;
    }

    /**
     * The incidents where the words of a phrase follow each other, with where it begins. The places of a very common word in a
     * large archive are a megabyte: it may be any word where the rarer ones stand as asked.
     */
    async phrase(words) {
      const known = await Promise.all(words.map(async (word) => ({ ...word, entry: (await this.entry(word.text)) ?? { documents: 0, groups: [] } })));
      let begun;
      for (const { text, position, entry } of known.sort(commonest).reverse()) {
        if (begun && entry.documents > 32768) break;
        const starts = new Map();
        for (const group of entry.groups) {
          const { forms } = await this.forms(group);
          const { rising } = reader((await this.file("q" + group.positions, readGroups))[group.place].bytes);
          for (const { term, documents } of forms) {
            for (const document of documents) {
              const found = rising().map((place) => place - position).filter((start) => term === text && (!begun || begun.get(document)?.includes(start)));
              if (found.length) starts.set(document, [...(starts.get(document) ?? []), ...found]);
            }
          }
        }
        begun = starts;
      }
      return begun;
    }

    /** Looks up words, each once: an identifier as a whole if it is known, else its parts. Those of a version say nothing. */
    async look(words) {
      const look = async (word) => {
        const ways = word.ways ?? (await this.ways(word));
        return { ...word, ways, documents: Math.max(0, ...ways.map(({ entry }) => entry.documents)) };
      };
      const isPartly = ({ kind, ways, text }) => kind === "whole" && !ways.length && !VERSION.test(text);
      const looked = await Promise.all(words.map(look));
      // Parts are words as well: they are looked up as far as the others leave room.
      let room = MOST_WORDS - looked.filter((word) => !isPartly(word)).length;
      const taken = looked.flatMap((word) => (isPartly(word) ? word.parts.filter(() => room-- > 0) : word));
      return Promise.all([...new Map(taken.map((word) => [word.text, word])).values()].map(look));
    }

    /** A bit for each incident that is told in the reader's language; none where there is only one. */
    told() {
      const told = this.tellings[this.language] ?? [];
      return typeof told === "string" ? this.file("l" + told, (_, bytes) => bytes) : told;
    }

    /** What a word is worth for each incident; `forms` gets the forms that were found. */
    async worth({ ways, year }, forms) {
      const best = new Float32Array(this.documents);
      if (year) return best.fill(YEAR, year.start, year.end);
      for (const form of await this.rate(ways, best)) forms.add(form);
      return best;
    }

    /** What a text finds: a score for each incident, the words as understood, and all forms they stand for. */
    async search(text) {
      const asked = understand(text);
      const wanted = asked.words.filter(({ unwanted }) => !unwanted);
      const [words, told] = await Promise.all([this.look(wanted), this.told()]);
      const limit = this.documents * COMMON;
      const rare = words.some(({ ways, documents }) => ways.length && documents <= limit);
      const forms = new Set(words.map((word) => word.text));
      let room = ROOM;
      const counted = [...words].sort(rarest).filter((word) => {
        word.common = rare && word.documents > limit;
        word.year = word.common && this.years.find(({ year }) => `${year}` === word.text);
        return !word.common || word.year || (room -= word.documents) >= 0;
      });
      const scores = new Float64Array(this.documents);
      const refused = new Float32Array(this.documents);
      const matched = new Uint8Array(this.documents);
      let decisive = 0;
      const worths = await Promise.all(counted.map((word) => this.worth(word, forms)));
      // Any two texts share pairs by chance: one has something of a stretch if it has half of its pairs, or three.
      const stretches = new Set(words.map(({ stretch }) => stretch).filter((stretch) => stretch?.size > 1));
      for (const stretch of stretches) {
        const own = worths.filter((_, at) => counted[at].stretch === stretch);
        const has = Float32Array.from(refused, (_, document) => own.filter((best) => best[document]).length >= Math.min(own.length / 2, 3));
        for (const best of own) has.forEach((is, document) => (best[document] *= is));
        stretch.found = own.some((best) => best.some(Boolean));
      }
      worths.forEach((best, at) => {
        const { common, year } = counted[at];
        const [part, step] = common && !year ? [ORDERING, 0] : [1, 1];
        const found = best.filter(Boolean).length;
        const rarity = Math.log(1 + (this.documents - found + 0.5) / (found + 0.5));
        best.forEach((worth, document) => {
          if (!worth || (common && !matched[document])) return;
          scores[document] += worth * rarity * part;
          matched[document] += step;
        });
        decisive += step;
      });
      const required = await Promise.all(asked.phrases.map((phrase) => this.phrase(phrase)));
      const unwanted = asked.words.filter((word) => word.unwanted);
      for (const { stretch, start, text } of unwanted) {
        if (stretch?.start < start) continue;
        const pairs = unwanted.filter((word) => stretch && word.stretch === stretch);
        const entry = !pairs[1] && (await this.entry(text));
        if (entry) await this.rate([{ entry, weight: 1 }], refused);
        if (pairs[1]) for (const [document] of await this.phrase(pairs)) refused[document] = 1;
      }
      scores.forEach((score, document) => {
        const has = !refused[document] && required.every((found) => found.has(document));
        scores[document] = has ? score * ((told[document >> 3] >> (document & 7)) & 1 ? TOLD : 1) * (matched[document] / decisive) ** TOGETHER : 0;
      });
      const missing = [...stretches].filter(({ found }) => !found).map(({ written }) => ({ written, ways: [] }));
      const single = words.filter(({ stretch }) => !stretches.has(stretch));
      return { scores, forms, words: [...single, ...missing], whole: matched.map((count) => count === decisive) };
    }

    /** Marks the incidents that have one of some values of a facet. */
    async having(facet, keys) {
      const having = new Float32Array(this.documents);
      const entries = await Promise.all(keys.map((key) => this.entry(`\x01${facet}:${key}`)));
      await this.rate(entries.flatMap((entry) => (entry ? [{ entry, weight: 1 }] : [])), having);
      return having;
    }

    /**
     * Answers a question: {text, facets: a Map from facet to keys, from, to (years)}. `misses` of the answer has for each
     * incident a bit for what it lacks: 1 the text, 2 and so on a facet. Results lack nothing.
     */
    async find({ text, facets, from, to }) {
      const misses = new Uint16Array(this.documents);
      for (const { year, start, end } of this.years) {
        const chosen = year >= from && year <= to && (facets.get("year")?.includes(`${year}`) ?? true);
        if (!chosen) misses.fill(bit("year"), start, end);
      }
      const found = /\S/.test(text) ? await this.search(text) : {};
      const ask = (has, missed) => misses.forEach((_, document) => (misses[document] |= has[document] ? 0 : missed));
      if (found.scores) ask(found.scores, 1);
      for (const [facet, keys] of facets) if (facet !== "year") ask(await this.having(facet, keys), bit(facet));
      return { ...found, misses };
    }

    /** The incidents of an answer: newest first, those with all the words before others, or best first and the newest of equals. */
    ranking({ misses, scores, whole }, byDate) {
      const found = [...misses.keys()].filter((document) => !misses[document]);
      const rank = (document) => (!scores ? 0 : byDate ? whole[document] : Math.round(scores[document] * 1e4));
      const keys = Float64Array.from(found, (document) => rank(document) * 2 ** 20 + document);
      return [...keys.sort().reverse()].map((key) => key % 2 ** 20);
    }

    /** How many incidents of an answer have each value, by facet; what is chosen of a facet itself doesn't count. */
    async counts({ misses }) {
      const counts = new Map(FACETS.map((facet) => [facet, []]));
      const without = (facet, part) => part.map((missed) => missed & ~bit(facet));
      const segment = async (hash, number) => {
        const part = misses.subarray(number * SEGMENT, (number + 1) * SEGMENT);
        const columns = await this.file("c" + hash, ({ list, rising, number }) =>
          FACETS.slice(0, -1).map(() => [list(rising), Array.from(part, number)]),
        );
        columns.forEach(([sets, numbers], place) => {
          const sums = counts.get(FACETS[place]);
          without(FACETS[place], part).forEach((missed, at) => {
            if (!missed) for (const value of sets[numbers[at]]) sums[value] = (sums[value] ?? 0) + 1;
          });
        });
      };
      await Promise.all(this.segments.map(segment));
      counts.set("year", this.years.map(({ start, end }) => without("year", misses.subarray(start, end)).filter((missed) => !missed).length));
      return counts;
    }

    /** What a result shows of an incident. */
    async card(document) {
      const hashes = await this.file("t" + this.tables[document >> 11], ({ all, hash }) => all(hash));
      return (await this.file("k" + hashes[(document >> 3) & 255], (_, bytes) => JSON.parse(decode(bytes))))[document & 7];
    }
  }

  globalThis.annalsCore = {
    /** Opens an archive for the readers of a language. */
    open: async (load, language) => new Archive(load, readRoot(reader(await inflate(await load("root")))), language),
  };
})();
