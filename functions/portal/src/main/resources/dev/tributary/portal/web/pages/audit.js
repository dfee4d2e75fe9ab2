// Who changed what, from what to what, the newest first.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {filterBy, filterText, filters} from '../lib/filters.js';
import {code, day, name, plusDays, time} from '../lib/format.js';
import {Page} from '../lib/page.js';
import {here} from '../lib/place.js';
import {rangeOf} from '../lib/range.js';
import {dropChip} from '../lib/rows.js';
import {empty, table} from '../lib/ui.js';
import {choice, t} from '../lib/words.js';
import {startOf} from '../lib/instants.js';

const THINGS = ['program', 'terms', 'affiliate', 'enrollment', 'link', 'coupon', 'creative', 'announcement', 'thread', 'agreement',
  'application_form', 'image_hosts', 'adjustment', 'bonus_award', 'submission', 'dispute', 'payout_run', 'payout_policy', 'payout_method',
  'debtor', 'stripe', 'paypal', 'exchange_rate', 'member', 'agency_grant', 'api_key', 'postback_credentials', 'sender_secret', 'webhook', 'export', 'import'];
/** Where a thing is shown, by what its id begins with. */
const PLACES = {aff: 'affiliates/', cnv: 'conversions/', com: 'commissions/', run: 'payouts/', thr: 'threads/', dsp: 'disputes?dispute=',
  exp: 'exports?export=', whk: 'webhooks?webhook='};
/** The log is searched in steps: so many lines are shown, and so many pages of a hundred are read for them. */
const SHOWN = 50;
const READ = 10;

class Audit extends Page {
  static title = 'audit.title';
  static actsEarly = true;

  actions() {
    return html`<trb-range .place=${this.place}></trb-range>`;
  }

  lead() {
    const {thing, by, about, actor} = this.place.query;
    return html`${filters(t('audit.filters'),
      filterBy(t('audit.thing_label'), 'thing', thing, [['', t('audit.all')],
        ...THINGS.map(one => [one, choice('audit.thing', one)]).sort((one, other) => one[1].localeCompare(other[1]))]),
      filterBy(t('audit.who'), 'by', by, [['', t('audit.all')], ['us', t('audit.by_us')], ['key', t('audit.by_key')],
        ['affiliate', t('audit.by_affiliate')], ['time', t('audit.by_time')]]),
      filterText(t('audit.about'), 'about', about))}
      ${actor ? html`<p>${dropChip(['actor'], html`${t('audit.who')}: ${code(actor)}`)}</p>` : nothing}`;
  }

  async load() {
    if (this.place.member?.agency_id) return {isClosed: true};
    const [names, found] = await Promise.all([this.names(), this.find()]);
    return {names, ...found};
  }

  /** People and keys by their names, where the role may know them. */
  async names() {
    const lists = await Promise.all([
      this.may('members') ? api.all('/v1/members') : {rows: []},
      this.may('keys') ? api.all('/v1/api_keys') : {rows: []},
      api.all('/v1/affiliates'),
    ]);
    return new Map([...lists.flatMap(({rows}) => rows), ...this.place.programs].map(row => [row.person_id ?? row.id, row.name]));
  }

  /** By what the API has no filter for rows are left out here, up to a limit, and `next` goes on from there. */
  async find(cursor, rows = []) {
    const {from, to, zone} = rangeOf(this.place);
    const {actor, by} = this.place.query;
    const asked = {
      limit: 100, from: startOf(from, zone), to: startOf(plusDays(to, 1), zone), actor: actor || (by === 'time' ? 'platform' : ''),
    };
    let next = cursor;
    let read = 0;
    let reached;
    do {
      const page = await api.get('/v1/audit_events', {...asked, cursor: next});
      rows.push(...page.data.filter(row => this.fits(row)));
      reached = page.data.at(-1)?.at ?? reached;
      next = page.next_cursor;
      read++;
    } while (next && rows.length < SHOWN && read < READ);
    return {rows, next, reached};
  }

