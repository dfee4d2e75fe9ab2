// Who promotes a program: found by state, group, tag and name, with what each has earned and not yet been paid.

import {html, nothing} from 'lit';
import {api} from '../lib/api.js';
import {CHANNELS} from '../lib/channels.js';
import {ask} from '../lib/ask.js';
import {code, money, name, time} from '../lib/format.js';
import {affiliate, learn, note} from '../lib/names.js';
import {Page} from '../lib/page.js';
import {go, here} from '../lib/place.js';
import {chips, empty, openDialog, state, stateWord, table} from '../lib/ui.js';
import {choice, load, t} from '../lib/words.js';

const STATES = ['applied', 'invited', 'approved', 'paused', 'rejected', 'ended', 'banned'];
const ID = /^aff_[0-9a-hjkmnp-tv-z]{13}$/;
const MOST_STEPS = 10;
const LIMIT = 50;

class Affiliates extends Page {
  static title = 'affiliates.title';

  async load() {
    await load('affiliate');
    return this.place.program ? this.go({rows: [], looked: 0, balances: new Map(), cursors: {}}) : {};
  }

  /**
   * Three lists of the same order go side by side: who is enrolled, what they are called, what they have. What the first
   * one is narrowed by leaves its pages short.
   */
  async go(before) {
    const {program, query} = this.place;
    const rows = [...before.rows];
    const enough = rows.length + LIMIT;
    let {cursors, looked} = before;
    const {q = '', group, tag} = query;
    const isId = ID.test(q);
    const narrow = {state: STATES.includes(query.state) ? query.state : '', group, tag, ...isId ? {affiliate_id: q} : {name: q}};
    for (let step = 0; step < MOST_STEPS && cursors && rows.length < enough; step++) {
      const asked = (path, more) => api.get(path, {program_id: program.id, limit: LIMIT, ...more});
      const [enrollments, affiliates, balances] = await Promise.all([
        asked('/v1/enrollments', {...narrow, cursor: cursors.enrollments}),
        cursors.affiliates === null ? {data: []} : asked('/v1/affiliates', {cursor: cursors.affiliates}),
        cursors.balances === null ? {data: []} : asked('/v1/balances', {cursor: cursors.balances, affiliate_id: isId ? q : ''}),
      ]);
      note(this.place, affiliates.data);
      balances.data.forEach(one => before.balances.set(one.affiliate_id, one));
      await learn(this.place, enrollments.data.map(one => one.affiliate_id));
      looked += Math.max(enrollments.data.length, affiliates.data.length);
      rows.push(...enrollments.data);
      cursors = enrollments.next_cursor ? {enrollments: enrollments.next_cursor,
        affiliates: affiliates.next_cursor ?? null, balances: balances.next_cursor ?? null} : undefined;
    }
    return {rows, cursors, looked, balances: before.balances};
  }

  actions() {
    if (!this.place.program || !this.may('programs')) return nothing;
    return html`<button type="button" @click=${this.enroll}>${t('affiliates.invite_known')}</button>
      <button type="button" class="main" @click=${this.add}>${t('affiliates.add')}</button>`;
  }

  body({rows, cursors, looked, balances}) {
    if (!rows) return empty(t('affiliates.no_program'), html`<a class="button" href="${this.place.root}/settings">${t('affiliates.to_settings')}</a>`);
    const {q, group, tag, state: wanted} = this.place.query;
    const isNarrow = q || group || tag || wanted;
    return html`
      <form class="filters" role="search" @submit=${this.search}>
        <label>${t('affiliates.search')} <input name="q" type="search" dir="auto" maxlength="100" .value=${q ?? ''}></label>
        <button>${t('affiliates.find')}</button></form>
      ${chips(t('affiliates.state'), 'state', wanted, [['', t('affiliates.all')], ...STATES.map(one => [one, stateWord(one)])])}
      ${group || tag || q ? html`<p class="chips">
        ${group ? this.taken('group', t('affiliates.in_group', {group})) : nothing}
        ${tag ? this.taken('tag', t('affiliates.with_tag', {tag})) : nothing}
        ${q ? this.taken('q', t('affiliates.with_words', {words: q})) : nothing}</p>` : nothing}
      ${rows.length || !cursors ? table(this.columns(balances), rows, {
        caption: t('affiliates.title'),
        empty: isNarrow ? empty(t('affiliates.none_such'), html`<a class="button" href=${here({q: '', group: '', tag: '', state: ''})}>${t('affiliates.show_all')}</a>`)
            : empty(t('affiliates.none')),
      }) : nothing}
      ${cursors ? html`<p>${t('affiliates.looked', {count: looked})}
        <button type="button" @click=${this.more}>${t('common.more')}</button></p>` : nothing}`;
  }

