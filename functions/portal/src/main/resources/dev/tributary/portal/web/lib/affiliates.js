// The names of a program's affiliates, for lists whose rows have ids only, and for forms that choose one.

import {html} from 'lit';
import {api} from './api.js';
import {code, name} from './format.js';

const MOST = 1000;

/** By id, at most 1,000 of them; those beyond are shown by their ids. */
export async function affiliateNames(programId) {
  const {rows} = await api.all('/v1/affiliates', {program_id: programId}, MOST);
  return new Map(rows.map(one => [one.id, one.name]));
}

/** Its name, which leads to it. */
export function affiliateLink(place, names, id) {
  return html`<a href="${place.root}/affiliates/${id}">${names.has(id) ? name(names.get(id)) : code(id)}</a>`;
}

/** For a select, by name. */
export function affiliateOptions(names) {
  return [...names].sort((one, other) => one[1].localeCompare(other[1]));
}
