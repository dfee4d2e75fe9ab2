// How a shop tells of its orders, in three steps; a call to try; and the last ones that came.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask} from '../lib/ask.js';
import {code, time} from '../lib/format.js';
import {Page} from '../lib/page.js';
import {here} from '../lib/place.js';
import {chosenTab, tabs} from '../lib/tabs.js';
import {empty, openDialog, table} from '../lib/ui.js';
import {choice, load, t} from '../lib/words.js';
import {SENDERS, sender} from './postbacks/senders.js';
import {SNIPPETS, imageTag, scriptTag, snippet} from './postbacks/snippets.js';
import './postbacks/calls.js';
import './postbacks/tester.js';

const PAIRS_MOST = 2;
const OWN = 'own';
const PARTS = [
  {name: 'connect', label: () => t('postbacks.connect'), body: (page, data) => page.steps(data)},
  {name: 'try', label: () => t('postbacks.try'), body: (page, {program}) =>
    html`<trb-postback-tester .place=${page.place} .token=${page.made?.program === program.id ? page.made.token : undefined}></trb-postback-tester>`},
  {name: 'calls', label: () => t('postbacks.last_calls'), body: page => html`<trb-postback-calls .place=${page.place}></trb-postback-calls>`},
];

class Postbacks extends Page {
  static title = 'postbacks.title';
  // Pressed, and not in the address: the page stays where it is read.
  static properties = {shop: {state: true}, language: {state: true}};

  async load() {
    const {program} = this.place;
    const words = Promise.all([load('calls'), load('senders')]);
    if (!program) return words.then(() => ({}));
    const keys = path => this.may('keys') && chosenTab(PARTS) === PARTS[0]
        ? api.get(`/v1/programs/${program.id}/${path}`).then(({data}) => data) : undefined;
    const [credentials, secrets] = await Promise.all([keys('postback_credentials'), keys('sender_secrets'), words]);
    return {program, credentials, secrets};
  }

  lead() {
    return this.place.program ? tabs(t('postbacks.parts'), PARTS) : nothing;
  }

  body(data) {
    if (!data.program) return empty(t('postbacks.no_program'));
    return chosenTab(PARTS).body(this, data);
  }

  steps({program, credentials, secrets}) {
    const address = `${location.origin}/postbacks/${program.id}`;
    const shop = this.shop ?? secrets?.find(one => SENDERS.includes(one.sender))?.sender ?? (credentials?.length ? OWN : SENDERS[0]);
    return html`<p>${t('postbacks.connect_why')}</p>
      ${this.script(program)}
      <section aria-labelledby="orders"><h2 id="orders">${t('postbacks.orders')}</h2><p>${t('postbacks.orders_why')}</p>
        ${this.pressed(t('postbacks.orders'), shop, [...SENDERS.map(one => [one, choice('senders.name', one)]), [OWN, t('postbacks.own_code')]],
            one => { this.shop = one; })}
        ${shop === OWN ? html`${this.called(address)}${this.credentials(program, credentials)}${this.code(program, address)}`
            : sender(this, program, address, shop, secrets)}</section>
      ${this.arrives()}`;
  }

  pressed(label, chosen, options, choose) {
    return html`<div class="buttons" role="group" aria-label=${label}>${options.map(([one, text]) =>
        html`<button type="button" aria-pressed=${one === chosen} @click=${() => choose(one)}>${text}</button>`)}</div>`;
  }

  called(address) {
    return html`<h3>${t('postbacks.address')}</h3>
      <p><trb-copy text=${address} label=${t('postbacks.copy_address')}></trb-copy></p>
      <p>${t('postbacks.address_why')}</p>`;
  }

  arrives() {
    const part = name => here({tab: name});
    return html`<section aria-labelledby="arrives"><h2 id="arrives">${t('postbacks.arrives')}</h2><p>${t('postbacks.arrives_why')}</p>
      <p class="buttons"><a class="button" href=${part('calls')}>${t('postbacks.last_calls')}</a>
        <a class="button" href=${part('try')}>${t('postbacks.try')}</a></p></section>`;
  }

