// What a reader sees of a result: the original text around the match, with the match marked. Matches are found
// in the normal form and traced back, because NFKC and folding change characters and their number. No I/O.

import { HAN, WORD, simplify } from "./search-text.js";

const IS_HAN = new RegExp(`^[${HAN}]$`, "u");
const IS_WORD = new RegExp(`^[${WORD}]`, "u");
const ENDS_IN_WORD = new RegExp(`[${WORD}]$`, "u");
const CLUSTER = /[^\p{M}]\p{M}*|\p{M}+/gu; // a character with its accents: what NFKC may join

// The normal form of `text` with the place of each of its code units in the original.
function trace(text, fold) {
  const letters = [];
  const origins = [];
  for (const { 0: cluster, index } of text.matchAll(CLUSTER)) {
    const common = cluster.length === 1 && cluster >= "\u4e00" && cluster <= "\u9fff"; // NFKC leaves these alone
    const normal = common ? (fold.get(cluster) ?? cluster) : simplify(cluster.normalize("NFKC").toLowerCase(), fold);
    for (const letter of normal) {
      letters.push(letter);
      origins.push(index);
    }
  }
  let normal = "";
  const places = [];
  for (let at = 0; at < letters.length; at += 1) {
    let next = at;
    while (letters[next] === " " || letters[next] === "\t") next += 1;
    if (next > at) {
      const [before, after] = [letters[at - 1] ?? "", letters[next] ?? ""];
      const inside = (IS_HAN.test(before) && IS_WORD.test(after)) || (IS_WORD.test(before) && IS_HAN.test(after));
      if (inside) at = next;
    }
    normal += letters[at];
    for (let unit = 0; unit < letters[at].length; unit += 1) places.push(origins[at]);
  }
  places.push(text.length);
  return { normal, places };
}

// Where the needles occur in `text`: [{start, end, which}] in the original, in order.
function occurrences(text, wanted, fold) {
  const { normal, places } = trace(text, fold);
  const found = [];
  wanted.forEach(({ runs }, which) => {
    for (const match of normal.matchAll(new RegExp(runs.join(`[^${HAN}${WORD}]+`), "gu"))) {
      const end = match.index + match[0].length;
      const cut =
        (IS_WORD.test(match[0]) && IS_WORD.test(normal.charAt(match.index - 1))) ||
        (ENDS_IN_WORD.test(match[0]) && IS_WORD.test(normal.charAt(end)));
      if (!cut) found.push({ start: places[match.index], end: Math.max(places[end], places[match.index] + 1), which });
    }
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function cutInto(text, from, to, found) {
  const parts = [];
  let at = from;
  for (const { start, end } of found) {
    if (end <= at || end > to) continue;
    if (start > at) parts.push({ text: text.slice(at, start), mark: false });
    parts.push({ text: text.slice(Math.max(start, at), end), mark: true });
    at = end;
  }
  if (at < to) parts.push({ text: text.slice(at, to), mark: false });
  return parts;
}

// The whole of `text` as parts, {text, mark}.
function marked(text, wanted, fold) {
  return cutInto(text, 0, text.length, occurrences(text, wanted, fold));
}

// About `length` characters of `text` where most of the needles stand together, as parts; its beginning if
// none of them occurs.
function excerpt(text, wanted, fold, length = 90) {
  const flat = text.replace(/\s+/gu, " ").trim();
  const found = occurrences(flat, wanted, fold);
  let best = { start: 0, kinds: 0 };
  for (let at = 0; at < found.length && best.kinds < wanted.length; at += 1) {
    const { start } = found[at];
    const kinds = new Set();
    for (let near = at; near < found.length && found[near].end <= start + length * 0.7; near += 1) {
      kinds.add(found[near].which);
    }
    if (kinds.size > best.kinds) best = { start, kinds: kinds.size };
  }
  let from = Math.max(0, Math.min(best.start - Math.round(length * 0.3), flat.length - length));
  let to = Math.min(flat.length, from + length);
  for (const { start, end } of found) if (start === best.start) to = Math.max(to, end);
  const halved = found.find(({ start, end }) => start < from && from < end);
  if (halved) from = halved.start;
  if (from < 10) from = 0;
  if (/[\udc00-\udfff]/.test(flat.charAt(from))) from += 1;
  if (/[\udc00-\udfff]/.test(flat.charAt(to))) to += 1;
  const parts = cutInto(flat, from, to, found);
  if (from > 0) parts.unshift({ text: "…", mark: false });
  if (to < flat.length) parts.push({ text: "…", mark: false });
  return parts;
}

// What a reader is shown of a result: `title`, `excerpt` and their parts, and its facts. A match only in the
// document number is shown in front of the excerpt.
export function describe(meta, needles, fold) {
  const number = marked(meta.document_number, needles, fold);
  let parts = excerpt(meta.text, needles, fold);
  if (!parts.some(({ mark }) => mark) && number.some(({ mark }) => mark)) {
    parts = [...number, { text: "　", mark: false }, ...parts];
  }
  return {
    index_number: meta.index_number,
    title: meta.title,
    title_parts: marked(meta.title, needles, fold),
    excerpt: parts.map(({ text }) => text).join(""),
    excerpt_parts: parts,
    document_number: meta.document_number,
    agency: meta.agency,
    date: meta.date,
    produced_on: meta.produced_on,
    validity: meta.validity,
  };
}
