// A page of several parts, each at its own address: `?tab=keys`. The first one stands where the address says none.

import {html} from 'lit';
import {query} from './place.js';

/** The part that the address names. @param all [{name, ...}] */
export function chosenTab(all) {
  return all.find(one => one.name === query().tab) ?? all[0];
}

/** Links to the parts; what belongs to one part only (filters, cursors) stays behind. @param all [{name, label()}] */
export function tabs(label, all) {
  const chosen = chosenTab(all);
  const to = name => {
    const kept = Object.entries({program: query().program, tab: name}).filter(([, value]) => value);
    return `${location.pathname}?${new URLSearchParams(kept)}`;
  };
  return html`<nav class="tabs" aria-label=${label}>${all.map(one => html`<a href=${to(one.name)}
    aria-current=${one === chosen ? 'page' : 'false'}>${one.label()}</a>`)}</nav>`;
}
