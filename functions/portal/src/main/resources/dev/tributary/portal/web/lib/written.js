// What people wrote to each other, as text: its lines as they were, its own direction, its https addresses as links.

import {html} from 'lit';

const ADDRESS = /https:\/\/[^\s<>"'\u2066-\u2069\u202a-\u202e]+/g;

/** @param text of anybody: nothing in it is markup, and no address but https leads anywhere */
export function written(text) {
  const parts = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = withoutEnd(found[0]);
    parts.push(text.slice(from, found.index), link(address));
    from = found.index + address.length;
  }
  parts.push(text.slice(from));
  return html`<div class="written" dir="auto">${parts}</div>`;
}

/** Without the sentence's own signs; a bracket that the address itself has opened belongs to it. */
function withoutEnd(address) {
  const bare = address.replace(/[.,;:!?]+$/, '');
  return bare.endsWith(')') && !bare.includes('(') ? withoutEnd(bare.slice(0, -1)) : bare;
}

function link(address) {
  return html`<a href=${address} dir="ltr" target="_blank" rel="noopener noreferrer nofollow">${address}</a>`;
}
