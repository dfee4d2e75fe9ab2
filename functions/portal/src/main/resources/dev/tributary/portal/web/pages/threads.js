// Talk between a merchant and its affiliates, or among its own people: what waits for whom, and a new conversation.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {ask, first} from '../lib/ask.js';
import {name, number, time} from '../lib/format.js';
import {affiliate, learn, note} from '../lib/names.js';
import {Page} from '../lib/page.js';
import {go, here} from '../lib/place.js';
import {chips, empty, state, stateWord, table} from '../lib/ui.js';
import {walk} from '../lib/rows.js';
import {t} from '../lib/words.js';
import {ownId, ownerField, ownerName, ownerText, ownersOf} from './threads/owners.js';

const STATES = ['open', 'waiting', 'solved'];
const MOST_NAMES = 500;

class Threads extends Page {
  static title = 'threads.title';

  get isMerchant() {
    return this.place.kind === 'mer';
  }

  /** Another page may lead here to ask about something: `new=1` with what it is about. */
  async load() {
    const {program, query} = this.place;
    if (!program) return {};
    const [data, owners] = await Promise.all([this.go(), ownersOf(this)]);
    if (query.new === '1' && query === this.place.query && this.isConnected && this.may('programs')) {
      go(here({new: '', affiliate_id: '', order_id: '', commission_id: '', dispute_id: '', run_id: '', payout_id: ''}), {replace: true});
      this.write(query, owners);
    }
    return {...data, owners};
  }

  async go(before) {
    const {program, query} = this.place;
    const data = await walk('/v1/threads', {
      program_id: program.id,
      state: STATES.includes(query.state) ? query.state : '',
      unread: query.unread === '1' ? 'true' : '',
      owner: this.isMerchant ? query.owner : '',
      affiliate_id: this.isMerchant && query.new !== '1' ? query.affiliate_id : '',
    }, {before});
    if (this.isMerchant) await learn(this.place, data.rows.map(row => row.affiliate_id));
    return data;
  }

  actions() {
    if (!this.place.program || !this.may('programs')) return nothing;
    return html`<button type="button" class="main" @click=${() => this.write({}, this.data.owners)}>${t('threads.write')}</button>`;
  }

  body({rows, cursor, owners}) {
    if (!rows) return empty(this.isMerchant ? t('threads.no_program') : t('threads.no_enrollment'));
    const {state: wanted, unread, owner, affiliate_id: affiliateId} = this.place.query;
    const own = this.isMerchant ? ownId(this.place) : undefined;
    return html`
      ${chips(t('threads.state'), 'state', wanted, [['', t('threads.all')], ...STATES.map(one => [one, stateWord(one)])])}
      <div class="chips">
        <a href=${here({unread: unread === '1' ? '' : '1'})} aria-current=${unread === '1' ? 'true' : 'false'}>${t('threads.unread_only')}</a>
        ${own ? html`<a href=${here({owner: owner === own ? '' : own})}
          aria-current=${owner === own ? 'true' : 'false'}>${t('threads.mine')}</a>` : nothing}
        ${this.isMerchant && owner && owner !== own ? html`<a href=${here({owner: ''})} aria-current="true">${
          t('threads.owned', {owner: ownerText(owners, owner)})} ×</a>` : nothing}
        ${affiliateId ? html`<a href=${here({affiliate_id: ''})} aria-current="true">${t('threads.with_one')} ×</a>` : nothing}
      </div>
      ${rows.length || !cursor ? table(this.columns(owners), rows, {
        caption: t('threads.title'),
        empty: wanted || unread || owner || affiliateId
          ? empty(t('threads.none_such'), html`<a class="button" href=${here({state: '', unread: '', owner: '', affiliate_id: ''})}>${t('threads.show_all')}</a>`)
          : empty(this.isMerchant ? t('threads.none') : t('threads.none_yours')),
      }) : nothing}
      ${cursor ? html`<p><button type="button" @click=${this.more}>${t('common.more')}</button></p>` : nothing}`;
  }