  credentials(program, all) {
    if (!all) return html`<h3>${t('postbacks.credentials')}</h3><p>${t('postbacks.credentials_owner')}</p>`;
    const make = html`<button type="button" class=${all.length ? '' : 'main'} @click=${() => this.make(program)}>${t('postbacks.make')}</button>`;
    return html`<h3>${t('postbacks.credentials')}</h3>
      ${table([
        {label: t('postbacks.pair'), cell: pair => code(pair.id)},
        {label: t('postbacks.made_at'), cell: pair => time(pair.created_at, program.time_zone)},
        {label: t('common.actions'), cell: pair => html`<button type="button" class="quiet" aria-label="${t('postbacks.revoke')} ${pair.id}"
          @click=${() => this.revoke(program, pair, all.length === 1)}>${t('postbacks.revoke')}</button>`},
      ], all, {caption: t('postbacks.credentials'), empty: empty(t('postbacks.no_credentials'), make)})}
      ${all.length === 0 ? nothing : all.length < PAIRS_MOST ? html`<p>${make}</p>` : html`<p class="hint">${t('postbacks.two_at_most')}</p>`}`;
  }

  make(program) {
    ask(this, t('postbacks.make'), {
      intro: t('postbacks.make_why'), label: t('postbacks.make'), said: t('postbacks.made'),
      send: (values, intent) => api.post(`/v1/programs/${program.id}/postback_credentials`, {}, intent),
      then: pair => {
        this.made = {program: program.id, token: pair.token ?? undefined};
        this.shown(pair);
      },
    });
  }

  /** Once, and never again. */
  shown(pair) {
    openDialog(t('postbacks.pair'), close => pair.secret ? html`<p>${t('postbacks.once')}</p>
        <h3>${t('postbacks.secret')}</h3><p class="hint">${t('postbacks.secret_hint')}</p>
        <p><trb-copy text=${pair.secret} label=${t('postbacks.copy_secret')}></trb-copy></p>
        <h3>${t('postbacks.token')}</h3><p class="hint">${t('postbacks.token_use')}</p>
        <p><trb-copy text=${pair.token} label=${t('postbacks.copy_token')}></trb-copy></p>
        <p class="buttons"><button type="button" class="main" @click=${close}>${t('postbacks.kept')}</button></p>`
      : html`<p>${t('postbacks.shown_before')}</p>`);
  }

  revoke(program, pair, isLast) {
    ask(this, t('postbacks.revoke'), {
      intro: isLast ? t('postbacks.revoke_last') : t('postbacks.revoke_why'), danger: true, label: t('postbacks.revoke'), said: t('postbacks.revoked'),
      send: () => api.delete(`/v1/programs/${program.id}/postback_credentials/${pair.id}`),
    });
  }

  code(program, address) {
    const language = this.language ?? Object.keys(SNIPPETS)[0];
    const text = snippet(language, address, program);
    return html`<h3>${t('postbacks.snippets')}</h3><p>${t('postbacks.snippets_why')}</p>
      ${this.pressed(t('postbacks.snippets'), language, Object.keys(SNIPPETS).map(one => [one, choice('postbacks.language', one)]),
          one => { this.language = one; })}
      <pre dir="ltr" tabindex="0" aria-label=${t('postbacks.snippets')}>${text}</pre>
      <p><button type="button" @click=${() => this.copy(text)}>${t('postbacks.copy_code')}</button></p>
      <p class="hint">${t('postbacks.click_id_where', {parameter: program.click_parameter})}</p>`;
  }

  script(program) {
    const text = scriptTag(program), image = imageTag(program);
    return html`<section aria-labelledby="script"><h2 id="script">${t('postbacks.script')}</h2><p>${t('postbacks.script_why')}</p>
      <pre dir="ltr" tabindex="0" aria-label=${t('postbacks.script')}>${text}</pre>
      <p><button type="button" @click=${() => this.copy(text)}>${t('postbacks.copy_script')}</button></p>
      <p class="hint">${t('postbacks.script_consent')}</p>
      <h3>${t('postbacks.image')}</h3><p>${t('postbacks.image_why')}</p>
      <pre dir="ltr" tabindex="0" aria-label=${t('postbacks.image')}>${image}</pre>
      <p><button type="button" @click=${() => this.copy(image)}>${t('postbacks.copy_image')}</button></p>
      <p class="hint">${t('postbacks.image_hint')}</p></section>`;
  }

  async copy(text) {
    await navigator.clipboard.writeText(text);
    this.said = t('postbacks.copied');
  }
}
customElements.define('trb-postbacks', Postbacks);
