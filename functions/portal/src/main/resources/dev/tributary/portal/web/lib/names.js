// Names of affiliates and of those who decided, where the API has them and the role may read them; else ids.

import {html} from 'lit';
import {api} from './api.js';
import {code, name} from './format.js';
import {to} from './rows.js';

/** How many are asked for one by one; past that a list of them is read first. */
const FEW = 6;
const MOST = 100;
const MOST_OF_PROGRAM = 1000;
const known = new Map();
const people = new Map();

/** Reads the names of affiliates for a merchant's page; what cannot be read keeps its id. */
export async function learn(place, ids) {
  if (place.kind !== 'mer') return;
  const missing = () => [...new Set(ids)].filter(id => id && !known.has(key(place, id)));
  if (missing().length > FEW) {
    const page = await api.get('/v1/affiliates', {program_id: place.program?.id, limit: 100}).catch(() => ({data: []}));
    note(place, page.data);
  }
  const left = missing().slice(0, MOST);
  while (left.length) {
    await Promise.all(left.splice(0, FEW).map(id => api.get(`/v1/affiliates/${id}`).then(one => note(place, [one]), failure => {
      // What fails otherwise may be there the next time.
      if (failure.status === 404 || failure.status === 403) known.set(key(place, id), undefined);
    })));
  }
}

/** What a list of affiliates has told anyway. */
export function note(place, affiliates) {
  affiliates.forEach(one => known.set(key(place, one.id), one.name));
}

/** By id, a program's affiliates for forms that choose one: at most 1,000; those beyond are shown by their ids. */
export async function affiliatesOf(place) {
  const {rows} = await api.all('/v1/affiliates', {program_id: place.program.id}, MOST_OF_PROGRAM);
  note(place, rows);
  return new Map(rows.map(one => [one.id, one]));
}

/** For a select, by name. */
export function affiliateOptions(affiliates) {
  return [...affiliates.values()].map(one => [one.id, one.name]).sort((one, other) => one[1].localeCompare(other[1]));
}

/** An affiliate of a merchant's page, as a link to it; of the affiliate's own pages, itself. */
export function affiliate(place, id) {
  const said = known.get(key(place, id));
  const shown = said ? name(said) : code(id);
  return place.kind === 'mer' ? html`<a href=${to(place, `affiliates/${id}`)}>${shown}</a>` : shown;
}

/** The same as text, for choices and sentences. */
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
    [page.place.session.person_id, page.place.member.name],
    ...members.rows.map(one => [one.person_id, one.name]), ...keys.rows.map(one => [one.id, one.name]),
  ]));
}

/** Who decided: a person or a key. */
export function actor(place, id) {
  const said = people.get(place.tenant)?.get(id);
  return said ? html`<bdi title=${id}>${said}</bdi>` : code(id);
}

const key = (place, id) => `${place.tenant} ${id}`;
