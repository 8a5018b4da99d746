// Finds what the newsroom writes otherwise, as cms/lib/wording.py does. Both are held to tests/cms/lib/wording_cases.json.

const MOST_WORDS = 8;
const LONGEST = 120;
const LOOKED_BACK = 8;
// Letters and figures with the signs set upon them. Two apostrophes are letters to Unicode and are none here.
const LETTER = "(?:(?![\\u02bb\\u02bc])[\\p{L}\\p{N}]|[\\u0300-\\u036f\\u064b-\\u065f\\u0670])";
const WORD = new RegExp(`${LETTER}+`, "gu");
const PATTERN = new RegExp(`(${LETTER}+)(\\*?)`, "gu");
const SPACES = /[ \t\n\r\f\v\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const APOSTROPHES = /[’‘ʻʼ`´]/g;
const DASHES = /[‐‑‒–—]/g;
const OPENING = new Set(" \t\n\r\xa0\"'“”‘’«»„(-–—[");
const STOPS = new Set(".!?…");

const gapOf = (text, start, end) =>
  text.slice(start, Math.min(end, start + LONGEST)).replace(SPACES, " ").replace(APOSTROPHES, "'").replace(DASHES, "-");

// Small letters, one for one, so that a place in the folded word is a place in the word.
const fold = (word) =>
  [...word].map((letter) => {
    const small = letter.toLowerCase();
    return [...small].length === 1 ? small : letter;
  }).join("");

const base = (language) => language.split("-")[0].toLowerCase();

function partsOf(pattern) {
  const whole = pattern.normalize("NFC");
  const parts = [];
  let end = 0;
  for (const match of whole.matchAll(PATTERN)) {
    parts.push([parts.length ? gapOf(whole, end, match.index) : "", match[1], match[2] !== ""]);
    end = match.index + match[0].length;
  }
  return parts;
}

function tokensOf(text) {
  return [...text.matchAll(WORD)].map((match) => {
    const raw = match[0].normalize("NFC");
    return { start: match.index, end: match.index + match[0].length, raw, key: fold(raw) };
  });
}

const keyOf = (gap, word) => `${gap}\0${word}`;
const newNode = () => ({ words: new Map(), stems: new Map(), lengths: [], rules: [], isRight: false });

export class Style {
  // `rules`: [id, pattern, replacement, advice, language, isExact] each.
  constructor(rules) {
    this.root = newNode();
    for (const [id, pattern, replacement, advice, language, isExact] of rules) {
      const parts = partsOf(pattern);
      this.leaf(parts).rules.push({ id, pattern, replacement, advice, language, isExact, parts });
      if (tokensOf(replacement).length) this.leaf(partsOf(replacement)).isRight = true;
    }
  }

  leaf(parts) {
    let node = this.root;
    for (const [gap, word, hasStar] of parts) {
      const folded = fold(word);
      const kind = hasStar ? node.stems : node.words;
      const key = keyOf(gap, folded);
      if (!kind.has(key)) {
        kind.set(key, newNode());
        if (hasStar && !node.lengths.includes(folded.length)) {
          node.lengths = [...node.lengths, folded.length].sort((one, other) => other - one);
        }
      }
      node = kind.get(key);
    }
    return node;
  }

  // The places in a passage of `language` in a story of another or the same: {start, end, words, replacement, rule, place}.
  find(text, language, story) {
    const spoken = new Set([base(language), ...(base(language) === base(story) ? [""] : [])]);
    const tokens = tokensOf(text);
    const found = [];
    for (let at = 0; at < tokens.length; at++) {
      const { last, place } = this.longest(text, tokens, at, spoken);
      if (place) found.push(place);
      at = Math.max(last, at);
    }
    return found;
  }

  longest(text, tokens, at, spoken) {
    let best = { last: -1, place: null };
    let standing = [[this.root, ""]];
    for (let last = at; last < Math.min(at + MOST_WORDS, tokens.length); last++) {
      const gap = last > at ? gapOf(text, tokens[last - 1].end, tokens[last].start) : "";
      standing = standing.flatMap(([node, ending]) => stepsFrom(node, gap, tokens[last], ending));
      if (!standing.length) break;
      let place = null;
      for (const [node, ending] of standing) place ??= placeAt(text, tokens, at, last, node, ending, spoken);
      if (place || standing.some(([node]) => node.isRight)) best = { last, place };
    }
    return best;
  }
}

function stepsFrom(node, gap, token, ending) {
  const steps = [];
  const whole = node.words.get(keyOf(gap, token.key));
  if (whole) steps.push([whole, ending]);
  for (const length of node.lengths) {
    if (length > token.key.length) continue;
    const stem = node.stems.get(keyOf(gap, token.key.slice(0, length)));
    if (stem) steps.push([stem, token.raw.slice(length)]);
  }
  return steps;
}

function placeAt(text, tokens, at, last, node, ending, spoken) {
  const { start } = tokens[at];
  const { end } = tokens[last];
  const words = text.slice(start, end);
  for (const rule of node.rules) {
    if (!spoken.has(rule.language)) continue;
    if (rule.isExact && !isExactly(rule, tokens.slice(at, last + 1))) continue;
    const replacement = inItsCase(rule, words, ending, beginsSentence(text, start));
    if (replacement === words) continue;
    const place = `${tokens[at - 1]?.key ?? ""}|${words}|${tokens[last + 1]?.key ?? ""}`;
    return { start, end, words, replacement, rule, place: [...place].slice(0, 300).join("") };
  }
  return null;
}

const isExactly = (rule, tokens) =>
  tokens.every(({ raw }, index) => (rule.parts[index][2] ? raw.startsWith(rule.parts[index][1]) : raw === rule.parts[index][1]));

function inItsCase(rule, words, ending, isFirst) {
  if (!rule.replacement) return "";
  const instead = rule.replacement.replace("*", () => ending);
  if (!rule.isExact && isShouted(words) && !isShouted(rule.pattern)) return instead.toUpperCase();
  const [letter] = words;
  const [own] = rule.pattern;
  const isRaised = letter !== letter.toLowerCase();
  if (isRaised && (isFirst || (!rule.isExact && own === own.toLowerCase()))) {
    const [first, ...rest] = instead;
    return first.toUpperCase() + rest.join("");
  }
  return instead;
}

function isShouted(words) {
  const letters = [...(words.match(WORD) ?? []).join("")];
  return letters.length > 1 && words === words.toUpperCase() && words !== words.toLowerCase();
}

function beginsSentence(text, start) {
  for (let back = 1; back <= LOOKED_BACK; back++) {
    if (start - back < 0) return true;
    const sign = text[start - back];
    if (!OPENING.has(sign)) return STOPS.has(sign);
  }
  return false;
}
