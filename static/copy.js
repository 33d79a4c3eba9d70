import { say } from "./say.js";

// A copy button's label says what it copies.
const label = "Copy ";

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button.copy");
  if (button) copy(button.getAttribute("aria-label").slice(label.length), button);
});

export async function copy(text, button) {
  try {
    await write(text);
    say(`Copied ${text}`);
    button?.classList.add("done");
    setTimeout(() => button?.classList.remove("done"), 1200);
  } catch {
    say("Could not copy");
  }
}

// The clipboard needs a secure page; plain HTTP beyond loopback is none.
async function write(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "unseen";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}
