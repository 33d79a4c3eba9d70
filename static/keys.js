import { copy } from "./copy.js";

// Single keys, off while typing, and off for good when someone says so.
const words = {
  e: "ec2", v: "ebs", l: "elb", a: "autoscale", r: "rds", d: "dynamodb", c: "elasticache", f: "cloudformation",
  5: "route53", q: "sqs", n: "sns",
};
const setting = "keys-off";

export function startKeys() {
  const help = document.getElementById("keys");
  document.getElementById("help")?.addEventListener("click", () => help?.showModal());
  const box = document.getElementById("keys-off");
  if (box) {
    box.checked = isOff();
    box.addEventListener("change", () => {
      try { localStorage.setItem(setting, box.checked ? "1" : ""); } catch { /* It lasts as long as the page. */ }
      box.dataset.off = box.checked ? "1" : "";
    });
  }
  let waits = false;
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return leave();
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || help?.open || isOff()) return;
    const done = waits ? go(event.key) : act(event.key);
    waits = !waits && event.key === "g";
    if (done) event.preventDefault();
  });
}

function isOff() {
  const box = document.getElementById("keys-off");
  if (box?.dataset.off !== undefined) return box.dataset.off === "1";
  try { return localStorage.getItem(setting) === "1"; } catch { return false; }
}

function isTyping(target) {
  return target.closest?.("input, textarea, select, [contenteditable]") != null;
}

function leave() {
  if (isTyping(document.activeElement)) document.activeElement.blur();
  for (const menu of document.querySelectorAll("details.menu[open], details.chooser[open]")) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
}

function go(key) {
  const word = words[key];
  const link = word && document.querySelector(`.menus a[data-word="${word}"]`);
  link?.click();
  return link != null;
}

function act(key) {
  switch (key) {
    case "/": return focus("find");
    case "f": return focus("q");
    case "?": document.getElementById("keys")?.showModal(); return true;
    case "j": return step(1);
    case "k": return step(-1);
    case "Enter": return press(pageOf(row()));
    case "c": { const button = row()?.querySelector("button.copy"); if (button) copy(button); return button != null; }
    case "]": return press(document.querySelector("a[rel=next]"));
    case "[": return press(document.querySelector("a[rel=first]"));
    default: return false;
  }
}

function focus(id) {
  const field = document.getElementById(id);
  field?.focus();
  field?.select();
  return field != null;
}

function press(link) {
  // Enter on a focused link or button is the browser's own.
  if (!link || document.activeElement?.closest("a, button, summary")) return false;
  link.click();
  return true;
}

// A row's own page is four steps below the overview's folder; a place is not.
function pageOf(row) {
  const links = [...row?.querySelectorAll("a[href]") ?? []];
  const depth = document.querySelector("a.brand").pathname.split("/").length + 3;
  return links.find((link) => link.pathname.split("/").length === depth) ?? links[0];
}

function row() { return document.querySelector("tr.here"); }

function step(by) {
  const rows = [...document.querySelectorAll("table.rows tbody tr")];
  if (rows.length === 0) return false;
  const now = row();
  const next = rows[Math.min(Math.max(rows.indexOf(now) + by, 0), rows.length - 1)];
  now?.classList.remove("here");
  next.classList.add("here");
  next.scrollIntoView({ block: "nearest" });
  return true;
}
