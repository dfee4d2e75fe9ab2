// The programs that an affiliate is in, was invited to or has applied to; of one of them (`?program=`) its state, its
// terms in words, its Agreement, and what was answered.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask} from '../lib/ask.js';
import {code, name, time} from '../lib/format.js';
import {Page} from '../lib/page.js';
import {here} from '../lib/place.js';
import {chips, empty, facts, state, stateWord, table} from '../lib/ui.js';
import {choice, t} from '../lib/words.js';
import {agreementCard} from './programs/agreement.js';
import './programs/application.js';
import {applying, askForProgram, loadApplication} from './programs/apply.js';

const STATES = ['approved', 'invited', 'applied', 'paused', 'rejected', 'ended', 'banned'];
/** Versions of the terms that are not in force yet. */
const MOST_COMING = 3;
/** From which one may leave. */
const LEAVING = ['applied', 'invited', 'approved', 'paused'];

const ifThere = asked => asked.catch(failure => {
  if (failure.status !== 404) throw failure;
  return undefined;
});

class Programs extends Page {
  static title = 'programs.title';

  async load() {
    const {query, program} = this.place;
    if (query.apply) {
      this.said = '';
      return {application: await loadApplication(query.apply)};
    }
    const [enrollments, one] = await Promise.all([
      api.get('/v1/enrollments', {state: query.state, cursor: query.cursor, limit: 50}),
      program ? this.one(program) : undefined,
    ]);
    return {enrollments, one};
  }

  async one(program) {
    const path = `/v1/enrollments/${program.id}/${this.place.tenant}`;
    const [enrollment, terms, form] = await Promise.all([
      ifThere(api.read(path)),
      ifThere(api.all(`/v1/programs/${program.id}/terms`, {}, 1000)),
      ifThere(api.get(`/v1/programs/${program.id}/application_form`)),
    ]);
    if (!enrollment) return undefined;
    const agreement = form?.agreement_version
        ? await ifThere(api.get(`/v1/programs/${program.id}/agreements/${form.agreement_version}`)) : undefined;
    const coming = (terms?.rows ?? []).filter(one => new Date(one.effective_from) > new Date()).slice(0, MOST_COMING);
    const changes = await Promise.all(coming.map(one => api.get(`/v1/programs/${program.id}/terms/${one.version}/changes`)));
    return {program, enrollment: enrollment.value, tag: enrollment.tag, terms: terms?.rows ?? [], changes, agreement};
  }

  actions({application}) {
    return application || !this.may('programs') ? nothing
        : html`<button type="button" @click=${askForProgram}>${t('programs.apply')}</button>`;
  }

  body({application, enrollments, one}) {
    if (application) return applying(this, application);
    const {query} = this.place;
    return html`
      ${chips(t('programs.state'), 'state', query.state, [['', t('programs.any')], ...STATES.map(value => [value, stateWord(value)])])}
      ${table([
        {label: t('programs.program'), cell: row => html`<a href=${here({program: row.program_id})}>${this.named(row.program_id)}</a>`},
        {label: t('programs.state'), cell: row => state(row.state)},
        {label: t('programs.since'), cell: row => time(row.history.at(-1).from, this.zone(row.program_id))},
        {label: t('programs.reason'), cell: row => row.history.at(-1).reason ? name(row.history.at(-1).reason) : '–'},
        {label: t('programs.next_step'), cell: row => choice('programs.step', row.state)},
      ], enrollments.data, {caption: t('programs.title'), empty: empty(t(query.state ? 'programs.none_so' : 'programs.none'))})}
      ${enrollments.next_cursor ? html`<p><a class="button" href=${here({cursor: enrollments.next_cursor})}>${t('common.more')}</a></p>` : nothing}
      ${one ? this.detail(one) : nothing}`;
  }

  named(id) {
    const found = this.place.programs.find(one => one.id === id);
    return found ? name(found.name) : code(id);
  }

  zone(id) {
    return this.place.programs.find(one => one.id === id)?.time_zone;
  }

