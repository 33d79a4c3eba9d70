import { copy } from "./copy.js";
import { keep, kept } from "./store.js";

// What keys do, and what the help says. A key that answers false is the browser's.
const keys = [
  ["/", "Find", () => focus("find")],
  ["f", "Filter the table", () => focus("q")],
  ["j", "Next row", () => step(1)],
  ["k", "Row before", () => step(-1)],
  ["Enter", "Open the row", () => !document.activeElement.closest("a, button, summary") && press(pageOf(row()))],
  ["c", "Copy the row's or page's id", () => copyId()],
  ["O", "Sort by the column that has the focus", () => press(head()?.querySelector("a"))],
  ["]", "Next page", () => follow("a[rel=next]")],
  ["[", "Page before", () => follow("a[rel=prev]") || follow("a[rel=first]")],
  ["o", "Open in the AWS console", () => follow("a[data-key=o]")],
  ["y", "The document as YAML", () => follow("a[data-key=y]")],
  ["?", "These keys", () => show()],
  ["Escape", "Leave", () => leave()],
];
// After g.
const words = {
  e: "ec2", v: "ebs", l: "elb", a: "autoscale", r: "rds", d: "dynamodb", c: "elasticache", f: "cloudformation",
  5: "route53", q: "sqs", n: "sns",
};
const setting = "keys-off";
const dialog = document.getElementById("keys");

// For other scripts.
export function addKey(key, text, act) { keys.splice(-2, 0, [key, text, act]); }

document.getElementById("help").addEventListener("click", show);
const box = document.getElementById("keys-off");
box.checked = kept(setting) === "1";
box.addEventListener("change", () => keep(setting, box.checked ? "1" : ""));
let waits = false;
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") return leave();
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || dialog.open || box.checked) return;
  const done = waits ? go(event.key) : keys.find(([key]) => key === event.key)?.[2]();
  waits = !waits && event.key === "g";
  if (done) event.preventDefault();
});

function isTyping(target) {
  return target.closest?.("input, textarea, select, [contenteditable]") != null;
}

function show() {
  const list = dialog.querySelector("dl");
  const lines = keys.map(([key, text]) => [[key], text]);
  for (const [key, word] of Object.entries(words)) if (entry(word)) lines.push([["g", key], entry(word).textContent]);
  list.replaceChildren(...lines.flatMap(([names, text]) => [
    made("dt", ...names.flatMap((name) => [made("kbd", name), " "])), made("dd", text),
  ]));
  dialog.showModal();
  return true;
}

export function made(name, ...parts) {
  const element = document.createElement(name);
  element.append(...parts);
  return element;
}

function leave() {
  if (isTyping(document.activeElement)) document.activeElement.blur();
  for (const menu of document.querySelectorAll("details.menu[open], details.chooser[open]")) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
}

function entry(word) { return document.querySelector(`.menus a[data-word="${word}"]`); }

function go(key) { return press(words[key] && entry(words[key])); }

function focus(id) {
  const field = document.getElementById(id);
  field?.focus();
  field?.select();
  return field != null;
}

function follow(selector) { return press(document.querySelector(selector)); }

function press(link) {
  link?.click();
  return link != null;
}

// A row that does not tell its id leads to the page that ends in it.
function copyId() {
  const here = row();
  const page = here ? ownPage(here) : document.querySelector(".ids") && location;
  const id = here?.dataset.id ?? (page && decodeURIComponent(page.pathname.split("/").pop()));
  if (id) copy(id);
  return id != null;
}

function head() {
  const cell = document.activeElement.closest("th, td") ?? row()?.cells[0];
  return cell?.closest("table")?.tHead?.rows[0]?.cells[cell.cellIndex];
}

// A row's own page is four steps below the overview's folder.
function ownPage(row) {
  const depth = document.querySelector("a.brand").pathname.split("/").length + 3;
  return [...row?.querySelectorAll("a[href]") ?? []].find((link) => link.pathname.split("/").length === depth);
}

function pageOf(row) { return ownPage(row) ?? row?.querySelector("a[href]"); }

function row() { return document.querySelector("tr.here"); }

// The focus goes along: those who listen hear the row.
function step(by) {
  const rows = [...document.querySelectorAll("table.rows tbody tr")];
  if (rows.length === 0) return false;
  const now = row();
  const next = rows[Math.min(Math.max(rows.indexOf(now) + by, 0), rows.length - 1)];
  now?.classList.remove("here");
  next.classList.add("here");
  pageOf(next)?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}
