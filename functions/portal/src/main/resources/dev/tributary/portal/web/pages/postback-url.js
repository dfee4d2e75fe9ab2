// Where an affiliate's own tracker is told what it earned: URLs with macros, called by GET. Of one of them
// (`?webhook=`) what it was told, and what became of it.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask, first} from '../lib/ask.js';
import {EARNING_EVENTS} from '../lib/events.js';
import {code, number, time} from '../lib/format.js';
import {isBusy, once} from '../lib/once.js';
import {Page} from '../lib/page.js';
import {here} from '../lib/place.js';
import {empty, state, table} from '../lib/ui.js';
import {choice, t} from '../lib/words.js';
import {MACROS, edit, told} from './postback-url/form.js';

class PostbackUrl extends Page {
  static title = 'postback-url.title';

  async load() {
    const {webhook, cursor} = this.place.query;
    const [all, log] = await Promise.all([
      api.get('/v1/webhooks'),
      webhook ? api.get(`/v1/webhooks/${webhook}/deliveries`, {limit: 50, cursor}) : undefined,
    ]);
    return {urls: all.data.filter(one => one.kind === 'postback_url'), log};
  }

  actions({urls}) {
    return urls.length && this.may('keys')
        ? html`<button type="button" class="main" @click=${() => edit(this)}>${t('postback-url.make')}</button>` : nothing;
  }

  body({urls, log}) {
    const {webhook} = this.place.query;
    const chosen = urls.find(one => one.id === webhook);
    return html`
      <p>${t('postback-url.what')}</p>
      ${this.may('keys') ? nothing : html`<p>${t('postback-url.owner_only')}</p>`}
      ${urls.length ? urls.map(one => this.one(one)) : empty(t('postback-url.none'), this.may('keys')
          ? html`<button type="button" class="main" @click=${() => edit(this)}>${t('postback-url.make')}</button>` : nothing)}
      ${log ? this.log(log, chosen) : nothing}
      ${this.macros()}`;
  }

  one(one) {
    const isActive = one.state === 'active';
    return html`<section class="card"><h2>${code(one.url)} ${state(one.state)}</h2>
      ${isActive ? nothing : html`<p class="explained">${choice('postback-url.why', one.disabled_reason ?? 'owner')}
        ${time(one.disabled_at, this.place.program?.time_zone)}</p>`}
      <p>${one.events.length ? html`${t('postback-url.told')} ${one.events.map(told).join(', ')}` : t('postback-url.told_all')}</p>
      <p class="buttons">
        <a class="button" href=${here({webhook: one.id, cursor: ''})}>${t('postback-url.log')}</a>
        ${isActive && this.may('programs') ? html`<button type="button" ?disabled=${isBusy(this, one.id)}
          @click=${() => this.test(one)}>${t('postback-url.test')}</button>` : nothing}
        ${this.may('keys') ? html`<button type="button" @click=${() => this.change(one)}>${t('postback-url.change')}</button>
          <button type="button" @click=${() => this.enable(one, isActive ? 'disabled' : 'active')}>
            ${t(isActive ? 'postback-url.disable' : 'postback-url.enable')}</button>` : nothing}
        ${this.may('programs') ? html`<button type="button" @click=${() => this.remove(one)}>${t('postback-url.delete')}</button>` : nothing}</p>
    </section>`;
  }

  change(one) {
    return first(this, () => api.read(`/v1/webhooks/${one.id}`), read => edit(this, read));
  }

  enable(one, to) {
    return this.act(() => api.patch(`/v1/webhooks/${one.id}`, {state: to}), t(to === 'active' ? 'postback-url.enabled' : 'postback-url.disabled')).catch(() => {});
  }

  test(one) {
    return once(this, one.id, intent => this.act(() => api.post(`/v1/webhooks/${one.id}/test`, {}, intent), t('postback-url.tested')))
        .catch(() => {});
  }

  remove(one) {
    ask(this, t('postback-url.delete_title'), {
      intro: html`<p>${t('postback-url.delete_what')}</p><p>${code(one.url)}</p>`, danger: true,
      label: t('postback-url.delete'), said: t('postback-url.deleted'),
      send: () => api.delete(`/v1/webhooks/${one.id}`),
    });
  }

  log(log, chosen) {
    const zone = this.place.program?.time_zone;
    return html`<h2>${t('postback-url.log')}</h2>
      <p>${chosen ? code(chosen.url) : nothing} <a href=${here({webhook: '', cursor: ''})}>${t('postback-url.hide_log')}</a></p>
      ${table([
        {label: t('postback-url.when'), cell: row => time(row.occurred_at, zone)},
        {label: t('postback-url.of_what'), cell: row => html`${told(row.type)}<br>${code(row.id)}`},
        {label: t('postback-url.state'), cell: row => state(row.state)},
        {label: t('postback-url.attempts'), numeric: true, cell: row => number(row.attempts)},
        {label: t('postback-url.answer'), cell: row => row.last_error ? choice('postback-url.error', row.last_error)
            : row.last_status ? code(row.last_status) : '–'},
        {label: t('postback-url.last'), cell: row => time(row.last_attempt_at, zone)},
        {label: t('postback-url.next'), cell: row => time(row.next_attempt_at, zone)},
        ...this.may('programs') ? [{label: t('common.actions'), cell: row => html`<button type="button" class="quiet"
          ?disabled=${chosen?.state !== 'active' || isBusy(this, row.id)} @click=${() => this.again(row)}>${t('postback-url.resend')}</button>`}] : [],
      ], log.data, {caption: t('postback-url.log'), empty: empty(t('postback-url.no_log'))})}
      ${log.next_cursor ? html`<p><a class="button" href=${here({cursor: log.next_cursor})}>${t('common.more')}</a></p>` : nothing}`;
  }

  again(row) {
    return once(this, row.id, intent => this.act(() => api.post(`/v1/webhooks/${row.webhook_id}/deliveries/${row.id}/resend`, {}, intent),
        t('postback-url.resent'))).catch(() => {});
  }

  macros() {
    return html`<h2>${t('postback-url.macros')}</h2><p>${t('postback-url.macros_what')}</p>
      ${table([
        {label: t('postback-url.macro'), cell: macro => code(`{${macro}}`)},
        {label: t('postback-url.meaning'), cell: macro => choice('postback-url.macro', macro)},
      ], MACROS, {caption: t('postback-url.macros')})}
      <h2>${t('postback-url.events')}</h2>
      ${table([
        {label: t('postback-url.type'), cell: type => code(type)},
        {label: t('postback-url.meaning'), cell: type => told(type)},
      ], EARNING_EVENTS, {caption: t('postback-url.events')})}`;
  }
}
customElements.define('trb-postback-url', PostbackUrl);
