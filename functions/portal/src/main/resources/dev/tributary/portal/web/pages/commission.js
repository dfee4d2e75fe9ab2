// One commission: its explanation in full, in the page's language as the API tells it, what was written on its link,
// and its entries. While it waits, the page looks again now and then.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {code, day, money, name, time} from '../lib/format.js';
import {spanOf} from '../lib/instants.js';
import {affiliate, learn} from '../lib/names.js';
import {conversionLink, creditFacts, exchangeText, subject} from '../lib/orders.js';
import {Page} from '../lib/page.js';
import {query} from '../lib/place.js';
import {to} from '../lib/rows.js';
import {facts, figures, skeleton, state} from '../lib/ui.js';
import {Watching} from '../lib/watch.js';
import {choice, language, load, t} from '../lib/words.js';
import {entriesOf, entryTable} from './commission/entries.js';
import {counters, lines, ruleFacts, steps} from './commission/steps.js';

class Commission extends Watching(Page) {
  static title = 'commission.title';

  static first = 5_000;

  static properties = {entries: {state: true}};

  get zone() {
    return this.place.program?.time_zone ?? 'UTC';
  }

  /** Its id is a hash: so it is found at once. */
  get narrow() {
    const {order_id: order, from} = query();
    return {program_id: this.place.program?.id, ...order ? {order_id: order} : from ? spanOf(this.place) : {}};
  }

  async load() {
    const [row] = await Promise.all([
      api.get(`/v1/commissions/${this.place.params.commission}`, {...this.narrow, expand: 'click'}), load('orders'),
    ]);
    await learn(this.place, [row.affiliate_id]);
    const isOther = this.row?.id !== row.id;
    const isChanged = isOther || this.row.state !== row.state || this.row.net.amount !== row.net.amount;
    this.row = row;
    if (isOther) this.entries = undefined;
    if (isChanged) this.readEntries();
    return {row};
  }

  /** Beside the page: an account may have many. */
  async readEntries(before) {
    const {id} = this.row;
    const entries = await entriesOf(this.row, this.narrow, before).catch(failure => ({failure}));
    if (this.row.id === id) this.entries = entries;
  }

  isOpen({row}) {
    return row.state === 'pending' || row.state === 'under_review';
  }

  actions({row}) {
    if (this.place.kind !== 'aff' || !this.may('programs') || !row.order_id) return nothing;
    return html`<a class="button" href=${to(this.place, 'disputes',
        {open: 'wrong', order_id: row.order_id, event: row.event, commission_id: row.id})}>${t('commission.dispute')}</a>`;
  }

  body({row}) {
    const {explanation: told} = row;
    return html`
      <p>${row.conversion_id
          ? html`<a href=${conversionLink(this.place, row.conversion_id, row.order_id)}>${name(row.order_id)}</a>` : subject(row)}
        ${state(row.state)}</p>
      ${figures([
        {label: t('commission.earned'), value: money(row.amount)},
        {label: t('commission.less_reversed'), value: money(row.reversed)},
        {label: t('commission.left'), value: money(row.net)},
      ])}
      <p class="explained" lang=${language}>${told.sentence}</p>
      ${told.flags?.length ? html`<ul>${told.flags.map(flag => html`<li>${choice('commission.flag', flag)}</li>`)}</ul>` : nothing}
      ${facts([
        [t('orders.affiliate'), this.place.kind === 'mer' ? affiliate(this.place, row.affiliate_id) : undefined],
        [t('orders.event'), row.event ? name(row.event) : undefined],
        [t('orders.occurred'), time(row.occurred_at, this.zone)],
        [t('commission.hold_ends'), time(row.hold_ends_at, this.zone)],
        [t('commission.release_day'), day(row.release_day)],
        [t('commission.exchange'), told.exchange ? exchangeText(told.exchange) : undefined],
        [t('commission.id'), code(row.id)],
        [t('commission.zone'), this.zone],
      ])}
      <h2>${t('commission.steps')}</h2>
      ${steps(row)}
      <h2>${t('commission.rule_title')}</h2>
      ${ruleFacts(row)}
      ${told.credit ? html`<h2>${t('commission.credit')}</h2>${creditFacts(this.place, told.credit, told.share)}` : nothing}
      ${told.lines?.length ? html`<h2>${t('commission.lines')}</h2>${lines(row)}` : nothing}
      ${this.counters(row)}
      <h2>${t('commission.entries')}</h2>
      ${this.entryList(row)}`;
  }

  counters(row) {
    const shown = counters(row);
    return shown ? html`<h2>${t('commission.counters')}</h2>${shown}` : nothing;
  }

  entryList(row) {
    if (!this.entries) return skeleton(2);
    if (this.entries.failure) {
      return html`<p>${t('commission.entries_failed')}
        <button type="button" @click=${() => this.readEntries()}>${t('common.retry')}</button></p>`;
    }
    return entryTable(this.entries, row, this.zone, () => this.readEntries(this.entries));
  }
}
customElements.define('trb-commission', Commission);
