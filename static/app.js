// Everything here is a convenience: every page reads and works without it.
import { startCopying } from "./copy.js";
import { startFiltering } from "./filter.js";
import { startKeys } from "./keys.js";
import { startMenus } from "./menus.js";
import { startLive } from "./live.js";
import { startTheme } from "./switch.js";

startTheme();
startCopying();
startFiltering();
startKeys();
startMenus();
startLive();

// A menu closes when the pointer goes elsewhere.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open], details.chooser[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
