// The forms: checks what was filled in and lays it out for print. Nothing is sent anywhere, nothing is kept.

const form = document.getElementById("application");
const problems = document.getElementById("form-problems");
const filled = document.getElementById("filled");
const words = form.dataset;
const boxes = [...form.querySelectorAll("[data-kind]")];
const value = (name) => form.elements.namedItem(name)?.value.trim() ?? "";
const labelOf = (box) => box.labels[0].firstChild.textContent;

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]; // GB 11643
const CHECKS = "10X98765432";

function isDay(text) {
  const day = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}

function identityProblem(text) {
  if (/^\d{15}$/.test(text)) return words.old;
  const number = text.toUpperCase();
  if (!/^[1-9]\d{16}[\dX]$/.test(number)) return words.identity;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  const birth = number.slice(6, 14).replace(/(....)(..)(..)/, "$1-$2-$3");
  if (CHECKS[sum % 11] !== number[17] || !isDay(birth)) return words.identity;
  if (isDay(value("birth")) && value("birth") !== birth) return words.birth;
  const chosen = form.elements.namedItem("sex")?.selectedIndex ?? 0; // 1 is a man, whose 17th digit is odd
  return chosen && chosen % 2 !== Number(number[16]) % 2 ? words.sex : "";
}

const PROBLEMS = {
  identity: identityProblem,
  passport: (text) => (/^[A-Za-z0-9]{5,15}$/.test(text) ? "" : words.passport),
  phone: (text) => (/^[+()（）\d\s转-]{7,24}$/.test(text) && text.replace(/\D/g, "").length >= 7 ? "" : words.phone),
  email: (text) => (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text) ? "" : words.email),
  date: (text) => (isDay(text) ? "" : words.date),
};

function problemOf(box) {
  const text = box.value.trim();
  if (!text) return box.required ? words.required.replace("%", () => labelOf(box)) : "";
  return PROBLEMS[box.dataset.kind]?.(text) ?? "";
}

function mark(box, problem) {
  const error = document.getElementById(`${box.id}-error`);
  error.textContent = problem;
  error.hidden = !problem;
  if (problem) box.setAttribute("aria-invalid", "true");
  else box.removeAttribute("aria-invalid");
}

function element(name, text, attributes = {}) {
  const node = document.createElement(name);
  node.textContent = text;
  for (const [key, set] of Object.entries(attributes)) node.setAttribute(key, set);
  return node;
}

function summarise(found) {
  const items = found.map(([box, problem]) => {
    const item = document.createElement("li");
    item.append(element("a", problem, { href: `#${box.id}` }));
    return item;
  });
  problems.querySelector("ul").replaceChildren(...items);
  problems.hidden = !found.length;
  if (found.length) problems.focus();
}

const said = (box) => (box.tagName === "SELECT" ? box.selectedOptions[0].text : box.value.trim());
const joined = (label, text) => words.contact.replace("#", () => label).replace("%", () => text);

function layOut() {
  const entries = boxes.filter((box) => box.value.trim()).map((box) => [labelOf(box), said(box)]);
  const rows = entries.map(([label, text]) => {
    const row = element("div", "", { class: "wide" });
    row.append(element("dt", label), element("dd", text));
    return row;
  });
  filled.querySelector("dl").replaceChildren(...rows);
  const agency = form.elements.namedItem("agency").selectedOptions[0];
  const reach = joined(agency.text, agency.dataset.reach);
  document.getElementById("filled-agency").textContent = reach;
  const lines = entries.map(([label, text]) => joined(label, text));
  const title = document.querySelector("h1").textContent;
  const text = [title, "", ...lines, "", filled.querySelector(".sign").textContent, "", reach, ""].join("\r\n");
  const save = document.getElementById("filled-save");
  if (save.href.startsWith("blob:")) URL.revokeObjectURL(save.href);
  save.href = URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/plain;charset=utf-8" }));
}

function turn(toResult) {
  form.hidden = toResult;
  filled.hidden = !toResult;
  if (toResult) filled.focus();
  else boxes[0].focus();
}

form.noValidate = true; // our own sentences, all at once
form.querySelector("[type=submit]").hidden = false;
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const found = boxes.map((box) => [box, problemOf(box)]);
  for (const [box, problem] of found) mark(box, problem);
  const wrong = found.filter(([, problem]) => problem);
  summarise(wrong);
  if (wrong.length) return;
  layOut();
  turn(true);
});
document.getElementById("filled-print").addEventListener("click", () => print());
document.getElementById("filled-back").addEventListener("click", () => turn(false));

const given = new URLSearchParams(location.search);
for (const name of ["number", "agency"]) {
  const box = form.elements.namedItem(name);
  if (given.has(name) && box) box.value = given.get(name);
}
