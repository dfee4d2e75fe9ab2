// Pages that list what the API has, and the fields above a list. What narrows it stands in the address.

import {html, nothing} from 'lit';
import {api, url} from './api.js';
import {Page} from './page.js';
import {go, here} from './place.js';
import {empty, table} from './ui.js';
import {t} from './words.js';

/** The API's pages may be short and still have a next one: this asks until there is enough to show. */
const MOST_PAGES = 10;

export async function rowsOf(path, query, {cursor, limit = 50} = {}) {
  const rows = [];
  let next = cursor;
  for (let page = 0; page < MOST_PAGES && rows.length < limit / 2; page++) {
    const answer = await api.get(path, {limit, ...query, cursor: next});
    rows.push(...answer.data);
    next = answer.next_cursor;
    if (!next) break;
  }
  return {rows, next};
}

/** A page of `source()` rows, with a button for more; `beside(rows)` is what else it shows. */
export class ListPage extends Page {
  /** [path, query], or nothing where there is nothing to ask. */
  source() {
    return undefined;
  }

  async beside() {
    return {};
  }

  async load() {
    const source = this.source();
    const list = source ? await rowsOf(...source) : {rows: []};
    return {...list, ...await this.beside(list.rows)};
  }

  more = async () => {
    if (this.isAsking) return;
    this.isAsking = true;
    const turn = this.turn;
    try {
      const {rows, next} = await rowsOf(...this.source(), {cursor: this.data.next});
      const all = [...this.data.rows, ...rows];
      const beside = await this.beside(all);
      if (turn === this.turn) this.data = {...this.data, ...beside, rows: all, next};
    } catch (failure) {
      this.dispatchEvent(new CustomEvent('trb-failed', {detail: failure, bubbles: true}));
    } finally {
      this.isAsking = false;
    }
  };

  /** The rows, or what to do where there are none; where the API has looked at many in vain, it may look on. */
  list(columns, {rows, next}, {caption, none}) {
    const more = next ? this.more : undefined;
    const on = more ? html`<button type="button" @click=${more}>${t('common.more')}</button>` : nothing;
    return table(columns, rows, {caption, more, empty: typeof none === 'string' ? empty(none, on) : none});
  }
}

/** The address of a page of this tenant, in this program. */
export function to(place, path, query = {}) {
  return url(`${place.root}/${path}`, {program: place.program?.id, ...query});
}

/** A filter that is typed, in the address. */
export function lookup(label, name, value, button) {
  const look = event => {
    event.preventDefault();
    go(here({[name]: event.target.elements[name].value.trim(), cursor: ''}));
  };
  return html`<form class="lookup" role="search" aria-label=${label} @submit=${look}>
    <label>${label} <input type="search" name=${name} .value=${value ?? ''} dir="ltr" maxlength="300" autocomplete="off"></label>
    <button>${button}</button></form>`;
}

/** A filter that came by a link, with the way out of it. */
export function dropChip(names, text) {
  const without = Object.fromEntries(names.map(name => [name, '']));
  return html`<a class="drop" href=${here({...without, cursor: ''})}>${text} <span aria-hidden="true">×</span></a>`;
}
