// The site as an Eleventy user writes it: Nunjucks templates, markdown-it, collections, pagination over lists.
import fs from "node:fs";

const county = JSON.parse(fs.readFileSync("_data/county.json", "utf8"));

function newestFirst(all) {
  const key = (item) => item.data.date + item.data.index_number;
  return all.getFilteredByTag("item").sort((a, b) => (key(a) < key(b) ? 1 : -1));
}

export default function (eleventy) {
  eleventy.addPassthroughCopy({ static: "." });
  eleventy.addGlobalData("permalink", () => (data) => data.page.filePathStem + ".html");
  eleventy.addCollection("catalog", newestFirst);
  // One entry a list page: Eleventy paginates one list at a time, so pages of many lists are spread out first.
  eleventy.addCollection("lists", (all) => {
    const items = newestFirst(all);
    const lists = [];
    for (const kind of ["category", "agency", "year"]) {
      for (const [id, found] of grouped(items, kind)) {
        const pages = Math.ceil(found.length / county.site.page_size);
        for (let number = 1; number <= pages; number++) {
          const start = (number - 1) * county.site.page_size;
          const shown = found.slice(start, start + county.site.page_size);
          lists.push({ kind, id, number, pages, total: found.length, items: shown });
        }
      }
    }
    return lists;
  });
  eleventy.addFilter("counts", (items, kind) => [...grouped(items, kind)].map(([id, found]) => [id, found.length]).sort());
  eleventy.addFilter("json", (value) => JSON.stringify(value ?? ""));
  eleventy.addFilter("cell", (value) => '"' + value.replaceAll('"', '""') + '"');
  eleventy.addFilter("address", (url) => url.slice(1));
  eleventy.setNunjucksEnvironmentOptions({ trimBlocks: true, lstripBlocks: true });
  return {
    dir: { input: ".", output: "public", includes: "_includes", data: "_data" },
    markdownTemplateEngine: false, // a body is Markdown, never a template
    htmlTemplateEngine: "njk",
  };
}

function grouped(items, kind) {
  const groups = new Map();
  for (const item of items) {
    const id = item.data[kind];
    if (!groups.has(id)) groups.set(id, []);
    groups.get(id).push(item);
  }
  return groups;
}
