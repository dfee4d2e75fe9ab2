// What a merchant tells the affiliates of a program: written, timed and ended there; read by those whom it is for.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask, first, lines} from '../lib/ask.js';
import {name, time} from '../lib/format.js';
import {instantOf, localOf} from '../lib/instants.js';
import {Page} from '../lib/page.js';
import {chips, empty, state, stateWord} from '../lib/ui.js';
import {walk} from '../lib/rows.js';
import {written} from '../lib/written.js';
import {t} from '../lib/words.js';

const STATES = ['published', 'scheduled', 'expired'];

class Announcements extends Page {
  static title = 'announcements.title';

  get isMerchant() {
    return this.place.kind === 'mer';
  }

  load() {
    return this.go();
  }

  go(before) {
    const {program, query} = this.place;
    if (!program) return {};
    return walk('/v1/announcements', {
      program_id: program.id,
      ...this.isMerchant ? {state: STATES.includes(query.state) ? query.state : ''} : {unread: query.unread === '1' ? 'true' : ''},
    }, {before, least: 20});
  }

  actions() {
    if (!this.isMerchant || !this.place.program || !this.may('programs')) return nothing;
    return html`<button type="button" class="main" @click=${() => this.write()}>${t('announcements.write')}</button>`;
  }

  body({rows, cursor}) {
    if (!rows) return empty(this.isMerchant ? t('announcements.no_program') : t('announcements.no_enrollment'));
    const {state: wanted, unread} = this.place.query;
    return html`
      ${this.isMerchant
        ? chips(t('announcements.state'), 'state', wanted, [['', t('announcements.all')], ...STATES.map(one => [one, stateWord(one)])])
        : chips(t('announcements.state'), 'unread', unread, [['', t('announcements.all')], ['1', t('announcements.unread')]])}
      <p><small>${t('announcements.zone')} <bdi>${this.place.program.time_zone}</bdi></small></p>
      ${rows.map(one => this.one(one))}
      ${rows.length || cursor ? nothing : empty(this.nothingThere(wanted || unread))}
      ${cursor ? html`<p><button type="button" @click=${this.more}>${t('common.more')}</button></p>` : nothing}`;
  }

  nothingThere(isNarrow) {
    if (isNarrow) return t('announcements.none_such');
    return this.isMerchant ? t('announcements.none') : t('announcements.none_for_you');
  }

  one(announcement) {
    const zone = this.place.program.time_zone;
    const {published_at: published, expires_at: expires, groups} = announcement;
    const isAhead = announcement.state === 'scheduled';
    const isNew = !this.isMerchant && !announcement.read_at;
    return html`<article class="card" aria-label=${announcement.title}>
      <div class="head"><h2>${name(announcement.title)} ${this.isMerchant ? state(announcement.state)
          : isNew ? html`<span class="state open">${t('announcements.new')}</span>` : nothing}</h2>
        <div class="actions">${this.may('programs') ? this.buttons(announcement, isNew) : nothing}</div></div>
      <p class="about">${isAhead ? t('announcements.will_be') : t('announcements.was')} ${time(published, zone)}
        ${expires ? html` · ${announcement.state === 'expired' ? t('announcements.ended') : t('announcements.until')} ${time(expires, zone)}` : nothing}
        ${this.isMerchant ? html` · ${groups.length ? html`${t('announcements.for')} ${groups.map((one, at) =>
            html`${at ? ', ' : ''}${name(one)}`)}` : t('announcements.for_all')}` : nothing}
        ${announcement.read_at ? html` · ${t('announcements.read_at')} ${time(announcement.read_at, zone)}` : nothing}</p>
      ${written(announcement.text)}
    </article>`;
  }

  buttons(announcement, isNew) {
    const of = html`<span class="unseen"> ${announcement.title}</span>`;
    if (!this.isMerchant) {
      return isNew ? html`<button type="button" @click=${() => this.read(announcement)}>${t('announcements.read')}${of}</button>` : nothing;
    }
    switch (announcement.state) {
      case 'scheduled':
        return html`<button type="button" @click=${() => this.open(announcement, (one, tag) => this.write(one, tag))}>
          ${t('announcements.change')}${of}</button>
          <button type="button" @click=${() => this.end(announcement)}>${t('announcements.call_off')}${of}</button>`;
      case 'published':
        return html`<button type="button" @click=${() => this.open(announcement, (one, tag) => this.expire(one, tag))}>${t('announcements.change_end')}${of}</button>
          <button type="button" @click=${() => this.end(announcement)}>${t('announcements.end')}${of}</button>`;
      default:
        return nothing;
    }
  }

