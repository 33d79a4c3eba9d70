// A long menu brings its list when it is opened, and shows what is typed.
for (const menu of document.querySelectorAll("details.menu")) {
  menu.addEventListener("toggle", () => { if (menu.open) open(menu); });
  const field = menu.querySelector("input[type=search]");
  field?.addEventListener("input", () => narrow(menu, field.value));
  field?.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") menu.querySelector("li:not([hidden]) a")?.focus();
  });
}

async function open(menu) {
  const field = menu.querySelector("input[type=search]");
  field?.focus();
  const list = menu.querySelector("ul[data-url]");
  if (!list) return;
  try {
    const answer = await fetch(list.dataset.url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const entries = page.querySelectorAll("#places > li");
    if (entries.length === 0) return;
    list.replaceChildren(...entries);
    delete list.dataset.url;
    narrow(menu, field.value);
  } catch { /* The link to the list's own page stays. */ }
}

// A heading stays when an entry below it does.
function narrow(menu, text) {
  const words = text.toLowerCase().split(" ").filter((word) => word !== "");
  let heading = null;
  for (const entry of menu.querySelectorAll(".menu-list > li")) {
    if (entry.matches(".menu-heading")) {
      heading = entry;
      heading.hidden = true;
      continue;
    }
    const held = `${heading?.textContent ?? ""} ${entry.textContent}`.toLowerCase();
    entry.hidden = !words.every((word) => held.includes(word));
    if (heading && !entry.hidden) heading.hidden = false;
  }
}
