// The list of results as the reader sees it: what is said of a search, and what stands where while answers arrive. Built
// from text nodes only, so nothing that was indexed can become markup.

const PAGE_SIZE = 10;
const SAYING = 1000; // ms between two counts, which are read out to some

const status = document.getElementById("search-status");
const progress = document.getElementById("search-progress");
const list = document.getElementById("search-results");
const more = document.getElementById("search-more");
export const words = list.dataset; // in the language of the page; % stands for a value

function element(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

function markedNodes(parts) {
  return parts.map(({ text, mark }) => (mark ? element("mark", {}, text) : document.createTextNode(text)));
}

function flag(validity, spoken) {
  return validity ? [" · ", element("span", { class: "flag", ...spoken }, validity)] : [];
}

function resultItem(found, labelled) {
  const spoken = words.language ? { lang: words.language } : {};
  const day = found.produced_on ? words.produced.replace("%", found.produced_on) : found.date;
  const facts = [found.agency, day, found.document_number];
  if (labelled && found.step !== "phrase") facts.push(words[found.step]);
  return element(
    "li",
    { "data-index-number": found.index_number, "data-step": found.step },
    element("h3", spoken, element("a", { href: found.url }, ...markedNodes(found.title_parts))),
    element("p", { class: "excerpt", ...spoken }, ...markedNodes(found.excerpt_parts)),
    element("p", { class: "meta" }, facts.filter(Boolean).join(" · "), ...flag(found.validity, spoken)),
  );
}

// One search and its list. What is shown stays where it is while answers arrive; when all are there, results by relevance
// are put in their order once, unless the reader has taken to the list.
class Search {
  #byDate;
  #stop = new AbortController();
  #painting = Promise.resolve();
  #searched = 0;
  #said = -SAYING;
  #results = []; // what is known
  #whole = false; // whether that is everything
  #shown = new Set(); // ids of what is in the list
  #fresh = true; // whether the list holds something else yet
  #step = null;
  touched = false;

  constructor(byDate) {
    this.#byDate = byDate;
  }

  get signal() {
    return this.#stop.signal;
  }

  get #current() {
    return current === this;
  }

  end() {
    this.#stop.abort();
  }

  // Takes what `search` says as it goes on.
  soFar({ total, searched, shards, results }) {
    if (!this.#current || searched === shards) return; // the whole answer follows
    if (searched <= this.#searched) this.#again();
    this.#searched = searched;
    progress.hidden = false;
    progress.max = shards;
    progress.value = searched;
    if (performance.now() - this.#said > SAYING) {
      status.textContent = words.partly.replace("%", total);
      this.#said = performance.now();
    }
    if (this.#results.length >= PAGE_SIZE) return;
    this.#results = results();
    this.#paint(PAGE_SIZE);
  }

  // Takes the whole answer.
  async done(total, results) {
    await this.#painting;
    if (!this.#current) return;
    if (!this.#byDate && !this.touched) this.#again();
    this.#results = results;
    this.#whole = true;
    await this.#paint(Math.max(PAGE_SIZE, this.#shown.size));
    if (!this.#current) return;
    progress.hidden = true;
    status.textContent = words.found.replace("%", total);
  }

  // Shows what was found before, and that it is not everything.
  async fail(error) {
    await this.#painting;
    this.#broken(error);
  }

  #broken(error) {
    if (!this.#current) return;
    console.error(error);
    if (list.childElementCount && !this.#fresh) say(words.broken);
    else clear(words.failed);
    this.end();
  }

  // Shows the next results; resolves to the first of them.
  next() {
    return this.#paint(this.#shown.size + PAGE_SIZE);
  }

  #again() {
    this.#results = [];
    this.#shown = new Set();
    this.#fresh = true;
    this.#step = null;
  }

  #paint(count) {
    const painted = this.#painting.then(() => (this.#current ? this.#show(count) : null));
    this.#painting = painted.catch((error) => this.#broken(error));
    return painted;
  }

  // Shows results until there are `count`. Whole answers by relevance are grouped by step; otherwise each result says its
  // own.
  async #show(count) {
    const [results, shown] = [this.#results, this.#shown];
    const next = results.filter(({ id }) => !shown.has(id)).slice(0, Math.max(0, count - shown.size));
    const loaded = await Promise.all(next.map((result) => result.load()));
    if (!this.#current || shown !== this.#shown) return null;
    const grouped = this.#whole && !this.#byDate && !this.touched;
    const nodes = [];
    for (const found of loaded) {
      if (grouped && found.step !== this.#step && results.at(-1).step !== "phrase") {
        nodes.push(element("li", { class: "step" }, words[found.step]));
      }
      this.#step = found.step;
      nodes.push(resultItem(found, !grouped));
    }
    for (const { id } of next) shown.add(id);
    if (this.#fresh) list.replaceChildren();
    this.#fresh = false;
    list.append(...nodes);
    more.hidden = shown.size >= this.#results.length;
    return nodes.find((node) => node.dataset.indexNumber) ?? null;
  }
}

let current = null; // an answer that arrives after a newer question is dropped

function say(text) {
  current = null;
  progress.hidden = true;
  more.hidden = true;
  status.textContent = text;
}

// Ends what is going on and empties the list.
export function clear(text) {
  current?.end();
  say(text);
  list.replaceChildren();
}

// A new search in the place of the one before.
export function begin(byDate) {
  clear(words.busy);
  current = new Search(byDate);
  return current;
}

list.addEventListener("focusin", () => {
  if (current) current.touched = true;
});

more.addEventListener("click", async () => {
  more.disabled = true;
  current.touched = true;
  try {
    const first = await current.next();
    first?.querySelector("a").focus();
  } catch {
    // Said already.
  } finally {
    more.disabled = false;
  }
});
