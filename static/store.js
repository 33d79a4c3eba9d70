// What a browser remembers; where it may not, it lasts as long as the page.
export function kept(name) { try { return localStorage.getItem(name); } catch { return null; } }
export function keep(name, value) { try { localStorage.setItem(name, value); } catch { /* It is not kept. */ } }
