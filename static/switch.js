import { say } from "./say.js";

// The theme button goes between light and dark, from whichever is shown.
export function startTheme() {
  const button = document.getElementById("theme");
  button?.addEventListener("click", () => {
    const root = document.documentElement;
    const shown = root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const next = shown === "dark" ? "light" : "dark";
    root.dataset.theme = next;
    say(`${next} theme`);
    try { localStorage.setItem("theme", next); } catch { /* It lasts as long as the page. */ }
  });
}
