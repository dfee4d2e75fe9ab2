// Every page: its path below /app/{tenant}/, for whom it is, its file in pages/ (whose messages have the same
// name), and under which heading of the menu it stands, if it does. The first that fits is the one.
//   kind: mer for merchants, aff for affiliates, both for either
//   menu: one of GROUPS, in whose order the menu has them; its pages stand in the order of this list

export const GROUPS = ['first', 'partners', 'program', 'money', 'contact', 'tools'];

export const PAGES = [
  {path: 'overview', kind: 'both', file: 'overview', menu: 'first'},
  // A merchant's partners; what an affiliate hears of its merchants.
  {path: 'affiliates', kind: 'mer', file: 'affiliates', menu: 'partners'},
  {path: 'affiliates/:affiliate', kind: 'mer', file: 'affiliate'},
  {path: 'applications', kind: 'mer', file: 'applications', menu: 'partners'},
  {path: 'threads', kind: 'mer', file: 'threads', menu: 'partners'},
  {path: 'threads', kind: 'aff', file: 'threads', menu: 'contact'},
  {path: 'threads/:thread', kind: 'both', file: 'thread'},
  {path: 'announcements', kind: 'mer', file: 'announcements', menu: 'partners'},
  {path: 'announcements', kind: 'aff', file: 'announcements', menu: 'contact'},
  // What is promoted, and on which terms.
  {path: 'programs', kind: 'aff', file: 'programs', menu: 'program'},
  {path: 'terms', kind: 'mer', file: 'terms', menu: 'program'},
  {path: 'links', kind: 'mer', file: 'program-links', menu: 'program'},
  {path: 'links', kind: 'aff', file: 'links', menu: 'program'},
  {path: 'creatives', kind: 'both', file: 'creatives', menu: 'program'},
  {path: 'sources', kind: 'aff', file: 'sources', menu: 'program'},
  // What it brings; both see their own side of it.
  {path: 'conversions', kind: 'both', file: 'conversions', menu: 'money'},
  {path: 'conversions/:conversion', kind: 'both', file: 'conversion'},
  {path: 'commissions', kind: 'both', file: 'commissions', menu: 'money'},
  {path: 'commissions/:commission', kind: 'both', file: 'commission'},
  {path: 'disputes', kind: 'both', file: 'disputes', menu: 'money'},
  {path: 'payouts', kind: 'mer', file: 'payout-runs', menu: 'money'},
  {path: 'payouts/:run', kind: 'mer', file: 'payout-run'},
  {path: 'payout-settings', kind: 'mer', file: 'payout-settings', menu: 'money'},
  {path: 'statements', kind: 'aff', file: 'statements', menu: 'money'},
  {path: 'payout-method', kind: 'aff', file: 'payout-method', menu: 'money'},
  // What else there is to set and to take along.
  {path: 'postbacks', kind: 'mer', file: 'postbacks', menu: 'tools'},
  {path: 'webhooks', kind: 'mer', file: 'webhooks', menu: 'tools'},
  {path: 'postback-url', kind: 'aff', file: 'postback-url', menu: 'tools'},
  {path: 'exports', kind: 'mer', file: 'exports', menu: 'tools'},
  {path: 'audit', kind: 'mer', file: 'audit', menu: 'tools'},
  {path: 'settings', kind: 'both', file: 'settings', menu: 'tools'},
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
