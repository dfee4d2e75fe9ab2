// When an affiliate is paid next, how much, and why not yet: in words. The words are those of the overview, which
// a page that shows this loads (`load('overview')`).

import {html, nothing} from 'lit';
import {day, moneyText} from './format.js';
import {choice, t} from './words.js';

/** What the reader can do about it, and on which page. */
const STEPS = {no_method: ['payout-method', 'overview.to_method'], method_waiting: ['payout-method', 'overview.to_method'],
  rail_unavailable: ['payout-method', 'overview.to_method'], nothing_earned: ['links', 'overview.to_links'],
  in_hold_until: ['commissions', 'overview.to_commissions'], under_review: ['commissions', 'overview.to_commissions'],
  waits_for_approval: ['conversions', 'overview.to_conversions'], receivable: ['statements', 'overview.to_statements']};

/** @param next of `/v1/next_payouts`, one of them */
export function nextPayout(next, root) {
  if (!next) return nothing;
  const step = STEPS[next.why_not_yet];
  return html`<div class="card"><h2>${t('overview.next')}</h2>
    <p>${next.next_period_end ? t('overview.next_on', {date: day(next.next_period_end)}) : t('overview.next_by_hand')}
      ${next.why_not_yet ? nothing : t('overview.pays', {amount: moneyText(next.payable)})}</p>
    ${next.why_not_yet ? html`<p><strong>${t('overview.not_yet')}</strong> ${next.why_not_yet === 'below_minimum'
        ? t('overview.below', {available: moneyText(next.available), minimum: moneyText(next.minimum)})
        : choice('overview.why', next.why_not_yet)}
      ${next.until ? t('overview.over_on', {date: day(next.until)}) : nothing}</p>
      ${step ? html`<p><a href="${root}/${step[0]}?program=${next.program_id}">${t(step[1])}</a></p>` : nothing}` : nothing}
  </div>`;
}
