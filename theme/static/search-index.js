// The index that Pagefind reads: starting it, starting it anew after a failure, and asking it for phrases.

const BUNDLE = new URL("../pagefind/", import.meta.url);
const LANGUAGE = "x-bigram";
const FILTERS = ["year", "agency", "category", "genre"];

let starting = null;

// Resolves to {fold, pages, index}, started at the first call; index is null on a site without entries.
export function engine() {
  starting ??= start().catch((error) => {
    starting = null;
    throw error;
  });
  return starting;
}

// Pagefind keeps what failed to load as loaded: after a failure nothing of it can be trusted.
export async function discard() {
  const engine = await starting?.catch(() => null);
  starting = null;
  await engine?.index?.destroy();
}

async function fetched(url, options) {
  const response = await fetch(url, options);
  if (!response.ok) throw new Error(`${url.pathname}: ${response.status}`);
  return response.json();
}

async function start() {
  const [entry, table] = await Promise.all([
    fetched(new URL("pagefind-entry.json", BUNDLE), { cache: "no-store" }),
    fetched(new URL("traditional.json", import.meta.url)),
  ]);
  const simplified = [...table.simplified];
  const fold = new Map([...table.traditional].map((character, at) => [character, simplified[at]]));
  const pages = entry.languages[LANGUAGE]?.page_count ?? 0;
  if (!pages) return { fold, pages, index: null };
  const { createInstance } = await import(new URL("pagefind.js", BUNDLE).href);
  const index = instance(createInstance);
  await index.init();
  return { fold, pages, index };
}

// Pagefind cuts queries by the language of the page, read at this call; told Chinese, it would cut bigrams in
// two. The attribute is back before anything can render or read it.
function instance(createInstance) {
  const root = document.documentElement;
  const own = root.getAttribute("lang");
  try {
    root.setAttribute("lang", LANGUAGE);
    return createInstance({ basePath: BUNDLE.href });
  } finally {
    if (own === null) root.removeAttribute("lang");
    else root.setAttribute("lang", own);
  }
}

// Searches by phrases: `ask(phrases)` resolves to a Map of id to hit of the documents that hold all of them,
// by date if that is the order. Never Pagefind's empty query, which fetches the whole index.
export function asker(index, { filters = {}, sort = "relevance" }) {
  const chosen = {};
  for (const name of FILTERS) {
    const values = [filters[name] ?? []].flat().filter(Boolean);
    if (values.length) chosen[name] = { any: values };
  }
  const settings = { filters: chosen, sort: sort === "date" ? { date: "desc" } : {} };
  const asked = new Map();
  const once = (text) => {
    if (!asked.has(text)) {
      asked.set(text, index.search(text, settings).then(({ results }) => new Map(results.map((hit) => [hit.id, hit]))));
    }
    return asked.get(text);
  };
  const ask = async (phrases) => {
    if (!phrases.length) return new Map();
    return common(await Promise.all(phrases.map((tokens) => once(`"${tokens.join(" ")}"`))));
  };
  // Without quotation marks Pagefind weighs: by frequency, length of the document and weight of the title.
  ask.scores = async (phrases) => once(phrases.flat().join(" "));
  return ask;
}

// The entries of the first map whose keys are in all of them.
export function common([first, ...others]) {
  return new Map([...first].filter(([id]) => others.every((other) => other.has(id))));
}
