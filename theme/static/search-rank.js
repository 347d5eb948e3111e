// The answers of many shards as one list. No I/O.
//
// By date: shards are disjoint in date and asked newest first, so their answers in that order are in the order of dates.
// By relevance: what a term says of a document is weighed in its shard as in any other (search-engine.js); how rare the
// term is, which weighs the terms against each other, is worked out here from the counts of all shards. So the order is
// the one that a single index of everything would give, once every shard has answered.

export class Ranking {
  #byDate;
  #steps;
  #blocks = []; // {shard, groups}, newest first
  total = 0;

  // `steps` name the groups of the question.
  constructor(steps, byDate) {
    this.#steps = steps;
    this.#byDate = byDate;
  }

  // What the next shard answers, which is an older one than those before.
  add(shard, groups) {
    this.#blocks.push({ shard, groups });
    this.total += groups.reduce((sum, { hits }) => sum + hits.length, 0);
  }

  // All documents so far as {shard, id, step}, in order.
  list() {
    const found = this.#byDate ? this.#dated() : this.#steps.flatMap((_, group) => this.#ranked(group));
    return found.map(({ shard, id, group }) => ({ shard, id, group, step: this.#steps[group] }));
  }

  #dated() {
    return this.#blocks.flatMap(({ shard, groups }) =>
      groups
        .flatMap(({ hits }, group) => hits.map(([id, place]) => ({ shard, id, group, place })))
        .sort((a, b) => b.place - a.place),
    );
  }

  #ranked(group) {
    const rare = this.#rarities(group);
    const found = [];
    for (const { shard, groups } of this.#blocks) {
      for (const [id, place, titled, ...weights] of groups[group].hits) {
        const score = weights.reduce((sum, weight, at) => sum + weight * rare[at], 0);
        found.push({ shard, id, group, place, titled, score });
      }
    }
    return found.sort(
      (a, b) => b.titled - a.titled || b.score - a.score || a.shard.place - b.shard.place || b.place - a.place,
    );
  }

  // How much each term of a group weighs: the fewer documents have it, the more.
  #rarities(group) {
    const sums = [];
    const pages = this.#blocks.reduce((sum, { shard }) => sum + shard.pages, 0);
    for (const { groups } of this.#blocks) {
      groups[group].counts.forEach((count, at) => (sums[at] = (sums[at] ?? 0) + count));
    }
    return sums.map((count) => Math.log(1 + (pages - count + 0.5) / (count + 0.5)));
  }
}
