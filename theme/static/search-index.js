// The index as the page sees it: the list of shards, the worker that searches them, and single results.

import { unpacked } from "./search-unpack.js";

const BUNDLE = new URL("../pagefind/", import.meta.url);
const VERSION = 1;
export const FILTERS = ["year", "agency", "category", "genre"];

let starting = null;

// Resolves to the Index, which is fetched at the first call. A failure is forgotten, so that the next call tries again.
export function index() {
  starting ??= start().catch((error) => {
    starting = null;
    throw error;
  });
  return starting;
}

// After a failure nothing of an index can be trusted: perhaps the site was published anew since the page was opened.
export async function discard() {
  const running = starting;
  starting = null;
  (await running?.catch(() => null))?.close();
}

async function fetched(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return response.json();
}

async function start() {
  const [listing, table] = await Promise.all([
    fetched(new URL("shards.json", BUNDLE), { cache: "no-store" }),
    fetched(new URL("traditional.json", import.meta.url)),
  ]);
  if (listing.version !== VERSION) throw new Error(`shards.json: version ${listing.version}`);
  const simplified = [...table.simplified];
  return new Index(listing, new Map([...table.traditional].map((character, at) => [character, simplified[at]])));
}

class Index {
  #worker = null;
  #waiting = new Map(); // questions to the worker, by id
  #asked = 0;
  #fragments = new Map(); // promises of what was shown, by path
  #engine;
  #average;
  #values;

  // `fold` maps traditional characters to simplified ones; `shards` are the newest first.
  constructor({ engine, values, shards }, fold) {
    this.fold = fold;
    this.shards = shards.map((shard, place) => ({ ...shard, place }));
    this.#engine = engine;
    this.#values = values;
    const [words, pages] = ["words", "pages"].map((name) => shards.reduce((sum, shard) => sum + shard[name], 0));
    this.#average = words / pages;
  }

  // Gets the engine ready before there is a question.
  async ready() {
    if (this.shards.length) await this.#send({});
  }

  // The shards that may hold a document with these values; `chosen` maps a filter to values.
  holding(chosen) {
    const places = Object.entries(chosen).map(([name, values]) => [
      name,
      values.map((value) => this.#values[name].indexOf(value)),
    ]);
    return this.shards.filter((shard) =>
      places.every(([name, wanted]) => wanted.some((place) => place >= 0 && (shard[name]?.includes(place) ?? true))),
    );
  }

  // What a shard answers to {groups, byDate, filters} (search-answer.js).
  ask(shard, question) {
    return this.#send({ ...question, shard });
  }

  // How many of the documents with these ids have each value of each filter in a shard (search-answer.js).
  tally(shard, ids) {
    const held = (name) => this.#values[name].filter((_, place) => shard[name]?.includes(place) ?? true);
    return this.#send({ shard, ids, values: Object.fromEntries(FILTERS.map((name) => [name, held(name)])) });
  }

  // What is shown of a result.
  fragment(shard, id) {
    const path = `${shard.folder}/fragment/${id}.pf_fragment`;
    if (!this.#fragments.has(path)) {
      const loading = unpacked(new URL(path, BUNDLE)).then((data) => JSON.parse(new TextDecoder().decode(data)).meta);
      this.#fragments.set(path, loading);
    }
    return this.#fragments.get(path);
  }

  close() {
    this.#worker?.terminate();
    this.#worker = null;
    for (const { reject } of this.#waiting.values()) reject(new Error("the search was started anew"));
    this.#waiting.clear();
  }

  #send(message) {
    this.#worker ??= this.#started();
    const id = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...message, id, engine: this.#engine, average: this.#average });
    });
  }

  #started() {
    const worker = new Worker(new URL("search-worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data: { id, answer, error } }) => {
      const waiting = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(error));
    });
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      for (const { reject } of this.#waiting.values()) reject(new Error(event.message || "the worker failed"));
      this.#waiting.clear();
    });
    return worker;
  }
}
