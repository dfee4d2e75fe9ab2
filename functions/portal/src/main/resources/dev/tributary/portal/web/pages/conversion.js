// One conversion: what it was, why it is credited, what was taken back, what it earned, and which calls made it.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {code, money, name, time} from '../lib/format.js';
import {affiliate, learn} from '../lib/names.js';
import {commissionColumns, creditFacts, exchangeText, isUnderWay, isZero, outcome} from '../lib/orders.js';
import {Page} from '../lib/page.js';
import {query} from '../lib/place.js';
import {to} from '../lib/rows.js';
import {facts, figures, state, table} from '../lib/ui.js';
import {Watching} from '../lib/watch.js';
import {choice, load, t} from '../lib/words.js';

class Conversion extends Watching(Page) {
  static title = 'conversion.title';

  static first = 3_000;

  async load() {
    const {program, params} = this.place;
    const narrow = {program_id: program?.id, order_id: query().order_id};
    const [conversion] = await Promise.all([api.get(`/v1/conversions/${params.conversion}`, narrow), load('orders')]);
    const [{rows}] = await Promise.all([
      conversion.commission_ids.length
          ? api.all('/v1/commissions', {program_id: conversion.program_id, order_id: conversion.order_id}, 200) : {rows: []},
      learn(this.place, conversion.shares.map(share => share.affiliate_id)),
    ]);
    return {conversion, commissions: rows.filter(row => row.conversion_id === conversion.id)};
  }

  isOpen({conversion}) {
    return conversion.receipts?.some(receipt => isUnderWay(receipt.status)) ?? false;
  }

  actions({conversion}) {
    if (this.place.kind !== 'aff' || !this.may('programs')) return nothing;
    return html`<a class="button" href=${to(this.place, 'disputes',
        {open: 'wrong', order_id: conversion.order_id, event: conversion.event})}>${t('conversion.dispute')}</a>`;
  }

  body({conversion, commissions}) {
    const zone = this.place.program?.time_zone;
    return html`
      <p>${name(conversion.order_id)} ${state(conversion.state)} ${state(conversion.status)}</p>
      ${figures([
        {label: t('orders.amount'), value: money(conversion.amount)},
        {label: t('orders.refunded'), value: money(conversion.refunded)},
        ...commissions.map(row => ({label: t('orders.commission'), value: money(row.net)})),
      ])}
      ${facts([
        [t('orders.event'), name(conversion.event)],
        [t('orders.occurred'), time(conversion.occurred_at, zone)],
        [t('orders.received'), time(conversion.received_at, zone)],
        [t('conversion.approves_at'), conversion.status === 'pending' && conversion.approves_at
            ? time(conversion.approves_at, zone) : undefined],
        [t('conversion.approved_amount'), conversion.approved_amount ? money(conversion.approved_amount) : undefined],
        [t('conversion.status_reason'), conversion.status_reason ? name(conversion.status_reason) : undefined],
        [t('conversion.why_nobody'), conversion.unattributed_reason
            ? choice('conversion.unattributed', conversion.unattributed_reason) : undefined],
        [t('conversion.why_nothing'), conversion.no_commission_reason
            ? choice('conversion.no_commission', conversion.no_commission_reason) : undefined],
        [t('conversion.exchange'), conversion.exchange ? exchangeText(conversion.exchange) : undefined],
        [t('conversion.id'), code(conversion.id)],
        [t('conversion.zone'), zone],
      ])}
      ${this.credit(conversion)}
      ${this.commissions(commissions)}
      ${this.refunds(conversion, zone)}
      ${conversion.receipts ? this.receipts(conversion, zone) : nothing}`;
  }

  credit({shares}) {
    return html`<h2>${t('conversion.credit')}</h2>
      ${shares.length ? shares.map(share => html`<div class="card">
          ${this.place.kind === 'mer' ? html`<p>${affiliate(this.place, share.affiliate_id)}</p>` : nothing}
          ${creditFacts(this.place, share.credit, share.part)}</div>`)
        : html`<p>${t('conversion.credit_none')}</p>`}`;
  }

  commissions(rows) {
    const who = this.place.kind === 'mer' ? id => affiliate(this.place, id) : undefined;
    return html`<h2>${t('conversion.commissions')}</h2>
      ${table(commissionColumns(this.place, who), rows, {caption: t('conversion.commissions'), empty: t('conversion.commissions_none')})}`;
  }

  refunds({refunds, refunded}, zone) {
    if (!refunds.length && isZero(refunded)) return nothing;
    return html`<h2>${t('conversion.refunds')}</h2>${table([
      {label: t('conversion.refund_id'), cell: row => name(row.refund_id)},
      {label: t('conversion.refund_kind'), cell: row => choice('conversion.refund', row.kind)},
      {label: t('orders.occurred'), cell: row => time(row.occurred_at, zone)},
      {label: t('orders.amount'), numeric: true, cell: row => money(row.amount)},
      {label: t('conversion.refund_note'), cell: row => row.won ? t('conversion.refund_won') : '–'},
    ], refunds, {caption: t('conversion.refunds')})}`;
  }

  receipts({receipts}, zone) {
    return html`<h2>${t('conversion.receipts')}</h2>${table([
      {label: t('orders.receipt_id'), cell: row =>
          html`<a href=${to(this.place, 'conversions', {receipt: row.receipt_id})}>${code(row.receipt_id)}</a>`},
      {label: t('orders.received'), cell: row => time(row.received_at, zone)},
      {label: t('orders.what_became'), cell: row => outcome(row)},
    ], receipts, {caption: t('conversion.receipts')})}`;
  }
}
customElements.define('trb-conversion', Conversion);
