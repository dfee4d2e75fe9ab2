// How a commission was computed, step by step, with the exact amounts that it is rounded from.

import {html} from 'lit';
import {code, day, money, moneyText, number} from '../../lib/format.js';
import {isZero, partText, point} from '../../lib/orders.js';
import {facts, table} from '../../lib/ui.js';
import {choice, language, t} from '../../lib/words.js';

/** So many digits behind the last one of the currency; most amounts end before. */
const MORE_DIGITS = 6;

/** `{"minor":"4725/2","currency":"EUR"}` in the digits of a currency; one that does not end is said to be about so much. */
export function exact(value, digits) {
  const [over, under = '1'] = value.minor.split('/').map(BigInt);
  const scaled = over * 10n ** BigInt(MORE_DIGITS);
  const isWhole = scaled % BigInt(under) === 0n;
  let amount = point(scaled / BigInt(under), digits + MORE_DIGITS);
  for (let left = MORE_DIGITS; isWhole && left && amount.endsWith('0'); left--) amount = amount.slice(0, -1);
  amount = amount.replace(/\.$/, '');
  return html`<bdi class="money">${isWhole ? '' : '≈ '}${moneyText({amount, currency: value.currency})}</bdi>`;
}

const digitsOf = value => (value.amount.split('.')[1] ?? '').length;
const isNothing = value => value.minor === '0';

function percentText(text) {
  return new Intl.NumberFormat(language, {style: 'percent', maximumFractionDigits: 10}).format(Number(text) / 100);
}

/** What is paid: a percentage, an amount, both; by stages or tiers the parts say which one held. */
export function payText(pay) {
  if (pay.stages) return t('commission.pay_stages');
  if (pay.tiers) return t('commission.pay_tiers', {period: choice('commission.period', pay.tiers.period)});
  return [
    pay.percent && percentText(pay.percent),
    pay.amount && moneyText(pay.amount),
    pay.per_item && t('commission.pay_per_item', {amount: moneyText(pay.per_item)}),
  ].filter(Boolean).join(' + ');
}

/** Of an order: from what it came to, to what is earned. */
function orderSteps(row) {
  const {explanation: told} = row;
  const digits = digitsOf(row.amount);
  const ordered = digitsOf(told.order.amount);
  const less = [
    [t('commission.less_tax'), told.order.tax], [t('commission.less_shipping'), told.order.shipping],
    [t('commission.less_fee'), told.order.fee],
  ].filter(([, value]) => !isNothing(value)).map(([label, value]) => ({label, value: exact(value, ordered)}));
  const changed = [
    [t('commission.limited'), told.full, told.limited, ''],
    [t('commission.shared'), told.limited, told.shared, partText(told.share)],
    [t('commission.capped'), told.shared, told.capped, ''],
  ].filter(([, before, after]) => before.minor !== after.minor)
      .map(([label, , after, note]) => ({label, value: exact(after, digits), note}));
  return [
    {label: t('commission.order_amount'), value: money(told.order.amount)},
    ...less,
    {label: t('commission.base'), value: exact(told.base, digits)},
    ...told.parts.map(part => ({label: t('commission.part'), value: exact(part.base, digits), note: payText(part.pay)})),
    {label: t('commission.full'), value: exact(told.full, digits)},
    ...changed,
    ...told.exact.minor === told.capped.minor ? [] : [{label: t('commission.exact'), value: exact(told.exact, digits)}],
    {label: t('commission.rounded'), value: money(row.amount), note: choice('commission.rounding', told.rounding)},
  ];
}

/** Of a day of clicks. */
function clickSteps({explanation: told, amount}) {
  return [
    {label: t('commission.qualified'), value: number(told.qualified)},
    ...told.daily_cap === null ? [] : [{label: t('commission.daily_cap'), value: number(told.daily_cap)}],
    {label: t('commission.paid_clicks'), value: number(told.paid)},
    {label: t('commission.per_click'), value: money(told.per_click)},
    ...told.left_by_caps ? [{label: t('commission.left_by_caps'), value: money(told.left_by_caps)}] : [],
    {label: t('commission.rounded'), value: money(amount)},
  ];
}

export function steps(row) {
  const all = row.kind === 'clicks' ? clickSteps(row) : orderSteps(row);
  const last = isZero(row.reversed) ? [] : [
    {label: t('commission.less_reversed'), value: money(row.reversed)}, {label: t('commission.left'), value: money(row.net)},
  ];
  return table([
    {label: t('commission.step'), cell: one => one.label},
    {label: t('commission.value'), numeric: true, cell: one => one.value},
    {label: t('commission.how'), cell: one => one.note ?? ''},
  ], [...all, ...last], {caption: t('commission.steps')});
}

/** By what the rule was chosen. */
export function ruleFacts({explanation: told}) {
  const {facts: by} = told;
  return facts([
    [t('commission.rule'), code(told.rule_id)],
    [t('commission.terms_version'), number(told.terms_version)],
    [t('commission.pay'), told.pay ? payText(told.pay) : undefined],
    [t('commission.override'), told.pay_is_override ? t('commission.override_yes') : undefined],
    ...by ? [
      [t('commission.day'), day(by.day)],
      [t('commission.groups'), by.groups.length ? by.groups.join(', ') : undefined],
      [t('commission.coupon'), by.coupon === null ? undefined : code(by.coupon)],
      [t('commission.channel'), by.channel ?? undefined],
      [t('commission.customer'), by.new_customer === null ? undefined
          : t(by.new_customer ? 'commission.customer_new' : 'commission.customer_known')],
      [t('commission.country'), by.country === null ? undefined : countryName(by.country)],
      [t('commission.device'), by.device === null ? undefined : choice('commission.device', by.device)],
    ] : [[t('commission.day'), day(told.day)]],
  ]);
}

function countryName(country) {
  return new Intl.DisplayNames(language, {type: 'region', fallback: 'code'}).of(country);
}

/** The lines of the order that counted. */
export function lines({explanation: told, amount}) {
  const digits = digitsOf(amount);
  return table([
    {label: t('commission.sku'), cell: line => line.sku ? code(line.sku) : t('commission.whole_order')},
    {label: t('commission.category'), cell: line => line.category ?? '–'},
    {label: t('commission.quantity'), numeric: true, cell: line => number(line.quantity)},
    {label: t('commission.base'), numeric: true, cell: line => exact(line.base, digits)},
  ], told.lines, {caption: t('commission.lines')});
}

/** What tiers and caps had counted before. */
export function counters({explanation: told}) {
  const rows = [
    ...Object.entries(told.counted ?? {}).map(([tally, count]) => ({tally, count, label: t('commission.counted_before')})),
    ...Object.entries(told.rated ?? {}).map(([tally, count]) => ({tally, count, label: t('commission.rated_at')})),
  ];
  return rows.length ? table([
    {label: t('commission.tally'), cell: row => code(row.tally)},
    {label: t('commission.meaning'), cell: row => row.label},
    {label: t('commission.value'), numeric: true, cell: row => number(row.count)},
  ], rows, {caption: t('commission.counters')}) : undefined;
}