  fits(row) {
    const {thing, by, about} = this.place.query;
    const who = row.actor === null ? 'time' : row.actor.startsWith('aff_') ? 'affiliate' : row.key_id && !row.person_id ? 'key' : 'us';
    return (!thing || row.action.split('.')[0] === thing)
        && (!by || by === who || by === 'us' && who === 'key')
        && (!about || [row.object, row.actor, row.key_id, row.person_id, row.action, ...row.fields].some(one => one?.includes(about)));
  }

  async more() {
    const {names, rows, next} = this.data;
    try {
      this.data = {names, ...await this.find(next, [...rows])};
    } catch (failure) {
      this.failed(failure);
    }
  }

  body({isClosed, rows, next, reached}) {
    if (isClosed) return empty(t('audit.not_yours'));
    const {zone} = rangeOf(this.place);
    return html`<p>${t('audit.why')}</p>
      ${table([
        {label: t('audit.at'), cell: row => time(row.at, zone)},
        {label: t('audit.who'), cell: row => this.who(row)},
        {label: t('audit.what'), cell: row => this.what(row)},
        {label: t('audit.object'), cell: row => this.object(row)},
        {label: t('audit.fields'), cell: row => this.fields(row)},
      ], rows, {caption: t('audit.title'), empty: empty(t(next ? 'audit.none_yet' : 'audit.none'))})}
      ${next ? html`<p>${reached ? html`${t('audit.searched', {day: day(reached.slice(0, 10))})} ` : nothing}
        <button type="button" @click=${this.more}>${t('audit.more')}</button></p>` : nothing}`;
  }

  /** Of what is kept and may be seen, the values; of the rest the names. */
  fields(row) {
    if (!row.fields.length) return html`<span class="none">–</span>`;
    return html`<ul class="differences">${row.fields.map(field => {
      const [before, after] = [row.before?.[field], row.after?.[field]].map(value => value === undefined ? undefined : shown(value));
      if (before === undefined && after === undefined || before === after) return html`<li>${code(field)}</li>`;
      return html`<li>${code(field)} ${before === undefined ? nothing : html`<del><bdi>${before}</bdi></del>`}
        ${after === undefined ? nothing : html`<ins><bdi>${after}</bdi></ins>`}</li>`;
    })}</ul>`;
  }

  who(row) {
    if (row.actor === null) return t('audit.by_time');
    const known = id => this.data.names.has(id) ? name(this.data.names.get(id)) : code(id);
    const whose = row.actor === this.place.tenant ? nothing
        : html`<br><small>${row.actor.startsWith('aff_') ? html`<a href="${this.place.root}/affiliates/${row.actor}">${known(row.actor)}</a>` : known(row.actor)}</small>`;
    const only = (id, shown) => this.place.query.actor ? shown : html`<a href=${here({actor: id})}>${shown}</a>`;
    return html`${row.person_id ? only(row.person_id, known(row.person_id))
        : row.key_id ? only(row.key_id, html`${t('audit.key')} ${known(row.key_id)}`) : t('audit.unnamed')}${whose}`;
  }

  /** "Link: change"; a word of the API that is new to these pages stands as it came. */
  what(row) {
    const [thing, verb] = row.action.split('.');
    return t('audit.what_of', {thing: choice('audit.thing', thing), verb: choice('audit.verb', verb)});
  }

  object(row) {
    // An enrollment is named by its program and its affiliate.
    return row.object.split('/').map((id, at) => {
      const place = PLACES[id.slice(0, 3)];
      const shown = this.data.names.has(id) ? name(this.data.names.get(id)) : code(id);
      return html`${at ? ' / ' : ''}${place ? html`<a href="${this.place.root}/${place}${id}">${shown}</a>` : shown}`;
    });
  }
}

/** As the API writes it; a text without its quotes. */
function shown(value) {
  if (value === null || value === '') return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
customElements.define('trb-audit', Audit);
