// Pages that list what the API has, and the fields above a list. What narrows it stands in the address.

import {html, nothing} from 'lit';
import {api, url} from './api.js';
import {Page} from './page.js';
import {go, here} from './place.js';
import {empty, table} from './ui.js';
import {t} from './words.js';

const MOST_STEPS = 10;

/**
 * Pages of a list, by its cursor. What a list is filtered by may leave its pages short: then the next ones are
 * asked for, until there is enough to look at.
 * @param before what an earlier walk gave, to go on after it
 * @param fits whether a row is wanted at all, for what the API has no filter for
 * @return {rows, cursor: null at the end, looked: how many rows were looked at}
 */
export async function walk(path, query, {before, least = 25, fits = () => true} = {}) {
  const rows = [...before?.rows ?? []];
  const enough = rows.length + least;
  let {cursor, looked} = before ?? {looked: 0};
  for (let step = 0; step < MOST_STEPS; step++) {
    const page = await api.get(path, {limit: 50, ...query, cursor});
    looked += page.data.length;
    rows.push(...page.data.filter(fits));
    cursor = page.next_cursor;
    if (!cursor || rows.length >= enough) break;
  }
  return {rows, cursor, looked};
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
    const list = source ? await walk(...source) : {rows: []};
    return {...list, ...await this.beside(list.rows)};
  }

  more = async () => {
    if (this.isAsking) return;
    this.isAsking = true;
    const turn = this.turn;
    try {
      const list = await walk(...this.source(), {before: this.data});
      const beside = await this.beside(list.rows);
      if (turn === this.turn) this.data = {...this.data, ...beside, ...list};
    } catch (failure) {
      this.failed(failure);
    } finally {
      this.isAsking = false;
    }
  };

  /** The rows, or what to do where there are none; where the API has looked at many in vain, it may look on. */
  list(columns, {rows, cursor}, {caption, none}) {
    const more = cursor ? this.more : undefined;
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
