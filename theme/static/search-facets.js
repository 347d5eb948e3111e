// The filters beside the results: how many results each choice would leave, and those chosen as tags to remove.

const form = document.getElementById("search-form");
const tags = document.getElementById("search-tags");
const lists = document.getElementById("search-lists"); // a theme may have none

const filters = () => [...form.elements].filter((element) => element.tagName === "SELECT" && element.name !== "sort");

// Shows what is chosen; the numbers of an earlier search go.
export function showFilters() {
  const chosen = filters().filter(({ value }) => value);
  for (const select of filters()) for (const option of select.options) relabel(option, null);
  tags.replaceChildren(...chosen.map(tag));
  if (lists) lists.hidden = true;
  tags.hidden = !chosen.length;
}

// Without a question there is nothing to search for, but a list of each thing that was chosen.
export function offerLists() {
  const chosen = filters().filter(({ value }) => value);
  if (!lists) return;
  lists.hidden = !chosen.length;
  lists.querySelector("ul").replaceChildren(
    ...chosen.map((select) => {
      const link = document.createElement("a");
      link.href = lists.dataset.list.replace("%", () => select.name).replace("#", () => encodeURIComponent(select.value));
      link.textContent = select.options[select.selectedIndex].dataset.label;
      const item = document.createElement("li");
      item.append(link);
      return item;
    }),
  );
}

// `counts` maps "name=value" to a number. A filter that is set has none for its other values: they were not searched.
export function showTally(counts) {
  for (const select of filters().filter(({ value }) => !value)) {
    for (const option of select.options) {
      if (option.value) relabel(option, counts.get(`${select.name}=${option.value}`) ?? 0);
    }
  }
}

function relabel(option, count) {
  option.dataset.label ??= option.text;
  option.text = count === null ? option.dataset.label : tags.dataset.count.replace("%", count).replace("#", () => option.dataset.label);
  option.hidden = option.disabled = count === 0;
}

function tag(select) {
  const button = document.createElement("button");
  const label = select.options[select.selectedIndex].dataset.label;
  button.type = "button";
  button.textContent = `${label} ✕`;
  button.setAttribute("aria-label", tags.dataset.remove.replace("%", () => label));
  button.addEventListener("click", () => {
    select.value = "";
    select.focus();
    select.dispatchEvent(new Event("change", { bubbles: true }));
  });
  const item = document.createElement("li");
  item.append(button);
  return item;
}