  read(announcement) {
    this.act(() => api.post(`/v1/announcements/${announcement.id}/read`), t('announcements.noted')).catch(() => {});
  }

  /** It is read once more, so that nobody's change of a minute ago is written over. */
  open(announcement, then) {
    return first(this, () => api.read(`/v1/announcements/${announcement.id}`), ({value, tag}) => then(value, tag));
  }

  /** A new one, or all of one that nobody has seen yet. */
  write(old, tag) {
    const {id: program, time_zone: zone} = this.place.program;
    ask(this, old ? t('announcements.change') : t('announcements.write'), {
      fields: [
        {name: 'title', label: t('announcements.heading'), required: true, max: 200, value: old?.title},
        {name: 'text', label: t('announcements.text'), type: 'textarea', rows: 8, required: true, max: 10000, value: old?.text,
          hint: t('announcements.text_hint')},
        {name: 'groups', label: t('announcements.audience'), value: old?.groups.join(', '), hint: t('announcements.audience_hint')},
        {name: 'published_at', label: t('announcements.publish_at'), type: 'datetime-local', dir: 'ltr', value: localOf(old?.published_at, zone),
          hint: t('announcements.publish_hint', {zone}), required: Boolean(old)},
        {name: 'expires_at', label: t('announcements.expires_at'), type: 'datetime-local', dir: 'ltr', value: localOf(old?.expires_at, zone),
          hint: t('announcements.expires_hint')},
      ],
      label: old ? t('announcements.save') : t('announcements.publish'),
      said: old ? t('announcements.saved') : t('announcements.written'),
      send: (values, intent) => {
        const said = {title: values.title, text: values.text, groups: lines(values.groups)};
        const instant = local => local && instantOf(local, zone);
        const published = instant(values.published_at);
        const expires = instant(values.expires_at);
        if (!old) {
          return api.post('/v1/announcements', {program_id: program, ...said, published_at: published, expires_at: expires}, intent);
        }
        // A field of minutes is no reason to move what has seconds.
        const isMoved = values.published_at !== localOf(old.published_at, zone);
        return api.patch(`/v1/announcements/${old.id}`,
            {...said, published_at: isMoved ? published : old.published_at, expires_at: expires ?? null}, tag);
      },
    });
  }

  /** What was published stays as it was said; only its end moves. */
  expire(announcement, tag) {
    const {time_zone: zone} = this.place.program;
    ask(this, t('announcements.change_end'), {
      fields: [{name: 'expires_at', label: t('announcements.expires_at'), type: 'datetime-local', dir: 'ltr',
        value: localOf(announcement.expires_at, zone), hint: t('announcements.expires_hint')}],
      label: t('announcements.save'),
      said: t('announcements.saved'),
      send: values => api.patch(`/v1/announcements/${announcement.id}`, {expires_at: values.expires_at ? instantOf(values.expires_at, zone) : null}, tag),
    });
  }

  /** What was still to come is never seen by this. */
  end(announcement) {
    const isAhead = announcement.state === 'scheduled';
    const {title} = announcement;
    const label = isAhead ? t('announcements.call_off') : t('announcements.end');
    ask(this, label, {
      intro: isAhead ? t('announcements.call_off_why', {title}) : t('announcements.end_why', {title}),
      label,
      danger: true,
      said: t('announcements.saved'),
      send: () => api.patch(`/v1/announcements/${announcement.id}`, {expires_at: new Date().toISOString()}),
    });
  }

  more = async event => {
    const {turn} = this;
    event.target.disabled = true;
    try {
      const data = await this.go(this.data);
      if (turn === this.turn) this.data = data;
      event.target.disabled = false;
    } catch (failure) {
      this.failed(failure);
      event.target.disabled = false;
    }
  };
}
customElements.define('trb-announcements', Announcements);
