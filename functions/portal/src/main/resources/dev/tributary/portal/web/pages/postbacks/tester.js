// A call to the program's postback address from here: what was answered, and how it was read in the end. The
// token is kept by this element alone, and gone with the page.

import {LitElement, html, nothing} from 'lit';
import {api} from '../../lib/api.js';
import {code, money, name, time} from '../../lib/format.js';
import {facts, problem, state} from '../../lib/ui.js';
import {choice, t} from '../../lib/words.js';
import {Unreadable, readCall} from './call.js';
import {explanation} from './explanation.js';

const EVERY_MILLIS = 1500;
const TIMES_MOST = 240;
const UNDECIDED = ['processing', 'deciding', 'waiting'];

class Tester extends LitElement {
  static properties = {
    place: {attribute: false}, token: {attribute: false},
    isOwn: {state: true}, isAsking: {state: true}, told: {state: true}, sent: {state: true}, answer: {state: true}, outcome: {state: true}, conversion: {state: true},
    failure: {state: true}, unreadable: {state: true},
  };

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (!changed.has('place')) return;
    const {id} = this.place.program;
    if (this.program !== id) {
      this.clear();
      this.querySelectorAll('[type=password]').forEach(typed => { typed.value = ''; });
    }
    this.program = id;
    this.order ??= `TEST-${Date.now().toString(36).toUpperCase()}`;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.turn = undefined;
  }

  clear() {
    this.turn = undefined;
    Object.assign(this, {sent: undefined, answer: undefined, told: undefined, outcome: undefined, conversion: undefined, failure: undefined, unreadable: undefined});
  }

  send = async ({token, text, key, ...order}) => {
    this.clear();
    const turn = this.turn = Symbol('call');
    const {program} = this.place;
    try {
      this.sent = this.isOwn ? readCall(text, program.id) : this.made(order);
    } catch (failure) {
      if (!(failure instanceof Unreadable)) throw failure;
      this.unreadable = failure.message;
      return;
    }
    const headers = {...token && !this.sent.headers.authorization ? {authorization: `Bearer ${token}`} : {}, ...this.sent.headers};
    // The key goes nowhere but here: what was pasted may name another place in a header, never another address.
    if (this.isAsking) headers['tributary-key'] = key;
    try {
      const answer = await fetch(this.isAsking ? asking(this.sent.path) : this.sent.path, {method: this.sent.method, headers, body: this.sent.body, credentials: 'omit', cache: 'no-store'});
      const body = await answer.text();
      if (turn !== this.turn) return;
      if (this.isAsking && answer.ok) {
        this.told = parsed(body);
        return;
      }
      this.answer = {status: answer.status, body: pretty(body), retryAfter: answer.headers.get('retry-after')};
      const receipt = answer.ok ? parsed(body)?.receipt_id : undefined;
      if (receipt) this.follow(receipt, turn);
    } catch {
      if (turn === this.turn) this.answer = {status: 0, body: ''};
    }
  };

  made({coupon, test, ...order}) {
    const body = {...order, ...coupon ? {coupons: [coupon]} : {}, ...test ? {test} : {}};
    return {method: 'POST', path: `/postbacks/${this.program}`, headers: {'content-type': 'application/json'}, body: JSON.stringify(body)};
  }

  /** Until it is decided; a program whose model needs history decides five minutes after the arrival. */
  async follow(receipt, turn) {
    try {
      for (let times = 0; times < TIMES_MOST && turn === this.turn; times++) {
        const outcome = await api.get(`/v1/receipts/${encodeURIComponent(receipt)}`);
        if (turn !== this.turn) return;
        this.outcome = outcome;
        if (!UNDECIDED.includes(outcome.status)) break;
        await new Promise(resolve => setTimeout(resolve, EVERY_MILLIS));
      }
      if (turn !== this.turn || ['processing', 'deciding', 'rejected'].includes(this.outcome.status)) return;
      this.conversion = await api.get(`/v1/conversions/${this.outcome.conversion_id}`).catch(failure => {
        // What was refused after its receipt has made no conversion.
        if (failure.status === 404) return undefined;
        throw failure;
      });
    } catch (failure) {
      if (turn === this.turn) this.failure = failure;
    }
  }

  render() {
    return html`<section class="card" aria-labelledby="tester"><h2 id="tester">${t('postbacks.try')}</h2>
      <div class="buttons">
        <button type="button" aria-pressed=${!this.isAsking} @click=${() => this.ask(false)}>${t('calls.send_it')}</button>
        <button type="button" aria-pressed=${Boolean(this.isAsking)} @click=${() => this.ask(true)}>${t('calls.explain')}</button></div>
      <p>${this.isAsking ? t('calls.explain_why') : t('postbacks.try_why')}</p>
      <div class="buttons">
        <button type="button" aria-pressed=${!this.isOwn} @click=${() => { this.isOwn = false; }}>${t('postbacks.an_order')}</button>
        <button type="button" aria-pressed=${Boolean(this.isOwn)} @click=${() => { this.isOwn = true; }}>${t('postbacks.own_call')}</button></div>
      <trb-form class="columns" label=${this.isAsking ? t('calls.explain') : t('postbacks.send')} .fields=${this.fields()} .send=${this.send}></trb-form>
      ${this.unreadable ? html`<p class="problem" role="alert">${choice('postbacks.unreadable', this.unreadable)}</p>` : nothing}
      <div aria-live="polite">${this.result()}</div></section>`;
  }

  ask(isAsking) {
    this.clear();
    this.isAsking = isAsking;
  }

  fields() {
    const token = {name: 'token', label: t('postbacks.token'), type: 'password', dir: 'ltr', value: this.token ?? '', required: !this.isOwn && !this.isAsking,
      hint: this.isOwn ? t('postbacks.token_hint_own') : t('postbacks.token_hint')};
    const proofs = this.isAsking
      ? [{name: 'key', label: t('calls.key'), type: 'password', dir: 'ltr', required: true, hint: t('calls.key_hint')}, token] : [token];
    if (this.isOwn) {
      return [...proofs, {name: 'text', label: t('postbacks.text'), type: 'textarea', dir: 'ltr', rows: 9, required: true, hint: t('postbacks.text_hint')}];
    }
    return [...proofs,
      {name: 'event', label: t('postbacks.event'), value: 'sale', dir: 'ltr', required: true},
      {name: 'order_id', label: t('postbacks.order_id'), value: this.order, dir: 'ltr', max: 128},
      {name: 'amount', label: t('postbacks.amount'), value: '100.00', dir: 'ltr'},
      {name: 'currency', label: t('postbacks.currency'), value: this.place.program.currency, dir: 'ltr', max: 3},
      {name: 'click_id', label: t('postbacks.click_id'), dir: 'ltr', hint: t('postbacks.click_id_hint')},
      {name: 'coupon', label: t('postbacks.coupon'), dir: 'ltr'},
      {name: 'test', label: t('postbacks.test'), type: 'checkbox', value: true, hint: t('postbacks.test_hint')},
    ];
  }

  result() {
    const {sent, answer, outcome} = this;
    if (!sent) return nothing;
    if (this.told) return explanation(this.told, this.place);
    return html`<h3>${t('postbacks.sent')}</h3><pre dir="ltr" tabindex="0" aria-label=${t('postbacks.sent')}>${sent.method} ${hidden(sent.path)}${sent.body === undefined ? '' : `\n\n${pretty(sent.body)}`}</pre>
      ${answer ? html`<h3>${t('postbacks.answer')}</h3>
        <p>${code(String(answer.status))} ${this.isAsking ? choice('calls.asked', answer.status) : choice('postbacks.answer', answer.status)}
          ${answer.retryAfter ? t('postbacks.retry_after', {count: Number(answer.retryAfter)}) : nothing}</p>
        ${answer.body ? html`<pre dir="ltr" tabindex="0" aria-label=${t('postbacks.answer')}>${answer.body}</pre>` : nothing}` : nothing}
      ${outcome ? html`<h3>${t('postbacks.read_as')}</h3>
        <p>${state(outcome.status)} ${choice('postbacks.outcome', outcome.status)}
          ${outcome.reason ? html`<bdi>${choice('postbacks.reason', outcome.reason)}</bdi>` : nothing}</p>
        ${UNDECIDED.includes(outcome.status) ? html`<progress aria-label=${t('postbacks.outcome__processing')}></progress>` : nothing}
        ${facts([[t('postbacks.receipt'), code(outcome.receipt_id)], [t('postbacks.event'), name(outcome.event)], [t('postbacks.order_id'), name(outcome.order_id)]])}` : nothing}
      ${this.failure ? problem(this.failure) : nothing}
      ${this.conversion ? this.reading(this.conversion) : nothing}`;
  }

  reading(one) {
    const {root, program} = this.place;
    return html`${facts([
      [t('postbacks.conversion'), html`<a href="${root}/conversions/${one.id}">${code(one.id)}</a>`],
      [t('postbacks.amount'), money(one.amount)],
      [t('postbacks.refunded'), Number(one.refunded.amount) ? money(one.refunded) : undefined],
      [t('postbacks.occurred'), time(one.occurred_at, program.time_zone)],
      [t('postbacks.status'), state(one.status)],
      [t('postbacks.credited'), one.shares.length ? one.shares.map(share =>
        html`<div><a href="${root}/affiliates/${share.affiliate_id}">${code(share.affiliate_id)}</a></div>`)
          : one.unattributed_reason ? choice('postbacks.unattributed', one.unattributed_reason) : '–'],
      [t('postbacks.commission'), one.commission_ids.length ? one.commission_ids.map(id => html`<div><a href="${root}/commissions/${id}">${code(id)}</a></div>`)
          : one.no_commission_reason ? choice('postbacks.no_commission', one.no_commission_reason) : '–'],
    ])}`;
  }
}
customElements.define('trb-postback-tester', Tester);

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function pretty(text) {
  const value = parsed(text);
  return value === undefined ? text : JSON.stringify(value, null, 2);
}

function asking(path) {
  return `${path}${path.includes('?') ? '&' : '?'}explain=1`;
}

/** Without the token that an address may carry. */
function hidden(path) {
  return path.replace(/([?&]token=)[^&]+/, '$1…');
}
