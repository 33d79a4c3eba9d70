import { say } from "./say.js";

// Filters while typing: asks for the same page that the form would give and puts its results in place of these.
const pause = 150;

export function startFiltering() {
  const form = document.getElementById("filter");
  if (!form) return;
  const field = form.elements.q;
  let timer = 0;
  let asking = null;
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { ask(address(form)); }, pause);
  });

  async function ask(url) {
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(url, { signal: asking.signal, headers: { Accept: "text/html" } });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      replace(page, "results");
      for (const selector of [".actions", ".tabs"]) replaceLinks(page, selector);
      history.replaceState(null, "", url);
      say(document.getElementById("counts")?.textContent ?? "");
    } catch (error) {
      if (error.name !== "AbortError") form.submit();
    }
  }
}

function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
  const text = query.toString();
  return form.getAttribute("action") + (text ? `?${text}` : "");
}

function replace(page, id) {
  const old = document.getElementById(id);
  const made = page.getElementById(id);
  if (old && made) old.replaceWith(document.adoptNode(made));
}

// The links around the table carry the filter too.
function replaceLinks(page, selector) {
  const old = document.querySelector(selector);
  const made = page.querySelector(selector);
  if (old && made) old.replaceWith(document.adoptNode(made));
}
