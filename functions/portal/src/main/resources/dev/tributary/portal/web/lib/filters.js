// Filters that live in the address: whoever has the link sees the same rows.

import {html} from 'lit';
import {go, here} from './place.js';

const change = name => event => go(here({[name]: event.target.value.trim(), cursor: ''}));

/** @param options [[value, text]], the first one for all */
export function filterBy(label, name, value, options) {
  return html`<label>${label}<select @change=${change(name)}>${options.map(([one, text]) =>
      html`<option value=${one} .selected=${one === (value ?? '')}>${text}</option>`)}</select></label>`;
}

export function filterText(label, name, value) {
  return html`<label>${label}<input type="search" dir="ltr" .value=${value ?? ''} @change=${change(name)}></label>`;
}

/** All of them beside each other. */
export function filters(label, ...all) {
  return html`<div class="filters" role="group" aria-label=${label}>${all}</div>`;
}
