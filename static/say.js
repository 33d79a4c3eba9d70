// Says something to those who listen rather than look.
export function say(text) {
  const place = document.getElementById("said");
  if (!place) return;
  place.textContent = "";
  requestAnimationFrame(() => { place.textContent = text; });
}
