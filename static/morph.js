// Makes an element like another one and changes only what differs: what stays keeps its focus, its scroll and its
// selection. What people type, choose and open is theirs.
const theirs = "input, select, textarea, .live";

export function morph(old, made) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== made.nodeValue) old.nodeValue = made.nodeValue;
    return;
  }
  if (old.matches(theirs) || old.isEqualNode(made)) return;
  attributes(old, made);
  const before = new Map();
  for (const node of old.childNodes) if (key(node)) before.set(key(node), node);
  const after = new Set([...made.childNodes].map(key));
  // What is gone goes first, so that what stays need not move.
  for (const [name, node] of before) if (!after.has(name)) node.remove();
  let place = old.firstChild;
  for (const next of [...made.childNodes]) {
    const name = key(next);
    let same = name ? before.get(name) : place;
    if (!name && same && (key(same) || same.nodeName !== next.nodeName)) same = null;
    if (!same) {
      old.insertBefore(document.adoptNode(next), place);
      continue;
    }
    before.delete(name);
    // What stands between and is nobody is left over; moving it past would move everything behind it, focus and all.
    while (place && place !== same && !key(place)) place = dropped(place);
    if (same === place) place = place.nextSibling;
    else old.insertBefore(same, place);
    morph(same, next);
  }
  while (place) place = dropped(place);
}

function dropped(node) {
  const rest = node.nextSibling;
  node.remove();
  return rest;
}

function attributes(old, made) {
  const own = old.nodeName === "DETAILS" ? "open" : old.nodeName === "TR" ? "class" : "";
  for (const { name } of [...old.attributes]) if (name !== own && !made.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of made.attributes) {
    if (name !== own && old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

// What a node is, wherever it stands: its id, or the page that a row leads to.
function key(node) {
  if (node.id) return `#${node.id}`;
  if (node.nodeName !== "TR") return "";
  const links = [...node.querySelectorAll("a[href]")].sort((one, other) => depth(other) - depth(one));
  return links[0]?.getAttribute("href") ?? "";
}

function depth(link) { return link.pathname.split("/").length; }
