// The worker that searches. A message is {id, engine, average, shard, groups, byDate, filters}, or with {ids, values} in the
// place of the last three to count facets, or without a shard only to get ready; the answer is {id, answer} or {id, error}. While one shard waits for the network another is searched.

import { answerOf, tallyOf, tokensOf } from "./search-answer.js";
import { Shard } from "./search-engine.js";
import { unpacked } from "./search-unpack.js";

const BUNDLE = new URL("../pagefind/", import.meta.url);
const MOST_SHARDS = 12; // kept open, the newest: a search of everything opens the others in passing
const MOST_MEMORY = 96 * 1024 * 1024; // what old phones bear beside the page

const open = new Map(); // by folder: {place, busy, ready, shard}
let module = null; // a promise

function compiled(engine) {
  module ??= unpacked(new URL(engine, BUNDLE)).then((data) => WebAssembly.compile(data));
  return module;
}

function opened(listed, { engine, average }) {
  if (!open.has(listed.folder)) {
    const entry = { place: listed.place, busy: 0, shard: null };
    const base = new URL(`${listed.folder}/`, BUNDLE);
    entry.ready = compiled(engine).then((ready) => Shard.open(ready, base, listed, average));
    entry.ready.then((shard) => (entry.shard = shard)).catch(() => open.delete(listed.folder));
    open.set(listed.folder, entry);
  }
  return open.get(listed.folder);
}

async function answer({ shard: listed, ...question }) {
  const entry = opened(listed, question);
  entry.busy += 1;
  try {
    const shard = await entry.ready;
    if (question.ids) return await tallyOf(shard, question);
    await shard.prepare(tokensOf(question.groups, question.byDate), question.filters);
    return answerOf(shard, question);
  } finally {
    entry.busy -= 1;
    tidy();
  }
}

// Closes the oldest shards until what is open is within the bounds; those at work stay.
function tidy() {
  const idle = [...open].filter(([, { busy }]) => !busy).sort(([, a], [, b]) => b.place - a.place);
  let memory = [...open.values()].reduce((sum, { shard }) => sum + (shard?.size ?? 0), 0);
  for (const [folder, { shard }] of idle) {
    if (open.size <= MOST_SHARDS && memory <= MOST_MEMORY) return;
    memory -= shard?.size ?? 0;
    open.delete(folder);
  }
}

self.addEventListener("message", async ({ data: { id, ...question } }) => {
  try {
    const answered = question.shard ? await answer(question) : await compiled(question.engine).then(() => null);
    self.postMessage({ id, answer: answered });
  } catch (error) {
    self.postMessage({ id, error: String(error) }); // whoever asked starts anew, with another worker
  }
});
