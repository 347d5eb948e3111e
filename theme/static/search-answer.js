// How one shard answers a question. No I/O: the shard has fetched everything before. Runs in the worker.
//
// A question is a list of groups, {needles, most}: documents with every needle, or with `most` of them. A needle is
// {phrases, title, runs} (search-text.js). The answer has for each group {counts, hits}: how many documents of the shard
// have each term, and the documents as [id, place, titled, ...weights], of which `titled` needles are in the title and to
// which each term gives a weight. A term is a token of the needles or, among `most`, a needle.

const MOST_TERMS = 12; // that are weighed; a text that is longer is rare enough

// Every token that the answer depends on.
export function tokensOf(groups, byDate) {
  const needles = groups.flatMap((group) => group.needles);
  return [...new Set(needles.flatMap(({ phrases, title }) => [phrases, byDate ? [] : title]).flat(2))];
}

export function answerOf(shard, { groups, byDate, filters }) {
  const known = new Map(); // what was asked of this shard, by phrase
  const phrase = (tokens) => {
    const text = tokens.join(" ");
    if (!known.has(text)) known.set(text, shard.phrase(tokens, filters));
    return known.get(text);
  };
  const holding = (phrases) => (phrases.length ? common(phrases.map((tokens) => phrase(tokens).hits)) : new Map());
  const seen = new Set(); // what an earlier group holds is not in a later one
  return groups.map(({ needles, most }) => {
    const found = needles.map(({ phrases }) => holding(phrases));
    const places = most ? mostOf(needles, found) : common(found);
    for (const id of seen) places.delete(id);
    for (const id of places.keys()) seen.add(id);
    if (byDate) return { counts: [], hits: [...places].map(([id, place]) => [id, place, 0]) };
    const titles = places.size ? needles.map(({ title }) => holding(title)) : [];
    const terms = most ? ofNeedles(found, titles) : ofTokens(needles, places.size > 0);
    const hits = [...places].map(([id, place]) => {
      const titled = most ? 0 : titles.filter((title) => title.has(id)).length;
      return [id, place, titled, ...terms.map(({ weight }) => weight(id))];
    });
    return { counts: terms.map(({ count }) => count), hits };
  });

  function ofTokens(needles, weighed) {
    const tokens = [...new Set(needles.flatMap(({ phrases }) => phrases.flat()))].slice(0, MOST_TERMS);
    return tokens.map((token) => {
      const weights = weighed ? shard.weights(token, filters) : new Map();
      return { count: phrase([token]).count, weight: (id) => weights.get(id) ?? 0 };
    });
  }
}

// How many of the documents with these ids have each value of each filter: [name, value, number], without zeros.
export async function tallyOf(shard, { ids, values }) {
  const tally = [];
  for (const [name, known] of Object.entries(values)) {
    for (const [value, members] of await shard.members(name, known)) {
      const number = ids.filter((id) => members.has(id)).length;
      if (number) tally.push([name, value, number]);
    }
  }
  return tally;
}

// Among documents with most of the needles, one in the title counts twice.
function ofNeedles(found, titles) {
  return found.map((hits, at) => ({
    count: hits.size,
    weight: (id) => (hits.has(id) ? (titles[at].has(id) ? 2 : 1) : 0),
  }));
}

// The entries of the first map whose keys are in all of them.
function common([first, ...others]) {
  return new Map([...first].filter(([id]) => others.every((other) => other.has(id))));
}

// The documents with more than half of the needles. One with a number in it is never among those that may be missing:
// 〔2019〕5号 is not 〔2019〕6号.
function mostOf(needles, found) {
  const required = found.filter((hits, at) => /[0-9]/.test(needles[at].runs.join()));
  const [places, counts] = [new Map(), new Map()];
  for (const hits of found) {
    for (const [id, place] of hits) {
      places.set(id, place);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  }
  return new Map(
    [...places].filter(([id]) => counts.get(id) * 2 > needles.length && required.every((hits) => hits.has(id))),
  );
}
