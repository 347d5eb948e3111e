// Pagefind's WebAssembly, one instance a shard. Runs in the worker.
//
// The module is talked to directly, because Pagefind's own script starts a worker and loads the engine once a shard, and
// takes a part that cannot be fetched for an empty one. The build refuses a Pagefind whose module has another interface
// (tooling/gongkai/search/engine.py).

import { unpacked } from "./search-unpack.js";

const SATURATION = 1.2; // BM25, as Pagefind has it: how soon more of the same says no more,
const LENGTH = 0.75; // and how much a long document is discounted

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Shard {
  #wasm;
  #index; // the module's pointer to what was read so far
  #base;
  #pages;
  #factor;
  #parts = new Map(); // promises of the parts that were asked for, by path

  // `listed` is what shards.json says of the shard; `average` how many tokens a document of the whole site has.
  static async open(module, base, listed, average) {
    const meta = unpacked(new URL(`pagefind.${listed.hash}.pf_meta`, base));
    const [wasm, data] = await Promise.all([instantiate(module), meta]);
    return new Shard(wasm, base, data, listed, average);
  }

  constructor(wasm, base, meta, { pages, words }, average) {
    this.#wasm = wasm;
    this.#base = base;
    this.#pages = pages;
    this.#index = this.#read(() => wasm.init_pagefind(...this.#bytes(meta)), "pf_meta");
    this.#factor = this.#level(words / pages / average);
  }

  // Bytes of memory that the shard takes.
  get size() {
    return this.#wasm.memory.buffer.byteLength;
  }

  // Fetches what searches for these tokens under these filters read.
  async prepare(tokens, filters) {
    const chunks = this.#list("request_indexes", tokens.join(" "));
    const values = this.#list("request_filter_indexes", filters);
    await Promise.all([
      ...chunks.map((hash) => this.#part("load_index_chunk", `index/${hash}.pf_index`)),
      ...values.map((hash) => this.#part("load_filter_chunk", `filter/${hash}.pf_filter`)),
    ]);
  }

  // The documents in which the tokens stand in succession: `hits`, a Map of id to place in the order of dates, the
  // oldest first; and the `count` of documents with all of the tokens, whatever the filters.
  phrase(tokens, filters) {
    const { results, unfiltered_total: count } = this.#search(tokens.join(" "), filters, "date:desc", 1);
    return { count, hits: new Map(results.map(({ p, s }) => [p, s])) };
  }

  // How much a token says of each document with it, were it as rare as any other: a Map of id to weight. Pagefind's
  // own score takes into account how rare it is in this shard; that is divided out.
  weights(token, filters) {
    const { results, unfiltered_total: count } = this.#search(token, filters, "", 0);
    const factor = this.#factor / rarity(this.#pages, count);
    return new Map(results.map(({ p, s }) => [p, s * factor]));
  }

  // The documents that have each value of a filter: a Map of value to a Set of ids. All of its values must be in `values`.
  async members(name, values) {
    await this.prepare([], JSON.stringify({ [name]: { any: values } }));
    const holding = (value) => this.#search("", JSON.stringify({ [name]: { any: [value] } }), "", 0).results;
    return new Map(values.map((value) => [value, new Set(holding(value).map(({ p }) => p))]));
  }

  // Makes weights comparable between shards. Pagefind compares the length of a document with the average of its shard,
  //   (k + 1) f / (k (1 - b + b length / average) + f),
  // and takes any k up to 2 and b up to 1. With those below, the denominator is the one of SATURATION, LENGTH and the
  // average of the site, as long as the shard's is not 1.9 times as large; what the numerator lacks is returned.
  #level(ratio) {
    const k = Math.min(2, SATURATION * (1 - LENGTH + LENGTH * ratio));
    const weights = { term_saturation: k, page_length: Math.min(1, (SATURATION * LENGTH * ratio) / k) };
    this.#index = this.#wasm.set_ranking_weights(this.#index, ...this.#text(JSON.stringify(weights)));
    return (SATURATION + 1) / (k + 1);
  }

  #search(query, filters, sort, exact) {
    const texts = [query, query, filters, sort].flatMap((text) => this.#text(text));
    return JSON.parse(this.#string(this.#wasm.search(this.#index, ...texts, exact, 0)));
  }

  #list(method, text) {
    return JSON.parse(this.#string(this.#wasm[method](this.#index, ...this.#text(text)))).filter(Boolean);
  }

  #part(method, path) {
    if (!this.#parts.has(path)) {
      const loading = unpacked(new URL(path, this.#base)).then((data) => {
        this.#index = this.#read(() => this.#wasm[method](this.#index, ...this.#bytes(data)), path);
      });
      this.#parts.set(path, loading);
    }
    return this.#parts.get(path);
  }

  #read(work, name) {
    const index = work();
    if (!index) throw new Error(`${this.#base.pathname}${name}: not readable`);
    return index;
  }

  // The module frees what is handed to it.
  #bytes(data) {
    const at = this.#wasm.__wbindgen_malloc(data.length, 1) >>> 0;
    new Uint8Array(this.#wasm.memory.buffer).set(data, at);
    return [at, data.length];
  }

  #text(text) {
    return this.#bytes(encoder.encode(text));
  }

  #string([at, length]) {
    const text = decoder.decode(new Uint8Array(this.#wasm.memory.buffer, at >>> 0, length >>> 0));
    this.#wasm.__wbindgen_free(at, length, 1);
    return text;
  }
}

// What Pagefind multiplies a score with for a token in `count` of `pages` documents, in its own precision.
function rarity(pages, count) {
  const odds = Math.fround(Math.fround(pages - count + 0.5) / Math.fround(count + 0.5));
  return Math.fround(Math.log(Math.fround(odds + 1)));
}

async function instantiate(module) {
  let exports = null;
  const start = () => setUp(exports.__wbindgen_externrefs);
  const imports = { "./pagefind_web_bg.js": { __wbindgen_init_externref_table: start } };
  ({ exports } = await WebAssembly.instantiate(module, imports));
  exports.__wbindgen_start();
  return exports;
}

// What a module of this kind expects to find in its table.
function setUp(references) {
  const first = references.grow(4);
  references.set(0, undefined);
  [undefined, null, true, false].forEach((value, at) => references.set(first + at, value));
}
