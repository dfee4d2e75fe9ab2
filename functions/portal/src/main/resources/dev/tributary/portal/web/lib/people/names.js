// Whose id an affiliate's is: lists of the API have ids, people know names.

import {html} from 'lit';
import {api} from '../api.js';
import {name} from '../format.js';

const AT_ONCE = 6;
const FEW = 5;
const known = new Map();

/** Learns the names of these; afterwards `affiliateName` has them. One that is not to be seen keeps its id. */
export async function learnNames(place, ids) {
  const unknown = () => [...new Set(ids)].filter(id => id && !known.has(id));
  if (unknown().length > FEW && place.program) {
    learn((await api.get('/v1/affiliates', {program_id: place.program.id, limit: 100})).data);
  }
  const left = unknown();
  while (left.length) {
    await Promise.all(left.splice(0, AT_ONCE).map(id => api.get(`/v1/affiliates/${id}`)
        .then(one => learn([one]), failure => {
          if (failure.status !== 404) throw failure;
          known.set(id, id);
        })));
  }
}

/** What a list of affiliates has told anyway. */
export function learn(affiliates) {
  affiliates.forEach(one => known.set(one.id, one.name));
}

export function nameOf(id) {
  return known.get(id) ?? id;
}

/** To the affiliate's page. */
export function affiliateLink(place, id) {
  return html`<a href="${place.root}/affiliates/${id}">${name(nameOf(id))}</a>`;
}
