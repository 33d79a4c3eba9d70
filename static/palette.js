import { addKey, made } from "./keys.js";
import { say } from "./say.js";

// The jump palette: `:` opens it, a few letters and Enter lead to a place or a resource.
const delay = 120;

const dialog = document.getElementById("palette");
if (dialog) {
  const field = dialog.querySelector("input");
  const list = dialog.querySelector("ul");
  addKey(":", "Jump to a place or resource", () => {
    dialog.showModal();
    field.select();
    ask();
    return true;
  });
  let timer = 0;
  let round = 0;
  field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, delay); });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) { event.preventDefault(); move(step); }
    // Without a chosen option the form is sent, and the server decides.
    const chosen = list.querySelector("[aria-selected=true] a");
    if (event.key === "Enter" && chosen) { event.preventDefault(); chosen.click(); }
  });

  async function ask() {
    const own = ++round;
    try {
      const answer = await fetch(`${dialog.dataset.url}?_format=json&q=${encodeURIComponent(field.value)}`);
      const found = await answer.json();
      if (own === round) show(found.options);
    } catch { if (own === round) show([]); }
  }

  function show(options) {
    list.replaceChildren(...options.map((option, place) => {
      const link = made("a", option.text);
      link.href = option.path;
      link.tabIndex = -1;
      const note = made("span", ` ${option.note}`);
      note.className = "quiet";
      const item = made("li", link, note);
      item.id = `palette-${place}`;
      item.role = "option";
      item.ariaSelected = "false";
      return item;
    }));
    field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", String(options.length > 0));
  }

  function move(step) {
    const items = [...list.children];
    if (!items.length) return;
    const now = items.findIndex((item) => item.ariaSelected === "true");
    if (items[now]) items[now].ariaSelected = "false";
    const next = items[(now + step + items.length + (now < 0 && step < 0 ? 1 : 0)) % items.length];
    next.ariaSelected = "true";
    next.scrollIntoView({ block: "nearest" });
    field.setAttribute("aria-activedescendant", next.id);
  }
}

// Copies what a page is as Markdown.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("button.copy-page");
  if (!button) return;
  try {
    const answer = await fetch(button.dataset.url);
    if (!answer.ok) throw new Error(answer.status);
    await navigator.clipboard.writeText(await answer.text());
    say("Copied as Markdown");
    button.classList.add("done");
  } catch { say("Could not copy; the Markdown link has the same text"); }
});
