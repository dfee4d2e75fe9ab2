// Every page: its path below /app/{tenant}/, for whom it is, its file in pages/ (whose messages have the same
// name), and whether the menu shows it. The first that fits is the one.
//   kind: mer for merchants, aff for affiliates, both for either

export const PAGES = [
  {path: 'overview', kind: 'both', file: 'overview', menu: true},
  // A merchant's.
  {path: 'affiliates', kind: 'mer', file: 'affiliates', menu: true},
  {path: 'affiliates/:affiliate', kind: 'mer', file: 'affiliate'},
  {path: 'applications', kind: 'mer', file: 'applications', menu: true},
  {path: 'links', kind: 'mer', file: 'program-links', menu: true},
  {path: 'terms', kind: 'mer', file: 'terms', menu: true},
  // An affiliate's.
  {path: 'programs', kind: 'aff', file: 'programs', menu: true},
  {path: 'links', kind: 'aff', file: 'links', menu: true},
  {path: 'sources', kind: 'aff', file: 'sources', menu: true},
  // What both see, each their own side of it.
  {path: 'conversions', kind: 'both', file: 'conversions', menu: true},
  {path: 'conversions/:conversion', kind: 'both', file: 'conversion'},
  {path: 'commissions', kind: 'both', file: 'commissions', menu: true},
  {path: 'commissions/:commission', kind: 'both', file: 'commission'},
  {path: 'payouts', kind: 'mer', file: 'payout-runs', menu: true},
  {path: 'payouts/:run', kind: 'mer', file: 'payout-run'},
  {path: 'statements', kind: 'aff', file: 'statements', menu: true},
  {path: 'creatives', kind: 'both', file: 'creatives', menu: true},
  {path: 'disputes', kind: 'both', file: 'disputes', menu: true},
  {path: 'announcements', kind: 'both', file: 'announcements', menu: true},
  {path: 'threads', kind: 'both', file: 'threads', menu: true},
  {path: 'threads/:thread', kind: 'both', file: 'thread'},
  {path: 'exports', kind: 'mer', file: 'exports', menu: true},
  {path: 'audit', kind: 'mer', file: 'audit', menu: true},
  {path: 'payout-settings', kind: 'mer', file: 'payout-settings', menu: true},
  {path: 'payout-method', kind: 'aff', file: 'payout-method', menu: true},
  {path: 'postback-url', kind: 'aff', file: 'postback-url', menu: true},
  {path: 'postbacks', kind: 'mer', file: 'postbacks', menu: true},
  {path: 'webhooks', kind: 'mer', file: 'webhooks', menu: true},
  {path: 'settings', kind: 'both', file: 'settings', menu: true},
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
