// A merchant's ruling. It is made once, and the affiliate reads its reason.

import {html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {ask, decimal} from '../../lib/ask.js';
import {money} from '../../lib/format.js';
import {choice, t} from '../../lib/words.js';

const CODES = ['not_credited', 'not_paid_for', 'paid_already', 'outside_terms', 'fraud', 'other'];

const reason = () => ({
  name: 'reason', label: t('disputes.reason'), type: 'textarea', rows: 3, max: 500, required: true, hint: t('disputes.reason_hint'),
});

const refusals = () => ({
  illegal_state: t('disputes.problem_ended'),
  not_by_terms: t('disputes.problem_not_by_terms'),
  already_credited: t('disputes.problem_credited_meanwhile'),
  not_decided: t('disputes.problem_not_decided'),
  amount_changed: t('disputes.problem_amount_changed'),
});

/** A limit is of the amount as a whole: said at its field all the same. */
function atAmount(failure) {
  failure.errors?.filter(error => error.field === 'amount').forEach(error => { error.field = 'amount.amount'; });
  throw failure;
}

/** @param expected what is shown of it before, where that is an amount: another one is not given unseen */
function accept(page, dispute, {title, intro, fields, expected}) {
  const {currency} = page.place.program;
  ask(page, title, {
    intro, fields,
    label: title,
    send: ({amount, ...values}, intent) => api.post(`/v1/disputes/${dispute.id}/accept`, {
      ...values, amount: amount === undefined ? undefined : {amount: decimal(amount), currency}, expected_amount: expected,
    }, intent).catch(failure => {
      // Behind the dialog stands then what it is now.
      if (failure.code === 'amount_changed') page.reload();
      return atAmount(failure);
    }),
    said: t('disputes.accepted'),
    words: refusals(),
  });
}

export function acceptTerms(page, dispute, terms) {
  accept(page, dispute, {
    title: t('disputes.accept_terms'),
    expected: terms.amount && {amount: terms.amount.amount, currency: terms.amount.currency},
    intro: html`<p>${terms.words} ${terms.amount ? money(terms.amount) : nothing}</p>`,
    fields: [reason()],
  });
}

/** @param terms what they would give, of an order that is not there as it is stated: then that is proposed */
export function acceptAmount(page, dispute, terms) {
  const {currency} = page.place.program;
  accept(page, dispute, {
    title: t('disputes.accept_amount'),
    intro: html`<p>${t('disputes.accept_amount_why')}</p>`,
    fields: [
      {name: 'amount', of: 'amount.amount', label: t('disputes.given_field', {currency}), required: true, dir: 'ltr',
        value: (dispute.claimed ?? (terms.isNone ? terms.amount : undefined))?.amount},
      ...dispute.order_id ? [] : [
        {name: 'order_id', label: t('orders.order'), dir: 'ltr', max: 128},
        {name: 'event', label: t('orders.event'), dir: 'ltr', hint: t('disputes.event_hint')},
      ],
      reason(),
    ],
  });
}

export function reject(page, dispute) {
  ask(page, t('disputes.reject'), {
    intro: html`<p>${t('disputes.reject_why')}</p>`,
    fields: [
      {name: 'code', label: t('disputes.code'), type: 'select', required: true,
        options: [['', ''], ...CODES.map(one => [one, choice('disputes.code', one)])]},
      reason(),
    ],
    label: t('disputes.reject'), danger: true,
    send: (values, intent) => api.post(`/v1/disputes/${dispute.id}/reject`, values, intent),
    said: t('disputes.rejected'),
    words: refusals(),
  });
}
