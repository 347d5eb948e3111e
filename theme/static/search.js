// The search engine of the site, an ES module without a user interface.
//
//   import { search, preload } from "…/theme/search.js";
//   const { total, results } = await search("行政许可", { filters: { year: "2024" }, sort: "date" });
//   const { index_number, url, title, excerpt } = await results[0].load();
//
// `results` are all matches in rank order, each {id, step, load}. `step` says how it was found: "phrase" (the
// query as it stands), "all" (all its words), "most" (most of them). Only `load` fetches a result.
// `filters` takes year, agency, category, genre, each a value or an array of them; `sort` "relevance" or
// "date", newest first. A failure of any part rejects: no result means that there is none.

import { describe } from "./search-excerpt.js";
import { asker, common, discard, engine } from "./search-index.js";
import { EVERYTHING, plan } from "./search-text.js";

const SITE = new URL("../", import.meta.url);
const LONGEST_QUERY = 200;
const MOST_CRUMBS = 40;

// Fetches what a first search needs; a failure is forgotten, so that the next call tries again.
export async function preload() {
  await engine();
}

export async function search(query, options = {}) {
  try {
    return await attempt(query, options);
  } catch {
    // Perhaps the site was published anew since the page was opened, and the parts of the old index are gone.
    return attempt(query, options);
  }
}

function orDiscard(work) {
  return work().catch(async (error) => {
    await discard();
    throw error;
  });
}

async function attempt(query, options) {
  const { fold, pages, index } = await engine();
  const asked = plan([...query].slice(0, LONGEST_QUERY).join(""), fold);
  if (!index || !asked.whole) return { total: 0, results: [] };
  const found = await orDiscard(() => hits(asker(index, options), asked, options.sort === "date", pages));
  const results = found.map(({ id, hit, step, needles }) => ({
    id,
    step,
    load: async () => {
      const { meta } = await orDiscard(() => hit.data());
      const url = new URL(meta.url.replace(/^\/+/, ""), SITE).href;
      return { ...describe(meta, needles, fold), url, step };
    },
  }));
  return { total: results.length, results };
}

async function hits(ask, asked, byDate, pages) {
  const found = await literal(ask, asked, byDate);
  return found.length ? found : loose(ask, asked, byDate, pages);
}

// Steps "phrase" and, for several words, "all". An index number names one item: nothing else is asked then.
async function literal(ask, { whole, words, exact }, byDate) {
  const numbered = exact ? await ask([[exact]]) : new Map();
  const first = numbered.size ? numbered : await ask(whole.phrases);
  const found = await ranked(ask, first, "phrase", [whole], byDate);
  if (words.length < 2) return found;
  const all = common(await Promise.all(words.map(({ phrases }) => ask(phrases))));
  const rest = new Map([...all].filter(([id]) => !first.has(id)));
  found.push(...(await ranked(ask, rest, "all", words, byDate)));
  return byDate ? newestFirst(ask, found, all) : found;
}

// What to do when the query as it stands finds nothing: all words without fillers, wherever they are; most
// words; most of their tokens.
async function loose(ask, { pieces, words, crumbs }, byDate, pages) {
  if (!pieces.length) return [];
  const all = common(await Promise.all(pieces.map(({ phrases }) => ask(phrases))));
  if (all.size) return ranked(ask, all, "all", pieces, byDate);
  const small = crumbs.slice(0, MOST_CRUMBS);
  for (const parts of [words, small]) {
    const found = await most(ask, parts, [...pieces, ...small], pages);
    if (found.length) return byDate ? newestFirst(ask, found) : found;
  }
  return [];
}

// The hits by how many of the needles are in their title or document number, then by Pagefind's weight.
async function ranked(ask, hits, step, needles, byDate) {
  const found = [...hits].map(([id, hit]) => ({ id, hit, step, needles }));
  if (byDate || found.length < 2) return found;
  const titles = await Promise.all(needles.map(({ title }) => ask(title)));
  const scores = await ask.scores(needles.flatMap(({ phrases }) => phrases));
  const titled = new Map(found.map(({ id }) => [id, titles.filter((title) => title.has(id)).length]));
  const score = (id) => scores.get(id)?.score ?? 0;
  return found.sort((a, b) => titled.get(b.id) - titled.get(a.id) || score(b.id) - score(a.id));
}

// Step "most": documents with more than half of `parts`, a rare part and one in the title counting more. A
// part with a number in it is never one of those that may be missing: 〔2019〕5号 is not 〔2019〕6号.
async function most(ask, parts, needles, pages) {
  const counted = new Map();
  const required = parts.filter(({ runs }) => /[0-9]/.test(runs.join())).length;
  await Promise.all(
    parts.map(async ({ phrases, title, runs }) => {
      const [hits, titles] = await Promise.all([ask(phrases), ask(title)]);
      const number = /[0-9]/.test(runs.join()) ? 1 : 0;
      for (const [id, hit] of hits) {
        const sum = counted.get(id) ?? { hit, count: 0, numbers: 0, score: 0 };
        sum.count += 1;
        sum.numbers += number;
        sum.score += Math.log(1 + pages / hits.size) * (titles.has(id) ? 2 : 1);
        counted.set(id, sum);
      }
    }),
  );
  return [...counted]
    .filter(([, { count, numbers }]) => count * 2 > parts.length && numbers === required)
    .sort(([, a], [, b]) => b.score - a.score)
    .map(([id, { hit }]) => ({ id, hit, step: "most", needles }));
}

// `found` in the order of `dated`, hits by date; hits know no date, so without one that holds all of them the
// list of every document is asked for, ids only.
async function newestFirst(ask, found, dated = new Map()) {
  const order = found.every(({ id }) => dated.has(id)) ? dated : await ask([[EVERYTHING]]);
  const place = new Map([...order.keys()].map((id, at) => [id, at]));
  return found.sort((a, b) => place.get(a.id) - place.get(b.id));
}
