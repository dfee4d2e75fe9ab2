// The payouts of a run, how far they are, and what people say became of them.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask} from '../../lib/ask.js';
import {code, money, name, number, time} from '../../lib/format.js';
import {affiliate} from '../../lib/names.js';
import {railWord} from '../../lib/payouts.js';
import {query} from '../../lib/place.js';
import {chips, stateWord, state, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';

/** The states that a run still works at; past them it waits for others, or is through. */
const TO_DO = ['planned', 'reserved'];
/** The states of which people may say what became. */
const TOLD = ['submitted', 'paid', 'unknown'];

export function counts(payouts) {
  const all = {};
  payouts.forEach(one => { all[one.state] = (all[one.state] ?? 0) + 1; });
  return all;
}

/** How many are carried out; where there are more than were read, only that it goes on. */
export function progress(run, {rows, more}) {
  if (run.state !== 'applying' || run.fault) return nothing;
  const through = rows.filter(one => !TO_DO.includes(one.state)).length;
  if (!more && rows.length && through === rows.length) return html`<p class="explained">${t('payout-run.is_handed_over')}</p>`;
  return html`<section class="card" aria-label=${t('payout-run.progress')}>
    <p id="progress-words">${more ? t('payout-run.progress_many', {count: rows.length})
        : t('payout-run.progress_of', {done: through, count: rows.length})}</p>
    ${more ? html`<progress aria-labelledby="progress-words"></progress>`
        : html`<progress aria-labelledby="progress-words" max=${Math.max(rows.length, 1)} .value=${through}></progress>`}</section>`;
}

export function payouts(page, run, {rows, more}) {
  const wanted = query().state;
  const shown = wanted ? rows.filter(one => one.state === wanted) : rows;
  const all = Object.entries(counts(rows));
  const place = page.place;
  const mayTell = page.may('payouts') && ['applying', 'done'].includes(run.state);
  return html`<h2>${t('payouts.payouts')}</h2>
    ${all.length > 1 || wanted ? chips(t('payouts.state'), 'state', wanted, [['', t('payout-run.all')],
        ...all.map(([one, count]) => [one, `${stateWord(one)} ${number(count)}`])]) : nothing}
    ${table([
      {label: t('payouts.affiliate'), cell: one => affiliate(place, one.affiliate_id)},
      {label: t('payouts.state'), cell: one => html`${state(one.state)}${one.reason
          ? html` <small>${choice('payout-run.payout_reason', one.reason)}</small>` : nothing}${one.note
          ? html`<div><small>${t('payout-run.note')} <bdi>${one.note}</bdi></small></div>` : nothing}`},
      {label: t('payouts.rail'), cell: one => railWord(one.rail)},
      {label: t('payouts.gross'), numeric: true, cell: one => money(one.gross)},
      {label: t('payouts.withholding'), numeric: true, cell: one => money(one.withholding)},
      {label: t('payouts.fees'), numeric: true, cell: one => money(one.rail_fee)},
      {label: t('payouts.net'), numeric: true, cell: one => money(one.net)},
      {label: t('payouts.reference'), cell: one => one.reference ? name(one.reference) : '–'},
      {label: t('payouts.ended'), cell: one => time(one.ended_at, place.program?.time_zone)},
      {label: t('payouts.payout_id'), cell: one => code(one.id)},
      ...mayTell ? [{label: t('payout-run.what_became'), cell: one => TOLD.includes(one.state)
          ? html`<button type="button" @click=${() => tell(page, run, one)}>${t('payout-run.tell')}</button>` : nothing}] : [],
    ], shown, {caption: t('payouts.payouts'), empty: t(wanted ? 'payout-run.payouts_none_such' : 'payout-run.payouts_none')})}
    ${more ? html`<p>${t('payout-run.payouts_first', {count: rows.length})}</p>` : nothing}`;
}

const refusals = () => ({
  illegal_state: t('payout-run.results_too_early'),
  malformed_csv: t('payout-run.results_malformed'),
  malformed_xml: t('payout-run.results_malformed'),
});

/** What was told is posted in the background: for a while the page looks again. */
function said(page, answer) {
  page.toldAt = Date.now();
  return t('payout-run.told', {count: answer.accepted});
}

function tell(page, run, payout) {
  ask(page, t('payout-run.tell_title'), {
    intro: html`<p>${affiliate(page.place, payout.affiliate_id)}, ${money(payout.net)}</p>`,
    fields: [
      {name: 'status', of: 'results[0].status', label: t('payouts.state'), type: 'select', required: true, value: 'paid',
        options: ['paid', 'failed', 'returned', 'pending'].map(one => [one, choice('payout-run.result', one)])},
      {name: 'reference', of: 'results[0].reference', label: t('payouts.reference'), max: 140},
      {name: 'reason', of: 'results[0].reason', label: t('payouts.reason'), max: 140},
    ],
    label: t('payout-run.tell'),
    send: (values, intent) => api.post(`/v1/payout_runs/${run.id}/results`, {results: [{payout_id: payout.id, ...values}]}, intent),
    said: answer => said(page, answer),
    words: refusals(),
  });
}

/** A file of results: as CSV, or a bank's pain.002. */
export function upload(page, run) {
  ask(page, t('payout-run.results'), {
    intro: html`<p>${t('payout-run.results_why')}</p><p>${code('payout_id,status,reference,reason')}</p>`,
    fields: [{name: 'file', label: t('payout-run.results_file'), type: 'file', required: true, accept: '.csv,.xml,text/csv,application/xml'}],
    label: t('payout-run.results_send'),
    send: async ({file}, intent) => {
      const text = await file.text();
      const type = text.replace(/^\ufeff/, '').trimStart().startsWith('<') ? 'application/xml' : 'text/csv';
      return api.send(`/v1/payout_runs/${run.id}/results`, text, type, intent);
    },
    said: answer => said(page, answer),
    words: refusals(),
  });
}
