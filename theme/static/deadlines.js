// The deadline calculator: counts working days with the calendar that the page shows. Nothing is fetched, nothing is sent.

const DAY = 86_400_000;
const form = document.getElementById("deadline-form");
const box = document.getElementById("from");
const error = document.getElementById("from-error");
const result = document.getElementById("deadline-result");
const days = document.getElementById("deadline-days");
const words = form.dataset;
const weekdays = words.weekdays.split(",");
const special = new Map();
for (const row of document.querySelectorAll("#deadline-calendar [data-day]")) {
  special.set(row.dataset.day, { working: "working" in row.dataset, name: row.cells[2].textContent });
}

const next = (day) => new Date(Date.parse(day) + DAY).toISOString().slice(0, 10);
const weekday = (day) => (new Date(day).getUTCDay() + 6) % 7; // Monday is 0

// What a day is: whether it counts, and how the page says why.
function kindOf(day) {
  const known = special.get(day);
  const weekend = weekday(day) > 4;
  if (known && !known.working) return { counts: false, why: words.holiday.replace("%", known.name) };
  if (weekend && !known) return { counts: false, why: words.weekend };
  return { counts: true, why: known && weekend ? words.worked.replace("%", known.name) : "" };
}

// The days after one, each with its number among those that count, until there are `wanted`.
function counted(from, wanted) {
  const found = [];
  let [day, number] = [from, 0];
  while (number < wanted && day < words.last) {
    day = next(day);
    const { counts, why } = kindOf(day);
    if (counts) number += 1;
    found.push({ day, number: counts ? number : 0, why });
  }
  return found;
}

function problemWith(from) {
  if (!/^\d{4}-\d\d-\d\d$/.test(from)) return words.missing;
  return from < words.first || from > words.last ? words.outside : "";
}

function show() {
  const from = box.value;
  const problem = problemWith(from);
  error.textContent = problem;
  error.hidden = !problem;
  box.toggleAttribute("aria-invalid", Boolean(problem));
  result.hidden = days.hidden = Boolean(problem);
  if (problem) return false;
  const limits = [...result.querySelectorAll("[data-days]")];
  const all = counted(from, Math.max(...limits.map(({ dataset }) => Number(dataset.days))));
  for (const limit of limits) {
    const last = all.find(({ number }) => number === Number(limit.dataset.days));
    limit.textContent = last ? words.due.replace("%", `${last.day} ${weekdays[weekday(last.day)]}`) : words.unknown;
  }
  days.querySelector("tbody").replaceChildren(...all.map(rowOf));
  return true;
}

function rowOf({ day, number, why }) {
  const row = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.textContent = day;
  row.append(head);
  for (const text of [weekdays[weekday(day)], number ? words.nth.replace("%", number) + why : why]) {
    row.insertCell().textContent = text;
  }
  return row;
}

form.noValidate = true; // our own sentence says more than the browser's
form.hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!show()) {
    box.focus();
    return;
  }
  history.replaceState(null, "", `?from=${box.value}`);
});

const asked = new URLSearchParams(location.search).get("from");
if (asked) {
  box.value = asked;
  show();
}
