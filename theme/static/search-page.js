// The search page: form and address on one side, search.js on the other.

import { offerLists, showFilters, showTally } from "./search-facets.js";
import { begin, clear, words } from "./search-list.js";
import { hidePages, showPages } from "./search-pages.js";
import { folding, preload, search } from "./search.js";

const FILTERS = ["year", "agency", "category", "genre"];

const form = document.getElementById("search-form");
const box = document.getElementById("q");

async function run() {
  const state = new FormData(form);
  const query = state.get("q").trim();
  showFilters();
  hidePages();
  if (!query) {
    clear("");
    offerLists();
    return;
  }
  const sort = state.get("sort");
  const filters = Object.fromEntries(FILTERS.map((name) => [name, state.get(name)]));
  const shown = begin(sort === "date");
  try {
    // Without them there are still the results.
    folding().then((fold) => shown.signal.aborted || showPages(query, fold), () => undefined);
    const onProgress = (found) => shown.soFar(found);
    const { total, results, tally } = await search(query, { filters, sort, onProgress, signal: shown.signal });
    if (shown.signal.aborted) return;
    if (total) {
      await shown.done(total, results);
      tally().then(showTally, () => undefined); // the results are good without these numbers
    } else clear(words.nothing.replace("%", () => query));
  } catch (error) {
    await shown.fail(error);
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

// Choices made one after the other in the same box are one step for whoever goes back.
let changing = null;

function writeAddress(box = null) {
  const given = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (value.trim() && value !== "relevance") given.set(name, value.trim());
  }
  const address = new URL(location.href);
  address.search = given.toString();
  if (address.href !== location.href) history[box && box === changing ? "replaceState" : "pushState"](null, "", address);
  changing = box;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  writeAddress();
  run();
});

// A choice among filters is an answer to results already shown; without any, to the question where to look.
form.addEventListener("change", (event) => {
  if (event.target === box) return;
  writeAddress(event.target);
  run();
});

form.addEventListener("focusout", () => {
  changing = null;
});

// A failure here shows when the search is made.
box.addEventListener("focus", () => preload().catch(() => undefined), { once: true });

window.addEventListener("popstate", () => {
  changing = null;
  readAddress();
  run();
});

readAddress();
run();
