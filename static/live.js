import { morph } from "./morph.js";
import { keep, kept } from "./store.js";

// Shows what is new without a reload, when somebody wants that or waits for a refresh: changes what differs from the page
// as it is now, and leaves focus, scroll and what is opened or typed.
const setting = "live";
const period = 10_000;
const hurried = 1_500;
const hurries = 80;

const box = document.getElementById("live");
if (box) {
  let timer = 0;
  let asked = 0;
  let asking = false;
  box.checked = kept(setting) === "1";
  box.addEventListener("change", () => {
    keep(setting, box.checked ? "1" : "");
    plan(0);
  });
  // Nobody looks at a hidden page; one that is shown again is brought up to date at once.
  document.addEventListener("visibilitychange", () => plan(0));
  plan();

  function isBusy() { return document.querySelector("#refreshed[data-busy]") != null && asked < hurries; }

  function plan(pause = isBusy() ? hurried : period) {
    clearTimeout(timer);
    if (document.hidden || !(box.checked || isBusy())) return;
    timer = setTimeout(() => { look(); }, pause);
  }

  async function look() {
    if (asking) return;
    asking = true;
    asked += 1;
    const url = location.href;
    let said = "Live";
    try {
      const answer = await fetch(url, { headers: { Accept: "text/html" } });
      const text = await answer.text();
      if (!answer.ok) said = `Live: answer ${answer.status}`;
      // The address may have changed meanwhile, with what is filtered.
      else if (location.href === url && !document.hidden) show(text);
    } catch {
      said = "Live: no answer";
    }
    asking = false;
    const words = box.nextElementSibling;
    if (words.textContent !== said) words.textContent = said;
    plan();
  }
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const focused = document.activeElement;
  for (const selector of ["main", ".foot"]) {
    const old = document.querySelector(selector);
    const made = page.querySelector(selector);
    if (old && made) morph(old, made);
  }
  // A row that another order moved lets go of the focus.
  if (focused?.isConnected && focused !== document.activeElement) focused.focus({ preventScroll: true });
}