  detail(one) {
    const {program, enrollment} = one;
    const last = enrollment.history.at(-1);
    return html`<h2>${name(program.name)} ${state(enrollment.state)}</h2>
      ${facts([
        [t('programs.since'), time(last.from, program.time_zone)],
        [t('programs.reason'), last.reason ? name(last.reason) : nothing],
        [t('programs.currency'), program.currency],
        [t('programs.zone'), name(program.time_zone)],
        [t('programs.domains'), code(program.landing_domains.join(', '))],
        [t('programs.group'), enrollment.group ? name(enrollment.group) : nothing],
        [t('programs.id'), code(program.id)],
      ])}
      ${this.moves(one)}
      <div class="halves">${this.terms(one)}
        <div>${agreementCard(this, one)}<trb-application .enrollment=${enrollment} .zone=${program.time_zone}></trb-application>
        ${this.history(one)}</div></div>`;
  }

  /** What the affiliate itself may do. */
  moves(one) {
    const {program, enrollment} = one;
    if (!this.may('programs')) return nothing;
    const {recognition} = enrollment;
    return html`<p class="buttons">
      ${enrollment.state === 'invited' ? html`<button type="button" class="main" @click=${() => this.accept(one)}>
        ${one.agreement ? t('programs.accept_with', {version: one.agreement.version}) : t('programs.accept')}</button>` : nothing}
      ${['rejected', 'ended'].includes(enrollment.state) ? html`<a class="button" href="${this.place.root}/threads">${t('programs.ask')}</a>` : nothing}
      ${enrollment.state === 'approved' ? html`<a class="button" href="${this.place.root}/links?program=${program.id}">${t('programs.links')}</a>` : nothing}
      <button type="button" @click=${() => this.act(() => api.patch(this.path(program), {recognition: !recognition}, one.tag),
        t(recognition ? 'programs.hidden' : 'programs.shown')).catch(() => {})}>${t(recognition ? 'programs.hide' : 'programs.show')}</button>
      ${LEAVING.includes(enrollment.state) ? html`<button type="button" @click=${() => this.leave(one)}>${t('programs.leave')}</button>` : nothing}</p>`;
  }

  path(program) {
    return `/v1/enrollments/${program.id}/${this.place.tenant}`;
  }

  accept({program, agreement}) {
    const body = agreement ? {agreement_version: agreement.version} : {};
    return this.act(() => api.post(`${this.path(program)}/accept`, body), t('programs.welcome')).catch(() => {});
  }

  leave({program}) {
    ask(this, t('programs.leave_title'), {
      intro: t('programs.leave_what'), danger: true, label: t('programs.leave'), said: t('programs.left'),
      send: (values, intent) => api.post(`${this.path(program)}/end`, {}, intent),
    });
  }

  /** Those in force, and those that come. */
  terms({program, terms, changes}) {
    const now = new Date();
    const inForce = terms.filter(one => new Date(one.effective_from) <= now).at(-1);
    return html`<section class="card"><h2>${t('programs.terms')}</h2>
      ${inForce ? html`<p class="hint">${t('programs.terms_version', {version: inForce.version})} ${time(inForce.effective_from, program.time_zone)}</p>
        <ul>${inForce.in_words.map(words => html`<li>${words}</li>`)}</ul>` : html`<p>${t('programs.no_terms')}</p>`}
      ${changes.map(one => html`<h3>${t('programs.coming', {version: one.version})} ${time(one.effective_from, program.time_zone)}</h3>
        ${one.changes.length ? html`<ul class="explained">${one.changes.map(words => html`<li>${words}</li>`)}</ul>`
            : html`<p>${t('programs.same_for_you')}</p>`}`)}</section>`;
  }

  history({program, enrollment}) {
    return html`<section class="card"><h2>${t('programs.history')}</h2>${table([
      {label: t('programs.since'), cell: row => time(row.from, program.time_zone)},
      {label: t('programs.state'), cell: row => state(row.state)},
      {label: t('programs.reason'), cell: row => row.reason ? name(row.reason) : '–'},
    ], enrollment.history, {caption: t('programs.history')})}</section>`;
  }
}
customElements.define('trb-programs', Programs);
