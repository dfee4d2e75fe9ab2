// Names of affiliates and of those who decided, where the API has them and the role may read them; else ids.

import {html} from 'lit';
import {api} from './api.js';
import {code, name} from './format.js';
import {to} from './rows.js';

/** How many are asked for one by one; past that a list of them is read first. */
const FEW = 12;
const MOST = 100;
const known = new Map();
const people = new Map();

/** Reads the names of affiliates for a merchant's page; what cannot be read keeps its id. */
export async function learn(place, ids) {
  if (place.kind !== 'mer') return;
  const missing = () => [...new Set(ids)].filter(id => id && !known.has(key(place, id)));
  if (missing().length > FEW) {
    const {rows} = await api.all('/v1/affiliates').catch(() => ({rows: []}));
    rows.forEach(one => known.set(key(place, one.id), one.name));
  }
  await Promise.all(missing().slice(0, MOST).map(id => api.get(`/v1/affiliates/${id}`)
      .then(one => known.set(key(place, id), one.name), () => known.set(key(place, id), undefined))));
}

/** An affiliate of a merchant's page, as a link to it; of the affiliate's own pages, itself. */
export function affiliate(place, id) {
  const said = known.get(key(place, id));
  const shown = said ? name(said) : code(id);
  return place.kind === 'mer' ? html`<a href=${to(place, `affiliates/${id}`)}>${shown}</a>` : shown;
}

/** The same as text, for choices. */
export function affiliateText(place, id) {
  return known.get(key(place, id)) ?? id;
}

/** Reads who the members and keys are, once per tenant, where the role may. */
export async function learnPeople(page) {
  const {tenant} = page.place;
  if (people.has(tenant)) return;
  const [members, keys] = await Promise.all([
    page.may('members') ? api.all('/v1/members').catch(() => ({rows: []})) : {rows: []},
    page.may('keys') ? api.all('/v1/api_keys').catch(() => ({rows: []})) : {rows: []},
  ]);
  people.set(tenant, new Map([
    ...members.rows.map(one => [one.person_id, one.name]), ...keys.rows.map(one => [one.id, one.name]),
  ]));
}

/** Who decided: a person or a key. */
export function actor(place, id) {
  const said = people.get(place.tenant)?.get(id);
  return said ? html`<bdi title=${id}>${said}</bdi>` : code(id);
}

const key = (place, id) => `${place.tenant} ${id}`;
