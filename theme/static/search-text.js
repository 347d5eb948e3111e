// Text as the searcher sees it, in the browser: the same normal form and tokens as
// tooling/gongkai/search/tokens.py (tests/search/vectors.json holds both to it), and what to ask the index for.

// Explicit ranges, not \p{…}: each browser and Python know a different version of Unicode.
export const HAN = "\\u3005\\u3007\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}";
export const WORD =
  "0-9a-z\\u00df-\\u00f6\\u00f8-\\u01bf\\u01c4-\\u02af\\u0370-\\u1fff" +
  "\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc\\ua000-\\ua4cf\\uac00-\\ud7a3";
const INVISIBLE =
  "\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060\\u2066-\\u2069\\ufeff";

const CHARACTER = "\u01c2"; // before one character of the document
const TITLE = "\u01c1"; // before a token of the title or document number
const EXACT = "\u01c3"; // before an index number in one piece

const RUN = new RegExp(`[${HAN}${WORD}]+`, "gu");
const UNIT = new RegExp(`[${HAN}]|[${WORD}]+`, "gu");
const IS_HAN = new RegExp(`^[${HAN}]$`, "u");
const HIDDEN = new RegExp(`[${INVISIBLE}]`, "gu");
const SPACE_AFTER_HAN = new RegExp(`([${HAN}])[ \\t]+(?=[${WORD}])`, "gu");
const SPACE_AFTER_WORD = new RegExp(`([${WORD}])[ \\t]+(?=[${HAN}])`, "gu");
const SEPARATOR = /[\s,、;。?!]+/u;

// What a question is asked with, a longer one before what it begins with; dropped only when the question as it
// stands finds nothing.
const FILLERS = [
  "请问一下", "为什么", "怎么办", "怎么样", "有没有", "能不能", "可不可以", "是不是", "我想要", "在哪里",
  "请问", "怎么", "怎样", "如何", "我想", "我要", "想要", "需要", "什么", "哪里", "哪些", "哪儿", "哪个",
  "多少", "是否", "能否", "可否", "可以", "关于", "有关", "一下", "吗", "呢", "吧", "啊", "的", "了",
];
const FILLER = new RegExp(FILLERS.join("|"), "gu");

// `text`, already in lower case and NFKC, in simplified characters and without invisible ones.
export function simplify(text, fold) {
  let result = "";
  for (const character of text.replace(HIDDEN, "")) result += fold.get(character) ?? character;
  return result;
}

// Lower case and NFKC, simplified by `fold` (Map of traditional to simplified), without invisible characters
// or the spaces between a number and Chinese.
export function normalise(text, fold) {
  return simplify(text.normalize("NFKC").toLowerCase(), fold)
    .replace(SPACE_AFTER_HAN, "$1")
    .replace(SPACE_AFTER_WORD, "$1");
}

// 2024年度 → 2024, 2024年, 年度, 度.
export function tokenise(normal) {
  const tokens = [];
  for (const [run] of normal.matchAll(RUN)) {
    const units = run.match(UNIT);
    for (let at = 0; at + 1 < units.length; at += 1) {
      if (!IS_HAN.test(units[at])) tokens.push(units[at]);
      tokens.push(units[at] + units[at + 1]);
    }
    tokens.push(units.at(-1));
  }
  return tokens;
}

// The phrases, each a list of tokens, that a document must hold to hold `normal`; none if it has no letter.
// `prefix` is "" for the whole document or TITLE. The last single character is dropped, because in a document
// it usually goes on; one that stands alone is asked for as a character.
function phrases(normal, prefix = "") {
  const tokens = tokenise(normal);
  const last = normal.match(RUN)?.at(-1);
  if (last === undefined) return [];
  const wanted = [];
  if (IS_HAN.test(tokens.at(-1))) {
    tokens.pop();
    if (IS_HAN.test(last)) wanted.push([prefix + CHARACTER + last]);
  }
  if (tokens.length) wanted.unshift(tokens.map((token) => prefix + token));
  return wanted;
}

// One thing to look for: the phrases it takes, those that find it in a title, and its runs for marking.
function needle(normal) {
  return { phrases: phrases(normal), title: phrases(normal, TITLE), runs: normal.match(RUN) ?? [] };
}

function needles(parts) {
  return [...new Set(parts)].map(needle).filter(({ runs }) => runs.length);
}

// What a query asks for: `whole`, its `words`, and if those find nothing its `pieces` without fillers, then
// the single tokens of these, `crumbs`. `exact` is the token of an index number, null if it cannot be one.
export function plan(query, fold) {
  const words = query.normalize("NFKC").split(SEPARATOR).map((word) => normalise(word, fold));
  const normal = normalise(query, fold);
  const bare = words.flatMap((word) => word.split(FILLER));
  const pieces = needles(bare);
  const crumbs = pieces.flatMap(({ phrases: wanted }) => {
    const tokens = wanted.flat();
    const whole = tokens.filter((token) => !IS_HAN.test(token));
    return whole.length ? whole : tokens.map((token) => CHARACTER + token);
  });
  const runs = normal.match(RUN) ?? [];
  const numbered = runs.length > 1 && /^[\x21-\x7e]+$/.test(normal);
  const plain = [...new Set(crumbs)].map((token) => ({
    phrases: [[token]],
    title: [[TITLE + token]],
    runs: [token.replace(CHARACTER, "")],
  }));
  return {
    whole: needles([normal])[0] ?? null,
    words: needles(words),
    pieces,
    crumbs: plain,
    exact: numbered ? EXACT + runs.join("") : null,
  };
}
