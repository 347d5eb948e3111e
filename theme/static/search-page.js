// The search page: form and address on one side, search.js on the other. What a reader sees is built from text
// nodes only, so nothing that was indexed can become markup.

import { preload, search } from "./search.js";

const PAGE_SIZE = 10;
const SAYING = 1000; // ms between two counts, which are read out to some
const FILTERS = ["year", "agency", "category", "genre"];
const STEPS = { phrase: "完全匹配", all: "包含全部词语", most: "包含大部分词语" };

const form = document.getElementById("search-form");
const box = document.getElementById("q");
const status = document.getElementById("search-status");
const progress = document.getElementById("search-progress");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");

let latest = 0; // an answer that arrives after a newer question is dropped
let stop = new AbortController();
let answer = null; // what is shown: {results, shown (ids), byDate, whole, touched, step, fresh}

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function markedNodes(parts) {
  return parts.map(({ text, mark }) => (mark ? element("mark", {}, text) : document.createTextNode(text)));
}

function resultItem(found, labelled) {
  const facts = [found.agency, found.date, found.document_number];
  if (labelled && found.step !== "phrase") facts.push(STEPS[found.step]);
  return element(
    "li",
    { "data-index-number": found.index_number, "data-step": found.step },
    element("h3", {}, element("a", { href: found.url }, ...markedNodes(found.title_parts))),
    element("p", { class: "excerpt" }, ...markedNodes(found.excerpt_parts)),
    element("p", { class: "meta" }, facts.filter(Boolean).join(" · ")),
  );
}

// Shows the next results until there are `count`; resolves to the first of them. Whole answers by relevance are grouped
// by step; otherwise each result says its own.
async function show(turn, count) {
  const { results, shown, byDate, whole, touched } = answer;
  const next = results.filter(({ id }) => !shown.has(id)).slice(0, Math.max(0, count - shown.size));
  for (const { id } of next) shown.add(id);
  const loaded = await Promise.all(next.map((result) => result.load()));
  if (turn !== latest || answer?.shown !== shown) return null;
  const grouped = whole && !byDate && !touched;
  const nodes = [];
  for (const found of loaded) {
    if (grouped && found.step !== answer.step && results.at(-1).step !== "phrase") {
      nodes.push(element("li", { class: "step" }, STEPS[found.step]));
    }
    answer.step = found.step;
    nodes.push(resultItem(found, !grouped));
  }
  if (answer.fresh) list.replaceChildren();
  answer.fresh = false;
  list.append(...nodes);
  more.hidden = shown.size >= answer.results.length;
  return nodes.find((node) => node.dataset.indexNumber) ?? null;
}

function clear(text) {
  answer = null;
  list.replaceChildren();
  more.hidden = true;
  progress.hidden = true;
  status.textContent = text;
}

function fail(turn, error) {
  if (turn !== latest) return;
  console.error(error);
  if (!list.childElementCount) {
    clear("检索功能暂时无法使用，请改用目录浏览。");
    return;
  }
  latest += 1;
  progress.hidden = true;
  more.hidden = true;
  status.textContent = "检索未能完成，以下结果不全。请稍后重试，或者改用目录浏览。";
}

// Answers come shard by shard. What is shown stays where it is while they do; when all are there, results by relevance
// are put in their order once, unless the reader has taken to the list.
function followed(turn, byDate) {
  const begun = (results) => ({ results, shown: new Set(), byDate, whole: false, touched: false, step: null, fresh: true });
  let painting = Promise.resolve();
  let [searchedBefore, enough, said] = [0, false, 0];
  const paint = (count) => {
    painting = painting.then(() => (turn === latest && answer ? show(turn, count()) : null));
    painting.catch((error) => {
      stop.abort(error);
      fail(turn, error);
    });
    return painting;
  };
  return {
    soFar({ total, searched, shards, results }) {
      if (turn !== latest || searched === shards) return; // the whole answer follows
      if (searched <= searchedBefore) clear(""); // everything is tried once more
      searchedBefore = searched;
      if (!answer) [enough, said] = [false, 0];
      progress.hidden = false;
      progress.max = shards;
      progress.value = searched;
      if (performance.now() - said > SAYING) {
        status.textContent = `已找到 ${total} 条结果，正在继续检索……`;
        said = performance.now();
      }
      if (enough) return;
      enough = total >= PAGE_SIZE;
      answer = { ...(answer ?? begun([])), results: results() };
      paint(() => PAGE_SIZE);
    },
    async done(total, results) {
      await painting;
      if (turn !== latest) return;
      const kept = answer && (byDate || answer.touched) ? answer : begun([]);
      answer = { ...kept, results, whole: true };
      await paint(() => Math.max(PAGE_SIZE, answer.shown.size));
      if (turn !== latest) return;
      progress.hidden = true;
      status.textContent = `找到 ${total} 条结果`;
    },
  };
}

async function run() {
  latest += 1;
  const turn = latest;
  stop.abort();
  stop = new AbortController();
  const state = new FormData(form);
  const query = state.get("q").trim();
  if (!query) {
    clear(FILTERS.some((name) => state.get(name)) ? "请输入检索词。" : "");
    return;
  }
  clear("正在检索……");
  const sort = state.get("sort");
  const { soFar, done } = followed(turn, sort === "date");
  try {
    const filters = Object.fromEntries(FILTERS.map((name) => [name, state.get(name)]));
    const { total, results } = await search(query, { filters, sort, onProgress: soFar, signal: stop.signal });
    if (turn !== latest) return;
    if (total) await done(total, results);
    else clear(`没有找到与“${query}”相符的信息。可以换一个说法，或者查看目录。`);
  } catch (error) {
    fail(turn, error);
  }
}

function readAddress() {
  const given = new URLSearchParams(location.search);
  box.value = given.get("q") ?? "";
  for (const name of [...FILTERS, "sort"]) {
    const select = form.elements.namedItem(name);
    const known = [...select.options].some(({ value }) => value === given.get(name));
    select.value = known ? given.get(name) : select.options[0].value;
  }
}

function writeAddress() {
  const given = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value.trim() && value !== "relevance") given.set(name, value.trim());
  }
  const address = new URL(location.href);
  address.search = given.toString();
  if (address.href !== location.href) history.pushState(null, "", address);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  writeAddress();
  run();
});

// A choice among filters is an answer to results already shown; without any it waits for the button.
form.addEventListener("change", (event) => {
  if (event.target === box || !box.value.trim()) return;
  writeAddress();
  run();
});

more.addEventListener("click", async () => {
  const turn = latest;
  more.disabled = true;
  try {
    answer.touched = true;
    const first = await show(turn, answer.shown.size + PAGE_SIZE);
    first?.querySelector("a").focus();
  } catch (error) {
    fail(turn, error);
  } finally {
    more.disabled = false;
  }
});

list.addEventListener("focusin", () => {
  if (answer) answer.touched = true;
});

// A failure here shows when the search is made.
box.addEventListener("focus", () => preload().catch(() => undefined), { once: true });

window.addEventListener("popstate", () => {
  readAddress();
  run();
});

readAddress();
run();
