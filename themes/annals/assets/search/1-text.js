// What search sees of a text: folded characters, tokens, Arabic stems. The twin of src/search/{fold,tokens,light_arabic}.rs;
// the vectors in tests/search hold both to the same answers.
(() => {
  "use strict";

  // made by data/fold.mjs
  const MAP = new Map("ßss æae ðd øo þth đd ħh ıi ĸk łl œoe ŧt ςσ ةه ىي ٱا کك ھه ہه یي ېي ەه ँं 臺台 ‐-".split(" ").map(([from, ...to]) => [from, to.join("")]));
  const DROP = /[\u00ad\u061c\u0640\u180b-\u180f\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufeff\u093c\u0951-\u0954]/u;
  const KEEP = /[\u07a6-\u07b0\u0900-\u109f\u1700-\u1ccf\u3099-\u309a\ua800-\uabff\u{11000}-\u{11fff}]/u;
  const SPLIT = /[\u02b9-\u02cc\ua78b-\ua78c]/u;
  const PAIR = /[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\u{1aff0}-\u{1b16f}\u{20000}-\u{3ffff}]/u;
  // end of what data/fold.mjs made

  const MARK = /\p{M}/u;
  const LETTER = /[\p{Alphabetic}\p{N}\p{M}]/u;
  const DIGIT = /\p{Nd}/u;
  // Letters, in Hebrew, Arabic and Korean, with names in Latin letters written onto them: two words.
  const APART = /^([a-z\d][\u0590-\u08ff\u1100-\u11ff]|[\u0590-\u08ff\u1100-\u11ff][a-z\d])/;
  // An apostrophe of any kind; between Cyrillic letters it stands within a word.
  const APOSTROPHE = /['`\u00b4\u02b9-\u02cc\u2018\u2019\u201b\u2032\ua78b\ua78c]/;
  const CYRILLIC = /[\u0400-\u052f]/;
  // The most characters of a token.
  const LONGEST = 64;

  /** A digit of any script as a number: digits stand ten in a row. */
  function digit(character) {
    if (!DIGIT.test(character)) return;
    let value = 0;
    while (DIGIT.test(String.fromCodePoint(character.codePointAt() - value - 1))) value++;
    return value % 10;
  }

  /** A character as search sees it: none, one or several. */
  function fold(character) {
    let folded = "";
    for (const part of character.normalize("NFKD")) {
      if (DROP.test(part) || (MARK.test(part) && !KEEP.test(part))) continue;
      for (const lower of part.toLowerCase()) folded += digit(lower) ?? MAP.get(lower) ?? lower;
    }
    return folded;
  }

  /** What a folded character is: "word", "pair" (of a script without spaces), "mark" (on one), "joiner", or a gap. */
  function kindOf(character) {
    if (/[-._]/.test(character)) return "joiner";
    if (!LETTER.test(character) || SPLIT.test(character)) return "";
    if (!PAIR.test(character)) return "word";
    return MARK.test(character) ? "mark" : "pair";
  }

  const known = new Map();

  /** The parts of a folded character, each with its kind. */
  function read(character) {
    if (!known.has(character)) known.set(character, [...fold(character)].map((part) => [part, kindOf(part)]));
    return known.get(character);
  }

  /**
   * The tokens of a text: {text, kind, position, start, end}, the last two in the text. A "whole" is an identifier whose parts
   * follow as "word"s; a "pair" is two characters of a script without spaces, a "last" the one that ends such a stretch.
   */
  function tokens(text) {
    const found = [];
    let position = 0;
    let parts = []; // of an identifier, or the characters of a stretch without spaces
    let paired = false; // whether it is such a stretch
    let joiner = ""; // that waits for the next part

    const add = (text, kind, { start }, { end }) => found.push({ text, kind, position, start, end });
    const flush = () => {
      const whole = parts.map((part) => part.joiner + part.text).join("");
      // Some write `v1.29.3`, some `1.29.3`.
      if (!paired && parts.length > 1 && [...whole].length <= LONGEST) add(whole.replace(/^v(?=\d+\.)/, ""), "whole", parts[0], parts.at(-1));
      parts.forEach((part, at) => {
        const next = paired && parts[at + 1];
        if (next) add(part.text + next.text, "pair", part, next);
        else add(part.text, paired ? "last" : "word", part, part);
        position++;
      });
      parts = [];
      joiner = "";
    };
    const take = (character, kind, start, end) => {
      const pairing = kind === "pair" || kind === "mark";
      const joining = kind === "joiner";
      const before = (!joiner && !paired && parts.at(-1)?.text.at(-1)) || "";
      if (joining && before) return (joiner = character);
      if (APOSTROPHE.test(character) && CYRILLIC.test(before)) return (joiner = "'");
      if (!kind || joining || paired !== pairing || APART.test(before + character) || (joiner === "'" && !CYRILLIC.test(character))) flush();
      if (!kind || joining) return;
      paired = pairing;
      if (!parts.length || joiner || kind === "pair") parts.push({ text: "", joiner, start, size: 0 });
      joiner = "";
      const last = parts.at(-1);
      last.end = end;
      if (last.size++ < LONGEST / (paired ? 2 : 1)) last.text += character;
    };

    let end = 0;
    for (const character of text) {
      const start = end;
      end += character.length;
      for (const [part, kind] of read(character)) take(part, kind, start, end);
      // A dropped mark belongs to what stands before it.
      if (!read(character).length && parts.length && !joiner) parts.at(-1).end = end;
    }
    flush();
    return found;
  }

  const PREFIXES = ["ال", "وال", "بال", "كال", "فال", "لل", "و"];
  const SUFFIXES = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

  /** The stem of a folded Arabic word; any other word is its own stem. */
  function lightArabic(word) {
    const prefix = PREFIXES.find((prefix) => word.startsWith(prefix) && word.length > prefix.length + (prefix === "و" ? 2 : 1)) ?? "";
    let stem = word.slice(prefix.length);
    for (const suffix of SUFFIXES) {
      if (stem.endsWith(suffix) && stem.length > suffix.length + 1) stem = stem.slice(0, -suffix.length);
    }
    return stem;
  }

  /** An Arabic word without a particle of one letter on its front, or nothing. */
  const withoutProclitic = (word) => /^[وفبلكس]([\u0621-\u06d3].{2,})/su.exec(word)?.[1];

  globalThis.annalsText = { fold, tokens, lightArabic, withoutProclitic };
})();
