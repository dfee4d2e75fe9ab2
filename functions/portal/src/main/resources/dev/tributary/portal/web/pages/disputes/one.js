// One dispute: what is claimed, what is there of it, what the terms would give, and the ruling.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {code, money, name, time} from '../../lib/format.js';
import {actor, affiliate} from '../../lib/names.js';
import {commissionColumns, conversionLink, creditWord} from '../../lib/orders.js';
import {here} from '../../lib/place.js';
import {to} from '../../lib/rows.js';
import {facts, problem, state, table} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';
import {withdraw} from './open.js';
import {acceptAmount, acceptTerms, reject} from './rule.js';

/** What a merchant has of the order that a claim names. */
export async function orderOf({program_id: program, order_id: order, event}) {
  if (!order) return {conversions: [], commissions: []};
  const narrow = {program_id: program, order_id: order};
  const [conversions, commissions] = await Promise.all([
    api.all('/v1/conversions', narrow, 100), api.all('/v1/commissions', narrow, 100),
  ]);
  return {
    conversions: conversions.rows.filter(row => row.event === event), commissions: commissions.rows.filter(row => row.event === event),
  };
}

/** What the terms would give, by the steps that post it; where that cannot be said now, why. */
export function previewOf(dispute) {
  return api.get(`/v1/disputes/${dispute.id}/preview`).catch(failure => ({failure}));
}

const WAYS = {credit: 'disputes.terms_missing', beside: 'disputes.terms_beside', restore: 'disputes.terms_declined', stated: 'disputes.terms_stated'};
const NO_WAYS = {
  amount_needed: 'disputes.terms_wrong', nothing_taken: 'disputes.terms_nothing_taken', no_order: 'disputes.terms_no_order',
  already_credited: 'disputes.terms_credited',
};

/** Its words, its amount, and whether it is none that could be accepted as it is. */
function byTerms({basis, amount, obstacle}) {
  if (basis) return {words: t(WAYS[basis]), amount, isNone: basis === 'stated'};
  return {words: NO_WAYS[obstacle] ? t(NO_WAYS[obstacle]) : t('disputes.terms_nothing', {why: choice('disputes.why_not', obstacle)}), isNone: true};
}

/** What the terms would give, with how it is computed; also of what an affiliate states. */
export function foreseen(terms, {commissions}) {
  return html`<p>${terms.words} ${terms.amount ? html`<strong>${money(terms.amount)}</strong>` : nothing}</p>
    ${commissions.map(row => html`<p class="explained">${row.explanation.sentence}</p>`)}`;
}

export function one(page, {dispute, order, preview}) {
  const {place, zone} = page;
  const {ruling} = dispute;
  return html`<section class="card" aria-labelledby="dispute">
    <header class="head"><h2 id="dispute">${choice('disputes.kind', dispute.kind)}: ${dispute.order_id
        ? name(dispute.order_id) : t('disputes.by_click')} ${state(dispute.state)}</h2>
      <a href=${here({dispute: ''})}>${t('disputes.close')}</a></header>
    <blockquote class="explained"><bdi>${dispute.text}</bdi></blockquote>
    ${facts([
      [t('orders.affiliate'), place.kind === 'mer' ? affiliate(place, dispute.affiliate_id) : undefined],
      [t('disputes.opened'), time(dispute.opened_at, zone)],
      [t('orders.event'), name(dispute.event)],
      [t('orders.order'), dispute.order_id
          ? html`<a href=${to(place, 'conversions', {order_id: dispute.order_id})}>${name(dispute.order_id)}</a>` : undefined],
      [t('disputes.occurred'), dispute.occurred_at ? time(dispute.occurred_at, zone) : undefined],
      [t('disputes.amount'), dispute.amount ? money(dispute.amount) : undefined],
      [t('disputes.claimed'), dispute.claimed ? money(dispute.claimed) : undefined],
      [t('disputes.commission'), dispute.commission_id
          ? html`<a href=${to(place, `commissions/${dispute.commission_id}`, {order_id: dispute.order_id})}>${code(dispute.commission_id)}</a>` : undefined],
      [t('orders.click'), dispute.click_id ? code(dispute.click_id) : undefined],
      [t('disputes.escalates'), dispute.state === 'open' ? time(dispute.escalates_at, zone) : undefined],
      [t('disputes.escalated'), dispute.escalated_at ? time(dispute.escalated_at, zone) : undefined],
      [t('disputes.by_time'), ruling || dispute.withdrawn_at ? undefined : time(dispute.accepted_by_time_at, zone)],
      [t('disputes.obstacle'), dispute.obstacle ? choice('disputes.why_not', dispute.obstacle) : undefined],
      [t('disputes.withdrawn_at'), dispute.withdrawn_at ? time(dispute.withdrawn_at, zone) : undefined],
      [t('disputes.id'), code(dispute.id)],
      [t('disputes.zone'), zone],
    ])}
    ${ruling ? ruled(page, ruling) : nothing}
    ${order ? open(page, dispute, order, preview) : nothing}
    ${place.kind === 'aff' && page.may('programs') && ['open', 'escalated'].includes(dispute.state)
        ? html`<p class="buttons"><button type="button" @click=${() => withdraw(page, dispute)}>${t('disputes.withdraw')}</button></p>` : nothing}
  </section>`;
}

