// Where one is: the page's path and its query. Links are plain links; this follows them without a new document.

const listeners = new Set();

/** Calls back after each move; false where only the address was put right. */
export function onMove(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The query as an object; what is repeated counts once. */
export function query() {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** The address of here with another query: what is empty goes. */
export function here(changes) {
  const all = new URLSearchParams(location.search);
  Object.entries(changes).forEach(([name, value]) => {
    if (value === '' || value === null || value === undefined) all.delete(name);
    else all.set(name, value);
  });
  const text = all.toString();
  return location.pathname + (text ? `?${text}` : '');
}

const page = () => location.pathname + location.search;
let shown = page();

export function go(address, {replace = false} = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  shown = page();
  listeners.forEach(listener => listener(!replace));
}

// Also told of a jump within the page, as to the content: that is no move.
addEventListener('popstate', () => {
  if (shown === page()) return;
  shown = page();
  listeners.forEach(listener => listener(true));
});

document.addEventListener('click', event => {
  const link = event.composedPath().find(node => node instanceof HTMLAnchorElement);
  if (!link || !link.href || link.target || link.hasAttribute('download') || event.defaultPrevented) return;
  if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const to = new URL(link.href);
  const isPage = /^\/app(\/|$)/.test(to.pathname);
  if (to.origin !== location.origin || !isPage) return;
  if (to.pathname === location.pathname && to.search === location.search && to.hash) return;
  event.preventDefault();
  go(to.pathname + to.search);
});
