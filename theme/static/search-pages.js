// The pages of the site that are no items and so not in the index: those that have to do with a question are shown above
// the results. They are all in the page; nothing is fetched.

import { normalise, plan } from "./search-text.js";

const MOST = 3;
const ENOUGH = 0.75; // of the tokens of a question in words of its own

const section = document.getElementById("search-pages");
const rows = [...(section?.querySelectorAll("li") ?? [])];

// How well a page answers: 3 where a title has every word, 2 where title and summary have, less for most tokens, else 0.
function worth(row, asked, fold) {
  const title = normalise(row.querySelector("a").textContent, fold);
  const text = normalise(`${row.textContent} ${row.dataset.words}`, fold);
  const has = (where, needles) => needles.length > 0 && needles.every(({ runs }) => runs.every((run) => where.includes(run)));
  if (has(title, asked.words) || has(title, asked.pieces)) return 3;
  if (has(text, asked.words) || has(text, asked.pieces)) return 2;
  const found = asked.tokens.filter((token) => text.includes(token)).length;
  return asked.tokens.length > 2 && found / asked.tokens.length >= ENOUGH ? found / asked.tokens.length : 0;
}

export function hidePages() {
  if (section) section.hidden = true;
}

// `fold` maps traditional to simplified characters.
export function showPages(query, fold) {
  if (!section) return;
  const { words, pieces } = plan(query, fold);
  const asked = { words, pieces, tokens: pieces.flatMap(({ runs }) => runs.flatMap(pairs)) };
  const found = rows.map((row) => [worth(row, asked, fold), row]).filter(([value]) => value);
  const shown = new Set(found.sort(([one], [other]) => other - one).slice(0, MOST).map(([, row]) => row));
  for (const row of rows) row.hidden = !shown.has(row);
  section.hidden = !shown.size;
}

// 申请公开 → 申请, 请公, 公开; a word of Latin letters as it is.
function pairs(run) {
  return run.match(/[a-z0-9]+|./gu).flatMap((unit, at, units) => {
    if (/[a-z0-9]/.test(unit) || units.length === 1) return [unit];
    return at + 1 < units.length && !/[a-z0-9]/.test(units[at + 1]) ? [unit + units[at + 1]] : [];
  });
}
