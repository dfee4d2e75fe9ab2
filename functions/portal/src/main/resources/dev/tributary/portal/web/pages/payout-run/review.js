// What an approver looks at before approving, each table also as a file.

import {html, nothing} from 'lit';
import {download} from '../../lib/api.js';
import {code, day, money, name, number, time} from '../../lib/format.js';
import {actor, affiliate} from '../../lib/names.js';
import {railWord} from '../../lib/payouts.js';
import {to} from '../../lib/rows.js';
import {figures, table} from '../../lib/ui.js';
import {choice, language, t} from '../../lib/words.js';

/** With its sign: how many more or fewer. */
function change(count) {
  return html`<bdi>${new Intl.NumberFormat(language, {signDisplay: 'exceptZero'}).format(count)}</bdi>`;
}

function moneyChange({amount, currency}) {
  const digits = (amount.split('.')[1] ?? '').length;
  return html`<bdi class="money">${new Intl.NumberFormat(language, {
    style: 'currency', currency, signDisplay: 'exceptZero', minimumFractionDigits: digits, maximumFractionDigits: digits,
  }).format(amount)}</bdi>`;
}

export function totals(run, review) {
  const {totals: now} = run;
  const large = review?.lines.filter(line => line.warnings.includes('over_three_times_the_average')).length;
  const left = Object.values(now.left_out).reduce((one, other) => one + other, 0);
  const since = review?.since_last_run;
  return figures([
    {label: t('payout-run.net'), value: money(now.net),
      before: since ? moneyChange(since.net) : undefined},
    {label: t('payouts.payouts'), value: number(now.payouts), before: since ? change(since.payouts) : undefined},
    {label: t('payouts.gross'), value: money(now.gross)},
    {label: t('payouts.fees'), value: money(now.fees)},
    {label: t('payout-run.new_methods'), value: number(now.new_methods), href: now.new_methods ? '#look' : undefined},
    {label: t('payout-run.changed_methods'), value: number(now.changed_methods), href: now.changed_methods ? '#look' : undefined},
    ...review ? [
      {label: t('payout-run.shared_accounts'), value: number(review.shared_accounts.length),
        href: review.shared_accounts.length ? '#shared' : undefined},
      {label: t('payout-run.large'), value: number(large), href: large ? '#look' : undefined},
    ] : [],
    {label: t('payout-run.left_out'), value: number(left), href: left ? '#left-out' : undefined},
  ]);
}

export function since(place, review) {
  const {since_last_run: last} = review;
  return html`<p>${last ? html`${t('payout-run.since')} <a href=${to(place, `payouts/${last.run_id}`)}>${time(last.created_at, place.program?.time_zone)}</a>`
      : t('payout-run.first')}</p>`;
}

/** All tables as files: every line, and each of the others. */
export function files(page, run) {
  const get = part => download(`/v1/payout_runs/${run.id}/review`, {format: 'csv', part}, `${run.id}-${part}.csv`)
      .catch(failure => page.failed(failure));
  return html`<div class="actions" role="group" aria-label=${t('payout-run.files')}><span>${t('payout-run.files')}</span>
    ${['lines', 'sums', 'adjustments', 'shared_accounts'].map(part =>
        html`<button type="button" @click=${() => get(part)}>${choice('payout-run.file', part)}</button>`)}</div>`;
}

export function rails(review) {
  return html`<h2>${t('payout-run.rails')}</h2>${table([
    {label: t('payouts.rail'), cell: row => railWord(row.rail)},
    {label: t('payout-run.currency'), cell: row => code(row.net.currency)},
    {label: t('payouts.payouts'), numeric: true, cell: row => number(row.payouts)},
    {label: t('payouts.gross'), numeric: true, cell: row => money(row.gross)},
    {label: t('payouts.fees'), numeric: true, cell: row => money(row.fees)},
    {label: t('payouts.net'), numeric: true, cell: row => money(row.net)},
    {label: t('payout-run.execution'), cell: row => row.execution_date ? day(row.execution_date)
        : t(row.rail === 'csv' ? 'payout-run.execution_by_people' : 'payout-run.execution_at_once')},
  ], review.rails, {caption: t('payout-run.rails'), empty: t('payout-run.pays_nobody')})}`;
}

export function lookAt(place, review) {
  return html`<h2 id="look">${t('payout-run.lines')}</h2>${table([
    {label: t('payouts.affiliate'), cell: line => affiliate(place, line.affiliate_id)},
    {label: t('payouts.rail'), cell: line => railWord(line.rail)},
    {label: t('payouts.net'), numeric: true, cell: line => money(line.net)},
    {label: t('payout-run.why'), cell: line => line.warnings.map(one => html`<div>${choice('payout-run.warning', one)}</div>`)},
    {label: t('payouts.payout_id'), cell: line => code(line.payout_id)},
  ], review.lines, {caption: t('payout-run.lines'), empty: t('payout-run.lines_none')})}
  ${review.shared_accounts.length ? html`<h2 id="shared">${t('payout-run.shared_accounts')}</h2>${table([
    {label: t('payout-run.shared_number'), cell: row => number(row.at)},
    {label: t('payout-run.shared_by'), cell: row => row.ids.map((id, at) => html`${at ? ', ' : nothing}${affiliate(place, id)}`)},
  ], review.shared_accounts.map((ids, at) => ({ids, at: at + 1})), {caption: t('payout-run.shared_accounts')})}` : nothing}`;
}

export function adjustments(place, review) {
  return html`<h2>${t('payout-run.adjustments')}</h2>${review.adjustments === null
      ? html`<p>${t('payout-run.adjustments_too_many')}</p>`
      : table([
        {label: t('payouts.affiliate'), cell: row => affiliate(place, row.affiliate_id)},
        {label: t('payouts.amount'), numeric: true, cell: row => money(row.amount)},
        {label: t('payouts.reason'), cell: row => name(row.reason)},
        {label: t('payouts.author'), cell: row => actor(place, row.author)},
        {label: t('payouts.decided'), cell: row => time(row.decided_at, place.program?.time_zone)},
      ], review.adjustments, {caption: t('payout-run.adjustments'), empty: t('payout-run.adjustments_none')})}`;
}

export function leftOut(place, run, {rows, more}) {
  const sums = Object.entries(run.totals.left_out);
  return html`<h2 id="left-out">${t('payout-run.left_out')}</h2>
    ${sums.length ? html`<ul>${sums.map(([reason, count]) =>
        html`<li>${choice('payout-run.reason', reason)}: ${number(count)}</li>`)}</ul>` : nothing}
    ${table([
      {label: t('payouts.affiliate'), cell: row => affiliate(place, row.affiliate_id)},
      {label: t('payout-run.why'), cell: row => choice('payout-run.reason', row.reason)},
      {label: t('payout-run.until'), cell: row => row.until ? day(row.until) : '–'},
    ], rows, {caption: t('payout-run.left_out'), empty: t('payout-run.left_out_none')})}
    ${more ? html`<p>${t('payout-run.more_in_file')}</p>` : nothing}`;
}
