// What search sees of a text: folded characters, tokens, Arabic stems. The twin of src/search/{fold,tokens,light_arabic}.rs;
// tests/search/vectors.txt holds both to the same answers.
(() => {
  "use strict";

  // made by data/fold.mjs
  const MAP = { "\u{df}": "ss", "\u{e6}": "ae", "\u{f0}": "d", "\u{f8}": "o", "\u{fe}": "th", "\u{111}": "d", "\u{127}": "h", "\u{131}": "i", "\u{138}": "k", "\u{142}": "l", "\u{153}": "oe", "\u{167}": "t", "\u{3c2}": "σ", "\u{629}": "ه", "\u{649}": "ي", "\u{671}": "ا", "\u{6a9}": "ك", "\u{6be}": "ه", "\u{6c1}": "ه", "\u{6cc}": "ي", "\u{6d0}": "ي", "\u{6d5}": "ه", "\u{2010}": "-" };
  const DROP = /^[\u{ad}\u{61c}\u{640}\u{7fa}\u{180e}\u{200c}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2064}\u{2066}-\u{206f}\u{feff}]$/u;
  const KEEP = /^[\u{7a6}-\u{7b0}\u{900}-\u{93b}\u{93d}-\u{950}\u{955}-\u{9bb}\u{9bd}-\u{a3b}\u{a3d}-\u{abb}\u{abd}-\u{b3b}\u{b3d}-\u{cbb}\u{cbd}-\u{109f}\u{1700}-\u{17ff}\u{1900}-\u{1ccf}\u{3099}-\u{309a}\u{a800}-\u{abff}\u{11000}-\u{11fff}]$/u;
  const SPLIT = /^[\u{2b9}-\u{2bf}\u{2c8}\u{2ca}-\u{2cc}\u{2ee}\u{a78b}-\u{a78c}]$/u;
  const PAIR = /^[\u{e01}-\u{eff}\u{1000}-\u{109f}\u{1780}-\u{17ff}\u{19e0}-\u{19ff}\u{2e80}-\u{2fdf}\u{3005}-\u{3007}\u{3021}-\u{3029}\u{3031}-\u{3035}\u{3038}-\u{303c}\u{3041}-\u{30ff}\u{31f0}-\u{31ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{a9e0}-\u{a9ff}\u{aa60}-\u{aa7f}\u{f900}-\u{faff}\u{1aff0}-\u{1b16f}\u{20000}-\u{3ffff}]$/u;
  const ZEROS = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810];
  // end of what data/fold.mjs made

  const MARK = /^\p{M}$/u;
  const LETTER = /^[\p{Alphabetic}\p{N}\p{M}]$/u;
  const JOINER = /^[-._]$/;
  const LONGEST = 64;

  /** A digit of any script as ASCII, or undefined. */
  function digit(character) {
    const code = character.codePointAt();
    const zero = ZEROS.find((zero) => code >= zero && code < zero + 10);
    return zero && String(code - zero);
  }

  function foldOnce(character) {
    let folded = "";
    for (const part of character.normalize("NFKD")) {
      if (DROP.test(part) || (MARK.test(part) && !KEEP.test(part))) continue;
      for (const lower of part.toLowerCase()) folded += digit(lower) ?? MAP[lower] ?? lower;
    }
    return folded;
  }

  const known = new Map();

  /** A character as search sees it: none, one or several. */
  function foldCharacter(character) {
    let folded = known.get(character);
    if (folded === undefined) known.set(character, (folded = foldOnce(character)));
    return folded;
  }

  function fold(text) {
    let folded = "";
    for (const character of text) folded += foldCharacter(character);
    return folded;
  }

  /** What a folded character is: "word", "pair", "mark" (of a pair), "joiner" or "" between words. */
  function classify(character) {
    if (JOINER.test(character)) return "joiner";
    if (!LETTER.test(character)) return "";
    if (PAIR.test(character)) return MARK.test(character) ? "mark" : "pair";
    return SPLIT.test(character) ? "" : "word";
  }

  const classes = new Map();

  function classOf(character) {
    let found = classes.get(character);
    if (found === undefined) classes.set(character, (found = classify(character)));
    return found;
  }

  /**
   * The tokens of a text: {text, position, start, end, kind}; `start` and `end` are places in the text, `kind` is "word",
   * "whole" (an identifier; its parts follow), "pair" or "last" (the last character of a text without spaces).
   */
  function tokens(text) {
    const found = [];
    let position = 0;
    let words = []; // the parts of an identifier
    let joiner = ""; // between the last of them and the next, if there is one
    let joined = "";
    let length = 0;
    let units = []; // characters of a script without spaces, with their marks

    const add = (text, kind, { start }, { end }, step) => {
      found.push({ text, position, start, end, kind });
      position += step;
    };
    const end = () => {
      if (words.length > 1 && length <= LONGEST) add(joined, "whole", words[0], words[words.length - 1], 0);
      for (const word of words) add(word.text, "word", word, word, 1);
      units.forEach((unit, place) => {
        const next = units[place + 1];
        if (next) add(unit.text + next.text, "pair", unit, next, 1);
        else add(unit.text, "last", unit, unit, 1);
      });
      words = [];
      units = [];
      joiner = joined = "";
      length = 0;
    };
    const open = (list, start) => list.push({ text: "", length: 0, start, end: start });
    const append = (list, character, limit, place) => {
      const last = list[list.length - 1];
      last.end = place;
      if (last.length >= limit) return;
      last.text += character;
      last.length++;
    };

    const take = (character, start, place) => {
      const kind = classOf(character);
      if (kind === "word") {
        if (units.length) end();
        if (joiner || !words.length) open(words, start);
        append(words, character, LONGEST, place);
        if (length < LONGEST) joined += joiner + character;
        length += 1 + joiner.length;
        joiner = "";
      } else if (kind === "joiner" && words.length && !joiner) {
        joiner = character;
      } else if (kind === "pair" || kind === "mark") {
        if (words.length) end();
        if (kind === "pair" || !units.length) open(units, start);
        append(units, character, LONGEST / 2, place);
      } else {
        end();
      }
    };

    let start = 0;
    for (const character of text) {
      const folded = foldCharacter(character);
      const place = start + character.length;
      for (const part of folded) take(part, start, place);
      if (!folded && !joiner) for (const list of [words, units]) if (list.length) list[list.length - 1].end = place;
      start = place;
    }
    end();
    return found;
  }

  const PREFIXES = ["ال", "وال", "بال", "كال", "فال", "لل", "و"];
  const SUFFIXES = ["ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي"];

  /** The stem of a folded Arabic word; any other word is its own stem. */
  function lightArabic(word) {
    const prefix = PREFIXES.find((prefix) => word.startsWith(prefix) && word.length > prefix.length + (prefix === "و" ? 2 : 1));
    let stem = prefix ? word.slice(prefix.length) : word;
    for (const suffix of SUFFIXES) {
      if (stem.endsWith(suffix) && stem.length > suffix.length + 1) stem = stem.slice(0, -suffix.length);
    }
    return stem;
  }

  /** An Arabic word without a particle of one letter on its front, or undefined. */
  function withoutProclitic(word) {
    return /^[وفبلكس][\u0621-\u06d3]../su.test(word) ? word.slice(1) : undefined;
  }

  globalThis.annalsText = { fold, foldCharacter, tokens, lightArabic, withoutProclitic };
})();
