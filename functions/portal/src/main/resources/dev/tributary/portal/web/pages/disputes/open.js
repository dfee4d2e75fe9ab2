// An affiliate's claim: each kind asks for what the API needs of it.

import {html} from 'lit';
import {api} from '../../lib/api.js';
import {ask, decimal} from '../../lib/ask.js';
import {instantOf} from '../../lib/instants.js';
import {go} from '../../lib/place.js';
import {to} from '../../lib/rows.js';
import {choice, t} from '../../lib/words.js';

export const KINDS = ['missing', 'wrong', 'declined'];

function fields(kind, zone, currency, {order, event, commission} = {}) {
  const claimed = {name: 'claimed', of: 'claimed.amount', label: t('disputes.claimed_field', {currency}), dir: 'ltr', hint: t('disputes.claimed_hint')};
  const text = {name: 'text', label: t('disputes.text'), type: 'textarea', rows: 4, max: 2000, required: true, hint: t('disputes.text_hint')};
  const eventField = {name: 'event', label: t('orders.event'), value: event, dir: 'ltr', hint: t('disputes.event_hint')};
  if (kind === 'missing') {
    return [
      {name: 'order_id', label: t('orders.order'), value: order, dir: 'ltr', max: 128, hint: t('disputes.order_or_click')},
      {name: 'click_id', label: t('orders.click'), dir: 'ltr', max: 120},
      {name: 'occurred_at', label: t('disputes.occurred_field'), type: 'datetime-local', dir: 'ltr', required: true,
        hint: t('disputes.occurred_hint', {zone})},
      {name: 'amount', of: 'amount.amount', label: t('disputes.amount_field', {currency}), dir: 'ltr', required: true},
      claimed, eventField, text,
    ];
  }
  return [
    {name: 'order_id', label: t('orders.order'), value: order, dir: 'ltr', max: 128, required: true},
    {name: 'commission_id', label: t('disputes.commission'), value: commission, dir: 'ltr', hint: t('disputes.commission_hint')},
    claimed, eventField, text,
  ];
}

export function open(page, kind, about) {
  const {place, place: {program}} = page;
  const {currency} = program;
  const money = text => text === undefined ? undefined : {amount: decimal(text), currency};
  ask(page, choice('disputes.open', kind), {
    intro: html`<p>${choice('disputes.open_why', kind)}</p>`,
    fields: fields(kind, page.zone, currency, about),
    label: t('disputes.send'),
    send: async ({amount, claimed, occurred_at: occurred, ...values}, intent) => {
      const made = await api.post('/v1/disputes', {
        ...values, program_id: program.id, kind, amount: money(amount), claimed: money(claimed),
        occurred_at: occurred && instantOf(occurred, page.zone),
      }, intent);
      if (page.isConnected) go(to(place, 'disputes', {dispute: made.id}));
      return {isShown: true};
    },
    words: {
      already_open: t('disputes.problem_already_open'),
      already_ruled: t('disputes.problem_already_ruled'),
      already_credited: t('disputes.problem_already_credited'),
      too_many: t('disputes.problem_too_many'),
      too_many_today: t('disputes.problem_too_many_today'),
      illegal_state: t('disputes.problem_not_enrolled'),
    },
  });
}

export function withdraw(page, dispute) {
  ask(page, t('disputes.withdraw'), {
    intro: html`<p>${t('disputes.withdraw_why')}</p>`,
    label: t('disputes.withdraw'), danger: true,
    send: (values, intent) => api.post(`/v1/disputes/${dispute.id}/withdraw`, {}, intent),
    said: t('disputes.withdrawn'),
    words: {illegal_state: t('disputes.problem_ended')},
  });
}
