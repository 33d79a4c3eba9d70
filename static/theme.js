// Before the page is painted: the chosen theme, and that scripts run.
const root = document.documentElement;
root.dataset.scripts = "";
try {
  const theme = localStorage.getItem("theme");
  if (theme === "dark" || theme === "light") root.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme stays.
}
