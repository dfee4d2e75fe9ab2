// What may be done with a run: each with its question, the dangerous ones typed or said twice.

import {html, nothing} from 'lit';
import {Problem, api} from '../../lib/api.js';
import {ask, decimal} from '../../lib/ask.js';
import {code, money} from '../../lib/format.js';
import {t} from '../../lib/words.js';

/** Who planned a run does not approve it; of other hands the API decides. */
export function isOwn(page, run) {
  return run.maker === page.place.session.person_id;
}

function isApprovedByMe(page, run) {
  return run.approvals.some(one => one.actor === page.place.session.person_id);
}

export function decisions(page, run) {
  if (!page.may('payouts')) return nothing;
  const button = (does, label, kind = '') => html`<button type="button" class=${kind} @click=${() => does(page, run)}>${label}</button>`;
  const isOpen = ['planning', 'planned', 'approved'].includes(run.state);
  return html`
    ${run.state === 'planned' && !isOwn(page, run) && !isApprovedByMe(page, run) ? button(approve, t('payout-run.approve'), 'main') : nothing}
    ${run.state === 'approved' ? button(apply, t('payout-run.apply'), 'main') : nothing}
    ${run.state === 'applying' && run.fault && !run.abandoned_at ? button(abandon, t('payout-run.abandon'), 'danger') : nothing}
    ${isOpen ? button(cancel, t('payout-run.cancel')) : nothing}`;
}

/** Why there is no button to approve, or what the next step is. */
export function nextStep(page, run) {
  if (run.state === 'planned' && page.may('payouts')) {
    if (isOwn(page, run)) return html`<p class="explained">${t('payout-run.own')}</p>`;
    if (isApprovedByMe(page, run)) return html`<p class="explained">${t('payout-run.second_needed')}</p>`;
    return html`<p class="explained">${t(run.approvals.length ? 'payout-run.second_wanted' : 'payout-run.look_then_approve')}</p>`;
  }
  const words = {
    planning: t('payout-run.is_planning'), approved: t('payout-run.is_approved'), expired: t('payout-run.is_expired'),
  }[run.state];
  return words ? html`<p class="explained">${words}</p>` : nothing;
}

/** The total, or how many payouts: whoever types it has read it. */
function isTyped(text, {net, payouts}) {
  const typed = decimal(text).replace(/[\s\u00a0]/g, '');
  return typed === String(payouts) || typed.replace(net.currency, '') === net.amount;
}

function approve(page, run) {
  const {totals} = run;
  ask(page, t('payout-run.approve'), {
    intro: html`<p>${t('payout-run.approve_why', {count: totals.payouts})} ${money(totals.net)}</p>
      <p>${t('payout-run.plan')} ${code(run.plan_hash.slice(0, 16))}…</p>`,
    fields: [{name: 'typed', label: t('payout-run.typed'), required: true, dir: 'ltr', max: 40,
      hint: html`${t('payout-run.typed_hint')} ${code(totals.net.amount)} / ${code(String(totals.payouts))}`}],
    label: t('payout-run.approve'),
    send: async ({typed}, intent) => {
      if (!isTyped(typed, totals)) throw new Problem(422, {code: 'typed'});
      return api.post(`/v1/payout_runs/${run.id}/approve`, {plan_hash: run.plan_hash}, intent);
    },
    said: answer => t(answer.state === 'planned' ? 'payout-run.approved_once' : 'payout-run.approved'),
    words: {
      typed: t('payout-run.typed_wrong'),
      maker_may_not_approve: t('payout-run.maker_may_not'),
      same_approver: t('payout-run.second_needed'),
      other_plan: t('payout-run.other_plan'),
      too_many_adjustments: t('payout-run.too_many_adjustments'),
      illegal_state: t('payout-run.moved_on'),
    },
  });
}

function apply(page, run) {
  ask(page, t('payout-run.apply'), {
    intro: html`<p>${t('payout-run.apply_why', {count: run.totals.payouts})} ${money(run.totals.net)}</p>`,
    label: t('payout-run.apply_now'),
    send: (values, intent) => api.post(`/v1/payout_runs/${run.id}/apply`, {}, intent),
    said: t('payout-run.applying'),
    words: {illegal_state: t('payout-run.moved_on')},
  });
}

function cancel(page, run) {
  ask(page, t('payout-run.cancel'), {
    intro: html`<p>${t('payout-run.cancel_why')}</p>`,
    label: t('payout-run.cancel'), danger: true,
    send: (values, intent) => api.post(`/v1/payout_runs/${run.id}/cancel`, {}, intent),
    said: t('payout-run.cancelled'),
    words: {illegal_state: t('payout-run.moved_on')},
  });
}

function abandon(page, run) {
  ask(page, t('payout-run.abandon'), {
    intro: html`<p>${t('payout-run.abandon_why')}</p>`,
    label: t('payout-run.abandon'), danger: true,
    send: (values, intent) => api.post(`/v1/payout_runs/${run.id}/abandon`, {}, intent),
    said: t('payout-run.abandoned'),
    words: {illegal_state: t('payout-run.moved_on'), not_halted: t('payout-run.moved_on')},
  });
}