  columns(owners) {
    const zone = this.place.program.time_zone;
    return [
      {label: t('threads.subject'), cell: row => html`<a href="${this.place.root}/threads/${row.id}">${row.unread
          ? html`<strong>${name(row.subject)}</strong>` : name(row.subject)}</a>
        ${row.unread ? html`<span class="state open">${t('threads.unread', {count: row.unread})}</span>` : nothing}`},
      ...this.isMerchant ? [{label: t('threads.with'), cell: row => row.affiliate_id ? affiliate(this.place, row.affiliate_id)
          : html`<span class="none">${t('threads.among_us')}</span>`}] : [],
      {label: t('threads.state'), cell: row => state(row.state)},
      ...this.isMerchant ? [{label: t('threads.owner'), cell: row => row.owner
          ? html`<a href=${here({owner: row.owner})}>${ownerName(owners, row.owner)}</a>` : html`<span class="none">–</span>`}] : [],
      {label: t('threads.messages'), numeric: true, cell: row => number(row.messages)},
      {label: t('threads.last'), cell: row => time(row.last_message_at, zone)},
    ];
  }

  /** @param about affiliate_id, and the order, dispute or payout that a page has led here for */
  write(about, owners) {
    const {place, place: {program, root}} = this;
    const subject = this.subjectOf(about);
    first(this, () => this.isMerchant ? this.whom(about.affiliate_id) : [], fields => {
      if (place !== this.place || !this.isConnected) return;
      ask(this, t('threads.write'), {
        intro: this.isMerchant ? undefined : t('threads.to_program', {program: program.name}),
        fields: [
          ...fields,
          {name: 'subject', label: t('threads.subject'), required: true, max: 200},
          {name: 'text', label: t('threads.text'), type: 'textarea', rows: 6, required: true, max: 10000},
          ...subject ? [] : [{name: 'order', label: t('threads.order'), dir: 'ltr', max: 128, hint: t('threads.order_hint'), of: 'about'}],
          ...this.isMerchant ? [ownerField(owners, ownId(place),
            {label: t('threads.owner'), hint: t('threads.owner_hint'), nobody: t('threads.nobody')})] : [],
        ],
        label: t('threads.send'),
        send: async (values, intent) => {
          const made = await api.post('/v1/threads', {
            program_id: program.id, affiliate_id: values.affiliate, subject: values.subject, text: values.text, owner: values.owner,
            about: subject ?? (values.order ? {order_id: values.order} : undefined),
          }, intent);
          if (this.isConnected) go(`${root}/threads/${made.id}`);
          return {isShown: true};
        },
      });
    });
  }

  subjectOf({order_id: order, commission_id: commission, dispute_id: dispute, run_id: run, payout_id: payout}) {
    if (dispute) return {dispute_id: dispute};
    if (run && payout) return {run_id: run, payout_id: payout};
    return order ? {order_id: order, ...commission && {commission_id: commission}} : undefined;
  }

  /** Of so many affiliates that a list helps nobody, the id. */
  async whom(chosen) {
    const {rows, more} = await api.all('/v1/affiliates', {program_id: this.place.program.id}, MOST_NAMES);
    note(this.place, rows);
    const shared = {name: 'affiliate', label: t('threads.with'), value: chosen, of: 'affiliate_id'};
    return [more ? {...shared, dir: 'ltr', hint: t('threads.with_hint')}
        : {...shared, type: 'select', options: [['', t('threads.among_us')], ...rows.map(one => [one.id, one.name])]}];
  }

  more = async event => {
    const {turn} = this;
    event.target.disabled = true;
    try {
      const data = await this.go(this.data);
      if (turn === this.turn) this.data = {...this.data, ...data};
    } catch (failure) {
      this.failed(failure);
    } finally {
      event.target.disabled = false;
    }
  };
}
customElements.define('trb-threads', Threads);
