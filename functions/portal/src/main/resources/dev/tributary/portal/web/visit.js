// What anybody sees without signing in: the directory of programs, and a program's page with its form to apply.

import {LitElement, html, nothing} from 'lit';
import {api} from './lib/api.js';
import {CHANNELS} from './lib/channels.js';
import {name, number} from './lib/format.js';
import {query} from './lib/place.js';
import {empty, facts, problem, skeleton} from './lib/ui.js';
import {LANGUAGES, choice, choose, language, load, t} from './lib/words.js';

const MOST_CHANNELS = 10;

class Visit extends LitElement {
  static properties = {
    data: {state: true},
    failure: {state: true},
    hasWords: {state: true},
    sentTo: {state: true},
    channels: {state: true},
  };

  constructor() {
    super();
    this.program = location.pathname.split('/')[2] ?? '';
    this.sentTo = '';
    this.channels = 1;
  }

  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.ask();
  }

  async ask() {
    this.failure = undefined;
    try {
      await Promise.all([load('common'), load('directory'), load('affiliate')]);
      this.hasWords = true;
      this.data = this.program
          ? await api.get(`/v1/directory/${encodeURIComponent(this.program)}`)
          : await api.get('/v1/directory', {cursor: query().cursor});
    } catch (failure) {
      this.failure = failure;
    }
  }

  updated() {
    const heading = this.querySelector('main h1')?.textContent.trim();
    document.title = heading ? `${heading} – Tributary` : 'Tributary';
  }

  render() {
    if (!this.hasWords) return this.failure ? html`<main class="alone"><h1>Tributary</h1></main>` : nothing;
    return html`<a class="skip" href="#main">${t('common.skip')}</a>
      <header class="top">
        <a class="brand" href="/programs">Tributary</a>
        <span class="grow"></span>
        <select class="languages" aria-label=${t('common.language')} @change=${event => choose(event.target.value)}>
          ${LANGUAGES.map(([code, own]) => html`<option value=${code} lang=${code} .selected=${code === language}>${own}</option>`)}</select>
        <a class="button" href="/sign-in">${t('common.sign_in')}</a>
      </header>
      <main id="main" class="alone" tabindex="-1">${this.failure ? this.failed()
          : !this.data ? html`<h1>${t('directory.title')}</h1>${skeleton()}`
          : this.program ? this.one(this.data) : this.list(this.data)}</main>`;
  }

  failed() {
    if (this.failure.status !== 404) return html`<h1>${t('directory.title')}</h1>${problem(this.failure, () => this.ask())}`;
    return html`<h1>${t('directory.gone')}</h1><p>${t('directory.gone_why')}</p>
      <p><a class="button" href="/programs">${t('directory.all')}</a></p>`;
  }

  list({data, next_cursor: next}) {
    return html`<h1>${t('directory.title')}</h1><p>${t('directory.why')}</p>
      ${data.length ? nothing : empty(t('directory.none'))}
      ${data.map(one => html`<section class="card"><h2 class="first"><a href="/programs/${one.id}">${name(one.name)}</a></h2>
        <p>${this.shops(one)} · ${one.currency}</p></section>`)}
      ${next ? html`<p><a class="button" href="/programs?cursor=${encodeURIComponent(next)}">${t('common.more')}</a></p>` : nothing}`;
  }

  shops(one) {
    return one.landing_domains.slice(0, 3).map((domain, at) => html`${at ? ', ' : ''}<bdi dir="ltr">${domain}</bdi>`);
  }

  one(program) {
    return html`<h1>${name(program.name)}</h1>
      ${facts([
        [t('directory.merchant'), program.merchant_name && name(program.merchant_name)],
        [t('directory.shops'), this.shops(program)],
        [t('directory.currency'), program.currency],
        [t('directory.zone'), name(program.time_zone)],
      ])}
      <h2>${t('directory.terms')}</h2>
      <ul>${program.terms.map(sentence => html`<li>${sentence}</li>`)}</ul>
      <h2>${t('directory.apply')}</h2>
      ${this.sentTo ? html`<p role="status" class="card">${t('directory.sent', {email: this.sentTo})}</p>`
          : html`<p>${t('directory.apply_how')}</p>
        ${program.agreement ? html`<details class="more"><summary>${t('directory.agreement', {version: program.agreement.version})}</summary>
          <pre dir="auto" tabindex="0">${program.agreement.text}</pre></details>` : nothing}
        <trb-form .fields=${this.fields(program)} label=${t('directory.send')}
          .send=${values => this.send(program, values)}></trb-form>`}`;
  }

  fields({questions, agreement}) {
    return [
      {name: 'name', label: t('directory.name'), required: true, max: 100, autocomplete: 'name'},
      {name: 'email', label: t('directory.email'), type: 'email', required: true, max: 254, autocomplete: 'email'},
      ...Array.from({length: MOST_CHANNELS}, (none, at) => this.channel(at)).flat(),
      ...questions.map(question => ({
        name: `q-${question.id}`, label: name(question.text), required: question.required, max: 2000,
        ...question.choices.length
            ? {type: 'select', options: [['', ''], ...question.choices.map(choice => [choice, choice])]}
            : {type: 'textarea', rows: 3},
      })),
      ...agreement ? [{name: 'accepted', type: 'checkbox', must: true, label: t('directory.accept')}] : [],
    ];
  }

  /** All have their places from the start, so that what is typed below stays where it is when one more is asked for. */
  channel(at) {
    const isLeftOut = at >= this.channels;
    const isLast = at === this.channels - 1 && this.channels < MOST_CHANNELS;
    const which = at ? ` ${number(at + 1)}` : '';
    return [
      {name: `kind-${at}`, of: `channels[${at}].kind`, isLeftOut, label: t('directory.channel') + which, type: 'select',
        options: [['', ''], ...CHANNELS.map(kind => [kind, choice('affiliate.channel', kind)])], hint: at ? '' : t('directory.channel_hint')},
      {name: `place-${at}`, of: `channels[${at}].name`, isLeftOut, label: t('directory.channel_name') + which, max: 100,
        after: isLast ? html`<button type="button" class="quiet" @click=${() => this.another()}>${t('directory.channel_more')}</button>` : nothing},
    ];
  }

  /** The button goes to below the new one: whoever pressed it goes on there. */
  async another() {
    const at = this.channels;
    this.channels = at + 1;
    await this.updateComplete;
    await this.querySelector('trb-form').updateComplete;
    this.querySelector(`[name="kind-${at}"]`)?.focus();
  }

  async send(program, values) {
    const channels = Array.from({length: this.channels}, (none, at) => ({kind: values[`kind-${at}`], name: values[`place-${at}`]}))
        .filter(one => one.kind || one.name);
    const answers = program.questions.filter(question => values[`q-${question.id}`])
        .map(question => ({question_id: question.id, answer: values[`q-${question.id}`]}));
    await api.post(`/v1/directory/${program.id}/applications`, {
      name: values.name, email: values.email, answers, ...channels.length && {channels},
      ...program.agreement && {agreement_version: program.agreement.version},
    });
    this.sentTo = values.email;
    await this.updateComplete;
    this.querySelector('main').focus();
  }
}
customElements.define('trb-visit', Visit);