  taken(field, text) {
    return html`<a href=${here({[field]: ''})} aria-current="true">${text} <span aria-hidden="true">×</span>
      <span class="unseen">${t('affiliates.remove')}</span></a>`;
  }

  columns(balances) {
    const {time_zone: zone} = this.place.program;
    const of = (row, part) => money(balances.get(row.affiliate_id)?.[part]);
    return [
      {label: t('affiliates.affiliate'), cell: row => affiliate(this.place, row.affiliate_id)},
      {label: t('affiliates.state'), cell: row => state(row.state)},
      {label: t('affiliates.since'), cell: row => time(row.history.at(-1).from, zone)},
      {label: t('affiliates.group'), cell: row => row.group ? html`<a href=${here({group: row.group})}>${name(row.group)}</a>` : nothing},
      {label: t('affiliates.tags'), cell: row => row.tags.map((tag, at) => html`${at ? ' · ' : ''}<a href=${here({tag})}>${name(tag)}</a>`)},
      {label: t('affiliates.pending'), numeric: true, cell: row => of(row, 'pending')},
      {label: t('affiliates.available'), numeric: true, cell: row => of(row, 'available')},
    ];
  }

  search = event => {
    event.preventDefault();
    go(here({q: event.target.elements.q.value.trim()}));
  };

  more = async event => {
    const {turn} = this;
    const button = event.target;
    button.disabled = true;
    try {
      const data = await this.go(this.data);
      if (turn === this.turn) this.data = data;
    } catch (failure) {
      this.failed(failure);
    } finally {
      button.disabled = false;
    }
  };

  /** A new account, and in the same go its enrollment; what was made before a refusal is not made again. */
  add = () => {
    const {program} = this.place;
    let made;
    let accounts = 0;
    ask(this, t('affiliates.add'), {
      intro: t('affiliates.add_why', {program: program.name}),
      fields: [
        {name: 'name', label: t('affiliates.name'), required: true, max: 200},
        {name: 'email', label: t('affiliates.email'), type: 'email', max: 254, hint: t('affiliates.email_hint')},
        {name: 'kind', label: t('affiliates.channel'), type: 'select',
          options: [['', t('affiliates.no_channel')], ...CHANNELS.map(kind => [kind, choice('affiliate.channel', kind)])]},
        {name: 'channel', label: t('affiliates.channel_name'), max: 100},
        ...this.enrollmentFields(),
      ],
      label: t('affiliates.add'),
      send: async (values, intent) => {
        const account = {name: values.name, email: values.email,
          ...values.kind && {channels: [{kind: values.kind, name: values.channel ?? values.name}]}};
        if (made?.as !== JSON.stringify(account)) {
          made = {as: JSON.stringify(account), affiliate: await api.post('/v1/affiliates', account, `${intent}-${accounts}`)};
          accounts++;
        }
        await this.enrolled(made.affiliate.id, values, intent);
        this.showMade(made.affiliate);
      },
    });
  };

  /** One that has an account already: from another program, or of its own. */
  enroll = () => ask(this, t('affiliates.invite_known'), {
    intro: t('affiliates.invite_why', {program: this.place.program.name}),
    fields: [
      {name: 'affiliate_id', label: t('affiliates.id'), required: true, dir: 'ltr', max: 40, hint: t('affiliates.id_hint')},
      ...this.enrollmentFields(),
    ],
    label: t('affiliates.invite'),
    said: t('affiliates.invited'),
    send: (values, intent) => this.enrolled(values.affiliate_id.trim(), values, intent),
  });

  enrollmentFields() {
    return [
      {name: 'state', label: t('affiliates.start'), type: 'select', required: true, value: 'invited', hint: t('affiliates.start_hint'),
        options: [['invited', t('affiliates.start_invited')], ['approved', t('affiliates.start_approved')]]},
      {name: 'group', label: t('affiliates.group'), max: 64, hint: t('affiliates.group_hint')},
    ];
  }

  async enrolled(affiliate, values, intent) {
    await api.post('/v1/enrollments',
        {program_id: this.place.program.id, affiliate_id: affiliate, state: values.state, group: values.group}, intent);
  }

  /** The key is shown here and never again. */
  showMade(affiliate) {
    const secret = affiliate.api_key?.secret;
    openDialog(t('affiliates.made'), close => html`<p>${t('affiliates.made_why', {name: affiliate.name})}</p>
      ${code(affiliate.id)}
      ${secret ? html`<p>${t('affiliates.key_once')}</p><trb-copy text=${secret}></trb-copy>` : html`<p>${t('affiliates.no_key')}</p>`}
      <p class="buttons"><a class="button" href="${this.place.root}/affiliates/${affiliate.id}" @click=${close}>${t('affiliates.to_affiliate')}</a></p>`);
  }
}
customElements.define('trb-affiliates', Affiliates);
