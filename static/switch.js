import { say } from "./say.js";
import { keep } from "./store.js";

// The theme button goes between light and dark, from whichever is shown.
document.getElementById("theme").addEventListener("click", () => {
  const root = document.documentElement;
  const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  const next = shown === "dark" ? "light" : "dark";
  root.dataset.theme = next;
  say(`${next} theme`);
  keep("theme", next);
});
