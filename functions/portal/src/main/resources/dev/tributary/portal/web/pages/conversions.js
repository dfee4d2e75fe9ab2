// What was sold: a merchant sees all of a program, an affiliate what it is credited for. Beside it, the fate of
// one receipt.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {exportButton} from '../lib/exporting.js';
import {day, money, name, number, time} from '../lib/format.js';
import {affiliate, affiliateText, learn} from '../lib/names.js';
import {conversionLink, creditWord, isUnderWay, isZero, receiptCard} from '../lib/orders.js';
import {query} from '../lib/place.js';
import {rangeOf} from '../lib/range.js';
import {spanOf} from '../lib/instants.js';
import {ListPage, dropChip, lookup, to} from '../lib/rows.js';
import {chips, empty, figures, problem, state, stateWord} from '../lib/ui.js';
import {Watching} from '../lib/watch.js';
import {load, t} from '../lib/words.js';

class Conversions extends Watching(ListPage) {
  static title = 'conversions.title';

  get zone() {
    return this.place.program?.time_zone;
  }

  source() {
    const {program} = this.place;
    if (!program) return undefined;
    const {order_id: order, affiliate_id: affiliateId, state: wanted} = query();
    const span = order ? {} : spanOf(this.place);
    return ['/v1/conversions', {program_id: program.id, affiliate_id: affiliateId, order_id: order, state: wanted, ...span}];
  }

  async load() {
    const [list, receipt, totals] = await Promise.all([super.load(), this.receipt(), this.totals(), load('orders')]);
    return {...list, receipt, totals};
  }

  async beside(rows) {
    await learn(this.place, [query().affiliate_id, ...rows.flatMap(row => row.shares.map(share => share.affiliate_id))]);
    return {};
  }

  async receipt() {
    const id = query().receipt;
    if (!id) return undefined;
    return api.get(`/v1/receipts/${encodeURIComponent(id)}`).catch(failure => ({failure}));
  }

  /** Where the rows are all of a span; there are programs with too many for that. */
  async totals() {
    const {program} = this.place;
    const {order_id: order, affiliate_id: affiliateId, state: wanted} = query();
    if (!program || order || wanted) return undefined;
    const {from, to: last} = rangeOf(this.place);
    return api.get('/v1/overview', {program_id: program.id, affiliate_id: affiliateId, from, to: last}).catch(failure => {
      if (failure.status >= 500 || failure.status === 0) throw failure;
      return undefined;
    });
  }

  isOpen({receipt}) {
    return Boolean(receipt) && isUnderWay(receipt.status);
  }

  actions() {
    return html`${exportButton(this, 'conversions')}${query().order_id ? nothing : html`<trb-range .place=${this.place}></trb-range>`}`;
  }

  body(data) {
    if (!this.place.program) return empty(t(this.place.kind === 'mer' ? 'conversions.no_program' : 'conversions.no_enrollment'));
    return html`
      ${data.totals ? this.figures(data.totals) : nothing}
      ${this.filters()}
      ${this.shownReceipt(data.receipt)}
      ${this.list(this.columns(), data, {caption: t('conversions.title'), none: this.none()})}`;
  }

  figures({totals, before}) {
    const then = before.figures;
    return html`${figures([
      {label: t('conversions.credited'), value: number(totals.conversions), before: number(then.conversions)},
      ...totals.unattributed === null ? [] : [{
        label: t('conversions.to_nobody'), value: number(totals.unattributed), before: number(then.unattributed ?? 0),
      }],
      {label: t('conversions.revenue'), value: money(totals.base), before: money(then.base)},
      {label: t('orders.commission'), value: money(totals.commission), before: money(then.commission),
        href: to(this.place, 'commissions', {from: query().from, to: query().to})},
    ])}<p>${t('conversions.compared', {from: day(before.from), to: day(before.to)})}</p>`;
  }

  filters() {
    const {state: wanted, order_id: order, affiliate_id: affiliateId, receipt} = query();
    return html`<div class="filters">
      ${this.place.kind === 'mer' ? chips(t('orders.state'), 'state', wanted, [
        ['', t('orders.all')], ['converted', stateWord('converted')], ['unattributed', stateWord('unattributed')],
        ['unproven', stateWord('unproven')],
      ]) : nothing}
      ${order ? dropChip(['order_id'], t('orders.only_order', {order})) : nothing}
      ${affiliateId ? dropChip(['affiliate_id'], t('orders.only_affiliate', {affiliate: affiliateText(this.place, affiliateId)})) : nothing}
      ${lookup(t('orders.order'), 'order_id', order, t('orders.find'))}
      ${lookup(t('orders.receipt_id'), 'receipt', receipt, t('orders.look_up'))}</div>`;
  }

  shownReceipt(receipt) {
    if (!receipt) return nothing;
    if (!receipt.failure) return receiptCard(this.place, receipt);
    if ([400, 404].includes(receipt.failure.status)) receipt.failure.words = t('conversions.no_receipt');
    return problem(receipt.failure);
  }

  columns() {
    const merchant = this.place.kind === 'mer';
    return [
      {label: t('orders.order'), cell: row => html`<a href=${conversionLink(this.place, row.id, row.order_id)}>${name(row.order_id)}</a>`},
      {label: t('orders.occurred'), cell: row => time(row.occurred_at, this.zone)},
      {label: t('orders.event'), cell: row => name(row.event)},
      {label: t('orders.state'), cell: row => state(row.state)},
      {label: t('orders.approval'), cell: row => state(row.status)},
      {label: t('orders.amount'), numeric: true, cell: row => money(row.amount)},
      {label: t('orders.refunded'), numeric: true, cell: row => isZero(row.refunded) ? '–' : money(row.refunded)},
      ...merchant ? [{label: t('orders.affiliate'), cell: row => this.whose(row)}] : [],
      {label: t('orders.credited_for'), cell: row => row.shares.map(share => creditWord(share.credit)).join(', ') || '–'},
    ];
  }

  whose({shares}) {
    return shares.length ? shares.map((share, at) => html`${at ? ', ' : nothing}${affiliate(this.place, share.affiliate_id)}`) : '–';
  }

  none() {
    const {order_id: order, state: wanted} = query();
    if (order) return t('conversions.none_of_order');
    if (wanted) return t('conversions.none_of_filter');
    return t(this.place.kind === 'mer' ? 'conversions.none' : 'conversions.none_yet');
  }
}
customElements.define('trb-conversions', Conversions);
