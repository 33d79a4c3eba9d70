import { keep, kept } from "./store.js";

// The columns that somebody chose stay chosen for a kind.
const form = document.querySelector(".chooser form");
const place = form && `columns ${form.getAttribute("action").split("/").pop()}`;
const names = ["_col", "_nocol", "_tag"];

function remember(items) {
  keep(place, new URLSearchParams([...items].filter(([name, value]) => value && names.includes(name))));
}

if (form) {
  const query = new URLSearchParams(location.search);
  const chosen = kept(place);
  if (chosen && !names.some((name) => query.has(name))) location.replace(`?${query}&${chosen}`);
  document.addEventListener("submit", ({ target }) => { if (target.closest(".chooser")) remember(new FormData(target)); });
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("[popover] a[data-hide]");
    if (link) remember(new URLSearchParams(link.search));
  });
}
