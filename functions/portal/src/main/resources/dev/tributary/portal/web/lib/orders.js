// What the pages of conversions, commissions and disputes share. Their words are in messages of `orders`.

import {html, nothing} from 'lit';
import {code, money, name, number, percent, time} from './format.js';
import {here} from './place.js';
import {to} from './rows.js';
import {facts, state} from './ui.js';
import {choice, t} from './words.js';

/** With its order the API finds it at once; its id alone is a hash. */
export function conversionLink(place, id, order) {
  return to(place, `conversions/${id}`, {order_id: order});
}

/** A day of clicks has no order: the day narrows the search. */
function commissionLink(place, row) {
  const day = row.explanation.day;
  return to(place, `commissions/${row.id}`, row.order_id ? {order_id: row.order_id} : {from: day, to: day});
}

/** What a commission is for: its order, or the clicks of a day. */
export function subject(row) {
  return row.kind === 'clicks' ? t('orders.clicks_of_day', {count: row.explanation.qualified}) : name(row.order_id);
}

/** Why somebody is credited, in a few words. */
export function creditWord(credit) {
  return choice('orders.credit', credit.kind);
}

const MARKS = ['source', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5'];

/** All that is known of why somebody is credited; with `expand=click` what its link's address said, too. */
export function creditFacts(place, credit, part) {
  const zone = place.program?.time_zone;
  return facts([
    [t('orders.credited_for'), creditWord(credit)],
    [t('orders.part'), part && part !== '1' ? partText(part) : undefined],
    [t('orders.coupon'), credit.coupon === null ? undefined : code(credit.coupon)],
    [t('orders.clicked_at'), credit.clicked_at === null ? undefined : time(credit.clicked_at, zone)],
    [t('orders.bound_since'), credit.bound_since ? time(credit.bound_since, zone) : undefined],
    [t('orders.link'), credit.link_id === null ? undefined : code(credit.link_id)],
    [t('orders.channel'), credit.channel_id === null ? undefined : code(credit.channel_id)],
    [t('orders.dispute'), credit.dispute_id
        ? html`<a href=${to(place, 'disputes', {dispute: credit.dispute_id})}>${code(credit.dispute_id)}</a>` : undefined],
    [t('orders.click'), credit.click_id === null ? undefined : code(credit.click_id)],
    ...credit.click ? MARKS.filter(mark => credit.click[mark]).map(mark => [choice('orders.mark', mark), name(credit.click[mark])]) : [],
  ]);
}

/** `1/3` of one, as a percentage. */
export function partText(part) {
  const [over, under = '1'] = part.split('/');
  return percent(Number(over) / Number(under));
}

/** How an amount came into the program's currency. */
export function exchangeText(exchange) {
  const [over, under] = exchange.rate.split('/');
  const rate = under ? `${number(over)} / ${number(under)}` : number(over);
  return t(exchange.source === 'ecb' ? 'orders.exchange_ecb' : 'orders.exchange_merchant',
      {from: exchange.from, to: exchange.to, rate, date: exchange.date});
}

/** A receipt's fate, with why where that is said. */
export function outcome(receipt) {
  return html`${state(receipt.status)}${receipt.reason
      ? html` <span>${choice('orders.reason', receipt.reason)}</span>` : nothing}`;
}

/** One receipt that was looked up. */
export function receiptCard(place, receipt) {
  return html`<section class="card" aria-label=${t('orders.receipt')}>
    <h2>${t('orders.receipt')}</h2>
    ${facts([
      [t('orders.what_became'), outcome(receipt)],
      [t('orders.received'), receipt.received_at ? time(receipt.received_at, place.program?.time_zone) : undefined],
      [t('orders.order'), receipt.conversion_id && receipt.status !== 'processing'
          ? html`<a href=${conversionLink(place, receipt.conversion_id, receipt.order_id)}>${name(receipt.order_id)}</a>`
          : name(receipt.order_id)],
      [t('orders.event'), name(receipt.event)],
      [t('orders.receipt_id'), code(receipt.receipt_id)],
      [t('orders.content_hash'), receipt.content_hash ? code(receipt.content_hash) : undefined],
    ])}
    <p><a href=${here({receipt: ''})}>${t('orders.receipt_done')}</a></p></section>`;
}

/** Whether a receipt may still become something else by itself. */
export function isUnderWay(status) {
  return ['processing', 'deciding', 'waiting'].includes(status);
}

/** The columns of commissions, in lists of them. */
export function commissionColumns(place, who) {
  const zone = place.program?.time_zone;
  return [
    {label: t('orders.what_for'), cell: row => html`<a href=${commissionLink(place, row)}>${subject(row)}</a>`},
    {label: t('orders.occurred'), cell: row => time(row.occurred_at, zone)},
    ...who ? [{label: t('orders.affiliate'), cell: row => who(row.affiliate_id)}] : [],
    {label: t('orders.state'), cell: row => state(row.state)},
    {label: t('orders.amount'), numeric: true, cell: row => money(row.amount)},
    {label: t('orders.reversed'), numeric: true, cell: row => isZero(row.reversed) ? '–' : money(row.reversed)},
    {label: t('orders.net'), numeric: true, cell: row => money(row.net)},
  ];
}

export function isZero(value) {
  return /^-?0*[.]?0*$/.test(value.amount);
}

/** Decimal texts of one currency, added digit by digit. */
export function sum(values) {
  const digits = Math.max(...values.map(value => (value.amount.split('.')[1] ?? '').length));
  const scaled = values.map(({amount}) => {
    const [whole, part = ''] = amount.split('.');
    return BigInt(whole + part.padEnd(digits, '0'));
  });
  const total = scaled.reduce((one, other) => one + other, 0n);
  return {amount: point(total, digits), currency: values[0].currency};
}

/** A whole number of the smallest units as a decimal text. */
export function point(units, digits) {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  const at = text.length - digits;
  return `${units < 0n ? '-' : ''}${text.slice(0, at)}${digits ? `.${text.slice(at)}` : ''}`;
}
