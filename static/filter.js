import { say } from "./say.js";

// Filters while typing: asks for the same page that the form would give and puts its results in place of these.
const pause = 100;

const form = document.getElementById("filter");
if (form) {
  const field = form.elements.q;
  let timer = 0;
  let asking = null;
  let shown = here();
  // What is typed in one go is one step back.
  let isOneGo = false;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { ask(address(form)); }, pause);
  });
  field.addEventListener("change", () => { isOneGo = false; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(timer);
    ask(address(form));
    isOneGo = false;
  });
  addEventListener("popstate", () => {
    if (here() === shown) return;
    clearTimeout(timer);
    field.value = new URLSearchParams(location.search).get("q") ?? "";
    isOneGo = false;
    ask(here(), true);
  });

  async function ask(url, isBack = false) {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(url, { signal: asking.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return location.assign(url);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      replace(page, "#results");
      // The links around the table carry the filter, too.
      for (const selector of [".actions", ".tabs", ".chooser", ".clear"]) replace(page, selector);
      if (!isBack && url !== here()) history[isOneGo ? "replaceState" : "pushState"](null, "", url);
      if (!isBack) isOneGo = document.activeElement === field;
      shown = url;
      say(document.querySelector("#problem p, #counts")?.textContent ?? "");
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    }
  }
}

function here() { return location.pathname + location.search; }

function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
  const text = query.toString();
  return form.getAttribute("action") + (text ? `?${text}` : "");
}

function replace(page, selector) {
  const old = document.querySelector(selector);
  const made = page.querySelector(selector);
  if (!old || !made) return;
  if (old.open) made.open = true;
  old.replaceWith(document.adoptNode(made));
}
