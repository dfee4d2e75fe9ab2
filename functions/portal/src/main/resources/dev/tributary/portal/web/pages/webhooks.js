// Who is told of what happens: the endpoints of the tenant, and for one of them its deliveries.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask, first} from '../lib/ask.js';
import {EVENTS} from '../lib/events.js';
import {code, number, time} from '../lib/format.js';
import {isBusy, once} from '../lib/once.js';
import {Page} from '../lib/page.js';
import {here} from '../lib/place.js';
import {chips, empty, facts, openDialog, state, stateWord, table} from '../lib/ui.js';
import {Watching} from '../lib/watch.js';
import {choice, t} from '../lib/words.js';
import {eventFields, eventWord, eventsOf} from './webhooks/events.js';

const STATES = ['pending', 'delivered', 'failed'];
const STEP = 100;
/** So many pages of deliveries are read for a step, where few of them are wanted. */
const PAGES = 10;

class Webhooks extends Watching(Page) {
  static title = 'webhooks.title';
  static first = 4_000;

  async load() {
    const {data: all} = await api.get('/v1/webhooks');
    const one = all.find(({id}) => id === this.place.query.webhook) ?? all[0];
    if (this.of !== one?.id) Object.assign(this, {of: one?.id, most: STEP});
    const {state: wanted} = this.place.query;
    const deliveries = one ? await api.all(`/v1/webhooks/${one.id}/deliveries`, {state: STATES.includes(wanted) ? wanted : ''},
      this.most, this.most / STEP * PAGES) : undefined;
    return {all, one, deliveries};
  }

  /** What is on its way is looked at again until it has arrived. */
  isOpen({deliveries}) {
    return deliveries?.rows.some(row => row.state === 'pending' && !row.attempts) ?? false;
  }

  actions({all}) {
    return this.may('keys') && all.length ? html`<button type="button" class="main" @click=${this.make}>${t('webhooks.make')}</button>` : nothing;
  }

  body({all, one, deliveries}) {
    if (!all.length) {
      return empty(t('webhooks.none'), this.may('keys') ? html`<button type="button" class="main" @click=${this.make}>${t('webhooks.make')}</button>` : nothing);
    }
    return html`${table([
      {label: t('webhooks.url'), cell: row => html`<a href=${here({webhook: row.id, state: ''})} aria-current=${row === one ? 'true' : nothing}>${code(row.url)}</a>`},
      {label: t('webhooks.told_of'), cell: row => this.toldOf(row)},
      {label: t('webhooks.state'), cell: row => state(row.state)},
      {label: t('webhooks.since'), cell: row => this.at(row.created_at)},
    ], all, {caption: t('webhooks.title')})}${this.endpoint(one)}${this.log(one, deliveries)}`;
  }

  at(instant) {
    return time(instant, this.place.program?.time_zone);
  }

  toldOf({events}) {
    return events.length ? t('webhooks.events', {count: events.length}) : t('webhooks.everything');
  }

  endpoint(one) {
    const isActive = one.state === 'active';
    return html`<section class="card" aria-labelledby="webhook"><h2 id="webhook">${code(one.url)}</h2>
      ${isActive ? nothing : html`<div class="problem"><p>${choice('webhooks.disabled', one.disabled_reason)} ${this.at(one.disabled_at)}</p></div>`}
      ${facts([
        [t('webhooks.id'), code(one.id)],
        [t('webhooks.state'), state(one.state)],
        [t('webhooks.kind'), one.kind === 'webhook' ? undefined : choice('webhooks.kind', one.kind)],
        [t('webhooks.old_secret'), one.old_secret_ends_at && Date.parse(one.old_secret_ends_at) > Date.now() ? this.at(one.old_secret_ends_at) : undefined],
      ])}
      <details class="more"><summary>${this.toldOf(one)}</summary><ul>${(one.events.length ? one.events : EVENTS).map(type =>
          html`<li>${eventWord(type)} ${code(type)}</li>`)}</ul></details>
      <p class="buttons">
        ${this.may('programs') && isActive ? html`<button type="button" ?disabled=${isBusy(this, one.id)} @click=${() => this.test(one)}>${t('webhooks.test')}</button>` : nothing}
        ${this.may('keys') ? html`<button type="button" @click=${() => this.change(one)}>${t('webhooks.change')}</button>
          ${one.kind === 'webhook' ? html`<button type="button" @click=${() => this.rotate(one)}>${t('webhooks.rotate')}</button>` : nothing}
          <button type="button" @click=${() => this.toggle(one)}>${isActive ? t('webhooks.disable') : t('webhooks.enable')}</button>` : nothing}
        ${this.may('programs') ? html`<button type="button" @click=${() => this.remove(one)}>${t('webhooks.delete')}</button>` : nothing}</p>
      <p class="hint">${t('webhooks.verify')}</p></section>`;
  }

