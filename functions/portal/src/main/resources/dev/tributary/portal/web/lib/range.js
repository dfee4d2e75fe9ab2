// One range of days for all pages, in the address: `from` and `to`, in the program's zone.

import {LitElement, html} from 'lit';
import {day, daysBetween, plusDays, today} from './format.js';
import {go, here, query} from './place.js';
import {t} from './words.js';

/** What the address says, else the last 30 days. */
export function rangeOf(place) {
  const zone = place.program?.time_zone ?? 'UTC';
  const now = today(zone);
  const given = query();
  const isDay = text => /^\d{4}-\d{2}-\d{2}$/.test(text ?? '');
  return isDay(given.from) && isDay(given.to)
      ? {from: given.from, to: given.to, zone}
      : {from: plusDays(now, -29), to: now, zone};
}

function presets(now) {
  const first = `${now.slice(0, 7)}-01`;
  const before = plusDays(first, -1);
  return [
    ['today', now, now],
    ['days_7', plusDays(now, -6), now],
    ['days_30', plusDays(now, -29), now],
    ['this_month', first, now],
    ['last_month', `${before.slice(0, 7)}-01`, before],
    ['days_90', plusDays(now, -89), now],
  ];
}

class Range extends LitElement {
  static properties = {place: {attribute: false}};

  createRenderRoot() {
    return this;
  }

  choose(event) {
    const chosen = presets(today(rangeOf(this.place).zone)).find(([name]) => name === event.target.value);
    if (chosen) go(here({from: chosen[1], to: chosen[2]}));
  }

  change() {
    const [from, to] = [...this.querySelectorAll('input')].map(input => input.value);
    if (from && to && from <= to && daysBetween(from, to) <= 366) go(here({from, to}));
  }

  render() {
    const {from, to, zone} = rangeOf(this.place);
    const all = presets(today(zone));
    const named = all.find(one => one[1] === from && one[2] === to)?.[0] ?? 'custom';
    return html`<fieldset class="range"><legend class="unseen">${t('common.range')}</legend>
      <select aria-label=${t('common.range')} @change=${this.choose}>
        ${[...all.map(([name]) => name), 'custom'].map(name =>
            html`<option value=${name} .selected=${name === named}>${t(`common.range_${name}`)}</option>`)}
      </select>
      <input type="date" aria-label=${t('common.from')} .value=${from} max=${to} @change=${this.change}>
      <input type="date" aria-label=${t('common.to')} .value=${to} min=${from} @change=${this.change}>
      <small>${day(from)} – ${day(to)}, <bdi>${zone}</bdi></small></fieldset>`;
  }
}
customElements.define('trb-range', Range);
