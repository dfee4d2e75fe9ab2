// How a shop tells of its orders: the address, what proves a call, a call in code, and a call to try.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask} from '../lib/ask.js';
import {code, time} from '../lib/format.js';
import {Page} from '../lib/page.js';
import {chips, empty, openDialog, table} from '../lib/ui.js';
import {choice, load, t} from '../lib/words.js';
import {senders} from './postbacks/senders.js';
import {SNIPPETS, imageTag, scriptTag, snippet} from './postbacks/snippets.js';
import './postbacks/calls.js';
import './postbacks/tester.js';

const PAIRS_MOST = 2;

class Postbacks extends Page {
  static title = 'postbacks.title';

  async load() {
    const {program} = this.place;
    if (!program) return {};
    const keys = path => this.may('keys') ? api.get(`/v1/programs/${program.id}/${path}`).then(({data}) => data) : undefined;
    const [credentials, secrets] = await Promise.all([keys('postback_credentials'), keys('sender_secrets'), load('calls'), load('senders')]);
    return {program, credentials, secrets};
  }

  body({program, credentials, secrets}) {
    if (!program) return empty(t('postbacks.no_program'));
    const address = `${location.origin}/postbacks/${program.id}`;
    return html`
      <section aria-labelledby="address"><h2 id="address">${t('postbacks.address')}</h2>
        <p><trb-copy text=${address} label=${t('postbacks.copy_address')}></trb-copy></p>
        <p>${t('postbacks.address_why')}</p></section>
      ${this.credentials(program, credentials)}
      ${senders(this, program, address, secrets)}
      ${this.code(program, address)}
      ${this.script(program)}
      <trb-postback-tester .place=${this.place} .token=${this.made?.program === program.id ? this.made.token : undefined}
        @trb-called=${() => this.querySelector('trb-postback-calls').reload()}></trb-postback-tester>
      <trb-postback-calls .place=${this.place}></trb-postback-calls>`;
  }

  credentials(program, all) {
    if (!all) return html`<h2>${t('postbacks.credentials')}</h2><p>${t('postbacks.credentials_owner')}</p>`;
    const make = html`<button type="button" class=${all.length ? '' : 'main'} @click=${() => this.make(program)}>${t('postbacks.make')}</button>`;
    return html`<h2>${t('postbacks.credentials')}</h2>
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
    const language = Object.hasOwn(SNIPPETS, this.place.query.code ?? '') ? this.place.query.code : 'curl';
    const text = snippet(language, address, program);
    return html`<h2>${t('postbacks.snippets')}</h2><p>${t('postbacks.snippets_why')}</p>
      ${chips(t('postbacks.snippets'), 'code', language, Object.keys(SNIPPETS).map(one => [one, choice('postbacks.language', one)]))}
      <pre dir="ltr" tabindex="0" aria-label=${t('postbacks.snippets')}>${text}</pre>
      <p><button type="button" @click=${() => this.copy(text)}>${t('postbacks.copy_code')}</button></p>
      <p class="hint">${t('postbacks.click_id_where', {parameter: program.click_parameter})}</p>`;
  }

  script(program) {
    const text = scriptTag(program), image = imageTag(program);
    return html`<h2>${t('postbacks.script')}</h2><p>${t('postbacks.script_why')}</p>
      <pre dir="ltr" tabindex="0" aria-label=${t('postbacks.script')}>${text}</pre>
      <p><button type="button" @click=${() => this.copy(text)}>${t('postbacks.copy_script')}</button></p>
      <p class="hint">${t('postbacks.script_consent')}</p>
      <h3>${t('postbacks.image')}</h3><p>${t('postbacks.image_why')}</p>
      <pre dir="ltr" tabindex="0" aria-label=${t('postbacks.image')}>${image}</pre>
      <p><button type="button" @click=${() => this.copy(image)}>${t('postbacks.copy_image')}</button></p>
      <p class="hint">${t('postbacks.image_hint')}</p>`;
  }

  async copy(text) {
    await navigator.clipboard.writeText(text);
    this.said = t('postbacks.copied');
  }
}
customElements.define('trb-postbacks', Postbacks);
