// The search engine of the site, an ES module without a user interface.
//
//   import { search, preload } from "…/theme/search.js";
//   const { total, results, tally } = await search("行政许可", { filters: { year: "2024" }, sort: "date" });
//   const { index_number, url, title, excerpt } = await results[0].load();
//
// `results` are all matches in order, each {id, step, shard, load}. `step` says how it was found: "phrase" (the query as it
// stands), "all" (all its words), "most" (most of them). Only `load` fetches a result. `filters` takes year, agency,
// category, genre, each a value or an array of them; `sort` "relevance" or "date", newest first.
// `await tally()` has how many of them there are with each value: a Map of "agency=finance" and so on to a number.
//
// The index is in shards, asked newest first. `onProgress` is called with {total, searched, shards, results} as they
// answer: `total` so far, how many of the shards are `searched`, and `results()`, all so far in order. By date, what comes
// later belongs after what is there; by relevance, anywhere. `signal` stops the search.
//
// A failure of any part rejects: an answer is whole, and no result means that there is none. Before it does, everything is
// tried once more from the start, `total` and all.

import { describe } from "./search-excerpt.js";
import { discard, FILTERS, index } from "./search-index.js";
import { Ranking } from "./search-rank.js";
import { plan } from "./search-text.js";

const SITE = new URL("../", import.meta.url);
const LONGEST_QUERY = 200;
const MOST_CRUMBS = 40;
const AHEAD = 4; // shards asked at a time: while one is searched, the next ones are fetched

// Fetches what a first search needs.
export async function preload() {
  await (await index()).ready();
}

// Which characters count as which: a Map of traditional to simplified ones.
export async function folding() {
  return (await index()).fold;
}

export async function search(query, options = {}) {
  try {
    return await attempt(query, options);
  } catch (error) {
    if (options.signal?.aborted) throw error;
    // Perhaps the site was published anew since the page was opened, and the parts of the old index are gone.
    await discard();
    return orDiscard(() => attempt(query, options));
  }
}

function orDiscard(work) {
  return work().catch(async (error) => {
    await discard();
    throw error;
  });
}

async function attempt(query, { filters = {}, sort = "relevance", onProgress = () => {}, signal }) {
  const whole = await index();
  const asked = plan([...query].slice(0, LONGEST_QUERY).join(""), whole.fold);
  const none = { total: 0, results: [], tally: async () => new Map() };
  if (!whole.shards.length || !asked.whole) return none;
  const chosen = {};
  for (const name of FILTERS) {
    const values = [filters[name] ?? []].flat().filter(Boolean);
    if (values.length) chosen[name] = values;
  }
  const any = Object.entries(chosen).map(([name, values]) => [name, { any: values }]);
  const conditions = { byDate: sort === "date", filters: JSON.stringify(Object.fromEntries(any)) };
  for (const groups of questions(asked)) {
    const ranking = new Ranking(groups.map(({ step }) => step), conditions.byDate);
    const results = () => ranking.list().map((found) => new Result(whole, found, groups[found.group].shown));
    await ask(whole, whole.holding(chosen), { ...conditions, groups }, signal, (shard, answer, searched, shards) => {
      ranking.add(shard, answer);
      if (ranking.total) onProgress({ total: ranking.total, searched, shards, results });
    });
    if (ranking.total) {
      const list = results();
      return { total: ranking.total, results: list, tally: () => count(whole, list, signal) };
    }
  }
  return none;
}

// Asks the shards that hold results, one after the other: nobody waits for these numbers.
async function count(whole, results, signal) {
  const ids = new Map();
  for (const { shard, id } of results) {
    if (!ids.has(shard)) ids.set(shard, []);
    ids.get(shard).push(id.split("/")[1]);
  }
  const counts = new Map();
  for (const [shard, held] of ids) {
    for (const [name, value, number] of await whole.tally(shard, held)) {
      const key = `${name}=${value}`;
      counts.set(key, (counts.get(key) ?? 0) + number);
    }
    if (signal?.aborted) throw signal.reason;
  }
  return counts;
}

// What is asked, one after the other until there is an answer: for the index number, which names one item; for the query
// as it stands and for its words; for these without fillers; for most of the words; for most of their tokens.
function* questions({ whole, words, pieces, crumbs, exact }) {
  if (exact) yield [{ step: "phrase", needles: [{ phrases: [[exact]], title: [], runs: whole.runs }], shown: [whole] }];
  const literal = [{ step: "phrase", needles: [whole], shown: [whole] }];
  if (words.length > 1) literal.push({ step: "all", needles: words, shown: words });
  yield literal;
  if (!pieces.length) return;
  const texts = (needles) => needles.map(({ runs }) => runs.join(" ")).join("\n");
  if (texts(pieces) !== texts(words)) yield [{ step: "all", needles: pieces, shown: pieces }];
  const small = crumbs.slice(0, MOST_CRUMBS);
  for (const needles of [words, small]) {
    if (needles.length > 1) yield [{ step: "most", needles, most: true, shown: [...pieces, ...small] }];
  }
}

// Asks the shards and hands their answers on, the newest first.
async function ask(whole, shards, { groups, ...conditions }, signal, answered) {
  const question = { ...conditions, groups: groups.map(({ needles, most }) => ({ needles, most })) };
  const waiting = [];
  let next = 0;
  for (let searched = 0; searched < shards.length; searched += 1) {
    while (next < shards.length && waiting.length < AHEAD) {
      const answer = whole.ask(shards[next], question);
      answer.catch(() => undefined); // the one that is waited for says so
      waiting.push(answer);
      next += 1;
    }
    const answer = await waiting.shift();
    if (signal?.aborted) throw signal.reason;
    answered(shards[searched], answer, searched + 1, shards.length);
  }
}

class Result {
  #whole;
  #needles;

  constructor(whole, { shard, id, step }, needles) {
    this.id = `${shard.folder}/${id}`;
    this.step = step;
    this.shard = shard;
    this.#whole = whole;
    this.#needles = needles;
  }

  async load() {
    const meta = await orDiscard(() => this.#whole.fragment(this.shard, this.id.split("/")[1]));
    const url = new URL(meta.url.replace(/^\/+/, ""), SITE).href;
    return { ...describe(meta, this.#needles, this.#whole.fold), url, step: this.step };
  }
}
