// A program's affiliates, for lists whose rows have ids only, and for forms that choose one.

import {html} from 'lit';
import {api} from './api.js';
import {code, name} from './format.js';

const MOST = 1000;

/** By id, at most 1,000 of them; those beyond are shown by their ids. */
export async function affiliatesOf(programId) {
  const {rows} = await api.all('/v1/affiliates', {program_id: programId}, MOST);
  return new Map(rows.map(one => [one.id, one]));
}

/** Its name, which leads to it. */
export function affiliateLink(place, affiliates, id) {
  const known = affiliates.get(id);
  return html`<a href="${place.root}/affiliates/${id}">${known ? name(known.name) : code(id)}</a>`;
}

/** For a select, by name. */
export function affiliateOptions(affiliates) {
  return [...affiliates.values()].map(one => [one.id, one.name]).sort((one, other) => one[1].localeCompare(other[1]));
}
