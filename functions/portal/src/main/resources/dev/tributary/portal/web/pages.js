// Every page: its path below /app/{tenant}/, for whom it is, its file in pages/ (whose messages have the same
// name), and whether the menu shows it. The first that fits is the one.
//   kind: mer for merchants, aff for affiliates, both for either

export const PAGES = [
  {path: 'overview', kind: 'both', file: 'overview', menu: true},
];

/** The page of a path for a kind of tenant, with what the path's places took. */
export function find(path, kind) {
  const given = path.split('/');
  for (const page of PAGES) {
    const parts = page.path.split('/');
    if (parts.length !== given.length || page.kind !== 'both' && page.kind !== kind) continue;
    const params = {};
    if (parts.every((part, at) => part.startsWith(':')
        ? Boolean(params[part.slice(1)] = decodeURIComponent(given[at])) : part === given[at])) {
      return {...page, params};
    }
  }
  return undefined;
}
