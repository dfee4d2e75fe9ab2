// Where an affiliate's money goes: the way that is set, the waiting time of a changed one, and the next payout of
// each program. Where it goes is sealed: nobody can read it back, so a change names it anew.

import {LitElement, html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {sending} from '../lib/ask.js';
import {name, time} from '../lib/format.js';
import {nextPayout} from '../lib/next.js';
import {Page} from '../lib/page.js';
import {empty, facts, openDialog} from '../lib/ui.js';
import {choice, has, load, t} from '../lib/words.js';

const MOST_PROGRAMS = 20;
const RAILS = ['sepa', 'paypal', 'stripe', 'csv'];

/** What each way needs, as the API names it. */
function needs(rail) {
  const field = (name, label, more = {}) => ({name, label, required: true, ...more});
  return {
    sepa: [field('holder', t('payout-method.holder'), {max: 70, autocomplete: 'name', hint: t('payout-method.holder_hint')}),
      field('iban', t('payout-method.iban'), {max: 42, dir: 'ltr', hint: t('payout-method.iban_hint')})],
    paypal: [field('paypal_receiver', t('payout-method.paypal'), {max: 127, dir: 'ltr', hint: t('payout-method.paypal_hint')})],
    stripe: [field('stripe_account', t('payout-method.stripe'), {max: 69, dir: 'ltr', hint: t('payout-method.stripe_hint')})],
    csv: [field('reference', t('payout-method.reference'), {max: 140, hint: t('payout-method.reference_hint')})],
  }[rail];
}

/** What is wrong with a field, in the reader's language. */
function inWords(failure) {
  failure.errors = failure.errors?.map(error => has(`payout-method.fault__${error.field}`)
      ? {...error, detail: choice('payout-method.fault', error.field)} : error);
  return failure;
}

class PayoutMethod extends Page {
  static title = 'payout-method.title';

  async load() {
    const programs = this.place.programs.slice(0, MOST_PROGRAMS);
    const [methods, ...next] = await Promise.all([
      api.get('/v1/payout_methods'),
      ...programs.map(program => api.get('/v1/next_payouts', {program_id: program.id}).then(answer => answer.data[0])),
      load('overview'),
    ]);
    return {method: methods.data[0], next: programs.map((program, at) => ({program, next: next[at]}))};
  }

  actions({method}) {
    if (!method || !this.may('payout_method')) return nothing;
    return html`<button type="button" class="main" @click=${() => this.ask(method)}>${t('payout-method.change')}</button>`;
  }

  body({method, next}) {
    const several = next.length > 1;
    return html`
      ${method ? this.current(method) : empty(t('payout-method.none'), this.may('payout_method')
          ? html`<button type="button" class="main" @click=${() => this.ask()}>${t('payout-method.set')}</button>` : nothing)}
      ${this.may('payout_method') ? nothing : html`<p>${t('payout-method.owner_only')}</p>`}
      ${next.map(one => html`${several ? html`<h2>${name(one.program.name)}</h2>` : nothing}${nextPayout(one.next, this.place.root)}`)}
      ${this.place.programs.length > MOST_PROGRAMS ? html`<p>${t('payout-method.first_programs', {count: MOST_PROGRAMS})}</p>` : nothing}`;
  }

  current(method) {
    const waits = new Date(method.valid_from) > new Date();
    return html`<div class="card">${facts([
      [t('payout-method.rail'), html`<strong>${choice('payout-method.rail', method.rail)}</strong>`],
      [waits ? t('payout-method.valid_from') : t('payout-method.valid_since'), time(method.valid_from, this.place.program?.time_zone)],
    ])}
    ${waits ? html`<p class="explained">${t('payout-method.waits')}</p>` : nothing}
    <p>${choice('payout-method.about', method.rail)}</p>
    <p class="hint">${t('payout-method.sealed')}</p></div>`;
  }

  /** First the way, then what it needs: another form, since another way asks for other things. */
  ask(method) {
    openDialog(method ? t('payout-method.change') : t('payout-method.set'), close => html`<trb-payout-form .method=${method}
      .page=${this} .close=${close}></trb-payout-form>`);
  }
}
customElements.define('trb-payout-method', PayoutMethod);

class PayoutForm extends LitElement {
  static properties = {method: {attribute: false}, page: {attribute: false}, close: {attribute: false}, rail: {state: true}};

  constructor() {
    super();
    this.rail = RAILS[0];
  }

  createRenderRoot() {
    return this;
  }

  willUpdate(changed) {
    if (changed.has('method') && this.method) this.rail = this.method.rail;
  }

  render() {
    return html`
      ${this.method ? html`<p class="explained">${t('payout-method.change_waits')}</p>` : nothing}
      <div class="field"><label for="rail">${t('payout-method.rail')}</label>
        <select id="rail" @change=${event => { this.rail = event.target.value; }}>${RAILS.map(rail =>
            html`<option value=${rail} ?selected=${rail === this.rail}>${choice('payout-method.rail', rail)}</option>`)}</select>
        <p class="hint">${choice('payout-method.about', this.rail)}</p></div>
      <trb-form .fields=${needs(this.rail)} label=${t('payout-method.save')} .send=${sending(this.page, {
        close: this.close, said: t(this.method ? 'payout-method.changed' : 'payout-method.was_set'),
        send: values => api.put('/v1/payout_method', {rail: this.rail, ...values}).catch(failure => { throw inWords(failure); }),
      })}></trb-form>`;
  }
}
customElements.define('trb-payout-form', PayoutForm);