  log(one, {rows, more}) {
    const wanted = this.place.query.state ?? '';
    const zone = this.place.program?.time_zone;
    return html`<h2>${t('webhooks.deliveries')}</h2>${zone ? html`<p class="hint">${t('webhooks.zone', {zone})}</p>` : nothing}
      ${chips(t('webhooks.state'), 'state', wanted, [['', t('webhooks.all')], ...STATES.map(word => [word, stateWord(word)])])}
      ${table([
        {label: t('webhooks.what'), cell: row => html`${eventWord(row.type)}<br>${code(row.type)}`},
        {label: t('webhooks.happened'), cell: row => this.at(row.occurred_at)},
        {label: t('webhooks.state'), cell: row => html`${state(row.state)}${this.outcome(row)}`},
        {label: t('webhooks.attempts'), numeric: true, cell: row => number(row.attempts)},
        {label: t('webhooks.last_attempt'), cell: row => this.at(row.last_attempt_at)},
        {label: t('webhooks.next_attempt'), cell: row => this.at(row.state === 'pending' ? row.next_attempt_at : null)},
        {label: t('webhooks.id'), cell: row => code(row.id)},
        ...this.may('programs') && one.state === 'active' ? [{label: t('common.actions'), cell: row => html`<button type="button" class="quiet"
          aria-label="${t('webhooks.resend')} ${row.id}" ?disabled=${isBusy(this, row.id)} @click=${() => this.resend(one, row)}>${t('webhooks.resend')}</button>`}] : [],
      ], rows, {
        caption: t('webhooks.deliveries'), more: more ? this.more : undefined,
        empty: wanted ? empty(t('webhooks.none_so'), html`<a class="button" href=${here({state: ''})}>${t('webhooks.all')}</a>
          ${more ? html`<button type="button" @click=${this.more}>${t('common.more')}</button>` : nothing}`) : t('webhooks.no_deliveries'),
      })}`;
  }

  outcome({last_status: status, last_error: error}) {
    if (status === null && error === null) return nothing;
    return html`<div class="hint">${status === null ? choice('webhooks.error', error) : t('webhooks.answered', {status: String(status)})}</div>`;
  }

  more = () => {
    this.most += STEP;
    this.reload();
  };

  make = () => ask(this, t('webhooks.make'), {
    layout: 'many', intro: t('webhooks.make_why'),
    fields: [{name: 'url', label: t('webhooks.url'), type: 'url', required: true, max: 1000, hint: t('webhooks.url_hint')}, ...eventFields([])],
    label: t('webhooks.make'), said: t('webhooks.made'),
    send: ({url, ...chosen}, intent) => api.post('/v1/webhooks', {url, events: eventsOf(chosen)}, intent),
    then: made => this.secret(made),
  });

  /** Once, and never again. */
  secret(webhook) {
    openDialog(t('webhooks.secret'), close => html`<p>${webhook.secret ? t('webhooks.secret_once') : t('webhooks.secret_shown')}</p>
      ${webhook.secret ? html`<p><trb-copy text=${webhook.secret} label=${t('webhooks.secret_copy')}></trb-copy></p>` : nothing}
      <p class="buttons"><button type="button" class="main" @click=${close}>${t('webhooks.secret_kept')}</button></p>`);
  }

  read(one, then) {
    return first(this, () => api.read(`/v1/webhooks/${one.id}`), then);
  }

  change(one) {
    this.read(one, ({value, tag}) => ask(this, t('webhooks.change'), {
      layout: 'many',
      fields: [{name: 'url', label: t('webhooks.url'), type: 'url', required: true, max: 1000, value: value.url, hint: t('webhooks.url_hint')}, ...eventFields(value.events)],
      label: t('webhooks.save'), said: t('webhooks.changed'),
      send: ({url, ...chosen}) => api.patch(`/v1/webhooks/${one.id}`, {url, events: eventsOf(chosen)}, tag),
    }));
  }

  rotate(one) {
    ask(this, t('webhooks.rotate'), {
      intro: t('webhooks.rotate_why'), label: t('webhooks.rotate'), said: t('webhooks.rotated'),
      send: (values, intent) => api.post(`/v1/webhooks/${one.id}/rotate_secret`, {}, intent), then: made => this.secret(made),
    });
  }

  toggle(one) {
    const isActive = one.state === 'active';
    this.read(one, ({tag}) => ask(this, isActive ? t('webhooks.disable') : t('webhooks.enable'), {
      intro: isActive ? t('webhooks.disable_why') : t('webhooks.enable_why'), danger: isActive,
      label: isActive ? t('webhooks.disable') : t('webhooks.enable'), said: isActive ? t('webhooks.is_disabled') : t('webhooks.is_enabled'),
      send: () => api.patch(`/v1/webhooks/${one.id}`, {state: isActive ? 'disabled' : 'active'}, tag),
    }));
  }

  remove(one) {
    ask(this, t('webhooks.delete'), {
      intro: t('webhooks.delete_why'), danger: true, label: t('webhooks.delete'), said: t('webhooks.deleted'),
      send: () => api.delete(`/v1/webhooks/${one.id}`),
    });
  }

  test(one) {
    return once(this, one.id, intent => this.act(() => api.post(`/v1/webhooks/${one.id}/test`, {}, intent), t('webhooks.tested')))
        .catch(() => {});
  }

  resend(one, row) {
    return once(this, row.id, intent => this.act(() => api.post(`/v1/webhooks/${one.id}/deliveries/${row.id}/resend`, {}, intent),
        t('webhooks.resent'))).catch(() => {});
  }
}
customElements.define('trb-webhooks', Webhooks);
