// Everything here is a convenience: every page reads and works without it.
import "./copy.js";
import "./columns.js";
import "./filter.js";
import "./keys.js";
import "./menus.js";
import "./palette.js";
import "./live.js";
import "./switch.js";

// A menu closes when the pointer goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open], details.chooser[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
