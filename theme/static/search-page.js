// The search page: form and address on one side, search.js on the other. What a reader sees is built from text
// nodes only, so nothing that was indexed can become markup.

import { preload, search } from "./search.js";

const PAGE_SIZE = 10;
const FILTERS = ["year", "agency", "category", "genre"];
const STEPS = { phrase: "完全匹配", all: "包含全部词语", most: "包含大部分词语" };

const form = document.getElementById("search-form");
const box = document.getElementById("q");
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");

let latest = 0; // an answer that arrives after a newer question is dropped
let answer = null; // what is shown: {results, shown, step, byDate}

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function markedNodes(parts) {
  return parts.map(({ text, mark }) => (mark ? element("mark", {}, text) : document.createTextNode(text)));
}

function resultItem(found, byDate) {
  const facts = [found.agency, found.date, found.document_number];
  if (byDate && found.step !== "phrase") facts.push(STEPS[found.step]);
  return element(
    "li",
    { "data-index-number": found.index_number, "data-step": found.step },
    element("h3", {}, element("a", { href: found.url }, ...markedNodes(found.title_parts))),
    element("p", { class: "excerpt" }, ...markedNodes(found.excerpt_parts)),
    element("p", { class: "meta" }, facts.filter(Boolean).join(" · ")),
  );
}

// Shows the next results; resolves to the first of them. Results by date are not grouped by step, so each of
// them says its own.
async function showMore(turn) {
  const { results, shown, byDate } = answer;
  const loaded = await Promise.all(results.slice(shown, shown + PAGE_SIZE).map((result) => result.load()));
  if (turn !== latest) return null;
  const labelled = !byDate && results.at(-1).step !== "phrase";
  let first = null;
  for (const found of loaded) {
    if (labelled && found.step !== answer.step) {
      list.append(element("li", { class: "step" }, STEPS[found.step]));
    }
    answer.step = found.step;
    const item = resultItem(found, byDate);
    first ??= item;
    list.append(item);
  }
  answer.shown += loaded.length;
  more.hidden = answer.shown >= results.length;
  return first;
}

function clear(text) {
  answer = null;
  list.replaceChildren();
  more.hidden = true;
  status.textContent = text;
}

function fail(turn, error) {
  if (turn !== latest) return;
  console.error(error);
  clear("检索功能暂时无法使用，请改用目录浏览。");
}

async function run() {
  latest += 1;
  const turn = latest;
  const state = new FormData(form);
  const query = state.get("q").trim();
  if (!query) {
    clear(FILTERS.some((name) => state.get(name)) ? "请输入检索词。" : "");
    return;
  }
  clear("正在检索……");
  try {
    const filters = Object.fromEntries(FILTERS.map((name) => [name, state.get(name)]));
    const sort = state.get("sort");
    const { total, results } = await search(query, { filters, sort });
    if (turn !== latest) return;
    if (!total) {
      clear(`没有找到与“${query}”相符的信息。可以换一个说法，或者查看目录。`);
      return;
    }
    answer = { results, shown: 0, step: null, byDate: sort === "date" };
    await showMore(turn);
    if (turn === latest) status.textContent = `找到 ${total} 条结果`;
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
    const first = await showMore(turn);
    first?.querySelector("a").focus();
  } catch (error) {
    fail(turn, error);
  } finally {
    more.disabled = false;
  }
});

// A failure here shows when the search is made.
box.addEventListener("focus", () => preload().catch(() => undefined), { once: true });

window.addEventListener("popstate", () => {
  readAddress();
  run();
});

readAddress();
run();