function ruled({place, zone}, ruling) {
  return html`<h3>${t('disputes.ruling')}</h3>
    <blockquote class="explained"><bdi>${ruling.reason}</bdi></blockquote>
    ${facts([
      [t('disputes.ruled'), html`${state(ruling.ruled)}${ruling.posting ? html` ${state(ruling.posting)}` : nothing}`],
      [t('disputes.ruled_at'), time(ruling.ruled_at, zone)],
      [t('disputes.ruled_by'), ruling.by === 'time' ? t('disputes.ruled_by_time')
          : ruling.ruled_by ? actor(place, ruling.ruled_by) : t('disputes.ruled_by_merchant')],
      [t('disputes.code'), ruling.code ? choice('disputes.code', ruling.code) : undefined],
      [t('disputes.basis'), ruling.basis ? choice('disputes.basis', ruling.basis) : undefined],
      [t('disputes.given'), ruling.amount ? money(ruling.amount) : undefined],
      [t('disputes.refusal'), ruling.refusal ? choice('disputes.why_not', ruling.refusal) : undefined],
      [t('disputes.entry'), ruling.entry_id ? code(ruling.entry_id) : undefined],
    ])}`;
}

/** For the merchant who rules: what is there of the order, what the terms would give, and the choices. */
function open(page, dispute, order, preview) {
  const {place, zone} = page;
  const terms = preview.failure ? {isNone: true} : byTerms(preview);
  return html`<h3>${t('disputes.what_is_there')}</h3>
    ${table([
      {label: t('orders.order'), cell: row => html`<a href=${conversionLink(place, row.id, row.order_id)}>${name(row.order_id)}</a>`},
      {label: t('orders.occurred'), cell: row => time(row.occurred_at, zone)},
      {label: t('orders.state'), cell: row => state(row.state)},
      {label: t('orders.amount'), numeric: true, cell: row => money(row.amount)},
      {label: t('orders.refunded'), numeric: true, cell: row => money(row.refunded)},
      {label: t('orders.credited_for'), cell: row => row.shares.length ? row.shares.map(share =>
          html`<div>${affiliate(place, share.affiliate_id)}, ${creditWord(share.credit)}</div>`) : '–'},
    ], order.conversions, {caption: t('disputes.what_is_there'), empty: t('disputes.no_order')})}
    ${order.commissions.length ? table(commissionColumns(place, id => affiliate(place, id)), order.commissions,
        {caption: t('orders.commission')}) : nothing}
    <h3>${t('disputes.terms')}</h3>
    ${preview.failure ? problem(preview.failure, () => page.reload()) : foreseen(terms, preview)}
    ${page.may('adjust') ? html`<p class="buttons">
      ${terms.isNone ? nothing : html`<button type="button" class="main" @click=${() => acceptTerms(page, dispute, terms)}>${t('disputes.accept_terms')}</button>`}
      <button type="button" @click=${() => acceptAmount(page, dispute, terms)}>${t('disputes.accept_amount')}</button>
      <button type="button" @click=${() => reject(page, dispute)}>${t('disputes.reject')}</button></p>`
        : html`<p>${t('disputes.others_rule')}</p>`}`;
}
