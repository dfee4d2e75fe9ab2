// An affiliate's claim: each kind asks for what the API needs of it.

import {LitElement, html} from 'lit';
import {api} from '../../lib/api.js';
import {ask, decimal} from '../../lib/ask.js';
import {instantOf} from '../../lib/instants.js';
import {go} from '../../lib/place.js';
import {to} from '../../lib/rows.js';
import {choice, t} from '../../lib/words.js';
import {foreseen} from './one.js';

export const KINDS = ['missing', 'wrong', 'declined'];

function fields(kind, page, {order, event, commission} = {}) {
  const {zone, place: {program: {currency}}} = page;
  const claimed = {name: 'claimed', of: 'claimed.amount', label: t('disputes.claimed_field', {currency}), dir: 'ltr', hint: t('disputes.claimed_hint')};
  const text = {name: 'text', label: t('disputes.text'), type: 'textarea', rows: 4, max: 2000, required: true, hint: t('disputes.text_hint')};
  const eventField = {name: 'event', label: t('orders.event'), value: event, dir: 'ltr', hint: t('disputes.event_hint')};
  if (kind === 'missing') {
    return [
      {name: 'order_id', label: t('orders.order'), value: order, dir: 'ltr', max: 128, hint: t('disputes.order_or_click')},
      {name: 'click_id', label: t('orders.click'), dir: 'ltr', max: 120},
      {name: 'occurred_at', label: t('disputes.occurred_field'), type: 'datetime-local', dir: 'ltr', required: true,
        hint: t('disputes.occurred_hint', {zone})},
      {name: 'amount', of: 'amount.amount', label: t('disputes.amount_field', {currency}), dir: 'ltr', required: true,
        after: html`<trb-claim-preview .page=${page}></trb-claim-preview>`},
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
    fields: fields(kind, page, about),
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

/** In the dialog of a missing order: what the terms pay for what is filled in, as soon as that says enough. */
class ClaimPreview extends LitElement {
  static properties = {page: {attribute: false}, preview: {state: true}};

  createRenderRoot() {
    return this;
  }

  firstUpdated() {
    this.form = this.closest('dialog');
    this.form.addEventListener('change', this.look);
  }

  look = async () => {
    const {place: {program}, zone} = this.page;
    const [amount, occurred, event, click] = ['amount', 'occurred_at', 'event', 'click_id'].map(one => this.form.querySelector(`[name=${one}]`).value);
    const asked = this.asked = Symbol();
    if (!amount || !occurred) return;
    // What is wrong in the fields is said when they are sent.
    const preview = await api.get('/v1/disputes/preview', {
      program_id: program.id, amount: decimal(amount), occurred_at: instantOf(occurred, zone), event, click_id: click,
    }).catch(() => undefined);
    if (asked === this.asked) this.preview = preview;
  };

  render() {
    const {preview} = this;
    const terms = preview && (preview.basis ? {words: t('disputes.terms_of_yours'), amount: preview.amount}
        : {words: t('disputes.terms_nothing', {why: choice('disputes.why_not', preview.obstacle)})});
    return html`<div role="status">${terms ? foreseen(terms, preview) : html`<p class="hint">${t('disputes.terms_when_filled')}</p>`}</div>`;
  }
}
customElements.define('trb-claim-preview', ClaimPreview);
